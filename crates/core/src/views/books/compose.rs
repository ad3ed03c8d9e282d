//! A book put together: what all its pages share, and their order.

use super::facts::{Estimator, Facts};
use super::lists::Lists;
use super::text::{Money, PeriodName, Words};
use super::{Form, backtest, deals, models, months, people, risks, stages, summary};
use crate::engine::failure::Failure;
use crate::engine::permission::Role;
use crate::engine::store::Read;
use crate::views::forecast::{Forecast, ForecastQuery, MonthLine};
use crate::views::paper::{self, Composed};
use leadwell_print::colour::RED;
use leadwell_print::{Cell, Composer, PageHead, Paper, Style};
use leadwell_rules::Language;
use leadwell_rules::forecast::learned::answer::Band;
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;
use std::ops::Deref;

/// What the pages of one book share.
pub struct Book {
    /// Its sentences.
    pub words: Words,
    /// Its amounts.
    pub money: Money,
    /// Its figures.
    facts: Facts,
    /// Its deals.
    pub lists: Lists,
    /// Its period by name.
    pub period: PeriodName,
    /// As of, currency and filters: the first line of every foot.
    pub footer: String,
}

impl Deref for Book {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl Book {
    fn load(read: &Read<'_>, query: ForecastQuery, language: Language) -> Result<Book, Failure> {
        let words = Words { language };
        let facts = Facts::load(read, query, language)?;
        let lists = Lists::load(&facts);
        let forecast = &facts.forecast;
        let money = money(read, &facts, language);
        let period = PeriodName::of(&forecast.period, read.settings.fiscal, forecast.today, words);
        let footer = footer(read, forecast, &period, words);
        Ok(Book {
            words,
            money,
            facts,
            lists,
            period,
            footer,
        })
    }

    /// Title and foot of a page.
    pub fn head(&self, title: String, sub: String, continued: Option<String>, formulas: &[&str]) -> PageHead {
        let formulas = formulas.iter().map(|code| self.words.get(code)).collect::<Vec<_>>();
        PageHead {
            title,
            sub,
            continued,
            footer: self.footer.clone(),
            formulas: vec![self.words.join(&formulas)],
        }
    }

    /// The target of the whole period.
    pub fn target(&self) -> Option<Minor> {
        self.forecast
            .standings
            .first()
            .and_then(|one| one.standing.target_minor)
    }

    /// Outlook of the period by the leading model.
    pub fn leading(&self) -> Minor {
        self.outlook(self.lead)
    }

    /// What is still expected, as shown: outlook less won, so that a reader who adds the two arrives at the outlook.
    pub fn shown(&self, estimator: Estimator) -> Minor {
        self.money.rest(self.outlook(estimator), self.forecast.total.won_minor)
    }

    /// Outlook of a month by the leading model, with its band.
    pub fn month_ahead(&self, month: &MonthLine) -> (Minor, Option<Band>) {
        let (estimate, band) = self.month(month);
        (month.line.won_minor.saturating_add(estimate), band)
    }

    /// Target less outlook, as shown.
    pub fn gap(&self, target: Option<Minor>, outlook: Minor) -> Option<Minor> {
        target.map(|target| self.money.rest(target, outlook))
    }

    /// A gap in a table: bold and red when it falls short, in words when it is exceeded.
    pub fn gap_cell(&self, gap: Option<Minor>) -> Cell {
        match gap {
            None => Cell::text(number::NONE),
            Some(gap) if gap > 0 => Cell::styled(self.money.figure(gap), Style::BODY.bold().colour(RED)),
            Some(gap) if gap < 0 => Cell::text(self.words.say("book.over", &[("amount", &self.money.figure(-gap))])),
            Some(_) => Cell::text(self.money.figure(0)),
        }
    }

    /// Outlook as a share of the target, whole per cent.
    pub fn attained(&self, outlook: Minor, target: Option<Minor>) -> String {
        let target = target.filter(|target| *target > 0);
        target.map_or_else(
            || number::NONE.to_owned(),
            |target| number::percent_whole(&Ratio::new(outlook, target)),
        )
    }

    /// A count in a table, "–" for none.
    pub fn number(&self, count: i64) -> String {
        if count == 0 {
            number::NONE.to_owned()
        } else {
            number::count(count)
        }
    }

    /// The unit and a remark, beside a heading: 万元，按缺口从大到小.
    pub fn unit_and(&self, code: &str) -> String {
        self.words.say(
            "book.unit_and",
            &[("unit", &self.money.unit()), ("note", &self.words.get(code))],
        )
    }

