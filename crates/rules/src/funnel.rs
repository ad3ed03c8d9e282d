//! The funnel: who entered each stage, who went on, what was won; win rate, cycle and velocity.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::{Minor, div_round, narrow};
use crate::rates::{StageCounts, Tally};
use crate::ratio::Ratio;
use crate::velocity::stage_path::{End, Span, StagePath};

/// One stage of a funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FunnelStage {
    /// Deals that reached this stage, whatever became of them; the width of the bar.
    pub entered: Tally,
    /// Open, with this as their furthest stage.
    pub open: Tally,
    /// Lost, with this as their furthest stage.
    pub lost: Tally,
    /// Those that reached the next stage (the last: won), of those that entered this one; the open ones are part of the whole.
    pub step: Ratio,
    /// The same by value.
    pub step_by_value: Ratio,
    /// Those that entered this stage, of those that entered the first.
    pub total: Ratio,
    /// The same by value.
    pub total_by_value: Ratio,
    /// Those that went on, of those that went on or were lost here; the open ones are left out. This is the rate a forecast uses.
    pub resolved: Ratio,
}

/// The funnel of one pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Funnel {
    /// The stages in order.
    pub stages: Vec<FunnelStage>,
    /// Won deals.
    pub won: Tally,
    /// Lost deals.
    pub lost: Tally,
    /// Open deals.
    pub open: Tally,
    /// Won of all that entered the first stage.
    pub total: Ratio,
    /// Won ÷ (won + lost); open deals left out.
    pub win_rate: Ratio,
    /// The same by value.
    pub win_rate_by_value: Ratio,
}

/// The funnel over stages in order. Each deal is counted once, at the furthest stage it reached; a skipped stage counts as passed,
/// and a won deal has passed all.
pub fn funnel(counts: &[StageCounts]) -> Funnel {
    let sum = |pick: fn(&StageCounts) -> Tally| counts.iter().fold(Tally::default(), |sum, stage| sum + pick(stage));
    let (won, lost, open) = (sum(|stage| stage.won), sum(|stage| stage.lost), sum(|stage| stage.open));
    let first = won + lost + open;
    let mut entered = first;
    let stages = counts
        .iter()
        .map(|stage| {
            let here = entered;
            let further = Tally {
                count: here.count - stage.open.count - stage.lost.count,
                minor: here.minor - stage.open.minor - stage.lost.minor,
            };
            entered = further;
            FunnelStage {
                entered: here,
                open: stage.open,
                lost: stage.lost,
                step: Ratio::new(further.count, here.count),
                step_by_value: Ratio::new(further.minor, here.minor),
                total: Ratio::new(here.count, first.count),
                total_by_value: Ratio::new(here.minor, first.minor),
                resolved: Ratio::new(further.count, further.count + stage.lost.count),
            }
        })
        .collect();
    Funnel {
        stages,
        won,
        lost,
        open,
        total: Ratio::new(won.count, first.count),
        win_rate: Ratio::new(won.count, won.count + lost.count),
        win_rate_by_value: Ratio::new(won.minor, won.minor + lost.minor),
    }
}

/// Deals made in the span, each at the furthest stage it came to: what [`funnel`] takes.
pub fn cohort(paths: &[StagePath], stages: usize, made: Span) -> Vec<StageCounts> {
    let mut counts = vec![StageCounts::default(); stages];
    for path in paths
        .iter()
        .filter(|path| made.0 <= path.created && path.created <= made.1)
    {
        let Some(here) = counts.get_mut(path.furthest) else {
            continue;
        };
        *match path.end {
            Some((End::Won, _)) => &mut here.won,
            Some((End::Lost, _)) => &mut here.lost,
            None => &mut here.open,
        } += tally(path);
    }
    counts
}

