//! One way of writing for what can be written in several: width, case, traditional characters, accents.

use crate::text::fold;
use std::sync::LazyLock;

/// The first and the last character of the blocks that hold traditional forms.
const HAN: (u32, u32) = (0x3400, 0x9FFF);

/// The simplified form of every character of the blocks. The crate's own conversion looks at the neighbours of a character, so that a
/// name and a part of it could come out differently; one table for single characters cannot do that.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let one = |c: char| fast2s::convert(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c);
    (HAN.0..=HAN.1)
        .filter_map(char::from_u32)
        .map(|c| one(one(c)))
        .collect()
});

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF) || c == '〇'
}

/// The simplified form of a character; itself when there is no other.
pub fn simplified(c: char) -> char {
    let code = u32::from(c);
    if code < HAN.0 || code > HAN.1 {
        return c;
    }
    SIMPLIFIED.get((code - HAN.0) as usize).copied().unwrap_or(c)
}

/// A Latin letter without its accent, as a keyboard without that key writes it.
fn unaccented(c: char, to: &mut String) {
    match c {
        'ß' => to.push_str("ss"),
        'æ' => to.push_str("ae"),
        'œ' => to.push_str("oe"),
        'ø' => to.push('o'),
        'ł' => to.push('l'),
        'đ' | 'ð' => to.push('d'),
        'þ' => to.push_str("th"),
        'ı' => to.push('i'),
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => to.push('a'),
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => to.push('c'),
        'ď' => to.push('d'),
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => to.push('e'),
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => to.push('g'),
        'ĥ' | 'ħ' => to.push('h'),
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ǐ' => to.push('i'),
        'ĵ' => to.push('j'),
        'ķ' => to.push('k'),
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' => to.push('l'),
        'ñ' | 'ń' | 'ņ' | 'ň' => to.push('n'),
        'ò'..='ö' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => to.push('o'),
        'ŕ' | 'ŗ' | 'ř' => to.push('r'),
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => to.push('s'),
        'ţ' | 'ť' | 'ŧ' | 'ț' => to.push('t'),
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => to.push('u'),
        'ŵ' => to.push('w'),
        'ý' | 'ÿ' | 'ŷ' => to.push('y'),
        'ź' | 'ż' | 'ž' => to.push('z'),
        // Accents that stand by themselves after their letter.
        '\u{0300}'..='\u{036F}' => {}
        c => to.push(c),
    }
}

/// Folded as by [`fold`], in simplified characters, without accents. Doing it twice changes nothing.
pub fn plain(text: &str) -> String {
    let folded = fold(text);
    // An accent that stood by itself may leave a blank at an end.
    let loose = folded.chars().any(|c| matches!(c, '\u{0300}'..='\u{036F}'));
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '〔' | '［' | '【' | '[' | '{' => plain.push('('),
            '〕' | '］' | '】' | ']' | '}' => plain.push(')'),
            c if c.is_ascii() => plain.push(c),
            c => unaccented(simplified(c), &mut plain),
        }
    }
    if loose { fold(&plain) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_one_way() {
        for (text, expected) in [
            ("臺灣積體電路製造股份有限公司", "台湾积体电路制造股份有限公司"),
            ("騰訊科技（深圳）", "腾讯科技(深圳)"),
            ("Société Générale", "societe generale"),
            ("Løgstør Straße", "logstor strasse"),
            ("Ｌｔｄ．【上海】", "ltd.(上海)"),
            ("Mu\u{0308}ller", "muller"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    proptest! {
        #[test]
        fn plain_is_idempotent(text in "\\PC{0,40}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }

        #[test]
        fn characters_have_one_simplified_form(c in prop::char::range('\u{3400}', '\u{9FFF}')) {
            prop_assert_eq!(simplified(simplified(c)), simplified(c));
        }
    }
}
