//! A file of an earlier version, opened by this one: nothing is lost, what is new is filled in, and what was done then can be undone now.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod world;

use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use rusqlite::Connection;
use rusqlite::session::Session;
use serde_json::json;
use std::path::Path;
use world::{World, instant};

/// The last schema before leads.
const VERSION_4: [&str; 4] = [
    include_str!("../../../migrations/0001_the_house.sql"),
    include_str!("../../../migrations/0002_customers.sql"),
    include_str!("../../../migrations/0003_pipeline.sql"),
    include_str!("../../../migrations/0004_forecast.sql"),
];

/// A file of that version: a customer, a contact, two notes of which the later one was deleted for good, and a recorded change.
fn file_of_version_4(path: &Path) {
    let file = Connection::open(path).unwrap();
    VERSION_4.iter().for_each(|sql| file.execute_batch(sql).unwrap());
    let id: i64 = World::new()
        .look()
        .query_row("pragma application_id", [], |row| row.get(0))
        .unwrap();
    file.execute_batch(&format!(
        "pragma journal_mode = wal; pragma application_id = {id}; pragma user_version = 4;"
    ))
    .unwrap();
    file.execute_batch(
        "insert into workspace values (1, 'Firm', 'zh', 'CNY', 'Asia/Shanghai', 1, 'general', 20000, 20, 0, 0);
         insert into users (id, name, role, created_at) values (1, '我', 'owner', 0);
         insert into accounts (id, name, name_key, created_at, updated_at) values (7, '北京纷扬科技有限公司', '北京纷扬科技有限公司', 0, 0);
         insert into contacts (id, account_id, name, mobile, email, created_at, updated_at) values (3, 7, '王工', '+86 139-0000-1111', 'Wang@B.cn', 0, 0);
         insert into activities (id, kind, account_id, text, done_at, user_id, created_at, updated_at) values (1, 'note', 7, '第一次见面', 1, 1, 0, 0);
         insert into activities (id, kind, account_id, text, done_at, user_id, created_at, updated_at) values (9, 'note', 7, '删掉的', 1, 1, 0, 0);
         delete from activities where id = 9;",
    )
    .unwrap();
    let mut bytes = Vec::new();
    {
        let mut session = Session::new(&file).unwrap();
        session.attach(None::<&str>).unwrap();
        file.execute("update activities set text = '第二次见面' where id = 1", [])
            .unwrap();
        session.changeset_strm(&mut bytes).unwrap();
    }
    file.execute(
        "insert into changes (at, user_id, command, records, changeset) values (1, 1, 'activities.edit', 1, ?1)",
        [bytes],
    )
    .unwrap();
}

#[test]
fn a_file_from_before_leads_keeps_all_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.leadwell");
    file_of_version_4(&path);
    let now = instant("2026-03-18T10:00");
    let workspace = Workspace::open(&path, now).unwrap();
    let call = Call {
        now,
        user: workspace.owner().unwrap(),
        language: Language::Zh,
        origin: Origin::Local,
    };
    let ok = |command: &str, input| workspace.dispatch(&call, command, input).unwrap();
    let notes = ok("activities.list", json!({ "about": { "account_id": 7 } }));
    assert_eq!(
        (notes.as_array().unwrap().len(), &notes[0]["text"]),
        (1, &json!("第二次见面"))
    );
    // What duplicates are found by is worked out for what was there.
    let hits = ok(
        "duplicates.check",
        json!({ "company": "纷扬科技", "mobile": "13900001111", "email": "wang@b.cn" }),
    );
    assert_eq!(hits.as_array().unwrap().len(), 3, "{hits}");
    assert!(!ok("screen.list", json!({}))["words"].as_array().unwrap().is_empty());
    assert_eq!(ok("duplicates.rules", json!({}))[0]["name"], "手机、微信或邮箱相同");
    // The id of a note that is gone is not given again.
    let added = ok(
        "activities.add",
        json!({ "kind": "note", "account_id": 7, "text": "新的" }),
    );
    assert!(added["id"].as_i64().unwrap() > 9, "{added}");
    ok("history.undo", json!({}));
    ok("history.undo", json!({}));
    let notes = ok("activities.list", json!({ "about": { "account_id": 7 } }));
    assert_eq!(
        notes[0]["text"], "第一次见面",
        "a change recorded by the earlier version is undone by this one"
    );
    let check = ok("workspace.check", json!({}));
    assert_eq!(
        (&check["integrity"], &check["broken_references"]),
        (&json!("ok"), &json!(0))
    );
}
