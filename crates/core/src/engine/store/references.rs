//! What refers to what: asked of the file itself, so that a table added later cannot be forgotten.

use super::Read;
use crate::engine::failure::Failure;

/// A column whose values are ids of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The table it stands in.
    pub child: String,
    /// Its name.
    pub column: String,
    /// The table of the records.
    pub parent: String,
    /// Whether a row goes when its record is deleted: it is a part of it.
    pub goes_along: bool,
    /// Which rows of the table are meant, as SQL on `child`.
    pub only: String,
}

impl Reference {
    /// One that no foreign key tells of, because what it names is told by another column.
    pub fn loose(child: &str, column: &str, parent: &str, only: String) -> Reference {
        Reference {
            child: child.to_owned(),
            column: column.to_owned(),
            parent: parent.to_owned(),
            goes_along: false,
            only,
        }
    }
}

/// Every foreign key of the file.
pub(crate) fn all_references(read: &Read<'_>) -> Result<Vec<Reference>, Failure> {
    read.all(
        "select s.name, f.\"from\", f.\"table\", f.on_delete = 'CASCADE' from sqlite_schema s join pragma_foreign_key_list(s.name) f
         where s.type = 'table' order by s.name, f.\"from\"",
        [],
        |row| {
            Ok(Reference {
                child: row.get(0)?,
                column: row.get(1)?,
                parent: row.get(2)?,
                goes_along: row.get(3)?,
                only: "true".to_owned(),
            })
        },
    )
}

/// Every foreign key that names records of a table.
pub(crate) fn references(read: &Read<'_>, table: &str) -> Result<Vec<Reference>, Failure> {
    let mut all = all_references(read)?;
    all.retain(|reference| reference.parent == table);
    Ok(all)
}
