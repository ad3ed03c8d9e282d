//! Merging and the review of likely pairs: everything moves, nothing is lost, one undo takes it back.

use crate::world::{World, lasting};
use serde_json::{Value, json};

/// Two leads of one person, each with everything a lead can have, and two customers with people and deals.
fn doubles() -> (World, i64, i64) {
    let world = World::new();
    let one = world.ok("leads.create", json!({ "lead": { "name": "王建国", "company": "苏州沐和医疗有限公司", "mobile": "13800138000", "source": "展会", "tags": ["重点", "华东"] } }))["lead"]["id"].as_i64().unwrap();
    let other = world.ok("leads.create", json!({ "distinct": true, "lead": { "name": "王建国", "company": "沐和医疗", "mobile": "13800138009", "email": "wang@muhe.cn", "source": "官网", "title": "采购总监", "tags": ["重点", "医疗"], "contacts": [{ "kind": "phone", "value": "0512-62345678" }] } }))["lead"]["id"].as_i64().unwrap();
    world.ok(
        "activities.add",
        json!({ "kind": "call", "lead_id": other, "text": "电话里问了报价" }),
    );
    world.ok(
        "activities.add",
        json!({ "kind": "task", "lead_id": other, "text": "寄样品", "due_on": "2026-03-20" }),
    );
    (world, one, other)
}

#[test]
fn a_merge_moves_everything_loses_nothing_and_is_undone_exactly() {
    let (world, one, other) = doubles();
    let compared = world.ok("duplicates.compare", json!({ "entity": "leads", "ids": [one, other] }));
    let field = |name: &str| {
        compared["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["field"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (
            &field("mobile")["conflict"],
            &field("email")["conflict"],
            &field("source")["fixed"]
        ),
        (&json!(true), &json!(false), &json!(true))
    );
    assert_eq!(field("title")["values"], json!([null, "采购总监"]));
    let before = world.dump();
    assert_eq!(
        world.err(
            "duplicates.merge",
            json!({ "entity": "leads", "keep": one, "gone": [other], "take": { "source": other } })
        ),
        "lead.first_source_stays"
    );
    assert_eq!(
        world.err(
            "duplicates.merge",
            json!({ "entity": "leads", "keep": one, "gone": [one] })
        ),
        "merge.needs_two"
    );
    assert_eq!(
        world.err(
            "duplicates.merge",
            json!({ "entity": "leads", "keep": one, "gone": [999] })
        ),
        "merge.unknown"
    );
    assert_eq!(world.dump(), before);
    world.ok(
        "duplicates.merge",
        json!({ "entity": "leads", "keep": one, "gone": [other], "take": { "company": other } }),
    );
    let left = world.ok("leads.get", json!({ "id": one }));
    assert_eq!(
        (
            &left["company"],
            &left["mobile"],
            &left["email"],
            &left["title"],
            &left["source"],
            &left["state"]
        ),
        (
            &json!("沐和医疗"),
            &json!("13800138000"),
            &json!("wang@muhe.cn"),
            &json!("采购总监"),
            &json!("展会"),
            &json!("following")
        )
    );
    let values: Vec<&str> = left["contacts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|method| method["value"].as_str().unwrap())
        .collect();
    assert_eq!((values, &left["phone"]), (vec!["13800138009"], &json!("0512-62345678")));
    assert_eq!(left["tags"].as_array().unwrap().len(), 3);
    assert_eq!(
        world
            .ok("activities.list", json!({ "about": { "lead_id": one } }))
            .as_array()
            .unwrap()
            .len(),
        3,
        "call, task, and the note of the merge"
    );
    // The old link leads on.
    assert_eq!(world.ok("leads.get", json!({ "id": other }))["id"], json!(one));
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world.dump()), lasting(&before));
}

#[test]
fn every_reference_to_a_merged_record_moves() {
    let world = World::sample();
    for entity in ["customers", "contacts"] {
        let ids: Vec<i64> = {
            let look = world.look();
            let mut statement = look
                .prepare(&format!(
                    "select id from {entity} where deleted_at is null order by id limit 3"
                ))
                .unwrap();
            statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap()
        };
        let before = world.dump();
        world.ok(
            "duplicates.merge",
            json!({ "entity": entity, "keep": ids[0], "gone": [ids[1], ids[2]] }),
        );
        // Asked of the schema, so that a table added later cannot be forgotten.
        let look = world.look();
        let mut statement = look
            .prepare("select s.name, f.\"from\" from sqlite_schema s join pragma_foreign_key_list(s.name) f where s.type = 'table' and f.\"table\" = ?1")
            .unwrap();
        let references: Vec<(String, String)> = statement
            .query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(!references.is_empty(), "{entity}");
        for (child, column) in references {
            let left = world.number(&format!(
                "select count(*) from {child} where {column} in ({}, {})",
                ids[1], ids[2]
            ));
            assert_eq!(left, 0, "{child}.{column}");
        }
        assert_eq!(world.number("select count(*) from pragma_foreign_key_check"), 0);
        world.ok("history.undo", json!({}));
        assert_eq!(lasting(&world.dump()), lasting(&before), "{entity}");
    }
}

