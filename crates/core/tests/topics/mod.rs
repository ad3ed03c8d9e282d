//! Every change makes stale what it altered: one working example per command, run over the sample company, and each table it altered is
//! covered by a topic the command names. A command without an example does not pass.

pub mod asked;
pub mod examples;

use crate::world::World;
use examples::EXAMPLES;
use leadwell_core::{CommandKind, Topic};
use std::collections::{BTreeMap, BTreeSet};

/// What shows the rows of each table. The record of changes goes with every change; what search keeps is shown by nobody.
const TABLES: [(&str, Topic); 44] = [
    ("customers", Topic::Customers),
    // Nobody shows it yet.
    ("outbox", Topic::History),
    ("custom_fields", Topic::Fields),
    ("custom_options", Topic::Fields),
    ("lead_values", Topic::Leads),
    ("customer_values", Topic::Customers),
    ("contact_values", Topic::Customers),
    ("deal_values", Topic::Deals),
    ("activities", Topic::Activities),
    ("attachment_bytes", Topic::Activities),
    ("attachments", Topic::Activities),
    ("changes", Topic::History),
    ("chat_messages", Topic::Activities),
    ("company_aliases", Topic::Leads),
    ("contacts", Topic::Customers),
    ("distinct_pairs", Topic::Leads),
    ("duplicate_rules", Topic::Leads),
    ("folder_files", Topic::Imports),
    ("folders", Topic::Imports),
    ("forecast_calls", Topic::Targets),
    ("health_checks", Topic::Workspace),
    ("import_errors", Topic::Imports),
    ("import_mappings", Topic::Imports),
    ("import_pieces", Topic::Imports),
    ("imports", Topic::Imports),
    ("lead_contacts", Topic::Leads),
    ("lead_tags", Topic::Leads),
    ("leads", Topic::Leads),
    ("merges", Topic::Leads),
    ("deals", Topic::Deals),
    ("deal_versions", Topic::Deals),
    ("pipelines", Topic::Pipelines),
    ("products", Topic::Products),
    ("registrations", Topic::Leads),
    ("screen_words", Topic::Leads),
    ("search_waiting", Topic::History),
    ("stage_versions", Topic::Pipelines),
    ("stages", Topic::Pipelines),
    ("tags", Topic::Leads),
    ("targets", Topic::Targets),
    ("change_records", Topic::History),
    ("people", Topic::People),
    ("views", Topic::Leads),
    ("workspace", Topic::Workspace),
];

/// Changes without an example, and why.
const EXEMPT: [(&str, &str); 1] = [(
    "workspace.confirm_clock",
    "writes nothing but that somebody was there: the record of the change itself",
)];

/// The rows of each table.
fn rows(world: &World) -> BTreeMap<String, String> {
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for line in world.dump().lines() {
        let (table, row) = line.split_once('|').unwrap_or((line, ""));
        *tables.entry(table.to_owned()).or_default() += row;
    }
    tables
}

#[test]
fn every_change_names_the_topics_of_what_it_altered() {
    let sample = World::sample();
    let mut wrong = Vec::new();
    for (command, example) in EXAMPLES {
        let world = if *command == "workspace.setup" {
            World::blank()
        } else {
            sample.killed_here()
        };
        let input = example(&world);
        let before = rows(&world);
        if let Err(failure) = world.workspace.answer(&world.call, command, input.clone()) {
            wrong.push(format!("{command} {input}: {failure:?}"));
            continue;
        }
        let after = rows(&world);
        let tables: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let altered: Vec<&str> = tables
            .into_iter()
            .filter(|table| before.get(*table) != after.get(*table))
            .map(String::as_str)
            .collect();
        if altered.is_empty() {
            wrong.push(format!("{command} {input}: altered nothing"));
        }
        let row = leadwell_core::commands()
            .iter()
            .find(|row| row.name == *command)
            .unwrap();
        for table in altered {
            let topic = TABLES.iter().find(|(name, _)| *name == table).unwrap().1;
            if topic != Topic::History && !row.topics.contains(&topic) {
                wrong.push(format!("{command} alters {table}, and does not name {topic:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_change_has_an_example_and_every_table_a_topic() {
    for command in leadwell_core::commands()
        .iter()
        .filter(|command| command.kind == CommandKind::Change)
    {
        let shown = EXAMPLES.iter().any(|(name, _)| *name == command.name);
        let exempt = EXEMPT.iter().any(|(name, _)| *name == command.name);
        assert!(
            shown != exempt,
            "{} has no example, or is exempt beside one",
            command.name
        );
    }
    let world = World::blank();
    let look = world.look();
    let mut tables = look
        .prepare(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name",
        )
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut known = TABLES.map(|(table, _)| table.to_owned());
    known.sort_unstable();
    assert_eq!(tables, known);
}
