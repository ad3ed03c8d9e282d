//! Which funnel: the question, and what it comes to in this company.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines::Pipeline;
use crate::views::forecast::{ForecastQuery, day_asked, order};
use leadwell_rules::ids::{PersonId, PipelineId, ProductId, StageId};
use leadwell_rules::time::Day;
use leadwell_rules::velocity::stage_path::{Span, span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a funnel counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "FunnelView")]
pub enum View {
    /// Deals made in the time, and how far they came.
    #[default]
    Cohort,
    /// What passed each stage in the time, whenever the deals were made.
    Throughput,
}

/// Which funnel.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct FunnelQuery {
    /// The default is the first pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// One person's deals.
    pub owner_id: Option<PersonId>,
    /// Deals of one product.
    pub product_id: Option<ProductId>,
    /// cohort (the default) or throughput.
    #[ts(as = "Option<View>")]
    pub view: View,
    /// The first day of the time; without it, from the beginning.
    pub from: Option<Day>,
    /// The last day of the time; without it, until now.
    pub to: Option<Day>,
    /// Only these stages; without them, all.
    #[ts(as = "Option<Vec<StageId>>")]
    pub stage_ids: Vec<StageId>,
    /// Compare with the time before.
    pub compare: Option<bool>,
    /// As it was known at the end of this day; the default is now.
    pub as_of: Option<Day>,
}

/// The question as understood.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub query: FunnelQuery,
    pub pipeline: Pipeline,
    /// The day up to whose end everything is known.
    pub today: Day,
    /// The last day of the time, never after `today`.
    pub to: Day,
    /// Places of the chosen stages, from left to right.
    pub chosen: Vec<usize>,
}

impl Asked {
    pub fn of(read: &Read<'_>, query: FunnelQuery) -> Result<Asked, Failure> {
        let question = ForecastQuery {
            as_of: query.as_of,
            ..ForecastQuery::default()
        };
        let order = order(read, &question)?;
        let pipeline = match query.pipeline_id {
            Some(id) => order.find(id)?,
            None => order.first()?,
        };
        let mut chosen = Vec::new();
        for id in &query.stage_ids {
            match pipeline.stages.iter().position(|stage| stage.id == *id) {
                Some(place) => chosen.push(place),
                // One that was in use at another time shows nothing of this day.
                None if query.as_of.is_some() && order.knows(pipeline.id, *id) => {}
                None => return Err(Failure::invalid("funnel.stage_elsewhere", "stage_ids")),
            }
        }
        if chosen.is_empty() {
            chosen = (0..pipeline.stages.len()).collect();
        }
        chosen.sort_unstable();
        chosen.dedup();
        let today = day_asked(read, &question)?;
        Ok(Asked {
            to: query.to.unwrap_or(today).min(today),
            today,
            chosen,
            pipeline,
            query,
        })
    }

    /// The days of the time.
    pub fn span(&self) -> Span {
        span(self.query.from, self.to)
    }

    /// The chosen stage that a stage counts with; none before the first.
    pub fn place(&self, stage: usize) -> Option<usize> {
        self.chosen.partition_point(|chosen| *chosen <= stage).checked_sub(1)
    }

    /// The same question about the time before, known for as long as this one is: a cohort is compared with one that was as young.
    /// Whole months are compared with as many whole months; from the beginning on there is no time before.
    pub fn before(&self) -> Option<Asked> {
        let from = self.query.from?;
        let to = self.query.to.unwrap_or(self.to);
        let start = earlier(from, to)?;
        let today = self.today.plus_days(-start.days_until(from));
        let end = from.plus_days(-1);
        Some(Asked {
            query: FunnelQuery {
                from: Some(start),
                to: Some(end),
                ..self.query.clone()
            },
            pipeline: self.pipeline.clone(),
            today,
            to: end.min(today),
            chosen: self.chosen.clone(),
        })
    }
}

/// The first day of the time before one: as many whole months, or as many days.
fn earlier(from: Day, to: Day) -> Option<Day> {
    let after = to.plus_days(1);
    if after <= from {
        return None;
    }
    if from.day() == 1 && after.day() == 1 {
        let months = (after.year() - from.year()) * 12 + after.month().cast_signed() - from.month().cast_signed();
        return Some(from.plus_months(-months));
    }
    Some(from.plus_days(-from.days_until(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_months_follow_whole_months() {
        let day = |text: &str| text.parse::<Day>().ok();
        for (from, to, before) in [
            ("2026-01-01", "2026-03-31", Some("2025-10-01")),
            ("2026-03-01", "2026-03-31", Some("2026-02-01")),
            ("2025-01-01", "2025-12-31", Some("2024-01-01")),
            ("2026-01-01", "2026-03-18", Some("2025-10-16")),
            ("2026-03-02", "2026-03-02", Some("2026-03-01")),
            ("2026-03-02", "2026-03-01", None),
        ] {
            let found = day(from).zip(day(to)).and_then(|(from, to)| earlier(from, to));
            assert_eq!(found, before.and_then(day), "{from} – {to}");
        }
    }
}
