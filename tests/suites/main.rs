//! One question each of the whole product, in one program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says where"
)]

mod bad_file;
mod crash;
mod dedupe;
mod floors;
mod forecast;
mod maven;
mod permission;
mod tidy;
#[path = "../../crates/core/tests/world/mod.rs"]
mod world;
