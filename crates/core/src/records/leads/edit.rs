//! Changing a lead: absent leaves, null clears. What is changed goes through the same cleaning as what comes in.

use super::LEADS;
use super::clean::{Flaw, clean_lenient};
use super::draft::{Door, Draft};
use super::get::{BantNote, ContactMethod, GetLead, Lead, as_left, get};
use super::row::{Answer, called, find};
use crate::engine::command::given;
use crate::engine::failure::Failure;
use crate::engine::permission::Permission;
use crate::engine::store::Write;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::records::people::may_own;
use crate::records::registrations::{CustomerKeys, guard, guard_leads};
use crate::records::screening::Screen;
use leadwell_rules::ids::{LeadId, PersonId};
use leadwell_rules::money::Minor;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Changed fields of a lead. The first source and way of acquisition can be told once, and then never changed.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditLead {
    /// The lead.
    pub id: LeadId,
    /// The person.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Option<String>>,
    /// The company.
    #[serde(default, deserialize_with = "given")]
    pub company: Option<Option<String>>,
    /// What the person is there.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Option<String>>,
    /// Mobile number.
    #[serde(default, deserialize_with = "given")]
    pub mobile: Option<Option<String>>,
    /// Other number.
    #[serde(default, deserialize_with = "given")]
    pub phone: Option<Option<String>>,
    /// E-mail address.
    #[serde(default, deserialize_with = "given")]
    pub email: Option<Option<String>>,
    /// WeChat id.
    #[serde(default, deserialize_with = "given")]
    pub wechat: Option<Option<String>>,
    /// QQ number.
    #[serde(default, deserialize_with = "given")]
    pub qq: Option<Option<String>>,
    /// Any other way to reach them.
    #[serde(default, deserialize_with = "given")]
    pub handle: Option<Option<String>>,
    /// The industry.
    #[serde(default, deserialize_with = "given")]
    pub industry: Option<Option<String>>,
    /// How many work there.
    #[serde(default, deserialize_with = "given")]
    pub employees: Option<Option<i64>>,
    /// Their site.
    #[serde(default, deserialize_with = "given")]
    pub website: Option<Option<String>>,
    /// Their address.
    #[serde(default, deserialize_with = "given")]
    pub address: Option<Option<String>>,
    /// Unified social credit code.
    #[serde(default, deserialize_with = "given")]
    pub credit_code: Option<Option<String>>,
    /// Where it came from; only while nobody has said.
    #[serde(default)]
    pub source: Option<String>,
    /// How it was acquired; only while nobody has said.
    #[serde(default)]
    pub acquisition: Option<String>,
    /// Through which channel.
    #[serde(default, deserialize_with = "given")]
    pub channel: Option<Option<String>>,
    /// The campaign's code.
    #[serde(default, deserialize_with = "given")]
    pub campaign: Option<Option<String>>,
    /// What they want.
    #[serde(default, deserialize_with = "given")]
    pub need: Option<Option<String>>,
    /// What else is worth knowing.
    #[serde(default, deserialize_with = "given")]
    pub note: Option<Option<String>>,
    /// What they can spend, minor units of the base currency.
    #[serde(default, deserialize_with = "given")]
    pub budget_minor: Option<Option<Minor>>,
    /// Is there money for it?
    #[serde(default)]
    pub bant_budget: Option<Answer>,
    /// Does this person decide?
    #[serde(default)]
    pub bant_authority: Option<Answer>,
    /// Do they need it?
    #[serde(default)]
    pub bant_need: Option<Answer>,
    /// Is there a date?
    #[serde(default)]
    pub bant_timeline: Option<Answer>,
    /// What stands behind the answers: `budget`, `authority`, `need`, `timeline`. Given letters replace what was there.
    #[serde(default)]
    pub bant_notes: Option<BTreeMap<String, BantNote>>,
    /// All further ways to reach them, replacing what was there.
    #[serde(default)]
    pub contacts: Option<Vec<ContactMethod>>,
    /// What is to stand in fields of one's own; absent leaves, null clears.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
    /// Who has it. Whoever may not hand out leads can only take for themselves what nobody has.
    #[serde(default, deserialize_with = "given")]
    pub owner_id: Option<Option<PersonId>>,
}

