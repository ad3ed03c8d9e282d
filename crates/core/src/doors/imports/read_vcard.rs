//! vCard files, a card a row: what the address books of phones and mail programs give.

use super::decode::{self, Flow, Utf8};
use super::model::Format;
use super::table::{Head, LONGEST_CELL, Layout, Reading, Row, Visitor};
use super::upload::OpenFile;
use crate::engine::failure::Failure;
use csv::StringRecord;
use leadwell_rules::card::{Card, Field, cards};
use std::io::{BufRead as _, BufReader, Read as _};
use std::rc::Rc;

/// A card longer than this is one that never ends. Photographs stand in cards, so they are not short.
const LONGEST_CARD: usize = 64 << 20;

const CHINESE: [&str; 10] = [
    "姓名",
    "职务",
    "公司",
    "手机",
    "电话",
    "邮箱",
    "微信号",
    "网址",
    "地址",
    "备注",
];
const ENGLISH: [&str; 10] = [
    "Name", "Title", "Company", "Mobile", "Phone", "E-mail", "WeChat", "Website", "Address", "Note",
];

/// Whether the first bytes of a file are those of a vCard, in whatever encoding.
pub fn is_vcard(head: &[u8]) -> bool {
    let text: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).take(200).collect();
    let text = String::from_utf8_lossy(&text);
    text.trim_start_matches(['\u{FEFF}', '\u{FFFD}'])
        .trim_start()
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// Reads a vCard file.
pub fn read(file: &OpenFile, reading: &Reading, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    let written = decode::detect(file, reading.encoding.as_deref(), reading.chinese)?;
    let flow = Rc::new(Flow::default());
    let mut text = BufReader::new(Utf8::new(file.open()?, written.encoding, Rc::clone(&flow)));
    let layout = Layout {
        format: Format::Vcard,
        encoding: Some(written.encoding.name()),
        suspicious: written.damaged > 0,
        delimiter: None,
        sheets: Vec::new(),
        sheet: None,
        headers: Vec::new(),
    };
    let mut head = Head::new(layout, visitor);
    let mut row = Row {
        line: 0,
        cells: StringRecord::from(if reading.chinese { &CHINESE[..] } else { &ENGLISH[..] }),
    };
    head.push(&mut row, 0.0)?;
    let (mut open, mut begun, mut card, mut line) = (0_u32, 0, String::new(), String::new());
    let (mut number, mut behind) = (0, 0_u64);
    loop {
        line.clear();
        let room = LONGEST_CARD.saturating_sub(card.len()) as u64 + 1;
        let length = (&mut text).take(room).read_line(&mut line)?;
        (number, behind) = (number + 1, behind + length as u64);
        let mark = line.trim();
        if mark.eq_ignore_ascii_case("BEGIN:VCARD") {
            if open == 0 {
                begun = number;
            }
            open += 1;
        }
        if open > 0 {
            card.push_str(&line);
        }
        if card.len() > LONGEST_CARD {
            return Err(Failure::invalid("import.endless_row", "source")
                .arg("line", begun)
                .arg("limit", LONGEST_CARD >> 20));
        }
        if mark.eq_ignore_ascii_case("END:VCARD") {
            open = open.saturating_sub(1);
        }
        let ended = length == 0;
        // A card the file breaks off in is read as far as it goes.
        if !card.is_empty() && (open == 0 || ended) {
            let done = (flow.behind(behind) / file.bytes.max(1) as f64).min(1.0);
            if !put(&mut head, &mut row, begun, &card, done)? {
                return Ok(());
            }
            card.clear();
        }
        if ended {
            return head.finish();
        }
    }
}

/// The rows of what stands between a beginning and its end: one, or more when cards stand in a card.
fn put(head: &mut Head<'_>, row: &mut Row, line: u64, text: &str, done: f64) -> Result<bool, Failure> {
    let mut found = cards(text);
    if found.is_empty() {
        // It says nothing, and is told with the rows that lack everything.
        found.push(Card::default());
    }
    for card in &found {
        row.line = line;
        row.cells = cells(card);
        if !head.push(row, done)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn cells(card: &Card) -> StringRecord {
    let others: Vec<&str> = card.others.iter().map(|other| other.value.as_str()).collect();
    let fields = [
        &card.name,
        &card.title,
        &card.company,
        &card.mobile,
        &card.phone,
        &card.email,
        &card.wechat,
        &card.website,
        &card.address,
    ];
    let mut cells = StringRecord::new();
    for field in fields {
        cells.push_field(field.as_ref().map_or("", |Field { value, .. }| value));
    }
    cells.push_field(&others.join("; ").chars().take(LONGEST_CELL / 4).collect::<String>());
    cells
}

#[cfg(test)]
mod tests {
    use super::is_vcard;

    #[test]
    fn vcards_are_known_by_their_first_line() {
        assert!(is_vcard(b"BEGIN:VCARD\r\nVERSION:3.0"));
        assert!(is_vcard(b"\xEF\xBB\xBF\r\nbegin:vcard\n"));
        assert!(is_vcard(b"\xFF\xFEB\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\r\0\n\0"));
        assert!(!is_vcard(b"BEGIN:VCALENDAR"));
        assert!(!is_vcard(b"name,BEGIN:VCARD"));
    }
}
