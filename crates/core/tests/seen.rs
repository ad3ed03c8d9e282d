//! Two people at one field: the second save sees the first. Tried for a field of every noun, for parts that stand in tables of their own, and
//! for what is nobody's loss.

use crate::world::World;
use leadwell_core::{Call, Failure};
use leadwell_rules::ids::ChangeId;
use serde_json::{Value, json};

/// A company with a second person who may change everything, and a record of each kind; the verbs that change a field of it.
struct Two {
    world: World,
    sue: Call,
}

impl Two {
    fn new() -> Two {
        let world = World::new();
        let person = world.person("Sue", "owner");
        let sue = Call {
            person,
            ..world.call.clone()
        };
        Two { world, sue }
    }

    /// The last change of the file: what a page that reads it now knows of.
    fn last(&self) -> ChangeId {
        ChangeId(self.world.number("select max(id) from changes"))
    }

    fn sue(&self, command: &str, input: Value) {
        self.world
            .workspace
            .dispatch(&self.sue, command, input.clone())
            .unwrap_or_else(|failure| panic!("{command} {input}: {failure}"));
    }

    fn me(&self, seen: Option<ChangeId>, command: &str, input: Value) -> Result<Value, Failure> {
        let call = Call {
            seen,
            ..self.world.call.clone()
        };
        self.world.workspace.dispatch(&call, command, input)
    }

    /// A verb for every kind of record, with two values of one field and one of another.
    fn fields(&self) -> Vec<(&'static str, i64, [Value; 3])> {
        let world = &self.world;
        let id = |made: Value| made["id"].as_i64().unwrap();
        let customer = id(world.ok("customers.save", json!({ "name": "Ruhr AG" })));
        let contact = id(world.ok("contacts.save", json!({ "customer_id": customer, "name": "Eva" })));
        let deal = world.deal("Pumps", json!({ "customer_id": customer }));
        let lead = crate::world::leads::id(&crate::world::leads::lead(world, json!({ "name": "Li" })));
        let note = id(world.ok(
            "activities.add",
            json!({ "kind": "note", "customer_id": customer, "text": "first" }),
        ));
        let product = id(world.ok("products.save", json!({ "name": "Pump" })));
        vec![
            (
                "leads.edit",
                lead,
                [
                    json!({ "company": "A" }),
                    json!({ "company": "B" }),
                    json!({ "note": "x" }),
                ],
            ),
            (
                "customers.save",
                customer,
                [
                    json!({ "phone": "010-1" }),
                    json!({ "phone": "010-2" }),
                    json!({ "note": "x" }),
                ],
            ),
            (
                "contacts.save",
                contact,
                [
                    json!({ "title": "CEO" }),
                    json!({ "title": "CFO" }),
                    json!({ "email": "e@ruhr.de" }),
                ],
            ),
            (
                "deals.edit",
                deal,
                [
                    json!({ "amount_minor": 100 }),
                    json!({ "amount_minor": 200 }),
                    json!({ "note": "x" }),
                ],
            ),
            (
                "activities.edit",
                note,
                [json!({ "text": "a" }), json!({ "text": "b" }), Value::Null],
            ),
            (
                "products.save",
                product,
                [json!({ "name": "Pump A" }), json!({ "name": "Pump B" }), Value::Null],
            ),
        ]
    }
}

fn with(id: i64, parts: &Value) -> Value {
    let mut input = parts.clone();
    input["id"] = json!(id);
    input
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_written_over_unseen() {
    let two = Two::new();
    for (verb, id, [theirs, mine, other]) in two.fields() {
        let seen = two.last();
        two.sue(verb, with(id, &theirs));
        let before = two.world.dump();
        let refused = two.me(Some(seen), verb, with(id, &mine)).expect_err(verb);
        assert_eq!(refused.code, "record.changed_meanwhile", "{verb}");
        assert_eq!(
            refused.field.as_deref(),
            mine.as_object().unwrap().keys().next().map(String::as_str)
        );
        assert!(
            refused
                .in_language(leadwell_rules::Language::En)
                .message
                .contains("Sue"),
            "{verb}"
        );
        assert_eq!(two.world.dump(), before, "{verb}: nothing was written");
        if !other.is_null() {
            two.me(Some(seen), verb, with(id, &other))
                .expect("another field is nobody's loss");
        }
        two.me(Some(seen), verb, with(id, &theirs))
            .expect("the same is no change");
        two.me(Some(two.last()), verb, with(id, &mine))
            .expect("once seen, mine stands");
        two.sue(verb, with(id, &theirs));
        two.me(None, verb, with(id, &mine))
            .expect("whoever says nothing of what they saw is not asked");
    }
}

#[test]
fn what_is_as_it_was_and_what_one_changed_oneself_is_no_loss() {
    let two = Two::new();
    for (verb, id, [theirs, mine, _]) in two.fields() {
        two.me(None, verb, with(id, &mine)).unwrap();
        let seen = two.last();
        two.sue(verb, with(id, &theirs));
        two.sue("history.undo", json!({}));
        two.me(Some(seen), verb, with(id, &theirs)).expect("as it was seen");
        two.me(Some(seen), verb, with(id, &mine))
            .expect("changed by oneself since");
    }
}

#[test]
fn parts_in_tables_of_their_own_are_asked_as_well() {
    let two = Two::new();
    let lead = crate::world::leads::id(&crate::world::leads::lead(&two.world, json!({ "name": "Li" })));
    let field = two
        .world
        .ok("custom_fields.save", json!({ "entity": "leads", "name": "Size" }))["id"]
        .clone();
    let own = |value: &str| json!({ "custom": { format!("custom_{field}"): value } });
    two.me(None, "leads.edit", with(lead, &own("S"))).unwrap();
    let seen = two.last();
    two.sue("leads.edit", with(lead, &own("M")));
    let refused = two
        .me(Some(seen), "leads.edit", with(lead, &own("L")))
        .expect_err("a field of one's own");
    assert_eq!(refused.code, "record.changed_meanwhile");
}
