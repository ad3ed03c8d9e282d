//! Chat records pasted or exported from WeChat, QQ and WeCom, split into messages: who, when, what.

use std::collections::HashMap;

use chrono::{NaiveDateTime, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::parse_day;
use crate::text::half_width;
use crate::time::Day;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "ChatMessage")]
pub struct Message {
    /// Who wrote it, as the record calls them; empty for lines that stand before the first name.
    pub speaker: String,
    /// The QQ number or the address an export adds to the name.
    pub account: Option<String>,
    /// When, on the clock of whoever made the record; nothing when the record does not say.
    #[schemars(with = "Option<String>")]
    #[ts(type = "string | null")]
    pub at: Option<NaiveDateTime>,
    /// What, with its line breaks.
    pub text: String,
}

/// The line that names who speaks.
#[derive(Clone, Debug, PartialEq)]
struct Header {
    speaker: String,
    account: Option<String>,
    at: Option<NaiveDateTime>,
}

/// The messages of a chat record, in its order. A line without a name belongs to the message before; messages without any text
/// are left out. `today` is the day of the paste: it tells the year of `3/1 10:02` and the day of 昨天 and 星期三.
///
/// Read are `张三 2024年3月1日 10:02`, `张三 3/1 10:02`, `张三 昨天 10:02`, `2024-03-01 10:02:03 张三(12345)`, and `张三:` alone. A time
/// without day (`张三 10:02`) counts as a name when it has seconds or when that name is known from another line.
pub fn messages(text: &str, today: Day) -> Vec<Message> {
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().map(str::trim_end).collect();
    let headers = headers(&lines, today);
    let mut messages: Vec<Message> = Vec::new();
    for (line, header) in lines.iter().zip(headers) {
        if let Some(Header { speaker, account, at }) = header {
            messages.push(Message {
                speaker,
                account,
                at,
                text: String::new(),
            });
        } else if let Some(message) = messages.last_mut() {
            if !(message.text.is_empty() && line.is_empty()) {
                message.text.push_str(line);
                message.text.push('\n');
            }
        } else if !line.is_empty() && !is_preamble(line) {
            messages.push(Message {
                speaker: String::new(),
                account: None,
                at: None,
                text: format!("{line}\n"),
            });
        }
    }
    for message in &mut messages {
        message.text.truncate(message.text.trim_end().len());
    }
    messages.retain(|message| !message.text.is_empty());
    messages
}

/// What QQ writes at the head of an exported file.
fn is_preamble(line: &str) -> bool {
    let line = half_width(line);
    line.starts_with("消息记录(")
        || line.starts_with("消息分组:")
        || line.starts_with("消息对象:")
        || (!line.is_empty() && line.chars().all(|c| c == '='))
}

/// For every line the name and time it gives, if it is such a line.
fn headers(lines: &[&str], today: Day) -> Vec<Option<Header>> {
    let mut headers: Vec<Option<Header>> = lines.iter().map(|line| dated(line, today, |_| false)).collect();
    let known: Vec<String> = headers.iter().flatten().map(|header| header.speaker.clone()).collect();
    if !known.is_empty() {
        for (line, header) in lines.iter().zip(&mut headers) {
            if header.is_none() {
                *header = dated(line, today, |speaker| known.iter().any(|known| known == speaker));
            }
        }
        return headers;
    }
    // No line with a time: then names stand alone before a colon, after an empty line or again and again.
    let mut counts: HashMap<String, usize> = HashMap::new();
    for speaker in lines.iter().filter_map(|line| alone(line)) {
        *counts.entry(speaker).or_default() += 1;
    }
    let mut before = "";
    for (line, header) in lines.iter().zip(&mut headers) {
        let speaker = alone(line).filter(|speaker| before.is_empty() || counts.get(speaker) > Some(&1));
        *header = speaker.map(|speaker| Header {
            speaker,
            account: None,
            at: None,
        });
        before = line;
    }
    headers
}

/// `张三:`
fn alone(line: &str) -> Option<String> {
    let line = half_width(line);
    let speaker = line.trim().strip_suffix(':')?.trim();
    is_name(speaker).then(|| speaker.to_owned())
}

