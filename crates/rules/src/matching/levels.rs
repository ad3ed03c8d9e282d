//! How two values of a field compare: a handful of levels, from the same to different.

use super::Kind;
use super::values::{Column, NONE, Prepared, Value};
use crate::names::edits::{jaro_winkler, likeness, one_slip};
use crate::names::verdict::{Aliases, Verdict, compare_read};
use std::sync::LazyLock;

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    /// One has no value: no evidence.
    Missing,
    /// The same.
    Exact,
    /// A slip of the pen apart, or the same but for how much is said.
    Close,
    /// Alike.
    Near,
    /// Something in common.
    Faint,
    /// The value stands in another field of the same kind.
    Swapped,
    /// Nothing in common.
    Different,
}

/// Levels, the missing one included.
pub(super) const LEVELS: usize = 7;

impl Level {
    /// All, in their order.
    pub(super) const ALL: [Self; LEVELS] = [
        Self::Missing,
        Self::Exact,
        Self::Close,
        Self::Near,
        Self::Faint,
        Self::Swapped,
        Self::Different,
    ];
}

static NO_ALIASES: LazyLock<Aliases> = LazyLock::new(Aliases::default);

/// The levels of many pairs, field by field. Pairs that follow each other best have the same first record.
pub(super) fn compare(prepared: &Prepared, pairs: &[(u32, u32)]) -> Vec<Vec<Level>> {
    let alike = |column| of_field(prepared, column, pairs);
    let mut levels: Vec<Vec<Level>> = prepared.columns.iter().map(alike).collect();
    for (field, levels) in levels.iter_mut().enumerate() {
        let others = namesakes(prepared, field);
        if others.is_empty() {
            continue;
        }
        for (level, (a, b)) in levels.iter_mut().zip(pairs) {
            if matches!(level, Level::Different | Level::Missing)
                && others
                    .iter()
                    .any(|other| swapped(&prepared.columns[field], other, *a, *b))
            {
                *level = Level::Swapped;
            }
        }
    }
    levels
}

fn of_field(prepared: &Prepared, column: &Column, pairs: &[(u32, u32)]) -> Vec<Level> {
    let (mut first, mut second) = (Value::closed(), Value::closed());
    let level = |(a, b): &(u32, u32)| {
        let (one, other) = (column.of[*a as usize], column.of[*b as usize]);
        if one == NONE || other == NONE {
            return Level::Missing;
        }
        if one == other {
            return Level::Exact;
        }
        column.open(one, &prepared.rarity, &mut first);
        column.open(other, &prepared.rarity, &mut second);
        values(prepared, column.kind, &first, &second)
    };
    pairs.iter().map(level).collect()
}

/// The other fields in which a value of this one may stand by mistake.
fn namesakes(prepared: &Prepared, field: usize) -> Vec<&Column> {
    let kind = prepared.columns[field].kind;
    if !matches!(kind, Kind::Name | Kind::Address) {
        return Vec::new();
    }
    let others = prepared.columns.iter().enumerate();
    others
        .filter(|(other, column)| *other != field && column.kind == kind)
        .map(|(_, column)| column)
        .collect()
}

/// Whether the value of one record stands in the other field of the other record.
fn swapped(here: &Column, there: &Column, a: u32, b: u32) -> bool {
    let (one, two) = (text(here, a), text(here, b));
    (one.is_some() && one == text(there, b) && one != text(there, a))
        || (two.is_some() && two == text(there, a) && two != text(there, b))
}

fn text(column: &Column, record: u32) -> Option<&str> {
    let value = column.of[record as usize];
    (value != NONE).then(|| column.texts.get(value))
}

fn values(prepared: &Prepared, kind: Kind, a: &Value, b: &Value) -> Level {
    match kind {
        Kind::Name => name(a, b),
        Kind::Company => company(prepared, a, b),
        Kind::Address => address(a, b),
        Kind::Date => date(&a.chars, &b.chars),
        Kind::Digits => digits(a, b),
        Kind::Email => email(&a.chars, &b.chars),
        Kind::Exact if a.chars.len().min(b.chars.len()) >= 2 && one_slip(&a.chars, &b.chars) => Level::Close,
        Kind::Exact => Level::Different,
        Kind::Text => shared(prepared, a, b),
    }
}

fn name(a: &Value, b: &Value) -> Level {
    if one_slip(&a.chars, &b.chars) && a.chars.len().min(b.chars.len()) > 2 {
        return Level::Close;
    }
    if let (Some(one), Some(other)) = (&a.person, &b.person) {
        match crate::names::person::compare_read(one, other) {
            Verdict::Same | Verdict::Likely => return Level::Close,
            Verdict::Weak => return Level::Near,
            Verdict::Different => {}
        }
    }
    let (short, long) = if a.chars.len() <= b.chars.len() { (a, b) } else { (b, a) };
    // Jaro's measure cannot be more than this, and with a common beginning does not pass from below 0.7 to 0.82.
    let shared = in_common(a, b);
    let most = (shared / a.chars.len() as f64 + shared / b.chars.len() as f64 + 1.0) / 3.0;
    let alike = if most < 0.7 {
        0.0
    } else {
        jaro_winkler(&a.chars, &b.chars)
    };
    if alike >= 0.92 {
        Level::Close
    } else if alike >= 0.82
        || (a.sound == b.sound && short.chars.len() > 2)
        || (short.chars.len() == 1 && long.chars[0] == short.chars[0])
    {
        Level::Near
    } else {
        Level::Different
    }
}

