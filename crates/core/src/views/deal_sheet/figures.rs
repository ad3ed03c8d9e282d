//! The six figures at the head of a sheet, and the sentence under its title.

use super::facts::Facts;
use crate::engine::store::Read;
use crate::views::lists::entries::share;
use crate::views::lists::nouns::amount;
use crate::views::paper::Words;
use leadwell_print::colour::{INK, RED, TEXT_2};
use leadwell_print::{Align, Composer, Style, wrap};
use leadwell_rules::money::Currency;
use leadwell_rules::number;
use leadwell_rules::time::Day;

/// A figure with its name and a remark.
struct Figure {
    name: String,
    value: String,
    note: String,
    /// It stands out: red, and its remark says why.
    warns: bool,
}

/// Width of one of the six: two columns of the grid.
const WIDTH: f64 = 72.0;

/// Draws the figures between two rules.
pub fn draw(read: &Read<'_>, facts: &Facts, pages: &mut Composer, words: Words) {
    let figures = figures(read, facts, words);
    let sizes: Vec<f64> = figures.iter().map(|figure| size(&figure.value)).collect();
    let values: Vec<Vec<String>> = (figures.iter().zip(&sizes))
        .map(|(figure, size)| wrap::wrap(&figure.value, *size, Style::HEADING.weight, WIDTH))
        .collect();
    let most = |lines: &mut dyn Iterator<Item = usize>| lines.max().unwrap_or(1).max(1) as f64;
    let value_lines = most(&mut values.iter().map(Vec::len));
    let note_lines = most(&mut figures.iter().map(|figure| notes(figure).len()));
    let below = 33.0 + 10.0 * (value_lines - 1.0);
    let height = below + 12.0 + 9.0 * note_lines;
    let area = pages.block(height);
    let columns: Vec<f64> = (0..6).map(|i| pages.column(2 * i)).collect();
    let canvas = pages.canvas();
    canvas.rule(area.x, area.right(), area.y, 0.5, INK);
    for (((figure, lines), size), x) in figures.iter().zip(&values).zip(&sizes).zip(columns) {
        let room = [x, x + WIDTH];
        let label = Style::BODY.colour(TEXT_2);
        canvas.text_in(room, area.y + 14.0, Align::Left, &figure.name, label);
        let style = Style::HEADING.size(*size).colour(if figure.warns { RED } else { INK });
        for (n, line) in lines.iter().enumerate() {
            canvas.text_in(room, area.y + 33.0 + 10.0 * n as f64, Align::Left, line, style);
        }
        for (n, line) in notes(figure).iter().enumerate() {
            canvas.text_in(
                room,
                area.y + below + 12.0 + 9.0 * n as f64,
                Align::Left,
                line,
                Style::NOTE,
            );
        }
    }
    canvas.rule(area.x, area.right(), area.bottom(), 0.5, INK);
}

fn notes(figure: &Figure) -> Vec<String> {
    wrap::wrap(&figure.note, Style::NOTE.size, Style::NOTE.weight, WIDTH)
}

/// The largest size in which a figure stands on one line; the smallest one wraps.
fn size(value: &str) -> f64 {
    let fits = |size: &f64| Style::HEADING.size(*size).width(value) <= WIDTH;
    [14.0, 12.0, 10.0, 9.0].into_iter().find(fits).unwrap_or(8.0)
}

fn figures(read: &Read<'_>, facts: &Facts, words: Words) -> [Figure; 6] {
    let row = &facts.deal.row;
    let figure = |code: &str, value: String, note: String| Figure {
        name: words.get(code),
        value,
        note,
        warns: false,
    };
    let own = Currency::stored(&row.currency).unwrap_or(read.settings.currency);
    let base = read.settings.currency;
    let full = |minor| amount(words.language, minor, &own);
    let worth = match (row.amount_minor, row.base_minor) {
        (Some(_), Some(worth)) if own != base => {
            words.say("deal_sheet.worth", &[("amount", &amount(words.language, worth, &base))])
        }
        (Some(minor), _) => full(minor),
        (None, _) => words.get("deal_sheet.amount_unknown"),
    };
    let short = number::short_or_none(row.amount_minor, &own, words.language);
    let rate = facts.stage().map(|stage| stage.win_rate_bp).unwrap_or_default();
    let weighted = row.weighted_minor.map_or_else(String::new, |minor| {
        words.say(
            "deal_sheet.weighted",
            &[("amount", &amount(words.language, minor, &base))],
        )
    });
    let default = match rate == row.probability_bp {
        true => words.get("deal_sheet.as_stage"),
        false => words.say("deal_sheet.stage_default", &[("rate", &share(rate))]),
    };
    let category = words.get(&format!("deal_category.{}", row.category));
    let was = facts.category_was.as_ref().map_or_else(String::new, |(on, was)| {
        words.say(
            "deal_sheet.category_was",
            &[
                ("day", &words.day(*on, read.today())),
                ("category", &words.get(&format!("deal_category.{was}"))),
            ],
        )
    });
    let began = row.created_on.map_or_else(String::new, |day| {
        words.say("deal_sheet.began", &[("day", &words.full_day(day))])
    });
    [
        figure("deal_sheet.amount", short, worth),
        figure("deal_sheet.rate", share(rate), weighted),
        figure("deal_sheet.probability", share(row.probability_bp), default),
        day(read, facts, words),
        figure("deal_sheet.category", category, was),
        figure("deal_sheet.owner", row.owner.clone(), began),
    ]
}

