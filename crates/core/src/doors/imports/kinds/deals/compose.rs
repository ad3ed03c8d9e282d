//! From what a row says to the deal: a new one with the history its days imply, or a change of the one that is there.

use super::fields::At;
use super::writer::{DayText, Deal, DealWriter, Status, Version};
use super::{Deals, NOON, Said};
use crate::doors::imports::kinds::contacts::NamedCustomer;
use crate::doors::imports::kinds::records::RecordWriter;
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::table::Row;
use crate::records::pipelines::Stage;
use leadwell_rules::limits::NUMBER;
use leadwell_rules::money::{Currency, Minor, WHOLE_BP, convert};
use leadwell_rules::time::{Day, Instant, start_of_day};
use std::borrow::Cow;

impl Deals {
    /// Customer and product make a name where the file has none.
    fn name<'r>(&self, said: &Said<'r>, row: &'r Row) -> Result<Cow<'r, str>, Problem> {
        if let Some(name) = said.name {
            return Ok(Cow::Borrowed(name));
        }
        let customer = self.text(At::Customer, row);
        let product = said
            .product
            .and_then(|id| self.catalogue.get(&id))
            .map(|(name, _)| name.as_str());
        match (customer, product, said.code) {
            (Some(customer), Some(product), _) => Ok(Cow::Owned([customer, " – ", product].concat())),
            (Some(customer), None, _) => Ok(Cow::Borrowed(customer)),
            (None, Some(product), _) => Ok(Cow::Owned(product.to_owned())),
            (None, None, Some(code)) => Ok(Cow::Borrowed(code)),
            (None, None, None) => Err(Problem::cell("row.missing", At::Name as usize, "")),
        }
    }

    fn list_price(&self, product: Option<i64>, currency: Currency) -> Option<Minor> {
        if !self.plan.fill_amount || currency != self.plan.settings.currency {
            return None;
        }
        self.catalogue.get(&product?).and_then(|(_, price)| *price)
    }

    fn midnight(&mut self, day: Day) -> Instant {
        let zone = &self.plan.settings.time_zone;
        *self.midnights.entry(day).or_insert_with(|| start_of_day(day, zone))
    }

    /// The closing day of a deal that ended; a bare expected day will do.
    fn ended_on(&self, said: &Said<'_>, before: Option<Day>) -> Result<Option<Day>, Problem> {
        let place = At::Closed as usize;
        let day = said
            .closed_on
            .or(before)
            .or(said.expected_on)
            .ok_or_else(|| Problem::cell("row.closed_without_day", place, ""))?;
        if day > self.plan.today {
            return Err(Problem::cell("row.closed_in_future", place, &day.to_string()));
        }
        if let Some(created) = said.created_on.filter(|created| day < *created) {
            return Err(Problem::cell("row.closed_before_created", place, &day.to_string()).arg("created", created));
        }
        Ok(Some(day))
    }

    /// The amount in the base currency, and the rate it was counted with.
    fn in_base(
        &self,
        amount: Option<Minor>,
        currency: Currency,
        rate: Option<i64>,
    ) -> Result<(Option<Minor>, Option<i64>), Problem> {
        let base = self.plan.settings.currency;
        if currency == base {
            return Ok((amount, None));
        }
        match (amount, rate) {
            (None, rate) => Ok((None, rate)),
            (Some(amount), Some(rate)) => match convert(amount, currency, base, rate) {
                worth if worth > NUMBER => {
                    Err(Problem::cell("row.too_large", At::Amount as usize, &amount.to_string()))
                }
                worth => Ok((Some(worth), Some(rate))),
            },
            (Some(_), None) => Err(Problem::cell("row.rate_missing", At::Rate as usize, "")
                .arg("currency", currency)
                .arg("base", base)),
        }
    }

    fn furthest(&self, status: Status, stage: &Stage) -> i64 {
        match status {
            Status::Won => self
                .pipeline
                .stages
                .iter()
                .map(|stage| stage.position)
                .max()
                .unwrap_or(stage.position),
            Status::Open | Status::Lost => stage.position,
        }
    }

    fn probability(status: Status, stage: &Stage, said: Option<i64>) -> i64 {
        match status {
            Status::Won => WHOLE_BP,
            Status::Lost => 0,
            Status::Open => said.unwrap_or(stage.win_rate_bp),
        }
    }

