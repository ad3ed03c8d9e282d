//! Registrations in the words of the rulebook: a protected period, others refused by name and date, the holder never.

use crate::world::World;
use serde_json::{Value, json};

const HELD: &str = "registration.held";

/// 林 and 许 sell, 罗 leads them.
fn company() -> World {
    let world = World::new();
    let luo = world.person("罗", "manager");
    for name in ["林", "许"] {
        world.ok(
            "people.save",
            json!({ "name": name, "role": "sales", "manager_id": luo }),
        );
    }
    world
}

/// 林 registered 北京纷扬科技有限公司 on 31 January 2026; 许 speaks, on that day.
fn registered() -> World {
    let mut world = company();
    world.at("2026-01-31T23:30").speak_as("林");
    world.ok(
        "registrations.add",
        json!({ "company": "北京纷扬科技有限公司", "mobile": "+86 139-0000-1111", "credit_code": "91110108551385082Q" }),
    );
    world.speak_as("许");
    world
}

fn lead(more: Value) -> Value {
    let mut lead = json!({ "name": "甲", "email": "jia@example.cn" });
    lead.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "lead": lead })
}

fn rows(world: &World, which: &str) -> Vec<String> {
    let answer = world.ok("registrations.list", json!({ "which": which }));
    let rows = answer["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row["company"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn it_protects_for_thirty_calendar_days_the_last_one_included() {
    let mut world = registered();
    let told = world.ok("registrations.check", json!({ "company": "纷扬科技" }));
    assert_eq!(
        (&told[0]["holder"], &told[0]["ends_on"], &told[0]["days_left"]),
        (&json!("林"), &json!("2026-03-02"), &json!(30))
    );
    assert_eq!(world.err("leads.create", lead(json!({ "company": "北京纷扬" }))), HELD);
    world.at("2026-03-02T23:59");
    assert_eq!(world.err("leads.create", lead(json!({ "company": "北京纷扬" }))), HELD);
    world.at("2026-03-03T00:01");
    assert_eq!(
        world.ok("registrations.check", json!({ "company": "纷扬科技" })),
        json!([])
    );
    world.ok("leads.create", lead(json!({ "company": "北京纷扬" })));
    world.speak_as("林");
    assert_eq!((rows(&world, "mine").len(), rows(&world, "ended").len()), (0, 1));
}

#[test]
fn the_refusal_names_company_holder_and_day_in_the_language_of_the_call() {
    let mut world = registered();
    let failure = world
        .run("leads.create", lead(json!({ "company": "北京纷扬" })))
        .unwrap_err();
    let failure = failure.in_language(leadwell_rules::Language::Zh);
    assert_eq!(failure.kind, leadwell_core::Kind::Conflict);
    for part in ["北京纷扬科技有限公司", "林", "2026-03-02"] {
        assert!(failure.message.contains(part), "{}", failure.message);
    }
    world.call.language = leadwell_rules::Language::En;
    let failure = world
        .run("leads.create", lead(json!({ "company": "北京纷扬" })))
        .unwrap_err();
    let failure = failure.in_language(leadwell_rules::Language::En);
    assert!(
        failure.message.contains("protected until 2026-03-02"),
        "{}",
        failure.message
    );
}

#[test]
fn every_key_and_every_door_by_hand_is_refused() {
    let mut world = registered();
    for known in [
        json!({ "company": "北京纷扬" }),
        json!({ "mobile": "139 0000 1111" }),
        json!({ "credit_code": "91110108551385082q" }),
        json!({ "contacts": [{ "kind": "mobile", "value": "13900001111" }, { "kind": "mobile", "value": "13900002222" }] }),
    ] {
        for door in ["typed", "card", "vcard", "chat"] {
            let mut wanted = lead(known.clone());
            wanted["door"] = json!(door);
            assert_eq!(world.err("leads.create", wanted), HELD, "{known} {door}");
        }
    }
    assert_eq!(
        world.err("registrations.add", json!({ "company": "纷扬科技(北京)有限公司" })),
        HELD
    );
    assert_eq!(
        world.err(
            "registrations.add",
            json!({ "company": "别家", "mobile": "13900001111" })
        ),
        HELD
    );
    assert_eq!(world.err("customers.save", json!({ "name": "北京纷扬" })), HELD);
    assert_eq!(
        world.err(
            "customers.save",
            json!({ "name": "别家", "credit_code": "91110108551385082Q" })
        ),
        HELD
    );
    assert_eq!(
        world.err("deals.create", json!({ "name": "大单", "customer_name": "北京纷扬" })),
        HELD
    );
    // Of several cards only the one is refused.
    let fates = world.ok(
        "leads.create_many",
        json!({ "leads": [{ "name": "乙", "company": "纷扬科技", "qq": "1234567" }, { "name": "丙", "company": "速联电子", "qq": "7654321" }] }),
    );
    assert!(fates[0]["refused"].as_str().unwrap().contains("林"));
    assert_eq!((&fates[0]["lead_id"], &fates[1]["added"]), (&Value::Null, &json!(true)));
    // A lead does not become that company's afterwards either.
    let other = fates[1]["lead_id"].clone();
    assert_eq!(
        world.err("leads.edit", json!({ "id": other, "company": "北京纷扬" })),
        HELD
    );
    world.ok("leads.edit", json!({ "id": other, "note": "别的话可以说" }));
    // The holder is never refused.
    world.speak_as("林");
    world.ok("leads.create", lead(json!({ "company": "北京纷扬" })));
    let customer = world.ok("customers.save", json!({ "name": "北京纷扬科技有限公司" }));
    world.ok("deals.create", json!({ "name": "大单", "customer_id": customer["id"] }));
    world.speak_as("许");
    assert_eq!(
        world.err("deals.create", json!({ "name": "抢单", "customer_id": customer["id"] })),
        HELD
    );
    let mine = world.deal("别的单", json!({}));
    assert_eq!(
        world.err("deals.edit", json!({ "id": mine, "customer_id": customer["id"] })),
        HELD
    );
}

#[test]
fn nobody_else_can_claim_or_be_given_such_a_lead() {
    let mut world = company();
    // They were there before, and nobody's.
    let form = |company: &str, mobile: &str| {
        let lead = json!({ "door": "form", "lead": { "name": "甲", "company": company, "mobile": mobile } });
        world.ok("leads.create", lead)["lead"]["id"].clone()
    };
    let (id, free) = (form("北京纷扬", "13800138000"), form("速联电子", "13800138001"));
    world.speak_as("林");
    world.ok("registrations.add", json!({ "lead_id": id }));
    let (lin, xu) = (
        world.workspace.person("林").unwrap().0,
        world.workspace.person("许").unwrap().0,
    );
    world.speak_as("许");
    let claim = |leads: Value, owner: i64| json!({ "leads": { "ids": leads }, "owner_id": owner });
    assert_eq!(world.err("leads.assign", claim(json!([id]), xu)), HELD);
    assert_eq!(world.err("leads.assign", claim(json!([free, id]), xu)), HELD);
    assert_eq!(world.err("leads.edit", json!({ "id": id, "owner_id": xu })), HELD);
    world.speak_as("罗");
    assert_eq!(world.err("leads.assign", claim(json!([id]), xu)), HELD);
    world.ok("leads.assign", claim(json!([id]), lin));
    world.ok("leads.assign", claim(json!([free]), xu));
}

#[test]
fn what_comes_in_where_nobody_stands_is_the_holders() {
    let mut world = registered();
    world.speak_as("Owner");
    for (at, door) in ["folder", "form", "api", "paste"].into_iter().enumerate() {
        let mut wanted = lead(json!({ "company": "纷扬科技", "email": format!("{at}@example.cn") }));
        wanted["door"] = json!(door);
        assert_eq!(world.ok("leads.create", wanted)["lead"]["owner"], json!("林"), "{door}");
    }
    // Whatever the duplicate rules say of it: 许 has somebody with that number.
    let xu = world.workspace.person("许").unwrap().0;
    let contact = json!({ "name": "王工", "mobile": "13811112222", "owner_id": xu });
    world.ok("contacts.save", contact);
    world.ok("duplicates.save_rules", json!({ "rules": [{ "name": "r", "active": true, "keys": [["mobile"]], "window": "all", "action": "to_owner" }] }));
    let taken = world.ok(
        "leads.create",
        json!({ "door": "api", "lead": { "name": "王工", "mobile": "13811112222", "company": "北京纷扬" } }),
    );
    assert_eq!((&taken["rule"], &taken["lead"]["owner"]), (&json!("r"), &json!("林")));
}

#[test]
fn who_gives_back_or_ends_frees_the_customer() {
    let mut world = registered();
    world.speak_as("林");
    let id = world.ok("registrations.list", json!({}))["rows"][0]["id"].clone();
    world.speak_as("许");
    assert_eq!(
        world.err("registrations.end", json!({ "id": id })),
        "registration.unknown"
    );
    assert_eq!(
        world.err("registrations.extend", json!({ "id": id, "ends_on": "2027-01-01" })),
        "call.forbidden"
    );
    world.speak_as("林");
    world.at("2026-02-10T09:00");
    let before = world.dump();
    let ended = world.ok("registrations.end", json!({ "id": id }));
    assert_eq!(
        (&ended["ended_on"], &ended["ended_by"], &ended["days_left"]),
        (&json!("2026-02-10"), &json!("林"), &Value::Null)
    );
    assert_eq!(world.err("registrations.end", json!({ "id": id })), "registration.over");
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    world.ok("history.redo", json!({}));
    // 许 takes it up: now 林 can neither undo nor get it back.
    world.speak_as("许");
    let second = world.ok("registrations.add", json!({ "company": "北京纷扬科技有限公司" }));
    assert_eq!(second["ends_on"], json!("2026-03-12"));
    world.speak_as("林");
    assert_eq!(world.err("history.undo", json!({})), HELD);
    assert_eq!(world.err("leads.create", lead(json!({ "company": "北京纷扬" }))), HELD);
    // The manager gives it more time, and ends it.
    world.speak_as("罗");
    let extend = |day: &str| json!({ "id": second["id"], "ends_on": day });
    assert_eq!(
        world.err("registrations.extend", extend("2026-03-12")),
        "registration.not_later"
    );
    assert_eq!(
        world.ok("registrations.extend", extend("2026-04-30"))["days_left"],
        json!(79)
    );
    assert_eq!(
        world.err("registrations.extend", json!({ "id": id, "ends_on": "2026-05-30" })),
        "registration.over"
    );
    assert_eq!(
        world.ok("registrations.end", json!({ "id": second["id"] }))["ended_by"],
        json!("罗")
    );
    assert_eq!(rows(&world, "ended").len(), 2);
    world.speak_as("林");
    world.ok("registrations.add", json!({ "company": "北京纷扬科技有限公司" }));
}

#[test]
fn one_that_ran_out_is_only_revived_while_nobody_else_holds_it() {
    let mut world = registered();
    world.at("2026-03-20T09:00").speak_as("许");
    world.ok("registrations.add", json!({ "company": "纷扬科技" }));
    world.speak_as("罗");
    let id = world.ok("registrations.list", json!({ "which": "ended" }))["rows"][0]["id"].clone();
    let extend = json!({ "id": id, "ends_on": "2026-06-30" });
    assert_eq!(world.err("registrations.extend", extend.clone()), HELD);
    let held = world.ok("registrations.list", json!({}))["rows"][0]["id"].clone();
    world.ok("registrations.end", json!({ "id": held }));
    assert_eq!(world.ok("registrations.extend", extend)["holder"], json!("林"));
}

#[test]
fn registering_again_adds_what_was_not_said_and_no_day() {
    let mut world = registered();
    world.speak_as("林");
    world.at("2026-02-20T09:00");
    let again = world.ok(
        "registrations.add",
        json!({ "company": "北京纷扬", "note": "三月招标", "mobile": "13700000000" }),
    );
    assert_eq!(
        (&again["ends_on"], &again["note"], &again["mobile"], &again["company"]),
        (
            &json!("2026-03-02"),
            &json!("三月招标"),
            &json!("13900001111"),
            &json!("北京纷扬科技有限公司")
        )
    );
    assert_eq!(rows(&world, "mine").len(), 1);
}

#[test]
fn what_cannot_be_registered_is_said() {
    let mut world = company();
    let lin = world.workspace.person("林").unwrap().0;
    world.ok("customers.save", json!({ "name": "速联电子有限公司", "owner_id": lin }));
    world.speak_as("许");
    for (wanted, code) in [
        (json!({}), "registration.company_missing"),
        (json!({ "company": "  " }), "registration.company_missing"),
        (json!({ "company": "（）" }), "registration.company_unclear"),
        (json!({ "company": "纷扬科技", "mobile": "12" }), "lead.bad_mobile"),
        (
            json!({ "company": "纷扬科技", "credit_code": "9111" }),
            "lead.bad_credit_code",
        ),
        (
            json!({ "company": "纷扬科技", "person_id": lin }),
            "registration.only_oneself",
        ),
        (json!({ "company": "速联电子" }), "registration.owned"),
        (json!({ "customer_id": 999 }), "customer.unknown"),
        (json!({ "lead_id": 999 }), "lead.unknown"),
    ] {
        assert_eq!(world.err("registrations.add", wanted.clone()), code, "{wanted}");
    }
    world.speak_as("罗");
    let given = world.ok("registrations.add", json!({ "company": "速联电子", "person_id": lin }));
    assert_eq!(given["holder"], json!("林"));
    // What somebody had who left is free, once nothing protects it.
    world.speak_as("Owner");
    world.ok("registrations.end", json!({ "id": given["id"] }));
    world.ok("people.save", json!({ "id": lin, "active": false }));
    world.speak_as("许");
    world.ok("registrations.add", json!({ "company": "速联电子" }));
}

#[test]
fn the_days_are_a_setting_and_those_made_before_keep_theirs() {
    let mut world = registered();
    world.speak_as("Owner");
    for days in [0, 3651, -1] {
        assert_eq!(
            world.err("workspace.save", json!({ "registration_days": days })),
            "workspace.registration_days"
        );
    }
    assert_eq!(
        world.ok("workspace.save", json!({ "registration_days": 90 }))["registration_days"],
        json!(90)
    );
    let later = world.ok("registrations.add", json!({ "company": "速联电子" }));
    assert_eq!(later["ends_on"], json!("2026-05-01"));
    let all = world.ok("registrations.list", json!({}));
    assert_eq!(
        (&all["rows"][0]["ends_on"], &all["days"]),
        (&json!("2026-03-02"), &json!(90))
    );
}

#[test]
fn a_merge_takes_the_registration_along() {
    let mut world = company();
    let one = world.ok("customers.save", json!({ "name": "北京纷扬科技有限公司" }))["id"].clone();
    let other = world.ok("customers.save", json!({ "name": "逍客网络" }))["id"].clone();
    world.speak_as("林");
    world.ok("registrations.add", json!({ "customer_id": other }));
    world.speak_as("Owner");
    let before = world.dump();
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": one, "gone": [other] }),
    );
    world.speak_as("许");
    for deal in [
        json!({ "name": "单", "customer_id": one }),
        json!({ "name": "单", "customer_name": "逍客网络" }),
    ] {
        assert_eq!(world.err("deals.create", deal), HELD);
    }
    assert_eq!(world.err("leads.create", lead(json!({ "company": "纷扬科技" }))), HELD);
    world.speak_as("Owner");
    world.ok("history.undo", json!({}));
    let lasting = |dump: String| {
        dump.lines()
            .filter(|line| !line.starts_with("merges"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(lasting(world.dump()), lasting(before));
    world.speak_as("许");
    world.ok("leads.create", lead(json!({ "company": "纷扬科技" })));
}

#[test]
fn whoever_leaves_hands_registrations_over() {
    let mut world = registered();
    world.speak_as("Owner");
    let (lin, xu) = (
        world.workspace.person("林").unwrap().0,
        world.workspace.person("许").unwrap().0,
    );
    assert_eq!(
        world.ok("people.holdings", json!({ "id": lin }))["registrations"],
        json!(1)
    );
    let before = world.dump();
    let handed = world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [xu], "deactivate": true }),
    );
    assert_eq!(handed["total"]["registrations"], json!(1));
    assert_eq!(
        world.ok("people.holdings", json!({ "id": xu }))["registrations"],
        json!(1)
    );
    world.speak_as("许");
    assert_eq!(rows(&world, "mine"), ["北京纷扬科技有限公司"]);
    world.ok("leads.create", lead(json!({ "company": "北京纷扬" })));
    world.ok("history.undo", json!({}));
    world.speak_as("Owner");
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
}

#[test]
fn a_salesperson_sees_own_ones_in_the_list_and_a_manager_the_teams() {
    let mut world = registered();
    world.ok("registrations.add", json!({ "company": "速联电子" }));
    assert_eq!(rows(&world, "all"), ["速联电子"]);
    world.speak_as("罗");
    assert_eq!((rows(&world, "all").len(), rows(&world, "mine").len()), (2, 0));
}
