//! What the four kinds of record say about their lists besides the columns: the totals under them, in words and by column.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::ColumnSet;
use crate::engine::store::list::TotalQuery;
use crate::records::contacts::CONTACT_COLUMNS;
use crate::records::customers::CUSTOMER_COLUMNS;
use crate::records::deals::DEAL_COLUMNS;
use crate::records::leads::LEAD_COLUMNS;
use crate::records::{contacts, customers, deals, leads};
use crate::views::paper::{Words, currency_name};
use leadwell_rules::Language;
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::number;

/// A list that can be printed.
pub struct Printable {
    /// Its columns.
    pub columns: &'static ColumnSet,
    /// Its totals.
    pub totals: fn(&Read<'_>, TotalQuery) -> Result<Totals, Failure>,
}

/// What stands under a list, worked out over all of its records.
pub struct Totals {
    /// Records.
    pub count: i64,
    /// Sums by column; other amounts are added up row by row.
    pub sums: Vec<(&'static str, Minor)>,
    /// What is said of them, one sentence part after the other.
    pub said: Vec<String>,
}

/// Leads.
pub static LEADS: Printable = Printable {
    columns: &LEAD_COLUMNS,
    totals: |read, wanted| {
        let (words, found) = (words(read), leads::totals(read, wanted)?);
        let mut said = vec![words.count("print.leads", found.count)];
        for (code, count) in [
            ("print.leads_to_handle", found.to_handle),
            ("print.leads_following", found.following),
            ("print.leads_unowned", found.unowned),
        ] {
            if count > 0 {
                said.push(words.count(code, count));
            }
        }
        if found.budget_count > 0 {
            let amount = amount(words.language, found.budget_minor, &read.settings.currency);
            said.push(words.say("print.leads_budget", &[("amount", &amount)]));
        }
        Ok(Totals {
            count: found.count,
            sums: vec![("budget", found.budget_minor)],
            said,
        })
    },
};

/// Customers.
pub static CUSTOMERS: Printable = Printable {
    columns: &CUSTOMER_COLUMNS,
    totals: |read, wanted| {
        let count = customers::totals(read, wanted)?.count;
        Ok(Totals {
            count,
            sums: Vec::new(),
            said: vec![words(read).count("print.customers", count)],
        })
    },
};

/// Contacts.
pub static CONTACTS: Printable = Printable {
    columns: &CONTACT_COLUMNS,
    totals: |read, wanted| {
        let count = contacts::totals(read, wanted)?.count;
        Ok(Totals {
            count,
            sums: Vec::new(),
            said: vec![words(read).count("print.contacts", count)],
        })
    },
};

/// Deals.
pub static DEALS: Printable = Printable {
    columns: &DEAL_COLUMNS,
    totals: |read, wanted| {
        let (words, found) = (words(read), deals::totals(read, wanted)?);
        let amount = |minor| amount(words.language, minor, &read.settings.currency);
        let mut said = vec![words.count("print.deals", found.count)];
        if found.count > found.unknown_amounts {
            said.push(words.say("print.deals_sum", &[("amount", &amount(found.sum_minor))]));
        }
        if found.weighted_minor != 0 {
            said.push(words.say("print.deals_weighted", &[("amount", &amount(found.weighted_minor))]));
        }
        if let Some(average) = found.average_minor.filter(|_| found.count > 1) {
            said.push(words.say("print.deals_average", &[("amount", &amount(average))]));
        }
        if found.unknown_amounts > 0 {
            said.push(words.count("print.deals_unknown", found.unknown_amounts));
        }
        Ok(Totals {
            count: found.count,
            sums: vec![("amount", found.sum_minor), ("weighted", found.weighted_minor)],
            said,
        })
    },
};

fn words(read: &Read<'_>) -> Words {
    Words {
        language: read.call.language,
    }
}

/// An amount in a sentence: 1,135.50元, CNY 1,135.50; without decimals when they are zero.
pub fn amount(language: Language, minor: Minor, currency: &Currency) -> String {
    let figure = match minor % currency.minor_per_unit() {
        0 => number::whole(minor, currency),
        _ => number::full(minor, currency),
    };
    let name = currency_name(currency, language);
    match language {
        Language::Zh => format!("{figure}{name}"),
        Language::En => format!("{name} {figure}"),
    }
}
