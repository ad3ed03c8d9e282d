//! What can be asked of deals, and what they can be sorted by.

use super::description::DEALS;
use super::row::{COLUMNS, TABLES};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::field::{Field, FieldInfo, Holds};
use crate::engine::store::filter::Conditions;
use crate::engine::store::list::{self, Listed, Selection};
use leadwell_rules::condition::Kind;
use leadwell_rules::time::start_of_day;
use rusqlite::types::Value;

/// What a deal can be.
const STATUS: [&str; 3] = ["open", "won", "lost"];
/// The forecast categories.
const CATEGORY: [&str; 4] = ["pipeline", "best_case", "commit", "omitted"];
/// The signs of an open deal that wants attention: its expected day has passed; idle beyond the limit of its stage; nothing planned; what
/// is planned is late, or due today.
const SIGNS: [&str; 5] = ["overdue", "rotting", "unplanned", "activity_late", "activity_today"];

/// The fields of a deal that can be asked about.
static FIELDS: [Field; 24] = [
    Field::reference("pipeline", "o.pipeline_id", "pipelines"),
    Field::reference("stage", "o.stage_id", "stages"),
    // Won, or came at least as far as one of these stages.
    Field::reference(
        "reached_stage",
        "select 1 from stages r where (o.status = 'won' or o.furthest >= r.position)",
        "stages",
    )
    .holding("r.id"),
    Field::choice("status", "o.status", &STATUS).told(status),
    Field::new("owner", Kind::Person, "o.owner_id"),
    Field::reference("product", "o.product_id", "products"),
    Field::reference("customer", "o.customer_id", "customers"),
    Field::choice("category", "o.category", &CATEGORY),
    Field::choice("signs", "", &SIGNS).told(sign),
    Field::new("code", Kind::Text, "o.code"),
    Field::new("name", Kind::Text, "o.name"),
    Field::new("amount", Kind::Money, "o.base_minor"),
    Field::new("currency", Kind::Text, "o.currency"),
    Field::new("probability", Kind::Number, "o.probability_bp"),
    Field::new("created_on", Kind::Day, "o.created_on"),
    Field::new("close_on", Kind::Day, "o.close_on"),
    Field::new("closed_on", Kind::Day, "o.closed_on"),
    Field::new("next_activity", Kind::Day, "o.next_due_on"),
    // The last real touch: "not in the last 14 days" is "idle for 14 days or longer".
    Field::new("touched_at", Kind::Instant, "o.touched_at"),
    Field::new("lost_reason", Kind::Text, "o.lost_reason"),
    Field::new("competitor", Kind::Text, "o.competitor"),
    Field::new("note", Kind::Text, "o.note"),
    Field::new("created_at", Kind::Instant, "o.created_at"),
    Field::new("updated_at", Kind::Instant, "o.updated_at"),
];

/// Written out, so that SQLite sees that the partial indexes of open and of closed deals apply.
fn status(_: &Read<'_>, word: &str) -> Result<Holds, Failure> {
    let text = match word {
        "open" => "o.status = 'open'",
        "won" => "o.status <> 'open' and o.status = 'won'",
        _ => "o.status <> 'open' and o.status = 'lost'",
    };
    Ok((text.to_owned(), Vec::new()))
}

fn sign(read: &Read<'_>, word: &str) -> Result<Holds, Failure> {
    let today = || vec![Value::Text(read.today().to_string())];
    Ok(match word {
        "overdue" => ("o.status = 'open' and o.close_on < ?".to_owned(), today()),
        "activity_late" => ("o.status = 'open' and o.next_due_on < ?".to_owned(), today()),
        "activity_today" => ("o.status = 'open' and o.next_due_on = ?".to_owned(), today()),
        "unplanned" => ("o.status = 'open' and o.next_due_on is null".to_owned(), Vec::new()),
        _ => rotting(read)?,
    })
}

/// Idle days count calendar days of the workspace: a deal rots when its last touch lies before today − limit days of its stage.
fn rotting(read: &Read<'_>) -> Result<Holds, Failure> {
    let limits: Vec<(i64, i64)> = read.all(
        "select id, rotting_days from stages where rotting_days is not null order by id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut values = Vec::new();
    for (stage, days) in &limits {
        let before = start_of_day(read.today().plus_days(-days), &read.settings.time_zone);
        values.extend([Value::Integer(*stage), Value::Integer(before.millis())]);
    }
    let stages = vec!["(o.stage_id = ? and o.touched_at < ?)"; limits.len()].join(" or ");
    let text = if stages.is_empty() {
        "false".to_owned()
    } else {
        format!("o.status = 'open' and ({stages})")
    };
    Ok((text, values))
}

/// What a sort column is in SQL, never null.
fn expression(column: &str) -> Option<&'static str> {
    Some(match column {
        "id" => "o.id",
        "code" => "coalesce(o.code, '')",
        "name" => "o.name",
        "customer" => "coalesce(a.name, '')",
        "product" => "coalesce(p.name, '')",
        "owner" => "u.name",
        "stage" => "s.position",
        "status" => "o.status",
        "category" => "o.category",
        "amount" => "coalesce(o.base_minor, -1)",
        "probability" => "o.probability_bp",
        "created_on" => "coalesce(o.created_on, '')",
        "close_on" => "coalesce(o.close_on, '9999-12-31')",
        "closed_on" => "coalesce(o.closed_on, '')",
        "idle" => "-o.touched_at",
        "touched_at" => "o.touched_at",
        "next_activity" => "coalesce(o.next_due_on, '9999-12-31')",
        "lost_reason" => "coalesce(o.lost_reason, '')",
        "created_at" => "o.created_at",
        "updated_at" => "o.updated_at",
        _ => return None,
    })
}

