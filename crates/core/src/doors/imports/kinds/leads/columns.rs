//! The columns of a lead that a row fills, and what a known lead keeps of its own.

use crate::records::leads::Clean;
use crate::records::registrations::CustomerKeys;
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
/// A reason that only follows from the word for a state goes with it, unless the row has `reasoned`.
pub fn stand_still(given: &mut [Option<Value>], existing: &[Value], reasoned: bool) {
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
        if !reasoned {
            leave.push("state_reason");
        }
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

/// By what a registration is found that a change of a known lead would get round: another owner takes up all the lead is known by, a row
/// that leaves the owner only what it makes the lead anew. When `gaps` alone are filled, what the lead says stays.
pub fn taken_up<'k>(
    clean: &'k Clean,
    lead: i64,
    existing: &'k [Value],
    owner: Option<i64>,
    gaps: bool,
) -> CustomerKeys<'k> {
    let has = |name: &str| {
        COLUMNS
            .iter()
            .position(|column| *column == name)
            .map(|at| &existing[at])
    };
    let text = |name: &str| match has(name) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let owned = match has("owner_id") {
        Some(Value::Integer(owner)) => Some(*owner),
        _ => None,
    };
    let said = clean.customer();
    let anew = |name: &str, said: Option<&'k str>| {
        said.filter(|said| match text(name) {
            Some(has) => !gaps && has != *said,
            None => true,
        })
    };
    let mobile = anew("mobile", said.mobiles.first().copied());
    let company = anew("company_key", said.company);
    let credit_code = anew("credit_code", said.credit_code);
    if owner.is_some() && owner != owned && !(gaps && owned.is_some()) {
        return CustomerKeys {
            company: company.or(text("company_key")),
            mobiles: mobile.into_iter().chain(text("mobile")).collect(),
            credit_code: credit_code.or(text("credit_code")),
            lead: Some(lead),
            customer: None,
        };
    }
    CustomerKeys {
        company,
        mobiles: mobile.into_iter().collect(),
        credit_code,
        ..CustomerKeys::default()
    }
}
