//! A list put on pages: its heading, its table with the totals, its foot.

use super::PrintRecords;
use super::entries::{Texts, written};
use super::filter;
use super::fit::{self, Band, GAP, Stand, Wanted};
use super::nouns::{Printable, Totals};
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::permission::Role;
use crate::engine::store::Read;
use crate::engine::store::columns::{self, Asked, Column, Entry, Holds};
use crate::engine::store::list::TotalQuery;
use crate::views::paper::{self, Composed, Orientation, Words, currency_name};
use leadwell_print::{Cell, Column as Printed, Composer, Density, PageHead, Row, Style, Table, wrap};
use leadwell_rules::number;

/// Records on paper at most: more nobody reads, and a file holds them.
pub const MOST: i64 = 2_000;
/// Lines of the foot that say the filter; a longer one stands under the heading alone.
const FOOT_LINES: usize = 2;
/// Lines of the sub-line that say the filter.
const SUB_LINES: usize = 4;

/// A list with what is printed of it.
struct Sheet<'a> {
    words: Words,
    columns: &'a [Column],
    texts: Vec<Texts>,
    /// What each row is gathered under.
    groups: Option<Texts>,
    rows: usize,
}

/// Composes the list that is wanted, in the language of the call.
pub fn compose(read: &Read<'_>, noun: &Printable, wanted: &PrintRecords) -> Result<Composed, Failure> {
    let words = Words {
        language: read.call.language,
    };
    let filter = wanted.filter.clone().unwrap_or_default();
    let totals = (noun.totals)(
        read,
        TotalQuery {
            filter: Some(filter.clone()),
        },
    )?;
    if totals.count > MOST {
        return Err(Failure::conflict("print.too_many")
            .arg("count", number::count(totals.count))
            .arg("most", number::count(MOST)));
    }
    let mut chosen = columns::chosen(read, noun.columns, &wanted.columns)?;
    let names = names(noun, wanted, chosen.len());
    if let Some(group) = &wanted.group {
        chosen.push(columns::column(read, noun.columns, group)?);
    }
    let mut records: Vec<Vec<Entry>> = Vec::new();
    let asked = Asked {
        filter: &filter,
        sort: &wanted.sort,
        most: MOST as u32,
    };
    columns::rows(read, noun.columns, &chosen, &asked, |entries| {
        records.push(entries.to_vec());
        Ok(())
    })?;
    let mut texts: Vec<Texts> = chosen
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let entries: Vec<&Entry> = records.iter().filter_map(|record| record.get(at)).collect();
            let known = totals.sums.iter().find(|(name, _)| names.get(at) == Some(name));
            let known = known.map(|(_, sum)| *sum);
            written(column, &entries, known, read.settings.currency, words)
        })
        .collect();
    let groups = wanted.group.as_ref().and_then(|_| texts.pop());
    let shown = chosen.get(..texts.len()).unwrap_or_default();
    let sheet = Sheet {
        words,
        columns: shown,
        texts,
        groups,
        rows: records.len(),
    };
    let told = filter::said(read, noun.columns.listed, &filter, words)?;
    Ok(sheet.composed(read, noun, wanted, &totals, &told))
}

/// The stable names of the columns, where they are known beforehand.
fn names<'a>(noun: &Printable, wanted: &'a PrintRecords, count: usize) -> Vec<&'a str> {
    let usual: &[&'static str] = noun.columns.usual;
    match wanted.columns.is_empty() {
        true => usual.iter().take(count).copied().collect(),
        false => wanted.columns.iter().map(String::as_str).collect(),
    }
}

