//! Deals in the words of the rulebook: the board, closing, money in other currencies, versions, undo and redo.

use crate::world::World;
use serde_json::{Value, json};

/// A company with one deal of ¥864,000.00 in the second stage; the deal's id.
fn one_deal() -> (World, i64, Vec<i64>) {
    let world = World::new();
    let stages = stages(&world);
    let deal = world.ok(
        "deals.create",
        json!({ "name": "视觉检测线 2 号", "customer_name": "博瀚精密", "amount_minor": 86_400_000, "stage_id": stages[1], "close_on": "2026-03-31" }),
    );
    (world, deal["id"].as_i64().unwrap(), stages)
}

fn stages(world: &World) -> Vec<i64> {
    let pipelines = world.ok("pipelines.list", json!({}));
    pipelines[0]["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| stage["id"].as_i64().unwrap())
        .collect()
}

fn column(world: &World, stage: usize) -> Value {
    world.ok("board.get", json!({}))["columns"][stage].clone()
}

#[test]
fn a_column_counts_sums_and_weighs_what_stands_in_it() {
    let (world, deal, stages) = one_deal();
    let before = column(&world, 1);
    assert_eq!(
        (&before["count"], &before["sum_minor"], &before["weighted_minor"]),
        (&json!(1), &json!(86_400_000), &json!(21_600_000))
    );
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[2] }));
    let after = column(&world, 2);
    assert_eq!(
        (&after["count"], &after["weighted_minor"]),
        (&json!(1), &json!(38_880_000))
    );
    assert_eq!(column(&world, 1)["count"], 0);
    assert_eq!(
        after["cards"][0]["category"], "best_case",
        "category follows the stage while nobody set it by hand"
    );
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let (world, deal, stages) = one_deal();
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[2] }));
    world.ok("deals.edit", json!({ "id": deal, "amount_minor": 90_000_000 }));
    assert_eq!(world.ok("history.undo", json!({}))["change"]["command"], "deals.edit");
    assert_eq!(column(&world, 2)["sum_minor"], 86_400_000);
    assert_eq!(world.ok("history.undo", json!({}))["change"]["command"], "deals.move");
    assert_eq!(column(&world, 1)["count"], 1);
    world.ok("history.redo", json!({}));
    assert_eq!(column(&world, 2)["count"], 1);
    world.ok("history.redo", json!({}));
    assert_eq!(column(&world, 2)["sum_minor"], 90_000_000);
    assert_eq!(world.err("history.redo", json!({})), "history.nothing_to_redo");
    world.ok("history.undo", json!({}));
    world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": deal, "text": "x" }),
    );
    assert_eq!(
        world.err("history.redo", json!({})),
        "history.nothing_to_redo",
        "a new change ends the redo line"
    );
}

#[test]
fn the_first_run_stands() {
    let world = World::new();
    assert_eq!(world.err("history.undo", json!({})), "history.nothing_to_undo");
}

#[test]
fn undoing_a_creation_and_redoing_it_brings_the_deal_back_with_its_history() {
    let (world, deal, _) = one_deal();
    world.ok("history.undo", json!({}));
    assert_eq!(world.err("deals.get", json!({ "id": deal })), "deal.unknown");
    world.ok("history.redo", json!({}));
    assert_eq!(world.ok("deals.get", json!({ "id": deal }))["name"], "视觉检测线 2 号");
    let entered = world.ok("deals.get", json!({ "id": deal }))["stages"][1]["entered_at"].clone();
    assert_eq!(entered, world.call.now.millis());
}

#[test]
fn days_in_a_stage_are_days_of_the_calendar() {
    let (mut world, deal, stages) = one_deal();
    let days = |world: &World| {
        let shown = world.ok("deals.get", json!({ "id": deal }))["stages"].clone();
        let days = shown.as_array().unwrap().iter().map(|stage| stage["days"].as_i64());
        days.collect::<Vec<_>>()
    };
    assert_eq!(days(&world)[..3], [None, Some(0), None]);
    // An hour before midnight in Shanghai, and two hours later: another day, though not 24 hours.
    world.at("2026-03-18T23:00");
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[3] }));
    assert_eq!(days(&world)[1..4], [Some(0), None, Some(0)]);
    world.at("2026-03-19T01:00");
    assert_eq!(days(&world)[3], Some(1));
    world.at("2026-03-20T00:30");
    assert_eq!(days(&world)[3], Some(2));
}

