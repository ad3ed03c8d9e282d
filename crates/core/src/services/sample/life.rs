//! The life of one invented deal along its path: what was believed about it from day to day, and what was done for it.

use super::path::{Path, workday, workday_before};
use super::random::Random;
use super::scene::Scene;
use super::vocabulary::Vocabulary;
use crate::records::activities::ActivityKind;
use leadwell_rules::calendar::{month_of, quarter_of};
use leadwell_rules::time::Day;

/// How an open deal is looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Somebody is on it.
    Lively,
    /// Nobody touched it since this day.
    QuietSince(Day),
    /// Somebody is on it, but its expected day went by.
    Late,
}

/// What was believed about a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belief {
    /// open, won or lost.
    pub status: &'static str,
    /// Its stage: a place in the pipeline.
    pub stage: usize,
    /// The furthest position it ever reached.
    pub furthest: i64,
    /// Its forecast category.
    pub category: String,
    /// Its amount in the base currency, when known.
    pub amount: Option<i64>,
    /// Its own probability, basis points.
    pub probability: i64,
    /// Whose it was: a place among the people.
    pub owner: usize,
    /// When it was expected to close.
    pub close: Day,
}

/// Something done, or planned when `done` is false.
#[derive(Debug, Clone)]
pub struct Doing {
    /// The day it was done, or is planned for.
    pub day: Day,
    /// What it was.
    pub kind: ActivityKind,
    /// In words.
    pub text: &'static str,
    /// Whether it was done.
    pub done: bool,
}

/// The beliefs about a deal in the order of their days. `worth` is what it really is worth, and its `owner` whom it began with.
pub fn beliefs(
    random: &mut Random,
    scene: &Scene,
    path: &Path,
    mood: Mood,
    worth: i64,
    owner: usize,
) -> Vec<(Day, Belief)> {
    let first = &scene.stages[path.moves[0].1];
    let mut now = Belief {
        status: "open",
        stage: path.moves[0].1,
        furthest: first.position,
        category: first.category.clone(),
        amount: (!random.chance(3_000)).then(|| guess(random, scene, worth)),
        probability: first.win_rate_bp,
        owner,
        close: expected(random, scene, path.created, (45, 110)),
    };
    let mut kept = vec![(path.created, now.clone())];
    for (day, stage) in path.moves.iter().skip(1) {
        slip(random, scene, &mut now, &mut kept, *day);
        enter(random, scene, &mut now, *day, *stage, worth);
        kept.push((*day, now.clone()));
    }
    match path.end {
        Some((day, won)) => {
            slip(random, scene, &mut now, &mut kept, day);
            if won {
                now.status = "won";
                now.probability = 10_000;
                now.furthest = scene.stages.last().map_or(now.furthest, |stage| stage.position);
                now.amount = Some(scene.round(worth * random.between(90, 101) / 100));
            } else {
                now.status = "lost";
                now.probability = 0;
            }
            kept.push((day, now));
        }
        None => stay_open(random, scene, &mut now, &mut kept, mood),
    }
    kept
}

/// What happens to a deal that is open today since its last move.
fn stay_open(random: &mut Random, scene: &Scene, now: &mut Belief, kept: &mut Vec<(Day, Belief)>, mood: Mood) {
    let entered = kept.last().map_or(scene.today, |(day, _)| *day);
    match mood {
        Mood::QuietSince(day) => slip(random, scene, now, kept, day),
        Mood::Lively => slip(random, scene, now, kept, scene.today),
        Mood::Late => {
            let passed = workday_before(scene.today.plus_days(-random.between(2, 12)));
            if now.close >= scene.today && passed > entered {
                now.close = passed;
                if let Some((_, last)) = kept.last_mut() {
                    last.close = passed;
                }
            }
        }
    }
    let since = kept.last().map_or(entered, |(day, _)| *day);
    let free = since.days_until(scene.today);
    if mood != Mood::Lively || free < 4 || !random.chance(2_500) {
        return;
    }
    // The owner knows something the table of win rates does not.
    if random.chance(6_000) {
        let shift = random.pick(&[-1_500, -1_000, -500, 500, 1_000, 1_500]);
        now.probability = (now.probability + shift).clamp(500, 9_500);
    } else {
        now.category = match now.category.as_str() {
            "pipeline" => "best_case",
            "best_case" => "commit",
            _ => "omitted",
        }
        .to_owned();
    }
    kept.push((
        workday_before(since.plus_days(random.between(2, free - 1))),
        now.clone(),
    ));
}

