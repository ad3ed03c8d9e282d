//! The columns of a lead that a row fills, and what a known lead keeps of its own.

use rusqlite::types::Value;

/// The columns a row fills, in the order of [`super::Leads`]'s values.
pub const COLUMNS: [&str; 35] = [
    "code",
    "name",
    "company",
    "company_key",
    "title",
    "mobile",
    "phone",
    "email",
    "wechat",
    "qq",
    "handle",
    "province",
    "city",
    "carrier",
    "industry",
    "employees",
    "website",
    "address",
    "credit_code",
    "source",
    "acquisition",
    "channel",
    "campaign",
    "need",
    "note",
    "budget_minor",
    "state",
    "state_reason",
    "state_at",
    "quarantine",
    "quarantine_value",
    "owner_id",
    "owner_since",
    "source_lead_id",
    "door",
];

/// Leaves what the lead says already; and what belongs to it goes with it: the home of a number, the reason of a state, since when.
pub fn only_gaps(given: &mut [Option<Value>], existing: &[Value]) {
    let place = |name: &str| COLUMNS.iter().position(|column| *column == name);
    let whole: [(&str, &[&str]); 4] = [
        ("company", &["company_key"]),
        ("mobile", &["province", "city", "carrier"]),
        ("owner_id", &["owner_since"]),
        ("state", &["state_reason", "state_at"]),
    ];
    for (name, parts) in whole {
        let Some(at) = place(name) else { continue };
        let same = given[at].as_ref().is_none_or(|value| *value == existing[at]);
        if existing[at] != Value::Null && !same {
            for part in parts.iter().filter_map(|part| place(part)) {
                given[part] = None;
            }
        }
    }
    for (value, old) in given.iter_mut().zip(existing) {
        if *old != Value::Null {
            *value = None;
        }
    }
}

/// Since when a lead has its owner or its state moves on only with them; what is kept apart is not handed out by a file; and a number
/// from elsewhere does not keep the home of the one it replaces.
pub fn stand_still(given: &mut [Option<Value>], existing: &[Value]) {
    let place = |name: &str| COLUMNS.iter().position(|column| *column == name);
    let same = |given: &[Option<Value>], name: &str| {
        place(name).is_none_or(|at| given[at].as_ref().is_none_or(|value| *value == existing[at]))
    };
    let mut leave = Vec::new();
    if place("quarantine").is_some_and(|at| existing[at] != Value::Null) {
        leave.push("owner_id");
    }
    if leave.contains(&"owner_id") || same(given, "owner_id") {
        leave.push("owner_since");
    }
    if same(given, "state") {
        leave.push("state_at");
    }
    let moved = !same(given, "mobile");
    for name in leave {
        if let Some(at) = place(name) {
            given[at] = None;
        }
    }
    if moved {
        for at in ["province", "city", "carrier"].into_iter().filter_map(place) {
            given[at].get_or_insert(Value::Null);
        }
    }
}