    pub(super) fn create(
        &mut self,
        (writer, customer_writer): &mut (DealWriter<'_>, RecordWriter<'_>),
        row: &Row,
        said: &Said<'_>,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let status = said.status.unwrap_or(Status::Open);
        let open = status == Status::Open;
        let place = said.stage.unwrap_or(if open { 0 } else { self.closed_stage });
        let closed_on = if open {
            None
        } else {
            wrong.read(self.ended_on(said, None))
        };
        let currency = said.currency.unwrap_or(self.plan.settings.currency);
        let listed = self.list_price(said.product, currency);
        let amount = if status == Status::Won {
            said.amount
        } else {
            said.amount.or(listed)
        };
        if status == Status::Won && amount.is_none() {
            wrong.note(Problem::cell("row.won_without_amount", At::Amount as usize, ""));
        }
        let (base, rate_micro) = wrong.read(self.in_base(amount, currency, said.rate_micro));
        // The name may hang on the product, and then nothing is missing but the product.
        let name = if wrong.about(At::Product as usize) {
            Cow::default()
        } else {
            wrong.read(self.name(said, row))
        };
        wrong.settle()?;
        let customer = self.customer(customer_writer, said.customer)?;
        let owner = self.owner(customer, status, said.owner.unwrap_or(self.plan.person.0));
        let start = said.created_on.map(|day| self.midnight(day));
        let end = closed_on.map(|day| self.midnight(day).plus_millis(NOON));
        let now = self.plan.now;
        let stage = &self.pipeline.stages[place];
        let deal = Deal {
            code: said.code.map(|code| writer.free_code(code)).transpose()?,
            name,
            customer,
            product: said.product,
            owner,
            stage: stage.id.0,
            furthest: self.furthest(status, stage),
            status,
            category: Cow::Borrowed(said.category.unwrap_or(category_of(stage))),
            amount,
            currency,
            rate_micro,
            rate_on: rate_micro.map(|_| said.created_on.unwrap_or(self.plan.today)),
            base,
            probability_bp: Self::probability(status, stage, said.probability_bp),
            created_on: said.created_on,
            // An open deal's day in a column of closing days is the day it is expected to close.
            close_on: closed_on.or(said.expected_on).or(said.closed_on),
            closed_on,
            lost_reason: said.lost_reason.filter(|_| status == Status::Lost).map(Cow::Borrowed),
            competitor: said.competitor.map(Cow::Borrowed),
            note: said.note.map(Cow::Borrowed),
        };
        if let Some(there) = &self.there {
            let day = deal.created_on.map(DayText::new);
            let day = day.as_ref().map(DayText::as_str);
            self.counts.like_one_there += u64::from(there.has(&(&deal.name, deal.customer, deal.amount, day)));
        }
        let last = deal.version(end.or(start).unwrap_or(now));
        // While it was open nobody knew the final amount: the list price is what could be expected.
        let opening = start.filter(|_| !open).map(|at| Version {
            at,
            status: Status::Open,
            furthest: stage.position,
            base: listed.or(base),
            probability_bp: stage.win_rate_bp,
            category: category_of(stage),
            close_on: None,
            closed_on: None,
            ..last
        });
        let (created, pipeline) = (start.unwrap_or(now), self.pipeline.id.0);
        let id = match opening {
            Some(opening) => writer.insert(&deal, pipeline, created, &[opening, last])?,
            None => writer.insert(&deal, pipeline, created, &[last])?,
        };
        Ok((Outcome::Created, id))
    }

    /// The customer of the row, made if need be.
    fn customer(&mut self, writer: &mut RecordWriter<'_>, customer: NamedCustomer<'_>) -> Result<Option<i64>, Refusal> {
        let id = self.made.settle(&mut self.customers, writer, customer)?;
        if let (Some(id), NamedCustomer::New(name)) = (id, customer) {
            self.registered.made(id, name);
        }
        Ok(id)
    }

    /// Whose the deal becomes. A closed one stays with whoever won or lost it.
    fn owner(&mut self, customer: Option<i64>, status: Status, said: i64) -> i64 {
        let customer = customer.filter(|_| status == Status::Open);
        customer
            .and_then(|customer| self.registered.owner_at(customer, Some(said)))
            .unwrap_or(said)
    }

