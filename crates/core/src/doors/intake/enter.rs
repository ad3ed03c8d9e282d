//! A new lead through the door: looked at, held against who is known, written, and handled as the first rule that hits says.

use super::fill;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::custom_values::sound;
use crate::engine::store::{Read, Write};
use crate::records::activities::About;
use crate::records::attachments;
use crate::records::attachments::NewFile;
use crate::records::identity::{Decided, DuplicateAction, DuplicateHit, DuplicateRule, decide, hits, load};
use crate::records::leads::{Clean, Door, Draft, Flaw, LEADS, clean};
use crate::records::leads::{Lead, as_left, tags};
use crate::records::reach::expect_lead;
use crate::records::registrations;
use crate::records::registrations::ActiveRegistrations;
use crate::records::screening::Screen;
use leadwell_rules::ids::{ImportId, LeadId, PersonId, RecordKind};
use rusqlite::{CachedStatement, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A new lead.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CreateLead {
    /// What is known of it.
    pub lead: Draft,
    /// The door it comes through; typed when not given.
    #[serde(default)]
    pub door: Option<Door>,
    /// The duplicate rules are to let it be: somebody has looked at the hits and it is somebody else.
    #[serde(default)]
    pub distinct: Option<bool>,
    /// A file that belongs to it, such as the picture of the card.
    #[serde(default)]
    pub attachment: Option<NewFile>,
}

/// What became of it.
#[derive(Debug, Serialize, TS)]
#[ts(optional_fields)]
pub struct Entered {
    /// The lead: the new one, or the known one that took its data.
    pub lead: Lead,
    /// Whether a lead was added.
    pub added: bool,
    /// Whether whoever brought it in sees it from now on: by a rule, or because they said so, it may be somebody else's.
    pub seen: bool,
    /// The rule that decided, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What the rule did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<DuplicateAction>,
    /// Who is known by the same keys.
    pub hits: Vec<DuplicateHit>,
}

/// What every lead is held against, read once for as many as come.
pub(super) struct IntakeContext {
    screen: Screen,
    rules: Vec<DuplicateRule>,
    active: ActiveRegistrations,
}

impl IntakeContext {
    /// Reads the lists, the rules and what is registered.
    pub(super) fn load(read: &Read<'_>) -> Result<IntakeContext, Failure> {
        Ok(IntakeContext {
            screen: Screen::load(read)?,
            rules: load(read)?,
            active: ActiveRegistrations::load(read)?,
        })
    }
}

/// Answers `leads.create`.
pub fn create(write: &mut Write<'_>, wanted: CreateLead) -> Result<Entered, Failure> {
    let context = IntakeContext::load(write)?;
    // Whoever fills in the form of one lead says what has to be said.
    let whole = wanted.door.unwrap_or_default().by_hand();
    enter(write, &context, wanted, whole)
}

/// Takes one lead through the line.
pub(super) fn enter(
    write: &mut Write<'_>,
    context: &IntakeContext,
    wanted: CreateLead,
    whole: bool,
) -> Result<Entered, Failure> {
    let door = wanted.door.unwrap_or_default();
    if let Some(owner) = wanted.lead.owner_id {
        crate::records::people::may_own(write, owner)?;
        if owner != write.actor.id && !write.actor.may(Permission::LeadAssign) {
            return Err(Failure::new(Kind::Forbidden, "lead.may_only_claim").at("owner_id"));
        }
    }
    let mut clean = clean(&context.screen, &wanted.lead, door).map_err(|flaws| refusal(&flaws))?;
    clean.custom = sound(write, &LEADS, &wanted.lead.custom, whole)?;
    let found = hits(write, &clean.keys)?;
    let decided = match wanted.distinct {
        Some(true) => None,
        _ => decide(write, &context.rules, &found),
    };
    // Whoever brings a lead in by hand has it, unless the rules or the call say otherwise.
    if clean.draft.owner_id.is_none() && door.by_hand() && clean.quarantine.is_none() {
        clean.draft.owner_id = Some(write.actor.id);
    }
    let holder = registered(&context.active, write.actor.id, &clean, door)?;
    // [score] and [assign] join the line here.
    let decided = decided.map(|decided| within_reach(write, decided));
    let (id, added) = settle(write, &clean, door, decided.as_ref(), holder)?;
    if let Some(file) = &wanted.attachment {
        let about = About {
            lead_id: Some(id),
            ..About::default()
        };
        attachments::put(write, &about, file)?;
    }
    write.settle()?;
    let seen = expect_lead(write, id).is_ok();
    let lead = as_left(write, id)?;
    write.subject(crate::records::leads::row::called(&lead.row));
    Ok(Entered {
        lead,
        added,
        seen,
        rule: decided.as_ref().map(|decided| decided.rule.clone()),
        action: decided.as_ref().map(|decided| decided.action),
        hits: found,
    })
}

/// The first flaw as the failure of the call: at its field, in words.
fn refusal(flaws: &[Flaw]) -> Failure {
    match flaws.first() {
        Some(flaw) => Failure::invalid(flaw.code, flaw.field).arg("value", &flaw.value),
        None => Failure::internal("refused without a flaw"),
    }
}

/// Who has registered the customer: what comes in of it is theirs. Whoever brings in by hand what somebody else has registered is refused.
fn registered(
    active: &ActiveRegistrations,
    person: PersonId,
    clean: &Clean,
    door: Door,
) -> Result<Option<PersonId>, Failure> {
    let customer = clean.customer();
    if door.by_hand()
        && let Some(held) = active.against(&customer, clean.draft.owner_id.unwrap_or(person))
    {
        return Err(registrations::refusal(held));
    }
    Ok(active.holder(&customer, clean.draft.owner_id))
}

/// A rule changes no record for somebody who does not see it: the arrival is collected under it, and is its owner's.
fn within_reach(read: &Read<'_>, mut decided: Decided) -> Decided {
    let hit = &decided.hit;
    let updates = decided.action == DuplicateAction::Update && hit.entity == RecordKind::Leads;
    if updates && expect_lead(read, LeadId(hit.id)).is_err() {
        decided.action = DuplicateAction::Collect;
    }
    decided
}

/// Writes the lead as the rule says; its id, and whether it is new. It is the holder's, whatever the rule says.
fn settle(
    write: &mut Write<'_>,
    clean: &Clean,
    door: Door,
    decided: Option<&Decided>,
    holder: Option<PersonId>,
) -> Result<(LeadId, bool), Failure> {
    let mut clean = clean.clone();
    clean.draft.owner_id = holder.or(owner_by_rule(decided, clean.draft.owner_id));
    let Some(decided) = decided else {
        return Ok((insert_one(write, &clean, door, None)?, true));
    };
    let known_lead = (decided.hit.entity == RecordKind::Leads).then_some(decided.hit.id);
    match (decided.action, known_lead) {
        (DuplicateAction::Update, Some(known)) => {
            fill::fill(write, LeadId(known), &clean, decided, holder)?;
            Ok((LeadId(known), false))
        }
        (DuplicateAction::Collect, Some(known)) => {
            // Under the first arrival, not under one that was itself collected.
            let source = write
                .one(
                    "select coalesce(source_lead_id, id) from leads where id = ?1",
                    [known],
                    |row| row.get(0),
                )?
                .unwrap_or(known);
            Ok((insert_one(write, &clean, door, Some(source))?, true))
        }
        (DuplicateAction::Label, _) => {
            clean.draft.tags.push(decided.label.clone());
            Ok((insert_one(write, &clean, door, None)?, true))
        }
        // A customer or contact has nothing to collect under or to update.
        (
            DuplicateAction::ToOwner | DuplicateAction::Assign | DuplicateAction::Collect | DuplicateAction::Update,
            _,
        ) => Ok((insert_one(write, &clean, door, None)?, true)),
    }
}

/// Whose a lead is that is added, by the rule that decided of it; `said` is whom the call, the file or the door names. Whoever has any of
/// the known records has the customer. When nobody has one, what is to be assigned is nobody's, and so is what is collected under a
/// lead – which is what becomes of an update as well, where the known lead is not to be changed.
pub(crate) fn owner_by_rule(decided: Option<&Decided>, said: Option<PersonId>) -> Option<PersonId> {
    let Some(decided) = decided else { return said };
    let theirs = decided.hits.iter().find_map(|hit| hit.owner_id);
    match (decided.action, decided.hit.entity) {
        (DuplicateAction::Label, _) => said,
        (DuplicateAction::Assign, _) | (DuplicateAction::Collect | DuplicateAction::Update, RecordKind::Leads) => {
            theirs
        }
        (DuplicateAction::ToOwner | DuplicateAction::Collect | DuplicateAction::Update, _) => theirs.or(said),
    }
}

fn insert_one(write: &mut Write<'_>, clean: &Clean, door: Door, source: Option<i64>) -> Result<LeadId, Failure> {
    let mut statements = LeadStatements::new(write)?;
    let id = insert(write, &mut statements, clean, door, source, None)?;
    clean.custom.put(write, &LEADS, &[id])?;
    for name in &clean.draft.tags {
        let tag = tags::find_or_add(write, name)?;
        tags::put(write, tag, &format!("[{id}]"))?;
    }
    Ok(LeadId(id))
}

/// The statements that write leads, compiled once per transaction.
pub struct LeadStatements<'c> {
    lead: CachedStatement<'c>,
    contact: CachedStatement<'c>,
}