/// Deals as a list.
pub(crate) static DEAL_LIST: Listed = Listed {
    noun: &DEALS,
    table: "deals o",
    id: "o.id",
    columns: COLUMNS,
    tables: TABLES,
    joins: &[
        ("a.", "left join customers a on a.id = o.customer_id"),
        ("p.", "left join products p on p.id = o.product_id"),
        ("u.", "join people u on u.id = o.owner_id"),
        ("s.", "join stages s on s.id = o.stage_id"),
    ],
    fields: &FIELDS,
    order: expression,
    usual: None,
    text: "o.name || ' ' || coalesce(o.code, '') || ' ' || coalesce(a.name, '')",
    key: None,
    alive: "o.deleted_at is null",
    removed: "o.deleted_at is not null",
    apart: None,
    missing: "deal.selection_missing",
    unknown: "deal.unknown",
};

/// A selection of deals as conditions on `o` (deals), with the reader's row scope; and the joins they need.
pub(crate) fn conditions(read: &Read<'_>, wanted: &Selection) -> Result<(Conditions, String), Failure> {
    let all = list::conditions(read, &DEAL_LIST, wanted)?;
    let joins = list::joins(&DEAL_LIST, &[&all.sql()]);
    Ok((all, joins))
}

/// Answers `deals.fields`.
pub fn fields(read: &Read<'_>, _: Nothing) -> Result<Vec<FieldInfo>, Failure> {
    list::fields(read, &DEAL_LIST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::call::{Call, Origin};
    use crate::engine::store::list::{ListQuery, TotalQuery};
    use crate::engine::store::order::SortBy;
    use crate::engine::workspace::Workspace;
    use leadwell_rules::Language;
    use leadwell_rules::condition::Condition;
    use leadwell_rules::time::Instant;
    use rusqlite::params_from_iter;

    /// How SQLite goes about a question.
    fn plan(read: &Read<'_>, text: &str, values: Vec<Value>) -> Result<String, Failure> {
        let steps: Vec<String> = read.all(&format!("explain query plan {text}"), params_from_iter(values), |row| {
            row.get(3)
        })?;
        Ok(steps.join("\n"))
    }

    #[test]
    fn open_and_closed_deals_are_read_from_their_own_indexes() {
        let folder = tempfile::tempdir().unwrap();
        let now = Instant(1_795_000_000_000);
        let workspace = Workspace::create(&folder.path().join("a.leadwell"), now).unwrap();
        let call = Call {
            now,
            person: workspace.owner().unwrap(),
            language: Language::En,
            origin: Origin::Local,
            seen: None,
        };
        let status = |word: &str| Condition::any_of("status", [word]);
        let open: Condition = [Condition::any_of("pipeline", [1]), status("open")].into();
        let first = Condition::within("closed_on", "2026-01-01".parse().ok(), "2026-03-31".parse().ok());
        let plans: [(Condition, &str, &str, &str); 6] = [
            // The board: the sums of a column, and its cards in their usual order.
            (
                open.clone(),
                "count(*), sum(o.base_minor), count(o.next_due_on), count(*) filter (where o.touched_at < 7)",
                "and o.stage_id = 1",
                "COVERING INDEX deals_open (pipeline_id=? AND stage_id=?)",
            ),
            (
                open.clone(),
                "o.id",
                "and o.stage_id = 1 order by coalesce(o.next_due_on, '9999-12-31'), o.id",
                "COVERING INDEX deals_due (pipeline_id=? AND stage_id=?)",
            ),
            // The forecast: what is open, and what was won in a time.
            (
                open.clone(),
                "o.id, o.stage_id, o.base_minor, o.probability_bp, o.category, o.close_on, o.owner_id",
                "",
                "COVERING INDEX deals_open",
            ),
            (
                [status("won"), first].into(),
                "o.closed_on, o.owner_id, count(*), sum(o.base_minor)",
                "group by o.closed_on, o.owner_id",
                "COVERING INDEX deals_closed (status=? AND closed_on>? AND closed_on<?)",
            ),
            // The list.
            (
                Condition::any_of("customer", [1]),
                "o.id",
                "order by o.id",
                "INDEX deals_customer",
            ),
            (
                [status("won"), Condition::any_of("owner", [7])].into(),
                "o.id",
                "order by o.id desc limit 101",
                "INDEX deals_owner",
            ),
        ];
        workspace
            .read(&call, |read| {
                for (wanted, columns, behind, index) in plans {
                    let (all, joins) = conditions(read, &Selection::of(wanted.clone()))?;
                    let text = format!("select {columns} from deals o {joins} where {} {behind}", all.sql());
                    let found = plan(read, &text, all.values())?;
                    assert!(found.contains(index), "{wanted:?}\n{found}");
                }
                Ok(())
            })
            .unwrap();
        // The list and its totals are asked as well, so that what is planned above is what runs.
        let query = ListQuery {
            filter: Some(Selection::of(status("open"))),
            sort: vec![SortBy {
                column: "amount".to_owned(),
                descending: Some(true),
            }],
            ..ListQuery::default()
        };
        let total = TotalQuery {
            filter: query.filter.clone(),
        };
        workspace
            .read(&call, |read| {
                assert!(super::super::list(read, query)?.rows.is_empty());
                assert_eq!(super::super::totals(read, total)?.count, 0);
                Ok(())
            })
            .unwrap();
    }
}
