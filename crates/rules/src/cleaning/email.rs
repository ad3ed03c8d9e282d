//! E-mail addresses: mended, judged, compared; typing errors are suggested, never changed silently.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::half_width;

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
pub struct Email {
    /// As it is kept and shown: half-width, without stray spaces, the case as typed.
    pub text: String,
    /// For comparing: lower case.
    pub key: String,
}

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum NotEmail {
    /// There is no `@`.
    NoAt,
    /// There is more than one `@`; often two addresses in one field.
    SeveralAt,
    /// What stands before the `@` cannot be a mailbox.
    BadName,
    /// What stands after the `@` cannot be a domain.
    BadDomain,
    /// The domain has no dot.
    NoDot,
}

impl Email {
    /// The address in a text. Full-width forms, `mailto:`, angle brackets, and spaces at the ends or beside `@` and dots are mended.
    pub fn read(text: &str) -> Result<Self, NotEmail> {
        let text = mended(text);
        let mut parts = text.split('@');
        let name = parts.next().unwrap_or_default();
        let domain = parts.next().ok_or(NotEmail::NoAt)?;
        if parts.next().is_some() {
            return Err(NotEmail::SeveralAt);
        }
        if !is_name(name) {
            return Err(NotEmail::BadName);
        }
        is_domain(domain)?;
        Ok(Self {
            key: text.to_lowercase(),
            text,
        })
    }

    /// The domain, lower case.
    pub fn domain(&self) -> &str {
        self.key.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether the domain is one of a list, or below one: `a@mx.mailinator.com` is of `mailinator.com`.
    pub fn is_of<S: AsRef<str>>(&self, domains: &[S]) -> bool {
        domains.iter().any(|domain| is_within(self.domain(), domain.as_ref()))
    }
}

/// Whether a domain is another one or below it; a listed domain may be written with a leading `@` or dot.
pub(super) fn is_within(domain: &str, listed: &str) -> bool {
    let listed = listed.trim().trim_start_matches(['@', '.']).to_lowercase();
    !listed.is_empty()
        && domain
            .strip_suffix(&listed)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The address that was probably meant: `gmail.con`, `qq,com`, `163。com`, `gmial.com`, `hotmailcom`. Nothing when the text looks right.
pub fn suggest(text: &str) -> Option<String> {
    let text = mended(text);
    let (name, domain) = text.rsplit_once('@')?;
    let dotted = domain.replace([',', '。', '、', ';', '·', '．'], ".").to_lowercase();
    let dotted = dotted
        .split('.')
        .filter(|label| !label.is_empty())
        .collect::<Vec<_>>()
        .join(".");
    let meant = if let Some(well_known) = meant_domain(&dotted) {
        well_known.to_owned()
    } else {
        match dotted.rsplit_once('.') {
            Some((head, ending)) if NOT_ENDINGS.contains(&ending) => format!("{head}.com"),
            _ => dotted,
        }
    };
    let suggestion = Email::read(&format!("{name}@{meant}")).ok()?;
    (meant != domain.to_lowercase()).then_some(suggestion.text)
}

/// The well-known domain that is one slip away.
fn meant_domain(domain: &str) -> Option<&'static str> {
    if REAL.contains(&domain) {
        return None;
    }
    REAL[..SUGGESTED].iter().copied().find(|known| {
        let name = |domain: &str| domain.split('.').next().unwrap_or_default().to_owned();
        // Short names differ by one letter without being slips: 126 and 136, qq and qa. Of those only the ending is looked at.
        let comparable = name(known).len() > 3 || name(known) == name(domain) || known.replace('.', "") == domain;
        comparable && strsim::osa_distance(known, domain) == 1
    })
}

/// Providers; only the first `SUGGESTED` are offered, the others are known to be no slips.
const REAL: [&str; 34] = [
    "qq.com",
    "163.com",
    "126.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "foxmail.com",
    "sina.com",
    "sohu.com",
    "aliyun.com",
    "icloud.com",
    "yahoo.com",
    "139.com",
    "189.cn",
    "yeah.net",
    "vip.qq.com",
    "vip.163.com",
    "live.com",
    "msn.com",
    "sina.cn",
    "mail.com",
    "email.com",
    "ymail.com",
    "gmx.com",
    "live.cn",
    "outlook.cn",
    "sina.com.cn",
    "yahoo.com.cn",
    "yahoo.cn",
    "yahoo.co",
    "163.net",
    "126.net",
    "hotmail.co",
    "tom.com",
];
const SUGGESTED: usize = 18;

/// Endings that do not exist and stand for `.com`.
const NOT_ENDINGS: [&str; 9] = ["con", "cmo", "ocm", "comm", "vom", "xom", "cpm", "coom", "c0m"];

fn mended(text: &str) -> String {
    let text = half_width(text);
    let text = text.trim().trim_start_matches(['<', '"', '\'', '[']);
    let text = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &text[7..],
        _ => text,
    };
    let text = text.trim_end_matches(['>', '"', '\'', ']', ',', ';', '.', '。', '、', ' ']);
    let mut mended = String::with_capacity(text.len());
    for c in text.trim_start().chars() {
        if matches!(c, '@' | '.') {
            mended.truncate(mended.trim_end().len());
        } else if c == ' ' && (mended.ends_with(['@', '.', ' '])) {
            continue;
        }
        mended.push(c);
    }
    mended
}

fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
    (1..=64).contains(&name.len()) && name.chars().all(allowed) && name.split('.').all(|part| !part.is_empty())
}

fn is_domain(domain: &str) -> Result<(), NotEmail> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if domain.len() > 253 || !domain.split('.').all(label) {
        return Err(NotEmail::BadDomain);
    }
    let (_, ending) = domain.rsplit_once('.').ok_or(NotEmail::NoDot)?;
    if ending.chars().count() < 2 || ending.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotEmail::BadDomain);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::defaults::THROWAWAY_DOMAINS;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_as_people_write_them() {
        for (text, mended) in [
            ("zhang.san@example.com", "zhang.san@example.com"),
            ("  Zhang.San@Example.COM ", "Zhang.San@Example.COM"),
            ("ｚｈａｎｇ＠ｑｑ．ｃｏｍ", "zhang@qq.com"),
            ("zhang @ qq . com", "zhang@qq.com"),
            ("mailto:li@example.com.cn", "li@example.com.cn"),
            ("<li@example.com>", "li@example.com"),
            ("li@example.com,", "li@example.com"),
            ("li@example.com。", "li@example.com"),
            ("first+tag@sub.example.co.uk", "first+tag@sub.example.co.uk"),
            ("123456@qq.com", "123456@qq.com"),
            ("li@例子.中国", "li@例子.中国"),
            ("\u{FEFF}li@example.com\u{200B}", "li@example.com"),
        ] {
            let email = Email::read(text).unwrap();
            assert_eq!(
                (email.text.as_str(), email.key),
                (mended, mended.to_lowercase()),
                "{text}"
            );
        }
    }

    #[test]
    fn reasons() {
        use NotEmail::{BadDomain, BadName, NoAt, NoDot, SeveralAt};
        for (text, reason) in [
            ("", NoAt),
            ("无", NoAt),
            ("example.com", NoAt),
            ("a@b@c.com", SeveralAt),
            ("a@b.com c@d.com", SeveralAt),
            ("@example.com", BadName),
            ("a..b@example.com", BadName),
            (".a@example.com", BadName),
            ("zhang san@example.com", BadName),
            ("张三@example.com", BadName),
            ("a@", BadDomain),
            ("a@example", NoDot),
            ("a@localhost", NoDot),
            ("a@example..com", BadDomain),
            ("a@-example.com", BadDomain),
            ("a@example.c", BadDomain),
            ("a@127.0.0.1", BadDomain),
            ("a@qq，com", BadDomain),
            ("a@exa mple.com", BadDomain),
        ] {
            assert_eq!(Email::read(text), Err(reason), "{text}");
        }
        assert_eq!(Email::read(&format!("{}@example.com", "a".repeat(65))), Err(BadName));
    }

    #[test]
    fn suggestions() {
        for (text, meant) in [
            ("li@gmail.con", "li@gmail.com"),
            ("li@gmial.com", "li@gmail.com"),
            ("li@gmail.co", "li@gmail.com"),
            ("li@gmailcom", "li@gmail.com"),
            ("Li@QQ.con", "Li@qq.com"),
            ("li@qqcom", "li@qq.com"),
            ("li@qq，com", "li@qq.com"),
            ("li@163。com", "li@163.com"),
            ("li@163..com", "li@163.com"),
            ("li@hotmial.com", "li@hotmail.com"),
            ("li@foxmai.com", "li@foxmail.com"),
            ("li@example.con", "li@example.com"),
            ("li@example,com", "li@example.com"),
        ] {
            assert_eq!(suggest(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "li@gmail.com",
            "li@mail.com",
            "li@qa.com",
            "li@136.com",
            "li@example.com",
            "li@sina.com.cn",
            "li",
            "@",
            "",
        ] {
            assert_eq!(suggest(text), None, "{text}");
        }
    }

    #[test]
    fn throw_away_domains() {
        for (text, hit) in [
            ("a@mailinator.com", true),
            ("a@MX.Mailinator.com", true),
            ("a@notmailinator.com", false),
            ("a@qq.com", false),
        ] {
            assert_eq!(Email::read(text).unwrap().is_of(THROWAWAY_DOMAINS), hit, "{text}");
        }
        assert!(!Email::read("a@b.com").unwrap().is_of(&["", "@", "."]));
        assert!(Email::read("a@b.com").unwrap().is_of(&["@b.com"]));
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(text in "[ <＜]?[a-zA-Z.]{1,8} ?[@＠] ?[a-z０-９]{1,8} ?[.．] ?[a-zA-Z]{2,4}[ >,;。]{0,3}") {
            if let Ok(email) = Email::read(&text) {
                prop_assert_eq!(Email::read(&email.text), Ok(email.clone()));
                prop_assert_eq!(Email::read(&email.key).map(|again| again.key), Ok(email.key));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}", address in "[a-z@.,。 ]{0,20}") {
            for text in [text, address] {
                let _ = Email::read(&text);
                if let Some(meant) = suggest(&text) {
                    prop_assert!(Email::read(&meant).is_ok());
                    prop_assert_eq!(suggest(&meant).filter(|again| *again == meant), None);
                }
            }
        }
    }
}
