//! Whose customers a person sees, and whose they change: two questions, each asked by every verb.

use crate::world::World;
use serde_json::{Value, json};

/// Mia leads Sam and Sue, Max leads Tom, An assists, Vic looks. Each salesperson has a customer with a contact, a note and a file; one is nobody's.
struct Firm {
    world: World,
}

/// The records of one customer.
#[derive(Clone, Copy)]
struct Of {
    customer: i64,
    contact: i64,
    note: i64,
    file: i64,
}

impl Firm {
    fn new() -> Firm {
        let world = World::new();
        for (manager, team) in [("Mia", &["Sam", "Sue"][..]), ("Max", &["Tom"][..])] {
            let id = world.person(manager, "manager");
            for name in team {
                world.ok(
                    "people.save",
                    json!({ "name": name, "role": "sales", "manager_id": id.0 }),
                );
            }
        }
        world.person("An", "assistant");
        world.person("Vic", "viewer");
        Firm { world }
    }

    /// A customer of somebody, or of nobody, written down by the owner of the file.
    fn customer(&mut self, owner: Option<&str>) -> Of {
        let world = &mut self.world;
        world.speak_as("Owner");
        let id = owner.map(|name| world.workspace.person(name).unwrap().0);
        let name = format!("{}精密仪器", owner.unwrap_or("Free"));
        let customer = world.ok("customers.save", json!({ "name": name, "owner_id": id }))["id"].clone();
        let contact = world.ok(
            "contacts.save",
            json!({ "name": "李", "customer_id": customer, "mobile": "13900000002" }),
        );
        let note = json!({ "kind": "note", "text": "底价", "customer_id": customer });
        let note = world.ok("activities.add", note)["id"].as_i64().unwrap();
        let file = json!({ "about": { "customer_id": customer }, "file": { "name": "报价.pdf", "base64": "YQ==" } });
        let file = world.ok("attachments.add", file)["id"].as_i64().unwrap();
        Of {
            customer: customer.as_i64().unwrap(),
            contact: contact["id"].as_i64().unwrap(),
            note,
            file,
        }
    }

    fn everybody(&mut self, sees: bool) {
        self.world
            .speak_as("Owner")
            .ok("workspace.save", json!({ "everybody_sees_customers": sees }));
    }
}

/// Every way to look at the records of a customer.
fn looks(of: Of) -> Vec<(&'static str, Value)> {
    vec![
        ("customers.get", json!({ "id": of.customer })),
        ("contacts.get", json!({ "id": of.contact })),
        ("activities.list", json!({ "about": { "customer_id": of.customer } })),
        ("activities.list", json!({ "about": { "contact_id": of.contact } })),
        ("attachments.list", json!({ "about": { "customer_id": of.customer } })),
        ("attachments.get", json!({ "id": of.file })),
        ("history.fields", json!({ "entity": "customers", "id": of.customer })),
        ("history.fields", json!({ "entity": "contacts", "id": of.contact })),
        ("history.fields", json!({ "entity": "activities", "id": of.note })),
        ("history.fields", json!({ "entity": "attachments", "id": of.file })),
        ("registrations.check", json!({ "customer_id": of.customer })),
    ]
}

/// Every way to change them; `own` is a customer of one's own.
fn changes(of: Of, own: Of, me: i64) -> Vec<(&'static str, Value)> {
    vec![
        ("customers.save", json!({ "id": of.customer, "note": "改" })),
        ("customers.save", json!({ "id": of.customer, "owner_id": me })),
        ("customers.remove", json!({ "ids": [of.customer] })),
        ("customers.remove", json!({ "ids": [own.customer, of.customer] })),
        ("contacts.save", json!({ "id": of.contact, "title": "改" })),
        ("contacts.save", json!({ "id": of.contact, "owner_id": me })),
        (
            "contacts.save",
            json!({ "id": of.contact, "customer_id": own.customer }),
        ),
        ("contacts.remove", json!({ "ids": [of.contact] })),
        ("activities.edit", json!({ "id": of.note, "text": "改" })),
        ("activities.pin", json!({ "id": of.note, "pinned": true })),
        ("attachments.remove", json!({ "id": of.file })),
        (
            "duplicates.merge",
            json!({ "entity": "customers", "keep": own.customer, "gone": [of.customer] }),
        ),
        (
            "duplicates.merge",
            json!({ "entity": "customers", "keep": of.customer, "gone": [own.customer] }),
        ),
        (
            "duplicates.merge",
            json!({ "entity": "contacts", "keep": own.contact, "gone": [of.contact] }),
        ),
        (
            "duplicates.distinct",
            json!({ "entity": "customers", "pairs": [[own.customer, of.customer]] }),
        ),
        (
            "duplicates.distinct",
            json!({ "entity": "contacts", "pairs": [[of.contact, own.contact]] }),
        ),
    ]
}

