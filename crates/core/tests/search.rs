//! Search through its commands: what finds what, who finds what, and that the index never lags behind the records.

use crate::world::World;
use crate::world::files::plan;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

const INDEXES: [&str; 5] = ["leads", "contacts", "customers", "deals", "activities"];

/// What is found, as `kind:title` and the field that answers, in the order shown.
fn found(world: &World, text: &str) -> Vec<String> {
    let hits = world.ok("search.find", json!({ "text": text }));
    let groups = hits["groups"].as_array().unwrap();
    let lines = groups.iter().flat_map(|group| group["hits"].as_array().unwrap());
    lines
        .map(|hit| {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            format!(
                "{}:{} {}",
                text(&hit["kind"]),
                text(&hit["title"]),
                text(&hit["matched"]["field"])
            )
        })
        .collect()
}

fn titles(world: &World, text: &str) -> Vec<String> {
    let line = |line: String| line.rsplit_once(' ').unwrap().0.to_owned();
    found(world, text).into_iter().map(line).collect()
}

fn company() -> World {
    let world = World::new();
    let customer = world.ok(
        "customers.save",
        json!({ "name": "北京纷扬科技有限公司", "phone": "010-62345678" }),
    )["id"]
        .clone();
    world.ok(
        "contacts.save",
        json!({ "name": "单雄信", "customer_id": customer, "mobile": "13912345678", "wechat": "shan_xx" }),
    );
    let deal = world.deal("纷扬 MES 二期", json!({ "customer_id": customer }));
    world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": deal, "text": "客户要求下周提交报价单，预算 ３０ 万" }),
    );
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "company": "重庆山城机械", "mobile": "138 0013 8000", "note": "展会认识" } }),
    );
    world
}

#[test]
fn everything_is_found_as_people_type_it() {
    let world = company();
    for (text, expected) in [
        ("纷扬", vec!["deals:纷扬 MES 二期", "customers:北京纷扬科技有限公司"]),
        ("fenyang", vec!["deals:纷扬 MES 二期", "customers:北京纷扬科技有限公司"]),
        ("bjfy", vec!["customers:北京纷扬科技有限公司"]),
        ("單雄信", vec!["contacts:单雄信"]),
        ("shanxiongxin", vec!["contacts:单雄信"]),
        ("sxx", vec!["contacts:单雄信"]),
        ("cqsc", vec!["leads:邱雅楠"]),
        ("chongqing", vec!["leads:邱雅楠"]),
        ("山", vec!["leads:邱雅楠"]),
        ("qyn", vec!["leads:邱雅楠"]),
        ("0013", vec!["leads:邱雅楠"]),
        ("138-0013", vec!["leads:邱雅楠"]),
        ("6234", vec!["customers:北京纷扬科技有限公司"]),
        ("shan_xx", vec!["contacts:单雄信"]),
        ("报价单", vec!["activities:纷扬 MES 二期"]),
        ("展会", vec!["leads:邱雅楠"]),
        ("ＭＥＳ", vec!["deals:纷扬 MES 二期"]),
        ("邱雅南", vec!["leads:邱雅楠"]),
        ("没有这个", vec![]),
        ("", vec![]),
        ("\" OR \"", vec![]),
    ] {
        assert_eq!(titles(&world, text), expected, "{text}");
    }
    let hits = world.ok("search.find", json!({ "text": "报价单" }));
    let hit = &hits["groups"][0]["hits"][0];
    assert_eq!(
        (
            &hit["matched"]["before"],
            &hit["matched"]["hit"],
            &hit["matched"]["after"]
        ),
        (&json!("客户要求下周提交"), &json!("报价单"), &json!("，预算 ３０ 万"))
    );
    assert_eq!(hit["path"], "/deals/1");
    assert_eq!((&hits["slip"], &hits["waiting"]), (&json!(false), &json!(0)));
    assert_eq!(world.ok("search.find", json!({ "text": "邱雅南" }))["slip"], true);
}

#[test]
fn the_best_stands_first_then_the_newest() {
    let world = World::new();
    for name in ["王伟强", "李王伟", "王伟", "王伟华", "王维"] {
        world.ok("contacts.save", json!({ "name": name }));
    }
    assert_eq!(
        titles(&world, "王伟"),
        ["contacts:王伟", "contacts:王伟华", "contacts:王伟强", "contacts:李王伟"]
    );
    assert_eq!(
        titles(&world, "wangwei"),
        [
            "contacts:王维",
            "contacts:王伟",
            "contacts:王伟华",
            "contacts:王伟强",
            "contacts:李王伟"
        ]
    );
    let some = world.ok(
        "search.find",
        json!({ "text": "王", "limit": 2, "kinds": ["contacts", "deals"] }),
    );
    let group = &some["groups"][0];
    assert_eq!(
        (
            group["count"].as_u64(),
            &group["more"],
            group["hits"].as_array().unwrap().len()
        ),
        (Some(5), &json!(false), 2)
    );
    for number in 0..60 {
        world.ok("customers.save", json!({ "name": format!("同名公司{number}") }));
    }
    let many = world.ok("search.find", json!({ "text": "同名" }));
    let group = &many["groups"][0];
    assert_eq!((group["count"].as_u64(), &group["more"]), (Some(50), &json!(true)));
    assert_eq!(group["hits"][0]["title"], "同名公司59");
}