fn is_name(text: &str) -> bool {
    (1..=32).contains(&text.chars().count())
        && !text.contains([':', '。', '，', ',', '!', '?', ';', '、', '"', '“', '”', '…'])
        && text.chars().any(char::is_alphanumeric)
}

/// A name with a time before or after it. A time without day counts when it has seconds or `known` says that the name is one.
fn dated(line: &str, today: Day, known: impl Fn(&str) -> bool) -> Option<Header> {
    let line = parted(&half_width(line));
    let words: Vec<&str> = line.split_whitespace().collect();
    if let Some((day, time, rest)) = leading(&words) {
        let (speaker, account) = split_account(&rest.join(" "));
        return (is_name(&speaker) && (account.is_some() || time.1)).then_some(Header {
            speaker,
            account,
            at: Some(day.0.and_time(time.0)),
        });
    }
    let (time, rest) = trailing_time(&words)?;
    let (day, rest) = trailing_day(rest, today).map_or((None, rest), |(day, rest)| (Some(day), rest));
    let (speaker, account) = split_account(&rest.join(" "));
    let sure = day.is_some() || time.1 || known(&speaker);
    (sure && is_name(&speaker)).then(|| Header {
        speaker,
        account,
        at: Some(day.unwrap_or(today).0.and_time(time.0)),
    })
}

/// The line with a space after the day: `3月1日10:02` is two words. The 日 of a name stays as it is.
fn parted(line: &str) -> String {
    let (mut parted, mut before) = (String::with_capacity(line.len()), ' ');
    for c in line.chars() {
        if before == '日' && c.is_ascii_digit() {
            parted.push(' ');
        }
        parted.push(c);
        before = c;
    }
    parted
}

