//! Leads through their commands: the hard rule of every door, cleaning, quarantine, states, handing out, lists and views.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod world;

use serde_json::{Value, json};
use world::{World, ids};

fn lead(world: &World, more: Value) -> Value {
    let mut lead = json!({ "name": "邱雅楠", "mobile": "138 0013 8000" });
    lead.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ok("leads.create", json!({ "lead": lead }))
}

fn id(entered: &Value) -> i64 {
    entered["lead"]["id"].as_i64().unwrap()
}

fn found(world: &World, condition: Value) -> Vec<i64> {
    let page = world.ok("leads.list", json!({ "filter": { "condition": condition } }));
    let mut ids = ids(&page["rows"]);
    ids.sort_unstable();
    ids
}

#[test]
fn a_name_alone_is_refused_at_every_door_and_the_missing_contact_is_named() {
    let world = World::new();
    let before = world.dump();
    for door in [
        "typed", "import", "folder", "paste", "card", "vcard", "chat", "form", "api",
    ] {
        let failure = world
            .run("leads.create", json!({ "lead": { "name": "邱雅楠" }, "door": door }))
            .unwrap_err();
        assert_eq!(failure.code, "lead.contact_missing", "{door}");
        assert!(failure.message.contains("联系方式"), "{}", failure.message);
        let failure = world
            .run(
                "leads.create",
                json!({ "lead": { "mobile": "13800138000" }, "door": door }),
            )
            .unwrap_err();
        assert_eq!(failure.code, "lead.name_missing", "{door}");
    }
    assert_eq!(world.dump(), before);
}

#[test]
fn a_mobile_number_in_any_dress_is_one_number_and_knows_its_home() {
    let world = World::new();
    for (at, typed) in [
        "13800138000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "１３８００１３８０００",
        "008613800138000",
    ]
    .iter()
    .enumerate()
    {
        let entered = world.ok(
            "leads.create",
            json!({ "lead": { "name": format!("人{at}"), "mobile": typed }, "distinct": true }),
        );
        let lead = &entered["lead"];
        assert_eq!(
            (&lead["mobile"], &lead["province"], &lead["city"], &lead["carrier"]),
            (&json!("13800138000"), &json!("北京"), &json!("北京"), &json!("移动")),
            "{typed}"
        );
    }
    let abroad = lead(&world, json!({ "name": "Amy", "mobile": "+1 415 555 2671" }));
    assert_eq!(abroad["lead"]["mobile"], "+14155552671");
    let landline = lead(&world, json!({ "name": "前台", "mobile": "010-62345678" }));
    assert_eq!(
        (&landline["lead"]["mobile"], &landline["lead"]["phone"]),
        (&Value::Null, &json!("010-62345678"))
    );
}

#[test]
fn what_is_malformed_is_refused_where_somebody_stands_and_kept_apart_where_nobody_does() {
    let world = World::new();
    for (field, value, code, reason) in [
        ("mobile", "1380013", "lead.bad_mobile", "bad_mobile"),
        ("email", "nobody@nowhere", "lead.bad_email", "bad_email"),
        (
            "credit_code",
            "91110108717743469X",
            "lead.bad_credit_code",
            "bad_credit_code",
        ),
    ] {
        let draft = json!({ "name": "邱雅楠", "wechat": "yanan_qiu", field: value });
        assert_eq!(
            world.err("leads.create", json!({ "lead": draft, "distinct": true })),
            code
        );
        let kept = world.ok(
            "leads.create",
            json!({ "lead": draft, "door": "api", "distinct": true }),
        );
        assert_eq!(
            (&kept["lead"]["quarantine"], &kept["lead"]["quarantine_value"]),
            (&json!(reason), &json!(value))
        );
    }
    // With nothing else to reach them by, the text is kept for a person to read.
    let kept = world.ok(
        "leads.create",
        json!({ "lead": { "name": "无名", "mobile": "1380013" }, "door": "form" }),
    );
    assert_eq!(
        (&kept["lead"]["handle"], &kept["lead"]["quarantine"]),
        (&json!("1380013"), &json!("bad_mobile"))
    );
}

