//! Random histories of three people who work on the same records: an undo or a redo turns exactly what it is about, with the rights its person
//! has now, or is refused and changes nothing.

use crate::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::types::Value as Stored;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Histories a test draws, each of a company of three; `LEADWELL_HISTORIES` asks for more.
const HISTORIES: u32 = 80;
const PEOPLE: [&str; 3] = ["Owner", "Sam", "Sue"];
/// The tables whose rows are compared.
const TABLES: [&str; 13] = [
    "leads",
    "lead_tags",
    "tags",
    "lead_contacts",
    "lead_values",
    "customers",
    "customer_values",
    "contacts",
    "deals",
    "activities",
    "attachments",
    "registrations",
    "merges",
];
/// Columns that follow from other rows, or say when.
const FOLLOWS: [&str; 5] = ["updated_at", "touched_at", "next_due_on", "next_kind", "followed_at"];

/// One thing somebody does, with dice for what it is done to.
#[derive(Debug, Clone, Copy)]
struct Step {
    person: usize,
    verb: u8,
    which: u8,
    other: u8,
}

fn step() -> impl Strategy<Value = Step> {
    (0..3_usize, 0..28_u8, any::<u8>(), any::<u8>()).prop_map(|(person, verb, which, other)| Step {
        person,
        verb,
        which,
        other,
    })
}

type Row = BTreeMap<String, Stored>;
type Rows = BTreeMap<(&'static str, i64), Row>;

/// The rows of the file, without what follows from others.
fn rows(world: &World) -> Rows {
    let look = world.look();
    let mut rows = Rows::new();
    for table in TABLES {
        let mut statement = look.prepare(&format!("select * from {table}")).unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let told = names
                .iter()
                .enumerate()
                .filter(|(_, name)| !FOLLOWS.contains(&name.as_str()));
            let told = told.map(|(at, name)| (name.clone(), row.get(at).unwrap()));
            rows.insert((table, row.get(0).unwrap()), told.collect());
        }
    }
    rows
}

/// What a change did: rows before and after it.
type Done = BTreeMap<(&'static str, i64), (Option<Row>, Option<Row>)>;

fn done(before: &Rows, after: &Rows) -> Done {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    keys.into_iter()
        .map(|key| (key, (before.get(&key).cloned(), after.get(&key).cloned())))
        .filter(|(_, (old, new))| old != new)
        .collect()
}

/// What is wrong with `turned`, which should have taken back `made`.
fn wrong(made: &Done, turned: &Done, before: &Rows) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, (old, new)) in turned {
        match (made.get(key), old, new) {
            (Some((None, Some(_))), Some(_), None) => {}
            (Some((Some(was), None)), None, Some(is)) if was == is => {}
            (Some((Some(was), Some(said))), Some(old), Some(new)) => {
                for (column, value) in new.iter().filter(|(column, value)| old[*column] != **value) {
                    if was[column] == said[column] || *value != was[column] {
                        wrong.push(format!("{key:?} {column}: {:?} became {value:?}", old[column]));
                    }
                }
            }
            _ => wrong.push(format!("{key:?}: {old:?} became {new:?}")),
        }
    }
    for (key, (was, said)) in made.iter().filter(|(key, _)| !turned.contains_key(key)) {
        let stands = before.get(key);
        let as_it_should = match (was, said) {
            (None, _) => stands.is_none(),
            (Some(was), said) => {
                stands.is_some_and(|stands| {
                    was.iter()
                        .filter(|(column, value)| said.as_ref().is_none_or(|said| said[*column] != **value))
                        .all(|(column, value)| stands[column] == *value)
                }) || said.is_some() && stands.is_none()
            }
        };
        if !as_it_should {
            wrong.push(format!("{key:?} was left: {stands:?}"));
        }
    }
    wrong
}

