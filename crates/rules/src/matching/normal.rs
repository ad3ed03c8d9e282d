//! The form in which values are compared, and what is taken from it: words, and the sound of a name.

use super::Kind;
use crate::names::person::PersonName;
use crate::names::script::{is_han, plain};

/// Street words that are written short or in full.
const STREETS: &[(&str, &str)] = &[
    ("street", "st"),
    ("str", "st"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("road", "rd"),
    ("boulevard", "blvd"),
    ("drive", "dr"),
    ("place", "pl"),
    ("court", "ct"),
    ("crescent", "cres"),
    ("circuit", "cct"),
    ("close", "cl"),
    ("lane", "ln"),
    ("highway", "hwy"),
    ("parkway", "pkwy"),
    ("square", "sq"),
    ("terrace", "tce"),
    ("north", "n"),
    ("south", "s"),
    ("east", "e"),
    ("west", "w"),
    ("floor", "fl"),
    ("suite", "ste"),
    ("apartment", "apt"),
    ("building", "bldg"),
    ("saint", "st"),
    ("mount", "mt"),
];

/// Words with one blank between; letters and digits only. A Chinese run is one word.
fn spaced(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The form in which equal values are equal. Empty when there is nothing to compare.
pub(super) fn normal(kind: Kind, text: &str) -> String {
    let folded = plain(text);
    match kind {
        Kind::Name => PersonName::read(&folded).in_order(),
        Kind::Company => spaced(&folded).join(" "),
        Kind::Address => spaced(&folded)
            .into_iter()
            .map(|word| {
                STREETS
                    .iter()
                    .find(|(long, _)| *long == word)
                    .map_or(word, |(_, short)| short)
            })
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Date => day(&folded),
        Kind::Digits => digits(&folded),
        Kind::Email => folded.split_whitespace().collect(),
        Kind::Exact => folded.chars().filter(|c| c.is_alphanumeric()).collect(),
        Kind::Text => spaced(&folded).join(" "),
    }
}

/// Digits without the sign of a country in front of a mainland mobile number.
fn digits(text: &str) -> String {
    let found: String = text.chars().filter(char::is_ascii_digit).collect();
    for prefix in ["0086", "86"] {
        if let Some(rest) = found.strip_prefix(prefix)
            && rest.len() == 11
            && rest.starts_with('1')
        {
            return rest.to_owned();
        }
    }
    if found.is_empty() {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        found
    }
}

/// A day as eight digits, the year first; other numbers as they stand.
fn day(text: &str) -> String {
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match numbers[..] {
        [year, month, day, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        [day, month, year, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        _ => numbers.concat(),
    }
}

/// Words; of a Chinese run, every two neighbouring characters.
pub(super) fn pieces<'t>(normal: &'t str, mut each: impl FnMut(&'t str)) {
    for word in normal.split(' ') {
        if word.chars().nth(2).is_none() || !word.chars().any(is_han) {
            each(word);
            continue;
        }
        let mut starts = word.char_indices().map(|(at, _)| at);
        let (mut one, mut next) = (starts.next().unwrap_or_default(), starts.next().unwrap_or_default());
        for end in starts.chain([word.len()]) {
            each(&word[one..end]);
            (one, next) = (next, end);
        }
    }
}

/// The sound of a name, roughly: the first letter, then consonants by their kind, doubles once.
pub(super) fn sound(text: &str) -> String {
    let mut found = String::new();
    for (at, c) in text.chars().enumerate() {
        let kind = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' if at > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 'a',
            'b' | 'f' | 'p' | 'v' => 'b',
            'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => 'c',
            'd' | 't' => 'd',
            'm' | 'n' => 'm',
            other => other,
        };
        if !found.ends_with(kind) {
            found.push(kind);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_run_is_cut_into_neighbours_and_other_words_stay_whole() {
        let cut = |text| {
            let mut found = Vec::new();
            pieces(text, |piece| found.push(piece));
            found
        };
        assert_eq!(cut("北京纷扬"), ["北京", "京纷", "纷扬"]);
        assert_eq!(cut("北京 tower 12号楼a"), ["北京", "tower", "12", "2号", "号楼", "楼a"]);
        assert_eq!(cut("high street"), ["high", "street"]);
        assert_eq!(cut("纷"), ["纷"]);
    }

    #[test]
    fn values_have_one_form() {
        for (kind, text, expected) in [
            (Kind::Name, "Dr. John Smith", "johnsmith"),
            (Kind::Name, "王建国先生", "王建国"),
            (Kind::Company, "紛揚科技（北京）", "纷扬科技 北京"),
            (Kind::Address, "12 High Street, North", "12 high st n"),
            (Kind::Date, "3/9/1981", "19810903"),
            (Kind::Digits, "+86 138-0013-8000", "13800138000"),
            (Kind::Email, " A@B.cn ", "a@b.cn"),
            (Kind::Exact, "AB-12", "ab12"),
            (Kind::Text, "A  red, old chair", "a red old chair"),
        ] {
            assert_eq!(normal(kind, text), expected, "{kind:?} {text}");
        }
        assert_eq!((sound("schmidt"), sound("smith")), ("cmd".to_owned(), "cmd".to_owned()));
    }
}
