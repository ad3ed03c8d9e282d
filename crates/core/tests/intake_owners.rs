//! Whose a new lead becomes by a duplicate rule is decided the same whichever door it comes through.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

const ACTIONS: [&str; 5] = ["to_owner", "assign", "collect", "update", "label"];

/// A company with one rule, two salespeople and somebody known by the number: a lead of 林's, of nobody, or a contact of 林's or nobody's.
fn company(action: &str, known: &str) -> World {
    let world = World::new();
    let lin = world.person("林", "sales");
    world.person("许", "sales");
    let owner = if known.ends_with("owned") {
        json!(lin)
    } else {
        Value::Null
    };
    if known.starts_with("lead") {
        let lead = json!({ "lead": { "name": "甲", "mobile": "13900001111" } });
        let id = world.ok("leads.create", lead)["lead"]["id"].clone();
        world.ok("leads.assign", json!({ "leads": { "ids": [id] }, "owner_id": owner }));
    } else {
        world.ok(
            "contacts.save",
            json!({ "name": "甲", "mobile": "13900001111", "owner_id": owner }),
        );
    }
    let rule = json!([{ "name": "r", "active": true, "keys": [["mobile"]], "window": "all", "action": action, "label": "疑似重复" }]);
    world.ok("duplicates.save_rules", json!({ "rules": rule }));
    world
}

/// Owner, tags and the lead it is collected under, of the last lead.
fn newest(world: &World) -> String {
    world
        .look()
        .query_row(
            "select json_array(l.name, u.name, l.source_lead_id, (select group_concat(t.name) from lead_tags lt join tags t on t.id = lt.tag_id
               where lt.lead_id = l.id)) from leads l left join people u on u.id = l.owner_id order by l.id desc limit 1",
            [],
            |row| row.get(0),
        )
        .unwrap()
}

#[test]
fn typing_and_importing_give_a_lead_to_the_same_person() {
    for known in ["lead owned", "lead free", "contact owned", "contact free"] {
        for action in ACTIONS {
            // An import changes no known lead: it collects instead.
            if action == "update" && known.starts_with("lead") {
                continue;
            }
            let typed = company(action, known);
            let xu = typed.workspace.person("许").unwrap();
            typed.ok(
                "leads.create",
                json!({ "lead": { "name": "乙", "mobile": "13900001111", "owner_id": xu } }),
            );
            let imported = company(action, known);
            let path = imported.file("leads.csv", "编号,姓名,手机,负责人\nA9,乙,13900001111,许\n");
            let done = imported.import(plan("leads", &path, json!({ "key": "code" })));
            assert_eq!(done["created"], 1, "{done}");
            assert_eq!(newest(&typed), newest(&imported), "{action}, {known}");
        }
    }
}

#[test]
fn what_an_import_collects_instead_of_updating_is_collected_as_by_the_rule() {
    for known in ["lead owned", "lead free"] {
        let [updated, collected] = ["update", "collect"].map(|action| {
            let world = company(action, known);
            let path = world.file("leads.csv", "编号,姓名,手机,负责人\nA9,乙,13900001111,许\n");
            world.import(plan("leads", &path, json!({ "key": "code" })));
            newest(&world)
        });
        assert_eq!(updated, collected, "{known}");
    }
}

#[test]
fn whoever_enters_what_others_know_is_told_and_loses_nothing() {
    for known in ["lead owned", "lead free", "contact owned", "contact free"] {
        for action in ACTIONS {
            let mut world = company(action, known);
            let before = world.number("select count(*) from leads");
            let known_lead = world.ok("leads.list", json!({}))["rows"][0].clone();
            world.speak_as("许");
            let cell = format!("{action}, {known}");
            let picture = json!({ "name": "名片.png", "base64": "YQ==" });
            let card =
                json!({ "lead": { "name": "乙", "mobile": "13900001111", "need": "泵" }, "attachment": picture });
            let entered = world.ok("leads.create", card);
            // The known lead takes the words only where she sees it.
            let fills = action == "update" && known == "lead free";
            assert_eq!(entered["added"], !fills, "{cell}");
            assert_eq!(
                world.number("select count(*) from leads") - before,
                i64::from(!fills),
                "{cell}"
            );
            assert_eq!(entered["lead"]["need"], "泵", "{cell}");
            assert_eq!(world.number("select count(*) from attachments"), 1, "{cell}");
            let id = json!({ "id": entered["lead"]["id"] });
            assert_eq!(entered["seen"], world.run("leads.get", id).is_ok(), "{cell}");
            assert_eq!(entered["hits"][0]["name"], "甲", "{cell}");
            let many = world.ok(
                "leads.create_many",
                json!({ "leads": [{ "name": "丙", "mobile": "13900001111" }] }),
            );
            assert_eq!(many[0]["refused"], Value::Null, "{cell}");
            world.speak_as("Owner");
            if !fills && known.starts_with("lead") {
                let lead = world.ok("leads.get", json!({ "id": known_lead["id"] }));
                assert_eq!(
                    (&lead["need"], &lead["owner"]),
                    (&known_lead["need"], &known_lead["owner"]),
                    "{cell}"
                );
                let collects = ["collect", "update"].contains(&action);
                assert_eq!(lead["collected"], if collects { 2 } else { 0 }, "{cell}");
            }
        }
    }
}

#[test]
fn whoever_may_hand_out_leads_may_hand_one_out_of_their_sight() {
    let mut world = World::new();
    let lin = world.person("林", "sales");
    world.person("唐", "manager");
    world.speak_as("唐");
    let lead = json!({ "lead": { "name": "甲", "mobile": "13900001111", "owner_id": lin } });
    let entered = world.ok("leads.create", lead);
    assert_eq!(
        (&entered["lead"]["owner"], &entered["seen"]),
        (&json!("林"), &json!(false))
    );
    let own = world.ok(
        "leads.create",
        json!({ "lead": { "name": "乙", "mobile": "13900002222" } }),
    );
    let given = json!({ "id": own["lead"]["id"], "owner_id": lin });
    assert_eq!(world.ok("leads.edit", given)["owner"], "林");
    assert_eq!(
        world.err("leads.get", json!({ "id": own["lead"]["id"] })),
        "lead.unknown"
    );
}
