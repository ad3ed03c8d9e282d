//! Compound files, the containers of old workbooks: one stream of theirs, and never more bytes than the file has. A chain
//! of sectors that runs in a circle would fill the memory of a reader that trusts it.

/// The container is not what it says; the reason is for the log.
pub type Broken = &'static str;

const END: u32 = 0xFFFF_FFFE;
const RESERVED: u32 = 0xFFFF_FFFA;
/// Streams shorter than this lie in the stream of small sectors.
const SMALL_STREAM: u64 = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// The first of the named streams that can be read.
pub fn stream(file: &[u8], names: &[&str]) -> Result<Vec<u8>, Broken> {
    let compound = Compound::open(file)?;
    let readable = names.iter().find_map(|name| compound.stream(name).ok());
    readable.ok_or("no such stream")
}

struct Compound<'f> {
    sectors: Sectors<'f>,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_fat: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

#[derive(Clone, Copy)]
struct Sectors<'f> {
    bytes: &'f [u8],
    size: usize,
}

impl<'f> Compound<'f> {
    fn open(file: &'f [u8]) -> Result<Compound<'f>, Broken> {
        let head = file.get(..512).ok_or("no head")?;
        let size = match short(head, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err("sector size"),
        };
        let sectors = Sectors {
            bytes: file.get(size..).unwrap_or_default(),
            size,
        };
        let mut tables = words(&head[76..]);
        let mut next = long(head, 68);
        for _ in 0..=sectors.count() {
            if next >= RESERVED {
                break;
            }
            tables.extend(words(sectors.get(next)?));
            next = tables.pop().ok_or("table of tables")?;
        }
        tables.retain(|id| *id < RESERVED);
        if tables.len() > sectors.count() {
            return Err("more tables than sectors");
        }
        let mut fat = Vec::new();
        for id in tables {
            fat.extend(words(sectors.get(id)?));
        }
        let folder = sectors.chain(long(head, 48), &fat, u64::MAX)?;
        let entries: Vec<Entry> = folder
            .chunks_exact(ENTRY)
            .map(|bytes| Entry::read(bytes, size))
            .collect();
        let root = entries.first().ok_or("no root")?;
        let (mut small, mut small_fat) = (Vec::new(), Vec::new());
        let small_tables = long(head, 64);
        if small_tables > 0 {
            small = sectors.chain(root.start, &fat, root.length)?;
            let length = u64::from(small_tables) * size as u64;
            small_fat = words(&sectors.chain(long(head, 60), &fat, length)?);
        }
        Ok(Compound {
            sectors,
            fat,
            entries,
            small,
            small_fat,
        })
    }

    fn stream(&self, name: &str) -> Result<Vec<u8>, Broken> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = entry.ok_or("no such stream")?;
        if entry.length >= SMALL_STREAM {
            return self.sectors.chain(entry.start, &self.fat, entry.length);
        }
        let small = Sectors {
            bytes: &self.small,
            size: SMALL_SECTOR,
        };
        small.chain(entry.start, &self.small_fat, entry.length)
    }
}

impl Entry {
    fn read(bytes: &[u8], sector: usize) -> Entry {
        let units = bytes[..64].chunks_exact(2).map(|pair| short(pair, 0));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let high = if sector == 512 { 0 } else { long(bytes, 124) };
        Entry {
            name: String::from_utf16_lossy(&units),
            start: long(bytes, 116),
            length: (u64::from(high) << 32) | u64::from(long(bytes, 120)),
        }
    }
}

impl<'f> Sectors<'f> {
    fn count(self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// One sector; the last one may be cut off.
    fn get(self, id: u32) -> Result<&'f [u8], Broken> {
        let start = id as usize * self.size;
        let end = (start + self.size).min(self.bytes.len());
        self.bytes.get(start..end).ok_or("a sector behind the end")
    }

    /// The sectors that follow each other from `start`, up to `length` bytes.
    fn chain(self, start: u32, fat: &[u32], length: u64) -> Result<Vec<u8>, Broken> {
        let mut out = Vec::new();
        let mut id = start;
        while id != END && (out.len() as u64) < length {
            if out.len() > self.bytes.len() {
                return Err("a chain without end");
            }
            let sector = self.get(id)?;
            if sector.is_empty() {
                return Err("a sector behind the end");
            }
            let wanted = length - out.len() as u64;
            let taken = usize::try_from(wanted).map_or(sector.len(), |wanted| wanted.min(sector.len()));
            out.extend_from_slice(&sector[..taken]);
            if (out.len() as u64) < length {
                id = *fat.get(id as usize).ok_or("a chain behind the table")?;
            }
        }
        Ok(out)
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | (u32::from(short(bytes, at + 2)) << 16)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| long(word, 0)).collect()
}

/// Containers for tests.
#[cfg(test)]
pub mod tests {
    use super::*;

    /// A container whose one stream is this; `next` tells the sector after the one of a number.
    pub fn made(name: &str, stream: &[u8], next: impl Fn(u32, u32) -> u32) -> Vec<u8> {
        let mut stream = stream.to_vec();
        stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
        let count = u32::try_from(stream.len() / 512).unwrap();
        let tables = (count + 130).div_ceil(128);
        let mut head = vec![0xFF; 512];
        head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        head[24..76].fill(0);
        for (at, value) in [(26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
            head[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
        }
        let mut put = |at: usize, value: u32| head[at..at + 4].copy_from_slice(&value.to_le_bytes());
        for (at, value) in [(44, tables), (48, tables), (56, 4096), (60, END), (68, END)] {
            put(at, value);
        }
        (0..tables).for_each(|id| put(76 + 4 * id as usize, id));
        let mut fat: Vec<u32> = vec![0xFFFF_FFFD; tables as usize];
        fat.push(END);
        fat.extend((0..count).map(|at| {
            if at + 1 == count {
                END
            } else {
                next(at, tables + 2 + at)
            }
        }));
        fat.resize(128 * tables as usize, u32::MAX);
        let entry = |name: &str, kind: u8, start: u32, length: usize| {
            let mut bytes = vec![0; ENTRY];
            for (at, unit) in name.encode_utf16().enumerate() {
                bytes[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
            }
            bytes[64] = u8::try_from(2 * name.len() + 2).unwrap();
            bytes[66] = kind;
            bytes[68..80].fill(0xFF);
            bytes[116..120].copy_from_slice(&start.to_le_bytes());
            bytes[120..124].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
            bytes
        };
        let mut folder = entry("Root Entry", 5, END, 0);
        folder.extend(entry(name, 2, tables + 1, stream.len()));
        folder.resize(512, 0);
        let fat: Vec<u8> = fat.iter().flat_map(|word| word.to_le_bytes()).collect();
        [head, fat, folder, stream].concat()
    }

    #[test]
    fn a_stream_is_read_and_a_circle_is_refused() {
        let text: Vec<u8> = (0..10_000_u32).map(|n| (n % 251) as u8).collect();
        let file = made("Workbook", &text, |_, next| next);
        let read = stream(&file, &["Workbook", "Book"]).unwrap();
        assert_eq!(&read[..text.len()], text);
        assert!(stream(&file, &["Book"]).is_err());
        let folder_in_a_circle = {
            let mut file = file.clone();
            let tables = long(&file, 44);
            let at = 512 + 4 * tables as usize;
            file[at..at + 4].copy_from_slice(&tables.to_le_bytes());
            file
        };
        assert!(stream(&folder_in_a_circle, &["Workbook"]).is_err());
        for cut in [0, 100, 511, 512, 513, 2000, file.len() - 700] {
            let _answered = stream(&file[..cut], &["Workbook"]);
        }
    }
}
