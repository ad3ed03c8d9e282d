//! The typed figure and the manager's adjustment: who may say what of whom, what holds, what was said before, and taking it back.

use crate::world::World;
use serde_json::{Value, json};

const QUARTER: &str = "2026-01-01";

/// Owner; Manager with Sales below; Other below nobody.
fn firm() -> World {
    let world = World::new();
    let manager = world.person("Manager", "manager");
    world.ok(
        "people.save",
        json!({ "name": "Sales", "role": "sales", "manager_id": manager.0 }),
    );
    world.person("Other", "sales");
    world.person("Back", "assistant");
    world
}

fn id(world: &World, name: &str) -> i64 {
    world.workspace.person(name).unwrap().0
}

fn said(kind: &str, person: Option<i64>, amount: Option<i64>, reason: Option<&str>) -> Value {
    json!({ "kind": kind, "period_kind": "quarter", "starts_on": QUARTER, "person_id": person, "amount_minor": amount, "reason": reason })
}

fn line(calls: &Value, person: i64) -> &Value {
    let mut people = calls["people"].as_array().unwrap().iter();
    people.find(|line| line["person_id"] == person).unwrap()
}

#[test]
fn the_last_word_holds_and_everything_said_stays() {
    let mut world = firm();
    let (sales, other) = (id(&world, "Sales"), id(&world, "Other"));
    world.speak_as("Sales");
    world.ok("forecast.call", said("figure", Some(sales), Some(50_000), None));
    world.at("2026-03-19T09:00");
    world.ok(
        "forecast.call",
        said("figure", Some(sales), Some(60_000), Some("合同已回")),
    );
    world.speak_as("Manager");
    world.ok(
        "forecast.call",
        said("adjustment", Some(sales), Some(-5_000), Some("一单会拖")),
    );
    world.speak_as("Owner");
    world.ok("forecast.call", said("figure", Some(other), Some(7_000), None));

    let calls = world.ok("forecast.calls", json!({}));
    let of = line(&calls, sales);
    assert_eq!(
        (
            of["figure"]["amount_minor"].clone(),
            of["adjustment"]["amount_minor"].clone()
        ),
        (json!(60_000), json!(-5_000))
    );
    assert_eq!(of["committed_minor"], 55_000);
    let told: Vec<_> = of["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| {
            (
                word["said_by"].as_str().unwrap(),
                word["amount_minor"].as_i64(),
                word["reason"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Manager", Some(-5_000), Some("一单会拖")),
            ("Sales", Some(60_000), Some("合同已回")),
            ("Sales", Some(50_000), None)
        ]
    );
    // Nobody said a figure for the company: the people's outlooks make one.
    assert_eq!(calls["total"]["committed_minor"], 62_000);
    assert_eq!(calls["total"]["people"], 2);

    world.ok("forecast.call", said("figure", None, Some(100_000), None));
    world.ok("forecast.call", said("adjustment", None, Some(-1), Some("取整")));
    let calls = world.ok("forecast.calls", json!({}));
    assert_eq!(calls["total"]["committed_minor"], 99_999);
    assert_eq!(calls["total"]["people"], 0);
    assert_eq!(
        world.ok("forecast.calls", json!({ "owner_id": sales }))["total"]["committed_minor"],
        55_000
    );
    // As it was at the end of the day before.
    let before = world.ok("forecast.calls", json!({ "as_of": "2026-03-18" }));
    assert_eq!(line(&before, sales)["committed_minor"], 50_000);
    assert_eq!(before["people"].as_array().unwrap().len(), 1);
    assert_eq!(before["total"]["figure"], Value::Null);
    // Another period, a number of days, a product: nothing was said of those.
    for other in [
        json!({ "period_kind": "month" }),
        json!({ "starts_on": "2026-04-01" }),
        json!({ "period_kind": "days" }),
    ] {
        let calls = world.ok("forecast.calls", other);
        assert_eq!(
            (calls["people"].clone(), calls["total"]["committed_minor"].clone()),
            (json!([]), Value::Null)
        );
    }
}

#[test]
fn a_word_is_taken_back_and_one_change_undone_at_a_time() {
    let mut world = firm();
    let sales = id(&world, "Sales");
    world.speak_as("Sales");
    world.ok("forecast.call", said("figure", Some(sales), Some(1_000), None));
    world.ok("forecast.call", said("figure", Some(sales), Some(2_000), None));
    world.ok("forecast.call", said("figure", Some(sales), None, Some("不再估计")));
    let holds = |world: &World| {
        let calls = world.ok("forecast.calls", json!({}));
        (
            calls["people"][0]["figure"]["amount_minor"].as_i64(),
            calls["people"][0]["committed_minor"].as_i64(),
            calls["people"][0]["history"].as_array().map(Vec::len),
        )
    };
    assert_eq!(holds(&world), (None, None, Some(3)));
    world.ok("history.undo", json!({}));
    assert_eq!(holds(&world), (Some(2_000), Some(2_000), Some(2)));
    world.ok("history.undo", json!({}));
    assert_eq!(holds(&world), (Some(1_000), Some(1_000), Some(1)));
    world.ok("history.redo", json!({}));
    assert_eq!(holds(&world), (Some(2_000), Some(2_000), Some(2)));
}

#[test]
fn who_may_say_what_of_whom() {
    let mut world = firm();
    let (sales, other, manager) = (id(&world, "Sales"), id(&world, "Other"), id(&world, "Manager"));
    let reason = Some("因为");
    // Speaker, kind, about whom, the refusal.
    let table = [
        ("Sales", "figure", Some(sales), None),
        ("Sales", "figure", Some(other), Some("forecast.call_others")),
        ("Sales", "figure", None, Some("forecast.call_others")),
        ("Sales", "adjustment", Some(sales), Some("forecast.call_adjusts")),
        ("Manager", "figure", Some(manager), None),
        ("Manager", "figure", Some(sales), None),
        ("Manager", "adjustment", Some(sales), None),
        ("Manager", "adjustment", Some(other), Some("forecast.call_others")),
        ("Manager", "figure", None, Some("forecast.call_others")),
        ("Owner", "figure", None, None),
        ("Owner", "adjustment", None, None),
        ("Owner", "adjustment", Some(other), None),
        ("Back", "figure", Some(sales), Some("call.forbidden")),
    ];
    for (speaker, kind, person, refusal) in table {
        world.speak_as(speaker);
        let input = said(kind, person, Some(10), reason);
        match refusal {
            None => drop(world.ok("forecast.call", input)),
            Some(code) => assert_eq!(
                world.err("forecast.call", input),
                code,
                "{speaker} says a {kind} of {person:?}"
            ),
        }
    }
    // What each of them reads: their own, the team's, all.
    let read = |world: &mut World, who: &str| {
        world.speak_as(who);
        let calls = world.ok("forecast.calls", json!({}));
        (
            calls["people"].as_array().unwrap().len(),
            calls["total"]["figure"].is_null(),
        )
    };
    assert_eq!(read(&mut world, "Sales"), (1, true));
    assert_eq!(read(&mut world, "Other"), (1, true));
    assert_eq!(read(&mut world, "Manager"), (2, true));
    assert_eq!(read(&mut world, "Owner"), (3, false));
    assert_eq!(read(&mut world, "Back"), (3, false));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let world = firm();
    let with = |changes: Value| {
        let mut input = said("figure", None, Some(1), None);
        input
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        input
    };
    for (changes, code) in [
        (json!({ "starts_on": "2026-02-01" }), "forecast.call_start"),
        (json!({ "amount_minor": -1 }), "forecast.call_negative"),
        (json!({ "kind": "adjustment", "reason": "  " }), "forecast.call_reason"),
        (json!({ "person_id": 999 }), "person.unknown"),
        (json!({ "pipeline_id": 999 }), "pipeline.unknown"),
        (json!({ "period_kind": "days" }), "call.input"),
    ] {
        assert_eq!(world.err("forecast.call", with(changes.clone())), code, "{changes}");
    }
    // Taking an adjustment back needs no reason.
    world.ok(
        "forecast.call",
        with(json!({ "kind": "adjustment", "amount_minor": null })),
    );
}
