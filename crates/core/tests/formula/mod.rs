//! A small calculator of spreadsheet formulas, so that a test can work a workbook out from its cells.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use calamine::{Data, Range, Reader, Xlsx};
use std::collections::HashMap;
use std::io::Cursor;

/// What a cell or a part of a formula comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Number(f64),
    Text(String),
    Column(Vec<Value>),
}

impl Value {
    #[track_caller]
    pub fn number(&self) -> f64 {
        match self {
            Value::Number(number) => *number,
            Value::Empty => 0.0,
            Value::Text(text) if text.parse::<f64>().is_ok() => text.parse().unwrap(),
            other => panic!("{other:?} is no number"),
        }
    }

    fn list(self) -> Vec<Value> {
        match self {
            Value::Column(values) => values,
            one => vec![one],
        }
    }
}

/// A workbook as read back.
pub struct Book {
    names: Vec<String>,
    values: HashMap<String, Range<Data>>,
    formulas: HashMap<String, Range<String>>,
    changed: HashMap<(String, usize, usize), Value>,
}

impl Book {
    pub fn read(bytes: Vec<u8>) -> Book {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let mut values = HashMap::new();
        let mut formulas = HashMap::new();
        for name in &names {
            values.insert(name.clone(), book.worksheet_range(name).unwrap());
            formulas.insert(name.clone(), book.worksheet_formula(name).unwrap());
        }
        Book {
            names,
            values,
            formulas,
            changed: HashMap::new(),
        }
    }

    pub fn sheets(&self) -> &[String] {
        &self.names
    }

    pub fn set(&mut self, sheet: &str, row: usize, column: usize, value: Value) {
        self.changed.insert((sheet.to_owned(), row, column), value);
    }

    /// What is kept in a cell.
    pub fn kept(&self, sheet: &str, row: usize, column: usize) -> Value {
        let range = self.values.get(sheet).unwrap_or_else(|| panic!("no sheet {sheet}"));
        match range.get_value((row as u32, column as u32)) {
            None | Some(Data::Empty) => Value::Empty,
            Some(Data::Float(number)) => Value::Number(*number),
            Some(Data::Int(number)) => Value::Number(*number as f64),
            Some(Data::DateTime(day)) => Value::Number(day.as_f64()),
            Some(Data::String(text)) => Value::Text(text.clone()),
            other => panic!("{sheet} {row},{column}: {other:?}"),
        }
    }

    pub fn formula(&self, sheet: &str, row: usize, column: usize) -> Option<&str> {
        let text = self.formulas[sheet].get_value((row as u32, column as u32))?;
        (!text.is_empty()).then_some(text.as_str())
    }

    /// What a cell comes to.
    pub fn cell(&self, sheet: &str, row: usize, column: usize) -> Value {
        if let Some(value) = self.changed.get(&(sheet.to_owned(), row, column)) {
            return value.clone();
        }
        match self.formula(sheet, row, column) {
            None => self.kept(sheet, row, column),
            Some(text) => Formula::run(self, sheet, text),
        }
    }

    /// Works out every formula and compares it with what is kept; how many there were.
    pub fn check(&self) -> usize {
        let mut count = 0;
        for name in &self.names {
            for (row, column, text) in self.formulas[name].used_cells() {
                let (top, left) = self.formulas[name].start().unwrap();
                let (row, column) = (top as usize + row, left as usize + column);
                if text.is_empty() {
                    continue;
                }
                count += 1;
                let (live, kept) = (self.cell(name, row, column), self.kept(name, row, column));
                let same = match (&live, &kept) {
                    (Value::Text(live), Value::Text(kept)) => live == kept,
                    (Value::Text(live), Value::Empty) => live.is_empty(),
                    // Shares are kept in basis points, cascades to the cent.
                    _ => (live.number() - kept.number()).abs() < 1e-4_f64.max(kept.number().abs() * 1e-9),
                };
                assert!(same, "{name} {row},{column} ={text}: {live:?}, kept {kept:?}");
            }
        }
        count
    }
}

struct Formula<'b> {
    book: &'b Book,
    sheet: &'b str,
    text: Vec<char>,
    at: usize,
}

impl<'b> Formula<'b> {
    fn run(book: &'b Book, sheet: &'b str, text: &str) -> Value {
        let text: Vec<char> = text.trim_start_matches('=').chars().collect();
        let mut formula = Formula {
            book,
            sheet,
            text,
            at: 0,
        };
        let value = formula.comparison();
        assert_eq!(formula.at, formula.text.len(), "left over: {}", formula.rest());
        value
    }

