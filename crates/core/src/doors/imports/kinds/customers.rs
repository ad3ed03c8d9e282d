//! Customers. A parent may stand further down in the file: it is settled when all rows are known.

use super::people::owners;
use super::records::{RecordWriter, Records, number, text};
use super::registered::Registered;
use super::tree::Tree;
use super::{Closing, Found, Kind, carried_list};
use crate::doors::imports::findings::Findings;
use crate::doors::imports::lookup::{Lookup, Meant};
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::passes::Passes;
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::spec::{Field, Spec, Type, field};
use crate::doors::imports::table::Row;
use crate::doors::imports::wanted::OnMatch;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::customers::CUSTOMERS;
use crate::records::identity::company_key;
use crate::records::registrations::CustomerKeys;
use leadwell_rules::text::squash;
use rusqlite::named_params;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::borrow::Cow;

static FIELDS: [Field; 11] = [
    field(
        "name",
        "客户名称",
        "Account name",
        Type::Text,
        &[
            "account",
            "客户",
            "公司名称",
            "企业名称",
            "公司",
            "company",
            "company name",
            "customer",
            "customer name",
            "client",
            "organization",
            "organization - name",
            "name",
            "名称",
            "单位名称",
        ],
    )
    .keyed("name")
    .needed(),
    field(
        "industry",
        "行业",
        "Industry",
        Type::Text,
        &["sector", "所属行业", "客户行业", "line of business"],
    ),
    field(
        "region",
        "地区",
        "Region",
        Type::Text,
        &[
            "office_location",
            "location",
            "country",
            "country/region",
            "区域",
            "省份",
            "城市",
            "所在地",
            "国家",
            "state/region",
        ],
    ),
    field(
        "website",
        "网址",
        "Website",
        Type::Text,
        &[
            "网站",
            "官网",
            "公司网址",
            "url",
            "web site",
            "website url",
            "company domain name",
            "domain",
        ],
    ),
    field(
        "phone",
        "电话",
        "Phone",
        Type::Text,
        &["联系电话", "公司电话", "phone number", "tel", "telephone"],
    ),
    field(
        "employees",
        "员工人数",
        "Employees",
        Type::Integer,
        &[
            "人数",
            "公司人数",
            "员工数",
            "规模",
            "number of employees",
            "headcount",
            "staff",
        ],
    ),
    field(
        "revenue",
        "年营收（本位币）",
        "Annual revenue (base currency)",
        Type::Money,
        &[
            "revenue",
            "annual revenue",
            "年营业额",
            "年收入",
            "营收",
            "营业收入",
            "年销售额",
            "turnover",
        ],
    ),
    field(
        "founded_year",
        "成立年份",
        "Founded",
        Type::Year,
        &[
            "year_established",
            "year founded",
            "成立时间",
            "成立日期",
            "founded year",
            "established",
        ],
    ),
    field(
        "parent",
        "母公司",
        "Parent company",
        Type::Customer,
        &[
            "subsidiary_of",
            "上级客户",
            "上级公司",
            "parent",
            "parent account",
            "所属集团",
        ],
    ),
    field(
        "owner",
        "负责人",
        "Owner",
        Type::Person,
        &[
            "account owner",
            "company owner",
            "客户负责人",
            "所有者",
            "跟进人",
            "销售",
            "归属人",
        ],
    ),
    field(
        "note",
        "备注",
        "Note",
        Type::Text,
        &["说明", "描述", "description", "notes", "remark", "remarks", "comment"],
    ),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    noun: &CUSTOMERS,
    zh: "客户",
    en: "Accounts",
    fields: Cow::Borrowed(&FIELDS),
    needs: &["name"],
    unique: &[],
    passes: Passes::of::<Customers>(),
};

const COLUMNS: [&str; 13] = [
    "name",
    "name_key",
    "company_key",
    "industry",
    "region",
    "website",
    "phone",
    "employees",
    "revenue_minor",
    "founded_year",
    "parent_id",
    "owner_id",
    "note",
];
const PARENT: usize = 10;
const OWNER: usize = 11;

