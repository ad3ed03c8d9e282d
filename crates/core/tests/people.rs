//! People, products and targets, in the words of the rulebook.

use crate::world::{World, ids, names};
use serde_json::{Value, json};

#[test]
fn a_person_has_a_name_of_their_own_and_a_role() {
    let world = World::new();
    let id = world.person("沈一帆", "sales");
    assert_eq!(
        world.err("people.save", json!({ "name": " 沈一帆 ", "role": "sales" })),
        "person.name_taken"
    );
    assert_eq!(
        world.err("people.save", json!({ "name": "  ", "role": "sales" })),
        "person.name_missing"
    );
    assert_eq!(
        world.err("people.save", json!({ "name": "高远" })),
        "person.role_missing"
    );
    assert_eq!(
        world.err("people.save", json!({ "id": 999, "name": "高远" })),
        "person.unknown"
    );
    assert_eq!(
        world.err("people.save", json!({ "name": "高远", "role": "king" })),
        "call.input"
    );
    // Saving one's own name again is no clash; only given fields change, null clears.
    let saved = world.ok("people.save", json!({ "id": id, "name": "沈一帆", "team": "华东组" }));
    assert_eq!(
        (&saved["role"], &saved["team"], &saved["active"]),
        (&json!("sales"), &json!("华东组"), &json!(true))
    );
    let saved = world.ok("people.save", json!({ "id": id, "team": null, "active": false }));
    assert_eq!((&saved["team"], &saved["active"]), (&json!(null), &json!(false)));
    assert_eq!(names(&world.ok("people.list", json!({}))), ["Owner", "沈一帆"]);
}

#[test]
fn somebody_always_owns_the_file() {
    let world = World::new();
    let owner = world.call.person.0;
    for change in [
        json!({ "role": "viewer" }),
        json!({ "active": false }),
        json!({ "role": "sales", "active": false }),
    ] {
        let mut input = json!({ "id": owner });
        input
            .as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        assert_eq!(world.err("people.save", input), "person.last_owner");
    }
    let second = world.person("周岚", "owner").0;
    world.ok("people.save", json!({ "id": second, "active": false }));
    assert_eq!(
        world.err("people.save", json!({ "id": owner, "role": "manager" })),
        "person.last_owner"
    );
    world.ok("people.save", json!({ "id": second, "active": true }));
    world.ok("people.save", json!({ "id": owner, "role": "manager" }));
    assert_eq!(world.workspace.owner().unwrap().0, second);
}

#[test]
fn nobody_leads_their_own_manager() {
    let world = World::new();
    let (a, b, c) = (
        world.person("甲", "manager").0,
        world.person("乙", "manager").0,
        world.person("丙", "sales").0,
    );
    world.ok("people.save", json!({ "id": b, "manager_id": a }));
    let led = world.ok("people.save", json!({ "id": c, "manager_id": b }));
    assert_eq!(led["manager"], "乙");
    for (person, manager) in [(a, a), (a, b), (a, c), (b, c)] {
        assert_eq!(
            world.err("people.save", json!({ "id": person, "manager_id": manager })),
            "person.manager_circle"
        );
    }
    assert_eq!(
        world.err("people.save", json!({ "id": c, "manager_id": 999 })),
        "person.unknown"
    );
    world.ok("people.save", json!({ "id": b, "manager_id": null }));
    world.ok("people.save", json!({ "id": a, "manager_id": c }));
}

#[test]
fn a_product_has_a_name_of_its_own_and_a_price_that_is_not_negative() {
    let world = World::new();
    let made = world.ok(
        "products.save",
        json!({ "name": "检测站", "code": "VS-1", "series": "视觉", "list_price_minor": 4_600_000 }),
    );
    assert_eq!(
        world.err("products.save", json!({ "name": "检测站" })),
        "product.name_taken"
    );
    assert_eq!(
        world.err("products.save", json!({ "code": "X" })),
        "product.name_missing"
    );
    assert_eq!(
        world.err("products.save", json!({ "name": "赠品", "list_price_minor": -1 })),
        "product.price_negative"
    );
    assert_eq!(
        world.err("products.save", json!({ "id": 99, "name": "无" })),
        "product.unknown"
    );
    world.ok(
        "products.save",
        json!({ "name": "赠品", "list_price_minor": 0, "active": false }),
    );
    let cleared = world.ok(
        "products.save",
        json!({ "id": made["id"], "list_price_minor": null, "series": " " }),
    );
    assert_eq!(
        (&cleared["list_price_minor"], &cleared["series"], &cleared["code"]),
        (&json!(null), &json!(null), &json!("VS-1"))
    );
    assert_eq!(names(&world.ok("products.list", json!({}))), ["检测站", "赠品"]);
}

