//! Leads come in clean: contacts brought to one form, judged, and looked up – all offline.

pub mod credit_code;
pub mod defaults;
pub mod email;
pub mod handles;
pub mod lexicon;
pub mod mobile;
pub mod phone;
pub mod segments;
pub mod tidy;
pub mod window;

pub use credit_code::{CreditCode, NotCreditCode, Region};
pub use email::{Email, NotEmail};
pub use handles::{Contact, Kind};
pub use lexicon::{Blacklist, Facts, Hit, Listed, Words, fake_mobile};
pub use mobile::{Mobile, NotMobile};
pub use phone::{NotPhone, Phone};
pub use segments::{Carrier, Segment};
pub use window::Window;

#[cfg(test)]
mod tests;
