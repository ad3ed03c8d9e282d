//! Everything that is in the file, in open formats: one CSV per table, the attached files as they are, and a page that says what is what.
//! Tables are asked of the schema, so that one added later cannot be left behind.

mod table;
mod until_failed;

use crate::engine::call::Origin;
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::document as file;
use crate::engine::messages;
use crate::engine::store::{Read, migrate};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::time::business_day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Cursor, Seek, Write};
use std::path::Path;
use table::{Table, tables};
use ts_rs::TS;
use until_failed::UntilFailed;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is sent through a browser at most, in bytes; more is written to a file on the machine that holds it.
const THROUGH_A_BROWSER: usize = 64 << 20;

/// Where everything is to go.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TakeOut {
    /// A path on this machine, a folder or the file's name; without it, the answer carries the archive.
    pub out: Option<String>,
}

/// A table that was taken out.
#[derive(Debug, Serialize, TS)]
pub struct TakenTable {
    /// Its name, which is that of its file.
    pub table: String,
    /// Its rows.
    pub rows: i64,
}

/// What was taken out.
#[derive(Debug, Serialize, TS)]
pub struct Takeout {
    /// A name for the archive.
    pub name: String,
    /// Its size.
    pub bytes: i64,
    /// The tables in it.
    pub tables: Vec<TakenTable>,
    /// How many attached files are in it.
    pub attachments: i64,
    /// Where it was written.
    pub path: Option<String>,
    /// The archive, when no path was given.
    pub file_base64: Option<String>,
}

/// Answers `takeout.write`. Only the machine that holds the file may name a path.
pub fn write(read: &Read<'_>, wanted: TakeOut) -> Result<Takeout, Failure> {
    if wanted.out.is_some() && read.call.origin != Origin::Local {
        return Err(Failure::new(Kind::Forbidden, "takeout.path_not_allowed").at("out"));
    }
    let name = format!(
        "{}-{}.zip",
        read.path
            .file_stem()
            .map_or_else(|| "leadwell".into(), |stem| stem.to_string_lossy()),
        business_day(read.now(), &read.settings.time_zone)
    );
    let (tables, attachments, place) = match &wanted.out {
        Some(out) => {
            let mut taken = None;
            let path = file::write_with(Path::new(out), &name, |to| {
                let (tables, attachments, mut to) = pack(read, BufWriter::new(to))?;
                taken = Some((tables, attachments));
                Ok(to.flush()?)
            })?;
            let (tables, attachments) = taken.unwrap_or_default();
            (tables, attachments, Ok(path))
        }
        None => {
            // Held in memory as a whole: a file that is much larger is not even begun.
            if std::fs::metadata(read.path)?.len() > 8 * THROUGH_A_BROWSER as u64 {
                return Err(too_large());
            }
            let (tables, attachments, archive) = pack(read, Cursor::new(Vec::new()))?;
            let archive = archive.into_inner();
            if archive.len() > THROUGH_A_BROWSER {
                return Err(too_large());
            }
            (tables, attachments, Err(archive))
        }
    };
    let (bytes, path, file_base64) = match place {
        Ok(path) => (
            std::fs::metadata(&path)?.len() as i64,
            Some(path.display().to_string()),
            None,
        ),
        Err(archive) => (archive.len() as i64, None, Some(STANDARD.encode(archive))),
    };
    Ok(Takeout {
        name,
        bytes,
        tables,
        attachments,
        path,
        file_base64,
    })
}

/// Writes the archive; what is in it, and where it was written to.
fn pack<W: Write + Seek>(read: &Read<'_>, to: W) -> Result<(Vec<TakenTable>, i64, W), Failure> {
    let mut archive = ZipWriter::new(UntilFailed::new(to));
    let packed = SimpleFileOptions::default();
    let as_it_is = packed.compression_method(CompressionMethod::Stored);
    let mut taken = Vec::new();
    for Table { name, columns } in tables(read)? {
        archive.start_file(format!("{name}.csv"), packed).map_err(broken)?;
        let rows = table::write(read, &name, &columns, &mut archive)?;
        taken.push(TakenTable { table: name, rows });
    }
    let mut attachments = 0;
    let mut statement = read.sql(
        "select a.id, a.name, b.content from attachments a join attachment_bytes b on b.id = a.content_id order by a.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        archive
            .start_file(format!("attachments/{id}-{}", harmless(&name)), as_it_is)
            .map_err(broken)?;
        archive.write_all(row.get_ref(2)?.as_blob().unwrap_or_default())?;
        attachments += 1;
    }
    archive.start_file("README.txt", packed).map_err(broken)?;
    let told = [
        ("company", read.settings.name.clone()),
        ("written", read.now().to_string()),
        ("currency", read.settings.currency.code().to_owned()),
        ("zone", read.settings.time_zone.to_string()),
        ("schema", migrate::version_of(read.connection)?.to_string()),
    ];
    archive.write_all(messages::sentence(read.call.language, "takeout.readme", &told).as_bytes())?;
    Ok((taken, attachments, archive.finish().map_err(broken)?.into_inner()))
}

fn too_large() -> Failure {
    Failure::invalid("takeout.too_large", "out").arg("limit", THROUGH_A_BROWSER >> 20)
}

fn broken(error: zip::result::ZipError) -> Failure {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Failure::internal(other),
    }
}

/// A file's name that means nothing to a file system.
fn harmless(name: &str) -> String {
    let plain = |c: char| {
        if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
            '_'
        } else {
            c
        }
    };
    name.chars().map(plain).take(120).collect()
}
