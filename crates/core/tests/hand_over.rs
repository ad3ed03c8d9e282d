//! Handing over when somebody leaves: everything in one change, and one undo gives it back.

use crate::world::World;
use serde_json::{Value, json};

/// 林 holds three customers, each with a contact and two deals, one deal won, six leads and three tasks.
struct Leaving {
    world: World,
    lin: i64,
    xu: i64,
    he: i64,
}

fn leaving() -> Leaving {
    let world = World::new();
    let [lin, xu, he] = ["林", "许", "何"].map(|name| world.person(name, "sales").0);
    for at in 0..3 {
        let customer = world.ok(
            "customers.save",
            json!({ "name": format!("客户{at}"), "owner_id": lin }),
        )["id"]
            .clone();
        let contact = world.ok(
            "contacts.save",
            json!({ "name": format!("人{at}"), "customer_id": customer, "mobile": format!("1380013800{at}"), "owner_id": lin }),
        )["id"]
            .clone();
        for part in ["甲", "乙"] {
            let deal = world.deal(
                &format!("商机{at}{part}"),
                json!({ "customer_id": customer, "owner_id": lin, "amount_minor": 100 }),
            );
            if at == 0 && part == "乙" {
                world.ok(
                    "deals.win",
                    json!({ "id": deal, "amount_minor": 100, "closed_on": "2026-03-10" }),
                );
            }
        }
        let _ = contact;
    }
    for at in 0..6 {
        world.ok(
            "leads.create",
            json!({ "lead": { "name": format!("线索{at}"), "mobile": format!("1390013900{at}"), "owner_id": lin } }),
        );
    }
    let mut world = world;
    world.speak_as("林");
    for lead in 1..=3 {
        world.ok(
            "activities.add",
            json!({ "kind": "task", "lead_id": lead, "text": format!("任务{lead}"), "due_on": "2026-03-20" }),
        );
    }
    world.ok(
        "activities.add",
        json!({ "kind": "note", "lead_id": 1, "text": "已完成的不移交" }),
    );
    world.speak_as("Owner");
    Leaving { world, lin, xu, he }
}

fn owned(world: &World, table: &str, by: i64) -> i64 {
    world.number(&format!("select count(*) from {table} where owner_id = {by}"))
}

#[test]
fn the_preview_counts_what_is_handed_over_then() {
    let Leaving { world, lin, xu, .. } = leaving();
    let held = json!({ "leads": 6, "deals": 5, "closed_deals": 1, "customers": 3, "contacts": 3, "tasks": 3, "registrations": 0 });
    assert_eq!(world.ok("people.holdings", json!({ "id": lin })), held);
    let given = world.ok("people.hand_over", json!({ "from": lin, "to": [xu] }));
    let mut expected = held;
    expected["closed_deals"] = json!(0);
    assert_eq!((&given["total"], &given["to"][0]["got"]), (&expected, &expected));
    assert_eq!(
        world.ok("people.holdings", json!({ "id": lin })),
        json!({ "leads": 0, "deals": 0, "closed_deals": 1, "customers": 0, "contacts": 0, "tasks": 0, "registrations": 0 })
    );
    assert_eq!(given["from"]["active"], true);
    let note = world.number(&format!(
        "select count(*) from activities where person_id = {lin} and kind = 'note'"
    ));
    assert_eq!(note, 1);
}

#[test]
fn open_deals_keep_the_change_of_owner_as_a_version_and_rot_on() {
    let mut left = leaving();
    let touched = left.world.number("select sum(touched_at) from deals");
    left.world.at("2026-04-18T09:00");
    let world = &left.world;
    world.ok("people.hand_over", json!({ "from": left.lin, "to": [left.xu] }));
    let versions = world.number(&format!(
        "select count(*) from deal_versions v join deals o on o.id = v.deal_id
         where v.owner_id = {} and v.at = {} and o.status = 'open'",
        left.xu,
        world.call.now.millis()
    ));
    assert_eq!(versions, 5);
    assert_eq!(world.number("select sum(touched_at) from deals"), touched);
    // The closed one goes only when asked for, and its owner's change is remembered as well.
    world.ok(
        "people.hand_over",
        json!({ "from": left.lin, "to": [left.xu], "what": ["deals"], "closed_deals": true }),
    );
    assert_eq!(owned(world, "deals", left.lin), 0);
    let timeline = world.ok("activities.list", json!({ "about": { "deal_id": 2 } }));
    assert!(
        timeline
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["field"] == "owner" && item["to"] == "许"),
        "{timeline}"
    );
}

