//! What search needs of a kind of record, read once from its description.

use crate::engine::describe::Noun;
use crate::records::nouns::NOUNS;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::search::Field;
use std::ops::Deref;
use std::sync::LazyLock;

/// A kind that is searched.
pub struct Searched {
    noun: &'static Noun,
    /// The table of its tokens.
    pub index: String,
    /// Searched fields, named as the interface knows them.
    pub fields: Vec<(&'static str, Field)>,
    /// The SQL of those fields, in that order.
    pub columns: String,
}

impl Deref for Searched {
    type Target = Noun;

    fn deref(&self) -> &Noun {
        self.noun
    }
}

/// The kinds, in the order they are shown in.
pub static KINDS: LazyLock<Vec<Searched>> = LazyLock::new(|| {
    let searched = NOUNS.into_iter().filter(|noun| !noun.searched.is_empty());
    searched.map(Searched::new).collect()
});

impl Searched {
    fn new(noun: &'static Noun) -> Searched {
        let mut fields: Vec<_> = noun.searched.iter().map(|(name, cut, _)| (*name, *cut)).collect();
        let mut columns: Vec<String> = noun
            .searched
            .iter()
            .map(|(name, _, sql)| sql.map_or_else(|| format!("t.{name}"), str::to_owned))
            .collect();
        if let Some(values) = noun.values {
            // The texts in fields of one's own that are in use.
            fields.push(("custom", Field::Text));
            columns.push(format!(
                "(select group_concat(cv.value, ' ') from {values} cv indexed by {values}_of join custom_fields cf on cf.id = cv.field_id
                  where cv.{} = t.id and cf.archived_at is null and cf.kind in ('text', 'long_text', 'link'))",
                noun.about
            ));
        }
        Searched {
            noun,
            index: format!("search_{}", noun.table()),
            fields,
            columns: columns.join(", "),
        }
    }

    /// The kind of a name, if it is searched.
    pub fn of(kind: RecordKind) -> Option<&'static Searched> {
        KINDS.iter().find(|searched| searched.kind == kind)
    }
}
