//! An example of every change: what it needs beside the sample company, and its input.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

/// Makes what the change needs, and answers its input.
pub type Example = fn(&World) -> Value;

/// An example of each change, several where it reaches further in one way than in another.
pub const EXAMPLES: &[(&str, Example)] = &[
    ("workspace.setup", |_| {
        json!({ "language": "zh", "name": "Acme", "base_currency": "CNY", "fiscal_start_month": 1, "time_zone": "Asia/Shanghai",
                "business": "manufacturing", "owner_name": "Owner", "then": "sample" })
    }),
    ("workspace.save", |_| json!({ "name": "Firm", "rate_floor": 7 })),
    ("sample.add", |world| {
        world.ok("sample.remove", json!({}));
        json!({})
    }),
    ("sample.remove", |_| json!({})),
    ("people.save", |_| json!({ "name": "林", "role": "sales" })),
    ("people.hand_over", |world| {
        let seller = person(world);
        let lead = a_lead(world, "13900000001");
        world.ok(
            "leads.assign",
            json!({ "leads": { "ids": [lead] }, "owner_id": seller }),
        );
        json!({ "from": seller, "to": [world.person("许", "sales").0], "closed_deals": true, "deactivate": true })
    }),
    ("customers.save", |_| json!({ "name": "博瀚精密" })),
    ("customers.save", |world| {
        let deal = a_deal(world);
        let id = world.ok("deals.get", json!({ "id": deal }))["customer_id"].clone();
        json!({ "id": id, "name": "改名精密", "owner_id": person(world) })
    }),
    ("customers.remove", |world| {
        let id = an_customer(world);
        world.ok(
            "contacts.save",
            json!({ "name": "李雷", "customer_id": id, "mobile": "13900000002" }),
        );
        json!({ "ids": [id] })
    }),
    (
        "contacts.save",
        |world| json!({ "name": "李雷", "customer_id": an_customer(world), "mobile": "13900000002" }),
    ),
    ("contacts.remove", |world| {
        let id = world.ok("contacts.save", json!({ "name": "李雷", "mobile": "13900000002" }))["id"].clone();
        json!({ "ids": [id] })
    }),
    ("products.save", |_| json!({ "name": "激光雷达" })),
    ("leads.create", |world| {
        let seller = person(world);
        world.ok("health.save_plan", json!({ "interval": "weekly", "person_id": seller }));
        json!({ "lead": { "name": "邱雅楠", "mobile": "13900000003" } })
    }),
    ("leads.create", |world| {
        // Known already: the first contact is collected, and its owner is told.
        a_lead(world, "13900000003");
        json!({ "lead": { "name": "邱雅楠", "mobile": "13900000003", "company": "沐和" } })
    }),
    (
        "leads.create_many",
        |_| json!({ "leads": [{ "name": "邱雅楠", "mobile": "13900000003" }] }),
    ),
    (
        "leads.edit",
        |world| json!({ "id": a_lead(world, "13900000001"), "need": "询价" }),
    ),
    (
        "leads.edit_many",
        |world| json!({ "leads": { "ids": [a_lead(world, "13900000001")] }, "need": "询价" }),
    ),
    ("leads.set_state", |world| {
        let lead = a_lead(world, "13900000001");
        world.ok(
            "activities.add",
            json!({ "kind": "task", "text": "回访", "lead_id": lead, "due_on": "2026-03-20" }),
        );
        json!({ "leads": { "ids": [lead] }, "state": "invalid", "reason": "空号" })
    }),
    (
        "leads.assign",
        |world| json!({ "leads": { "ids": [a_lead(world, "13900000001")] }, "owner_id": person(world) }),
    ),
    (
        "leads.tag",
        |world| json!({ "leads": { "ids": [a_lead(world, "13900000001")] }, "add": ["重点"] }),
    ),
    ("leads.release", |world| {
        world.ok("screen.add", json!({ "kind": "word", "text": "代开发票" }));
        let entered = world.ok(
            "leads.create",
            json!({ "lead": { "name": "代开发票", "mobile": "13900000004" } }),
        );
        json!({ "id": entered["lead"]["id"] })
    }),
    (
        "leads.remove",
        |world| json!({ "leads": { "ids": [a_lead(world, "13900000001")] } }),
    ),
    (
        "views.save",
        |_| json!({ "entity": "leads", "name": "待处理", "definition": {} }),
    ),
    (
        "views.remove",
        |world| json!({ "id": world.ok("views.save", json!({ "entity": "leads", "name": "待处理", "definition": {} }))["id"] }),
    ),
    ("duplicates.tell_owner", |world| {
        let lead = a_lead(world, "13900000001");
        world.ok(
            "leads.assign",
            json!({ "leads": { "ids": [lead] }, "owner_id": person(world) }),
        );
        json!({ "entity": "leads", "id": lead, "text": "能让给我吗？" })
    }),
    ("duplicates.tell_owner", |world| {
        let customer = an_customer(world);
        world.ok("customers.save", json!({ "id": customer, "owner_id": person(world) }));
        json!({ "entity": "customers", "id": customer, "text": "能让给我吗？" })
    }),
    (
        "duplicates.save_rules",
        |_| json!({ "rules": [{ "name": "n", "active": true, "keys": [["mobile"]], "window": "all", "action": "label" }] }),
    ),
    (
        "duplicates.distinct",
        |world| json!({ "entity": "leads", "pairs": [[a_lead(world, "13900000001"), a_lead(world, "13900000002")]] }),
    ),
    ("duplicates.merge", |world| {
        let gone = a_lead(world, "13900000002");
        world.ok(
            "activities.add",
            json!({ "kind": "task", "text": "回访", "lead_id": gone, "due_on": "2026-03-20" }),
        );
        json!({ "entity": "leads", "keep": a_lead(world, "13900000001"), "gone": [gone] })
    }),
    ("duplicates.merge", |world| {
        let gone = an_customer(world);
        world.ok("deals.create", json!({ "name": "二号线", "customer_id": gone }));
        let keep = world.ok("customers.save", json!({ "name": "留下的公司" }))["id"].clone();
        json!({ "entity": "customers", "keep": keep, "gone": [gone] })
    }),
    ("screen.add", |_| json!({ "kind": "word", "text": "一夜暴富秘籍" })),
    ("screen.remove", |world| {
        world.ok("screen.add", json!({ "kind": "word", "text": "代开发票" }));
        json!({ "ids": [world.number("select max(id) from screen_words")] })
    }),
    ("aliases.save", |_| json!({ "text": "北京纷扬科技有限公司\t纷享" })),
    ("aliases.remove", |world| {
        world.ok("aliases.save", json!({ "text": "北京纷扬科技有限公司\t纷享" }));
        json!({ "ids": [world.number("select max(id) from company_aliases")] })
    }),
    ("registrations.add", |_| json!({ "company": "速联电子" })),
    (
        "registrations.end",
        |world| json!({ "id": world.ok("registrations.add", json!({ "company": "速联电子" }))["id"] }),
    ),
    (
        "registrations.extend",
        |world| json!({ "id": world.ok("registrations.add", json!({ "company": "速联电子" }))["id"], "ends_on": "2027-03-01" }),
    ),
    ("health.fix", |world| {
        let report = world.ok("health.report", json!({ "wait": true }));
        let findings = report["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["fixable"] == true);
        json!({ "code": found.unwrap_or_else(|| panic!("{report}"))["code"] })
    }),
    (
        "health.save_plan",
        |world| json!({ "interval": "weekly", "person_id": person(world) }),
    ),
    ("health.checked", |world| {
        world.ok(
            "health.save_plan",
            json!({ "interval": "weekly", "person_id": world.call.person.0 }),
        );
        json!({})
    }),
    (
        "custom_fields.save",
        |_| json!({ "entity": "deals", "name": "洁净等级", "kind": "choice", "options": [{ "name": "千级" }] }),
    ),
    ("custom_fields.save", |world| {
        let key = a_filled_field(world);
        json!({ "id": field_id(&key), "name": "改名", "decimals": 3 })
    }),
    ("custom_fields.order", |world| {
        let ids: Vec<i64> = ["一", "二"]
            .iter()
            .map(|name| {
                world.ok("custom_fields.save", json!({ "entity": "leads", "name": name }))["id"]
                    .as_i64()
                    .unwrap()
            })
            .collect();
        json!({ "entity": "leads", "ids": [ids[1], ids[0]] })
    }),
    (
        "custom_fields.archive",
        |world| json!({ "id": field_id(&a_filled_field(world)) }),
    ),
    ("custom_fields.restore", |world| {
        let id = field_id(&a_filled_field(world));
        world.ok("custom_fields.archive", json!({ "id": id }));
        json!({ "id": id })
    }),
    ("custom_fields.remove", |world| {
        let id = field_id(&a_filled_field(world));
        world.ok("custom_fields.archive", json!({ "id": id }));
        json!({ "id": id })
    }),
    ("deals.edit", |world| {
        let key = a_filled_field(world);
        json!({ "id": a_deal(world), "custom": { key: "9" } })
    }),
    ("pipelines.save", |world| {
        let mut stages = world.ok("pipelines.list", json!({}))[0]["stages"].take();
        stages.as_array_mut().unwrap().swap(0, 1);
        let stages: Vec<Value> = stages
            .as_array()
            .unwrap()
            .iter()
            .map(|stage| json!({ "id": stage["id"], "name": stage["name"], "win_rate_bp": stage["win_rate_bp"] }))
            .collect();
        json!({ "id": 1, "name": "P", "stages": stages })
    }),
    (
        "deals.create",
        |_| json!({ "name": "二号线", "customer_name": "全新客户" }),
    ),
    (
        "deals.edit",
        |world| json!({ "id": a_deal(world), "amount_minor": 5, "customer_id": null }),
    ),
    ("deals.move", |world| json!({ "id": a_deal(world), "stage_id": 4 })),
    (
        "deals.win",
        |world| json!({ "id": a_deal(world), "amount_minor": 5, "closed_on": "2026-03-18" }),
    ),
    ("deals.lose", |world| json!({ "id": a_deal(world), "reason": "价格" })),
    ("deals.reopen", |world| {
        let id = a_deal(world);
        world.ok("deals.lose", json!({ "id": id, "reason": "价格" }));
        json!({ "id": id })
    }),
    ("deals.remove", |world| json!({ "ids": [a_deal(world)] })),
    ("activities.add", |world| task("deal_id", a_deal(world))),
    ("activities.add", |world| task("lead_id", a_lead(world, "13900000001"))),
    (
        "activities.edit",
        |world| json!({ "id": planned(world, "lead_id"), "due_on": "2026-03-25" }),
    ),
    (
        "activities.edit",
        |world| json!({ "id": planned(world, "deal_id"), "due_on": "2026-03-25" }),
    ),
    (
        "activities.done",
        |world| json!({ "id": planned(world, "lead_id"), "done": true }),
    ),
    (
        "activities.done",
        |world| json!({ "id": planned(world, "deal_id"), "done": true }),
    ),
    (
        "activities.pin",
        |world| json!({ "id": planned(world, "lead_id"), "pinned": true }),
    ),
    (
        "activities.paste_chat",
        |world| json!({ "about": { "lead_id": a_lead(world, "13900000001") }, "text": "何 2026-03-18 09:00\n您好\n" }),
    ),
    (
        "activities.paste_chat",
        |world| json!({ "about": { "deal_id": a_deal(world) }, "text": "何 2026-03-18 09:00\n您好\n" }),
    ),
    ("attachments.add", |world| file_on(a_deal(world))),
    (
        "attachments.remove",
        |world| json!({ "id": world.ok("attachments.add", file_on(a_deal(world)))["id"] }),
    ),
    (
        "targets.save",
        |_| json!({ "period_kind": "quarter", "starts_on": "2027-01-01", "amount_minor": 5 }),
    ),
    (
        "forecast.call",
        |world| json!({ "kind": "figure", "period_kind": "quarter", "starts_on": "2026-01-01", "person_id": person(world), "amount_minor": 5 }),
    ),
    ("imports.undo", |world| imported(world, "leads", LEADS)),
    ("imports.undo", |world| {
        imported(
            world,
            "deals",
            "商机编号,商机名称,客户,负责人,销售阶段,金额\nD1,二号线,,Owner,初步接洽,100\n",
        )
    }),
    ("folders.save", |world| json!({ "path": folder(world) })),
    ("folders.remove", |world| {
        world.ok("folders.save", json!({ "path": folder(world) }));
        json!({ "id": 1 })
    }),
    ("bin.restore", |world| {
        let id = a_deal(world);
        world.ok("deals.remove", json!({ "ids": [id] }));
        json!({ "kind": "deals", "ids": [id] })
    }),
    ("bin.restore", |world| {
        let id = a_lead(world, "13900000001");
        world.ok("leads.remove", json!({ "leads": { "ids": [id] } }));
        json!({ "kind": "leads", "ids": [id] })
    }),
    ("history.undo", |world| {
        world.ok("products.save", json!({ "name": "激光雷达" }));
        json!({})
    }),
    ("history.redo", |world| {
        world.ok("products.save", json!({ "name": "激光雷达" }));
        world.ok("history.undo", json!({}));
        json!({})
    }),
];

/// A file with one lead.
pub const LEADS: &str = "编号,姓名,手机,标签\nA1,王工,13900000009,重点\n";

/// Somebody who sells.
pub fn person(world: &World) -> i64 {
    world.number("select id from people where role = 'sales' and active = 1 order by id limit 1")
}

pub fn a_lead(world: &World, mobile: &str) -> i64 {
    let entered = world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": mobile } }),
    );
    entered["lead"]["id"].as_i64().unwrap()
}

