//! Whether two company names are names of one firm, and why one thinks so.

use super::company::{CompanyName, core_key};
use super::edits::{likeness, one_slip};
use super::script::is_han;
use super::vocabulary::Form;
use std::collections::HashMap;

/// What a comparison of two names came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing suggests one firm.
    Different,
    /// Worth a look in a list, never a merge.
    Weak,
    /// Probably one firm, or parts of one: somebody decides.
    Likely,
    /// The same name, written differently.
    Same,
}

/// What spoke for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The distinctive parts are the same.
    SameCore,
    /// One is a known other name of the other.
    Alias,
    /// The distinctive parts differ by a slip.
    NearCore,
    /// One distinctive part contains the other.
    Contained,
    /// They name different places.
    Region,
    /// They deal in different things.
    Trade,
    /// One is a branch, or they are different branches.
    Branch,
    /// A group and a company, or a company and a trader.
    Form,
}

/// Two names compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The conclusion.
    pub verdict: Verdict,
    /// 0 to 1, for sorting suggestions: four fifths from the distinctive part.
    pub score: f64,
    /// The reasons, those for before those against.
    pub why: Vec<Why>,
}

/// Other names of firms: a brand or product stands for the company that owns it.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    companies: HashMap<String, CompanyName>,
}

impl Aliases {
    /// Pairs of brand and company. Brands are met by their core.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self {
            companies: pairs
                .into_iter()
                .map(|(brand, company)| (core_key(brand), CompanyName::read(company)))
                .collect(),
        }
    }

    /// The key of a name, or of the company when the name is a brand of one.
    pub fn core_key(&self, name: &str) -> String {
        let key = core_key(name);
        self.companies
            .get(&key)
            .map_or(key, |company| core_key(&company.folded))
    }

    fn company(&self, name: &CompanyName) -> Option<&CompanyName> {
        if self.companies.is_empty() {
            return None;
        }
        self.companies.get(&core_key(&name.folded))
    }
}

/// Compares two names as written.
pub fn compare(a: &str, b: &str, aliases: &Aliases) -> Comparison {
    compare_read(&CompanyName::read(a), &CompanyName::read(b), aliases)
}

/// Compares two names read before, for comparing one with many.
pub fn compare_read(a: &CompanyName, b: &CompanyName, aliases: &Aliases) -> Comparison {
    let plain = compare_parts(a, b);
    if plain.verdict == Verdict::Same {
        return plain;
    }
    let (one, other) = (aliases.company(a), aliases.company(b));
    if one.is_none() && other.is_none() {
        return plain;
    }
    let mut through = compare_parts(one.unwrap_or(a), other.unwrap_or(b));
    if through.verdict < plain.verdict {
        return plain;
    }
    through.why.insert(0, Why::Alias);
    through
}

fn compare_parts(a: &CompanyName, b: &CompanyName) -> Comparison {
    if a.core.is_empty() || b.core.is_empty() {
        return Comparison {
            verdict: Verdict::Different,
            score: 0.0,
            why: Vec::new(),
        };
    }
    let (core, nearness, mut why) = cores(a, b);
    let region = match (&a.region, &b.region) {
        (Some(one), Some(other)) => Some(one.agrees(other)),
        _ => None,
    };
    let trade = trades(a, b);
    let branch = a.branch == b.branch;
    let form = forms(a.form, b.form);
    for (against, reason) in [
        (region == Some(false), Why::Region),
        (trade == Some(false), Why::Trade),
        (!branch, Why::Branch),
        (!form, Why::Form),
    ] {
        if against {
            why.push(reason);
        }
    }
    let against = [region == Some(false), trade == Some(false), !branch, !form]
        .into_iter()
        .filter(|yes| *yes)
        .count();
    let both_agree = region == Some(true) && trade == Some(true);
    // A place or a single letter is no brand: what stands beside it must say the same.
    let thin = a.core_is_place || b.core_is_place || a.core.chars().count() < 2;
    let verdict = match nearness {
        Nearness::Same if thin && trade == Some(false) => Verdict::Different,
        Nearness::Same if thin && trade.is_none() && a.folded != b.folded => Verdict::Weak,
        Nearness::Same if against == 0 => Verdict::Same,
        Nearness::Same if against == 1 => Verdict::Likely,
        Nearness::Same if against == 2 && trade != Some(false) => Verdict::Likely,
        Nearness::Same => Verdict::Weak,
        Nearness::Slip if against == 0 => Verdict::Likely,
        Nearness::Slip | Nearness::Contained if against <= 1 => Verdict::Weak,
        Nearness::Letter if both_agree && against == 0 => Verdict::Weak,
        _ => Verdict::Different,
    };
    let agreement = |part: Option<bool>| part.map_or(0.5, f64::from);
    let score = 0.8 * core + 0.1 * agreement(region) + 0.1 * agreement(trade);
    Comparison {
        verdict,
        score: if verdict == Verdict::Same {
            score.max(0.9)
        } else {
            score.min(0.99)
        },
        why,
    }
}

