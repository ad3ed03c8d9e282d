//! Activities and the timeline, in the words of the rulebook.

use crate::world::{World, kinds};
use serde_json::{Value, json};

#[test]
fn a_note_is_done_by_being_written_and_what_is_planned_has_a_day() {
    let world = World::new();
    let id = world.deal("二号线", json!({}));
    let add = |more: Value| {
        let mut input = json!({ "deal_id": id });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let note = world.ok("activities.add", add(json!({ "kind": "note", "text": " 预算已批 " })));
    assert_eq!(
        (&note["text"], &note["done_at"]),
        (&json!("预算已批"), &json!(world.call.now.0))
    );
    assert_eq!(
        world.err("activities.add", add(json!({ "kind": "note" }))),
        "activity.text_missing"
    );
    assert_eq!(
        world.err(
            "activities.add",
            add(json!({ "kind": "note", "text": "x", "due_on": "2026-03-20" }))
        ),
        "activity.note_is_done"
    );
    assert_eq!(
        world.err("activities.add", add(json!({ "kind": "task", "text": "报价" }))),
        "activity.day_missing"
    );
    assert_eq!(
        world.err("activities.add", add(json!({ "kind": "call", "done": false }))),
        "activity.day_missing"
    );
    assert_eq!(
        world.err("activities.add", add(json!({ "kind": "task", "due_on": "2026-03-20" }))),
        "activity.text_missing"
    );
    assert_eq!(
        world.err("activities.add", add(json!({ "kind": "fax", "text": "x" }))),
        "call.input"
    );
    assert_eq!(
        world.err("activities.add", json!({ "kind": "note", "text": "x" })),
        "activity.about_nothing"
    );
    assert_eq!(
        world.err("activities.add", json!({ "kind": "note", "text": "x", "deal_id": 99 })),
        "deal.unknown"
    );
    assert_eq!(
        world.err(
            "activities.add",
            json!({ "kind": "note", "text": "x", "customer_id": 99 })
        ),
        "customer.unknown"
    );
    assert_eq!(
        world.err(
            "activities.add",
            json!({ "kind": "note", "text": "x", "contact_id": 99 })
        ),
        "contact.unknown"
    );
    assert!(world.ok("activities.add", add(json!({ "kind": "call" })))["done_at"].is_number());
    assert!(
        world.ok(
            "activities.add",
            add(json!({ "kind": "meeting", "due_on": "2026-03-20" }))
        )["done_at"]
            .is_null()
    );
    assert!(
        world.ok(
            "activities.add",
            add(json!({ "kind": "mail", "due_on": "2026-03-17", "done": true }))
        )["done_at"]
            .is_number()
    );
    assert!(
        world.ok(
            "activities.add",
            add(json!({ "kind": "task", "text": "报价", "done": true }))
        )["done_at"]
            .is_number()
    );
    assert_eq!(
        world.err("activities.done", json!({ "id": note["id"], "done": false })),
        "activity.note_is_done"
    );
    assert_eq!(
        world.err("activities.edit", json!({ "id": note["id"], "text": " " })),
        "activity.text_missing"
    );
    assert_eq!(
        world.err("activities.edit", json!({ "id": note["id"], "due_on": "2026-03-20" })),
        "activity.note_is_done"
    );
}

#[test]
fn a_deal_knows_its_next_activity_and_its_last_touch() {
    let mut world = World::new();
    let id = world.deal("二号线", json!({}));
    let next = |world: &World| {
        let next = world.ok("deals.get", json!({ "id": id }))["next_activity"].clone();
        if next.is_null() {
            String::new()
        } else {
            format!(
                "{} {}",
                next["due_on"].as_str().unwrap(),
                next["kind"].as_str().unwrap()
            )
        }
    };
    let touched = |world: &World| world.number(&format!("select touched_at from deals where id = {id}"));
    let begun = world.call.now.0;
    assert_eq!((next(&world).as_str(), touched(&world)), ("", begun));
    world.at("2026-03-19T10:00");
    let visit = world.ok(
        "activities.add",
        json!({ "kind": "meeting", "deal_id": id, "due_on": "2026-03-25" }),
    )["id"]
        .clone();
    assert_eq!(next(&world), "2026-03-25 meeting");
    // A planned activity is no touch.
    assert_eq!(touched(&world), begun);
    let call = world.ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": id, "due_on": "2026-03-20" }),
    )["id"]
        .clone();
    assert_eq!(next(&world), "2026-03-20 call");
    world.ok("activities.edit", json!({ "id": call, "due_on": "2026-03-30" }));
    assert_eq!(next(&world), "2026-03-25 meeting");
    world.at("2026-03-25T15:00");
    let done = world.ok("activities.done", json!({ "id": visit, "done": true }));
    assert_eq!(
        (done["done_at"].as_i64().unwrap(), next(&world).as_str()),
        (world.call.now.0, "2026-03-30 call")
    );
    assert_eq!(touched(&world), world.call.now.0);
    // Ticked twice is ticked once; the tick taken back, so is the touch.
    let first = done["done_at"].clone();
    world.at("2026-03-26T09:00");
    assert_eq!(
        world.ok("activities.done", json!({ "id": visit, "done": true }))["done_at"],
        first
    );
    let open = world.ok("activities.done", json!({ "id": visit, "done": false }));
    assert_eq!(
        (&open["done_at"], &open["due_on"]),
        (&json!(null), &json!("2026-03-25"))
    );
    assert_eq!((next(&world).as_str(), touched(&world)), ("2026-03-25 meeting", begun));
    // A call reported without a day gets the day it was done on when it is opened again.
    let report = world.ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": id, "text": "回访" }),
    );
    assert_eq!(touched(&world), world.call.now.0);
    assert_eq!(
        world.ok("activities.done", json!({ "id": report["id"], "done": false }))["due_on"],
        "2026-03-26"
    );
    assert_eq!(touched(&world), begun);
    // Undo takes back the activity and what the deal knew of it.
    world.ok(
        "activities.add",
        json!({ "kind": "task", "text": "报价", "deal_id": id, "due_on": "2026-03-19" }),
    );
    assert_eq!(next(&world), "2026-03-19 task");
    world.ok("history.undo", json!({}));
    assert_eq!(next(&world), "2026-03-25 meeting");
    assert_eq!(world.number(crate::world::NEXT_DIFFERS), 0);
}

