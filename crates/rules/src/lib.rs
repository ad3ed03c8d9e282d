//! The rulebook as pure functions: money, time, calendar, rates, forecast and funnel. Nothing here reads a clock, a file or a database.

pub mod amount;
pub mod calendar;
pub mod card;
pub mod chat;
pub mod cleaning;
pub mod condition;
pub mod dates;
pub mod decimal;
pub mod forecast;
pub mod funnel;
pub mod guess;
pub mod idle;
pub mod ids;
pub mod language;
pub mod limits;
pub mod link;
pub mod matching;
pub mod money;
pub mod names;
pub mod number;
pub mod rates;
pub mod ratio;
pub mod registration;
pub mod rounds;
pub mod row_filter;
pub mod search;
pub mod text;
pub mod time;
pub mod velocity;

#[cfg(test)]
mod growth;

pub use language::Language;