#[test]
fn quarantine_keeps_out_of_lists_and_hands_and_a_person_lets_out() {
    let world = World::new();
    world.ok("screen.add", json!({ "kind": "mobile", "text": "139 1234 5678\n" }));
    world.ok("screen.add", json!({ "kind": "word", "text": "刷单" }));
    let barred = lead(&world, json!({ "mobile": "13912345678" }));
    assert_eq!(barred["lead"]["quarantine"], "blacklisted");
    let word = lead(&world, json!({ "mobile": "13800138001", "need": "长期刷 单" }));
    assert_eq!(
        (&word["lead"]["quarantine"], &word["lead"]["quarantine_value"]),
        (&json!("sensitive_word"), &json!("刷单"))
    );
    let thrown = lead(&world, json!({ "mobile": null, "email": "a@mailinator.com" }));
    assert_eq!(thrown["lead"]["quarantine"], "throwaway_email");
    let fake = lead(&world, json!({ "mobile": "13888888888" }));
    assert_eq!(fake["lead"]["quarantine"], "fake_mobile");
    for entered in [&barred, &word, &thrown, &fake] {
        assert!(entered["lead"]["owner_id"].is_null());
    }
    assert_eq!(found(&world, json!({ "all": [] })), Vec::<i64>::new());
    assert_eq!(
        world.ok("leads.totals", json!({ "filter": { "quarantined": true } }))["count"],
        4
    );
    let owner = world.call.user.0;
    let only = json!({ "ids": [id(&barred)] });
    assert_eq!(
        world.err("leads.assign", json!({ "leads": only, "owner_id": owner })),
        "lead.quarantined"
    );
    assert_eq!(
        world.err("leads.set_state", json!({ "leads": only, "state": "following" })),
        "lead.quarantined"
    );
    let out = world.ok("leads.release", json!({ "id": id(&barred) }));
    assert!(out["quarantine"].is_null());
    world.ok("leads.assign", json!({ "leads": only, "owner_id": owner }));
    assert_eq!(
        world.err("leads.release", json!({ "id": id(&barred) })),
        "lead.not_quarantined"
    );
    let history = world.ok("history.fields", json!({ "entity": "leads", "id": id(&barred) }));
    assert!(
        history
            .as_array()
            .unwrap()
            .iter()
            .any(|change| change["field"] == "quarantine" && change["old"] == "blacklisted")
    );
}

#[test]
fn the_first_source_never_changes() {
    let world = World::new();
    let entered = lead(&world, json!({ "source": "展会" }));
    let edit = |more: Value| {
        let mut input = json!({ "id": id(&entered) });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.run("leads.edit", input)
    };
    assert_eq!(
        edit(json!({ "source": "官网" })).unwrap_err().code,
        "lead.first_source_stays"
    );
    assert_eq!(
        edit(json!({ "source": "展会", "channel": "官网" })).unwrap()["channel"],
        "官网"
    );
    // What nobody has said yet can be said once.
    assert_eq!(edit(json!({ "acquisition": "扫码" })).unwrap()["acquisition"], "扫码");
    assert_eq!(
        edit(json!({ "acquisition": "电话" })).unwrap_err().code,
        "lead.first_source_stays"
    );
    // Nor can the file itself be made to forget it.
    let refused = world.look().execute("update leads set source = 'x'", []);
    assert!(refused.is_err());
}

