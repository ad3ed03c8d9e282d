//! The first page: the answer, the bar behind it, six key figures, the models side by side, the roll-up, the next 90 days.

use super::compose::{Book, LEAD};
use super::models::basis;
use super::text::{multiple, share};
use leadwell_print::chart::{self, Bullet, Hero, HeroPiece};
use leadwell_print::colour::{INK, RED, TEXT_2};
use leadwell_print::{Align, Area, Canvas, Cell, Column, Composer, Density, Fill, Row, Style, Table};
use leadwell_rules::forecast::{Model, Status};
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// Height of the hero bar without an interval under it.
const HERO: f64 = 60.0;

/// Rows with a name and its formula beside a bar.
const MODEL_ROW: Density = Density { height: 25.0, baseline: 15.5, ..Density::BARS };

/// Draws the page.
pub fn draw(book: &Book, pages: &mut Composer) {
    pages.page(book.head(title(book), sub(book), None, &["book.formula_outlook", "book.formula_coverage", "book.formula_status"]));
    hero(book, pages);
    figures(book, pages);
    models(book, pages);
    roll_up(book, pages);
    horizons(book, pages);
    aside(book, pages);
}

fn title(book: &Book) -> String {
    let (total, over) = (&book.forecast.total, book.is_over());
    let outlook = book.outlook(total);
    let args = |gap: Minor| [("period", book.period.short.clone()), ("outlook", book.money.say(outlook)), ("gap", book.money.say(gap))];
    let say = |code: &str, gap: Minor| {
        let args = args(gap);
        let args: Vec<(&'static str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        book.words.say(code, &args)
    };
    match book.gap(book.target(), outlook) {
        Some(gap) if gap > 0 => say(if over { "book.title_was_short" } else { "book.title_short" }, gap),
        Some(gap) if gap < 0 => say(if over { "book.title_was_above" } else { "book.title_above" }, -gap),
        Some(gap) => say(if over { "book.title_was_even" } else { "book.title_even" }, gap),
        None if total.won_count + total.open_count == 0 => {
            say(if over { "book.title_was_nothing" } else { "book.title_nothing" }, 0)
        }
        None => say(if over { "book.title_was" } else { "book.title_no_target" }, 0),
    }
}

fn sub(book: &Book) -> String {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let won = match total.won_count {
        0 if book.is_over() => String::new(),
        0 => words.get("book.sub_won_none"),
        count => words.say("book.sub_won", &[("won", &money.say(total.won_minor)), ("deals", &words.deals(count))]),
    };
    if book.is_over() {
        return words.join(&[won, words.say("book.sub_over", &[("day", &book.forecast.period.end.to_string())])]);
    }
    let left = words.count("book.working_days", book.forecast.working_days_left);
    let (open, deals) = (money.say(total.open_minor), words.deals(total.open_count));
    let estimate = money.say(book.estimate(total, LEAD));
    let missing = book.target().map(|target| money.rest(target, total.won_minor).max(0));
    let rest = match missing {
        Some(0) => words.say("book.sub_reached", &[("left", &left), ("open", &open), ("deals", &deals)]),
        Some(missing) if total.open_minor == 0 => {
            words.say("book.sub_missing_nothing_open", &[("left", &left), ("missing", &money.say(missing))])
        }
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
        None => words.say("book.sub_open", &[("left", &left), ("open", &open), ("deals", &deals), ("estimate", &estimate)]),
    };
    let overdue = match total.overdue_count {
        0 => String::new(),
        count => words.say(
            "book.sub_overdue",
            &[("deals", &words.deals(count)), ("amount", &money.say(total.overdue_minor))],
        ),
    };
    words.join(&[won, rest, overdue])
}

fn hero(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let target = book.target().filter(|target| *target > 0);
    if total.won_minor <= 0 && total.open_minor == 0 && target.is_none() {
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
            piece(book.estimate(total, LEAD), Fill::Expected, "book.hero_open"),
        ],
        target: target.map(|target| (target as f64, words.say("book.hero_target", &[("amount", &money.figure(target))]))),
        interval: None,
    };
    let area = pages.block(HERO);
    chart::hero(pages.canvas(), area, &hero);
    pages.skip(12.0);
}

struct Figure {
    name: String,
    value: String,
    note: String,
    short: bool,
}