#[test]
fn the_review_offers_likely_pairs_until_somebody_decides() {
    let (world, one, other) = doubles();
    for at in 0..60 {
        let name = ["李娜", "张伟", "刘洋", "陈静", "杨帆", "赵磊"][at % 6];
        world.ok("leads.create", json!({ "distinct": true, "lead": { "name": format!("{name}{}", ["", "一", "二", "三"][at % 4]), "company": format!("{}第{at}机械厂", ["江阴", "常熟", "昆山", "太仓", "吴江"][at % 5]), "mobile": format!("1390{:07}", at * 7919 % 9_999_999) } }));
    }
    let review = world.ok("duplicates.review", json!({ "entity": "leads", "wait": true }));
    assert_eq!(review["records"], 62);
    let pair = review["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| pair["first"]["id"] == json!(one))
        .unwrap_or_else(|| panic!("{review}"));
    assert_eq!(pair["second"]["id"], json!(other));
    let evidence = pair["evidence"].as_array().unwrap();
    assert!(
        evidence.iter().any(|field| field["field"] == "name"
            && field["level"] == "exact"
            && field["bits"].as_f64().unwrap() > 0.0)
    );
    let total = review["total"].as_i64().unwrap();
    world.ok(
        "duplicates.distinct",
        json!({ "entity": "leads", "pairs": [[other, one]] }),
    );
    let after = world.ok("duplicates.review", json!({ "entity": "leads", "wait": true }));
    assert_eq!(after["total"].as_i64().unwrap(), total - 1);
    world.ok("history.undo", json!({}));
    assert_eq!(
        world.ok("duplicates.review", json!({ "entity": "leads", "wait": true }))["total"]
            .as_i64()
            .unwrap(),
        total
    );
}

#[test]
fn a_page_of_pairs_shows_what_the_file_says_and_nothing_beyond_ones_scope() {
    let mut world = World::new();
    let (lin, xu) = (world.person("林", "sales"), world.person("许", "sales"));
    let lead = |name: &str, mobile: String, owner| {
        let lead = json!({ "name": name, "company": format!("{name}机械厂"), "mobile": mobile, "email": format!("{mobile}@example.cn") });
        let id = world.ok("leads.create", json!({ "distinct": true, "lead": lead }))["lead"]["id"].clone();
        world.ok("leads.assign", json!({ "leads": { "ids": [id] }, "owner_id": owner }));
        id
    };
    for at in 0..30 {
        let mobile = |step: usize| format!("1390{:07}", (at + step) * 7919 % 9_999_999);
        lead(&format!("员工{at}"), mobile(1), lin);
        lead(&format!("同事{at}"), mobile(100), xu);
    }
    let twice = |name: &str, mobile: &str, owners: [_; 2]| owners.map(|owner| lead(name, mobile.to_owned(), owner));
    let [mine, mine_too] = twice("欧阳建国", "13800138000", [lin, lin]);
    let [theirs, also] = twice("司马文华", "13700137000", [lin, xu]);
    let review = |world: &World| world.ok("duplicates.review", json!({ "entity": "leads", "wait": true }));
    let shown = |page: &Value| -> Vec<[Value; 2]> {
        let pairs = page["pairs"].as_array().unwrap();
        pairs
            .iter()
            .map(|pair| [&pair["first"]["id"], &pair["second"]["id"]].map(Value::clone))
            .collect()
    };
    let all = review(&world);
    for pair in [[&mine, &mine_too], [&theirs, &also]] {
        assert!(shown(&all).contains(&pair.map(Value::clone)), "{all}");
    }
    let pair = all["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| pair["second"]["id"] == also)
        .unwrap();
    assert_eq!(
        pair["first"],
        json!({ "id": theirs, "name": "司马文华", "owner_id": lin, "owner": "林" })
    );
    assert_eq!(
        pair["second"],
        json!({ "id": also, "name": "司马文华", "owner_id": xu, "owner": "许" })
    );
    let mobile = pair["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["field"] == "mobile")
        .unwrap();
    assert_eq!(
        [&mobile["level"], &mobile["first"], &mobile["second"]],
        ["exact", "13700137000", "13700137000"]
    );
    // One after the other the pages are the whole.
    let total = all["total"].as_u64().unwrap();
    let page = |at: u64| {
        world.ok(
            "duplicates.review",
            json!({ "entity": "leads", "wait": true, "offset": at, "limit": 1 }),
        )
    };
    let one_by_one: Vec<Value> = (0..total).map(|at| page(at)["pairs"][0].clone()).collect();
    assert_eq!(json!(one_by_one), all["pairs"]);
    assert_eq!(page(total)["pairs"], json!([]));
    world.speak_as("许");
    let seen = review(&world);
    assert!(
        !shown(&seen)
            .concat()
            .iter()
            .any(|id| [&mine, &mine_too, &theirs].contains(&id)),
        "{seen}"
    );
    world.speak_as("林");
    let seen = review(&world);
    assert!(
        shown(&seen).contains(&[mine.clone(), mine_too.clone()]) && !shown(&seen).concat().contains(&also),
        "{seen}"
    );
    // What has changed since is shown as it is now; what was removed, not at all.
    world.ok("leads.edit", json!({ "id": mine, "title": "厂长" }));
    let title = |page: &Value| {
        page["pairs"][0]["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["field"] == "title")
            .unwrap()["first"]
            .clone()
    };
    assert_eq!(title(&review(&world)), json!("厂长"));
    world.ok("leads.remove", json!({ "leads": { "ids": [mine_too] } }));
    assert!(!shown(&review(&world)).concat().contains(&mine));
}

#[test]
fn a_company_merged_with_its_own_branch_does_not_stand_above_itself() {
    let world = World::new();
    let save = |more: Value| world.ok("customers.save", more)["id"].as_i64().unwrap();
    let top = save(json!({ "name": "沐和集团" }));
    let middle = save(json!({ "name": "沐和医疗", "parent_id": top }));
    let branch = save(json!({ "name": "沐和集团苏州", "parent_id": middle }));
    let before = world.dump();
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": top, "gone": [branch] }),
    );
    assert!(world.ok("customers.get", json!({ "id": top }))["parent_id"].is_null());
    assert_eq!(
        world.ok("customers.get", json!({ "id": middle }))["parent_id"],
        json!(top)
    );
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world.dump()), lasting(&before));
}