#[test]
fn a_target_begins_where_its_period_does() {
    let mut world = World::new();
    world.ok("workspace.save", json!({ "fiscal_start_month": 4 }));
    for (kind, day, code) in [
        ("month", "2026-03-01", None),
        ("month", "2026-03-02", Some("target.not_a_start")),
        ("quarter", "2026-01-01", None),
        ("quarter", "2026-02-01", Some("target.not_a_start")),
        ("year", "2025-04-01", None),
        ("year", "2026-01-01", Some("target.not_a_start")),
        ("days", "2026-01-01", Some("call.input")),
    ] {
        let input = json!({ "period_kind": kind, "starts_on": day, "amount_minor": 100 });
        match code {
            None => assert_eq!(world.ok("targets.save", input)["amount_minor"], 100),
            Some(code) => assert_eq!(world.err("targets.save", input), code, "{kind} {day}"),
        }
    }
    // The business year that began on 1 April 2025 is this one.
    assert_eq!(
        ids(&world.ok("targets.list", json!({}))),
        ids(&world.ok("targets.list", json!({ "year": 2025 })))
    );
    assert_eq!(world.ok("targets.list", json!({})).as_array().unwrap().len(), 3);
    assert_eq!(world.ok("targets.list", json!({ "year": 2026 })), json!([]));
    world.at("2026-04-01T00:10");
    assert_eq!(world.ok("targets.list", json!({})), json!([]));
}

#[test]
fn there_is_one_target_for_each_person_and_period() {
    let mut world = World::new();
    let anna = world.person("Anna", "sales").0;
    let boss = world.person("Boss", "manager").0;
    world.ok("people.save", json!({ "id": anna, "manager_id": boss }));
    let stranger = world.person("Cleo", "sales").0;
    let quarter = |person: Option<i64>, amount: Option<i64>| json!({ "person_id": person, "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": amount, "stretch_minor": amount.map(|a| a + 1) });
    let first = world.ok("targets.save", quarter(Some(anna), Some(5)));
    let again = world.ok("targets.save", quarter(Some(anna), Some(8)));
    assert_eq!(
        (&first["id"], &again["amount_minor"], &again["stretch_minor"]),
        (&again["id"], &json!(8), &json!(9))
    );
    world.ok("targets.save", quarter(None, Some(20)));
    world.ok("targets.save", quarter(Some(stranger), Some(1)));
    assert_eq!(
        world.err("targets.save", quarter(Some(anna), Some(-1))),
        "target.negative"
    );
    let low = json!({ "period_kind": "month", "starts_on": "2026-01-01", "amount_minor": 5, "stretch_minor": 4 });
    assert_eq!(world.err("targets.save", low), "target.stretch_below");
    assert_eq!(world.err("targets.save", quarter(Some(999), Some(1))), "person.unknown");
    let elsewhere = json!({ "pipeline_id": 99, "period_kind": "month", "starts_on": "2026-01-01", "amount_minor": 5 });
    assert_eq!(world.err("targets.save", elsewhere), "pipeline.unknown");
    // A manager sets the team's, and sees the company's and the team's; a salesperson sees the company's and their own.
    world.speak_as("Boss");
    world.ok("targets.save", quarter(Some(anna), Some(9)));
    assert_eq!(
        world.err("targets.save", quarter(Some(stranger), Some(9))),
        "target.not_your_team"
    );
    assert_eq!(world.ok("targets.list", json!({})).as_array().unwrap().len(), 2);
    world.speak_as("Cleo");
    assert_eq!(world.ok("targets.list", json!({})).as_array().unwrap().len(), 2);
    assert_eq!(
        world.err("targets.save", quarter(Some(stranger), Some(9))),
        "call.forbidden"
    );
    // Without an amount it is taken away.
    world.speak_as("Owner");
    assert_eq!(world.ok("targets.save", quarter(Some(stranger), None)), Value::Null);
    assert_eq!(world.ok("targets.list", json!({})).as_array().unwrap().len(), 2);
}
