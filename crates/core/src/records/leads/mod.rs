//! Leads: who might buy, from the first contact to a deal or a reason why not.

mod assign;
mod bulk;
mod clean;
mod description;
mod draft;
mod edit;
mod edit_many;
mod export;
pub(crate) mod fields;
mod get;
mod list;
pub(crate) mod row;
pub(crate) mod selection;
mod state;
pub(crate) mod tags;

pub(crate) use assign::give;
pub use assign::{AssignLeads, assign};
pub use bulk::{Changed, RemoveLeads, TagLeads, remove, tag};
pub(crate) use clean::{Clean, Flaw, clean, clean_lenient};
pub(crate) use description::LEADS;
pub use draft::{Door, Draft};
pub use edit::{EditLead, edit};
pub use edit_many::{EditLeads, edit_many};
pub(crate) use export::LEAD_COLUMNS;
pub use export::export;
pub use fields::fields;
pub(crate) use get::as_left;
pub use get::{GetLead, Lead, get};
pub use list::{LeadPage, LeadTotals, counts, list, totals};
pub use state::{ReleaseLead, SetState, release, set_state};
pub use tags::{Tag, list as list_tags};
