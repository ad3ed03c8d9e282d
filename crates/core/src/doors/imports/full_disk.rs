//! A disk that fills up while an import runs: it fails with a sentence, and nothing stays half-written.

use super::model::State;
use super::wanted::{ImportRef, OnMatch, Plan};
use super::{KindInfo, job, start};
use crate::engine::call::{Call, Origin};
use crate::engine::workspace::Workspace;
use leadwell_rules::Language;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::time::Instant;
use std::time::Duration;

#[test]
fn nothing_stays_half_written() {
    fills_up(OnMatch::Skip, 1_200);
    // In pieces: room for the first, and not for all.
    fills_up(OnMatch::Update, 2_000);
}

fn fills_up(on_match: OnMatch, pages: i64) {
    let folder = tempfile::tempdir().unwrap();
    let now = Instant(1_700_000_000_000);
    let workspace = Workspace::create(&folder.path().join("a.leadwell"), now).unwrap();
    let call = Call {
        now,
        person: workspace.owner().unwrap(),
        language: Language::En,
        origin: Origin::Local,
        seen: None,
    };
    let rows: String = (0..70_000).map(|row| format!("Customer {row},chemistry\n")).collect();
    let file = folder.path().join("accounts.csv");
    std::fs::write(&file, format!("name,industry\n{rows}")).unwrap();
    workspace
        .unrecorded(|connection| Ok(connection.pragma_update(None, "max_page_count", pages)?))
        .unwrap();
    let plan = Plan {
        on_match,
        ..Plan::of(RecordKind::Customers, &file)
    };
    let started = start::start(&workspace, &call, plan).unwrap();
    let wanted = ImportRef {
        import_id: started.import_id,
    };
    let status = loop {
        let status = job::status(&workspace, &call, wanted).unwrap();
        if status.state != State::Running {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(status.state, State::Failed);
    assert!(
        status.message.as_deref().unwrap_or_default().contains("disk is full"),
        "{status:?}"
    );
    let left: i64 = workspace
        .read(&call, |read| {
            Ok(read
                .one("select count(*) from customers", [], |row| row.get(0))?
                .unwrap())
        })
        .unwrap();
    assert_eq!((left, status.can_undo), (0, false));
    let kinds: Vec<KindInfo> = workspace
        .read(&call, |read| super::kinds(read, crate::engine::command::Nothing {}))
        .unwrap();
    assert_eq!(kinds.len(), 6);
}
