//! What a kind of record is, said once: its table, its fields, what a merge, a fill or a list does with each of them, who sees it, how it is
//! shown among others, by what it is searched and compared. Data only – the verbs read it; it holds no control flow.

use crate::engine::messages;
use crate::engine::permission::Permission;
use leadwell_rules::Language;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::limits;
use leadwell_rules::matching::Kind as Compare;
use leadwell_rules::search::Field as Cut;
use rusqlite::types::Value;

/// A kind of record. In its texts the record is `t`, the person who has it `u`.
#[derive(Debug)]
pub struct Noun {
    /// Which kind; its name is its table's, and its name in the record of changes.
    pub kind: RecordKind,
    /// The column by which activities are about it; empty where none are.
    pub about: &'static str,
    /// What it is made of.
    pub fields: &'static [Field],
    /// The table of the values of fields that the owner of the file adds; its column `about` says whose they are. None: it takes none.
    pub values: Option<&'static str>,
    /// Columns that are no fields, each with the reason.
    pub beside: &'static [(&'static str, Beside)],
    /// What whoever reads it must be allowed to do, and whoever changes it.
    pub permissions: (Permission, Permission),
    /// Which of its records a reader sees.
    pub reach: Reach,
    /// How one of it is shown among others.
    pub shown: Shown,
    /// What search reads of it: the field as the interface knows it, how it is cut, and the SQL where that is not the column of that name.
    /// Empty: it is not searched.
    pub searched: &'static [(&'static str, Cut, Option<&'static str>)],
    /// What tells that two of it are one. None: they are not made one.
    pub compared: Option<Compared>,
    /// Whether removed ones lie in the bin, from where people bring them back.
    pub in_bin: bool,
    /// The code of the failure when there is none of that id.
    pub unknown: &'static str,
}

/// Which records of a kind somebody sees, and which they change, who does not see everybody's. To see and to change are two questions;
/// where nothing else is said, they have one answer.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// All: they are the company's.
    All,
    /// Those of the people they see.
    Owned,
    /// The same, and those that nobody has.
    OwnedOrFree,
    /// The same; besides they see, and do not change, those for which this condition on `{}` holds.
    Shared(&'static str),
    /// What belongs to a whole, the record of this alias with its own reach: whoever sees the whole sees it, whoever may change the whole changes
    /// it, and so does who has it. It lies in the bin with the whole. Without a whole it stands for itself.
    With(&'static str, &'static Reach),
    /// Those that are about something they see: the aliases of what it can be about, each with its own reach. Whoever may change all of that
    /// changes it, and so does who wrote it.
    About(&'static [(&'static str, Reach)]),
}

/// How a record is shown among others, as SQL.
#[derive(Debug)]
pub struct Shown {
    /// What it is called.
    pub title: &'static str,
    /// What tells it from others of that name.
    pub subtitle: &'static str,
    /// The id of the person who has it, or who wrote it.
    pub owner: &'static str,
    /// The page it is shown on.
    pub path: &'static str,
    /// When, of what happens at a time; else null.
    pub at: &'static str,
    /// What else those come from, joined to it.
    pub joined: &'static str,
}

/// What the matcher compares of a kind of record.
#[derive(Debug)]
pub struct Compared {
    /// The field as the interface knows it, how it is compared, and the SQL where that is not the column of that name.
    pub fields: &'static [(&'static str, Compare, Option<&'static str>)],
    /// Which records are compared at all, as SQL.
    pub only: &'static str,
}

/// Why a column is no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Its number.
    Identity,
    /// Worked out from other columns or rows, by whoever writes them or by a reaction.
    Derived,
    /// How and when this row came in and was changed: true of the row, whatever becomes of its content.
    Origin,
    /// Whether it lies in the bin.
    Life,
    /// What it hangs on; moved or kept by verbs of its own.
    Link,
}

/// A field: a column a person can know something by.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its column.
    pub column: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The word that says nothing, for a column that is never null.
    pub silent: Option<&'static str>,
    /// Columns worked out from it, which go where it goes.
    pub followers: &'static [&'static str],
    /// What a merge does with it.
    pub merge: Merge,
    /// Whether what comes in again fills it where it says nothing.
    pub fills: bool,
    /// Any text, of which nothing follows: it has no place of its own in forms, lists, files and calls, and is taken there by this description,
    /// as fields of one's own are.
    pub plain: bool,
    /// A text of several lines.
    pub long: bool,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Minor units of the base currency, or of the record's own.
    Money,
    /// A day of the calendar.
    Day,
    /// An instant.
    Instant,
    /// One word of a list; its sentence is `<list>.<word>`.
    Choice(&'static str),
    /// A person who works here.
    Person,
    /// Another record: its table.
    Record(&'static str),
    /// An object of texts by name, as JSON.
    Notes,
}

/// What becomes of a field when records are made one. What is not taken is written down on the record that is left, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// What the kept record says; where it says nothing, the first of the others that says something. A person may choose otherwise.
    Fill,
    /// The same, but nobody may choose otherwise: the first answer stays.
    FirstStays,
    /// The same as [`Merge::Fill`]; what is not taken stands beside, as a further contact method of this kind.
    FurtherMethod,
    /// What the kept record says, even nothing: it tells how that record stands.
    Keep,
    /// The parts of all, the kept record's first.
    Join,
}

