//! One lead as lists show it: the columns, read in one place.

use super::description::LEADS;
use super::fields::LEAD_LIST;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom_values::{CustomValues, of_row};
use crate::engine::store::text::parsed_day as day;
use crate::records::next_activity::{NextActivity, due_state};
use leadwell_rules::ids::{LeadId, PersonId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::{Instant, business_day};
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What became of a lead so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LeadState")]
pub enum State {
    /// Nobody has followed it up.
    ToHandle,
    /// Somebody is at it.
    Following,
    /// It became a customer or a deal.
    Converted,
    /// Closed with a reason: wrong contact, no intent, competitor.
    Invalid,
    /// Given back by its owner.
    Returned,
    /// Handed to somebody else.
    Transferred,
    /// Entered by mistake.
    Void,
}

impl State {
    /// All states, in the order of the process.
    pub const ALL: [State; 7] = [
        State::ToHandle,
        State::Following,
        State::Converted,
        State::Invalid,
        State::Returned,
        State::Transferred,
        State::Void,
    ];

    /// The names stored in the file, in the order of [`State::ALL`].
    pub const NAMES: [&'static str; 7] = [
        "to_handle",
        "following",
        "converted",
        "invalid",
        "returned",
        "transferred",
        "void",
    ];

    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The state of a stored name; the file lets no other in.
    pub fn from_stored(name: &str) -> State {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == name)
            .unwrap_or(State::ToHandle)
    }
}

/// An answer to one letter of BANT.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BantAnswer")]
pub enum Answer {
    /// Nobody has asked.
    #[default]
    Unknown,
    /// Asked, and no.
    No,
    /// In part.
    Partly,
    /// Yes.
    Yes,
}

impl Answer {
    /// The names stored in the file.
    pub const NAMES: [&'static str; 4] = ["unknown", "no", "partly", "yes"];

    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    fn from_stored(name: &str) -> Answer {
        match name {
            "no" => Answer::No,
            "partly" => Answer::Partly,
            "yes" => Answer::Yes,
            _ => Answer::Unknown,
        }
    }
}

/// Budget, authority, need and timeline.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
pub struct Bant {
    /// Is there money for it?
    pub budget: Answer,
    /// Does this person decide?
    pub authority: Answer,
    /// Do they need it?
    pub need: Answer,
    /// Is there a date?
    pub timeline: Answer,
    /// How many of the four are answered with yes.
    pub yes: u8,
}

/// A lead in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LeadRow {
    /// Its id.
    pub id: LeadId,
    /// The number people read.
    pub code: String,
    /// The person.
    pub name: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// What the person is there.
    pub title: Option<String>,
    /// Mobile number, 11 digits, or in international form.
    pub mobile: Option<String>,
    /// Other number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// WeChat id.
    pub wechat: Option<String>,
    /// QQ number.
    pub qq: Option<String>,
    /// Any other way to reach them.
    pub handle: Option<String>,
    /// Province of the mobile number.
    pub province: Option<String>,
    /// City of the mobile number.
    pub city: Option<String>,
    /// Carrier of the mobile number.
    pub carrier: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// How many work there.
    pub employees: Option<i64>,
    /// Where it came from first.
    pub source: Option<String>,
    /// How it was acquired.
    pub acquisition: Option<String>,
    /// Through which channel.
    pub channel: Option<String>,
    /// The campaign's code.
    pub campaign: Option<String>,
    /// What they want.
    pub need: Option<String>,
    /// What they can spend, minor units of the base currency.
    pub budget_minor: Option<Minor>,
    /// Budget, authority, need, timeline.
    pub bant: Bant,
    /// What became of it so far.
    pub state: State,
    /// Why, where a state needs a reason.
    pub state_reason: Option<String>,
    /// Why it is kept apart; null = it is not.
    pub quarantine: Option<String>,
    /// What it was kept apart for.
    pub quarantine_value: Option<String>,
    /// Who has it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// The last follow-up.
    pub followed_at: Option<Instant>,
    /// Days of the calendar since the last follow-up, or since it came.
    pub idle_days: i64,
    /// The earliest planned activity.
    pub next_activity: Option<NextActivity>,
    /// Its tags, by name.
    pub tags: Vec<String>,
    /// Which door it came through.
    pub door: String,
    /// How many later arrivals were collected under it.
    pub collected: i64,
    /// The lead it was collected under.
    pub source_lead_id: Option<LeadId>,
    /// When it came.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
    /// What it says in fields of one's own.
    pub custom: CustomValues,
}

