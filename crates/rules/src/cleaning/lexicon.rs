//! Lists that bar a lead: blacklisted contacts and companies, sensitive words, and mobile numbers nobody has.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::email::{Email, is_within};
use super::phone::Phone;
use crate::text::{fold, squash};

/// What an entry of the blacklist is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "BlacklistKind")]
pub enum Listed {
    /// A mobile or another telephone number, by its comparison key.
    Mobile,
    /// An e-mail address, whatever its case.
    Email,
    /// A domain and everything below it, of e-mail addresses and of websites.
    Domain,
    /// A company name, by its letters and digits.
    Company,
    /// A word in any text of the lead.
    Word,
}

/// What of a lead the lists are held against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Mobiles and other numbers, in any spelling.
    pub phones: &'a [&'a str],
    /// E-mail addresses.
    pub emails: &'a [&'a str],
    /// Websites.
    pub websites: &'a [&'a str],
    /// The company.
    pub company: Option<&'a str>,
    /// Names, notes, messages: whatever a word may stand in. The company need not be repeated here.
    pub texts: &'a [&'a str],
}

/// An entry that was hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "BlacklistHit")]
pub struct Hit {
    /// Its place in the list the blacklist was made of.
    pub entry: usize,
    /// What it was found in: the number, the address, the company, the text.
    pub found: String,
}

/// A blacklist made ready for comparing.
pub struct Blacklist {
    exact: HashMap<(Listed, String), usize>,
    domains: Vec<(usize, String)>,
    words: Words,
    word_entries: Vec<usize>,
}

impl Blacklist {
    /// Makes a list ready. Empty entries hit nothing.
    pub fn new<S: AsRef<str>>(entries: &[(Listed, S)]) -> Self {
        let (mut exact, mut domains, mut words) = (HashMap::new(), Vec::new(), Vec::new());
        for (index, (kind, text)) in entries.iter().enumerate() {
            let text = text.as_ref();
            match kind {
                Listed::Domain => domains.push((index, fold(text))),
                Listed::Word => words.push((index, text)),
                kind => {
                    let key = key(*kind, text);
                    if !key.is_empty() {
                        exact.entry((*kind, key)).or_insert(index);
                    }
                }
            }
        }
        let (word_entries, words): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        Self {
            exact,
            domains,
            words: Words::new(&words),
            word_entries,
        }
    }

    /// Every entry the facts hit: numbers, addresses, domains, company, then words; an entry at most once.
    pub fn hits(&self, facts: &Facts) -> Vec<Hit> {
        let mut hits = Hits::default();
        for text in facts.phones {
            hits.add(self.exact(Listed::Mobile, text), text);
        }
        for text in facts.emails {
            hits.add(self.exact(Listed::Email, text), text);
            let key = key(Listed::Email, text);
            hits.add(key.split_once('@').and_then(|(_, domain)| self.domain(domain)), text);
        }
        for text in facts.websites {
            hits.add(self.domain(host(&fold(text))), text);
        }
        if let Some(text) = facts.company {
            hits.add(self.exact(Listed::Company, text), text);
        }
        for text in facts.company.iter().chain(facts.texts) {
            for found in self.words.find(text) {
                hits.add(self.word_entries.get(found).copied(), text);
            }
        }
        hits.0
    }

    fn exact(&self, kind: Listed, text: &str) -> Option<usize> {
        self.exact.get(&(kind, key(kind, text))).copied()
    }

    fn domain(&self, domain: &str) -> Option<usize> {
        let (index, _) = self.domains.iter().find(|(_, listed)| is_within(domain, listed))?;
        Some(*index)
    }
}

#[derive(Default)]
struct Hits(Vec<Hit>);

impl Hits {
    fn add(&mut self, entry: Option<usize>, found: &str) {
        if let Some(entry) = entry.filter(|entry| self.0.iter().all(|hit| hit.entry != *entry)) {
            let found = found.to_owned();
            self.0.push(Hit { entry, found });
        }
    }
}

/// The form in which both sides are compared; what cannot be read as its kind is compared as it stands.
fn key(kind: Listed, text: &str) -> String {
    match kind {
        Listed::Mobile => Phone::read(text).map_or_else(|_| squash(text), |phone| phone.key),
        Listed::Email => Email::read(text).map_or_else(|_| fold(text), |email| email.key),
        Listed::Company | Listed::Domain | Listed::Word => squash(text),
    }
}

/// The host of a web address: without scheme, path, port and `www.`.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// A list of words made ready for searching.
pub struct Words {
    search: Option<AhoCorasick>,
    latin: Vec<bool>,
    entries: Vec<usize>,
}

impl Words {
    /// Makes a list ready. Empty words are found nowhere.
    pub fn new<S: AsRef<str>>(words: &[S]) -> Self {
        let (mut texts, mut entries) = (Vec::new(), Vec::new());
        for (index, word) in words.iter().enumerate() {
            let text = joined(word.as_ref());
            if !text.is_empty() {
                texts.push(text);
                entries.push(index);
            }
        }
        let latin = texts.iter().map(|text| text.chars().all(|c| !is_han(c))).collect();
        Self {
            // Building fails only beyond two thousand million states; then the list finds nothing rather than stopping the intake.
            search: AhoCorasick::new(&texts).ok(),
            latin,
            entries,
        }
    }

