//! What intake keeps apart: blacklists, sensitive words, domains of throw-away mail. Read once per call or import.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::cleaning::lexicon::Words;
use leadwell_rules::text::fold;
use std::collections::HashSet;

/// The lists, ready to be asked.
pub struct Screen {
    barred: HashSet<(&'static str, String)>,
    words: Words,
    texts: Vec<String>,
}

impl Screen {
    /// Reads the lists of the file.
    pub fn load(read: &Read<'_>) -> Result<Screen, Failure> {
        let mut barred = HashSet::new();
        let mut words = Vec::new();
        let mut statement = read.sql("select kind, value from screen_words")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, value) = (row.get_ref(0)?.as_str().unwrap_or_default(), row.get::<_, String>(1)?);
            match kind {
                "mobile" => drop(barred.insert(("mobile", value))),
                "email" => drop(barred.insert(("email", value))),
                "domain" => drop(barred.insert(("domain", value))),
                "throwaway" => drop(barred.insert(("throwaway", value))),
                "company" => drop(barred.insert(("company", value))),
                _ => words.push(value),
            }
        }
        Ok(Screen {
            barred,
            words: Words::new(&words),
            texts: words,
        })
    }

    fn has(&self, kind: &'static str, value: &str) -> bool {
        !self.barred.is_empty() && self.barred.contains(&(kind, value.to_owned()))
    }

    /// Whether this number is on the blacklist.
    pub fn bars_mobile(&self, mobile: &str) -> bool {
        self.has("mobile", mobile)
    }

    /// Whether this address, or everybody at its domain, is on the blacklist.
    pub fn bars_email(&self, email: &str) -> bool {
        self.has("email", email) || domain(email).is_some_and(|domain| self.has("domain", domain))
    }

    /// Whether this is an address that is thrown away after use.
    pub fn throws_away(&self, email: &str) -> bool {
        // A domain's own subdomains are its own.
        let mut rest = domain(email);
        while let Some(name) = rest {
            if self.has("throwaway", name) {
                return true;
            }
            rest = name
                .split_once('.')
                .map(|(_, above)| above)
                .filter(|above| above.contains('.'));
        }
        false
    }

    /// Whether this company is on the blacklist.
    pub fn bars_company(&self, company: &str) -> bool {
        !self.barred.is_empty() && self.has("company", &fold(company))
    }

    /// The first sensitive word in a text.
    pub fn word_in(&self, text: &str) -> Option<String> {
        if self.texts.is_empty() {
            return None;
        }
        self.words
            .find(text)
            .first()
            .and_then(|word| self.texts.get(*word).cloned())
    }
}

fn domain(email: &str) -> Option<&str> {
    email.rsplit_once('@').map(|(_, domain)| domain)
}
