//! The learned model (§9.6): whether and when each open deal closes, what comes that is not in the pipeline yet, and how far the model
//! itself can be trusted – from the firm's own history alone.
pub mod answer;
mod cells;
pub mod draw;
mod fresh;
mod intensity;
#[cfg(test)]
mod laws;
mod ledger;
mod level;
pub mod model;
mod months;
mod outlook;
mod rhythm;
