//! What changed between two days: the steps from the book of the first to the book of the second, adding up to the last cent.
//!
//! Only the two ends are compared, so that any two stretches of time laid end to end add up to the whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use ts_rs::TS;

use super::cascade::shares;
use super::history::{DealInterval, Ending, History, number};
use super::replay::{Whose, open_deal};
use super::sums::SHARE;
use super::{Category, Model, OpenDeal, Place, StageTerms, place};
use crate::calendar::Period;
use crate::ids::DealId;
use crate::money::{Minor, WHOLE_BP, div_round, narrow};
use crate::time::Day;

/// Why a figure is no longer what it was: the closed list, in the order in which the steps are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "WaterfallCause")]
pub enum Cause {
    /// The deal did not exist.
    New,
    /// It had been closed and was opened again.
    Reopened,
    /// Its expected day was moved into the period.
    PulledIn,
    /// It was expected before the period, did not close, and counts as overdue in the one that has begun.
    CarriedOver,
    /// It had been left out of the forecast by hand.
    Included,
    /// It was another person's; only where one person's deals are asked for.
    TakenOver,
    /// Its amount went up.
    Grown,
    /// The share of it that the model expects changed: another stage, another probability, another rate.
    ChanceChanged,
    /// Its amount went down.
    Shrunk,
    /// It is not expected in the period any more, or the period ended without it.
    Slipped,
    /// It was left out of the forecast by hand.
    Omitted,
    /// It is another person's now; only where one person's deals are asked for.
    HandedOver,
    /// It was taken out of the book.
    Removed,
    /// It was lost.
    Lost,
    /// It was won, and counts in another period.
    WonElsewhere,
    /// It was won: it leaves what is open, and all of it counts.
    Won,
}

/// One step, with the deals behind it. Amounts carry their sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Why.
    pub cause: Cause,
    /// How many deals.
    pub count: i64,
    /// What it did to the open amount, minor units.
    pub open_minor: Minor,
    /// What it did to the outlook, minor units.
    pub outlook_minor: Minor,
    /// The deals, by id. One that grew and moved on stands in two steps.
    pub ids: Vec<DealId>,
}

/// An end of the waterfall, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "WaterfallLevel")]
pub struct Level {
    /// Open deals counted in the period.
    pub open_count: i64,
    /// Their amounts.
    pub open_minor: Minor,
    /// Deals won in the period.
    pub won_count: i64,
    /// Their amounts.
    pub won_minor: Minor,
    /// Won + what the model expects of what is open.
    pub outlook_minor: Minor,
}

/// Start, steps and end: start + all steps = end, for the open amount and for the outlook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// As of the end of the first day.
    pub start: Level,
    /// The steps, in the order of [`Cause`]; those nothing happened in are left out.
    pub steps: Vec<Step>,
    /// As of the end of the second day.
    pub end: Level,
}

/// A day at whose end the book is looked at, with the stage terms known then.
#[derive(Clone, Copy, Debug)]
pub struct Look<'t> {
    /// The day.
    pub day: Day,
    /// Terms of all stages.
    pub terms: &'t [StageTerms],
}

/// What a deal was to the book at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Open.
    Open(OpenDeal),
    /// Won, for an amount that counts on a day.
    Won(Minor, Day),
    /// Lost.
    Lost,
    /// Taken out.
    Removed,
    /// Open or won, but another person's.
    Others,
}

/// What was known of an interval at the beginning of a day, asked for one person or for all.
pub fn known(interval: &DealInterval, start: i32, whose: Whose) -> Known {
    let theirs = |owner| whose.is_none_or(|whose| whose == owner);
    let Some(closing) = interval.closing_at(start) else {
        let state = interval.state_at(start);
        return if theirs(state.owner) {
            Known::Open(open_deal(interval, state))
        } else {
            Known::Others
        };
    };
    match closing.ending {
        Ending::Won(_) if !theirs(closing.owner) => Known::Others,
        Ending::Won(amount) => Known::Won(amount, super::history::day(closing.counts_on)),
        Ending::Lost => Known::Lost,
        Ending::Removed => Known::Removed,
    }
}

