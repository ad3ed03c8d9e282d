//! The funnel's two views, chosen stages, comparison, pace, stage days and trend, through the commands and as of past days.

use crate::world::{World, ids};
use serde_json::{Value, json};

/// A company with five stages and a deal in each of several situations. Returns the stages' ids.
fn firm() -> (World, Vec<i64>) {
    let mut world = World::new();
    let stages = ids(&world.ok("pipelines.list", json!({}))[0]["stages"]);
    let make = |world: &mut World, day: &str, name: &str, amount: i64| -> i64 {
        world.at(&format!("{day}T10:00"));
        world.deal(name, json!({ "amount_minor": amount, "stage_id": stages[0] }))
    };
    let go = |world: &mut World, day: &str, id: i64, stage: usize| {
        world.at(&format!("{day}T10:00"));
        world.ok("deals.move", json!({ "id": id, "stage_id": stages[stage] }));
    };
    let won = make(&mut world, "2026-01-05", "won", 1_000);
    let slow = make(&mut world, "2026-01-06", "slow", 400);
    go(&mut world, "2026-01-10", won, 2);
    go(&mut world, "2026-01-20", won, 1);
    let lost = make(&mut world, "2026-01-25", "lost", 700);
    go(&mut world, "2026-02-01", lost, 1);
    world.at("2026-02-04T10:00").ok(
        "deals.win",
        json!({ "id": won, "amount_minor": 900, "closed_on": "2026-02-04" }),
    );
    go(&mut world, "2026-02-10", slow, 1);
    world
        .at("2026-02-20T10:00")
        .ok("deals.lose", json!({ "id": lost, "reason": "价格" }));
    make(&mut world, "2026-03-02", "new", 300);
    world.at("2026-03-18T10:00");
    (world, stages)
}

fn entered(funnel: &Value) -> Vec<(i64, i64)> {
    let columns = funnel["stages"].as_array().unwrap().iter();
    let tally = |column: &Value| {
        let entered = &column["figures"]["entered"];
        (entered["count"].as_i64().unwrap(), entered["minor"].as_i64().unwrap())
    };
    columns.map(tally).collect()
}

#[test]
fn the_cohort_is_the_same_from_the_book_and_from_the_versions() {
    let (mut world, _) = firm();
    let today = world.ok("funnel.get", json!({}));
    assert_eq!(
        entered(&today),
        [(4, 2_300), (3, 2_000), (1, 900), (1, 900), (1, 900)][..today["stages"].as_array().unwrap().len()]
    );
    // The next day nothing has happened: what was known yesterday comes from the versions alone.
    world.at("2026-03-19T10:00");
    let yesterday = world.ok("funnel.get", json!({ "as_of": "2026-03-18" }));
    for field in ["stages", "all", "won", "lost", "open", "win_rate", "total_rate"] {
        assert_eq!(yesterday[field], today[field], "{field}");
    }
    // Before the second deal was lost and the fourth made.
    let before = world.ok("funnel.get", json!({ "as_of": "2026-02-19" }));
    assert_eq!(
        (
            before["all"]["count"].clone(),
            before["lost"]["count"].clone(),
            before["open"]["count"].clone()
        ),
        (json!(3), json!(0), json!(2))
    );
    assert_eq!(
        world.err("funnel.get", json!({ "as_of": "2026-03-20" })),
        "forecast.as_of_future"
    );
}

