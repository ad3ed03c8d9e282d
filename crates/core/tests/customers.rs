//! Customers and contacts, in the words of the rulebook.

use crate::world::{World, ids};
use serde_json::{Value, json};

#[test]
fn a_customer_needs_a_name_and_keeps_what_is_not_given() {
    let world = World::new();
    assert_eq!(
        world.err("customers.save", json!({ "name": " " })),
        "customer.name_missing"
    );
    let made = world.ok(
        "customers.save",
        json!({ "name": "苏州砺川", "industry": "机械", "employees": 80, "revenue_minor": 1, "founded_year": 2010, "website": "www.lichuan.example" }),
    );
    let id = made["id"].clone();
    let saved = world.ok(
        "customers.save",
        json!({ "id": id, "industry": null, "note": "老客户" }),
    );
    assert_eq!(
        (&saved["industry"], &saved["employees"], &saved["note"]),
        (&json!(null), &json!(80), &json!("老客户"))
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": id, "employees": -1 })),
        "customer.employees_negative"
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": id, "revenue_minor": -1 })),
        "customer.revenue_negative"
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": id, "founded_year": 2027 })),
        "customer.founded_year"
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": id, "owner_id": 99 })),
        "person.unknown"
    );
    assert_eq!(
        world.err("customers.save", json!({ "id": 99, "name": "无" })),
        "customer.unknown"
    );
    assert_eq!(world.err("customers.get", json!({ "id": 99 })), "customer.unknown");
    assert_eq!(
        world.err("customers.save", json!({ "id": id, "nickname": "x" })),
        "call.input"
    );
    // Two customers may have the same name.
    world.ok("customers.save", json!({ "name": "苏州砺川" }));
}

#[test]
fn no_company_belongs_to_itself() {
    let world = World::new();
    let make = |name: &str| world.ok("customers.save", json!({ "name": name }))["id"].clone();
    let (group, company, plant) = (make("集团"), make("公司"), make("工厂"));
    world.ok("customers.save", json!({ "id": company, "parent_id": group }));
    assert_eq!(
        world.ok("customers.save", json!({ "id": plant, "parent_id": company }))["parent"],
        "公司"
    );
    for (child, parent) in [
        (&group, &group),
        (&group, &company),
        (&group, &plant),
        (&company, &plant),
    ] {
        assert_eq!(
            world.err("customers.save", json!({ "id": child, "parent_id": parent })),
            "customer.parent_circle"
        );
    }
    world.ok("customers.save", json!({ "id": plant, "parent_id": null }));
}

