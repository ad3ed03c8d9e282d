//! Pasted chat records: each day at its own time, nothing twice, and the last touch follows.

use crate::world::{World, instant};
use serde_json::{Value, json};

const RECORD: &str = "张三 2026年3月16日 10:02\n你好，能报个价吗\n\n李四 2026年3月16日 10:05\n好的\n李四 2026年3月16日 10:05\n好的\n张三 2026年3月17日 21:40\n合同发我\n第二行\n";

fn lead(world: &World) -> i64 {
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "wechat": "yanan_qiu" } }),
    )["lead"]["id"]
        .as_i64()
        .unwrap()
}

fn paste(world: &World, about: &Value, text: &str) -> Value {
    world.ok("activities.paste_chat", json!({ "about": about, "text": text }))
}

#[test]
fn a_record_becomes_an_activity_a_day_at_its_own_time() {
    let world = World::new();
    let about = json!({ "lead_id": lead(&world) });
    let before = world.dump();
    let reading = world.ok("activities.read_chat", json!({ "about": about, "text": RECORD }));
    assert_eq!(world.dump(), before);
    assert_eq!((&reading["fresh"], &reading["known"]), (&json!(4), &json!(0)));
    assert_eq!(reading["speakers"], json!(["张三", "李四"]));
    assert_eq!(reading["days"][0]["day"], "2026-03-16");
    assert_eq!(
        reading["days"][0]["messages"][0]["at"],
        instant("2026-03-16T10:02").millis()
    );
    assert_eq!(
        paste(&world, &about, RECORD),
        json!({ "added": 4, "known": 0, "activities": 2 })
    );
    let timeline = world.ok("activities.list", json!({ "about": about }));
    let told: Vec<(&str, i64, &str)> = timeline
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["kind"].as_str().unwrap(),
                item["at"].as_i64().unwrap(),
                item["text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "chat",
                instant("2026-03-17T21:40").millis(),
                "21:40 张三: 合同发我\n第二行"
            ),
            (
                "chat",
                instant("2026-03-16T10:05").millis(),
                "10:02 张三: 你好，能报个价吗\n10:05 李四: 好的\n10:05 李四: 好的"
            ),
        ]
    );
    // Whoever has talked with them is at it, since the last message.
    let followed = world.ok("leads.get", json!({ "id": about["lead_id"] }));
    assert_eq!(
        (&followed["state"], &followed["followed_at"]),
        (&json!("following"), &json!(instant("2026-03-17T21:40").millis()))
    );
}

#[test]
fn pasted_twice_adds_nothing_and_a_longer_record_adds_what_is_new() {
    let world = World::new();
    let about = json!({ "lead_id": lead(&world) });
    paste(&world, &about, RECORD);
    let (before, changes) = (world.dump(), world.number("select count(*) from changes"));
    assert_eq!(
        paste(&world, &about, RECORD),
        json!({ "added": 0, "known": 4, "activities": 0 })
    );
    assert_eq!(
        (world.dump(), world.number("select count(*) from changes")),
        (before, changes)
    );
    let longer = format!("{RECORD}李四 2026年3月17日 21:41\n马上\n张三 2026年3月17日 21:41\n马上\n");
    assert_eq!(
        paste(&world, &about, &longer),
        json!({ "added": 2, "known": 4, "activities": 1 })
    );
    let newest = &world.ok("activities.list", json!({ "about": about }))[0];
    assert_eq!(newest["text"], "21:41 李四: 马上\n21:41 张三: 马上");
    // With somebody else the same words are other words.
    let other = json!({ "customer_id": world.ok("customers.save", json!({ "name": "沐和医疗" }))["id"] });
    assert_eq!(paste(&world, &other, RECORD)["added"], 4);
}

#[test]
fn a_record_without_times_is_dated_by_the_paste_and_is_known_again() {
    let world = World::new();
    let about = json!({ "lead_id": lead(&world) });
    let record = "张三:\n在吗\n\n李四:\n在\n";
    assert_eq!(paste(&world, &about, record)["added"], 2);
    let item = &world.ok("activities.list", json!({ "about": about }))[0];
    assert_eq!(
        (&item["text"], &item["at"]),
        (&json!("张三: 在吗\n李四: 在"), &json!(world.call.now.millis()))
    );
    assert_eq!(paste(&world, &about, record)["added"], 0);
}

#[test]
fn one_undo_takes_the_whole_paste_back_and_then_it_can_be_pasted_again() {
    let mut world = World::new();
    let deal = world.deal("检测线", json!({ "amount_minor": 100 }));
    let about = json!({ "deal_id": deal });
    world.at("2026-03-18T12:00");
    let before = world.dump();
    let text = "张三 2026年3月18日 11:59\n今天签";
    paste(&world, &about, text);
    let touched = |world: &World| world.number("select touched_at from deals");
    assert_eq!(touched(&world), instant("2026-03-18T11:59").millis());
    let change = &world.ok("history.list", json!({}))[0];
    assert_eq!(
        (&change["command"], &change["subject"]),
        (&json!("activities.paste_chat"), &json!("检测线"))
    );
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    world.ok("history.redo", json!({}));
    assert_eq!(paste(&world, &about, text)["added"], 0);
    world.ok("history.undo", json!({}));
    assert_eq!(paste(&world, &about, text)["added"], 1);
}

#[test]
fn what_is_no_chat_is_refused_and_so_is_a_record_out_of_sight() {
    let mut world = World::new();
    let about = json!({ "lead_id": lead(&world) });
    for text in ["", "只是一句话"] {
        for command in ["activities.read_chat", "activities.paste_chat"] {
            assert_eq!(
                world.err(command, json!({ "about": about, "text": text })),
                "activity.chat_unread"
            );
        }
    }
    assert_eq!(
        world.err("activities.paste_chat", json!({ "about": {}, "text": RECORD })),
        "activity.about_one"
    );
    let two = json!({ "lead_id": about["lead_id"], "customer_id": 1 });
    assert_eq!(
        world.err("activities.paste_chat", json!({ "about": two, "text": RECORD })),
        "activity.about_one"
    );
    world.person("许", "sales");
    world.speak_as("许");
    assert_eq!(
        world.err("activities.paste_chat", json!({ "about": about, "text": RECORD })),
        "lead.unknown"
    );
}

#[test]
fn a_fast_clock_and_a_written_chat_are_kept_within_reason() {
    let world = World::new();
    let about = json!({ "lead_id": lead(&world) });
    paste(&world, &about, "张三 2026年3月18日 23:59\n明天见");
    let item = &world.ok("activities.list", json!({ "about": about }))[0];
    assert_eq!(item["at"], world.call.now.millis());
    let id = item["activity_id"].clone();
    assert_eq!(
        world.err("activities.done", json!({ "id": id, "done": false })),
        "activity.note_is_done"
    );
    assert_eq!(
        world.err("activities.edit", json!({ "id": id, "text": " " })),
        "activity.text_missing"
    );
    let search = world.ok("activities.edit", json!({ "id": id, "text": "张三：明天见（已确认）" }));
    assert_eq!(search["kind"], "chat");
}
