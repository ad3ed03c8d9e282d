//! What can be wrong with contacts: they are typed, imported and older than the rules.

use super::checks::{Column, Finding, Kind, Mended, Test, Urgency, Values};
use crate::records::contacts::CONTACTS;
use leadwell_rules::cleaning::{Email, tidy};

const NAME: usize = 0;
const MOBILE: usize = 1;
const PHONE: usize = 2;
const EMAIL: usize = 3;
const WECHAT: usize = 4;
const ORIGIN: usize = 5;
const SCANNED: usize = 6;
const OWNER: usize = 6;

static COLUMNS: [Column; 7] = [
    ("name", "c.name"),
    ("mobile", "c.mobile"),
    ("phone", "c.phone"),
    ("email", "c.email"),
    ("wechat", "c.wechat"),
    ("origin", "c.origin"),
    ("owner", "(select u.name from people u where u.id = c.owner_id)"),
];

/// Contacts, with what can be wrong with them.
pub(super) fn kind() -> Kind {
    let shared = |column, shows| {
        let among = &["{}.deleted_at is null"];
        (column, shows, Test::Shared { column, among })
    };
    Kind {
        noun: &CONTACTS,
        from: "contacts c",
        id: "c.id",
        living: "c.deleted_at is null",
        called: "c.name",
        beside: "(select a.name from customers a where a.id = c.customer_id)",
        columns: &COLUMNS,
        scanned: SCANNED,
        apart: None,
        findings: vec![
            Finding::one(
                "contact_owner_left",
                Urgency::Now,
                OWNER,
                Test::Sql("c.owner_id in (select id from people where active = 0)"),
            ),
            Finding::of(
                "contact_unreadable",
                Urgency::Soon,
                vec![
                    ("mobile", MOBILE, Test::Wrong(wrong_mobile)),
                    ("phone", PHONE, Test::Wrong(wrong_phone)),
                    ("email", EMAIL, Test::Wrong(wrong_email)),
                ],
            ),
            Finding::one(
                "contact_unreachable",
                Urgency::Soon,
                NAME,
                Test::Sql("coalesce(c.mobile, c.phone, c.email, c.wechat) is null"),
            ),
            Finding::of(
                "contact_same_key",
                Urgency::Soon,
                vec![
                    shared("mobile", MOBILE),
                    shared("email", EMAIL),
                    shared("wechat", WECHAT),
                ],
            ),
            Finding::of(
                "contact_form",
                Urgency::Soon,
                vec![
                    ("mobile", MOBILE, Test::Mends(|of| mend(of, MOBILE, tidy::mobile))),
                    ("phone", PHONE, Test::Mends(|of| mend(of, PHONE, tidy::phone))),
                    ("email", EMAIL, Test::Mends(|of| mend(of, EMAIL, tidy::email))),
                    ("wechat", WECHAT, Test::Mends(|of| mend(of, WECHAT, tidy::wechat))),
                ],
            ),
            Finding::one(
                "contact_untidy",
                Urgency::Soon,
                NAME,
                Test::Mends(|of| mend(of, NAME, tidy::name)),
            ),
        ],
    }
}

fn mend(values: &Values<'_>, column: usize, tidy: fn(&str) -> Option<String>) -> Option<Mended> {
    Some(vec![(COLUMNS[column].0, tidy(values.text(column)?)?)])
}

/// The numbers of the sample company are masked, so that nobody is called by mistake.
fn sample(values: &Values<'_>) -> bool {
    values.text(ORIGIN) == Some("sample")
}

fn wrong_mobile(values: &Values<'_>) -> bool {
    values.text(MOBILE).is_some_and(|mobile| !tidy::is_mobile(mobile)) && !sample(values)
}

fn wrong_phone(values: &Values<'_>) -> bool {
    values.text(PHONE).is_some_and(|phone| !tidy::is_phone(phone)) && !sample(values)
}

fn wrong_email(values: &Values<'_>) -> bool {
    values.text(EMAIL).is_some_and(|email| Email::read(email).is_err())
}