#[test]
fn every_change_of_what_is_believed_is_a_version_and_undo_adds_one() {
    let (mut world, deal, stages) = one_deal();
    let count = |world: &World| {
        rusqlite::Connection::open(world.workspace.path())
            .unwrap()
            .query_row("select count(*) from deal_versions where deal_id = ?1", [deal], |row| {
                row.get::<_, i64>(0)
            })
            .unwrap()
    };
    assert_eq!(count(&world), 1);
    world
        .at("2026-03-18T11:00")
        .ok("deals.move", json!({ "id": deal, "stage_id": stages[3] }));
    assert_eq!(count(&world), 2);
    world
        .at("2026-03-18T12:00")
        .ok("deals.edit", json!({ "id": deal, "note": "only a note" }));
    assert_eq!(count(&world), 2, "a note changes no belief");
    world.ok("history.undo", json!({}));
    world.at("2026-03-18T13:00").ok("history.undo", json!({}));
    assert_eq!(
        count(&world),
        3,
        "between 11 and 13 o'clock it stood in the fourth stage; that stays true"
    );
}

/// The owner moves a deal to the third stage; Lin, who owns it, speaks half an hour later. The number of the move.
fn moved_then_lin(world: &mut World, deal: i64, stages: &[i64]) -> Value {
    let lin = world.person("Lin", "manager");
    world.ok("deals.edit", json!({ "id": deal, "owner_id": lin.0 }));
    world
        .at("2026-03-18T10:30")
        .ok("deals.move", json!({ "id": deal, "stage_id": stages[2] }));
    let moved = world.ok("history.list", json!({ "limit": 1 }))[0]["id"].clone();
    world.at("2026-03-18T11:00").speak_as("Lin");
    moved
}

#[test]
fn another_persons_later_change_of_the_same_field_stops_an_undo() {
    let (mut world, deal, stages) = one_deal();
    let moved = moved_then_lin(&mut world, deal, &stages);
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[3] }));
    world.speak_as("Owner");
    assert_eq!(
        world.err("history.undo", json!({ "change_id": moved })),
        "history.changed_since"
    );
    assert_eq!(world.ok("deals.get", json!({ "id": deal }))["stage_id"], stages[3]);
}

#[test]
fn another_persons_change_of_another_field_does_not() {
    let (mut world, deal, stages) = one_deal();
    let moved = moved_then_lin(&mut world, deal, &stages);
    world.ok("deals.edit", json!({ "id": deal, "amount_minor": 1 }));
    world
        .speak_as("Owner")
        .ok("history.undo", json!({ "change_id": moved }));
    let now = world.ok("deals.get", json!({ "id": deal }));
    assert_eq!((&now["stage_id"], &now["base_minor"]), (&json!(stages[1]), &json!(1)));
}

#[test]
fn winning_asks_for_amount_and_day_and_losing_for_a_reason() {
    let (world, deal, _) = one_deal();
    assert_eq!(
        world.err(
            "deals.win",
            json!({ "id": deal, "amount_minor": 1, "closed_on": "2026-03-19" })
        ),
        "deal.closed_in_future"
    );
    assert_eq!(
        world.err("deals.lose", json!({ "id": deal, "reason": "  " })),
        "deal.reason_missing"
    );
    let won = world.ok(
        "deals.win",
        json!({ "id": deal, "amount_minor": 80_000_000, "closed_on": "2026-03-18" }),
    );
    assert_eq!(
        (&won["status"], &won["base_minor"]),
        (&json!("won"), &json!(80_000_000))
    );
    assert_eq!(
        world.err("deals.lose", json!({ "id": deal, "reason": "late" })),
        "deal.closed"
    );
    let open = world.ok("deals.reopen", json!({ "id": deal }));
    assert_eq!(open["status"], "open");
    assert_eq!(
        world.ok("deals.lose", json!({ "id": deal, "reason": "price" }))["lost_reason"],
        "price"
    );
}

#[test]
fn another_currency_needs_its_rate_and_adds_up_in_the_base_currency() {
    let world = World::new();
    let input = json!({ "name": "Export", "amount_minor": 100_000, "currency": "USD" });
    assert_eq!(world.err("deals.create", input), "deal.rate_missing");
    world.ok(
        "deals.create",
        json!({ "name": "Export", "amount_minor": 100_000, "currency": "USD", "rate_micro": 7_150_000 }),
    );
    world.ok("deals.create", json!({ "name": "Home", "amount_minor": 10_000 }));
    assert_eq!(world.ok("board.get", json!({}))["totals"]["sum_minor"], 725_000);
}

