//! The first-run answers and the settings of a company.

use crate::world::World;
use serde_json::json;

#[test]
fn the_base_currency_is_one_there_is() {
    let world = World::blank();
    let answers = |currency: &str| {
        json!({
            "language": "zh", "name": "A", "base_currency": currency, "fiscal_start_month": 1, "business": "general", "then": "empty"
        })
    };
    for wrong in ["XYZ", "UDS", "XXX", "XAU", "¥", "", "yuan"] {
        assert_eq!(
            world.err("workspace.setup", answers(wrong)),
            "workspace.currency",
            "{wrong}"
        );
    }
    assert_eq!(world.ok("workspace.setup", answers("jpy"))["base_currency"], "JPY");
    assert_eq!(
        world.err(
            "deals.create",
            json!({ "name": "A", "amount_minor": 5, "currency": "XYZ", "rate_micro": 7 })
        ),
        "deal.currency"
    );
}
