//! A file read again after some of its records were merged: a key of a merged record leads to the one it went into, however many merges ago.

use crate::world::World;
use crate::world::files::{counts, plan};
use serde_json::{Value, json};

fn ids_of(world: &World, table: &str) -> Vec<i64> {
    let look = world.look();
    let mut found = look.prepare(&format!("select id from {table} order by id")).unwrap();
    found
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Imports three records, merges the third into the second and that into the first, and imports the same file again: nothing is added,
/// and what is left keeps its own key.
fn again(kind: &str, text: &str, key: &str, column: &str) {
    let world = World::new();
    let path = world.file("rows.csv", text);
    let plan = |on_match: &str| plan(kind, &path, json!({ "key": key, "on_match": on_match }));
    let first = world.import(plan("create"));
    assert_eq!(counts(&first), [3, 0, 0, 0], "{first}");
    let ids = ids_of(&world, kind);
    let merge = |keep: i64, gone: i64| {
        world.ok(
            "duplicates.merge",
            json!({ "entity": kind, "keep": keep, "gone": [gone] }),
        );
    };
    merge(ids[1], ids[2]);
    let own = |world: &World| -> Value {
        world
            .look()
            .query_row(&format!("select {column} from {kind} where id = ?1"), [ids[0]], |row| {
                row.get::<_, String>(0)
            })
            .unwrap()
            .into()
    };
    let kept = own(&world);
    for chain in [false, true] {
        if chain {
            merge(ids[0], ids[1]);
        }
        for on_match in ["skip", "merge", "update"] {
            let done = world.import(plan(on_match));
            assert_eq!(
                (&done["created"], &done["rejected"]),
                (&json!(0), &json!(0)),
                "{kind} {on_match} {done}"
            );
            assert_eq!(ids_of(&world, kind), ids, "{kind} {on_match}");
            assert_eq!(own(&world), kept, "{kind} {on_match}");
        }
    }
}

#[test]
fn of_leads_by_their_number() {
    let text = "编号,姓名,手机\nA1,甲,13900000001\nA2,乙,13900000002\nA3,丙,13900000003\n";
    again("leads", text, "code", "code");
}

#[test]
fn of_leads_by_their_mobile() {
    let text = "编号,姓名,手机\nA1,甲,13900000001\nA2,乙,13900000002\nA3,丙,13900000003\n";
    again("leads", text, "mobile", "mobile");
}

#[test]
fn of_customers_by_their_name() {
    let text = "客户名称,行业\n博瀚精密,医疗\n速联电子,电子\n沐和医疗,医疗\n";
    again("customers", text, "name", "name");
}

#[test]
fn of_contacts_by_address_and_number() {
    let text = "姓名,手机,邮箱\n甲,13900000001,a@b.cn\n乙,13900000002,b@b.cn\n丙,13900000003,c@b.cn\n";
    again("contacts", text, "mobile", "mobile");
    again("contacts", text, "email", "email");
}

#[test]
fn a_merged_customer_named_in_a_file_of_contacts_is_the_one_it_went_into() {
    let world = World::new();
    let save = |name: &str| world.ok("customers.save", json!({ "name": name }))["id"].clone();
    let (keep, gone) = (save("博瀚精密"), save("速联电子"));
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": keep, "gone": [gone] }),
    );
    let path = world.file("contacts.csv", "姓名,手机,客户\n甲,13900000001,速联电子\n");
    let done = world.import(plan("contacts", &path, json!({})));
    assert_eq!((&done["created"], &done["beside"]), (&json!(1), &json!(0)), "{done}");
    assert_eq!(world.number("select customer_id from contacts"), keep.as_i64().unwrap());
}

#[test]
fn somebody_living_with_the_key_of_a_merged_one_has_it() {
    let world = World::new();
    let lead = |code: &str, mobile: &str| {
        let input = json!({ "lead": { "name": "甲", "code": code, "mobile": mobile }, "distinct": true });
        world.ok("leads.create", input)["lead"]["id"].as_i64().unwrap()
    };
    let (keep, gone) = (lead("A1", "13900000001"), lead("A2", "13900000002"));
    world.ok(
        "duplicates.merge",
        json!({ "entity": "leads", "keep": keep, "gone": [gone] }),
    );
    let living = lead("A2", "13900000003");
    let path = world.file("leads.csv", "编号,姓名,手机,需求\nA2,甲,13900000003,询价\n");
    let done = world.import(plan("leads", &path, json!({ "key": "code", "on_match": "update" })));
    assert_eq!(done["updated"], 1, "{done}");
    assert_eq!(world.number("select id from leads where need = '询价'"), living);
}