fn six(book: &Book) -> [Figure; 6] {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let standing = book.forecast.standings.first().map(|one| one.standing);
    let target = book.target();
    let figure = |code: &str, value: String, note: String| Figure { name: book.with_unit(code), value, note, short: false };
    let outlook = book.outlook(total);
    let gap = book.gap(target, outlook);
    let attainment = standing.map(|one| one.attainment).filter(|ratio| ratio.denominator != 0);
    let deals = words.deals(total.won_count);
    let won_note = match attainment {
        Some(ratio) => words.say("book.won_note", &[("share", &share(&ratio)), ("deals", &deals)]),
        None => deals,
    };
    let outlook_note = match standing.filter(|one| one.status != Status::NoTarget) {
        Some(one) => words.say("book.outlook_note", &[("share", &share(&one.outlook)), ("status", &words.get(status(one.status)))]),
        None => words.model(LEAD),
    };
    let coverage = standing.map(|one| one.coverage).unwrap_or_default();
    let line = multiple(&Ratio::new(book.forecast.coverage_line_bp, 10_000));
    let coverage_note = match (coverage.value(), target) {
        (Some(value), _) if value * 10_000.0 < book.forecast.coverage_line_bp as f64 => {
            words.say("book.coverage_low", &[("line", &line)])
        }
        (Some(_), _) => words.say("book.coverage_fine", &[("line", &line)]),
        (None, Some(_)) => words.get("book.coverage_reached"),
        (None, None) => words.get("book.no_target"),
    };
    let open_note = match total.overdue_count {
        0 => words.deals(total.open_count),
        late => words.say(
            "book.open_note",
            &[("deals", &words.deals(total.open_count)), ("overdue", &number::count(late))],
        ),
    };
    let over = gap.is_some_and(|gap| gap < 0);
    [
        figure(
            "book.target",
            target.map_or_else(|| number::NONE.to_owned(), |target| money.figure(target)),
            if target.is_some() { book.period.full.clone() } else { words.get("book.no_target") },
        ),
        figure("book.won", money.figure(total.won_minor), won_note),
        figure("book.outlook", money.figure(outlook), outlook_note),
        Figure {
            short: gap.is_some_and(|gap| gap > 0),
            ..figure(
                if over { "book.excess" } else { "book.gap" },
                gap.map_or_else(|| number::NONE.to_owned(), |gap| money.figure(gap.saturating_abs())),
                words.get(if over { "book.excess_note" } else { "book.gap_note" }),
            )
        },
        Figure { name: words.get("book.coverage"), value: multiple(&coverage), note: coverage_note, short: false },
        figure("book.open", money.figure(total.open_minor), open_note),
    ]
}

fn status(status: Status) -> &'static str {
    match status {
        Status::OnTrack => "book.status_on_track",
        Status::AtRisk => "book.status_at_risk",
        Status::Behind => "book.status_behind",
        Status::NoTarget => "book.no_target",
    }
}

/// Six figures in two columns of the grid each, between two rules.
fn figures(book: &Book, pages: &mut Composer) {
    const ROOM: f64 = 78.0;
    let six = six(book);
    let lines = |figure: &Figure| leadwell_print::wrap::fit(&figure.note, 7.0, Style::NOTE.weight, ROOM).lines.len();
    let most = six.iter().map(lines).max().unwrap_or(1);
    let area = pages.block(58.0 + 9.0 * (most - 1) as f64);
    let canvas = pages.canvas();
    canvas.rule(area.x, area.right(), area.y, 0.5, INK);
    canvas.rule(area.x, area.right(), area.bottom(), 0.5, INK);
    for (i, figure) in six.iter().enumerate() {
        let x = area.x + 84.0 * i as f64;
        canvas.text_in([x, x + ROOM], area.y + 16.0, Align::Left, &figure.name, Style::BODY);
        let room = if figure.short { ROOM - 12.0 } else { ROOM };
        let style = Style::TITLE.colour(if figure.short { RED } else { INK });
        let size = [16.0, 14.0, 12.0, 10.0, 9.0].into_iter().find(|size| style.size(*size).width(&figure.value) <= room);
        let end = canvas.text(x, area.y + 36.0, &figure.value, style.size(size.unwrap_or(8.0)));
        if figure.short {
            canvas.triangle_down([end + 4.0, area.y + 27.0], RED);
        }
        canvas.text_in([x, x + ROOM], area.y + 48.0, Align::Left, &figure.note, Style::NOTE);
    }
}

/// A name with what it is made of under it.
fn named(name: String, formula: String) -> Cell {
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
    let highest = total.models.iter().map(|figure| figure.outlook_minor).chain(target).max().unwrap_or(0) as f64;
    for figure in &total.models {
        let bar = Bullet {
            won: total.won_minor as f64,
            expected: figure.estimate_minor as f64,
            target: target.map(|target| target as f64),
        };
        table.rows.push(Row::line(vec![
            named(words.model(figure.model), words.get(formula(figure.model))),
            bullet(bar, highest),
            Cell::text(money.figure(book.estimate(total, figure.model))),
            Cell::styled(money.figure(figure.outlook_minor), Style::BODY.bold()),
            book.gap_cell(book.gap(target, figure.outlook_minor)),
        ]));
    }
    pages.section(&words.get("book.models_heading"), &book.unit_and("book.bullet_note"), table.height());
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

fn formula(model: Model) -> &'static str {
    match model {
        Model::StageWeight => "book.formula_stage_weight",
        Model::ManualWeight => "book.formula_manual_weight",
        Model::Commitment => "book.formula_commitment",
        Model::BestPractice => "book.formula_best_practice",
        Model::Cascade => "book.formula_cascade",
    }
}

