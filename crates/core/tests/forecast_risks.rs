//! The risk list through the commands: each rule in its words, the sums, the order, and the list of a past day.

use crate::world::World;
use leadwell_rules::Language;
use serde_json::{Value, json};

/// A quarter in which each deal has something; asked on 30 March.
fn quarter() -> World {
    let mut world = World::blank();
    world.at("2026-01-05T10:00").ok(
        "workspace.setup",
        json!({
            "language": "zh", "name": "Acme", "base_currency": "CNY", "fiscal_start_month": 1, "time_zone": "Asia/Shanghai",
            "business": "manufacturing", "owner_name": "Owner", "then": "empty"
        }),
    );
    let pipeline = world.ok("pipelines.list", json!({}))[0]["id"].clone();
    let stage = |name: &str, rate: u32, category: &str| json!({ "name": name, "win_rate_bp": rate, "category": category, "rotting_days": 14 });
    let stages = [stage("接洽", 2000, "pipeline"), stage("谈判", 5000, "best_case")];
    world.ok(
        "pipelines.save",
        json!({ "id": pipeline, "name": "主管道", "stages": stages }),
    );
    for (name, amount) in [("一", 900_000), ("二", 1_000_000), ("三", 1_100_000)] {
        let id = world.deal(name, json!({ "customer_name": "博瀚精密", "amount_minor": amount }));
        world.ok(
            "deals.win",
            json!({ "id": id, "amount_minor": amount, "closed_on": "2026-01-05" }),
        );
    }
    let deal = |world: &World, name: &str, amount: i64, close_on: &str, planned: bool| {
        let id = world.deal(
            name,
            json!({ "amount_minor": amount, "close_on": close_on, "customer_name": name }),
        );
        if planned {
            let plan = json!({ "kind": "call", "deal_id": id, "text": "约时间", "due_on": "2026-04-08" });
            world.ok("activities.add", plan);
        }
        id
    };
    world.at("2026-03-01T10:00");
    deal(&world, "停滞", 400_000, "2026-03-31", true);
    let slipping = deal(&world, "推迟", 300_000, "2026-03-02", true);
    world.at("2026-03-10T10:00");
    world.ok("deals.edit", json!({ "id": slipping, "close_on": "2026-03-20" }));
    world.at("2026-03-20T10:00");
    world.ok("deals.edit", json!({ "id": slipping, "close_on": "2026-03-31" }));
    // A postponed day is no touch; the talk about it is.
    let talk = json!({ "kind": "call", "deal_id": slipping, "text": "采购推迟", "done": true });
    world.ok("activities.add", talk);
    deal(&world, "过期", 100_000, "2026-03-29", true);
    deal(&world, "无计划", 200_000, "2026-03-31", false);
    let promised = deal(&world, "承诺", 250_000, "2026-03-31", false);
    world.ok("deals.edit", json!({ "id": promised, "category": "commit" }));
    let large = deal(&world, "过大", 3_000_001, "2026-03-31", true);
    let bought = world.ok("deals.list", json!({ "filter": { "ids": [1] } }));
    let customer = &bought["rows"][0]["customer_id"];
    world.ok("deals.edit", json!({ "id": large, "customer_id": customer }));
    deal(&world, "稳妥", 50_000, "2026-03-31", true);
    deal(&world, "下季", 50_000, "2026-04-01", false);
    world.at("2026-03-30T10:00");
    world
}

fn lines(found: &Value) -> Vec<(String, String, String, String)> {
    let deals = found["deals"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    deals
        .map(|deal| {
            let reasons = deal["reasons"].as_array().unwrap();
            let said: Vec<String> = reasons.iter().map(|reason| text(&reason["reason"])).collect();
            (
                text(&deal["name"]),
                text(&deal["severity"]),
                said.join("；"),
                text(&reasons[0]["act"]),
            )
        })
        .collect()
}

#[test]
fn every_reason_stands_with_its_figures_and_its_act() {
    let mut world = quarter();
    let found = world.ok("forecast.risks", json!({}));
    let expected = [
        ("过期", "severe", "预计成交日已过 1 天", "更新成交日，或判输"),
        (
            "过大",
            "to_handle",
            "金额是该客户以往成交中位数的 3.0 倍（3 单）",
            "与客户核对范围和预算，必要时调整金额",
        ),
        ("停滞", "to_handle", "停滞 29 天（限 14）", "本周内取得一次真实接触"),
        ("推迟", "to_handle", "推迟 2 次", "与客户核对采购流程后重定成交日"),
        ("承诺", "to_handle", "承诺而无下一步", "今天安排下一步，否则移出承诺"),
        ("无计划", "note", "无下一步", "安排下一步"),
    ];
    let expected = expected.map(|(a, b, c, d)| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned()));
    assert_eq!(lines(&found), expected);

    // The sums: what is open is what the forecast says, and each rule names its share.
    let total = world.ok("forecast.get", json!({}))["total"].clone();
    assert_eq!(found["open"]["count"], total["open_count"]);
    assert_eq!(found["open"]["amount_minor"], total["open_minor"]);
    assert_eq!(
        (&found["at_risk"]["count"], &found["at_risk"]["amount_minor"]),
        (&json!(6), &json!(4_250_001))
    );
    assert_eq!(found["learned"], false, "three wins are no history");
    assert_eq!(found["deals"][0]["expected_minor"], 20_000);
    assert_eq!(found["rules"][0]["label"], "金额远超常规");
    let rules = found["rules"].as_array().unwrap();
    let amounts: Vec<i64> = rules
        .iter()
        .map(|rule| rule["sum"]["amount_minor"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [3_000_001, 400_000, 300_000, 250_000, 200_000, 100_000]);

    world.call.language = Language::En;
    let said = lines(&world.ok("forecast.risks", json!({})));
    let said: Vec<&str> = said.iter().map(|line| line.2.as_str()).collect();
    assert_eq!(
        said,
        [
            "Expected 1 day ago",
            "3.0 times this customer’s median purchase (3 won)",
            "Idle for 29 days (limit 14)",
            "Put off 2 times",
            "Commit without a next step",
            "No next step",
        ]
    );
}

#[test]
fn the_list_of_a_past_day_is_what_it_was() {
    let mut world = quarter();
    let then = world.ok("forecast.risks", json!({}));
    assert_eq!(world.ok("forecast.risks", json!({ "as_of": "2026-03-30" })), then);
    // Afterwards everything is put in order.
    world.at("2026-04-03T10:00");
    for deal in then["deals"].as_array().unwrap() {
        let (id, plan) = (
            &deal["id"],
            json!({ "kind": "call", "text": "x", "deal_id": deal["id"], "due_on": "2026-04-09" }),
        );
        world.ok("activities.add", plan);
        world.ok(
            "deals.edit",
            json!({ "id": id, "close_on": "2026-06-30", "amount_minor": 1 }),
        );
    }
    assert_eq!(world.ok("forecast.risks", json!({ "as_of": "2026-03-30" })), then);
    assert_eq!(
        world.ok("forecast.risks", json!({ "starts_on": "2026-03-30" }))["deals"],
        json!([])
    );
}
