//! Leads: every row goes through the intake line – normalise, validate, blacklist, duplicates – like a lead from any other door.

mod columns;
pub mod fields;
mod known;
mod states;

use super::contacts::full_name;
use super::people::owners;
use super::records::{RecordWriter, Records, number, text};
use super::registered::Registered;
use super::{Closing, Found, Kind};
use crate::doors::imports::findings::Findings;
use crate::doors::imports::lookup::Lookup;
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::table::Row;
use crate::doors::imports::wanted::OnMatch;
use crate::doors::intake::owner_by_rule;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::{Decided, DuplicateAction, DuplicateHit, decide_on};
use crate::records::leads::{Clean, Draft, Flaw, clean_lenient};
use crate::records::screening::Screen;
use columns::{COLUMNS, only_gaps, stand_still, taken_up};
use known::{Known, Look};
use leadwell_rules::Language;
use leadwell_rules::ids::{PersonId, RecordKind};
use leadwell_rules::time::start_of_day;
use rusqlite::CachedStatement;
use rusqlite::types::Value;
use std::collections::HashMap;

/// Takes rows of leads.
pub struct Leads {
    plan: Prepared,
    records: Records,
    people: Lookup,
    screen: Screen,
    known: Known,
    registered: Registered,
    tags: HashMap<String, i64>,
    quarantined: u64,
    collected: u64,
    of_customers: u64,
}

/// The statements of leads.
pub struct LeadWriter<'c> {
    record: RecordWriter<'c>,
    look: Look<'c>,
    tag: CachedStatement<'c>,
    put_tag: CachedStatement<'c>,
    source_of: CachedStatement<'c>,
}

/// What a row says of a lead, cleaned.
pub struct Said {
    clean: Clean,
    flaws: Vec<Flaw>,
    /// Cells that could not be read.
    wrong: Problems,
}

// The places of the fields, in the order of `fields::FIELDS`.
const CODE: usize = 0;
const MOBILE: usize = 1;
const EMAIL: usize = 2;
const WECHAT: usize = 3;
const NAME: usize = 4;
const FIRST: usize = 5;
const LAST: usize = 6;
const COMPANY: usize = 7;
const TITLE: usize = 8;
const PHONE: usize = 9;
const QQ: usize = 10;
const HANDLE: usize = 11;
const INDUSTRY: usize = 12;
const EMPLOYEES: usize = 13;
const WEBSITE: usize = 14;
const ADDRESS: usize = 15;
const CREDIT: usize = 16;
const SOURCE: usize = 17;
const ACQUISITION: usize = 18;
const CHANNEL: usize = 19;
const CAMPAIGN: usize = 20;
const NEED: usize = 21;
const NOTE: usize = 22;
const BUDGET: usize = 23;
const TAGS: usize = 24;
const OWNER: usize = 25;
const STATE: usize = 26;
const REASON: usize = 27;
const CREATED: usize = 28;
const PROVINCE: usize = 29;
const CITY: usize = 30;

impl Leads {
    /// The row as a draft.
    fn draft(&self, row: &Row, wrong: &mut Problems) -> Draft {
        let plan = &self.plan;
        let text = |field: usize| plan.text(field, row).map(str::to_owned);
        let tags = plan.text(TAGS, row).unwrap_or_default();
        Draft {
            name: full_name(plan.text(NAME, row), plan.text(FIRST, row), plan.text(LAST, row)),
            company: text(COMPANY),
            title: text(TITLE),
            mobile: text(MOBILE),
            phone: text(PHONE),
            email: text(EMAIL),
            wechat: text(WECHAT),
            qq: text(QQ),
            handle: text(HANDLE),
            industry: text(INDUSTRY),
            employees: wrong.read(plan.integer(EMPLOYEES, row)),
            website: text(WEBSITE),
            address: text(ADDRESS),
            credit_code: text(CREDIT),
            source: text(SOURCE),
            acquisition: text(ACQUISITION),
            channel: text(CHANNEL),
            campaign: text(CAMPAIGN),
            need: text(NEED),
            note: text(NOTE),
            budget_minor: wrong.read(plan.money(BUDGET, row, &plan.settings.currency)),
            code: text(CODE),
            tags: tags
                .split([',', ';', '，', '、', '；', '|'])
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            ..Draft::default()
        }
    }

