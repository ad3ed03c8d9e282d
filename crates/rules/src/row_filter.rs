//! Which rows of a file are wanted: the condition language, asked of cells as they are written instead of records.

use crate::amount::parse_amount;
use crate::condition::{Condition, Kind, Op, Test, Value};
use crate::dates::{DateOrder, parse_day, parse_day_in};
use crate::guess::{ValueKind, guess_kind};
use crate::money::Currency;
use crate::text::{fold, fold_contains};
use crate::time::Day;

/// Cells have no currency of their own; numbers are compared in hundredths, so that 0.5 is less than 1.
const HUNDREDTHS: Currency = Currency::CNY;

/// A condition on the columns of one file, ready to be asked of its rows.
#[derive(Debug, Clone)]
pub struct RowFilter(Part);

/// Why a condition cannot be asked of a file. Each names the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// The file has no such column.
    UnknownColumn(String),
    /// A cell cannot be asked that.
    WrongQuestion(String),
    /// The question needs another value: a number, a day, or more of them.
    WrongValue(String),
}

#[derive(Debug, Clone)]
enum Part {
    All(Vec<Part>),
    Any(Vec<Part>),
    Cell(usize, CellTest),
}

/// What is asked of one cell.
#[derive(Debug, Clone)]
enum CellTest {
    Empty,
    Filled,
    Contains(String),
    Lacks(String),
    Begins(String),
    AnyOf(Vec<String>),
    NoneOf(Vec<String>),
    /// A number between two, both included.
    Number(i64, i64),
    /// A day between two, both included.
    Days(Option<Day>, Option<Day>, Option<DateOrder>),
}

/// What a column can be asked, told by samples of its cells: [`Kind::Text`], [`Kind::Number`] or [`Kind::Day`].
pub fn kind_of<S: AsRef<str>>(cells: &[S]) -> Kind {
    match guess_kind(cells) {
        ValueKind::Amount => Kind::Number,
        ValueKind::Date => Kind::Day,
        ValueKind::Empty | ValueKind::Email | ValueKind::Phone | ValueKind::Text => Kind::Text,
    }
}

/// What can be asked of such a column, the usual question first: nothing that depends on today, a file does not.
pub fn ops(kind: Kind) -> Vec<Op> {
    let asked = |op: &&Op| !matches!(op, Op::Empty | Op::Filled) && (kind != Kind::Day || DAYS.contains(op));
    let own = kind.ops().iter().filter(asked);
    own.chain(&[Op::Empty, Op::Filled]).copied().collect()
}

const DAYS: [Op; 4] = [Op::On, Op::Before, Op::After, Op::Between];

impl RowFilter {
    /// Fits a condition, whose fields are headings, to the columns of a file. `order` reads days that end with their year.
    pub fn new(condition: &Condition, headers: &[String], order: Option<DateOrder>) -> Result<RowFilter, Misfit> {
        part(condition, headers, order).map(RowFilter)
    }

    /// Whether a row is wanted; `cell` answers what stands in a column.
    pub fn wants<'r>(&self, cell: impl Fn(usize) -> &'r str + Copy) -> bool {
        self.0.holds(cell)
    }
}

impl Part {
    fn holds<'r>(&self, cell: impl Fn(usize) -> &'r str + Copy) -> bool {
        match self {
            Part::All(parts) => parts.iter().all(|part| part.holds(cell)),
            Part::Any(parts) => parts.is_empty() || parts.iter().any(|part| part.holds(cell)),
            Part::Cell(column, cell_test) => cell_test.holds(cell(*column)),
        }
    }
}

impl CellTest {
    fn holds(&self, cell: &str) -> bool {
        match self {
            CellTest::Empty => cell.trim().is_empty(),
            CellTest::Filled => !cell.trim().is_empty(),
            CellTest::Contains(part) => fold_contains(cell, part),
            CellTest::Lacks(part) => !fold_contains(cell, part),
            CellTest::Begins(start) => fold(cell).starts_with(start),
            CellTest::AnyOf(texts) => texts.contains(&fold(cell)),
            CellTest::NoneOf(texts) => !texts.contains(&fold(cell)),
            CellTest::Number(least, most) => {
                parse_amount(cell, &HUNDREDTHS).is_some_and(|n| (*least..=*most).contains(&n))
            }
            CellTest::Days(from, to, order) => parse_day_in(cell, *order)
                .is_some_and(|day| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)),
        }
    }
}

fn part(condition: &Condition, headers: &[String], order: Option<DateOrder>) -> Result<Part, Misfit> {
    let all = |parts: &[Condition]| -> Result<Vec<Part>, Misfit> {
        parts.iter().map(|one| part(one, headers, order)).collect()
    };
    match condition {
        Condition::All { all: parts } => all(parts).map(Part::All),
        Condition::Any { any: parts } => all(parts).map(Part::Any),
        Condition::Test(test) => {
            let column = headers.iter().position(|header| *header == test.field);
            let column = column.ok_or_else(|| Misfit::UnknownColumn(test.field.clone()))?;
            Ok(Part::Cell(column, cell_test(test, order)?))
        }
    }
}