#[test]
fn the_timeline_tells_everything_newest_first() {
    let mut world = World::new();
    let customer = world.ok("customers.save", json!({ "name": "砺川" }))["id"].clone();
    let person = world.ok("contacts.save", json!({ "name": "王建国", "customer_id": customer }))["id"].clone();
    let other = world.person("Anna", "sales").0;
    let id = world.deal(
        "二号线",
        json!({ "customer_id": customer, "amount_minor": 100, "close_on": "2026-06-30" }),
    );
    let stages = world.ok("pipelines.list", json!({}))[0]["stages"].clone();
    let about = json!({ "deal_id": id });
    world.at("2026-03-19T10:00").ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": id, "contact_id": person, "text": "首次沟通" }),
    );
    world
        .at("2026-03-20T10:00")
        .ok("deals.move", json!({ "id": id, "stage_id": stages[1]["id"] }));
    world.at("2026-03-21T10:00").ok(
        "deals.edit",
        json!({ "id": id, "amount_minor": 250, "close_on": "2026-07-31" }),
    );
    world.at("2026-03-22T10:00").ok(
        "deals.edit",
        json!({ "id": id, "owner_id": other, "probability_bp": 4_000, "category": "commit" }),
    );
    world
        .at("2026-03-23T10:00")
        .ok("deals.edit", json!({ "id": id, "note": "不影响预测" }));
    world.ok(
        "activities.add",
        json!({ "kind": "task", "deal_id": id, "text": "报价", "due_on": "2026-03-30" }),
    );
    world.ok(
        "activities.add",
        json!({ "kind": "note", "customer_id": customer, "text": "关于客户" }),
    );
    world.ok(
        "activities.add",
        json!({ "kind": "note", "contact_id": person, "text": "关于联系人" }),
    );
    world
        .at("2026-03-24T10:00")
        .ok("deals.lose", json!({ "id": id, "reason": "价格偏高" }));
    world.at("2026-03-25T10:00").ok("deals.reopen", json!({ "id": id }));
    world.at("2026-03-26T10:00").ok(
        "deals.win",
        json!({ "id": id, "amount_minor": 240, "closed_on": "2026-03-26" }),
    );

    let timeline = world.ok("activities.list", json!({ "about": about }));
    let told = [
        "task", "won", "reopened", "lost", "field", "field", "field", "amount", "close", "stage", "call", "created",
    ];
    assert_eq!(kinds(&timeline), told, "{timeline:#}");
    let item = |kind: &str, field: Option<&str>| {
        timeline
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["kind"] == kind && item["field"].as_str() == field)
            .unwrap()
            .clone()
    };
    for (kind, field, from, to) in [
        ("created", None, Value::Null, stages[0]["name"].clone()),
        ("stage", None, stages[0]["name"].clone(), stages[1]["name"].clone()),
        ("amount", None, json!("100"), json!("250")),
        ("close", None, json!("2026-06-30"), json!("2026-07-31")),
        ("field", Some("owner"), json!("Owner"), json!("Anna")),
        ("field", Some("category"), json!("pipeline"), json!("commit")),
        ("field", Some("probability"), json!("2500"), json!("4000")),
        ("won", None, json!("250"), json!("240")),
    ] {
        let found = item(kind, field);
        assert_eq!(
            (&found["from"], &found["to"], &found["person"]),
            (&from, &to, &json!("Owner")),
            "{kind} {field:?}"
        );
    }
    assert_eq!(item("call", None)["contact"], "王建国");
    assert_eq!(item("task", None)["due_on"], "2026-03-30");

    // In pages of any size, nothing is told twice or left out.
    for about in [
        about,
        json!({ "customer_id": customer }),
        json!({ "contact_id": person }),
    ] {
        let whole = world.ok("activities.list", json!({ "about": about, "limit": 500 }));
        for size in 1..=5 {
            let (mut paged, mut before) = (Vec::new(), Value::Null);
            loop {
                let page = world.ok(
                    "activities.list",
                    json!({ "about": about, "limit": size, "before": before }),
                );
                let page = page.as_array().unwrap();
                paged.extend(page.clone());
                match page.last() {
                    Some(last) if page.len() == size => before = last["key"].clone(),
                    _ => break,
                }
            }
            assert_eq!(json!(paged), whole, "pages of {size}");
        }
    }
    let of_customer = kinds(&world.ok("activities.list", json!({ "about": { "customer_id": customer } })));
    assert_eq!(of_customer.len(), told.len() + 2);
    let of_person = kinds(&world.ok("activities.list", json!({ "about": { "contact_id": person } })));
    assert_eq!(of_person, ["note", "call"]);
    assert_eq!(
        world.err("activities.list", json!({ "about": {} })),
        "activity.about_one"
    );
    assert_eq!(
        world.err(
            "activities.list",
            json!({ "about": { "contact_id": person, "customer_id": customer } })
        ),
        "activity.about_one"
    );
    assert_eq!(
        world.err("activities.list", json!({ "about": { "deal_id": 99 } })),
        "deal.unknown"
    );
}

