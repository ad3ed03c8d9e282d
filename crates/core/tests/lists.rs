//! One list for every noun: the same selection, the same order and pages, the same counts.

use crate::world::leads::{found, lead};
use crate::world::{World, ids};
use serde_json::{Value, json};

/// The lists, with a column of each that a page can be sorted by.
const LISTS: [&str; 4] = ["leads", "deals", "customers", "contacts"];

fn filled() -> World {
    let world = World::new();
    for at in 0..23 {
        let name = format!("客户 {:02}", at % 9);
        let customer = world.ok(
            "customers.save",
            json!({ "name": name, "industry": if at % 2 == 0 { "食品" } else { "Steel_100%" } }),
        );
        world.ok(
            "contacts.save",
            json!({ "name": format!("人 {}", at % 5), "title": "Chief", "customer_id": customer["id"] }),
        );
        world.deal(
            &format!("项目 {}", at % 7),
            json!({ "customer_id": customer["id"], "amount_minor": (at % 5) * 100 }),
        );
        lead(
            &world,
            json!({ "name": format!("人{}", at % 4), "mobile": format!("138001{at:05}"), "source": if at % 2 == 0 { "展会" } else { "Ｗeb" } }),
        );
    }
    world
}

#[test]
fn every_field_can_be_asked_and_every_order_can_be_continued() {
    let world = filled();
    for noun in LISTS {
        let fields = world.ok(&format!("{noun}.fields"), json!({}));
        let command = format!("{noun}.list");
        for field in fields.as_array().unwrap() {
            for op in field["ops"].as_array().unwrap() {
                let values = match (op.as_str().unwrap(), field["kind"].as_str().unwrap()) {
                    ("empty" | "filled" | "today" | "past", _) => json!([]),
                    (op, _) if op.starts_with("this_") || op.starts_with("last_") || op.starts_with("next_") => {
                        json!([])
                    }
                    ("between", "day" | "instant") => json!(["2026-01-01", "2026-12-31"]),
                    ("between", _) => json!([1, 2]),
                    ("on" | "before" | "after", _) => json!(["2026-03-18"]),
                    (_, "text") => json!(["x"]),
                    (_, "choice") => json!([field["choices"][0]]),
                    _ => json!([1]),
                };
                let condition = json!({ "field": field["name"], "is": op, "values": values });
                let filter = json!({ "filter": { "condition": condition }, "limit": 1000 });
                let rows = world.ok(&command, filter.clone())["rows"].as_array().unwrap().len();
                let count = world.ok(&format!("{noun}.totals"), json!({ "filter": filter["filter"] }))["count"].clone();
                assert_eq!(count, rows, "{noun} {condition}");
            }
            let sort = json!([{ "column": field["name"], "descending": true }]);
            if field["sorts"] == false {
                assert_eq!(world.err(&command, json!({ "sort": sort })), "list.unknown_column");
                continue;
            }
            let whole = ids(&world.ok(&command, json!({ "sort": sort }))["rows"]);
            let (mut pages, mut after) = (Vec::new(), Value::Null);
            loop {
                let page = world.ok(&command, json!({ "sort": sort, "limit": 7, "after": after }));
                pages.extend(ids(&page["rows"]));
                after = page["next"].clone();
                if after.is_null() {
                    break;
                }
            }
            assert_eq!(pages, whole, "{noun} {sort}");
            assert_eq!(whole.len(), 23, "{noun}");
        }
        assert_eq!(
            world.err(
                &command,
                json!({ "filter": { "condition": { "field": "shoe_size", "is": "filled" } } })
            ),
            "condition.unknown_field"
        );
    }
}

#[test]
fn what_lies_in_the_bin_is_listed_there() {
    let world = filled();
    for (noun, key) in [("contacts", "contacts"), ("customers", "customers")] {
        let first = world.ok(&format!("{noun}.list"), json!({ "limit": 1 }))["rows"][0]["id"].clone();
        if noun == "customers" {
            continue;
        }
        world.ok(&format!("{key}.remove"), json!({ "ids": [first] }));
        let bin = world.ok(&format!("{noun}.list"), json!({ "filter": { "removed": true } }));
        assert_eq!(ids(&bin["rows"]), [first.as_i64().unwrap()]);
        assert_eq!(world.ok(&format!("{noun}.totals"), json!({}))["count"], 22);
    }
    assert_eq!(
        world.err("customers.list", json!({ "filter": { "quarantined": true } })),
        "list.none_apart"
    );
}

