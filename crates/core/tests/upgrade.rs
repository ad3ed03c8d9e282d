//! A file of an earlier version, opened by this one: nothing is lost, what is new is filled in, and what was done then can be undone now.

use crate::world::{World, instant};
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use rusqlite::Connection;
use rusqlite::session::Session;
use serde_json::json;
use std::path::Path;

/// The migrations of released versions, the newest last; a file of version 4 was made by the first four.
const MIGRATIONS: [&str; 7] = [
    include_str!("../../../migrations/0001_the_house.sql"),
    include_str!("../../../migrations/0002_customers.sql"),
    include_str!("../../../migrations/0003_pipeline.sql"),
    include_str!("../../../migrations/0004_forecast.sql"),
    include_str!("../../../migrations/0005_leads.sql"),
    include_str!("../../../migrations/0006_search.sql"),
    include_str!("../../../migrations/0007_doors.sql"),
];

/// A file of a version: a customer, a contact, two notes of which the later one was deleted for good, `more`, and `change` as a recorded
/// change of a command.
fn file_of(version: usize, path: &Path, more: &str, change: &str, command: &str) {
    let file = Connection::open(path).unwrap();
    MIGRATIONS[..version]
        .iter()
        .for_each(|sql| file.execute_batch(sql).unwrap());
    let id: i64 = World::new()
        .look()
        .query_row("pragma application_id", [], |row| row.get(0))
        .unwrap();
    file.execute_batch(&format!(
        "pragma journal_mode = wal; pragma application_id = {id}; pragma user_version = {version};"
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
    file.execute_batch(more).unwrap();
    let mut bytes = Vec::new();
    {
        let mut session = Session::new(&file).unwrap();
        session.attach(None::<&str>).unwrap();
        file.execute_batch(change).unwrap();
        session.changeset_strm(&mut bytes).unwrap();
    }
    file.execute(
        "insert into changes (at, user_id, command, records, changeset) values (1, 1, ?2, 1, ?1)",
        (bytes, command),
    )
    .unwrap();
}

#[test]
fn a_file_with_leads_keeps_them_and_what_was_done_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.leadwell");
    let leads = "
        insert into leads (id, name, company, company_key, mobile, source, owner_id, state_at, door, created_at, updated_at)
          values (5, '邱雅楠', '苏州沐和医疗有限公司', '沐和', '13800138000', '展会', 1, 0, 'typed', 0, 0);
        insert into tags (id, name) values (1, '重点');
        insert into lead_tags (lead_id, tag_id) values (5, 1);
        insert into search_waiting (kind, from_id, to_id) values ('lead', 5, 5);
        insert into imports (id, kind, file_name, plan, user_id, state, started_at)
          values (1, 'leads', 'half.csv', '{}', 1, 'running', 0);";
    let change = "update leads set state = 'following', need = '问报价' where id = 5; update activities set text = '第二次见面' where id = 1;
        update workspace set name = '公司';";
    file_of(7, &path, leads, change, "leads.edit");
    let now = instant("2026-03-18T10:00");
    let workspace = Workspace::open(&path, now).unwrap();
    let call = Call {
        now,
        user: workspace.owner().unwrap(),
        language: Language::Zh,
        origin: Origin::Local,
    };
    let ok = |command: &str, input| workspace.dispatch(&call, command, input).unwrap();
    let lead = ok("leads.get", json!({ "id": 5 }));
    assert_eq!(
        (&lead["state"], &lead["need"], &lead["tags"][0]),
        (&json!("following"), &json!("问报价"), &json!("重点"))
    );
    // An import that was broken off then cannot go on, but it can be taken back.
    let status = ok("imports.status", json!({ "import_id": 1 }));
    assert_eq!(status["state"], "interrupted", "{status}");
    assert_eq!(ok("imports.cancel", json!({ "import_id": 1 }))["state"], "cancelled");
    ok("history.undo", json!({}));
    let lead = ok("leads.get", json!({ "id": 5 }));
    assert_eq!((&lead["state"], &lead["need"]), (&json!("to_handle"), &json!(null)));
    assert_eq!(ok("workspace.info", json!({}))["name"], "Firm");
    assert_eq!(
        ok("workspace.check", json!({})),
        json!({ "integrity": "ok", "broken_references": 0 })
    );
}
