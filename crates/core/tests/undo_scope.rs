//! An undo asks what every verb asks: whether the person may see and change the record now.

use crate::world::World;
use serde_json::{Value, json};

/// A command, and what it is given for a lead.
type Step = (&'static str, fn(&Value) -> Value);

/// Sam and Sue sell under nobody, Max leads Sam, An assists.
fn company() -> World {
    let world = World::new();
    let max = world.person("Max", "manager");
    let sam = json!({ "name": "Sam", "role": "sales", "manager_id": max });
    world.ok("people.save", sam);
    world.person("Sue", "sales");
    world.person("An", "assistant");
    world.ok("custom_fields.save", json!({ "entity": "leads", "name": "图号" }));
    world.ok("custom_fields.save", json!({ "entity": "deals", "name": "图号" }));
    world
}

fn lead_of(world: &mut World, name: &str) -> Value {
    let lead = json!({ "name": "甲", "mobile": "13800138000" });
    world.speak_as(name).ok("leads.create", json!({ "lead": lead }))["lead"]["id"].clone()
}

fn to_sue(world: &mut World, lead: &Value) {
    let sue = world.workspace.person("Sue").unwrap().0;
    world
        .speak_as("Owner")
        .ok("leads.assign", json!({ "leads": { "ids": [lead] }, "owner_id": sue }));
}

#[test]
fn what_is_somebody_elses_by_now_is_not_undone() {
    // A field, a field of one's own, a tag, a further way to reach somebody, a file, a note – each in a file of its own.
    let steps: [Step; 6] = [
        ("leads.edit", |id| json!({ "id": id, "need": "样品" })),
        ("leads.edit", |id| json!({ "id": id, "custom": { "custom_1": "TH-1" } })),
        ("leads.tag", |id| json!({ "leads": { "ids": [id] }, "add": ["重点"] })),
        (
            "leads.edit",
            |id| json!({ "id": id, "contacts": [{ "kind": "wechat", "value": "qiu_yanan" }] }),
        ),
        (
            "attachments.add",
            |id| json!({ "about": { "lead_id": id }, "file": { "name": "报价.pdf", "base64": "YQ==" } }),
        ),
        (
            "activities.add",
            |id| json!({ "kind": "note", "lead_id": id, "text": "询价" }),
        ),
    ];
    let company = company();
    for (command, input) in steps {
        let unknown = match command {
            "attachments.add" => "attachment.unknown",
            _ => "lead.unknown",
        };
        // The undo of it.
        let mut world = company.killed_here();
        let lead = lead_of(&mut world, "Sam");
        world.ok(command, input(&lead));
        to_sue(&mut world, &lead);
        world.speak_as("Sam");
        assert_eq!(world.err("history.undo", json!({})), unknown, "{command}");
        // Who sees everything is not hindered.
        let change = world.number("select max(id) from changes where undone_by is null") - 1;
        world
            .speak_as("Owner")
            .ok("history.undo", json!({ "change_id": change }));
        // The redo of it.
        let mut world = company.killed_here();
        let lead = lead_of(&mut world, "Sam");
        world.ok(command, input(&lead));
        world.ok("history.undo", json!({}));
        to_sue(&mut world, &lead);
        world.speak_as("Sam");
        assert_eq!(world.err("history.redo", json!({})), unknown, "{command} again");
        let sam = world.workspace.person("Sam").unwrap().0;
        world
            .speak_as("Owner")
            .ok("leads.assign", json!({ "leads": { "ids": [lead] }, "owner_id": sam }));
        world.speak_as("Sam").ok("history.redo", json!({}));
    }
}

#[test]
fn what_would_come_back_is_asked_as_it_would_stand() {
    let mut world = company();
    let lead = lead_of(&mut world, "Sam");
    world.ok("history.undo", json!({}));
    world.ok("history.redo", json!({}));
    world.ok("leads.remove", json!({ "leads": { "ids": [lead] } }));
    world.ok("history.undo", json!({}));
    world.ok("history.redo", json!({}));
    // Max enters it for Sam, who leaves the team after it was taken back: it would come back as a stranger's.
    let sam = world.workspace.person("Sam").unwrap().0;
    world.speak_as("Max");
    let entered = json!({ "lead": { "name": "乙", "mobile": "13900139001", "owner_id": sam } });
    let other = world.ok("leads.create", entered)["lead"]["id"].clone();
    world.ok("history.undo", json!({}));
    world
        .speak_as("Owner")
        .ok("people.save", json!({ "id": sam, "manager_id": null }));
    world.speak_as("Max");
    assert_eq!(world.err("history.redo", json!({})), "lead.unknown");
    let max = world.call.person.0;
    world
        .speak_as("Owner")
        .ok("people.save", json!({ "id": sam, "manager_id": max }));
    world.speak_as("Max").ok("history.redo", json!({}));
    assert_eq!(world.ok("leads.get", json!({ "id": other }))["owner_id"], sam);
    // Out of the bin it would be Sue's.
    // Out of the bin it would be Sue's.
    let sue = world.workspace.person("Sue").unwrap().0;
    world.speak_as("Owner");
    world.ok("leads.remove", json!({ "leads": { "ids": [lead] }, "restore": true }));
    to_sue(&mut world, &lead);
    world.speak_as("Sam");
    assert_eq!(world.err("history.undo", json!({})), "lead.unknown");
    assert_eq!(
        world.number(&format!("select owner_id from leads where id = {lead}")),
        sue
    );
}

#[test]
fn a_deal_that_was_given_away_is_not_moved_and_not_taken_back() {
    let mut world = company();
    world.speak_as("Sam");
    let deal = world.deal("二号线", json!({ "customer_name": "恒力石化" }));
    let other = world.ok("customers.save", json!({ "name": "北方重工" }))["id"].clone();
    let edit = json!({ "id": deal, "customer_id": other });
    world.ok("deals.edit", edit);
    let sue = world.workspace.person("Sue").unwrap().0;
    world
        .speak_as("Owner")
        .ok("deals.edit", json!({ "id": deal, "owner_id": sue }));
    world.speak_as("Sam");
    assert_eq!(world.err("history.undo", json!({})), "deal.unknown");
}

#[test]
fn a_merge_that_moved_what_others_have_is_undone_by_whoever_made_it() {
    let mut world = company();
    world.speak_as("Sue");
    let deal = world.deal("二号线", json!({ "customer_name": "恒力石化" }));
    let note = json!({ "kind": "note", "deal_id": deal, "customer_id": 1, "text": "询价" });
    world.ok("activities.add", note);
    // The customer is Sam's, the deal there Sue's.
    let sam = world.workspace.person("Sam").unwrap().0;
    world
        .speak_as("Owner")
        .ok("customers.save", json!({ "id": 1, "owner_id": sam }));
    world.speak_as("Sam");
    let keep = world.ok("customers.save", json!({ "name": "恒力石化股份" }))["id"].clone();
    let before = world.dump();
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": keep, "gone": [1] }),
    );
    let merged = world.dump();
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    world.ok("history.redo", json!({}));
    assert_eq!(world.dump(), merged);
}

