//! Packs `phone.dat` of the PyPI package `phone` into `data/segments.bin`: `cargo run -p leadwell-rules --example pack_segments -- phone.dat segments.bin`.
//! The layout is described in `src/cleaning/segments.rs`, which reads it.

use std::collections::BTreeMap;
use std::error::Error;

/// The place of an entry, numbered from 1, and the carrier's number.
type Entry = (u16, u8);

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return Err("usage: pack_segments phone.dat segments.bin".into());
    };
    let file = std::fs::read(from)?;
    let (places, entries) = read(&file).ok_or("this is not a phone.dat")?;
    let packed = pack(&places, &entries)?;
    println!(
        "{} entries, {} places, {} bytes",
        entries.len(),
        places.len(),
        packed.len()
    );
    std::fs::write(to, packed)?;
    Ok(())
}

/// The places (`province|city|area code`) and the entries by segment.
fn read(file: &[u8]) -> Option<(Vec<String>, BTreeMap<u32, Entry>)> {
    let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?));
    let (mut places, mut entries) = (Vec::new(), BTreeMap::new());
    for entry in file.get(number(4)? as usize..)?.chunks_exact(9) {
        let segment = u32::from_le_bytes(entry[..4].try_into().ok()?);
        let record = file.get(u32::from_le_bytes(entry[4..8].try_into().ok()?) as usize..)?;
        let record = std::str::from_utf8(record.split(|byte| *byte == 0).next()?).ok()?;
        let [province, city, _post_code, area] = record.split('|').collect::<Vec<_>>().try_into().ok()?;
        // One record of version 2312 spells the area code of 锡林郭勒 with a zero too many.
        let area = area
            .strip_prefix('0')
            .filter(|rest| rest.starts_with('0'))
            .unwrap_or(area);
        let place = format!("{province}|{city}|{area}");
        let number = places.iter().position(|known| *known == place).unwrap_or_else(|| {
            places.push(place);
            places.len() - 1
        });
        entries.insert(segment, (u16::try_from(number + 1).ok()?, entry[8]));
    }
    Some((places, entries))
}

fn pack(places: &[String], entries: &BTreeMap<u32, Entry>) -> Result<Vec<u8>, Box<dyn Error>> {
    if places.len() >= 512 {
        return Err("the number of a place has nine bits".into());
    }
    let (Some((first, _)), Some((last, _))) = (entries.first_key_value(), entries.last_key_value()) else {
        return Err("no entries".into());
    };
    let (first, last) = (first / 100, last / 100);
    let (mut carriers, mut before) = (Vec::new(), 0);
    for (segment, (_, carrier)) in entries {
        if *carrier != before {
            carriers.push(segment << 8 | u32::from(*carrier));
            before = *carrier;
        }
    }
    let (mut starts, mut runs) = (vec![0], Vec::new());
    for block in first..=last {
        let place = |index: u32| entries.get(&(block * 100 + index)).map_or(0, |(place, _)| *place);
        let mut begin = 0;
        while begin < 100 {
            let same = (begin..100).take_while(|index| place(*index) == place(begin)).count() as u16;
            let open_end = place(begin) == 0 && begin + u32::from(same) == 100;
            if !open_end {
                runs.push(place(begin) << 7 | (same - 1));
            }
            begin += u32::from(same);
        }
        starts.push(u32::try_from(runs.len())?);
    }
    let text = places.join("\n");
    let mut out = b"LWS1".to_vec();
    for number in [
        first,
        last - first + 1,
        u32::try_from(carriers.len())?,
        u32::try_from(text.len())?,
    ] {
        out.extend(number.to_le_bytes());
    }
    out.extend(text.as_bytes());
    out.extend(carriers.iter().chain(&starts).flat_map(|number| number.to_le_bytes()));
    out.extend(runs.iter().flat_map(|run| run.to_le_bytes()));
    Ok(out)
}
