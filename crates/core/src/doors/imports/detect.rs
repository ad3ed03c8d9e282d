//! What a file really is, by its content: a file's extension is only what somebody called it.

use super::model::Format;
use super::upload::OpenFile;
use crate::engine::failure::{Failure, Kind};
use std::fs::File;
use std::io::{self, BufReader, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// A workbook that unpacks to more than this is refused before anything is parsed.
pub const LARGEST_UNPACKED: u64 = 1 << 30;
/// A text file larger than this is refused.
const LARGEST_FILE: u64 = 8 << 30;
/// Old and binary workbooks are held in memory while they are read.
const LARGEST_OLD_WORKBOOK: u64 = 256 << 20;
/// Nothing anybody wrote packs this much tighter than it is, unless it is small.
const TIGHTEST: u64 = 250;
const SMALL: u64 = 64 << 20;
/// What a workbook may take in memory while it is read: so much, and so many times the file itself. A large file may; a
/// small one unfolds.
const MODEST_MEMORY: u64 = 128 << 20;
const TIMES_THE_FILE: u64 = 8;
/// Entries of a workbook's container.
const MOST_ENTRIES: usize = 20_000;

/// First bytes of files that are no tables, and what to call them.
const OTHERS: [(&[u8], &str); 14] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xFD7zXZ", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"{\\rtf", "RTF"),
    (b"\x7FELF", "ELF"),
];

/// The format of a file. Refuses what is empty, locked, damaged, too large or no table, each with its own reason.
pub fn format(file: &OpenFile) -> Result<Format, Failure> {
    if file.bytes == 0 {
        return Err(Failure::invalid("import.empty_file", "source"));
    }
    if file.bytes > LARGEST_FILE {
        return Err(too_large(file.bytes, LARGEST_FILE));
    }
    let mut head = Vec::with_capacity(1024);
    file.open()?.take(1024).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return container(file);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(file);
    }
    // A worksheet stream without its container, as Excel 2 to 5 wrote it.
    if head.len() > 8 && head[0] == 0x09 && matches!(head[1], 0 | 2 | 4 | 8) && head[3] == 0 {
        return Ok(Format::Xls);
    }
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Failure::invalid("import.not_a_table", "source").arg("what", name));
    }
    if super::read_vcard::is_vcard(&head) {
        return Ok(Format::Vcard);
    }
    let text = String::from_utf8_lossy(&head)
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_ascii_lowercase();
    if ["<!doctype html", "<html", "<table", "<meta", "<?xml", "<head", "<style"]
        .iter()
        .any(|tag| text.starts_with(tag))
    {
        return Err(Failure::invalid("import.markup", "source"));
    }
    let inside = text.strip_prefix(['{', '[']).map(str::trim_start);
    if inside.is_some_and(|inside| inside.starts_with(['{', '[', '"']) && text.contains("\":")) {
        return Err(Failure::invalid("import.not_a_table", "source").arg("what", "JSON"));
    }
    Ok(Format::Csv)
}

fn too_large(bytes: u64, limit: u64) -> Failure {
    Failure::invalid("import.too_large", "source")
        .arg("size", megabytes(bytes))
        .arg("limit", megabytes(limit))
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

pub(super) fn damaged(cause: impl std::fmt::Display) -> Failure {
    tracing::info!(%cause, "unreadable workbook");
    Failure::new(Kind::Invalid, "import.damaged").arg("cause", cause)
}

/// A zip file: which workbook it is, and whether it can be unpacked within reason. An entry that turns out larger than the
/// directory says is refused while it is unpacked.
fn container(file: &OpenFile) -> Result<Format, Failure> {
    let mut archive = ZipArchive::new(BufReader::new(file.open()?)).map_err(zip_failure)?;
    if archive.len() > MOST_ENTRIES {
        return Err(bomb());
    }
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let format = if has("workbook.bin") {
        Format::Xlsb
    } else if has("workbook.xml")
        || (has("[content_types].xml") && names.iter().any(|name| name.contains("worksheets/")))
    {
        Format::Xlsx
    } else if names.iter().any(|name| name == "content.xml") {
        Format::Ods
    } else if names.iter().any(|name| name == "encryptedpackage") {
        return Err(Failure::invalid("import.locked", "source"));
    } else {
        return Err(Failure::invalid("import.not_a_table", "source").arg("what", "ZIP"));
    };
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        if let Ok(entry) = archive.by_index_raw(index) {
            packed = packed.saturating_add(entry.compressed_size());
            unpacked = unpacked.saturating_add(entry.size());
        }
    }
    if unpacked > LARGEST_UNPACKED || (unpacked > SMALL && unpacked / TIGHTEST > packed) {
        return Err(bomb());
    }
    if matches!(format, Format::Xlsx | Format::Xlsb) {
        super::xlsx_guard::check(&mut archive, file.bytes)?;
    }
    Ok(format)
}

/// What reading a file of this size may take in memory.
pub(super) fn room(bytes: u64) -> u64 {
    MODEST_MEMORY.saturating_add(bytes.saturating_mul(TIMES_THE_FILE))
}

/// A workbook that would fill the memory.
pub(super) fn bomb() -> Failure {
    Failure::invalid("import.bomb", "source").arg("limit", megabytes(LARGEST_UNPACKED))
}

pub(super) fn zip_failure(error: ZipError) -> Failure {
    match error {
        ZipError::Io(error)
            if error.kind() != io::ErrorKind::UnexpectedEof && error.kind() != io::ErrorKind::InvalidData =>
        {
            error.into()
        }
        other => damaged(other),
    }
}

/// A compound file: an old workbook, or a new one locked with a password.
fn compound(file: &OpenFile) -> Result<Format, Failure> {
    if file.bytes > LARGEST_OLD_WORKBOOK {
        return Err(too_large(file.bytes, LARGEST_OLD_WORKBOOK));
    }
    let mut bytes = Vec::new();
    file.open()?.read_to_end(&mut bytes)?;
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |text: &str| {
        let needle = wide(text);
        bytes.windows(needle.len()).step_by(2).any(|window| window == needle)
    };
    if has("EncryptedPackage") {
        return Err(Failure::invalid("import.locked", "source"));
    }
    if has("Workbook") || has("Book") {
        super::xls_guard::check(&bytes)?;
        return Ok(Format::Xls);
    }
    let what = if has("WordDocument") { "Word" } else { "OLE" };
    Err(Failure::invalid("import.not_a_table", "source").arg("what", what))
}

/// Opens a file for reading; one that another program keeps to itself gets its own sentence.
pub fn open(path: &std::path::Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| {
        // Windows: sharing violation, lock violation.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return Failure::new(Kind::Io, "import.in_use").arg("path", path.display());
        }
        match error.kind() {
            io::ErrorKind::NotFound => Failure::not_found("import.no_such_file").arg("path", path.display()),
            io::ErrorKind::PermissionDenied => {
                Failure::new(Kind::Io, "import.may_not_read").arg("path", path.display())
            }
            _ => error.into(),
        }
    })
}
