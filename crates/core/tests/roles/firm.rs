//! Mia leads Sam and Sue, Max leads Tom, Ann assists, Vic looks. Each of those who have records, and nobody, has one of every kind, with what
//! belongs to it; every text in them is a word that stands nowhere else.

use crate::world::World;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Everybody: their role, and who leads them.
pub const PEOPLE: [(&str, &str, Option<&str>); 8] = [
    ("Owner", "owner", None),
    ("Mia", "manager", None),
    ("Sam", "sales", Some("Mia")),
    ("Sue", "sales", Some("Mia")),
    ("Max", "manager", None),
    ("Tom", "sales", Some("Max")),
    ("Ann", "assistant", None),
    ("Vic", "viewer", None),
];

/// Those who have records; nobody is one of them.
const HOLDERS: [Option<&str>; 6] = [Some("Sam"), Some("Sue"), Some("Tom"), Some("Mia"), Some("Owner"), None];

/// A word, where it stands, and who may read it.
pub struct Word {
    pub text: String,
    pub stands: String,
    pub readers: Vec<&'static str>,
}

/// What somebody, or nobody, has: ids by what they are, such as `lead`, `lead.note`, `lead.gone`, `lead.merged`.
pub type Holding = BTreeMap<&'static str, i64>;

pub struct Firm {
    pub world: World,
    pub words: Vec<Word>,
    /// By the holder.
    pub has: BTreeMap<Option<&'static str>, Holding>,
}

/// Whether somebody sees what another one has; of what nobody has, whether it is of a kind that everybody sees then.
pub fn sees(who: &str, holder: Option<&str>) -> bool {
    let (_, role, _) = PEOPLE.iter().find(|(name, ..)| *name == who).unwrap();
    let leads = |holder: &str| {
        PEOPLE
            .iter()
            .any(|(name, _, boss)| *name == holder && *boss == Some(who))
    };
    match holder {
        None => true,
        Some(holder) => matches!(*role, "owner" | "assistant" | "viewer") || holder == who || leads(holder),
    }
}

fn readers(holder: Option<&str>) -> Vec<&'static str> {
    PEOPLE
        .iter()
        .map(|(name, ..)| *name)
        .filter(|who| sees(who, holder))
        .collect()
}

/// Makes words and remembers them.
struct Words(RefCell<Vec<Word>>);

impl Words {
    fn put(&self, stands: &str, readers: &[&'static str]) -> String {
        let mut words = self.0.borrow_mut();
        let text = format!("zq{:04}x", words.len());
        words.push(Word {
            text: text.clone(),
            stands: stands.to_owned(),
            readers: readers.to_vec(),
        });
        text
    }
}

fn id(of: &Value) -> i64 {
    of["id"].as_i64().unwrap()
}

impl Firm {
    pub fn new() -> Firm {
        let mut world = World::new();
        world.call.language = leadwell_rules::Language::En;
        let mut ids: BTreeMap<&str, i64> = BTreeMap::new();
        ids.insert("Owner", world.call.person.0);
        for (name, role, boss) in PEOPLE.iter().skip(1) {
            let person = json!({ "name": name, "role": role, "manager_id": boss.map(|boss| ids[boss]) });
            ids.insert(name, id(&world.ok("people.save", person)));
        }
        world.ok("workspace.save", json!({ "everybody_sees_customers": false }));
        for entity in ["leads", "customers", "contacts", "deals"] {
            world.ok(
                "custom_fields.save",
                json!({ "entity": entity, "name": "Extra", "kind": "text" }),
            );
        }
        let words = Words(RefCell::new(Vec::new()));
        let mut has = BTreeMap::new();
        let mut parent: Option<i64> = None;
        for (at, holder) in HOLDERS.into_iter().enumerate() {
            let owner = holder.map(|name| ids[name]);
            let mut holding = Holding::new();
            lead(&world, &words, holder, owner, at, &mut holding);
            customer(&world, &words, holder, owner, at, parent, &mut holding);
            parent = holding.get("customer").copied();
            if let (Some(name), Some(owner)) = (holder, owner) {
                deal(&world, &words, name, owner, &mut holding);
                own(&mut world, &words, name, owner, at, &mut holding);
                holding.insert("person", owner);
            }
            has.insert(holder, holding);
        }
        // Where Sam has a deal he sees the customer, and so does who leads him.
        world.speak_as("Owner");
        let mut together = readers(Some("Tom"));
        together.extend(["Sam", "Mia"]);
        let shared = json!({ "name": words.put("shared customer", &together), "owner_id": ids["Tom"], "note": words.put("its note", &together) });
        let shared = id(&world.ok("customers.save", shared));
        let person = json!({ "name": words.put("its contact", &together), "customer_id": shared });
        world.ok("contacts.save", person);
        let sams = json!({ "customer_id": shared, "owner_id": ids["Sam"] });
        world.deal(&words.put("deal there", &readers(Some("Sam"))), sams);
        let toms = json!({ "customer_id": shared, "owner_id": ids["Tom"] });
        world.deal(&words.put("other deal there", &readers(Some("Tom"))), toms);
        Firm {
            world,
            words: words.0.into_inner(),
            has,
        }
    }

