//! An import meets the records that its person sees and no others; and nobody learns from a file which keys others have.

use crate::imports_roles::company;
use crate::world::World;
use crate::world::files::plan;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

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
                world.ok(
                    "contacts.list",
                    json!({ "filter": { "ids": [self.led_to(world, id)] } }),
                )["rows"]
                    != json!([])
            }
            get => world.run(get, json!({ "id": id })).is_ok(),
        }
    }

    /// Whether the person may change a record that they see, by the verb for single ones.
    fn changes(&self, world: &World, id: i64) -> bool {
        let copy = world.killed_here();
        let (verb, field) = match self.kind {
            "leads" => ("leads.edit", "need"),
            "contacts" => ("contacts.save", "title"),
            "customers" => ("customers.save", "note"),
            _ => ("deals.edit", "note"),
        };
        copy.run(verb, json!({ "id": id, field: "by hand" })).is_ok()
    }

    /// The record itself, or the one it was merged into.
    fn led_to(&self, world: &World, id: i64) -> i64 {
        let kept = format!(
            "select coalesce((select kept_id from merges where gone_id = {id} and entity = '{}'), {id})",
            self.kind
        );
        world.number(&kept)
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
                    let of = keyed.led_to(&world, *id);
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
                        // Customers are seen by all, and changed by those who look after them.
                        (true, _, _) if !keyed.changes(&world, of) => "rejected",
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
        world.ok("workspace.save", json!({ "everybody_sees_customers": false }));
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
            assert!(!hidden.is_empty(), "{name} {}", keyed.kind);
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