/// The day it closed, or is expected to, with how often that was put off.
fn day(read: &Read<'_>, facts: &Facts, words: Words) -> Figure {
    let row = &facts.deal.row;
    let shown = |day: Option<Day>| day.map_or_else(|| number::NONE.to_owned(), |day| words.full_day(day));
    let (times, first) = facts.put_off;
    let put_off = match first.filter(|_| times > 0) {
        Some(first) => words.say(
            "deal_sheet.put_off",
            &[
                ("n", &number::count(times as i64)),
                ("many", if times == 1 { "one" } else { "other" }),
                ("day", &words.day(first, read.today())),
            ],
        ),
        None => String::new(),
    };
    match row.status.as_str() {
        "open" => Figure {
            name: words.get("deal_sheet.expected"),
            value: shown(row.close_on),
            note: match row.overdue {
                true if put_off.is_empty() => words.get("deal_sheet.overdue"),
                true => words.parts(&[words.get("deal_sheet.overdue"), put_off]),
                false => put_off,
            },
            warns: row.overdue,
        },
        status => Figure {
            name: words.get(if status == "won" {
                "deal_sheet.won_on"
            } else {
                "deal_sheet.lost_on"
            }),
            value: shown(row.closed_on),
            note: put_off,
            warns: false,
        },
    }
}

/// What the sheet comes to, in one sentence: how the deal stands, and what is to be done.
pub fn sentence(read: &Read<'_>, facts: &Facts, words: Words) -> String {
    let row = &facts.deal.row;
    let days = |n: i64| words.count("asked.days", n);
    let cycle = match (row.created_on, row.closed_on) {
        (Some(from), Some(to)) => days(from.days_until(to).max(0)),
        _ => number::NONE.to_owned(),
    };
    let closed = row.closed_on.map_or_else(String::new, |day| words.full_day(day));
    match row.status.as_str() {
        "won" => words.say("deal_sheet.says_won", &[("day", &closed), ("days", &cycle)]),
        "lost" => {
            let reason = row
                .lost_reason
                .clone()
                .unwrap_or_else(|| words.get("deal_sheet.no_reason"));
            let rival = facts.deal.competitor.as_deref().map_or_else(String::new, |name| {
                words.say("deal_sheet.says_rival", &[("name", name)])
            });
            let lost = words.say(
                "deal_sheet.says_lost",
                &[("day", &closed), ("days", &cycle), ("reason", &reason)],
            );
            words.join(&[lost, rival])
        }
        _ => {
            let stands = words.say(
                "deal_sheet.says_open",
                &[("stage", &row.stage), ("days", &days(facts.days_in_stage()))],
            );
            let late = row.close_on.filter(|_| row.overdue).map_or_else(String::new, |day| {
                let n = days(day.days_until(read.today()));
                words.say("deal_sheet.says_overdue", &[("days", &n)])
            });
            let idle = row.idle_days.filter(|_| row.rotting).map_or_else(String::new, |n| {
                words.say("deal_sheet.says_idle", &[("days", &days(n))])
            });
            let next = match facts.next.first() {
                Some(next) => words.say(
                    "deal_sheet.says_next",
                    &[
                        ("day", &next.due_on.map_or_else(String::new, |day| words.full_day(day))),
                        (
                            "what",
                            next.text
                                .lines()
                                .next()
                                .unwrap_or_default()
                                .trim()
                                .trim_end_matches(['。', '.']),
                        ),
                    ],
                ),
                None => words.get("deal_sheet.says_no_next"),
            };
            words.join(&[stands, late, idle, next])
        }
    }
}
