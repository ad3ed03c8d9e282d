//! The way of one invented deal through the stages: when it moved, and how it ended.

use super::random::Random;
use leadwell_rules::money::WHOLE_BP;
use leadwell_rules::time::Day;

/// Days from the first contact to the end, won or lost, on average: it decides how many deals are open at a time.
const LIFE: f64 = 54.0;

/// A deal that is going to be lost stays in its last stage longer, since nobody likes to admit a loss: by this much.
const LINGERING: (i64, i64) = (3, 2);

/// Deals of a hundred that are won at least, so that rates can be measured.
const WON_AT_LEAST: f64 = 0.15;

/// How likely a deal goes on from each stage, and how long it stays there.
pub struct Odds {
    /// Chance to go on from each stage, basis points; from the last one it goes on to be won.
    advance: Vec<i64>,
    /// Days in a stage, on average.
    stay: i64,
}

/// The way of a deal. Stages are places in the pipeline, from 0.
#[derive(Debug, Clone)]
pub struct Path {
    /// The day it began.
    pub created: Day,
    /// When it entered which stage; the first entry is its beginning.
    pub moves: Vec<(Day, usize)>,
    /// When it closed, and whether it was won; open deals have not.
    pub end: Option<(Day, bool)>,
}

impl Odds {
    /// Odds that come near the win rates of a pipeline (basis points, from left to right): early stages do a little better
    /// than the table says, as they do in most companies.
    pub fn of(rates: &[i64]) -> Odds {
        let rates: Vec<f64> = rates
            .iter()
            .map(|rate| (*rate).clamp(200, 9_500) as f64 / WHOLE_BP as f64)
            .collect();
        let step = |place: usize| {
            let ahead = rates.get(place + 1).copied().unwrap_or(1.0);
            (rates[place] / ahead).clamp(0.3, 0.95)
        };
        let steps: Vec<f64> = (0..rates.len()).map(step).collect();
        // Powers ¾, ½ and ¼ by square roots, which every machine computes alike.
        let softened: [fn(f64) -> f64; 4] = [|x| x, |x| (x * x.sqrt()).sqrt(), f64::sqrt, |x| x.sqrt().sqrt()];
        let soft = softened
            .iter()
            .find(|soften| steps.iter().map(|step| soften(*step)).product::<f64>() >= WON_AT_LEAST)
            .unwrap_or(&softened[3]);
        let (mut reached, mut stays) = (1.0, 0.0);
        for step in steps.iter().map(|step| soft(*step)) {
            stays += reached * (step + (1.0 - step) * LINGERING.0 as f64 / LINGERING.1 as f64);
            reached *= step;
        }
        Odds {
            advance: steps
                .iter()
                .map(|step| (soft(*step) * WHOLE_BP as f64).round() as i64)
                .collect(),
            stay: ((LIFE / stays).round() as i64).max(6),
        }
    }

    fn stages(&self) -> usize {
        self.advance.len()
    }
}

/// Lets a deal begin on `created` and go its way up to `today`. `skill` is the owner's, per cent of the usual odds.
pub fn walk(random: &mut Random, odds: &Odds, skill: i64, created: Day, today: Day) -> Path {
    let last = odds.stages() - 1;
    let mut stage = if last > 1 && random.chance(800) { 1 } else { 0 };
    let mut path = Path {
        created,
        moves: vec![(created, stage)],
        end: None,
    };
    let (mut day, mut turned_back) = (created, false);
    loop {
        let goes_on = random.chance(odds.advance[stage] * skill / 100);
        let spread = odds.stay - 3;
        let mut stay = 3 + random.between(0, spread) + random.between(0, spread);
        if !goes_on {
            stay = stay * LINGERING.0 / LINGERING.1;
        }
        day = workday(day.plus_days(stay));
        if day > today {
            return path;
        }
        if !goes_on || stage == last {
            path.end = Some((day, goes_on));
            return path;
        }
        if stage > 0 && !turned_back && random.chance(400) {
            turned_back = true;
            stage -= 1;
        } else {
            stage += if stage + 2 <= last && random.chance(400) { 2 } else { 1 };
        }
        path.moves.push((day, stage));
    }
}

impl Path {
    /// When it entered the stage it stands in, and which one that is.
    pub fn last_move(&self) -> (Day, usize) {
        self.moves.last().copied().unwrap_or((self.created, 0))
    }

    /// Whether it is open.
    pub fn open(&self) -> bool {
        self.end.is_none()
    }

    /// Moves a win towards the end of its month or quarter, as buyers and sellers do; never into the future.
    pub fn pull_to_period_end(&mut self, random: &mut Random, ends: [Day; 2], today: Day) {
        let (entered, _) = self.last_move();
        let Some((day, true)) = self.end else { return };
        let end = match random.below(10) {
            0..6 if day.days_until(ends[1]) <= 50 => ends[1],
            0..8 if day.days_until(ends[0]) <= 25 => ends[0],
            _ => return,
        };
        let pulled = workday_before(end.plus_days(-random.between(0, 7)));
        if pulled <= today && pulled > entered {
            self.end = Some((pulled, true));
        }
    }
}

/// The day, or the Monday after it.
pub fn workday(day: Day) -> Day {
    match day.weekday() {
        5 => day.plus_days(2),
        6 => day.plus_days(1),
        _ => day,
    }
}

/// The day, or the Friday before it.
pub fn workday_before(day: Day) -> Day {
    match day.weekday() {
        5 => day.plus_days(-1),
        6 => day.plus_days(-2),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_are_won_about_as_often_as_any_pipeline_says() {
        let today = Day::new(2026, 3, 18).unwrap();
        for rates in [
            &[1000, 2500, 4500, 7000, 9000][..],
            &[1500, 3500, 5500, 8500],
            &[5000],
            &[0, 10_000],
            &[2000; 9],
        ] {
            let odds = Odds::of(rates);
            let mut random = Random::new(3);
            let ended: Vec<Path> = (0..2_000)
                .map(|_| walk(&mut random, &odds, 100, today.plus_days(-900), today))
                .filter(|path| !path.open())
                .collect();
            let won = ended.iter().filter(|path| path.end.is_some_and(|(_, won)| won)).count();
            assert!(ended.len() > 1_900, "{rates:?}: {}", ended.len());
            assert!((200..1_300).contains(&won), "{rates:?}: {won}");
            for path in ended {
                assert!(
                    path.moves
                        .windows(2)
                        .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1)
                );
                assert!(path.end.unwrap().0 > path.last_move().0 && path.end.unwrap().0 <= today);
                assert!(path.moves.iter().all(|(_, stage)| *stage < rates.len()));
            }
        }
    }
}
