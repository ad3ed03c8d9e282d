//! Writes a document as PDF: vectors, and text in a subset of the embedded faces that can be searched and copied.

use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfConformance, PdfDocument, PdfFont, PdfSaveOptions};

use crate::font::Cut;
use crate::list::{Document, Mark, Text};
use crate::pdf_marks;
use crate::subset::subset;
use crate::text;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The document has no page.
    #[error("the document has no pages")]
    NoPages,
    /// The time of creation is outside the calendar.
    #[error("the time of creation is not a valid instant")]
    BadInstant,
    /// The file could not be put together.
    #[error("the PDF could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that no face has, drawn as an empty square; each once, in order.
    pub missing: Vec<char>,
}

/// Writes `document`. `created` is the time of creation in seconds since 1970 UTC; the same input gives the same bytes.
///
/// Fails on a document without pages.
pub fn write(document: &Document, created: i64) -> Result<Pdf, PrintError> {
    if document.pages.is_empty() {
        return Err(PrintError::NoPages);
    }
    let mut used: BTreeMap<Cut, BTreeMap<char, u16>> = BTreeMap::new();
    let mut missing = Vec::new();
    for line in document.pages.iter().flat_map(|p| &p.marks).filter_map(as_text) {
        for placed in text::place(&line.text, line.weight) {
            if placed.glyph.missing && !missing.contains(&placed.character) {
                missing.push(placed.character);
            }
            used.entry(file_of(placed.glyph.cut))
                .or_default()
                .insert(placed.character, placed.glyph.index);
        }
    }

    let mut pdf = PdfDocument::new(&document.title);
    let moment = printpdf::OffsetDateTime::from_unix_timestamp(created).map_err(|_| PrintError::BadInstant)?;
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&document.author);
    info.creator = "Leadwell".to_string();
    info.producer = "Leadwell".to_string();
    info.conformance = PdfConformance::Custom(printpdf::CustomPdfConformance {
        identifier: String::new(),
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..Default::default()
    });
    info.creation_date = moment;
    info.modification_date = moment;
    info.metadata_date = moment;
    for (cut, characters) in &used {
        pdf.resources.fonts.map.insert(font_id(*cut), embed(*cut, characters));
    }
    let (width, height) = (document.paper.width(), document.paper.height());
    pdf.pages = document
        .pages
        .iter()
        .map(|page| pdf_marks::page_of(page, width, height))
        .collect();

    let options = PdfSaveOptions {
        optimize: true,
        subset_fonts: false,
        ..Default::default()
    };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish(&mut file, document);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(Pdf { bytes, missing })
}

fn as_text(mark: &Mark) -> Option<&Text> {
    match mark {
        Mark::Text(text) => Some(text),
        _ => None,
    }
}

/// What printpdf leaves to chance or out: the file's id, its language, a modern version number.
fn finish(file: &mut lopdf::Document, document: &Document) {
    use lopdf::{Object, StringFormat};
    file.version = "1.7".to_string();
    let mut sums = [0xCBF2_9CE4_8422_2325_u64, 0x8422_2325_CBF2_9CE4];
    for object in file.objects.values() {
        let Object::Stream(stream) = object else { continue };
        for (i, byte) in stream.content.iter().enumerate() {
            let sum = &mut sums[i & 1];
            *sum = (*sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    let id: Vec<u8> = sums.iter().flat_map(|s| s.to_be_bytes()).collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    if let Ok(Object::Reference(info)) = file.trailer.get(b"Info").cloned()
        && let Ok(info) = file.get_dictionary_mut(info)
    {
        for key in ["GTS_PDFXVersion", "Identifier", "Keywords", "Subject", "Trapped"] {
            info.remove(key.as_bytes());
        }
    }
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", Object::string_literal(document.language.as_str()));
        let mut preferences = lopdf::Dictionary::new();
        preferences.set("DisplayDocTitle", true);
        catalog.set("ViewerPreferences", preferences);
    }
    file.compress();
}

/// The font file a cut is written with: thickened characters share the regular one.
fn file_of(cut: Cut) -> Cut {
    if cut == Cut::Thickened { Cut::Regular } else { cut }
}

pub(crate) fn font_id(cut: Cut) -> FontId {
    let name = match file_of(cut) {
        Cut::Regular | Cut::Thickened => "R",
        Cut::Bold => "B",
        Cut::Latin => "L",
        Cut::LatinBold => "M",
    };
    FontId(name.to_string())
}

fn embed(cut: Cut, characters: &BTreeMap<char, u16>) -> PdfFont {
    let face = cut.face();
    let small = subset(face, characters);
    // Six letters in front of the name say that this is a subset.
    let mut seed = characters
        .keys()
        .fold(7_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(*c)));
    let tag: String = (0..6)
        .map(|_| {
            let letter = char::from(b'A' + (seed % 26) as u8);
            seed /= 19;
            letter
        })
        .collect();
    let metrics = FontMetrics {
        ascent: face.ascent,
        descent: face.descent,
    };
    let name = Some(format!("{tag}+{}", face.name));
    let mut font = ParsedFont::with_glyph_data(small.bytes, 0, name, small.glyphs, small.widths, face.units, metrics);
    [
        font.pdf_font_metrics.x_min,
        font.pdf_font_metrics.y_min,
        font.pdf_font_metrics.x_max,
        font.pdf_font_metrics.y_max,
    ] = face.bounds;
    font.pdf_font_metrics.us_weight_class = face.weight_class;
    PdfFont::new(font)
}
