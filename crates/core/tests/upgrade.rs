//! A file of an earlier version, opened by this one: nothing is lost, a whole copy is left beside it, and what was done then can be
//! undone now. What is newer, or not ours, is refused untouched.

use crate::world::{World, instant};
use leadwell_core::{Call, Failure, Origin, Workspace};
use leadwell_rules::Language;
use rusqlite::Connection;
use rusqlite::session::Session;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The migrations in order, as they lie in the repository: one that is added later is met here by itself.
fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(|first: char| first.is_ascii_digit())
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

fn number(file: &Connection, sql: &str) -> i64 {
    file.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A file of the version before this one, as its program would have left it: a customer, a contact, two notes of which the later one was
/// deleted for good, a lead, an import that was broken off, and one recorded change.
fn file_of_the_version_before(path: &Path) -> usize {
    let all = migrations();
    let version = all.len() - 1;
    let file = Connection::open(path).unwrap();
    for sql in &all[..version] {
        file.execute_batch(sql).unwrap();
    }
    let ours = number(&World::new().look(), "pragma application_id");
    file.execute_batch(&format!(
        "pragma journal_mode = wal; pragma application_id = {ours}; pragma user_version = {version};
         insert into workspace (id, name, language, base_currency, time_zone, fiscal_start_month, business, created_at, set_up_at)
           values (1, 'Firm', 'zh', 'CNY', 'Asia/Shanghai', 1, 'general', 0, 0);
         insert into people (id, name, role, created_at) values (1, '我', 'owner', 0);
         insert into customers (id, name, name_key, company_key, created_at, updated_at)
           values (7, '北京纷扬科技有限公司', '北京纷扬科技有限公司', '纷扬', 0, 0);
         insert into contacts (id, customer_id, name, mobile, created_at, updated_at) values (3, 7, '王工', '13900001111', 0, 0);
         insert into activities (id, kind, customer_id, text, done_at, person_id, created_at, updated_at)
           values (1, 'note', 7, '第一次见面', 1, 1, 0, 0), (9, 'note', 7, '删掉的', 1, 1, 0, 0);
         delete from activities where id = 9;
         insert into leads (id, name, company, company_key, mobile, source, owner_id, state_at, door, created_at, updated_at)
           values (5, '邱雅楠', '苏州沐和医疗有限公司', '沐和', '13800138000', '展会', 1, 0, 'typed', 0, 0);
         insert into tags (id, name) values (1, '重点');
         insert into lead_tags (lead_id, tag_id) values (5, 1);
         insert into search_waiting (kind, from_id, to_id) values ('lead', 5, 5);
         insert into imports (id, kind, file_name, plan, person_id, state, started_at)
           values (1, 'leads', 'half.csv', '{{}}', 1, 'running', 0);",
    ))
    .unwrap();
    let mut bytes = Vec::new();
    {
        let mut session = Session::new(&file).unwrap();
        session.attach(None::<&str>).unwrap();
        file.execute_batch(
            "update leads set state = 'following', need = '问报价' where id = 5;
             update activities set text = '第二次见面' where id = 1;
             update workspace set name = '公司';",
        )
        .unwrap();
        session.changeset_strm(&mut bytes).unwrap();
    }
    file.execute(
        "insert into changes (at, person_id, command, records, changeset) values (1, 1, 'leads.edit', 1, ?1)",
        [bytes],
    )
    .unwrap();
    version
}

fn open(path: &Path) -> Result<Arc<Workspace>, Failure> {
    Workspace::open(path, instant("2026-03-18T10:00"))
}

fn refused(path: &Path) -> &'static str {
    open(path).err().expect("refused").code
}

/// The one copy that lies beside a file.
fn copy_beside(path: &Path) -> PathBuf {
    let mut copies = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|found| found.to_string_lossy().contains(".before-v"));
    let copy = copies.next().expect("a copy");
    assert!(copies.next().is_none());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only the account that made it may read it");
    }
    let drafts = std::fs::read_dir(path.parent().unwrap()).unwrap().filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("-draft-")
    });
    assert_eq!(drafts.count(), 0);
    copy
}

