//! Where things are on this machine: which file the window and the shell open when nobody names one, and where the
//! window may keep its log. One rule for both programs; the environment is a parameter.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The folder a person's workspaces live in, below their documents.
const FOLDER: &str = "Leadwell";
/// The file of a person who never chose one.
const FILE: &str = "Leadwell.leadwell";

/// The folders of this person on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    config: PathBuf,
    documents: PathBuf,
    downloads: PathBuf,
}

impl Places {
    /// Reads the places from the environment (`read("HOME")` and so on).
    ///
    /// `LEADWELL_HOME` puts everything into one folder, for a portable copy and for tests; `LEADWELL_DOWNLOADS` names
    /// the folder for saved documents alone.
    pub fn from_environment(read: impl Fn(&str) -> Option<OsString>) -> Places {
        let folder = |name: &str| read(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let downloads = folder("LEADWELL_DOWNLOADS");
        if let Some(home) = folder("LEADWELL_HOME") {
            let downloads = downloads.unwrap_or_else(|| home.join("Downloads"));
            return Places {
                config: home.join("config"),
                documents: home,
                downloads,
            };
        }
        let home = folder("HOME")
            .or_else(|| folder("USERPROFILE"))
            .unwrap_or_else(|| PathBuf::from("."));
        let config = if cfg!(windows) {
            folder("APPDATA").unwrap_or_else(|| home.join("AppData/Roaming"))
        } else if cfg!(target_os = "macos") {
            home.join("Library/Application Support")
        } else {
            folder("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"))
        };
        // Linux desktops translate the folder names and write the translation here.
        let translated = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
        let named = |key: &str, usual: &str| person_folder(&translated, key, &home).unwrap_or_else(|| home.join(usual));
        Places {
            // A machine without a desktop has no such folder; then the file lies directly in the home.
            documents: Some(named("XDG_DOCUMENTS_DIR", "Documents"))
                .filter(|folder| folder.is_dir())
                .unwrap_or(home.clone()),
            downloads: downloads.unwrap_or_else(|| named("XDG_DOWNLOAD_DIR", "Downloads")),
            config: config.join("app.leadwell"),
        }
    }

    /// The file to open: the one asked for, else the last one, else the default one (which may not exist yet).
    ///
    /// The last one is named even when it is gone: opening it then fails with a sentence, instead of showing an empty
    /// workspace to somebody whose drive is not plugged in.
    pub fn file_to_open(&self, asked: Option<&Path>) -> PathBuf {
        asked
            .map(Path::to_path_buf)
            .or_else(|| self.last())
            .unwrap_or_else(|| self.default_file())
    }

    /// Where a person who never chose a file has theirs.
    pub fn default_file(&self) -> PathBuf {
        self.documents.join(FOLDER).join(FILE)
    }

    /// The file that was open last.
    pub fn last(&self) -> Option<PathBuf> {
        let text = fs::read_to_string(self.config.join("last-file")).ok()?;
        let path = text.trim_end_matches(['\r', '\n']);
        (!path.is_empty()).then(|| PathBuf::from(path))
    }

    /// Remembers `file` as the last one. Made absolute, since the next program starts elsewhere.
    pub fn remember(&self, file: &Path) -> io::Result<()> {
        fs::create_dir_all(&self.config)?;
        let file = std::path::absolute(file)?;
        let draft = self.config.join("last-file.new");
        fs::write(&draft, file.to_string_lossy().as_bytes())?;
        fs::rename(draft, self.config.join("last-file"))
    }

    /// The folder for documents the program hands out, such as a printed book.
    pub fn downloads(&self) -> &Path {
        &self.downloads
    }

    /// The folder for the program's log files.
    pub fn logs(&self) -> PathBuf {
        self.config.join("logs")
    }
}

/// One line of `user-dirs.dirs`: `XDG_DOCUMENTS_DIR="$HOME/文档"`.
fn person_folder(text: &str, key: &str, home: &Path) -> Option<PathBuf> {
    let value = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix('='))?;
    let value = value.trim().trim_matches('"');
    match value.strip_prefix("$HOME") {
        Some(rest) => Some(home.join(rest.trim_start_matches('/'))),
        None => Path::new(value).is_absolute().then(|| PathBuf::from(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(home: &Path) -> Places {
        Places::from_environment(|name| (name == "LEADWELL_HOME").then(|| home.as_os_str().to_owned()))
    }

    #[test]
    fn asked_then_last_then_default() {
        let home = tempfile::tempdir().unwrap();
        let places = at(home.path());
        assert_eq!(
            places.file_to_open(None),
            home.path().join("Leadwell/Leadwell.leadwell")
        );
        places.remember(&home.path().join("客户.leadwell")).unwrap();
        assert_eq!(places.file_to_open(None), home.path().join("客户.leadwell"));
        assert_eq!(
            places.file_to_open(Some(Path::new("other.leadwell"))),
            Path::new("other.leadwell")
        );
    }

    #[test]
    fn translated_folders_are_read() {
        let text = "# comment\nXDG_DOCUMENTS_DIR=\"$HOME/文档\"\nXDG_DOWNLOAD_DIR=\"/data/in\"\n";
        let home = Path::new("/home/li");
        assert_eq!(
            person_folder(text, "XDG_DOCUMENTS_DIR", home),
            Some(PathBuf::from("/home/li/文档"))
        );
        assert_eq!(
            person_folder(text, "XDG_DOWNLOAD_DIR", home),
            Some(PathBuf::from("/data/in"))
        );
        assert_eq!(person_folder(text, "XDG_MUSIC_DIR", home), None);
    }
}
