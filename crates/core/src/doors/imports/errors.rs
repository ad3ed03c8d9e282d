//! The rows that could not be taken, as a CSV file to mend and import again: the original cells, the line and the reason.

use super::model::ErrorFile;
use super::rights;
use super::store;
use super::wanted::ImportRef;
use crate::engine::failure::Failure;
use crate::engine::files::guarded;
use crate::engine::messages;
use crate::engine::store::Read;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::ImportId;
use std::borrow::Cow;

/// Answers `imports.errors`.
pub fn errors(read: &Read<'_>, wanted: ImportRef) -> Result<ErrorFile, Failure> {
    let status = rights::find(read, wanted.import_id)?;
    rejected_rows(read, wanted.import_id, &status.file_name)
}

/// The rows of an import that could not be taken, whoever asks.
pub(crate) fn rejected_rows(read: &Read<'_>, id: ImportId, file_name: &str) -> Result<ErrorFile, Failure> {
    let stored = store::plan(read, id)?;
    let word = |code| messages::sentence(read.call.language, code, &[]);
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    let failed = |error: csv::Error| Failure::internal(error);
    let width = stored.headers.len();
    let own = [word("import.column_line"), word("import.column_reason")];
    let heading: Vec<String> = stored
        .headers
        .iter()
        .map(|header| guarded(header).into_owned())
        .chain(own)
        .collect();
    writer.write_record(&heading).map_err(failed)?;
    let mut rows = 0;
    let mut statement =
        read.sql("select line, cells, message from import_errors where import_id = ?1 order by line, id")?;
    let mut found = statement.query([id.0])?;
    while let Some(row) = found.next()? {
        let cells: Vec<String> = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default()).unwrap_or_default();
        let mut record: Vec<Cow<'_, str>> = cells.iter().take(width).map(|cell| guarded(cell)).collect();
        record.resize(width, Cow::Borrowed(""));
        record.push(Cow::Owned(row.get::<_, i64>(0)?.to_string()));
        record.push(Cow::Owned(guarded(&row.get::<_, String>(2)?).into_owned()));
        // Cells beyond the headings stand behind, so that nothing is lost.
        record.extend(cells.iter().skip(width).map(|cell| guarded(cell)));
        writer
            .write_record(record.iter().map(|cell| cell.as_bytes()))
            .map_err(failed)?;
        rows += 1;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::internal(error))?;
    Ok(ErrorFile {
        name: store::error_file_name(file_name),
        rows,
        csv_base64: STANDARD.encode(bytes),
    })
}
