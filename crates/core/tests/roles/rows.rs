//! Every change that names a record, and what it does to it.

use serde_json::{Value, json};

/// A record that is not there.
pub const NOWHERE: i64 = 999_999;

/// What a change does to the record it names.
#[derive(Clone, Copy, PartialEq)]
pub enum Does {
    /// Changes it, or what belongs to it.
    Changes,
    /// Adds to it, which whoever sees it may.
    Adds,
    /// Changes another record, so that it speaks of this one: whoever sees it may.
    Names,
    /// Nothing that would show in a table of one: it is asked, and must refuse what is not the person's.
    Asks,
}

use Does::{Adds, Asks, Changes, Names};

/// The command, which record of a holding it names, what it does, and its input from the record and one of the person's own of that kind.
pub type Row = (&'static str, &'static str, Does, fn(i64, i64) -> Value);

pub const ROWS: &[Row] = &[
    (
        "customers.save",
        "customer",
        Changes,
        |id, _| json!({ "id": id, "note": "x" }),
    ),
    (
        "customers.remove",
        "customer.kept",
        Changes,
        |id, _| json!({ "ids": [id] }),
    ),
    (
        "customers.remove",
        "customer.kept",
        Asks,
        |id, own| json!({ "ids": [own, id] }),
    ),
    (
        "customers.save",
        "customer",
        Names,
        |id, own| json!({ "id": own, "parent_id": id }),
    ),
    (
        "contacts.save",
        "contact",
        Changes,
        |id, _| json!({ "id": id, "title": "x" }),
    ),
    (
        "contacts.save",
        "customer",
        Adds,
        |id, _| json!({ "name": "x", "customer_id": id }),
    ),
    ("contacts.remove", "contact", Changes, |id, _| json!({ "ids": [id] })),
    (
        "contacts.remove",
        "contact",
        Asks,
        |id, own| json!({ "ids": [own, id] }),
    ),
    ("leads.edit", "lead", Changes, |id, _| json!({ "id": id, "need": "x" })),
    (
        "leads.edit_many",
        "lead",
        Changes,
        |id, _| json!({ "leads": { "ids": [id] }, "need": "x" }),
    ),
    (
        "leads.edit_many",
        "lead",
        Asks,
        |id, own| json!({ "leads": { "ids": [own, id] }, "need": "x" }),
    ),
    (
        "leads.set_state",
        "lead",
        Changes,
        |id, _| json!({ "leads": { "ids": [id] }, "state": "invalid", "reason": "x" }),
    ),
    (
        "leads.assign",
        "lead",
        Asks,
        |id, _| json!({ "leads": { "ids": [id] }, "owner_id": null }),
    ),
    (
        "leads.tag",
        "lead",
        Changes,
        |id, _| json!({ "leads": { "ids": [id] }, "add": ["x"] }),
    ),
    ("leads.release", "lead", Asks, |id, _| json!({ "id": id })),
    (
        "leads.remove",
        "lead",
        Changes,
        |id, _| json!({ "leads": { "ids": [id] } }),
    ),
    (
        "leads.remove",
        "lead",
        Asks,
        |id, own| json!({ "leads": { "ids": [own, id] } }),
    ),
    (
        "leads.remove",
        "lead.gone",
        Changes,
        |id, _| json!({ "leads": { "ids": [id], "removed": true }, "restore": true }),
    ),
    (
        "duplicates.distinct",
        "lead",
        Asks,
        |id, own| json!({ "entity": "leads", "pairs": [[own, id]] }),
    ),
    (
        "duplicates.distinct",
        "customer",
        Asks,
        |id, own| json!({ "entity": "customers", "pairs": [[own, id]] }),
    ),
    (
        "duplicates.distinct",
        "contact",
        Asks,
        |id, own| json!({ "entity": "contacts", "pairs": [[id, own]] }),
    ),
    (
        "duplicates.merge",
        "lead",
        Asks,
        |id, own| json!({ "entity": "leads", "keep": own, "gone": [id] }),
    ),
    (
        "duplicates.merge",
        "lead",
        Asks,
        |id, own| json!({ "entity": "leads", "keep": id, "gone": [own] }),
    ),
    (
        "duplicates.merge",
        "customer",
        Asks,
        |id, own| json!({ "entity": "customers", "keep": own, "gone": [id] }),
    ),
    (
        "duplicates.merge",
        "contact",
        Asks,
        |id, own| json!({ "entity": "contacts", "keep": id, "gone": [own] }),
    ),
    ("registrations.add", "lead", Asks, |id, _| json!({ "lead_id": id })),
    (
        "registrations.add",
        "customer",
        Asks,
        |id, _| json!({ "customer_id": id }),
    ),
    (
        "registrations.end",
        "registration",
        Changes,
        |id, _| json!({ "id": id }),
    ),
    (
        "registrations.extend",
        "registration",
        Asks,
        |id, _| json!({ "id": id, "ends_on": "2027-01-01" }),
    ),
    (
        "deals.create",
        "customer",
        Adds,
        |id, _| json!({ "name": "x", "customer_id": id }),
    ),
    ("deals.edit", "deal", Changes, |id, _| json!({ "id": id, "note": "x" })),
    (
        "deals.move",
        "deal",
        Changes,
        |id, _| json!({ "id": id, "stage_id": 2 }),
    ),
    (
        "deals.win",
        "deal",
        Changes,
        |id, _| json!({ "id": id, "amount_minor": 5, "closed_on": "2026-03-18" }),
    ),
    (
        "deals.lose",
        "deal",
        Changes,
        |id, _| json!({ "id": id, "reason": "x" }),
    ),
    ("deals.reopen", "deal.lost", Changes, |id, _| json!({ "id": id })),
    ("deals.remove", "deal", Changes, |id, _| json!({ "ids": [id] })),
    ("deals.remove", "deal", Asks, |id, own| json!({ "ids": [own, id] })),
    (
        "activities.add",
        "lead",
        Adds,
        |id, _| json!({ "kind": "note", "text": "x", "lead_id": id }),
    ),
    (
        "activities.add",
        "deal",
        Adds,
        |id, _| json!({ "kind": "note", "text": "x", "deal_id": id }),
    ),
    (
        "activities.add",
        "customer",
        Adds,
        |id, _| json!({ "kind": "note", "text": "x", "customer_id": id }),
    ),
    (
        "activities.add",
        "contact",
        Adds,
        |id, _| json!({ "kind": "note", "text": "x", "contact_id": id }),
    ),
    ("activities.paste_chat", "lead", Adds, |id, _| chat("lead_id", id)),
    ("activities.paste_chat", "deal", Adds, |id, _| chat("deal_id", id)),
    ("activities.paste_chat", "customer", Adds, |id, _| {
        chat("customer_id", id)
    }),
    ("activities.paste_chat", "contact", Adds, |id, _| chat("contact_id", id)),
    (
        "activities.edit",
        "lead.note",
        Changes,
        |id, _| json!({ "id": id, "text": "x" }),
    ),
    (
        "activities.edit",
        "deal.note",
        Changes,
        |id, _| json!({ "id": id, "text": "x" }),
    ),
    (
        "activities.edit",
        "customer.note",
        Changes,
        |id, _| json!({ "id": id, "text": "x" }),
    ),
    (
        "activities.edit",
        "contact.note",
        Changes,
        |id, _| json!({ "id": id, "text": "x" }),
    ),
    (
        "activities.done",
        "lead.task",
        Changes,
        |id, _| json!({ "id": id, "done": true }),
    ),
    (
        "activities.done",
        "deal.task",
        Changes,
        |id, _| json!({ "id": id, "done": true }),
    ),
    (
        "activities.done",
        "customer.task",
        Changes,
        |id, _| json!({ "id": id, "done": true }),
    ),
    (
        "activities.done",
        "contact.task",
        Changes,
        |id, _| json!({ "id": id, "done": true }),
    ),
    (
        "activities.pin",
        "lead.note",
        Changes,
        |id, _| json!({ "id": id, "pinned": true }),
    ),
    (
        "activities.pin",
        "customer.note",
        Changes,
        |id, _| json!({ "id": id, "pinned": true }),
    ),
    ("attachments.add", "lead", Adds, |id, _| file("lead_id", id)),
    ("attachments.add", "deal", Adds, |id, _| file("deal_id", id)),
    ("attachments.add", "customer", Adds, |id, _| file("customer_id", id)),
    ("attachments.add", "contact", Adds, |id, _| file("contact_id", id)),
    ("attachments.remove", "lead.file", Changes, |id, _| json!({ "id": id })),
    ("attachments.remove", "deal.file", Changes, |id, _| json!({ "id": id })),
    (
        "attachments.remove",
        "customer.file",
        Changes,
        |id, _| json!({ "id": id }),
    ),
    (
        "attachments.remove",
        "contact.file",
        Changes,
        |id, _| json!({ "id": id }),
    ),
    (
        "bin.restore",
        "lead.gone",
        Changes,
        |id, _| json!({ "kind": "leads", "ids": [id] }),
    ),
    (
        "bin.restore",
        "customer.gone",
        Changes,
        |id, _| json!({ "kind": "customers", "ids": [id] }),
    ),
    (
        "bin.restore",
        "contact.gone",
        Changes,
        |id, _| json!({ "kind": "contacts", "ids": [id] }),
    ),
    (
        "bin.restore",
        "deal.gone",
        Changes,
        |id, _| json!({ "kind": "deals", "ids": [id] }),
    ),
    (
        "views.save",
        "view",
        Asks,
        |id, _| json!({ "id": id, "entity": "leads", "name": "x", "definition": {} }),
    ),
    ("views.remove", "view", Asks, |id, _| json!({ "id": id })),
    (
        "targets.save",
        "person",
        Asks,
        |id, _| json!({ "person_id": id, "period_kind": "quarter", "starts_on": "2026-04-01", "amount_minor": 5 }),
    ),
    (
        "forecast.call",
        "person",
        Asks,
        |id, _| json!({ "kind": "figure", "person_id": id, "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": 7 }),
    ),
];

