//! Contacts.

use super::customers::customers_by_name;
use super::people::owners;
use super::records::{RecordWriter, Records, number, text};
use super::{Closing, Found, Kind};
use crate::doors::imports::findings::Findings;
use crate::doors::imports::fingerprint::Seen;
use crate::doors::imports::lookup::{Lookup, Meant};
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::passes::Passes;
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::spec::{Field, Spec, Type, field};
use crate::doors::imports::table::Row;
use crate::doors::imports::wanted::OnMatch;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::contacts::CONTACTS;
use crate::records::contacts::{tidy_email, tidy_mobile, tidy_wechat};
use crate::records::identity::company_key;
use leadwell_rules::text::squash;
use rusqlite::named_params;
use rusqlite::types::Value;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::sync::Arc;

static FIELDS: [Field; 10] = [
    field(
        "email",
        "邮箱",
        "E-mail",
        Type::Text,
        &[
            "email",
            "e-mail",
            "电子邮箱",
            "电子邮件",
            "邮件",
            "email address",
            "mail",
        ],
    )
    .keyed("email"),
    field(
        "mobile",
        "手机",
        "Mobile",
        Type::Text,
        &[
            "手机号",
            "手机号码",
            "移动电话",
            "mobile phone",
            "cell",
            "cell phone",
            "mobile number",
        ],
    )
    .keyed("mobile"),
    field(
        "name",
        "姓名",
        "Name",
        Type::Text,
        &[
            "联系人",
            "联系人姓名",
            "full name",
            "contact",
            "contact name",
            "称呼",
            "名称",
            "person - name",
        ],
    )
    .keyable("name"),
    field(
        "first_name",
        "名",
        "First name",
        Type::Text,
        &["given name", "firstname", "名字"],
    ),
    field(
        "last_name",
        "姓",
        "Last name",
        Type::Text,
        &["surname", "family name", "lastname", "姓氏"],
    ),
    field(
        "customer",
        "公司",
        "Company",
        Type::Customer,
        &[
            "客户",
            "客户名称",
            "公司名称",
            "企业",
            "company name",
            "account",
            "account name",
            "organization",
            "associated company",
            "customer",
            "customer name",
            "client",
            "所属客户",
            "单位",
        ],
    ),
    field(
        "title",
        "职务",
        "Title",
        Type::Text,
        &["职位", "job title", "position", "岗位", "role"],
    ),
    field(
        "phone",
        "电话",
        "Phone",
        Type::Text,
        &[
            "固定电话",
            "办公电话",
            "联系电话",
            "phone number",
            "work phone",
            "座机",
            "tel",
            "telephone",
        ],
    ),
    field(
        "wechat",
        "微信号",
        "WeChat",
        Type::Text,
        &["微信", "wechat id", "weixin"],
    )
    .keyable("wechat"),
    field(
        "owner",
        "负责人",
        "Owner",
        Type::Person,
        &["contact owner", "所有者", "跟进人", "销售", "归属人"],
    ),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    noun: &CONTACTS,
    zh: "联系人",
    en: "Contacts",
    fields: Cow::Borrowed(&FIELDS),
    needs: &["name", "first_name", "last_name"],
    unique: &[],
    passes: Passes::of::<Contacts>(),
};

const COLUMNS: [&str; 8] = [
    "name",
    "customer_id",
    "title",
    "mobile",
    "phone",
    "email",
    "wechat",
    "owner_id",
];

const CUSTOMER_COLUMN: usize = 1;
type Tidy = fn(&str) -> String;
/// The places of what one reaches somebody by, each with the form in which it is compared.
const WAYS: [(usize, Tidy); 3] = [(3, tidy_mobile), (5, tidy_email), (6, tidy_wechat)];

/// Takes rows of contacts.
pub struct Contacts {
    plan: Prepared,
    records: Records,
    at: [usize; 10],
    customers: Lookup,
    people: Lookup,
    made: Made,
    /// Name and customer of the contacts that are there, when rows have no key.
    there: Option<Seen>,
    like_one_there: u64,
}

