//! The rows that could not be taken, as a CSV file to mend and import again: the original cells, the line and the reason.

use super::model::ErrorFile;
use super::rights;
use super::store;
use super::wanted::ImportRef;
use crate::engine::failure::Failure;
use crate::engine::files::CsvFile;
use crate::engine::messages;
use crate::engine::store::Read;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::ImportId;

/// Answers `imports.errors`.
pub fn errors(read: &Read<'_>, wanted: ImportRef) -> Result<ErrorFile, Failure> {
    let status = rights::find(read, wanted.import_id)?;
    rejected_rows(read, wanted.import_id, &status.file_name)
}

/// The rows of an import that could not be taken, whoever asks.
pub(crate) fn rejected_rows(read: &Read<'_>, id: ImportId, file_name: &str) -> Result<ErrorFile, Failure> {
    let stored = store::plan(read, id)?;
    let word = |code| messages::sentence(read.call.language, code, &[]);
    let mut file = CsvFile::begin(Vec::new())?;
    let width = stored.headers.len();
    let own = [word("import.column_line"), word("import.column_reason")];
    file.row(stored.headers.iter().chain(&own))?;
    let mut rows = 0;
    let mut statement =
        read.sql("select line, cells, message from import_errors where import_id = ?1 order by line, id")?;
    let mut found = statement.query([id.0])?;
    while let Some(row) = found.next()? {
        let cells: Vec<String> = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default()).unwrap_or_default();
        for column in 0..width {
            file.cell(cells.get(column).map_or("", String::as_str))?;
        }
        file.cell(&row.get::<_, i64>(0)?.to_string())?;
        file.cell(&row.get::<_, String>(2)?)?;
        // Cells beyond the headings stand behind, so that nothing is lost.
        file.row(cells.iter().skip(width))?;
        rows += 1;
    }
    Ok(ErrorFile {
        name: store::error_file_name(file_name),
        rows,
        csv_base64: STANDARD.encode(file.end()?),
    })
}
