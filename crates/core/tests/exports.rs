//! What goes out as a file: every field, each in its kind, however many rows.

use crate::world::World;
use serde_json::json;

#[test]
fn every_field_of_a_lead_can_be_a_column_and_numbers_are_numbers() {
    let world = World::new();
    for (name, mobile) in [("王工", "13800138000"), ("李工", "13800138001")] {
        world.ok("leads.create", json!({ "lead": { "name": name, "mobile": mobile } }));
    }
    // Every field there is can be a column, and numbers are numbers.
    let fields: Vec<&str> = vec![
        "code",
        "external_code",
        "name",
        "company",
        "title",
        "mobile",
        "phone",
        "email",
        "wechat",
        "qq",
        "handle",
        "contacts",
        "province",
        "city",
        "carrier",
        "industry",
        "employees",
        "website",
        "address",
        "credit_code",
        "source",
        "acquisition",
        "channel",
        "campaign",
        "need",
        "note",
        "budget",
        "bant_budget",
        "bant_authority",
        "bant_need",
        "bant_timeline",
        "bant_notes",
        "state",
        "state_reason",
        "quarantine",
        "quarantine_value",
        "owner",
        "door",
        "tags",
        "followed_at",
        "next_due_on",
        "created_at",
        "updated_at",
    ];
    world.ok(
        "leads.edit",
        json!({ "id": 2, "budget_minor": 123_450, "employees": 20, "bant_need": "yes" }),
    );
    let out = world.path().with_file_name("leads.xlsx");
    let all = json!({ "columns": fields, "out": out, "filter": { "text": "李" } });
    let made = world.ok("leads.export", all);
    assert_eq!((&made["file_base64"], &made["rows"]), (&json!(null), &json!(1)));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let cell = |name: &str| {
        let column = fields.iter().position(|field| *field == name).unwrap();
        sheet
            .get_value((1, column as u32))
            .cloned()
            .unwrap_or(calamine::Data::Empty)
    };
    assert_eq!(cell("budget"), calamine::Data::Float(1234.5));
    assert_eq!(cell("employees"), calamine::Data::Float(20.0));
    assert_eq!(cell("bant_need"), calamine::Data::String("是".to_owned()));
    assert!(
        matches!(cell("created_at"), calamine::Data::DateTime(at) if at.as_f64() > 46_000.0),
        "{:?}",
        cell("created_at")
    );
}
