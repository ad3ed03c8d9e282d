//! What reads a text takes twice as long for twice as much of it, whatever stands in it: nobody's name may hold everybody up.

use crate::chat::messages;
use crate::cleaning::{CreditCode, Email, Mobile, Phone, Words, email, handles, tidy};
use crate::guess::{FieldNames, guess_date_order, guess_headers, guess_kind};
use crate::names::{Aliases, CompanyName, compare, person, script};
use crate::search::{Cut, Field, Query, Scan};
use crate::time::Day;
use crate::{amount, card, dates, decimal, link, money, text};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Letters of the shorter text, and how many times longer the other is.
const LETTERS: usize = 4_000;
const LONGER: usize = 4;
/// A text read in less is no trouble, however the time grows.
const QUICK: Duration = Duration::from_millis(250);
/// Nothing short takes as long as this.
const HOPELESS: Duration = Duration::from_millis(1_000);
/// Four times the text in less than ten times the time. What compares each letter with each takes sixteen times.
const BOUND: u32 = 10;
/// A machine that does something else at the same moment is given another chance.
const CHANCES: usize = 6;

/// What texts are made of, again and again.
const AWKWARD: [&str; 52] = [
    "北京市",
    "北",
    "公司",
    "有限公司",
    "有限公司北京分公司",
    "分公司",
    "集团",
    "科技",
    "海淀区",
    "（北京）",
    "（",
    "）",
    "(",
    "()",
    "王",
    "先生",
    "欧阳",
    "张三",
    "a",
    "A",
    "é",
    "ß",
    "a ",
    "a.",
    "a@",
    "a@b.",
    "@",
    "ltd ",
    "gmbh & co kg ",
    "von ",
    "mr ",
    "wx:",
    "http://",
    "www.",
    "1",
    "12 ",
    "1,",
    "1.",
    "+86",
    "0",
    "138 ",
    "010-",
    "2026-01-01 ",
    "¥",
    "万",
    " ",
    "\n",
    "BEGIN:VCARD\n",
    "\"",
    "长",
    "x;",
    "单",
];

/// What reads a text, and its name.
type Reader = (&'static str, fn(&str));

/// Everything that reads a text.
fn readers() -> Vec<Reader> {
    fn take<T>(made: T) {
        black_box(made);
    }
    vec![
        ("fold", |text| take(text::fold(text))),
        ("squash", |text| take(text::squash(text))),
        ("closest", |text| {
            take(text::closest(text, &["客户名称", "company name"]))
        }),
        ("company", |text| take(CompanyName::read(text))),
        ("company compared", |text| {
            take(compare(text, "北京某某科技有限公司", &Aliases::default()))
        }),
        ("person", |text| take(person::PersonName::read(text).key())),
        ("person compared", |text| take(person::compare(text, "Jean-Luc Picard"))),
        ("script", |text| take(script::plain(text))),
        ("tidy name", |text| take(tidy::name(text))),
        ("tidy mobile", |text| take(tidy::mobile(text))),
        ("tidy phone", |text| take(tidy::phone(text))),
        ("tidy email", |text| take(tidy::email(text))),
        ("tidy wechat", |text| take(tidy::wechat(text))),
        ("mobile", |text| take(Mobile::read(text))),
        ("phone", |text| take(Phone::read(text))),
        ("email", |text| take((Email::read(text), email::suggest(text)))),
        ("contact", |text| take((handles::contact(text), handles::website(text)))),
        ("credit code", |text| {
            take((CreditCode::read(text), CreditCode::suggest(text)))
        }),
        ("blacklist", |text| take(Words::new(&["赌博", "casino"]).find(text))),
        ("link", |text| take(link::link(text))),
        ("card", |text| take(card::Card::read(text))),
        ("cards", |text| take(card::cards(text))),
        ("messages", |text| {
            take(Day::new(2026, 1, 1).map(|today| messages(text, today)))
        }),
        ("day", |text| take(dates::parse_day(text))),
        ("decimal", |text| take(decimal::parse_decimal(text, 4))),
        ("amount", |text| {
            take(money::Currency::new("CNY").and_then(|currency| amount::parse_amount(text, &currency)));
            take(amount::currency_in(text));
        }),
        ("values", |text| {
            take(guess_kind(&[text, text]));
            take(guess_date_order(&[text, text], dates::DateOrder::DayFirst));
        }),
        ("heading", |text| {
            let fields = [FieldNames {
                key: "name",
                labels: vec!["客户名称", "company name"],
                aliases: Vec::new(),
            }];
            take(guess_headers(&[text, "b"], &fields));
        }),
        ("query", |text| take(Query::new(text).steps())),
        ("query found", |text| {
            let query = Query::new(text);
            let scans = [Scan::new(Field::Name, "北京单长科技 aa 11 12")];
            for step in query.steps() {
                take(query.find(step.part, &scans));
            }
        }),
        ("text searched", |text| {
            let scans = [Scan::new(Field::Name, text), Scan::new(Field::Text, text)];
            for wanted in ["北京", "beijing", "bjs", "aaaaab", "1112", "长单"] {
                let query = Query::new(wanted);
                for step in query.steps() {
                    take(query.find(step.part, &scans));
                }
            }
        }),
        ("text cut", |text| {
            for field in [Field::Name, Field::Text, Field::Number] {
                let mut cut = Cut::default();
                cut.add(field, text);
                take(cut.into_text());
            }
        }),
    ]
}

#[allow(clippy::disallowed_methods, reason = "a measurement")]
fn took(read: fn(&str), text: &str) -> Duration {
    let begun = Instant::now();
    read(text);
    begun.elapsed()
}

#[test]
fn nothing_takes_longer_than_the_text_is_long() {
    let mut slow = Vec::new();
    for piece in AWKWARD {
        let of = |letters: usize| piece.repeat(letters / piece.chars().count());
        let (short, long) = (of(LETTERS), of(LETTERS * LONGER));
        for (name, read) in readers() {
            let (mut shorter, mut longer) = (Duration::MAX, Duration::MAX);
            for _ in 0..CHANCES {
                shorter = shorter.min(took(read, &short));
                if shorter < HOPELESS {
                    longer = longer.min(took(read, &long));
                }
                if longer < QUICK || longer < shorter * BOUND {
                    break;
                }
            }
            if longer >= QUICK && longer >= shorter * BOUND {
                slow.push(format!("{name} of {piece:?}: {shorter:?}, {longer:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "grows faster than the text:\n{}", slow.join("\n"));
}
