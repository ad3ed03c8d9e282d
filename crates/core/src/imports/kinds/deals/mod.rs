//! Deals: a row of another program's export becomes a deal with the history its days imply.

mod compose;
pub mod fields;
mod pen;

use super::accounts::customers;
use super::contacts::Made;
use super::people::everybody;
use super::records::RecordPen;
use super::{Closing, Kind};
use crate::failure::Failure;
use crate::imports::cells::{category_word, status_word};
use crate::imports::findings::Findings;
use crate::imports::lookup::{Lookup, Meant};
use crate::imports::outcome::{Outcome, Problem, Refusal, bad_plan};
use crate::imports::plan::Prepared;
use crate::imports::table::Row;
use crate::pipelines::{self, Pipeline};
use crate::store::Read;
use fields::At;
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::time::{Day, Instant};
use pen::{DealPen, Status};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A deal closes at noon of its day: after whatever else happened on it before.
const NOON: i64 = 12 * 3_600_000;

/// Rows to be said something about.
#[derive(Debug, Default)]
struct Counts {
    without_account: u64,
    without_created: u64,
    without_owner: u64,
    open_without_amount: u64,
    lost_at_zero: u64,
    closed: u64,
}

/// Takes rows of deals.
pub struct Deals {
    plan: Prepared,
    pipeline: Pipeline,
    closed_stage: usize,
    accounts: Lookup,
    products: Lookup,
    people: Lookup,
    stages: Lookup,
    /// Words in the stage column that say how a deal ended.
    endings: HashMap<String, Option<&'static str>>,
    /// Name and list price.
    catalogue: HashMap<i64, (String, Option<Minor>)>,
    /// Whose deals the person may change; none = everybody's.
    visible: Option<HashSet<i64>>,
    midnights: HashMap<Day, Instant>,
    made: Made,
    counts: Counts,
}

/// What a row says, before anything is filled in.
struct Said<'r> {
    code: Option<&'r str>,
    name: Option<&'r str>,
    account: Option<i64>,
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

    fn reference(plan: &Prepared, lookup: &mut Lookup, at: At, row: &Row) -> Result<Option<i64>, Refusal> {
        let Some(cell) = plan.text(at as usize, row) else {
            return Ok(None);
        };
        match lookup.find(cell) {
            Meant::Record(id) => Ok(Some(id)),
            Meant::Nothing => Ok(None),
            Meant::Unknown => Err(lookup.problem(cell).into()),
        }
    }

    /// What the stage and status columns say: a stage of the pipeline, and how the deal stands.
    fn standing(&mut self, row: &Row) -> Result<(Option<usize>, Option<Status>), Refusal> {
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
                    let id = Self::reference(&self.plan, &mut self.stages, At::Stage, row)?;
                    stage = id.and_then(|id| self.pipeline.stages.iter().position(|stage| stage.id.0 == id));
                }
            }
        }
        if let Some(cell) = self.text(At::Status, row) {
            let word = status_word(cell).ok_or_else(|| Problem::cell("row.bad_status", At::Status as usize, cell))?;
            status = Some(Status::from_stored(word));
        }
        Ok((stage, status.or(stage.map(|_| Status::Open))))
    }

    fn read<'r>(&mut self, row: &'r Row, pen: &mut RecordPen<'_>) -> Result<Said<'r>, Refusal> {
        let blank = |deals: &Deals, at: At| u64::from(deals.plan.mapped(at as usize) && deals.text(at, row).is_none());
        // Counted before anything can be refused: what is said about the file is about all its rows.
        self.counts.without_account += blank(self, At::Account);
        self.counts.without_created += blank(self, At::Created);
        self.counts.without_owner += u64::from(self.text(At::Owner, row).is_none());
        let (stage, status) = self.standing(row)?;
        let ended = status.is_some_and(|status| status != Status::Open);
        self.counts.closed += u64::from(ended && stage.is_none());
        self.counts.open_without_amount += u64::from(!ended && self.text(At::Amount, row).is_none());
        let currency = self.plan.currency(At::Currency as usize, row)?;
        let mut amount = self
            .plan
            .money(At::Amount as usize, row, &currency.unwrap_or(self.plan.house.currency))?;
        if status == Some(Status::Lost) && amount == Some(0) {
            self.counts.lost_at_zero += 1;
            amount = None;
        }
        let category = match self.text(At::Category, row) {
            None => None,
            Some(cell) => Some(
                category_word(cell).ok_or_else(|| Problem::cell("row.bad_category", At::Category as usize, cell))?,
            ),
        };
        let plan = &self.plan;
        Ok(Said {
            code: plan.text(At::Code as usize, row),
            name: plan.text(At::Name as usize, row),
            product: Self::reference(plan, &mut self.products, At::Product, row)?,
            owner: Self::reference(plan, &mut self.people, At::Owner, row)?,
            stage,
            status,
            amount,
            currency,
            rate_micro: plan.exchange_rate(At::Rate as usize, row)?,
            probability_bp: plan.rate(At::Probability as usize, row)?,
            category,
            created_on: plan.day(At::Created as usize, row)?,
            expected_on: plan.day(At::Expected as usize, row)?,
            closed_on: plan.day(At::Closed as usize, row)?,
            lost_reason: plan.text(At::LostReason as usize, row),
            competitor: plan.text(At::Competitor as usize, row),
            note: plan.text(At::Note as usize, row),
            // Last, because it may make a customer.
            account: self
                .made
                .account(&mut self.accounts, pen, plan.text(At::Account as usize, row))?,
        })
    }
}