/// The changes between the ends of two days in what counts in `period`, weighed by a model. The first day is not after the second.
pub fn waterfall(
    history: &History,
    from: Look<'_>,
    to: Look<'_>,
    period: &Period,
    whose: Whose,
    model: Model,
) -> Waterfall {
    let scales = [Scale::new(from, period, model), Scale::new(to, period, model)];
    let counted = |scale: &Scale<'_>| {
        let intervals = history.last_known(scale.start);
        let counted = intervals.filter(|interval| scale.weigh(Some(known(interval, scale.start, whose))).counted);
        counted.map(|interval| interval.id).collect::<HashSet<_>>()
    };
    // Nothing is asked of the many deals that counted on neither day.
    let either: HashSet<DealId> = scales.iter().flat_map(counted).collect();
    let found = |scale: &Scale<'_>| -> HashMap<DealId, Known> {
        let intervals = history
            .last_known(scale.start)
            .filter(|interval| either.contains(&interval.id));
        intervals
            .map(|interval| (interval.id, known(interval, scale.start, whose)))
            .collect()
    };
    let (before, after) = (found(&scales[0]), found(&scales[1]));
    let mut ids: Vec<DealId> = either.into_iter().collect();
    ids.sort_unstable();

    let (mut start, mut end) = (Sum::default(), Sum::default());
    let mut steps: BTreeMap<Cause, (Change, Vec<DealId>)> = BTreeMap::new();
    for id in ids {
        let (was, is) = (before.get(&id).copied(), after.get(&id).copied());
        let (old, new) = (scales[0].weigh(was), scales[1].weigh(is));
        start.add(&old);
        end.add(&new);
        for (cause, change) in changes(was, is, &old, &new, period) {
            let step = steps.entry(cause).or_default();
            step.0.open += change.open;
            step.0.outlook += change.outlook;
            step.1.push(id);
        }
    }
    // Each step takes what the rounded running total moves by: rounded once, and still adding up.
    let mut running = start.outlook;
    let step = |(cause, (change, ids)): (Cause, (Change, Vec<DealId>))| {
        let before = running;
        running += change.outlook;
        Step {
            cause,
            count: ids.len() as i64,
            open_minor: narrow(change.open),
            outlook_minor: rounded(running) - rounded(before),
            ids,
        }
    };
    Waterfall {
        start: start.level(),
        steps: steps.into_iter().map(step).collect(),
        end: end.level(),
    }
}

/// The period and the model as seen at the end of a day.
struct Scale<'t> {
    start: i32,
    today: Day,
    terms: &'t [StageTerms],
    shares: Vec<i128>,
    period: Period,
    model: Model,
}

impl<'t> Scale<'t> {
    fn new(look: Look<'t>, period: &Period, model: Model) -> Self {
        Self {
            start: number(look.day) + 1,
            today: look.day,
            terms: look.terms,
            shares: shares(look.terms),
            period: *period,
            model,
        }
    }

    /// What a deal counts for.
    fn weigh(&self, known: Option<Known>) -> Weight {
        let (amount, share, open) = match known {
            Some(Known::Won(amount, on)) if self.period.contains(on) => (amount, SHARE, false),
            Some(Known::Open(deal)) => match place(deal.category, deal.close_on, &self.period, self.today) {
                Place::Counted { .. } => (deal.amount_minor.unwrap_or(0), self.share(&deal), true),
                _ => return Weight::default(),
            },
            _ => return Weight::default(),
        };
        Weight {
            counted: true,
            open,
            amount: i128::from(amount),
            share,
        }
    }

    /// The part of a deal's amount that the model expects: every model is a sum of amount × part.
    fn share(&self, deal: &OpenDeal) -> i128 {
        let Some(terms) = self.terms.get(deal.stage) else {
            return 0;
        };
        let of_bp = |bp: i64| i128::from(bp) * (SHARE / i128::from(WHOLE_BP));
        match self.model {
            Model::StageWeight => of_bp(terms.win_rate_bp),
            Model::ManualWeight => of_bp(deal.probability_bp),
            Model::Commitment if deal.category == Category::Commit => SHARE,
            Model::Commitment => 0,
            Model::BestPractice => of_bp(terms.to_won_bp),
            Model::Cascade => self.shares.get(deal.stage).copied().unwrap_or(0),
        }
    }
}

