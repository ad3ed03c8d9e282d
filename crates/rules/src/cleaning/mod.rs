//! Leads come in clean: contacts brought to one form, judged, and looked up – all offline.

pub mod mobile;
pub mod phone;
pub mod segments;

pub use mobile::{Mobile, NotMobile};
pub use phone::{NotPhone, Phone};
pub use segments::{Carrier, Segment};
