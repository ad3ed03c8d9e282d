//! Leads as the suites about them make and find them.

use super::{World, ids};
use serde_json::{Value, json};

/// A new lead, as `leads.create` answers; `more` says what is different about it.
pub fn lead(world: &World, more: Value) -> Value {
    let mut lead = json!({ "name": "邱雅楠", "mobile": "138 0013 8000" });
    lead.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ok("leads.create", json!({ "lead": lead }))
}

/// Its id.
pub fn id(entered: &Value) -> i64 {
    entered["lead"]["id"].as_i64().unwrap()
}

/// The ids a condition finds, in their order.
pub fn found(world: &World, condition: Value) -> Vec<i64> {
    let page = world.ok("leads.list", json!({ "filter": { "condition": condition } }));
    let mut ids = ids(&page["rows"]);
    ids.sort_unstable();
    ids
}
