//! Deals: a row of another program's export becomes a deal with the history its days imply.

mod compose;
pub mod fields;
mod writer;

use super::contacts::{Made, NamedCustomer};
use super::customers::customers_by_name;
use super::people::owners;
use super::records::RecordWriter;
use super::registered::Registered;
use super::{Closing, Found, Kind};
use crate::doors::imports::cells::{category_word, status_word};
use crate::doors::imports::findings::Findings;
use crate::doors::imports::fingerprint::Seen;
use crate::doors::imports::lookup::Lookup;
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal, bad_plan};
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::table::Row;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::deals::DEALS;
use crate::records::pipelines;
use crate::records::pipelines::Pipeline;
use fields::At;
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::time::{Day, Instant};
use rusqlite::named_params;
use serde_json::Value;
use std::collections::HashMap;
use writer::{DealWriter, Status};

/// A deal closes at noon of its day: after whatever else happened on it before.
const NOON: i64 = 12 * 3_600_000;

/// Rows to be said something about.
#[derive(Debug, Default)]
struct Counts {
    without_customer: u64,
    without_created: u64,
    without_owner: u64,
    open_without_amount: u64,
    lost_at_zero: u64,
    closed: u64,
    like_one_there: u64,
}

/// Takes rows of deals.
pub struct Deals {
    plan: Prepared,
    pipeline: Pipeline,
    closed_stage: usize,
    customers: Lookup,
    products: Lookup,
    people: Lookup,
    stages: Lookup,
    /// Words in the stage column that say how a deal ended.
    endings: HashMap<String, Option<&'static str>>,
    /// Name and list price.
    catalogue: HashMap<i64, (String, Option<Minor>)>,
    midnights: HashMap<Day, Instant>,
    made: Made,
    registered: Registered,
    /// Name, customer, amount and creation day of the deals that are there, when rows have no key.
    there: Option<Seen>,
    counts: Counts,
}

/// What a row says, before anything is filled in.
struct Said<'r> {
    code: Option<&'r str>,
    name: Option<&'r str>,
    customer: NamedCustomer<'r>,
    product: Option<i64>,
    owner: Option<i64>,
    stage: Option<usize>,
    status: Option<Status>,
    amount: Option<Minor>,
    currency: Option<Currency>,
    rate_micro: Option<i64>,
    probability_bp: Option<i64>,
    category: Option<&'static str>,
    created_on: Option<Day>,
    expected_on: Option<Day>,
    closed_on: Option<Day>,
    lost_reason: Option<&'r str>,
    competitor: Option<&'r str>,
    note: Option<&'r str>,
}