#[test]
fn what_passed_in_a_month() {
    let (world, stages) = firm();
    let february = json!({ "view": "throughput", "from": "2026-02-01", "to": "2026-02-28" });
    let passed = world.ok("funnel.get", february.clone());
    // Nothing was made; two came to the second stage; the won one passed what it had not reached.
    let counts: Vec<i64> = entered(&passed).into_iter().map(|(count, _)| count).collect();
    assert_eq!(counts[..4], [0, 2, 0, 1]);
    assert_eq!(passed["won"], json!({ "count": 1, "minor": 900 }));
    assert_eq!(passed["lost"], json!({ "count": 1, "minor": 700 }));
    assert_eq!(
        passed["stages"][0]["figures"]["step"],
        json!({ "numerator": 2, "denominator": 2 })
    );
    assert_eq!(
        passed["stages"][1]["figures"]["step"],
        json!({ "numerator": 0, "denominator": 1 })
    );
    assert_eq!(passed["win_rate"], json!({ "numerator": 1, "denominator": 2 }));
    assert_eq!(passed["total_rate"], json!({ "numerator": 1, "denominator": 0 }));

    // Every number opens the very deals it counted, in both views.
    for view in ["throughput", "cohort"] {
        let mut query = february.clone();
        query["view"] = json!(view);
        query["stage_ids"] = json!([stages[0], stages[1], stages[3]]);
        if view == "cohort" {
            query["from"] = json!("2026-01-01");
        }
        let funnel = world.ok("funnel.get", query.clone());
        let behind = |part: &str, stage: Option<&Value>| {
            let page = world.ok(
                "funnel.records",
                json!({ "query": query, "part": part, "stage_id": stage }),
            );
            json!(page["rows"].as_array().unwrap().len())
        };
        for (part, field) in [("all", "all"), ("won", "won"), ("lost", "lost"), ("standing", "open")] {
            assert_eq!(behind(part, None), funnel[field]["count"], "{view} {part}");
        }
        for column in funnel["stages"].as_array().unwrap() {
            let id = Some(&column["stage_id"]);
            assert_eq!(
                behind("entered", id),
                column["figures"]["entered"]["count"],
                "{view} {column}"
            );
            assert_eq!(
                behind("lost", id),
                column["figures"]["lost"]["count"],
                "{view} {column}"
            );
            assert_eq!(behind("standing", id), column["standing"]["count"], "{view} {column}");
        }
    }
}

#[test]
fn chosen_stages_and_the_time_before() {
    let (world, stages) = firm();
    let few = world.ok("funnel.get", json!({ "stage_ids": [stages[2], stages[0]] }));
    assert_eq!(entered(&few), [(4, 2_300), (1, 900)]);
    assert_eq!(few["stages"][0]["stage_ids"], json!([stages[0], stages[1]]));
    assert_eq!(few["stages"][0]["standing"]["count"], 2);
    assert_eq!(few["win_rate"], json!({ "numerator": 1, "denominator": 2 }));
    assert_eq!(
        world.err("funnel.get", json!({ "stage_ids": [99_999] })),
        "funnel.stage_elsewhere"
    );

    // March so far against February as it stood on its 18th day – less a day, because March 18 is 28 days before … after February 18.
    let march = world.ok(
        "funnel.get",
        json!({ "from": "2026-03-01", "to": "2026-03-31", "view": "throughput", "compare": true }),
    );
    let before = &march["previous"];
    assert_eq!(
        (before["from"].clone(), before["to"].clone(), before["today"].clone()),
        (json!("2026-02-01"), json!("2026-02-18"), json!("2026-02-18"))
    );
    assert_eq!(
        (march["to"].clone(), before["won"]["count"].clone()),
        (json!("2026-03-18"), json!(1))
    );
    // It was lost on the 20th: not yet by then.
    assert_eq!(before["lost"]["count"], 0);
    assert_eq!(
        world.ok("funnel.get", json!({ "compare": true }))["previous"],
        Value::Null
    );
}

