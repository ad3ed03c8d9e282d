//! A typed query read: what it may mean, the questions to the index in the order of their worth, and where a record answers it.

use super::cut::{BEGINNING, DIGITS, SLIP, SPOKEN_START, START, WHOLE, WORD, kind};
use super::letters::{Piece, beginning_with, read, ways};
use super::scan::{Field, Found, Scan, is_wide, marks};
use super::typo;

/// Parts of a query that are looked at.
const TERMS: usize = 6;
/// Letters of a part.
const LETTERS: usize = 40;
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

/// How a record answers: the order in which the index is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A short name is exactly this.
    Whole,
    /// A name begins with it.
    Start,
    /// It is said somewhere.
    Said,
    /// A name begins with characters read like this.
    SpokenStart,
    /// A name has characters read like this.
    Spoken,
    /// A name differs by one slip: asked only when the rest finds little.
    Slip,
}

/// One question to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What its answers are.
    pub part: Part,
    /// The condition on the tokens, in the language of the index.
    pub expression: String,
}

/// A query read.
#[derive(Debug, Clone, Default)]
pub struct Query {
    terms: Vec<Term>,
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

impl Query {
    /// Reads what was typed.
    pub fn new(text: &str) -> Query {
        let marks = marks(text);
        let only: Vec<char> = marks.iter().map(|mark| mark.c).collect();
        // A number with spaces and dashes is one number.
        if only.len() >= DIGITS && only.iter().all(char::is_ascii_digit) && !text.contains([',', ';', '，', '；', '、'])
        {
            return Query {
                terms: vec![Term::Digits(abroad(&only).to_vec())],
            };
        }
        let mut terms: Vec<Term> = Vec::new();
        let mut from = 0;
        while from < marks.len() && terms.len() < TERMS {
            let wide = is_wide(marks[from].c);
            let same = |place: usize| is_wide(marks[place].c) == wide;
            let joined =
                |place: usize| marks[place].from == marks[place - 1].to || marks[place].from == marks[place - 1].from;
            let mut to = from + 1;
            while to < marks.len() && same(to) && (wide && joined(to) || !wide && !marks[to].begins) {
                to += 1;
            }
            let letters = only[from..to.min(from + LETTERS)].to_vec();
            let digits = letters.len() >= DIGITS && letters.iter().all(char::is_ascii_digit);
            let term = match (wide, digits) {
                (true, _) => Term::Wide(letters),
                (false, true) => Term::Digits(letters),
                (false, false) => Term::Word(letters),
            };
            if !terms.contains(&term) {
                terms.push(term);
            }
            from = to;
        }
        Query { terms }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The questions to the index, best first.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let Some(first) = self.terms.first() else { return steps };
        let mut step = |part, expression: Option<String>| {
            if let Some(expression) = expression {
                steps.push(Step { part, expression });
            }
        };
        let said: Vec<String> = self.terms.iter().map(Term::said).collect();
        if let ([Term::Wide(name)], true) = (self.terms.as_slice(), first.len() <= WHOLE) {
            step(Part::Whole, Some(token(Some(kind::WHOLE), name.iter().copied())));
        }
        let start = token(Some(kind::START), first.letters().iter().take(START).copied());
        step(Part::Start, Some(format!("{start} AND {}", all(&said))));
        step(Part::Said, Some(all(&said)));
        let spoken = |start| {
            let parts: Vec<Option<String>> = self.terms.iter().map(|term| term.spoken(start)).collect();
            let anything = parts.iter().any(Option::is_some);
            let parts = parts
                .into_iter()
                .zip(&self.terms)
                .map(|(part, term)| match (part, start) {
                    (Some(part), true) => Some(part),
                    (Some(part), false) => any(vec![term.said(), part]),
                    (None, _) => Some(term.said()),
                });
            anything
                .then(|| parts.flatten().collect::<Vec<_>>())
                .map(|parts| all(&parts))
        };
        if self.terms.len() == 1 {
            step(Part::SpokenStart, spoken(true));
        }
        step(Part::Spoken, spoken(false));
        step(Part::Slip, typo::expression(&self.terms));
        steps
    }

    /// Where a record, given by its texts, answers in this way; nothing when it does not.
    pub fn find(&self, part: Part, texts: &[Scan]) -> Option<Found> {
        let mut best: Option<Found> = None;
        for (place, term) in self.terms.iter().enumerate() {
            let found = texts.iter().enumerate().filter_map(|(text, scan)| {
                let (from, to, rank) = term.find(part, scan)?;
                // Only the first part has to stand at the beginning.
                let early = !matches!(part, Part::Whole | Part::Start | Part::SpokenStart) || place > 0 || rank < 2;
                let at = |mark: usize| scan.marks.get(mark);
                early.then(|| Found {
                    rank,
                    text,
                    from: at(from).map_or(0, |mark| mark.from),
                    to: at(to.saturating_sub(1)).map_or(0, |mark| mark.to),
                })
            });
            let found = found.min()?;
            if best.is_none() {
                best = Some(found);
            }
        }
        best
    }
}

/// A number typed with the country it is from: those of this country are often kept without.
fn abroad(digits: &[char]) -> &[char] {
    for prefix in [&['0', '0', '8', '6'][..], &['8', '6']] {
        if digits.len() >= 10 + prefix.len() && digits.starts_with(prefix) {
            return &digits[prefix.len()..];
        }
    }
    digits
}

impl Term {
    fn len(&self) -> usize {
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

    /// The condition that a name is read like this, `start`: from its first character on.
    fn spoken(&self, start: bool) -> Option<String> {
        let Term::Word(letters) = self else { return None };
        let letters: String = letters.iter().take(SPOKEN).collect();
        any(ways(&letters).iter().filter_map(|way| spoken(way, start)).collect())
    }

    /// The first and the last mark it is found at, and how well: 0 the whole text, 1 its beginning, 2 the beginning of a word,
    /// 3 anywhere.
    fn find(&self, part: Part, scan: &Scan) -> Option<(usize, usize, u8)> {
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

/// The condition of one way of reading letters.
fn spoken(way: &[Piece<'_>], start: bool) -> Option<String> {
    let initials: Vec<char> = way.iter().filter_map(|piece| piece.letters().chars().next()).collect();
    let mut parts = Vec::new();
    if start {
        parts.push(token(
            Some(kind::SPOKEN_START),
            initials.iter().take(SPOKEN_START).copied(),
        ));
    }
    let grams = if start && initials.len() <= SPOKEN_START {
        0
    } else {
        initials.len().min(3)
    };
    if grams >= 2 {
        parts.extend(
            initials
                .windows(grams)
                .map(|row| token(Some(kind::INITIALS), row.iter().copied())),
        );
    }
    for piece in way {
        match *piece {
            Piece::Whole(syllable) if syllable.len() > 1 => {
                // The last one may be the beginning of a longer one.
                parts.push(if std::ptr::eq(piece, way.last()?) {
                    begun(syllable)?
                } else {
                    token(Some(kind::SYLLABLE), syllable.chars())
                });
            }
            Piece::Begun(letters) if way.len() == 1 => parts.push(begun(letters)?),
            _ => {}
        }
    }
    (!parts.is_empty()).then(|| all(&parts))
}

/// Any of the syllables that begin like this.
fn begun(letters: &str) -> Option<String> {
    any(beginning_with(letters)
        .iter()
        .map(|syllable| token(Some(kind::SYLLABLE), syllable.chars()))
        .collect())
}