#[test]
fn people_find_what_they_may_see() {
    let mut world = company();
    let (wang, li) = (world.person("王一", "sales"), world.person("李二", "sales"));
    world.deal("纷扬 王的商机", json!({ "owner_id": wang }));
    let deal = world.deal("纷扬 李的商机", json!({ "owner_id": li }));
    world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": deal, "text": "李的秘密记录" }),
    );
    world.ok("leads.assign", json!({ "leads": { "ids": [1] }, "owner_id": null }));
    let mine = world.ok(
        "leads.create",
        json!({ "lead": { "name": "线索甲", "mobile": "13800138001" } }),
    )["lead"]["id"]
        .clone();
    let other = world.ok(
        "leads.create",
        json!({ "lead": { "name": "线索乙", "mobile": "13800138002" } }),
    )["lead"]["id"]
        .clone();
    world.ok("leads.assign", json!({ "leads": { "ids": [mine] }, "owner_id": wang }));
    world.ok("leads.assign", json!({ "leads": { "ids": [other] }, "owner_id": li }));
    assert_eq!(titles(&world, "线索").len(), 2);
    world.speak_as("王一");
    assert_eq!(titles(&world, "商机"), ["deals:纷扬 王的商机"], "one's own deal alone");
    assert_eq!(titles(&world, "秘密记录"), Vec::<String>::new());
    assert_eq!(titles(&world, "线索"), ["leads:线索甲"]);
    assert_eq!(
        titles(&world, "邱雅楠"),
        ["leads:邱雅楠"],
        "nobody's leads are everybody's"
    );
    world.speak_as("李二");
    assert_eq!(titles(&world, "秘密记录"), ["activities:纷扬 李的商机"]);
    assert_eq!(titles(&world, "线索"), ["leads:线索乙"]);
}

#[test]
fn what_is_gone_is_not_found_and_what_comes_back_is() {
    let world = company();
    assert_eq!(titles(&world, "MES"), ["deals:纷扬 MES 二期"]);
    world.ok("deals.remove", json!({ "ids": [1] }));
    assert!(titles(&world, "MES").is_empty() && titles(&world, "报价单").is_empty());
    world.ok("history.undo", json!({}));
    assert_eq!((titles(&world, "MES").len(), titles(&world, "报价单").len()), (1, 1));
    world.ok("customers.save", json!({ "id": 1, "name": "上海飞鸟" }));
    assert!(titles(&world, "bjfy").is_empty() && titles(&world, "shfn").len() == 1);
    world.ok("history.undo", json!({}));
    assert!(titles(&world, "bjfy").len() == 1 && titles(&world, "shfn").is_empty());
    world.ok("history.redo", json!({}));
    assert!(titles(&world, "bjfy").is_empty() && titles(&world, "shfn").len() == 1);
    assert!(world.run("history.undo", json!({ "change_id": 1 })).is_err());
}

#[test]
fn records_one_worked_on_lately() {
    let mut world = company();
    let titles = |world: &World| -> Vec<String> {
        let hits = world.ok("search.recent", json!({}));
        hits["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        titles(&world),
        ["邱雅楠", "纷扬 MES 二期", "单雄信", "北京纷扬科技有限公司"]
    );
    world.ok("customers.save", json!({ "id": 1, "region": "北京" }));
    assert_eq!(titles(&world)[0], "北京纷扬科技有限公司");
    world.ok("deals.remove", json!({ "ids": [1] }));
    assert!(!titles(&world).contains(&"纷扬 MES 二期".to_owned()));
    world.person("王一", "sales");
    world.speak_as("王一");
    assert!(titles(&world).is_empty());
}

/// Every token of every index with its record.
fn tokens(connection: &Connection) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for index in INDEXES {
        connection
            .execute_batch(&format!(
                "drop table if exists temp.v; create virtual table temp.v using fts5vocab(main, search_{index}, instance);"
            ))
            .unwrap();
        let mut statement = connection
            .prepare("select distinct term, doc from temp.v order by 1, 2")
            .unwrap();
        let rows = statement.query_map([], |row| {
            Ok(format!(
                "{index} {} {}",
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?
            ))
        });
        all.extend(rows.unwrap().map(Result::unwrap));
    }
    all
}