/// An open deal in the first stage, of a customer that has no other.
pub fn a_deal(world: &World) -> i64 {
    world.deal(
        "三号线",
        json!({ "customer_id": an_customer(world), "amount_minor": 100 }),
    )
}

pub fn an_customer(world: &World) -> i64 {
    world.ok("customers.save", json!({ "name": "博瀚精密" }))["id"]
        .as_i64()
        .unwrap()
}

fn task(about: &str, id: i64) -> Value {
    json!({ "kind": "task", "text": "回访", "due_on": "2026-03-20", about: id })
}

fn planned(world: &World, about: &str) -> i64 {
    let id = if about == "lead_id" {
        a_lead(world, "13900000001")
    } else {
        a_deal(world)
    };
    world.ok("activities.add", task(about, id))["id"].as_i64().unwrap()
}

pub fn file_on(deal: i64) -> Value {
    json!({ "about": { "deal_id": deal }, "file": { "name": "报价.pdf", "base64": "YQ==" } })
}

fn folder(world: &World) -> std::path::PathBuf {
    let folder = world.path().with_file_name("in");
    std::fs::create_dir(&folder).unwrap();
    folder
}

/// A finished import.
pub fn imported(world: &World, kind: &str, text: &str) -> Value {
    let path = world.file("rows.csv", text);
    let dry = world.ok("imports.dry_run", plan(kind, &path, json!({})));
    assert_eq!(dry["reject"], 0, "{dry}");
    let done = world.import(plan(kind, &path, json!({})));
    assert_eq!(
        done["created"],
        1,
        "{done} {:?}",
        world.run("imports.errors", json!({ "import_id": done["import_id"] }))
    );
    json!({ "import_id": done["import_id"] })
}

/// A field of deals that a deal says something in; its stable name.
fn a_filled_field(world: &World) -> String {
    let field = json!({ "entity": "deals", "name": "公差", "kind": "number", "decimals": 1 });
    let key = world.ok("custom_fields.save", field)["key"]
        .as_str()
        .unwrap()
        .to_owned();
    world.ok("deals.edit", json!({ "id": a_deal(world), "custom": { &key: "2.5" } }));
    key
}

fn field_id(key: &str) -> i64 {
    key.trim_start_matches("custom_").parse().unwrap()
}
