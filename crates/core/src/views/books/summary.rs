//! The first page: what we will make, how sure we are, what must happen.

use super::compose::Book;
use super::facts::Estimator;
use super::models::basis;
use super::months::{has_own_page, is_wanted};
use super::text::chance;
use super::{Form, course, figures};
use leadwell_print::chart::{self, Bullet, Hero, HeroPiece, Interval};
use leadwell_print::colour::TEXT_2;
use leadwell_print::{Align, Area, Canvas, Cell, Column, Composer, Density, Fill, Row, Style, Table};
use leadwell_rules::forecast::Model;
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// Height of the hero bar without an interval under it.
const HERO: f64 = 60.0;

/// Rows with a name and its formula beside a bar.
const MODEL_ROW: Density = Density {
    height: 25.0,
    baseline: 15.5,
    ..Density::BARS
};

/// Draws the page.
pub fn draw(book: &Book, pages: &mut Composer, form: Form) {
    let learned = book.learned().filter(|_| !book.is_over());
    let mut formulas = vec!["book.formula_outlook", "book.formula_coverage", "book.formula_status"];
    let full = form == Form::Full;
    if full && !has_own_page(book) && is_wanted(book) {
        // The months follow on this page.
        formulas.push("book.formula_measured");
    }
    let mut head = book.head(title(book), sub(book), None, &formulas);
    if let Some(learned) = learned {
        head.formulas = vec![course::formulas(book, learned)];
    }
    pages.page(head);
    hero(book, pages);
    figures::draw(book, pages);
    let counts = book.forecast.total.open_count > 0;
    match learned {
        Some(learned) => course::draw(book, pages, learned),
        // Without open deals every model says what was won; nothing is to be compared.
        None if counts => {
            models(book, pages);
            course::shortage(book, pages);
            course::bottom(book, pages, course::BOTTOM);
        }
        None => {}
    }
    if learned.is_none() && !full && pages.room() > 110.0 {
        horizons(book, pages);
    }
    // The list of deals says it as well.
    if full || pages.room() > 24.0 {
        aside(book, pages);
    }
}

