//! Columns of a list on paper: how wide each is, which way the paper lies, and what goes on a page beside which when not all fit.

use leadwell_print::{Paper, Style};

/// Space between a column and the next.
const SPACE: f64 = 8.0;
/// Space between numbers and the texts that follow them.
pub const GAP: f64 = 8.0;
/// The head of a narrow column is not broken before it is wider than this.
const HEAD: f64 = 48.0;
/// No text asks for more than this at first; what is left over is shared out.
const MOST: f64 = 150.0;
/// A word wider than this may be broken.
const LONGEST_WORD: f64 = 84.0;
/// A text of several signs is never narrower than this.
const LEAST: f64 = 34.0;

/// How wide a column can be, with the space beside it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Below this something would be broken that must not be.
    pub least: f64,
    /// So that nearly everything stands on one line.
    pub wish: f64,
    /// So that everything does.
    pub all: f64,
    /// Whether it grows when there is room.
    pub grows: bool,
}

/// Columns that stand beside each other, by their place in the list, and their widths.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Places and widths.
    pub columns: Vec<(usize, f64)>,
}

/// How the texts of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// At the left, wrapped where they are long.
    Text,
    /// At the left, never wrapped: days, numbers of records.
    Firm,
    /// At the right, never wrapped: numbers.
    Figure,
}

/// What a column needs for its head, its texts and its total.
pub fn wanted(head: &str, texts: &[String], total: &str, stand: Stand) -> Wanted {
    let whole_head = Style::NOTE.width(head);
    let head_word = widest_word(head, Style::NOTE).max(whole_head.min(HEAD));
    let total = Style::BODY.bold().width(total);
    let mut widths: Vec<f64> = texts.iter().map(|text| longest_line(text)).collect();
    widths.sort_by(f64::total_cmp);
    let widest = widths.last().copied().unwrap_or_default().max(total);
    if stand != Stand::Text {
        let after = if stand == Stand::Figure { GAP } else { 0.0 };
        let width = widest.max(head_word) + SPACE + after;
        return Wanted {
            least: width,
            wish: width,
            all: width,
            grows: false,
        };
    }
    let nearly = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
    let word = texts
        .iter()
        .map(|text| widest_word(text, Style::NOTE))
        .fold(0.0, f64::max)
        .min(LONGEST_WORD);
    let least = head_word.max(word).max(widest.min(LEAST)) + SPACE;
    let wish = (nearly.min(MOST) + SPACE).max(whole_head.min(60.0) + SPACE).max(least);
    Wanted {
        least,
        wish,
        all: (widest + SPACE).max(wish),
        grows: true,
    }
}

/// The paper for these columns: upright where they have the room they wish for, else on its long side.
pub fn paper(wanted: &[Wanted], upright: Paper) -> Paper {
    let wish: f64 = wanted.iter().map(|column| column.wish).sum();
    if wish <= upright.measure() {
        upright
    } else {
        upright.wide()
    }
}

/// The columns in as many bands as they need; each begins with the column `anchor`, so that its rows have a name.
pub fn bands(wanted: &[Wanted], anchor: usize, measure: f64) -> Vec<Band> {
    let least = |columns: &[usize]| -> f64 {
        columns
            .iter()
            .filter_map(|at| wanted.get(*at))
            .map(|one| one.least)
            .sum()
    };
    let everything: Vec<usize> = (0..wanted.len()).collect();
    if least(&everything) <= measure {
        return vec![band(wanted, &everything, measure)];
    }
    let dealt = |most: f64, by: &dyn Fn(&[usize]) -> f64| {
        let mut bands: Vec<Vec<usize>> = Vec::new();
        let mut now = vec![anchor];
        for at in everything.iter().copied().filter(|at| *at != anchor) {
            now.push(at);
            if now.len() > 2 && (least(&now) > measure || by(&now) > most) {
                now.pop();
                bands.push(std::mem::replace(&mut now, vec![anchor, at]));
            }
        }
        bands.push(now);
        bands
    };
    let mut bands = dealt(measure, &least);
    // As few parts as can be, and none of them crowded while another is empty.
    let wish = |columns: &[usize]| -> f64 {
        columns
            .iter()
            .filter_map(|at| wanted.get(*at))
            .map(|one| one.wish)
            .sum()
    };
    let (parts, name) = (bands.len() as f64, wish(&[anchor]));
    let each = (wish(&everything) - name) / parts + name;
    for step in 0..8 {
        let even = dealt(each * (1.0 + 0.05 * f64::from(step)), &wish);
        if even.len() == bands.len() {
            bands = even;
            break;
        }
    }
    bands.iter().map(|columns| band(wanted, columns, measure)).collect()
}

