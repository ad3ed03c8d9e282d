//! The sections of a sheet, each left out where there is nothing to say.

use super::facts::Facts;
use crate::engine::describe::Kind;
use crate::engine::store::Read;
use crate::records::activities::TimelineItem;
use crate::views::paper::Words;
use leadwell_print::colour::{ACCENT, LINE_1, RED, TEXT_2, WHITE};
use leadwell_print::list::Area;
use leadwell_print::{Cell, Column, Composer, Density, Row, Style, Table};
use leadwell_rules::number;
use leadwell_rules::time::business_day;

/// What kinds of activity are called.
const KIND: Kind = Kind::Choice("activity_kind");
/// Signs of one entry of the past at most; what follows is counted.
const SIGNS: usize = 400;
/// Values of the owner's fields up to this width stand in two columns.
const SHORT: f64 = 130.0;

/// The stages it went through, with the days in each beside the usual ones.
pub fn stages(read: &Read<'_>, facts: &Facts, pages: &mut Composer, words: Words) {
    let passed: Vec<_> = (facts.deal.stages.iter())
        .filter_map(|stage| Some((stage, stage.days?)))
        .collect();
    if passed.is_empty() {
        return;
    }
    let longest = passed
        .iter()
        .flat_map(|(stage, days)| [Some(*days), facts.medians.get(&stage.stage_id).copied()])
        .flatten()
        .max()
        .unwrap_or(1)
        .max(1) as f64;
    let open = facts.deal.row.status == "open";
    let total: i64 = passed.iter().map(|(_, days)| days).sum();
    let note = words.say("deal_sheet.stages_note", &[("days", &words.count("asked.days", total))]);
    pages.brief_section(&words.get("deal_sheet.stages"), &note, 48.0);
    let mut table = Table::new(
        vec![
            Column::left(words.get("deal_sheet.stage"), 120.0),
            Column::left(words.get("deal_sheet.entered"), 66.0),
            Column::right(words.get("deal_sheet.days"), 36.0),
            Column::right(words.get("deal_sheet.median"), 48.0),
            Column::left("", 14.0),
            Column::left(words.get("deal_sheet.bar"), 208.0),
        ],
        Density::STANDARD,
    );
    for (stage, days) in passed {
        let current = stage.current && open;
        let style = if current { Style::BODY.bold() } else { Style::BODY };
        let entered = stage.entered_at.map_or_else(String::new, |at| {
            words.full_day(business_day(at, &read.settings.time_zone))
        });
        let median = facts.medians.get(&stage.stage_id).copied();
        let usual = median.map_or_else(|| number::NONE.to_owned(), number::count);
        table.rows.push(Row::line(vec![
            Cell::styled(stage.name.as_str(), style),
            Cell::styled(entered, style),
            Cell::styled(number::count(days), style),
            Cell::text(usual),
            Cell::blank(),
            bar(days, median, longest, current),
        ]));
    }
    pages.table(&table);
}

/// Days as a bar, grey for stages that were left; a line where deals usually leave.
fn bar(days: i64, median: Option<i64>, longest: f64, current: bool) -> Cell {
    Cell::drawing(move |canvas, area| {
        let width = |days: i64| area.width * (days as f64 / longest).clamp(0.0, 1.0);
        let bar = Area::new(area.x, area.y + 4.0, width(days).max(1.0), area.height - 8.0);
        canvas.rectangle(bar, if current { ACCENT } else { LINE_1 });
        if let Some(median) = median {
            let x = area.x + width(median);
            // Seen on the bar as well as beside it.
            canvas.line([x, area.y + 2.0], [x, area.bottom() - 2.0], 3.0, WHITE);
            canvas.line([x, area.y + 2.0], [x, area.bottom() - 2.0], 1.0, TEXT_2);
        }
    })
}

/// The owner's fields, in two columns where their values are short.
pub fn own(facts: &Facts, pages: &mut Composer, words: Words) {
    if facts.own.is_empty() {
        return;
    }
    pages.brief_section(&words.get("deal_sheet.own"), "", 32.0);
    let label = |text: &str| Cell::styled(text, Style::BODY.colour(TEXT_2));
    let short = facts.own.iter().all(|(name, value)| {
        !value.contains('\n') && Style::BODY.width(value) <= SHORT && Style::BODY.width(name) <= 94.0
    });
    let (field, value) = (words.get("deal_sheet.field"), words.get("deal_sheet.value"));
    let mut table = match short {
        true => Table::new(
            vec![
                Column::left(&field, 100.0),
                Column::left(&value, 146.0),
                Column::left(&field, 100.0),
                Column::left(&value, 146.0),
            ],
            Density::LIST,
        ),
        false => Table::new(
            vec![Column::left(&field, 132.0), Column::left(&value, 360.0)],
            Density::LIST,
        ),
    };
    let cells: Vec<Cell> = facts
        .own
        .iter()
        .flat_map(|(name, value)| [label(name), Cell::text(value.as_str())])
        .collect();
    table.rows = cells
        .chunks(table.columns.len())
        .map(|cells| Row::line(cells.to_vec()))
        .collect();
    if facts.own.len() == 1 && short {
        table.columns.truncate(2);
    }
    pages.table(&table);
}

