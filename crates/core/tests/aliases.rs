//! Other names of companies: a brand finds the company that owns it, at every door, and no longer once it is taken out.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

const FIRM: &str = "北京纷扬科技有限公司";
const BRAND: &str = "纷享销客";

/// 林 has the customer.
fn company() -> World {
    let world = World::new();
    let lin = world.person("林", "sales");
    world.person("许", "sales");
    world.ok("customers.save", json!({ "name": FIRM, "owner_id": lin }));
    world
}

fn known(world: &World, company: &str) -> Vec<String> {
    let hits = world.ok("duplicates.check", json!({ "company": company }));
    let hits = hits.as_array().unwrap();
    hits.iter()
        .map(|hit| hit["name"].as_str().unwrap().to_owned())
        .collect()
}

fn aliases(world: &World) -> Vec<(String, String)> {
    let list = world.ok("aliases.list", json!({}));
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let rows = list["aliases"].as_array().unwrap();
    rows.iter()
        .map(|row| (text(row, "company"), text(row, "alias")))
        .collect()
}

#[test]
fn a_brand_finds_the_company_as_long_as_it_is_its_name() {
    let world = company();
    assert!(known(&world, BRAND).is_empty());
    let before = world.dump();
    world.ok("aliases.save", json!({ "text": format!("{FIRM}\t{BRAND}") }));
    assert_eq!(known(&world, BRAND), [FIRM]);
    assert_eq!(known(&world, "纷享销客(中国)有限公司"), [FIRM]);
    assert!(known(&world, "纷享通").is_empty());
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    assert!(known(&world, BRAND).is_empty());
    world.ok("history.redo", json!({}));
    let list = world.ok("aliases.list", json!({}));
    world.ok("aliases.remove", json!({ "ids": [list["aliases"][0]["id"]] }));
    assert!(known(&world, BRAND).is_empty() && aliases(&world).is_empty());
    world.ok("history.undo", json!({}));
    assert_eq!(known(&world, BRAND), [FIRM]);
}