    /// A head with the unit: 目标，万元.
    pub fn with_unit(&self, code: &str) -> String {
        self.words.say(
            "book.with_unit",
            &[("name", &self.words.get(code)), ("unit", &self.money.unit())],
        )
    }
}

/// As of, currency and filters, in one line.
pub fn footer(read: &Read<'_>, forecast: &Forecast, period: &PeriodName, words: Words) -> String {
    let all = words.get("book.all");
    let or_all = |name: &Option<String>| name.clone().unwrap_or_else(|| all.clone());
    let owner = match (&forecast.filtered.owner, read.actor.role) {
        (Some(name), _) => name.clone(),
        (None, Role::Sales) => words.get("book.scope_own"),
        (None, Role::Manager) => words.get("book.scope_team"),
        (None, _) => all.clone(),
    };
    let overdue = if forecast.period.contains(forecast.today) {
        "book.overdue_counted"
    } else {
        "book.overdue_elsewhere"
    };
    let names = [
        &forecast.filtered.pipeline,
        &forecast.filtered.owner,
        &forecast.filtered.product,
    ];
    let everything = names.iter().all(|name| name.is_none()) && !matches!(read.actor.role, Role::Sales | Role::Manager);
    let moment = moment(read, forecast, words);
    words.say(
        if everything {
            "book.foot_everything"
        } else {
            "book.foot"
        },
        &[
            ("moment", &moment),
            ("zone", read.settings.time_zone.name()),
            ("currency", read.settings.currency.code()),
            ("pipeline", &or_all(&forecast.filtered.pipeline)),
            ("owner", &owner),
            ("product", &or_all(&forecast.filtered.product)),
            ("period", &period.full),
            ("from", &forecast.period.start.to_string()),
            ("to", &forecast.period.end.to_string()),
            ("overdue", &words.get(overdue)),
        ],
    )
}

/// The instant a document is as of: now, or the end of the past day it was asked for.
pub fn moment(read: &Read<'_>, forecast: &Forecast, words: Words) -> String {
    if forecast.today == read.today() {
        forecast.as_of.local_minute(&read.settings.time_zone)
    } else {
        words.say("book.end_of_day", &[("day", &forecast.today.to_string())])
    }
}

/// The unit a document shows its amounts in.
pub fn money(read: &Read<'_>, facts: &Facts, language: Language) -> Money {
    let (forecast, total) = (&facts.forecast, &facts.forecast.total);
    let target = forecast.standings.first().and_then(|one| one.standing.target_minor);
    let outlooks = facts.estimators().into_iter().map(|estimator| facts.outlook(estimator));
    let months = forecast.timeline.iter().map(|month| month.line.won_minor);
    let largest = outlooks
        .chain([total.open_minor, total.won_minor])
        .chain(target)
        .chain(months)
        .chain(facts.band().map(|band| band.p90_minor))
        .map(i64::saturating_abs)
        .max();
    let unit = read.settings.currency.minor_per_unit();
    let open = facts.open.iter().filter_map(|line| line.deal.amount_minor);
    let whole = open
        .chain(facts.won.iter().map(|won| won.amount_minor))
        .all(|minor| minor % unit == 0);
    Money::new(read.settings.currency, language, largest.unwrap_or(0), whole)
}

/// Composes the book of a forecast.
pub fn compose(
    read: &Read<'_>,
    query: ForecastQuery,
    form: Form,
    on: Paper,
    language: Language,
) -> Result<Composed, Failure> {
    let book = Book::load(read, query, language)?;
    let words = book.words;
    let title = words.say("book.document", &[("period", &book.period.full)]);
    let frame = paper::frame(read, on, words, &title);
    let mut pages = Composer::new(frame, title);
    summary::draw(&book, &mut pages, form);
    if form == Form::Full {
        models::draw(&book, &mut pages);
        months::draw(&book, &mut pages);
        stages::draw(&book, &mut pages);
        people::draw(&book, &mut pages);
        risks::draw(&book, &mut pages);
        deals::draw(&book, &mut pages);
        backtest::draw(&book, &mut pages);
    }
    let document =
        pages.finish(|page, of| words.say("book.page", &[("page", &page.to_string()), ("pages", &of.to_string())]));
    Ok(Composed {
        document,
        name: file_name(&book.forecast, &book.period, words, "pdf"),
    })
}

/// A name for the file: what it is, of which period, narrowed to whom, as of when.
pub fn file_name(forecast: &Forecast, named: &PeriodName, words: Words, ending: &str) -> String {
    let filtered = &forecast.filtered;
    let mut period = named.file.clone();
    for narrowed in [&filtered.pipeline, &filtered.owner, &filtered.product]
        .into_iter()
        .flatten()
    {
        period.push(' ');
        period.extend(narrowed.chars().take(40));
    }
    let name = words.say(
        "book.file",
        &[("period", &period), ("day", &forecast.today.to_string())],
    );
    paper::file_name(&name, ending)
}
