//! No text is endless and no amount absurd, whichever way it came: one of either would slow or break every page it stands on. Asked of touched
//! rows by the wrapper of every transaction, so that verb, import, undo and redo meet the same limits.

use super::nouns::NOUNS;
use crate::engine::describe::{Field, Kind};
use crate::engine::failure::Failure;
use crate::engine::store::custom::key_of;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};
use leadwell_rules::limits::{LINE, NUMBER, TEXT};
use std::sync::LazyLock;

/// A column with the most it takes: characters of a text, or the size of a number.
struct Bound {
    column: &'static str,
    /// The field that people know it by.
    field: &'static str,
    most: i64,
    text: bool,
}

/// Tables with their bounds.
static BOUNDS: LazyLock<Vec<(&'static str, Vec<Bound>)>> = LazyLock::new(|| {
    let text = |column, most| Bound {
        column,
        field: column,
        most,
        text: true,
    };
    let number = |column| number(column, column);
    let described = NOUNS
        .iter()
        .map(|noun| (noun.table(), noun.fields.iter().flat_map(of_field).collect()));
    let own = NOUNS.iter().filter_map(|noun| noun.values);
    // What people write that is no field of a record.
    let beside = [
        ("lead_contacts", vec![text("value", LINE), text("label", LINE)]),
        ("tags", vec![text("name", LINE)]),
        ("company_aliases", vec![text("company", LINE), text("alias", LINE)]),
        ("registrations", vec![text("company", LINE), text("note", TEXT)]),
        ("views", vec![text("name", LINE), text("definition", TEXT)]),
        ("targets", vec![number("amount_minor"), number("stretch_minor")]),
        ("forecast_calls", vec![number("amount_minor"), text("reason", TEXT)]),
    ];
    described
        .chain(own.map(|values| (values, vec![text("value", TEXT), number("value")])))
        .chain(beside)
        .collect()
});

fn number(column: &'static str, field: &'static str) -> Bound {
    Bound {
        column,
        field,
        most: NUMBER,
        text: false,
    }
}

fn of_field(field: &'static Field) -> Vec<Bound> {
    match field.kind {
        Kind::Text | Kind::Notes => vec![Bound {
            column: field.column,
            field: field.column,
            most: field.most(),
            text: true,
        }],
        Kind::Number => vec![number(field.column, field.column)],
        // What it is in the base currency as well.
        Kind::Money => std::iter::once(&field.column)
            .chain(field.followers.iter().filter(|column| column.ends_with("_minor")))
            .map(|column| number(column, field.column))
            .collect(),
        Kind::Day | Kind::Instant | Kind::Choice(_) | Kind::Person | Kind::Record(_) => Vec::new(),
    }
}

/// The tables that have limits.
pub(crate) fn tables() -> &'static [&'static str] {
    static TABLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| BOUNDS.iter().map(|(table, _)| *table).collect());
    &TABLES
}

/// Refuses a change after which a touched row would say more than it may.
pub(crate) fn refuse(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    for (table, bounds) in BOUNDS.iter() {
        let ids = touched.of(table);
        if ids.is_empty() || bounds.is_empty() {
            continue;
        }
        let cases = bounds.iter().enumerate().map(|(at, bound)| {
            let Bound { column, most, text, .. } = bound;
            match text {
                true => format!("when typeof({column}) = 'text' and length({column}) > {most} then {at}"),
                false => {
                    format!("when typeof({column}) = 'integer' and {column} not between -{most} and {most} then {at}")
                }
            }
        });
        let text = format!(
            "select worst, id from (select case {} end as worst, id from {table} where id in (select value from json_each(?1)))
             where worst is not null limit 1",
            cases.collect::<Vec<_>>().join(" ")
        );
        let worst: Option<(i64, i64)> = write.one(&text, [id_list(ids)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some((at, id)) = worst else { continue };
        if let Some(bound) = usize::try_from(at).ok().and_then(|at| bounds.get(at)) {
            return Err(beyond(write, table, id, bound)?);
        }
    }
    Ok(())
}

fn beyond(write: &Write<'_>, table: &str, id: i64, bound: &Bound) -> Result<Failure, Failure> {
    let code = if bound.text { "limit.text" } else { "limit.number" };
    let failure = Failure::invalid(code, bound.field).arg("limit", bound.most);
    if !NOUNS.iter().any(|noun| noun.values == Some(table)) {
        return Ok(failure);
    }
    // Values of one's own are known by their field.
    let text = format!("select field_id from {table} where id = ?1");
    let field = write.one(&text, [id], |row| row.get::<_, i64>(0))?;
    Ok(match field {
        Some(field) => failure.at(&key_of(field)),
        None => failure,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::input::most_of;

    #[test]
    fn the_door_lets_in_what_a_field_may_say() {
        let mut long = 0;
        // Notes with a letter each come as a map; each of them is a "note".
        let texts = |field: &&Field| matches!(field.kind, Kind::Text) && field.most() == TEXT;
        for field in NOUNS.iter().flat_map(|noun| noun.fields).filter(texts) {
            // A call says "reason", where the record says of what: `lost_reason`.
            let said = field.column.rsplit('_').next().unwrap_or_default();
            let most = most_of(said).unwrap_or(usize::MAX);
            assert!(most >= TEXT as usize, "{} is cut off at the door", field.column);
            long += 1;
        }
        assert!(long > 5, "{long}");
    }
}