#[test]
fn in_turn_shares_evenly_and_keeps_a_customer_together() {
    let Leaving { world, lin, xu, he } = leaving();
    let given = world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu, he, xu], "split": "in_turn", "deactivate": true }),
    );
    let got: Vec<&Value> = given["to"].as_array().unwrap().iter().map(|to| &to["got"]).collect();
    assert_eq!(got.len(), 2);
    assert_eq!((&got[0]["leads"], &got[1]["leads"]), (&json!(3), &json!(3)));
    assert_eq!((&got[0]["customers"], &got[1]["customers"]), (&json!(2), &json!(1)));
    let torn = world.number(
        "select count(*) from customers a left join deals o on o.customer_id = a.id and o.status = 'open'
         left join contacts c on c.customer_id = a.id where o.owner_id <> a.owner_id or c.owner_id <> a.owner_id",
    );
    assert_eq!(torn, 0);
    let strangers = world.number("select count(*) from activities a join leads l on l.id = a.lead_id where a.done_at is null and a.person_id <> l.owner_id");
    assert_eq!(strangers, 0);
    assert_eq!(given["from"]["active"], false);
}

#[test]
fn one_undo_gives_everything_back_and_redo_hands_it_over_again() {
    let Leaving { world, lin, xu, he } = leaving();
    let without_versions = |world: &World| {
        let kept: Vec<String> = world
            .dump()
            .lines()
            .filter(|line| !line.starts_with("deal_versions"))
            .map(str::to_owned)
            .collect();
        kept.join("\n")
    };
    let before = without_versions(&world);
    world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu, he], "split": "in_turn", "deactivate": true }),
    );
    let after = without_versions(&world);
    assert_ne!(before, after);
    let change = &world.ok("history.list", json!({}))[0];
    assert_eq!(
        (&change["command"], &change["subject"]),
        (&json!("people.hand_over"), &json!("林"))
    );
    world.ok("history.undo", json!({}));
    assert_eq!(without_versions(&world), before);
    world.ok("history.redo", json!({}));
    assert_eq!(without_versions(&world), after);
}

#[test]
fn only_the_kinds_asked_for_go() {
    let Leaving { world, lin, xu, .. } = leaving();
    let given = world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu], "what": ["leads"] }),
    );
    assert_eq!(
        (&given["total"]["leads"], &given["total"]["deals"]),
        (&json!(6), &json!(0))
    );
    assert_eq!(owned(&world, "deals", lin), 6);
    // A lead that was given back is to be handled again by whoever gets it.
    assert_eq!(world.ok("leads.get", json!({ "id": 1 }))["owner"], "许");
}

#[test]
fn nobody_hands_over_to_themself_or_to_somebody_who_left() {
    let Leaving { world, lin, xu, he } = leaving();
    world.ok("people.save", json!({ "id": he, "active": false }));
    for (to, code) in [
        (json!([lin]), "person.hand_over_self"),
        (json!([xu, lin]), "person.hand_over_self"),
        (json!([he]), "person.hand_over_left"),
        (json!([]), "person.hand_over_nobody"),
        (json!([999]), "person.unknown"),
    ] {
        assert_eq!(
            world.err("people.hand_over", json!({ "from": lin, "to": to })),
            code,
            "{to}"
        );
    }
    assert_eq!(
        world.err("people.hand_over", json!({ "from": 999, "to": [xu] })),
        "person.unknown"
    );
    assert_eq!(world.err("people.holdings", json!({ "id": 999 })), "person.unknown");
    // The last owner of the file stays.
    let owner = world.call.person.0;
    assert_eq!(
        world.err(
            "people.hand_over",
            json!({ "from": owner, "to": [xu], "deactivate": true })
        ),
        "person.last_owner"
    );
}
