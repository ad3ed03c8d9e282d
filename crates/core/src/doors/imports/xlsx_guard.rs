//! What a workbook of Excel unfolds to in memory: the parts its reader holds as a whole, and cells without end.

use super::bounded_xml::{BoundedXml, LONGEST_PIECE, attributes, endless_cell};
use super::detect::{bomb, damaged, room, zip_failure};
use crate::engine::failure::Failure;
use quick_xml::events::Event;
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;

/// Parts up to this size are no danger, whatever is in them.
const MODEST_PART: u64 = 256 << 10;
/// Shared texts a workbook may say it has, whatever it has: some count every cell.
const MODEST_TEXTS: u64 = 10_000_000;
/// What a shared text takes besides its letters, and an element of the other parts held.
const TEXT: u64 = 56;
const ELEMENT: u64 = 512;

/// What a part is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Gone through cell by cell.
    Sheet,
    /// The texts that cells share.
    Texts,
    /// Styles, the list of sheets, relations.
    Held,
    /// Not read.
    Other,
}

fn part(name: &str) -> Part {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let file = stem.rsplit('/').next().unwrap_or_default();
    match file {
        _ if name.ends_with(".rels") => Part::Held,
        "sharedstrings" => Part::Texts,
        _ if file.starts_with("workbook") || file.starts_with("styles") || name.contains("theme/") => Part::Held,
        _ if name.contains("sheets/") => Part::Sheet,
        _ => Part::Other,
    }
}

/// Refuses a workbook that unfolds to far more than is in it. `bytes` is the size of the file.
pub fn check<R: Read + Seek>(archive: &mut ZipArchive<R>, bytes: u64) -> Result<(), Failure> {
    let room = room(bytes);
    let mut held = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(zip_failure)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let (part, size) = (part(&name), entry.size());
        let binary = name.to_ascii_lowercase().ends_with(".bin");
        if part == Part::Other || (part != Part::Texts && !binary && size <= MODEST_PART) {
            continue;
        }
        held = held.saturating_add(match (part, binary) {
            (Part::Sheet, false) if size <= LONGEST_PIECE => 0,
            (_, true) => records(entry, part, size)?,
            (_, false) => elements(entry, part, size)?,
        });
        if held > room {
            return Err(bomb());
        }
    }
    Ok(())
}

/// Goes through a part in XML; what it takes when it is held.
fn elements(entry: impl Read, part: Part, size: u64) -> Result<u64, Failure> {
    let mut xml = BoundedXml::new(entry);
    // Where the cell or text that is open began: at which byte, and how deep.
    let mut open: Option<(u64, usize)> = None;
    let mut taken = 0_u64;
    loop {
        let (at, depth) = (xml.position(), xml.depth());
        match xml.next()? {
            Event::Start(element) => match (part, element.local_name().into_inner()) {
                (Part::Sheet, "c") | (Part::Texts, "si") => {
                    open.get_or_insert((at, depth));
                    taken = taken.saturating_add(TEXT);
                }
                (Part::Texts, "sst") => {
                    believable(attributes(&element), size)?;
                    if size <= MODEST_PART {
                        return Ok(0);
                    }
                }
                _ => taken = taken.saturating_add(if part == Part::Held { ELEMENT } else { 0 }),
            },
            Event::Text(text) if part == Part::Texts => taken = taken.saturating_add(text.len() as u64),
            Event::Eof => break,
            _ => {}
        }
        let (at, depth) = (xml.position(), xml.depth());
        if open.is_some_and(|(began, _)| at - began > LONGEST_PIECE) {
            return Err(endless_cell());
        }
        open = open.filter(|(_, outside)| depth > *outside);
    }
    Ok(if part == Part::Sheet { 0 } else { taken })
}

/// The reader makes room for as many texts as a workbook says it shares, and some say too many; but not that many.
fn believable<'e>(
    said: impl Iterator<Item = Result<(&'e str, std::borrow::Cow<'e, str>), Failure>>,
    size: u64,
) -> Result<(), Failure> {
    const SHORTEST: u64 = "<si/>".len() as u64;
    let most = (size / SHORTEST).max(MODEST_TEXTS);
    for attribute in said {
        let (name, value) = attribute?;
        if name == "uniqueCount" && value.parse().map_or(true, |count: u64| count > most) {
            return Err(damaged("shared texts"));
        }
    }
    Ok(())
}

/// Goes through a binary part, record by record: a reader makes room for as many bytes as a record says it has.
fn records(entry: impl Read, part: Part, size: u64) -> Result<u64, Failure> {
    let mut source = BufReader::new(entry);
    let mut taken = 0_u64;
    // A kind of two bytes at most, a length of four at most.
    while number(&mut source, 2)?.is_some() {
        let Some(length) = number(&mut source, 4)? else { break };
        if length > LONGEST_PIECE || length > size {
            return Err(endless_cell());
        }
        io::copy(&mut source.by_ref().take(length), &mut io::sink()).map_err(damaged)?;
        taken = taken.saturating_add(match part {
            Part::Texts => TEXT + length,
            Part::Held => ELEMENT / 4 + length,
            Part::Sheet | Part::Other => 0,
        });
    }
    Ok(taken)
}

/// A number in bytes of seven bits, the lowest first; nothing at the end.
fn number(source: &mut impl Read, most: u32) -> Result<Option<u64>, Failure> {
    let (mut value, mut byte) = (0_u64, [0_u8; 1]);
    for nth in 0..most {
        if source.read(&mut byte).map_err(damaged)? == 0 {
            return Ok(None);
        }
        value |= u64::from(byte[0] & 0x7F) << (7 * nth);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(value))
}