fn company(prepared: &Prepared, a: &Value, b: &Value) -> Level {
    if let (Some(one), Some(other)) = (&a.company, &b.company) {
        match compare_read(one, other, &NO_ALIASES).verdict {
            Verdict::Same => return Level::Close,
            Verdict::Likely => return Level::Near,
            Verdict::Weak | Verdict::Different => {}
        }
    }
    // Learning Tree 1 and Learning Tree 2 are two on purpose.
    let numbered = !numbers(&a.chars).eq(numbers(&b.chars));
    match shared(prepared, a, b) {
        Level::Exact | Level::Close if numbered => Level::Faint,
        Level::Exact | Level::Close => Level::Near,
        Level::Near => Level::Faint,
        level => level,
    }
}

fn address(a: &Value, b: &Value) -> Level {
    if one_slip(&a.chars, &b.chars) {
        return if numbers(&a.chars).eq(numbers(&b.chars)) {
            Level::Close
        } else {
            Level::Near
        };
    }
    let common = a.words.iter().filter(|word| b.words.contains(word)).count();
    let least = a.words.len().min(b.words.len());
    let most = in_common(a, b) / a.chars.len().max(b.chars.len()) as f64;
    let alike = if most < 0.65 {
        0.0
    } else {
        likeness(&a.chars, &b.chars, 0.65)
    };
    let same_numbers = numbers(&a.chars).eq(numbers(&b.chars));
    let within = common == least && least >= 2;
    if alike >= 0.8 && same_numbers {
        Level::Close
    } else if (alike >= 0.65 || within) && same_numbers {
        Level::Near
    } else if alike >= 0.65 || common > 0 {
        Level::Faint
    } else {
        Level::Different
    }
}

fn numbers(chars: &[char]) -> impl Iterator<Item = char> {
    chars.iter().copied().filter(|c| c.is_numeric())
}

fn date(a: &[char], b: &[char]) -> Level {
    if one_slip(a, b) {
        return Level::Close;
    }
    if a.len() == 8 && b.len() == 8 {
        let turned = a[..4] == b[..4] && a[4..6] == b[6..8] && a[6..8] == b[4..6];
        if turned {
            return Level::Close;
        }
        if a[..4] == b[..4] || a[4..] == b[4..] {
            return Level::Near;
        }
        let wrong = a.iter().zip(b).filter(|(x, y)| x != y).count();
        return if wrong <= 2 { Level::Near } else { Level::Different };
    }
    Level::Different
}

fn digits(one: &Value, other: &Value) -> Level {
    let (a, b) = (&one.chars[..], &other.chars[..]);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() >= 3 && one_slip(a, b) {
        return Level::Close;
    }
    // A number with and without its area code.
    if short.len() >= 7 && long.ends_with(short) {
        return Level::Close;
    }
    // The same digits in another order, or one digit of a short number.
    if (a.len() == b.len() && one.bag == other.bag) || one_slip(a, b) {
        Level::Near
    } else {
        Level::Different
    }
}

fn email(a: &[char], b: &[char]) -> Level {
    if one_slip(a, b) {
        return Level::Close;
    }
    let at = |text: &[char]| text.iter().position(|c| *c == '@').unwrap_or(text.len());
    let (one, other) = (at(a), at(b));
    if a[..one] == b[..other] && one >= 3 {
        return Level::Close;
    }
    // The same domain says only that they are colleagues, and that the company has said already.
    if jaro_winkler(&a[..one], &b[..other]) >= 0.9 {
        Level::Near
    } else {
        Level::Different
    }
}

/// How much of what two texts say they share, rare words counting more.
fn shared(prepared: &Prepared, a: &Value, b: &Value) -> Level {
    let (mut both, mut x, mut y) = (0.0, 0, 0);
    let mut ours = false;
    while x < a.words.len() && y < b.words.len() {
        match a.words[x].cmp(&b.words[y]) {
            std::cmp::Ordering::Equal => {
                both += prepared.rarity[a.words[x] as usize];
                ours |= prepared.ours[a.words[x] as usize];
                x += 1;
                y += 1;
            }
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
        }
    }
    if both == 0.0 {
        return Level::Different;
    }
    // A word that only these two have counts as much as the next level.
    match both / (a.weight * b.weight).sqrt() + if ours { 0.2 } else { 0.0 } {
        cosine if cosine >= 0.60 => Level::Close,
        cosine if cosine >= 0.40 => Level::Near,
        cosine if cosine >= 0.20 => Level::Faint,
        _ => Level::Different,
    }
}

/// Characters that two values share, in whichever order; rather too many than too few.
fn in_common(a: &Value, b: &Value) -> f64 {
    a.bag
        .iter()
        .zip(&b.bag)
        .map(|(x, y)| u32::from(*x.min(y)))
        .sum::<u32>()
        .into()
}
