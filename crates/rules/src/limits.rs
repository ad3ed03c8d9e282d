//! How long a text and how large a number may be, through whichever door it comes.

/// Characters of a line at most: a name, a number, an address, a link.
pub const LINE: i64 = 2_000;
/// Characters of a text of several lines at most: a note, a need, a conversation.
pub const TEXT: i64 = 100_000;
/// The largest amount in minor units, and the largest number, on either side of zero: sums of thousands of them are exact in 64 bits, and each
/// is exact in a browser.
pub const NUMBER: i64 = 1_000_000_000_000_000;
