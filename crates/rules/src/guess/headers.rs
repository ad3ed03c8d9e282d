//! Which column of a file is which field.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::{LIKELY, fold, likeness, squash};

/// From this score on a guess needs no confirmation; below it the interface marks it as a suggestion.
pub const SURE: f64 = 0.9;

/// A field a column can be mapped to, with every name it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames<'a> {
    /// The key of the field.
    pub key: &'a str,
    /// Its labels in the languages of the product.
    pub labels: Vec<&'a str>,
    /// Other names, such as the headers of well-known exports.
    pub aliases: Vec<&'a str>,
}

/// How a header was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum How {
    /// It is the key or a label, but for case, width and blanks.
    Exact,
    /// It is another name of the field.
    Alias,
    /// The same letters and digits, or the same without a remark in brackets.
    Squashed,
    /// One contains the other.
    Contained,
    /// Nearly the same letters.
    Similar,
}

/// A guess for one header.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeaderGuess {
    /// Index in the list of fields.
    pub field: usize,
    /// 0.75 to 1; compare with [`SURE`].
    pub score: f64,
    /// How it was recognised.
    pub how: How,
}

/// A guess for every header, in the order of the headers. Each field is used at most once, by the header that fits it best; of
/// equals the earlier header and the earlier field win.
pub fn guess_headers<S: AsRef<str>>(headers: &[S], fields: &[FieldNames<'_>]) -> Vec<Option<HeaderGuess>> {
    let fields: Vec<Names> = fields.iter().map(Names::of).collect();
    let mut pairs = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let header = Name::of(header.as_ref());
        for (field, names) in fields.iter().enumerate() {
            if let Some((score, how)) = names.compare(&header) {
                pairs.push((at, HeaderGuess { field, score, how }));
            }
        }
    }
    // A stable sort, so that of equal scores the earlier header and field stay first.
    pairs.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    let mut guesses = vec![None; headers.len()];
    let mut used = vec![false; fields.len()];
    for (at, guess) in pairs {
        if guesses[at].is_none() && !used[guess.field] {
            used[guess.field] = true;
            guesses[at] = Some(guess);
        }
    }
    guesses
}

/// A name in the forms in which it is compared.
struct Name {
    folded: String,
    squashed: String,
    /// Without what stands in brackets and without marks: `金额（元）*` → `金额`.
    bare: String,
}

impl Name {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        Self {
            squashed: squash(&folded),
            bare: squash(&without_brackets(&folded)),
            folded,
        }
    }
}

struct Names {
    exact: Vec<Name>,
    aliases: Vec<Name>,
}

impl Names {
    fn of(field: &FieldNames<'_>) -> Self {
        // A key such as `account_name` is also met as "Account Name".
        let labels = field.labels.iter().chain(std::iter::once(&field.key));
        Self {
            exact: labels.map(|label| Name::of(label)).collect(),
            aliases: field.aliases.iter().map(|alias| Name::of(alias)).collect(),
        }
    }

    fn compare(&self, header: &Name) -> Option<(f64, How)> {
        if header.squashed.is_empty() {
            return None;
        }
        let all = || self.exact.iter().chain(&self.aliases);
        if self.exact.iter().any(|name| name.folded == header.folded) {
            return Some((1.0, How::Exact));
        }
        if self.aliases.iter().any(|name| name.folded == header.folded) {
            return Some((0.98, How::Alias));
        }
        if all().any(|name| name.squashed == header.squashed) {
            return Some((0.96, How::Squashed));
        }
        if !header.bare.is_empty() && all().any(|name| name.bare == header.bare) {
            return Some((0.94, How::Squashed));
        }
        let mut best: Option<(f64, How)> = None;
        for name in all().filter(|name| !name.bare.is_empty()) {
            let (long, short) = if name.bare.len() >= header.bare.len() {
                (&name.bare, &header.bare)
            } else {
                (&header.bare, &name.bare)
            };
            let contained = short.chars().count() >= 2 && long.contains(short.as_str());
            // Neither is ever as sure as the same word: the scores end below SURE.
            let score = likeness(&name.bare, &header.bare).min(0.99) * 0.9;
            let candidate = (score, if contained { How::Contained } else { How::Similar });
            if enough(candidate) && best.is_none_or(|(score, _)| candidate.0 > score) {
                best = Some(candidate);
            }
        }
        best
    }
}

