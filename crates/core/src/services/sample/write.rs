//! Writing the sample company into the file.

use super::company::deals;
use super::random::Random;
use super::record::Record;
use super::scene::{Customer, MANAGERS, Scene, unit};
use super::targets::{Goal, goals};
use super::vocabulary::{Vocabulary, vocabulary};
use super::{ORIGIN, SEED};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use crate::records::identity::company_key;
use crate::records::pipelines;
use leadwell_rules::Language;
use leadwell_rules::calendar::quarter_of;
use leadwell_rules::money::times_bp;
use leadwell_rules::text::squash;
use leadwell_rules::time::{Day, Instant, start_of_day};
use rusqlite::params;
use serde::Serialize;
use ts_rs::TS;

/// What was added.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "SampleAdded")]
pub struct Added {
    /// Records: people, customers, contacts, products, deals, activities and targets.
    pub created: i64,
}

/// Answers `sample.add`.
pub fn add(write: &mut Write<'_>, _: Nothing) -> Result<Added, Failure> {
    if present(write)? {
        return Err(Failure::conflict("sample.already_there"));
    }
    fill(write)
}

/// Whether there is a sample record in the file.
pub(super) fn present(read: &Read<'_>) -> Result<bool, Failure> {
    let found = read.one(
        "select exists (select 1 from people where origin = ?1) or exists (select 1 from deals where origin = ?1)
             or exists (select 1 from customers where origin = ?1) or exists (select 1 from products where origin = ?1)",
        [ORIGIN],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or(false))
}

/// Invents the sample company and writes it down: the same one for the same day, pipeline, currency and language.
pub(crate) fn fill(write: &mut Write<'_>) -> Result<Added, Failure> {
    let scene = scene(write)?;
    let words = vocabulary(write.settings.language);
    let mut random = Random::new(SEED);
    let customers = scene.customers(&mut random, words);
    let plots = deals(&mut random, &scene, words, &customers);
    let mut scribe = Scribe {
        random,
        scene,
        words,
        created: 0,
        now: write.now(),
        currency: write.settings.currency.code().to_owned(),
    };
    let cast = scribe.people(write)?;
    let customer_ids = scribe.customers(write, &customers, &cast)?;
    let contacts = scribe.contacts(write, &customers, &customer_ids, &cast)?;
    let products = scribe.products(write)?;
    let quarter = quarter_of(scribe.scene.today, scribe.scene.fiscal);
    let (mut wins, mut outlook) = (Vec::new(), 0);
    let turns = scribe.turns(&plots);
    for (plot, turn) in plots.iter().zip(turns) {
        let record = Record {
            customer: customer_ids[plot.customer],
            contacts: &contacts[plot.customer],
            product: products[plot.product],
            name: format!(
                "{} {}{}",
                customers[plot.customer].short,
                scribe.scene.products(words)[plot.product].1,
                words.turns[turn]
            ),
        };
        let last = scribe.deal(write, plot, &record, &cast)?;
        let amount = last.amount.unwrap_or(0);
        match plot.path.end {
            Some((day, true)) => {
                wins.push((day, amount));
                outlook += if quarter.contains(day) { amount } else { 0 };
            }
            None if last.close <= quarter.end => {
                outlook += times_bp(amount, scribe.scene.stages[last.stage].win_rate_bp)
            }
            _ => {}
        }
    }
    scribe.created += super::leads::write(write, &mut scribe.random, &scribe.scene, words, &cast)?;
    scribe.created += super::flaws::write(write, scribe.scene.chinese)?;
    scribe.created += super::registrations::write(write, &mut scribe.random, &scribe.scene, words, &cast)?;
    scribe.targets(write, goals(&scribe.scene, &wins, outlook), &cast)?;
    write.subject(words.teams.join(" · "));
    Ok(Added {
        created: scribe.created,
    })
}

fn scene(read: &Read<'_>) -> Result<Scene, Failure> {
    let pipeline = pipelines::first(read)?;
    if pipeline.stages.is_empty() {
        return Err(Failure::not_found("pipeline.none"));
    }
    Ok(Scene {
        today: read.today(),
        fiscal: read.settings.fiscal,
        stages: pipeline.stages,
        unit: unit(read.settings.currency),
        services: matches!(read.settings.business.as_str(), "services" | "software"),
        chinese: read.settings.language == Language::Zh,
    })
}

/// Writes rows and counts them.
pub(super) struct Scribe {
    pub(super) random: Random,
    pub(super) scene: Scene,
    pub(super) words: &'static Vocabulary,
    pub(super) created: i64,
    pub(super) now: Instant,
    pub(super) currency: String,
}

impl Scribe {
    /// An instant in the working hours of a day, after `after` and not in the future.
    pub(super) fn moment(&mut self, write: &Write<'_>, day: Day, after: Instant) -> Instant {
        let minutes = 9 * 60 + self.random.between(0, 9 * 60 - 1);
        let at = start_of_day(day, &write.settings.time_zone).plus_millis(minutes * 60_000);
        let latest = self.now.plus_millis(-self.random.between(1, 40) * 60_000);
        at.min(latest).max(after.plus_millis(60_000)).min(self.now)
    }

