//! Whatever becomes of the stages, a past day is answered as it was: their order, win rates, categories and use have a history of their own.

use crate::world::World;
use serde_json::{Value, json};

/// Days asked about, before anything changes.
const DAYS: [&str; 4] = ["2025-06-30", "2025-12-31", "2026-02-10", "2026-03-17"];

/// Everything that is read as of a day, with its name.
fn answers(world: &World, day: &str) -> Vec<(String, Value)> {
    let mut answers = Vec::new();
    let mut ask = |command: &str, input: Value| {
        let mut answer = world.ok(command, input.clone());
        if let Some(fields) = answer.as_object_mut().filter(|_| command.starts_with("funnel")) {
            // The instant of asking.
            fields.remove("as_of");
            if let Some(previous) = fields.get_mut("previous").and_then(Value::as_object_mut) {
                previous.remove("as_of");
            }
        }
        answers.push((format!("{command} {input}"), answer));
    };
    let query = json!({ "as_of": day });
    ask("forecast.get", query.clone());
    ask("forecast.get", json!({ "as_of": day, "period_kind": "year" }));
    ask("forecast.learned", query.clone());
    ask("forecast.risks", query.clone());
    ask("forecast.waterfall", json!({ "query": query }));
    ask(
        "forecast.waterfall",
        json!({ "query": query, "since": "2025-04-01", "model": "cascade" }),
    );
    for part in ["won", "open", "overdue"] {
        ask(
            "forecast.records",
            json!({ "query": query, "part": part, "limit": 1000 }),
        );
    }
    for view in ["cohort", "throughput"] {
        ask(
            "funnel.get",
            json!({ "as_of": day, "view": view, "from": "2025-01-01", "compare": true }),
        );
    }
    ask("funnel.velocity", json!({ "as_of": day, "from": "2025-05-01" }));
    answers
}

fn same(world: &World, then: &[Vec<(String, Value)>], what: &str) {
    for (day, then) in DAYS.iter().zip(then) {
        for ((question, now), (_, then)) in answers(world, day).iter().zip(then) {
            match (now.as_object(), then.as_object()) {
                // Field by field: a difference should say where it is.
                (Some(now), Some(then)) => {
                    for (field, value) in then.iter().filter(|(field, _)| *field != "rows") {
                        assert_eq!(&now[field], value, "{what}: {question} {field}");
                    }
                    let rows = |page: &serde_json::Map<String, Value>| -> Vec<Value> {
                        let rows = page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
                        // What a deal is called by today is told by the deal as it stands.
                        let kept = ["id", "stage", "stage_id", "weighted_minor", "status", "category"];
                        rows.iter()
                            .map(|row| kept.map(|field| row[field].clone()).into())
                            .collect()
                    };
                    assert_eq!(rows(now), rows(then), "{what}: {question}");
                }
                _ => assert_eq!(now, then, "{what}: {question}"),
            }
        }
    }
}

/// The first pipeline as it is to be saved.
fn pipeline(world: &World) -> Value {
    let mut pipeline = world.ok("pipelines.list", json!({}))[0].take();
    for stage in pipeline["stages"].as_array_mut().unwrap() {
        let known = ["id", "name", "win_rate_bp", "category", "rotting_days"];
        *stage = known
            .iter()
            .map(|name| ((*name).to_owned(), stage[*name].clone()))
            .collect();
    }
    json!({ "id": pipeline["id"], "name": pipeline["name"], "stages": pipeline["stages"] })
}

#[test]
fn no_change_of_stages_changes_the_past() {
    let mut world = World::sample();
    world.at("2026-03-20T10:00");
    let then: Vec<_> = DAYS.iter().map(|day| answers(&world, day)).collect();

    let mut swapped = pipeline(&world);
    let stages = swapped["stages"].as_array_mut().unwrap();
    stages.swap(0, 2);
    stages.swap(1, 3);
    world.ok("pipelines.save", swapped);
    same(&world, &then, "another order");

    world.at("2026-03-21T10:00");
    let mut rated = pipeline(&world);
    for stage in rated["stages"].as_array_mut().unwrap() {
        stage["win_rate_bp"] = json!(stage["win_rate_bp"].as_i64().unwrap() / 2);
        stage["category"] = json!("commit");
        stage["rotting_days"] = json!(1);
    }
    rated["stages"][0]["name"] = json!("改名");
    world.ok("pipelines.save", rated);
    same(&world, &then, "other rates");

    // The first stage goes, a new one comes in its place.
    world.at("2026-03-22T10:00");
    let mut retired = pipeline(&world);
    let gone = retired["stages"][0]["id"].clone();
    let next = retired["stages"][1]["id"].clone();
    for deal in world.ok(
        "deals.list",
        json!({ "limit": 1000, "filter": { "condition": { "all": [
            { "field": "stage", "is": "any_of", "values": [gone] }, { "field": "status", "is": "any_of", "values": ["open"] }] } } }),
    )["rows"]
        .as_array()
        .unwrap()
    {
        world.ok("deals.move", json!({ "id": deal["id"], "stage_id": next }));
    }
    retired["stages"][0] = json!({ "name": "全新", "win_rate_bp": 500 });
    let saved = world.workspace.answer(&world.call, "pipelines.save", retired).unwrap();
    same(&world, &then, "a retired stage");

    world.at("2026-03-23T10:00");
    let between: Vec<_> = vec![answers(&world, "2026-03-22")];
    world.ok("history.undo", json!({ "change_id": saved.change_id.unwrap() }));
    same(&world, &then, "an undo");
    for ((question, now), (_, then)) in answers(&world, "2026-03-22").iter().zip(&between[0]) {
        if !question.starts_with("forecast.records") {
            assert_eq!(now, then, "the day before the undo: {question}");
        }
    }
    world.ok("history.redo", json!({}));
    same(&world, &then, "a redo");
    assert_eq!(
        world.number("select count(*) from stages where id not in (select stage_id from stage_versions)"),
        0
    );
}

