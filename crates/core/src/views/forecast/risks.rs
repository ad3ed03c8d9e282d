//! The open deals of a period one should not rely on as they stand: each with its reasons and what to do about them.

mod evidence;
mod labels;

use super::load::{ladders, people};
use super::{Answer, ForecastQuery, chosen, day_asked, learned, order, past, period};
use crate::engine::failure::Failure;
use crate::engine::messages::sentence;
use crate::engine::store::Read;
use crate::records::pipelines::Pipeline;
use leadwell_rules::Language;
use leadwell_rules::calendar::Period;
use leadwell_rules::forecast::history::{DealInterval, number};
use leadwell_rules::forecast::replay::open_deal;
use leadwell_rules::forecast::risk::{Facts, Risk, Rule, Severity, Usual, risks};
use leadwell_rules::forecast::{Category, Model, OpenDeal, Place, StageTerms, expected, place};
use leadwell_rules::ids::{CustomerId, DealId, PersonId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use ts_rs::TS;

use evidence::{customers, records, won_in};
use labels::{in_words, label};

/// The risks of a forecast. Amounts are minor units of the base currency.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ForecastRisks")]
pub struct Risks {
    /// The day they are as of.
    pub today: Day,
    /// The period.
    pub period: Period,
    /// Whether what is expected comes from the learned model; else it is amount × win rate of the stage.
    pub learned: bool,
    /// All open deals counted in the period.
    pub open: Sum,
    /// Those with a risk.
    pub at_risk: Sum,
    /// Rules that apply to some deal, the largest amount first. A deal may stand under several.
    pub rules: Vec<RuleSum>,
    /// Deals with a risk: the gravest first, then by what they are expected to bring.
    pub deals: Vec<RiskyDeal>,
}

/// Some deals together.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
#[ts(rename = "RiskSum")]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// Their amounts.
    pub amount_minor: Minor,
    /// What they are expected to bring.
    pub expected_minor: Minor,
}

/// A rule and the deals it applies to.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "RiskRuleSum")]
pub struct RuleSum {
    /// The rule.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Its name.
    pub label: String,
    /// The deals.
    pub sum: Sum,
}

/// A deal with its risks.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RiskyDeal {
    /// Its id.
    pub id: DealId,
    /// The number people read.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name.
    pub customer: Option<String>,
    /// Whose deal it is.
    pub owner_id: PersonId,
    /// Their name.
    pub owner: String,
    /// Its stage.
    pub stage: String,
    /// Its forecast category.
    pub category: Category,
    /// Expected closing day.
    pub close_on: Option<Day>,
    /// Its amount; null = not known.
    pub amount_minor: Option<Minor>,
    /// What it is expected to bring in the period.
    pub expected_minor: Minor,
    /// The gravest of its reasons.
    pub severity: Severity,
    /// Why, the gravest first.
    pub reasons: Vec<Reason>,
}

/// Why a deal is doubtful.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "RiskReason")]
pub struct Reason {
    /// The rule with its figures.
    pub risk: Risk,
    /// How grave it is.
    pub severity: Severity,
    /// The reason in words.
    pub reason: String,
    /// What to do.
    pub act: String,
}

/// Answers `forecast.risks`.
pub fn get(read: &Read<'_>, query: ForecastQuery) -> Result<Risks, Failure> {
    find(read, &query, read.call.language)
}