/// A move: category and probability follow the stage, the amount becomes known or is settled anew, the day may too.
fn enter(random: &mut Random, scene: &Scene, now: &mut Belief, day: Day, stage: usize, worth: i64) {
    let facts = &scene.stages[stage];
    now.stage = stage;
    now.furthest = now.furthest.max(facts.position);
    now.category.clone_from(&facts.category);
    now.probability = facts.win_rate_bp;
    let late = stage * 2 >= scene.stages.len();
    if (now.amount.is_none() && (late || random.chance(7_000)))
        || (now.amount.is_some() && late && random.chance(4_500))
    {
        now.amount = Some(guess(random, scene, worth));
    }
    if late && random.chance(4_500) {
        let left = (scene.stages.len() - stage) as i64;
        now.close = expected(random, scene, day, (left * 8, left * 22));
    }
    if random.chance(250) {
        now.owner = scene.somebody_else(random, now.owner);
    }
}

/// Every time the expected day goes by before `until`, somebody notices some days later and names another.
fn slip(random: &mut Random, scene: &Scene, now: &mut Belief, kept: &mut Vec<(Day, Belief)>, until: Day) {
    while now.close < until {
        let after = kept.last().map_or(now.close, |(day, _)| now.close.max(*day));
        let noticed = workday(after.plus_days(random.between(1, 5)));
        if noticed >= until {
            return;
        }
        now.close = expected(random, scene, noticed, (12, 50));
        kept.push((noticed, now.clone()));
    }
}

/// A day so many days from `from`; people like to name the end of a month or of a quarter.
fn expected(random: &mut Random, scene: &Scene, from: Day, (least, most): (i64, i64)) -> Day {
    let about = from.plus_days(random.between(least, most));
    match random.below(20) {
        0..9 => workday_before(month_of(about).end),
        9..13 => workday_before(quarter_of(about, scene.fiscal).end),
        _ => workday(about),
    }
}

fn guess(random: &mut Random, scene: &Scene, worth: i64) -> i64 {
    scene.round(worth * random.between(80, 125) / 100)
}

/// What was done for a deal, in the order of its days.
pub fn doings(random: &mut Random, scene: &Scene, words: &'static Vocabulary, path: &Path, mood: Mood) -> Vec<Doing> {
    let until = match (path.end, mood) {
        (Some((day, _)), _) => day,
        (None, Mood::QuietSince(day)) => day,
        (None, Mood::Lively | Mood::Late) => scene.today,
    };
    // What is long past was not written down as carefully.
    let pace = if path.created.days_until(scene.today) > 240 {
        17
    } else {
        9
    };
    let mut done = Vec::new();
    let mut day = path.created;
    while day <= until {
        let kind = kind(random, true);
        done.push(Doing {
            day,
            kind,
            text: random.pick(words_of(words, kind)),
            done: true,
        });
        day = workday(day.plus_days(random.between(pace - 4, pace + 6)));
    }
    if path.open() && !matches!(mood, Mood::QuietSince(_)) {
        let lately = workday_before(scene.today.plus_days(-random.between(0, 4)));
        if done.last().is_none_or(|last| last.day < lately) && lately > path.created {
            let kind = kind(random, true);
            done.push(Doing {
                day: lately,
                kind,
                text: random.pick(words_of(words, kind)),
                done: true,
            });
        }
    }
    done
}

/// Something planned for a day.
pub fn plan(random: &mut Random, words: &'static Vocabulary, day: Day) -> Doing {
    let kind = kind(random, false);
    let texts = match kind {
        ActivityKind::Call => words.to_call,
        ActivityKind::Meeting => words.to_meet,
        ActivityKind::Mail => words.to_mail,
        ActivityKind::Note | ActivityKind::Chat | ActivityKind::Task => words.tasks,
    };
    Doing {
        day,
        kind,
        text: random.pick(texts),
        done: false,
    }
}

fn kind(random: &mut Random, done: bool) -> ActivityKind {
    let weights: [u32; 5] = if done { [16, 38, 18, 22, 6] } else { [0, 40, 22, 8, 30] };
    [
        ActivityKind::Note,
        ActivityKind::Call,
        ActivityKind::Meeting,
        ActivityKind::Mail,
        ActivityKind::Task,
    ][random.weighted(weights.into_iter())]
}

fn words_of(words: &'static Vocabulary, kind: ActivityKind) -> &'static [&'static str] {
    match kind {
        ActivityKind::Note | ActivityKind::Chat => words.notes,
        ActivityKind::Call => words.calls,
        ActivityKind::Meeting => words.meetings,
        ActivityKind::Mail => words.mails,
        ActivityKind::Task => words.tasks,
    }
}