    /// The values for [`COLUMNS`]; what only a new lead gets is left out for a known one.
    fn values(
        &self,
        row: &Row,
        clean: &Clean,
        owner: Option<i64>,
        source: Option<i64>,
        new: bool,
    ) -> Result<Vec<Option<Value>>, Problem> {
        let (plan, draft) = (&self.plan, &clean.draft);
        let region = clean.region.as_ref();
        let state = plan
            .text(STATE, row)
            .map(|word| states::state(word).ok_or_else(|| Problem::cell("row.bad_lead_state", STATE, word)))
            .transpose()?;
        let reason = plan.text(REASON, row).or_else(|| {
            // A file that calls a lead invalid seldom says why; the word it used is the best reason there is.
            matches!(state, Some("invalid" | "returned"))
                .then(|| plan.text(STATE, row))
                .flatten()
        });
        let owner = owner.filter(|_| clean.quarantine.is_none() && state != Some("returned"));
        let now = self.plan.now.millis();
        let state = state.or(new.then_some("to_handle"));
        Ok(vec![
            text(draft.code.as_deref()),
            text(draft.name.as_deref()),
            text(draft.company.as_deref()),
            text(clean.keys.company.as_deref()),
            text(draft.title.as_deref()),
            text(draft.mobile.as_deref()),
            text(draft.phone.as_deref()),
            text(draft.email.as_deref()),
            text(draft.wechat.as_deref()),
            text(draft.qq.as_deref()),
            text(draft.handle.as_deref()),
            text(
                region
                    .map(|region| region.province)
                    .or(plan.text(PROVINCE, row).map(bare_place)),
            ),
            text(
                region
                    .map(|region| region.city)
                    .or(plan.text(CITY, row).map(bare_place)),
            ),
            text(region.map(|region| region.carrier.name(Language::Zh))),
            text(draft.industry.as_deref()),
            number(draft.employees),
            text(draft.website.as_deref()),
            text(draft.address.as_deref()),
            text(draft.credit_code.as_deref()),
            // The first source of a known lead stays.
            text(draft.source.as_deref().filter(|_| new)),
            text(draft.acquisition.as_deref().filter(|_| new)),
            text(draft.channel.as_deref()),
            text(draft.campaign.as_deref()),
            text(draft.need.as_deref()),
            text(draft.note.as_deref()),
            number(draft.budget_minor),
            text(state),
            text(reason.filter(|_| state.is_some())),
            number(state.is_some().then_some(now)),
            text(clean.quarantine.as_ref().filter(|_| new).map(|(reason, _)| *reason)),
            text(
                clean
                    .quarantine
                    .as_ref()
                    .filter(|_| new)
                    .map(|(_, value)| value.as_str()),
            ),
            number(owner),
            number(owner.map(|_| now)),
            number(source),
            text(new.then_some(self.plan.door.as_str())),
        ])
    }

    /// Puts tags on a lead that was written.
    fn tag(&mut self, writer: &mut LeadWriter<'_>, id: i64, names: &[String]) -> Result<(), Refusal> {
        if self.plan.dry() {
            return Ok(());
        }
        for name in names {
            let tag = match self.tags.get(name) {
                Some(tag) => *tag,
                None => {
                    let made = writer.tag.insert((name, self.plan.import.map(|id| id.0)))?;
                    self.tags.insert(name.clone(), made);
                    made
                }
            };
            writer.put_tag.execute((id, tag))?;
        }
        Ok(())
    }

