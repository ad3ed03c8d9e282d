//! Files with known doubles, as records for the matcher, and how well what it found agrees with them. Read from beside the project,
//! when they are there.

use leadwell_rules::matching::{Field, Kind, Records};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

/// Two records, the smaller number first.
pub type Two = (usize, usize);

/// Records of which it is known which are one.
pub struct Known {
    /// The records.
    pub records: Records,
    /// The pairs that are one.
    pub doubles: BTreeSet<Two>,
}

/// The folder of the files, when it lies beside the project; says so in one line when it does not.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/dedupe");
    if folder.exists() {
        return Some(folder);
    }
    println!("../shared/data/dedupe is not here: the test over it is left out");
    None
}

/// A set of the Freely Extensible Biomedical Record Linkage project, without its social security number.
///
/// # Errors
/// When the file cannot be read.
pub fn febrl(folder: &Path, number: u32) -> Result<Known, Box<dyn Error>> {
    const FIELDS: &[(&str, Kind)] = &[
        ("given_name", Kind::Name),
        ("surname", Kind::Name),
        ("street_number", Kind::Digits),
        ("address_1", Kind::Address),
        ("address_2", Kind::Address),
        ("suburb", Kind::Address),
        ("postcode", Kind::Digits),
        ("state", Kind::Exact),
        ("date_of_birth", Kind::Date),
    ];
    let (records, ids) = read(&folder.join(format!("febrl_dataset{number}.csv")), FIELDS, "rec_id")?;
    // rec-7-org and rec-7-dup-0 are one.
    let entity = |id: &String| id.split('-').nth(1).unwrap_or_default().to_owned();
    Ok(Known {
        doubles: doubles(ids.iter().map(entity)),
        records,
    })
}

/// Places of early childhood education in Chicago, from many lists.
///
/// # Errors
/// When the file cannot be read.
pub fn chicago(folder: &Path) -> Result<Known, Box<dyn Error>> {
    const FIELDS: &[(&str, Kind)] = &[
        ("Site name", Kind::Company),
        ("Address", Kind::Address),
        ("Zip", Kind::Digits),
        ("Phone", Kind::Digits),
    ];
    let (records, ids) = read(&folder.join("chicago_early_childhood_true_ids.csv"), FIELDS, "True Id")?;
    Ok(Known {
        doubles: doubles(ids.into_iter()),
        records,
    })
}

/// Products of two shops, each list without doubles.
///
/// # Errors
/// When a file cannot be read.
pub fn products(folder: &Path) -> Result<Known, Box<dyn Error>> {
    const FIELDS: &[(&str, Kind)] = &[
        ("title", Kind::Text),
        ("description", Kind::Text),
        ("price", Kind::Digits),
    ];
    let (mut records, mut ids) = read(&folder.join("AbtBuy_Abt.csv"), FIELDS, "unique_id")?;
    let first = ids.len();
    let (other, more) = read(&folder.join("AbtBuy_Buy.csv"), FIELDS, "unique_id")?;
    records.rows.extend(other.rows);
    ids.extend(more);
    records.lists = Some((0..ids.len()).map(|at| u32::from(at >= first)).collect());
    let mut doubles = doubles(ids.into_iter());
    doubles.retain(|(a, b)| *a < first && *b >= first);
    Ok(Known { records, doubles })
}

/// Invented people with many slips.
///
/// # Errors
/// When the file cannot be read.
pub fn invented(folder: &Path) -> Result<Known, Box<dyn Error>> {
    const FIELDS: &[(&str, Kind)] = &[
        ("first_name", Kind::Name),
        ("surname", Kind::Name),
        ("dob", Kind::Date),
        ("city", Kind::Address),
        ("email", Kind::Email),
    ];
    let (records, ids) = read(&folder.join("splink_fake_1000.csv"), FIELDS, "cluster")?;
    Ok(Known {
        doubles: doubles(ids.into_iter()),
        records,
    })
}

fn read(path: &Path, fields: &[(&str, Kind)], id: &str) -> Result<(Records, Vec<String>), Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .ok_or_else(|| format!("{}: no column {name}", path.display()))
    };
    let places = fields
        .iter()
        .map(|(name, _)| column(name))
        .collect::<Result<Vec<_>, _>>()?;
    let id = column(id)?;
    let (mut rows, mut ids) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row?;
        ids.push(row.get(id).unwrap_or_default().to_owned());
        rows.push(
            places
                .iter()
                .map(|at| row.get(*at).filter(|value| !value.is_empty()).map(str::to_owned))
                .collect(),
        );
    }
    let fields = fields.iter().map(|(name, kind)| Field::new(name, *kind)).collect();
    Ok((
        Records {
            fields,
            rows,
            lists: None,
        },
        ids,
    ))
}

/// All pairs with the same id.
fn doubles(ids: impl Iterator<Item = String>) -> BTreeSet<Two> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        groups.entry(id).or_default().push(at);
    }
    pairs(groups.into_values())
}

/// All pairs within each group.
pub fn pairs(groups: impl Iterator<Item = Vec<usize>>) -> BTreeSet<Two> {
    groups
        .flat_map(|group| {
            let all = group.clone();
            group.into_iter().enumerate().flat_map(move |(at, a)| {
                all[at + 1..]
                    .iter()
                    .map(move |b| (a.min(*b), a.max(*b)))
                    .collect::<Vec<_>>()
            })
        })
        .collect()
}

/// How well found pairs agree with those known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Share of the found that are right.
    pub precision: f64,
    /// Share of the known that were found.
    pub recall: f64,
}

impl Score {
    /// Of found pairs against known ones.
    pub fn of(found: &BTreeSet<Two>, known: &BTreeSet<Two>) -> Self {
        let right = found.intersection(known).count() as f64;
        Self {
            precision: right / (found.len() as f64).max(1.0),
            recall: right / (known.len() as f64).max(1.0),
        }
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        if self.precision + self.recall == 0.0 {
            return 0.0;
        }
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}