impl Kind for Deals {
    type Pen<'c> = (DealPen<'c>, RecordPen<'c>);

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
        let visible = match read.actor.scope.bound() {
            None => None,
            Some(ids) => Some(
                read.all("select value from json_each(?1)", [ids], |row| row.get(0))?
                    .into_iter()
                    .collect(),
            ),
        };
        let mut deals = Deals {
            closed_stage,
            accounts: Lookup::new(plan, "account", "import.unknown_account"),
            products: Lookup::new(plan, "product", "import.unknown_product"),
            people: Lookup::new(plan, "owner", "import.unknown_user"),
            stages: Lookup::new(plan, "stage", "import.unknown_stage").joining(),
            endings: HashMap::new(),
            catalogue: HashMap::new(),
            visible,
            midnights: HashMap::new(),
            made: Made::new(plan),
            counts: Counts::default(),
            plan: plan.clone(),
            pipeline,
        };
        deals.refresh(read)?;
        Ok(deals)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
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
        if self.plan.mapped(At::Account as usize) {
            self.accounts.fill(customers(read)?);
        }
        if self.plan.mapped(At::Owner as usize) {
            self.people.fill(everybody(read)?);
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

    fn pen<'c>(&self, read: &Read<'c>) -> Result<Self::Pen<'c>, Failure> {
        Ok((DealPen::new(read, &self.plan)?, self.made.pen(read)?))
    }

    fn take(
        &mut self,
        (pen, account_pen): &mut Self::Pen<'_>,
        row: &Row,
        found: Option<i64>,
    ) -> Result<Outcome, Refusal> {
        let said = self.read(row, account_pen)?;
        match found {
            None => self.create(pen, row, &said),
            Some(id) => self.change(pen, id, &said),
        }
    }

    fn finish(&mut self, _: &Read<'_>, _: &mut Self::Pen<'_>) -> Result<Closing, Failure> {
        Ok(Closing {
            beside: self.made.count(),
            promoted: 0,
        })
    }

    fn findings(&self, findings: &mut Findings) {
        self.stages.findings(findings);
        self.products.findings(findings);
        self.accounts.findings(findings);
        self.people.findings(findings);
        let (counts, fill) = (&self.counts, self.plan.fill_amount);
        findings.rows(
            "import.without_account",
            Some("account"),
            counts.without_account,
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
    }

    fn accepted(&self) -> Vec<(&'static str, &BTreeMap<String, String>)> {
        vec![
            self.stages.accepted(),
            self.products.accepted(),
            self.accounts.accepted(),
            self.people.accepted(),
        ]
    }
}