    /// What the duplicate rules say of a new lead. A rule that would change the known lead collects instead: an import changes records
    /// only when its plan says so.
    ///
    /// What is told of the file counts only records that the person sees.
    fn decided(&mut self, writer: &mut LeadWriter<'_>, clean: &Clean) -> Result<Option<Decided>, Refusal> {
        let found = self.known.hits(&mut writer.look, &clean.keys, self.plan.now)?;
        let customer = |(hit, seen): &(DuplicateHit, bool)| *seen && hit.entity != RecordKind::Leads;
        self.of_customers += u64::from(found.iter().any(customer));
        let unseen: Vec<i64> = found.iter().filter(|(_, seen)| !seen).map(|(hit, _)| hit.id).collect();
        let hits: Vec<DuplicateHit> = found.into_iter().map(|(hit, _)| hit).collect();
        let zone = self.plan.settings.time_zone;
        let decided = decide_on(&self.known.rules, &hits, self.plan.today, zone);
        if let Some(decided) = &decided {
            let collects = matches!(decided.action, DuplicateAction::Collect | DuplicateAction::Update);
            let of_lead = decided.hit.entity == RecordKind::Leads && !unseen.contains(&decided.hit.id);
            self.collected += u64::from(collects && of_lead);
        }
        Ok(decided)
    }
}

impl Kind for Leads {
    type RowWriter<'c> = LeadWriter<'c>;

    fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        let mut leads = Leads {
            records: Records::new(plan, &COLUMNS, true),
            people: Lookup::new(plan, "owner", "import.unknown_person"),
            screen: Screen::load(read)?,
            known: Known::load(read)?,
            registered: Registered::load(read)?,
            tags: HashMap::new(),
            quarantined: 0,
            collected: 0,
            of_customers: 0,
            plan: plan.clone(),
        };
        leads.others(read)?;
        Ok(leads)
    }

    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.known.reload(read)?;
        self.registered.reload(read)?;
        self.others(read)
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<LeadWriter<'c>, Failure> {
        Ok(LeadWriter {
            record: self.records.writer(read)?,
            look: Look::new(read)?,
            tag: read.sql("insert into tags (name, import_id) values (?1, ?2)")?,
            put_tag: read.sql(
                "insert into lead_tags (lead_id, tag_id) select ?1, ?2
                 where not exists (select 1 from lead_tags where lead_id = ?1 and tag_id = ?2)",
            )?,
            source_of: read.sql("select coalesce(source_lead_id, id) from leads where id = ?1")?,
        })
    }

    type Said = Said;

    fn said(&self, row: &Row) -> Said {
        let mut wrong = Problems::default();
        let draft = self.draft(row, &mut wrong);
        let (clean, flaws) = clean_lenient(&self.screen, &draft, self.plan.door);
        Said { clean, flaws, wrong }
    }

    fn take(
        &mut self,
        writer: &mut LeadWriter<'_>,
        row: &Row,
        said: Said,
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let Said {
            mut clean,
            flaws,
            wrong: unread,
        } = said;
        wrong.join(unread);
        let owner = wrong.read(self.people.record(self.plan.text(OWNER, row)));
        let created = wrong.read(self.plan.day(CREATED, row));
        let record = found.record();
        let existing = record
            .map(|record| self.records.existing(&mut writer.record, record))
            .transpose()?;
        for flaw in flaws {
            // A known lead has a name and a contact already, and what it says already is not new, however it came in.
            let said = existing.as_deref().is_some_and(|existing| says(existing, &flaw));
            if found == Found::New || !flaw.is_lack() && !said {
                wrong.note(problem(&flaw));
            }
        }
        if let (Some(record), Some(existing)) = (record, existing) {
            let gaps = self.plan.on_match == OnMatch::Merge;
            let owner = self
                .registered
                .owner(&taken_up(&clean, record, &existing, owner, gaps), owner);
            let mut values = wrong
                .read(self.values(row, &clean, owner, None, false).map(Some))
                .unwrap_or_default();
            wrong.settle()?;
            if self.plan.key == Some(CODE) {
                // It was found by that, or by the number people read.
                values[CODE] = None;
            }
            if gaps {
                only_gaps(&mut values, &existing);
            }
            stand_still(&mut values, &existing, self.plan.text(REASON, row).is_some());
            let outcome = self.records.change(&mut writer.record, record, &existing, &values)?;
            self.tag(writer, record, &clean.draft.tags)?;
            self.known.take(&clean.keys, record);
            return Ok((outcome, record));
        }
        let decided = self.decided(writer, &clean)?;
        clean.draft.owner_id = owner_by_rule(decided.as_ref(), owner.map(PersonId));
        let mut source = None;
        if let Some(decided) = &decided {
            match decided.action {
                DuplicateAction::Collect | DuplicateAction::Update if decided.hit.entity == RecordKind::Leads => {
                    source = match decided.hit.id {
                        imagined if imagined < 0 => Some(imagined),
                        id => writer.source_of.query_row([id], |row| row.get(0)).ok(),
                    };
                }
                DuplicateAction::Label => clean.draft.tags.push(decided.label.clone()),
                _ => {}
            }
        }
        // What somebody has registered is theirs, whatever the file or the rule says.
        let owner = clean.draft.owner_id.map(|id| id.0);
        let owner = self.registered.owner(&clean.customer(), owner);
        let values = wrong
            .read(self.values(row, &clean, owner, source, true).map(Some))
            .unwrap_or_default();
        wrong.settle()?;
        self.quarantined += u64::from(clean.quarantine.is_some());
        let made = created.map(|day| start_of_day(day, &self.plan.settings.time_zone));
        let id = self.records.insert_made(&mut writer.record, &values, made)?;
        self.tag(writer, id, &clean.draft.tags)?;
        self.known.take(&clean.keys, id);
        Ok((Outcome::Created, id))
    }

    fn finish(&mut self, _: &Read<'_>, _: &mut LeadWriter<'_>) -> Result<Closing, Failure> {
        Ok(Closing::default())
    }

    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        vec![&mut self.people]
    }

    fn lookups(&self) -> Vec<&Lookup> {
        vec![&self.people]
    }

    fn findings(&self, findings: &mut Findings) {
        findings.rows("import.leads_quarantined", None, self.quarantined, false, &[]);
        findings.rows("import.leads_collected", None, self.collected, false, &[]);
        findings.rows("import.leads_of_customers", None, self.of_customers, false, &[]);
        self.registered.findings(findings);
    }
}