#[test]
fn a_customer_with_its_people_comes_out_of_the_bin_by_whoever_put_it_there() {
    let mut world = company();
    world.speak_as("Sam");
    let customer = world.ok("customers.save", json!({ "name": "恒力石化" }))["id"].clone();
    world.ok("contacts.save", json!({ "name": "王芳", "customer_id": customer }));
    let before = world.dump();
    world.ok("customers.remove", json!({ "ids": [customer] }));
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    world.ok("history.redo", json!({}));
}

#[test]
fn rights_are_those_of_now() {
    let mut world = company();
    // Who no longer sells changes no deals, not even back.
    world.speak_as("Sam");
    let own = world.deal("三号线", json!({}));
    world.ok("deals.edit", json!({ "id": own, "note": "急" }));
    let sam = world.workspace.person("Sam").unwrap().0;
    world
        .speak_as("Owner")
        .ok("people.save", json!({ "id": sam, "role": "assistant" }));
    world.speak_as("Sam");
    assert_eq!(world.err("history.undo", json!({})), "call.forbidden");
    // A manager undoes what the team has, not what has left it.
    let lead = lead_of(&mut world, "Max");
    world.ok("leads.edit", json!({ "id": lead, "need": "样品" }));
    to_sue(&mut world, &lead);
    world.speak_as("Max");
    assert_eq!(world.err("history.undo", json!({})), "lead.unknown");
}
