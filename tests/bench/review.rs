//! The review of likely pairs over a file of a million leads: how long it takes, and how much memory it takes and keeps. Asked in a process
//! of its own, whose memory is the review's.

use super::Figure;
use super::leads::{NOW, call, set_up, take};
use leadwell_core::Workspace;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde_json::{Value, json};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant as Clock;

/// The word by which the process of its own is called, with the file behind it.
pub const OF: &str = "review-of";

/// Memory that the whole process may take at most, and that the review may keep, in megabytes.
const PEAK: f64 = 600.0;
const KEPT: f64 = 100.0;
/// Seconds until the first page, and milliseconds until another one.
const WORK: f64 = 120.0;
const PAGE: f64 = 200.0;

/// Makes the file, then has it reviewed.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let rows: usize = std::env::var("LEADWELL_BENCH_LEADS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let company = folder.path().join("review.leadwell");
    make(folder.path(), &company, rows)?;
    let output = Command::new(std::env::current_exe()?)
        .arg(OF)
        .arg(&company)
        .stderr(Stdio::inherit())
        .output()?;
    // Its lines are figures already.
    std::io::stdout().write_all(&output.stdout)?;
    if !output.status.success() {
        return Err("the review failed".into());
    }
    Ok(Vec::new())
}

/// Reviews a file that is there.
pub fn of(company: &Path) -> Result<Vec<Figure>, Box<dyn Error>> {
    let workspace = Workspace::open(company, NOW)?;
    let call = call(&workspace)?;
    let ask = |offset: usize| {
        let started = Clock::now();
        let input = json!({ "entity": "leads", "wait": true, "offset": offset });
        let answer = workspace.dispatch(&call, "duplicates.review", input)?;
        Ok::<(Value, f64), Box<dyn Error>>((answer, started.elapsed().as_secs_f64()))
    };
    let before = megabytes("VmRSS");
    let (answer, took) = ask(0)?;
    let (peak, after) = (megabytes("VmHWM"), megabytes("VmRSS"));
    let (records, total) = (&answer["records"], answer["total"].as_u64().unwrap_or_default());
    let limited = if answer["limited"] == true { ", limited" } else { "" };
    let (_, page) = ask(total as usize / 2)?;
    let said = |memory: Option<f64>| memory.map_or_else(|| "unknown".to_owned(), |memory| format!("{memory:.0} MB"));
    let figure = |what: &str, ours: String, other: String, ratio: f64, goal: f64| Figure {
        what: format!("review of {records} leads: {what}"),
        ours,
        other,
        ratio,
        goal,
    };
    let kept = after.zip(before).map(|(after, before)| after - before);
    Ok(vec![
        figure(
            "peak",
            said(peak),
            format!("{} before", said(before)),
            peak.unwrap_or_default(),
            PEAK,
        ),
        figure(
            "kept",
            said(kept),
            format!("{} in all", said(after)),
            kept.unwrap_or_default(),
            KEPT,
        ),
        figure(
            "time",
            format!("{took:.1} s"),
            format!("{total} pairs{limited}"),
            took,
            WORK,
        ),
        figure(
            "page",
            format!("{:.1} ms", page * 1000.0),
            String::new(),
            page * 1000.0,
            PAGE,
        ),
    ])
}