/// Customers made because a row names them and nobody knows them.
pub struct Made {
    wanted: bool,
    records: Records,
    count: u64,
}

/// The customer a row names.
#[derive(Debug, Default, Clone, Copy)]
pub enum NamedCustomer<'r> {
    /// None.
    #[default]
    Nobody,
    /// This one.
    Known(i64),
    /// One that is to be made.
    New(&'r str),
}

const CUSTOMER: [&str; 3] = ["name", "name_key", "company_key"];

impl Made {
    /// None yet.
    pub fn new(plan: &Prepared) -> Made {
        let customers = Prepared {
            spec: Arc::new(super::customers::SPEC.clone()),
            ..plan.clone()
        };
        Made {
            wanted: plan.create_missing_customers,
            records: Records::new(&customers, &CUSTOMER, true),
            count: 0,
        }
    }

    /// The customer a cell means.
    pub fn customer<'r>(&self, customers: &mut Lookup, cell: Option<&'r str>) -> Result<NamedCustomer<'r>, Problem> {
        let Some(cell) = cell else {
            return Ok(NamedCustomer::Nobody);
        };
        match customers.find(cell) {
            Meant::Record(id) => Ok(NamedCustomer::Known(id)),
            Meant::Nothing => Ok(NamedCustomer::Nobody),
            Meant::Unknown if self.wanted => Ok(NamedCustomer::New(cell)),
            Meant::Unknown => Err(customers.problem(cell)),
        }
    }

    /// The customer's id; a new one is made. Only for a row with which nothing is wrong.
    pub fn settle(
        &mut self,
        customers: &mut Lookup,
        writer: &mut RecordWriter<'_>,
        customer: NamedCustomer<'_>,
    ) -> Result<Option<i64>, Refusal> {
        match customer {
            NamedCustomer::Nobody => Ok(None),
            NamedCustomer::Known(id) => Ok(Some(id)),
            NamedCustomer::New(name) => {
                let id = self.records.insert(
                    writer,
                    &[
                        text(Some(name)),
                        text(Some(&squash(name))),
                        text(company_key(name).as_deref()),
                    ],
                )?;
                customers.made(name, id);
                self.count += 1;
                Ok(Some(id))
            }
        }
    }

    /// Their statements.
    pub fn writer<'c>(&self, read: &Read<'c>) -> Result<RecordWriter<'c>, Failure> {
        self.records.writer(read)
    }

    /// Those made before the import was interrupted count as well.
    pub fn take_up(&mut self, carried: &Json) {
        self.count = carried.as_u64().unwrap_or_default();
    }

    /// How many were made.
    pub fn count(&self) -> u64 {
        self.count
    }
}

/// The name of a person, whole or in parts.
pub fn full_name(whole: Option<&str>, first: Option<&str>, last: Option<&str>) -> Option<String> {
    if let Some(whole) = whole {
        return Some(whole.to_owned());
    }
    match (first, last) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        // Chinese names are written family name first, without a space.
        (Some(first), Some(last)) if is_chinese(first) && is_chinese(last) => Some(format!("{last}{first}")),
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
    }
}

/// The contacts that the person sees: name and customer.
fn there(read: &Read<'_>) -> Result<Seen, Failure> {
    let mut seen = Seen::default();
    let mut statement = read.sql(&format!(
        "select t.name, t.customer_id from contacts t {} where t.deleted_at is null and {}",
        CONTACTS.joined(),
        CONTACTS.seen()
    ))?;
    let mut rows = statement.query(named_params! { ":scope": read.actor.scope.bound() })?;
    while let Some(row) = rows.next()? {
        seen.again(&(row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?));
    }
    Ok(seen)
}

fn is_chinese(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '·'))
}

