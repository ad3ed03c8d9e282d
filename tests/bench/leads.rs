//! Leads: files of ten thousand and of a million rows through the whole intake line – normalise, validate, blacklist, duplicates, search
//! index – against the same rows put into a bare table; then, with all of them there, the list, its filters and the duplicate check.

use super::Figure;
use super::import::{by_hand, copied};
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

/// How often each page is asked for.
const TIMES: usize = 40;

/// Measures both files, then the pages over the larger one.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let largest = largest();
    let folder = tempfile::tempdir()?;
    let mut figures = Vec::new();
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/leads/leads_10k.csv");
    if shared.exists() {
        let mapping = json!({ "title": "need", "contact_name": "name", "company": "company", "email": "email", "phone": "phone",
            "mobile": "mobile", "source": "source", "expected_revenue": "budget", "city": "city", "created": "created" });
        let company = folder.path().join("shared.leadwell");
        let (_, line) = through_the_product(&shared, &company, mapping)?;
        figures.extend(line.figures("leads_10k.csv", &shared, &company)?);
    } else {
        eprintln!("../shared/data/leads is not here: its file is left out");
    }
    let file = folder.path().join("leads.csv");
    std::fs::write(&file, leads(largest))?;
    let company = folder.path().join("large.leadwell");
    let (workspace, line) = through_the_product(&file, &company, mapped())?;
    figures.extend(line.figures(&format!("{largest} leads"), &file, &company)?);
    figures.extend(pages(&workspace, &format!("{largest} leads"), asked())?);
    Ok(figures)
}

/// Keeps a company with very many leads in a file.
pub fn keep(company: &Path) -> Result<(), Box<dyn Error>> {
    let file = company.with_extension("csv");
    std::fs::write(&file, leads(largest()))?;
    through_the_product(&file, company, mapped())?;
    std::fs::remove_file(&file)?;
    Ok(())
}

/// How many leads the large file has.
fn largest() -> usize {
    std::env::var("LEADWELL_BENCH_LEADS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000)
}

/// The columns of [`leads`].
fn mapped() -> Value {
    json!({ "name": "name", "company": "company", "mobile": "mobile", "email": "email", "source": "source", "need": "need" })
}

/// How long a file took.
pub struct Line {
    rows: u64,
    /// Until the leads were in the file: normalised, validated, held against the blacklist and against each other.
    pub taken: Duration,
    /// Until search knew all of them, which large imports leave to the background.
    found: Duration,
}

impl Line {
    /// The intake line and the search index after it, against the file's rows put into one bare table of text, and against the very leads
    /// copied by prepared statements into the same tables with the same indexes.
    fn figures(&self, what: &str, file: &Path, company: &Path) -> Result<Vec<Figure>, Box<dyn Error>> {
        let raw = by_hand(file, &company.with_extension("raw"))?;
        let tables = ["imports", "people", "leads", "lead_contacts", "tags", "lead_tags"];
        let copy = copied(company, &company.with_extension("copy"), &tables)?;
        let per_second = |time: Duration| format!("{:.0} rows/s", self.rows as f64 / time.as_secs_f64());
        let figure = |ours: Duration, said: &str, other: Duration, with: &str| Figure {
            what: format!("{what} through the intake line{said} / {with}"),
            ours: per_second(ours),
            other: per_second(other),
            ratio: ours.as_secs_f64() / other.as_secs_f64(),
            goal: 6.0,
        };
        Ok(vec![
            figure(self.taken, "", raw, "one bare table"),
            figure(self.found, " and the search index", raw, "one bare table"),
            figure(self.taken, "", copy, "the same leads copied"),
            figure(self.found, " and the search index", copy, "the same leads copied"),
        ])
    }
}

const FAMILY: [&str; 12] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "单"];
const GIVEN: [&str; 16] = [
    "雅楠", "建国", "静", "伟", "海燕", "思齐", "晓岚", "宏远", "立新", "文博", "明珊", "志诚", "书航", "景明", "佳怡",
    "长林",
];
const PLACE: [&str; 12] = [
    "北京", "上海", "苏州", "杭州", "南京", "无锡", "常州", "宁波", "合肥", "江阴", "昆山", "深圳",
];
const CORE: [&str; 20] = [
    "纷", "扬", "沐", "和", "速", "联", "启", "岳", "卓", "迈", "川", "石", "棠", "棣", "瑞", "禾", "澄", "观", "重",
    "岭",
];
const TRADE: [&str; 8] = ["科技", "医疗", "电子", "机械", "贸易", "软件", "食品", "光电"];

/// Invented leads, one in five hundred a repeat.
pub fn leads(rows: usize) -> String {
    let mut text = "name,company,mobile,email,source,need\n".to_owned();
    for row in 0..rows {
        let person = if row % 500 == 499 { row - 250 } else { row };
        let core = |at: usize| CORE[(person / at) % CORE.len()];
        let _ = writeln!(
            text,
            "{}{},{}{}{}{}{}有限公司,138{:08},u{person}@company{}.cn,{},问报价 {row}",
            FAMILY[person % FAMILY.len()],
            GIVEN[(person / 12) % GIVEN.len()],
            PLACE[person % PLACE.len()],
            core(1),
            core(20),
            core(400),
            TRADE[person % TRADE.len()],
            person,
            person % 5000,
            ["展会", "官网", "转介绍", "电话"][row % 4],
        );
    }
    text
}

