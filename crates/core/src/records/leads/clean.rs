//! Normalise, validate, blacklist: a draft becomes a lead that can be stored, or the reasons why it cannot.

use super::draft::{Door, Draft};
use super::get::ContactMethod;
use crate::engine::store::custom_values::SoundValues;
use crate::engine::store::text::typed;
use crate::records::identity::{Keys, company_key, wechat_key};
use crate::records::registrations::CustomerKeys;
use crate::records::screening::Screen;
use leadwell_rules::Language;
use leadwell_rules::cleaning::phone::Phone;
use leadwell_rules::cleaning::{CreditCode, Email, Mobile, Segment, handles, lexicon};
use leadwell_rules::text::half_width;
use rusqlite::types::Value;

/// Why a draft cannot be taken: at which field, what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Stable name of the reason.
    pub code: &'static str,
    /// The field at fault.
    pub field: &'static str,
    /// What stands there.
    pub value: String,
}

/// A draft that was looked at.
#[derive(Debug, Clone, Default)]
pub struct Clean {
    /// What it says in fields of one's own; looked at by whoever brings it in.
    pub custom: SoundValues,
    /// The texts, each in its form.
    pub draft: Draft,
    /// Where the mobile number is at home.
    pub region: Option<Segment>,
    /// What duplicates are found by.
    pub keys: Keys,
    /// Why it is kept apart, and for what.
    pub quarantine: Option<(&'static str, String)>,
}

/// Looks at a draft. The hard rule of every door: a name, and one contact method at least.
pub fn clean(screen: &Screen, draft: &Draft, door: Door) -> Result<Clean, Vec<Flaw>> {
    let (clean, flaws) = clean_lenient(screen, draft, door);
    if flaws.is_empty() { Ok(clean) } else { Err(flaws) }
}

/// The same, for whoever can do with part of a lead: what could be read, and what is wrong with the rest.
pub fn clean_lenient(screen: &Screen, draft: &Draft, door: Door) -> (Clean, Vec<Flaw>) {
    let mut cleaner = Cleaner::default();
    let mut clean = Clean {
        draft: Draft {
            name: text(&draft.name),
            company: text(&draft.company),
            title: text(&draft.title),
            wechat: cleaner.wechat(&draft.wechat),
            qq: cleaner.qq(&draft.qq),
            handle: text(&draft.handle),
            industry: text(&draft.industry),
            employees: cleaner.number("employees", draft.employees),
            website: text(&draft.website),
            address: text(&draft.address),
            credit_code: cleaner.credit_code(&draft.credit_code),
            source: text(&draft.source),
            acquisition: text(&draft.acquisition),
            channel: text(&draft.channel),
            campaign: text(&draft.campaign),
            need: text(&draft.need),
            note: text(&draft.note),
            budget_minor: cleaner.number("budget_minor", draft.budget_minor),
            code: text(&draft.code),
            owner_id: draft.owner_id,
            tags: draft
                .tags
                .iter()
                .filter_map(|tag| typed(Some(tag)).map(str::to_owned))
                .collect(),
            email: cleaner.email("email", &draft.email),
            ..Draft::default()
        },
        ..Clean::default()
    };
    let (mobile, region, moved) = cleaner.mobile(&draft.mobile);
    (clean.draft.mobile, clean.region) = (mobile, region);
    clean.draft.phone = cleaner.phone(&draft.phone).or(moved);
    clean.draft.contacts = draft
        .contacts
        .iter()
        .filter_map(|method| cleaner.method(method))
        .collect();
    clean.promote();
    let called = clean.draft.name.is_some() || clean.draft.company.is_some();
    if !called {
        cleaner.flaws.insert(0, Flaw::new("lead.name_missing", "name", ""));
    }
    if !clean.reachable() {
        match cleaner.flaws.iter().find(|flaw| flaw.is_contact()).cloned() {
            // Kept as it stands, so that a person can make something of it.
            Some(flaw) if !door.attended() => clean.draft.handle = Some(flaw.value),
            Some(_) => {}
            None => cleaner.flaws.push(Flaw::new("lead.contact_missing", "mobile", "")),
        }
    }
    // Where nobody stands who could mend it, a lead is kept apart for what it would be refused for.
    let kept_apart = if door.attended() || cleaner.flaws.iter().any(Flaw::is_lack) {
        None
    } else {
        cleaner.flaws.drain(..).next().map(|flaw| flaw.quarantine())
    };
    clean.quarantine = screened(screen, &clean.draft).or(kept_apart);
    clean.keys = Keys {
        mobile: clean.draft.mobile.clone(),
        email: clean.draft.email.clone(),
        wechat: clean.draft.wechat.as_deref().map(wechat_key),
        company: clean.draft.company.as_deref().and_then(company_key),
        credit_code: clean.draft.credit_code.clone(),
        but_lead: None,
    };
    (clean, cleaner.flaws)
}

impl Clean {
    /// The customer it would be, as registrations know customers.
    pub fn customer(&self) -> CustomerKeys<'_> {
        let more = self.draft.contacts.iter().filter(|method| method.kind == "mobile");
        let mut customer = CustomerKeys::known_by(&self.keys);
        customer.mobiles.extend(more.map(|method| method.value.as_str()));
        customer
    }

