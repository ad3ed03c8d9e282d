//! Registered customers where many records move at once: imports, merges and hand-overs ask the same question as a form.

use crate::world::World;
use crate::world::files::{finding, plan};
use serde_json::{Value, json};

const HELD: &str = "registration.held";

/// 林 registered 北京纷扬科技有限公司; 许 and 何 sell beside them.
struct Held {
    world: World,
    lin: i64,
    xu: i64,
    he: i64,
}

fn held() -> Held {
    let mut world = World::new();
    let [lin, xu, he] = ["林", "许", "何"].map(|name| world.person(name, "sales").0);
    world.speak_as("林");
    let told = json!({ "company": "北京纷扬科技有限公司", "mobile": "13900001111" });
    world.ok("registrations.add", told);
    world.speak_as("Owner");
    Held { world, lin, xu, he }
}

/// What is there, but what only remembers.
fn lasting(world: &World) -> String {
    let dump = world.dump();
    let lines = dump
        .lines()
        .filter(|line| !line.starts_with("merges") && !line.starts_with("deal_versions"));
    lines.collect::<Vec<_>>().join("\n")
}

fn owners(world: &World, table: &str) -> Vec<(String, i64)> {
    let look = world.look();
    let mut statement = look
        .prepare(&format!("select name, coalesce(owner_id, 0) from {table} order by id"))
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn is(list: &[(&str, i64)]) -> Vec<(String, i64)> {
    list.iter().map(|(name, id)| ((*name).to_owned(), *id)).collect()
}

#[test]
fn imported_customers_are_the_holders_whatever_the_file_says() {
    let Held { world, lin, xu, .. } = held();
    let path = world.file(
        "customers.csv",
        "客户名称,负责人\n北京纷扬,许\n速联电子,许\n纷扬科技（北京）有限公司,\n",
    );
    let before = world.records();
    let dry = world.ok("imports.dry_run", plan("customers", &path, json!({})));
    assert_eq!(finding(&dry, "import.registered")["rows"], json!(2));
    let done = world.import(plan("customers", &path, json!({})));
    assert_eq!(
        owners(&world, "customers"),
        is(&[("北京纷扬", lin), ("速联电子", xu), ("纷扬科技（北京）有限公司", lin)])
    );
    world.ok("imports.undo", json!({ "import_id": done["import_id"] }));
    assert_eq!(world.records(), before);
}

#[test]
fn an_import_gives_no_known_customer_or_lead_away_from_its_holder() {
    let Held { mut world, lin, xu, .. } = held();
    world.speak_as("林");
    world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": lin }));
    let lead = json!({ "name": "甲", "code": "L1", "company": "北京纷扬", "mobile": "13800138000" });
    world.ok("leads.create", json!({ "lead": lead }));
    world.speak_as("Owner");
    let lead = json!({ "name": "乙", "code": "L2", "company": "速联电子", "mobile": "13800138001", "owner_id": xu });
    world.ok("leads.create", json!({ "lead": lead }));
    let path = world.file("customers.csv", "客户名称,负责人\n北京纷扬,许\n");
    world.import(plan("customers", &path, json!({ "on_match": "update" })));
    assert_eq!(owners(&world, "customers"), is(&[("北京纷扬", lin)]));
    // The one is given away, the other becomes the registered company's.
    let path = world.file("leads.csv", "编号,姓名,公司,负责人\nL1,甲,,许\nL2,乙,纷扬科技,\n");
    let asked = plan("leads", &path, json!({ "on_match": "update", "key": "code" }));
    let dry = world.ok("imports.dry_run", asked.clone());
    assert_eq!(finding(&dry, "import.registered")["rows"], json!(2), "{dry}");
    world.import(asked);
    assert_eq!(owners(&world, "leads"), is(&[("甲", lin), ("乙", lin)]));
}

#[test]
fn what_a_file_leaves_as_it_is_stays_whose_it_is() {
    let Held { world, lin, xu, .. } = held();
    // It was 许's before: whoever hands out leads let 林 have the rest.
    let id = world.ok("registrations.list", json!({}))["rows"][0]["id"].clone();
    world.ok("registrations.end", json!({ "id": id }));
    world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": xu }));
    world.ok("registrations.add", json!({ "company": "速联电子", "person_id": lin }));
    let path = world.file(
        "customers.csv",
        "客户名称,负责人,备注\n北京纷扬,许,老客户\n速联电子,林,\n",
    );
    let asked = plan("customers", &path, json!({ "on_match": "update" }));
    world.import(asked);
    assert_eq!(owners(&world, "customers"), is(&[("北京纷扬", xu), ("速联电子", lin)]));
}

#[test]
fn imported_deals_of_a_registered_customer_are_the_holders_while_they_are_open() {
    let Held { world, lin, xu, .. } = held();
    world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": lin }));
    let path = world.file(
        "deals.csv",
        "编号,名称,客户,负责人,状态,金额,关闭日期\nD1,新单,北京纷扬,许,进行中,100,\nD2,旧单,北京纷扬,许,赢单,100,2026-01-05\n\
         D3,别单,速联电子,许,进行中,100,\nD4,同一家,纷扬科技,许,进行中,100,\n",
    );
    let asked = plan(
        "deals",
        &path,
        json!({ "create_missing_customers": true, "key": "code" }),
    );
    let before = world.records();
    let dry = world.ok("imports.dry_run", asked.clone());
    assert_eq!(finding(&dry, "import.registered")["rows"], json!(2), "{dry}");
    let done = world.import(asked);
    assert_eq!(
        owners(&world, "deals"),
        is(&[("新单", lin), ("旧单", xu), ("别单", xu), ("同一家", lin)])
    );
    // A known deal does not change hands, nor go to another customer, against a registration.
    let path = world.file("again.csv", "编号,客户,负责人\nD1,,许\nD3,北京纷扬,\nD2,,林\n");
    let asked = plan("deals", &path, json!({ "on_match": "update", "key": "code" }));
    let again = world.import(asked);
    assert_eq!(
        owners(&world, "deals"),
        is(&[("新单", lin), ("旧单", lin), ("别单", lin), ("同一家", lin)])
    );
    for import in [again, done] {
        world.ok("imports.undo", json!({ "import_id": import["import_id"] }));
    }
    assert_eq!(lasting_records(&world), without_versions(&before));
}

fn without_versions(records: &str) -> String {
    let lines = records.lines().filter(|line| !line.starts_with("deal_versions"));
    lines.collect::<Vec<_>>().join("\n")
}

fn lasting_records(world: &World) -> String {
    without_versions(&world.records())
}

#[test]
fn an_owner_is_not_changed_past_a_registration() {
    let Held { mut world, lin, xu, .. } = held();
    world.speak_as("林");
    let customer = world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": lin }))["id"].clone();
    let deal = world.deal("大单", json!({ "customer_id": customer }));
    let lost = world.deal("旧单", json!({ "customer_id": customer }));
    world.ok("deals.lose", json!({ "id": lost, "reason": "价格" }));
    world.speak_as("Owner");
    let given = |to: i64| json!({ "id": customer, "owner_id": to });
    assert_eq!(world.err("customers.save", given(xu)), HELD);
    assert_eq!(world.err("deals.edit", json!({ "id": deal, "owner_id": xu })), HELD);
    world.ok("deals.edit", json!({ "id": lost, "owner_id": xu }));
    world.ok("customers.save", json!({ "id": customer, "owner_id": null }));
    world.ok("customers.save", given(lin));
}

#[test]
fn no_merge_takes_a_registered_customer_from_its_holder() {
    let Held { mut world, lin, xu, he } = held();
    world.speak_as("林");
    let theirs = world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": lin }))["id"].clone();
    world.speak_as("Owner");
    let other = world.ok("customers.save", json!({ "name": "逍客网络", "owner_id": xu }))["id"].clone();
    let merge = |keep: &Value, gone: &Value, take: Value| json!({ "entity": "customers", "keep": keep, "gone": [gone], "take": take });
    let before = lasting(&world);
    assert_eq!(world.err("duplicates.merge", merge(&other, &theirs, json!({}))), HELD);
    assert_eq!(
        world.err("duplicates.merge", merge(&theirs, &other, json!({ "owner_id": other }))),
        HELD
    );
    assert_eq!(lasting(&world), before);
    world.ok(
        "duplicates.merge",
        merge(&other, &theirs, json!({ "owner_id": theirs })),
    );
    assert_eq!(
        world.ok("customers.get", json!({ "id": other }))["owner_id"],
        json!(lin)
    );
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world), before);
    world.ok("duplicates.merge", merge(&theirs, &other, json!({})));
    // The same of leads, where one that nobody has is taken up by whoever has the other.
    let form = |name: &str, company: &str, owner: Option<i64>| {
        let lead = json!({ "name": name, "company": company, "wechat": format!("weixin_{}", company.len()), "owner_id": owner });
        world.ok("leads.create", json!({ "door": "form", "lead": lead }))["lead"]["id"].clone()
    };
    let (mine, free) = (form("甲", "别家", Some(he)), form("乙", "速联电子", None));
    world.ok("registrations.add", json!({ "lead_id": free, "person_id": lin }));
    world.speak_as("何");
    let merge = |keep: &Value, gone: &Value| json!({ "entity": "leads", "keep": keep, "gone": [gone] });
    assert_eq!(world.err("duplicates.merge", merge(&mine, &free)), HELD);
    assert_eq!(world.err("duplicates.merge", merge(&free, &mine)), HELD);
    world.speak_as("Owner");
    let id = world.number("select max(id) from registrations");
    world.ok("registrations.end", json!({ "id": id }));
    world.speak_as("何");
    world.ok("duplicates.merge", merge(&mine, &free));
}