#[test]
fn what_belongs_to_a_deal_out_of_sight_is_out_of_sight() {
    let mut world = World::new();
    let anna = world.person("Anna", "sales").0;
    world.person("Ben", "sales");
    let customer = world.ok("customers.save", json!({ "name": "砺川" }))["id"].clone();
    let id = world.deal("二号线", json!({ "customer_id": customer, "owner_id": anna }));
    let call = world.ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": id, "due_on": "2026-03-20" }),
    )["id"]
        .clone();
    world.ok(
        "activities.add",
        json!({ "kind": "note", "customer_id": customer, "text": "大家都能看" }),
    );
    world.speak_as("Ben");
    assert_eq!(
        kinds(&world.ok("activities.list", json!({ "about": { "customer_id": customer } }))),
        ["note"]
    );
    assert_eq!(
        world.err("activities.list", json!({ "about": { "deal_id": id } })),
        "deal.unknown"
    );
    assert_eq!(
        world.err("activities.done", json!({ "id": call, "done": true })),
        "activity.unknown"
    );
    assert_eq!(
        world.err("activities.edit", json!({ "id": call, "text": "x" })),
        "activity.unknown"
    );
    assert_eq!(
        world.err("activities.add", json!({ "kind": "note", "deal_id": id, "text": "x" })),
        "deal.unknown"
    );
    world.speak_as("Anna");
    assert_eq!(
        kinds(&world.ok("activities.list", json!({ "about": { "customer_id": customer } }))),
        ["call", "note", "created"]
    );
    world.ok("activities.done", json!({ "id": call, "done": true }));
}

