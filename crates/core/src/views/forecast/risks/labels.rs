//! The sentences of the risk list.

use super::Reason;
use crate::engine::messages::sentence;
use leadwell_rules::Language;
use leadwell_rules::forecast::risk::{Risk, Rule, UsualOf};
use leadwell_rules::number::count;

/// The name of a rule in the catalogue.
pub fn label(rule: Rule) -> &'static str {
    match rule {
        Rule::Overdue => "risk.overdue_rule",
        Rule::Outlived => "risk.outlived_rule",
        Rule::Rotting => "risk.rotting_rule",
        Rule::Slipped => "risk.slipped_rule",
        Rule::CommitWithoutNext => "risk.commit_without_next_rule",
        Rule::Oversized => "risk.oversized_rule",
        Rule::WithoutNext => "risk.without_next_rule",
    }
}

/// A risk with its reason and what to do, in words.
pub fn in_words(risk: Risk, language: Language) -> Reason {
    let many = |n: i64| ("many", if n == 1 { "one" } else { "other" }.to_owned());
    let (reason, act, args) = match risk {
        Risk::Overdue { days } => (
            "risk.overdue",
            "risk.overdue_act",
            vec![("days", count(days)), many(days)],
        ),
        Risk::Outlived { days, oldest } => (
            "risk.outlived",
            "risk.outlived_act",
            vec![("days", count(days)), ("oldest", count(oldest))],
        ),
        Risk::Rotting { days, limit } => (
            "risk.rotting",
            "risk.rotting_act",
            vec![("days", count(days)), ("limit", count(limit)), many(days)],
        ),
        Risk::Slipped { times } => ("risk.slipped", "risk.slipped_act", vec![("times", count(times))]),
        Risk::CommitWithoutNext => ("risk.commit_without_next", "risk.commit_without_next_act", vec![]),
        Risk::Oversized {
            of, wins, times_tenths, ..
        } => {
            let reason = match of {
                UsualOf::Customer => "risk.oversized_customer",
                UsualOf::Pipeline => "risk.oversized_pipeline",
            };
            let times = format!("{}.{}", count(times_tenths / 10), times_tenths % 10);
            (
                reason,
                "risk.oversized_act",
                vec![("times", times), ("wins", count(wins))],
            )
        }
        Risk::WithoutNext => ("risk.without_next", "risk.without_next_act", vec![]),
    };
    Reason {
        risk,
        severity: risk.rule().severity(),
        reason: sentence(language, reason, &args),
        act: sentence(language, act, &args),
    }
}
