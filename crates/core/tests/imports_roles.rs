//! What a person may do by an import is what they may do by hand; and an import is its importer's, and of those who answer for them.

use crate::world::World;
use crate::world::files::plan;
use serde_json::json;

/// Everybody, with those whose doings they answer for besides their own.
const PEOPLE: [(&str, &[&str]); 8] = [
    ("Owner", &["Mia", "Meg", "Sam", "Max", "Tom", "Ann", "Vic"]),
    ("Mia", &["Meg", "Sam"]),
    ("Meg", &[]),
    ("Sam", &[]),
    ("Max", &["Tom"]),
    ("Tom", &[]),
    ("Ann", &[]),
    ("Vic", &[]),
];

/// Mia leads Meg, who leads nobody yet, and Sam, who sells; Max leads Tom; Ann assists, Vic looks on.
pub fn company() -> World {
    let world = World::new();
    let (mia, max) = (world.person("Mia", "manager"), world.person("Max", "manager"));
    for (name, role, manager) in [("Meg", "manager", mia), ("Sam", "sales", mia), ("Tom", "sales", max)] {
        world.ok(
            "people.save",
            json!({ "name": name, "role": role, "manager_id": manager }),
        );
    }
    world.person("Ann", "assistant");
    world.person("Vic", "viewer");
    world
}

/// Kinds with the verb by which one of them is made by hand, and a file of a row that is taken and one that is not.
const KINDS: [(&str, &str, &str, &str); 6] = [
    (
        "people",
        "people.save",
        r#"{ "name": "New", "role": "sales" }"#,
        "name,role\nNew,sales\nOther,wizard\n",
    ),
    (
        "products",
        "products.save",
        r#"{ "name": "New" }"#,
        "product name,list price\nNew,1\nOther,abc\n",
    ),
    (
        "customers",
        "customers.save",
        r#"{ "name": "New" }"#,
        "customer name,employees\nNew,1\nOther,abc\n",
    ),
    (
        "contacts",
        "contacts.save",
        r#"{ "name": "New" }"#,
        "name,email,owner\nNew,n@muhe.cn,\nOther,o@muhe.cn,Nobody\n",
    ),
    (
        "leads",
        "leads.create",
        r#"{ "lead": { "name": "New", "qq": "10001" } }"#,
        "name,qq,owner\nNew,10001,\nOther,10002,Nobody\n",
    ),
    (
        "deals",
        "deals.create",
        r#"{ "name": "New" }"#,
        "deal name,amount\nNew,1\nOther,abc\n",
    ),
];

/// Whether a person may make a record of the kind by hand.
fn by_hand(world: &World, name: &str, verb: &str, input: &str) -> bool {
    let mut copy = world.killed_here();
    copy.speak_as(name);
    let made = copy.run(verb, serde_json::from_str(input).unwrap());
    // What an import made before stands in the way of nothing but its name.
    !made.is_err_and(|failure| failure.code == "call.forbidden")
}

#[test]
fn an_import_makes_only_what_the_person_may_make_by_hand() {
    let mut world = company();
    for (kind, verb, input, text) in KINDS {
        let path = world.file(&format!("{kind}.csv"), text);
        for (name, _) in PEOPLE {
            let may = by_hand(&world, name, verb, input);
            world.speak_as(name);
            let runs = world.run("imports.kinds", json!({})).is_ok();
            let refusal = if runs {
                "import.kind_forbidden"
            } else {
                "call.forbidden"
            };
            if runs && may {
                let kinds = world.ok("imports.kinds", json!({}));
                let told = kinds
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|told| told["kind"] == kind)
                    .unwrap();
                assert_eq!(told["allowed"], true, "{name} {kind}");
                assert_eq!(world.ok("imports.dry_run", plan(kind, &path, json!({})))["create"], 1);
                continue;
            }
            for verb in ["imports.dry_run", "imports.start"] {
                assert_eq!(
                    world.err(verb, plan(kind, &path, json!({}))),
                    refusal,
                    "{name} {kind} {verb}"
                );
            }
            let look = json!({ "kind": kind, "source": { "path": path } });
            assert_eq!(world.err("imports.inspect", look), refusal, "{name} {kind}");
            assert_eq!(
                world.err("imports.template", json!({ "kind": kind })),
                refusal,
                "{name} {kind}"
            );
            if runs {
                // Left to itself, the program guesses what the person may import.
                let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
                assert_ne!(seen["kind"], kind, "{name}");
            }
        }
    }
}