#[test]
fn a_changed_win_rate_leaves_the_probability_of_existing_deals() {
    let (world, deal, _) = one_deal();
    let pipeline = world.ok("pipelines.list", json!({}))[0].clone();
    let stages: Vec<Value> = pipeline["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| json!({ "id": stage["id"], "name": stage["name"], "win_rate_bp": 5000, "category": stage["category"] }))
        .collect();
    world.ok(
        "pipelines.save",
        json!({ "id": pipeline["id"], "name": pipeline["name"], "stages": stages }),
    );
    assert_eq!(world.ok("deals.get", json!({ "id": deal }))["probability_bp"], 2500);
    assert_eq!(column(&world, 1)["weighted_minor"], 43_200_000);
}

#[test]
fn stages_may_change_places_and_the_furthest_one_is_remembered() {
    let (world, deal, stages) = one_deal();
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[3] }));
    world.ok("deals.move", json!({ "id": deal, "stage_id": stages[0] }));
    let pipeline = world.ok("pipelines.list", json!({}))[0].clone();
    let mut turned: Vec<Value> = pipeline["stages"].as_array().unwrap().clone();
    turned.swap(3, 4);
    let turned: Vec<Value> = turned
        .iter()
        .map(|stage| json!({ "id": stage["id"], "name": stage["name"], "win_rate_bp": stage["win_rate_bp"] }))
        .collect();
    world.ok(
        "pipelines.save",
        json!({ "id": pipeline["id"], "name": "P", "stages": turned }),
    );
    let funnel = world.ok("funnel.get", json!({}));
    assert_eq!(funnel["stages"][4]["figures"]["entered"]["count"], 1);
}

#[test]
fn a_stage_with_open_deals_cannot_be_retired() {
    let (world, _, stages) = one_deal();
    let keep: Vec<Value> = [0_usize, 2]
        .iter()
        .map(|index| json!({ "id": stages[*index], "name": format!("S{index}"), "win_rate_bp": 100 }))
        .collect();
    let pipeline = world.ok("pipelines.list", json!({}))[0]["id"].clone();
    assert_eq!(
        world.err("pipelines.save", json!({ "id": pipeline, "name": "P", "stages": keep })),
        "stage.in_use"
    );
}

#[test]
fn a_list_can_be_read_page_by_page_in_any_order() {
    let world = World::sample();
    let all = world.ok("deals.totals", json!({}))["count"].as_i64().unwrap();
    for sort in [
        json!([]),
        json!([{ "column": "amount", "descending": true }]),
        json!([{ "column": "owner" }, { "column": "amount", "descending": true }]),
    ] {
        let mut seen = std::collections::BTreeSet::new();
        let mut after = Value::Null;
        loop {
            let page = world.ok("deals.list", json!({ "sort": sort, "after": after, "limit": 97 }));
            for row in page["rows"].as_array().unwrap() {
                assert!(seen.insert(row["id"].as_i64().unwrap()), "no row twice");
            }
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(seen.len() as i64, all);
    }
}

#[test]
fn the_forecast_and_the_board_and_the_records_agree() {
    let world = World::sample();
    let board = world.ok("board.get", json!({}));
    let year = json!({ "period_kind": "days", "days": 3600 });
    let forecast = world.ok("forecast.get", year.clone());
    let aside = |name: &str| forecast[name]["minor"].as_i64().unwrap();
    let counted = forecast["total"]["open_minor"].as_i64().unwrap();
    assert_eq!(
        counted + aside("undated") + aside("omitted") + aside("elsewhere"),
        board["totals"]["sum_minor"].as_i64().unwrap()
    );
    let mut sum = 0;
    let mut after = Value::Null;
    loop {
        let page = world.ok(
            "forecast.records",
            json!({ "query": year, "part": "open", "after": after, "limit": 1000 }),
        );
        sum += page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|row| row["base_minor"].as_i64())
            .sum::<i64>();
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(sum, counted);
}

#[test]
fn field_history_says_who_when_old_and_new() {
    let (mut world, deal, _) = one_deal();
    world
        .at("2026-03-19T09:00")
        .ok("deals.edit", json!({ "id": deal, "close_on": "2026-04-30" }));
    let history = world.ok("history.fields", json!({ "entity": "deals", "id": deal }));
    let change = &history[0];
    assert_eq!(
        (&change["field"], &change["old"], &change["new"]),
        (&json!("close_on"), &json!("2026-03-31"), &json!("2026-04-30"))
    );
    assert_eq!(
        (&change["person"], &change["at"]),
        (&json!("Owner"), &json!(world.call.now.millis()))
    );
}

#[test]
fn what_stands_stored_is_what_would_be_computed() {
    let world = World::sample();
    let connection = rusqlite::Connection::open(world.workspace.path()).unwrap();
    let differing: i64 = connection
        .query_row(
            "select count(*) from deals o where o.next_due_on is not (select min(a.due_on) from activities a
               where a.deal_id = o.id and a.done_at is null and a.due_on is not null and a.deleted_at is null)
             or o.base_minor is not o.amount_minor
             or not exists (select 1 from deal_versions v where v.id = (select id from deal_versions w
                where w.deal_id = o.id order by w.at desc, w.id desc limit 1)
                and v.status = o.status and v.stage_id = o.stage_id and v.base_minor is o.base_minor and v.owner_id = o.owner_id
                and v.category = o.category and v.probability_bp = o.probability_bp and v.close_on is o.close_on)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(differing, 0);
}
