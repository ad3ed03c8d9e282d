//! Search in a file of 1,000,000 leads: how long the index takes, how large it is, and the slowest of twenty (p95) for what people
//! type. The names are invented from the characters real ones are made of.

use super::Figure;
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

/// How often each query is asked.
const TIMES: usize = 40;

const FAMILY: &str =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎单仇查";
const GIVEN: &str =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英志建国文辉玲华红斌宇浩凯欣雨佳晨思雪梦琪楠雅子轩一诺";
const BRAND: &str = "纷扬飞鸟远景恒信鼎盛华泰金源瑞丰天成博雅诚达宏图锦程启明星辰海纳川云腾龙凤祥和众联合创新未来智慧绿能源蓝光东方南北西中";
const TRADE: [&str; 10] = [
    "科技",
    "贸易",
    "机械",
    "电子",
    "信息技术",
    "建材",
    "食品",
    "物流",
    "文化传媒",
    "新能源",
];
const FORM: [&str; 4] = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司"];
const PLACE: [&str; 12] = [
    "北京",
    "上海",
    "深圳市",
    "广州",
    "杭州",
    "重庆",
    "成都",
    "武汉",
    "南京",
    "苏州",
    "西安",
    "长沙",
];

/// What is typed, in kinds.
const QUERIES: [(&str, &[&str]); 6] = [
    ("1 character", &["北", "纷", "公", "伟", "曾"]),
    ("2 characters", &["纷扬", "北京", "公司", "王伟", "科技"]),
    (
        "3-4 characters",
        &["王志强", "北京纷扬", "有限公司", "重庆飞", "飞鸟科技"],
    ),
    ("pinyin initials", &["bj", "zw", "bjfy", "cqfn", "gs", "wzq", "kjyxgs"]),
    (
        "pinyin syllables",
        &["beijing", "zhangwei", "fenyang", "chongqing", "wangzhiq"],
    ),
    ("phone fragment", &["1380", "0013", "13800", "880088", "138001380"]),
];

/// Fills a file with leads, lets the program index it, and asks.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let leads: usize = std::env::var("LEADWELL_BENCH_LEADS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("search.leadwell");
    let now = Instant(1_795_000_000_000);
    let workspace = Workspace::create(&path, now)?;
    let mut call = Call {
        now,
        person: workspace.owner()?,
        language: Language::Zh,
        origin: Origin::Local,
        seen: None,
    };
    let setup = json!({ "language": "zh", "name": "Bench", "base_currency": "CNY", "fiscal_start_month": 1, "business": "general", "then": "empty" });
    workspace.dispatch(&call, "workspace.setup", setup)?;
    let seller = workspace.dispatch(&call, "people.save", json!({ "name": "Seller", "role": "sales" }))?["id"].as_i64();
    drop(workspace);
    fill(&path, leads, call.person.0, seller.unwrap_or_default())?;

    let started = Clock::now();
    let workspace = Workspace::open(&path, now)?;
    while ask(&workspace, &call, "")?["waiting"] != 0 {
        std::thread::sleep(Duration::from_millis(50));
    }
    let seconds = started.elapsed().as_secs_f64();
    let size: f64 = Connection::open(&path)?
        .query_row(
            "select sum(pgsize) / 1e6 from dbstat where name like 'search_%'",
            [],
            |row| row.get(0),
        )
        .unwrap_or(f64::NAN);
    let mut figures = vec![Figure {
        what: format!("search: index of {leads} leads made in the background"),
        ours: format!("{seconds:.1} s, {size:.0} MB"),
        other: String::new(),
        ratio: seconds,
        goal: 180.0,
    }];
    for reader in ["owner", "seller with 0.1 % of the leads"] {
        if reader != "owner" {
            call.person = workspace.person("Seller")?;
        }
        for (kind, queries) in QUERIES {
            let mut times = Vec::new();
            for query in queries {
                let mut of_this = Vec::new();
                for _ in 0..TIMES {
                    let started = Clock::now();
                    ask(&workspace, &call, query)?;
                    of_this.push(started.elapsed().as_secs_f64() * 1000.0);
                }
                times.extend(of_this);
            }
            times.sort_by(f64::total_cmp);
            let (middle, slow) = (times[times.len() / 2], times[times.len() * 95 / 100]);
            figures.push(Figure {
                what: format!("search: {kind}, {reader}, {leads} leads, p95"),
                ours: format!("{slow:.1} ms"),
                other: format!("median {middle:.1} ms"),
                ratio: slow,
                goal: 10.0,
            });
        }
    }
    Ok(figures)
}

fn ask(workspace: &Arc<Workspace>, call: &Call, text: &str) -> Result<Value, Box<dyn Error>> {
    Ok(workspace.dispatch(call, "search.find", json!({ "text": text }))?)
}

/// Leads written past the program, and noted for it to index.
fn fill(path: &Path, leads: usize, owner: i64, seller: i64) -> Result<(), Box<dyn Error>> {
    let chars = |text: &'static str| text.chars().collect::<Vec<char>>();
    let (family, given, brand) = (chars(FAMILY), chars(GIVEN), chars(BRAND));
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let mut file = Connection::open(path)?;
    let transaction = file.transaction()?;
    {
        let mut insert = transaction.prepare(
            "insert into leads (name, company, mobile, wechat, state_at, owner_id, door, created_at, updated_at)
             values (?1, ?2, ?3, ?4, 1, ?5, 'import', 1, 1)",
        )?;
        for lead in 0..leads {
            let mut pick = |from: &[char], count: usize| -> String {
                (0..count).filter_map(|_| from.choose(&mut random)).collect()
            };
            let mut name = pick(&family, 1);
            name.push_str(&pick(&given, 1 + lead % 2));
            let brand = pick(&brand, 2 + lead % 3);
            let company = format!(
                "{}{brand}{}{}",
                PLACE.choose(&mut random).unwrap_or(&""),
                TRADE.choose(&mut random).unwrap_or(&""),
                FORM.choose(&mut random).unwrap_or(&"")
            );
            let mobile = format!(
                "1{}{:09}",
                3 + random.random_range(0..7),
                random.random_range(0..1_000_000_000_u32)
            );
            let wechat = (lead % 3 == 0).then(|| format!("wx_{}", random.random_range(0..10_000_000_u32)));
            let owner = if lead % 1000 == 0 { seller } else { owner };
            insert.execute((name, company, mobile, wechat, owner))?;
        }
    }
    transaction.execute(
        "insert into search_waiting (kind, from_id, to_id) select 'lead', min(id), max(id) from leads",
        [],
    )?;
    transaction.commit()?;
    Ok(())
}
