//! Registrations of customers 报备: who tells of a customer first keeps others away from it for a while. `roll.rs` knows what is
//! protected; `guard.rs` is what every verb asks before it lets somebody take a customer up.

mod add;
mod check;
mod end;
mod guard;
mod list;
mod roll;
mod store;

pub use add::{AddRegistration, add};
pub use check::{CheckRegistrations, check};
pub use end::{EndRegistration, ExtendRegistration, end, extend};
pub(crate) use guard::{
    HELD, each_account, each_lead, guard, guard_account, guard_accounts, guard_leads, refusal, refuse_double,
};
pub(crate) use list::held_by;
pub use list::{ListRegistrations, RegistrationList, list};
pub(crate) use roll::{Customer, Roll};
pub use store::Registration;