impl<'c> LeadStatements<'c> {
    /// Compiles them.
    pub fn new(read: &Read<'c>) -> Result<LeadStatements<'c>, Failure> {
        Ok(LeadStatements {
            lead: read.sql(include_str!("insert.sql"))?,
            contact: read.sql("insert into lead_contacts (lead_id, kind, value, label) values (?1, ?2, ?3, ?4)")?,
        })
    }
}

/// Writes one lead that was looked at; its id.
pub fn insert(
    read: &Read<'_>,
    statements: &mut LeadStatements<'_>,
    clean: &Clean,
    door: Door,
    source: Option<i64>,
    import: Option<ImportId>,
) -> Result<i64, Failure> {
    let (draft, now) = (&clean.draft, read.now().millis());
    let owner = draft.owner_id.filter(|_| clean.quarantine.is_none()).map(|id| id.0);
    let region = clean.region.as_ref();
    let id = statements.lead.insert(named_params! {
        ":code": draft.code, ":name": draft.name, ":company": draft.company, ":company_key": clean.keys.company,
        ":title": draft.title, ":mobile": draft.mobile, ":phone": draft.phone, ":email": draft.email,
        ":wechat": draft.wechat, ":qq": draft.qq, ":handle": draft.handle,
        ":province": region.map(|region| region.province), ":city": region.map(|region| region.city),
        ":carrier": region.map(|region| region.carrier.name(leadwell_rules::Language::Zh)),
        ":industry": draft.industry, ":employees": draft.employees, ":website": draft.website, ":address": draft.address,
        ":credit_code": draft.credit_code, ":source": draft.source, ":acquisition": draft.acquisition,
        ":channel": draft.channel, ":campaign": draft.campaign, ":need": draft.need, ":note": draft.note,
        ":budget": draft.budget_minor, ":quarantine": clean.quarantine.as_ref().map(|(reason, _)| *reason),
        ":value": clean.quarantine.as_ref().map(|(_, value)| value), ":owner": owner, ":door": door.as_str(),
        ":source_lead": source, ":import": import.map(|id| id.0), ":now": now
    })?;
    for method in &draft.contacts {
        statements
            .contact
            .execute((id, &method.kind, &method.value, &method.label))?;
    }
    Ok(id)
}