fn cell_test(test: &Test, order: Option<DateOrder>) -> Result<CellTest, Misfit> {
    let wrong = || Misfit::WrongValue(test.field.clone());
    let (least, most) = test.is.needs();
    if !(least..=most).contains(&test.values.len()) {
        return Err(wrong());
    }
    let texts = || -> Vec<String> { test.values.iter().map(Value::folded).collect() };
    let text = || texts().pop().filter(|text| !text.is_empty()).ok_or_else(wrong);
    let number = |at: usize| test.values.get(at).and_then(number_of).ok_or_else(wrong);
    let day = |at: usize| test.values.get(at).and_then(day_of).ok_or_else(wrong);
    Ok(match test.is {
        Op::Empty => CellTest::Empty,
        Op::Filled => CellTest::Filled,
        Op::Contains => CellTest::Contains(text()?),
        Op::Lacks => CellTest::Lacks(text()?),
        Op::Begins => CellTest::Begins(text()?),
        Op::AnyOf => CellTest::AnyOf(texts()),
        Op::NoneOf => CellTest::NoneOf(texts()),
        Op::Equals => CellTest::Number(number(0)?, number(0)?),
        Op::AtLeast => CellTest::Number(number(0)?, i64::MAX),
        Op::AtMost => CellTest::Number(i64::MIN, number(0)?),
        Op::Between if test.values.iter().all(|value| day_of(value).is_some()) => {
            CellTest::Days(Some(day(0)?), Some(day(1)?), order)
        }
        Op::Between => CellTest::Number(number(0)?, number(1)?),
        Op::On => CellTest::Days(Some(day(0)?), Some(day(0)?), order),
        Op::Before => CellTest::Days(None, Some(day(0)?.plus_days(-1)), order),
        Op::After => CellTest::Days(Some(day(0)?.plus_days(1)), None, order),
        _ => return Err(Misfit::WrongQuestion(test.field.clone())),
    })
}

/// A value held against numbers, in hundredths: 5000000, "500万".
fn number_of(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.checked_mul(100),
        Value::Text(text) => parse_amount(text, &HUNDREDTHS),
    }
}

