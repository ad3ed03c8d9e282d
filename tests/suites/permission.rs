//! Who may do what: every command for every role, and whose deals a person sees. A refused call leaves the file as it was.

use crate::world::World;
use leadwell_core::{Permission, Role};
use serde_json::{Value, json};

/// The matrix as people agreed on it: permission, then the roles that have it. A change of it is a decision, not a detail.
const MATRIX: &str = "
    workspace_read    owner manager sales assistant viewer
    workspace_manage  owner
    people_manage       owner
    lead_read         owner manager sales assistant viewer
    lead_write        owner manager sales assistant
    lead_assign       owner manager assistant
    lead_manage       owner manager
    customer_read     owner manager sales assistant viewer
    customer_write    owner manager sales assistant
    catalogue_write   owner manager assistant
    pipeline_manage   owner manager
    deal_read         owner manager sales assistant viewer
    deal_write        owner manager sales
    activity_write    owner manager sales assistant
    forecast_read     owner manager sales assistant viewer
    target_write      owner manager
    import_run        owner manager assistant
    history_undo      owner manager sales assistant
";

fn agreed(permission: Permission, role: Role) -> bool {
    let name = json!(permission).as_str().unwrap().to_owned();
    let row = MATRIX
        .lines()
        .map(str::trim)
        .find(|line| line.split_whitespace().next() == Some(&name));
    row.unwrap_or_else(|| panic!("{name} is missing in the matrix"))
        .split_whitespace()
        .skip(1)
        .any(|cell| cell == role.as_str())
}

#[test]
fn the_table_in_the_code_is_the_one_agreed_on() {
    for permission in Permission::ALL {
        for role in Role::ALL {
            assert_eq!(
                role.may(permission),
                agreed(permission, role),
                "{permission:?} for {role:?}"
            );
        }
    }
}

/// The sample company, a person of each role, and one who has left.
fn staff() -> World {
    let world = World::sample();
    for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
        world.person(role.as_str(), role.as_str());
    }
    let gone = world.person("gone", "sales");
    world.ok(
        "people.save",
        json!({ "id": gone.0, "name": "gone", "role": "sales", "active": false }),
    );
    world
}

#[test]
fn every_command_for_every_role() {
    let mut world = staff();
    let before = world.dump();
    let (mut refused, mut admitted) = (0, 0);
    for command in leadwell_core::commands() {
        for role in Role::ALL {
            world.speak_as(if role == Role::Owner { "Owner" } else { role.as_str() });
            if agreed(command.permission, role) {
                // Past the door the call may still be wrong; it must not be refused for the role. A field no command
                // has keeps it from doing anything.
                let failure = world.run(command.name, json!({ "no such field": 1 })).err();
                assert!(
                    failure.is_none_or(|failure| failure.code != "call.forbidden"),
                    "{} for {role:?}",
                    command.name
                );
                admitted += 1;
            } else {
                let failure = world.run(command.name, json!({})).unwrap_err();
                assert_eq!(
                    (failure.code, failure.kind.http_status(), failure.kind.exit_code()),
                    ("call.forbidden", 403, 4),
                    "{} for {role:?}",
                    command.name
                );
                assert_eq!(
                    world.dump(),
                    before,
                    "{} was refused for {role:?} and still changed something",
                    command.name
                );
                refused += 1;
            }
        }
    }
    assert_eq!(world.dump(), before);
    assert_eq!(refused + admitted, leadwell_core::commands().len() * Role::ALL.len());
    assert!(refused > 0);
}

#[test]
fn nobody_and_people_who_left_may_do_nothing() {
    let mut world = staff();
    let gone = world.workspace.person("gone").unwrap();
    for person in [gone, leadwell_rules::ids::PersonId(999_999)] {
        world.call.person = person;
        for command in leadwell_core::commands() {
            assert_eq!(
                world.err(command.name, json!({})),
                "call.unknown_person",
                "{}",
                command.name
            );
        }
    }
}

