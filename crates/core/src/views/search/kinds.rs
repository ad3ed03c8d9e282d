//! The kinds of record search knows: where each stands, what of it is searched, who may see it.

use crate::engine::permission::Permission;
use leadwell_rules::search::Field;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// A lead.
    Lead,
    /// A customer.
    Customer,
    /// A contact.
    Contact,
    /// A deal.
    Deal,
    /// A note, call, meeting, mail or task.
    Activity,
}

/// All a kind needs.
pub struct Spec {
    /// The kind.
    pub kind: SearchKind,
    /// Its name in the file.
    pub name: &'static str,
    /// The table of its records.
    pub table: &'static str,
    /// The table of its tokens.
    pub index: &'static str,
    /// What the reader must be allowed to do.
    pub permission: Permission,
    /// Whether the tokens say whose a record is, because people may see only their own.
    pub owned: bool,
    /// Searched fields, named as the interface knows them.
    pub fields: &'static [(&'static str, Field)],
    /// The SQL of those fields, in that order; the record is `t`.
    pub columns: &'static str,
    /// Where the values of fields of one's own stand, and the column that says whose they are.
    pub values: Option<(&'static str, &'static str)>,
    /// What a hit shows: owner, title, subtitle, path, instant.
    pub shown: &'static str,
    /// What else those come from, joined to the record.
    pub joined: &'static str,
    /// Whether the reader may see the record; `:scope` is whose records they see.
    pub seen: &'static str,
}

/// A deal the reader may see.
macro_rules! deal_seen {
    ($deal:literal) => {
        concat!(
            "(",
            $deal,
            ".deleted_at is null and (:scope is null or ",
            $deal,
            ".owner_id in (select value from json_each(:scope))))"
        )
    };
}

/// A lead the reader may see: their people's, and those nobody has.
macro_rules! lead_seen {
    ($lead:literal) => {
        concat!(
            "(",
            $lead,
            ".deleted_at is null and (:scope is null or ",
            $lead,
            ".owner_id is null or ",
            $lead,
            ".owner_id in (select value from json_each(:scope))))"
        )
    };
}

/// The texts in fields of one's own that are in use.
macro_rules! own_texts {
    ($values:literal, $about:literal) => {
        concat!(
            "(select group_concat(cv.value, ' ') from ",
            $values,
            " cv indexed by ",
            $values,
            "_of join custom_fields cf on cf.id = cv.field_id where cv.",
            $about,
            " = t.id and cf.archived_at is null and cf.kind in ('text', 'long_text', 'link'))"
        )
    };
}

