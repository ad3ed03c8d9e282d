//! Where a mainland mobile number is at home: 7-digit segment → province, city, area code, carrier, out of a packed table.
//!
//! `data/segments.bin`, little-endian: `LWS1`; four `u32`: first block, number of blocks, number of carrier changes, bytes of the
//! places; the places, one a line (`province|city|area code`); the carrier changes, `segment << 8 | carrier`, ascending; for every
//! block the index of its first run, and the end; the runs, `u16`: place (9 bits, 0 = not allotted) and length − 1 (7 bits). A
//! block is the hundred segments with the same first five digits, so that a look-up reads one short stretch.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::language::Language;

static PACKED: &[u8] = include_bytes!("../../data/segments.bin");

/// The carrier a segment was allotted to. A number that was ported to another carrier keeps its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Carrier {
    /// 移动.
    Mobile,
    /// 联通.
    Unicom,
    /// 电信.
    Telecom,
    /// 广电.
    Broadnet,
    /// Resold lines of 移动.
    MobileVirtual,
    /// Resold lines of 联通.
    UnicomVirtual,
    /// Resold lines of 电信.
    TelecomVirtual,
    /// Resold lines of 广电.
    BroadnetVirtual,
}

impl Carrier {
    /// The carrier by its number in `phone.dat`.
    const fn numbered(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::Mobile,
            2 => Self::Unicom,
            3 => Self::Telecom,
            4 => Self::TelecomVirtual,
            5 => Self::UnicomVirtual,
            6 => Self::MobileVirtual,
            7 => Self::Broadnet,
            8 => Self::BroadnetVirtual,
            _ => return None,
        })
    }

    /// The carrier as a reader calls it: 移动, 电信虚拟; China Mobile, China Telecom (virtual).
    pub const fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Zh, Self::Mobile) => "移动",
            (Language::Zh, Self::Unicom) => "联通",
            (Language::Zh, Self::Telecom) => "电信",
            (Language::Zh, Self::Broadnet) => "广电",
            (Language::Zh, Self::MobileVirtual) => "移动虚拟",
            (Language::Zh, Self::UnicomVirtual) => "联通虚拟",
            (Language::Zh, Self::TelecomVirtual) => "电信虚拟",
            (Language::Zh, Self::BroadnetVirtual) => "广电虚拟",
            (Language::En, Self::Mobile) => "China Mobile",
            (Language::En, Self::Unicom) => "China Unicom",
            (Language::En, Self::Telecom) => "China Telecom",
            (Language::En, Self::Broadnet) => "China Broadnet",
            (Language::En, Self::MobileVirtual) => "China Mobile (virtual)",
            (Language::En, Self::UnicomVirtual) => "China Unicom (virtual)",
            (Language::En, Self::TelecomVirtual) => "China Telecom (virtual)",
            (Language::En, Self::BroadnetVirtual) => "China Broadnet (virtual)",
        }
    }
}

/// Home of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "MobileSegment")]
pub struct Segment {
    /// The province, short: 北京, 内蒙古.
    pub province: &'static str,
    /// The city, short: 北京, 锡林郭勒.
    pub city: &'static str,
    /// The area code of landlines there, with its zero: 010, 0479.
    pub area_code: &'static str,
    /// The carrier.
    pub carrier: Carrier,
}

impl Segment {
    /// The home of a number by its first seven digits; nothing when that segment is not allotted.
    pub fn of(digits: &str) -> Option<Self> {
        let head = digits
            .get(..7)
            .filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()))?;
        table()?.look_up(head.parse().ok()?)
    }

    /// 移动, China Mobile.
    pub const fn carrier_name(&self, language: Language) -> &'static str {
        self.carrier.name(language)
    }

    /// 北京, Beijing. Cities stay Chinese in both languages.
    pub fn province_name(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.province,
            Language::En => province_in_english(self.province),
        }
    }
}

