//! What the learned model says of a period: the figures, the band, month by month, and the deals that decide it.

use super::super::history::{History, number};
use super::super::replay::Whose;
use super::draw::{Draws, quantile};
use super::model::{LearnedModel, TooLittle, View};
use crate::calendar::{Period, months_in};
use crate::ids::{DealId, PersonId};
use crate::money::Minor;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Simulations drawn for what is shown.
pub const SIMULATIONS: usize = 10_000;
/// A deal less likely than this decides nothing, however large it is.
const LIKELY: f64 = 0.05;
/// Bars of the histogram.
const BARS: usize = 20;

/// Amounts that nine, five and one in ten simulations exceed; minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "ForecastBand")]
pub struct Band {
    /// One in ten simulations comes to less.
    pub p10_minor: Minor,
    /// The middle one.
    pub p50_minor: Minor,
    /// One in ten comes to more.
    pub p90_minor: Minor,
}

/// What the learned model says of a period, with what was won in it so far. All amounts in minor units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "ForecastLearned")]
pub struct Learned {
    /// Expected from open deals.
    pub open_minor: Minor,
    /// Expected from deals that do not exist yet.
    pub fresh_minor: Minor,
    /// Both: what is still to come.
    pub estimate_minor: Minor,
    /// Won so far + estimate.
    pub outlook_minor: Minor,
    /// The band of the outlook.
    pub band: Band,
    /// Simulations out of ten thousand that reach the target, when there is one.
    pub target_probability_bp: Option<i64>,
    /// Simulations drawn.
    pub simulations: i64,
    /// Month by month, cut to the period; past months are what was won.
    pub months: Vec<MonthAhead>,
    /// The frequency of outcomes.
    pub histogram: Vec<Bar>,
    /// Open deals, the one expected to bring most first.
    pub deals: Vec<DealChance>,
    /// Deals whose winning or losing moves the chance of reaching the target most; without a target, those that move the outlook most.
    pub decisive: Vec<Decisive>,
    /// Estimate by person: from their open deals, and their share of what is still to come.
    pub people: Vec<PersonAhead>,
    /// Estimate by stage, in the order of the stages; what does not exist yet is in none.
    pub stages_minor: Vec<Minor>,
    /// What the history was, and what the model made of it.
    pub made_of: MadeOf,
}

/// A month of the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "LearnedMonth")]
pub struct MonthAhead {
    /// The month, cut to the period.
    pub month: Period,
    /// Won in it so far.
    pub won_minor: Minor,
    /// Still expected in it.
    pub estimate_minor: Minor,
    /// Won + expected, with its band; months' bands do not add up to the period's.
    pub band: Band,
}

/// A bar of the histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "ForecastBar")]
pub struct Bar {
    /// From this outlook on.
    pub from_minor: Minor,
    /// To this one.
    pub to_minor: Minor,
    /// Simulations that end in it.
    pub simulations: i64,
}

/// An open deal's chance within the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DealChance {
    /// The deal.
    pub id: DealId,
    /// Chance of being won within the period, basis points.
    pub chance_bp: i64,
    /// What it would bring.
    pub worth_minor: Minor,
    /// Chance × worth, corrected by the model's past errors.
    pub expected_minor: Minor,
    /// Older than any deal that was ever won: it is not expected to be.
    pub outlived: bool,
}

/// A deal that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Decisive {
    /// The deal.
    pub id: DealId,
    /// Chance of being won within the period, basis points.
    pub chance_bp: i64,
    /// Chance of reaching the target if it is won; nothing without a target.
    pub if_won_bp: Option<i64>,
    /// Chance of reaching the target if it is not.
    pub if_lost_bp: Option<i64>,
}

/// A person's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "LearnedPerson")]
pub struct PersonAhead {
    /// The person.
    pub owner: PersonId,
    /// Expected from their open deals.
    pub open_minor: Minor,
    /// Their share of what does not exist yet, by what they won in the last year.
    pub fresh_minor: Minor,
}

/// The history used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MadeOf {
    /// First day with closings on record.
    pub since: Day,
    /// Deals won and lost since.
    pub resolved: i64,
    /// Past forecasts of this length whose outcome is known.
    pub checked: i64,
    /// Greatest age at which a deal was won, days.
    pub oldest_win_days: i64,
    /// What the deal-by-deal sum was multiplied with, so that it agrees with all estimators; 10 000 = unchanged.
    pub factor_bp: i64,
    /// Weights of the estimators, basis points: deal by deal, level and rhythm, last period, same weeks of the quarter before.
    pub weights_bp: [i64; 4],
}

/// What is asked of a period.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The period.
    pub period: Period,
    /// The last day that is known.
    pub today: Day,
    /// The target to be reached.
    pub target_minor: Option<Minor>,
    /// Where the fiscal year begins, 1 to 12.
    pub start_month: u32,
    /// Number of stages in all pipelines.
    pub stages: usize,
    /// Whose deals.
    pub whose: Whose,
}

