//! A typed query read: what it may mean, the questions to the index in the order of their worth, and where a record answers it.

use super::cut::{DIGITS, WHOLE, kind};
use super::scan::{Found, Scan, is_wide, marks};
use super::term::{Term, all, any, token};
use super::typo;

/// Parts of a query that are looked at.
const TERMS: usize = 6;
/// Letters of a part.
const LETTERS: usize = 40;

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

impl Query {
    /// Reads what was typed.
    pub fn new(text: &str) -> Query {
        let marks = marks(text);
        let only: Vec<char> = marks.iter().map(|mark| mark.c).collect();
        // A number with spaces and dashes is one number.
        if only.len() >= DIGITS && only.iter().all(char::is_ascii_digit) && !text.contains([',', ';', '，', '；', '、'])
        {
            let digits = abroad(&only).iter().take(LETTERS);
            return Query {
                terms: vec![Term::Digits(digits.copied().collect())],
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
        let start = std::iter::once(first.starts()).chain(said.iter().skip(1).cloned());
        step(Part::Start, Some(all(&start.collect::<Vec<_>>())));
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