/// A figure of this process's memory, where the system tells it.
fn megabytes(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// A company with invented leads.
fn make(folder: &Path, company: &Path, rows: usize) -> Result<(), Box<dyn Error>> {
    let file = folder.join("leads.csv");
    std::fs::write(&file, leads(rows))?;
    let columns = [
        "name", "company", "mobile", "phone", "email", "wechat", "address", "title",
    ];
    let mapping: serde_json::Map<String, Value> =
        columns.iter().map(|name| ((*name).to_owned(), json!(name))).collect();
    take(&set_up(company)?, &file, company, mapping.into())?;
    Ok(())
}

const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉红梅春雪晓思宇浩然子轩梓涵欣怡佳琪雨嘉俊天一诺宁波海燕立新博远航书景长";
const BRAND: &str = "纷扬沐和速联启岳卓迈川石棠棣瑞禾澄观重岭恒信达盛鼎华泰安康宏图远景中天金桥蓝海星光云帆鹏程博雅凯旋锦绣正大方圆润泽丰隆";
const PLACE: [&str; 16] = [
    "北京", "上海", "苏州", "杭州", "南京", "无锡", "常州", "宁波", "合肥", "江阴", "昆山", "深圳", "广州", "武汉",
    "成都", "青岛",
];
const TRADE: [&str; 12] = [
    "科技",
    "医疗",
    "电子",
    "机械",
    "贸易",
    "软件",
    "食品",
    "光电",
    "新材料",
    "信息技术",
    "建筑工程",
    "环保设备",
];
const FORM: [&str; 4] = ["有限公司", "有限公司", "股份有限公司", "有限责任公司"];
const STREET: [&str; 12] = [
    "人民", "解放", "中山", "建设", "长江", "科技", "迎宾", "滨河", "学院", "新华", "和平", "文化",
];
const TITLE: [&str; 10] = [
    "总经理",
    "采购经理",
    "采购主管",
    "技术总监",
    "销售经理",
    "工程师",
    "财务经理",
    "行政主管",
    "董事长",
    "",
];

/// A lead as its columns.
type Row = [String; 8];

/// Invented leads; one in fifty is somebody met before, with another number and written a little differently.
fn leads(rows: usize) -> String {
    let mut random = Pcg64Mcg::seed_from_u64(20);
    let [family, given, brand] = [FAMILY, GIVEN, BRAND].map(|text| text.chars().collect::<Vec<char>>());
    let mut text = "name,company,mobile,phone,email,wechat,address,title\n".to_owned();
    let mut met: Vec<Row> = Vec::new();
    for row in 0..rows {
        let mobile = format!(
            "{}{:08}",
            [138, 139, 150, 186, 177][row % 5],
            row * 48_271 % 100_000_000
        );
        let lead = if row % 50 == 49 && !met.is_empty() {
            let mut lead = met[random.random_range(0..met.len())].clone();
            lead[2] = mobile;
            lead[1] = lead[1].replace("有限公司", "").replace("股份", "");
            if row % 100 == 99 {
                lead[4].clear();
            }
            lead
        } else {
            let lead = invented(&mut random, row, mobile, [&family, &given, &brand]);
            // Those who may be met again are spread over the whole file.
            if row % 17 == 0 {
                met.push(lead.clone());
            }
            lead
        };
        let _ = writeln!(text, "{}", lead.join(","));
    }
    text
}

fn invented(random: &mut Pcg64Mcg, row: usize, mobile: String, letters: [&[char]; 3]) -> Row {
    let [family, given, brand] = letters;
    // The square favours the first: common names are common.
    let mut of = |most: usize| {
        let share: f64 = random.random();
        (share * share * most as f64) as usize
    };
    let mut name = family[of(family.len())].to_string();
    for _ in 0..1 + of(3).min(1) {
        name.push(given[of(given.len())]);
    }
    let place = PLACE[of(PLACE.len())];
    let core: String = (0..2 + of(2)).map(|_| brand[of(brand.len())]).collect();
    let company = format!("{place}{core}{}{}", TRADE[of(TRADE.len())], FORM[of(FORM.len())]);
    let some = |yes: bool, text: String| if yes { text } else { String::new() };
    let phone = format!("0512-6{:07}", of(10_000_000));
    let email = format!(
        "u{}@{}.cn",
        row * 7919 % 10_000_019,
        ["qq", "163", "company", "sina"][row % 4]
    );
    let address = format!(
        "{place}市{}路{}号{}室",
        STREET[of(STREET.len())],
        1 + of(900),
        100 + of(2500)
    );
    [
        name,
        company,
        mobile,
        some(row % 10 < 3, phone),
        some(row % 10 < 7, email),
        some(
            row % 10 < 4,
            format!("wx_{:08x}", (row as u64 * 2_654_435_761) % 0xFFFF_FFFB),
        ),
        some(row % 10 < 6, address),
        TITLE[of(TITLE.len())].to_owned(),
    ]
}
