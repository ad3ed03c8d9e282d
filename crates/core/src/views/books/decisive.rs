//! The deals that decide whether the target is reached, each with what is to be done about it.

use super::compose::Book;
use super::facts::OpenLine;
use super::text::chance;
use leadwell_print::chart;
use leadwell_print::colour::{ACCENT, INK, LINE_2, TEXT_2};
use leadwell_print::{Align, Area, Canvas, Cell, Column, Density, Row, Style, Table, wrap};
use leadwell_rules::forecast::learned::answer::{Decisive, Learned};
use leadwell_rules::number;

/// Room of a deal's name and what is to be done.
const ACT: f64 = 392.0;
/// Room of an owner.
const OWNER: f64 = 56.0;
/// Room of customer and deal.
const NAME_ROOM: f64 = 196.0;

/// The deals that decide, each with what is to be done about it; nothing when none does.
pub fn decisive(book: &Book, learned: &Learned) -> Option<Table> {
    let (words, money) = (book.words, book.money);
    let lines: Vec<(&Decisive, &OpenLine)> = learned
        .decisive
        .iter()
        .filter_map(|deal| Some((deal, book.open.iter().find(|line| line.deal.id == deal.id)?)))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let to_target = learned.target_probability_bp.is_some();
    let columns = vec![
        Column::left("", 14.0),
        Column::left(words.get("book.customer_and_deal"), 202.0),
        Column::left(words.get("book.owner"), OWNER),
        Column::right(book.with_unit("book.amount"), 52.0),
        Column::right(words.get("book.close_on"), 52.0),
        Column::right(words.get("book.chance"), 44.0),
        Column::left("", 10.0),
        Column::left(
            words.get(if to_target {
                "book.lost_won_head"
            } else {
                "book.chance_drawn"
            }),
            62.0,
        ),
    ];
    let titles: Vec<[String; 2]> = lines.iter().map(|(_, line)| names(line)).collect();
    let acts: Vec<String> = lines.iter().map(|(_, line)| act(book, line)).collect();
    let rows_of = |text: &str, room: f64, style: Style| wrap::fit(text, style.size, style.weight, room).lines.len();
    let name_lines = |[customer, deal]: &[String; 2]| {
        if one_line(customer, deal) {
            1
        } else {
            rows_of(customer, NAME_ROOM, Style::BODY.bold()) + rows_of(deal, NAME_ROOM, Style::BODY)
        }
    };
    // Every row is as high as the fullest: names, owner, and what is to be done under the names.
    let owners = lines
        .iter()
        .map(|(_, line)| rows_of(&line.owner, OWNER - 4.0, Style::BODY));
    let tops: Vec<usize> = titles
        .iter()
        .map(name_lines)
        .zip(owners)
        .map(|(names, owner)| names.max(owner))
        .collect();
    let heights = tops
        .iter()
        .zip(&acts)
        .map(|(top, act)| top + rows_of(act, ACT, Style::BODY));
    let density = Density {
        height: 32.0 + 9.0 * heights.max().unwrap_or(2).saturating_sub(2) as f64,
        ..Density::TWO_LINES
    };
    let mut table = Table::new(columns, density);
    for (index, (((deal, line), [customer, name]), act)) in lines.iter().zip(titles).zip(acts).enumerate() {
        let act_at = 25.0 + 9.0 * tops.get(index).map_or(0, |top| top - 1) as f64;
        let (place, deal) = ((index + 1).to_string(), **deal);
        let plain = |text: String| Cell::text(text);
        table.rows.push(Row::line(vec![
            Cell::styled(place, Style::BODY.bold().colour(ACCENT)),
            Cell::drawing(move |canvas, area| {
                let room = [area.x, area.x + NAME_ROOM];
                let first = area.y + 13.5;
                if one_line(&customer, &name) {
                    let end = canvas.text(area.x, first, &customer, Style::BODY.bold());
                    let gap = if customer.is_empty() { 0.0 } else { 6.0 };
                    canvas.text(end + gap, first, &name, Style::BODY.colour(TEXT_2));
                } else {
                    let lines = canvas.text_in(room, first, Align::Left, &customer, Style::BODY.bold());
                    let after = first + 9.0 * lines as f64;
                    canvas.text_in(room, after, Align::Left, &name, Style::BODY.colour(TEXT_2));
                }
                canvas.text_in(
                    [area.x, area.x + ACT],
                    area.y + act_at,
                    Align::Left,
                    &act,
                    Style::BODY.colour(TEXT_2),
                );
            }),
            plain(line.owner.clone()),
            plain(
                line.deal
                    .amount_minor
                    .map_or_else(|| number::NONE.to_owned(), |minor| money.figure(minor)),
            ),
            plain(
                line.deal
                    .close_on
                    .map_or_else(|| number::NONE.to_owned(), |day| words.day(day, book.forecast.today)),
            ),
            plain(chance(deal.chance_bp)),
            Cell::empty(),
            Cell::drawing(move |canvas, area| swing(canvas, area, &deal)),
        ]));
    }
    Some(table)
}