impl Deals {
    fn text<'r>(&self, at: At, row: &'r Row) -> Option<&'r str> {
        self.plan.text(at as usize, row)
    }

    /// What the stage and status columns say: a stage of the pipeline, and how the deal stands.
    fn standing(&mut self, row: &Row, wrong: &mut Problems) -> (Option<usize>, Option<Status>) {
        let mut stage = None;
        let mut status = None;
        if let Some(cell) = self.plan.text(At::Stage as usize, row) {
            let ending = match self.endings.get(cell) {
                Some(ending) => *ending,
                None => {
                    let ending = if self.stages.known(cell).is_some() {
                        None
                    } else {
                        status_word(cell)
                    };
                    self.endings.insert(cell.to_owned(), ending);
                    ending
                }
            };
            match ending {
                Some(word) => status = Some(Status::from_stored(word)),
                None => {
                    let id = wrong.read(self.stages.record(Some(cell)));
                    stage = id.and_then(|id| self.pipeline.stages.iter().position(|stage| stage.id.0 == id));
                }
            }
        }
        let said = wrong.read(self.word(At::Status, row, status_word, "row.bad_status"));
        let said = said.map(Status::from_stored).or(status);
        (stage, said.or(stage.map(|_| Status::Open)))
    }

    /// A cell that holds one of a few words; the word's stored name.
    fn word(
        &self,
        at: At,
        row: &Row,
        name: fn(&str) -> Option<&'static str>,
        code: &'static str,
    ) -> Result<Option<&'static str>, Problem> {
        let read = |cell| name(cell).ok_or_else(|| Problem::cell(code, at as usize, cell));
        self.text(at, row).map(read).transpose()
    }

    fn read<'r>(&mut self, row: &'r Row, wrong: &mut Problems) -> Said<'r> {
        let blank = |deals: &Deals, at: At| u64::from(deals.plan.mapped(at as usize) && deals.text(at, row).is_none());
        // What is said about the file is about all its rows, also those that are set aside.
        self.counts.without_customer += blank(self, At::Customer);
        self.counts.without_created += blank(self, At::Created);
        self.counts.without_owner += u64::from(self.text(At::Owner, row).is_none());
        let (stage, status) = self.standing(row, wrong);
        if !wrong.about(At::Stage as usize) && !wrong.about(At::Status as usize) {
            let ended = status.is_some_and(|status| status != Status::Open);
            self.counts.closed += u64::from(ended && stage.is_none());
            self.counts.open_without_amount += u64::from(!ended && self.text(At::Amount, row).is_none());
        }
        let plan = &self.plan;
        let currency = wrong.read(plan.currency(At::Currency as usize, row));
        let counted_in = currency.unwrap_or(plan.settings.currency);
        let mut amount = wrong.read(plan.money(At::Amount as usize, row, &counted_in));
        if status == Some(Status::Lost) && amount == Some(0) {
            self.counts.lost_at_zero += 1;
            amount = None;
        }
        Said {
            code: plan.text(At::Code as usize, row),
            name: plan.text(At::Name as usize, row),
            customer: wrong.read(
                self.made
                    .customer(&mut self.customers, plan.text(At::Customer as usize, row)),
            ),
            product: wrong.read(self.products.record(plan.text(At::Product as usize, row))),
            owner: wrong.read(self.people.record(plan.text(At::Owner as usize, row))),
            stage,
            status,
            amount,
            currency,
            rate_micro: wrong.read(plan.exchange_rate(At::Rate as usize, row)),
            probability_bp: wrong.read(plan.rate(At::Probability as usize, row)),
            category: wrong.read(self.word(At::Category, row, category_word, "row.bad_category")),
            created_on: wrong.read(plan.day(At::Created as usize, row)),
            expected_on: wrong.read(plan.day(At::Expected as usize, row)),
            closed_on: wrong.read(plan.day(At::Closed as usize, row)),
            lost_reason: plan.text(At::LostReason as usize, row),
            competitor: plan.text(At::Competitor as usize, row),
            note: plan.text(At::Note as usize, row),
        }
    }
}