#[test]
fn a_salesperson_sees_and_changes_own_deals_only() {
    let mut world = staff();
    let own = world.workspace.person("sales").unwrap();
    let mine = world.ok(
        "deals.create",
        json!({ "name": "Mine", "amount_minor": 100, "owner_id": own.0 }),
    )["id"]
        .clone();
    let filter =
        json!({ "filter": { "condition": { "field": "status", "is": "any_of", "values": ["open"] } }, "limit": 50 });
    let page = world.ok("deals.list", filter.clone());
    let other = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] != mine)
        .unwrap()
        .clone();
    let (id, stage) = (other["id"].clone(), other["stage_id"].clone());
    world.speak_as("sales");
    let attempts = [
        ("deals.get", json!({ "id": id })),
        ("deals.sheet", json!({ "id": id })),
        ("deals.edit", json!({ "id": id, "name": "Taken" })),
        ("deals.edit", json!({ "id": id, "owner_id": own.0 })),
        ("deals.move", json!({ "id": id, "stage_id": stage })),
        (
            "deals.win",
            json!({ "id": id, "amount_minor": 1, "closed_on": "2026-03-01" }),
        ),
        ("deals.lose", json!({ "id": id, "reason": "x" })),
        ("deals.reopen", json!({ "id": id })),
        ("deals.remove", json!({ "ids": [mine, id] })),
        ("activities.add", json!({ "kind": "note", "deal_id": id, "text": "x" })),
        ("history.fields", json!({ "entity": "deals", "id": id })),
    ];
    for (command, input) in attempts {
        assert_eq!(world.err(command, input), "deal.unknown", "{command}");
    }
    let seen = |world: &World| {
        world.ok("deals.list", json!({ "limit": 1000 }))["rows"]
            .as_array()
            .unwrap()
            .clone()
    };
    assert!(seen(&world).iter().all(|row| row["owner_id"] == own.0));
    assert_eq!(
        world.ok("deals.list", json!({ "filter": { "ids": [id] } }))["rows"],
        json!([])
    );
    assert_eq!(world.ok("deals.totals", json!({}))["count"], 1);
    let printed = world
        .ok("deals.print", json!({ "columns": ["code"], "form": "pages" }))
        .to_string();
    let code = |row: &Value| row["code"].as_str().unwrap().to_owned();
    assert!(printed.contains(&code(&seen(&world)[0])) && !printed.contains(&code(&other)));
    assert_eq!(world.ok("board.get", json!({}))["totals"]["sum_minor"], 100);
    assert_eq!(world.ok("funnel.get", json!({}))["all"]["count"], 1);
    assert_eq!(world.ok("forecast.get", json!({}))["total"]["open_minor"], 100);
    let somebody = other["owner_id"].clone();
    assert_eq!(
        world.ok("forecast.get", json!({ "owner_id": somebody }))["total"]["open_minor"],
        0
    );
    assert_eq!(
        world.err("deals.create", json!({ "name": "For another", "owner_id": somebody })),
        "deal.owner_unknown"
    );
}

#[test]
fn a_manager_sees_the_team_however_deep() {
    let mut world = World::new();
    let top = world.person("top", "manager");
    let middle = world.ok(
        "people.save",
        json!({ "name": "middle", "role": "manager", "manager_id": top.0 }),
    )["id"]
        .clone();
    let low = world.ok(
        "people.save",
        json!({ "name": "low", "role": "sales", "manager_id": middle }),
    )["id"]
        .clone();
    let away = world.person("away", "sales");
    for (name, owner) in [("a", &json!(top.0)), ("b", &middle), ("c", &low), ("d", &json!(away.0))] {
        world.ok(
            "deals.create",
            json!({ "name": name, "amount_minor": 1, "owner_id": owner }),
        );
    }
    let count = |world: &World| world.ok("deals.totals", json!({}))["count"].clone();
    assert_eq!(count(&world), 4);
    for (who, deals) in [("top", 3), ("middle", 2), ("low", 1), ("away", 1)] {
        world.speak_as(who);
        assert_eq!(count(&world), Value::from(deals), "{who}");
    }
}

#[test]
fn fields_a_caller_may_not_set_are_not_taken() {
    let world = World::new();
    for extra in [
        "id",
        "created_at",
        "deleted_at",
        "import_id",
        "status",
        "furthest",
        "role",
    ] {
        let mut input = json!({ "name": "x" });
        input[extra] = json!(1);
        assert_eq!(world.err("deals.create", input), "call.input", "{extra}");
    }
}

/// What was written about somebody else's lead or deal stays out of sight, its history too.
#[test]
fn the_history_of_a_note_is_seen_by_who_sees_the_note() {
    let mut world = staff();
    let owner = world.call.person;
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "Hidden", "mobile": "13800138111", "owner_id": owner.0 }, "distinct": true }),
    )["lead"]["id"]
        .clone();
    let note = world.ok(
        "activities.add",
        json!({ "kind": "note", "lead_id": lead, "text": "one" }),
    )["id"]
        .clone();
    world.ok("activities.edit", json!({ "id": note, "text": "two" }));
    let asked = json!({ "entity": "activities", "id": note });
    assert_eq!(world.ok("history.fields", asked.clone())[0]["old"], "one");
    world.speak_as("sales");
    assert_eq!(world.err("history.fields", asked), "activity.unknown");
    assert_eq!(
        world.err("history.fields", json!({ "entity": "leads", "id": lead })),
        "lead.unknown"
    );
}
