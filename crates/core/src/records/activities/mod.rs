//! What was done and what is planned: notes, calls, meetings, mails, chats, tasks; and the timeline that shows them with the deal's changes.

mod add;
mod allowed;
mod chat;
mod description;
mod edit;
mod paste_chat;
mod pin;
mod store;
mod timeline;

pub use add::{AddActivity, add};
pub(crate) use add::{task_for, tell};
pub use chat::{ChatReading, PasteChat, read_chat};
pub(crate) use description::{ABOUT_PATH, ACTIVITIES};
pub use edit::{EditActivity, TickActivity, done, edit};
pub use paste_chat::{PastedChat, paste_chat};
pub use pin::{PinActivity, pin};
pub use store::{Activity, ActivityKind};
pub(crate) use timeline::visible;
pub use timeline::{About, ListTimeline, TimelineItem, list};