/// The kinds, in the order they are shown in.
pub static SPECS: [Spec; 5] = [
    Spec {
        kind: SearchKind::Lead,
        name: "lead",
        table: "leads",
        index: "search_leads",
        permission: Permission::LeadRead,
        owned: true,
        fields: &[
            ("name", Field::Name),
            ("company", Field::Name),
            ("mobile", Field::Number),
            ("phone", Field::Number),
            ("qq", Field::Number),
            ("further", Field::Text),
            ("email", Field::Text),
            ("wechat", Field::Text),
            ("handle", Field::Text),
            ("code", Field::Text),
            ("credit_code", Field::Text),
            ("title", Field::Text),
            ("need", Field::Text),
            ("note", Field::Text),
            ("custom", Field::Text),
        ],
        columns: concat!(
            "t.name, t.company, t.mobile, t.phone, t.qq,
          (select group_concat(c.value, ' ') from lead_contacts c where c.lead_id = t.id),
          t.email, t.wechat, t.handle, t.code, t.credit_code, t.title, t.need, t.note, ",
            own_texts!("lead_values", "lead_id")
        ),
        values: Some(("lead_values", "lead_id")),
        shown: "u.name, coalesce(t.name, t.company), concat_ws(' · ', iif(t.name is null, null, t.company), t.title, t.mobile), '/leads/' || t.id, null",
        joined: "left join people u on u.id = t.owner_id",
        seen: lead_seen!("t"),
    },
    Spec {
        kind: SearchKind::Customer,
        name: "customer",
        table: "customers",
        index: "search_customers",
        permission: Permission::CustomerRead,
        owned: false,
        fields: &[
            ("name", Field::Name),
            ("phone", Field::Number),
            ("website", Field::Text),
            ("credit_code", Field::Text),
            ("note", Field::Text),
            ("custom", Field::Text),
        ],
        columns: concat!(
            "t.name, t.phone, t.website, t.credit_code, t.note, ",
            own_texts!("customer_values", "customer_id")
        ),
        values: Some(("customer_values", "customer_id")),
        shown: "u.name, t.name, concat_ws(' · ', t.region, t.industry), '/customers/' || t.id, null",
        joined: "left join people u on u.id = t.owner_id",
        seen: "t.deleted_at is null",
    },
    Spec {
        kind: SearchKind::Contact,
        name: "contact",
        table: "contacts",
        index: "search_contacts",
        permission: Permission::CustomerRead,
        owned: false,
        fields: &[
            ("name", Field::Name),
            ("mobile", Field::Number),
            ("phone", Field::Number),
            ("email", Field::Text),
            ("wechat", Field::Text),
            ("title", Field::Text),
            ("custom", Field::Text),
        ],
        columns: concat!(
            "t.name, t.mobile, t.phone, t.email, t.wechat, t.title, ",
            own_texts!("contact_values", "contact_id")
        ),
        values: Some(("contact_values", "contact_id")),
        shown: "u.name, t.name, concat_ws(' · ', a.name, t.title, t.mobile), '/customers/' || t.customer_id, null",
        joined: "left join people u on u.id = t.owner_id left join customers a on a.id = t.customer_id",
        seen: "t.deleted_at is null",
    },
    Spec {
        kind: SearchKind::Deal,
        name: "deal",
        table: "deals",
        index: "search_deals",
        permission: Permission::DealRead,
        owned: true,
        fields: &[
            ("name", Field::Name),
            ("code", Field::Text),
            ("competitor", Field::Text),
            ("lost_reason", Field::Text),
            ("note", Field::Text),
            ("custom", Field::Text),
        ],
        columns: concat!(
            "t.name, t.code, t.competitor, t.lost_reason, t.note, ",
            own_texts!("deal_values", "deal_id")
        ),
        values: Some(("deal_values", "deal_id")),
        shown: "u.name, t.name, concat_ws(' · ', a.name, g.name), '/deals/' || t.id, null",
        joined: "left join people u on u.id = t.owner_id left join stages g on g.id = t.stage_id left join customers a on a.id = t.customer_id",
        seen: deal_seen!("t"),
    },
    Spec {
        kind: SearchKind::Activity,
        name: "activity",
        table: "activities",
        index: "search_activities",
        permission: Permission::CustomerRead,
        owned: false,
        fields: &[("text", Field::Text)],
        columns: "t.text",
        values: None,
        shown: "u.name, coalesce(o.name, l.name, l.company, c.name, a.name), null,
          coalesce('/deals/' || t.deal_id, '/leads/' || t.lead_id, '/customers/' || coalesce(t.customer_id, c.customer_id)),
          coalesce(t.done_at, t.created_at)",
        joined: "left join people u on u.id = t.person_id left join deals o on o.id = t.deal_id left join leads l on l.id = t.lead_id
          left join contacts c on c.id = t.contact_id left join customers a on a.id = t.customer_id",
        seen: concat!(
            "t.deleted_at is null and (t.deal_id is null or ",
            deal_seen!("o"),
            ") and (t.lead_id is null or ",
            lead_seen!("l"),
            ") and (t.deal_id is not null or t.lead_id is not null or (a.id is not null and a.deleted_at is null)
              or (c.id is not null and c.deleted_at is null))"
        ),
    },
];

impl SearchKind {
    /// What the kind needs.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// The kind whose records stand in a table.
    pub fn of_table(table: &str) -> Option<SearchKind> {
        SPECS.iter().find(|spec| spec.table == table).map(|spec| spec.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs_stand_where_their_kind_says() {
        for spec in &SPECS {
            assert_eq!(spec.kind.spec().name, spec.name);
            assert_eq!(SearchKind::of_table(spec.table), Some(spec.kind));
            assert_eq!(serde_json::to_value(spec.kind).unwrap(), spec.name);
        }
    }
}
