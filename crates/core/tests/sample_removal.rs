//! The sample company goes without a trace, and takes nothing of one's own with it.

use crate::world::World;
use serde_json::{Value, json};

#[test]
fn adding_and_removing_leaves_no_trace() {
    let world = World::new();
    assert_eq!(world.err("sample.remove", json!({})), "sample.not_there");
    world.ok("customers.save", json!({ "name": "自有客户" }));
    let before = world.dump();
    let added = world.ok("sample.add", json!({}));
    assert_eq!(world.ok("workspace.info", json!({}))["has_sample"], true);
    assert_eq!(world.err("sample.add", json!({})), "sample.already_there");
    let removed = world.ok("sample.remove", json!({}));
    assert_eq!(world.dump(), before);
    assert_eq!((&removed["removed"], &removed["kept"]), (&added["created"], &json!(0)));
    assert_eq!(world.ok("workspace.info", json!({}))["has_sample"], false);
    world.ok("sample.add", json!({}));
}

#[test]
fn adding_and_removing_can_be_undone() {
    let world = World::new();
    let empty = world.dump();
    world.ok("sample.add", json!({}));
    let full = world.dump();
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), empty);
    world.ok("history.redo", json!({}));
    assert_eq!(world.dump(), full);
    world.ok("sample.remove", json!({}));
    assert_eq!(world.dump(), empty);
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), full);
}

#[test]
fn removing_touches_nothing_of_ones_own() {
    let world = World::sample();
    let sample = |sql: &str| json!(world.number(sql));
    let sample_customer = sample("select min(id) from customers");
    let (seller, leader) = (
        sample("select max(id) from people"),
        sample("select min(id) from people where origin = 'sample'"),
    );
    let product = sample("select min(id) from products");
    let sample_deal = sample("select min(id) from deals where status = 'open'");
    // One's own deal at a sample customer, owned by a sample person.
    let deal = world.ok(
        "deals.create",
        json!({ "name": "自己的商机", "customer_id": sample_customer, "product_id": product, "owner_id": seller, "amount_minor": 700 }),
    );
    // One's own contact at another sample customer, one's own customer looked after by a sample person, one's own person led by one.
    let second = sample("select min(id) + 1 from customers");
    let contact = world.ok(
        "contacts.save",
        json!({ "name": "自己的联系人", "customer_id": second }),
    );
    let customer = world.ok("customers.save", json!({ "name": "自己的客户", "owner_id": leader }));
    world.ok(
        "people.save",
        json!({ "name": "自己的同事", "role": "sales", "manager_id": leader }),
    );
    // An activity on one's own deal with a sample contact; one on a sample deal; one on a sample deal and one's own customer.
    let sample_contact = sample("select max(id) from contacts where origin = 'sample'");
    let call = world.ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": deal["id"], "contact_id": sample_contact, "text": "通话" }),
    );
    let gone = world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": sample_deal, "text": "试一试" }),
    );
    let visit = world.ok(
        "activities.add",
        json!({ "kind": "meeting", "deal_id": sample_deal, "customer_id": customer["id"], "text": "拜访" }),
    );
    // One's own targets: the company's stays, that of a sample person goes with them.
    world.ok(
        "targets.save",
        json!({ "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": 5 }),
    );
    world.ok(
        "targets.save",
        json!({ "person_id": leader, "period_kind": "month", "starts_on": "2026-03-01", "amount_minor": 6 }),
    );

    let removed = world.ok("sample.remove", json!({}));
    assert!(removed["kept"].as_i64().unwrap() >= 5, "{removed}");

    let kept = world.ok("deals.get", json!({ "id": deal["id"] }));
    for field in ["name", "customer", "product", "owner", "amount_minor", "stage"] {
        assert_eq!(kept[field], deal[field], "{field}");
    }
    let kept = world.ok("customers.get", json!({ "id": sample_customer }));
    assert_eq!((&kept["sample"], &kept["owner_id"]), (&json!(false), &json!(null)));
    assert_eq!(kept["deals"].as_array().unwrap().len(), 1);
    assert_eq!(
        world.ok("customers.get", json!({ "id": second }))["contacts"][0]["id"],
        contact["id"]
    );
    assert_eq!(
        world.ok("customers.get", json!({ "id": customer["id"] }))["owner_id"],
        leader
    );
    let people = world.ok("people.list", json!({}));
    assert_eq!(
        people.as_array().unwrap().len(),
        4,
        "owner, colleague and the two sample people in use: {people}"
    );
    assert!(
        people
            .as_array()
            .unwrap()
            .iter()
            .all(|person| person["sample"] == false)
    );
    let ids = |about: Value| -> Vec<Value> {
        let timeline = world.ok("activities.list", json!({ "about": about }));
        timeline
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["activity_id"].clone())
            .filter(|id| !id.is_null())
            .collect()
    };
    assert_eq!(ids(json!({ "deal_id": deal["id"] })), [call["id"].clone()]);
    assert_eq!(ids(json!({ "customer_id": customer["id"] })), [visit["id"].clone()]);
    assert_eq!(
        world.number(&format!("select count(*) from activities where id = {}", gone["id"])),
        0
    );
    assert_eq!(world.number("select count(*) from targets"), 1);
    for table in [
        "people",
        "customers",
        "contacts",
        "products",
        "deals",
        "activities",
        "targets",
    ] {
        assert_eq!(
            world.number(&format!("select count(*) from {table} where origin = 'sample'")),
            0,
            "{table}"
        );
    }
    let check = world.ok("workspace.check", json!({}));
    assert_eq!(
        (&check["integrity"], &check["broken_references"]),
        (&json!("ok"), &json!(0))
    );

    // Taken back, everything is a sample again.
    world.ok("history.undo", json!({}));
    assert_eq!(
        world.ok("customers.get", json!({ "id": sample_customer }))["sample"],
        true
    );
    assert_eq!(
        world.number(&format!("select count(*) from activities where id = {}", gone["id"])),
        1
    );
}