#[test]
fn editing_keeps_the_hard_rule_and_cleans() {
    let world = World::new();
    let entered = lead(&world, json!({}));
    let at = id(&entered);
    assert_eq!(
        world.err("leads.edit", json!({ "id": at, "mobile": null })),
        "lead.contact_missing"
    );
    assert_eq!(
        world.err("leads.edit", json!({ "id": at, "name": " " })),
        "lead.name_missing"
    );
    let moved = world.ok(
        "leads.edit",
        json!({ "id": at, "mobile": "１３６ １０００ １２３４", "email": " Yanan@Example.COM " }),
    );
    assert_eq!(
        (&moved["mobile"], &moved["email"]),
        (&json!("13610001234"), &json!("yanan@example.com"))
    );
    assert_ne!(moved["city"], "北京");
    let more = world.ok(
        "leads.edit",
        json!({ "id": at, "contacts": [{ "kind": "mobile", "value": "13800138000", "label": "助理" }], "bant_budget": "yes",
                "bant_notes": { "budget": { "note": "三十万已批", "on": "2026-03-10", "source": "电话" } } }),
    );
    assert_eq!(more["contacts"][0]["value"], "13800138000");
    assert_eq!(
        (&more["bant"]["yes"], &more["bant_notes"]["budget"]["note"]),
        (&json!(1), &json!("三十万已批"))
    );
    let hits = world.ok("duplicates.check", json!({ "mobile": "138-0013-8000" }));
    assert_eq!(hits[0]["id"], at);
    world.ok("history.undo", json!({}));
    world.ok("history.undo", json!({}));
    let back = world.ok("leads.get", json!({ "id": at }));
    assert_eq!(
        (
            &back["mobile"],
            &back["email"],
            back["contacts"].as_array().unwrap().len()
        ),
        (&json!("13800138000"), &Value::Null, 0)
    );
}

#[test]
fn states_need_their_reasons_and_following_up_sets_them() {
    let world = World::new();
    let at = id(&lead(&world, json!({})));
    let one = json!({ "ids": [at] });
    assert_eq!(
        world.err("leads.set_state", json!({ "leads": one, "state": "invalid" })),
        "lead.reason_missing"
    );
    assert_eq!(
        world.err(
            "leads.set_state",
            json!({ "leads": one, "state": "returned", "reason": " " })
        ),
        "lead.reason_missing"
    );
    world.ok(
        "activities.add",
        json!({ "kind": "call", "lead_id": at, "text": "第一次通话" }),
    );
    let followed = world.ok("leads.get", json!({ "id": at }));
    assert_eq!(
        (&followed["state"], followed["followed_at"].is_null()),
        (&json!("following"), false)
    );
    world.ok(
        "activities.add",
        json!({ "kind": "task", "lead_id": at, "text": "寄样品", "due_on": "2026-03-20" }),
    );
    assert_eq!(
        world.ok("leads.get", json!({ "id": at }))["next_activity"]["due_on"],
        "2026-03-20"
    );
    let timeline = world.ok("activities.list", json!({ "about": { "lead_id": at } }));
    assert_eq!(timeline.as_array().unwrap().len(), 2);
    world.ok(
        "leads.set_state",
        json!({ "leads": one, "state": "returned", "reason": "不在我的区域" }),
    );
    let back = world.ok("leads.get", json!({ "id": at }));
    assert_eq!(
        (&back["state"], &back["owner_id"], &back["state_reason"]),
        (&json!("returned"), &Value::Null, &json!("不在我的区域"))
    );
    let taken = world.ok("leads.assign", json!({ "leads": one, "owner_id": world.call.user }));
    assert_eq!(taken["leads"], 1);
    assert_eq!(world.ok("leads.get", json!({ "id": at }))["state"], "to_handle");
}

#[test]
fn a_salesperson_sees_and_claims_but_does_not_hand_out() {
    let mut world = World::new();
    let (lin, xu) = (world.person("林", "sales"), world.person("许", "sales"));
    let mine = id(&lead(&world, json!({ "owner_id": lin })));
    let theirs = id(&lead(&world, json!({ "mobile": "13800138001", "owner_id": xu })));
    let free = id(&lead(&world, json!({ "mobile": "13800138002" })));
    world.ok("leads.assign", json!({ "leads": { "ids": [free] }, "owner_id": null }));
    world.speak_as("林");
    assert_eq!(found(&world, json!({ "all": [] })), [mine, free]);
    assert_eq!(world.err("leads.get", json!({ "id": theirs })), "lead.unknown");
    assert_eq!(
        world.err("leads.assign", json!({ "leads": { "ids": [mine] }, "owner_id": xu })),
        "lead.may_only_claim"
    );
    assert_eq!(
        world.err("leads.edit", json!({ "id": mine, "owner_id": xu })),
        "lead.may_only_claim"
    );
    world.ok("leads.assign", json!({ "leads": { "ids": [free] }, "owner_id": lin }));
    assert_eq!(world.ok("leads.get", json!({ "id": free }))["owner"], "林");
    // The check names what one may not open.
    assert_eq!(
        world.ok("duplicates.check", json!({ "mobile": "13800138001" }))[0]["owner"],
        "许"
    );
}

