//! Leads through their commands: the hard rule of every door, cleaning, quarantine, states, handing out, lists and views.

use crate::world::World;
use crate::world::leads::{found, id, lead};
use serde_json::{Value, json};

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
        ("mobile", "+44 7700 900 796", "lead.bad_foreign_number", "bad_mobile"),
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
    let owner = world.call.person.0;
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
    // Nobody wins a lead by saying so.
    assert_eq!(
        world.err("leads.set_state", json!({ "leads": one, "state": "converted" })),
        "lead.converted_by_word"
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
    let taken = world.ok("leads.assign", json!({ "leads": one, "owner_id": world.call.person }));
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
    let given = json!({ "lead": { "name": "新", "mobile": "13800138003", "owner_id": xu } });
    assert_eq!(world.err("leads.create", given), "lead.may_only_claim");
    world.ok("leads.assign", json!({ "leads": { "ids": [free] }, "owner_id": lin }));
    assert_eq!(world.ok("leads.get", json!({ "id": free }))["owner"], "林");
    // The check names what one may not open.
    assert_eq!(
        world.ok("duplicates.check", json!({ "mobile": "13800138001" }))[0]["owner"],
        "许"
    );
}
