//! The deals of the sample company: two years of them, some forty to sixty still open, some won just lately.

use super::life::Mood;
use super::path::{Odds, Path, walk, workday, workday_before};
use super::random::Random;
use super::scene::{Customer, SHARES, SKILLS, Scene};
use super::vocabulary::Vocabulary;
use leadwell_rules::calendar::{month_of, quarter_of};
use leadwell_rules::time::Day;

/// Days of history that are told.
const HISTORY: i64 = 730;

/// Days before that in which deals begin too, so that the first month told is a month like any other.
const RUN_UP: i64 = 120;

/// Deals that begin on a working day, in hundredths.
const PACE: i64 = 104;

/// How many open deals a board should show.
const OPEN: std::ops::RangeInclusive<usize> = 42..=58;

/// Companies dreamed up before one is taken as it is.
const DREAMS: usize = 24;

/// One deal before it is written down.
pub struct Plot {
    /// Its way through the stages.
    pub path: Path,
    /// The customer: a place in the list.
    pub customer: usize,
    /// The product: a place in the list.
    pub product: usize,
    /// Whom it began with: a place among the people.
    pub owner: usize,
    /// What it is worth.
    pub worth: i64,
    /// How it is looked after, when open.
    pub mood: Mood,
}

/// All deals, by the day they began.
pub fn deals(random: &mut Random, scene: &Scene, words: &'static Vocabulary, customers: &[Customer]) -> Vec<Plot> {
    let mut plots = Vec::new();
    for _ in 0..DREAMS {
        plots = dream(random, scene, words, customers);
        let open = plots.iter().filter(|plot| plot.path.open()).count();
        if OPEN.contains(&open) {
            break;
        }
    }
    win_lately(random, scene, &mut plots);
    set_moods(random, scene, &mut plots);
    plots
}

fn dream(random: &mut Random, scene: &Scene, words: &'static Vocabulary, customers: &[Customer]) -> Vec<Plot> {
    let rates: Vec<i64> = scene.stages.iter().map(|stage| stage.win_rate_bp).collect();
    let odds = Odds::of(&rates);
    let (told_from, mut day) = (
        scene.today.plus_days(-HISTORY),
        scene.today.plus_days(-HISTORY - RUN_UP),
    );
    let mut plots = Vec::new();
    let mut due = 0;
    while day < scene.today {
        if day.weekday() < 5 {
            let season = words.season[day.month() as usize - 1];
            // The company grows by a quarter in two years.
            let growth = 100 + 25 * told_from.days_until(day).max(0) / HISTORY;
            due += PACE * season * growth / 10_000 * random.between(40, 160) / 100;
            while due >= 100 {
                due -= 100;
                plots.push(begin(random, scene, customers, &odds, day));
            }
        }
        day = day.plus_days(1);
    }
    plots.retain(|plot| plot.path.end.is_none_or(|(day, _)| day >= told_from));
    plots
}

fn begin(random: &mut Random, scene: &Scene, customers: &[Customer], odds: &Odds, day: Day) -> Plot {
    let customer = random.weighted(customers.iter().map(|customer| customer.weight));
    let owner = if random.chance(1_500) {
        random.weighted(SHARES.into_iter())
    } else {
        customers[customer].owner
    };
    let product = random.weighted([16_u32, 14, 9, 14, 11, 12, 6, 10].into_iter());
    let worth = scene.worth(random, product);
    let mut path = walk(random, odds, SKILLS[owner], day, scene.today);
    if let Some((end, true)) = path.end {
        path.pull_to_period_end(
            random,
            [month_of(end).end, quarter_of(end, scene.fiscal).end],
            scene.today,
        );
    }
    Plot {
        path,
        customer,
        product,
        owner,
        worth,
        mood: Mood::Lively,
    }
}

/// Sees to it that something was won in this quarter and in this month, if they are more than a day old.
fn win_lately(random: &mut Random, scene: &Scene, plots: &mut [Plot]) {
    let (month, quarter) = (month_of(scene.today).start, quarter_of(scene.today, scene.fiscal).start);
    for (since, wanted) in [(month, 2), (quarter, 3 + quarter.days_until(scene.today) as usize / 15)] {
        let won = |plot: &Plot| plot.path.end.is_some_and(|(day, won)| won && day >= since);
        let missing = wanted - plots.iter().filter(|plot| won(plot)).count().min(wanted);
        for _ in 0..missing {
            let ripest = plots
                .iter_mut()
                .filter(|plot| plot.path.open() && plot.path.last_move().0 < scene.today)
                .max_by_key(|plot| {
                    let (day, stage) = plot.path.last_move();
                    (stage, day.days_until(scene.today))
                });
            let Some(plot) = ripest else { return };
            let from = since.max(plot.path.last_move().0.plus_days(1));
            let day = workday_before(from.plus_days(random.between(0, from.days_until(scene.today).max(0))));
            plot.path.end = Some((if day < from { from } else { day }, true));
        }
    }
}

/// Some open deals were forgotten, a few are late.
fn set_moods(random: &mut Random, scene: &Scene, plots: &mut [Plot]) {
    let mut open: Vec<&mut Plot> = plots.iter_mut().filter(|plot| plot.path.open()).collect();
    random.shuffle(&mut open);
    let (mut quiet, mut late) = (7, 4);
    for plot in open {
        let (entered, stage) = plot.path.last_move();
        let idle = entered.days_until(scene.today);
        match scene.stages[stage].rotting_days {
            Some(limit) if quiet > 0 && idle > limit + 3 => {
                quiet -= 1;
                plot.mood = Mood::QuietSince(workday(entered.plus_days(random.between(0, (idle - limit - 3).min(9)))));
            }
            _ if late > 0 && idle > 16 => {
                late -= 1;
                plot.mood = Mood::Late;
            }
            _ => {}
        }
    }
}