/// Answers for a period from the history known at the end of `today`.
///
/// # Errors
/// When there is too little history to learn from.
pub fn learned(history: &History, model: &LearnedModel<'_>, asked: &Question) -> Result<Learned, TooLittle> {
    let start = number(asked.today) + 1;
    let won = |period: &Period| won_in(history, start, period, asked.whose);
    let won_minor = won(&asked.period);
    // Ends of the months still to come, and of the period: a period may begin later than tomorrow.
    let months = months_in(&asked.period);
    let mut ends: Vec<i32> = vec![(number(asked.period.start) - start).max(0)];
    ends.extend(months.iter().map(|month| (number(month.end) + 1 - start).max(0)));
    ends.sort_unstable();
    ends.dedup();
    let place = |days: i32| ends.iter().position(|end| *end == days.max(0)).unwrap_or(0);
    let first = place(number(asked.period.start) - start);
    let last = ends.len() - 1;
    let mut view = model.view(start, &ends);
    if let Some(whose) = asked.whose {
        narrow(history, &mut view, start, whose);
    }
    let factor = view.spreads[last].factor;
    let draws = model.draw(&view, Some(first), last, SIMULATIONS);
    let mut totals: Vec<f64> = draws.totals.clone();
    totals.sort_by(f64::total_cmp);

    let mut deals = Vec::with_capacity(view.outlook.open.len());
    let mut stages_minor = vec![0.0; asked.stages];
    let mut people: BTreeMap<PersonId, f64> = BTreeMap::new();
    let mut open = 0.0;
    for chance in &view.outlook.open {
        let interval = &history.intervals()[chance.interval as usize];
        let state = interval.state_at(start);
        let within = chance.until[last] - chance.until[first];
        let expected = within * chance.worth * factor;
        open += expected;
        if let Some(sum) = stages_minor.get_mut(usize::from(state.stage)) {
            *sum += expected;
        }
        *people.entry(state.owner).or_default() += expected;
        deals.push(DealChance {
            id: interval.id,
            chance_bp: points((within * factor).min(0.98)),
            worth_minor: minor(chance.worth),
            expected_minor: minor(expected),
            outlived: chance.outlived,
        });
    }
    deals.sort_by_key(|deal| (-deal.expected_minor, deal.id));
    let fresh = (view.outlook.fresh[last] - view.outlook.fresh[first]) * view.outlook.win.0 * factor;
    let (open_minor, fresh_minor) = (minor(open), minor(fresh));
    let estimate_minor = open_minor + fresh_minor;
    let target = asked.target_minor.filter(|target| *target > 0);
    let needed = target.map(|target| (target - won_minor) as f64);
    Ok(Learned {
        open_minor,
        fresh_minor,
        estimate_minor,
        outlook_minor: won_minor + estimate_minor,
        band: band(&totals, won_minor),
        target_probability_bp: needed.map(|needed| points(share(&totals, needed))),
        simulations: SIMULATIONS as i64,
        months: months
            .iter()
            .map(|month| month_ahead(&view, *month, won(month), &place, start))
            .collect(),
        histogram: histogram(&totals, won_minor),
        decisive: decisive(history, &view, &draws, needed),
        people: match asked.whose {
            // Everything of one person's view is theirs.
            Some(whose) => people_ahead(&BTreeMap::from([(whose, 1.0)]), &people, fresh),
            None => people_ahead(&shares(history, start), &people, fresh),
        },
        stages_minor: stages_minor.into_iter().map(minor).collect(),
        deals,
        made_of: MadeOf {
            since: super::super::history::day(model.from()),
            resolved: i64::from(model.resolved()),
            checked: model.checked(ends[last]),
            oldest_win_days: i64::from(model.oldest()),
            factor_bp: points(factor),
            weights_bp: view.weights[last].map(points),
        },
    })
}

fn month_ahead(view: &View, month: Period, won_minor: Minor, place: &impl Fn(i32) -> usize, start: i32) -> MonthAhead {
    let (from, end) = (place(number(month.start) - start), place(number(month.end) + 1 - start));
    let last = view.outlook.ends.len() - 1;
    if number(month.end) < start {
        let flat = Band {
            p10_minor: won_minor,
            p50_minor: won_minor,
            p90_minor: won_minor,
        };
        return MonthAhead {
            month,
            won_minor,
            estimate_minor: 0,
            band: flat,
        };
    }
    // Months are parts of the period: one factor for all, so that they add up to it.
    let spread = super::draw::Spread {
        factor: view.spreads[last].factor,
        ..view.spreads[end]
    };
    let mut totals = super::draw::draw(
        &view.outlook,
        Some(from),
        end,
        &spread,
        SIMULATIONS / 4,
        start as u64 + 1,
    )
    .totals;
    totals.sort_by(f64::total_cmp);
    let expected = (view.outlook.expected(end) - view.outlook.expected(from)) * spread.factor;
    MonthAhead {
        month,
        won_minor,
        estimate_minor: minor(expected),
        band: band(&totals, won_minor),
    }
}

fn won_in(history: &History, start: i32, period: &Period, whose: Whose) -> Minor {
    let (from, to) = (number(period.start), number(period.end));
    let closings = history
        .last_known(start)
        .filter_map(|interval| interval.closing_at(start));
    closings
        .filter(|closing| (from..=to).contains(&closing.counts_on))
        .filter(|closing| whose.is_none_or(|whose| whose == closing.owner))
        .filter_map(|closing| match closing.ending {
            super::super::history::Ending::Won(amount) => Some(amount),
            _ => None,
        })
        .sum()
}