    fn rest(&self) -> String {
        self.text[self.at..].iter().collect()
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.chars().count();
        }
        found
    }

    fn comparison(&mut self) -> Value {
        let left = self.sum();
        for sign in ["<>", ">=", "<=", "=", ">", "<"] {
            if self.take(sign) {
                let right = self.sum();
                return each(left, right, |a, b| {
                    let as_text = |value: &Value| match value {
                        Value::Text(text) => Some(text.to_lowercase()),
                        Value::Empty => Some(String::new()),
                        _ => None,
                    };
                    let found = match (as_text(a), as_text(b)) {
                        (Some(a), Some(b)) => compare(sign, a.cmp(&b)),
                        // A number is never a text.
                        (None, Some(text)) if text.is_empty() && *b == Value::Empty => {
                            compare(sign, a.number().total_cmp(&0.0))
                        }
                        (Some(_), None) if *a == Value::Empty => compare(sign, 0.0_f64.total_cmp(&b.number())),
                        (None, Some(_)) | (Some(_), None) => sign == "<>",
                        (None, None) => compare(sign, a.number().total_cmp(&b.number())),
                    };
                    f64::from(u8::from(found))
                });
            }
        }
        left
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product();
        loop {
            if self.take("+") {
                left = each(left, self.product(), |a, b| a.number() + b.number());
            } else if self.take("-") {
                left = each(left, self.product(), |a, b| a.number() - b.number());
            } else {
                return left;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.primary();
        loop {
            if self.take("*") {
                left = each(left, self.primary(), |a, b| a.number() * b.number());
            } else if self.take("/") {
                left = each(left, self.primary(), |a, b| a.number() / b.number());
            } else {
                return left;
            }
        }
    }

    fn primary(&mut self) -> Value {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let value = self.comparison();
                assert!(self.take(")"), "{}", self.rest());
                value
            }
            Some('"') => {
                self.at += 1;
                let text: String = self.text[self.at..].iter().take_while(|c| **c != '"').collect();
                self.at += text.chars().count() + 1;
                Value::Text(text)
            }
            Some('-') => {
                self.at += 1;
                each(self.primary(), Value::Number(-1.0), |a, b| a.number() * b.number())
            }
            Some(c) if c.is_ascii_digit() => {
                let digits: String = self.text[self.at..]
                    .iter()
                    .take_while(|c| c.is_ascii_digit() || **c == '.')
                    .collect();
                self.at += digits.len();
                Value::Number(digits.parse().unwrap())
            }
            _ => self.named(),
        }
    }

    /// A function or a reference.
    fn named(&mut self) -> Value {
        let mut sheet = self.sheet.to_owned();
        if self.take("'") {
            sheet = self.text[self.at..].iter().take_while(|c| **c != '\'').collect();
            self.at += sheet.chars().count();
            assert!(self.take("'!"), "{}", self.rest());
        }
        let word: String = self.text[self.at..]
            .iter()
            .take_while(|c| c.is_ascii_alphanumeric() || **c == '$')
            .collect();
        assert!(!word.is_empty(), "{}", self.rest());
        self.at += word.len();
        if self.take("(") {
            let mut arguments = vec![self.comparison()];
            while self.take(",") {
                arguments.push(self.comparison());
            }
            assert!(self.take(")"), "{}", self.rest());
            return call(&word, arguments);
        }
        let from = place(&word);
        if self.take(":") {
            let word: String = self.text[self.at..]
                .iter()
                .take_while(|c| c.is_ascii_alphanumeric() || **c == '$')
                .collect();
            self.at += word.len();
            let to = place(&word);
            assert_eq!(from.1, to.1, "one column");
            let cells = (from.0..=to.0).map(|row| self.book.cell(&sheet, row, from.1));
            return Value::Column(cells.collect());
        }
        self.book.cell(&sheet, from.0, from.1)
    }
}

/// Row and column of `$B$3`, from 0.
fn place(word: &str) -> (usize, usize) {
    let clean = word.replace('$', "");
    let digits = clean
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or_else(|| panic!("{word}"));
    let (letters, row) = clean.split_at(digits);
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b - b'A') + 1);
    (row.parse::<usize>().unwrap() - 1, column - 1)
}

fn compare(sign: &str, order: std::cmp::Ordering) -> bool {
    match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        ">" => order.is_gt(),
        "<" => order.is_lt(),
        ">=" => order.is_ge(),
        _ => order.is_le(),
    }
}

fn each(a: Value, b: Value, with: impl Fn(&Value, &Value) -> f64) -> Value {
    match (a, b) {
        (Value::Column(a), Value::Column(b)) => {
            assert_eq!(a.len(), b.len());
            Value::Column(a.iter().zip(&b).map(|(a, b)| Value::Number(with(a, b))).collect())
        }
        (Value::Column(a), b) => Value::Column(a.iter().map(|a| Value::Number(with(a, &b))).collect()),
        (a, Value::Column(b)) => Value::Column(b.iter().map(|b| Value::Number(with(&a, b))).collect()),
        (a, b) => Value::Number(with(&a, &b)),
    }
}

fn call(name: &str, arguments: Vec<Value>) -> Value {
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or_else(|| panic!("{name} lacks an argument"));
    match name {
        "ROUND" => {
            let (value, digits) = (next(), next().number());
            // Half away from zero, as spreadsheets do it.
            let scale = 10_f64.powf(digits);
            each(value, Value::Number(scale), |value, _| {
                (value.number() * scale).round() / scale
            })
        }
        "ABS" => each(next(), Value::Empty, |value, _| value.number().abs()),
        "SUM" => Value::Number(
            next()
                .list()
                .iter()
                .filter(|value| matches!(value, Value::Number(_)))
                .map(Value::number)
                .sum(),
        ),
        "SUMPRODUCT" => Value::Number(next().list().iter().map(Value::number).sum()),
        "INDEX" => {
            let (list, at) = (next().list(), next().number());
            list[at as usize - 1].clone()
        }
        "IF" => {
            let (asked, yes, no) = (next().number(), next(), next());
            if asked == 0.0 { no } else { yes }
        }
        other => panic!("{other} is not known here"),
    }
}
