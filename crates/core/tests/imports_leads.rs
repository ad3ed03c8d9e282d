//! Files of leads: exact counts, an error file with reasons, rules like at any other door, and everything taken back.

use crate::world::World;
use crate::world::files::{counts, plan};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// A list as it comes from a fair: 940 good rows, 25 with bad mobiles, 20 repeats, 15 without a name; in GBK.
fn fair() -> Vec<u8> {
    let mut text = "姓名,公司,手机号,来源,需求\r\n".to_owned();
    let row = |at: usize, name: &str, mobile: &str| {
        format!("{name},苏州沐和第{at}公司,{mobile},2026 苏州自动化展,问报价\r\n")
    };
    let mobile = |at: usize| format!("138001{at:05}");
    for at in 0..1000_usize {
        text += &match at {
            // Spread among the others, so that no block of bad rows is a block of the file.
            _ if at % 40 == 3 => row(at, "丁工", &format!("1380{at}")),
            _ if at % 50 == 7 => row(at, "重复", &mobile(at - 5)),
            _ if at % 60 == 19 && at < 60 * 15 => row(at, "", &mobile(at)).replace(&format!("苏州沐和第{at}公司"), ""),
            _ => row(at, &format!("王{at}"), &mobile(at)),
        };
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}

#[test]
fn a_gbk_file_gives_exactly_what_the_dry_run_said() {
    let world = World::new();
    let path = world.file("fair.csv", fair());
    let dry = world.ok("imports.dry_run", plan("leads", &path, json!({})));
    let reasons: Vec<(String, u64)> = dry["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| {
            (
                reason["code"].as_str().unwrap().to_owned(),
                reason["rows"].as_u64().unwrap(),
            )
        })
        .collect();
    for (code, rows) in [
        ("lead.bad_mobile", 25),
        ("row.repeated_key", 20),
        ("lead.name_missing", 15),
    ] {
        assert!(reasons.contains(&(code.to_owned(), rows)), "{code}: {reasons:?}");
    }
    assert_eq!(
        (&dry["rows"], &dry["create"], &dry["reject"]),
        (&json!(1000), &json!(940), &json!(60))
    );
    let before = world.dump();
    let status = world.import(plan("leads", &path, json!({})));
    assert_eq!(
        (&status["created"], &status["rejected"], &status["skipped"]),
        (&json!(940), &json!(60), &json!(0))
    );
    assert_eq!(world.ok("leads.totals", json!({}))["count"], 940);
    let errors = world.ok("imports.errors", json!({ "import_id": status["import_id"] }));
    let bytes = STANDARD.decode(errors["csv_base64"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.trim_end().lines().count(), 61);
    assert!(text.contains("11 位") && text.contains("名称"), "{text}");
    let first = world.ok("leads.list", json!({ "filter": { "text": "王0" } }));
    assert_eq!(
        (
            &first["rows"][0]["city"],
            &first["rows"][0]["door"],
            &first["rows"][0]["source"]
        ),
        (&json!("北京"), &json!("import"), &json!("2026 苏州自动化展"))
    );
    // Again on its key: nothing new, the rows that were bad are bad again.
    let again = world.import(plan("leads", &path, json!({})));
    assert_eq!((&again["created"], &again["skipped"]), (&json!(0), &json!(940)));
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(records(&world.dump()), records(&before));
}

/// The dump without what is allowed to remember that something happened.
fn records(dump: &str) -> String {
    let kept: Vec<&str> = dump
        .lines()
        .filter(|line| {
            ![
                "changes",
                "change_records",
                "imports",
                "import_errors",
                "import_mappings",
                "sqlite_sequence",
            ]
            .iter()
            .any(|table| line.starts_with(table))
        })
        .collect();
    kept.join("\n")
}

#[test]
fn rows_meet_the_duplicate_rules_and_the_screen_like_any_other_lead() {
    let world = World::new();
    let lin = world.person("林", "sales");
    let customer = world.ok(
        "customers.save",
        json!({ "name": "北京纷扬科技有限公司", "owner_id": lin }),
    );
    world.ok(
        "contacts.save",
        json!({ "name": "王工", "customer_id": customer["id"], "email": "wang@fenyang.cn" }),
    );
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "email": "jia@b.cn", "source": "官网" } }),
    );
    world.ok("screen.add", json!({ "kind": "domain", "text": "bad.cn" }));
    let before = world.dump();
    let text = "编号,姓名,手机,邮箱,标签,负责人,状态,创建时间\n\
                A1,王工,13800138000,WANG@fenyang.cn,\"重点,展会\",,跟进中,2026-01-05\n\
                A2,甲先生,13800138001,jia@b.cn,,林,,\n\
                A3,坏人,13800138002,x@bad.cn,,林,,\n\
                A4,乙,13800138003,yi@c.cn,展会,,无效,\n";
    let path = world.file("leads.csv", text);
    let dry = world.ok("imports.dry_run", plan("leads", &path, json!({})));
    let codes: Vec<&str> = dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    for code in [
        "import.leads_quarantined",
        "import.leads_collected",
        "import.leads_of_customers",
    ] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let status = world.import(plan("leads", &path, json!({})));
    assert_eq!(status["created"], 4, "{status}");
    let rows = world.ok("leads.list", json!({ "sort": [{ "column": "mobile" }] }));
    let row = |at: usize| -> &Value {
        rows["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["door"] == "import")
            .nth(at)
            .unwrap()
    };
    assert_eq!(
        (&row(0)["owner"], &row(0)["state"], &row(0)["tags"]),
        (&json!("林"), &json!("following"), &json!(["重点", "展会"]))
    );
    assert_eq!(row(0)["created_at"], json!(crate::world::instant("2026-01-05T00:00")));
    assert!(
        row(1)["source_lead_id"].is_i64(),
        "collected under the lead of the same address"
    );
    assert_eq!(
        (&row(2)["state"], &row(2)["state_reason"]),
        (&json!("invalid"), &json!("无效"))
    );
    assert_eq!(
        world.ok("leads.totals", json!({ "filter": { "quarantined": true } }))["count"],
        1
    );
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(records(&world.dump()), records(&before));
}