/// How near two distinctive parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    Same,
    /// One slip of the pen in a part long enough to tell.
    Slip,
    /// One letter of a short part differs.
    Letter,
    Contained,
    Far,
}

/// Below this likeness no reason to think of one firm remains.
const UNLIKE: f64 = 0.4;

fn cores(a: &CompanyName, b: &CompanyName) -> (f64, Nearness, Vec<Why>) {
    if a.core == b.core {
        return (1.0, Nearness::Same, vec![Why::SameCore]);
    }
    let (short, long) = if a.core.len() <= b.core.len() { (a, b) } else { (b, a) };
    let (few, many): (Vec<char>, Vec<char>) = (short.core.chars().collect(), long.core.chars().collect());
    let han = few.iter().copied().any(is_han);
    let alike = likeness(&few, &many, UNLIKE);
    let contained = if han {
        few.len() >= 2 && long.core.contains(&short.core)
    } else {
        few.len() >= 4 && (long.words.starts_with(&short.words) || long.words.ends_with(&short.words))
    };
    let words = same_words(a, b);
    if alike < UNLIKE && !contained && !words {
        return (alike, Nearness::Far, Vec::new());
    }
    if !numbers(&a.core).eq(numbers(&b.core)) {
        return (alike.min(0.6), Nearness::Far, Vec::new());
    }
    if words {
        return (0.95, Nearness::Slip, vec![Why::NearCore]);
    }
    let slip = one_slip(&few, &many);
    let enough = if han {
        few.len() >= 4 && slip
    } else {
        few.len() >= 5 && (slip || alike >= 0.88)
    };
    if enough {
        return (alike, Nearness::Slip, vec![Why::NearCore]);
    }
    if contained {
        return (
            0.6 + 0.3 * few.len() as f64 / many.len() as f64,
            Nearness::Contained,
            vec![Why::Contained],
        );
    }
    if (han && slip && few.len() >= 2) || (!han && alike >= 0.75) {
        return (alike, Nearness::Letter, vec![Why::NearCore]);
    }
    (alike, Nearness::Far, Vec::new())
}

/// Whether the words are the same in another order.
fn same_words(a: &CompanyName, b: &CompanyName) -> bool {
    if a.words.len() < 2 || a.words.len() != b.words.len() || a.core.len() != b.core.len() {
        return false;
    }
    let (mut one, mut other) = (a.words.clone(), b.words.clone());
    one.sort();
    other.sort();
    one == other
}

/// The numbers in a name: firms that differ in them are different on purpose.
fn numbers(core: &str) -> impl Iterator<Item = char> {
    core.chars()
        .filter(|c| c.is_numeric() || "一二三四五六七八九十百千万".contains(*c))
}

/// Whether the trades agree: one is part of the other, or they share a word. Nothing when one names none.
fn trades(a: &CompanyName, b: &CompanyName) -> Option<bool> {
    if a.generic.is_empty() || b.generic.is_empty() {
        return None;
    }
    // "International" and the like say nothing of a trade.
    let telling = |name: &CompanyName| -> Vec<String> {
        name.generic
            .iter()
            .filter(|word| !EMPTY.contains(&word.as_str()))
            .cloned()
            .collect()
    };
    let (one, other) = (telling(a), telling(b));
    if one.is_empty() || other.is_empty() {
        return Some(true);
    }
    let (whole, whole_other) = (one.concat(), other.concat());
    let shared = one
        .iter()
        .any(|word| other.contains(word) || whole_other.contains(word.as_str()))
        || other.iter().any(|word| whole.contains(word.as_str()));
    Some(shared)
}

/// Trade words that any firm may carry.
const EMPTY: &[&str] = &[
    "国际",
    "实业",
    "企业",
    "发展",
    "产业",
    "开发",
    "管理",
    "服务",
    "经营",
    "总部",
    "机构",
    "厂",
    "店",
    "网",
    "中心",
    "international",
    "intl",
    "global",
    "worldwide",
    "enterprise",
    "enterprises",
    "industries",
    "industrial",
    "services",
    "service",
    "products",
    "com",
    "net",
    "org",
    "development",
    "partners",
    "associates",
    "office",
    "online",
    "internet",
];

fn forms(a: Option<Form>, b: Option<Form>) -> bool {
    match (a, b) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
