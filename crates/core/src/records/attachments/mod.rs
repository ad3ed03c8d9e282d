//! Files that belong to a lead, a deal, a customer or a contact. Their content lies in the workspace file, apart from the rows.

mod add;
mod description;
mod remove;
mod store;

pub use add::{AddAttachment, NewFile, add, put};
pub use description::ATTACHMENTS;
pub use remove::{AttachmentRef, remove};
pub use store::{Attachment, AttachmentFile, ListAttachments, get, list};
