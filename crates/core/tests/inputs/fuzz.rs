//! Calls at random, by people of every role, several fields odd at once: the file stays whole and nothing fails inside the program.

use super::places::{Schema, put};
use super::{example, patience, wrong};
use crate::world::World;
use leadwell_core::{Origin, Role};
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64;
use serde_json::json;
use std::collections::BTreeMap;

/// Calls in one run; more by hand: `FUZZ_CALLS=50000`.
const CALLS: usize = 1_500;

#[test]
fn calls_at_random_in_every_role_never_fail_inside() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let calls = number("FUZZ_CALLS").unwrap_or(CALLS);
    let mut random = Pcg64::seed_from_u64(number("FUZZ_SEED").unwrap_or(7) as u64);
    let sample = World::sample();
    for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
        sample.person(role.as_str(), role.as_str());
    }
    // Examples are made by the owner, in one world in which everything that succeeds stays.
    let commands: Vec<_> = leadwell_core::commands()
        .iter()
        // It ends everything else.
        .filter(|command| command.name != "workspace.clear")
        .map(|command| (command, Schema::of(command)))
        .map(|(command, schema)| (command.name, schema.places(), example(&sample, command.name).1, schema))
        .collect();
    let mut world = sample.killed_here();
    // Nothing is written where a path says.
    world.call.origin = Origin::Lan;
    let owner = world.call.person;
    let people: Vec<_> = Role::ALL
        .iter()
        .map(|role| match role {
            Role::Owner => owner,
            role => world.workspace.person(role.as_str()).unwrap(),
        })
        .collect();
    let (mut wrong_ones, mut answered) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for _ in 0..calls {
        let (command, places, input, schema) = commands.choose(&mut random).unwrap();
        let mut input = input.clone();
        for _ in 0..random.random_range(0..4) {
            if let Some(place) = places.choose(&mut random) {
                let value = schema.trials(place).choose(&mut random).cloned().unwrap_or_default();
                input = put(schema, &input, place, value);
            }
        }
        world.call.person = *people.choose(&mut random).unwrap();
        let (done, told) = wrong(&world, command, &input, patience());
        wrong_ones.extend(told);
        *answered.entry(command).or_default() += usize::from(done);
    }
    (world.call.person, world.call.origin) = (owner, Origin::Local);
    println!(
        "{calls} calls, {} answered, commands answered {} of {}",
        answered.values().sum::<usize>(),
        answered.values().filter(|count| **count > 0).count(),
        commands.len()
    );
    assert!(wrong_ones.is_empty(), "{}", wrong_ones.join("\n"));
    let check = world.ok("workspace.check", json!({}));
    assert_eq!(
        (&check["integrity"], &check["broken_references"]),
        (&json!("ok"), &json!(0))
    );
}
