//! A watched folder: naming it, letting time pass, and seeing what came of it.

use super::World;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// A company with one watched folder of leads.
pub fn watching() -> (World, PathBuf) {
    let world = World::new();
    let folder = folder(&world, "incoming");
    world.ok("folders.save", json!({ "path": folder }));
    (world, folder)
}

/// A folder beside the workspace.
pub fn folder(world: &World, name: &str) -> PathBuf {
    let folder = world.path().with_file_name(name);
    fs::create_dir(&folder).unwrap();
    folder
}

/// One tick in which nothing fails.
pub fn tick(world: &World) {
    let ticked = world.workspace.tick(world.call.now).unwrap();
    assert!(ticked.failed.is_empty() && !ticked.resting, "{ticked:?}");
}

/// Two ticks: a file that is whole is taken at the second.
pub fn ticks(world: &World) {
    tick(world);
    tick(world);
}

/// Leads that are there.
pub fn leads(world: &World) -> i64 {
    world.number("select count(*) from leads where deleted_at is null")
}

/// Imports so far.
pub fn imports(world: &World) -> i64 {
    world.number("select count(*) from imports")
}

/// The first watched folder as the page shows it.
pub fn first(world: &World) -> Value {
    world.ok("folders.list", json!({}))[0].clone()
}

/// A file of leads.
pub fn csv(rows: std::ops::Range<i64>) -> String {
    let rows = rows.map(|row| format!("Lead {row},{}\n", 13_800_000_000 + row));
    format!("name,mobile\n{}", rows.collect::<String>())
}
