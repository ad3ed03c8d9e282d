//! The back-test, forecast by forecast, and the notes: as of, filters, formulas.

use super::Made;
use crate::engine::files::cell::{Cell, Grid, letter};
use crate::views::books::text::Words;
use crate::views::forecast::{Answer, BacktestAnswer, Shortage};
use leadwell_rules::forecast::backtest::{Contender, Span};
use leadwell_rules::number;

fn span(words: Words, span: Span) -> String {
    match span {
        Span::Days30 => words.say("book.days_head", &[("n", "30")]),
        Span::Days60 => words.say("book.days_head", &[("n", "60")]),
        Span::Days90 => words.say("book.days_head", &[("n", "90")]),
        Span::Month => words.get("sheet.month"),
        Span::Quarter => words.get("sheet.quarter"),
    }
}

/// Every past forecast of every model against what came; WAPE, MAPE and bias as formulas over them.
pub fn backtest(made: &Made<'_>) -> Grid {
    const FIRST: usize = 4;
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let with_unit = |code: &str| {
        words.say(
            "book.with_unit",
            &[("name", &words.get(code)), ("unit", currency.code())],
        )
    };
    let mut heads = vec![
        words.get("sheet.length"),
        words.get("sheet.from"),
        words.get("sheet.to"),
        with_unit("sheet.actual"),
    ];
    heads.extend(Contender::ALL.map(|who| words.contender(who)));
    heads.extend(["P10", "P90"].map(str::to_owned));
    let mut rows = vec![heads.into_iter().map(Cell::text).collect::<Vec<_>>()];
    let mut blocks = Vec::new();
    if let Some(backtest) = facts.backtest() {
        for length in &backtest.lengths {
            let first = rows.len() + 1;
            for row in &length.rows {
                let mut cells = vec![
                    Cell::text(span(words, length.span)),
                    Cell::day(row.period.start),
                    Cell::day(row.period.end),
                    Cell::money(row.actual_minor, currency),
                ];
                cells.extend(row.forecasts_minor.iter().map(|minor| Cell::some(*minor, currency)));
                cells.extend([row.p10_minor, row.p90_minor].map(|minor| Cell::some(minor, currency)));
                rows.push(cells);
            }
            if rows.len() >= first {
                blocks.push((length, first, rows.len()));
            }
        }
        for (length, first, last) in blocks {
            let actual = format!("$D${first}:$D${last}");
            for absolute in [true, false] {
                let name = if absolute {
                    "WAPE".to_owned()
                } else {
                    words.get("book.bias")
                };
                let mut cells = vec![Cell::text(span(words, length.span)).bold(), Cell::text(name).bold()];
                cells.extend([Cell::empty(), Cell::empty()]);
                for (at, who) in Contender::ALL.into_iter().enumerate() {
                    let column = letter(FIRST + at);
                    let said = format!("{column}${first}:{column}${last}");
                    let all = format!("SUMPRODUCT(({said}<>\"\")*{actual})");
                    let off = if absolute {
                        format!("ABS({said}-{actual})")
                    } else {
                        format!("({said}-{actual})")
                    };
                    let formula = format!("=IF({all}>0,SUMPRODUCT(({said}<>\"\")*{off})/{all},\"\")");
                    let score = length.scores.iter().find(|score| score.contender == who);
                    let share = score.and_then(|score| if absolute { score.wape_bp } else { score.bias_bp });
                    cells.push(Cell::maybe(formula, share.map(|share| share as f64 / 10_000.0)).share());
                }
                rows.push(cells);
            }
        }
    } else {
        rows.push(vec![Cell::text(words.get("sheet.not_tested"))]);
    }
    Grid {
        name: words.get("sheet.backtest"),
        rows,
        heads: 1,
        widths: vec![10.0, 12.0, 12.0, 16.0],
        filter: false,
    }
}

/// Why there is no learned model or back-test, if so.
fn little(made: &Made<'_>) -> Option<Shortage> {
    match (made.facts.learned.as_ref(), made.facts.backtest.as_ref()) {
        (Answer::TooLittle(little), _) | (_, BacktestAnswer::TooLittle(little)) => Some(*little),
        _ => None,
    }
}

/// As of, filters, what each figure means.
pub fn notes(made: &Made<'_>) -> Grid {
    let (facts, words) = (made.facts, made.words);
    let mut lines = vec![
        words.say("book.document", &[("period", &made.period.full)]),
        made.footer.clone(),
        String::new(),
        words.get("sheet.note_live"),
        words.get("sheet.note_rates"),
        words.get("sheet.note_rounding"),
        String::new(),
    ];
    for code in [
        "book.formula_outlook_plain",
        "book.formula_coverage",
        "sheet.note_stage_weight",
        "sheet.note_manual_weight",
        "sheet.note_commitment",
        "sheet.note_best_practice",
        "sheet.note_cascade",
        "book.formula_measured",
        "book.formula_backtest",
        "book.formula_naive",
    ] {
        lines.push(words.get(code));
    }
    if let Some(learned) = facts.learned() {
        let of = &learned.made_of;
        lines.push(words.get("sheet.note_learned"));
        lines.push(words.say(
            "book.formula_learned_of",
            &[
                ("simulations", &number::count(learned.simulations)),
                ("since", &of.since.to_string()),
                ("resolved", &number::count(of.resolved)),
                ("checked", &number::count(of.checked)),
            ],
        ));
    }
    if let Some(little) = little(made) {
        lines.push(crate::views::books::shortage_text(words, &little));
    }
    Grid {
        name: words.get("sheet.notes"),
        rows: lines.into_iter().map(|line| vec![Cell::text(line)]).collect(),
        heads: 0,
        widths: vec![140.0],
        filter: false,
    }
}
