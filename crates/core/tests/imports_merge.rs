//! The policy that fills gaps: a record keeps what it says, and the row gives only what is empty there.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

fn merge(world: &World, kind: &str, text: &str) -> Value {
    let path = world.file("gaps.csv", text);
    let wanted = plan(
        kind,
        path,
        json!({ "on_match": "merge", "create_missing_customers": true }),
    );
    let dry = world.ok("imports.dry_run", wanted.clone());
    let status = world.import(wanted);
    assert_eq!(status["state"], "done", "{status}");
    for (said, done) in [("create", "created"), ("update", "updated"), ("reject", "rejected")] {
        assert_eq!(dry[said], status[done], "the trial run said so: {dry} {status}");
    }
    status
}

fn text(world: &World, sql: &str) -> String {
    world
        .look()
        .query_row(sql, [], |row| row.get::<_, Option<String>>(0))
        .unwrap()
        .unwrap_or_default()
}

#[test]
fn customers_keep_what_they_say() {
    let world = World::new();
    let mother = world.ok("customers.save", json!({ "name": "Mother" }))["id"].clone();
    world.ok(
        "customers.save",
        json!({ "name": "Acme", "industry": "chemistry", "parent_id": mother }),
    );
    world.ok("customers.save", json!({ "name": "Bolt", "phone": "110" }));
    let before = world.records();
    let status = merge(
        &world,
        "customers",
        "name,industry,phone,parent\nAcme,paper,120,Late\nBolt,paper,120,Late\nLate,,,\nBolt GmbH 2,x,,\n",
    );
    assert_eq!((&status["created"], &status["updated"]), (&json!(2), &json!(2)));
    let of = |name: &str| {
        text(
            &world,
            &format!(
                "select a.industry || ' ' || coalesce(a.phone, '-') || ' ' || coalesce(p.name, '-')
                 from customers a left join customers p on p.id = a.parent_id where a.name = '{name}'"
            ),
        )
    };
    assert_eq!(of("Acme"), "chemistry 120 Mother", "the gap is filled, the rest stays");
    assert_eq!(of("Bolt"), "paper 110 Late");
    // The same once more has nothing left to fill; and all of it is taken back.
    let again = merge(
        &world,
        "customers",
        "name,industry,phone,parent\nAcme,paper,120,Late\nBolt,paper,120,Late\n",
    );
    assert_eq!((&again["updated"], &again["skipped"]), (&json!(0), &json!(2)));
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(before, world.records());
}

#[test]
fn contacts_keep_their_customer_and_none_is_made_for_nothing() {
    let world = World::new();
    let acme = world.ok("customers.save", json!({ "name": "Acme" }))["id"].clone();
    world.ok(
        "contacts.save",
        json!({ "name": "Ann", "email": "ann@example.com", "customer_id": acme }),
    );
    world.ok(
        "contacts.save",
        json!({ "name": "Bob", "email": "bob@example.com", "title": "Buyer" }),
    );
    let status = merge(
        &world,
        "contacts",
        "name,email,company,title\nAnna,ann@example.com,Elsewhere,Head\nBobby,bob@example.com,Bolt,Head\n",
    );
    assert_eq!((&status["updated"], &status["beside"]), (&json!(2), &json!(1)));
    let said = "select group_concat(c.name || ' ' || c.title || ' ' || a.name, ', ') from contacts c join customers a on a.id = c.customer_id";
    assert_eq!(text(&world, said), "Ann Head Acme, Bob Buyer Bolt");
}

#[test]
fn of_leads_what_belongs_together_stays_together() {
    let world = World::new();
    world.person("Wang", "sales");
    world.person("Zhao", "sales");
    let wang = world.number("select id from people where name = 'Wang'");
    let lead = |input: Value| world.ok("leads.create", input)["lead"]["id"].clone();
    lead(json!({ "lead": { "name": "Ann", "code": "L1", "mobile": "+49 30 1234567", "owner_id": wang } }));
    lead(json!({ "lead": { "name": "Bob", "code": "L2", "email": "bob@example.com" } }));
    world.ok("leads.assign", json!({ "leads": { "ids": [2] }, "owner_id": null }));
    let status = merge(
        &world,
        "leads",
        "code,name,mobile,company,owner,state,state reason,tags\n\
         L1,Anna,13800000001,Acme,Zhao,无效,空号,fair\nL2,Bobby,13800000002,Bolt,Zhao,,,\n",
    );
    assert_eq!(status["updated"], 2, "{status}");
    let of = |code: &str| {
        text(
            &world,
            &format!(
                "select l.name || '|' || coalesce(l.company, '-') || '|' || (l.company_key is not null) || '|' || u.name || '|' || l.state
                   || '|' || coalesce(l.state_reason, '-') || '|' || (l.carrier is not null) || '|' || (l.owner_since is not null)
                 from leads l join people u on u.id = l.owner_id where l.code = '{code}'"
            ),
        )
    };
    // The number abroad keeps having no home in China, the state it has needs no reason, and it stays with its person.
    assert_eq!(of("L1"), "Ann|Acme|1|Wang|to_handle|-|0|1");
    assert_eq!(of("L2"), "Bob|Bolt|1|Zhao|to_handle|-|1|1");
    assert_eq!(
        world.number("select count(*) from lead_tags"),
        1,
        "a tag is added, none is taken away"
    );
}

#[test]
fn people_and_products_too_but_deals_are_one_whole() {
    let world = World::new();
    world.person("Wang", "sales");
    world.ok("products.save", json!({ "name": "Camera", "code": "C1" }));
    merge(&world, "people", "name,team,role,manager\nWang,North,viewer,Owner\n");
    let wang = "select team || ' ' || role || ' ' || (manager_id is not null) from people where name = 'Wang'";
    assert_eq!(text(&world, wang), "North sales 1");
    merge(&world, "people", "name,team,manager\nZhao,South,\nWang,South,Zhao\n");
    let manager =
        "select u.team || ' ' || m.name from people u join people m on m.id = u.manager_id where u.name = 'Wang'";
    assert_eq!(text(&world, manager), "North Owner");
    merge(
        &world,
        "products",
        "product name,product code,list price\nCamera,C2,12\n",
    );
    assert_eq!(
        text(&world, "select code || ' ' || list_price_minor from products"),
        "C1 1200"
    );
    let path = world.file("deals.csv", "deal name,amount\nA,1\n");
    let wanted = plan("deals", path, json!({ "on_match": "merge" }));
    assert_eq!(world.err("imports.dry_run", wanted.clone()), "import.no_merge");
    assert_eq!(world.err("imports.start", wanted), "import.no_merge");
    let folder = world.path().with_file_name("incoming");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(
        world.err("folders.save", json!({ "path": folder, "on_match": "merge" })),
        "folder.policy"
    );
}