#[test]
fn an_update_fills_known_leads_by_their_key_and_leaves_the_first_source() {
    let world = World::new();
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "mobile": "13800138000", "source": "官网" } }),
    );
    let before = world.dump();
    let path = world.file(
        "more.csv",
        "姓名,手机,公司,来源\n,138-0013-8000,速联电子,展会\n乙,13800138001,沐和医疗,展会\n",
    );
    let status = world.import(plan("leads", &path, json!({ "on_match": "update" })));
    assert_eq!(
        (&status["created"], &status["updated"]),
        (&json!(1), &json!(1)),
        "{status}"
    );
    let rows = world.ok("leads.list", json!({ "sort": [{ "column": "mobile" }] }));
    assert_eq!(
        (
            &rows["rows"][0]["name"],
            &rows["rows"][0]["company"],
            &rows["rows"][0]["source"]
        ),
        (&json!("甲"), &json!("速联电子"), &json!("官网"))
    );
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(records(&world.dump()), records(&before));
}

#[test]
fn fifty_thousand_rows_come_and_go() {
    let world = World::new();
    let mut text = "姓名,公司,手机号,邮箱\n".to_owned();
    for at in 0..50_000 {
        text += &format!("王{at},沐和第{at}公司,138{:08},w{at}@b.cn\n", 10_000_000 + at);
    }
    let path = world.file("many.csv", text);
    let before = world.dump();
    let status = world.import(plan("leads", &path, json!({})));
    assert_eq!(status["created"], 50_000, "{status}");
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(records(&world.dump()), records(&before));
}

#[test]
fn exports_of_other_programs_are_known_by_their_headings() {
    let world = World::new();
    for (text, program, kind, expected) in [
        (
            "Record ID - Contact,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Associated Company\n1,Amy,Blake,a@b.cn,010-62345678,,NEW,2026-01-05,Acme\n",
            "HubSpot",
            "leads",
            vec![
                ("Record ID - Contact", "code"),
                ("Lead Status", "state"),
                ("Associated Company", "company"),
            ],
        ),
        (
            "Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Lead Status,Email,Mobile\n,Amy,Blake,CTO,Acme,Web,Working - Contacted,a@b.cn,\n",
            "Salesforce",
            "leads",
            vec![("Company / Account", "company"), ("Lead Source", "source")],
        ),
        (
            "Lead - Title,Lead - Owner,Lead - Value,Person - Name,Person - Email,Person - Phone,Organization - Name\nFilling line,,1200,Amy,a@b.cn,,Acme\n",
            "Pipedrive",
            "leads",
            vec![
                ("Lead - Title", "need"),
                ("Person - Name", "name"),
                ("Organization - Name", "company"),
            ],
        ),
        (
            "姓名,公司,手机,线索池,线索状态,来源,负责人\n王工,沐和医疗,13800138000,华东,跟进中,展会,\n",
            "纷享销客",
            "leads",
            vec![("线索状态", "state"), ("来源", "source")],
        ),
        (
            "线索名称,公司名称,联系电话,提交人,提交时间,数据ID,跟进状态\n王工,沐和医疗,13800138000,李,2026-01-05 10:00:00,65a1,待跟进\n",
            "简道云",
            "leads",
            vec![("联系电话", "mobile"), ("数据ID", "code"), ("提交时间", "created")],
        ),
    ] {
        let path = world.file("export.csv", text);
        let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
        assert_eq!(
            (&seen["program"], &seen["kind"]),
            (&json!(program), &json!(kind)),
            "{text}"
        );
        for (heading, field) in expected {
            assert_eq!(seen["guesses"][heading], json!(field), "{program}: {heading}");
        }
        let dry = world.ok("imports.dry_run", plan(kind, &path, json!({})));
        assert_eq!(
            (&dry["create"], &dry["reject"]),
            (&json!(1), &json!(0)),
            "{program}: {dry}"
        );
    }
}