fn one_line(customer: &str, deal: &str) -> bool {
    Style::BODY.bold().width(customer) + 6.0 + Style::BODY.width(deal) <= NAME_ROOM
}

/// Customer and deal; a deal without customer by its name alone, and the customer's name not said twice.
fn names(line: &OpenLine) -> [String; 2] {
    let label = &line.label;
    match &label.customer {
        Some(customer) => {
            let rest = label.name.strip_prefix(customer.as_str()).unwrap_or(&label.name);
            let rest = rest.trim_start_matches([' ', '-', '–', '—', '·', ':', '：', '，', ',']);
            [customer.clone(), rest.to_owned()]
        }
        None => [label.name.clone(), String::new()],
    }
}

/// What is to be done: what the owner has planned, else what the first doubt asks for.
fn act(book: &Book, line: &OpenLine) -> String {
    let words = book.words;
    if let Some((day, text)) = book.plans.get(&line.deal.id) {
        let day = words.day(*day, book.forecast.today);
        return words.say("book.act_planned", &[("day", &day), ("text", text)]);
    }
    let risky = book.risks.deals.iter().find(|deal| deal.id == line.deal.id);
    match risky.and_then(|deal| deal.reasons.first()) {
        Some(reason) => words.say("book.act_risk", &[("reason", &reason.reason), ("act", &reason.act)]),
        None => words.get("book.act_none"),
    }
}

/// The chance of the target when a deal is lost, hollow, and when it is won, solid; without a target its chance of being won.
fn swing(canvas: &mut Canvas, area: Area, deal: &Decisive) {
    let y = area.y + 10.5;
    let x = |basis_points: i64| area.x + area.width * basis_points as f64 / 10_000.0;
    canvas.rule(area.x, area.right(), y, 0.25, LINE_2);
    let (Some(lost), Some(won)) = (deal.if_lost_bp, deal.if_won_bp) else {
        canvas.dot([x(deal.chance_bp), y], 2.6, INK);
        return;
    };
    canvas.rule(x(lost), x(won), y, 1.0, INK);
    canvas.ring([x(lost), y], 2.6, INK);
    canvas.dot([x(won), y], 2.6, INK);
    let labels = [
        (lost, chance(lost), Style::NOTE.colour(TEXT_2)),
        (won, chance(won), Style::NOTE.bold().colour(INK)),
    ];
    let anchors: Vec<(f64, f64)> = labels
        .iter()
        .map(|(at, text, style)| (x(*at), style.width(text)))
        .collect();
    let places = chart::beside(&anchors, 4.0, area.x, area.right());
    for ((_, text, style), left) in labels.iter().zip(places) {
        canvas.text(left, y + 11.0, text, *style);
    }
}
