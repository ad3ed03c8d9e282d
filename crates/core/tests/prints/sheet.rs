//! The sheet of a deal: what its page on screen says, the owner's fields that are printed, and nothing of what it is not to say.

use super::{kept, squeezed, text};
use crate::world::World;
use leadwell_core::Origin;
use serde_json::{Value, json};

fn shown(world: &World, id: &Value) -> String {
    text(&world.ok("deals.sheet", json!({ "id": id, "form": "pages" })))
}

#[test]
fn the_sheet_says_what_is_known_of_the_deal() {
    let mut world = World::new();
    let customer = world.ok(
        "customers.save",
        json!({ "name": "泰曜电子", "industry": "电子", "phone": "0512-6666000" }),
    )["id"]
        .clone();
    let contact = json!({ "customer_id": customer, "name": "钱海涛", "title": "生产副总", "mobile": "13800138000" });
    let contact = world.ok("contacts.save", contact)["id"].clone();
    let deal = world.ok(
        "deals.create",
        json!({
            "name": "电池托盘装配线", "customer_id": customer, "amount_minor": 160_600_050, "close_on": "2026-04-30",
            "note": "对方董事长尚未见面。"
        }),
    );
    let id = deal["id"].clone();
    let stages = world.ok("pipelines.list", json!({}))[0]["stages"].clone();
    world.at("2026-03-20T10:00");
    world.ok("deals.move", json!({ "id": id, "stage_id": stages[1]["id"] }));
    world.at("2026-03-26T10:00");
    world.ok(
        "deals.edit",
        json!({ "id": id, "close_on": "2026-05-31", "category": "commit" }),
    );
    let task =
        json!({ "kind": "task", "text": "约见董事长", "deal_id": id, "due_on": "2026-04-02", "contact_id": contact });
    world.ok("activities.add", task);
    let call = json!({ "kind": "call", "text": "谈付款比例", "deal_id": id, "done": true });
    world.ok("activities.add", call);
    let page = shown(&world, &id);
    for said in [
        "Acme",
        "商机单页编号",
        deal["code"].as_str().unwrap(),
        "泰曜电子电池托盘装配线",
        "1,606,000.50元",
        "2026-05-31",
        "推迟1次，原04-30",
        "03-26由",
        "承诺",
        stages[0]["name"].as_str().unwrap(),
        stages[1]["name"].as_str().unwrap(),
        "处于“",
        "已6天",
        "2026-04-02",
        "约见董事长",
        "钱海涛",
        "生产副总",
        "13800138000",
        "谈付款比例",
        "对方董事长尚未见面。",
        "0512-6666000",
        "1/1",
    ] {
        assert!(page.contains(&squeezed(said)), "{said} in {page}");
    }
    // No empty boxes: what nobody said has no heading.
    assert!(!page.contains("自定义字段") && !page.contains("丢单"), "{page}");
    world.ok(
        "deals.lose",
        json!({ "id": id, "reason": "价格", "competitor": "锐科" }),
    );
    let page = shown(&world, &id);
    assert!(
        page.contains("2026-03-26丢单") && page.contains("原因：价格") && page.contains("锐科"),
        "{page}"
    );
    let won = world.ok("deals.create", json!({ "name": "小单" }))["id"].clone();
    world.ok(
        "deals.win",
        json!({ "id": won, "amount_minor": 5, "closed_on": "2026-03-18" }),
    );
    let page = shown(&world, &won);
    assert!(page.contains("2026-03-18赢单"), "{page}");
}