    pub(super) fn change(
        &mut self,
        (writer, customer_writer): &mut (DealWriter<'_>, RecordWriter<'_>),
        id: i64,
        said: &Said<'_>,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let (before, pipeline) = writer.load(id)?;
        if pipeline != self.pipeline.id.0 {
            wrong.note(Problem::row("row.other_pipeline").arg("pipeline", &self.pipeline.name));
            return Err(wrong.into());
        }
        let mut after = before.clone();
        let own = |text: Option<&str>| text.map(|text| Cow::Owned::<str>(text.to_owned()));
        after.name = own(said.name).unwrap_or(after.name);
        after.product = said.product.or(after.product);
        after.owner = said.owner.unwrap_or(after.owner);
        after.competitor = own(said.competitor).or(after.competitor);
        after.note = own(said.note).or(after.note);
        after.created_on = said.created_on.or(after.created_on);
        after.currency = said.currency.unwrap_or(after.currency);
        // An amount in the base currency that is what the deal is worth there says nothing new: so it stands in the product's own files.
        let worth =
            said.currency.is_none() && before.currency != self.plan.settings.currency && said.amount == before.base;
        after.amount = said.amount.filter(|_| !worth).or(after.amount);
        (after.base, after.rate_micro) =
            wrong.read(self.in_base(after.amount, after.currency, said.rate_micro.or(after.rate_micro)));
        if after.rate_micro != before.rate_micro {
            after.rate_on = after.rate_micro.map(|_| self.plan.today);
        }
        after.status = said.status.unwrap_or(before.status);
        let kept = self.pipeline.stages.iter().position(|stage| stage.id.0 == before.stage);
        let place = said.stage.or(kept).unwrap_or(0);
        let stage = &self.pipeline.stages[place];
        let moved = said.stage.is_some_and(|_| stage.id.0 != before.stage);
        if moved {
            after.stage = stage.id.0;
        }
        if moved || after.status != before.status {
            after.furthest = before.furthest.max(self.furthest(after.status, stage));
            after.category = Cow::Borrowed(category_of(stage));
            after.probability_bp = Self::probability(after.status, stage, said.probability_bp);
        }
        match after.status {
            Status::Open => {
                after.closed_on = None;
                after.close_on = said.expected_on.or(said.closed_on).or(before.close_on);
                after.probability_bp = said.probability_bp.unwrap_or(after.probability_bp);
                if before.status == Status::Lost {
                    after.lost_reason = None;
                }
            }
            Status::Won | Status::Lost => {
                after.closed_on = wrong.read(self.ended_on(said, before.closed_on));
                if after.closed_on != before.closed_on {
                    after.close_on = after.closed_on;
                }
                after.lost_reason = own(said.lost_reason)
                    .filter(|_| after.status == Status::Lost)
                    .or(after.lost_reason);
            }
        }
        if let Some(category) = said.category {
            after.category = Cow::Borrowed(category);
        }
        if after.status == Status::Won && after.amount.is_none() {
            wrong.note(Problem::cell("row.won_without_amount", At::Amount as usize, ""));
        }
        wrong.settle()?;
        let customer = self.customer(customer_writer, said.customer)?;
        after.customer = customer.or(after.customer);
        // A deal that stays whose it is takes no customer from anybody.
        if after.customer != before.customer || after.owner != before.owner {
            after.owner = self.owner(after.customer, after.status, after.owner);
        }
        if after == before {
            return Ok((Outcome::Unchanged, id));
        }
        let place_of = |stage: i64| self.pipeline.stages.iter().position(|one| one.id.0 == stage);
        let forward = place_of(after.stage) > place_of(before.stage)
            || (after.status == Status::Open && before.status != Status::Open);
        writer.update(id, &before, &after, forward)?;
        Ok((Outcome::Updated, id))
    }
}

/// The category a deal gets on entering a stage; the file allows three.
fn category_of(stage: &Stage) -> &'static str {
    match stage.category.as_str() {
        "commit" => "commit",
        "best_case" => "best_case",
        _ => "pipeline",
    }
}