    /// All ids of a table, those in the bin and those that were merged among them.
    pub fn ids(&self, table: &str) -> Vec<i64> {
        let look = self.world.look();
        let mut rows = look.prepare(&format!("select id from {table} order by id")).unwrap();
        rows.query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }
}

/// A note, a planned task and a file about a record; the history of a note.
fn belongings(world: &World, words: &Words, about: &str, of: i64, readers: &[&'static str]) -> [i64; 3] {
    let said = |what: &str| words.put(&format!("{what} about {about}"), readers);
    let note = id(&world.ok(
        "activities.add",
        json!({ "kind": "note", "text": said("former note"), about: of }),
    ));
    world.ok("activities.edit", json!({ "id": note, "text": said("note") }));
    let task = json!({ "kind": "task", "text": said("task"), "due_on": "2026-03-20", about: of });
    let task = id(&world.ok("activities.add", task));
    let name = format!("{}.txt", said("file"));
    let file = json!({ "about": { about: of }, "file": { "name": name, "base64": "YQ==" } });
    [note, task, id(&world.ok("attachments.add", file))]
}

fn lead(world: &World, words: &Words, holder: Option<&str>, owner: Option<i64>, at: usize, holding: &mut Holding) {
    let readers = readers(holder);
    let word = |what: &str| words.put(&format!("{what} of a lead of {holder:?}"), &readers);
    let enter = |mobile: String| {
        let lead = json!({ "name": word("name"), "company": format!("{} Precision", word("company")), "mobile": mobile, "title": word("title"),
            "need": word("former need"), "note": word("note"), "channel": word("channel"), "campaign": word("campaign"), "address": word("address"),
            "wechat": word("wechat"), "tags": [word("tag")], "owner_id": owner, "custom": { "custom_1": word("own field") } });
        let entered = id(&world.ok("leads.create", json!({ "lead": lead, "distinct": true }))["lead"]);
        if owner.is_none() {
            // What the owner of the file enters is theirs until they let go of it.
            world.ok(
                "leads.assign",
                json!({ "leads": { "ids": [entered] }, "owner_id": null }),
            );
        }
        entered
    };
    let mobile = |n: usize| format!("1380013{:04}", at * 10 + n);
    let one = enter(mobile(0));
    world.ok("leads.edit", json!({ "id": one, "need": word("need") }));
    let [note, task, file] = belongings(world, words, "lead_id", one, &readers);
    holding.extend([
        ("lead", one),
        ("lead.note", note),
        ("lead.task", task),
        ("lead.file", file),
    ]);
    let gone = enter(mobile(1));
    world.ok("leads.remove", json!({ "leads": { "ids": [gone] } }));
    let (kept, merged) = (enter(mobile(2)), enter(mobile(3)));
    world.ok(
        "duplicates.merge",
        json!({ "entity": "leads", "keep": kept, "gone": [merged] }),
    );
    holding.extend([("lead.gone", gone), ("lead.merged", merged), ("lead.kept", kept)]);
}

fn customer(
    world: &World,
    words: &Words,
    holder: Option<&str>,
    owner: Option<i64>,
    at: usize,
    parent: Option<i64>,
    holding: &mut Holding,
) {
    let readers = readers(holder);
    let word = |what: &str| words.put(&format!("{what} of a customer of {holder:?}"), &readers);
    let save = || {
        let customer = json!({ "name": format!("{} Optics", word("name")), "industry": word("industry"), "region": word("region"),
            "note": word("former note"), "website": format!("{}.example", word("website")), "owner_id": owner, "parent_id": parent,
            "custom": { "custom_2": word("own field") } });
        id(&world.ok("customers.save", customer))
    };
    let meet = |customer: i64, n: usize| {
        let contact = json!({ "name": word("name of a contact"), "title": word("title of a contact"), "mobile": format!("1390013{:04}", at * 10 + n),
            "email": format!("{}@example.com", word("address of a contact")), "customer_id": customer, "custom": { "custom_3": word("own field of a contact") } });
        id(&world.ok("contacts.save", contact))
    };
    let one = save();
    world.ok("customers.save", json!({ "id": one, "note": word("note") }));
    let contact = meet(one, 0);
    let [note, task, file] = belongings(world, words, "customer_id", one, &readers);
    holding.extend([
        ("customer", one),
        ("customer.note", note),
        ("customer.task", task),
        ("customer.file", file),
    ]);
    let [note, task, file] = belongings(world, words, "contact_id", contact, &readers);
    holding.extend([
        ("contact", contact),
        ("contact.note", note),
        ("contact.task", task),
        ("contact.file", file),
    ]);
    let away = meet(one, 1);
    world.ok("contacts.remove", json!({ "ids": [away] }));
    let (kept, merged) = (meet(one, 2), meet(one, 3));
    world.ok(
        "duplicates.merge",
        json!({ "entity": "contacts", "keep": kept, "gone": [merged] }),
    );
    holding.extend([
        ("contact.gone", away),
        ("contact.merged", merged),
        ("contact.kept", kept),
    ]);
    let gone = save();
    meet(gone, 4);
    world.ok("customers.remove", json!({ "ids": [gone] }));
    let (kept, merged) = (save(), save());
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": kept, "gone": [merged] }),
    );
    holding.extend([
        ("customer.gone", gone),
        ("customer.merged", merged),
        ("customer.kept", kept),
    ]);
}

fn deal(world: &World, words: &Words, name: &str, owner: i64, holding: &mut Holding) {
    let readers = readers(Some(name));
    let word = |what: &str| words.put(&format!("{what} of a deal of {name}"), &readers);
    let create = || {
        let deal = json!({ "customer_id": holding["customer"], "owner_id": owner, "amount_minor": 1_000, "note": word("former note"),
            "custom": { "custom_4": word("own field") } });
        world.deal(&word("name"), deal)
    };
    let (one, gone, lost) = (create(), create(), create());
    world.ok("deals.edit", json!({ "id": one, "note": word("note") }));
    world.ok("deals.remove", json!({ "ids": [gone] }));
    world.ok(
        "deals.lose",
        json!({ "id": lost, "reason": word("reason"), "competitor": word("competitor") }),
    );
    let [note, task, file] = belongings(world, words, "deal_id", one, &readers);
    holding.extend([
        ("deal", one),
        ("deal.note", note),
        ("deal.task", task),
        ("deal.file", file),
    ]);
    holding.extend([("deal.gone", gone), ("deal.lost", lost)]);
}

/// What is a person's own: a target, a word of the forecast, a registration, a saved view.
fn own(world: &mut World, words: &Words, name: &'static str, owner: i64, at: usize, holding: &mut Holding) {
    let readers = readers(Some(name));
    let amount = 918_200_011 + 1_000 * at as i64;
    words.0.borrow_mut().push(Word {
        text: amount.to_string(),
        stands: format!("target of {name}"),
        readers: readers.clone(),
    });
    let target =
        json!({ "person_id": owner, "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": amount });
    holding.insert("target", id(&world.ok("targets.save", target)));
    let reason = words.put(&format!("reason of a figure of {name}"), &readers);

    let figure = json!({ "person_id": owner, "reason": reason, "kind": "figure", "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": 5 });
    world.speak_as(name).ok("forecast.call", figure);
    world.speak_as("Owner");
    let note = words.put(&format!("note of a registration of {name}"), &readers);
    let registration = json!({ "company": format!("Registered {at} Machines"), "mobile": format!("1370013{at:04}"), "note": note, "person_id": owner });
    holding.insert("registration", id(&world.ok("registrations.add", registration)));
    // Who leads somebody reads in the list of changes what they saved; so does the owner of the file.
    let viewers: Vec<&str> = readers
        .iter()
        .copied()
        .filter(|who| !["Ann", "Vic"].contains(who))
        .collect();
    let view = json!({ "entity": "leads", "name": words.put(&format!("view of {name}"), &viewers), "definition": {} });
    holding.insert("view", id(&world.speak_as(name).ok("views.save", view)));
    world.speak_as("Owner");
}
