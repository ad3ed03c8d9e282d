//! Files of a few bytes that unfold to more than a computer has: refused by every door, quickly and in little memory.

use crate::world::{Served, Shell};
use serde_json::json;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the whole program may take, in MB.
const MEMORY: u64 = 256;

/// A packed file out of these parts; each part is given in pieces and how often they stand there.
fn packed(parts: &[(&str, &[(&str, usize)])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        for (piece, times) in *pieces {
            let together = (1 << 16) / piece.len().max(1) + 1;
            let block = piece.repeat(together.min(*times));
            let mut left = piece.len() * times;
            while left > 0 {
                let now = left.min(block.len());
                writer.write_all(&block.as_bytes()[..now]).unwrap();
                left -= now;
            }
        }
    }
    writer.finish().unwrap().into_inner()
}

fn ods(rows: &[(&str, usize)]) -> Vec<u8> {
    let begin = "<office:body><table:table table:name=\"S\">\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>name</text:p></table:table-cell></table:table-row>";
    let content: Vec<(&str, usize)> = [&[(begin, 1)], rows, &[("</table:table></office:body>", 1)]].concat();
    packed(&[
        ("mimetype", &[("application/vnd.oasis.opendocument.spreadsheet", 1)]),
        ("META-INF/manifest.xml", &[("<manifest:manifest/>", 1)]),
        ("content.xml", &content),
    ])
}

fn xlsx(texts: &[(&str, usize)], styles: &[(&str, usize)], cells: &[(&str, usize)]) -> Vec<u8> {
    let around = |begin: &'static str, inside: &[(&'static str, usize)], end: &'static str| {
        [&[(begin, 1)], inside, &[(end, 1)]].concat()
    };
    let leak = |pieces: &[(&str, usize)]| -> Vec<(&'static str, usize)> {
        let owned = pieces
            .iter()
            .map(|(piece, times)| (&*(*piece).to_owned().leak(), *times));
        owned.collect()
    };
    let sheet = around(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>name</t></is></c></row>",
        &leak(cells),
        "</sheetData></worksheet>",
    );
    packed(&[
        ("[Content_Types].xml", &[("<Types/>", 1)]),
        (
            "_rels/.rels",
            &[(
                "<Relationships><Relationship Id=\"1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                1,
            )],
        ),
        (
            "xl/workbook.xml",
            &[(
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                1,
            )],
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &[(
                "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                1,
            )],
        ),
        ("xl/sharedStrings.xml", &around("<sst>", &leak(texts), "</sst>")),
        (
            "xl/styles.xml",
            &around("<styleSheet><cellXfs>", &leak(styles), "</cellXfs></styleSheet>"),
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// An old workbook whose cells all name the same long text.
fn xls() -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    // 64,000 letters, in pieces of 8,000.
    let mut texts = record(
        0x00FC,
        &[
            &[1, 0, 0, 0, 1, 0, 0, 0][..],
            &64_000_u16.to_le_bytes(),
            &[0],
            &[b'x'; 8000],
        ]
        .concat(),
    );
    (0..7).for_each(|_| texts.extend(record(0x003C, &[&[0][..], &[b'x'; 8000]].concat())));
    let cell = |row: u16| record(0x00FD, &[&row.to_le_bytes()[..], &[0; 8]].concat());
    let cells: Vec<u8> = (0..60_000).flat_map(cell).collect();
    let sheet_at = begin.len() + texts.len() + 4 + 11 + end.len();
    let listed = record(
        0x0085,
        &[&u32::try_from(sheet_at).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
    );
    assert_eq!(listed.len() + 4, 4 + 11 + 2);
    let sheet_at = begin.len() + texts.len() + listed.len() + end.len();
    let listed = record(
        0x0085,
        &[&u32::try_from(sheet_at).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
    );
    compound(&[begin.clone(), texts, listed, end.clone(), begin, cells, end].concat())
}

/// A compound file with one stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
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
    fat.extend((0..count).map(|at| if at + 1 == count { END } else { tables + 2 + at }));
    fat.resize(128 * tables as usize, u32::MAX);
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut bytes = vec![0; 128];
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
    folder.extend(entry("Workbook", 2, tables + 1, stream.len()));
    folder.resize(512, 0);
    let fat: Vec<u8> = fat.iter().flat_map(|word| word.to_le_bytes()).collect();
    [head, fat, folder, stream].concat()
}

/// Each kind of bomb: its name, and its bytes.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let cell = |inside: &str, columns: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{columns}\"><text:p>{inside}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &str, times: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
    };
    let long = "x".repeat(500_000);
    let spaces = row(&cell("<text:s text:c=\"2000000000\"/>", "1"), "1");
    let rows = row(&cell(&long, "1"), "1000000");
    let columns = row(&cell(&long, "16000"), "1");
    let table = row(&cell("x", "16000"), "1000000");
    let inline = |begin: &str| {
        (
            format!("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is>{begin}<t>"),
            format!("</t>{}</is></c></row>", ""),
        )
    };
    let (open, close) = inline("");
    let shared = format!("<si><t>{long}</t></si>");
    let million = 1_000_000;
    vec![
        ("spaces.ods", ods(&[(&spaces, 1)])),
        ("rows.ods", ods(&[(&rows, 1)])),
        ("columns.ods", ods(&[(&columns, 1)])),
        ("table.ods", ods(&[(&table, 1)])),
        ("nested.ods", ods(&[("<table:table-row>", 5 * million)])),
        (
            "attribute.ods",
            ods(&[("<table:table-row table:x=\"", 1), ("x", 60 * million)]),
        ),
        (
            "cell.xlsx",
            xlsx(&[], &[], &[(&open, 1), ("x", 40 * million), (&close, 1)]),
        ),
        (
            "entities.xlsx",
            xlsx(&[], &[], &[(&open, 1), ("&amp;", 6 * million), (&close, 1)]),
        ),
        (
            "pieces.xlsx",
            xlsx(&[], &[], &[(&open, 1), ("x<!--</c><c>-->", 3 * million), (&close, 1)]),
        ),
        (
            "text.xlsx",
            xlsx(&[("<si><t>", 1), ("x", 90 * million), ("</t></si>", 1)], &[], &[]),
        ),
        ("texts.xlsx", xlsx(&[("<si/>", 4 * million)], &[], &[])),
        ("styles.xlsx", xlsx(&[], &[("<xf/>", 2 * million)], &[])),
        (
            "shared.xlsx",
            xlsx(
                &[(&shared, 1)],
                &[],
                &[("<row>", 1), ("<c t=\"s\"><v>0</v></c>", 16_000), ("</row>", 1)],
            ),
        ),
        ("shared.xls", xls()),
    ]
}

/// The most memory the program has had so far, in MB.
#[cfg(target_os = "linux")]
fn peak(served: &Served) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.process())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    Some(line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024)
}

