//! The sentences that name the fields and states of records, in files that leave the program and in notes it writes.

use super::row::State;

/// The sentence that names a field; nothing for a field that has no name.
pub fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "field.name",
        "company" => "field.company",
        "title" => "field.title",
        "mobile" => "field.mobile",
        "phone" => "field.phone",
        "email" => "field.email",
        "wechat" => "field.wechat",
        "qq" => "field.qq",
        "handle" => "field.handle",
        "industry" => "field.industry",
        "employees" => "field.employees",
        "website" => "field.website",
        "address" => "field.address",
        "credit_code" => "field.credit_code",
        "source" => "field.source",
        "acquisition" => "field.acquisition",
        "channel" => "field.channel",
        "campaign" => "field.campaign",
        "need" => "field.need",
        "note" => "field.note",
        "budget_minor" | "budget" => "field.budget_minor",
        "owner_id" | "owner" => "field.owner_id",
        "customer_id" => "field.customer_id",
        "region" => "field.region",
        "revenue_minor" => "field.revenue_minor",
        "founded_year" => "field.founded_year",
        "parent_id" => "field.parent_id",
        "id" => "field.id",
        "code" => "field.code",
        "province" => "field.province",
        "city" => "field.city",
        "carrier" => "field.carrier",
        "state" => "field.state",
        "state_reason" => "field.state_reason",
        "tags" => "field.tags",
        "followed_at" => "field.followed_at",
        "next_due_on" => "field.next_due_on",
        "created_at" => "field.created_at",
        "updated_at" => "field.updated_at",
        _ => return None,
    })
}

/// The sentence that names a state.
pub fn state(state: State) -> &'static str {
    match state {
        State::ToHandle => "lead_state.to_handle",
        State::Following => "lead_state.following",
        State::Converted => "lead_state.converted",
        State::Invalid => "lead_state.invalid",
        State::Returned => "lead_state.returned",
        State::Transferred => "lead_state.transferred",
        State::Void => "lead_state.void",
    }
}
