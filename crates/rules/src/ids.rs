//! Typed record ids: SQLite row ids that cannot be mistaken for one another, in Rust or in TypeScript; and the kinds of record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $brand:literal) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS,
        )]
        #[serde(transparent)]
        #[schemars(inline)]
        #[ts(type = $brand)]
        pub struct $name(pub i64);

        impl $name {
            /// The row id as stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(row: i64) -> Self {
                Self(row)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }
    };
}

id!(
    /// A person who works in the workspace.
    PersonId, r#"number & { readonly __id: "PersonId" }"#
);
id!(
    /// A folder that is watched for files.
    FolderId, r#"number & { readonly __id: "FolderId" }"#
);
id!(
    /// A company we sell to.
    CustomerId, r#"number & { readonly __id: "CustomerId" }"#
);
id!(
    /// A person at a company we sell to.
    ContactId, r#"number & { readonly __id: "ContactId" }"#
);
id!(
    /// Something we sell.
    ProductId, r#"number & { readonly __id: "ProductId" }"#
);
id!(
    /// A sales process: an ordered list of stages.
    PipelineId, r#"number & { readonly __id: "PipelineId" }"#
);
id!(
    /// One stage of a pipeline.
    StageId, r#"number & { readonly __id: "StageId" }"#
);
id!(
    /// A deal in progress, won or lost.
    DealId, r#"number & { readonly __id: "DealId" }"#
);
id!(
    /// A file that belongs to a record.
    AttachmentId, r#"number & { readonly __id: "AttachmentId" }"#
);
id!(
    /// A note, call, meeting, mail or task.
    ActivityId, r#"number & { readonly __id: "ActivityId" }"#
);
id!(
    /// An amount to be won in a period.
    TargetId, r#"number & { readonly __id: "TargetId" }"#
);
id!(
    /// Somebody who might buy.
    LeadId, r#"number & { readonly __id: "LeadId" }"#
);
id!(
    /// A customer told of beforehand, so that nobody else takes it up.
    RegistrationId, r#"number & { readonly __id: "RegistrationId" }"#
);
id!(
    /// A word that marks leads.
    TagId, r#"number & { readonly __id: "TagId" }"#
);
id!(
    /// A way to look at a list: condition, columns, order.
    ViewId, r#"number & { readonly __id: "ViewId" }"#
);
id!(
    /// A field that the owner of the file added to a kind of record.
    CustomFieldId, r#"number & { readonly __id: "CustomFieldId" }"#
);
id!(
    /// Something that can be chosen in such a field.
    CustomOptionId, r#"number & { readonly __id: "CustomOptionId" }"#
);
id!(
    /// One run of an import.
    ImportId, r#"number & { readonly __id: "ImportId" }"#
);
id!(
    /// One recorded change: the unit of undo.
    ChangeId, r#"number & { readonly __id: "ChangeId" }"#
);

/// A kind of record. On every wire, in every stored column and message it has the name of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Who may become a customer.
    Leads,
    /// People at companies we sell to.
    Contacts,
    /// Companies we sell to.
    Customers,
    /// Deals in progress, won or lost.
    Deals,
    /// Notes, calls, meetings, mails, chats, tasks.
    Activities,
    /// What is sold.
    Products,
    /// The people who work here.
    People,
    /// Files kept with a record.
    Attachments,
}

impl RecordKind {
    /// All of them.
    pub const ALL: [RecordKind; 8] = [
        RecordKind::Leads,
        RecordKind::Contacts,
        RecordKind::Customers,
        RecordKind::Deals,
        RecordKind::Activities,
        RecordKind::Products,
        RecordKind::People,
        RecordKind::Attachments,
    ];

    /// Its name, which is its table's.
    pub const fn as_str(self) -> &'static str {
        match self {
            RecordKind::Leads => "leads",
            RecordKind::Contacts => "contacts",
            RecordKind::Customers => "customers",
            RecordKind::Deals => "deals",
            RecordKind::Activities => "activities",
            RecordKind::Products => "products",
            RecordKind::People => "people",
            RecordKind::Attachments => "attachments",
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Some other word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKind;

impl FromStr for RecordKind {
    type Err = NoKind;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        RecordKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(NoKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_record_has_one_name() {
        for kind in RecordKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("lead".parse::<RecordKind>(), Err(NoKind));
    }

    #[test]
    fn an_id_is_a_bare_number_in_json_and_branded_in_typescript() {
        assert_eq!(serde_json::to_string(&PersonId(7)).unwrap(), "7");
        assert_eq!(serde_json::from_str::<StageId>("12").unwrap(), StageId(12));
        assert_eq!("42".parse::<CustomerId>().unwrap(), CustomerId(42));
        let config = ts_rs::Config::default();
        assert_eq!(
            PersonId::decl(&config),
            r#"type PersonId = number & { readonly __id: "PersonId" };"#
        );
    }
}