#[test]
fn pace_stage_days_and_trend() {
    let (world, stages) = firm();
    let seen = world.ok("funnel.velocity", json!({ "from": "2026-02-01", "to": "2026-02-28" }));
    let pace = &seen["pace"];
    assert_eq!(pace["cycle_days"], 30);
    assert_eq!(pace["win_rate"], json!({ "numerator": 1, "denominator": 2 }));
    // One open deal of 400 at the end of February × 1/2 ÷ 30 days.
    assert_eq!(
        (pace["open"]["minor"].clone(), pace["per_day_minor"].clone()),
        (json!(400), json!(7))
    );
    assert_eq!(seen["previous"]["from"], "2026-01-01");
    assert_eq!(seen["previous"]["pace"]["per_day_minor"], Value::Null);
    let times: Vec<_> = seen["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| {
            (
                stage["time"]["n"].as_i64().unwrap(),
                stage["time"]["median_days"].as_i64(),
            )
        })
        .collect();
    // First stage: 7 and 35 days. Second: 15 (until won) and 19 (until lost). Third was left in January.
    assert_eq!(times[..3], [(2, Some(21)), (2, Some(17)), (0, None)]);
    // Four stays are no ground to name a bottleneck on.
    assert_eq!(seen["bottleneck"], Value::Null);
    let behind = world.ok(
        "funnel.records",
        json!({ "query": { "from": "2026-02-01", "to": "2026-02-28" }, "part": "left", "stage_id": stages[1] }),
    );
    assert_eq!(behind["rows"].as_array().unwrap().len(), 2);

    let trend = world.ok("funnel.velocity", json!({}))["trend"].clone();
    let months: Vec<_> = trend
        .as_array()
        .unwrap()
        .iter()
        .map(|month| {
            (
                month["month"]["start"].as_str().unwrap(),
                month["new"]["count"].as_i64().unwrap(),
                month["won"]["count"].as_i64().unwrap(),
                month["running"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        months,
        [
            ("2026-01-01", 3, 0, false),
            ("2026-02-01", 0, 1, false),
            ("2026-03-01", 1, 0, true)
        ]
    );
}

#[test]
fn what_happened_later_and_what_was_removed() {
    let (mut world, _) = firm();
    let as_of = json!({ "as_of": "2026-03-17" });
    let before = (
        world.ok("funnel.velocity", as_of.clone()),
        world.ok("funnel.get", as_of.clone()),
    );
    let open = ids(&world.ok(
        "deals.list",
        json!({ "filter": { "condition": { "field": "status", "is": "any_of", "values": ["open"] } } }),
    )["rows"]);
    world.at("2026-03-20T10:00").ok(
        "deals.win",
        json!({ "id": open[0], "amount_minor": 5, "closed_on": "2026-03-20" }),
    );
    let lost = ids(&world.ok(
        "deals.list",
        json!({ "filter": { "condition": { "field": "status", "is": "any_of", "values": ["lost"] } } }),
    )["rows"]);
    world.ok("deals.remove", json!({ "ids": [lost[0]] }));
    let without = |mut answer: Value| {
        answer["as_of"] = Value::Null;
        answer
    };
    let after = (
        world.ok("funnel.velocity", as_of.clone()),
        world.ok("funnel.get", as_of),
    );
    assert_eq!(without(before.0), without(after.0));
    assert_eq!(without(before.1), without(after.1));
    let always = world.ok("funnel.get", json!({ "view": "throughput" }));
    assert_eq!(
        (always["won"]["count"].clone(), always["lost"]["count"].clone()),
        (json!(2), json!(0))
    );
}

#[test]
fn a_salesperson_sees_their_own_pace() {
    let (mut world, _) = firm();
    let sales = world.person("Sales", "sales");
    world.deal("mine", json!({ "amount_minor": 1, "owner_id": sales.0 }));
    assert_eq!(world.ok("funnel.velocity", json!({}))["pace"]["made"]["count"], 5);
    assert_eq!(
        world.ok("funnel.velocity", json!({ "owner_id": sales.0 }))["pace"]["made"]["count"],
        1
    );
    world.speak_as("Sales");
    assert_eq!(world.ok("funnel.velocity", json!({}))["pace"]["made"]["count"], 1);
    assert_eq!(
        world.ok("funnel.get", json!({ "view": "throughput" }))["all"]["count"],
        1
    );
}
