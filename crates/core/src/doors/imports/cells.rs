//! Cells as values. What cannot be read is a problem of its row, never a guess.

use super::outcome::Problem;
use super::plan::Prepared;
use super::table::Row;
use crate::engine::files::unguarded;
use leadwell_rules::limits::NUMBER;
use leadwell_rules::money::{Currency, Minor, WHOLE_BP, currency_in, parse_amount};
use leadwell_rules::text::{half_width, squash};
use leadwell_rules::time::{DateOrder, Day, parse_day_in};

/// Years a company can have been founded in.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

/// What stands in a column, trimmed, without the mark that error files put before what a spreadsheet would take for a formula.
fn written(row: &Row, column: usize) -> &str {
    let cell = row.cells.get(column).unwrap_or_default().trim();
    unguarded(cell)
}

impl Prepared {
    /// The trimmed text of a field's cell; nothing when it is empty or the field is not mapped.
    pub fn text<'r>(&self, field: usize, row: &'r Row) -> Option<&'r str> {
        let cell = written(row, self.columns[field]?);
        (!cell.is_empty()).then_some(cell)
    }

    /// Whether a row meets the plan's condition.
    pub fn wants(&self, row: &Row) -> bool {
        let row_filter = self.row_filter.as_ref();
        row_filter.is_none_or(|row_filter| row_filter.wants(|column| written(row, column)))
    }

    /// An amount that is not negative.
    pub fn money(&self, field: usize, row: &Row, currency: &Currency) -> Result<Option<Minor>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        let minor = plain_amount(text, currency).or_else(|| parse_amount(text, currency));
        let minor = minor.ok_or_else(|| Problem::cell("row.bad_amount", field, text))?;
        if minor < 0 {
            return Err(Problem::cell("row.negative_amount", field, text));
        }
        if minor > NUMBER {
            return Err(Problem::cell("row.too_large", field, text));
        }
        Ok(Some(minor))
    }

    /// A whole number that is not negative.
    pub fn integer(&self, field: usize, row: &Row) -> Result<Option<i64>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        // A currency without minor units reads whole numbers with their separators.
        let whole = text
            .parse()
            .ok()
            .or_else(|| parse_amount(text, &Currency::JPY).filter(|_| !has_fraction(text)));
        let number: Option<i64> = whole.filter(|number| *number >= 0);
        let number = number.ok_or_else(|| Problem::cell("row.bad_number", field, text))?;
        if number > NUMBER {
            return Err(Problem::cell("row.too_large", field, text));
        }
        Ok(Some(number))
    }

    /// A year.
    pub fn year(&self, field: usize, row: &Row) -> Result<Option<i64>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        let digits = half_width(text);
        let year = digits
            .trim()
            .trim_end_matches('年')
            .trim()
            .parse()
            .ok()
            .or_else(|| self.read_day(text).map(|day| i64::from(day.year())));
        let year: Option<i64> = year.filter(|year| YEARS.contains(year));
        Ok(Some(year.ok_or_else(|| Problem::cell("row.bad_year", field, text))?))
    }

    /// A day.
    pub fn day(&self, field: usize, row: &Row) -> Result<Option<Day>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        if let Some(day) = plain_day(text).or_else(|| self.read_day(text)) {
            return Ok(Some(day));
        }
        // Readable, if only one knew which number is the month.
        let ambiguous = self.date_order.is_none() && parse_day_in(text, Some(DateOrder::DayFirst)).is_some();
        let code = if ambiguous { "row.day_order" } else { "row.bad_day" };
        Err(Problem::cell(code, field, text))
    }

    fn read_day(&self, text: &str) -> Option<Day> {
        parse_day_in(text, self.date_order)
    }

    /// A share in basis points: `60%` and `60` are six tenths, and so is `0.6`.
    pub fn rate(&self, field: usize, row: &Row) -> Result<Option<i64>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        let plain = half_width(text);
        let plain = plain.trim();
        let percent = plain.strip_suffix('%').map(str::trim);
        // Two digits after the point are what basis points hold.
        let value = parse_amount(percent.unwrap_or(plain), &Currency::USD).filter(|value| *value >= 0);
        let bp = value.map(|value| {
            if percent.is_none() && value <= 100 && plain.contains('.') {
                value * 100
            } else {
                value
            }
        });
        let bp = bp.filter(|bp| *bp <= WHOLE_BP);
        Ok(Some(bp.ok_or_else(|| Problem::cell("row.bad_rate", field, text))?))
    }

    /// A currency.
    pub fn currency(&self, field: usize, row: &Row) -> Result<Option<Currency>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        let found = Currency::new(text).or_else(|| currency_in(text));
        Ok(Some(
            found.ok_or_else(|| Problem::cell("row.bad_currency", field, text))?,
        ))
    }

    /// Units of the base currency per unit of another, in millionths.
    pub fn exchange_rate(&self, field: usize, row: &Row) -> Result<Option<i64>, Problem> {
        let Some(text) = self.text(field, row) else {
            return Ok(None);
        };
        let value: Option<f64> = half_width(text).trim().parse().ok();
        let micro = value
            .filter(|value| *value > 0.0 && *value < 1e9)
            .map(|value| (value * 1e6).round() as i64);
        Ok(Some(
            micro
                .filter(|micro| *micro > 0)
                .ok_or_else(|| Problem::cell("row.bad_exchange_rate", field, text))?,
        ))
    }
}

