//! One slip of the pen in a name: a letter too many, too few, wrong or in the wrong place; one wrong Chinese character.

use super::cut::{BEGINNING, kind};
use super::scan::Scan;
use super::term::{Term, all, any, token};

/// Characters of a name that are looked for with a slip.
const CHARACTERS: usize = 12;

/// The condition that catches every name with one slip in each long part, and many others: a slip leaves one end of a word as it
/// was. Nothing when no part is long enough.
pub fn expression(terms: &[Term]) -> Option<String> {
    if !terms.iter().any(Term::may_slip) {
        return None;
    }
    let parts = terms.iter().map(|term| match term {
        term if !term.may_slip() => Some(term.said()),
        Term::Word(letters) => word(letters),
        Term::Wide(characters) => wide(&characters[..characters.len().min(CHARACTERS)]),
        Term::Digits(_) => None,
    });
    parts.collect::<Option<Vec<_>>>().map(|parts| all(&parts))
}

fn word(letters: &[char]) -> Option<String> {
    let length = letters.len();
    let begins = |count: usize| token(Some(kind::WORD), letters.iter().take(count.min(BEGINNING)).copied());
    let ends = |kind: char, count: usize| token(Some(kind), letters[length - count..].iter().copied());
    // The slip at the end, at the beginning, in between.
    any(vec![
        begins(length - 2),
        ends(kind::ENDING, 3),
        format!("{} AND {}", begins(if length > 5 { 3 } else { 2 }), ends(kind::LAST, 2)),
    ])
}

fn wide(characters: &[char]) -> Option<String> {
    let ways = (0..characters.len()).map(|wrong| {
        let mut parts = Vec::new();
        for side in [&characters[..wrong], &characters[wrong + 1..]] {
            match side {
                [] => {}
                [one] => parts.push(token(None, [*one])),
                row => parts.extend(row.windows(2).map(|pair| token(None, pair.iter().copied()))),
            }
        }
        all(&parts)
    });
    any(ways.collect())
}

/// Where a name says it with one slip: the first mark, the one behind the last, and how well.
pub fn find(term: &Term, scan: &Scan) -> Option<(usize, usize, u8)> {
    if !term.may_slip() {
        return None;
    }
    match term {
        Term::Word(letters) => {
            let wanted: String = letters.iter().collect();
            scan.words().find_map(|(at, word)| {
                let near = word.len().abs_diff(letters.len()) <= 1;
                let word: String = word.iter().map(|mark| mark.c).collect();
                let slip = near && strsim::osa_distance(&word, &wanted) == 1;
                slip.then_some((at, at + word.chars().count(), if at == 0 { 1 } else { 2 }))
            })
        }
        Term::Wide(characters) => {
            let length = characters.len();
            // Of three characters one is a third: only a whole name of three is the same person.
            if length == 3 && scan.marks.len() != 3 {
                return None;
            }
            (0..(scan.marks.len() + 1).saturating_sub(length)).find_map(|at| {
                let row = scan.marks[at..at + length].iter().zip(characters);
                let wrong = row.filter(|(mark, c)| mark.c != **c).count();
                (wrong == 1).then_some((at, at + length, if at == 0 { 1 } else { 3 }))
            })
        }
        Term::Digits(_) => None,
    }
}
