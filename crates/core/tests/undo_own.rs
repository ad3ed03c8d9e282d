//! Undo and redo never take what is not theirs: a record that others have added to since stays, and what comes back is what went.

use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Something added to a record by somebody else.
struct Addition {
    /// The kind of record.
    of: &'static str,
    /// The column that refers to it afterwards.
    by: &'static str,
    /// Adds it.
    add: fn(&World, i64),
}

const ADDITIONS: &[Addition] = &[
    addition("leads", "attachments.lead_id", |world, id| file(world, "lead_id", id)),
    addition("leads", "activities.lead_id", |world, id| note(world, "lead_id", id)),
    addition("leads", "lead_tags.lead_id", |world, id| {
        drop(world.ok("leads.tag", json!({ "leads": { "ids": [id] }, "add": ["重点"] })));
    }),
    addition("leads", "lead_contacts.lead_id", |world, id| {
        let contacts = json!([{ "kind": "mobile", "value": "13700137000" }]);
        world.ok("leads.edit", json!({ "id": id, "contacts": contacts }));
    }),
    addition("leads", "lead_values.lead_id", |world, id| {
        drop(world.ok("leads.edit", json!({ "id": id, "custom": { "custom_1": "甲" } })));
    }),
    addition("leads", "leads.source_lead_id", |world, _| {
        let lead = json!({ "name": "邱雅楠", "mobile": "13800138000" });
        assert_eq!(world.ok("leads.create", json!({ "lead": lead }))["action"], "collect");
    }),
    addition("leads", "registrations.lead_id", |world, id| {
        let sam = world.workspace.person("Sam").unwrap();
        world.ok("registrations.add", json!({ "lead_id": id, "person_id": sam.0 }));
    }),
    addition("leads", "merges.kept_id", |world, id| {
        let lead = json!({ "name": "邱小姐", "mobile": "13900139000" });
        let other = world.ok("leads.create", json!({ "lead": lead }))["lead"]["id"].clone();
        merge(world, "leads", id, &other);
    }),
    addition("customers", "attachments.customer_id", |world, id| {
        file(world, "customer_id", id);
    }),
    addition("customers", "activities.customer_id", |world, id| {
        note(world, "customer_id", id);
    }),
    addition("customers", "contacts.customer_id", |world, id| {
        drop(world.ok("contacts.save", json!({ "name": "王芳", "customer_id": id })));
    }),
    addition("customers", "deals.customer_id", |world, id| {
        world.deal("二号线", json!({ "customer_id": id }));
    }),
    addition("customers", "customers.parent_id", |world, id| {
        drop(world.ok("customers.save", json!({ "name": "子公司", "parent_id": id })));
    }),
    addition("customers", "customer_values.customer_id", |world, id| {
        drop(world.ok("customers.save", json!({ "id": id, "custom": { "custom_2": "甲" } })));
    }),
    addition("customers", "registrations.customer_id", |world, id| {
        let sam = world.workspace.person("Sam").unwrap();
        world.ok("registrations.add", json!({ "customer_id": id, "person_id": sam.0 }));
    }),
    addition("customers", "merges.kept_id", |world, id| {
        let other = world.ok("customers.save", json!({ "name": "恒力石化股份" }))["id"].clone();
        note(world, "customer_id", other.as_i64().unwrap());
        merge(world, "customers", id, &other);
    }),
    addition("contacts", "attachments.contact_id", |world, id| {
        file(world, "contact_id", id);
    }),
    addition("contacts", "activities.contact_id", |world, id| {
        note(world, "contact_id", id);
    }),
    addition("contacts", "contact_values.contact_id", |world, id| {
        drop(world.ok("contacts.save", json!({ "id": id, "custom": { "custom_3": "甲" } })));
    }),
    addition("contacts", "merges.kept_id", |world, id| {
        let other = world.ok("contacts.save", json!({ "name": "李雷" }))["id"].clone();
        merge(world, "contacts", id, &other);
    }),
    addition("deals", "attachments.deal_id", |world, id| file(world, "deal_id", id)),
    addition("deals", "activities.deal_id", |world, id| note(world, "deal_id", id)),
    addition("deals", "deal_values.deal_id", |world, id| {
        drop(world.ok("deals.edit", json!({ "id": id, "custom": { "custom_4": "甲" } })));
    }),
];

/// What refers to a record and is nobody's work.
const NOBODYS: [&str; 1] = ["deal_versions.deal_id"];

