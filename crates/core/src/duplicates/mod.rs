//! The same customer twice: keys across leads, contacts and customers, the rules that say when it counts, and what becomes of it.

mod check;
mod entities;
mod look_up;
mod merge;
mod review;
mod rules;
mod tell;

pub use check::{CheckDuplicates, DuplicateHit, Entity, check};
pub(crate) use check::{Keys, company_key, hits, mobile_key, wechat_key};
pub use look_up::{LookUp, LookedUp, look_up};
pub(crate) use merge::led_to;
pub use merge::{CompareRecords, Comparison, MergeRecords, Merged, compare, merge};
pub use review::{Decisions, Distinct, Review, ReviewDuplicates, distinct, review};
pub(crate) use rules::{Decided, decide, decide_on, load, name_shipped};
pub use rules::{DuplicateAction, DuplicateKey, DuplicateRule, SaveRules, list as list_rules, save as save_rules};
pub use tell::{TellOwner, Told, tell_owner};