fn title(book: &Book) -> String {
    let (total, over) = (&book.forecast.total, book.is_over());
    let outlook = book.leading();
    let args = |gap: Minor| {
        [
            ("period", book.period.short.clone()),
            ("outlook", book.money.say(outlook)),
            ("gap", book.money.say(gap)),
        ]
    };
    let say = |code: &str, gap: Minor| {
        let args = args(gap);
        let args: Vec<(&'static str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        book.words.say(code, &args)
    };
    match book.gap(book.target(), outlook) {
        Some(gap) if gap > 0 => say(
            if over {
                "book.title_was_short"
            } else {
                "book.title_short"
            },
            gap,
        ),
        Some(gap) if gap < 0 => say(
            if over {
                "book.title_was_above"
            } else {
                "book.title_above"
            },
            -gap,
        ),
        Some(gap) => say(if over { "book.title_was_even" } else { "book.title_even" }, gap),
        None if total.won_count + total.open_count == 0 && outlook == 0 => say(
            if over {
                "book.title_was_nothing"
            } else {
                "book.title_nothing"
            },
            0,
        ),
        None => say(if over { "book.title_was" } else { "book.title_no_target" }, 0),
    }
}

fn sub(book: &Book) -> String {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let won = match total.won_count {
        0 if book.is_over() => String::new(),
        0 => words.get("book.sub_won_none"),
        count => words.say(
            "book.sub_won",
            &[("won", &money.say(total.won_minor)), ("deals", &words.deals(count))],
        ),
    };
    if book.is_over() {
        return words.join(&[
            won,
            words.say("book.sub_over", &[("day", &book.forecast.period.end.to_string())]),
        ]);
    }
    let left = words.count("book.working_days", book.forecast.working_days_left);
    let (open, deals) = (money.say(total.open_minor), words.deals(total.open_count));
    let estimate = money.say(book.shown(book.lead));
    let missing = book.target().map(|target| money.rest(target, total.won_minor).max(0));
    let rest = match missing {
        Some(0) => words.say(
            "book.sub_reached",
            &[("left", &left), ("open", &open), ("deals", &deals)],
        ),
        Some(missing) if total.open_minor == 0 => words.say(
            "book.sub_missing_nothing_open",
            &[("left", &left), ("missing", &money.say(missing))],
        ),
        Some(missing) => words.say(
            "book.sub_missing",
            &[
                ("left", &left),
                ("missing", &money.say(missing)),
                ("open", &open),
                ("deals", &deals),
                ("share", &number::percent_whole(&Ratio::new(missing, total.open_minor))),
            ],
        ),
        None if total.open_count == 0 => words.say("book.sub_nothing_open", &[("left", &left)]),
        None => words.say(
            "book.sub_open",
            &[
                ("left", &left),
                ("open", &open),
                ("deals", &deals),
                ("estimate", &estimate),
                ("model", &words.estimator(book.lead)),
            ],
        ),
    };
    let sure = match book
        .learned()
        .and_then(|learned| Some((learned, learned.target_probability_bp?)))
    {
        Some((learned, basis_points)) if missing != Some(0) => words.say(
            match (learned.decisive.is_empty(), course::decides_target(learned)) {
                (true, _) => "book.sub_chance",
                (false, true) => "book.sub_chance_decided",
                (false, false) => "book.sub_chance_remote",
            },
            &[
                ("chance", &chance(basis_points)),
                ("deals", &words.deals(learned.decisive.len() as i64)),
            ],
        ),
        _ => String::new(),
    };
    let expects = match missing {
        Some(missing) if missing > 0 && book.lead == Estimator::Learned => {
            words.say("book.sub_learned", &[("estimate", &estimate)])
        }
        _ => String::new(),
    };
    let overdue = match total.overdue_count {
        0 => String::new(),
        // Where there is room for it the doubts say so further down.
        _ if book.learned().is_some() => String::new(),
        count => words.say(
            "book.sub_overdue",
            &[
                ("deals", &words.deals(count)),
                ("amount", &money.say(total.overdue_minor)),
            ],
        ),
    };
    words.join(&[sure, won, rest, expects, overdue])
}

fn hero(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let target = book.target().filter(|target| *target > 0);
    if total.won_minor <= 0 && total.open_minor == 0 && target.is_none() && book.leading() <= 0 {
        return;
    }
    let piece = |minor: Minor, fill, code: &str| HeroPiece {
        value: minor as f64,
        fill,
        label: words.say(code, &[("amount", &money.figure(minor))]),
    };
    let hero = Hero {
        pieces: vec![
            piece(total.won_minor, Fill::Won, "book.hero_won"),
            piece(
                book.shown(book.lead),
                Fill::Expected,
                if book.lead == Estimator::Learned {
                    "book.hero_expected"
                } else {
                    "book.hero_open"
                },
            ),
        ],
        target: target.map(|target| {
            (
                target as f64,
                words.say("book.hero_target", &[("amount", &money.figure(target))]),
            )
        }),
        interval: book.band().filter(|band| band.p10_minor < band.p90_minor).map(|band| {
            let end = |code: &str, minor: Minor| {
                let label = words.say(code, &[("amount", &money.figure(minor))]);
                (minor as f64, label)
            };
            Interval {
                low: end("book.p10", band.p10_minor),
                outlook: end("book.hero_outlook", book.leading()),
                high: end("book.p90", band.p90_minor),
                note: words.get("book.band_note"),
            }
        }),
    };
    let area = pages.block(if hero.interval.is_some() {
        chart::hero::HEIGHT
    } else {
        HERO
    });
    chart::hero(pages.canvas(), area, &hero);
    pages.skip(12.0);
}

/// A name with what it is made of under it.
pub fn named(name: String, formula: String) -> Cell {
    Cell::drawing(move |canvas, area| {
        let room = [area.x, area.right() - 6.0];
        canvas.text_in(room, area.y + 10.5, Align::Left, &name, Style::BODY.bold());
        canvas.text_in(room, area.y + 20.0, Align::Left, &formula, Style::NOTE.colour(TEXT_2));
    })
}

fn models(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let target = book.target();
    let columns = vec![
        Column::left(words.get("book.model"), 158.0),
        Column::left(words.get("book.won_and_open"), 158.0),
        Column::right(words.get("book.estimate"), 56.0),
        Column::right(words.get("book.outlook"), 56.0),
        Column::right(words.get("book.to_target"), 64.0),
    ];
    let mut table = Table::new(columns, MODEL_ROW);
    let highest = total
        .models
        .iter()
        .map(|figure| figure.outlook_minor)
        .chain(target)
        .max()
        .unwrap_or(0) as f64;
    for figure in &total.models {
        let bar = Bullet {
            won: total.won_minor as f64,
            expected: figure.estimate_minor as f64,
            target: target.map(|target| target as f64),
        };
        table.rows.push(Row::line(vec![
            named(words.model(figure.model), words.get(formula(figure.model))),
            bullet(bar, highest),
            Cell::text(money.figure(book.shown(Estimator::Model(figure.model)))),
            Cell::styled(money.figure(figure.outlook_minor), Style::BODY.bold()),
            book.gap_cell(book.gap(target, figure.outlook_minor)),
        ]));
    }
    pages.section(
        &words.get("book.models_heading"),
        &book.unit_and("book.bullet_note"),
        table.height(),
    );
    pages.table(&table);
    pages.note(&basis(book));
}

/// A bullet in a cell, clear of the figures beside it.
pub fn bullet(bar: Bullet, highest: f64) -> Cell {
    Cell::drawing(move |canvas: &mut Canvas, area: Area| {
        let area = Area::new(area.x, area.y, area.width - 10.0, area.height);
        chart::bullet(canvas, area, &bar, highest * 1.01);
    })
}

/// What a model is made of.
pub fn formula(model: Model) -> &'static str {
    match model {
        Model::StageWeight => "book.formula_stage_weight",
        Model::ManualWeight => "book.formula_manual_weight",
        Model::Commitment => "book.formula_commitment",
        Model::BestPractice => "book.formula_best_practice",
        Model::Cascade => "book.formula_cascade",
    }
}

