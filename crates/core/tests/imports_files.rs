//! Files of every kind and encoding: taken row by row, or refused with a sentence; nothing in between.

use crate::world::World;
use crate::world::files::{counts, data, files_below, plan};
use serde_json::{Value, json};

#[test]
fn csv_spectrum_reads_as_it_should() {
    let Some(folder) = data("csv/csv-spectrum") else { return };
    let world = World::new();
    let mut compared = 0;
    for path in files_below(&folder.join("csvs")) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected: Value =
            serde_json::from_slice(&std::fs::read(folder.join("json").join(format!("{stem}.json"))).unwrap()).unwrap();
        let expected: Vec<Value> = if expected.is_array() {
            expected.as_array().unwrap().clone()
        } else {
            vec![expected]
        };
        let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
        let headers: Vec<&str> = seen["headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|header| header.as_str().unwrap())
            .collect();
        let rows: Vec<serde_json::Map<String, Value>> = seen["samples"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                headers
                    .iter()
                    .zip(row.as_array().unwrap())
                    .map(|(header, cell)| ((*header).to_owned(), cell.clone()))
                    .collect()
            })
            .collect();
        let same = rows.len() == expected.len()
            && rows.iter().zip(&expected).all(|(row, wanted)| {
                // In one file the telephone number was changed afterwards.
                let mut cells = wanted
                    .as_object()
                    .unwrap()
                    .iter()
                    .filter(|(key, _)| *key != "Contact Phone Number");
                cells.all(|(key, value)| row.get(key) == Some(value))
            });
        assert!(same, "{stem}: {rows:?} is not {expected:?}");
        compared += 1;
    }
    assert_eq!(compared, 12);
}

#[test]
fn encodings_and_delimiters_are_found() {
    let world = World::new();
    let text = "客户名称;行业;年营收\n北京纷扬科技;软件;1,200\n上海“老字号”商行;零售;\n";
    let utf16 = |little: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some('\u{FEFF}')
            .into_iter()
            .chain(text.chars())
            .collect::<String>();
        units
            .encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    };
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    for (name, bytes, encoding) in [
        ("utf8.csv", text.as_bytes().to_vec(), "UTF-8"),
        ("bom.csv", ["\u{FEFF}", text].concat().into_bytes(), "UTF-8"),
        ("le.csv", utf16(true, true), "UTF-16LE"),
        ("be.csv", utf16(false, true), "UTF-16BE"),
        ("gbk.txt", gbk, "GBK"),
    ] {
        let path = world.file(name, bytes);
        let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
        assert_eq!(
            (seen["encoding"].as_str(), seen["delimiter"].as_str()),
            (Some(encoding), Some(";")),
            "{name}"
        );
        assert_eq!(seen["headers"], json!(["客户名称", "行业", "年营收"]), "{name}");
        assert_eq!(
            seen["guesses"],
            json!({ "客户名称": "name", "行业": "industry", "年营收": "revenue" }),
            "{name}"
        );
        assert_eq!(seen["samples"][0], json!(["北京纷扬科技", "软件", "1,200"]), "{name}");
        assert_eq!(
            counts(&world.import(plan("customers", &path, json!({ "on_match": "create" })))),
            [2, 0, 0, 0],
            "{name}"
        );
    }
    assert_eq!(
        world.number("select count(*) from customers where revenue_minor = 120000"),
        5
    );
    // UTF-16 without its mark.
    let path = world.file("bare.csv", utf16(true, false));
    assert_eq!(
        world.ok("imports.inspect", json!({ "source": { "path": path } }))["encoding"],
        "UTF-16LE"
    );
    let Some(folder) = data("csv/gbk") else { return };
    let path = folder.join("jing-ge_stock_basic.gbk.csv");
    let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
    assert_eq!(seen["encoding"], "GBK");
    println!("{} {}", seen["headers"], seen["samples"][0]);
}

