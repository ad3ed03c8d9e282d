//! What the page may ask of the host: commands of the core, and a few things only a host can do.

use crate::open_file::{OpenFile, now};
use crate::window;
use base64::Engine as _;
use leadwell_core::{Answer, Call, Failure, Kind, Origin};
use leadwell_rules::Language;
use leadwell_rules::ids::ChangeId;
use serde::Serialize;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tauri::{State, WebviewWindow};

type Shared<'a> = State<'a, Arc<OpenFile>>;

/// Runs one command of the core. The answer and the failure have the same JSON as over HTTP and in the shell.
#[tauri::command]
pub async fn rpc(
    open_file: Shared<'_>,
    command: String,
    input: Option<Value>,
    language: Option<String>,
    seen: Option<i64>,
) -> Result<Answer, Failure> {
    let open_file = open_file.inner().clone();
    in_background(language, move |asked| {
        let workspace = open_file.workspace()?;
        let language = asked.map_or_else(|| workspace.language(), Ok)?;
        let call = Call {
            now: now(),
            person: workspace.owner()?,
            language,
            origin: Origin::Local,
            seen: seen.map(ChangeId),
        };
        workspace.answer(
            &call,
            &command,
            input.unwrap_or_else(|| Value::Object(Default::default())),
        )
    })
    .await
}

/// What the page should know about its host.
#[derive(Serialize)]
pub struct HostInfo {
    kind: &'static str,
    version: &'static str,
    platform: &'static str,
    /// The file that is open, or was refused; absent while it is being opened.
    path: Option<PathBuf>,
    /// Where a new file would be made for somebody who has none.
    default_file: PathBuf,
    downloads: PathBuf,
    logs: PathBuf,
}

/// Facts about the host; answers at once, even while the file is being opened.
#[tauri::command]
pub fn host_info(open_file: Shared<'_>) -> HostInfo {
    HostInfo {
        kind: "desktop",
        version: env!("CARGO_PKG_VERSION"),
        platform: std::env::consts::OS,
        path: open_file.path(),
        default_file: open_file.places().default_file(),
        downloads: open_file.places().downloads().to_path_buf(),
        logs: open_file.places().logs(),
    }
}

/// Writes a document into the person's downloads under a name that is still free, and says where.
#[tauri::command]
pub async fn save_file(
    open_file: Shared<'_>,
    name: String,
    base64: String,
    language: Option<String>,
) -> Result<PathBuf, Failure> {
    let open_file = open_file.inner().clone();
    in_background(language, move |_| {
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(base64)
            .map_err(|error| Failure::invalid("call.input", "base64").arg("cause", error))?;
        let path = save(open_file.places().downloads(), &name, &bytes)?;
        open_file.note_saved(path.clone());
        Ok(path)
    })
    .await
}

/// Opens a document that [`save_file`] wrote with the program the system has for it.
#[tauri::command]
pub async fn open_path(open_file: Shared<'_>, path: PathBuf, language: Option<String>) -> Result<(), Failure> {
    let open_file = open_file.inner().clone();
    in_background(language, move |_| {
        if !open_file.has_saved(&path) {
            return Err(Failure::new(Kind::Forbidden, "file.not_ours"));
        }
        start(path.as_os_str())
    })
    .await
}

/// Opens a web page, a mail or a call with the program the system has for it.
#[tauri::command]
pub async fn open_external(url: String, language: Option<String>) -> Result<(), Failure> {
    in_background(language, move |_| {
        // A record's text must not be able to start a program or open a file.
        let known = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|start| url.starts_with(start));
        if !known || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(Failure::new(Kind::Forbidden, "file.not_ours"));
        }
        start(url.as_ref())
    })
    .await
}

/// Puts another workspace file in the window (made when it does not exist) and starts the page anew.
#[tauri::command]
pub async fn switch_file(
    open_file: Shared<'_>,
    window: WebviewWindow,
    path: PathBuf,
    language: Option<String>,
) -> Result<(), Failure> {
    let open_file = open_file.inner().clone();
    in_background(language, move |_| {
        if path.extension().is_none_or(|extension| extension != "leadwell") || !path.is_absolute() {
            return Err(Failure::invalid("file.not_leadwell", "path"));
        }
        open_file.switch(&path)?;
        window::reload(&window);
        Ok(())
    })
    .await
}

/// Runs `work` on a thread for blocking work and finishes the sentence of its failure.
async fn in_background<T: Send + 'static>(
    language: Option<String>,
    work: impl FnOnce(Option<Language>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let language = match language.as_deref() {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    };
    let done = tauri::async_runtime::spawn_blocking(move || work(language)).await;
    let result = done.unwrap_or_else(|error| {
        tracing::error!(%error, "a command ended its thread");
        Err(Failure::internal(error))
    });
    result.map_err(|failure| failure.in_language(language.unwrap_or_default()))
}

/// Writes `bytes` to `name` below `folder`; a taken name gets " (2)", " (3)" … before its ending.
fn save(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder)?;
    let name = plain_name(name);
    let (stem, ending) = match name.rfind('.').filter(|at| *at > 0) {
        Some(at) => name.split_at(at),
        None => (name.as_str(), ""),
    };
    for number in 1..1000 {
        let path = match number {
            1 => folder.join(&name),
            _ => folder.join(format!("{stem} ({number}){ending}")),
        };
        match fs::File::create_new(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
                    // Half a document is worse than none. If this fails too, the first reason is the one to tell.
                    let _half = fs::remove_file(&path);
                    return Err(error.into());
                }
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::new(Kind::Conflict, "file.exists"))
}

/// A name without folders, without characters that some system forbids, and not too long for any.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if "<>:\"|?*".contains(c) { '-' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let ending = clean.rfind('.').map_or("", |at| &clean[at..]);
    let ending = if ending.chars().count() > 8 { "" } else { ending };
    let stem: String = clean[..clean.len() - ending.len()].chars().take(60).collect();
    if stem.is_empty() {
        format!("leadwell{ending}")
    } else {
        format!("{stem}{ending}")
    }
}

/// Hands something to the program that the system has for it.
fn start(what: &OsStr) -> Result<(), Failure> {
    let name = match std::env::consts::OS {
        "windows" => "explorer",
        "macos" => "open",
        _ => "xdg-open",
    };
    let mut child = Command::new(name).arg(what).spawn()?;
    // Somebody has to wait for it, or it stays behind as a zombie.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let first = save(folder.path(), "预测册.pdf", b"1").unwrap();
        let second = save(folder.path(), "预测册.pdf", b"2").unwrap();
        assert_eq!(fs::read(first).unwrap(), b"1");
        assert_eq!(second.file_name().unwrap(), "预测册 (2).pdf");
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        for (given, plain) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\x.pdf", "x.pdf"),
            ("a:b?.pdf", "a-b-.pdf"),
            ("...", "leadwell"),
            ("", "leadwell"),
            (".pdf", "pdf"),
            ("a\u{0}b\n.pdf", "ab.pdf"),
        ] {
            assert_eq!(plain_name(given), plain, "{given:?}");
        }
        assert!(plain_name(&"长".repeat(300)).chars().count() <= 60);
    }
}