/// One person's part of a view: their open deals, and their share of what is still to come.
fn narrow(history: &History, view: &mut View, start: i32, whose: PersonId) {
    let part = shares(history, start).get(&whose).copied().unwrap_or(0.0);
    let outlook = &mut view.outlook;
    outlook
        .open
        .retain(|chance| history.intervals()[chance.interval as usize].state_at(start).owner == whose);
    outlook.fresh.iter_mut().for_each(|wins| *wins *= part);
}

/// What is still to come is shared by what people won in the last year.
fn shares(history: &History, start: i32) -> BTreeMap<PersonId, f64> {
    let mut won: BTreeMap<PersonId, f64> = BTreeMap::new();
    for interval in history.last_known(start) {
        if let Some((day, super::super::history::Ending::Won(amount))) = interval.ended
            && (start - 365..start).contains(&day)
        {
            *won.entry(interval.closed_by).or_default() += amount as f64;
        }
    }
    let all: f64 = won.values().sum();
    won.values_mut().for_each(|amount| *amount /= all.max(1.0));
    won
}

fn people_ahead(parts: &BTreeMap<PersonId, f64>, open: &BTreeMap<PersonId, f64>, fresh: f64) -> Vec<PersonAhead> {
    let mut people: Vec<PersonId> = open.keys().chain(parts.keys()).copied().collect();
    people.sort_unstable();
    people.dedup();
    let part = |owner: &PersonId| parts.get(owner).copied().unwrap_or(0.0);
    let line = |owner: PersonId| PersonAhead {
        owner,
        open_minor: minor(open.get(&owner).copied().unwrap_or(0.0)),
        fresh_minor: minor(fresh * part(&owner)),
    };
    people.into_iter().map(line).collect()
}

/// The three deals that move the chance of reaching the target most – or, without a target, the outlook. The same simulations are looked
/// at twice: with the deal won in all of them, and with it won in none. Deals that hardly can be won in time are passed over.
fn decisive(history: &History, view: &View, draws: &Draws, needed: Option<f64>) -> Vec<Decisive> {
    let mut found: Vec<(f64, Decisive)> = Vec::new();
    for (place, deal) in draws.apart.iter().enumerate().filter(|(_, deal)| deal.chance >= LIKELY) {
        let interval = &history.intervals()[view.outlook.open[deal.deal].interval as usize];
        let mut line = Decisive {
            id: interval.id,
            chance_bp: points(deal.chance),
            if_won_bp: None,
            if_lost_bp: None,
        };
        let swing = match needed {
            None => deal.worth * (deal.chance * (1.0 - deal.chance)).sqrt(),
            Some(needed) => {
                let (mut with, mut without) = (0_u32, 0_u32);
                for (total, wins) in draws.totals.iter().zip(&draws.wins) {
                    let has = wins.binary_search(&(place as u16)).is_ok();
                    with += u32::from(total + if has { 0.0 } else { deal.worth } >= needed);
                    without += u32::from(total - if has { deal.worth } else { 0.0 } >= needed);
                }
                let all = draws.totals.len().max(1) as f64;
                let (with, without) = (f64::from(with) / all, f64::from(without) / all);
                line.if_won_bp = Some(points(with));
                line.if_lost_bp = Some(points(without));
                with - without
            }
        };
        found.push((swing, line));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    found
        .into_iter()
        .filter(|(swing, _)| *swing > 0.0)
        .take(3)
        .map(|(_, line)| line)
        .collect()
}

fn band(sorted: &[f64], won_minor: Minor) -> Band {
    let at = |share: f64| won_minor + minor(quantile(sorted, share));
    Band {
        p10_minor: at(0.1),
        p50_minor: at(0.5),
        p90_minor: at(0.9),
    }
}

/// The share of sorted totals that reach an amount.
fn share(sorted: &[f64], needed: f64) -> f64 {
    let below = sorted.partition_point(|total| *total < needed);
    (sorted.len() - below) as f64 / sorted.len().max(1) as f64
}

fn histogram(sorted: &[f64], won_minor: Minor) -> Vec<Bar> {
    let (low, high) = (quantile(sorted, 0.005), quantile(sorted, 0.995));
    if high - low < 1.0 {
        return Vec::new();
    }
    let edge = |bar: usize| low + (high - low) * bar as f64 / BARS as f64;
    let below = |bar: usize| match bar {
        0 => 0,
        BARS => sorted.len(),
        bar => sorted.partition_point(|total| *total < edge(bar)),
    };
    let bar = |at: usize| Bar {
        from_minor: won_minor + minor(edge(at)),
        to_minor: won_minor + minor(edge(at + 1)),
        simulations: (below(at + 1) - below(at)) as i64,
    };
    (0..BARS).map(bar).collect()
}

/// A statistic becomes money here, rounded once.
fn minor(value: f64) -> Minor {
    value.round() as Minor
}

fn points(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}
