//! A part of a packed workbook as XML, piece by piece: no piece, and no nesting, that would fill the memory of who reads it.

use super::detect::damaged;
use crate::engine::failure::Failure;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// Longest piece: a tag, a text between two, a cell with all that is in it.
pub const LONGEST_PIECE: u64 = 16 << 20;
/// Elements within each other.
const DEEPEST: usize = 256;

/// An XML document that is read once, from its beginning.
pub struct BoundedXml<R: Read> {
    reader: quick_xml::Reader<Allowance<BufReader<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> BoundedXml<R> {
    /// Reads this part.
    pub fn new(part: R) -> BoundedXml<R> {
        let mut reader = quick_xml::Reader::from_reader(Allowance {
            source: BufReader::with_capacity(128 * 1024, part),
            left: 0,
        });
        let config = reader.config_mut();
        config.trim_text(false);
        config.expand_empty_elements = true;
        BoundedXml {
            reader,
            buffer: Vec::with_capacity(1024),
            depth: 0,
        }
    }

    /// The next piece.
    pub fn next(&mut self) -> Result<Event<'_>, Failure> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST_PIECE;
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| match error {
                quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => endless_cell(),
                other => damaged(other),
            })?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEEPEST {
            return Err(damaged("elements nested without end"));
        }
        if matches!(event, Event::Eof) && self.depth > 0 {
            return Err(damaged("a document that breaks off"));
        }
        Ok(event)
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }
}

/// A cell, or a row, nobody wrote.
pub fn endless_cell() -> Failure {
    Failure::invalid("import.endless_cell", "source").arg("limit", LONGEST_PIECE >> 20)
}

/// The attributes of an element: name and value.
pub fn attributes<'e>(element: &'e BytesStart<'_>) -> impl Iterator<Item = Result<(&'e str, Cow<'e, str>), Failure>> {
    // A search for names given twice would compare each with each.
    let mut all = element.attributes();
    all.with_checks(false);
    all.map(|attribute| {
        let attribute = attribute.map_err(damaged)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        Ok((attribute.key.into_inner(), value.map_err(damaged)?))
    })
}

/// What an entity or a numbered character stands for.
pub fn entity(reference: &BytesRef<'_>, out: &mut String) -> Result<(), Failure> {
    match resolve_predefined_entity(reference) {
        Some(text) => out.push_str(text),
        None => match reference.resolve_char_ref().map_err(damaged)? {
            Some(letter) => out.push(letter),
            None => return Err(damaged("an unknown entity")),
        },
    }
    Ok(())
}

/// Gives so many bytes and no more.
struct Allowance<B> {
    source: B,
    left: u64,
}

impl<B: BufRead> Read for Allowance<B> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(room)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

impl<B: BufRead> BufRead for Allowance<B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let buffer = self.source.fill_buf()?;
        if self.left == 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(buffer)
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.source.consume(bytes);
    }
}