#[test]
fn records_made_in_between_are_found_both_ways_and_stay_as_they_are() {
    let world = company();
    let lead = json!({ "distinct": true, "lead": { "name": "甲", "company": BRAND, "mobile": "13800138000" } });
    world.ok("leads.create", lead);
    world.ok(
        "aliases.save",
        json!({ "text": format!("{FIRM} = {BRAND}\n{BRAND}\tShareCRM\n") }),
    );
    // By way of a third name, and from the company to its brand.
    for name in [FIRM, BRAND, "sharecrm"] {
        assert_eq!(known(&world, name), ["甲", FIRM], "{name}");
    }
    let list = world.ok("aliases.list", json!({}));
    assert_eq!(list["aliases"][0]["records"], json!(1));
    let all: Vec<Value> = list["aliases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    world.ok("aliases.remove", json!({ "ids": all }));
    assert_eq!(
        (known(&world, FIRM), known(&world, BRAND)),
        (vec![FIRM.to_owned()], vec!["甲".to_owned()])
    );
}

#[test]
fn lists_are_taken_line_by_line_or_not_at_all() {
    let world = company();
    world.ok(
        "aliases.save",
        json!({ "text": format!("{FIRM}\t{BRAND}\r\n\n{FIRM}\t{BRAND}\nAcme Tools Co., Ltd., Roadrunner\n深圳市腾讯计算机系统有限公司＝微信") }),
    );
    assert_eq!(
        aliases(&world),
        [
            ("Acme Tools Co., Ltd.", "Roadrunner"),
            (FIRM, BRAND),
            ("深圳市腾讯计算机系统有限公司", "微信")
        ]
        .map(|(company, alias)| (company.to_owned(), alias.to_owned()))
    );
    for (text, code) in [
        (" \n ", "alias.empty"),
        ("只有一个名字", "alias.unreadable"),
        ("好的公司\t", "alias.unreadable"),
        ("（）\t好的", "alias.unreadable"),
        ("北京纷扬科技有限公司\t纷扬科技", "alias.same"),
        ("别家公司\t纷享销客", "alias.taken"),
        ("好的公司\t新名字\n坏行", "alias.unreadable"),
    ] {
        assert_eq!(world.err("aliases.save", json!({ "text": text })), code, "{text}");
    }
    // What leads round to itself says nothing new.
    world.ok("aliases.save", json!({ "text": format!("{BRAND}\t{FIRM}") }));
    assert_eq!(aliases(&world).len(), 3);
}

#[test]
fn a_salesperson_may_see_them_and_not_change_them() {
    let mut world = company();
    world.speak_as("许");
    world.ok("aliases.list", json!({}));
    assert_eq!(world.err("aliases.save", json!({ "text": "a\tb" })), "call.forbidden");
}

#[test]
fn the_rules_a_file_and_the_review_know_them() {
    let world = company();
    world.ok("aliases.save", json!({ "text": format!("{FIRM}\t{BRAND}") }));
    world.ok("duplicates.save_rules", json!({ "rules": [{ "name": "r", "active": true, "keys": [["company"]], "window": "all", "action": "to_owner" }] }));
    let typed = world.ok(
        "leads.create",
        json!({ "door": "api", "lead": { "name": "甲", "company": BRAND, "mobile": "13800138000" } }),
    );
    assert_eq!((&typed["rule"], &typed["lead"]["owner"]), (&json!("r"), &json!("林")));
    let path = world.file(
        "leads.csv",
        "姓名,公司,手机号\n乙,纷享销客,13800138001\n丙,别家电子,13800138002\n",
    );
    world.import(plan("leads", &path, json!({})));
    let owner = |text: &str| world.ok("leads.list", json!({ "filter": { "text": text } }))["rows"][0]["owner"].clone();
    assert_eq!((owner("乙"), owner("丙")), (json!("林"), Value::Null));
    // A file that knows its leads by their company finds the one that goes by the other name.
    let row = |text: &str| world.ok("leads.list", json!({ "filter": { "text": text } }))["rows"][0]["id"].clone();
    world.ok("leads.remove", json!({ "leads": { "ids": [row("乙")] } }));
    world.ok("leads.edit", json!({ "id": row("甲"), "company": FIRM }));
    let path = world.file("again.csv", "姓名,公司,手机号,职位\n甲,纷享销客,13800138000,经理\n");
    world.import(plan("leads", &path, json!({ "key": "company", "on_match": "update" })));
    assert_eq!(
        world.ok("leads.get", json!({ "id": row("甲") }))["title"],
        json!("经理")
    );
    world.ok("leads.edit", json!({ "id": row("甲"), "company": FIRM }));
    // Two leads with one number: the review holds their companies against each other.
    let other = json!({ "name": "甲", "company": BRAND, "mobile": "13800138000" });
    world.ok("leads.create", json!({ "distinct": true, "lead": other }));
    let review = || world.ok("duplicates.review", json!({ "entity": "leads", "wait": true }));
    let pair = review()["pairs"][0].clone();
    let company = pair["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["field"] == "company");
    assert_eq!(
        company.map(|one| (one["level"].clone(), one["first"].clone(), one["second"].clone())),
        Some((json!("exact"), json!(FIRM), json!(BRAND)))
    );
    let list = world.ok("aliases.list", json!({}));
    world.ok("aliases.remove", json!({ "ids": [list["aliases"][0]["id"]] }));
    assert_eq!(review()["total"], json!(0));
}

#[test]
fn a_registration_by_one_name_protects_by_the_others() {
    let mut world = World::new();
    world.person("林", "sales");
    world.person("许", "sales");
    world.ok("aliases.save", json!({ "text": format!("{FIRM}\t{BRAND}") }));
    world.speak_as("林");
    world.ok("registrations.add", json!({ "company": FIRM }));
    world.speak_as("许");
    let lead = |company: &str| json!({ "lead": { "name": "甲", "company": company, "mobile": "13800138000" } });
    assert_eq!(world.err("leads.create", lead(BRAND)), "registration.held");
    assert_eq!(
        world.err("registrations.add", json!({ "company": BRAND })),
        "registration.held"
    );
    world.ok("leads.create", lead("别家电子"));
}

#[test]
fn a_file_of_leads_gives_registered_customers_to_their_holder() {
    let mut world = World::new();
    world.person("林", "sales");
    world.person("许", "sales");
    world.speak_as("林");
    world.ok("registrations.add", json!({ "company": FIRM, "mobile": "13900001111" }));
    world.speak_as("Owner");
    let path = world.file(
        "leads.csv",
        "姓名,公司,手机号,负责人\n乙,北京纷扬,13800138001,许\n丙,别家电子,13800138002,许\n丁,,13900001111,\n",
    );
    let dry = world.ok("imports.dry_run", plan("leads", &path, json!({})));
    assert_eq!(
        crate::world::files::finding(&dry, "import.registered")["rows"],
        json!(2)
    );
    world.import(plan("leads", &path, json!({})));
    let owner = |text: &str| world.ok("leads.list", json!({ "filter": { "text": text } }))["rows"][0]["owner"].clone();
    assert_eq!(
        (owner("乙"), owner("丙"), owner("丁")),
        (json!("林"), json!("许"), json!("林"))
    );
}