#[test]
fn customers_are_changed_by_who_has_them() {
    let mut firm = Firm::new();
    let (sams, sues, toms, free) = (
        firm.customer(Some("Sam")),
        firm.customer(Some("Sue")),
        firm.customer(Some("Tom")),
        firm.customer(None),
    );
    for everybody in [true, false] {
        firm.everybody(everybody);
        for (who, own, others) in [("Sam", sams, [sues, toms]), ("Max", toms, [sams, sues])] {
            let world = firm.world.speak_as(who);
            let me = world.call.person.0;
            for of in others {
                for (command, input) in changes(of, own, me) {
                    let code = world.err(command, input.clone());
                    let refused = match everybody {
                        true => code == "record.not_yours",
                        false => code.ends_with(".unknown"),
                    };
                    assert!(refused, "{who}: {command} {input}: {code}");
                }
                assert_eq!(
                    world.run("customers.get", json!({ "id": of.customer })).is_ok(),
                    everybody,
                    "{who}"
                );
            }
            // One's own, and nobody's.
            for of in [own, free] {
                assert_eq!(
                    world.ok("customers.get", json!({ "id": of.customer }))["may_change"],
                    true
                );
                world.ok("customers.save", json!({ "id": of.customer, "note": who }));
                world.ok("contacts.save", json!({ "id": of.contact, "title": who }));
                world.ok("activities.edit", json!({ "id": of.note, "text": who }));
            }
        }
        // A manager the team's, whoever sees everybody everything.
        for who in ["Mia", "An", "Owner"] {
            let world = firm.world.speak_as(who);
            world.ok("customers.save", json!({ "id": sues.customer, "note": who }));
            world.ok("contacts.save", json!({ "id": sues.contact, "title": who }));
        }
    }
}

#[test]
fn what_is_out_of_sight_is_nowhere() {
    let mut firm = Firm::new();
    firm.customer(Some("Sam"));
    let toms = firm.customer(Some("Tom"));
    for everybody in [true, false] {
        firm.everybody(everybody);
        for (who, sees) in [
            ("Sam", everybody),
            ("Mia", everybody),
            ("Tom", true),
            ("Max", true),
            ("Vic", true),
        ] {
            let world = firm.world.speak_as(who);
            for (command, input) in looks(toms) {
                assert_eq!(
                    world.run(command, input.clone()).is_ok(),
                    sees,
                    "{who}: {command} {input}"
                );
            }
            let customers = if everybody || who == "Vic" { 2 } else { 1 };
            for command in ["customers.totals", "contacts.totals"] {
                assert_eq!(world.ok(command, json!({}))["count"], customers, "{who} {command}");
            }
            let counts = &world.ok("workspace.info", json!({}))["counts"];
            assert_eq!(
                (&counts["customers"], &counts["contacts"]),
                (&json!(customers), &json!(customers)),
                "{who}"
            );
            let words = [
                ("customers.list", json!({})),
                ("contacts.list", json!({})),
                ("search.find", json!({ "text": "精密仪器" })),
                ("search.find", json!({ "text": "底价" })),
            ];
            for (command, input) in words {
                let told = world.ok(command, input).to_string();
                assert_eq!(told.contains("Tom精密仪器"), sees, "{who}: {command}: {told}");
            }
        }
    }
}