/// Leads and deals that were turned by somebody who does not have them.
fn foreign(turned: &Done, person: i64) -> Vec<String> {
    let mut foreign = Vec::new();
    for ((table, id), (old, new)) in turned {
        let Some(owner) = old.as_ref().or(new.as_ref()).and_then(|row| row.get("owner_id")) else {
            continue;
        };
        let own = match *table {
            "leads" => *owner == Stored::Null || *owner == Stored::Integer(person),
            "deals" => *owner == Stored::Integer(person),
            _ => true,
        };
        // A deal goes along when its customer becomes one with another.
        let along = old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| {
            *table == "deals"
                && old
                    .iter()
                    .all(|(column, value)| column == "customer_id" || new[column] == *value)
        });
        if !own && !along {
            foreign.push(format!("{table} {id} of {owner:?}"));
        }
    }
    foreign
}

/// The changes of a history, with what each did.
#[derive(Default)]
struct Course {
    made: BTreeMap<i64, Done>,
    /// What the undo did that a change was taken back by.
    undone: BTreeMap<i64, Done>,
}

#[expect(clippy::disallowed_methods, reason = "a run by hand asks for more")]
fn histories() -> u32 {
    std::env::var("LEADWELL_HISTORIES").map_or(HISTORIES, |asked| asked.parse().unwrap())
}

#[test]
fn an_undo_turns_what_it_is_about_or_nothing() {
    let mut runner = TestRunner::new(Config {
        cases: histories(),
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    });
    let mut company = World::new();
    company.person("Sam", "sales");
    company.person("Sue", "sales");
    for entity in ["leads", "customers"] {
        company.ok("custom_fields.save", json!({ "entity": entity, "name": "图号" }));
    }
    for (name, mobile) in [("Sam", "13900139001"), ("Sue", "13900139002")] {
        company.speak_as(name);
        company.ok("leads.create", json!({ "lead": { "name": name, "mobile": mobile } }));
        company.deal(name, json!({ "customer_name": name }));
    }
    // What made the company is not part of the histories.
    let begun = company.number("select max(id) from changes");
    let (turned, refused) = (Cell::new(0), Cell::new(BTreeMap::<&str, u32>::new()));
    runner
        .run(&prop::collection::vec(step(), 12..30), |steps| {
            let mut world = company.killed_here();
            let mut course = Course::default();
            let mut before = rows(&world);
            for (at, step) in steps.iter().enumerate() {
                let (command, input) = verb(&mut world, *step, at, begun);
                let reversal = command.starts_with("history.");
                let dump = if reversal { world.dump() } else { String::new() };
                let answer = world.workspace.answer(&world.call, command, input.clone());
                let answer = match answer {
                    Ok(answer) => answer,
                    Err(failure) => {
                        prop_assert_ne!(
                            failure.kind,
                            leadwell_core::Kind::Internal,
                            "{} {}: {:?}",
                            command,
                            input,
                            failure
                        );
                        if reversal {
                            prop_assert_eq!(&dump, &world.dump(), "{} was refused", command);
                            let mut counts = refused.take();
                            *counts.entry(failure.code).or_default() += 1;
                            refused.set(counts);
                        }
                        continue;
                    }
                };
                let after = rows(&world);
                let did = done(&before, &after);
                let before = std::mem::replace(&mut before, after);
                let Some(change) = answer.change_id else { continue };
                if !reversal {
                    course.made.insert(change.0, did);
                    continue;
                }
                turned.set(turned.get() + 1);
                let of = serde_json::to_value(&answer).unwrap();
                let of = of["output"]["change"]["id"].as_i64().unwrap();
                let back = command == "history.undo";
                let made = if back {
                    course.made.get(&of)
                } else {
                    course.undone.get(&of)
                };
                let made = made.unwrap();
                let wrong = wrong(made, &did, &before);
                prop_assert!(wrong.is_empty(), "step {}, {} of {}: {:#?}", at, command, of, wrong);
                if step.person > 0 {
                    let foreign = foreign(&did, world.call.person.0);
                    prop_assert!(foreign.is_empty(), "step {}, {} of {}: {:#?}", at, command, of, foreign);
                }
                if back {
                    course.undone.insert(of, did);
                }
            }
            Ok(())
        })
        .unwrap();
    let refused = refused.take();
    assert!(turned.get() > 50, "too few to say anything: {}", turned.get());
    // Which refusals are drawn is chance; these are drawn many times over.
    let stood = ["history.used_since", "history.changed_since"];
    assert!(stood.iter().any(|code| refused.contains_key(code)), "{refused:?}");
}