    /// What it says for a column of leads, the ones worked out included.
    pub fn value(&self, column: &str) -> Value {
        let (draft, region) = (&self.draft, self.region.as_ref());
        match column {
            "name" => draft.name.clone().into(),
            "company" => draft.company.clone().into(),
            "company_key" => self.keys.company.clone().into(),
            "title" => draft.title.clone().into(),
            "mobile" => draft.mobile.clone().into(),
            "province" => region.map(|region| region.province.to_owned()).into(),
            "city" => region.map(|region| region.city.to_owned()).into(),
            "carrier" => region.map(|region| region.carrier.name(Language::Zh).to_owned()).into(),
            "phone" => draft.phone.clone().into(),
            "email" => draft.email.clone().into(),
            "wechat" => draft.wechat.clone().into(),
            "qq" => draft.qq.clone().into(),
            "handle" => draft.handle.clone().into(),
            "industry" => draft.industry.clone().into(),
            "employees" => draft.employees.into(),
            "website" => draft.website.clone().into(),
            "address" => draft.address.clone().into(),
            "credit_code" => draft.credit_code.clone().into(),
            "source" => draft.source.clone().into(),
            "acquisition" => draft.acquisition.clone().into(),
            "channel" => draft.channel.clone().into(),
            "campaign" => draft.campaign.clone().into(),
            "need" => draft.need.clone().into(),
            "note" => draft.note.clone().into(),
            "budget_minor" => draft.budget_minor.into(),
            "code" => draft.code.clone().into(),
            _ => Value::Null,
        }
    }

    fn reachable(&self) -> bool {
        let draft = &self.draft;
        [
            &draft.mobile,
            &draft.phone,
            &draft.email,
            &draft.wechat,
            &draft.qq,
            &draft.handle,
        ]
        .into_iter()
        .any(Option::is_some)
    }

    /// The first further contact method of a kind takes its place in the lead itself when that is free.
    fn promote(&mut self) {
        let contacts = std::mem::take(&mut self.draft.contacts);
        for method in contacts {
            let place = match method.kind.as_str() {
                "mobile" => &mut self.draft.mobile,
                "phone" => &mut self.draft.phone,
                "email" => &mut self.draft.email,
                "wechat" => &mut self.draft.wechat,
                "qq" => &mut self.draft.qq,
                _ => &mut self.draft.handle,
            };
            if place.is_none() {
                if method.kind == "mobile" {
                    self.region = Segment::of(&method.value);
                }
                *place = Some(method.value);
            } else if place.as_deref() != Some(method.value.as_str()) {
                self.draft.contacts.push(method);
            }
        }
    }
}

impl Flaw {
    fn new(code: &'static str, field: &'static str, value: &str) -> Flaw {
        Flaw {
            code,
            field,
            value: value.to_owned(),
        }
    }

    fn is_contact(&self) -> bool {
        matches!(self.field, "mobile" | "phone" | "email" | "wechat" | "qq")
    }

    /// Whether a name or a contact is missing altogether.
    pub fn is_lack(&self) -> bool {
        matches!(self.code, "lead.name_missing" | "lead.contact_missing")
    }

    fn quarantine(&self) -> (&'static str, String) {
        let reason = match self.code {
            "lead.bad_mobile" | "lead.bad_foreign_number" => "bad_mobile",
            "lead.bad_email" => "bad_email",
            "lead.bad_credit_code" => "bad_credit_code",
            _ => "bad_contact",
        };
        (reason, self.value.clone())
    }
}

/// Blacklist, lexicon, throw-away mail, numbers nobody has: the first that hits.
fn screened(screen: &Screen, draft: &Draft) -> Option<(&'static str, String)> {
    let mobiles = draft.mobile.iter().chain(of_kind(draft, "mobile"));
    let emails = draft.email.iter().chain(of_kind(draft, "email"));
    for mobile in mobiles {
        if screen.bars_mobile(mobile) {
            return Some(("blacklisted", mobile.clone()));
        }
        if lexicon::fake_mobile(mobile) {
            return Some(("fake_mobile", mobile.clone()));
        }
    }
    for email in emails {
        if screen.bars_email(email) {
            return Some(("blacklisted", email.clone()));
        }
        if screen.throws_away(email) {
            return Some(("throwaway_email", email.clone()));
        }
    }
    if let Some(company) = draft.company.as_deref().filter(|company| screen.bars_company(company)) {
        return Some(("blacklisted", company.to_owned()));
    }
    [
        &draft.name,
        &draft.company,
        &draft.title,
        &draft.need,
        &draft.note,
        &draft.website,
    ]
    .into_iter()
    .flatten()
    .find_map(|text| screen.word_in(text))
    .map(|word| ("sensitive_word", word))
}

