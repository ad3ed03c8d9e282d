//! Who is this? The keys by which leads, contacts and customers are known, other names of companies, the rules that say when two of
//! them count as the same, and where a merged record went.

mod aliases;
mod known;
mod list_aliases;
mod merged;
mod rules;
mod save_aliases;

pub(crate) use aliases::{OtherNames, other_names};
pub use known::{CheckDuplicates, DuplicateHit, check};
pub(crate) use known::{Keys, company_key, hits, mobile_key, wechat_key};
pub use list_aliases::{AliasList, list as list_aliases};
pub(crate) use merged::led_to;
pub(crate) use rules::{Decided, decide, decide_on, load, name_shipped};
pub use rules::{DuplicateAction, DuplicateKey, DuplicateRule, SaveRules, list as list_rules, save as save_rules};
pub use save_aliases::{RemoveAliases, SaveAliases, remove as remove_aliases, save as save_aliases};