#[test]
fn what_was_said_today_is_what_is_said_later_though_stages_changed_places() {
    let mut world = World::new();
    let stages = crate::world::ids(&world.ok("pipelines.list", json!({}))[0]["stages"]);
    let deals: Vec<i64> = (0..stages.len() - 1)
        .map(|at| {
            let input = json!({ "stage_id": stages[at], "amount_minor": 100_000 * (at + 1), "close_on": "2026-03-31" });
            world.deal(&format!("商机{at}"), input)
        })
        .collect();
    world.at("2026-03-19T10:00");
    world.ok("deals.lose", json!({ "id": deals[1], "reason": "价格" }));
    world.ok("deals.move", json!({ "id": deals[0], "stage_id": stages[2] }));
    world.ok("deals.move", json!({ "id": deals[0], "stage_id": stages[0] }));
    let asked = |world: &World, day: Option<&str>| {
        let mut forecast = world.ok("forecast.get", json!({ "as_of": day }));
        let mut funnel = world.ok("funnel.get", json!({ "as_of": day }));
        for answer in [&mut forecast, &mut funnel] {
            answer.as_object_mut().unwrap().remove("as_of");
        }
        forecast.as_object_mut().unwrap().remove("query");
        (forecast, funnel)
    };
    let mut told = vec![("2026-03-19", asked(&world, None))];
    for (day, one, other) in [("2026-03-20", 0, 2), ("2026-03-21", 1, 3), ("2026-03-22", 2, 3)] {
        world.at(&format!("{day}T10:00"));
        let mut swapped = pipeline(&world);
        swapped["stages"].as_array_mut().unwrap().swap(one, other);
        world.ok("pipelines.save", swapped);
        told.push((day, asked(&world, None)));
    }
    world.at("2026-03-24T10:00");
    for (day, then) in &told {
        let now = asked(&world, Some(day));
        assert_eq!(now.0, then.0, "forecast of {day}");
        assert_eq!(now.1, then.1, "funnel of {day}");
    }
    // From day to day the steps add up, with the stages of each day.
    for pair in told.windows(2) {
        let input = json!({ "query": { "as_of": pair[1].0 }, "since": pair[0].0 });
        let found = world.ok("forecast.waterfall", input);
        for (level, told) in [("start", &pair[0].1.0), ("end", &pair[1].1.0)] {
            assert_eq!(
                found[level]["outlook_minor"], told["total"]["models"][0]["outlook_minor"],
                "{level} {}",
                pair[1].0
            );
        }
    }
}

#[test]
fn a_pipeline_nobody_used_has_no_past() {
    let mut world = World::new();
    world.at("2026-03-19T10:00");
    let mut swapped = pipeline(&world);
    swapped["stages"].as_array_mut().unwrap().swap(0, 1);
    let saved = world.ok("pipelines.save", swapped);
    let in_use = saved["stages"].as_array().unwrap().len() as i64;
    assert_eq!(world.number("select count(*) from stage_versions"), in_use);
    let forecast = world.ok("forecast.get", json!({ "as_of": "2025-01-01" }));
    assert_eq!(forecast["stages"][0]["stage_id"], saved["stages"][0]["id"]);
    world.deal("二号线", json!({}));
    world.at("2026-03-20T10:00");
    let mut swapped = pipeline(&world);
    swapped["stages"].as_array_mut().unwrap().swap(0, 1);
    world.ok("pipelines.save", swapped);
    assert_eq!(world.number("select count(*) from stage_versions"), in_use + 2);
    let forecast = world.ok("forecast.get", json!({ "as_of": "2026-03-19" }));
    assert_eq!(forecast["stages"][0]["stage_id"], saved["stages"][0]["id"]);
}
