//! No answer, file, printed page or failure that somebody is given contains a word they may not read – whatever they ask for, by whichever number.

use super::firm::{Firm, PEOPLE, Word};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_core::{Call, CommandKind, nouns};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

/// What a query is asked with.
type Inputs = fn(&Firm) -> Vec<Value>;

/// Every way in which each query can be asked that changes which records it speaks of.
const QUERIES: &[(&str, Inputs)] = &[
    ("workspace.info", once),
    ("workspace.pulse", |_| vec![json!({}), json!({ "since": 1 })]),
    ("workspace.check", once),
    ("takeout.write", once),
    ("people.list", once),
    ("people.holdings", |firm| each(firm, "people")),
    ("customers.list", lists),
    ("customers.totals", totals),
    ("customers.fields", once),
    ("customers.export", |firm| files(firm, "customers")),
    ("customers.print", |firm| pages(firm, "customers")),
    ("customers.get", |firm| each(firm, "customers")),
    ("contacts.list", lists),
    ("contacts.totals", totals),
    ("contacts.fields", once),
    ("contacts.export", |firm| files(firm, "contacts")),
    ("contacts.print", |firm| pages(firm, "contacts")),
    ("contacts.get", |firm| each(firm, "contacts")),
    ("products.list", once),
    ("leads.list", lists),
    ("leads.totals", totals),
    ("leads.counts", |_| {
        vec![json!({ "selections": [{}, { "removed": true }] })]
    }),
    ("leads.get", |firm| each(firm, "leads")),
    ("leads.export", |firm| files(firm, "leads")),
    ("leads.print", |firm| pages(firm, "leads")),
    ("leads.fields", once),
    ("tags.list", once),
    ("views.list", |_| {
        ["leads", "customers", "contacts", "deals"]
            .map(|entity| json!({ "entity": entity }))
            .into()
    }),
    ("duplicates.check", |firm| {
        let ids = firm.ids("leads").into_iter();
        ids.map(|id| json!({ "lead_id": id })).collect()
    }),
    ("duplicates.look_up", |_| {
        vec![json!({ "text": "zq" }), json!({ "text": "Registered 2 Machines" })]
    }),
    ("duplicates.rules", once),
    ("duplicates.compare", |firm| {
        let pairs = ["leads", "customers", "contacts"].into_iter().flat_map(|entity| {
            let ids = firm.ids(entity);
            let pairs: Vec<Value> = ids
                .windows(2)
                .map(|ids| json!({ "entity": entity, "ids": ids }))
                .collect();
            pairs
        });
        pairs.collect()
    }),
    ("screen.list", once),
    ("aliases.list", once),
    ("registrations.list", |_| {
        ["all", "mine", "ended"].map(|which| json!({ "which": which })).into()
    }),
    ("registrations.check", |firm| {
        let leads = firm.ids("leads").into_iter().map(|id| json!({ "lead_id": id }));
        let customers = firm.ids("customers").into_iter().map(|id| json!({ "customer_id": id }));
        let named = (0..6).map(|at| json!({ "company": format!("Registered {at} Machines") }));
        leads.chain(customers).chain(named).collect()
    }),
    ("health.records", |firm| {
        let report = firm
            .world
            .run("health.report", json!({ "wait": true }))
            .unwrap_or_default();
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        findings
            .iter()
            .map(|finding| json!({ "code": finding["code"], "limit": 500 }))
            .collect()
    }),
    ("health.plan", once),
    ("custom_fields.list", listed_kinds),
    ("custom_fields.in_use", listed_kinds),
    ("custom_fields.usage", listed_kinds),
    ("pipelines.list", once),
    ("board.get", |firm| {
        let by_owner = firm
            .ids("people")
            .into_iter()
            .map(|id| json!({ "filter": condition("owner", id) }));
        std::iter::once(json!({ "per_stage": 100 })).chain(by_owner).collect()
    }),
    ("board.more", |firm| {
        let stages = firm.ids("stages").into_iter();
        stages
            .map(|id| json!({ "stage_id": id, "offset": 0, "limit": 100 }))
            .collect()
    }),
    ("deals.list", lists),
    ("deals.totals", totals),
    ("deals.fields", once),
    ("deals.export", |firm| files(firm, "deals")),
    ("deals.print", |firm| pages(firm, "deals")),
    ("deals.get", |firm| each(firm, "deals")),
    ("deals.sheet", |firm| {
        let ids = firm.ids("deals").into_iter();
        ids.map(|id| json!({ "id": id, "form": "pages" })).collect()
    }),
    ("activities.list", about),
    ("activities.read_chat", |firm| {
        let mut asked = about(firm);
        asked
            .iter_mut()
            .for_each(|asked| asked["text"] = "He 2026-03-18 09:00\nHello\n".into());
        asked
    }),
    ("attachments.list", about),
    ("attachments.get", |firm| each(firm, "attachments")),
    ("targets.list", |_| vec![json!({}), json!({ "year": 2026 })]),
    ("search.find", |_| {
        ["zq", "precision", "optics", "example", "1380013"]
            .map(|text| json!({ "text": text, "limit": 50 }))
            .into()
    }),
    ("search.recent", |_| vec![json!({ "limit": 30 })]),
    ("forecast.get", |firm| by_owner(firm, |query| query)),
    ("forecast.learned", |firm| by_owner(firm, |query| query)),
    ("forecast.calls", |firm| by_owner(firm, |query| query)),
    ("forecast.waterfall", |firm| {
        by_owner(firm, |query| json!({ "query": query, "since": "2026-01-01" }))
    }),
    ("forecast.risks", |firm| by_owner(firm, |query| query)),
    ("forecast.records", |firm| {
        let parts = ["won", "open", "overdue", "undated", "omitted"].into_iter();
        parts
            .flat_map(|part| by_owner(firm, |query| json!({ "query": query, "part": part })))
            .collect()
    }),
    ("forecast.book", |_| {
        vec![json!({ "query": { "period_kind": "quarter" }, "form": "short" })]
    }),
    ("forecast.print", |_| {
        vec![json!({ "query": { "period_kind": "quarter" }, "form": "short" })]
    }),
    ("forecast.sheet", |firm| {
        let formats = ["csv", "xlsx"].into_iter();
        formats
            .flat_map(|format| {
                by_owner(firm, |query| json!({ "query": query, "format": format }))
                    .into_iter()
                    .take(3)
            })
            .collect()
    }),
    ("funnel.get", |firm| {
        by_owner(firm, |query| json!({ "owner_id": query["owner_id"] }))
    }),
    ("funnel.velocity", |firm| {
        by_owner(firm, |query| json!({ "owner_id": query["owner_id"] }))
    }),
    ("funnel.records", |firm| {
        let parts = ["all", "entered", "standing", "lost", "won", "left"].into_iter();
        parts
            .flat_map(|part| {
                by_owner(
                    firm,
                    |query| json!({ "query": { "owner_id": query["owner_id"] }, "part": part }),
                )
            })
            .collect()
    }),
    ("imports.kinds", once),
    ("imports.template", |_| vec![json!({ "kind": "leads" })]),
    ("imports.list", once),
    ("imports.errors", |firm| {
        let ids = firm.ids("imports").into_iter();
        ids.map(|id| json!({ "import_id": id })).collect()
    }),
    ("folders.list", once),
    ("bin.list", |_| {
        nouns()
            .iter()
            .map(|noun| json!({ "kind": noun.kind, "limit": 500 }))
            .collect()
    }),
    ("history.list", |_| vec![json!({ "limit": 500 })]),
    ("history.fields", |firm| {
        let asked = nouns().iter().flat_map(|noun| {
            let ids = firm.ids(noun.table()).into_iter();
            ids.map(|id| json!({ "entity": noun.kind, "id": id }))
                .collect::<Vec<_>>()
        });
        asked.collect()
    }),
    // Of the jobs, those that look at records.
    ("duplicates.review", |_| {
        ["leads", "customers", "contacts"]
            .map(|entity| json!({ "entity": entity, "wait": true, "limit": 500 }))
            .into()
    }),
    ("health.report", |_| vec![json!({ "wait": true })]),
    ("forecast.backtest", |_| vec![json!({ "wait": true })]),
];