    /// Where the company's history begins.
    fn beginning(&self, write: &Write<'_>) -> i64 {
        start_of_day(self.scene.today.plus_days(-880), &write.settings.time_zone).millis()
    }

    fn people(&mut self, write: &mut Write<'_>) -> Result<Vec<i64>, Failure> {
        let (boss, at) = (write.actor.id.0, self.beginning(write));
        let mut cast: Vec<i64> = Vec::new();
        for (place, name) in self.words.people.into_iter().enumerate() {
            let name = free_name(write, "select 1 from people where name = ?1", name)?;
            let manager = if place < MANAGERS { boss } else { cast[place % MANAGERS] };
            cast.push(write.insert(
                "insert into people (name, role, manager_id, team, origin, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    name,
                    if place < MANAGERS { "manager" } else { "sales" },
                    manager,
                    self.words.teams[place % MANAGERS],
                    ORIGIN,
                    at
                ],
            )?);
            self.created += 1;
        }
        Ok(cast)
    }

    fn customers(&mut self, write: &mut Write<'_>, customers: &[Customer], cast: &[i64]) -> Result<Vec<i64>, Failure> {
        let at = self.beginning(write);
        let mut ids = Vec::with_capacity(customers.len());
        for customer in customers {
            let revenue = self
                .scene
                .round(customer.employees * self.scene.unit * self.random.between(60_000, 140_000));
            ids.push(write.insert(
                "insert into customers (name, name_key, company_key, industry, region, website, employees, revenue_minor, founded_year, owner_id,
                   origin, created_at, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)",
                params![
                    customer.name, squash(&customer.name), company_key(&customer.name), customer.industry, customer.region,
                    format!("www.{}.example", customer.address), customer.employees, revenue,
                    i64::from(self.scene.today.year()) - self.random.between(3, 34), cast[customer.owner], ORIGIN, at
                ],
            )?);
            self.created += 1;
        }
        Ok(ids)
    }

    fn contacts(
        &mut self,
        write: &mut Write<'_>,
        customers: &[Customer],
        customer_ids: &[i64],
        cast: &[i64],
    ) -> Result<Vec<Vec<i64>>, Failure> {
        let at = self.beginning(write);
        let mut all = Vec::with_capacity(customer_ids.len());
        for (customer, customer_id) in customers.iter().zip(customer_ids) {
            let mut ids = Vec::new();
            for _ in 0..self.random.between(1, 3) {
                let (family, given) = (self.random.pick(self.words.family), self.random.pick(self.words.given));
                let (name, address) = self.words.person(self.scene.chinese, &family, &given);
                let mail = format!("{address}@{}.example", customer.address);
                // Numbers nobody has: masked in Chinese, from the range kept for films in English.
                let mobile = if self.scene.chinese {
                    format!("13{}****{:04}", self.random.below(10), self.random.below(10_000))
                } else {
                    format!("+447700900{:03}", self.created % 700)
                };
                let wechat = (self.scene.chinese && self.random.chance(6_000))
                    .then(|| format!("{}{}", given.1, self.random.between(10, 99)));
                ids.push(write.insert(
                    "insert into contacts (customer_id, name, title, mobile, email, wechat, owner_id, origin, created_at, updated_at)
                     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
                    params![
                        customer_id, name, self.random.pick(self.words.titles), mobile, mail, wechat, cast[customer.owner], ORIGIN, at
                    ],
                )?);
                self.created += 1;
            }
            all.push(ids);
        }
        Ok(all)
    }

    fn products(&mut self, write: &mut Write<'_>) -> Result<Vec<i64>, Failure> {
        let at = self.beginning(write);
        let prices = self.scene.prices();
        let mut ids = Vec::new();
        for ((code, name, series), price) in self.scene.products(self.words).iter().zip(prices) {
            let name = free_name(write, "select 1 from products where name = ?1", name)?;
            ids.push(write.insert(
                "insert into products (code, name, name_key, series, list_price_minor, origin, created_at, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
                params![code, name, squash(&name), series, price, ORIGIN, at],
            )?);
            self.created += 1;
        }
        Ok(ids)
    }

    fn targets(&mut self, write: &mut Write<'_>, goals: Vec<Goal>, cast: &[i64]) -> Result<(), Failure> {
        for goal in goals {
            // The owner's own figure stands.
            let added = write.run(
                "insert or ignore into targets (person_id, period_kind, starts_on, amount_minor, stretch_minor, origin, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    goal.person.map(|place| cast[place]), goal.kind, goal.start.to_string(), goal.amount, goal.stretch, ORIGIN, self.now.millis()
                ],
            )?;
            self.created += added as i64;
        }
        Ok(())
    }
}

/// The name, or – when one of one's own records has it already – the name with a mark.
fn free_name(read: &Read<'_>, taken: &str, name: &str) -> Result<String, Failure> {
    let mut free = name.to_owned();
    while read.one(taken, [&free], |_| Ok(()))?.is_some() {
        free.push('*');
    }
    Ok(free)
}
