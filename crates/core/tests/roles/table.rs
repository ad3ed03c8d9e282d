//! No call changes a record that the person may not change, whichever way it names it: directly, among others, by the bin, by an undo. One that they
//! do not see is answered as one that is not there.

use super::firm::{Firm, Holding, sees};
use super::rows::Does::{Adds, Changes, Names};
use super::rows::{NOWHERE, OTHERS, ROWS};
use crate::world::World;
use leadwell_core::CommandKind;
use serde_json::json;
use std::collections::BTreeSet;

/// A record of a holder, in each of its states: as it stands, in the bin, merged into another.
fn targets(holding: &Holding, what: &str) -> Vec<(&'static str, i64)> {
    let (kind, alone) = what.split_once('.').map_or((what, true), |(kind, _)| (kind, false));
    let mut all: Vec<(&str, i64)> = holding.get(what).map(|id| ("stands", *id)).into_iter().collect();
    if alone {
        for state in ["gone", "merged"] {
            let key = format!("{kind}.{state}");
            all.extend(holding.get(key.as_str()).map(|id| (state, *id)));
        }
    }
    all
}

fn changes(world: &World) -> i64 {
    world.number("select coalesce(max(id), 0) from changes")
}

#[test]
fn every_change_is_asked() {
    let known: BTreeSet<&str> = ROWS
        .iter()
        .map(|row| row.0)
        .chain(OTHERS.iter().map(|(name, _)| *name))
        .collect();
    let all = leadwell_core::commands()
        .iter()
        .filter(|command| command.kind == CommandKind::Change);
    let forgotten: Vec<&str> = all
        .map(|command| command.name)
        .filter(|name| !known.contains(name))
        .collect();
    assert!(forgotten.is_empty(), "asked by nobody: {forgotten:?}");
}

#[test]
fn what_is_somebody_elses_is_not_changed() {
    let mut firm = Firm::new();
    let mut wrong = Vec::new();
    let mut cells = 0;
    for everybody in [false, true] {
        let world = &mut firm.world;
        world
            .speak_as("Owner")
            .ok("workspace.save", json!({ "everybody_sees_customers": everybody }));
        let before = world.dump();
        for who in ["Sam", "Tom", "Mia", "Max", "Ann", "Vic", "Owner"] {
            world.speak_as(who);
            let count = changes(world);
            for (command, what, does, input) in ROWS {
                let kind = what.split('.').next().unwrap_or_default();
                let own = firm
                    .has
                    .get(&Some(who))
                    .or(firm.has.get(&Some("Owner")))
                    .and_then(|own| own.get(what));
                let own = own.copied().unwrap_or(NOWHERE);
                let missing = world.run(command, input(NOWHERE, own)).unwrap_err();
                for (holder, holding) in &firm.has {
                    for (state, id) in targets(holding, what).into_iter().filter(|(_, id)| *id != own) {
                        let theirs = match kind {
                            "view" => *holder == Some(who),
                            _ => sees(who, *holder),
                        };
                        // Who works here is no secret.
                        let shown = kind == "person" || (everybody && ["customer", "contact"].contains(&kind));
                        let may = state == "stands" && (theirs || (shown && matches!(does, Adds | Names)));
                        // What may be, is tried further down.
                        if may {
                            continue;
                        }
                        cells += 1;
                        let cell = format!(
                            "{who}: {command} on the {what} of {holder:?} ({state}), customers shown: {everybody}"
                        );
                        match world.run(command, input(id, own)) {
                            Ok(_) => wrong.push(format!("{cell} is done")),
                            Err(failure) if !shown && !theirs && failure.code != missing.code => {
                                wrong.push(format!("{cell}: {} and not {}", failure.code, missing.code));
                            }
                            Err(failure) if failure.code == "internal" => wrong.push(format!("{cell}: {failure:?}")),
                            Err(_) => {}
                        }
                    }
                }
            }
            // Changes of others are theirs.
            let others: Vec<i64> = {
                let look = world.look();
                let mut rows = look.prepare("select id from changes where person_id <> ?1").unwrap();
                rows.query_map([world.call.person.0], |row| row.get(0))
                    .unwrap()
                    .map(Result::unwrap)
                    .collect()
            };
            for change_id in others.into_iter().filter(|_| who != "Owner") {
                for command in ["history.undo", "history.redo"] {
                    cells += 1;
                    if world.run(command, json!({ "change_id": change_id })).is_ok() {
                        wrong.push(format!("{who}: {command} of the change {change_id}"));
                    }
                }
            }
            if changes(world) != count {
                wrong.push(format!("{who} changed something, customers shown: {everybody}"));
            }
        }
        if wrong.is_empty() {
            assert_eq!(world.dump(), before);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cells}:\n{}",
        wrong.len(),
        wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(cells > 5_000, "{cells}");
}

#[test]
fn what_is_ones_own_and_the_teams_is_changed() {
    let mut firm = Firm::new();
    let mut wrong = Vec::new();
    for (command, what, does, input) in ROWS.iter().filter(|row| matches!(row.2, Changes | Adds)) {
        for (who, holder) in [("Sam", "Sam"), ("Mia", "Sam")] {
            let id = firm.has[&Some(holder)][what];
            firm.world.speak_as(who);
            let copy = firm.world.killed_here();
            if let Err(failure) = copy.run(command, input(id, NOWHERE)) {
                wrong.push(format!("{who}: {command} on the {what} of {holder}: {failure:?}"));
            }
        }
        // What one may add to where one sees it.
        if *does == Adds && (*what == "customer" || *what == "contact") {
            firm.world.speak_as("Owner");
            let copy = firm.world.killed_here();
            copy.ok("workspace.save", json!({ "everybody_sees_customers": true }));
            let mut copy = copy;
            if let Err(failure) = copy
                .speak_as("Sam")
                .run(command, input(firm.has[&Some("Tom")][what], NOWHERE))
            {
                wrong.push(format!("Sam: {command} on the {what} of Tom: {failure:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_mends_many_mends_ones_own() {
    let mut firm = Firm::new();
    let others = "select group_concat(id || name || coalesce(phone, ''), ' ') from customers where owner_id <> (select id from people where name = 'Sam')";
    // Names in need of tidying, of each holder.
    let file = rusqlite::Connection::open(firm.world.path()).unwrap();
    file.execute("update customers set name = '  ' || name", []).unwrap();
    drop(file);
    let told = |world: &World| -> String { world.look().query_row(others, [], |row| row.get(0)).unwrap() };
    for everybody in [true, false] {
        let shown = json!({ "everybody_sees_customers": everybody });
        firm.world.speak_as("Owner").ok("workspace.save", shown);
        let before = told(&firm.world);
        let mended = firm
            .world
            .speak_as("Sam")
            .run("health.fix", json!({ "code": "customer_untidy" }));
        assert_eq!(mended.unwrap()["records"].as_i64().unwrap() > 0, everybody);
        assert_eq!(told(&firm.world), before);
    }
}