fn once(_: &Firm) -> Vec<Value> {
    vec![json!({})]
}

fn each(firm: &Firm, table: &str) -> Vec<Value> {
    firm.ids(table).into_iter().map(|id| json!({ "id": id })).collect()
}

fn condition(field: &str, value: i64) -> Value {
    json!({ "condition": { "field": field, "is": "any_of", "values": [value] } })
}

/// The ways to choose records of a list: all, those in the bin, those of each person, by a text, by their numbers.
fn selections(firm: &Firm) -> Vec<Value> {
    let everybodys = firm.ids("people").into_iter().map(|id| condition("owner", id));
    let numbers: Vec<i64> = (1..200).collect();
    let more = [
        json!({ "removed": true }),
        json!({ "text": "zq" }),
        json!({ "ids": numbers }),
    ];
    std::iter::once(json!({})).chain(more).chain(everybodys).collect()
}

fn lists(firm: &Firm) -> Vec<Value> {
    let chosen = selections(firm).into_iter();
    chosen
        .map(|filter| json!({ "filter": filter, "limit": 1000 }))
        .collect()
}

fn totals(firm: &Firm) -> Vec<Value> {
    selections(firm)
        .into_iter()
        .map(|filter| json!({ "filter": filter }))
        .collect()
}

/// Every column there is.
fn columns(firm: &Firm, table: &str) -> Vec<Value> {
    let noun = nouns().iter().find(|noun| noun.table() == table).unwrap();
    let stable = noun
        .fields
        .iter()
        .map(|field| field.column.trim_end_matches("_minor").trim_end_matches("_id"));
    let own = firm.world.look().query_row(
        "select 'custom_' || id from custom_fields where entity = ?1",
        [table],
        |row| row.get::<_, String>(0),
    );
    let all = stable.map(str::to_owned).chain(own).map(Value::from);
    // Those that are no column of a list are left out by asking.
    all.filter(|column| {
        let asked = json!({ "columns": [column], "filter": { "ids": [0] }, "format": "csv" });
        firm.world
            .run(&format!("{table}.export"), asked)
            .map_or_else(|failure| failure.code != "list.unknown_column", |_| true)
    })
    .collect()
}

