//! A text as it is compared: plain letters, digits and characters in a row, each knowing where it came from.

use super::readings::readings;
use crate::names::script::plain;

/// What kind of text a field holds: it decides what it can be found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name of somebody or something: also by pinyin, and with a slip of the pen.
    Name,
    /// Anything else written: only by what it says.
    Text,
    /// A number to dial: all digits in a row, whatever stands between them.
    Number,
}

/// Whether a character carries a meaning of its own: Chinese, kana, hangul. They are written without spaces.
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3105..=0x312F | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// One character of a text that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The character, plain.
    pub c: char,
    /// Where it stands in the text as written, in bytes.
    pub from: usize,
    /// Where it ends there.
    pub to: usize,
    /// Whether a word begins here.
    pub begins: bool,
}

/// The characters of a text that count: letters, digits, Chinese characters; spaces and punctuation only part words.
pub fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(text.len());
    let mut gap = true;
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let mut push = |c: char| {
            if !c.is_alphanumeric() {
                gap = true;
                return;
            }
            let wide = is_wide(c);
            let parted = marks.last().is_none_or(|last| is_wide(last.c) != wide);
            let begins = gap || wide || parted;
            gap = false;
            marks.push(Mark { c, from, to, begins });
        };
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else if is_accent(c) {
            // It belongs to the letter before it.
        } else {
            plain(c.encode_utf8(&mut [0; 4])).chars().for_each(&mut push);
            if c.is_whitespace() {
                gap = true;
            }
        }
    }
    marks
}

/// Accents that stand by themselves, and marks nobody sees: they part no words.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x00AD | 0x0300..=0x036F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060 | 0xFEFF)
}

/// A text ready to be looked into.
#[derive(Debug, Clone)]
pub struct Scan {
    /// What kind of field it is.
    pub field: Field,
    /// Its characters.
    pub marks: Vec<Mark>,
    /// How its Chinese characters are read, for names.
    pub readings: Vec<Vec<&'static str>>,
    /// The place in `marks` of each syllable.
    pub spoken: Vec<usize>,
}

impl Scan {
    /// Makes a text ready.
    pub fn new(field: Field, text: &str) -> Scan {
        Scan::made(field, text, field == Field::Name)
    }

    /// Makes a text ready to be looked into for what it says, not for how it is read.
    pub fn unread(field: Field, text: &str) -> Scan {
        Scan::made(field, text, false)
    }

    fn made(field: Field, text: &str, read: bool) -> Scan {
        let marks = marks(text);
        let (mut spoken, mut readings_of) = (Vec::new(), Vec::new());
        if read {
            let characters: Vec<(usize, char)> = marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| super::readings::syllable(mark.c).is_some())
                .map(|(place, mark)| (place, mark.c))
                .collect();
            let only: Vec<char> = characters.iter().map(|(_, c)| *c).collect();
            spoken = characters.into_iter().map(|(place, _)| place).collect();
            readings_of = readings(&only);
        }
        Scan {
            field,
            marks,
            readings: readings_of,
            spoken,
        }
    }

    /// Whether the characters from `at` on are these.
    pub fn says(&self, at: usize, wanted: &[char]) -> bool {
        self.marks.len() >= at + wanted.len() && self.marks[at..].iter().zip(wanted).all(|(mark, c)| mark.c == *c)
    }

    /// The words without wide characters: where they begin and their letters.
    pub fn words(&self) -> impl Iterator<Item = (usize, &[Mark])> {
        let begins = (0..self.marks.len()).filter(|at| self.marks[*at].begins && !is_wide(self.marks[*at].c));
        begins.map(|at| {
            let rest = &self.marks[at..];
            let length = 1 + rest[1..].iter().take_while(|mark| !mark.begins).count();
            (at, &rest[..length])
        })
    }
}

/// Where a query was found in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How good it is; less is better: the whole text, its beginning, the beginning of a word, anywhere.
    pub rank: u8,
    /// Which of the texts, by its place.
    pub text: usize,
    /// Where in the text as written it begins, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}