/// A value held against days; a bare number is none.
fn day_of(value: &Value) -> Option<Day> {
    match value {
        Value::Number(_) => None,
        Value::Text(text) => parse_day(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADERS: [&str; 5] = ["企业名称", "经营状态", "注册资本", "成立日期", "员工"];
    const ROWS: [[&str; 5]; 5] = [
        ["苏州沐和自动化有限公司", "存续", "1000万元人民币", "2015-03-01", "50"],
        ["上海远山贸易有限公司", "注销", "50万人民币", "2020/7/15", ""],
        ["ＡＢＣ 科技", "在业", "￥3,000,000.50", "2022年1月9日", "0.5"],
        ["无锡博远科技", "存续", "-", "", "12"],
        ["", "", "", "", ""],
    ];

    fn headers() -> Vec<String> {
        HEADERS.map(str::to_owned).to_vec()
    }

    fn fitted(condition: &str) -> Result<RowFilter, Misfit> {
        RowFilter::new(&serde_json::from_str(condition).unwrap(), &headers(), None)
    }

    /// The numbers of the rows a condition wants.
    fn wanted(condition: &str) -> Vec<usize> {
        let row_filter = fitted(condition).unwrap();
        let wants = |row: &[&'static str; 5]| row_filter.wants(|column| row[column]);
        (0..ROWS.len()).filter(|at| wants(&ROWS[*at])).collect()
    }

    #[test]
    fn rows_of_a_registry_list() {
        for (condition, rows) in [
            (r#"{"all":[]}"#, vec![0, 1, 2, 3, 4]),
            (r#"{"any":[]}"#, vec![0, 1, 2, 3, 4]),
            (
                r#"{"field":"经营状态","is":"any_of","values":["存续","在业"]}"#,
                vec![0, 2, 3],
            ),
            (
                r#"{"field":"经营状态","is":"none_of","values":["注销"]}"#,
                vec![0, 2, 3, 4],
            ),
            (r#"{"field":"企业名称","is":"contains","values":["科技"]}"#, vec![2, 3]),
            (r#"{"field":"企业名称","is":"lacks","values":["科技"]}"#, vec![0, 1, 4]),
            (r#"{"field":"企业名称","is":"begins","values":["abc"]}"#, vec![2]),
            (r#"{"field":"注册资本","is":"at_least","values":[3000000]}"#, vec![0, 2]),
            (r#"{"field":"注册资本","is":"at_least","values":["500万"]}"#, vec![0]),
            (r#"{"field":"注册资本","is":"at_most","values":[3000000]}"#, vec![1]),
            (
                r#"{"field":"注册资本","is":"between","values":[500000,3000001]}"#,
                vec![1, 2],
            ),
            (r#"{"field":"员工","is":"equals","values":[50]}"#, vec![0]),
            (r#"{"field":"员工","is":"at_most","values":[12]}"#, vec![2, 3]),
            (r#"{"field":"员工","is":"empty"}"#, vec![1, 4]),
            (r#"{"field":"员工","is":"filled"}"#, vec![0, 2, 3]),
            (r#"{"field":"成立日期","is":"before","values":["2020-07-15"]}"#, vec![0]),
            (r#"{"field":"成立日期","is":"on","values":["2020-07-15"]}"#, vec![1]),
            (r#"{"field":"成立日期","is":"after","values":["2020-07-15"]}"#, vec![2]),
            (
                r#"{"field":"成立日期","is":"between","values":["2015-03-01","2020-07-15"]}"#,
                vec![0, 1],
            ),
            (
                r#"{"all":[{"field":"经营状态","is":"any_of","values":["存续"]},{"any":[{"field":"注册资本","is":"at_least","values":[1]},{"field":"员工","is":"at_least","values":[10]}]}]}"#,
                vec![0, 3],
            ),
        ] {
            assert_eq!(wanted(condition), rows, "{condition}");
        }
    }

    #[test]
    fn texts_are_compared_without_case_and_width() {
        #[derive(serde::Deserialize)]
        struct Vector {
            text: Option<String>,
            is: Op,
            values: Vec<Value>,
            holds: bool,
        }
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("../data/folded.json")).unwrap();
        for Vector {
            text,
            is,
            values,
            holds,
        } in vectors
        {
            let test = Condition::test("员工", is, values);
            let row_filter = RowFilter::new(&test, &headers(), None).unwrap();
            let cell = text.unwrap_or_default();
            assert_eq!(row_filter.wants(|_| &cell), holds, "{test:?} {cell}");
        }
    }

    #[test]
    fn days_that_end_with_their_year() {
        let condition = r#"{"field":"成立日期","is":"before","values":["2020-02-01"]}"#;
        let condition = serde_json::from_str(condition).unwrap();
        let wants = |order| {
            let row_filter = RowFilter::new(&condition, &headers(), order).unwrap();
            row_filter.wants(|_| "02/01/2020")
        };
        assert!(wants(Some(DateOrder::DayFirst)), "2 January");
        assert!(!wants(Some(DateOrder::MonthFirst)), "1 February");
        assert!(!wants(None), "nobody said in which order");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let column = |name: &str| name.to_owned();
        for (condition, misfit) in [
            (
                r#"{"field":"税号","is":"filled"}"#,
                Misfit::UnknownColumn(column("税号")),
            ),
            (
                r#"{"field":"成立日期","is":"in_last","values":[7]}"#,
                Misfit::WrongQuestion(column("成立日期")),
            ),
            (
                r#"{"field":"注册资本","is":"at_least","values":["很多"]}"#,
                Misfit::WrongValue(column("注册资本")),
            ),
            (
                r#"{"field":"成立日期","is":"on","values":[2020]}"#,
                Misfit::WrongValue(column("成立日期")),
            ),
            (
                r#"{"field":"企业名称","is":"contains","values":[" "]}"#,
                Misfit::WrongValue(column("企业名称")),
            ),
            (
                r#"{"field":"企业名称","is":"contains"}"#,
                Misfit::WrongValue(column("企业名称")),
            ),
        ] {
            assert_eq!(fitted(condition).unwrap_err(), misfit, "{condition}");
        }
    }

    #[test]
    fn columns_are_asked_what_their_cells_are() {
        let kinds: Vec<Kind> = (0..5)
            .map(|column| kind_of(&ROWS.map(|row| row[column])[..3]))
            .collect();
        assert_eq!(kinds, [Kind::Text, Kind::Text, Kind::Number, Kind::Day, Kind::Number]);
        for kind in [Kind::Text, Kind::Number, Kind::Day] {
            for op in ops(kind) {
                let values = match (kind, op.needs().0) {
                    (_, 0) => Vec::new(),
                    (Kind::Day, least) => vec![Value::Text("2026-03-01".to_owned()); least],
                    (_, least) => vec![Value::Number(1); least],
                };
                let field = "员工".to_owned();
                let test = Condition::Test(Test { field, is: op, values });
                assert!(RowFilter::new(&test, &headers(), None).is_ok(), "{op:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_question_and_its_opposite_part_the_rows(cell in "\\PC{0,12}", part in "[a-z科技0-9]{1,2}") {
            let cell_test = |is: Op| {
                let test = Test { field: "员工".to_owned(), is, values: vec![Value::Text(part.clone())] };
                RowFilter::new(&Condition::Test(test), &headers(), None).unwrap().wants(|_| &cell)
            };
            prop_assert_ne!(cell_test(Op::Contains), cell_test(Op::Lacks));
            prop_assert_ne!(cell_test(Op::AnyOf), cell_test(Op::NoneOf));
            prop_assert!(!cell_test(Op::AnyOf) || cell_test(Op::Contains));
        }
    }
}