/// A contained name needs about half of the letters, a similar one nearly all of them: `客户` in `客户电话` says little.
fn enough((score, how): (f64, How)) -> bool {
    match how {
        How::Contained => score >= LIKELY,
        _ => score >= LIKELY * 0.95,
    }
}

/// The text without what stands in brackets; the text itself when nothing else is left.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' | '《' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    if bare.chars().any(char::is_alphanumeric) {
        bare
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields() -> Vec<FieldNames<'static>> {
        vec![
            FieldNames {
                key: "name",
                labels: vec!["商机名称", "Deal name"],
                aliases: vec!["Opportunity Name", "项目名称", "deal"],
            },
            FieldNames {
                key: "account_name",
                labels: vec!["客户名称", "Account"],
                aliases: vec!["公司", "公司名称", "Company", "客户"],
            },
            FieldNames {
                key: "amount",
                labels: vec!["金额", "Amount"],
                aliases: vec!["预计金额", "close value", "Deal value", "合同金额"],
            },
            FieldNames {
                key: "close_on",
                labels: vec!["预计成交日期", "Close date"],
                aliases: vec!["结单日期", "Expected close"],
            },
            FieldNames {
                key: "owner",
                labels: vec!["负责人", "Owner"],
                aliases: vec!["sales agent", "销售", "跟进人"],
            },
            FieldNames {
                key: "stage",
                labels: vec!["阶段", "Stage"],
                aliases: vec!["deal stage", "销售阶段"],
            },
        ]
    }

    fn guessed(headers: &[&str]) -> Vec<Option<(&'static str, How)>> {
        let fields = fields();
        let keys = guess_headers(headers, &fields);
        keys.into_iter()
            .map(|guess| guess.map(|guess| (fields[guess.field].key, guess.how)))
            .collect()
    }

    #[test]
    fn headers_in_both_languages() {
        use How::{Alias, Contained, Exact, Similar, Squashed};
        for (header, expected) in [
            ("客户名称", Some(("account_name", Exact))),
            (" ACCOUNT ", Some(("account_name", Exact))),
            ("Ａｍｏｕｎｔ", Some(("amount", Exact))),
            ("公司", Some(("account_name", Alias))),
            ("sales_agent", Some(("owner", Squashed))),
            ("close_date", Some(("close_on", Squashed))),
            ("Account Name", Some(("account_name", Squashed))),
            ("金额（元）", Some(("amount", Squashed))),
            ("*客户名称【必填】", Some(("account_name", Squashed))),
            ("商机阶段名称", None),
            ("预计成交日", Some(("close_on", Contained))),
            ("Opportunty Name", Some(("name", Similar))),
            ("备注", None),
            ("", None),
            ("***", None),
            ("（）", None),
        ] {
            assert_eq!(guessed(&[header]), [expected], "{header}");
        }
    }

    #[test]
    fn each_field_is_used_once_and_by_the_best() {
        use How::{Alias, Exact};
        assert_eq!(
            guessed(&["客户", "客户名称", "金额", "金额"]),
            [None, Some(("account_name", Exact)), Some(("amount", Exact)), None,]
        );
        assert_eq!(
            guessed(&["opportunity_id", "sales agent", "deal stage", "close value"])
                .into_iter()
                .skip(1)
                .collect::<Vec<_>>(),
            [Some(("owner", Alias)), Some(("stage", Alias)), Some(("amount", Alias)),]
        );
    }

    #[test]
    fn only_the_same_word_is_sure() {
        let fields = fields();
        for header in ["预计成交日", "Opportunty Name"] {
            let guess = guess_headers(&[header], &fields)[0].unwrap();
            assert!(guess.score < SURE, "{header}: {}", guess.score);
        }
        assert!(guess_headers(&["金额（元）"], &fields)[0].unwrap().score > SURE);
    }

    proptest! {
        #[test]
        fn no_field_is_given_twice(headers in prop::collection::vec("[a-z 客户名称金额公司]{0,6}", 0..12)) {
            let mut seen: Vec<_> = guess_headers(&headers, &fields()).into_iter().flatten().map(|guess| guess.field).collect();
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), all);
        }
    }
}
