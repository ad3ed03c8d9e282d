//! Files for imports: writing them, importing them to their end, and what came of it.

use super::World;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The shared data beside the repository; a clear line when there is none.
pub fn data(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(folder);
    if !path.exists() {
        println!("skipped: the shared data ({folder}) is not here");
        return None;
    }
    Some(path)
}

impl World {
    /// Writes a file beside the workspace.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path().with_file_name(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// Hands a file over; the name to use for it.
    pub fn upload(&self, name: &str, bytes: &[u8]) -> String {
        let pieces: Vec<&[u8]> = bytes.chunks(12 << 20).collect();
        let mut upload = None;
        for (number, piece) in pieces.iter().enumerate() {
            let last = number + 1 == pieces.len();
            let piece = json!({ "upload": upload, "name": name, "chunk_base64": STANDARD.encode(piece), "last": last });
            upload = self.ok("imports.upload", piece)["upload"].as_str().map(str::to_owned);
        }
        upload.unwrap()
    }

    /// Runs an import to its end.
    #[track_caller]
    pub fn import(&self, plan: Value) -> Value {
        let id = self.ok("imports.start", plan)["import_id"].clone();
        self.wait(&id)
    }

    pub fn wait(&self, id: &Value) -> Value {
        for _ in 0..6000 {
            let status = self.ok("imports.status", json!({ "import_id": id }));
            if !["running", "cancelling"].contains(&status["state"].as_str().unwrap()) {
                return status;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the import does not end");
    }

    /// The records without the bookkeeping of imports.
    pub fn records(&self) -> String {
        self.dump()
            .lines()
            .filter(|line| !line.starts_with("imports|") && !line.starts_with("import_"))
            .map(|line| format!("{line}\n"))
            .collect()
    }
}

pub fn plan(kind: &str, path: impl AsRef<Path>, more: Value) -> Value {
    let mut plan = json!({ "kind": kind, "source": { "path": path.as_ref() } });
    for (key, value) in more.as_object().into_iter().flatten() {
        plan[key] = value.clone();
    }
    plan
}

pub fn finding<'a>(dry: &'a Value, code: &str) -> &'a Value {
    dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == code)
        .unwrap_or(&Value::Null)
}

pub fn counts(status: &Value) -> [u64; 4] {
    ["created", "updated", "skipped", "rejected"].map(|name| status[name].as_u64().unwrap())
}

/// All files below a folder, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            files.extend(files_below(&entry.path()))
        } else {
            files.push(entry.path())
        }
    }
    files.sort();
    files
}
