//! Registrations of customers 报备: who tells of a customer first keeps others away from it for a while. `active.rs` knows what is
//! protected; `guard.rs` is what every verb asks before it lets somebody take a customer up.

mod active;
mod add;
mod check;
mod end;
mod guard;
mod list;
mod store;

pub(crate) use active::{ActiveRegistrations, CustomerKeys};
pub use add::{AddRegistration, add};
pub use check::{CheckRegistrations, check};
pub use end::{EndRegistration, ExtendRegistration, end, extend};
pub(crate) use guard::{
    HELD, each_customer, each_lead, guard, guard_customer, guard_customers, guard_leads, refusal, refuse_double,
};
pub(crate) use list::held_by;
pub use list::{ListRegistrations, RegistrationList, list};
pub use store::Registration;
