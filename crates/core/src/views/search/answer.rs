//! What search answers.

use leadwell_rules::ids::RecordKind;
use leadwell_rules::time::Instant;
use serde::Serialize;
use ts_rs::TS;

/// What was found, by kind.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "SearchHits")]
pub struct Hits {
    /// Kinds in which something was found, the best first.
    pub groups: Vec<Group>,
    /// Whether what was found differs from what was typed by a slip.
    pub slip: bool,
    /// Records not searched yet, because search is being prepared; 0 when all are.
    pub waiting: i64,
}

/// What was found of one kind.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "SearchGroup")]
pub struct Group {
    /// The kind.
    pub kind: RecordKind,
    /// How many there are, as far as was counted.
    pub count: usize,
    /// Whether there are more than were counted: "50+".
    pub more: bool,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// One record.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "SearchHit")]
pub struct Hit {
    /// The kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: i64,
    /// What it is called; of an activity, what it is about.
    pub title: String,
    /// What else tells it from others of that name.
    pub subtitle: Option<String>,
    /// Whose it is; of an activity, who wrote it.
    pub owner: Option<String>,
    /// When, of an activity.
    pub at: Option<Instant>,
    /// The page it is shown on; none when there is no such page.
    pub path: Option<String>,
    /// Why it was found; none for records one worked on lately.
    pub matched: Option<Matched>,
}

/// The piece of a field that answers the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SearchMatched")]
pub struct Matched {
    /// The field.
    pub field: String,
    /// What stands before it.
    pub before: String,
    /// What answers.
    pub hit: String,
    /// What stands behind it.
    pub after: String,
}

/// Records a person worked on lately.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "RecentRecords")]
pub struct Recent {
    /// The last one first.
    pub hits: Vec<Hit>,
}

/// Characters shown before and behind what answers.
const AROUND: (usize, usize) = (24, 60);

impl Matched {
    /// The piece of a text from one byte to another, with some of its surroundings.
    pub fn of(field: &str, text: &str, from: usize, to: usize) -> Matched {
        let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
        let (hit, after) = rest.split_at_checked(to.saturating_sub(from)).unwrap_or((rest, ""));
        let skipped = before.chars().count().saturating_sub(AROUND.0);
        let start: String = before.chars().skip(skipped).map(one_line).collect();
        let end: String = after.chars().take(AROUND.1).map(one_line).collect();
        let cut = after.chars().nth(AROUND.1).is_some();
        Matched {
            field: field.to_owned(),
            before: if skipped > 0 { format!("…{start}") } else { start },
            hit: hit.chars().map(one_line).collect(),
            after: if cut { format!("{end}…") } else { end },
        }
    }
}

fn one_line(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_with_its_surroundings() {
        let text = format!("{}报价\n单{}", "前".repeat(30), "后".repeat(70));
        let from = text.find("报价").unwrap();
        let matched = Matched::of("note", &text, from, from + 6);
        assert_eq!(matched.before, format!("…{}", "前".repeat(24)));
        assert_eq!(matched.hit, "报价");
        assert_eq!(matched.after, format!(" 单{}…", "后".repeat(58)));
        let whole = Matched::of("name", "王伟", 0, 6);
        assert_eq!(
            (whole.before.as_str(), whole.hit.as_str(), whole.after.as_str()),
            ("", "王伟", "")
        );
        // A place that is none shows the text rather than nothing.
        assert_eq!(Matched::of("name", "王伟", 1, 2).before, "王伟");
    }
}