fn files(firm: &Firm, table: &str) -> Vec<Value> {
    let columns = columns(firm, table);
    let formats = ["csv", "xlsx"].into_iter();
    let mut asked: Vec<Value> = formats
        .map(|format| json!({ "columns": columns, "format": format }))
        .collect();
    asked.push(json!({ "columns": columns, "format": "csv", "filter": { "removed": true } }));
    asked
}

fn pages(firm: &Firm, table: &str) -> Vec<Value> {
    let columns: Vec<Value> = columns(firm, table).into_iter().take(6).collect();
    vec![json!({ "columns": columns, "form": "pages" })]
}

fn listed_kinds(_: &Firm) -> Vec<Value> {
    ["leads", "customers", "contacts", "deals"]
        .map(|entity| json!({ "entity": entity }))
        .into()
}

fn about(firm: &Firm) -> Vec<Value> {
    let kinds = [
        ("leads", "lead_id"),
        ("customers", "customer_id"),
        ("contacts", "contact_id"),
        ("deals", "deal_id"),
    ];
    let asked = kinds.into_iter().flat_map(|(table, about)| {
        let ids = firm.ids(table).into_iter();
        ids.map(|id| json!({ "about": { about: id } })).collect::<Vec<_>>()
    });
    asked.collect()
}