#[cfg(not(target_os = "linux"))]
fn peak(_: &Served) -> Option<u64> {
    None
}

#[test]
fn a_file_that_unfolds_is_refused_by_every_door() {
    let shell = Shell::with_company();
    let served = shell.serve(&[]);
    let folder = PathBuf::from(shell.path("watched"));
    std::fs::create_dir(&folder).unwrap();
    let bombs = bombs();
    for (name, bytes) in &bombs {
        let path = shell.path(name);
        std::fs::write(&path, bytes).unwrap();
        let begun = Instant::now();
        let (_, failure) = shell.refused(&[
            "imports.dry_run",
            "--source",
            &json!({ "path": path }).to_string(),
            "--kind",
            "leads",
        ]);
        assert_eq!(failure["kind"], "invalid", "{name}: {failure}");
        println!(
            "{name}: {} bytes, {} by the shell after {:?}",
            bytes.len(),
            failure["code"],
            begun.elapsed()
        );
        std::fs::copy(&path, folder.join(name)).unwrap();
    }
    // A folder takes them one by one, in the program that serves.
    let path = folder.to_string_lossy();
    shell.ok(&["folders.save", "--path", &path, "--kind", "leads", "--on_match", "skip"]);
    let until = Instant::now() + Duration::from_secs(300);
    loop {
        let folders = shell.ok(&["folders.list"]);
        let files = folders[0]["files"].as_array().unwrap();
        if files.iter().filter(|file| file["code"].is_string()).count() == bombs.len() {
            break;
        }
        assert!(Instant::now() < until, "{folders}");
    }
    if let Some(peak) = peak(&served) {
        println!("peak of the program that served: {peak} MB");
        assert!(peak < MEMORY, "{peak} MB");
    }
}

#[test]
fn a_file_with_which_the_program_ended_is_set_aside() {
    let shell = Shell::with_company();
    let folder = PathBuf::from(shell.path("watched"));
    std::fs::create_dir(&folder).unwrap();
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Lead</text:p></table:table-cell></table:table-row>";
    std::fs::write(folder.join("slow.ods"), ods(&[(row, 400_000)])).unwrap();
    shell.ok(&[
        "folders.save",
        "--path",
        &folder.to_string_lossy(),
        "--kind",
        "leads",
        "--on_match",
        "skip",
    ]);
    let files = || shell.ok(&["folders.list"])[0]["files"].clone();
    let wait_for = |what: &str, there: &dyn Fn(&serde_json::Value) -> bool| {
        let until = Instant::now() + Duration::from_secs(120);
        while !there(&files()) {
            assert!(Instant::now() < until, "{what}: {}", files());
        }
    };
    let set_aside = |files: &serde_json::Value, name: &str| {
        let mut files = files.as_array().unwrap().iter();
        files.any(|file| file["name"] == name && file["code"] == "folder.set_aside" && file["import"].is_null())
    };
    let served = shell.serve(&[]);
    wait_for("it is being read", &|files| set_aside(files, "slow.ods"));
    // Dropped, it is killed.
    drop(served);
    std::fs::write(folder.join("good.csv"), "name,mobile\nLi Na,13800138000\n").unwrap();
    let _served = shell.serve(&[]);
    wait_for("the other file comes in", &|files| {
        let mut files = files.as_array().unwrap().iter();
        files.any(|file| file["name"] == "good.csv" && file["import"]["created"] == 1)
    });
    let files = files();
    assert!(set_aside(&files, "slow.ods"), "{files}");
    assert_eq!(files.as_array().unwrap().len(), 2, "{files}");
}