/// The command of a step, spoken by its person.
fn verb(world: &mut World, step: Step, at: usize, begun: i64) -> (&'static str, Value) {
    world.speak_as(PEOPLE[step.person]);
    let pick = |table: &str, dice: u8| -> i64 {
        let look = world.look();
        let mut statement = look.prepare(&format!("select id from {table} order by id")).unwrap();
        let ids: Vec<i64> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        ids.get(usize::from(dice) % ids.len().max(1)).copied().unwrap_or(1)
    };
    let (lead, customer, deal) = (
        pick("leads", step.which),
        pick("customers", step.which),
        pick("deals", step.which),
    );
    let about = [("lead_id", lead), ("customer_id", customer), ("deal_id", deal)][usize::from(step.other) % 3];
    let to = world.workspace.person(PEOPLE[usize::from(step.other) % 3]).unwrap().0;
    let tag = ["重点", "华东"][usize::from(step.other) % 2];
    match step.verb {
        0 | 1 => {
            let mobile = format!("138{:08}", at * 1_000 + usize::from(step.which));
            let lead = json!({ "name": "邱雅楠", "mobile": mobile, "tags": [tag], "custom": { "custom_1": "TH-1" } });
            ("leads.create", json!({ "lead": lead }))
        }
        2 => ("customers.save", json!({ "name": format!("客户{}", step.which % 40) })),
        3 => {
            let customer = step
                .other
                .is_multiple_of(2)
                .then_some(format!("客户{}", step.which % 4));
            ("deals.create", json!({ "name": "二号线", "customer_name": customer }))
        }
        4 | 5 => (
            "activities.add",
            json!({ "kind": "note", "text": "回访", about.0: about.1 }),
        ),
        6 => {
            let file = json!({ "name": "报价.pdf", "base64": "YQ==" });
            (
                "attachments.add",
                json!({ "about": { about.0: about.1 }, "file": file }),
            )
        }
        7 => {
            let (put, off) = if step.which.is_multiple_of(3) {
                (vec![], vec![tag])
            } else {
                (vec![tag], vec![])
            };
            let leads = json!({ "ids": [pick("leads", step.other)] });
            ("leads.tag", json!({ "leads": leads, "add": put, "remove": off }))
        }
        8 => (
            "leads.edit",
            json!({ "id": lead, "need": format!("需求{}", step.other % 3) }),
        ),
        9 => (
            "leads.edit",
            json!({ "id": lead, "custom": { "custom_1": format!("TH-{}", step.other % 3) } }),
        ),
        10 => (
            "deals.edit",
            json!({ "id": deal, "note": format!("备注{}", step.other % 3) }),
        ),
        11 | 12 => {
            let entity = if step.other.is_multiple_of(2) {
                "leads"
            } else {
                "customers"
            };
            let keep = pick(entity, step.which);
            let input = json!({ "entity": entity, "keep": keep, "gone": [pick(entity, step.other / 2)] });
            ("duplicates.merge", input)
        }
        13 => ("leads.assign", json!({ "leads": { "ids": [lead] }, "owner_id": to })),
        14 => ("deals.edit", json!({ "id": deal, "owner_id": to })),
        15 => ("customers.remove", json!({ "ids": [customer] })),
        16..=22 => {
            let own = format!(
                "select max(id) from changes where person_id = {} and id > {begun} and undone_by is null and undoes is null and redoes is null",
                world.call.person.0
            );
            match world.number(&own) {
                0 => (
                    "activities.add",
                    json!({ "kind": "note", "text": "回访", about.0: about.1 }),
                ),
                last => ("history.undo", json!({ "change_id": last })),
            }
        }
        23 => (
            "history.undo",
            json!({ "change_id": begun + 1 + i64::from(step.which) % (at as i64 + 1) }),
        ),
        _ => ("history.redo", json!({})),
    }
}