#[test]
fn fields_of_ones_own_stand_on_it_unless_they_are_not_printed() {
    let world = World::sample();
    let deal = world.ok("deals.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
    let mut keys = Vec::new();
    for (name, more, given, said) in [
        (
            "厂房面积",
            json!({ "kind": "number", "decimals": 1, "unit": "平米" }),
            "1250.5",
            "1,250.5平米",
        ),
        ("设备成本", json!({ "kind": "money" }), "561600", "561,600元"),
        (
            "洁净等级",
            json!({ "kind": "choice", "options": [{ "name": "万级" }] }),
            "万级",
            "万级",
        ),
        ("样件到货日", json!({ "kind": "day" }), "2026-02-24", "2026-02-24"),
        (
            "内部底价",
            json!({ "kind": "text", "printed": false }),
            "只给老板看",
            "",
        ),
    ] {
        let mut field = json!({ "entity": "deals", "name": name });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let key = world.ok("custom_fields.save", field)["key"]
            .as_str()
            .unwrap()
            .to_owned();
        world.ok("deals.edit", json!({ "id": deal, "custom": { &key: given } }));
        keys.push((key, name, said));
    }
    let page = shown(&world, &deal);
    for (_, name, said) in &keys[..4] {
        assert!(page.contains(name) && page.contains(said), "{name} {said}: {page}");
    }
    assert!(!page.contains("内部底价") && !page.contains("只给老板看"), "{page}");
    // On a list the chosen columns decide.
    let list = super::pages(
        &world,
        "deals.print",
        json!({ "columns": ["name", keys[4].0], "filter": { "ids": [deal] } }),
    );
    assert!(text(&list).contains("只给老板看"));
    // Switched off and on again; archived ones are not printed.
    let id = |key: &str| key.trim_start_matches("custom_").parse::<i64>().unwrap();
    world.ok("custom_fields.save", json!({ "id": id(&keys[4].0), "printed": true }));
    world.ok("custom_fields.save", json!({ "id": id(&keys[0].0), "printed": false }));
    world.ok("custom_fields.archive", json!({ "id": id(&keys[1].0) }));
    let page = shown(&world, &deal);
    assert!(
        page.contains("只给老板看") && !page.contains("厂房面积") && !page.contains("设备成本"),
        "{page}"
    );
}

#[test]
fn a_sheet_is_for_whoever_may_see_the_deal() {
    let mut world = World::sample();
    let deal = world.ok("deals.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
    let made = world.ok(
        "deals.sheet",
        json!({ "id": deal, "paper": "letter", "language": "en" }),
    );
    assert!(made["pdf_base64"].is_string() && made["bytes"].as_i64() > Some(1_000));
    assert_eq!(
        made,
        world.ok(
            "deals.sheet",
            json!({ "id": deal, "paper": "letter", "language": "en" })
        )
    );
    assert_eq!(world.err("deals.sheet", json!({ "id": 999_999 })), "deal.unknown");
    world.person("林", "sales");
    world.speak_as("林");
    assert_eq!(world.err("deals.sheet", json!({ "id": deal })), "deal.unknown");
    world.speak_as("Owner");
    world.call.origin = Origin::Lan;
    let out = kept("refused.pdf");
    assert_eq!(
        world.err("deals.sheet", json!({ "id": deal, "out": out })),
        "book.path_not_allowed"
    );
}

/// Sheets of several deals, kept to be looked at.
#[test]
fn sheets_to_look_at() {
    for (language, currency) in [("zh", "CNY"), ("en", "USD")] {
        let world = World::set_up(language, currency, "sample");
        let names = ["厂房面积", "洁净等级", "验收标准"];
        let mut custom = serde_json::Map::new();
        for (name, given) in names.iter().zip(["1,250 平米", "万级", "连续运行 72 小时"]) {
            let key = world.ok("custom_fields.save", json!({ "entity": "deals", "name": name }))["key"]
                .as_str()
                .unwrap()
                .to_owned();
            custom.insert(key, json!(given));
        }
        for status in ["open", "won", "lost"] {
            let filter = json!({ "condition": { "all": [
                { "field": "status", "is": "any_of", "values": [status] },
                { "field": "amount", "is": "filled" },
            ] } });
            let sort = json!([{ "column": "amount", "descending": true }]);
            let rows = world.ok("deals.list", json!({ "filter": filter, "sort": sort, "limit": 3 }))["rows"].clone();
            for (at, row) in rows.as_array().unwrap().iter().enumerate() {
                world.ok(
                    "deals.edit",
                    json!({ "id": row["id"], "custom": custom, "note": "二期与一期同线，\n年底前完成验收。" }),
                );
                let out = kept(&format!("sheet-{status}-{at}-{language}.pdf"));
                world.ok("deals.sheet", json!({ "id": row["id"], "out": out }));
            }
        }
    }
}