/// The deals that the person sees: name, customer, amount and creation day.
fn there(read: &Read<'_>) -> Result<Seen, Failure> {
    let mut seen = Seen::default();
    let mut statement = read.sql(&format!(
        "select t.name, t.customer_id, t.amount_minor, t.created_on from deals t where t.deleted_at is null and {}",
        DEALS.seen()
    ))?;
    let mut rows = statement.query(named_params! { ":scope": read.actor.scope.bound() })?;
    while let Some(row) = rows.next()? {
        let (name, customer, amount): (String, Option<i64>, Option<Minor>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        seen.again(&(name, customer, amount, row.get::<_, Option<String>>(3)?));
    }
    Ok(seen)
}

impl Kind for Deals {
    type RowWriter<'c> = (DealWriter<'c>, RecordWriter<'c>);

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let pipeline = match plan.pipeline_id {
            Some(id) => pipelines::find(read, id)?,
            None => pipelines::first(read)?,
        };
        let last = pipeline
            .stages
            .len()
            .checked_sub(1)
            .ok_or_else(|| bad_plan("pipeline.no_stages", "pipeline_id"))?;
        let closed_stage = match plan.closed_stage_id {
            None => last,
            Some(id) => {
                let place = pipeline.stages.iter().position(|stage| stage.id == id);
                place.ok_or_else(|| bad_plan("stage.unknown", "closed_stage_id"))?
            }
        };
        let mut deals = Deals {
            closed_stage,
            customers: Lookup::new(plan, "customer", "import.unknown_customer"),
            products: Lookup::new(plan, "product", "import.unknown_product"),
            people: Lookup::new(plan, "owner", "import.unknown_person"),
            stages: Lookup::new(plan, "stage", "import.unknown_stage").joining(),
            endings: HashMap::new(),
            catalogue: HashMap::new(),
            midnights: HashMap::new(),
            made: Made::new(plan),
            registered: Registered::load(read)?,
            there: plan.keyless().then(|| there(read)).transpose()?,
            counts: Counts::default(),
            plan: plan.clone(),
            pipeline,
        };
        deals.refresh(read)?;
        Ok(deals)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.registered.reload(read)?;
        let id = self.pipeline.id;
        let closed = self.pipeline.stages.get(self.closed_stage).map(|stage| stage.id);
        self.pipeline = pipelines::find(read, id)?;
        let stages = &self.pipeline.stages;
        if stages.is_empty() {
            return Err(bad_plan("pipeline.no_stages", "pipeline_id"));
        }
        self.closed_stage = stages
            .iter()
            .position(|stage| Some(stage.id) == closed)
            .unwrap_or(stages.len() - 1);
        self.stages
            .fill(stages.iter().map(|stage| (stage.name.clone(), stage.id.0)).collect());
        self.endings.clear();
        if self.plan.mapped(At::Customer as usize) {
            self.customers.fill(customers_by_name(read)?);
        }
        if self.plan.mapped(At::Owner as usize) {
            self.people.fill(owners(read, self.plan.spec.noun)?);
        }
        let products = read.all(
            "select id, name, code, list_price_minor from products order by id",
            [],
            |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Option<String>>(2)?,
                    row.get::<_, Option<Minor>>(3)?,
                ))
            },
        )?;
        let codes = products
            .iter()
            .filter_map(|(id, _, code, _)| Some((code.clone()?, *id)));
        self.products.fill(
            products
                .iter()
                .map(|(id, name, ..)| (name.clone(), *id))
                .chain(codes)
                .collect(),
        );
        self.catalogue = products
            .into_iter()
            .map(|(id, name, _, price)| (id, (name, price)))
            .collect();
        Ok(())
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<Self::RowWriter<'c>, Failure> {
        Ok((DealWriter::new(read, &self.plan)?, self.made.writer(read)?))
    }

    type Said = ();

    fn said(&self, _: &Row) {}

    fn take(
        &mut self,
        writer: &mut Self::RowWriter<'_>,
        row: &Row,
        (): (),
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let said = self.read(row, &mut wrong);
        match found {
            Found::New => self.create(writer, row, &said, wrong),
            Found::Record(id) => self.change(writer, id, &said, wrong),
            Found::Unclear => Err(wrong.into()),
        }
    }

    fn finish(&mut self, _: &Read<'_>, _: &mut Self::RowWriter<'_>) -> Result<Closing, Failure> {
        Ok(Closing {
            beside: self.made.count(),
            promoted: 0,
        })
    }

    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        vec![
            &mut self.stages,
            &mut self.products,
            &mut self.customers,
            &mut self.people,
        ]
    }

    fn carry(&mut self) -> Value {
        self.made.count().into()
    }

    fn take_up(&mut self, carried: &Value) -> Result<(), Failure> {
        self.made.take_up(carried);
        Ok(())
    }

    fn lookups(&self) -> Vec<&Lookup> {
        vec![&self.stages, &self.products, &self.customers, &self.people]
    }

    fn findings(&self, findings: &mut Findings) {
        let (counts, fill) = (&self.counts, self.plan.fill_amount);
        findings.rows(
            "import.without_customer",
            Some("customer"),
            counts.without_customer,
            true,
            &[],
        );
        findings.rows(
            "import.without_created_on",
            Some("created_on"),
            counts.without_created,
            true,
            &[],
        );
        findings.rows("import.without_owner", Some("owner"), counts.without_owner, true, &[]);
        findings.rows(
            "import.open_without_amount",
            Some("amount"),
            counts.open_without_amount,
            fill,
            &[],
        );
        findings.rows("import.lost_at_zero", Some("amount"), counts.lost_at_zero, true, &[]);
        let stage = self
            .pipeline
            .stages
            .get(self.closed_stage)
            .map(|stage| stage.name.clone())
            .unwrap_or_default();
        findings.rows(
            "import.closed_stage_assumed",
            Some("stage"),
            counts.closed,
            true,
            &[("stage", stage)],
        );
        findings.like_one_there(counts.like_one_there, &["name", "customer", "amount", "created_on"]);
        self.registered.findings(findings);
    }
}