fn roll_up(book: &Book, pages: &mut Composer) {
    let (words, money, commitment) = (book.words, book.money, &book.forecast.total.commitment);
    let won_count = book.forecast.total.won_count;
    let columns = vec![
        Column::left(words.get("book.category"), 92.0),
        Column::left("", 188.0),
        Column::right(words.get("book.deals_head"), 44.0),
        Column::right(words.get("book.of_category"), 56.0),
        Column::right(words.get("book.cumulative"), 56.0),
        Column::right(words.get("book.to_target"), 56.0),
    ];
    let mut table = Table::new(columns, Density::STANDARD);
    let target = book.target();
    let all = commitment.best_total_minor.saturating_add(commitment.pipeline_minor);
    let highest = all.max(target.unwrap_or(0)) as f64;
    let rows = [
        ("book.closed", won_count, commitment.closed_minor, commitment.closed_minor, Fill::Won),
        ("book.category_commit", commitment.commit_count, commitment.commit_minor, commitment.commit_total_minor, Fill::Commit),
        ("book.category_best_case", commitment.best_case_count, commitment.best_case_minor, commitment.best_total_minor, Fill::BestCase),
        ("book.category_pipeline", commitment.pipeline_count, commitment.pipeline_minor, all, Fill::Pipeline),
    ];
    let mut before = 0;
    for (code, count, amount, cumulative, fill) in rows {
        let (from, target_at) = (before as f64, target.map(|target| target as f64));
        // The reader adds this column: each term is what the sums differ by.
        let term = money.rest(cumulative, before);
        table.rows.push(Row::line(vec![
            Cell::text(words.get(code)),
            Cell::drawing(move |canvas, area| {
                let unit = (area.width - 10.0) / (highest * 1.01).max(f64::MIN_POSITIVE);
                let place = Area::new(area.x + from.max(0.0) * unit, area.y + 4.0, amount as f64 * unit, area.height - 8.0);
                canvas.bar(place, fill, 2.2);
                canvas.line([area.x, area.y], [area.x, area.bottom()], 0.5, INK);
                if let Some(target) = target_at.filter(|target| *target > 0.0) {
                    let x = area.x + target * unit;
                    canvas.line([x, area.y], [x, area.bottom()], 1.5, INK);
                }
            }),
            Cell::text(book.number(count)),
            Cell::text(money.some(term)),
            Cell::styled(money.figure(cumulative), Style::BODY.bold()),
            book.gap_cell(book.gap(target, cumulative)),
        ]));
        before = cumulative;
    }
    pages.section(&words.get("book.roll_up_heading"), &book.unit_and("book.roll_up_note"), table.height());
    pages.table(&table);
}

fn horizons(book: &Book, pages: &mut Composer) {
    let (words, money) = (book.words, book.money);
    let mut columns = vec![
        Column::left(words.get("book.horizon"), 70.0),
        Column::right(words.get("book.until"), 54.0),
        Column::right(words.get("book.deals_head"), 44.0),
        Column::right(words.get("book.open_head"), 64.0),
    ];
    columns.extend(Model::ALL.map(|model| Column::right(words.model(model), 52.0)));
    let mut table = Table::new(columns, Density::STANDARD);
    for horizon in &book.forecast.horizons {
        let mut cells = vec![
            Cell::text(words.say("book.next_days", &[("n", &horizon.days.to_string())])),
            Cell::text(words.day(horizon.until, book.forecast.today)),
            Cell::text(book.number(horizon.line.open_count)),
            Cell::text(money.some(horizon.line.open_minor)),
        ];
        cells.extend(horizon.line.models.iter().map(|figure| Cell::text(money.some(figure.estimate_minor))));
        table.rows.push(Row::line(cells));
    }
    pages.section(&words.get("book.horizons_heading"), &book.unit_and("book.horizons_note"), table.height());
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
        let code_with = if aside.unknown_amounts > 0 { "book.aside_part_unknown" } else { "book.aside_part" };
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
    if said.is_empty() { String::new() } else { words.say("book.aside", &[("parts", &words.parts(&said))]) }
}