/// Changes that name no record somebody has, each with what it is about, or where it is asked.
pub const OTHERS: [(&str, &str); 30] = [
    ("workspace.setup", "the company"),
    ("workspace.save", "the company"),
    ("workspace.confirm_clock", "the company"),
    ("sample.add", "the company"),
    ("sample.remove", "the company"),
    ("people.save", "the company"),
    ("people.hand_over", "the company"),
    ("products.save", "the company"),
    ("pipelines.save", "the company"),
    ("custom_fields.save", "the company"),
    ("custom_fields.order", "the company"),
    ("custom_fields.restore", "the company"),
    ("custom_fields.archive", "the company"),
    ("custom_fields.remove", "the company"),
    ("screen.add", "the company"),
    ("screen.remove", "the company"),
    ("aliases.save", "the company"),
    ("aliases.remove", "the company"),
    ("duplicates.save_rules", "the company"),
    ("folders.save", "the company"),
    ("folders.remove", "the company"),
    ("health.save_plan", "the company"),
    ("health.checked", "the company"),
    ("leads.create", "what is new"),
    ("leads.create_many", "what is new"),
    (
        "duplicates.tell_owner",
        "a task for whoever has a record: that is what it is for",
    ),
    ("health.fix", "below: all records of a finding"),
    ("history.undo", "below: a change"),
    ("history.redo", "below: a change"),
    ("imports.undo", "an import: asked with the imports"),
];

fn chat(about: &str, id: i64) -> Value {
    json!({ "about": { about: id }, "text": "He 2026-03-18 09:00\nHello\n" })
}

fn file(about: &str, id: i64) -> Value {
    json!({ "about": { about: id }, "file": { "name": "x.txt", "base64": "YQ==" } })
}