#[test]
fn several_selections_are_counted_as_each_alone() {
    let mut world = filled();
    let anna = world.person("Anna", "sales");
    world.person("Ben", "sales");
    world.ok(
        "leads.assign",
        json!({ "leads": { "ids": [1, 2, 3] }, "owner_id": anna }),
    );
    world.ok("leads.tag", json!({ "leads": { "ids": [2, 3, 4] }, "add": ["重点"] }));
    world.ok("leads.remove", json!({ "leads": { "ids": [5, 6] } }));
    let condition =
        |field: &str, is: &str, values: Value| json!({ "condition": { "field": field, "is": is, "values": values } });
    let selections = json!([
        {},
        { "quarantined": true },
        { "quarantined": false },
        { "removed": true },
        { "ids": [1, 2, 9] },
        { "text": "13800100007" },
        condition("owner", "any_of", json!([anna])),
        condition("owner", "empty", json!([])),
        condition("tags", "any_of", json!([1])),
        condition("source", "any_of", json!(["WEB"])),
        condition("created_at", "today", json!([])),
        { "condition": { "field": "state", "is": "any_of", "values": ["to_handle"] }, "text": "人1" },
    ]);
    for who in ["Owner", "Anna", "Ben"] {
        world.speak_as(who);
        let counts = world.ok("leads.counts", json!({ "selections": selections }));
        for (selection, count) in selections.as_array().unwrap().iter().zip(counts.as_array().unwrap()) {
            let alone = world.ok("leads.totals", json!({ "filter": selection }));
            assert_eq!(&alone["count"], count, "{who} {selection}");
        }
    }
    assert_eq!(world.err("leads.counts", json!({ "selections": [] })), "list.counts");
    assert_eq!(
        world.err(
            "leads.counts",
            json!({ "selections": [{ "condition": { "field": "", "is": "filled" } }] })
        ),
        "condition.unreadable"
    );
}

/// Writes what is stored of a view as a file of another program, or another version, may hold it.
fn stored(world: &World, id: &Value, definition: &str) {
    let connection = rusqlite::Connection::open(world.workspace.path()).unwrap();
    connection
        .execute(
            "update views set definition = ?2 where id = ?1",
            (id.as_i64(), definition),
        )
        .unwrap();
}

#[test]
fn a_view_nobody_can_read_selects_nothing() {
    let world = filled();
    for (noun, condition) in [
        (
            "leads",
            json!({ "field": "state", "is": "any_of", "values": ["to_handle"] }),
        ),
        (
            "deals",
            json!({ "field": "status", "is": "any_of", "values": ["open"] }),
        ),
        ("customers", json!({ "field": "open", "is": "at_least", "values": [1] })),
        (
            "contacts",
            json!({ "field": "title", "is": "contains", "values": ["chief"] }),
        ),
    ] {
        let save = |definition: Value| json!({ "entity": noun, "name": noun, "definition": definition });
        let view = world.ok("views.save", save(json!({ "condition": condition })));
        assert_eq!((&view["broken"], &view["reason"]), (&json!(false), &Value::Null));
        for definition in [
            r#"{"condition":{"field":"shoe_size","is":"filled"},"columns":[{"name":"name"}],"sort":[]}"#,
            r#"{"condition":{"field":"created_at","is":"contains","values":["x"]}}"#,
            r#"{"condition":{"all":[{"field":"name","is":"sounds_like","values":["x"]}]}}"#,
            r#"{"sort":[{"column":"shoe_size","descending":true}]}"#,
            "nonsense",
            "",
        ] {
            stored(&world, &view["id"], definition);
            let views = world.ok("views.list", json!({ "entity": noun }));
            let broken = &views[0];
            assert_eq!(broken["broken"], true, "{noun} {definition}");
            assert!(broken["reason"].as_str().unwrap().chars().count() > 10, "{broken}");
            let selection = json!({ "condition": broken["definition"]["condition"] });
            for command in ["list", "totals"] {
                let refused = world.err(&format!("{noun}.{command}"), json!({ "filter": selection }));
                assert_eq!(refused, "condition.unreadable", "{noun} {definition}");
            }
        }
        assert_eq!(
            world.err(
                "views.save",
                save(json!({ "sort": [{ "column": "shoe_size", "descending": false }] }))
            ),
            "list.unknown_column"
        );
    }
    assert_eq!(world.err("views.list", json!({ "entity": "products" })), "record.kind");
}