#[test]
fn many_at_once_are_one_change_and_one_undo() {
    let world = World::new();
    let lin = world.person("林", "sales");
    for at in 0..200 {
        lead(
            &world,
            json!({ "name": format!("人{at}"), "mobile": format!("138001{at:05}"), "source": if at % 2 == 0 { "展会" } else { "官网" } }),
        );
    }
    let before = world.dump();
    let fair = json!({ "condition": { "field": "source", "is": "any_of", "values": ["展会"] } });
    assert_eq!(
        world.ok("leads.assign", json!({ "leads": fair, "owner_id": lin }))["leads"],
        100
    );
    world.ok("history.undo", json!({}));
    assert_eq!(
        world.ok("leads.tag", json!({ "leads": fair, "add": ["重点", "华东"] }))["leads"],
        100
    );
    assert_eq!(found(&world, json!({ "field": "tags", "is": "filled" })).len(), 100);
    assert_eq!(world.ok("tags.list", json!({}))[0]["leads"], 100);
    world.ok("history.undo", json!({}));
    assert_eq!(world.ok("leads.remove", json!({ "leads": fair }))["leads"], 100);
    assert_eq!(world.ok("leads.totals", json!({}))["count"], 100);
    assert_eq!(
        world.ok("leads.totals", json!({ "filter": { "removed": true } }))["count"],
        100
    );
    assert_eq!(
        world.ok("leads.remove", json!({ "leads": fair, "restore": true }))["leads"],
        100
    );
    world.ok("history.undo", json!({}));
    world.ok("history.undo", json!({}));
    // Whatever was done is undone; only the list of changes is longer.
    assert_eq!(without_changes(&world.dump()), without_changes(&before));
    for command in ["leads.assign", "leads.tag", "leads.remove", "leads.set_state"] {
        let mut input = json!({ "leads": {} });
        if command == "leads.set_state" {
            input["state"] = json!("void");
        }
        assert_eq!(world.err(command, input), "lead.selection_missing", "{command}");
    }
}

fn without_changes(dump: &str) -> String {
    let kept: Vec<&str> = dump
        .lines()
        .filter(|line| {
            !["changes", "touches", "sqlite_sequence"]
                .iter()
                .any(|table| line.starts_with(table))
        })
        .collect();
    kept.join("\n")
}