impl Field {
    /// A field that a merge and a second arrival fill.
    pub const fn new(column: &'static str, kind: Kind) -> Field {
        Field {
            column,
            kind,
            silent: None,
            followers: &[],
            merge: Merge::Fill,
            fills: true,
            plain: false,
            long: false,
        }
    }

    /// A text that a merge and a second arrival fill.
    pub const fn text(column: &'static str) -> Field {
        Field::new(column, Kind::Text)
    }

    /// Any text, taken everywhere by its description alone.
    pub const fn plain(column: &'static str) -> Field {
        let mut field = Field::text(column);
        field.plain = true;
        field
    }

    /// A text of several lines.
    pub const fn long(self) -> Field {
        Field { long: true, ..self }
    }

    /// Characters it takes at most.
    pub const fn most(&self) -> i64 {
        match (self.kind, self.long) {
            (Kind::Notes, _) | (_, true) => limits::TEXT,
            _ => limits::LINE,
        }
    }

    /// With another rule for merging.
    pub const fn merged(self, merge: Merge) -> Field {
        Field { merge, ..self }
    }

    /// With columns that are worked out from it.
    pub const fn followed_by(self, followers: &'static [&'static str]) -> Field {
        Field { followers, ..self }
    }

    /// With a word that says nothing.
    pub const fn silent_as(self, word: &'static str) -> Field {
        Field {
            silent: Some(word),
            ..self
        }
    }

    /// Never filled by a second arrival: a rule or a person decides it.
    pub const fn not_filled(self) -> Field {
        Field { fills: false, ..self }
    }

    /// Whether a value says something.
    pub fn says(&self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Text(text) => self.silent != Some(text.as_str()),
            _ => true,
        }
    }

    /// What it is called, in a language.
    pub fn label(&self, language: Language) -> String {
        messages::sentence(language, &format!("field.{}", self.column), &[])
    }
}

impl Kind {
    /// A stored word as people read it; numbers and texts as they are.
    pub fn shown(self, text: &str, language: Language) -> String {
        match self {
            Kind::Choice(list) => messages::sentence(language, &format!("{list}.{text}"), &[]),
            _ => text.to_owned(),
        }
    }
}

impl Reach {
    /// The condition on a record, for a reader who sees only the people in `:scope`, a JSON list. Says nothing of the bin.
    fn within(&self, alias: &str, changes: bool) -> String {
        let of = |column: &str| format!("{alias}.{column} in (select value from json_each(:scope))");
        let own_or_free = || format!("({alias}.owner_id is null or {})", of("owner_id"));
        match self {
            Reach::All => "true".to_owned(),
            Reach::Owned => of("owner_id"),
            Reach::Shared(also) if !changes => format!("({} or {})", own_or_free(), also.replace("{}", alias)),
            Reach::OwnedOrFree | Reach::Shared(_) => own_or_free(),
            Reach::With(whole, reach) => format!(
                "iif({whole}.id is null, {}, {} or {})",
                own_or_free(),
                of("owner_id"),
                reach.within(whole, changes)
            ),
            Reach::About(aliases) => {
                let each = |changes: bool| {
                    let each = aliases.iter().filter(|(_, reach)| !matches!(reach, Reach::All));
                    let each =
                        each.map(|(about, reach)| format!("({about}.id is null or {})", reach.within(about, changes)));
                    each.collect::<Vec<_>>().join(" and ")
                };
                match changes {
                    true => format!("({} and ({} or {}))", each(false), of("person_id"), each(true)),
                    false => format!("({})", each(false)),
                }
            }
        }
    }

