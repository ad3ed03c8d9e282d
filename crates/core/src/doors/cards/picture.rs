//! Pictures of cards: the right way up, in grey, and the QR codes in them.

use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Wider or higher pictures are refused before they are unpacked.
const WIDEST: u32 = 20_000;
/// What unpacking may take, in bytes.
const MEMORY: u64 = 512 << 20;
/// A card is legible with this many points along its longer side; more only take time.
const ENOUGH: u32 = 2400;

/// A picture, unpacked.
pub struct Picture(GrayImage);

/// Whether the bytes are a picture of a kind that is read.
pub fn is_picture(bytes: &[u8]) -> bool {
    matches!(image::guess_format(bytes), Ok(ImageFormat::Png | ImageFormat::Jpeg))
}

impl Picture {
    /// Unpacks it and turns it as the camera was held.
    pub fn open(bytes: &[u8]) -> Option<Picture> {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(WIDEST);
        limits.max_image_height = Some(WIDEST);
        limits.max_alloc = Some(MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().ok()?;
        let orientation = decoder.orientation().ok();
        let mut picture = DynamicImage::from_decoder(decoder).ok()?;
        if let Some(orientation) = orientation {
            picture.apply_orientation(orientation);
        }
        if picture.width().max(picture.height()) > ENOUGH {
            picture = picture.resize(ENOUGH, ENOUGH, image::imageops::FilterType::Triangle);
        }
        Some(Picture(picture.into_luma8()))
    }

    /// What its QR codes say.
    pub fn codes(&self) -> Vec<String> {
        let (width, height) = (self.0.width() as usize, self.0.height() as usize);
        let point = |x: usize, y: usize| self.0.as_raw().get(y * width + x).copied().unwrap_or(u8::MAX);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, point);
        let grids = prepared.detect_grids();
        grids
            .iter()
            .filter_map(|grid| grid.decode().ok())
            .map(|(_, text)| text)
            .collect()
    }

    /// The picture as PNG, for the recogniser.
    pub fn png(&self) -> Option<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        self.0.write_to(&mut out, ImageFormat::Png).ok()?;
        Some(out.into_inner())
    }
}