#[test]
fn conditions_mean_what_they_say() {
    let mut world = World::new();
    world.at("2026-01-10T09:00");
    let old = id(&lead(
        &world,
        json!({ "company": "沐和医疗", "employees": 20, "source": "2026 苏州自动化展" }),
    ));
    world.at("2026-03-18T10:00");
    let new = id(&lead(
        &world,
        json!({ "mobile": "13800138001", "company": "速联电子", "employees": 5, "email": "a@b.cn" }),
    ));
    world.ok(
        "activities.add",
        json!({ "kind": "call", "lead_id": new, "text": "通话" }),
    );
    let test =
        |field: &str, is: &str, values: Value| found(&world, json!({ "field": field, "is": is, "values": values }));
    for (field, is, values, expected) in [
        ("company", "contains", json!(["医疗"]), vec![old]),
        ("company", "lacks", json!(["医疗"]), vec![new]),
        ("source", "lacks", json!(["展"]), vec![new]),
        ("company", "begins", json!(["速联"]), vec![new]),
        ("email", "empty", json!([]), vec![old]),
        ("email", "filled", json!([]), vec![new]),
        ("employees", "at_least", json!([20]), vec![old]),
        ("employees", "between", json!([5, 20]), vec![old, new]),
        ("employees", "equals", json!([5]), vec![new]),
        ("state", "any_of", json!(["following"]), vec![new]),
        ("state", "none_of", json!(["following", "void"]), vec![old]),
        ("created_at", "in_last", json!([7]), vec![new]),
        ("created_at", "not_in_last", json!([7]), vec![old]),
        ("created_at", "this_month", json!([]), vec![new]),
        ("created_at", "this_quarter", json!([]), vec![old, new]),
        ("created_at", "on", json!(["2026-01-10"]), vec![old]),
        ("created_at", "before", json!(["2026-01-11"]), vec![old]),
        ("created_at", "after", json!(["2026-01-10"]), vec![new]),
        ("followed_at", "not_in_last", json!([7]), vec![old]),
        ("followed_at", "today", json!([]), vec![new]),
        ("owner", "any_of", json!([world.call.user]), vec![old, new]),
    ] {
        assert_eq!(test(field, is, values.clone()), expected, "{field} {is} {values}");
    }
    let nested = json!({ "all": [
        { "any": [ { "field": "employees", "is": "at_least", "values": [20] }, { "field": "source", "is": "contains", "values": ["展"] } ] },
        { "field": "followed_at", "is": "empty" }, { "all": [] }
    ] });
    assert_eq!(found(&world, nested), [old]);
    for (condition, code) in [
        (
            json!({ "field": "shoe_size", "is": "filled" }),
            "condition.unknown_field",
        ),
        (
            json!({ "field": "employees", "is": "contains", "values": ["2"] }),
            "condition.wrong_question",
        ),
        (
            json!({ "field": "employees", "is": "at_least", "values": ["many"] }),
            "condition.wrong_value",
        ),
        (
            json!({ "field": "state", "is": "any_of", "values": ["asleep"] }),
            "condition.wrong_value",
        ),
        (
            json!({ "field": "created_at", "is": "on", "values": ["gestern"] }),
            "condition.wrong_value",
        ),
    ] {
        assert_eq!(
            world.err("leads.list", json!({ "filter": { "condition": condition } })),
            code
        );
    }
}

#[test]
fn pages_continue_where_they_ended_whatever_the_order() {
    let world = World::new();
    for at in 0..25 {
        lead(
            &world,
            json!({ "name": format!("人{}", at % 4), "mobile": format!("138001{at:05}") }),
        );
    }
    for sort in [
        json!([]),
        json!([{ "column": "name" }]),
        json!([{ "column": "name", "descending": true }, { "column": "mobile" }]),
    ] {
        let whole = ids(&world.ok("leads.list", json!({ "sort": sort }))["rows"]);
        assert_eq!(whole.len(), 25);
        let (mut pages, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.ok("leads.list", json!({ "sort": sort, "limit": 7, "after": after }));
            pages.extend(ids(&page["rows"]));
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(pages, whole, "{sort}");
    }
}

#[test]
fn views_keep_condition_columns_and_order() {
    let mut world = World::new();
    world.person("林", "sales");
    let definition = json!({ "condition": { "field": "state", "is": "any_of", "values": ["to_handle"] },
        "columns": [{ "name": "name", "width": 120 }, { "name": "mobile" }], "sort": [{ "column": "name", "descending": false }] });
    let shared = world.ok(
        "views.save",
        json!({ "entity": "leads", "name": "待处理", "icon": "inbox", "shared": true, "definition": definition }),
    );
    assert_eq!(shared["definition"]["columns"][0]["width"], 120);
    let broken = json!({ "condition": { "field": "nothing", "is": "filled" } });
    assert_eq!(
        world.err(
            "views.save",
            json!({ "entity": "leads", "name": "坏", "definition": broken })
        ),
        "condition.unknown_field"
    );
    world.speak_as("林");
    let own = world.ok(
        "views.save",
        json!({ "entity": "leads", "name": "我的", "preferred": true, "definition": {} }),
    );
    assert_eq!(
        world
            .ok("views.list", json!({ "entity": "leads" }))
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        world.err(
            "views.save",
            json!({ "entity": "leads", "name": "x", "shared": true, "definition": {} })
        ),
        "view.shared"
    );
    assert_eq!(world.err("views.remove", json!({ "id": shared["id"] })), "view.shared");
    world.speak_as("Owner");
    assert_eq!(world.err("views.remove", json!({ "id": own["id"] })), "view.unknown");
    assert_eq!(
        world
            .ok("views.list", json!({ "entity": "leads" }))
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
