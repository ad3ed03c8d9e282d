//! What serves the file as a whole: its settings and first day, its history, its bin, handing over, taking out, the sample.

pub(crate) mod bin;
pub(crate) mod company;
pub(crate) mod hand_over;
pub(crate) mod history;
pub(crate) mod sample;
pub(crate) mod takeout;