#[test]
fn a_file_of_the_version_before_keeps_its_records_and_what_was_done_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.leadwell");
    let version = file_of_the_version_before(&path);
    let workspace = open(&path).unwrap();
    let call = Call {
        now: instant("2026-03-18T10:00"),
        person: workspace.owner().unwrap(),
        language: Language::Zh,
        origin: Origin::Local,
        seen: None,
    };
    let ok = |command: &str, input| workspace.dispatch(&call, command, input).unwrap();
    assert_eq!(ok("workspace.info", json!({}))["schema_version"], version + 1);
    let lead = ok("leads.get", json!({ "id": 5 }));
    assert_eq!(
        (&lead["state"], &lead["need"], &lead["tags"][0]),
        (&json!("following"), &json!("问报价"), &json!("重点"))
    );
    let notes = || ok("activities.list", json!({ "about": { "customer_id": 7 } }));
    assert_eq!(
        (notes().as_array().unwrap().len(), &notes()[0]["text"]),
        (1, &json!("第二次见面"))
    );
    let hits = ok(
        "duplicates.check",
        json!({ "company": "纷扬科技", "mobile": "13900001111" }),
    );
    assert_eq!(hits.as_array().unwrap().len(), 2, "{hits}");
    // An import that was broken off then cannot go on, but it can be taken back.
    let status = ok("imports.status", json!({ "import_id": 1 }));
    assert_eq!(status["state"], "interrupted", "{status}");
    assert_eq!(ok("imports.cancel", json!({ "import_id": 1 }))["state"], "cancelled");
    // The id of a note that is gone is not given again.
    let added = ok(
        "activities.add",
        json!({ "kind": "note", "customer_id": 7, "text": "新的" }),
    );
    assert!(added["id"].as_i64().unwrap() > 9, "{added}");
    ok("history.undo", json!({}));
    ok("history.undo", json!({}));
    let lead = ok("leads.get", json!({ "id": 5 }));
    assert_eq!(
        (&lead["state"], &lead["need"], &notes()[0]["text"]),
        (&json!("to_handle"), &json!(null), &json!("第一次见面")),
        "a change recorded by the earlier version is undone by this one"
    );
    assert_eq!(ok("workspace.info", json!({}))["name"], "Firm");
    assert_eq!(
        ok("workspace.check", json!({})),
        json!({ "integrity": "ok", "broken_references": 0 })
    );
}

#[test]
fn a_whole_copy_of_the_earlier_file_is_left_beside_it_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.leadwell");
    let version = file_of_the_version_before(&path);
    open(&path).unwrap();
    let copy = copy_beside(&path);
    let look = Connection::open(&copy).unwrap();
    assert_eq!(number(&look, "pragma user_version"), version as i64);
    assert_eq!(number(&look, "select count(*) from leads where state = 'following'"), 1);
    let integrity: String = look.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(integrity, "ok");
    drop(look);
    // What lies there already may be somebody's only copy.
    let kept = std::fs::read(&copy).unwrap();
    for file in ["old.leadwell", "old.leadwell-wal", "old.leadwell-shm"] {
        let _ = std::fs::remove_file(folder.path().join(file));
    }
    file_of_the_version_before(&path);
    open(&path).unwrap();
    assert_eq!(copy_beside(&path), copy);
    assert!(kept == std::fs::read(&copy).unwrap());
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.leadwell");
    let version = file_of_the_version_before(&path);
    // A contact of a customer that is not there: no migration is kept over a reference that leads nowhere.
    let file = Connection::open(&path).unwrap();
    file.execute_batch("pragma foreign_keys = off; update contacts set customer_id = 99")
        .unwrap();
    let schema = "select group_concat(name || coalesce(sql, ''), char(10)) from sqlite_schema";
    let dump = |file: &Connection| file.query_row(schema, [], |row| row.get::<_, String>(0)).unwrap();
    let was = dump(&file);
    drop(file);
    assert_eq!(refused(&path), "file.damaged");
    let file = Connection::open(&path).unwrap();
    assert_eq!(dump(&file), was);
    assert_eq!(number(&file, "pragma user_version"), version as i64);
    assert_eq!(number(&file, "select count(*) from leads where state = 'following'"), 1);
    assert!(copy_beside(&path).is_file());
}

#[test]
fn a_newer_file_and_a_foreign_one_are_refused_untouched() {
    for (change, code) in [
        ("pragma user_version = 9999", "file.newer"),
        ("pragma application_id = 1", "file.not_leadwell"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.leadwell");
        file_of_the_version_before(&path);
        let file = Connection::open(&path).unwrap();
        file.execute_batch(change).unwrap();
        file.execute_batch("pragma wal_checkpoint(truncate); pragma journal_mode = delete")
            .unwrap();
        drop(file);
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(refused(&path), code);
        // Going back to write-ahead logging is the only thing SQLite may have noted in the header of a newer one.
        let after = std::fs::read(&path).unwrap();
        assert!(bytes.len() == after.len() && bytes[100..] == after[100..], "{code}");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1, "{code}: nothing was put beside it");
    }
}
