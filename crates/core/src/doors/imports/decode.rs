//! The encoding of a text file, and its bytes as UTF-8.

use super::upload::OpenFile;
use crate::engine::failure::Failure;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

const BLOCK: usize = 64 * 1024;
/// The detector has seen enough after this many bytes outside ASCII blocks.
const ENOUGH: usize = 4 << 20;
/// One undecodable place in this many characters outside ASCII is a damaged file; more is a wrong guess.
const TOLERATED: u64 = 20;

/// What a text file is written in.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Places that do not fit it.
    pub damaged: u64,
}

/// The encoding named, or the detected one. Refuses binary files and files no encoding fits.
pub fn detect(file: &OpenFile, named: Option<&str>, chinese: bool) -> Result<Written, Failure> {
    let mut head = Vec::with_capacity(BLOCK);
    file.open()?.take(BLOCK as u64).read_to_end(&mut head)?;
    if let Some(label) = named {
        let encoding = Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| Failure::invalid("import.unknown_encoding", "encoding").arg("value", label))?;
        return Ok(Written {
            encoding,
            damaged: misfits(file, encoding)?.0,
        });
    }
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(Written {
            encoding,
            damaged: misfits(file, encoding)?.0,
        });
    }
    if let Some(encoding) = wide(&head) {
        return Ok(Written {
            encoding,
            damaged: misfits(file, encoding)?.0,
        });
    }
    let control = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A))
        .count();
    if control >= 16 && control * 50 > head.len() {
        return Err(Failure::invalid("import.garbage", "source"));
    }
    let (misfitting, foreign) = misfits(file, UTF_8)?;
    if misfitting == 0 {
        return Ok(Written {
            encoding: UTF_8,
            damaged: 0,
        });
    }
    let mut best = Written {
        encoding: UTF_8,
        damaged: misfitting,
    };
    let guess = guess(file, chinese)?;
    // What the detector says counts first; the others only when it does not fit.
    for encoding in [guess, GB18030, BIG5] {
        let (damaged, _) = misfits(file, encoding)?;
        if damaged * 2 < best.damaged {
            best = Written { encoding, damaged };
        }
        if best.damaged == 0 {
            break;
        }
    }
    if best.damaged * TOLERATED > foreign {
        return Err(Failure::invalid("import.wrong_encoding", "source"));
    }
    Ok(best)
}

/// UTF-16 without its mark: every other byte of delimiters, digits and line ends is zero.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (most, least, encoding) = if odd > even {
        (odd, even, UTF_16LE)
    } else {
        (even, odd, UTF_16BE)
    };
    (head.len().is_multiple_of(2) && most >= 4 && most > least * 8 && most * 50 > head.len()).then_some(encoding)
}

fn guess(file: &OpenFile, chinese: bool) -> Result<&'static Encoding, Failure> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut source = file.open()?;
    let mut block = vec![0; BLOCK];
    let mut fed = 0;
    while fed < ENOUGH {
        let read = source.read(&mut block)?;
        if read == 0 {
            break;
        }
        if !block[..read].is_ascii() {
            detector.feed(&block[..read], false);
            fed += read;
        }
    }
    detector.feed(&[], true);
    Ok(detector.guess(chinese.then_some(b"cn".as_slice()), Utf8Detection::Deny))
}

/// How many places do not fit the encoding, and how many bytes lie outside ASCII.
fn misfits(file: &OpenFile, encoding: &'static Encoding) -> Result<(u64, u64), Failure> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut source = file.open()?;
    let mut block = vec![0; BLOCK];
    let mut out = vec![0; BLOCK];
    let (mut wrong, mut foreign) = (0_u64, 0_u64);
    loop {
        let read = source.read(&mut block)?;
        let last = read == 0;
        let mut at = 0;
        foreign += block[..read].iter().filter(|byte| !byte.is_ascii()).count() as u64;
        loop {
            let (result, taken, _) = decoder.decode_to_utf8_without_replacement(&block[at..read], &mut out, last);
            at += taken;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => wrong += 1,
            }
        }
        if last {
            return Ok((wrong, foreign));
        }
    }
}

/// A text file as UTF-8, decoded as it is read. What does not fit becomes U+FFFD.
pub struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    raw: Box<[u8]>,
    from: usize,
    until: usize,
    ended: bool,
    finished: bool,
    flow: Rc<Flow>,
}

/// How much has gone through a decoder.
#[derive(Debug, Default)]
pub struct Flow {
    taken: Cell<u64>,
    given: Cell<u64>,
}

impl Flow {
    /// Bytes of the file behind the first `given` bytes of decoded text.
    pub fn behind(&self, given: u64) -> f64 {
        given as f64 * self.taken.get() as f64 / self.given.get().max(1) as f64
    }
}

impl<R: Read> Utf8<R> {
    /// A reader over `inner`; `flow` counts what goes through it.
    pub fn new(inner: R, encoding: &'static Encoding, flow: Rc<Flow>) -> Utf8<R> {
        let raw = vec![0; BLOCK].into_boxed_slice();
        let decoder = encoding.new_decoder_with_bom_removal();
        Utf8 {
            inner,
            decoder,
            raw,
            from: 0,
            until: 0,
            ended: false,
            finished: false,
            flow,
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.len() < 16 {
            return Err(io::Error::other("a buffer of less than 16 bytes"));
        }
        while !self.finished {
            if self.from == self.until && !self.ended {
                self.from = 0;
                self.until = self.inner.read(&mut self.raw)?;
                self.ended = self.until == 0;
                self.flow.taken.set(self.flow.taken.get() + self.until as u64);
            }
            let (result, taken, written, _) =
                self.decoder
                    .decode_to_utf8(&self.raw[self.from..self.until], out, self.ended);
            self.from += taken;
            self.flow.given.set(self.flow.given.get() + written as u64);
            self.finished = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