/// `2024-03-01 10:02:03 …`: the day must have its year.
fn leading<'a>(words: &'a [&'a str]) -> Option<(Day, (NaiveTime, bool), &'a [&'a str])> {
    let (day, rest) = words.split_first()?;
    let day = parse_day(day)?;
    for taken in [2, 1] {
        if let Some(time) = rest.get(..taken).and_then(|words| clock(&words.concat())) {
            return Some((day, time, &rest[taken..]));
        }
    }
    None
}

fn trailing_time<'a>(words: &'a [&'a str]) -> Option<((NaiveTime, bool), &'a [&'a str])> {
    [2, 1].into_iter().find_map(|taken| {
        let (rest, last) = words.split_at_checked(words.len().checked_sub(taken)?)?;
        // Two words are one time only with the half of the day: 下午 3:02, 3:02 PM.
        Some((clock(&last.concat())?, rest))
    })
}

fn trailing_day<'a>(words: &'a [&'a str], today: Day) -> Option<(Day, &'a [&'a str])> {
    let (last, rest) = words.split_last()?;
    // A weekday after the date adds nothing.
    if weekday(last).is_some()
        && let Some((before, earlier)) = rest.split_last()
        && let Some(day) = a_day(before, today)
    {
        return Some((day, earlier));
    }
    Some((a_day(last, today)?, rest))
}

/// The half of the day before or after the hours, and whether it adds twelve to them.
const HALVES: [(&str, bool); 9] = [
    ("上午", false),
    ("凌晨", false),
    ("早上", false),
    ("am", false),
    ("中午", true),
    ("下午", true),
    ("傍晚", true),
    ("晚上", true),
    ("pm", true),
];

/// A time of the day, and whether its seconds are given.
fn clock(text: &str) -> Option<(NaiveTime, bool)> {
    let text = text.to_lowercase();
    let (digits, late) = HALVES
        .iter()
        .find_map(|(half, late)| {
            let digits = text.strip_prefix(half).or_else(|| text.strip_suffix(half))?;
            Some((digits, Some(*late)))
        })
        .unwrap_or((text.as_str(), None));
    let parts: Vec<u32> = digits
        .split(':')
        .map(|part| ((1..=2).contains(&part.len())).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, None),
        [hour, minute, second] => (hour, minute, Some(second)),
        _ => return None,
    };
    let hour = match (late, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0))?;
    Some((time, second.is_some()))
}

/// A day: with its year, with month and day alone (the last one up to today), 今天, 昨天, 前天, or a weekday of the week before.
fn a_day(word: &str, today: Day) -> Option<Day> {
    match word {
        "今天" => return Some(today),
        "昨天" => return Some(today.plus_days(-1)),
        "前天" => return Some(today.plus_days(-2)),
        _ => {}
    }
    if let Some(weekday) = weekday(word) {
        return (1..=7)
            .map(|back| today.plus_days(-back))
            .find(|day| day.weekday() == weekday);
    }
    if let Some(day) = parse_day(word) {
        return Some(day);
    }
    let mut parts = word.trim_end_matches('日').split(['/', '-', '月']);
    let (month, day) = (parts.next()?, parts.next()?);
    if parts.next().is_some() || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 29 February lies up to eight years back.
    (0..=8)
        .filter_map(|back| Day::new(today.year() - back, month, day))
        .find(|day| *day <= today)
}

fn weekday(word: &str) -> Option<usize> {
    let name = word.strip_prefix("星期").or_else(|| word.strip_prefix("周"))?;
    ["一", "二", "三", "四", "五", "六", "日"]
        .iter()
        .position(|known| *known == name)
        .or((name == "天").then_some(6))
}

/// The name, and what an export adds to it: `张三(12345)`, `张三<a@qq.com>`.
fn split_account(name: &str) -> (String, Option<String>) {
    for (open, close) in [('(', ')'), ('<', '>')] {
        if let Some((speaker, account)) = name.strip_suffix(close).and_then(|inner| inner.rsplit_once(open))
            && (account.contains('@') || account.len() >= 5 && account.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return (speaker.trim().to_owned(), Some(account.to_owned()));
        }
    }
    (name.trim().to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        // A Wednesday.
        "2026-03-18".parse().unwrap()
    }

    /// Speaker, account, time and text of every message.
    fn split(text: &str) -> Vec<String> {
        let line = |message: Message| {
            let at = message.at.map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string());
            let account = message
                .account
                .map(|account| format!("({account})"))
                .unwrap_or_default();
            let text = message.text.replace('\n', "⏎");
            format!("{}{account} | {} | {text}", message.speaker, at.unwrap_or_default())
        };
        messages(text, today()).into_iter().map(line).collect()
    }

    #[test]
    fn records() {
        for (text, expected) in [
            // WeChat.
            (
                "张三 2024年3月1日 10:02\n你好\n报价发我\n\n李 四 2024年3月1日 10:03\n好的",
                &[
                    "张三 | 2024-03-01 10:02:00 | 你好⏎报价发我",
                    "李 四 | 2024-03-01 10:03:00 | 好的",
                ][..],
            ),
            (
                "张三 2024年3月1日10:02\n在吗\n李四 2024/3/1 下午3:02:09\n在",
                &["张三 | 2024-03-01 10:02:00 | 在吗", "李四 | 2024-03-01 15:02:09 | 在"],
            ),
            (
                "张三:\n你好\n\n李四：\n清单：\n锅炉 2 台\n\n张三:\n好",
                &["张三 |  | 你好", "李四 |  | 清单：⏎锅炉 2 台", "张三 |  | 好"],
            ),
            (
                "张三:\n你好\n李四:\n在\n张三:\n好\n李四:\n行",
                &["张三 |  | 你好", "李四 |  | 在", "张三 |  | 好", "李四 |  | 行"],
            ),
            (
                "张三 昨天 10:02\n一\n张三 星期一 下午 3:02\n二\n张三 10:02\n三\n会议 10:02\n张三 前天 0:00\n四",
                &[
                    "张三 | 2026-03-17 10:02:00 | 一",
                    "张三 | 2026-03-16 15:02:00 | 二",
                    "张三 | 2026-03-18 10:02:00 | 三⏎会议 10:02",
                    "张三 | 2026-03-16 00:00:00 | 四",
                ],
            ),
            (
                "张三 2024年3月1日 星期五 10:02\n好",
                &["张三 | 2024-03-01 10:02:00 | 好"],
            ),
            ("张三 星期日 10:02\n好", &["张三 | 2026-03-15 10:02:00 | 好"]),
            ("张三 周三 10:02\n好", &["张三 | 2026-03-11 10:02:00 | 好"]),
            (
                "日照老王 2024年3月1日10:02\n好",
                &["日照老王 | 2024-03-01 10:02:00 | 好"],
            ),
            // QQ.
            (
                "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================\n消息分组:我的好友\n================\n消息对象:张三\n\
                 ================\n\n2024-03-01 10:02:03 张三(12345)\n你好\n\n2024-03-01 9:02:03 李四<li@qq.com>\n在\n12:30 到",
                &[
                    "张三(12345) | 2024-03-01 10:02:03 | 你好",
                    "李四(li@qq.com) | 2024-03-01 09:02:03 | 在⏎12:30 到",
                ],
            ),
            (
                "2024-03-01 10:02:03 王五\n[图片]",
                &["王五 | 2024-03-01 10:02:03 | [图片]"],
            ),
            (
                "【群主】张三(12345) 10:02:03\n大家好",
                &["【群主】张三(12345) | 2026-03-18 10:02:03 | 大家好"],
            ),
            ("张三 10:02:03 \n你好", &["张三 | 2026-03-18 10:02:03 | 你好"]),
            // WeCom: the year is that of the last such day.
            (
                "张三 3/1 10:02\n合同发您\n李四@微信 12/31 23:59\n收到",
                &[
                    "张三 | 2026-03-01 10:02:00 | 合同发您",
                    "李四@微信 | 2025-12-31 23:59:00 | 收到",
                ],
            ),
            (
                "张三 3/18 10:02\n一\n张三 3/19 10:02\n二",
                &["张三 | 2026-03-18 10:02:00 | 一", "张三 | 2025-03-19 10:02:00 | 二"],
            ),
            ("张三 2/29 10:02\n好", &["张三 | 2024-02-29 10:02:00 | 好"]),
            ("张三 3月1日 10:02\r\n好\r\n", &["张三 | 2026-03-01 10:02:00 | 好"]),
            // English.
            (
                "Li Lei 2024/3/1 3:02 PM\nHello\nthere",
                &["Li Lei | 2024-03-01 15:02:00 | Hello⏎there"],
            ),
            ("Li Lei 2024/3/1 12:02 AM\nHi", &["Li Lei | 2024-03-01 00:02:00 | Hi"]),
            // What only looks like a name.
            (
                "张三 2024年3月1日 10:02\n时间：3/5 14:00\n2024-03-01 10:02 到货",
                &["张三 | 2024-03-01 10:02:00 | 时间：3/5 14:00⏎2024-03-01 10:02 到货"],
            ),
            ("张三 2024年3月1日 25:02\n你好", &[" |  | 张三 2024年3月1日 25:02⏎你好"]),
            ("张三 13/1 10:02\n你好", &[" |  | 张三 13/1 10:02⏎你好"]),
            ("只是一句话", &[" |  | 只是一句话"]),
            (
                "前言\n张三 2024年3月1日 10:02\n你好",
                &[" |  | 前言", "张三 | 2024-03-01 10:02:00 | 你好"],
            ),
            ("张三 2024年3月1日 10:02\n\n", &[]),
            (
                "\u{FEFF}张三 ２０２４年３月１日 １０：０２\n你好",
                &["张三 | 2024-03-01 10:02:00 | 你好"],
            ),
            ("", &[]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_said_is_lost(text in "[a-z锅炉:：/0-9 \n日]{0,80}") {
            let kept: String = messages(&text, today()).into_iter().map(|message| message.text + &message.speaker).collect();
            for line in text.lines().filter(|line| dated(line, today(), |_| true).is_none() && alone(line).is_none()) {
                prop_assert!(is_preamble(line) || kept.contains(line.trim_end()), "{}", line);
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,60}", time in "[0-9年月日/: \n上下午PM]{0,40}", year in 1_i32..9999) {
            let today = Day::new(year, 1, 1).unwrap();
            let _ = (messages(&text, today), messages(&time, today));
        }
    }
}
