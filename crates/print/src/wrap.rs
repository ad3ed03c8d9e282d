//! Line breaking: Chinese by character with forbidden line starts and ends, Latin by word.

use std::ops::Range;

use crate::list::Weight;
use crate::text::{self, Class, class, gap_between};

/// How far a closing mark may stand past the end of a line, in em: its picture, in the left half, stays inside.
pub const HANG: f64 = 0.53;

/// Byte ranges of the lines of `text`; together they are the whole text. A blank or line break at the end of a range
/// is not drawn ([`str::trim_end`]).
///
/// `size` and `width` in points. A single character wider than the line still gets one.
pub fn lines(text: &str, size: f64, weight: Weight, width: f64) -> Vec<Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let offset = |i: usize| characters.get(i).map_or(text.len(), |(at, _)| *at);
    let advances: Vec<f64> = characters
        .iter()
        .map(|(_, c)| crate::font::glyph(*c, weight).map_or(0.0, |g| g.advance * size))
        .collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let mut used = 0.0;
        let mut last_break = None;
        let mut end = characters.len();
        for i in start..characters.len() {
            let c = characters[i].1;
            if i > start {
                let before = characters[i - 1].1;
                if before == '\n' {
                    end = i;
                    break;
                }
                if may_break(before, c, i.checked_sub(2).map(|k| characters[k].1)) {
                    last_break = Some(i);
                }
                if gap_between(before, c) {
                    used += text::GAP * size;
                }
            }
            used += advances[i];
            let room = if text::hangs(c) { width + HANG * size } else { width };
            if used > room + 1e-6 && class(c) != Class::Space && i > start {
                end = last_break.unwrap_or_else(|| forced(&characters, start, i));
                break;
            }
        }
        found.push(offset(start)..offset(end));
        start = end;
    }
    if found.is_empty() {
        found.push(0..0);
    }
    found
}

/// The lines of `text` as they are drawn: without blanks at their ends.
pub fn wrap(text: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
    lines(text, size, weight, width)
        .into_iter()
        .map(|range| text[range].trim_end().to_string())
        .collect()
}

/// A text made to fit a width: in its own size, else one point smaller steps down to 7, else wrapped at 7.
/// Nothing is ever cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Size in points.
    pub size: f64,
    /// One or more lines.
    pub lines: Vec<String>,
}

/// Fits `text` into `width` points: `size` if it fits, else 7, else wrapped at 7 (at `size` if that is below 7).
pub fn fit(text: &str, size: f64, weight: Weight, width: f64) -> Fitted {
    let small = size.min(7.0);
    let mut lines = Vec::new();
    for candidate in [size, small] {
        if !text.contains('\n') && text::ink_width(text, candidate, weight) <= width + 1e-6 {
            return Fitted {
                size: candidate,
                lines: vec![text.to_string()],
            };
        }
        lines = wrap(text, candidate, weight, width);
    }
    Fitted { size: small, lines }
}

/// The last place before `overflow` that harms least when a word is wider than the line.
fn forced(characters: &[(usize, char)], start: usize, overflow: usize) -> usize {
    (start + 1..=overflow)
        .rev()
        .find(|i| !text::never_starts(characters[*i].1) && !text::never_ends(characters[i - 1].1))
        .unwrap_or(overflow)
}

fn may_break(before: char, after: char, further: Option<char>) -> bool {
    if class(after) == Class::Space || text::never_starts(after) || text::never_ends(before) {
        return false;
    }
    if class(before) == Class::Space || wide(before) || wide(after) {
        return true;
    }
    matches!(before, '-' | '/' | '–') && after.is_alphabetic() && further.is_some_and(char::is_alphabetic)
}

/// Characters between which a line may break without a blank.
fn wide(c: char) -> bool {
    class(c) == Class::Han
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str, ems: f64) -> Vec<String> {
        wrap(text, 10.0, Weight::Regular, ems * 10.0)
    }

    #[test]
    fn closing_marks_hang_and_never_start() {
        assert_eq!(split("第一行文字，第二行", 5.5), ["第一行文字，", "第二行"]);
        assert_eq!(split("第一行文字，第二行", 5.0), ["第一行文", "字，第二行"]);
        assert_eq!(split("一二三四“五六”", 5.0), ["一二三四", "“五六”"]);
    }

    #[test]
    fn words_and_figures_stay_whole() {
        assert_eq!(split("金额 1,866.8 万元的 39%", 6.0), ["金额 1,866.8", "万元的 39%"]);
        assert_eq!(split("Forecast of the quarter", 6.0), ["Forecast of", "the quarter"]);
        assert_eq!(split("end-to-end", 4.0), ["end-to-", "end"]);
    }

    #[test]
    fn a_long_word_is_broken_rather_than_lost() {
        let lines = split("supercalifragilistic", 3.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "supercalifragilistic");
    }

    #[test]
    fn line_breaks_are_kept() {
        assert_eq!(split("甲\n乙", 9.0), ["甲", "乙"]);
        assert_eq!(split("", 9.0), [""]);
    }

    #[test]
    fn a_label_steps_down_then_wraps() {
        let width = text::measure("电池托盘装配线二期", 7.0, Weight::Regular);
        assert_eq!(fit("电池托盘装配线二期", 8.0, Weight::Regular, width).size, 7.0);
        let narrow = fit("电池托盘装配线二期", 8.0, Weight::Regular, 40.0);
        assert_eq!(
            (narrow.size, narrow.lines.concat().as_str()),
            (7.0, "电池托盘装配线二期")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "[ 一-龥，。（）“”a-zA-Z0-9.,%/\\-\n𠮷]{0,60}", ems in 2.0f64..30.0) {
            let width = ems * 10.0;
            let ranges = lines(&text, 10.0, Weight::Regular, width);
            let joined: String = ranges.iter().map(|r| &text[r.clone()]).collect();
            prop_assert_eq!(&joined, &text);
            for range in ranges {
                let line = text[range].trim_end();
                let hang = if line.ends_with(text::hangs) { HANG * 10.0 } else { 0.0 };
                let fits = text::measure(line, 10.0, Weight::Regular) <= width + hang + 1e-3;
                prop_assert!(fits || line.chars().count() == 1, "{line} in {width}");
            }
        }

        #[test]
        fn kinsoku_holds_where_there_is_a_choice(text in "([一-龥]{2,6}[，。；]?（[一-龥]{2,3}）){1,8}", ems in 8.0f64..30.0) {
            for range in lines(&text, 10.0, Weight::Regular, ems * 10.0) {
                let line = &text[range];
                prop_assert!(!line.starts_with(text::never_starts), "{line}");
                prop_assert!(!line.ends_with(text::never_ends), "{line}");
            }
        }
    }
}