/// The same counts over some of the stages, in their order: what lies between two chosen stages counts with the one before, and deals
/// that never came to the first one are left out.
pub fn narrowed(counts: &[StageCounts], chosen: &[usize]) -> Vec<StageCounts> {
    let mut narrow = vec![StageCounts::default(); chosen.len()];
    for (stage, counted) in counts.iter().enumerate() {
        let before = chosen.partition_point(|chosen| *chosen <= stage);
        // A won deal has passed every stage, the chosen ones too.
        if let Some(at) = narrow.get_mut(before.saturating_sub(1)) {
            at.won += counted.won;
            if before > 0 {
                at.open += counted.open;
                at.lost += counted.lost;
            }
        }
    }
    for (narrow, stage) in narrow.iter_mut().zip(chosen) {
        narrow.win_rate_bp = counts.get(*stage).map_or(0, |counted| counted.win_rate_bp);
    }
    narrow
}

/// What passed the chosen stages in a span, whenever the deals were made: came to each stage for the first time, was won, was lost with
/// it as the furthest, and stood open at the end. A step is, of those that went on or were lost in the span, those that went on.
pub fn throughput(paths: &[StagePath], chosen: &[usize], span: Span) -> Funnel {
    let none = vec![Tally::default(); chosen.len()];
    let (mut entered, mut lost_at, mut open_at) = (none.clone(), none.clone(), none);
    let (mut won, mut lost, mut open) = (Tally::default(), Tally::default(), Tally::default());
    let place = |stage: usize| chosen.partition_point(|chosen| *chosen <= stage).checked_sub(1);
    for path in paths {
        let deal = tally(path);
        for (entered, stage) in entered.iter_mut().zip(chosen) {
            if path
                .reached
                .get(*stage)
                .is_some_and(|on| span.0 <= *on && *on <= span.1)
            {
                *entered += deal;
            }
        }
        if path.ended(End::Won, span) {
            won += deal;
        }
        if path.ended(End::Lost, span) {
            lost += deal;
            place(path.furthest).into_iter().for_each(|at| lost_at[at] += deal);
        }
        if path.open_after(span.1) {
            open += deal;
            let at = path.furthest_by(span.1).and_then(place);
            at.into_iter().for_each(|at| open_at[at] += deal);
        }
    }
    let first = entered.first().copied().unwrap_or_default();
    let stage = |at: usize| {
        let (here, gone, on) = (entered[at], lost_at[at], entered.get(at + 1).copied().unwrap_or(won));
        FunnelStage {
            entered: here,
            open: open_at[at],
            lost: gone,
            step: Ratio::new(on.count, on.count + gone.count),
            step_by_value: Ratio::new(on.minor, on.minor.saturating_add(gone.minor)),
            total: Ratio::new(here.count, first.count),
            total_by_value: Ratio::new(here.minor, first.minor),
            resolved: Ratio::new(on.count, on.count + gone.count),
        }
    };
    Funnel {
        stages: (0..chosen.len()).map(stage).collect(),
        won,
        lost,
        open,
        total: Ratio::new(won.count, first.count),
        win_rate: Ratio::new(won.count, won.count + lost.count),
        win_rate_by_value: Ratio::new(won.minor, won.minor.saturating_add(lost.minor)),
    }
}

fn tally(path: &StagePath) -> Tally {
    Tally::new(1, path.amount_minor.unwrap_or(0))
}

/// The median of whole numbers such as days; of an even number of them the mean of the middle two, rounded half up. Sorts in place.
pub fn median(values: &mut [i64]) -> Option<i64> {
    if values.is_empty() {
        return None;
    }
    values.sort_unstable();
    let middle = values.len() / 2;
    Some(if values.len() % 2 == 1 {
        values[middle]
    } else {
        narrow(div_round(
            i128::from(values[middle - 1]) + i128::from(values[middle]),
            2,
        ))
    })
}