#[test]
fn a_verb_for_many_does_nothing_for_a_broken_view() {
    let world = filled();
    let view = world.ok(
        "views.save",
        json!({ "entity": "leads", "name": "坏", "definition": {} }),
    );
    let before = world.dump();
    for definition in [r#"{"condition":{"field":"shoe_size","is":"filled"}}"#, "nonsense"] {
        stored(&world, &view["id"], definition);
        let condition = world.ok("views.list", json!({ "entity": "leads" }))[0]["definition"]["condition"].clone();
        for (command, more) in [
            ("leads.assign", json!({ "owner_id": world.call.person })),
            ("leads.tag", json!({ "add": ["重点"] })),
            ("leads.set_state", json!({ "state": "void" })),
            ("leads.edit_many", json!({ "channel": "x" })),
            ("leads.remove", json!({})),
        ] {
            // The list's own part beside it makes it no less unreadable.
            for selection in [
                json!({ "condition": condition }),
                json!({ "condition": { "any": [condition, { "field": "name", "is": "filled" }] }, "quarantined": false }),
            ] {
                let mut input = more.clone();
                input["leads"] = selection;
                assert_eq!(world.err(command, input), "condition.unreadable", "{command}");
            }
        }
    }
    let leads = |dump: &str| -> Vec<String> {
        let kept = dump
            .lines()
            .filter(|line| line.starts_with("leads|") || line.starts_with("lead_"));
        kept.map(str::to_owned).collect()
    };
    assert_eq!(leads(&world.dump()), leads(&before));
}

#[test]
fn texts_are_compared_as_the_rulebook_compares_them() {
    #[derive(serde::Deserialize)]
    struct Vector {
        text: Option<String>,
        is: String,
        values: Vec<String>,
        holds: bool,
    }
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../rules/data/folded.json")).unwrap();
    let mut texts: Vec<&Option<String>> = vectors.iter().map(|vector| &vector.text).collect();
    texts.sort();
    texts.dedup();
    let world = World::new();
    let mut known = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let entered = lead(
            &world,
            json!({ "name": "x", "mobile": format!("138001{at:05}"), "source": text }),
        );
        known.push((*text, entered["lead"]["id"].as_i64().unwrap()));
    }
    let connection = rusqlite::Connection::open(world.workspace.path()).unwrap();
    for (text, id) in &known {
        // As written, past every door: each of the three ways texts are stored.
        connection
            .execute("update leads set company = ?2, city = ?2 where id = ?1", (id, text))
            .unwrap();
    }
    for vector in &vectors {
        let id = known.iter().find(|(text, _)| *text == &vector.text).unwrap().1;
        for field in ["source", "city", "company"] {
            let condition = json!({ "field": field, "is": vector.is, "values": vector.values });
            let hits = found(&world, condition.clone());
            assert_eq!(hits.contains(&id), vector.holds, "{condition} {:?}", vector.text);
            // With another value beside it, another question is put to the file.
            if vector.is.ends_with("_of") {
                let mut values = vector.values.clone();
                values.push("另一个".to_owned());
                let condition = json!({ "field": field, "is": vector.is, "values": values });
                let hits = found(&world, condition);
                assert_eq!(hits.contains(&id), vector.holds, "{:?}", vector.text);
            }
        }
    }
    for (field, written, asked) in [
        ("email", "Wang@Example.com", "ＷＡＮＧ＠example.COM"),
        ("wechat", "Wang_88x", "wang_88X"),
    ] {
        let mut known = json!({ "name": "y", "mobile": "13900139000" });
        known[field] = json!(written);
        let entered = lead(&world, known);
        let condition = json!({ "field": field, "is": "any_of", "values": [asked] });
        assert_eq!(
            found(&world, condition),
            [entered["lead"]["id"].as_i64().unwrap()],
            "{field}"
        );
        world.ok("history.undo", json!({}));
    }
}

