//! What lies in a folder, and whether it is whole: a file counts once two looks in a row found it with the same size and time.

use crate::engine::workspace::lock;
use leadwell_rules::ids::{FolderId, ImportId};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

/// Endings of files that can hold a table or cards.
const ENDINGS: [&str; 9] = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "vcf"];
/// Entries looked at; a folder with more is not one for handing over files.
const MOST: usize = 5_000;

/// A file as a look finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was changed last, as the file system says.
    pub modified: i64,
}

/// What the last look saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sight {
    bytes: u64,
    modified: i64,
    settled: bool,
}

/// What the looks of this process remember. A program that starts anew looks twice again.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// Held while somebody looks: one at a time.
    pub turn: Mutex<()>,
    seen: Mutex<HashMap<i64, HashMap<String, Sight>>>,
    /// Imports whose rows that cannot be taken are to be laid beside their file: folder, name, import.
    owed: Mutex<Vec<(FolderId, String, ImportId)>>,
}

impl Watch {
    /// Of the files a look found, those that are whole and of which it is not known that they are settled. What is gone is forgotten.
    pub fn whole(&self, folder: FolderId, found: Vec<Found>) -> Vec<Found> {
        let mut held = lock(&self.seen);
        let before = held.remove(&folder.0).unwrap_or_default();
        let mut now = HashMap::with_capacity(found.len());
        let mut whole = Vec::new();
        for file in found {
            let sight = Sight {
                bytes: file.bytes,
                modified: file.modified,
                settled: false,
            };
            let known = before.get(&file.name);
            let same = known.is_some_and(|known| (known.bytes, known.modified) == (sight.bytes, sight.modified));
            let settled = same && known.is_some_and(|known| known.settled);
            now.insert(file.name.clone(), Sight { settled, ..sight });
            if same && !settled {
                whole.push(file);
            }
        }
        held.insert(folder.0, now);
        whole
    }

    /// Notes that a file needs no further thought until it changes.
    pub fn settle(&self, folder: FolderId, file: &Found) {
        if let Some(sight) = lock(&self.seen)
            .get_mut(&folder.0)
            .and_then(|names| names.get_mut(&file.name))
        {
            sight.settled = (sight.bytes, sight.modified) == (file.bytes, file.modified);
        }
    }

    /// Notes that the rows of an import that could not be taken are to be laid beside the file.
    pub fn owe(&self, folder: FolderId, name: String, id: ImportId) {
        lock(&self.owed).push((folder, name, id));
    }

    /// Takes those of a folder off the list whose import has ended.
    pub fn owed(&self, folder: FolderId, ended: impl Fn(ImportId) -> bool) -> Vec<(String, ImportId)> {
        let mut owed = lock(&self.owed);
        let due = owed.extract_if(.., |(of, _, id)| *of == folder && ended(*id));
        due.map(|(_, name, id)| (name, id)).collect()
    }

    /// Forgets what was seen in folders that are watched no longer.
    pub fn keep(&self, watched: &[FolderId]) {
        lock(&self.seen).retain(|folder, _| watched.iter().any(|kept| kept.0 == *folder));
    }
}

/// The files of a folder that could be taken, the oldest first; or the code of what is wrong with it.
pub fn files(folder: &Path) -> Result<Vec<Found>, &'static str> {
    let entries = std::fs::read_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => "folder.unreadable",
        ErrorKind::NotADirectory => "folder.no_folder",
        _ => "folder.not_there",
    })?;
    let mut files = Vec::new();
    for (number, entry) in entries.enumerate() {
        if number >= MOST {
            return Err("folder.too_many");
        }
        let Ok(entry) = entry else { continue };
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        // What vanishes between two breaths is not there.
        let (true, Ok(about)) = (wanted(&name), entry.metadata()) else {
            continue;
        };
        // Not what a link leads to: that lies elsewhere.
        if about.is_file() {
            let modified = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
            files.push(Found {
                path: entry.path(),
                name,
                bytes: about.len(),
                modified: modified.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)),
            });
        }
    }
    files.sort_by(|a, b| (a.modified, &a.name).cmp(&(b.modified, &b.name)));
    Ok(files)
}

/// Whether a name is that of a file somebody has put there: not hidden, not half-loaded, not one of our own.
fn wanted(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ending = lower.rsplit_once('.').map(|(_, ending)| ending);
    // Spreadsheet programs lay `~$x.xlsx` and `.~lock.x.ods#` beside an open workbook; browsers and synchronisers end names with `.part`,
    // `.crdownload`, `.tmp`, which are no endings of tables.
    let passing = name.starts_with(['.', '~']) || lower.ends_with(".errors.csv") || is_error_file(&lower);
    !passing && ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Whether it is one of the files with the rows that could not be taken, which [`beside`] names.
fn is_error_file(name: &str) -> bool {
    name.strip_suffix(").csv")
        .and_then(|stem| stem.rsplit_once(".errors ("))
        .is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}

/// The name of the file with the rows that could not be taken: the first that is free, since nothing of the owner's is overwritten.
pub fn beside(name: &str, number: u32) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if number < 2 {
        format!("{stem}.errors.csv")
    } else {
        format!("{stem}.errors ({number}).csv")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in [
            "leads.csv",
            "展会 名单.XLSX",
            "a.b.tsv",
            "cards.vcf",
            "old.xls",
            "x.ods",
            "errors.csv",
        ] {
            assert!(wanted(name), "{name}");
        }
        for name in [
            "~$leads.xlsx",
            ".~lock.x.ods#",
            ".hidden.csv",
            "leads.csv.part",
            "leads.csv.crdownload",
            "leads.tmp",
            "picture.png",
            "csv",
            "leads.errors.csv",
            "leads.errors (2).csv",
        ] {
            assert!(!wanted(name), "{name}");
            assert!(!wanted(&beside(name, 1)) && !wanted(&beside(name, 7)));
        }
    }

    #[test]
    fn whole_after_two_looks_until_it_changes() {
        let watch = Watch::default();
        let folder = FolderId(1);
        let file = |bytes| Found {
            name: "a.csv".to_owned(),
            path: PathBuf::from("a.csv"),
            bytes,
            modified: 5,
        };
        assert_eq!(watch.whole(folder, vec![file(1)]), []);
        assert_eq!(watch.whole(folder, vec![file(2)]), [], "it grows");
        assert_eq!(watch.whole(folder, vec![file(2)]), [file(2)]);
        watch.settle(folder, &file(2));
        assert_eq!(watch.whole(folder, vec![file(2)]), []);
        assert_eq!(watch.whole(folder, vec![file(3)]), []);
        assert_eq!(watch.whole(folder, vec![file(3)]), [file(3)]);
        assert_eq!(watch.whole(folder, vec![]), []);
        assert_eq!(watch.whole(folder, vec![file(3)]), [], "it came back: looked at anew");
    }
}
