//! What was done and what is planned: notes, calls, meetings, mails, tasks; and the timeline that shows them with the deal's changes.

mod add;
mod edit;
pub(crate) mod next;
mod store;
mod timeline;

pub(crate) use add::tell;
pub use add::{AddActivity, add};
pub use edit::{EditActivity, TickActivity, done, edit};
pub use store::{Activity, ActivityKind};
pub use timeline::{ListTimeline, TimelineItem, list};
