//! What can be asked of leads, and what they can be sorted by: one table for lists, views and, later, pools and rules.

use super::description::LEADS;
use super::row::{Answer, COLUMNS, State, TABLES};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::field::{Field, FieldInfo};
use crate::engine::store::list::{self, Listed};
use leadwell_rules::condition::Kind;

/// Why leads are kept apart.
pub const QUARANTINE: [&str; 8] = [
    "blacklisted",
    "sensitive_word",
    "throwaway_email",
    "fake_mobile",
    "bad_mobile",
    "bad_email",
    "bad_credit_code",
    "bad_contact",
];

/// The doors leads come through.
pub const DOORS: [&str; 9] = [
    "typed", "import", "folder", "paste", "card", "vcard", "chat", "form", "api",
];

/// The fields of a lead that can be asked about.
pub static FIELDS: [Field; 37] = [
    Field::choice("state", "l.state", &State::NAMES),
    Field::new("owner", Kind::Person, "l.owner_id"),
    Field::new("tags", Kind::Tags, "select 1 from lead_tags where lead_id = l.id").holding("tag_id"),
    Field::new("name", Kind::Text, "l.name"),
    Field::new("company", Kind::Text, "l.company"),
    Field::new("title", Kind::Text, "l.title"),
    Field::new("mobile", Kind::Text, "l.mobile").normal(),
    Field::new("phone", Kind::Text, "l.phone"),
    Field::new("email", Kind::Text, "l.email").normal(),
    Field::new("wechat", Kind::Text, "l.wechat").normal(),
    Field::new("qq", Kind::Text, "l.qq").normal(),
    Field::new("handle", Kind::Text, "l.handle"),
    Field::new("province", Kind::Text, "l.province"),
    Field::new("city", Kind::Text, "l.city").spelt("leads", "city"),
    Field::new("carrier", Kind::Text, "l.carrier"),
    Field::new("industry", Kind::Text, "l.industry"),
    Field::new("employees", Kind::Number, "l.employees"),
    Field::new("website", Kind::Text, "l.website"),
    Field::new("address", Kind::Text, "l.address"),
    Field::new("credit_code", Kind::Text, "l.credit_code").normal(),
    Field::new("source", Kind::Text, "l.source").spelt("leads", "source"),
    Field::new("acquisition", Kind::Text, "l.acquisition"),
    Field::new("channel", Kind::Text, "l.channel"),
    Field::new("campaign", Kind::Text, "l.campaign"),
    Field::choice("door", "l.door", &DOORS),
    Field::new("need", Kind::Text, "l.need"),
    Field::new("note", Kind::Text, "l.note"),
    Field::new("budget", Kind::Money, "l.budget_minor"),
    Field::choice("bant_budget", "l.bant_budget", &Answer::NAMES),
    Field::choice("bant_authority", "l.bant_authority", &Answer::NAMES),
    Field::choice("bant_need", "l.bant_need", &Answer::NAMES),
    Field::choice("bant_timeline", "l.bant_timeline", &Answer::NAMES),
    Field::choice("quarantine", "l.quarantine", &QUARANTINE),
    Field::new("next_due_on", Kind::Day, "l.next_due_on"),
    Field::new("followed_at", Kind::Instant, "l.followed_at"),
    Field::new("created_at", Kind::Instant, "l.created_at"),
    Field::new("updated_at", Kind::Instant, "l.updated_at"),
];

/// What a sort column is in SQL, never null.
pub fn expression(column: &str) -> Option<&'static str> {
    Some(match column {
        "id" => "l.id",
        // Not the order of ids: a file may bring leads that came long ago.
        "created_at" => "l.created_at",
        "name" => "coalesce(l.name, '')",
        "company" => "coalesce(l.company, '')",
        "title" => "coalesce(l.title, '')",
        "mobile" => "coalesce(l.mobile, '')",
        "email" => "coalesce(l.email, '')",
        "province" => "coalesce(l.province, '')",
        "city" => "coalesce(l.city, '')",
        "industry" => "coalesce(l.industry, '')",
        "employees" => "coalesce(l.employees, -1)",
        "source" => "coalesce(l.source, '')",
        "channel" => "coalesce(l.channel, '')",
        "campaign" => "coalesce(l.campaign, '')",
        "budget" => "coalesce(l.budget_minor, -1)",
        "state" => "l.state",
        "owner" => "coalesce(u.name, '')",
        "followed_at" => "coalesce(l.followed_at, 0)",
        "next_due_on" => "coalesce(l.next_due_on, '9999-12-31')",
        "updated_at" => "l.updated_at",
        _ => return None,
    })
}

/// Leads as a list.
pub(crate) static LEAD_LIST: Listed = Listed {
    noun: &LEADS,
    table: "leads l",
    id: "l.id",
    columns: COLUMNS,
    tables: TABLES,
    joins: &[("u.", "left join people u on u.id = l.owner_id")],
    fields: &FIELDS,
    order: expression,
    usual: None,
    text: "coalesce(l.name, '') || ' ' || coalesce(l.company, '') || ' ' || coalesce(l.mobile, '') || ' ' || coalesce(l.phone, '')
           || ' ' || coalesce(l.email, '') || ' ' || coalesce(l.wechat, '') || ' ' || coalesce(l.qq, '') || ' ' || coalesce(l.number, '')",
    key: None,
    alive: "l.deleted_at is null",
    // A merged lead is not in the bin: it is part of another one.
    removed: "l.deleted_at is not null and l.id not in (select gone_id from merges where entity = 'leads')",
    apart: Some("l.quarantine"),
    missing: "lead.selection_missing",
    unknown: "lead.some_unknown",
};

/// Answers `leads.fields`.
pub fn fields(read: &Read<'_>, _: Nothing) -> Result<Vec<FieldInfo>, Failure> {
    list::fields(read, &LEAD_LIST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::call::{Call, Origin};
    use crate::engine::store::list::Selection;
    use crate::engine::workspace::Workspace;
    use leadwell_rules::Language;
    use leadwell_rules::condition::Condition;
    use leadwell_rules::time::Instant;
    use rusqlite::params_from_iter;

    #[test]
    fn a_word_is_found_by_its_index_however_it_is_spelt() {
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
        for (mobile, source) in [("13800138001", "Ｗeb"), ("13800138002", "展会")] {
            let lead = serde_json::json!({ "lead": { "name": "x", "mobile": mobile, "source": source } });
            workspace.dispatch(&call, "leads.create", lead).unwrap();
        }
        let plans = [
            ("source", "WEB", "INDEX leads_source (source=?"),
            ("email", "ＡＢ@example.com", "INDEX leads_email (email=?"),
            ("wechat", "Wang88", "INDEX leads_wechat (wechat=?"),
            ("mobile", "１３８００１３８００１", "INDEX leads_mobile (mobile=?"),
        ];
        workspace
            .read(&call, |read| {
                for (field, value, index) in plans {
                    let wanted = Selection::of(Condition::any_of(field, [value]));
                    let all = list::conditions(read, &LEAD_LIST, &wanted)?;
                    let text = format!("explain query plan select l.id from leads l where {}", all.sql());
                    let steps: Vec<String> = read.all(&text, params_from_iter(all.values()), |row| row.get(3))?;
                    assert!(steps.join("\n").contains(index), "{field}\n{steps:?}");
                }
                Ok(())
            })
            .unwrap();
    }
}
