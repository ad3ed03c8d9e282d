//! What can be wrong with leads. Their contact methods come in clean by every door; what a door could not read is kept apart.

use super::checks::{Column, Finding, Kind, Mended, Test, Urgency, Values};
use crate::records::identity::company_key;
use crate::records::leads::LEADS;
use crate::records::leads::fields::QUARANTINE as REASONS;
use leadwell_rules::Language;
use leadwell_rules::cleaning::{Segment, tidy};
use leadwell_rules::condition::{Condition, Op, Test as Ask, Value};

const QUARANTINE: usize = 0;
const NAME: usize = 1;
const COMPANY: usize = 2;
const COMPANY_KEY: usize = 3;
const MOBILE: usize = 4;
const CITY: usize = 5;
const SCANNED: usize = 6;
const QUARANTINE_VALUE: usize = 6;
const EMAIL: usize = 7;
const WECHAT: usize = 8;
const CREDIT_CODE: usize = 9;

static COLUMNS: [Column; 10] = [
    ("quarantine", "l.quarantine"),
    ("name", "l.name"),
    ("company", "l.company"),
    ("company_key", "l.company_key"),
    ("mobile", "l.mobile"),
    ("city", "coalesce(l.province, l.city, l.carrier)"),
    ("quarantine_value", "coalesce(l.quarantine_value, l.mobile, l.email)"),
    ("email", "l.email"),
    ("wechat", "l.wechat"),
    ("credit_code", "l.credit_code"),
];

/// States in which somebody still has to do something.
const OPEN: [&str; 4] = ["to_handle", "following", "returned", "transferred"];
/// Days without a follow-up after which a lead is called neglected.
const IDLE_DAYS: i64 = 30;

/// Leads, with what can be wrong with them; `left` are the people who do not work here any more.
pub(super) fn kind(left: &[i64]) -> Kind {
    let reasons = REASONS.map(|reason| (reason, QUARANTINE_VALUE, Test::Says(QUARANTINE, reason)));
    let asked = |code, urgency, tests| Finding::one(code, urgency, NAME, Test::Asked(Condition::All { all: tests }));
    let mut findings = vec![
        Finding::of("lead_quarantined", Urgency::Now, reasons.into()),
        asked("lead_unowned", Urgency::Now, vec![open(), test("owner", Op::Empty, [])]),
        asked(
            "lead_overdue",
            Urgency::Now,
            vec![open(), test("next_due_on", Op::Past, [])],
        ),
        asked(
            "lead_idle",
            Urgency::Now,
            vec![
                open(),
                test("owner", Op::Filled, []),
                test("followed_at", Op::NotInLast, [Value::Number(IDLE_DAYS)]),
                test("created_at", Op::NotInLast, [Value::Number(IDLE_DAYS)]),
            ],
        ),
        Finding::of(
            "lead_same_key",
            Urgency::Soon,
            vec![
                shared("mobile", MOBILE),
                shared("email", EMAIL),
                shared("wechat", WECHAT),
                shared("credit_code", CREDIT_CODE),
            ],
        ),
        Finding::of(
            "lead_untidy",
            Urgency::Soon,
            vec![
                ("name", NAME, Test::Mends(tidy_name)),
                ("company", COMPANY, Test::Mends(tidy_company)),
            ],
        ),
        Finding::one("lead_home", Urgency::Soon, MOBILE, Test::Mends(home)),
        Finding::one("lead_key", Urgency::Soon, COMPANY, Test::Mends(key)),
        asked(
            "lead_bare",
            Urgency::Later,
            vec![
                open(),
                test("company", Op::Empty, []),
                test("need", Op::Empty, []),
                test("source", Op::Empty, []),
            ],
        ),
    ];
    if !left.is_empty() {
        let left = left.iter().map(|id| Value::Number(*id));
        let held = Ask {
            field: "owner".to_owned(),
            is: Op::AnyOf,
            values: left.collect(),
        };
        findings.push(asked("lead_owner_left", Urgency::Now, vec![Condition::Test(held)]));
    }
    Kind {
        noun: &LEADS,
        from: "leads l",
        id: "l.id",
        living: "l.deleted_at is null",
        called: "coalesce(l.name, l.company)",
        beside: "iif(l.name is null, null, l.company)",
        columns: &COLUMNS,
        scanned: SCANNED,
        apart: Some(QUARANTINE),
        findings,
    }
}

fn test<const N: usize>(field: &str, is: Op, values: [Value; N]) -> Condition {
    Condition::Test(Ask {
        field: field.to_owned(),
        is,
        values: values.into(),
    })
}

fn open() -> Condition {
    test("state", Op::AnyOf, OPEN.map(|state| Value::Text(state.to_owned())))
}

/// What was collected under another lead is meant to share its keys.
fn shared(column: &'static str, shows: usize) -> (&'static str, usize, Test) {
    let among = &[
        "{}.deleted_at is null",
        "{}.quarantine is null",
        "{}.source_lead_id is null",
    ];
    (column, shows, Test::Shared { column, among })
}

fn tidy_name(values: &Values<'_>) -> Option<Mended> {
    Some(vec![("name", tidy::name(values.text(NAME)?)?)])
}

fn tidy_company(values: &Values<'_>) -> Option<Mended> {
    let company = tidy::name(values.text(COMPANY)?)?;
    let mut mended = Vec::from_iter(company_key(&company).map(|key| ("company_key", key)));
    mended.insert(0, ("company", company));
    Some(mended)
}

/// Where a mobile number is at home, when nobody has said.
fn home(values: &Values<'_>) -> Option<Mended> {
    if values.text(CITY).is_some() {
        return None;
    }
    let mobile = values.text(MOBILE).filter(|mobile| mobile.len() == 11)?;
    let home = Segment::of(mobile)?;
    Some(vec![
        ("province", home.province.to_owned()),
        ("city", home.city.to_owned()),
        ("carrier", home.carrier_name(Language::Zh).to_owned()),
    ])
}

fn key(values: &Values<'_>) -> Option<Mended> {
    if values.text(COMPANY_KEY).is_some() {
        return None;
    }
    Some(vec![("company_key", company_key(values.text(COMPANY)?)?)])
}