#[test]
fn bad_files_are_refused_with_a_sentence() {
    let world = World::new();
    let before = world.dump();
    let zip = |entries: &[(&str, usize)]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, size) in entries {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            let block = vec![b' '; 1 << 20];
            let mut left = *size;
            while left > 0 {
                let part = left.min(block.len());
                std::io::Write::write_all(&mut writer, &block[..part]).unwrap();
                left -= part;
            }
        }
        writer.finish().unwrap().into_inner()
    };
    let noise: Vec<u8> = (0..5000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let half = data("spreadsheets").map(|folder| std::fs::read(folder.join("issues.xlsx")).unwrap());
    let half = half
        .as_deref()
        .map_or(&b"PK\x03\x04 half"[..], |bytes| &bytes[..bytes.len() / 2]);
    for (name, bytes, code) in [
        ("empty.csv", &b""[..], "import.empty_file"),
        ("blank.csv", b"\n\n  \n", "import.empty_file"),
        ("headings.csv", b"name,industry\n", "import.no_rows"),
        ("noise.csv", &noise, "import.garbage"),
        ("noise.xlsx", &noise, "import.garbage"),
        ("half.xlsx", half, "import.damaged"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n0000", "import.not_a_table"),
        (
            "page.xls",
            b"<html><table><tr><td>name</td></tr></table></html>",
            "import.markup",
        ),
        ("archive.xlsx", &zip(&[("a.txt", 3)]), "import.not_a_table"),
        (
            "bomb.xlsx",
            &zip(&[("xl/workbook.xml", 1), ("xl/sharedStrings.xml", 1100 << 20)]),
            "import.bomb",
        ),
        (
            "mixed.csv",
            b"name\n\xff\xfe\x81 \xff\x81 \x80\xff x\n\xf8\x88\x80\x80\x80 \xff \xfe\n",
            "import.wrong_encoding",
        ),
    ] {
        let path = world.file(name, bytes);
        for command in ["imports.dry_run", "imports.start"] {
            let failure = world.run(command, plan("customers", &path, json!({}))).unwrap_err();
            assert_eq!(failure.code, code, "{name} {command}: {failure:?}");
            assert!(
                failure.message.chars().count() > 10 && !failure.message.contains("{ $"),
                "{}",
                failure.message
            );
        }
    }
    let missing = world.path().with_file_name("missing.csv");
    assert_eq!(
        world.err("imports.inspect", json!({ "source": { "path": missing } })),
        "import.no_such_file"
    );
    let folder = world.path().parent().unwrap().to_owned();
    assert_eq!(
        world.err("imports.inspect", json!({ "source": { "path": folder } })),
        "import.no_file"
    );
    assert_eq!(before, world.dump(), "nothing was written");
}

#[test]
fn a_workbook_is_not_believed_to_share_more_texts_than_it_has_bytes_for() {
    let world = World::new();
    let book = |count: &str| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let texts = format!("<sst uniqueCount=\"{count}\"><si><t>name</t></si></sst>");
        for (name, text) in [("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", &texts)] {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        }
        world.file("texts.xlsx", writer.finish().unwrap().into_inner())
    };
    for count in ["1000000000000", "99999999999999999999999", "many"] {
        let path = book(count);
        assert_eq!(
            world.err("imports.inspect", json!({ "source": { "path": path } })),
            "import.damaged"
        );
    }
}

#[test]
fn bad_rows_are_set_aside_and_come_back_as_a_file() {
    let world = World::new();
    let long = "长".repeat(3_500_000);
    let text = format!(
        "名称,行业,行业,员工人数,\n甲公司,化工,重复列,10,x\n乙公司,\"{long}\",,20,\n丙公司,电子,,三十,\n丁公司,电子\n甲公司,化工,,10,\n,化工,,5,\n,,,,\n戊公司,a,b,40,c,多出\n=己公司,电子,,\"1,000\",\n"
    );
    let path = world.file("rows.csv", text);
    let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
    assert_eq!(seen["headers"], json!(["名称", "行业", "行业 (2)", "员工人数"]));
    let dry = world.ok("imports.dry_run", plan("customers", &path, json!({})));
    let problems: Vec<(u64, &str)> = dry["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["row"].as_u64().unwrap(), problem["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        problems,
        [
            (2, "row.too_many_cells"),
            (3, "row.cell_too_long"),
            (4, "row.bad_number"),
            (7, "row.missing"),
            (9, "row.too_many_cells")
        ],
        "{dry}"
    );
    let status = world.import(plan("customers", &path, json!({})));
    // 丁公司 is short and taken, 甲公司 is first set aside and then taken, the blank row is passed over.
    assert_eq!((counts(&status), status["rows"].as_u64()), ([3, 0, 1, 5], Some(9)));
    assert_eq!(status["error_file"], "rows.errors.csv");
    let errors = world.ok("imports.errors", json!({ "import_id": status["import_id"] }));
    assert_eq!(errors["rows"], 5);
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(errors["csv_base64"].as_str().unwrap())
        .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("\u{FEFF}名称,行业,行业 (2),员工人数,引泉：行号,引泉：原因\r\n")
            || text.starts_with("\u{FEFF}名称,行业,行业 (2),员工人数,引泉：行号,引泉：原因\n"),
        "{}",
        &text[..200]
    );
    assert!(text.contains("丙公司,电子,,三十"), "the row as it stood");
    // Mended and imported again: only the mended row is new.
    let mended = world.file("mended.csv", text.replace("三十", "30"));
    let dry = world.ok("imports.dry_run", plan("customers", &mended, json!({})));
    assert_eq!(dry["create"], json!(2), "{dry}");
}