#[test]
fn what_was_registered_of_a_record_goes_with_it() {
    let Held { mut world, lin, xu, he } = held();
    world.speak_as("林");
    let customer = world.ok("customers.save", json!({ "name": "北京纷扬", "owner_id": lin }))["id"].clone();
    let lead = json!({ "name": "甲", "company": "速联电子", "mobile": "13800138000" });
    let lead = world.ok("leads.create", json!({ "lead": lead }))["lead"]["id"].clone();
    world.ok("registrations.add", json!({ "lead_id": lead }));
    world.ok("registrations.add", json!({ "company": "别家电子" }));
    world.speak_as("Owner");
    let before = lasting(&world);
    // The leads alone: only what was registered of them goes along.
    let handed = world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu], "what": ["leads"] }),
    );
    assert_eq!(
        (&handed["total"]["leads"], &handed["total"]["registrations"]),
        (&json!(1), &json!(1))
    );
    let holders = |world: &World| {
        let rows = world.ok("registrations.list", json!({}))["rows"].clone();
        let mut list: Vec<_> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["company"].clone(), row["holder"].clone()))
            .collect();
        list.sort_by_key(|(company, _)| company.to_string());
        list
    };
    let of = |company: &str, holders: &[(Value, Value)]| {
        holders
            .iter()
            .find(|(name, _)| name == company)
            .map(|(_, holder)| holder.clone())
            .unwrap()
    };
    let now = holders(&world);
    assert_eq!(
        ["速联电子", "北京纷扬科技有限公司", "别家电子"].map(|company| of(company, &now)),
        [json!("许"), json!("林"), json!("林")]
    );
    world.speak_as("许");
    world.ok("leads.edit", json!({ "id": lead, "company": "速联电子有限公司" }));
    world.ok("history.undo", json!({}));
    world.speak_as("Owner");
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world), before);
    // In turn: the customer and what was registered by its name alone go to the same person.
    world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu, he], "split": "in_turn", "deactivate": true }),
    );
    let now = holders(&world);
    let owner = world.ok("customers.get", json!({ "id": customer }))["owner"].clone();
    assert_eq!(of("北京纷扬科技有限公司", &now), owner);
    assert!(now.iter().all(|(_, holder)| holder != "林"), "{now:?}");
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world), before);
}