/// Columns beside each other in exactly `measure` points.
fn band(wanted: &[Wanted], columns: &[usize], measure: f64) -> Band {
    let of: Vec<(usize, Wanted)> = columns
        .iter()
        .filter_map(|at| wanted.get(*at).map(|one| (*at, *one)))
        .collect();
    let sum = |width: fn(&Wanted) -> f64| of.iter().map(|(_, one)| width(one)).sum::<f64>();
    let (least, wish, all) = (sum(|one| one.least), sum(|one| one.wish), sum(|one| one.all));
    let between = |from: f64, to: f64| match to - from {
        room if room > 0.0 => ((measure - from) / room).clamp(0.0, 1.0),
        _ => 1.0,
    };
    let (first, second) = (between(least, wish), between(wish, all));
    let width = |one: &Wanted| match wish <= measure {
        true => one.wish + (one.all - one.wish) * second,
        false => one.least + (one.wish - one.least) * first,
    };
    let mut columns: Vec<(usize, f64)> = of.iter().map(|(at, one)| (*at, width(one))).collect();
    // What is still left goes to the texts, to every column where there are none.
    let left = measure - columns.iter().map(|(_, width)| width).sum::<f64>();
    let growing = of.iter().filter(|(_, one)| one.grows).count();
    for ((_, width), (_, one)) in columns.iter_mut().zip(&of) {
        if left > 0.0 && (one.grows || growing == 0) {
            *width += left / growing.max(1).max(if growing == 0 { of.len() } else { 1 }) as f64;
        }
    }
    Band { columns }
}

fn longest_line(text: &str) -> f64 {
    text.lines().map(|line| Style::BODY.width(line)).fold(0.0, f64::max)
}

/// The widest piece of a text that stays on one line.
fn widest_word(text: &str, style: Style) -> f64 {
    let breaks = |c: char| {
        c.is_whitespace() || matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
    };
    let words = text.split(breaks).map(|word| style.width(word)).fold(0.0, f64::max);
    // A Chinese sign with the mark that may not begin a line.
    words.max(if text.chars().any(breaks) {
        style.size * 2.0
    } else {
        0.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(width: usize) -> Wanted {
        wanted("名称", &vec!["字".repeat(width); 3], "", Stand::Text)
    }

    fn figure() -> Wanted {
        wanted("金额", &["1,234,567.00".to_owned()], "12,345,678.00", Stand::Figure)
    }

    #[test]
    fn bands_fill_the_measure_and_no_figure_is_squeezed() {
        for count in [1, 3, 8, 20, 60] {
            for paper in [Paper::A4, Paper::LetterWide] {
                let columns: Vec<Wanted> = (0..count)
                    .map(|at| if at % 2 == 0 { text(at % 30 + 1) } else { figure() })
                    .collect();
                let bands = bands(&columns, 0, paper.measure());
                let mut seen: Vec<usize> = bands
                    .iter()
                    .flat_map(|band| band.columns.iter().map(|(at, _)| *at))
                    .collect();
                seen.sort_unstable();
                seen.dedup();
                assert_eq!(seen.len(), count, "every column has its place");
                for band in &bands {
                    let sum: f64 = band.columns.iter().map(|(_, width)| width).sum();
                    assert!((sum - paper.measure()).abs() < 0.01, "{sum} of {count}");
                    assert_eq!(band.columns[0].0, 0, "each band begins with the name");
                    for (at, width) in &band.columns {
                        assert!(width + 1e-6 >= columns[*at].least, "{at} of {count}: {width}");
                    }
                }
            }
        }
    }

    #[test]
    fn few_columns_stand_upright_and_many_lie() {
        assert_eq!(paper(&[text(8), figure(), figure()], Paper::Letter), Paper::Letter);
        let many: Vec<Wanted> = (0..12).map(|_| text(12)).collect();
        assert_eq!(paper(&many, Paper::A4), Paper::A4Wide);
    }
}
