//! What the sheet of a deal says, read before anything is drawn.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::{self, Asked, Entry};
use crate::engine::store::custom;
use crate::engine::store::list::Selection;
use crate::engine::store::text::parsed_day;
use crate::records::activities::{self, About, ListTimeline, TimelineItem};
use crate::records::customers::{self, Customer, GetCustomer};
use crate::records::deals::{self, DEAL_COLUMNS, DEALS, Deal, GetDeal};
use crate::records::pipelines::{self, Pipeline, Stage};
use crate::views::funnel::{self, FunnelQuery};
use crate::views::lists::entries::written;
use crate::views::paper::{Words, currency_name};
use leadwell_rules::ids::{DealId, StageId};
use leadwell_rules::time::{Day, Instant, business_day};
use std::collections::BTreeMap;

/// Activities of the past on a sheet at most; how many there are is said.
const LAST: usize = 8;
/// Items of a timeline that are looked through for them.
const LOOKED_AT: usize = 500;

/// Everything a sheet says.
pub struct Facts {
    /// The deal.
    pub deal: Deal,
    /// Its pipeline.
    pub pipeline: Pipeline,
    /// The days deals stand in each stage, the median; of stages with enough of them.
    pub medians: BTreeMap<StageId, i64>,
    /// How often its expected day was put off, and the first one there was.
    pub put_off: (usize, Option<Day>),
    /// The day its category was changed last, and what it was before.
    pub category_was: Option<(Day, String)>,
    /// The owner's fields that are printed and say something: label and value.
    pub own: Vec<(String, String)>,
    /// What is planned, the earliest first.
    pub next: Vec<TimelineItem>,
    /// What was done, the last first.
    pub last: Vec<TimelineItem>,
    /// Activities that were done and are not among those.
    pub earlier: usize,
    /// The customer with its contacts.
    pub customer: Option<Customer>,
}

impl Facts {
    /// Reads them.
    pub fn load(read: &Read<'_>, id: DealId, words: Words) -> Result<Facts, Failure> {
        let deal = deals::get(read, GetDeal { id })?;
        let pipeline = pipelines::find(read, deal.row.pipeline_id)?;
        let (put_off, category_was) = changes(read, id)?;
        let (mut planned, mut done) = (Vec::new(), Vec::new());
        let about = About {
            deal_id: Some(id),
            ..About::default()
        };
        let wanted = ListTimeline {
            about,
            limit: Some(LOOKED_AT),
            before: None,
        };
        for item in activities::list(read, wanted)? {
            match (item.activity_id, item.done_at) {
                (None, _) => {}
                (Some(_), None) => planned.push(item),
                (Some(_), Some(_)) => done.push(item),
            }
        }
        planned.sort_by_key(|item| (item.due_on, item.activity_id));
        done.sort_by_key(|item| std::cmp::Reverse((item.at, item.activity_id)));
        let earlier = done.len().saturating_sub(LAST);
        done.truncate(LAST);
        let customer = match deal.row.customer_id {
            Some(id) => Some(customers::get(read, GetCustomer { id })?),
            None => None,
        };
        Ok(Facts {
            medians: medians(read, &pipeline)?,
            own: own(read, id, words)?,
            put_off,
            category_was,
            next: planned,
            last: done,
            earlier,
            customer,
            pipeline,
            deal,
        })
    }

    /// The stage it stands in, or left from.
    pub fn stage(&self) -> Option<&Stage> {
        self.pipeline
            .stages
            .iter()
            .find(|stage| stage.id == self.deal.row.stage_id)
    }

    /// The days it has stood in its stage.
    pub fn days_in_stage(&self) -> i64 {
        let current = self.deal.stages.iter().find(|stage| stage.current);
        current.and_then(|stage| stage.days).unwrap_or_default()
    }
}

/// What its versions tell of its expected day and its category.
type Changes = ((usize, Option<Day>), Option<(Day, String)>);

fn changes(read: &Read<'_>, id: DealId) -> Result<Changes, Failure> {
    let versions = read.all(
        "select at, close_on, category from deal_versions where deal_id = ?1 order by at, id",
        [id.0],
        |row| Ok((Instant(row.get(0)?), parsed_day(row.get(1)?), row.get::<_, String>(2)?)),
    )?;
    let days: Vec<Day> = versions.iter().filter_map(|(_, day, _)| *day).collect();
    let put_off = days.windows(2).filter(|pair| pair[1] > pair[0]).count();
    let changed = versions.windows(2).rev().find(|pair| pair[0].2 != pair[1].2);
    let category_was = changed.map(|pair| {
        let on = business_day(pair[1].0, &read.settings.time_zone);
        (on, pair[0].2.clone())
    });
    Ok(((put_off, days.first().copied()), category_was))
}

fn medians(read: &Read<'_>, pipeline: &Pipeline) -> Result<BTreeMap<StageId, i64>, Failure> {
    let asked = FunnelQuery {
        pipeline_id: Some(pipeline.id),
        ..FunnelQuery::default()
    };
    let found = funnel::velocity(read, asked)?;
    let enough = found.stages.iter().filter(|stage| stage.time.n >= found.rate_floor);
    Ok(enough
        .filter_map(|stage| Some((stage.stage_id, stage.time.median_days?)))
        .collect())
}

/// The owner's fields of the deal: those that are printed and say something, as a list would print them.
fn own(read: &Read<'_>, id: DealId, words: Words) -> Result<Vec<(String, String)>, Failure> {
    let fields: Vec<String> = custom::in_use(read, &DEALS)?
        .into_iter()
        .filter(|field| field.printed)
        .map(|field| field.key)
        .collect();
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let columns = columns::chosen(read, &DEAL_COLUMNS, &fields)?;
    let mut said = Vec::new();
    let asked = Asked {
        filter: &Selection::ids([id.0]),
        sort: &[],
        most: 1,
    };
    let currency = read.settings.currency;
    columns::rows(read, &DEAL_COLUMNS, &columns, &asked, |entries| {
        for (column, entry) in columns.iter().zip(entries) {
            let text = written(column, &[entry], None, currency, words).texts.concat();
            let unit = match entry {
                Entry::Money(_, own) => Some(currency_name(own, words.language)),
                _ => column.unit.as_deref(),
            };
            if text.is_empty() {
                continue;
            }
            said.push((
                column.label.clone(),
                unit.map_or_else(|| text.clone(), |unit| format!("{text} {unit}")),
            ));
        }
        Ok(())
    })?;
    Ok(said)
}
