//! What is kept beside the records because lists sort by it, or because it was once believed, is what would be worked out from them –
//! after any history of verbs, undos and redos, and whoever touched what.

use crate::world::World;
use leadwell_rules::time::Instant;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;
use serde_json::{Value, json};

/// One thing somebody does, with dice for what it is done to.
#[derive(Debug, Clone, Copy)]
struct Step {
    verb: u8,
    which: u8,
    other: u8,
    days: u8,
}

fn step() -> impl Strategy<Value = Step> {
    (0..25_u8, any::<u8>(), any::<u8>(), 1..28_u8).prop_map(|(verb, which, other, days)| Step {
        verb,
        which,
        other,
        days,
    })
}

/// Histories a test draws; each begins with an empty company.
const HISTORIES: u32 = 300;

#[test]
fn what_is_kept_is_what_would_be_worked_out() {
    let mut runner = TestRunner::new(Config {
        cases: HISTORIES,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    });
    let histories = prop::collection::vec(step(), 4..22);
    // A copy of an empty company is made quicker than another one.
    let empty = World::new();
    let fields = [
        json!({ "entity": "leads", "name": "图号" }),
        json!({ "entity": "leads", "name": "缺陷", "kind": "choices", "options": [{ "name": "划痕" }, { "name": "气泡" }] }),
    ];
    fields
        .into_iter()
        .for_each(|field| drop(empty.ok("custom_fields.save", field)));
    runner
        .run(&histories, |steps| {
            let mut world = empty.killed_here();
            for (at, step) in steps.iter().enumerate() {
                take(&mut world, *step, at);
                let wrong = differences(&world.look());
                prop_assert!(wrong.is_empty(), "after step {at} ({step:?}): {wrong:?}");
            }
            Ok(())
        })
        .unwrap();
}

/// Does it; what the business refuses is refused, and changes nothing.
fn take(world: &mut World, step: Step, at: usize) {
    let look = world.look();
    let pick = |table: &str, dice: u8| -> i64 {
        let ids: Vec<i64> = look
            .prepare(&format!("select id from {table} order by id"))
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        ids.get(usize::from(dice) % ids.len().max(1)).copied().unwrap_or(1)
    };
    let (lead, deal) = (pick("leads", step.which), pick("deals", step.which));
    let activity = pick("activities", step.which);
    let stage = pick("stages", step.other);
    let day = format!("2026-03-{:02}", step.days);
    let kind = ["note", "call", "task", "meeting"][usize::from(step.other) % 4];
    let task = |about: &str, id: i64| {
        let mut input = json!({ "kind": kind, "text": "回访", about: id });
        if kind != "note" && step.other < 200 {
            input["due_on"] = json!(day);
        }
        ("activities.add", input)
    };
    let (command, input) = match step.verb {
        0 | 1 => {
            let mobile = format!("138{:08}", at * 1_000 + usize::from(step.which));
            (
                "leads.create",
                json!({ "lead": { "name": "邱雅楠", "mobile": mobile } }),
            )
        }
        2 | 3 => (
            "deals.create",
            json!({ "name": "二号线", "customer_name": format!("客户{}", step.which % 3) }),
        ),
        4 | 5 => task("lead_id", lead),
        6 | 7 => task("deal_id", deal),
        8 => ("activities.edit", json!({ "id": activity, "due_on": day })),
        9 => (
            "activities.done",
            json!({ "id": activity, "done": step.other.is_multiple_of(2) }),
        ),
        10 => ("deals.move", json!({ "id": deal, "stage_id": stage })),
        11 => (
            "deals.edit",
            json!({ "id": deal, "amount_minor": step.other, "close_on": day, "note": "改" }),
        ),
        12 if step.other.is_multiple_of(2) => ("deals.lose", json!({ "id": deal, "reason": "价格" })),
        12 => (
            "deals.win",
            json!({ "id": deal, "amount_minor": 5, "closed_on": "2026-03-02" }),
        ),
        13 => ("deals.reopen", json!({ "id": deal })),
        14 => {
            let state = ["to_handle", "following", "invalid", "void"][usize::from(step.other) % 4];
            (
                "leads.set_state",
                json!({ "leads": { "ids": [lead] }, "state": state, "reason": "空号" }),
            )
        }
        15 => (
            "duplicates.merge",
            json!({ "entity": "leads", "keep": lead, "gone": [pick("leads", step.other)] }),
        ),
        16 if step.other.is_multiple_of(2) => ("leads.remove", json!({ "leads": { "ids": [lead] } })),
        16 => ("deals.remove", json!({ "ids": [deal] })),
        17 => ("pipelines.save", reordered(world, step.other)),
        18 => ("history.undo", json!({})),
        19 => ("history.undo", json!({ "change_id": pick("changes", step.which) })),
        20 => ("history.redo", json!({})),
        21 | 22 => {
            let options: &[i64] = [&[][..], &[1], &[2], &[1, 2]][usize::from(step.which) % 4];
            let text = (step.days > 9).then(|| format!("TH-{}", step.other % 5));
            let custom = json!({ "custom_1": text, "custom_2": options });
            let ids = [lead, pick("leads", step.other)];
            ("leads.edit_many", json!({ "leads": { "ids": ids }, "custom": custom }))
        }
        23 if step.other.is_multiple_of(2) => ("custom_fields.archive", json!({ "id": 1 })),
        23 => ("custom_fields.restore", json!({ "id": 1 })),
        _ => {
            world.call.now = Instant(world.call.now.millis() + i64::from(step.days) * 3_600_000);
            return;
        }
    };
    let before = world.number("select count(*) from changes");
    match world.run(command, input.clone()) {
        Ok(_) => {}
        Err(failure) => {
            assert_ne!(
                failure.kind,
                leadwell_core::Kind::Internal,
                "{command} {input}: {failure:?}"
            );
            assert_eq!(
                world.number("select count(*) from changes"),
                before,
                "{command} was refused"
            );
        }
    }
}

