//! Targets set for a year or a quarter as the months see them, people's targets as the team's, through the commands.

use crate::world::World;
use serde_json::{Value, json};

fn set(world: &World, person: Option<i64>, kind: &str, start: &str, amount: i64) {
    world.ok(
        "targets.save",
        json!({ "person_id": person, "period_kind": kind, "starts_on": start, "amount_minor": amount }),
    );
}

/// The target a forecast compares with.
fn target(world: &World, query: Value) -> Option<i64> {
    let forecast = world.ok("forecast.get", query);
    forecast["standings"][0]["standing"]["target_minor"].as_i64()
}

fn months(world: &World, query: Value) -> Vec<Option<i64>> {
    let forecast = world.ok("forecast.get", query);
    let months = forecast["months"].as_array().unwrap().iter();
    months.map(|month| month["target_minor"].as_i64()).collect()
}

#[test]
fn a_year_is_split_into_quarters_and_months() {
    let world = World::new();
    let quarter = json!({ "period_kind": "quarter", "starts_on": "2026-01-01" });
    assert_eq!(target(&world, quarter.clone()), None);
    set(&world, None, "year", "2026-01-01", 1_202);
    assert_eq!(target(&world, quarter.clone()), Some(301));
    assert_eq!(months(&world, quarter.clone()), [Some(100), Some(100), Some(101)]);
    let whole = json!({ "period_kind": "year", "starts_on": "2026-01-01" });
    assert_eq!(
        months(&world, whole.clone()).into_iter().sum::<Option<i64>>(),
        Some(1_202)
    );
    // A month that is set keeps its amount; the others share what is left of the quarter.
    set(&world, None, "month", "2026-02-01", 151);
    assert_eq!(months(&world, quarter.clone()), [Some(75), Some(151), Some(75)]);
    assert_eq!(target(&world, quarter), Some(301));
    assert_eq!(target(&world, whole), Some(1_202));
}

#[test]
fn the_team_aims_at_what_its_people_aim_at() {
    let mut world = World::new();
    let manager = world.person("Manager", "manager");
    let sales = world.ok(
        "people.save",
        json!({ "name": "Sales", "role": "sales", "manager_id": manager.0 }),
    )["id"]
        .as_i64()
        .unwrap();
    let other = world.person("Other", "sales").0;
    set(&world, Some(sales), "quarter", "2026-01-01", 100);
    set(&world, Some(other), "year", "2026-01-01", 1_000);
    let quarter = json!({ "period_kind": "quarter", "starts_on": "2026-01-01" });
    assert_eq!(target(&world, quarter.clone()), Some(350));
    assert_eq!(months(&world, quarter.clone()), [Some(116), Some(116), Some(118)]);
    world.speak_as("Manager");
    assert_eq!(target(&world, quarter.clone()), Some(100));
    world.speak_as("Owner");
    set(&world, None, "month", "2026-01-01", 10);
    // The company's own word for a month is no word for the quarter.
    assert_eq!(target(&world, quarter.clone()), Some(350));
    assert_eq!(months(&world, quarter.clone()), [Some(10), Some(116), Some(118)]);
    set(&world, None, "quarter", "2026-01-01", 400);
    assert_eq!(months(&world, quarter), [Some(10), Some(195), Some(195)]);
}
