//! A company for the tests of what is put on paper.

use crate::engine::call::{Call, Origin};
use crate::engine::workspace::Workspace;
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::sync::Arc;

/// 2026-11-22 18:00 in Shanghai.
const NOW: Instant = Instant(1_795_341_600_000);

/// A company in a file of its own, on that day.
pub struct Office {
    pub workspace: Arc<Workspace>,
    pub call: Call,
    _folder: tempfile::TempDir,
}

impl Office {
    /// Sets one up: its language, its currency, the first month of its year, and what it begins with.
    pub fn new(language: Language, currency: &str, fiscal: u32, then: &str) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("a.leadwell"), NOW).unwrap();
        let call = Call {
            now: NOW,
            person: workspace.owner().unwrap(),
            language,
            origin: Origin::Local,
            seen: None,
        };
        let office = Office {
            workspace,
            call,
            _folder: folder,
        };
        let name = match language {
            Language::Zh => "苏州恒启自动化设备有限公司",
            Language::En => "Hengqi Automation Ltd.",
        };
        office.run(
            "workspace.setup",
            json!({
                "language": language, "name": name, "base_currency": currency, "fiscal_start_month": fiscal,
                "time_zone": "Asia/Shanghai", "business": "manufacturing", "then": then
            }),
        );
        office
    }

    /// What a command answers.
    pub fn run(&self, command: &str, input: Value) -> Value {
        self.workspace.dispatch(&self.call, command, input).unwrap()
    }
}