#[test]
fn a_registry_list_becomes_leads_that_can_be_filtered() {
    let world = World::new();
    let path = world.file(
        "名录.csv",
        "公司名称,经营状态,法定代表人,注册资本,所属省份,所属城市,统一社会信用代码,所属行业,电话,更多电话,邮箱,官网网址,企业地址,经营范围\n\
         苏州沐和医疗器械有限公司,存续,邱雅楠,500万元,江苏省,苏州市,91350100M000100Y43,医疗器械,0512-62345678,13900139000;13700137000,a@muhe.example,www.muhe.example,吴中区一号,医疗器械销售\n\
         上海川石贸易有限公司,存续,单晓岚,100万元,上海市,上海市,,批发业,,13800138000,,,,\n",
    );
    let status = world.import(plan("leads", &path, json!({})));
    assert_eq!(counts(&status), [2, 0, 0, 0], "{status}");
    let lead = world.ok("leads.get", json!({ "id": 1 }));
    assert_eq!(
        [
            "name",
            "company",
            "province",
            "city",
            "industry",
            "phone",
            "handle",
            "website",
            "address",
            "credit_code"
        ]
        .map(|field| lead[field].as_str().unwrap_or_default()),
        [
            "邱雅楠",
            "苏州沐和医疗器械有限公司",
            "江苏",
            "苏州",
            "医疗器械",
            "0512-62345678",
            "13900139000;13700137000",
            "www.muhe.example",
            "吴中区一号",
            "91350100M000100Y43"
        ]
    );
    let found = world.ok(
        "leads.list",
        json!({ "filter": { "condition": { "field": "province", "is": "any_of", "values": ["上海"] } } }),
    );
    assert_eq!(crate::world::ids(&found["rows"]), [2]);
}

#[test]
fn what_a_list_shows_goes_out_and_a_template_comes_back_in() {
    let world = World::new();
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "=王工", "mobile": "13800138000", "tags": ["重点"], "need": "+报价" } }),
    );
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "李工", "mobile": "13800138001" } }),
    );
    let csv = world.ok("leads.export", json!({ "format": "csv", "columns": ["name", "mobile", "need", "tags", "state"], "sort": [{ "column": "mobile" }] }));
    let text = String::from_utf8(STANDARD.decode(csv["file_base64"].as_str().unwrap()).unwrap()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "名称,手机,需求,标签,状态");
    assert_eq!(
        lines[1], "'=王工,13800138000,'+报价,重点,待处理",
        "no spreadsheet takes a cell for a formula"
    );
    assert_eq!(csv["rows"], 2);
    let book = world.ok("leads.export", json!({ "filter": { "text": "李" } }));
    assert!(
        STANDARD
            .decode(book["file_base64"].as_str().unwrap())
            .unwrap()
            .starts_with(b"PK")
    );
    assert_eq!(book["rows"], 1);
    assert_eq!(
        world.err("leads.export", json!({ "columns": ["shoes"] })),
        "list.unknown_column"
    );
    // Every template is understood by the import it is for.
    for kind in world.ok("imports.kinds", json!({})).as_array().unwrap() {
        let template = world.ok("imports.template", json!({ "kind": kind["kind"] }));
        let bytes = STANDARD.decode(template["xlsx_base64"].as_str().unwrap()).unwrap();
        let path = world.file("template.xlsx", bytes);
        let seen = world.ok(
            "imports.inspect",
            json!({ "source": { "path": path }, "kind": kind["kind"] }),
        );
        let fields = kind["fields"].as_array().unwrap();
        let guessed: Vec<&Value> = fields
            .iter()
            .map(|field| &seen["guesses"][field["label"].as_str().unwrap()])
            .collect();
        let wanted: Vec<&Value> = fields.iter().map(|field| &field["name"]).collect();
        assert_eq!(guessed, wanted, "{}", kind["kind"]);
    }
}

#[test]
fn the_same_file_once_more_changes_nothing() {
    let mut world = World::new();
    world.person("林", "sales");
    let path = world.file(
        "again.csv",
        "姓名,手机,负责人,状态,标签\n甲,13800138000,林,跟进中,重点\n乙,13800138001,林,无效,\n",
    );
    world.import(plan("leads", &path, json!({})));
    world.at("2026-03-20T09:00");
    let before = world.dump();
    let again = world.import(plan("leads", &path, json!({ "on_match": "update" })));
    assert_eq!(
        (&again["created"], &again["updated"], &again["skipped"]),
        (&json!(0), &json!(0), &json!(2)),
        "{again}"
    );
    assert_eq!(records(&world.dump()), records(&before));
    // A number from abroad takes the home of the old one away.
    let moved = world.file("moved.csv", "线索编号,姓名,手机\nA1,丙,13800138002\n");
    world.import(plan("leads", &moved, json!({})));
    let moved = world.file("moved.csv", "线索编号,姓名,手机\nA1,丙,+1 415 555 2671\n");
    world.import(plan("leads", &moved, json!({ "on_match": "update" })));
    let lead = world.ok("leads.list", json!({ "filter": { "text": "丙" } }));
    assert_eq!(
        (&lead["rows"][0]["mobile"], &lead["rows"][0]["city"]),
        (&json!("+14155552671"), &Value::Null)
    );
}
