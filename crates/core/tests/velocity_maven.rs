//! The pace of a real pipeline file: 8,800 deals of Maven Analytics' CRM set, as a spreadsheet would count them.

use crate::world::World;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The folder of the files, when it lies beside the project.
fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/maven_crm");
    folder.exists().then_some(folder)
}

fn import(world: &World, kind: &str, path: &Path, more: Value) {
    let mut plan = json!({ "kind": kind, "source": { "path": path } });
    plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let id = world.ok("imports.start", plan)["import_id"].clone();
    loop {
        let status = world.ok("imports.status", json!({ "import_id": id }));
        if status["state"] != "running" {
            assert_eq!(status["state"], "done", "{status}");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn the_pace_of_maven() {
    let Some(data) = data() else { return };
    let mut world = World::set_up("en", "USD", "empty");
    world.at("2018-01-02T10:00");
    let stages = json!([{ "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 6000 }]);
    let pipeline = world.ok("pipelines.save", json!({ "name": "Maven", "stages": stages }))["id"].clone();
    import(&world, "customers", &data.join("accounts.csv"), json!({}));
    import(&world, "products", &data.join("products.csv"), json!({}));
    import(&world, "people", &data.join("sales_teams.csv"), json!({}));
    let options = json!({ "pipeline_id": pipeline, "accept_suggestions": true, "fill_amount_from_list_price": true });
    import(&world, "deals", &data.join("sales_pipeline.csv"), options);

    let ask = |command: &str, more: Value| {
        let mut query = json!({ "pipeline_id": pipeline });
        query.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.ok(command, query)
    };
    let all = ask("funnel.velocity", json!({}));
    let pace = &all["pace"];
    assert_eq!(pace["won"], json!({ "count": 4238, "minor": 1_000_553_400 }));
    assert_eq!(pace["lost"]["count"], 2473);
    assert_eq!(pace["win_rate"], json!({ "numerator": 4238, "denominator": 6711 }));
    // Median of closing date − engagement date, counted over the file.
    assert_eq!(pace["cycle_days"], 57);
    let last = ask("funnel.velocity", json!({ "from": "2017-10-01", "to": "2017-12-31" }));
    let pace = &last["pace"];
    assert_eq!(
        (
            pace["won"]["count"].clone(),
            pace["lost"]["count"].clone(),
            pace["cycle_days"].clone()
        ),
        (json!(1196), json!(789), json!(51))
    );
    assert_eq!(last["previous"]["from"], "2017-07-01");
    assert_eq!(last["trend"].as_array().unwrap().len(), 12);
    for view in ["cohort", "throughput"] {
        let funnel = ask("funnel.get", json!({ "view": view }));
        assert_eq!(
            funnel["win_rate"],
            json!({ "numerator": 4238, "denominator": 6711 }),
            "{view}"
        );
        assert_eq!(funnel["all"]["count"], 8800, "{view}");
    }
    // The same cohort out of the versions as out of the book.
    let (book, versions) = (
        ask("funnel.get", json!({})),
        ask("funnel.get", json!({ "as_of": "2018-01-01" })),
    );
    // Open deals came in with the import of today; closed ones on their own days.
    assert_eq!((&book["won"], &book["lost"]), (&versions["won"], &versions["lost"]));
    let passed = ask(
        "funnel.get",
        json!({ "view": "throughput", "from": "2017-10-01", "to": "2017-12-31", "compare": true }),
    );
    assert_eq!(
        (passed["won"]["count"].clone(), passed["lost"]["count"].clone()),
        (json!(1196), json!(789))
    );
    assert_eq!(passed["previous"]["to"], "2017-09-30");
}