/// What is planned.
pub fn next(read: &Read<'_>, facts: &Facts, pages: &mut Composer, words: Words) {
    if facts.deal.row.status != "open" && facts.next.is_empty() {
        return;
    }
    pages.brief_section(&words.get("deal_sheet.next"), "", 32.0);
    if facts.next.is_empty() {
        return pages.lines(&words.get("deal_sheet.nothing_planned"), Style::BODY, 12.0, 0.0);
    }
    let mut table = activities(words);
    for item in &facts.next {
        let late = item.due_on.is_some_and(|day| day < read.today());
        let day = item.due_on.map_or_else(String::new, |day| words.full_day(day));
        let when = match late {
            true => Cell::styled(
                words.say("deal_sheet.late", &[("day", &day)]),
                Style::BODY.bold().colour(RED),
            ),
            false => Cell::text(day),
        };
        table.rows.push(activity(item, when, words));
    }
    pages.table(&table);
}

/// What was done last.
pub fn last(read: &Read<'_>, facts: &Facts, pages: &mut Composer, words: Words) {
    if facts.last.is_empty() {
        return;
    }
    let note = match facts.earlier {
        0 => String::new(),
        n => words.count("deal_sheet.earlier", n as i64),
    };
    pages.brief_section(&words.get("deal_sheet.last"), &note, 32.0);
    let mut table = activities(words);
    for item in &facts.last {
        let day = business_day(item.at, &read.settings.time_zone);
        table.rows.push(activity(item, Cell::text(words.full_day(day)), words));
    }
    pages.table(&table);
}

fn activities(words: Words) -> Table {
    Table::new(
        vec![
            Column::left(words.get("deal_sheet.day"), 78.0),
            Column::left(words.get("deal_sheet.kind"), 48.0),
            Column::left(words.get("deal_sheet.text"), 258.0),
            Column::left(words.get("deal_sheet.who"), 108.0),
        ],
        Density::LIST,
    )
}

fn activity(item: &TimelineItem, when: Cell, words: Words) -> Row {
    let kind = serde_json::to_value(item.kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or_default();
    let text = item.text.trim();
    let left = text.chars().count().saturating_sub(SIGNS);
    let text = match left {
        0 => text.to_owned(),
        left => {
            let begun: String = text.chars().take(SIGNS).collect();
            words.say(
                "deal_sheet.more_signs",
                &[("text", begun.trim_end()), ("n", &number::count(left as i64))],
            )
        }
    };
    let who: Vec<String> = [&item.person, &item.contact].into_iter().flatten().cloned().collect();
    let shown = |text: String| {
        if text.is_empty() {
            Cell::blank()
        } else {
            Cell::text(text)
        }
    };
    Row::line(vec![
        when,
        Cell::text(KIND.shown(kind, words.language)),
        shown(text),
        shown(words.list(&who)),
    ])
}

/// The customer and its contacts.
pub fn customer(facts: &Facts, pages: &mut Composer, words: Words) {
    let Some(customer) = &facts.customer else { return };
    let about: Vec<String> = [
        Some(&customer.name),
        customer.industry.as_ref(),
        customer.region.as_ref(),
        customer.phone.as_ref(),
        customer.website.as_ref(),
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect();
    pages.brief_section(&words.get("deal_sheet.customer"), "", 48.0);
    pages.lines(&words.parts(&about), Style::BODY, 12.0, 0.0);
    if customer.contacts.is_empty() {
        return;
    }
    pages.skip(6.0);
    let mut table = Table::new(
        vec![
            Column::left(words.get("deal_sheet.contact"), 84.0),
            Column::left(words.get("field.title"), 96.0),
            Column::left(words.get("field.mobile"), 84.0),
            Column::left(words.get("field.phone"), 76.0),
            Column::left(words.get("field.email"), 152.0),
        ],
        Density::LIST,
    );
    for contact in &customer.contacts {
        let cell = |text: &Option<String>| match text.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => Cell::text(text),
            _ => Cell::blank(),
        };
        table.rows.push(Row::line(vec![
            Cell::text(contact.name.as_str()),
            cell(&contact.title),
            cell(&contact.mobile),
            cell(&contact.phone),
            cell(&contact.email),
        ]));
    }
    pages.table(&table);
}

/// The deal's note.
pub fn note(facts: &Facts, pages: &mut Composer, words: Words) {
    let note = facts.deal.note.as_deref().map(str::trim).unwrap_or_default();
    if note.is_empty() {
        return;
    }
    pages.brief_section(&words.get("field.note"), "", 24.0);
    pages.lines(note, Style::BODY, 12.0, 0.0);
}
