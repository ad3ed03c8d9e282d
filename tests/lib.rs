//! Shared parts of the suites.

pub mod companies;
pub mod dedupe;
pub mod maven;
pub mod rehearsal;