fn through_the_product(file: &Path, company: &Path, mapping: Value) -> Result<(Arc<Workspace>, Line), Box<dyn Error>> {
    let workspace = set_up(company)?;
    let line = take(&workspace, file, company, mapping)?;
    Ok((workspace, line))
}

/// An empty company in a new file.
pub fn set_up(company: &Path) -> Result<Arc<Workspace>, Box<dyn Error>> {
    let workspace = Workspace::create(company, NOW)?;
    let setup = json!({ "language": "zh", "name": "Bench", "base_currency": "CNY", "fiscal_start_month": 1, "business": "general", "then": "empty" });
    workspace.dispatch(&call(&workspace)?, "workspace.setup", setup)?;
    Ok(workspace)
}

/// Takes a file of leads in, until search knows all of them.
pub fn take(workspace: &Arc<Workspace>, file: &Path, company: &Path, mapping: Value) -> Result<Line, Box<dyn Error>> {
    let call = call(workspace)?;
    let run = |command: &str, input| workspace.dispatch(&call, command, input);
    let plan = json!({ "kind": "leads", "source": { "path": file }, "mapping": mapping, "key": "mobile" });
    let started = Clock::now();
    let import = run("imports.start", plan)?["import_id"].clone();
    let status = loop {
        let status = run("imports.status", json!({ "import_id": import }))?;
        if status["state"] != "running" {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let taken = started.elapsed();
    let rows = status["rows"].as_u64().unwrap_or_default();
    if status["state"] != "done" || status["created"].as_u64().unwrap_or_default() * 10 < rows * 9 {
        return Err(format!("the import did not take the file: {status}").into());
    }
    let look = rusqlite::Connection::open(company)?;
    while look.query_row("select count(*) from search_waiting", [], |row| row.get::<_, i64>(0))? > 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    let found = started.elapsed();
    Ok(Line { rows, taken, found })
}

pub const NOW: Instant = Instant(1_795_000_000_000);

pub fn call(workspace: &Workspace) -> Result<Call, Box<dyn Error>> {
    Ok(Call {
        now: NOW,
        person: workspace.owner()?,
        language: Language::Zh,
        origin: Origin::Local,
        seen: None,
    })
}

/// A page: name, command, input, goal in milliseconds.
pub type Page = (String, &'static str, Value, f64);

fn asked() -> Vec<Page> {
    let filter = |condition: Value| json!({ "filter": { "condition": condition } });
    vec![
        ("first list page".to_owned(), "leads.list", json!({}), 30.0),
        (
            "list by name".to_owned(),
            "leads.list",
            json!({ "sort": [{ "column": "name" }] }),
            50.0,
        ),
        (
            "filter: state".to_owned(),
            "leads.list",
            filter(json!({ "field": "state", "is": "any_of", "values": ["to_handle"] })),
            50.0,
        ),
        (
            "filter: source and city".to_owned(),
            "leads.list",
            filter(json!({ "all": [
            { "field": "source", "is": "any_of", "values": ["展会"] }, { "field": "city", "is": "any_of", "values": ["苏州"] } ] })),
            50.0,
        ),
        (
            "filter: company contains".to_owned(),
            "leads.list",
            filter(json!({ "field": "company", "is": "contains", "values": ["纷扬"] })),
            50.0,
        ),
        (
            "filter: nobody at all".to_owned(),
            "leads.list",
            filter(json!({ "field": "state", "is": "any_of", "values": ["void"] })),
            50.0,
        ),
        ("totals of all".to_owned(), "leads.totals", json!({}), 300.0),
        (
            "duplicate check of one lead".to_owned(),
            "duplicates.check",
            json!({ "mobile": "13800123456", "email": "u777@company777.cn", "company": "苏州纷扬科技有限公司" }),
            20.0,
        ),
    ]
}

/// Asks for each page many times.
pub fn pages(workspace: &Arc<Workspace>, over: &str, asked: Vec<Page>) -> Result<Vec<Figure>, Box<dyn Error>> {
    let call = call(workspace)?;
    let mut figures = Vec::new();
    for (name, command, input, goal) in asked {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let started = Clock::now();
            let answer = workspace.dispatch(&call, command, input.clone())?;
            let text = serde_json::to_string(&answer)?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
            if text.is_empty() {
                return Err(format!("{command} answered nothing").into());
            }
        }
        times.sort_by(f64::total_cmp);
        let (middle, slow) = (times[TIMES / 2], times[TIMES * 95 / 100]);
        figures.push(Figure {
            what: format!("{name}, {over}, p95"),
            ours: format!("{slow:.1} ms"),
            other: format!("median {middle:.1} ms"),
            ratio: slow,
            goal,
        });
    }
    Ok(figures)
}