/// The same in the words of a document.
pub(crate) fn find(read: &Read<'_>, query: &ForecastQuery, language: Language) -> Result<Risks, Failure> {
    let (today, period) = (day_asked(read, query)?, period(read, query)?);
    let start = number(today) + 1;
    let pipelines = chosen(read, query)?;
    let ladders = ladders(&pipelines);
    let history = past::history(read, query, &pipelines)?;
    let whole = past::whole(read, query, &pipelines)?;
    let counted: Vec<(&DealInterval, OpenDeal)> = history
        .open_at(start)
        .map(|interval| (interval, open_deal(interval, interval.state_at(start))))
        .filter(|(_, deal)| query.owner_id.is_none_or(|owner| owner == deal.owner))
        .filter(|(_, deal)| {
            matches!(
                place(deal.category, deal.close_on, &period, today),
                Place::Counted { .. }
            )
        })
        .collect();
    let positions: HashMap<i64, i64> = order(read, query)?.positions().map(|(id, at)| (id.0, at)).collect();
    let records = records(read, &counted, &positions, (today < read.today()).then_some(today))?;
    let names = people(read)?;
    let customers = customers(read, &records, &history, start)?;
    let past: Vec<(Usual, i64)> = ladders.iter().map(|ladder| won_in(&whole, start, ladder)).collect();
    let answer = learned::answer(read, query)?;
    let worth = Worth::new(&answer, &pipelines);
    let stages: Vec<_> = pipelines.iter().flat_map(|pipeline| &pipeline.stages).collect();

    let mut open = Sum::default();
    let mut by_rule: HashMap<Rule, Sum> = HashMap::new();
    let mut deals = Vec::new();
    for (interval, deal) in &counted {
        let expected_minor = worth.of(deal);
        open.add(deal, expected_minor);
        let (Some(record), Some(stage)) = (records.get(&deal.id), stages.get(deal.stage)) else {
            continue;
        };
        let pipeline = ladders.iter().rposition(|ladder| ladder.first <= deal.stage);
        let (usual, oldest) = pipeline.map_or((Usual::default(), 0), |at| past[at]);
        let facts = Facts {
            category: deal.category,
            amount_minor: deal.amount_minor,
            close_on: deal.close_on,
            age: i64::from(start - 1 - interval.created),
            idle: record.touched_on.days_until(today),
            limit: stage.rotting_days,
            slips: interval.slips_before(start),
            planned: record.planned,
            customer: record
                .customer_id
                .and_then(|id| customers.get(&id))
                .copied()
                .unwrap_or_default(),
            pipeline: usual,
            oldest,
        };
        let found = risks(&facts, read.settings.rate_floor, today);
        let Some(gravest) = found.iter().map(|risk| risk.rule().severity()).max() else {
            continue;
        };
        for risk in &found {
            by_rule.entry(risk.rule()).or_default().add(deal, expected_minor);
        }
        deals.push(RiskyDeal {
            id: deal.id,
            code: record.code.clone(),
            name: record.name.clone(),
            customer_id: record.customer_id,
            customer: record.customer.clone(),
            owner_id: deal.owner,
            owner: names
                .get(&deal.owner.0)
                .map(|(name, _)| name.clone())
                .unwrap_or_default(),
            stage: stage.name.clone(),
            category: deal.category,
            close_on: deal.close_on,
            amount_minor: deal.amount_minor,
            expected_minor,
            severity: gravest,
            reasons: found.into_iter().map(|risk| in_words(risk, language)).collect(),
        });
    }
    deals.sort_by_key(|deal| (Reverse((deal.severity, deal.expected_minor)), deal.id));
    let mut at_risk = Sum::default();
    for deal in &deals {
        at_risk.count += 1;
        at_risk.amount_minor += deal.amount_minor.unwrap_or(0);
        at_risk.expected_minor += deal.expected_minor;
    }
    let mut rules: Vec<RuleSum> = by_rule
        .into_iter()
        .map(|(rule, sum)| RuleSum {
            rule,
            severity: rule.severity(),
            label: sentence(language, label(rule), &[]),
            sum,
        })
        .collect();
    rules.sort_by_key(|line| (Reverse(line.sum.amount_minor), line.rule));
    Ok(Risks {
        today,
        period,
        learned: worth.learned.is_some(),
        open,
        at_risk,
        rules,
        deals,
    })
}

impl Sum {
    fn add(&mut self, deal: &OpenDeal, expected_minor: Minor) {
        self.count += 1;
        self.amount_minor += deal.amount_minor.unwrap_or(0);
        self.expected_minor += expected_minor;
    }
}

/// What a deal is expected to bring: by the learned model, else by the win rate set for its stage.
struct Worth {
    learned: Option<HashMap<DealId, Minor>>,
    terms: Vec<StageTerms>,
}

impl Worth {
    fn new(answer: &Answer, pipelines: &[Pipeline]) -> Worth {
        let stages = pipelines.iter().flat_map(|pipeline| &pipeline.stages);
        Worth {
            learned: match answer {
                Answer::Ready(learned) => {
                    let deals = learned.deals.iter();
                    Some(deals.map(|deal| (deal.id, deal.expected_minor)).collect())
                }
                _ => None,
            },
            // Only the configured rate is asked for.
            terms: stages
                .map(|stage| StageTerms {
                    win_rate_bp: stage.win_rate_bp,
                    step_bp: 0,
                    to_won_bp: 0,
                    last: false,
                })
                .collect(),
        }
    }

    fn of(&self, deal: &OpenDeal) -> Minor {
        match &self.learned {
            Some(deals) => deals.get(&deal.id).copied().unwrap_or(0),
            None => expected(deal, &self.terms, Model::StageWeight),
        }
    }
}