/// Whether some place on the mainland has this area code, with its zero: 010, 0755.
pub fn is_area_code(code: &str) -> bool {
    table().is_some_and(|table| table.places.iter().any(|[.., area]| *area == code))
}

/// A province in English by its short or official Chinese name; the name itself when it is none.
pub fn province_in_english(name: &str) -> &str {
    PROVINCES
        .iter()
        .find(|(chinese, _)| name.starts_with(chinese))
        .map_or(name, |(_, english)| english)
}

const PROVINCES: [(&str, &str); 34] = [
    ("北京", "Beijing"),
    ("天津", "Tianjin"),
    ("河北", "Hebei"),
    ("山西", "Shanxi"),
    ("内蒙古", "Inner Mongolia"),
    ("辽宁", "Liaoning"),
    ("吉林", "Jilin"),
    ("黑龙江", "Heilongjiang"),
    ("上海", "Shanghai"),
    ("江苏", "Jiangsu"),
    ("浙江", "Zhejiang"),
    ("安徽", "Anhui"),
    ("福建", "Fujian"),
    ("江西", "Jiangxi"),
    ("山东", "Shandong"),
    ("河南", "Henan"),
    ("湖北", "Hubei"),
    ("湖南", "Hunan"),
    ("广东", "Guangdong"),
    ("广西", "Guangxi"),
    ("海南", "Hainan"),
    ("重庆", "Chongqing"),
    ("四川", "Sichuan"),
    ("贵州", "Guizhou"),
    ("云南", "Yunnan"),
    ("西藏", "Tibet"),
    ("陕西", "Shaanxi"),
    ("甘肃", "Gansu"),
    ("青海", "Qinghai"),
    ("宁夏", "Ningxia"),
    ("新疆", "Xinjiang"),
    ("香港", "Hong Kong"),
    ("澳门", "Macao"),
    ("台湾", "Taiwan"),
];

struct Table {
    first: u32,
    places: Vec<[&'static str; 3]>,
    carriers: &'static [u8],
    starts: &'static [u8],
    runs: &'static [u8],
}

fn table() -> Option<&'static Table> {
    static TABLE: OnceLock<Option<Table>> = OnceLock::new();
    TABLE.get_or_init(Table::open).as_ref()
}