impl Kind for Contacts {
    type RowWriter<'c> = (RecordWriter<'c>, RecordWriter<'c>);

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let mut contacts = Contacts {
            records: Records::new(plan, &COLUMNS, true),
            at: std::array::from_fn(|place| place),
            customers: Lookup::new(plan, "customer", "import.unknown_customer"),
            people: Lookup::new(plan, "owner", "import.unknown_person"),
            made: Made::new(plan),
            there: plan.keyless().then(|| there(read)).transpose()?,
            like_one_there: 0,
            plan: plan.clone(),
        };
        contacts.refresh(read)?;
        Ok(contacts)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if self.plan.mapped(self.plan.place("customer")) {
            self.customers.fill(customers_by_name(read)?);
        }
        if self.plan.mapped(self.plan.place("owner")) {
            self.people.fill(owners(read, self.plan.spec.noun)?);
        }
        Ok(())
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<Self::RowWriter<'c>, Failure> {
        Ok((self.records.writer(read)?, self.made.writer(read)?))
    }

    type Said = ();

    fn said(&self, _: &Row) {}

    fn take(
        &mut self,
        (writer, customer_writer): &mut Self::RowWriter<'_>,
        row: &Row,
        (): (),
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let [email, mobile, name, first, last, customer, title, phone, wechat, owner] = self.at;
        let part = |field| self.plan.text(field, row);
        let called = full_name(part(name), part(first), part(last));
        if called.is_none() && found == Found::New {
            wrong.note(Problem::cell("row.missing", name, ""));
        }
        let plan = &self.plan;
        let owner = wrong.read(self.people.record(plan.text(owner, row)));
        // Who has a customer keeps it when gaps alone are filled: none is made for nothing.
        let keeps = match found {
            Found::Record(id) if plan.on_match == OnMatch::Merge => {
                self.records.existing(writer, id)?.get(CUSTOMER_COLUMN) != Some(&Value::Null)
            }
            _ => false,
        };
        let named = plan.text(customer, row).filter(|_| !keeps);
        let customer = wrong.read(self.made.customer(&mut self.customers, named));
        wrong.settle()?;
        let customer = self.made.settle(&mut self.customers, customer_writer, customer)?;
        if let (Some(there), Some(called)) = (&self.there, &called) {
            self.like_one_there += u64::from(there.has(&(called, customer)));
        }
        let mut given = [
            text(called.as_deref()),
            number(customer),
            text(plan.text(title, row)),
            text(plan.text(mobile, row).map(tidy_mobile).as_deref()),
            text(plan.text(phone, row)),
            text(plan.text(email, row).map(tidy_email).as_deref()),
            text(plan.text(wechat, row).map(tidy_wechat).as_deref()),
            number(owner),
        ];
        let Some(id) = found.record() else {
            return Ok((Outcome::Created, self.records.insert(writer, &given)?));
        };
        // The same number or address in another spelling is not another one.
        let existing = self.records.existing(writer, id)?;
        for (at, tidy) in WAYS {
            if let (Value::Text(old), Some(Value::Text(new))) = (&existing[at], &given[at])
                && tidy(old) == *new
            {
                given[at] = None;
            }
        }
        Ok((self.records.change(writer, id, &existing, &given)?, id))
    }

    fn finish(&mut self, _: &Read<'_>, _: &mut Self::RowWriter<'_>) -> Result<Closing, Failure> {
        Ok(Closing {
            beside: self.made.count(),
            promoted: 0,
        })
    }

    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        vec![&mut self.customers, &mut self.people]
    }

    fn carry(&mut self) -> Json {
        self.made.count().into()
    }

    fn take_up(&mut self, carried: &Json) -> Result<(), Failure> {
        self.made.take_up(carried);
        Ok(())
    }

    fn lookups(&self) -> Vec<&Lookup> {
        vec![&self.customers, &self.people]
    }

    fn findings(&self, findings: &mut Findings) {
        findings.like_one_there(self.like_one_there, &["name", "customer"]);
    }
}
