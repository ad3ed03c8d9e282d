//! The deals a book lists: open ones by the month they count in, won ones by the day; with what is left out, so that sums agree.

use crate::failure::Failure;
use crate::forecast::{Forecast, Part, RecordsQuery, filter_of};
use crate::opportunities::{self, DealFilter, DealRow, ListDeals, SortBy, TotalDeals, Totals};
use crate::store::Read;
use leadwell_rules::calendar::{Period, PeriodKind, months_in};
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use std::collections::BTreeMap;

/// Open deals listed one by one; beyond this the largest are.
const OPEN_LIMIT: u32 = 500;

/// Won deals listed one by one; beyond this the largest are.
pub const WON_LIMIT: u32 = 100;

/// What a group of deals has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Open, and their expected day has passed.
    Overdue,
    /// Expected or won in the month of this day.
    Month(Day),
    /// The largest of a period, whatever the month.
    Largest,
}

/// Deals under one heading.
#[derive(Debug)]
pub struct Group {
    /// What they have in common.
    pub of: Of,
    /// Those listed, in the order of their days (the largest first in [`Of::Largest`]).
    pub rows: Vec<DealRow>,
    /// All of them, also those not listed.
    pub totals: Totals,
}

impl Group {
    /// Count and sum of those that are not listed.
    pub fn unlisted(&self) -> (i64, Minor) {
        let listed: Minor = self.rows.iter().filter_map(|row| row.base_minor).sum();
        (
            self.totals.count - self.rows.len() as i64,
            self.totals.sum_minor - listed,
        )
    }
}

/// Everything a book lists.
#[derive(Debug)]
pub struct Lists {
    /// Open deals counted in the period, the overdue first.
    pub open: Vec<Group>,
    /// Won deals of the period.
    pub won: Vec<Group>,
}

impl Lists {
    /// Reads the deals behind `forecast`.
    pub fn load(read: &Read<'_>, forecast: &Forecast) -> Result<Lists, Failure> {
        Ok(Lists {
            open: open(read, forecast)?,
            won: won(read, forecast)?,
        })
    }

    /// All deals that are listed.
    pub fn rows(&self) -> impl Iterator<Item = &DealRow> {
        self.open.iter().chain(&self.won).flat_map(|group| &group.rows)
    }
}

fn part(read: &Read<'_>, forecast: &Forecast, part: Part, span: &Period) -> DealFilter {
    let query = forecast.query.clone();
    let wanted = RecordsQuery {
        query,
        part,
        category: None,
        owner_id: None,
        stage_id: None,
        month: None,
        after: None,
        limit: None,
    };
    filter_of(read, &wanted, span)
}

fn totals(read: &Read<'_>, filter: DealFilter) -> Result<Totals, Failure> {
    opportunities::totals(read, TotalDeals { filter: Some(filter) })
}

fn rows(
    read: &Read<'_>,
    filter: DealFilter,
    column: &str,
    descending: bool,
    limit: u32,
) -> Result<Vec<DealRow>, Failure> {
    let sort = vec![SortBy {
        column: column.to_owned(),
        descending: Some(descending),
    }];
    let wanted = ListDeals {
        filter: Some(filter),
        sort,
        after: None,
        limit: Some(limit),
    };
    Ok(opportunities::list(read, wanted)?.rows)
}

fn open(read: &Read<'_>, forecast: &Forecast) -> Result<Vec<Group>, Failure> {
    let (period, today) = (forecast.period, forecast.today);
    let mut listed: BTreeMap<Option<Day>, Vec<DealRow>> = BTreeMap::new();
    for row in rows(
        read,
        part(read, forecast, Part::Open, &period),
        "amount",
        true,
        OPEN_LIMIT,
    )? {
        let month = row.close_on.filter(|day| *day >= today).map(Day::first_of_month);
        listed.entry(month).or_default().push(row);
    }
    let mut groups = Vec::new();
    let mut add = |of: Of, key: Option<Day>, filter: DealFilter| -> Result<(), Failure> {
        let totals = totals(read, filter)?;
        let mut rows = listed.remove(&key).unwrap_or_default();
        rows.sort_by_key(|row| (row.close_on, -row.base_minor.unwrap_or(0), row.id));
        if totals.count > 0 {
            groups.push(Group { of, rows, totals });
        }
        Ok(())
    };
    add(Of::Overdue, None, part(read, forecast, Part::Overdue, &period))?;
    for month in months_in(&period).into_iter().filter(|month| month.end >= today) {
        let filter = DealFilter {
            close_from: Some(month.start.max(today)),
            ..part(read, forecast, Part::Open, &month)
        };
        add(
            Of::Month(month.start.first_of_month()),
            Some(month.start.first_of_month()),
            filter,
        )?;
    }
    Ok(groups)
}

fn won(read: &Read<'_>, forecast: &Forecast) -> Result<Vec<Group>, Failure> {
    let period = forecast.period;
    let whole = totals(read, part(read, forecast, Part::Won, &period))?;
    if whole.count == 0 {
        return Ok(Vec::new());
    }
    if whole.count > i64::from(WON_LIMIT) {
        let rows = rows(
            read,
            part(read, forecast, Part::Won, &period),
            "amount",
            true,
            WON_LIMIT,
        )?;
        return Ok(vec![Group {
            of: Of::Largest,
            rows,
            totals: whole,
        }]);
    }
    let mut groups = Vec::new();
    let spans = if period.kind == PeriodKind::Month {
        vec![period]
    } else {
        months_in(&period)
    };
    for month in spans {
        let rows = rows(
            read,
            part(read, forecast, Part::Won, &month),
            "closed_on",
            false,
            WON_LIMIT,
        )?;
        if !rows.is_empty() {
            let totals = totals(read, part(read, forecast, Part::Won, &month))?;
            groups.push(Group {
                of: Of::Month(month.start.first_of_month()),
                rows,
                totals,
            });
        }
    }
    Ok(groups)
}