impl Leads {
    fn others(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if self.plan.mapped(OWNER) {
            self.people.fill(owners(read, self.plan.spec.noun)?);
        }
        let tags = read.all("select name, id from tags", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.tags = tags.into_iter().collect();
        Ok(())
    }
}

/// A place as the table of numbers calls it, so that one filter finds both: 江苏省 → 江苏.
fn bare_place(text: &str) -> &str {
    text.strip_suffix(['省', '市'])
        .filter(|bare| bare.chars().count() >= 2)
        .unwrap_or(text)
}

/// Whether a known lead says that very thing already.
fn says(existing: &[Value], flaw: &Flaw) -> bool {
    let at = COLUMNS.iter().position(|column| *column == flaw.field);
    at.is_some_and(|at| existing[at] == Value::Text(flaw.value.clone()))
}

/// What intake finds wrong, as a problem of the row.
fn problem(flaw: &Flaw) -> Problem {
    let field = match flaw.field {
        "name" => NAME,
        "mobile" => MOBILE,
        "phone" => PHONE,
        "email" => EMAIL,
        "wechat" => WECHAT,
        "qq" => QQ,
        "credit_code" => CREDIT,
        "employees" => EMPLOYEES,
        "budget_minor" => BUDGET,
        _ => HANDLE,
    };
    Problem::cell(flaw.code, field, &flaw.value)
}