fn by_owner(firm: &Firm, of: impl Fn(Value) -> Value) -> Vec<Value> {
    let all = std::iter::once(json!({ "period_kind": "quarter" }));
    let people = firm.ids("people").into_iter();
    all.chain(people.map(|id| json!({ "period_kind": "quarter", "owner_id": id })))
        .map(of)
        .collect()
}

/// An answer as text, with the files in it unpacked.
fn told(answer: &Value) -> String {
    let mut text = answer.to_string();
    unpack(answer, &mut text);
    text.to_lowercase()
}

fn unpack(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str().filter(|_| name.contains("base64")) {
                    Some(packed) => unzip(&STANDARD.decode(packed).unwrap(), text),
                    None => unpack(field, text),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| unpack(value, text)),
        _ => {}
    }
}

fn unzip(bytes: &[u8], text: &mut String) {
    match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => {
            for at in 0..archive.len() {
                let mut inside = Vec::new();
                archive.by_index(at).unwrap().read_to_end(&mut inside).unwrap();
                text.push_str(&String::from_utf8_lossy(&inside));
            }
        }
        Err(_) => text.push_str(&String::from_utf8_lossy(bytes)),
    }
}

#[test]
fn every_query_is_asked() {
    let known: BTreeSet<&str> = QUERIES.iter().map(|(name, _)| *name).collect();
    let asked = leadwell_core::commands()
        .iter()
        .filter(|command| command.kind == CommandKind::Query);
    let forgotten: Vec<&str> = asked
        .map(|command| command.name)
        .filter(|name| !known.contains(name))
        .collect();
    assert!(forgotten.is_empty(), "asked by nobody: {forgotten:?}");
}

#[test]
fn words_reach_only_who_may_read_them() {
    let firm = Firm::new();
    assert!(firm.words.len() >= 200, "{}", firm.words.len());
    let asked = PEOPLE
        .iter()
        .filter(|(name, ..)| ["Sam", "Mia", "Max", "Ann", "Vic"].contains(name));
    let leaks: BTreeSet<String> = std::thread::scope(|scope| {
        let all: Vec<_> = asked.map(|(who, ..)| scope.spawn(|| leaks_to(&firm, who))).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let shown: Vec<String> = leaks.iter().take(60).cloned().collect();
    assert!(leaks.is_empty(), "{}:\n{}", leaks.len(), shown.join("\n"));
}

/// What somebody is told who may not read it; and what they may read and are never told: a question that tells nobody anything proves nothing.
fn leaks_to(firm: &Firm, who: &str) -> BTreeSet<String> {
    let call = Call {
        person: firm.world.workspace.person(who).unwrap(),
        ..firm.world.call.clone()
    };
    let (own, kept): (Vec<&Word>, Vec<&Word>) = firm.words.iter().partition(|word| word.readers.contains(&who));
    let mut unread: BTreeSet<&str> = own.iter().map(|word| word.text.as_str()).collect();
    let mut leaks = BTreeSet::new();
    for (command, inputs) in QUERIES {
        for input in inputs(firm) {
            let text = match firm.world.workspace.dispatch(&call, command, input.clone()) {
                Ok(answer) => told(&answer),
                Err(failure) if failure.code == "internal" => {
                    leaks.insert(format!("{who}: {command} {input} fails: {failure:?}"));
                    continue;
                }
                Err(failure) => format!("{failure:?}").to_lowercase(),
            };
            let of_others = kept.iter().filter(|word| text.contains(&word.text));
            leaks.extend(of_others.map(|word| format!("{who}: {command} {input} tells the {}", word.stands)));
            unread.retain(|word| !text.contains(word));
        }
    }
    let never = own.iter().filter(|word| unread.contains(word.text.as_str()));
    leaks.extend(never.map(|word| format!("{who} is never told the {}", word.stands)));
    leaks
}