const fn addition(of: &'static str, by: &'static str, add: fn(&World, i64)) -> Addition {
    Addition { of, by, add }
}

fn file(world: &World, about: &str, id: i64) {
    let file = json!({ "name": "报价.pdf", "base64": "YQ==" });
    world.ok("attachments.add", json!({ "about": { about: id }, "file": file }));
}

fn note(world: &World, about: &str, id: i64) {
    world.ok(
        "activities.add",
        json!({ "kind": "note", about: id, "text": "年度框架" }),
    );
}

fn merge(world: &World, entity: &str, keep: i64, gone: &Value) {
    world.ok(
        "duplicates.merge",
        json!({ "entity": entity, "keep": keep, "gone": [gone] }),
    );
}

/// A company in which Sam and Sue sell, with a field of its own for each kind of record.
fn company() -> World {
    let world = World::new();
    world.person("Sam", "sales");
    world.person("Sue", "sales");
    for entity in ["leads", "customers", "contacts", "deals"] {
        world.ok("custom_fields.save", json!({ "entity": entity, "name": "图号" }));
    }
    world
}

/// Makes a record; its id.
fn made(world: &World, of: &str) -> i64 {
    let answer = match of {
        "leads" => world.ok(
            "leads.create",
            json!({ "lead": { "name": "邱雅楠", "company": "恒力石化", "mobile": "13800138000" } }),
        )["lead"]
            .clone(),
        "customers" => world.ok("customers.save", json!({ "name": "恒力石化" })),
        "contacts" => world.ok("contacts.save", json!({ "name": "王芳" })),
        _ => world.ok("deals.create", json!({ "name": "二号线" })),
    };
    answer["id"].as_i64().unwrap()
}

/// Refused for that reason, with nothing changed; otherwise what happened instead.
fn refused(world: &World, command: &str, code: &str) -> Result<(), String> {
    let before = world.dump();
    match world.run(command, json!({})) {
        Ok(_) => {
            let after = world.dump();
            let gone = before.lines().filter(|line| !after.contains(line));
            let tables: Vec<&str> = gone.map(|line| line.split('|').next().unwrap()).collect();
            Err(format!("done; rows gone of {tables:?}"))
        }
        Err(failure) if before != world.dump() => Err(format!("{} and changed", failure.code)),
        Err(failure) if failure.code != code => Err(failure.code.to_owned()),
        Err(_) => Ok(()),
    }
}