#[test]
fn an_import_is_its_importers_and_of_those_who_answer_for_them() {
    let world = company();
    let mut seen = 0;
    for (kind, verb, input, text) in KINDS {
        let path = world.file(&format!("{kind}.csv"), text);
        for importer in ["Owner", "Mia", "Meg", "Max", "Ann"] {
            if !by_hand(&world, importer, verb, input) {
                continue;
            }
            let mut world = world.killed_here();
            world.speak_as(importer);
            let status = world.import(plan(kind, &path, json!({ "on_match": "create" })));
            assert_eq!(
                (&status["created"], &status["rejected"]),
                (&json!(1), &json!(1)),
                "{status}"
            );
            let id = json!({ "import_id": status["import_id"] });
            for (name, answers_for) in PEOPLE {
                world.speak_as(name);
                let whose = name == importer || answers_for.contains(&importer);
                let cell = format!("{name} on {kind} of {importer}");
                let expected = |ended: &'static str| match world.run("imports.kinds", json!({})) {
                    Err(_) => "call.forbidden",
                    Ok(_) if !whose => "import.unknown",
                    Ok(_) if !by_hand(&world, name, verb, input) => "import.kind_forbidden",
                    Ok(_) => ended,
                };
                let code = |command: &str, of: &World| match of.run(command, id.clone()) {
                    Ok(_) => "done",
                    Err(failure) => failure.code,
                };
                for command in ["imports.status", "imports.errors"] {
                    assert_eq!(code(command, &world), expected("done"), "{cell}: {command}");
                }
                let before = world.dump();
                assert_eq!(code("imports.cancel", &world), expected("import.not_running"), "{cell}");
                assert_eq!(
                    code("imports.resume", &world),
                    expected("import.not_interrupted"),
                    "{cell}"
                );
                assert_eq!(world.dump(), before, "{cell}");
                if expected("done") != "call.forbidden" {
                    let listed = world.ok("imports.list", json!({}));
                    assert_eq!(
                        listed.as_array().unwrap().len(),
                        usize::from(expected("done") == "done"),
                        "{cell}"
                    );
                }
                if expected("done") == "done" {
                    seen += 1;
                    let mut copy = world.killed_here();
                    copy.speak_as(name).ok("imports.undo", id.clone());
                } else {
                    assert_eq!(world.err("imports.undo", id.clone()), expected("done"), "{cell}");
                }
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn whose_a_row_becomes_is_said_as_by_hand() {
    let mut world = company();
    for name in ["Owner", "Mia", "Max", "Ann"] {
        world.speak_as(name);
        for (owner, _) in PEOPLE {
            let id = world.workspace.person(owner).unwrap().0;
            for (kind, verb, made, row) in [
                (
                    "deals",
                    "deals.create",
                    json!({ "name": "New", "owner_id": id }),
                    "deal name,owner\nNew,",
                ),
                (
                    "leads",
                    "leads.create",
                    json!({ "lead": { "name": "New", "qq": "10001", "owner_id": id } }),
                    "name,qq,owner\nNew,10001,",
                ),
                (
                    "customers",
                    "customers.save",
                    json!({ "name": "New", "owner_id": id }),
                    "customer name,owner\nNew,",
                ),
            ] {
                let mut copy = world.killed_here();
                copy.speak_as(name);
                let by_hand = copy.run(verb, made);
                let path = world.file("rows.csv", format!("{row}{owner}\n"));
                let dry = world.run("imports.dry_run", plan(kind, path, json!({})));
                let cell = format!("{name} makes {kind} {owner}'s");
                match (by_hand, dry) {
                    (Ok(_), Ok(dry)) => assert_eq!(dry["create"], 1, "{cell}: {dry}"),
                    (Err(by_hand), Ok(dry)) => assert_eq!(dry["reject"], 1, "{cell}: {by_hand:?} {dry}"),
                    (Err(by_hand), Err(dry)) => {
                        assert_eq!(
                            (by_hand.code, dry.code),
                            ("call.forbidden", "import.kind_forbidden"),
                            "{cell}"
                        );
                    }
                    (Ok(_), Err(dry)) => panic!("{cell}: {dry:?}"),
                }
            }
        }
    }
}

#[test]
fn who_takes_an_import_back_sees_what_it_changes() {
    let mut world = company();
    world.speak_as("Meg");
    // Rows of Meg's that are Tom's from the beginning: she may take them back, and Mia, who does not see them, may not.
    let path = world.file("leads.csv", "name,qq,owner\n甲,10001,Tom\n");
    let made = json!({ "import_id": world.import(plan("leads", &path, json!({})))["import_id"] });
    let path = world.file("more.csv", "name,qq,owner\n乙,10002,Meg\n");
    let own = json!({ "import_id": world.import(plan("leads", &path, json!({})))["import_id"] });
    world.speak_as("Mia");
    assert_eq!(world.err("imports.undo", made.clone()), "lead.unknown");
    world.ok("imports.undo", own);
    world.speak_as("Meg").ok("imports.undo", made);
    // What an import changed and somebody else has by now is changed back by whoever sees it.
    world.speak_as("Owner");
    let path = world.file("sam.csv", "name,mobile,need,owner\n丙,13800138010,泵,Sam\n");
    world.import(plan("leads", &path, json!({})));
    world.speak_as("Mia");
    let path = world.file("need.csv", "name,mobile,need\n丙,13800138010,阀\n");
    let changed = world.import(plan("leads", &path, json!({ "on_match": "update" })));
    assert_eq!(changed["updated"], 1, "{changed}");
    let changed = json!({ "import_id": changed["import_id"] });
    let tom = world.workspace.person("Tom").unwrap().0;
    let lead = world.number("select max(id) from leads");
    world
        .speak_as("Owner")
        .ok("leads.assign", json!({ "leads": { "ids": [lead] }, "owner_id": tom }));
    world.speak_as("Mia");
    assert_eq!(world.err("imports.undo", changed.clone()), "lead.unknown");
    world.speak_as("Owner").ok("imports.undo", changed);
    assert_eq!(world.ok("leads.get", json!({ "id": lead }))["need"], "泵");
}

#[test]
fn each_piece_is_written_with_the_rights_of_that_moment() {
    let world = company();
    let filler = "x".repeat(40_000);
    let rows: String = (0..900).map(|row| format!("Works {row},{filler}\n")).collect();
    let path = world.file("customers.csv", format!("customer name,filler\n{rows}"));
    // In the middle of the first piece Ann becomes somebody who only looks on.
    let file = rusqlite::Connection::open(world.path()).unwrap();
    file.execute_batch(
        "create trigger demotion after insert on customers when new.name = 'Works 100'
         begin update people set role = 'viewer' where name = 'Ann'; end",
    )
    .unwrap();
    drop(file);
    let mut world = world;
    world.speak_as("Ann");
    let id = world.ok(
        "imports.start",
        plan("customers", path, json!({ "on_match": "update" })),
    )["import_id"]
        .clone();
    world.speak_as("Owner");
    let status = world.wait(&id);
    assert_eq!(status["state"], "failed", "{status}");
    assert_eq!(
        world.number("select count(*) from customers"),
        0,
        "what was written is taken back"
    );
}
