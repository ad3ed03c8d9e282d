//! Names made comparable: of companies in Chinese and Western letters, and of people. What differs only in how it was written is the
//! same; what differs in the part a name is known by is not.

pub mod company;
pub mod edits;
pub mod other;
pub mod person;
pub mod places;
pub mod script;
pub mod verdict;

mod chinese;
mod vocabulary;
mod western;

#[cfg(test)]
mod cases;

pub use company::{CompanyName, core_key};
pub use other::OtherNames;
pub use verdict::{Aliases, Comparison, Verdict, Why, compare};
