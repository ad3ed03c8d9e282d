//! The book as it stood at the beginning of a past day: what the models of that day would have been given.

use super::history::{DealInterval, Ending, History, State, day};
use super::{OpenDeal, StageTerms, Won, terms};
use crate::ids::PersonId;
use crate::rates::{Basis, StageCounts, StageRates, Tally, stage_rates};

/// The stages of a pipeline, as far as the past needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageLadder {
    /// Index of its first stage among all stages.
    pub first: usize,
    /// Configured win rates of its stages, basis points.
    pub win_rates_bp: Vec<i64>,
}

/// What was known at the beginning of a day.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Open deals.
    pub open: Vec<OpenDeal>,
    /// What had been won, each deal by itself.
    pub won: Vec<Won>,
    /// Terms of all stages, measured on what had happened.
    pub terms: Vec<StageTerms>,
    /// Their measured rates.
    pub rates: Vec<StageRates>,
}

/// Whose deals are meant; nothing = everybody's.
pub type Whose = Option<PersonId>;

/// The book of a day. Rates are measured on everybody's deals, whoever is asked for.
pub fn book(history: &History, day_number: i32, ladders: &[StageLadder], floor: i64, whose: Whose) -> Book {
    let mut counts: Vec<Vec<StageCounts>> = ladders
        .iter()
        .map(|ladder| {
            let of = |rate: &i64| StageCounts {
                win_rate_bp: *rate,
                ..StageCounts::default()
            };
            ladder.win_rates_bp.iter().map(of).collect()
        })
        .collect();
    let mut book = Book::default();
    for interval in history.last_known(day_number) {
        let state = interval.state_at(day_number);
        let closing = interval.closing_at(day_number);
        let ended = closing.map(|closing| closing.ending);
        let place = ladders.iter().position(|ladder| {
            (ladder.first..ladder.first + ladder.win_rates_bp.len()).contains(&usize::from(state.stage))
        });
        let cell = place.and_then(|place| {
            let last = counts[place].len().checked_sub(1)?;
            let furthest = match ended {
                Some(Ending::Won(_)) => last,
                _ => usize::from(state.furthest).min(last),
            };
            counts[place].get_mut(furthest)
        });
        let minor = match ended {
            Some(Ending::Won(amount)) => amount,
            _ => state.amount_minor.unwrap_or(0),
        };
        let tally = Tally::new(1, minor);
        match closing {
            None => {
                cell.into_iter().for_each(|cell| cell.open += tally);
                if whose.is_none_or(|whose| whose == state.owner) {
                    book.open.push(open_deal(interval, state));
                }
            }
            Some(closing) => match closing.ending {
                Ending::Won(amount) => {
                    cell.into_iter().for_each(|cell| cell.won += tally);
                    if whose.is_none_or(|whose| whose == closing.owner) {
                        book.won.push(Won {
                            count: 1,
                            amount_minor: amount,
                            closed_on: day(closing.counts_on),
                            owner: closing.owner,
                        });
                    }
                }
                Ending::Lost => cell.into_iter().for_each(|cell| cell.lost += tally),
                Ending::Removed => {}
            },
        }
    }
    for counts in &counts {
        let rates = stage_rates(counts, floor, Basis::Count);
        book.terms.extend(terms(counts, &rates));
        book.rates.extend(rates);
    }
    book
}

/// An open deal as the models take it.
pub fn open_deal(interval: &DealInterval, state: &State) -> OpenDeal {
    OpenDeal {
        id: interval.id,
        stage: usize::from(state.stage),
        amount_minor: state.amount_minor,
        probability_bp: i64::from(state.probability_bp),
        category: state.category,
        close_on: state.close_on.map(day),
        owner: state.owner,
    }
}
