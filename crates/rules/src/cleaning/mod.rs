//! Leads come in clean: contacts brought to one form, judged, and looked up – all offline.

pub mod credit_code;
pub mod defaults;
pub mod email;
pub mod mobile;
pub mod phone;
pub mod segments;

pub use credit_code::{CreditCode, NotCreditCode, Region};
pub use email::{Email, NotEmail};
pub use mobile::{Mobile, NotMobile};
pub use phone::{NotPhone, Phone};
pub use segments::{Carrier, Segment};