fn word(bytes: &[u8], index: usize) -> Option<u32> {
    let four = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

impl Table {
    /// Splits the packed bytes; only the 362 places are read, the rest stays where it is.
    fn open() -> Option<Self> {
        let rest = PACKED.strip_prefix(b"LWS1")?;
        let first = word(rest, 0)?;
        let [blocks, carriers, text] = [
            word(rest, 1)? as usize,
            word(rest, 2)? as usize,
            word(rest, 3)? as usize,
        ];
        let (text, rest) = rest.get(16..)?.split_at_checked(text)?;
        let (carriers, rest) = rest.split_at_checked(carriers * 4)?;
        let (starts, runs) = rest.split_at_checked((blocks + 1) * 4)?;
        let places = std::str::from_utf8(text)
            .ok()?
            .lines()
            .map(|line| {
                let mut parts = line.split('|');
                Some([parts.next()?, parts.next()?, parts.next()?])
            })
            .collect::<Option<_>>()?;
        Some(Self {
            first,
            places,
            carriers,
            starts,
            runs,
        })
    }

    fn look_up(&self, segment: u32) -> Option<Segment> {
        let block = (segment / 100).checked_sub(self.first)? as usize;
        let (start, end) = (
            word(self.starts, block)? as usize,
            word(self.starts, block + 1)? as usize,
        );
        let mut left = segment % 100;
        for run in self.runs.get(start * 2..end * 2)?.chunks_exact(2) {
            let run = u16::from_le_bytes(run.try_into().ok()?);
            let length = u32::from(run & 0x7F) + 1;
            if left < length {
                let [province, city, area_code] = *self.places.get(usize::from(run >> 7).checked_sub(1)?)?;
                return Some(Segment {
                    province,
                    city,
                    area_code,
                    carrier: self.carrier(segment)?,
                });
            }
            left -= length;
        }
        None
    }

    /// The carrier of the last change at or before the segment.
    fn carrier(&self, segment: u32) -> Option<Carrier> {
        let (mut low, mut high) = (0, self.carriers.len() / 4);
        while low < high {
            let middle = usize::midpoint(low, high);
            if word(self.carriers, middle)? >> 8 <= segment {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Carrier::numbered(word(self.carriers, low.checked_sub(1)?)? as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn homes_of_numbers() {
        for (digits, province, city, area_code, carrier, english) in [
            ("13800138000", "北京", "北京", "010", "移动", "Beijing, China Mobile"),
            ("1300000", "山东", "济南", "0531", "联通", "Shandong, China Unicom"),
            ("1700000", "北京", "北京", "010", "电信", "Beijing, China Telecom"),
            (
                "1703007",
                "山东",
                "青岛",
                "0532",
                "移动虚拟",
                "Shandong, China Mobile (virtual)",
            ),
            ("1400000", "", "", "", "", ""),
            ("1000000", "", "", "", "", ""),
            ("9999999", "", "", "", "", ""),
            ("138001", "", "", "", "", ""),
            ("138+001", "", "", "", "", ""),
            ("１３８００１３", "", "", "", "", ""),
        ] {
            let Some(home) = Segment::of(digits) else {
                assert_eq!(province, "", "{digits}");
                continue;
            };
            assert_eq!(
                (
                    home.province,
                    home.city,
                    home.area_code,
                    home.carrier_name(Language::Zh)
                ),
                (province, city, area_code, carrier),
                "{digits}"
            );
            let [province, carrier] = [home.province_name(Language::En), home.carrier_name(Language::En)];
            assert_eq!(format!("{province}, {carrier}"), english);
        }
        assert_eq!(province_in_english("内蒙古自治区"), "Inner Mongolia");
        assert_eq!(province_in_english("Bavaria"), "Bavaria");
        assert!(is_area_code("0755") && !is_area_code("755") && !is_area_code("0300"));
    }

    #[test]
    fn as_many_segments_as_were_allotted() {
        let known = (0..10_000_000).filter(|segment| table().unwrap().look_up(*segment).is_some());
        assert_eq!(known.count(), 499_527);
        assert!(PACKED.len() < 700_000);
        for [province, city, area] in &table().unwrap().places {
            assert!(province_in_english(province).is_ascii(), "{province}");
            assert!(!city.is_empty());
            assert!(area.starts_with('0') && (3..=4).contains(&area.len()), "{city} {area}");
        }
    }

    /// The whole source, entry by entry, when it lies beside the project.
    #[test]
    fn every_entry_of_the_source() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/phone/phone.dat");
        let Ok(file) = std::fs::read(path) else {
            println!("../shared/data/phone is not here: the test over it is left out");
            return;
        };
        let names = [
            "",
            "移动",
            "联通",
            "电信",
            "电信虚拟",
            "联通虚拟",
            "移动虚拟",
            "广电",
            "广电虚拟",
        ];
        let entries = &file[word(&file, 1).unwrap() as usize..];
        let mut count = 0;
        for entry in entries.chunks_exact(9) {
            let segment = u32::from_le_bytes(entry[..4].try_into().unwrap()).to_string();
            let record = &file[u32::from_le_bytes(entry[4..8].try_into().unwrap()) as usize..];
            let record = std::str::from_utf8(record.split(|byte| *byte == 0).next().unwrap()).unwrap();
            let fields: Vec<&str> = record.split('|').collect();
            let area_code = if fields[3] == "00479" { "0479" } else { fields[3] };
            let home = Segment::of(&segment).unwrap();
            assert_eq!(
                (
                    home.province,
                    home.city,
                    home.area_code,
                    home.carrier_name(Language::Zh)
                ),
                (fields[0], fields[1], area_code, names[usize::from(entry[8])]),
                "{segment}"
            );
            count += 1;
        }
        assert_eq!(count, 499_527);
    }
}
