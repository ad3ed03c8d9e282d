//! Text made comparable: full-width to half-width, case, spaces; and the closest of several names.

use std::borrow::Cow;

/// The score above which a suggestion is worth showing to a person.
pub const LIKELY: f64 = 0.75;

/// A character of the full-width block, or an exotic space, as the plain character a keyboard types.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{FFE5}' => '¥',
        '\u{FFE1}' => '£',
        '\u{FFE0}' => '¢',
        '\u{FF61}' => '。',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Marks that are invisible and carry no meaning in a name: byte-order mark, zero-width characters, control characters.
fn invisible(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}

/// A text without what no page shows: control characters but tabs and line ends, and the marks that turn the direction of everything
/// behind them.
pub fn visible(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| {
        (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    match text.contains(unseen) {
        true => Cow::Owned(text.chars().filter(|c| !unseen(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// Whether it is one of the characters most Chinese text is made of, which have no case.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Full-width forms to half-width, everything else kept (case, spaces, line breaks become spaces).
pub fn half_width(text: &str) -> String {
    text.chars().filter(|c| !invisible(*c)).map(plain).collect()
}

/// The form in which texts are compared: half-width, lower case, trimmed, single spaces. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !invisible(*c)).map(plain) {
        if c == ' ' {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if is_ideograph(c) {
            folded.push(c);
        } else {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

/// Whether it certainly is what [`fold`] would make of it. Common texts are; of the others some are not recognised.
fn is_folded(text: &str) -> bool {
    let mut gap = true;
    for c in text.chars() {
        let space = c == ' ';
        let plain = (c.is_ascii_graphic() && !c.is_ascii_uppercase()) || is_ideograph(c) || (space && !gap);
        if !plain {
            return false;
        }
        gap = space;
    }
    !gap || text.is_empty()
}

/// Whether a text, folded, contains a part that is folded already.
pub fn fold_contains(text: &str, part: &str) -> bool {
    // A folded part that stands in the text as it is stands in what becomes of it as well: each of its characters folds to itself.
    text.contains(part) || (!is_folded(text) && fold(text).contains(part))
}

/// Folded, and only its letters and digits: `GTX-Pro ` and `gtx pro` are the same word.
pub fn squash(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How alike two texts are, 0 to 1, compared in squashed form. 1 means the same letters and digits. A text that contains the
/// other counts as at least 0.7, more the less is left over.
pub fn likeness(a: &str, b: &str) -> f64 {
    squashed_likeness(&squash(a), &squash(b))
}

fn squashed_likeness(a: &str, b: &str) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (longer, shorter) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let edit = strsim::normalized_damerau_levenshtein(a, b);
    let (long, short) = (longer.chars().count(), shorter.chars().count());
    if short >= 2 && longer.contains(shorter) {
        edit.max(0.7 + 0.29 * short as f64 / long as f64)
    } else {
        // A near miss never reaches the certainty of equality.
        edit.min(0.99)
    }
}

/// The candidate most like `needle` with its score (0 to 1); the first of equals. Nothing when nothing is alike at all.
/// Compare the score with [`LIKELY`] before showing it as a suggestion.
pub fn closest<S: AsRef<str>>(needle: &str, candidates: &[S]) -> Option<(usize, f64)> {
    let needle = squash(needle);
    let mut best: Option<(usize, f64)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let score = squashed_likeness(&needle, &squash(candidate.as_ref()));
        if score > best.map_or(0.0, |(_, score)| score) {
            best = Some((index, score));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_and_squashing() {
        for (text, folded, squashed) in [
            ("  ＧＴＸ　Pro ", "gtx pro", "gtxpro"),
            ("GTX-Pro", "gtx-pro", "gtxpro"),
            ("\u{FEFF}客户名称（必填）", "客户名称(必填)", "客户名称必填"),
            ("a\u{00A0}\t b\r\n", "a b", "ab"),
            ("１３８-００１３", "138-0013", "1380013"),
            ("", "", ""),
            (" ", "", ""),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(squash(text), squashed);
        }
        assert_eq!(half_width("￥１，２３４ Ａ"), "¥1,234 A");
    }

    #[test]
    fn closest_names() {
        let names = ["GTX Basic", "GTX Pro", "MG Special", "GTX Plus Pro"];
        assert_eq!(closest("GTXPro", &names), Some((1, 1.0)));
        let (index, score) = closest("GTX Bsaic", &names).unwrap();
        assert_eq!(index, 0);
        assert!(score > LIKELY && score < 1.0);
        assert!(closest("锅炉", &names).is_none());
        assert!(closest("", &names).is_none());
        assert!(closest("x", &[] as &[&str]).is_none());
        assert!(likeness("北京纷扬科技有限公司", "北京纷扬") > 0.7);
    }

    proptest! {
        #[test]
        fn what_counts_as_folded_is(text in "[ a-cA-Cé科技Ａ１\u{3000}-]{0,8}", part in "[ac科]{1,2}") {
            prop_assert!(!is_folded(&text) || fold(&text) == text);
            prop_assert_eq!(fold_contains(&text, &part), fold(&text).contains(&part));
        }

        #[test]
        fn fold_is_idempotent(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn squash_is_idempotent(text in "\\PC{0,40}") {
            let once = squash(&text);
            prop_assert_eq!(squash(&once), once);
        }

        #[test]
        fn likeness_is_symmetric_and_bounded(a in "[a-c北京 ]{0,8}", b in "[a-c北京 ]{0,8}") {
            let score = likeness(&a, &b);
            prop_assert!((0.0..=1.0).contains(&score));
            prop_assert!((score - likeness(&b, &a)).abs() < 1e-12);
        }
    }
}
