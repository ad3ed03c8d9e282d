//! Writing the deals of the sample company, each with its versions and activities.

use super::ORIGIN;
use super::company::Plot;
use super::life::{Belief, Doing, Mood, beliefs, doings, plan};
use super::path::workday;
use super::write::Scribe;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::records::deals::versions::insert_sql;
use leadwell_rules::time::{DAY_MILLIS, Instant};
use rusqlite::{named_params, params};

/// How often each reason for losing is given.
const REASONS: [u32; 7] = [26, 12, 10, 20, 14, 8, 10];

/// What a deal is attached to.
pub struct Record<'a> {
    /// The customer's id.
    pub customer: i64,
    /// Ids of its contacts; at least one.
    pub contacts: &'a [i64],
    /// The product's id.
    pub product: i64,
    /// The deal's name.
    pub name: String,
}

impl Scribe {
    /// What each deal is besides its customer and product, so that no two open deals have the same name.
    pub fn turns(&mut self, plots: &[Plot]) -> Vec<usize> {
        let mut seen = std::collections::BTreeMap::new();
        let turns = self.words.turns;
        plots
            .iter()
            .map(|plot| {
                let times = seen.entry((plot.customer, plot.product)).or_insert(0_usize);
                *times += 1;
                if *times == 1 && self.random.chance(7_000) {
                    0
                } else {
                    turns.len() - 1 - (*times + plot.customer) % (turns.len() - 3)
                }
            })
            .collect()
    }

    /// One deal with its versions and activities; what is believed of it now.
    pub fn deal(
        &mut self,
        write: &mut Write<'_>,
        plot: &Plot,
        record: &Record<'_>,
        cast: &[i64],
    ) -> Result<Belief, Failure> {
        let kept = beliefs(
            &mut self.random,
            &self.scene,
            &plot.path,
            plot.mood,
            plot.worth,
            plot.owner,
        );
        let mut moments: Vec<Instant> = Vec::with_capacity(kept.len());
        for (day, _) in &kept {
            let after = moments.last().copied().unwrap_or_default();
            moments.push(self.moment(write, *day, after));
        }
        let (Some((_, last)), Some(begun), Some(ended)) =
            (kept.last(), moments.first().copied(), moments.last().copied())
        else {
            return Err(Failure::internal("a deal without a day"));
        };
        let lost = last.status == "lost";
        let reason = lost.then(|| self.random.weighted(REASONS.into_iter()));
        // Who chose a competitor chose one; otherwise it is known now and then.
        let rival = (lost && (reason == Some(3) || self.random.chance(2_000)))
            .then(|| self.random.pick(self.words.competitors));
        let remark = self.random.chance(1_000).then(|| self.random.pick(self.words.remarks));
        let id = write.insert(
            include_str!("deal.sql"),
            named_params! {
                ":name": record.name, ":customer": record.customer, ":product": record.product, ":owner": cast[last.owner],
                ":pipeline": self.scene.stages[last.stage].pipeline_id.0, ":stage": self.scene.stages[last.stage].id.0,
                ":furthest": last.furthest, ":status": last.status, ":category": last.category, ":amount": last.amount,
                ":currency": self.currency, ":probability": last.probability, ":created_on": plot.path.created.to_string(),
                ":close_on": last.close.to_string(), ":closed_on": plot.path.end.map(|(day, _)| day.to_string()),
                ":reason": reason.map(|place| self.words.reasons[place]), ":competitor": rival, ":note": remark, ":origin": ORIGIN,
                ":created_at": begun.millis(), ":updated_at": ended.millis()
            },
        )?;
        self.created += 1;
        let insert = insert_sql();
        for ((_, belief), at) in kept.iter().zip(&moments) {
            write.run(
                &insert,
                params![
                    id,
                    at.millis(),
                    cast[belief.owner],
                    belief.status,
                    self.scene.stages[belief.stage].id.0,
                    belief.furthest,
                    belief.category,
                    belief.amount,
                    belief.probability,
                    cast[belief.owner],
                    belief.close.to_string(),
                    plot.path
                        .end
                        .filter(|_| belief.status != "open")
                        .map(|(day, _)| day.to_string())
                ],
            )?;
        }
        let mut acts = doings(&mut self.random, &self.scene, self.words, &plot.path, plot.mood);
        acts.extend(self.plans(plot));
        for act in &acts {
            self.activity(write, id, record, act, cast[last.owner], begun)?;
        }
        Ok(last.clone())
    }

    /// What is planned for an open deal: most have something ahead, some something today, a few something overdue, some nothing.
    fn plans(&mut self, plot: &Plot) -> Vec<Doing> {
        if !plot.path.open() {
            return Vec::new();
        }
        let today = self.scene.today;
        let draw = self.random.below(100);
        let overdue = today.plus_days(-self.random.between(1, 9));
        let ahead = workday(today.plus_days(self.random.between(1, 18)));
        let days = match (plot.mood, draw) {
            (Mood::QuietSince(_), 0..50) => vec![],
            (Mood::QuietSince(_), _) | (_, 0..12) => vec![overdue],
            (_, 12..24) => vec![today],
            (_, 24..68) => vec![ahead],
            (_, 68..80) => vec![ahead, ahead.plus_days(7)],
            _ => vec![],
        };
        days.into_iter()
            .map(|day| plan(&mut self.random, self.words, day))
            .collect()
    }

    fn activity(
        &mut self,
        write: &mut Write<'_>,
        deal: i64,
        record: &Record<'_>,
        act: &Doing,
        person: i64,
        begun: Instant,
    ) -> Result<(), Failure> {
        let (written, done) = if act.done {
            let at = self.moment(write, act.day, begun);
            (at, Some(at.millis()))
        } else {
            // Planned a week ago, or when the deal began.
            (self.now.plus_millis(-7 * DAY_MILLIS).max(begun), None)
        };
        let contact = self.random.chance(6_000).then(|| self.random.pick(record.contacts));
        write.run(
            "insert into activities (kind, deal_id, contact_id, text, due_on, done_at, person_id, origin, created_at, updated_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
            params![
                act.kind.as_str(), deal, contact, act.text, (!act.done).then(|| act.day.to_string()), done, person, ORIGIN, written.millis()
            ],
        )?;
        self.created += 1;
        Ok(())
    }
}