#[test]
fn deals_are_found_by_everything_that_can_be_asked_of_them() {
    let mut world = World::new();
    let anna = world.person("Anna", "sales").0;
    let stages = world.ok("pipelines.list", json!({}))[0]["stages"].clone();
    let stage = |at: usize| stages[at]["id"].clone();
    let customer = world.ok("customers.save", json!({ "name": "ＡＢＣ 科技" }))["id"].clone();
    let first = world.deal(
        "First",
        json!({ "customer_id": customer, "owner_id": anna, "amount_minor": 500, "close_on": "2026-03-01" }),
    );
    let second = world.deal(
        "Second",
        json!({ "amount_minor": 900, "close_on": "2026-04-16", "stage_id": stage(2) }),
    );
    let won = world.deal("Third", json!({ "amount_minor": 100 }));
    world.ok(
        "deals.win",
        json!({ "id": won, "amount_minor": 100, "closed_on": "2026-03-18" }),
    );
    let lost = world.deal("Fourth", json!({}));
    world.ok("deals.lose", json!({ "id": lost, "reason": "价格太高" }));
    world.ok(
        "activities.add",
        json!({ "kind": "call", "deal_id": second, "text": "x", "due_on": "2026-03-18" }),
    );
    let found = |filter: Value| {
        let page = world.ok("deals.list", json!({ "filter": filter, "sort": [{ "column": "id" }] }));
        let total = world.ok("deals.totals", json!({ "filter": filter }));
        assert_eq!(total["count"], page["rows"].as_array().unwrap().len());
        ids(&page["rows"])
    };
    for (field, is, values, expected) in [
        ("status", "any_of", json!(["open"]), vec![first, second]),
        ("status", "any_of", json!(["won"]), vec![won]),
        ("status", "any_of", json!(["won", "lost"]), vec![won, lost]),
        ("status", "none_of", json!(["open", "lost"]), vec![won]),
        ("owner", "any_of", json!([anna]), vec![first]),
        ("customer", "any_of", json!([customer]), vec![first]),
        ("customer", "empty", json!([]), vec![second, won, lost]),
        ("stage", "any_of", json!([stage(2)]), vec![second]),
        ("reached_stage", "any_of", json!([stage(1)]), vec![second, won]),
        ("signs", "any_of", json!(["overdue"]), vec![first]),
        (
            "signs",
            "any_of",
            json!(["unplanned", "activity_today"]),
            vec![first, second],
        ),
        ("signs", "none_of", json!(["overdue"]), vec![second, won, lost]),
        ("signs", "empty", json!([]), vec![won, lost]),
        ("next_activity", "filled", json!([]), vec![second]),
        ("close_on", "in_next", json!([30]), vec![second, won, lost]),
        ("close_on", "in_next", json!([29]), vec![won, lost]),
        ("close_on", "next_month", json!([]), vec![second]),
        ("closed_on", "today", json!([]), vec![won, lost]),
        ("amount", "between", json!([100, 500]), vec![first, won]),
        ("lost_reason", "contains", json!(["价格"]), vec![lost]),
        ("touched_at", "in_last", json!([1]), vec![first, second, won, lost]),
    ] {
        let condition = json!({ "field": field, "is": is, "values": values });
        assert_eq!(found(json!({ "condition": condition })), expected, "{condition}");
    }
    assert_eq!(found(json!({ "text": "abc科技" })), Vec::<i64>::new());
    assert_eq!(found(json!({ "text": "abc 科技" })), [first]);
    let open = json!({ "filter": { "condition": { "field": "owner", "is": "any_of", "values": [anna] } } });
    assert_eq!(world.ok("board.get", open)["totals"]["count"], 1);
    assert_eq!(
        world.ok("board.get", json!({ "filter": { "text": "ａｂｃ" } }))["totals"]["count"],
        1
    );
    world.at("2026-09-18T09:00");
    let rotting = json!({ "condition": { "field": "signs", "is": "any_of", "values": ["rotting"] } });
    let rows = world.ok("deals.list", json!({}))["rows"].clone();
    let signed: Vec<i64> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["rotting"] == true)
        .map(|row| row["id"].as_i64().unwrap())
        .collect();
    let mut asked = ids(&world.ok("deals.list", json!({ "filter": rotting }))["rows"]);
    asked.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(asked, signed);
}