    /// The condition that what a record hangs on does not lie in the bin.
    fn stands(&self) -> String {
        match self {
            Reach::With(whole, _) => format!("{whole}.deleted_at is null"),
            Reach::About(aliases) => {
                let stands = |alias: &str| format!("({alias}.id is not null and {alias}.deleted_at is null)");
                let any: Vec<String> = aliases.iter().map(|(about, _)| stands(about)).collect();
                // What is about a deal or a lead goes with it, whatever else it is about.
                let goes = aliases
                    .iter()
                    .filter(|(_, reach)| matches!(reach, Reach::Owned | Reach::OwnedOrFree));
                let all = goes.map(|(about, _)| format!(" and {about}.deleted_at is null"));
                format!("(({}){})", any.join(" or "), all.collect::<String>())
            }
            _ => "true".to_owned(),
        }
    }

    /// The condition on a record, which may be missing where it is joined to another one, that the reader sees it; `:scope` is a JSON list of the
    /// people whose records they see, null for everybody's. Says nothing of the bin but of what the record hangs on.
    pub fn sees(&self, alias: &str) -> String {
        format!(
            "((:scope is null or {}) and {})",
            self.within(alias, false),
            self.stands()
        )
    }

    /// The same, that the reader may change it, as far as that depends on whose it is.
    pub fn changes(&self, alias: &str) -> String {
        format!(
            "((:scope is null or {}) and {})",
            self.within(alias, true),
            self.stands()
        )
    }

    /// The same two, whether or not something lies in the bin: what an undo takes out of the bin may lie there while it is asked.
    pub fn with_bin(&self, alias: &str) -> (String, String) {
        let both = [false, true].map(|changes| format!("(:scope is null or {})", self.within(alias, changes)));
        let [sees, changes] = both;
        (sees, changes)
    }
}

impl Noun {
    /// Its table.
    pub const fn table(&self) -> &'static str {
        self.kind.as_str()
    }

    /// The condition on `t` for the records a reader sees, those in the bin among them; see [`Reach::sees`].
    pub fn seen(&self) -> String {
        self.reach.sees("t")
    }

    /// The condition on `t` for the records a reader may change; see [`Reach::changes`].
    pub fn changed(&self) -> String {
        self.reach.changes("t")
    }

    /// The condition on records of another alias than `t` in a query whose values are told in order: what a reader sees, or may change, who sees
    /// only these people's, and its values. What belongs to a whole is asked row by row, so that a page costs no more than its rows.
    pub fn within(&self, alias: &str, people: &str, changes: bool) -> (String, Vec<Value>) {
        let text = match self.reach {
            Reach::All | Reach::Owned | Reach::OwnedOrFree | Reach::Shared(_) => self.reach.within(alias, changes),
            Reach::With(..) | Reach::About(_) => format!(
                "exists (select 1 from {} t {} where t.id = {alias}.id and {})",
                self.table(),
                self.joined(),
                self.reach.within("t", changes)
            ),
        };
        let values = vec![people.to_owned().into(); text.matches(":scope").count()];
        (text.replace(":scope", "?"), values)
    }

    /// What stands behind `from`, or joined to a source of ids: the tables that [`Noun::shown`] and [`Noun::reach`] speak of besides `t`.
    pub fn joined(&self) -> String {
        format!(
            "{} left join people u on u.id = {}",
            self.shown.joined, self.shown.owner
        )
    }

    /// The condition on `t` for those that do not lie in the bin.
    pub fn alive(&self) -> &'static str {
        let dies = self.beside.iter().any(|(_, why)| *why == Beside::Life);
        if dies { "t.deleted_at is null" } else { "true" }
    }

    /// Whether its rows say when they were changed last.
    pub fn is_stamped(&self) -> bool {
        self.beside.iter().any(|(column, _)| *column == "updated_at")
    }

    /// Whether people may be kept from records of others.
    pub const fn is_owned(&self) -> bool {
        matches!(self.reach, Reach::Owned | Reach::OwnedOrFree)
    }

    /// Its fields that are taken everywhere by their description alone.
    pub fn plain(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().filter(|field| field.plain)
    }

    /// Its columns that hold fields, in order.
    pub fn columns(&self) -> Vec<&'static str> {
        self.fields.iter().map(|field| field.column).collect()
    }

    /// The field of a stable name: its column without the ending that says how it is stored.
    pub fn named(&self, name: &str) -> Option<&'static Field> {
        let stable = |field: &&Field| field.column.trim_end_matches("_minor").trim_end_matches("_id") == name;
        self.fields.iter().find(stable)
    }

    /// The field of a column.
    pub fn field(&self, column: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.column == column)
    }

    /// Whether the history of a record shows a change of this column: what somebody wrote, not what follows from it.
    pub fn tells(&self, column: &str) -> bool {
        self.field(column).is_some()
            || self
                .beside
                .iter()
                .any(|(name, why)| *name == column && matches!(why, Beside::Life | Beside::Link))
    }
}