fn of_kind<'d>(draft: &'d Draft, kind: &'d str) -> impl Iterator<Item = &'d String> {
    draft
        .contacts
        .iter()
        .filter(move |method| method.kind == kind)
        .map(|method| &method.value)
}

/// Without the spaces around it; nothing when it is empty.
fn text(given: &Option<String>) -> Option<String> {
    let given = typed(given.as_deref())?;
    Some(given.to_owned())
}

/// Reads fields and notes what is wrong with them.
#[derive(Default)]
struct Cleaner {
    flaws: Vec<Flaw>,
}

impl Cleaner {
    fn wrong<T>(&mut self, code: &'static str, field: &'static str, value: &str) -> Option<T> {
        self.flaws.push(Flaw::new(code, field, value));
        None
    }

    /// The mobile number and its home; a landline that stands in the wrong place is the third.
    fn mobile(&mut self, given: &Option<String>) -> (Option<String>, Option<Segment>, Option<String>) {
        let Some(given) = typed(given.as_deref()) else {
            return (None, None, None);
        };
        if let Ok(mobile) = Mobile::read(given) {
            return (Some(mobile.digits), mobile.region, None);
        }
        match Phone::read(given) {
            Ok(phone) if phone.country.as_deref() == Some("CN") => (None, None, Some(phone.text)),
            Ok(phone) => (Some(phone.text), None, None),
            Err(_) if half_width(given).starts_with('+') => {
                (self.wrong("lead.bad_foreign_number", "mobile", given), None, None)
            }
            Err(_) => (self.wrong("lead.bad_mobile", "mobile", given), None, None),
        }
    }

    fn phone(&mut self, given: &Option<String>) -> Option<String> {
        let given = typed(given.as_deref())?;
        match Phone::read(given) {
            Ok(phone) => Some(phone.text),
            // A landline without its area code can still be called by whoever knows the town.
            Err(_) if half_width(given).chars().filter(char::is_ascii_digit).count() >= 5 => Some(half_width(given)),
            Err(_) => self.wrong("lead.bad_phone", "phone", given),
        }
    }

    fn email(&mut self, field: &'static str, given: &Option<String>) -> Option<String> {
        let given = typed(given.as_deref())?;
        match Email::read(given) {
            Ok(address) => Some(address.key),
            Err(_) => self.wrong("lead.bad_email", field, given),
        }
    }

    fn wechat(&mut self, given: &Option<String>) -> Option<String> {
        let given = typed(given.as_deref())?;
        handles::wechat(given)
            .map(|contact| contact.key)
            .or_else(|| self.wrong("lead.bad_wechat", "wechat", given))
    }

    fn qq(&mut self, given: &Option<String>) -> Option<String> {
        let given = typed(given.as_deref())?;
        handles::qq(given)
            .map(|contact| contact.text)
            .or_else(|| self.wrong("lead.bad_qq", "qq", given))
    }

    fn credit_code(&mut self, given: &Option<String>) -> Option<String> {
        let given = typed(given.as_deref())?;
        match CreditCode::read(given) {
            Ok(read) => Some(read.code),
            Err(_) => self.wrong("lead.bad_credit_code", "credit_code", given),
        }
    }

    fn number(&mut self, field: &'static str, given: Option<i64>) -> Option<i64> {
        match given {
            Some(number) if number < 0 => self.wrong("lead.negative", field, &number.to_string()),
            number => number,
        }
    }

    fn method(&mut self, method: &ContactMethod) -> Option<ContactMethod> {
        let given = Some(method.value.clone());
        let (kind, value) = match method.kind.as_str() {
            "mobile" => match self.mobile(&given) {
                (Some(mobile), ..) => ("mobile", Some(mobile)),
                (None, _, moved) => ("phone", moved),
            },
            "phone" => ("phone", self.phone(&given)),
            "email" => ("email", self.email("email", &given)),
            "wechat" => ("wechat", self.wechat(&given)),
            "qq" => ("qq", self.qq(&given)),
            _ => ("handle", text(&given)),
        };
        Some(ContactMethod {
            kind: kind.to_owned(),
            value: value?,
            label: text(&method.label),
        })
    }
}
