//! Every place of every input, read from the schemas of the commands, with the largest, the least, the longest, the oddest: each call is
//! refused with a code or answered; none fails inside the program, none takes long.

#![allow(
    clippy::disallowed_methods,
    reason = "how long a call takes is asked here, and how many by whoever runs it"
)]

mod fuzz;
mod places;

use crate::topics::asked::ASKED;
use crate::topics::examples::EXAMPLES;
use crate::world::World;
use leadwell_core::{CommandKind, Origin};
use places::{Schema, Step, put};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What a call came to, told when it must not be.
pub fn wrong(world: &World, command: &str, input: &Value, most: Duration) -> (bool, Option<String>) {
    let begun = Instant::now();
    let done = catch_unwind(AssertUnwindSafe(|| world.run(command, input.clone())));
    let took = begun.elapsed();
    let told = |what: String| {
        let input: String = input.to_string().chars().take(160).collect();
        Some(format!("{command} {input}: {what}"))
    };
    let failed = match &done {
        Err(_) => told("panics".to_owned()),
        Ok(Err(failure)) if failure.kind.http_status() == 500 => told(format!("{failure:?}")),
        Ok(Err(failure)) if failure.message.is_empty() || failure.message.chars().count() > 20_000 => {
            told(format!("{} has no sentence to read", failure.code))
        }
        _ if took > most => told(format!("took {took:?}")),
        _ => None,
    };
    (matches!(done, Ok(Ok(_))), failed)
}

/// Debug builds on a busy machine are slow; release builds are asked for 2 seconds.
pub fn patience() -> Duration {
    Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 })
}

/// An example of every command, and a world in which it works.
pub fn example(sample: &World, command: &str) -> (World, Value) {
    let world = match command {
        "workspace.setup" => World::blank(),
        _ => sample.killed_here(),
    };
    let of = |list: &[(&'static str, crate::topics::examples::Example)]| {
        list.iter()
            .find(|(name, _)| *name == command)
            .map(|(_, example)| *example)
    };
    let mut input = of(EXAMPLES)
        .or_else(|| of(ASKED))
        .map_or_else(|| json!({}), |example| example(&world));
    if command == "workspace.setup" {
        // The sample company is the same whatever else is said, and takes long.
        input["then"] = json!("empty");
    }
    (world, input)
}

/// They need an import that is under way, or was cut off in the middle.
const WITHOUT: [&str; 2] = ["imports.resume", "imports.cancel"];

#[test]
fn every_command_has_an_example_that_works() {
    let sample = World::sample();
    let mut wrong = Vec::new();
    for command in leadwell_core::commands()
        .iter()
        .filter(|command| !WITHOUT.contains(&command.name))
    {
        let (world, input) = example(&sample, command.name);
        if let Err(failure) = world.run(command.name, input.clone()) {
            wrong.push(format!("{} {input}: {failure:?}", command.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_of_every_command_takes_or_refuses_whatever_stands_there() {
    let sample = World::sample();
    let only = std::env::var("INPUTS").unwrap_or_default();
    let (mut wrong_ones, mut calls, mut places) = (Vec::new(), 0, 0);
    for command in leadwell_core::commands()
        .iter()
        .filter(|command| command.name.starts_with(&only))
    {
        let schema = Schema::of(command);
        let found = schema.places();
        if found.is_empty() {
            continue;
        }
        let (mut world, mut input) = example(&sample, command.name);
        let begun = Instant::now();
        for place in found {
            places += 1;
            for value in schema.trials(&place) {
                calls += 1;
                let asked = put(&schema, &input, &place, value);
                // A file would be written wherever it says.
                let out = matches!(place.path.last(), Some(Step::Key(key)) if key == "out");
                world.call.origin = if out { Origin::Lan } else { Origin::Local };
                let (done, told) = wrong(&world, command.name, &asked, patience());
                if let Some(told) = told {
                    println!("{place} {told}");
                    wrong_ones.push(format!("{place} {told}"));
                }
                world.call.origin = Origin::Local;
                let stands = match command.kind {
                    _ if !done => true,
                    CommandKind::Query => true,
                    CommandKind::Change => world.run("history.undo", json!({})).is_ok(),
                    CommandKind::Job => false,
                };
                if !stands {
                    (world, input) = example(&sample, command.name);
                }
            }
        }
        println!("{} {:?}", command.name, begun.elapsed());
    }
    println!("{places} places, {calls} calls");
    assert!(wrong_ones.is_empty(), "{}", wrong_ones.join("\n"));
}
