//! The kinds of record that are described.

use super::{activities, contacts, customers, deals, leads};
use crate::engine::describe::Noun;

/// All of them: their history can be read field by field, and their columns are held against their tables by a test.
pub static NOUNS: [&Noun; 5] = [
    &leads::LEADS,
    &contacts::CONTACTS,
    &customers::CUSTOMERS,
    &deals::DEALS,
    &activities::ACTIVITIES,
];
