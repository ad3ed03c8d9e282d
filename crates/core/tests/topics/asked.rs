//! An example of every command that asks, or works beside the file, and cannot do without an input.

use super::examples::{Example, LEADS, a_deal, a_lead, an_customer, file_on, imported, person};
use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

/// An example of each command that asks or works beside the file and cannot do without an input.
pub const ASKED: &[(&str, Example)] = &[
    ("workspace.clear", |_| json!({ "name": "Acme" })),
    ("people.holdings", |world| json!({ "id": person(world) })),
    ("customers.get", |world| json!({ "id": an_customer(world) })),
    (
        "contacts.get",
        |world| json!({ "id": world.ok("contacts.save", json!({ "name": "李雷", "mobile": "13900000002" }))["id"] }),
    ),
    ("leads.counts", |_| json!({ "selections": [{ "text": "邱" }] })),
    ("leads.get", |world| json!({ "id": a_lead(world, "13900000001") })),
    (
        "cards.read",
        |_| json!({ "text": "BEGIN:VCARD\nFN:李雷\nTEL:13900000002\nEND:VCARD" }),
    ),
    ("views.list", |_| json!({ "entity": "leads" })),
    ("duplicates.look_up", |_| json!({ "text": "博瀚" })),
    ("duplicates.review", |_| json!({ "entity": "leads" })),
    (
        "duplicates.compare",
        |world| json!({ "entity": "leads", "ids": [a_lead(world, "13900000001"), a_lead(world, "13900000002")] }),
    ),
    ("health.records", |world| {
        let report = world.ok("health.report", json!({ "wait": true }));
        json!({ "code": report["findings"][0]["code"] })
    }),
    ("custom_fields.list", |_| json!({ "entity": "deals" })),
    ("custom_fields.in_use", |_| json!({ "entity": "deals" })),
    ("custom_fields.usage", |_| json!({ "entity": "deals" })),
    ("board.more", |_| json!({ "stage_id": 1, "offset": 0 })),
    ("customers.print", |_| one_of_them()),
    ("contacts.print", |_| one_of_them()),
    ("leads.print", |_| one_of_them()),
    ("deals.print", |_| one_of_them()),
    ("deals.get", |world| json!({ "id": a_deal(world) })),
    ("deals.sheet", |world| json!({ "id": a_deal(world) })),
    (
        "activities.list",
        |world| json!({ "about": { "deal_id": a_deal(world) } }),
    ),
    (
        "activities.read_chat",
        |world| json!({ "about": { "deal_id": a_deal(world) }, "text": "何 2026-03-18 09:00\n您好\n" }),
    ),
    (
        "attachments.list",
        |world| json!({ "about": { "deal_id": a_deal(world) } }),
    ),
    (
        "attachments.get",
        |world| json!({ "id": world.ok("attachments.add", file_on(a_deal(world)))["id"] }),
    ),
    ("search.find", |_| json!({ "text": "博瀚" })),
    ("forecast.waterfall", |_| json!({ "query": {} })),
    ("forecast.records", |_| json!({ "query": {}, "part": "won" })),
    ("forecast.book", |_| json!({ "query": {} })),
    ("forecast.print", |_| json!({ "query": {} })),
    ("forecast.sheet", |_| json!({ "query": {} })),
    ("funnel.records", |_| json!({ "query": {}, "part": "won" })),
    ("imports.template", |_| json!({ "kind": "leads" })),
    (
        "imports.upload",
        |_| json!({ "name": "rows.csv", "chunk_base64": "YQ==", "last": true }),
    ),
    (
        "imports.inspect",
        |world| json!({ "source": { "path": rows_of_leads(world) } }),
    ),
    ("imports.dry_run", |world| {
        plan("leads", rows_of_leads(world), json!({}))
    }),
    ("imports.start", |world| plan("leads", rows_of_leads(world), json!({}))),
    ("imports.status", |world| imported(world, "leads", LEADS)),
    ("imports.errors", |world| imported(world, "leads", LEADS)),
    ("bin.list", |_| json!({ "kind": "leads" })),
    (
        "history.fields",
        |world| json!({ "entity": "deals", "id": a_deal(world) }),
    ),
];

/// A short list is printed as a long one is.
fn one_of_them() -> Value {
    json!({ "filter": { "ids": [1] } })
}

fn rows_of_leads(world: &World) -> String {
    world.file("rows.csv", LEADS)
}