#[test]
fn customers_are_found_and_paged_in_every_order() {
    let world = World::new();
    for number in 0..23 {
        let customer = world.ok(
            "customers.save",
            json!({ "name": format!("客户 {:02}", number % 20), "industry": if number % 2 == 0 { "食品" } else { "Steel_100%" }, "region": "Köln" }),
        );
        if number % 3 == 0 {
            world.deal(
                "项目",
                json!({ "customer_id": customer["id"], "amount_minor": (number % 5) * 100 }),
            );
        }
    }
    for (column, figure) in [("name", "name"), ("open", "open_minor"), ("won", "won_minor")] {
        let sort = json!([{ "column": column, "descending": column != "name" }]);
        let whole = world.ok("customers.list", json!({ "sort": sort }));
        assert_eq!(whole["next"], Value::Null);
        let (mut paged, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.ok("customers.list", json!({ "sort": sort, "limit": 5, "after": after }));
            paged.extend(page["rows"].as_array().unwrap().clone());
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(json!(paged), whole["rows"], "{sort}");
        assert_eq!(paged.len(), 23);
        if column != "name" {
            let sums: Vec<i64> = paged.iter().map(|row| row[figure].as_i64().unwrap()).collect();
            assert!(sums.windows(2).all(|pair| pair[0] >= pair[1]), "{sums:?}");
        }
    }
    for (text, found) in [
        ("客户 0", 13),
        ("客户０７", 1),
        ("食品", 12),
        ("steel_100%", 11),
        ("_", 11),
        ("köln", 23),
        ("Köln", 23),
        ("没有", 0),
        ("  ", 23),
    ] {
        let page = world.ok("customers.list", json!({ "filter": { "text": text } }));
        assert_eq!(page["rows"].as_array().unwrap().len(), found, "{text}");
    }
    let word = world.ok("customers.list", json!({ "limit": 1 }))["next"].clone();
    assert_eq!(
        world.err("customers.list", json!({ "after": word, "sort": [{ "column": "id" }] })),
        "list.bad_cursor"
    );
    assert_eq!(
        world.err("customers.list", json!({ "after": "nonsense" })),
        "list.bad_cursor"
    );
}

#[test]
fn sums_on_a_customer_are_those_of_the_deals_one_may_see() {
    let mut world = World::new();
    let (anna, ben) = (world.person("Anna", "sales").0, world.person("Ben", "sales").0);
    let boss = world.person("Boss", "manager").0;
    world.ok("people.save", json!({ "id": anna, "manager_id": boss }));
    let customer = world.ok("customers.save", json!({ "name": "砺川", "owner_id": ben }))["id"].clone();
    world.deal(
        "A1",
        json!({ "customer_id": customer, "owner_id": anna, "amount_minor": 100 }),
    );
    let won = world.deal("A2", json!({ "customer_id": customer, "owner_id": anna }));
    world.ok(
        "deals.win",
        json!({ "id": won, "amount_minor": 40, "closed_on": "2026-03-18" }),
    );
    world.deal(
        "B1",
        json!({ "customer_id": customer, "owner_id": ben, "amount_minor": 7 }),
    );
    let lost = world.deal(
        "B2",
        json!({ "customer_id": customer, "owner_id": ben, "amount_minor": 9 }),
    );
    world.ok("deals.lose", json!({ "id": lost, "reason": "价格" }));
    let bin = world.deal(
        "B3",
        json!({ "customer_id": customer, "owner_id": ben, "amount_minor": 1_000 }),
    );
    world.ok("deals.remove", json!({ "ids": [bin] }));
    for (who, open_count, open, bought, lost, deals) in [
        ("Owner", 2, 107, 40, 1, 4),
        ("Anna", 1, 100, 40, 0, 2),
        ("Ben", 1, 7, 0, 1, 2),
        ("Boss", 1, 100, 40, 0, 2),
    ] {
        world.speak_as(who);
        let page = world.ok("customers.list", json!({}));
        let row = &page["rows"][0];
        assert_eq!(
            (&row["open_count"], &row["open_minor"], &row["won_minor"]),
            (&json!(open_count), &json!(open), &json!(bought)),
            "{who}"
        );
        for sort in ["open", "won"] {
            assert_eq!(
                &world.ok(
                    "customers.list",
                    json!({ "sort": [{ "column": sort, "descending": true }] })
                )["rows"][0],
                row
            );
        }
        let whole = world.ok("customers.get", json!({ "id": customer }));
        assert_eq!(
            (&whole["open_minor"], &whole["won_minor"], &whole["lost_count"]),
            (&json!(open), &json!(bought), &json!(lost)),
            "{who}"
        );
        assert_eq!(whole["deals"].as_array().unwrap().len(), deals, "{who}");
        assert_eq!(whole["deals"][0]["status"], "open");
        // Weighted by the first stage's win rate of 10 %, rounded per deal.
        assert_eq!(
            whole["weighted_minor"],
            json!(if open == 107 { 11 } else { (open + 5) / 10 }),
            "{who}"
        );
    }
}

#[test]
fn a_contact_needs_a_name_and_is_found_by_what_is_known() {
    let world = World::new();
    let customer = world.ok("customers.save", json!({ "name": "澄舟新材料" }))["id"].clone();
    assert_eq!(
        world.err("contacts.save", json!({ "customer_id": customer })),
        "contact.name_missing"
    );
    assert_eq!(
        world.err("contacts.save", json!({ "name": "王建国", "customer_id": 99 })),
        "customer.unknown"
    );
    assert_eq!(
        world.err("contacts.save", json!({ "name": "王建国", "owner_id": 99 })),
        "person.unknown"
    );
    let wang = world.ok(
        "contacts.save",
        json!({ "name": "王建国", "customer_id": customer, "title": "采购经理", "mobile": "13800130013", "email": "wang@a.example", "wechat": "wang88" }),
    );
    world.ok("contacts.save", json!({ "name": "李丽华" }));
    for text in ["建国", "采购", "800130", "wang@", "WANG88", "澄舟"] {
        let page = world.ok("contacts.list", json!({ "filter": { "text": text } }));
        assert_eq!(ids(&page["rows"]), [wang["id"].as_i64().unwrap()], "{text}");
    }
    assert_eq!(
        ids(&world.ok(
            "contacts.list",
            json!({ "filter": { "condition": { "field": "customer", "is": "any_of", "values": [customer] } } })
        )["rows"])
        .len(),
        1
    );
    let first = world.ok("contacts.list", json!({ "limit": 1 }));
    let second = world.ok("contacts.list", json!({ "limit": 1, "after": first["next"] }));
    assert_eq!(second["next"], Value::Null);
    assert_ne!(first["rows"][0]["id"], second["rows"][0]["id"]);
    let moved = world.ok(
        "contacts.save",
        json!({ "id": wang["id"], "customer_id": null, "title": "" }),
    );
    assert_eq!(
        (&moved["customer"], &moved["title"], &moved["wechat"]),
        (&json!(null), &json!(null), &json!("wang88"))
    );
    assert_eq!(
        world.err("contacts.save", json!({ "id": 99, "name": "无" })),
        "contact.unknown"
    );
}

#[test]
fn a_customer_named_in_a_deal_is_found_before_one_is_made() {
    let world = World::new();
    let first = world.ok(
        "deals.create",
        json!({ "name": "一", "customer_name": "Lichuan Precision" }),
    );
    let second = world.ok(
        "deals.create",
        json!({ "name": "二", "customer_name": " ＬＩＣＨＵＡＮ  precision " }),
    );
    assert_eq!(first["customer_id"], second["customer_id"]);
    world.ok("deals.create", json!({ "name": "三", "customer_name": "Lichuan" }));
    assert_eq!(world.number("select count(*) from customers"), 2);
}

#[test]
fn a_deal_is_with_a_customer_and_a_product_that_exist() {
    let world = World::new();
    let id = world.deal("二号线", json!({}));
    assert_eq!(
        world.err("deals.create", json!({ "name": "x", "customer_id": 99 })),
        "customer.unknown"
    );
    assert_eq!(
        world.err("deals.create", json!({ "name": "x", "product_id": 99 })),
        "product.unknown"
    );
    assert_eq!(
        world.err("deals.edit", json!({ "id": id, "customer_id": 99 })),
        "customer.unknown"
    );
    assert_eq!(
        world.err("deals.edit", json!({ "id": id, "product_id": 99 })),
        "product.unknown"
    );
}
