//! How many slips of the pen lie between two spellings.

/// Characters up to which no memory is asked for.
const SHORT: usize = 64;

/// Whether one character was changed, left out, added, or two neighbours turned; or nothing at all.
pub fn one_slip(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let from = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (rest, other) = (&short[from..], &long[from..]);
    if short.len() < long.len() {
        return rest == &other[1..];
    }
    rest.is_empty()
        || rest[1..] == other[1..]
        || (rest.len() >= 2 && rest[0] == other[1] && rest[1] == other[0] && rest[2..] == other[2..])
}

/// Slips between two spellings; turning two neighbours is one.
pub fn slips(a: &[char], b: &[char]) -> usize {
    if b.len() < SHORT {
        let (mut before, mut last, mut row) = ([0; SHORT], [0; SHORT], [0; SHORT]);
        return count(a, b, &mut before, &mut last, &mut row);
    }
    let (mut before, mut last, mut row) = (vec![0; b.len() + 1], vec![0; b.len() + 1], vec![0; b.len() + 1]);
    count(a, b, &mut before, &mut last, &mut row)
}

fn count<'t>(
    a: &[char],
    b: &[char],
    mut before: &'t mut [usize],
    mut last: &'t mut [usize],
    mut row: &'t mut [usize],
) -> usize {
    for (at, cell) in last.iter_mut().enumerate() {
        *cell = at;
    }
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        let oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    last[b.len()]
}

/// 1 less the share of characters that are slips. When the lengths alone say that it is below `least`, 0 without counting.
pub fn likeness(a: &[char], b: &[char], least: f64) -> f64 {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if long == 0 {
        return 1.0;
    }
    if (short as f64) < least * long as f64 {
        return 0.0;
    }
    1.0 - slips(a, b) as f64 / long as f64
}

/// Alike in the way of Jaro and Winkler, 0 to 1: made for names of people.
pub fn jaro_winkler(a: &[char], b: &[char]) -> f64 {
    let jaro = strsim::generic_jaro(&Chars(a), &Chars(b));
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    if jaro > 0.7 {
        jaro + 0.1 * prefix as f64 * (1.0 - jaro)
    } else {
        jaro
    }
}

/// Characters as strsim wants them.
struct Chars<'a>(&'a [char]);

impl<'a> IntoIterator for &Chars<'a> {
    type Item = &'a char;
    type IntoIter = std::slice::Iter<'a, char>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for (a, b, count) in [
            ("smith", "smith", 0),
            ("smith", "smiht", 1),
            ("smith", "smyth", 1),
            ("smith", "smth", 1),
            ("smith", "smithe", 1),
            ("smith", "smyht", 2),
            ("smith", "sm", 3),
            ("", "a", 1),
            ("ab", "ba", 1),
            ("abcd", "badc", 2),
            ("", "", 0),
        ] {
            let (a, b) = (chars(a), chars(b));
            assert_eq!(slips(&a, &b), count, "{a:?} {b:?}");
            assert_eq!(one_slip(&a, &b), count <= 1, "{a:?} {b:?}");
        }
    }

    proptest! {
        #[test]
        fn one_slip_is_one_slip(a in "[abc]{0,6}|[ab]{60,70}", b in "[abc]{0,6}|[ab]{60,70}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(one_slip(&a, &b), slips(&a, &b) <= 1);
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
            let text = |chars: &[char]| chars.iter().collect::<String>();
            prop_assert_eq!(slips(&a, &b), strsim::osa_distance(&text(&a), &text(&b)));
            prop_assert!((jaro_winkler(&a, &b) - strsim::jaro_winkler(&text(&a), &text(&b))).abs() < 1e-12);
        }
    }
}
