//! Numbers that people read, no two of them alike.

use crate::engine::failure::Failure;
use std::borrow::Cow;

/// A number, or, where somebody has it, the same with the first mark that is free: `D-00007`, `D-00007-2`, `D-00007-3`.
pub(crate) fn free<'n>(
    number: &'n str,
    mut taken: impl FnMut(&str) -> Result<bool, Failure>,
) -> Result<Cow<'n, str>, Failure> {
    if !taken(number)? {
        return Ok(Cow::Borrowed(number));
    }
    let mut mark = 2_u64;
    loop {
        let marked = format!("{number}-{mark}");
        if !taken(&marked)? {
            return Ok(Cow::Owned(marked));
        }
        mark += 1;
    }
}

/// A number without its mark, if it has one.
pub(crate) fn unmarked(number: &str) -> Option<&str> {
    let (bare, mark) = number.rsplit_once('-')?;
    let marks = mark.parse::<u64>().is_ok_and(|mark| mark >= 2) && !mark.starts_with(['0', '+']);
    marks.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::{free, unmarked};

    #[test]
    fn a_mark_is_put_on_and_taken_off() {
        let taken = ["D-1", "D-1-2", "D-3"];
        for (number, is_free) in [("D-1", "D-1-3"), ("D-2", "D-2"), ("D-3", "D-3-2")] {
            assert_eq!(free(number, |one| Ok(taken.contains(&one))).unwrap(), is_free);
        }
        assert_eq!(unmarked("D-1-2"), Some("D-1"));
        for whole in ["D-00012", "D-1", "D", "D-1-x", "D-1-+2"] {
            assert_eq!(unmarked(whole), None, "{whole}");
        }
    }
}