/// Columns of a [`LeadRow`], but for those of [`Listed::row`](crate::engine::store::list::Listed::row); the query names its tables `l` and `u`.
pub const COLUMNS: &str =
    "l.id, l.name, l.company, l.title, l.mobile, l.phone, l.email, l.wechat, l.qq, l.handle, l.province, l.city, l.carrier,
  l.industry, l.employees, l.source, l.acquisition, l.channel, l.campaign, l.need, l.budget_minor, l.bant_budget, l.bant_authority,
  l.bant_need, l.bant_timeline, l.state, l.state_reason, l.quarantine, l.quarantine_value, l.owner_id, u.name, l.followed_at,
  l.next_due_on, l.next_kind,
  (select json_group_array(t.name) from lead_tags lt join tags t on t.id = lt.tag_id where lt.lead_id = l.id),
  l.door, (select count(*) from leads c where c.source_lead_id = l.id and c.deleted_at is null), l.source_lead_id, l.created_at, l.updated_at,
  l.number";

/// The tables those columns come from.
pub const TABLES: &str = "leads l left join people u on u.id = l.owner_id";

/// Reads a row of the list.
pub fn read_row(read: &Read<'_>, row: &Row<'_>) -> rusqlite::Result<LeadRow> {
    let today = read.today();
    let id: i64 = row.get(0)?;
    let created = Instant(row.get(38)?);
    let answer = |column: usize| {
        Ok::<_, rusqlite::Error>(Answer::from_stored(row.get_ref(column)?.as_str().unwrap_or_default()))
    };
    let answers = [answer(21)?, answer(22)?, answer(23)?, answer(24)?];
    let followed: Option<i64> = row.get(31)?;
    let since = followed.map_or(created, Instant);
    let next = match (day(row.get(32)?), row.get::<_, Option<String>>(33)?) {
        (Some(due_on), Some(kind)) => Some(NextActivity {
            kind,
            due_on,
            state: due_state(due_on, today),
        }),
        _ => None,
    };
    Ok(LeadRow {
        id: LeadId(id),
        code: row.get(40)?,
        name: row.get(1)?,
        company: row.get(2)?,
        title: row.get(3)?,
        mobile: row.get(4)?,
        phone: row.get(5)?,
        email: row.get(6)?,
        wechat: row.get(7)?,
        qq: row.get(8)?,
        handle: row.get(9)?,
        province: row.get(10)?,
        city: row.get(11)?,
        carrier: row.get(12)?,
        industry: row.get(13)?,
        employees: row.get(14)?,
        source: row.get(15)?,
        acquisition: row.get(16)?,
        channel: row.get(17)?,
        campaign: row.get(18)?,
        need: row.get(19)?,
        budget_minor: row.get(20)?,
        bant: Bant {
            budget: answers[0],
            authority: answers[1],
            need: answers[2],
            timeline: answers[3],
            yes: answers.iter().map(|answer| u8::from(*answer == Answer::Yes)).sum(),
        },
        state: State::from_stored(row.get_ref(25)?.as_str().unwrap_or_default()),
        state_reason: row.get(26)?,
        quarantine: row.get(27)?,
        quarantine_value: row.get(28)?,
        owner_id: row.get::<_, Option<i64>>(29)?.map(PersonId),
        owner: row.get(30)?,
        followed_at: followed.map(Instant),
        idle_days: business_day(since, &read.settings.time_zone).days_until(today).max(0),
        next_activity: next,
        tags: serde_json::from_str(row.get_ref(34)?.as_str().unwrap_or("[]")).unwrap_or_default(),
        door: row.get(35)?,
        collected: row.get(36)?,
        source_lead_id: row.get::<_, Option<i64>>(37)?.map(LeadId),
        created_at: created,
        updated_at: Instant(row.get(39)?),
        custom: of_row(row, 41)?,
    })
}

/// One lead, whoever has it: for the answer to somebody who has just entered it or given it away.
pub(super) fn whosever(read: &Read<'_>, id: LeadId) -> Result<LeadRow, Failure> {
    let text = format!("select {} from {TABLES} where l.id = ?1", LEAD_LIST.row());
    read.one(&text, [id.0], |row| read_row(read, row))?
        .ok_or_else(|| Failure::not_found("lead.unknown").arg("id", id))
}

/// One lead the reader may see.
pub(crate) fn find(read: &Read<'_>, id: LeadId) -> Result<LeadRow, Failure> {
    read.one(
        &format!(
            "select {} from {TABLES} where l.id = :id and l.deleted_at is null and {}",
            LEAD_LIST.row(),
            LEADS.reach.sees("l")
        ),
        rusqlite::named_params! { ":id": id.0, ":scope": read.actor.scope.bound() },
        |row| read_row(read, row),
    )?
    .ok_or_else(|| Failure::not_found("lead.unknown").arg("id", id))
}

/// What a lead is called: the person, else the company.
pub(crate) fn called(lead: &LeadRow) -> String {
    lead.name.clone().or_else(|| lead.company.clone()).unwrap_or_default()
}