#[test]
fn registrations_of_ones_own_stay_and_keep_their_holder() {
    let world = World::sample();
    // A lead of a company nobody else has; its number is masked, as all of the sample are, and that is no reason to refuse.
    let lead = world.number(
        "select l.id from leads l where l.mobile like '%*%' and l.owner_id is not null
           and not exists (select 1 from customers a where a.company_key = l.company_key)
           and not exists (select 1 from leads o where o.company_key = l.company_key and o.id <> l.id)
           and not exists (select 1 from leads o where o.mobile = l.mobile and o.id <> l.id) order by l.id limit 1",
    );
    let owner = world.number(&format!("select owner_id from leads where id = {lead}"));
    let tied = world.ok("registrations.add", json!({ "lead_id": lead, "person_id": owner }));
    assert!(tied["mobile"].as_str().unwrap().contains('*'));
    let own = world.ok("registrations.add", json!({ "company": "北京纷扬科技有限公司" }));
    let full = world.dump();
    world.ok("sample.remove", json!({}));
    let left = world.ok("registrations.list", json!({}));
    let rows = left["rows"].as_array().unwrap();
    let named: Vec<&Value> = rows.iter().map(|row| &row["company"]).collect();
    assert_eq!(named, [&tied["company"], &own["company"]]);
    // The sample's lead is gone, the person who holds the registration has become one's own.
    assert_eq!(
        (&rows[0]["holder"], &rows[0]["lead_id"]),
        (&tied["holder"], &Value::Null)
    );
    assert_eq!((&left["all"], &left["ended"]), (&json!(2), &json!(0)));
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), full);
}

#[test]
fn only_the_owner_adds_and_removes_it() {
    let mut world = World::new();
    world.person("经理", "manager");
    world.speak_as("经理");
    assert_eq!(world.err("sample.add", json!({})), "call.forbidden");
    assert_eq!(world.err("sample.remove", json!({})), "call.forbidden");
}

#[test]
fn a_name_that_is_taken_does_not_stand_in_the_way() {
    let world = World::new();
    world.person("周岚", "sales");
    world.ok("products.save", json!({ "name": "年度维保套餐" }));
    world.ok(
        "targets.save",
        json!({ "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": 5 }),
    );
    let before = world.dump();
    world.ok("sample.add", json!({}));
    assert_eq!(world.number("select amount_minor from targets where person_id is null and period_kind = 'quarter' and starts_on = '2026-01-01'"), 5);
    world.ok("sample.remove", json!({}));
    assert_eq!(world.dump(), before);
}
