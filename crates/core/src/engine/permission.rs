//! Who may do what: five roles, one table. Checked by `dispatch` before anything is read or written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person is in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns the file and decides everything.
    Owner,
    /// Leads a team: sees and changes the team's records and those nobody has, sets targets and pipelines.
    Manager,
    /// Sells: sees and changes their own records and those nobody has. Other people's customers they see where the company shows customers to
    /// everybody, and where they have a deal or know somebody; they never change them. See `records/reach.rs`.
    Sales,
    /// Back office: keeps customers and products, imports files, sees all deals.
    Assistant,
    /// Reads and prints, changes nothing.
    Viewer,
}

impl Role {
    /// All roles, for the matrix test.
    pub const ALL: [Role; 5] = [Role::Owner, Role::Manager, Role::Sales, Role::Assistant, Role::Viewer];

    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Manager => "manager",
            Role::Sales => "sales",
            Role::Assistant => "assistant",
            Role::Viewer => "viewer",
        }
    }

    /// The role of a stored name; anything unknown is the least one.
    pub fn from_stored(name: &str) -> Role {
        Role::ALL
            .into_iter()
            .find(|role| role.as_str() == name)
            .unwrap_or(Role::Viewer)
    }

    /// The table of permissions. Deny by default: what is not listed is refused.
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Role::Owner => true,
            Role::Manager => !matches!(permission, P::WorkspaceManage | P::PeopleManage),
            Role::Sales => matches!(
                permission,
                P::WorkspaceRead
                    | P::CustomerRead
                    | P::CustomerWrite
                    | P::DealRead
                    | P::DealWrite
                    | P::ActivityWrite
                    | P::ForecastRead
                    | P::HistoryUndo
                    | P::LeadRead
                    | P::LeadWrite
            ),
            Role::Assistant => matches!(
                permission,
                P::WorkspaceRead
                    | P::CustomerRead
                    | P::CustomerWrite
                    | P::CatalogueWrite
                    | P::DealRead
                    | P::ActivityWrite
                    | P::ForecastRead
                    | P::ImportRun
                    | P::HistoryUndo
                    | P::LeadRead
                    | P::LeadWrite
                    | P::LeadAssign
            ),
            Role::Viewer => matches!(
                permission,
                P::WorkspaceRead | P::CustomerRead | P::DealRead | P::ForecastRead | P::LeadRead
            ),
        }
    }
}

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// The company's name, people, products and pipelines: what every page needs.
    WorkspaceRead,
    /// Settings of the company, sample data.
    WorkspaceManage,
    /// People and their roles.
    PeopleManage,
    /// Leads: list, record, views, duplicate check.
    LeadRead,
    /// Adding and changing leads, claiming what nobody has.
    LeadWrite,
    /// Handing leads and customers to people.
    LeadAssign,
    /// What keeps leads clean: blacklist, lexicon, duplicate rules.
    LeadManage,
    /// Customers, contacts and their timeline.
    CustomerRead,
    /// Changing them.
    CustomerWrite,
    /// Products.
    CatalogueWrite,
    /// Pipelines and stages.
    PipelineManage,
    /// Deals: board, list, record.
    DealRead,
    /// Changing deals.
    DealWrite,
    /// Notes, calls and tasks; about what, the permission to change that decides.
    ActivityWrite,
    /// Forecast, funnel, the printed book.
    ForecastRead,
    /// Targets.
    TargetWrite,
    /// Files coming in.
    ImportRun,
    /// Undo and redo of one's own changes.
    HistoryUndo,
}

impl Permission {
    /// All permissions, for the matrix test and for the interface, which hides what a role may not do.
    pub const ALL: [Permission; 18] = [
        Permission::WorkspaceRead,
        Permission::WorkspaceManage,
        Permission::PeopleManage,
        Permission::LeadRead,
        Permission::LeadWrite,
        Permission::LeadAssign,
        Permission::LeadManage,
        Permission::CustomerRead,
        Permission::CustomerWrite,
        Permission::CatalogueWrite,
        Permission::PipelineManage,
        Permission::DealRead,
        Permission::DealWrite,
        Permission::ActivityWrite,
        Permission::ForecastRead,
        Permission::TargetWrite,
        Permission::ImportRun,
        Permission::HistoryUndo,
    ];
}

/// Whose records a person sees: part of every query, not of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    All,
    /// Those of these people only, as a JSON array of ids for `json_each`.
    People(String),
}

impl Scope {
    /// The value bound to `:scope`: null for everybody.
    pub fn bound(&self) -> Option<&str> {
        match self {
            Scope::All => None,
            Scope::People(ids) => Some(ids),
        }
    }
}