/// The customers that the person sees by name, the oldest first.
pub fn customers_by_name(read: &Read<'_>) -> Result<Vec<(String, i64)>, Failure> {
    let (seen, joined) = (CUSTOMERS.seen(), CUSTOMERS.joined());
    read.all(
        &format!(
            "with seen as (select t.id, t.name from customers t {joined} where t.deleted_at is null and {seen})
             select name, id from seen
             union all
             select gone.name, seen.id from merges m join customers gone on gone.id = m.gone_id join seen on seen.id = m.kept_id
             where m.entity = 'customers' and not exists (select 1 from seen same where same.name = gone.name)
             order by 2"
        ),
        named_params! { ":scope": read.actor.scope.bound() },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    customer: i64,
    parent: String,
    unchanged: bool,
}

/// Takes rows of customers.
pub struct Customers {
    plan: Prepared,
    records: Records,
    at: [usize; 11],
    people: Lookup,
    parents: Lookup,
    registered: Registered,
    tree: Tree,
    waiting: Vec<Waiting>,
    /// How many of them were carried already.
    carried: usize,
    circles: u64,
}

impl Kind for Customers {
    type RowWriter<'c> = RecordWriter<'c>;

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let mut customers = Customers {
            records: Records::new(plan, &COLUMNS, true),
            at: std::array::from_fn(|place| place),
            people: Lookup::new(plan, "owner", "import.unknown_person"),
            parents: Lookup::new(plan, "parent", "import.unknown_parent").growing(),
            registered: Registered::load(read)?,
            tree: Tree::default(),
            waiting: Vec::new(),
            carried: 0,
            circles: 0,
            plan: plan.clone(),
        };
        customers.refresh(read)?;
        Ok(customers)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.registered.reload(read)?;
        if self.plan.mapped(self.plan.place("owner")) {
            self.people.fill(owners(read, self.plan.spec.noun)?);
        }
        if self.plan.mapped(self.plan.place("parent")) {
            self.parents.fill(customers_by_name(read)?);
            self.tree = Tree::load(read, "select id, parent_id from customers where parent_id is not null")?;
        }
        Ok(())
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<RecordWriter<'c>, Failure> {
        self.records.writer(read)
    }

    type Said = ();

    fn said(&self, _: &Row) {}

    fn take(
        &mut self,
        writer: &mut RecordWriter<'_>,
        row: &Row,
        (): (),
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let [
            name,
            industry,
            region,
            website,
            phone,
            employees,
            revenue,
            founded,
            parent,
            owner,
            note,
        ] = self.at;
        let plan = &self.plan;
        let called = plan.text(name, row);
        if called.is_none() && found == Found::New {
            wrong.note(Problem::cell("row.missing", name, ""));
        }
        let owner = wrong.read(self.people.record(plan.text(owner, row)));
        let above = plan.text(parent, row).map(|cell| (cell, self.parents.known(cell)));
        let company = called.and_then(company_key);
        let mut given = [
            text(called),
            text(called.map(squash).as_deref()),
            text(company.as_deref()),
            text(plan.text(industry, row)),
            text(plan.text(region, row)),
            text(plan.text(website, row)),
            text(plan.text(phone, row)),
            number(wrong.read(plan.integer(employees, row))),
            number(wrong.read(plan.money(revenue, row, &plan.settings.currency))),
            number(wrong.read(plan.year(founded, row))),
            None,
            number(owner),
            text(plan.text(note, row)),
        ];
        wrong.settle()?;
        let found = found.record();
        given[OWNER] = number(self.owner(writer, found, company.as_deref(), owner)?);
        // One that has a parent keeps it when gaps alone are filled.
        let settled = self.plan.on_match == OnMatch::Merge && found.is_some_and(|id| self.tree.has(id));
        let above = above.filter(|_| !settled);
        if let (Some(id), Some((_, Some(above)))) = (found, above) {
            if self.tree.put(id, above) {
                given[PARENT] = Some(Value::Integer(above));
            } else {
                self.circles += 1;
            }
        }
        let (outcome, id) = self.records.put(writer, found, &given)?;
        if let (Some(called), None, true) = (called, found, self.plan.mapped(parent)) {
            self.parents.add(called.to_owned(), id);
        }
        if let Some((cell, _)) = above.filter(|(_, known)| found.is_none() || known.is_none()) {
            self.waiting.push(Waiting {
                customer: id,
                parent: cell.to_owned(),
                unchanged: outcome == Outcome::Unchanged,
            });
        }
        Ok((outcome, id))
    }

    fn finish(&mut self, read: &Read<'_>, _: &mut RecordWriter<'_>) -> Result<Closing, Failure> {
        let mut closing = Closing::default();
        let mut update = read.sql("update customers set parent_id = ?1 where id = ?2 and parent_id is not ?1")?;
        for waiting in std::mem::take(&mut self.waiting) {
            let Meant::Record(parent) = self.parents.find(&waiting.parent) else {
                continue;
            };
            if !self.tree.put(waiting.customer, parent) {
                self.circles += 1;
                continue;
            }
            if !self.plan.dry() {
                update.execute([parent, waiting.customer])?;
            }
            closing.promoted += u64::from(waiting.unchanged);
        }
        Ok(closing)
    }

    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        vec![&mut self.people, &mut self.parents]
    }

    fn carry(&mut self) -> Json {
        let fresh = json!(self.waiting.get(self.carried..));
        self.carried = self.waiting.len();
        fresh
    }

    fn take_up(&mut self, carried: &Json) -> Result<(), Failure> {
        self.waiting.extend(carried_list::<Waiting>(carried)?);
        self.carried = self.waiting.len();
        Ok(())
    }

    fn lookups(&self) -> Vec<&Lookup> {
        vec![&self.people, &self.parents]
    }

    fn findings(&self, findings: &mut Findings) {
        findings.rows("import.parent_circle", Some("parent"), self.circles, false, &[]);
        self.registered.findings(findings);
    }
}

impl Customers {
    /// Whose the customer becomes. A known one has somebody already: only a new owner is asked about.
    fn owner(
        &mut self,
        writer: &mut RecordWriter<'_>,
        found: Option<i64>,
        company: Option<&str>,
        said: Option<i64>,
    ) -> Result<Option<i64>, Refusal> {
        let Some(id) = found else {
            let customer = CustomerKeys {
                company,
                ..CustomerKeys::default()
            };
            return Ok(self.registered.owner(&customer, said));
        };
        // Most customers nobody has registered: theirs is not read twice.
        if said.is_none() || !self.registered.knows(id) {
            return Ok(said);
        }
        let has = self.records.existing(writer, id)?.swap_remove(OWNER);
        let stays = self.plan.on_match == OnMatch::Merge && has != Value::Null;
        if stays || number(said) == Some(has) {
            return Ok(said);
        }
        Ok(self.registered.owner_at(id, said))
    }
}
