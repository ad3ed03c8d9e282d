//! What can be wrong with customers.

use super::checks::{Column, Finding, Kind, Mended, Test, Urgency, Values};
use crate::records::customers::CUSTOMERS;
use crate::records::identity::company_key;
use leadwell_rules::cleaning::{CreditCode, tidy};
use leadwell_rules::text::squash;

const NAME: usize = 0;
const COMPANY_KEY: usize = 1;
const PHONE: usize = 2;
const CREDIT_CODE: usize = 3;
const SCANNED: usize = 4;
const OWNER: usize = 4;

static COLUMNS: [Column; 5] = [
    ("name", "a.name"),
    ("company_key", "a.company_key"),
    ("phone", "a.phone"),
    ("credit_code", "a.credit_code"),
    ("owner", "(select u.name from people u where u.id = a.owner_id)"),
];

/// Customers, with what can be wrong with them.
pub(super) fn kind() -> Kind {
    let shared = |part, column, shows| {
        let among = &["{}.deleted_at is null"];
        (part, shows, Test::Shared { column, among })
    };
    Kind {
        noun: &CUSTOMERS,
        from: "customers a",
        id: "a.id",
        living: "a.deleted_at is null",
        called: "a.name",
        beside: "a.region",
        columns: &COLUMNS,
        scanned: SCANNED,
        apart: None,
        findings: vec![
            Finding::one(
                "customer_owner_left",
                Urgency::Now,
                OWNER,
                Test::Sql("a.owner_id in (select id from people where active = 0)"),
            ),
            Finding::one("customer_unowned", Urgency::Now, NAME, Test::Sql("a.owner_id is null")),
            Finding::of(
                "customer_unreadable",
                Urgency::Soon,
                vec![
                    ("phone", PHONE, Test::Wrong(wrong_phone)),
                    ("credit_code", CREDIT_CODE, Test::Wrong(wrong_credit_code)),
                ],
            ),
            Finding::of(
                "customer_same_key",
                Urgency::Soon,
                vec![
                    shared("name", "name_key", NAME),
                    shared("credit_code", "credit_code", CREDIT_CODE),
                ],
            ),
            Finding::of(
                "customer_form",
                Urgency::Soon,
                vec![
                    ("phone", PHONE, Test::Mends(tidy_phone)),
                    ("credit_code", CREDIT_CODE, Test::Mends(tidy_credit_code)),
                ],
            ),
            Finding::one("customer_untidy", Urgency::Soon, NAME, Test::Mends(tidy_name)),
            Finding::one("customer_key", Urgency::Soon, NAME, Test::Mends(key)),
            Finding::one(
                "customer_no_industry",
                Urgency::Later,
                NAME,
                Test::Sql("a.industry is null"),
            ),
        ],
    }
}

fn wrong_phone(values: &Values<'_>) -> bool {
    values.text(PHONE).is_some_and(|phone| !tidy::is_phone(phone))
}

fn wrong_credit_code(values: &Values<'_>) -> bool {
    values
        .text(CREDIT_CODE)
        .is_some_and(|code| CreditCode::read(code).is_err())
}

fn tidy_phone(values: &Values<'_>) -> Option<Mended> {
    Some(vec![("phone", tidy::phone(values.text(PHONE)?)?)])
}

/// Upper case, half-width, without spaces: the check digit says that nothing went.
fn tidy_credit_code(values: &Values<'_>) -> Option<Mended> {
    let written = values.text(CREDIT_CODE)?;
    let code = CreditCode::read(written).ok()?.code;
    (code != written && squash(written) == squash(&code)).then(|| vec![("credit_code", code)])
}

fn tidy_name(values: &Values<'_>) -> Option<Mended> {
    let name = tidy::name(values.text(NAME)?)?;
    let mut mended = vec![("name_key", squash(&name))];
    mended.extend(company_key(&name).map(|key| ("company_key", key)));
    mended.push(("name", name));
    Some(mended)
}

fn key(values: &Values<'_>) -> Option<Mended> {
    if values.text(COMPANY_KEY).is_some() {
        return None;
    }
    Some(vec![("company_key", company_key(values.text(NAME)?)?)])
}
