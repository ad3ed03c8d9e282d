//! Charts as functions over marks. Amounts are plain numbers in one unit; words and figures come from the caller.
//!
//! Fills mean certainty ([`crate::Fill`]) and stay apart in grey; bars start at zero; labels sit on their mark.

pub mod axis;
pub mod bars;
pub mod bullet;
pub mod course;
pub mod hero;
pub mod labels;
pub mod months;
pub mod panel;

pub use axis::Scale;
pub use bars::{Bar, FunnelStep, funnel, sorted_bars};
pub use bullet::{Bullet, Piece, bullet, dot_range, stack};
pub use course::{Cone, Histogram, Step, cone, histogram, waterfall};
pub use hero::{Hero, HeroPiece, Interval, hero};
pub use labels::{beside, push_apart};
pub use months::{Month, Months, months};
pub use panel::{Point, panel};
