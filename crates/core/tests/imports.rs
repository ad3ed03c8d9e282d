//! Files coming in, with the Maven pipeline as the measure: what the dry run says, what arrives, and that it can all be taken back.

use crate::world::World;
use crate::world::files::{counts, data, finding, plan};
use serde_json::{Value, json};

/// A company with the stages of the Maven file.
fn maven() -> World {
    let mut world = World::set_up("en", "USD", "empty");
    world.at("2018-01-02T09:00");
    let pipeline = world.ok("pipelines.list", Value::Null)[0].clone();
    let saved = json!({ "id": pipeline["id"], "name": "Hardware", "stages": [
        { "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 5000 }
    ] });
    world.ok("pipelines.save", saved);
    world
}

#[test]
fn the_maven_company() {
    let Some(folder) = data("maven_crm") else { return };
    let world = maven();
    let empty = world.records();
    let customers = world.import(plan("customers", folder.join("accounts.csv"), json!({})));
    assert_eq!(
        (counts(&customers), customers["state"].as_str()),
        ([85, 0, 0, 0], Some("done"))
    );
    assert_eq!(
        world.number("select count(*) from customers where parent_id is not null"),
        15
    );
    let products = world.import(plan("products", folder.join("products.csv"), json!({})));
    assert_eq!(counts(&products), [7, 0, 0, 0]);
    let people = world.import(plan("people", folder.join("sales_teams.csv"), json!({})));
    assert_eq!((counts(&people), people["beside"].as_u64()), ([35, 0, 0, 0], Some(6)));
    assert_eq!(world.ok("people.list", Value::Null).as_array().unwrap().len(), 42);
    assert_eq!(
        world.number("select count(distinct team) from people where role = 'manager'"),
        3
    );
    assert_eq!(
        world.number("select count(*) from people where role = 'sales' and manager_id is not null"),
        35
    );

    let deals = folder.join("sales_pipeline.csv");
    let before = world.dump();
    let dry = world.ok("imports.dry_run", plan("deals", &deals, json!({})));
    assert_eq!(before, world.dump(), "a dry run writes nothing");
    assert_eq!(
        (dry["rows"].as_u64(), dry["create"].as_u64(), dry["reject"].as_u64()),
        (Some(8800), Some(7320), Some(1480))
    );
    let product = finding(&dry, "import.unknown_product");
    assert_eq!(
        (
            product["value"].as_str(),
            product["rows"].as_u64(),
            product["suggestion"].as_str()
        ),
        (Some("GTXPro"), Some(1480), Some("GTX Pro"))
    );
    assert_eq!(product["accepted"], json!(false));
    for (code, rows) in [
        ("import.without_customer", 1425),
        ("import.without_created_on", 500),
        ("import.open_without_amount", 2089),
        ("import.closed_stage_assumed", 6711),
    ] {
        assert_eq!(finding(&dry, code)["rows"].as_u64(), Some(rows), "{code}");
    }
    assert_eq!(dry["problems"].as_array().unwrap().len(), 50);
    assert_eq!(dry["problems"][0]["column"], json!("product"));

    let full = json!({ "accept_suggestions": true, "fill_amount_from_list_price": true });
    let done = world.import(plan("deals", &deals, full.clone()));
    assert_eq!(
        (counts(&done), done["rows"].as_u64(), done["done"].as_u64()),
        ([8800, 0, 0, 0], Some(8800), Some(8800))
    );
    for (status, count) in [("won", 4238), ("lost", 2473), ("open", 2089)] {
        assert_eq!(
            world.number(&format!("select count(*) from deals where status = '{status}'")),
            count
        );
    }
    for (stage, count) in [("Engaging", 1589), ("Prospecting", 500)] {
        let sql = format!(
            "select count(*) from deals o join stages s on s.id = o.stage_id where s.name = '{stage}' and status = 'open'"
        );
        assert_eq!(world.number(&sql), count);
    }
    assert_eq!(
        world.number("select sum(base_minor) from deals where status = 'won'"),
        1_000_553_400
    );
    assert_eq!(
        world.number("select count(*) from deals where status = 'open' and amount_minor is null"),
        0
    );
    assert_eq!(world.number("select count(*) from deal_versions"), 2 * 6711 + 2089);

    // The same file again: skipped on its key, or updated with nothing to say.
    let before = world.records();
    assert_eq!(counts(&world.import(plan("deals", &deals, json!({})))), [0, 0, 8800, 0]);
    let again = world.ok(
        "imports.dry_run",
        plan("deals", &deals, json!({ "on_match": "update" })),
    );
    assert_eq!(
        (again["skip"].as_u64(), again["unchanged"].as_u64()),
        (Some(8800), Some(8800))
    );
    let product = finding(&again, "import.unknown_product");
    assert_eq!(
        (product["rows"].as_u64(), product["accepted"].as_bool()),
        (Some(1480), Some(true))
    );
    assert!(product["message"].as_str().unwrap().contains("remembered"), "{product}");
    assert_eq!(
        counts(&world.import(plan("deals", &deals, json!({ "on_match": "update" })))),
        [0, 0, 8800, 0]
    );
    for (kind, file, rows) in [
        ("customers", "accounts.csv", 85),
        ("products", "products.csv", 7),
        ("people", "sales_teams.csv", 35),
    ] {
        assert_eq!(
            counts(&world.import(plan(kind, folder.join(file), json!({ "on_match": "update" })))),
            [0, 0, rows, 0],
            "{kind}"
        );
    }
    assert_eq!(before, world.records());

    // And back again, the last first.
    for import in [done, people, products, customers] {
        let undone = world.ok("imports.undo", json!({ "import_id": import["import_id"] }));
        assert_eq!(
            (undone["state"].as_str(), undone["can_undo"].as_bool()),
            (Some("undone"), Some(false))
        );
    }
    assert_eq!(empty, world.records());
}