fn settle(world: &World) {
    for _ in 0..3000 {
        if world.ok("search.find", json!({ "text": "" }))["waiting"] == 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("search is never ready");
}

/// The index as it is, held against one made from nothing.
#[track_caller]
fn as_if_made_anew(world: &World, after: &str) {
    settle(world);
    let connection = Connection::open(world.path()).unwrap();
    let is = tokens(&connection);
    let copy = world.path().with_extension("copy");
    let _ = std::fs::remove_file(&copy);
    connection.execute("vacuum into ?1", [copy.to_string_lossy()]).unwrap();
    let anew = Connection::open(&copy).unwrap();
    for table in ["leads", "contacts", "customers", "deals", "activities"] {
        anew.execute_batch(&format!(
            "insert into search_{table} (search_{table}) values ('delete-all');
             insert into search_waiting (kind, from_id, to_id) select '{table}', min(id), max(id) from {table} having count(*) > 0;"
        ))
        .unwrap();
    }
    drop(anew);
    let again = leadwell_core::Workspace::open(&copy, world.call.now).unwrap();
    let call = world.call.clone();
    let ready = || again.dispatch(&call, "search.find", json!({ "text": "" })).unwrap()["waiting"] == 0;
    while !ready() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let expected = tokens(&Connection::open(&copy).unwrap());
    let missing: Vec<_> = expected.difference(&is).take(10).collect();
    let extra: Vec<_> = is.difference(&expected).take(10).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "after {after}: missing {missing:?}, too many {extra:?}"
    );
    assert!(!is.is_empty());
}

#[test]
fn the_index_follows_every_change() {
    let world = company();
    as_if_made_anew(&world, "adding");
    world.ok(
        "leads.edit",
        json!({ "id": 1, "company": "重庆长江航运", "phone": "023-66667777" }),
    );
    world.ok("deals.edit", json!({ "id": 1, "note": "竞争对手已报价" }));
    as_if_made_anew(&world, "editing");
    world.ok("history.undo", json!({}));
    world.ok("history.undo", json!({}));
    as_if_made_anew(&world, "undoing");
    world.ok("history.redo", json!({}));
    as_if_made_anew(&world, "redoing");
    world.ok("leads.remove", json!({ "leads": { "ids": [1] } }));
    world.ok("deals.remove", json!({ "ids": [1] }));
    as_if_made_anew(&world, "removing");
    world.ok("history.undo", json!({}));
    as_if_made_anew(&world, "taking out of the bin");
    world.ok("sample.add", json!({}));
    as_if_made_anew(&world, "adding the sample");
    world.ok("sample.remove", json!({}));
    as_if_made_anew(&world, "removing the sample");
    world.ok("history.undo", json!({}));
    as_if_made_anew(&world, "undoing that");
}

#[test]
fn the_index_follows_imports_of_any_size() {
    let world = company();
    for (rows, more) in [(300, "small"), (2_500, "in the background")] {
        let file: String = (0..rows)
            .map(|row| format!("杭州{more}{row}号公司,浙江,{row}\n"))
            .collect();
        let path = world.file("accounts.csv", format!("客户名称,地区,员工人数\n{file}"));
        let status = world.import(plan("customers", &path, json!({})));
        assert_eq!(status["created"], rows, "{status}");
        as_if_made_anew(&world, more);
        assert!(titles(&world, "hangzhou").len() == 8);
        world.ok(
            "imports.undo",
            json!({ "import_id": status["id"].as_i64().or(status["import_id"].as_i64()) }),
        );
        as_if_made_anew(&world, "undoing an import");
        assert!(titles(&world, "hangzhou").is_empty());
    }
}

#[test]
fn records_the_index_does_not_know_yet_are_cut_in_the_background() {
    let world = World::sample();
    let path = world.path();
    settle(&world);
    let before = tokens(&Connection::open(&path).unwrap());
    let name: String = world
        .look()
        .query_row("select substr(name, 1, 3) from customers", [], |row| row.get(0))
        .unwrap();
    assert!(!titles(&world, &name).is_empty());
    {
        let connection = Connection::open(&path).unwrap();
        // As a large import leaves it, for everything there is: nothing in the indexes, and all of it noted.
        for index in INDEXES {
            connection
                .execute_batch(&format!(
                    "insert into search_{index} (search_{index}) values ('delete-all')"
                ))
                .unwrap();
        }
        for table in ["leads", "contacts", "customers", "deals", "activities"] {
            let noted = format!(
                "insert into search_waiting (kind, from_id, to_id) select '{table}', min(id), max(id) from {table}"
            );
            connection.execute_batch(&noted).unwrap();
        }
    }
    let again = leadwell_core::Workspace::open(&path, world.call.now).unwrap();
    let mut rounds = 0;
    while again
        .dispatch(&world.call, "search.find", json!({ "text": "" }))
        .unwrap()["waiting"]
        != 0
    {
        rounds += 1;
        assert!(rounds < 2_000, "search is never ready");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(tokens(&Connection::open(&path).unwrap()), before);
}