/// What a deal counts for on a day.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    counted: bool,
    open: bool,
    amount: i128,
    /// Parts of [`SHARE`].
    share: i128,
}

impl Weight {
    fn open_amount(&self) -> i128 {
        if self.open { self.amount } else { 0 }
    }

    /// × [`SHARE`].
    fn outlook(&self) -> i128 {
        self.amount * self.share
    }
}

/// Unrounded change of the open amount, and of the outlook × [`SHARE`].
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    open: i128,
    outlook: i128,
}

/// The causes of a deal's change, each with its part of it.
fn changes(
    was: Option<Known>,
    is: Option<Known>,
    old: &Weight,
    new: &Weight,
    period: &Period,
) -> impl Iterator<Item = (Cause, Change)> {
    let change = Change {
        open: new.open_amount() - old.open_amount(),
        outlook: new.outlook() - old.outlook(),
    };
    let stays = old.counted && new.counted && old.open == new.open;
    let whole = (!stays).then(|| cause(was, is, old, new, period));
    // The amount changed at the old chance, then the chance at the new amount.
    let more = new.amount - old.amount;
    let amount = Change {
        outlook: more * old.share,
        ..change
    };
    let chance = Change {
        open: 0,
        outlook: new.amount * (new.share - old.share),
    };
    let size = if more > 0 { Cause::Grown } else { Cause::Shrunk };
    let parts = [
        whole.map(|cause| (cause, change)),
        (stays && more != 0).then_some((size, amount)),
        (stays && new.share != old.share).then_some((Cause::ChanceChanged, chance)),
    ];
    parts.into_iter().flatten()
}

/// Why a deal counts otherwise than before; it counted on at least one of the days.
fn cause(was: Option<Known>, is: Option<Known>, old: &Weight, new: &Weight, period: &Period) -> Cause {
    use Known::{Lost, Open, Others, Removed, Won};
    match (was, is) {
        // Won all along: only the day it counts on can have been corrected.
        (Some(Won(..)), Some(Won(..))) if old.counted => Cause::Slipped,
        (Some(Won(..)), Some(Won(..))) => Cause::PulledIn,
        (_, Some(Won(..))) if new.counted => Cause::Won,
        (_, Some(Won(..))) => Cause::WonElsewhere,
        (_, Some(Lost)) => Cause::Lost,
        (_, Some(Removed) | None) => Cause::Removed,
        (_, Some(Others)) => Cause::HandedOver,
        (None, Some(Open(_))) => Cause::New,
        (Some(Others), Some(Open(_))) => Cause::TakenOver,
        (Some(Won(..) | Lost | Removed), Some(Open(_))) => Cause::Reopened,
        (Some(Open(_)), Some(Open(deal))) if old.counted && deal.category == Category::Omitted => Cause::Omitted,
        (Some(Open(_)), Some(Open(_))) if old.counted => Cause::Slipped,
        (Some(Open(before)), Some(Open(_))) if before.category == Category::Omitted => Cause::Included,
        (Some(Open(_)), Some(Open(deal))) if deal.close_on.is_some_and(|day| day < period.start) => Cause::CarriedOver,
        (Some(Open(_)), Some(Open(_))) => Cause::PulledIn,
    }
}

#[derive(Default)]
struct Sum {
    level: Level,
    open: i128,
    won: i128,
    /// × [`SHARE`].
    outlook: i128,
}

impl Sum {
    fn add(&mut self, weight: &Weight) {
        self.outlook += weight.outlook();
        let counted = i64::from(weight.counted);
        if weight.open {
            self.level.open_count += counted;
            self.open += weight.amount;
        } else {
            self.level.won_count += counted;
            self.won += weight.amount;
        }
    }

    fn level(&self) -> Level {
        Level {
            open_minor: narrow(self.open),
            won_minor: narrow(self.won),
            outlook_minor: rounded(self.outlook),
            ..self.level
        }
    }
}

fn rounded(outlook: i128) -> Minor {
    narrow(div_round(outlook, SHARE))
}
