//! Views of the whole: what is worked out from all records at once. They know records and doors; nothing below knows them.

pub(crate) mod board;
pub(crate) mod books;
pub(crate) mod deal_sheet;
pub(crate) mod forecast;
pub(crate) mod funnel;
pub(crate) mod health;
pub(crate) mod lists;
pub(crate) mod paper;
pub(crate) mod search;
pub(crate) mod sheets;