#[test]
fn bytes_that_fit_no_encoding_set_their_row_aside() {
    let world = World::new();
    let rows: String = (0..200).map(|row| format!("北京第{row}号公司,化工\n")).collect();
    let mut bytes = format!("客户,行业\n{rows}").into_bytes();
    bytes.extend(b"\xe5\x8c broken,x\nwith\0zero,x\n");
    let path = world.file("damaged.csv", bytes);
    let dry = world.ok("imports.dry_run", plan("customers", &path, json!({})));
    assert_eq!(
        (dry["create"].as_u64(), dry["reject"].as_u64()),
        (Some(200), Some(2)),
        "{dry}"
    );
    assert_eq!(dry["reasons"], json!([{ "code": "row.undecodable", "rows": 2 }]));
    // Said to be something it is not.
    let wrong = json!({ "encoding": "utf-16le" });
    let failure = world
        .run("imports.dry_run", plan("customers", &path, wrong))
        .unwrap_err();
    assert!(failure.code.starts_with("import."), "{failure:?}");
    let unknown = json!({ "encoding": "klingon" });
    assert_eq!(
        world.err("imports.dry_run", plan("customers", &path, unknown)),
        "import.unknown_encoding"
    );
}

#[test]
fn an_upload_in_pieces_and_no_paths_from_afar() {
    let mut world = World::new();
    use base64::Engine as _;
    let piece = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    let first = world.ok(
        "imports.upload",
        json!({ "name": "C:\\temp\\客户.csv", "chunk_base64": piece("name,industry\n甲,"), "last": false }),
    );
    let upload = first["upload"].clone();
    let source = json!({ "upload": upload });
    assert_eq!(
        world.err("imports.inspect", json!({ "source": source })),
        "import.no_such_upload"
    );
    world.ok(
        "imports.upload",
        json!({ "upload": upload, "chunk_base64": piece("化工\n乙,电子\n"), "last": true }),
    );
    let seen = world.ok("imports.inspect", json!({ "source": source }));
    assert_eq!(
        (seen["name"].as_str(), seen["rows_estimate"].as_u64()),
        (Some("客户.csv"), Some(2))
    );
    world.call.origin = leadwell_core::Origin::Lan;
    assert_eq!(
        world.err("imports.inspect", json!({ "source": { "path": "/etc/passwd" } })),
        "import.path_not_allowed"
    );
    let status = world.import(json!({ "kind": "customers", "source": source }));
    assert_eq!(
        (counts(&status), status["file_name"].as_str()),
        ([2, 0, 0, 0], Some("客户.csv"))
    );
    assert_eq!(
        world.err("imports.inspect", json!({ "source": source })),
        "import.no_such_upload"
    );
}

/// What lies beside the file.
fn beside(world: &World) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(world.path().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("-draft-"))
        .collect()
}

#[test]
fn uploads_make_room_for_their_own_person_alone_and_go_with_the_program() {
    let mut world = World::new();
    let mine = json!({ "source": { "upload": world.upload("mine.csv", b"name\nA\n") } });
    world.person("Mia", "manager");
    world.speak_as("Mia");
    let theirs: Vec<String> = (0..9)
        .map(|number| world.upload(&format!("{number}.csv"), b"name\nB\n"))
        .collect();
    for (number, upload) in theirs.iter().enumerate() {
        let seen = world.run("imports.inspect", json!({ "source": { "upload": upload } }));
        assert_eq!(seen.is_ok(), number > 0, "the oldest of nine made room: {number}");
    }
    world.call.person = world.workspace.owner().unwrap();
    assert_eq!(world.ok("imports.inspect", mine)["name"], "mine.csv");

    let folders = beside(&world);
    assert_eq!(folders.len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folders[0]), 0o700);
        assert_eq!(mode(&folders[0].join(&theirs[8])), 0o600);
    }
    // Another program that opens the file leaves them to us; when we are gone nothing stays.
    drop(leadwell_core::Workspace::open(&world.path(), world.call.now).unwrap());
    assert_eq!(
        std::fs::read_dir(&folders[0]).unwrap().count(),
        10,
        "nine files and the lock"
    );
    let file = world.path();
    let left = folders[0].with_file_name(format!("company.leadwell-draft-{}", "0".repeat(32)));
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("customers.csv"), "left by a kill").unwrap();
    drop(leadwell_core::Workspace::open(&file, world.call.now).unwrap());
    assert_eq!(beside(&world), folders);
}
