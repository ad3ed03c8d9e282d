//! The program as a person or a script starts it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says where"
)]

mod bombs;
mod no_room;
mod races;
mod shell;
mod transports;
mod two_programs;
mod world;
