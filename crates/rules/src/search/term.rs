//! One part of a query: what it asks the index, and where a text says it.

use super::cut::{BEGINNING, DIGITS, SLIP, SPOKEN_START, START, WORD, kind};
use super::letters::{Piece, beginning_with, read, ways};
use super::query::Part;
use super::scan::{Field, Scan, is_wide};
use super::typo;

/// Letters that are read as pinyin at most.
const SPOKEN: usize = 24;

/// One part of a query. All parts must be found in a record, each wherever it likes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Characters written without spaces, found anywhere.
    Wide(Vec<char>),
    /// Letters and digits, found at the beginning of a word; letters may also stand for characters.
    Word(Vec<char>),
    /// At least four digits, found anywhere in a number.
    Digits(Vec<char>),
}

/// A token as the index is asked for it.
pub(super) fn token(kind: Option<char>, letters: impl IntoIterator<Item = char>) -> String {
    let mut token = String::from('"');
    token.extend(kind);
    token.extend(letters);
    token.push('"');
    token
}

/// All of these.
pub(super) fn all(parts: &[String]) -> String {
    parts.join(" AND ")
}

/// Any of these.
pub(super) fn any(mut parts: Vec<String>) -> Option<String> {
    parts.sort_by_key(String::len);
    parts.dedup();
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!(
            "({})",
            several
                .iter()
                .map(|one| format!("({one})"))
                .collect::<Vec<_>>()
                .join(" OR ")
        )),
    }
}

impl Term {
    pub(super) fn len(&self) -> usize {
        self.letters().len()
    }

    /// What was typed, plain.
    pub(super) fn letters(&self) -> &[char] {
        match self {
            Term::Wide(letters) | Term::Word(letters) | Term::Digits(letters) => letters,
        }
    }

    /// The condition that it is said.
    pub(super) fn said(&self) -> String {
        match self {
            Term::Wide(characters) if characters.len() == 1 => token(None, characters.iter().copied()),
            Term::Wide(characters) => all(&characters
                .windows(2)
                .map(|pair| token(None, pair.iter().copied()))
                .collect::<Vec<_>>()),
            Term::Digits(digits) => all(&digits
                .windows(DIGITS)
                .map(|row| token(None, row.iter().copied()))
                .collect::<Vec<_>>()),
            Term::Word(letters) => {
                let begins = token(Some(kind::WORD), letters.iter().take(BEGINNING).copied());
                if letters.len() <= BEGINNING {
                    return begins;
                }
                let whole = token(Some(kind::WORD), letters.iter().take(WORD).copied());
                format!("{begins} AND {whole}*")
            }
        }
    }

    /// The condition that a name begins with it: what its first characters do not say already is asked besides.
    pub(super) fn starts(&self) -> String {
        let letters = self.letters();
        let mut parts = vec![token(Some(kind::START), letters.iter().take(START).copied())];
        match self {
            _ if letters.len() <= START => {}
            Term::Wide(characters) => {
                parts.extend(
                    characters[START - 1..]
                        .windows(2)
                        .map(|pair| token(None, pair.iter().copied())),
                );
            }
            Term::Word(_) | Term::Digits(_) => parts.push(self.said()),
        }
        all(&parts)
    }

    /// The condition that a name is read like this, `start`: from its first character on.
    pub(super) fn spoken(&self, start: bool) -> Option<String> {
        let Term::Word(letters) = self else { return None };
        let letters: String = letters.iter().take(SPOKEN).collect();
        any(ways(&letters).iter().filter_map(|way| spoken(way, start)).collect())
    }

