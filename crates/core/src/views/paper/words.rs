//! Words of a printed document: sentences with their arguments, counts, names in a row, days and currencies.

use crate::engine::messages::sentence;
use leadwell_rules::Language;
use leadwell_rules::money::Currency;
use leadwell_rules::number;
use leadwell_rules::time::Day;

/// Sentences of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The language of the document.
    pub language: Language,
}

impl Words {
    /// A sentence without arguments.
    pub fn get(&self, code: &str) -> String {
        sentence(self.language, code, &[])
    }

    /// A sentence with its arguments.
    pub fn say(&self, code: &str, args: &[(&'static str, &str)]) -> String {
        let args: Vec<(&'static str, String)> = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        sentence(self.language, code, &args)
    }

    /// A counted noun: `n` with separators, and whether it is one.
    pub fn count(&self, code: &str, n: i64) -> String {
        self.say(
            code,
            &[("n", &number::count(n)), ("many", if n == 1 { "one" } else { "other" })],
        )
    }

    /// Sentences one after the other.
    pub fn join(&self, sentences: &[String]) -> String {
        let kept: Vec<&str> = sentences
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        kept.join(if self.language == Language::Zh { "" } else { " " })
    }

    /// Names in a row.
    pub fn list(&self, names: &[String]) -> String {
        names.join(if self.language == Language::Zh { "、" } else { ", " })
    }

    /// Parts of a sentence in a row.
    pub fn parts(&self, parts: &[String]) -> String {
        parts.join(if self.language == Language::Zh { "；" } else { "; " })
    }

    /// A day in a list: 12-18 or 18 Dec; with the year when it is not that of `near`.
    pub fn day(&self, day: Day, near: Day) -> String {
        match (self.language, day.year() == near.year()) {
            (Language::Zh, true) => day.0.format("%m-%d").to_string(),
            (Language::En, true) => day.0.format("%-d %b").to_string(),
            _ => self.full_day(day),
        }
    }

    /// A day with its year: 2026-12-18 or 18 Dec 2026.
    pub fn full_day(&self, day: Day) -> String {
        let format = match self.language {
            Language::Zh => "%Y-%m-%d",
            Language::En => "%-d %b %Y",
        };
        day.0.format(format).to_string()
    }

    /// A month by its name: 2026年11月, November 2026.
    pub fn month(&self, day: Day) -> String {
        match self.language {
            Language::Zh => format!("{}年{}月", day.year(), day.month()),
            Language::En => day.0.format("%B %Y").to_string(),
        }
    }

    /// A month in a table: 2026-11, Nov 2026.
    pub fn month_short(&self, day: Day) -> String {
        match self.language {
            Language::Zh => format!("{}-{:02}", day.year(), day.month()),
            Language::En => day.0.format("%b %Y").to_string(),
        }
    }

    /// A month in a sentence about its year: 11月, November.
    pub fn month_bare(&self, day: Day) -> String {
        match self.language {
            Language::Zh => format!("{}月", day.month()),
            Language::En => day.0.format("%B").to_string(),
        }
    }
}

/// What a currency is called after an amount or in a head: 元, CNY.
pub fn currency_name(currency: &Currency, language: Language) -> &str {
    match (language, currency.code()) {
        (Language::Zh, "CNY") => "元",
        (Language::Zh, "USD") => "美元",
        (Language::Zh, "EUR") => "欧元",
        (Language::Zh, "JPY") => "日元",
        (Language::Zh, "GBP") => "英镑",
        (Language::Zh, "HKD") => "港元",
        (Language::Zh, "TWD") => "新台币",
        (Language::Zh, "KRW") => "韩元",
        (Language::Zh, "SGD") => "新加坡元",
        (Language::Zh, "CHF") => "瑞士法郎",
        (_, code) => code,
    }
}
