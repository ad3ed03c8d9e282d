//! Taking back beside others: an import that runs is never meant, a change named is the one taken back, and nothing is no change.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Duration;

/// The number of the change a command made.
fn change(world: &World, command: &str, input: Value) -> Option<i64> {
    world
        .workspace
        .answer(&world.call, command, input)
        .unwrap()
        .change_id
        .map(|id| id.0)
}

/// Begins an import of customers that is written in pieces, and waits until the first of them is there; the number of the import.
fn running(world: &World) -> Value {
    let mut text = "客户名称,无关\n".to_owned();
    for at in 0..4_000 {
        writeln!(text, "客户{at},{}", "x".repeat(40_000)).unwrap();
    }
    let path = world.file("many.csv", text);
    let id = world.ok(
        "imports.start",
        plan("customers", &path, json!({ "on_match": "update" })),
    )["import_id"]
        .clone();
    while world.number("select count(*) from customers") == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    id
}

#[test]
fn an_undo_beside_an_import_that_runs_never_touches_it() {
    let world = World::new();
    let id = running(&world);
    // Nothing of one's own yet but the company's beginnings: the import, one's own too, is passed over.
    let product = change(&world, "products.save", json!({ "name": "激光雷达" })).unwrap();
    let undone = world.ok("history.undo", json!({}));
    assert_eq!(undone["change"]["id"], product);
    let redone = world.ok("history.redo", json!({}));
    assert_eq!(redone["change"]["id"], product);
    world.ok("history.undo", json!({ "change_id": product }));
    let state = world.ok("imports.status", json!({ "import_id": id }))["state"].clone();
    assert_eq!(state, "running", "all of it was beside the import");
    let done = world.wait(&id);
    assert_eq!(
        (&done["state"], &done["created"]),
        (&json!("done"), &json!(4_000)),
        "{done}"
    );
    assert_eq!(world.number("select count(*) from customers"), 4_000);
    assert_eq!(world.number("select count(*) from products where name = '激光雷达'"), 0);
    // Afterwards too: it is taken back by its own verb alone.
    let undone = world.run("history.undo", json!({}));
    assert!(undone.is_err() || undone.unwrap()["change"]["command"] != "imports.start");
    assert_eq!(world.number("select count(*) from customers"), 4_000);
    world.ok("imports.undo", json!({ "import_id": id }));
    assert_eq!(world.number("select count(*) from customers"), 0);
}

#[test]
fn a_change_named_is_taken_back_with_foreign_ones_before_and_after_it() {
    let mut world = World::new();
    world.person("唐", "owner");
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "mobile": "13800138001" } }),
    )["lead"]["id"]
        .clone();
    let edit = |world: &World, more: Value| {
        let mut input = json!({ "id": lead });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        change(world, "leads.edit", input).unwrap()
    };
    let first = edit(&world, json!({ "need": "询价" }));
    world.speak_as("唐");
    let foreign = edit(&world, json!({ "title": "采购" }));
    world.speak_as("Owner");
    let second = edit(&world, json!({ "industry": "医疗" }));
    world.ok("history.undo", json!({ "change_id": first }));
    let now = world.ok("leads.get", json!({ "id": lead }));
    assert_eq!(
        (&now["need"], &now["title"], &now["industry"]),
        (&Value::Null, &json!("采购"), &json!("医疗"))
    );
    assert_eq!(
        world.number(&format!(
            "select count(*) from changes where id in ({foreign}, {second}) and undone_by is null"
        )),
        2
    );
    assert_eq!(
        world.err("history.undo", json!({ "change_id": first })),
        "history.not_undoable"
    );
    // The same field written by somebody else since: refused, and nothing moves.
    let third = edit(&world, json!({ "need": "样品" }));
    world.speak_as("唐");
    edit(&world, json!({ "need": "合同" }));
    world.speak_as("Owner");
    assert_eq!(
        world.err("history.undo", json!({ "change_id": third })),
        "history.changed_since"
    );
    // Without a number it is one's own last one, whatever others did since: here the third, which stays refused.
    assert_eq!(world.err("history.undo", json!({})), "history.changed_since");
    world.speak_as("唐");
    world.ok("history.undo", json!({}));
    assert_eq!(world.ok("leads.get", json!({ "id": lead }))["need"], "样品");
}

#[test]
fn a_verb_that_alters_nothing_makes_no_change() {
    let world = World::new();
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "mobile": "13800138001", "need": "询价" } }),
    )["lead"]["id"]
        .clone();
    let leads = json!({ "ids": [lead] });
    let person = world.call.person.0;
    let deal = world.deal("二号线", json!({ "amount_minor": 5 }));
    let again = [
        ("leads.edit_many", json!({ "leads": leads, "need": "样品" })),
        ("leads.edit", json!({ "id": lead, "title": "采购" })),
        ("leads.tag", json!({ "leads": leads, "add": ["重点"] })),
        ("leads.set_state", json!({ "leads": leads, "state": "following" })),
        ("deals.edit", json!({ "id": deal, "amount_minor": 6 })),
        ("workspace.save", json!({ "rate_floor": 7 })),
    ];
    for (command, input) in again {
        assert!(change(&world, command, input.clone()).is_some(), "{command} {input}");
        let before = (world.dump(), world.number("select count(*) from changes"));
        assert_eq!(change(&world, command, input.clone()), None, "{command} {input} again");
        assert_eq!(
            before,
            (world.dump(), world.number("select count(*) from changes")),
            "{command}"
        );
    }
    // Whose it is already, and a tag nobody carries.
    for (command, input) in [
        ("leads.assign", json!({ "leads": leads, "owner_id": person })),
        ("leads.tag", json!({ "leads": leads, "remove": ["没有的标签"] })),
    ] {
        assert_eq!(change(&world, command, input.clone()), None, "{command} {input}");
    }
}