    /// The first and the last mark it is found at, and how well: 0 the whole text, 1 its beginning, 2 the beginning of a word,
    /// 3 anywhere.
    pub(super) fn find(&self, part: Part, scan: &Scan) -> Option<(usize, usize, u8)> {
        let length = self.len();
        let begins = |at: usize| scan.marks[at].begins;
        let word = matches!(self, Term::Word(_));
        let places = 0..scan.marks.len().saturating_sub(length - 1);
        let worth = |at: usize, to: usize| match (at, to == scan.marks.len()) {
            (0, true) => 0,
            (0, false) => 1,
            _ if begins(at) && !is_wide(scan.marks[at].c) => 2,
            _ => 3,
        };
        if matches!(part, Part::Whole | Part::Start) && scan.field != Field::Name {
            return None;
        }
        let mut said = places.filter(|at| (!word || begins(*at)) && scan.says(*at, self.letters()));
        if let Some(at) = said.next() {
            return Some((at, at + length, worth(at, at + length)));
        }
        match (part, self) {
            (Part::SpokenStart | Part::Spoken, Term::Word(letters)) if scan.field == Field::Name => {
                let letters: String = letters.iter().collect();
                let starts = if part == Part::SpokenStart {
                    1
                } else {
                    scan.spoken.len()
                };
                (0..starts.min(scan.spoken.len())).find_map(|start| {
                    // One letter alone is an initial of the first character, or of nothing.
                    let alone = letters.len() == 1 && start > 0;
                    let readings = scan.readings.iter().filter(|_| !alone);
                    let count = readings.filter_map(|reading| read(&letters, &reading[start..])).max()?;
                    let (from, to) = (scan.spoken[start], scan.spoken[start + count - 1] + 1);
                    Some((from, to, worth(from, to)))
                })
            }
            (Part::Slip, _) if scan.field == Field::Name => typo::find(self, scan),
            _ => None,
        }
    }

    /// Whether a slip in it is looked for.
    pub(super) fn may_slip(&self) -> bool {
        match self {
            Term::Wide(characters) => characters.len() >= 3,
            Term::Word(letters) => letters.len() >= SLIP && letters.iter().all(|c| c.is_alphabetic()),
            Term::Digits(_) => false,
        }
    }
}

/// The condition of one way of reading letters. What it says of two neighbours is asked by one token: of the syllables where both
/// are whole, of the initials elsewhere. A syllable that ends the row may be the beginning of a longer one.
fn spoken(way: &[Piece<'_>], start: bool) -> Option<String> {
    let initials: Vec<char> = way.iter().filter_map(|piece| piece.letters().chars().next()).collect();
    if let [piece] = way {
        let syllables = any(beginning_with(piece.letters())
            .iter()
            .map(|read| token(Some(kind::SYLLABLE), read.chars()))
            .collect());
        let initial = token(Some(kind::SPOKEN_START), initials.iter().copied());
        return match (start, piece) {
            (true, Piece::Initial(_)) => Some(initial),
            // A letter alone may be any initial: only of a name's beginning is it asked.
            (false, Piece::Initial(_)) => None,
            (true, _) => Some(format!("{initial} AND {}", syllables?)),
            (false, _) => syllables,
        };
    }
    let mut parts = Vec::new();
    if start {
        parts.push(token(
            Some(kind::SPOKEN_START),
            initials.iter().take(SPOKEN_START).copied(),
        ));
    }
    // Up to where the initials are asked for already.
    let mut asked = 0;
    let last = way.len() - 2;
    for (place, pair) in way.windows(2).enumerate() {
        match (pair[0], pair[1]) {
            (Piece::Whole(first), Piece::Whole(second)) if place == last => {
                let pairs = beginning_with(second).iter();
                parts.extend(any(pairs
                    .map(|second| token(Some(kind::PAIR), first.chars().chain(second.chars())))
                    .collect()));
            }
            (Piece::Whole(first), Piece::Whole(second)) => {
                parts.push(token(Some(kind::PAIR), first.chars().chain(second.chars())));
            }
            // What a name begins with says its first initials.
            (Piece::Initial(_), Piece::Initial(_)) if start => {}
            (first, second) => {
                if asked < place + 2 {
                    let row = &initials[place..(place + if start { 2 } else { 3 }).min(initials.len())];
                    parts.push(token(Some(kind::INITIALS), row.iter().copied()));
                    asked = place + row.len();
                }
                for piece in [first, second] {
                    if let Piece::Whole(letters) = piece
                        && letters.len() > 1
                        && (place < last || piece == first)
                    {
                        parts.push(token(Some(kind::SYLLABLE), letters.chars()));
                    }
                }
            }
        }
    }
    parts.dedup();
    (!parts.is_empty()).then(|| all(&parts))
}