/// Velocity: what the open pipeline earns a day, in minor units = open count × average amount × win rate ÷ cycle days. Nothing
/// without a win rate or a cycle of at least a day.
pub fn velocity_per_day(open_minor: Minor, win_rate: Ratio, cycle_days: Option<i64>) -> Option<Minor> {
    let days = cycle_days.filter(|days| *days > 0)?;
    if win_rate.denominator == 0 {
        return None;
    }
    // Open count × average amount is the open amount itself.
    let whole = i128::from(win_rate.denominator) * i128::from(days);
    let product = i128::from(open_minor).checked_mul(i128::from(win_rate.numerator))?;
    Some(narrow(div_round(product, whole)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stage(open: (i64, i64), lost: (i64, i64), won: (i64, i64)) -> StageCounts {
        StageCounts {
            win_rate_bp: 0,
            open: Tally::new(open.0, open.1),
            lost: Tally::new(lost.0, lost.1),
            won: Tally::new(won.0, won.1),
        }
    }

    #[test]
    fn a_funnel_by_hand() {
        let seen = funnel(&[
            stage((5, 500), (10, 1000), (0, 0)),
            stage((3, 900), (6, 600), (1, 50)),
            stage((2, 200), (4, 400), (9, 1350)),
        ]);
        let entered: Vec<_> = seen
            .stages
            .iter()
            .map(|stage| (stage.entered.count, stage.entered.minor))
            .collect();
        assert_eq!(entered, [(40, 5000), (25, 3500), (16, 2000)]);
        let step: Vec<_> = seen.stages.iter().map(|stage| stage.step).collect();
        assert_eq!(step, [Ratio::new(25, 40), Ratio::new(16, 25), Ratio::new(10, 16)]);
        let total: Vec<_> = seen.stages.iter().map(|stage| stage.total).collect();
        assert_eq!(total, [Ratio::new(40, 40), Ratio::new(25, 40), Ratio::new(16, 40)]);
        assert_eq!(seen.stages[0].resolved, Ratio::new(25, 35));
        assert_eq!(seen.stages[1].step_by_value, Ratio::new(2000, 3500));
        assert_eq!(
            (seen.won, seen.lost, seen.open),
            (Tally::new(10, 1400), Tally::new(20, 2000), Tally::new(10, 1600))
        );
        assert_eq!((seen.total, seen.win_rate), (Ratio::new(10, 40), Ratio::new(10, 30)));
    }

    #[test]
    fn an_empty_funnel_has_no_rates() {
        let seen = funnel(&[StageCounts::default(); 2]);
        assert_eq!(seen.win_rate.value(), None);
        assert!(
            seen.stages
                .iter()
                .all(|stage| stage.step.value().is_none() && stage.total.value().is_none())
        );
        assert_eq!(funnel(&[]).total.value(), None);
    }

    #[test]
    fn medians_and_velocity() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [9, 1, 5]), Some(5));
        assert_eq!(median(&mut [9, 1, 5, 6]), Some(6));
        assert_eq!(velocity_per_day(1_000_000, Ratio::new(3, 8), Some(30)), Some(12_500));
        assert_eq!(velocity_per_day(1_000_000, Ratio::new(0, 0), Some(30)), None);
        assert_eq!(velocity_per_day(1_000_000, Ratio::new(3, 8), Some(0)), None);
        assert_eq!(velocity_per_day(1_000_000, Ratio::new(3, 8), None), None);
    }

    proptest! {
        #[test]
        fn a_funnel_only_narrows(numbers in prop::collection::vec((0_i64..50, 0_i64..50, 0_i64..50), 1..8)) {
            let counts: Vec<_> = numbers.iter().map(|(open, lost, won)| stage((*open, 0), (*lost, 0), (*won, 0))).collect();
            let seen = funnel(&counts);
            prop_assert!(seen.stages.windows(2).all(|pair| pair[0].entered.count >= pair[1].entered.count));
            prop_assert_eq!(seen.stages.last().map(|stage| stage.step.numerator), Some(seen.won.count));
            prop_assert_eq!(seen.stages[0].entered, seen.won + seen.lost + seen.open);
        }
    }
}