impl Sheet<'_> {
    fn composed(
        &self,
        read: &Read<'_>,
        noun: &Printable,
        wanted: &PrintRecords,
        totals: &Totals,
        told: &str,
    ) -> Composed {
        let words = self.words;
        let heads: Vec<String> = self.columns.iter().map(|column| self.head(read, column)).collect();
        let needs: Vec<Wanted> = (heads.iter().zip(self.columns).zip(&self.texts))
            .map(|((head, column), texts)| fit::wanted(head, &texts.texts, &texts.total, stand(column)))
            .collect();
        let upright = wanted.paper.unwrap_or_default().upright();
        let on = match wanted.orientation {
            Some(Orientation::Portrait) => upright,
            Some(Orientation::Landscape) => upright.wide(),
            None => fit::paper(&needs, upright),
        };
        let bands = match self.rows {
            0 => Vec::new(),
            _ => fit::bands(&needs, self.anchor(), on.measure()),
        };

        let records = words.get(noun.columns.title);
        let title = match wanted.view.as_deref().map(str::trim).filter(|view| !view.is_empty()) {
            Some(view) => words.say("print.title", &[("records", &records), ("view", view)]),
            None => records.clone(),
        };
        // The running head has one line.
        let document = match Style::BODY.width(&title) * 2.0 <= on.measure() {
            true => &title,
            false => &records,
        };
        let moment = read.now().local_minute(&read.settings.time_zone);
        let sub = words.say(
            "print.sub",
            &[("said", &words.parts(&totals.said)), ("moment", &moment)],
        );
        let filtered = match told.is_empty() {
            true => words.get("print.unfiltered"),
            false => words.say("print.filter", &[("filter", told)]),
        };
        let mut foot = vec![words.say(
            "print.foot",
            &[
                ("moment", &moment),
                ("zone", read.settings.time_zone.name()),
                ("currency", read.settings.currency.code()),
            ],
        )];
        let listed = noun.columns.listed.noun;
        match read.actor.role {
            Role::Sales if listed.is_owned() => foot.push(words.get("print.scope_own")),
            Role::Manager if listed.is_owned() => foot.push(words.get("print.scope_team")),
            Role::Sales | Role::Manager if !read.settings.everybody_sees_customers => {
                foot.push(words.get("print.scope_customers"))
            }
            _ => {}
        }
        foot.push(filtered.clone());
        let mut footer = words.join(&foot);
        if wrap::wrap(&footer, Style::NOTE.size, Style::NOTE.weight, on.measure() - 64.0).len() > FOOT_LINES {
            foot.pop();
            foot.push(words.get("print.filter_above"));
            footer = words.join(&foot);
        }

        let mut pages = Composer::new(paper::frame(read, on, words, document), title.clone());
        let head = |sub: String| PageHead {
            title: title.clone(),
            sub,
            continued: Some(String::new()),
            footer: footer.clone(),
            formulas: Vec::new(),
        };
        // A filter of many questions runs over as many pages as it takes; a usual one stands in the sub-line.
        let long = wrap::wrap(&filtered, Style::SUB.size, Style::SUB.weight, on.measure()).len() > SUB_LINES;
        if long {
            pages.page(head(sub));
            pages.lines(&filtered, Style::SUB, 14.0, 0.0);
            pages.skip(10.0);
        } else {
            pages.page(head(format!("{sub}\n{filtered}")));
        }
        if self.rows == 0 {
            pages.body(&words.get("print.empty"));
        }
        for (at, band) in bands.iter().enumerate() {
            if at > 0 {
                pages.page(head(String::new()));
            }
            if bands.len() > 1 {
                pages.note(&words.say(
                    "print.band",
                    &[("part", &(at + 1).to_string()), ("parts", &bands.len().to_string())],
                ));
                pages.skip(6.0);
            }
            pages.table(&self.table(&heads, band));
        }
        let document = pages
            .finish(|page, of| words.say("print.page", &[("page", &page.to_string()), ("pages", &of.to_string())]));
        let stem = words.say("print.file", &[("title", &title), ("day", &read.today().to_string())]);
        Composed {
            document,
            name: paper::file_name(&stem, "pdf"),
        }
    }

    /// The head of a column, with what its numbers count.
    fn head(&self, read: &Read<'_>, column: &Column) -> String {
        let unit = match (&column.unit, column.holds) {
            (Some(unit), _) => unit.as_str(),
            (None, Holds::Of(Kind::Money) | Holds::Part) => currency_name(&read.settings.currency, self.words.language),
            (None, Holds::DaysSince) => return self.words.say("print.in_days", &[("name", &column.label)]),
            _ => return column.label.clone(),
        };
        self.words
            .say("book.with_unit", &[("name", &column.label), ("unit", unit)])
    }

    /// The column that names a row: the first that holds texts.
    fn anchor(&self) -> usize {
        self.columns
            .iter()
            .position(|column| stand(column) == Stand::Text)
            .unwrap_or(0)
    }

    fn is_figure(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(Column::is_figure)
    }

    /// The places of a band from left to right; none is the space between numbers and a text that follows them.
    fn places(&self, band: &Band) -> Vec<(Option<usize>, f64)> {
        let mut places = Vec::new();
        for (n, (at, width)) in band.columns.iter().enumerate() {
            let next = band.columns.get(n + 1);
            match self.is_figure(*at) && next.is_some_and(|(next, _)| !self.is_figure(*next)) {
                true => places.extend([(Some(*at), width - GAP), (None, GAP)]),
                false => places.push((Some(*at), *width)),
            }
        }
        places
    }

    fn table(&self, heads: &[String], band: &Band) -> Table {
        let places = self.places(band);
        let columns = places.iter().map(|(at, width)| {
            let head = at.and_then(|at| heads.get(at)).cloned().unwrap_or_default();
            match at.is_some_and(|at| self.is_figure(at)) {
                true => Printed::right(head, *width),
                false => Printed::left(head, *width),
            }
        });
        let mut table = Table::new(columns.collect(), Density::LIST);
        table.continued = self.words.get("book.continued");
        let sizes: Vec<f64> = places
            .iter()
            .map(|(at, width)| at.map_or(8.0, |at| self.size(at, *width)))
            .collect();
        let mut group: Option<&str> = None;
        for row in 0..self.rows {
            let under = self.groups.as_ref().and_then(|groups| groups.texts.get(row));
            if let Some(under) = under.filter(|under| group != Some(under.as_str())) {
                group = Some(under);
                table.rows.push(self.group(under, row));
            }
            let cells = places.iter().zip(&sizes).map(|((at, _), size)| match at {
                Some(at) => self.cell(*at, row, *size),
                None => Cell::blank(),
            });
            table.rows.push(Row::line(cells.collect()));
        }
        table.rows.extend(self.total(&places));
        table
    }

    fn cell(&self, at: usize, row: usize, size: f64) -> Cell {
        let text = self.texts.get(at).and_then(|texts| texts.texts.get(row));
        let style = Style::BODY.size(size);
        match text.map(String::as_str).unwrap_or_default() {
            "" if self.is_figure(at) => Cell::styled(number::NONE, style),
            "" => Cell::blank(),
            text => Cell::styled(text, style),
        }
    }

    /// The line over the rows from `row` on that are gathered under the same.
    fn group(&self, under: &str, row: usize) -> Row {
        let texts = self.groups.iter().flat_map(|groups| groups.texts.iter().skip(row));
        let count = texts.take_while(|text| text.as_str() == under).count();
        let title = match under {
            "" => self.words.get("print.group_none"),
            under => under.to_owned(),
        };
        Row::group(title, self.words.count("print.records", count as i64))
    }

    /// The sums of the columns that are added up.
    fn total(&self, places: &[(Option<usize>, f64)]) -> Option<Row> {
        let of = |at: &Option<usize>| {
            at.and_then(|at| self.texts.get(at))
                .map_or("", |texts| texts.total.as_str())
        };
        if places.iter().all(|(at, _)| of(at).is_empty()) {
            return None;
        }
        let named = places.iter().position(|(at, _)| at.is_some() && of(at).is_empty());
        let cells = places.iter().enumerate().map(|(place, (at, _))| match of(at) {
            "" if Some(place) == named => Cell::text(self.words.get("print.total")),
            "" => Cell::blank(),
            sum => Cell::text(sum),
        });
        Some(Row::Total(cells.collect()))
    }

    /// The size of a column's texts: 7 where several would not fit at 8, so that a column has one size.
    fn size(&self, at: usize, width: f64) -> f64 {
        let texts = self
            .texts
            .get(at)
            .map(|texts| texts.texts.as_slice())
            .unwrap_or_default();
        let wide = texts
            .iter()
            .filter(|text| text.lines().any(|line| Style::BODY.width(line) > width - 4.0))
            .count();
        if wide * 10 > texts.len() { 7.0 } else { 8.0 }
    }
}

/// How the texts of a column stand.
fn stand(column: &Column) -> Stand {
    match column.holds {
        _ if column.is_figure() => Stand::Figure,
        Holds::Number | Holds::Of(Kind::Day | Kind::Instant) => Stand::Firm,
        _ => Stand::Text,
    }
}
