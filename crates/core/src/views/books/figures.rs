//! Six key figures: target, won, outlook, gap, coverage, open.

use super::compose::Book;
use super::text::{chance, multiple, share};
use leadwell_print::colour::{INK, RED};
use leadwell_print::{Align, Composer, Style};
use leadwell_rules::forecast::Status;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

struct Figure {
    name: String,
    value: String,
    note: String,
    short: bool,
}

fn six(book: &Book) -> [Figure; 6] {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let standing = Some(book.standing(book.lead));
    let target = book.target();
    let figure = |code: &str, value: String, note: String| Figure {
        name: book.with_unit(code),
        value,
        note,
        short: false,
    };
    let outlook = book.leading();
    let gap = book.gap(target, outlook);
    let attainment = standing
        .map(|one| one.attainment)
        .filter(|ratio| ratio.denominator != 0);
    let deals = words.deals(total.won_count);
    let won_note = match attainment {
        Some(ratio) => words.say("book.won_note", &[("share", &share(&ratio)), ("deals", &deals)]),
        None => deals,
    };
    let outlook_note = match standing.filter(|one| one.status != Status::NoTarget) {
        Some(one) => words.say(
            "book.outlook_note",
            &[
                ("share", &share(&one.outlook)),
                ("status", &words.get(status(one.status))),
            ],
        ),
        None => words.estimator(book.lead),
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
            &[
                ("deals", &words.deals(total.open_count)),
                ("overdue", &number::count(late)),
            ],
        ),
    };
    let over = gap.is_some_and(|gap| gap < 0);
    [
        figure(
            "book.target",
            target.map_or_else(|| number::NONE.to_owned(), |target| money.figure(target)),
            if target.is_some() {
                book.period.full.clone()
            } else {
                words.get("book.no_target")
            },
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
        Figure {
            name: words.get("book.coverage"),
            value: multiple(&coverage),
            note: coverage_note,
            short: false,
        },
        match book.learned().and_then(|learned| learned.target_probability_bp) {
            Some(basis_points) if !book.is_over() => Figure {
                name: words.get("book.chance_of_target"),
                value: chance(basis_points),
                note: words.get("book.chance_note"),
                short: false,
            },
            _ => figure("book.open", money.figure(total.open_minor), open_note),
        },
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
pub fn draw(book: &Book, pages: &mut Composer) {
    const ROOM: f64 = 78.0;
    let six = six(book);
    let lines = |figure: &Figure| {
        leadwell_print::wrap::fit(&figure.note, 7.0, Style::NOTE.weight, ROOM)
            .lines
            .len()
    };
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
        let size = [16.0, 14.0, 12.0, 10.0, 9.0]
            .into_iter()
            .find(|size| style.size(*size).width(&figure.value) <= room);
        let end = canvas.text(x, area.y + 36.0, &figure.value, style.size(size.unwrap_or(8.0)));
        if figure.short {
            canvas.triangle_down([end + 4.0, area.y + 27.0], RED);
        }
        canvas.text_in([x, x + ROOM], area.y + 48.0, Align::Left, &figure.note, Style::NOTE);
    }
}
