//! Registered customers of the sample company: fresh ones, one that runs out in days, one given back, one that has run out.

use super::ORIGIN;
use super::random::Random;
use super::scene::{MANAGERS, Scene};
use super::vocabulary::Vocabulary;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use crate::records::identity::company_key;
use leadwell_rules::registration::Term;
use leadwell_rules::time::start_of_day;
use rusqlite::params;

/// Days ago each was made, and how many days later it was given back.
const MADE: [(i64, Option<i64>); 8] = [
    (1, None),
    (4, None),
    (9, None),
    (15, None),
    (22, None),
    (28, None),
    (19, Some(6)),
    (47, None),
];
const NOTES: [[&str; 3]; 2] = [
    ["已约技术交流", "下月招标", "老客户介绍，等对方立项"],
    [
        "Technical meeting agreed",
        "Tender next month",
        "Introduced by a customer; budget expected",
    ],
];
/// Companies dreamed up before one is taken as it is.
const TRIES: usize = 64;
const HOUR: i64 = 3_600_000;

/// Writes them down; how many.
pub fn write(
    write: &mut Write<'_>,
    random: &mut Random,
    scene: &Scene,
    words: &'static Vocabulary,
    cast: &[i64],
) -> Result<i64, Failure> {
    let zone = write.settings.time_zone;
    for (at, (age, given_back)) in MADE.into_iter().enumerate() {
        let company = nobodys(write, random, scene, words)?;
        let term = Term::of(scene.today.plus_days(-age), write.settings.registration_days);
        let holder = cast[MANAGERS + at % (cast.len() - MANAGERS)];
        let ended = given_back.map(|days| term.starts_on.plus_days(days).to_string());
        let made = start_of_day(term.starts_on, &zone).plus_millis(random.between(9, 17) * HOUR);
        write.insert(
            "insert into registrations (company, company_key, note, person_id, starts_on, ends_on, ended_on, ended_by, origin, created_at, updated_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, iif(?7 is null, null, ?4), ?8, ?9, ?9)",
            params![
                company,
                company_key(&company).unwrap_or_else(|| company.clone()),
                NOTES[usize::from(!scene.chinese)].get(at),
                holder,
                term.starts_on.to_string(),
                term.ends_on.to_string(),
                ended,
                ORIGIN,
                made.millis(),
            ],
        )?;
    }
    Ok(MADE.len() as i64)
}

/// A company that is neither among the customers nor among the leads, so that nothing of the sample is in the way of anybody.
fn nobodys(read: &Read<'_>, random: &mut Random, scene: &Scene, words: &'static Vocabulary) -> Result<String, Failure> {
    let mut company = String::new();
    for _ in 0..TRIES {
        let (head, tail, trade) = (
            random.pick(words.heads),
            random.pick(words.tails),
            random.pick(words.trades),
        );
        company = if scene.chinese {
            format!("{}{}{}{}", random.pick(words.regions), head.0, tail.0, trade.0)
        } else {
            format!("{}{} {}", head.0, tail.0, trade.0)
        };
        let taken = read.one(
            "select 1 where exists (select 1 from leads where company_key = ?1) or exists (select 1 from customers where company_key = ?1)
               or exists (select 1 from registrations where company_key = ?1)",
            [company_key(&company)],
            |_| Ok(()),
        )?;
        if taken.is_none() {
            break;
        }
    }
    Ok(company)
}