/// Answers `leads.edit`.
pub fn edit(write: &mut Write<'_>, changed: EditLead) -> Result<Lead, Failure> {
    // One that was merged leads on when it is read; it is not what is changed.
    find(write, changed.id)?;
    let before = get(write, GetLead { id: changed.id })?;
    first_stays("source", &before.row.source, &changed.source)?;
    first_stays("acquisition", &before.row.acquisition, &changed.acquisition)?;
    let row = &before.row;
    let merged =
        |field: &Option<Option<String>>, known: &Option<String>| field.clone().unwrap_or_else(|| known.clone());
    let draft = Draft {
        name: merged(&changed.name, &row.name),
        company: merged(&changed.company, &row.company),
        title: merged(&changed.title, &row.title),
        mobile: merged(&changed.mobile, &row.mobile),
        phone: merged(&changed.phone, &row.phone),
        email: merged(&changed.email, &row.email),
        wechat: merged(&changed.wechat, &row.wechat),
        qq: merged(&changed.qq, &row.qq),
        handle: merged(&changed.handle, &row.handle),
        industry: merged(&changed.industry, &row.industry),
        employees: changed.employees.unwrap_or(row.employees),
        website: merged(&changed.website, &before.website),
        address: merged(&changed.address, &before.address),
        credit_code: merged(&changed.credit_code, &before.credit_code),
        source: row.source.clone().or(changed.source.clone()),
        acquisition: row.acquisition.clone().or(changed.acquisition.clone()),
        channel: merged(&changed.channel, &row.channel),
        campaign: merged(&changed.campaign, &row.campaign),
        need: merged(&changed.need, &row.need),
        note: merged(&changed.note, &before.note),
        budget_minor: changed.budget_minor.unwrap_or(row.budget_minor),
        contacts: changed.contacts.clone().unwrap_or_else(|| before.contacts.clone()),
        ..Draft::default()
    };
    let (mut cleaned, flaws) = clean_lenient(&Screen::load(write)?, &draft, Door::Typed);
    // What is not changed is not judged again: a number that was known yesterday does not keep a note from being written today.
    let touched = |field: &str| match field {
        "mobile" => changed.mobile.is_some(),
        "phone" => changed.phone.is_some(),
        "email" => changed.email.is_some(),
        "wechat" => changed.wechat.is_some(),
        "qq" => changed.qq.is_some(),
        "credit_code" => changed.credit_code.is_some(),
        _ => true,
    };
    let wrong = |flaw: &Flaw| flaw.is_lack() || touched(flaw.field) || changed.contacts.is_some();
    if let Some(flaw) = flaws.into_iter().find(wrong) {
        return Err(Failure::invalid(flaw.code, flaw.field).arg("value", flaw.value));
    }
    for (field, kept, known) in [
        ("mobile", &mut cleaned.draft.mobile, &row.mobile),
        ("phone", &mut cleaned.draft.phone, &row.phone),
        ("email", &mut cleaned.draft.email, &row.email),
        ("wechat", &mut cleaned.draft.wechat, &row.wechat),
        ("qq", &mut cleaned.draft.qq, &row.qq),
        ("credit_code", &mut cleaned.draft.credit_code, &before.credit_code),
    ] {
        if !touched(field) && kept.is_none() {
            kept.clone_from(known);
        }
    }
    let mut notes = before.bant_notes.clone();
    notes.extend(changed.bant_notes.clone().unwrap_or_default());
    if let Some(unknown) = notes
        .keys()
        .find(|letter| !["budget", "authority", "need", "timeline"].contains(&letter.as_str()))
    {
        return Err(Failure::invalid("lead.bant_letter", "bant_notes").arg("value", unknown));
    }
    let notes = (!notes.is_empty()).then(|| serde_json::to_string(&notes).unwrap_or_default());
    let owner = match changed.owner_id {
        None => row.owner_id,
        Some(owner) => {
            if let Some(owner) = owner {
                may_own(write, owner)?;
            }
            let claims = row.owner_id.is_none() && owner == Some(write.actor.id);
            if owner != row.owner_id && !claims && !write.actor.may(Permission::LeadAssign) {
                return Err(Failure::new(
                    crate::engine::failure::Kind::Forbidden,
                    "lead.may_only_claim",
                ));
            }
            if owner.is_some() && row.quarantine.is_some() {
                return Err(Failure::conflict("lead.quarantined").arg("count", 1));
            }
            owner
        }
    };
    let (text, region) = (&cleaned.draft, cleaned.region.as_ref());
    if let Some(owner) = owner.filter(|_| owner != row.owner_id) {
        guard_leads(write, &crate::engine::store::id_list(&[changed.id.0]), owner)?;
    }
    // A lead does not become another customer's to get round a registration.
    let anew = |now: &Option<String>, known: &Option<String>| now.is_some() && now != known;
    let customer = CustomerKeys {
        company: cleaned
            .keys
            .company
            .as_deref()
            .filter(|_| anew(&text.company, &row.company)),
        mobiles: text
            .mobile
            .as_deref()
            .filter(|_| anew(&text.mobile, &row.mobile))
            .into_iter()
            .collect(),
        credit_code: text
            .credit_code
            .as_deref()
            .filter(|_| anew(&text.credit_code, &before.credit_code)),
        ..CustomerKeys::default()
    };
    guard(write, &customer, owner.unwrap_or(write.actor.id))?;
    // A new number brings its new home; an untouched one keeps what is there.
    let moved = text.mobile != row.mobile;
    write.run(
        include_str!("edit.sql"),
        named_params! {
            ":id": changed.id.0, ":now": write.now().millis(), ":name": text.name, ":company": text.company,
            ":company_key": cleaned.keys.company, ":title": text.title, ":mobile": text.mobile, ":phone": text.phone,
            ":email": text.email, ":wechat": text.wechat, ":qq": text.qq, ":handle": text.handle, ":moved": moved,
            ":province": region.map(|region| region.province), ":city": region.map(|region| region.city),
            ":carrier": region.map(|region| region.carrier.name(leadwell_rules::Language::Zh)),
            ":industry": text.industry, ":employees": text.employees, ":website": text.website, ":address": text.address,
            ":credit_code": text.credit_code, ":source": text.source, ":acquisition": text.acquisition,
            ":channel": text.channel, ":campaign": text.campaign, ":need": text.need, ":note": text.note,
            ":budget": text.budget_minor, ":bant_budget": changed.bant_budget.map(Answer::as_str),
            ":bant_authority": changed.bant_authority.map(Answer::as_str), ":bant_need": changed.bant_need.map(Answer::as_str),
            ":bant_timeline": changed.bant_timeline.map(Answer::as_str), ":bant_notes": notes,
            ":owner": owner.map(|id| id.0)
        },
    )?;
    if text.contacts != before.contacts {
        write.run("delete from lead_contacts where lead_id = ?1", [changed.id.0])?;
        for method in &text.contacts {
            write.insert(
                "insert into lead_contacts (lead_id, kind, value, label) values (?1, ?2, ?3, ?4)",
                (changed.id.0, &method.kind, &method.value, &method.label),
            )?;
        }
    }
    sound(write, &LEADS, &changed.custom, false)?.put(write, &LEADS, &[changed.id.0])?;
    write.settle()?;
    let after = as_left(write, changed.id)?;
    write.subject(called(&after.row));
    Ok(after)
}

/// Refuses another first source than the one that is known.
fn first_stays(field: &'static str, known: &Option<String>, given: &Option<String>) -> Result<(), Failure> {
    match (known, given) {
        (Some(known), Some(given)) if known != given.trim() => Err(Failure::conflict("lead.first_source_stays")
            .arg("value", known)
            .at(field)),
        _ => Ok(()),
    }
}