fn has_fraction(text: &str) -> bool {
    text.contains('.') && !text.trim_end_matches(['0', ' ']).ends_with('.')
}

/// The common case without a copy: digits, with or without a decimal point.
fn plain_amount(text: &str, currency: &Currency) -> Option<Minor> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = currency.exponent() as usize;
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || fraction.len() > digits || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let mut minor: Minor = whole.parse().ok()?;
    for place in 0..digits {
        minor = minor * 10 + fraction.as_bytes().get(place).map_or(0, |byte| i64::from(byte - b'0'));
    }
    Some(minor)
}

/// The common case: `2026-03-01`.
fn plain_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    let (year, month, day) = match bytes {
        [a, b, c, d, b'-', e, f, b'-', g, h] => ([*a, *b, *c, *d], [*e, *f], [*g, *h]),
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let day = Day::new(i32::try_from(number(&year)?).ok()?, number(&month)?, number(&day)?)?;
    day.is_near().then_some(day)
}

/// The stored name of a status word, if it is one.
pub fn status_word(text: &str) -> Option<&'static str> {
    const WON: [&str; 12] = [
        "won",
        "closedwon",
        "赢单",
        "成交",
        "已成交",
        "赢",
        "win",
        "成单",
        "已赢单",
        "赢得",
        "关闭赢单",
        "成功",
    ];
    const LOST: [&str; 14] = [
        "lost",
        "closedlost",
        "丢单",
        "输单",
        "输",
        "失败",
        "已丢单",
        "已输单",
        "loss",
        "lose",
        "流失",
        "无效",
        "关闭输单",
        "战败",
    ];
    const OPEN: [&str; 7] = ["open", "进行中", "跟进中", "未结束", "inprogress", "active", "跟进"];
    let word = squash(text);
    let of = |words: &[&str]| words.contains(&word.as_str());
    if of(&WON) {
        Some("won")
    } else if of(&LOST) {
        Some("lost")
    } else if of(&OPEN) {
        Some("open")
    } else {
        None
    }
}

/// The stored name of a forecast category, if the text is one.
pub fn category_word(text: &str) -> Option<&'static str> {
    match squash(text).as_str() {
        "pipeline" | "管道" | "线索" | "一般" => Some("pipeline"),
        "bestcase" | "upside" | "最佳" | "最佳情况" | "乐观" | "有望" => Some("best_case"),
        "commit" | "committed" | "承诺" | "确定" => Some("commit"),
        "omitted" | "omit" | "忽略" | "排除" | "不计入" => Some("omitted"),
        _ => None,
    }
}

/// The stored name of a role, if the text is one.
pub fn role_word(text: &str) -> Option<&'static str> {
    match squash(text).as_str() {
        "owner" | "老板" | "所有者" | "负责人" | "admin" | "administrator" | "管理员" => Some("owner"),
        "manager" | "经理" | "销售经理" | "主管" | "销售主管" | "salesmanager" | "teamlead" => {
            Some("manager")
        }
        "sales" | "销售" | "业务员" | "销售代表" | "salesperson" | "salesrep" | "salesagent" | "rep" | "agent" => {
            Some("sales")
        }
        "assistant" | "助理" | "内勤" | "销售助理" | "backoffice" => Some("assistant"),
        "viewer" | "只读" | "查看" | "访客" | "readonly" => Some("viewer"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cells() {
        for (text, minor) in [
            ("550", Some(55_000)),
            ("1100.04", Some(110_004)),
            ("5.5", Some(550)),
            ("0", Some(0)),
            ("1,000", None),
            ("1.234", None),
            ("", None),
            ("-5", None),
        ] {
            assert_eq!(plain_amount(text, &Currency::CNY), minor, "{text}");
        }
        assert_eq!(plain_amount("1200", &Currency::JPY), Some(1200));
        assert_eq!(
            plain_day("2017-03-01").map(|day| day.to_string()).as_deref(),
            Some("2017-03-01")
        );
        for text in ["2017-3-1", "2017-02-30", "0017-03-01", "2017/03/01", "２０１７-03-01"] {
            assert_eq!(plain_day(text), None, "{text}");
        }
        assert_eq!(status_word("Closed Won"), Some("won"));
        assert_eq!(status_word("输单"), Some("lost"));
        assert_eq!(status_word("Engaging"), None);
    }
}