#[test]
fn every_change_names_what_it_changed() {
    let world = World::new();
    let id = world.deal("二号线", json!({ "customer_name": "砺川" }));
    let customer = world.ok("customers.list", json!({}))["rows"][0]["id"].clone();
    let mut expected = Vec::new();
    let mut change = |command: &str, input: Value, subject: &str| {
        world.ok(command, input);
        expected.push(subject.to_owned());
    };
    change("people.save", json!({ "name": "Anna", "role": "sales" }), "Anna");
    change("products.save", json!({ "name": "检测站" }), "检测站");
    change("customers.save", json!({ "id": customer, "note": "x" }), "砺川");
    change("contacts.save", json!({ "name": "王建国" }), "王建国");
    change(
        "targets.save",
        json!({ "period_kind": "month", "starts_on": "2026-03-01", "amount_minor": 5 }),
        "Acme · 2026-03-01",
    );
    change(
        "activities.add",
        json!({ "kind": "note", "deal_id": id, "text": "预算已批" }),
        "二号线",
    );
    let file = world.look();
    let mut rows = file.prepare("select subject from changes order by id").unwrap();
    let subjects: Vec<Option<String>> = rows
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let subjects: Vec<String> = subjects.into_iter().flatten().collect();
    assert_eq!(subjects[subjects.len() - expected.len()..], expected);
}

#[test]
fn whoever_may_change_a_record_may_write_on_its_timeline() {
    let mut world = World::new();
    world.person("何", "assistant");
    let deal = world.deal("二号线", json!({}));
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" } }),
    )["lead"]["id"]
        .clone();
    let customer = world.ok("customers.save", json!({ "name": "速联电子" }))["id"].clone();
    let note = |about: &str, id: &Value| json!({ "kind": "note", "text": "来电", about: id });
    let on_deal = world.ok("activities.add", note("deal_id", &json!(deal)))["id"].clone();
    world.speak_as("何");
    let on_lead = world.ok("activities.add", note("lead_id", &lead))["id"].clone();
    world.ok("activities.add", note("customer_id", &customer));
    world.ok("activities.edit", json!({ "id": on_lead, "text": "又来电" }));
    world.ok(
        "activities.paste_chat",
        json!({ "about": { "lead_id": lead }, "text": "何 2026-03-18 09:00\n您好\n" }),
    );
    // A deal is not theirs to change, alone or beside a customer.
    let refused = "activity.may_not_write";
    assert_eq!(world.err("activities.add", note("deal_id", &json!(deal))), refused);
    let both = json!({ "kind": "note", "text": "来电", "customer_id": customer, "deal_id": deal });
    assert_eq!(world.err("activities.add", both), refused);
    assert_eq!(
        world.err("activities.edit", json!({ "id": on_deal, "text": "x" })),
        refused
    );
    assert_eq!(
        world.err("activities.done", json!({ "id": on_deal, "done": true })),
        refused
    );
    let chat = json!({ "about": { "deal_id": deal }, "text": "何 2026-03-18 09:00\n您好\n" });
    assert_eq!(world.err("activities.paste_chat", chat), refused);
}
