//! Contact persons.

use super::accounts::customers;
use super::people::everybody;
use super::records::{RecordPen, Records, number, text};
use super::{Closing, Kind};
use crate::failure::Failure;
use crate::imports::findings::Findings;
use crate::imports::lookup::{Lookup, Meant};
use crate::imports::model::KindName;
use crate::imports::outcome::{Outcome, Problem, Refusal};
use crate::imports::plan::Prepared;
use crate::imports::spec::{Field, Spec, Type, field};
use crate::imports::table::Row;
use crate::permission::Permission;
use crate::store::Read;
use std::collections::BTreeMap;

const FIELDS: [Field; 10] = [
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
        "account",
        "公司",
        "Company",
        Type::Account,
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
        Type::User,
        &["contact owner", "所有者", "跟进人", "销售", "归属人"],
    ),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    kind: KindName::Contacts,
    zh: "联系人",
    en: "Contacts",
    table: "contacts",
    alive: "deleted_at is null",
    fields: &FIELDS,
    needs: &["name", "first_name", "last_name"],
    unique: &[],
    permission: Permission::CustomerWrite,
};

const COLUMNS: [&str; 8] = [
    "name",
    "account_id",
    "title",
    "mobile",
    "phone",
    "email",
    "wechat",
    "owner_id",
];

/// Takes rows of contact persons.
pub struct Contacts {
    plan: Prepared,
    records: Records,
    at: [usize; 10],
    accounts: Lookup,
    people: Lookup,
    made: Made,
}

/// Customers made because a row names them and nobody knows them.
pub struct Made {
    wanted: bool,
    records: Records,
    count: u64,
}

const ACCOUNT: [&str; 2] = ["name", "name_key"];

impl Made {
    /// None yet.
    pub fn new(plan: &Prepared) -> Made {
        let accounts = Prepared {
            spec: &super::accounts::SPEC,
            ..plan.clone()
        };
        Made {
            wanted: plan.create_missing_accounts,
            records: Records::new(&accounts, &ACCOUNT, true),
            count: 0,
        }
    }

    /// The customer a cell means; one nobody knows is made if the plan wants that.
    pub fn account(
        &mut self,
        accounts: &mut Lookup,
        pen: &mut RecordPen<'_>,
        cell: Option<&str>,
    ) -> Result<Option<i64>, Refusal> {
        let Some(cell) = cell else { return Ok(None) };
        match accounts.find(cell) {
            Meant::Record(id) => Ok(Some(id)),
            Meant::Nothing => Ok(None),
            Meant::Unknown if self.wanted => {
                let id = self.records.insert(
                    pen,
                    &[text(Some(cell)), text(Some(&leadwell_rules::text::squash(cell)))],
                )?;
                accounts.made(cell, id);
                self.count += 1;
                Ok(Some(id))
            }
            Meant::Unknown => Err(accounts.problem(cell).into()),
        }
    }

    /// Their statements.
    pub fn pen<'c>(&self, read: &Read<'c>) -> Result<RecordPen<'c>, Failure> {
        self.records.pen(read)
    }

    /// How many were made.
    pub fn count(&self) -> u64 {
        self.count
    }
}

impl Contacts {
    fn name(&self, row: &Row) -> Option<String> {
        let [_, _, name, first, last, ..] = self.at;
        if let Some(name) = self.plan.text(name, row) {
            return Some(name.to_owned());
        }
        match (self.plan.text(first, row), self.plan.text(last, row)) {
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
            // Chinese names are written family name first, without a space.
            (Some(first), Some(last)) if first.is_ascii() || last.is_ascii() => Some(format!("{first} {last}")),
            (Some(first), Some(last)) => Some(if is_chinese(first) && is_chinese(last) {
                format!("{last}{first}")
            } else {
                format!("{first} {last}")
            }),
        }
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '·'))
}

impl Kind for Contacts {
    type Pen<'c> = (RecordPen<'c>, RecordPen<'c>);

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let mut contacts = Contacts {
            records: Records::new(plan, &COLUMNS, true),
            at: std::array::from_fn(|place| place),
            accounts: Lookup::new(plan, "account", "import.unknown_account"),
            people: Lookup::new(plan, "owner", "import.unknown_user"),
            made: Made::new(plan),
            plan: plan.clone(),
        };
        contacts.refresh(read)?;
        Ok(contacts)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if self.plan.mapped(self.plan.place("account")) {
            self.accounts.fill(customers(read)?);
        }
        if self.plan.mapped(self.plan.place("owner")) {
            self.people.fill(everybody(read)?);
        }
        Ok(())
    }

    fn pen<'c>(&self, read: &Read<'c>) -> Result<Self::Pen<'c>, Failure> {
        Ok((self.records.pen(read)?, self.made.pen(read)?))
    }

    fn take(
        &mut self,
        (pen, account_pen): &mut Self::Pen<'_>,
        row: &Row,
        found: Option<i64>,
    ) -> Result<Outcome, Refusal> {
        let [email, mobile, name, _, _, account, title, phone, wechat, owner] = self.at;
        let called = self.name(row);
        if called.is_none() && found.is_none() {
            return Err(Problem::cell("row.missing", name, "").into());
        }
        let owner = match self.plan.text(owner, row) {
            None => None,
            Some(cell) => match self.people.find(cell) {
                Meant::Record(id) => Some(id),
                Meant::Nothing => None,
                Meant::Unknown => return Err(self.people.problem(cell).into()),
            },
        };
        let account = self
            .made
            .account(&mut self.accounts, account_pen, self.plan.text(account, row))?;
        let given = [
            text(called.as_deref()),
            number(account),
            text(self.plan.text(title, row)),
            text(self.plan.text(mobile, row)),
            text(self.plan.text(phone, row)),
            text(self.plan.text(email, row)),
            text(self.plan.text(wechat, row)),
            number(owner),
        ];
        Ok(self.records.put(pen, found, &given)?.0)
    }

    fn finish(&mut self, _: &Read<'_>, _: &mut Self::Pen<'_>) -> Result<Closing, Failure> {
        Ok(Closing {
            beside: self.made.count(),
            promoted: 0,
        })
    }

    fn findings(&self, findings: &mut Findings) {
        self.accounts.findings(findings);
        self.people.findings(findings);
    }

    fn accepted(&self) -> Vec<(&'static str, &BTreeMap<String, String>)> {
        vec![self.accounts.accepted(), self.people.accepted()]
    }
}
