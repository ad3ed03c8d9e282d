//! What can lie in the bin. What belongs to a record that lies there waits with it and is not listed by itself; a merged record
//! is not in the bin, it is part of another one.

use crate::engine::permission::Permission;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What lies in the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BinKind {
    /// Leads.
    Leads,
    /// Deals.
    Deals,
    /// Customers, each with the contacts that went with it.
    Customers,
    /// Contacts who were removed by themselves.
    Contacts,
    /// Files taken away from a record.
    Files,
}

/// A kind as the file has it.
pub(super) struct Spec {
    /// Its table.
    pub table: &'static str,
    /// Who sees it, and who brings it back.
    pub read: Permission,
    pub write: Permission,
    /// What it is called and what tells it from others of that name; the record is `t`.
    pub shown: &'static str,
    /// What else those come from.
    pub joined: &'static str,
    /// Which records of the table lie in the bin for the reader; `:scope` is whose records they see.
    pub lies: &'static str,
}

impl BinKind {
    /// All of them, as the page shows them.
    pub const ALL: [BinKind; 5] = [
        BinKind::Leads,
        BinKind::Deals,
        BinKind::Customers,
        BinKind::Contacts,
        BinKind::Files,
    ];

    pub(super) fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }
}

static SPECS: [Spec; 5] = [
    Spec {
        table: "leads",
        read: Permission::LeadRead,
        write: Permission::LeadWrite,
        shown: "coalesce(t.name, t.company) as called, concat_ws(' · ', iif(t.name is null, null, t.company), coalesce(t.mobile, t.phone, t.email, t.wechat))",
        joined: "",
        lies: "t.deleted_at is not null and t.id not in (select gone_id from merges where entity = 'leads')
          and (:scope is null or t.owner_id is null or t.owner_id in (select value from json_each(:scope)))",
    },
    Spec {
        table: "deals",
        read: Permission::DealRead,
        write: Permission::DealWrite,
        shown: "t.name as called, concat_ws(' · ', a.name, t.code)",
        joined: "left join customers a on a.id = t.customer_id",
        lies: "t.deleted_at is not null and (:scope is null or t.owner_id in (select value from json_each(:scope)))",
    },
    Spec {
        table: "customers",
        read: Permission::CustomerRead,
        write: Permission::CustomerWrite,
        shown: "t.name as called, concat_ws(' · ', t.region, t.industry)",
        joined: "",
        lies: "t.deleted_at is not null and t.id not in (select gone_id from merges where entity = 'customers') and (:scope is null or true)",
    },
    Spec {
        table: "contacts",
        read: Permission::CustomerRead,
        write: Permission::CustomerWrite,
        shown: "t.name as called, concat_ws(' · ', a.name, t.title, coalesce(t.mobile, t.phone, t.email, t.wechat))",
        joined: "left join customers a on a.id = t.customer_id",
        lies: "t.deleted_at is not null and t.id not in (select gone_id from merges where entity = 'contacts')
          and a.deleted_at is null and (:scope is null or true)",
    },
    Spec {
        table: "attachments",
        read: Permission::CustomerRead,
        write: Permission::CustomerWrite,
        shown: "t.name as called, coalesce(o.name, l.name, l.company, c.name, a.name)",
        joined: "left join deals o on o.id = t.deal_id left join leads l on l.id = t.lead_id
          left join contacts c on c.id = t.contact_id left join customers a on a.id = t.customer_id",
        lies: "t.deleted_at is not null and o.deleted_at is null and l.deleted_at is null and c.deleted_at is null and a.deleted_at is null
          and (o.id is null or :scope is null or o.owner_id in (select value from json_each(:scope)))
          and (l.id is null or :scope is null or l.owner_id is null or l.owner_id in (select value from json_each(:scope)))",
    },
];