/// The pipeline with two of its stages changed about.
fn reordered(world: &World, dice: u8) -> Value {
    let mut pipeline = world.ok("pipelines.list", json!({}))[0].take();
    let stages = pipeline["stages"].as_array_mut().unwrap();
    let (from, to) = (usize::from(dice) % stages.len(), usize::from(dice / 7) % stages.len());
    stages.swap(from, to);
    for stage in stages.iter_mut() {
        let known = ["id", "name", "win_rate_bp", "category", "rotting_days"];
        *stage = known
            .iter()
            .map(|name| ((*name).to_owned(), stage[*name].clone()))
            .collect();
    }
    json!({ "id": pipeline["id"], "name": pipeline["name"], "stages": pipeline["stages"] })
}

/// Rows of a query.
fn rows<const N: usize>(look: &Connection, sql: &str) -> Vec<[Value; N]> {
    let mut statement = look.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        found.push(std::array::from_fn(|column| match row.get_ref(column).unwrap() {
            rusqlite::types::ValueRef::Integer(number) => json!(number),
            rusqlite::types::ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
            _ => Value::Null,
        }));
    }
    found
}

/// What is kept and would be worked out otherwise: worked out here a second time, in another way than the product does it.
pub fn differences(look: &Connection) -> Vec<String> {
    let activities = rows::<6>(
        look,
        "select lead_id, deal_id, kind, due_on, iif(origin is 'program', null, done_at), id from activities where deleted_at is null",
    );
    let versions = rows::<13>(
        look,
        "select v.deal_id, v.at, s.position, v.status, v.stage_id, f.position, v.category, v.base_minor, v.probability_bp,
                v.owner_id, v.close_on, v.closed_on, v.id
         from deal_versions v join stages s on s.id = v.stage_id join stages f on f.id = v.furthest_stage_id order by v.deal_id, v.at, v.id",
    );
    let mut wrong = Vec::new();
    let planned = |column: usize, id: &Value| {
        let of = activities
            .iter()
            .filter(|row| row[column] == *id && row[4].is_null() && !row[3].is_null());
        of.map(|row| (row[3].as_str().unwrap(), row[2].as_str().unwrap())).min()
    };
    let done = |column: usize, id: &Value| {
        let of = activities.iter().filter(|row| row[column] == *id);
        of.filter_map(|row| row[4].as_i64()).max()
    };
    for [id, due, kind, followed] in rows(look, "select id, next_due_on, next_kind, followed_at from leads") {
        if planned(0, &id) != due.as_str().zip(kind.as_str()) {
            wrong.push(format!("lead {id}: planned {due} {kind}, not {:?}", planned(0, &id)));
        }
        if done(0, &id) != followed.as_i64() {
            wrong.push(format!("lead {id}: followed {followed}, not {:?}", done(0, &id)));
        }
    }
    for row in rows::<14>(
        look,
        "select id, next_due_on, next_kind, touched_at, created_at, status, stage_id, furthest, category, base_minor, probability_bp,
                owner_id, close_on, closed_on from deals",
    ) {
        let id = &row[0];
        if planned(1, id) != row[1].as_str().zip(row[2].as_str()) {
            wrong.push(format!("deal {id}: planned {} {}, not {:?}", row[1], row[2], planned(1, id)));
        }
        let own: Vec<_> = versions.iter().filter(|version| version[0] == *id).collect();
        let mut touched = row[4].as_i64().max(done(1, id));
        for pair in own.windows(2) {
            let forward = pair[1][2].as_i64() > pair[0][2].as_i64();
            let opened = pair[1][3] == "open" && pair[0][3] != "open";
            if forward || opened {
                touched = touched.max(pair[1][1].as_i64());
            }
        }
        if touched != row[3].as_i64() {
            wrong.push(format!("deal {id}: touched {}, not {touched:?}", row[3]));
        }
        let last = own.last().map(|version| version[3..12].to_vec());
        if last != Some([&row[5], &row[6], &row[7], &row[8], &row[9], &row[10], &row[11], &row[12], &row[13]].map(Clone::clone).to_vec()) {
            wrong.push(format!("deal {id}: its last version says {last:?}"));
        }
    }
    // One value of a field, or one row for each option.
    for [value, kind, part] in rows(
        look,
        "select v.id, f.kind, v.part from lead_values v join custom_fields f on f.id = v.field_id",
    ) {
        if (kind == "choices") != (part != json!(0)) {
            wrong.push(format!("value {value} of a field of {kind} is part {part}"));
        }
    }
    wrong
}

/// Two tasks, the first taken back after somebody added the second: the second is what is planned, on a lead and on a deal.
#[test]
fn taking_a_task_back_leaves_the_other_one_planned() {
    let world = World::new();
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" } }),
    );
    world.deal("二号线", json!({}));
    for about in ["lead_id", "deal_id"] {
        let add = |day: &str| {
            let answer = world
                .workspace
                .answer(
                    &world.call,
                    "activities.add",
                    json!({ "kind": "task", "text": "回访", about: 1, "due_on": day }),
                )
                .unwrap();
            answer.change_id.unwrap()
        };
        for (first, second) in [("2026-03-20", "2026-03-25"), ("2026-03-28", "2026-03-15")] {
            let (first, kept) = (add(first), (add(second), second));
            world.ok("history.undo", json!({ "change_id": first }));
            let noun = if about == "lead_id" { "leads.get" } else { "deals.get" };
            let found = world.ok(noun, json!({ "id": 1 }));
            assert_eq!(found["next_activity"]["due_on"], kept.1, "{noun}");
            world.ok("history.undo", json!({ "change_id": kept.0 }));
            assert_eq!(
                world.ok(noun, json!({ "id": 1 }))["next_activity"],
                json!(null),
                "{noun}"
            );
        }
    }
}
