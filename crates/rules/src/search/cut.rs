//! A record cut into the tokens an index keeps. The first letter of a token says what it is; Chinese characters and digits stand
//! for themselves.

use super::readings::syllable;
use super::scan::{Field, Mark, Scan, is_wide};

/// A word is found by every beginning of up to this many letters, and as a whole.
pub const BEGINNING: usize = 8;
/// Letters of a whole word that are kept.
pub const WORD: usize = 24;
/// Digits that are found together, wherever they stand in a number.
pub const DIGITS: usize = 4;
/// Characters of a name's beginning.
pub const START: usize = 3;
/// Initials of a name's beginning.
pub const SPOKEN_START: usize = 4;
/// A name of no more characters is found as a whole.
pub const WHOLE: usize = 4;
/// Words of fewer letters are not looked for with a slip.
pub const SLIP: usize = 5;

/// The kinds of token, by their first letter.
pub(super) mod kind {
    /// The beginning of a word.
    pub const WORD: char = 'w';
    /// The beginning of a name.
    pub const START: char = 'n';
    /// A whole short name.
    pub const WHOLE: char = 'e';
    /// Two or three initials in a row.
    pub const INITIALS: char = 'i';
    /// The first initials of a name.
    pub const SPOKEN_START: char = 'q';
    /// A syllable.
    pub const SYLLABLE: char = 's';
    /// Two syllables in a row.
    pub const PAIR: char = 'p';
    /// The last three letters of a word.
    pub const ENDING: char = 'z';
    /// The last two letters of a word.
    pub const LAST: char = 'y';
    /// Whose the record is.
    pub const OWNER: char = 'o';
}

/// Tokens of one record, with spaces between them.
#[derive(Debug, Default)]
pub struct Cut(String);

impl Cut {
    /// Adds what a field says.
    pub fn add(&mut self, field: Field, text: &str) {
        let scan = Scan::new(field, text);
        self.characters(&scan.marks);
        self.digits(&scan.marks);
        if field == Field::Number {
            return;
        }
        for (_, word) in scan.words() {
            self.word(word, field);
        }
        if field == Field::Name {
            self.name(&scan);
        }
    }

    /// Adds whose the record is: a person who sees only their own records asks for this as well.
    pub fn owner(&mut self, id: i64) {
        self.push(kind::OWNER, id.to_string().chars());
    }

    /// The tokens as the text an index cuts at its spaces.
    pub fn into_text(self) -> String {
        self.0
    }

    /// What is in the tokens, each once.
    #[cfg(test)]
    pub fn tokens(&self) -> std::collections::BTreeSet<&str> {
        self.0.split_whitespace().collect()
    }

    fn push(&mut self, kind: char, letters: impl IntoIterator<Item = char>) {
        self.0.push(kind);
        self.0.extend(letters);
        self.0.push(' ');
    }

    /// Single characters, and pairs of neighbours whatever mark stands between them.
    fn characters(&mut self, marks: &[Mark]) {
        for (place, mark) in marks.iter().enumerate().filter(|(_, mark)| is_wide(mark.c)) {
            self.0.push(mark.c);
            self.0.push(' ');
            if let Some(next) = marks.get(place + 1).filter(|next| is_wide(next.c)) {
                self.0.extend([mark.c, next.c, ' ']);
            }
        }
    }

    fn digits(&mut self, marks: &[Mark]) {
        for row in marks
            .windows(DIGITS)
            .filter(|row| row.iter().all(|mark| mark.c.is_ascii_digit()))
        {
            self.0.extend(row.iter().map(|mark| mark.c));
            self.0.push(' ');
        }
    }

    fn word(&mut self, word: &[Mark], field: Field) {
        for length in 1..=word.len().min(BEGINNING) {
            self.push(kind::WORD, word[..length].iter().map(|mark| mark.c));
        }
        if word.len() > BEGINNING {
            self.push(kind::WORD, word.iter().take(WORD).map(|mark| mark.c));
        }
        if field == Field::Name && word.len() >= SLIP && word.iter().all(|mark| mark.c.is_alphabetic()) {
            self.push(kind::ENDING, word[word.len() - 3..].iter().map(|mark| mark.c));
            self.push(kind::LAST, word[word.len() - 2..].iter().map(|mark| mark.c));
        }
    }

    fn name(&mut self, scan: &Scan) {
        for length in 1..=scan.marks.len().min(START) {
            self.push(kind::START, scan.marks[..length].iter().map(|mark| mark.c));
        }
        if scan.marks.len() <= WHOLE && scan.marks.iter().any(|mark| syllable(mark.c).is_some()) {
            self.push(kind::WHOLE, scan.marks.iter().map(|mark| mark.c));
        }
        for (variant, reading) in scan.readings.iter().enumerate() {
            // Of a further way of reading only what differs.
            let differs = |place: usize| variant == 0 || reading[place] != scan.readings[0][place];
            let initials: Vec<char> = reading.iter().filter_map(|read| read.chars().next()).collect();
            let differing = |from: usize, to: usize| (from..to).any(differs);
            for place in 0..reading.len() {
                if differs(place) {
                    self.push(kind::SYLLABLE, reading[place].chars());
                }
                if place + 1 < reading.len() && differing(place, place + 2) {
                    self.push(kind::PAIR, reading[place].chars().chain(reading[place + 1].chars()));
                }
                for length in [2, 3] {
                    if place + length <= initials.len() && differing(place, place + length) {
                        self.push(kind::INITIALS, initials[place..place + length].iter().copied());
                    }
                }
            }
            for length in 1..=initials.len().min(SPOKEN_START) {
                if differing(0, length) {
                    self.push(kind::SPOKEN_START, initials[..length].iter().copied());
                }
            }
        }
    }
}