#[test]
fn what_others_added_is_never_taken_along() {
    let company = company();
    let mut wrong = Vec::new();
    for Addition { of, by, add } in ADDITIONS {
        let mut world = company.killed_here();
        let id = made(world.speak_as("Sam"), of);
        add(world.speak_as("Owner"), id);
        world.speak_as("Sam");
        if let Err(instead) = refused(&world, "history.undo", "history.used_since") {
            wrong.push(format!("{of}, {by}: {instead}"));
            continue;
        }
        // Without it, the record goes and comes back as it was.
        world.speak_as("Owner").ok("history.undo", json!({}));
        world.speak_as("Sam");
        let before = world.dump();
        world.ok("history.undo", json!({}));
        world.ok("history.redo", json!({}));
        if world.dump() != before {
            wrong.push(format!("{of}, {by}: came back otherwise"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_reference_of_the_file_has_its_addition() {
    let world = World::new();
    let look = world.look();
    let mut statement = look
        .prepare(
            "select s.name || '.' || f.\"from\" from sqlite_schema s join pragma_foreign_key_list(s.name) f
             where s.type = 'table' and f.\"table\" in ('leads', 'customers', 'contacts', 'deals')",
        )
        .unwrap();
    let found: BTreeSet<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let tried = ADDITIONS.iter().map(|addition| addition.by).chain(NOBODYS);
    let tried: BTreeSet<String> = tried
        .filter(|by| !by.starts_with("merges."))
        .map(str::to_owned)
        .collect();
    assert_eq!(found, tried);
}

#[test]
fn an_old_customer_merged_into_a_new_one_outlives_the_undo_of_the_new_one() {
    let mut world = company();
    world.speak_as("Sue");
    let old = made(&world, "customers");
    note(&world, "customer_id", old);
    world.speak_as("Sam");
    let new = world.ok("customers.save", json!({ "name": "恒力石化集团" }))["id"]
        .as_i64()
        .unwrap();
    world.speak_as("Sue");
    merge(&world, "customers", new, &json!(old));
    world.speak_as("Sam");
    assert_eq!(refused(&world, "history.undo", "history.used_since"), Ok(()));
    let failure = world.run("history.undo", json!({})).unwrap_err();
    assert!(failure.message.contains("恒力石化集团"), "{}", failure.message);
    let about = json!({ "customer_id": new });
    let notes = world.ok("activities.list", json!({ "about": about }));
    assert!(notes.as_array().unwrap().iter().any(|note| note["text"] == "年度框架"));
}

#[test]
fn tags_products_and_people_stay_while_somebody_uses_them() {
    let mut world = company();
    let lead = |mobile: &str| json!({ "lead": { "name": "甲", "mobile": mobile, "tags": ["新"] } });
    world.speak_as("Sam").ok("leads.create", lead("13900139001"));
    world.speak_as("Owner").ok("leads.create", lead("13900139002"));
    assert_eq!(
        refused(world.speak_as("Sam"), "history.undo", "history.used_since"),
        Ok(())
    );

    world.speak_as("Owner");
    let product = world.ok("products.save", json!({ "name": "激光雷达" }))["id"].clone();
    world
        .speak_as("Sam")
        .ok("deals.create", json!({ "name": "二号线", "product_id": product }));
    assert_eq!(
        refused(world.speak_as("Owner"), "history.undo", "history.used_since"),
        Ok(())
    );

    // Who has done something stays in the list of changes, even where nothing else names them.
    world.person("新人", "sales");
    world
        .speak_as("新人")
        .ok("customers.save", json!({ "name": "无主公司" }));
    assert_eq!(
        refused(world.speak_as("Owner"), "history.undo", "history.used_since"),
        Ok(())
    );
}

#[test]
fn a_removal_is_not_made_again_when_what_came_back_is_used() {
    let mut world = company();
    let options = |names: Value| json!({ "entity": "leads", "name": "缺陷", "kind": "choice", "options": names });
    let field = world.ok(
        "custom_fields.save",
        options(json!([{ "name": "划痕" }, { "name": "气泡" }])),
    );
    let (key, one, two) = (
        field["key"].as_str().unwrap(),
        field["options"][0]["id"].clone(),
        field["options"][1]["id"].clone(),
    );
    let fewer = json!({ "id": field["id"], "options": [{ "id": one, "name": "划痕" }] });
    world.ok("custom_fields.save", fewer);
    world.ok("history.undo", json!({}));
    let lead = json!({ "name": "甲", "mobile": "13900139001", "custom": { key: two } });
    world.speak_as("Sam").ok("leads.create", json!({ "lead": lead }));
    assert_eq!(
        refused(world.speak_as("Owner"), "history.redo", "history.used_since"),
        Ok(())
    );
    world.speak_as("Sam").ok("history.undo", json!({}));
    world.speak_as("Owner").ok("history.redo", json!({}));
    assert_eq!(world.number("select count(*) from custom_options"), 1);
}

#[test]
fn a_redo_brings_back_what_the_undo_took_and_nothing_else() {
    let mut world = company();
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "乙", "mobile": "13900139001", "tags": ["重点"] } }),
    );
    let lead = json!({ "lead": { "name": "甲", "mobile": "13800138000", "tags": ["重点"] } });
    let id = world.speak_as("Sam").ok("leads.create", lead)["lead"]["id"].clone();
    world.speak_as("Owner");
    world.ok("leads.tag", json!({ "leads": { "ids": [id] }, "remove": ["重点"] }));
    let before = world.dump();
    world.speak_as("Sam").ok("history.undo", json!({}));
    let without = world.dump();
    world.ok("history.redo", json!({}));
    assert_eq!(world.dump(), before, "the tag that was taken off stays off");
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), without);
}

#[test]
fn a_part_that_others_changed_does_not_go_unseen() {
    let mut world = company();
    let lead = json!({ "name": "甲", "mobile": "13800138000", "custom": { "custom_1": "TH-1" } });
    let id = world.speak_as("Sam").ok("leads.create", json!({ "lead": lead }))["lead"]["id"].clone();
    world.speak_as("Owner");
    world.ok("leads.edit", json!({ "id": id, "custom": { "custom_1": "TH-2" } }));
    assert_eq!(
        refused(world.speak_as("Sam"), "history.undo", "history.changed_since"),
        Ok(())
    );
}
