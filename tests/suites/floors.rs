//! Does the house keep its floors? Every import in core points down: to a lower floor, or to a room further up in the same list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up, each with its rooms: a room knows those that stand before it, on its own floor and below.
const FLOORS: [(&str, &[&str]); 5] = [
    (
        "engine",
        &[
            "call",
            "messages",
            "permission",
            "describe",
            "failure",
            "guard",
            "input",
            "files",
            "types",
            "location",
            "store",
            "workspace",
            "command",
            "jobs",
        ],
    ),
    (
        "records",
        &[
            "reach",
            "people",
            "products",
            "pipelines",
            "targets",
            "identity",
            "screening",
            "registrations",
            "next_activity",
            "numbers",
            "contacts",
            "customers",
            "leads",
            "deals",
            "activities",
            "attachments",
            "nouns",
            "limits",
            "reached",
            "custom_fields",
            "duplicates",
            "saved_views",
        ],
    ),
    ("doors", &["intake", "cards", "imports", "folders"]),
    (
        "views",
        &[
            "paper",
            "board",
            "forecast",
            "funnel",
            "books",
            "sheets",
            "lists",
            "deal_sheet",
            "search",
            "health",
        ],
    ),
    (
        "services",
        &["history", "bin", "hand_over", "sample", "company", "takeout"],
    ),
];

/// The files at the top, which alone know everything.
const TOP: [&str; 6] = ["lib", "dispatch", "reactions", "jobs", "registry", "typescript"];

/// A place in the order: floor, then room.
type Rank = (usize, usize);

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/core/src")
}

/// Rooms by name (`records/leads`), with their rank.
fn ranks() -> BTreeMap<String, Rank> {
    let mut ranks = BTreeMap::new();
    for (floor, (name, rooms)) in FLOORS.iter().enumerate() {
        for (room, title) in rooms.iter().enumerate() {
            ranks.insert(format!("{name}/{title}"), (floor, room));
        }
    }
    ranks
}

/// The room that a path of modules leads to; nothing for the files at the top.
fn room(parts: &[&str]) -> Option<String> {
    let floor = FLOORS.iter().find(|(name, _)| *name == parts[0])?;
    Some(match parts.get(1) {
        Some(room) if *room != "mod" => format!("{}/{room}", floor.0),
        _ => floor.0.to_owned(),
    })
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every path below `crate::` in a text, with its groups in braces taken apart.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let mut depth = 0;
        let end = rest
            .find(|c: char| {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                depth < 0 || (depth == 0 && !(c.is_alphanumeric() || matches!(c, '_' | ':' | '}')))
            })
            .unwrap_or(rest.len());
        take_apart("", rest[..end].trim(), &mut found);
    }
    found
}

fn take_apart(before: &str, path: &str, found: &mut Vec<String>) {
    let Some(open) = path.find('{') else {
        found.push(format!("{before}{path}"));
        return;
    };
    let before = format!("{before}{}", &path[..open]);
    let inside = path[open + 1..].rsplit_once('}').map_or("", |(inside, _)| inside);
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inside[from..at].trim();
                if !part.is_empty() {
                    take_apart(&before, part, found);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// Every import from one room into another, with the files it stands in.
fn imports() -> BTreeMap<(String, String), BTreeSet<String>> {
    let root = source();
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let mut imports: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let own: Vec<&str> = name.trim_end_matches(".rs").split('/').collect();
        let Some(from) = room(&own) else { continue };
        for path in paths(&fs::read_to_string(&file).unwrap()) {
            let parts: Vec<&str> = path.split("::").collect();
            let to = room(&parts).unwrap_or_else(|| format!("the top: {}", parts[0]));
            if to != from {
                imports.entry((from.clone(), to)).or_default().insert(name.clone());
            }
        }
    }
    imports
}

#[test]
fn every_import_in_core_points_down() {
    let ranks = ranks();
    let imports = imports();
    assert!(
        imports.len() > 150,
        "only {} imports between rooms were found",
        imports.len()
    );
    let wrong: Vec<String> = imports
        .iter()
        .filter(|((from, to), _)| match (ranks.get(from), ranks.get(to)) {
            (Some(from), Some(to)) => from <= to,
            // A room that is not in the list, or a file at the top.
            _ => true,
        })
        .map(|((from, to), files)| format!("{from} knows {to}: {files:?}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "imports that point up or sideways:\n  {}",
        wrong.join("\n  ")
    );
}

#[test]
fn every_room_stands_in_the_list_and_every_file_in_a_room() {
    let root = source();
    let listed: BTreeSet<String> = ranks().into_keys().collect();
    let mut there = BTreeSet::new();
    let mut strangers = Vec::new();
    for entry in fs::read_dir(&root).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_dir() {
            if !TOP.iter().any(|top| name == format!("{top}.rs")) {
                strangers.push(name);
            }
            continue;
        }
        for inner in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
            let inner = inner.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
            if inner != "mod" {
                there.insert(format!("{name}/{inner}"));
            }
        }
    }
    assert_eq!(strangers, Vec::<String>::new(), "files beside the floors");
    assert_eq!(there, listed);
}

#[test]
fn groups_of_imports_are_taken_apart() {
    let text = "use crate::records::{leads::{Lead, get}, people};\nlet x = crate::engine::store::id_list(&ids);";
    assert_eq!(
        paths(text),
        [
            "records::leads::Lead",
            "records::leads::get",
            "records::people",
            "engine::store::id_list"
        ]
    );
}
