//! How long a text or a list, how large a number and how far a day may be, through whichever door it comes.

/// Characters of a line at most: a name, a number, an address, a link.
pub const LINE: i64 = 2_000;
/// Characters of a text of several lines at most: a note, a need, a conversation.
pub const TEXT: i64 = 100_000;
/// The largest amount in minor units, and the largest number, on either side of zero: sums of thousands of them are exact in 64 bits, and each
/// is exact in a browser.
pub const NUMBER: i64 = 1_000_000_000_000_000;
/// Characters of any text a call brings, such as a pasted chat or a pasted list; what a field takes is less.
pub const PASTE: usize = 1_000_000;
/// Entries of any list a call brings.
pub const LIST: usize = 10_000;
/// Values a call brings altogether: fields, entries, lists and objects.
pub const VALUES: usize = 100_000;
/// The first and the last year of a day that somebody names: further away it is a slip of the hand, and a calendar walked day by day has no end.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
