//! The sheet put together: its heading, its sections in their order, its foot.

use super::facts::Facts;
use super::{figures, sections};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::views::paper::{self, Composed, Words};
use leadwell_print::{Composer, PageHead, Paper};
use leadwell_rules::ids::DealId;

/// Whether the name of a deal says whose it is: it holds the customer's name, or begins with a part of it.
fn names(deal: &str, customer: &str) -> bool {
    let first = deal.split_whitespace().next().unwrap_or_default();
    deal.contains(customer) || (first.chars().count() > 1 && customer.contains(first))
}

/// Composes the sheet of a deal in the language of the call.
pub fn compose(read: &Read<'_>, id: DealId, on: Paper) -> Result<Composed, Failure> {
    let words = Words {
        language: read.call.language,
    };
    let facts = Facts::load(read, id, words)?;
    let row = &facts.deal.row;
    let document = words.say("deal_sheet.document", &[("code", &row.code)]);
    let title = match row.customer.as_deref().filter(|customer| !names(&row.name, customer)) {
        Some(customer) => words.say("deal_sheet.title", &[("customer", customer), ("name", &row.name)]),
        None => row.name.clone(),
    };
    let moment = read.now().local_minute(&read.settings.time_zone);
    let footer = words.say(
        "deal_sheet.foot",
        &[
            ("moment", &moment),
            ("zone", read.settings.time_zone.name()),
            ("currency", read.settings.currency.code()),
            ("code", &row.code),
            ("pipeline", &facts.pipeline.name),
        ],
    );
    let mut pages = Composer::new(paper::frame(read, on, words, &document), title.clone());
    pages.page(PageHead {
        title: title.clone(),
        sub: figures::sentence(read, &facts, words),
        continued: Some(String::new()),
        footer,
        formulas: vec![words.get("deal_sheet.formulas")],
    });
    figures::draw(read, &facts, &mut pages, words);
    sections::stages(read, &facts, &mut pages, words);
    sections::own(&facts, &mut pages, words);
    sections::next(read, &facts, &mut pages, words);
    sections::customer(&facts, &mut pages, words);
    sections::last(read, &facts, &mut pages, words);
    sections::note(&facts, &mut pages, words);
    let document =
        pages.finish(|page, of| words.say("print.page", &[("page", &page.to_string()), ("pages", &of.to_string())]));
    let stem = words.say("deal_sheet.file", &[("code", &row.code), ("name", &row.name)]);
    Ok(Composed {
        document,
        name: paper::file_name(&stem, "pdf"),
    })
}
