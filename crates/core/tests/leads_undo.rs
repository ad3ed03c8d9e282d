//! Whatever is imported or merged: one undo for each, and the whole file is as it was.

use crate::world::files::{counts, plan};
use crate::world::{World, lasting};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::sync::{LazyLock, Mutex, PoisonError};

const NAMES: [&str; 6] = ["邱雅楠", "王建国", "单晓岚", "欧阳静", "王 建国", ""];
const COMPANIES: [&str; 6] = [
    "苏州沐和医疗有限公司",
    "沐和医疗",
    "江阴纷扬科技有限公司",
    "纷扬科技",
    "有限公司",
    "",
];
const MOBILES: [&str; 7] = [
    "13800138000",
    "138 0013 8000",
    "13900139000",
    "+86 13700137000",
    "12345",
    "0512-62345678",
    "",
];
const EMAILS: [&str; 5] = [
    "yanan@muhe.example",
    "YANAN@muhe.example",
    "broken@",
    "lan@fenyang.example",
    "",
];

/// A company with leads, customers, contacts and people who know each other by the same keys.
static COMPANY: LazyLock<Mutex<World>> = LazyLock::new(|| {
    let world = World::sample();
    world.ok("people.save", json!({ "name": "小周", "role": "sales" }));
    world.ok("people.save", json!({ "name": "小吴", "role": "sales" }));
    let customer = world.ok("customers.save", json!({ "name": "苏州沐和医疗有限公司" }))["id"].clone();
    world.ok(
        "contacts.save",
        json!({ "name": "王建国", "customer_id": customer, "mobile": "13900139000" }),
    );
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000", "source": "展会", "tags": ["重点"] } }),
    );
    world.ok("screen.add", json!({ "kind": "word", "text": "代开发票" }));
    Mutex::new(world)
});

fn company() -> std::sync::MutexGuard<'static, World> {
    COMPANY.lock().unwrap_or_else(PoisonError::into_inner)
}

fn cell(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(words).prop_map(str::to_owned),
        1 => "[甲乙a-c0-9 ,\"'@.+\u{3000}]{0,8}",
    ]
}

fn row() -> impl Strategy<Value = [String; 9]> {
    (
        cell(&NAMES),
        cell(&COMPANIES),
        cell(&MOBILES),
        cell(&EMAILS),
        cell(&["weixin_lan", "WEIXIN_LAN", "", "", ""]),
        cell(&["展会", "官网", ""]),
        cell(&["重点;华东", "新标签", "", "重点"]),
        cell(&["待处理", "跟进中", "无效", "已退回", "", "怪"]),
        cell(&["代开发票", "问报价", ""]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i)| [a, b, c, d, e, f, g, h, i])
}

/// A merge: which kind of record, which of them, and whose word counts for a field.
#[derive(Debug, Clone)]
struct Merge {
    entity: &'static str,
    picks: Vec<prop::sample::Index>,
    field: &'static str,
}

fn merge() -> impl Strategy<Value = Merge> {
    let field = select(vec![
        "name", "mobile", "email", "company", "owner_id", "industry", "note",
    ]);
    let picks = prop::collection::vec(any::<prop::sample::Index>(), 2..5);
    (select(vec!["leads", "leads", "customers", "contacts"]), picks, field).prop_map(|(entity, picks, field)| Merge {
        entity,
        picks,
        field,
    })
}

/// Ids of live records of a kind.
fn live(world: &World, entity: &str) -> Vec<i64> {
    let look = world.look();
    let sql = format!("select id from {entity} where deleted_at is null order by id");
    let mut statement = look.prepare(&sql).unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Does it, or is refused; whether it was done.
fn done(world: &World, merge: &Merge) -> bool {
    let ids = live(world, merge.entity);
    let mut picked: Vec<i64> = merge.picks.iter().map(|pick| *pick.get(&ids)).collect();
    picked.sort_unstable();
    picked.dedup();
    let (keep, gone) = (picked[picked.len() - 1], &picked[..picked.len() - 1]);
    let mut wanted = json!({ "entity": merge.entity, "keep": keep, "gone": gone });
    if let Some(other) = gone.first() {
        wanted["take"] = json!({ merge.field: other });
    }
    let before = world.dump();
    let merged = world.run("duplicates.merge", wanted);
    if let Err(failure) = &merged {
        assert_eq!(before, world.dump(), "{failure:?}");
        assert_ne!(failure.code, "internal", "{failure:?}");
    }
    merged.is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_import_of_leads_and_its_undo(
        rows in prop::collection::vec(row(), 1..14),
        on_match in select(vec!["skip", "update", "create"]),
        key in select(vec!["mobile", "email", "wechat"]),
        action in select(vec!["to_owner", "assign", "collect", "update", "label"]),
        company_too: bool,
    ) {
        let world = company();
        let keys = if company_too { json!([["company", "mobile"]]) } else { json!([["mobile", "wechat", "email"]]) };
        world.ok("duplicates.save_rules", json!({ "rules": [
            { "name": "any", "active": true, "keys": keys, "window": "all", "action": action, "label": "重复" } ] }));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["姓名", "公司", "手机", "邮箱", "微信号", "来源", "标签", "状态", "备注"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let path = world.file("any.csv", writer.into_inner().unwrap());
        let plan = plan("leads", path, json!({ "on_match": on_match, "key": key }));
        let before = world.dump();
        let dry = world.ok("imports.dry_run", plan.clone());
        prop_assert_eq!(&before, &world.dump(), "a dry run writes nothing");
        let status = world.import(plan);
        prop_assert_eq!(&status["state"], &json!("done"), "{}", status);
        let counts = counts(&status);
        let said = ["create", "update", "skip", "reject"].map(|name| dry[name].as_u64().unwrap());
        prop_assert_eq!(counts, said, "the dry run said what came: {}", dry);
        prop_assert_eq!(counts.iter().sum::<u64>(), rows.len() as u64);
        if status["can_undo"] == json!(true) {
            world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
        }
        prop_assert_eq!(lasting(&before), lasting(&world.dump()));
        prop_assert_eq!(&world.ok("workspace.check", Value::Null), &json!({ "integrity": "ok", "broken_references": 0 }));
    }

    #[test]
    fn merges_and_their_undo(merges in prop::collection::vec(merge(), 1..5), again: bool) {
        let world = company();
        let before = world.dump();
        let count = merges.iter().filter(|merge| done(&world, merge)).count();
        let merged = world.dump();
        for _ in 0..count {
            world.ok("history.undo", json!({}));
        }
        prop_assert_eq!(lasting(&before), lasting(&world.dump()));
        if again {
            for _ in 0..count {
                world.ok("history.redo", json!({}));
            }
            prop_assert_eq!(lasting(&merged), lasting(&world.dump()));
            for _ in 0..count {
                world.ok("history.undo", json!({}));
            }
            prop_assert_eq!(lasting(&before), lasting(&world.dump()));
        }
    }
}
