//! What a person may do by an import is what they may do by hand, with the same records and no others; and nobody learns from a file which keys
//! others have.

use crate::world::World;
use crate::world::files::plan;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

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
fn company() -> World {
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

/// A kind with a key: how its records are asked for and merged, its headings, and what tells that a row was written into a record.
struct Keyed {
    kind: &'static str,
    get: &'static str,
    merges: bool,
    /// No two records have the same, the bin included.
    unique: bool,
    headings: &'static str,
    row: fn(key: usize, word: &str, owner: &str) -> String,
}

const KEYED: [Keyed; 4] = [
    Keyed {
        kind: "leads",
        get: "leads.get",
        merges: true,
        unique: false,
        headings: "mobile,name,need,owner",
        row: |key, word, owner| format!("138001380{key:02},甲{key},{word},{owner}"),
    },
    Keyed {
        kind: "customers",
        get: "customers.get",
        merges: true,
        unique: false,
        headings: "customer name,note,owner",
        row: |key, word, owner| format!("Works {key:02},{word},{owner}"),
    },
    Keyed {
        kind: "contacts",
        get: "",
        merges: true,
        unique: false,
        headings: "email,name,title,owner",
        row: |key, word, owner| format!("a{key:02}@muhe.cn,甲{key},{word},{owner}"),
    },
    Keyed {
        kind: "deals",
        get: "deals.get",
        merges: false,
        unique: true,
        headings: "deal number,deal name,note,owner",
        row: |key, word, owner| format!("HS-{key:02},Line {key},{word},{owner}"),
    },
];

/// Where a record stands: whose it is, and whether it lies in the bin or was merged into one of the same person.
const RECORDS: [(&str, &str); 9] = [
    ("Mia", "there"),
    ("Sam", "there"),
    ("Tom", "there"),
    ("", "there"),
    ("Sam", "bin"),
    ("Tom", "bin"),
    ("Sam", "merged"),
    ("Tom", "merged"),
    ("Max", "there"),
];

impl Keyed {
    fn file(&self, world: &World, name: &str, rows: impl IntoIterator<Item = String>) -> String {
        let rows: Vec<String> = rows.into_iter().collect();
        world.file(name, format!("{}\n{}\n", self.headings, rows.join("\n")))
    }

    /// The records, and one more for each that is merged; their numbers.
    fn records(&self, world: &World) -> Vec<i64> {
        let rows = RECORDS
            .iter()
            .enumerate()
            .map(|(key, (owner, _))| (self.row)(key, "before", owner));
        let kept = RECORDS
            .iter()
            .enumerate()
            .filter(|(_, (_, place))| *place == "merged" && self.merges);
        let kept: Vec<String> = kept
            .map(|(key, (owner, _))| (self.row)(key + 50, "before", owner))
            .collect();
        let path = self.file(world, "there.csv", rows.chain(kept));
        let status = world.import(plan(self.kind, path, json!({})));
        assert_eq!(status["rejected"], 0, "{status}");
        let first = world.number(&format!(
            "select min(id) from {} where import_id = {}",
            self.kind, status["import_id"]
        ));
        let ids: Vec<i64> = (first..).take(RECORDS.len()).collect();
        let mut next = first + RECORDS.len() as i64;
        for (id, (_, place)) in ids.iter().zip(RECORDS) {
            match (place, self.merges) {
                ("bin", _) if self.kind == "leads" => {
                    world.ok("leads.remove", json!({ "leads": { "ids": [id] } }));
                }
                ("bin", _) => drop(world.ok(&format!("{}.remove", self.kind), json!({ "ids": [id] }))),
                ("merged", true) => {
                    world.ok(
                        "duplicates.merge",
                        json!({ "entity": self.kind, "keep": next, "gone": [id] }),
                    );
                    next += 1;
                }
                _ => {}
            }
        }
        ids
    }

    /// What the person sees of a record by the verbs for single ones.
    fn sees(&self, world: &World, id: i64, place: &str) -> bool {
        if place == "bin" {
            let bin = world.ok("bin.list", json!({ "kind": self.kind }));
            return bin.to_string().contains(&format!("\"id\":{id},"))
                || bin.to_string().contains(&format!("\"id\":{id}}}"));
        }
        match self.get {
            "" => {
                world.ok("contacts.list", json!({ "filter": { "ids": [id] } }))["rows"] != json!([])
                    || place == "merged"
            }
            get => world.run(get, json!({ "id": id })).is_ok(),
        }
    }

    fn line(&self, world: &World, id: i64) -> String {
        let start = format!("{}|{id}|", self.kind);
        world
            .dump()
            .lines()
            .find(|line| line.starts_with(&start))
            .unwrap_or_default()
            .to_owned()
    }
}

#[test]
fn a_row_meets_only_what_the_person_sees() {
    let mut cells = 0;
    for keyed in &KEYED {
        let world = company();
        let ids = keyed.records(&world);
        for name in ["Owner", "Mia", "Max", "Ann"] {
            for on_match in ["skip", "update", "merge", "create"] {
                let mut world = world.killed_here();
                world.speak_as(name);
                if keyed.kind == "deals" && (name == "Ann" || on_match == "merge") {
                    continue;
                }
                for (key, (id, (owner, place))) in ids.iter().zip(RECORDS).enumerate() {
                    let place = if keyed.merges || place != "merged" {
                        place
                    } else {
                        "there"
                    };
                    let cell = format!("{name}, {on_match}, {} of {owner:?}, {place}", keyed.kind);
                    let seen = keyed.sees(&world, *id, place);
                    // A merged record leads to the one it went into.
                    let of = if place == "merged" {
                        world.number(&format!(
                            "select kept_id from merges where gone_id = {id} and entity = '{}'",
                            keyed.kind
                        ))
                    } else {
                        *id
                    };
                    let before = keyed.line(&world, of);
                    let outcome = match (seen, place, on_match) {
                        (false, _, _) => "created",
                        (true, "bin", _) if !keyed.unique => "created",
                        (true, _, "skip") => "skipped",
                        (true, "bin", _) => "rejected",
                        (true, _, "create") if keyed.unique => "rejected",
                        (true, _, "create") => "created",
                        // Nothing of it is empty.
                        (true, _, "merge") => "skipped",
                        (true, _, _) => "updated",
                    };
                    let asked = plan(
                        keyed.kind,
                        keyed.file(&world, "rows.csv", [(keyed.row)(key, "TAKEN", "")]),
                        json!({ "on_match": on_match }),
                    );
                    let dry = world.ok("imports.dry_run", asked.clone());
                    let status = world.import(asked);
                    for (told, counted) in [
                        ("created", "create"),
                        ("updated", "update"),
                        ("skipped", "skip"),
                        ("rejected", "reject"),
                    ] {
                        assert_eq!(status[told], u8::from(told == outcome), "{cell}: {status}");
                        assert_eq!(dry[counted], status[told], "{cell}: the dry run knew");
                    }
                    let after = keyed.line(&world, of);
                    assert_eq!(after != before, outcome == "updated", "{cell}:\n{before}\n{after}");
                    assert_eq!(after.contains("TAKEN"), outcome == "updated", "{cell}");
                    cells += 1;
                }
            }
        }
    }
    assert!(cells > 400, "{cells}");
}

/// All that a person learns of a file: the dry run, what became of the import, the rows that could not be taken.
fn told(world: &World, asked: &Value) -> [Value; 3] {
    let mut copy = world.killed_here();
    let dry = copy.ok("imports.dry_run", asked.clone());
    let mut status = copy.import(asked.clone());
    let errors = copy.ok("imports.errors", json!({ "import_id": status["import_id"] }));
    let text = STANDARD.decode(errors["csv_base64"].as_str().unwrap()).unwrap();
    status["finished_at"] = Value::Null;
    copy.call.person = copy.workspace.owner().unwrap();
    [dry, status, json!(String::from_utf8(text).unwrap())]
}

#[test]
fn a_file_does_not_tell_which_keys_others_have() {
    for keyed in &KEYED {
        let mut world = company();
        let ids = keyed.records(&world);
        for name in ["Mia", "Max", "Meg"] {
            world.speak_as(name);
            let hidden: Vec<usize> = (0..ids.len())
                .filter(|key| {
                    let place = if keyed.merges || RECORDS[*key].1 == "bin" {
                        RECORDS[*key].1
                    } else {
                        "there"
                    };
                    !keyed.sees(&world, ids[*key], place)
                })
                .collect();
            assert_eq!(
                hidden.is_empty(),
                ["customers", "contacts"].contains(&keyed.kind),
                "{name} {}",
                keyed.kind
            );
            for on_match in ["skip", "update", "merge", "create"] {
                if on_match == "merge" && keyed.kind == "deals" {
                    continue;
                }
                // The keys of others once, and those of nobody; a row that cannot be taken among them.
                let rows = |more: usize| {
                    let rows = hidden
                        .iter()
                        .map(move |key| (keyed.row)(key + more, "word", ""))
                        .collect::<Vec<_>>();
                    rows.into_iter().chain([(keyed.row)(49, "word", "Nobody")])
                };
                let path = world.file("rows.csv", "");
                let ask = |more: usize| {
                    keyed.file(&world, "rows.csv", rows(more));
                    told(&world, &plan(keyed.kind, &path, json!({ "on_match": on_match })))
                };
                assert_eq!(ask(0), ask(20), "{name} {} {on_match}", keyed.kind);
            }
        }
    }
}

#[test]
fn a_file_without_a_key_does_not_tell_what_others_have() {
    let mut world = company();
    let tom = json!({ "owner_id": world.workspace.person("Tom").unwrap().0, "amount_minor": 50_000 });
    world.deal("Line 2", tom);
    world.speak_as("Mia").deal("Line 3", json!({ "amount_minor": 50_000 }));
    let ask = |name: &str| {
        let path = world.file(
            "deals.csv",
            format!("deal name,amount,created\n{name},500,2026-03-18\n"),
        );
        world.ok("imports.dry_run", plan("deals", path, json!({})))
    };
    assert_eq!(ask("Line 2"), ask("Line 9"));
    assert_ne!(ask("Line 3"), ask("Line 9"));
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
