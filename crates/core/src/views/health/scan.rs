//! One pass over each kind of record: which checks find each of them. Kept until something in the file changes.

use super::checks::{Kind, Test, Values};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::RecordKind;
use std::sync::Arc;

/// Records between two words about how far it is.
const TELL: i64 = 4096;

/// What a pass over a kind of record has found.
pub(super) struct Scanned {
    /// Of which kind.
    pub kind: RecordKind,
    /// How many were looked at.
    pub looked: usize,
    /// Those a check finds, in the order of their ids, with a bit for each check.
    pub flagged: Vec<(i64, u64)>,
}

impl Scanned {
    /// Records that one of these checks finds.
    pub fn with(&self, bits: u64) -> impl Iterator<Item = i64> {
        self.flagged
            .iter()
            .filter(move |(_, checks)| checks & bits != 0)
            .map(|(id, _)| *id)
    }
}

/// All kinds, in the order of [`Kind::all`].
pub(super) type Whole = [Scanned; 3];

/// What the result depends on besides the file.
pub(super) fn key(read: &Read<'_>) -> String {
    format!("health {:?} {}", read.actor.scope.bound(), read.today())
}

/// Looks at everything the person may see; `on_progress` learns how far it is, 0 to 1.
pub(super) fn whole(read: &Read<'_>, on_progress: &dyn Fn(f64)) -> Result<Arc<Whole>, Failure> {
    read.memo(&key(read), || {
        let kinds = Kind::all(read)?;
        let mut last = [0; 3];
        for (last, kind) in last.iter_mut().zip(&kinds) {
            let text = format!("select coalesce(max(id), 0) from {}", kind.noun.table());
            *last = read.one(&text, [], |row| row.get::<_, i64>(0))?.unwrap_or(0);
        }
        let all = last.iter().sum::<i64>().max(1) as f64;
        let [leads, contacts, customers] = &kinds;
        Ok([
            scan(read, leads, &|id| on_progress(id as f64 / all))?,
            scan(read, contacts, &|id| on_progress((last[0] + id) as f64 / all))?,
            scan(read, customers, &|id| {
                on_progress((last[0] + last[1] + id) as f64 / all)
            })?,
        ])
    })
}

fn scan(read: &Read<'_>, kind: &Kind, on_progress: &dyn Fn(i64)) -> Result<Scanned, Failure> {
    let (mut texts, mut bound) = (String::new(), Vec::new());
    let mut asked = 0;
    for check in kind.checks() {
        if let Some((text, values)) = kind.sql(read, &check.test)? {
            texts.push_str(&format!("coalesce(({text}), 0), "));
            bound.extend(values);
            asked += 1;
        }
    }
    let columns: Vec<&str> = kind.columns[..kind.scanned].iter().map(|(_, sql)| *sql).collect();
    let (seen, scope) = kind.within(read, kind.alias(), false);
    bound.extend(scope);
    let text = format!(
        "select {}, {texts}{} from {} where {}{seen} order by {}",
        kind.id,
        columns.join(", "),
        kind.from,
        kind.living,
        kind.id
    );
    let mut statement = read.sql(&text)?;
    let mut rows = statement.query(rusqlite::params_from_iter(bound))?;
    let mut scanned = Scanned {
        kind: kind.noun.kind,
        looked: 0,
        flagged: Vec::new(),
    };
    let mut next = TELL;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        scanned.looked += 1;
        let values = Values { row, first: 1 + asked };
        let apart = kind.is_apart(&values);
        let (mut bits, mut column) = (0_u64, 1);
        for (at, check) in kind.checks().enumerate() {
            let shows = match &check.test {
                Test::Asked(_) | Test::Sql(_) | Test::Shared { .. } => {
                    column += 1;
                    !apart && row.get_ref(column - 1)?.as_i64().unwrap_or(0) != 0
                }
                Test::Says(column, word) => values.text(*column) == Some(word),
                Test::Wrong(wrong) => !apart && wrong(&values),
                Test::Mends(mend) => !apart && mend(&values).is_some(),
            };
            bits |= u64::from(shows) << at;
        }
        if bits != 0 {
            scanned.flagged.push((id, bits));
        }
        if id >= next {
            on_progress(id);
            next = id + TELL;
        }
    }
    Ok(scanned)
}