#[test]
fn whoever_has_a_deal_there_works_there() {
    let mut firm = Firm::new();
    let toms = firm.customer(Some("Tom"));
    firm.everybody(false);
    let world = firm.world.speak_as("Sam");
    // By its name it is not opened, nor by its number.
    assert_eq!(
        world.err(
            "deals.create",
            json!({ "name": "二号线", "customer_name": "Tom精密仪器" })
        ),
        "customer.held"
    );
    assert_eq!(
        world.err(
            "deals.create",
            json!({ "name": "二号线", "customer_id": toms.customer })
        ),
        "customer.unknown"
    );
    let sam = world.call.person.0;
    let deal = world
        .speak_as("Owner")
        .deal("二号线", json!({ "customer_id": toms.customer, "owner_id": sam }));
    world.speak_as("Sam");
    for (command, input) in looks(toms) {
        world.ok(command, input);
    }
    assert_eq!(world.ok("deals.get", json!({ "id": deal }))["customer"], "Tom精密仪器");
    assert_eq!(
        world.ok("customers.get", json!({ "id": toms.customer }))["may_change"],
        false
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": toms.customer, "note": "改" })),
        "record.not_yours"
    );
    // What one adds there is one's own, and goes back by undo.
    let contact = world.ok("contacts.save", json!({ "name": "王", "customer_id": toms.customer }));
    assert_eq!(contact["owner_id"], sam);
    world.ok("contacts.save", json!({ "id": contact["id"], "title": "采购" }));
    let note = world.ok(
        "activities.add",
        json!({ "kind": "note", "text": "来电", "customer_id": toms.customer }),
    );
    world.ok("activities.edit", json!({ "id": note["id"], "text": "回电" }));
    for _ in 0..4 {
        world.ok("history.undo", json!({}));
    }
    // When the deal goes, so does the sight of it.
    world.ok("deals.remove", json!({ "ids": [deal] }));
    assert_eq!(
        world.err("customers.get", json!({ "id": toms.customer })),
        "customer.unknown"
    );
}

#[test]
fn owners_are_named_by_who_hands_out() {
    let mut firm = Firm::new();
    let (sams, free) = (firm.customer(Some("Sam")), firm.customer(None));
    let world = &mut firm.world;
    let id = |world: &World, name: &str| world.workspace.person(name).unwrap().0;
    let (sam, sue) = (id(world, "Sam"), id(world, "Sue"));
    world.speak_as("Sam");
    for input in [
        json!({ "id": sams.customer, "owner_id": sue }),
        json!({ "id": sams.customer, "owner_id": null }),
        json!({ "id": free.customer, "owner_id": sue }),
        json!({ "name": "新", "owner_id": sue }),
    ] {
        assert_eq!(
            world.err("customers.save", input.clone()),
            "record.may_only_claim",
            "{input}"
        );
    }
    assert_eq!(
        world.err("contacts.save", json!({ "id": free.contact, "owner_id": sue })),
        "record.may_only_claim"
    );
    assert_eq!(
        world.ok("customers.save", json!({ "id": free.customer, "owner_id": sam }))["owner_id"],
        sam
    );
    world.speak_as("Mia");
    world.ok("customers.save", json!({ "id": free.customer, "owner_id": sue }));
    // What was taken back is asked as it stands now.
    world.speak_as("Sam");
    assert_eq!(world.err("history.undo", json!({})), "record.not_yours");
}

#[test]
fn the_setting_is_the_owners_and_goes_back_by_undo() {
    let mut firm = Firm::new();
    let toms = firm.customer(Some("Tom"));
    let world = firm.world.speak_as("Mia");
    assert_eq!(
        world.err("workspace.save", json!({ "everybody_sees_customers": false })),
        "call.forbidden"
    );
    assert_eq!(world.ok("workspace.info", json!({}))["everybody_sees_customers"], true);
    let saved = world
        .speak_as("Owner")
        .ok("workspace.save", json!({ "everybody_sees_customers": false }));
    assert_eq!(saved["everybody_sees_customers"], false);
    world.speak_as("Mia");
    assert_eq!(
        world.err("customers.get", json!({ "id": toms.customer })),
        "customer.unknown"
    );
    world.speak_as("Owner").ok("history.undo", json!({}));
    world
        .speak_as("Mia")
        .ok("customers.get", json!({ "id": toms.customer }));
}