/// The next 30, 60 and 90 days, where anything is open in them.
pub fn horizons(book: &Book, pages: &mut Composer) {
    let any = book.forecast.horizons.iter().any(|horizon| horizon.line.open_count > 0);
    if book.is_over() || !any {
        return;
    }
    let (words, money) = (book.words, book.money);
    let mut columns = vec![
        Column::left(words.get("book.horizon"), 70.0),
        Column::right(words.get("book.until"), 54.0),
        Column::right(words.get("book.deals_head"), 44.0),
        Column::right(words.get("book.open_head"), 64.0),
    ];
    columns.extend(Model::ALL.map(|model| Column::right(words.model_head(model), 52.0)));
    let mut table = Table::new(columns, Density::STANDARD);
    for horizon in &book.forecast.horizons {
        let mut cells = vec![
            Cell::text(words.say("book.next_days", &[("n", &horizon.days.to_string())])),
            Cell::text(words.day(horizon.until, book.forecast.today)),
            Cell::text(book.number(horizon.line.open_count)),
            Cell::text(money.some(horizon.line.open_minor)),
        ];
        cells.extend(
            horizon
                .line
                .models
                .iter()
                .map(|figure| Cell::text(money.some(figure.estimate_minor))),
        );
        table.rows.push(Row::line(cells));
    }
    pages.section(
        &words.get("book.horizons_heading"),
        &book.unit_and("book.horizons_note"),
        table.height(),
    );
    pages.table(&table);
}

/// What is open and counted nowhere here, so that nothing vanishes silently.
fn aside(book: &Book, pages: &mut Composer) {
    let text = aside_text(book);
    if !text.is_empty() {
        pages.note(&text);
    }
}

/// Deals in other periods, undated and omitted ones, in one sentence; empty when there are none.
fn aside_text(book: &Book) -> String {
    let (words, forecast) = (book.words, &book.forecast);
    let parts = [
        ("book.aside_elsewhere", forecast.elsewhere),
        ("book.aside_undated", forecast.undated),
        ("book.aside_omitted", forecast.omitted),
    ];
    let mut said = Vec::new();
    for (code, aside) in parts.into_iter().filter(|(_, aside)| aside.count > 0) {
        let code_with = if aside.unknown_amounts > 0 {
            "book.aside_part_unknown"
        } else {
            "book.aside_part"
        };
        said.push(words.say(
            code_with,
            &[
                ("what", &words.get(code)),
                ("deals", &words.deals(aside.count)),
                ("amount", &book.money.say(aside.minor)),
                ("unknown", &number::count(aside.unknown_amounts)),
            ],
        ));
    }
    if said.is_empty() {
        String::new()
    } else {
        words.say("book.aside", &[("parts", &words.parts(&said))])
    }
}