    /// The words in a text by their place in the list, in the order of the text; of overlapping ones the first, and of those the longest. Case, full-width forms, and spaces
    /// and signs between Chinese characters (赌 博, 赌*博) make no difference; a Latin word must stand by itself.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let text = joined(text);
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let mut all: Vec<_> = search
            .find_overlapping_iter(&text)
            .filter(|found| !self.latin[found.pattern().as_usize()] || stands_alone(&text, found.start(), found.end()))
            .collect();
        all.sort_by_key(|found| (found.start(), std::cmp::Reverse(found.end())));
        let mut end = 0;
        all.retain(|found| {
            let apart = found.start() >= end;
            if apart {
                end = found.end();
            }
            apart
        });
        all.into_iter()
            .map(|found| self.entries[found.pattern().as_usize()])
            .collect()
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// The folded text, without the spaces and signs that stand between two Chinese characters. Sentence marks and line ends stay,
/// because words on their two sides are no word.
fn joined(text: &str) -> String {
    let folded = fold(&text.replace(['\n', '\r'], "。"));
    let mut joined = String::with_capacity(folded.len());
    let mut gap = String::new();
    for c in folded.chars() {
        if matches!(
            c,
            ' ' | '*' | '-' | '_' | '.' | '·' | '|' | '/' | '\\' | '+' | '~' | '#' | '=' | '^'
        ) {
            gap.push(c);
            continue;
        }
        if !(is_han(c) && joined.chars().next_back().is_some_and(is_han)) {
            joined.push_str(&gap);
        }
        gap.clear();
        joined.push(c);
    }
    joined.trim().to_owned()
}

/// Whether a mobile number is one that people type to be left alone: eight neighbouring digits that are all the same or count up
/// or down (13800000000, 13812345678, 18987654321). Some costly lucky numbers look like that, too: a person can release them.
pub fn fake_mobile(digits: &str) -> bool {
    let steps: Vec<u8> = digits
        .as_bytes()
        .windows(2)
        .map(|pair| (pair[1].wrapping_sub(pair[0]).wrapping_add(10)) % 10)
        .collect();
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && steps
            .windows(7)
            .any(|run| matches!(run[0], 0 | 1 | 9) && run.iter().all(|step| *step == run[0]))
}

#[cfg(test)]
mod tests {
    use super::super::defaults::SENSITIVE_WORDS;
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&'static str> {
        let found = Words::new(SENSITIVE_WORDS).find(text);
        found.into_iter().map(|found| SENSITIVE_WORDS[found]).collect()
    }

    #[test]
    fn sensitive_words() {
        for (text, expected) in [
            ("我们代开发票,也做 洗钱", &["代开发票", "洗钱"][..]),
            ("赌 博", &["赌博"]),
            ("赌*博网站", &["赌博"]),
            ("Online Casino!", &["online casino"]),
            ("ＯＮＬＩＮＥ　ＣＡＳＩＮＯ", &["online casino"]),
            ("网赌博彩", &["网赌", "博彩"]),
            ("我们不赌。博物馆周一休息", &[]),
            ("不赌\n博物馆", &[]),
            ("antiphishingtools", &[]),
            ("Phishing防护", &["phishing"]),
            ("采购一批锅炉", &[]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
        assert!(Words::new::<&str>(&[]).find("赌博").is_empty());
        assert!(Words::new(&["", " "]).find("赌博 a").is_empty());
        assert_eq!(Words::new(&["", "a b"]).find("x A  B"), [1]);
    }

    #[test]
    fn blacklisted() {
        let list = Blacklist::new(&[
            (Listed::Mobile, "138 0013 8000"),
            (Listed::Email, "Bad@Example.com"),
            (Listed::Domain, "@bad.example"),
            (Listed::Company, "北京坏（集团）有限公司"),
            (Listed::Word, "空壳"),
            (Listed::Mobile, "010-82345678"),
            (Listed::Email, ""),
            (Listed::Domain, ""),
        ]);
        let hits = |facts: &Facts| list.hits(facts).into_iter().map(|hit| hit.entry).collect::<Vec<_>>();
        for (phones, emails, websites, company, texts, expected) in [
            (&["+86 13800138000"][..], &[][..], &[][..], None, &[][..], &[0][..]),
            (&["（010）8234 5678"], &[], &[], None, &[], &[5]),
            (&["13800138001"], &["good@example.com"], &[], None, &[], &[]),
            (&[], &["bad@EXAMPLE.com "], &[], None, &[], &[1]),
            (
                &[],
                &["x@mail.bad.example"],
                &["https://www.bad.example/a"],
                None,
                &[],
                &[2],
            ),
            (&[], &["x@notbad.example"], &["bad.example.com"], None, &[], &[]),
            (&[], &[], &["HTTP://BAD.EXAMPLE:80"], None, &[], &[2]),
            (&[], &[], &[], Some("北京坏(集团) 有限公司"), &[], &[3]),
            (&[], &[], &[], Some("某空壳公司"), &["一家空 壳公司"], &[4]),
            (&[""], &[""], &[""], Some(""), &[""], &[]),
        ] {
            let facts = Facts {
                phones,
                emails,
                websites,
                company,
                texts,
            };
            assert_eq!(hits(&facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn fake_mobiles() {
        for (digits, fake) in [
            ("13800000000", true),
            ("18888888888", true),
            ("13812345678", true),
            ("13456789012", true),
            ("18987654321", true),
            ("13800138000", false),
            ("13812345687", false),
            ("13013013013", false),
            ("1380000000", false),
            ("1380000", false),
            ("", false),
            ("一二三四五六七八九十一", false),
        ] {
            assert_eq!(fake_mobile(digits), fake, "{digits}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}", word in "\\PC{0,5}") {
            let found = Words::new(&[word.as_str()]).find(&format!("{text} {word}"));
            prop_assert!(found.len() <= text.chars().count() + 6);
            let _ = fake_mobile(&text);
        }

        #[test]
        fn a_chinese_word_is_found_wherever_it_stands(before in "[a-z 锅炉]{0,8}", after in "[a-z 锅炉]{0,8}") {
            prop_assert_eq!(words(&format!("{before}洗 钱{after}")), vec!["洗钱"]);
        }
    }
}
