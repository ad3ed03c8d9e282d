//! The plan against the file's headings: which column is which field, what is the key, what was settled before.

use super::guess;
use super::kinds;
use super::kinds::customers::customers_by_name;
use super::model::SavedMapping;
use super::outcome::bad_plan;
use super::rights::may_change;
use super::spec::{Spec, Type};
use super::table::Layout;
use super::wanted::{OnMatch, Plan};
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::condition_sql::bounded;
use crate::engine::store::{Read, Settings};
use crate::records::leads::Door;
use leadwell_rules::Language;
use leadwell_rules::ids::{ImportId, PersonId, PipelineId, RecordKind, StageId};
use leadwell_rules::row_filter::{Misfit, RowFilter};
use leadwell_rules::text::fold;
use leadwell_rules::time::{DateOrder, Day, Instant, business_day};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Field → value in the file → name of the record meant (none = leave empty), and whether that was remembered.
pub type Choices = BTreeMap<String, BTreeMap<String, (Option<String>, bool)>>;

/// Everything a kind needs to take rows.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// What the rows are.
    pub spec: Arc<Spec>,
    /// The headings.
    pub headers: Vec<String>,
    /// For each field of the kind its column.
    pub columns: Vec<Option<usize>>,
    /// Which rows are taken; none for all of them.
    pub row_filter: Option<RowFilter>,
    /// The place of the key among the fields.
    pub key: Option<usize>,
    /// What happens when the key is known.
    pub on_match: OnMatch,
    /// What values that match nothing stand for.
    pub choices: Choices,
    /// Whether suggestions are taken.
    pub accept_suggestions: bool,
    /// Whether deals without amount take the list price.
    pub fill_amount: bool,
    /// Whether customers nobody knows are made.
    pub create_missing_customers: bool,
    /// The pipeline of deals.
    pub pipeline_id: Option<PipelineId>,
    /// The stage closed deals stood in.
    pub closed_stage_id: Option<StageId>,
    /// How dates that end with the year are read.
    pub date_order: Option<DateOrder>,
    /// Whether cells may hold undecodable bytes.
    pub suspicious: bool,
    /// The door the rows come through.
    pub door: Door,
    /// The import that writes; none in a dry run.
    pub import: Option<ImportId>,
    /// The instant of the call.
    pub now: Instant,
    /// Its day.
    pub today: Day,
    /// Who imports.
    pub person: PersonId,
    /// The language of sentences.
    pub language: Language,
    /// Settings of the workspace.
    pub settings: Settings,
}

impl Prepared {
    /// Whether nothing is to be written.
    pub fn dry(&self) -> bool {
        self.import.is_none()
    }

    /// Whether this is a dry run in which nothing tells a row from a record that is there.
    pub fn keyless(&self) -> bool {
        self.dry() && self.key.is_none()
    }

    /// The place of a field; the fields of a kind are constants, so a name that is none is a fault of the program.
    pub fn place(&self, name: &str) -> usize {
        self.spec
            .position(name)
            .unwrap_or_else(|| unreachable!("no field {name}"))
    }

    /// Whether a field has a column.
    pub fn mapped(&self, field: usize) -> bool {
        self.columns.get(field).is_some_and(Option::is_some)
    }

    /// The mapping in full, for remembering and for the error file.
    pub fn mapping(&self) -> BTreeMap<String, Option<String>> {
        let field_of = |column: usize| {
            self.columns
                .iter()
                .position(|place| *place == Some(column))
                .map(|place| self.spec.fields[place].name.clone().into_owned())
        };
        self.headers
            .iter()
            .enumerate()
            .map(|(column, header)| (header.clone(), field_of(column)))
            .collect()
    }
}

/// Fits the plan to the headings. Refuses, with the reason, what does not fit.
pub fn prepare(read: &Read<'_>, call: &Call, plan: &Plan, layout: &Layout) -> Result<Prepared, Failure> {
    let spec = kinds::whole_spec(read, kinds::spec(plan.kind)?)?;
    may_change(read, &spec)?;
    if plan.create_missing_customers {
        may_change(read, &kinds::customers::SPEC)?;
    }
    if plan.on_match == OnMatch::Merge && plan.kind == RecordKind::Deals {
        return Err(bad_plan("import.no_merge", "on_match"));
    }
    let saved = remembered(read, plan.kind, &layout.headers)?;
    let mapping = full_mapping(&spec, plan, saved.as_ref(), &layout.headers)?;
    let columns = columns(&spec, &mapping, &layout.headers, call.language)?;
    let mapped = |name: &str| spec.position(name).is_some_and(|place| columns[place].is_some());
    if !spec.needs.iter().any(|name| mapped(name)) {
        let wanted: Vec<&str> = spec
            .fields
            .iter()
            .filter(|field| spec.needs.contains(&field.name.as_ref()))
            .map(|field| field.label(call.language))
            .collect();
        return Err(bad_plan("import.required_unmapped", "mapping").arg("field", wanted.join(" / ")));
    }
    if let Some(missing) = spec.fields.iter().find(|field| field.required && !mapped(&field.name)) {
        return Err(bad_plan("import.required_unmapped", "mapping").arg("field", missing.label(call.language)));
    }
    let key = match &plan.key {
        Some(name) => {
            let place = spec
                .position(name)
                .filter(|place| spec.fields[*place].key.is_some() && columns[*place].is_some());
            Some(place.ok_or_else(|| bad_plan("import.bad_key", "key").arg("field", name))?)
        }
        None => spec
            .fields
            .iter()
            .position(|field| field.default_key && mapped(&field.name)),
    };
    let mut choices = Choices::new();
    for (values, remembered) in [
        (saved.map(|saved| saved.values).unwrap_or_default(), true),
        (plan.values.clone(), false),
    ] {
        for (field, values) in values {
            let place = spec
                .position(&field)
                .ok_or_else(|| bad_plan("import.unknown_field", "values").arg("field", &field))?;
            if !spec.fields[place].of.names_a_record() {
                let label = spec.fields[place].label(call.language);
                return Err(bad_plan("import.values_no_names", "values").arg("field", label));
            }
            let known = choices.entry(field).or_default();
            known.extend(
                values
                    .into_iter()
                    .map(|(value, meant)| (value.trim().to_owned(), (meant, remembered))),
            );
        }
    }
    Ok(Prepared {
        spec,
        headers: layout.headers.clone(),
        columns,
        row_filter: row_filter(plan, &layout.headers)?,
        key,
        on_match: plan.on_match,
        choices,
        accept_suggestions: plan.accept_suggestions,
        fill_amount: plan.fill_amount_from_list_price,
        create_missing_customers: plan.create_missing_customers,
        pipeline_id: plan.pipeline_id,
        closed_stage_id: plan.closed_stage_id,
        date_order: plan.date_order,
        suspicious: layout.suspicious,
        door: Door::Import,
        import: None,
        now: call.now,
        today: business_day(call.now, &read.settings.time_zone),
        person: call.person,
        language: call.language,
        settings: read.settings.clone(),
    })
}

/// The condition on rows, fitted to the headings.
fn row_filter(plan: &Plan, headers: &[String]) -> Result<Option<RowFilter>, Failure> {
    bounded(&plan.only, "only")?;
    if plan.only.is_empty() {
        return Ok(None);
    }
    let misfit = |misfit| match misfit {
        Misfit::UnknownColumn(name) => bad_plan("import.unknown_header", "only").arg("header", name),
        Misfit::WrongQuestion(name) => bad_plan("condition.wrong_question", "only").arg("name", name),
        Misfit::WrongValue(name) => bad_plan("condition.wrong_value", "only").arg("name", name),
    };
    RowFilter::new(&plan.only, headers, plan.date_order)
        .map(Some)
        .map_err(misfit)
}

fn full_mapping(
    spec: &Spec,
    plan: &Plan,
    saved: Option<&SavedMapping>,
    headers: &[String],
) -> Result<BTreeMap<String, Option<String>>, Failure> {
    if let Some(stranger) = plan.mapping.keys().find(|header| !headers.contains(header)) {
        return Err(bad_plan("import.unknown_header", "mapping").arg("header", stranger));
    }
    let mut mapping = match saved {
        Some(saved) => saved.mapping.clone(),
        None => guess::mapping(spec, headers),
    };
    for (header, field) in &plan.mapping {
        // What is said wins over what was guessed for another heading.
        if let Some(field) = field {
            for (other, guess) in &mut mapping {
                if guess.as_ref() == Some(field) && !plan.mapping.contains_key(other) {
                    *guess = None;
                }
            }
        }
        mapping.insert(header.clone(), field.clone());
    }
    Ok(mapping)
}

fn columns(
    spec: &Spec,
    mapping: &BTreeMap<String, Option<String>>,
    headers: &[String],
    language: Language,
) -> Result<Vec<Option<usize>>, Failure> {
    let mut columns = vec![None; spec.fields.len()];
    for (column, header) in headers.iter().enumerate() {
        let Some(field) = mapping.get(header).and_then(Option::as_ref) else {
            continue;
        };
        let place = spec
            .position(field)
            .ok_or_else(|| bad_plan("import.unknown_field", "mapping").arg("field", field))?;
        if columns[place].replace(column).is_some() {
            return Err(bad_plan("import.field_twice", "mapping").arg("field", spec.fields[place].label(language)));
        }
    }
    Ok(columns)
}

fn fingerprint(headers: &[String]) -> String {
    serde_json::to_string(headers).unwrap_or_default()
}

/// The mapping remembered for these headings. One whose fields are known no longer is passed over.
pub fn remembered(read: &Read<'_>, kind: RecordKind, headers: &[String]) -> Result<Option<SavedMapping>, Failure> {
    let row = read.one(
        "select name, mapping from import_mappings where kind = ?1 and headers = ?2",
        (kind.as_str(), fingerprint(headers)),
        |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?)),
    )?;
    let spec = kinds::whole_spec(read, kinds::spec(kind)?)?;
    // What a cell stands for names customers: those that the person sees.
    let seen = match read.actor.scope.bound() {
        None => None,
        Some(_) => Some(customers_by_name(read)?.into_iter().map(|(name, _)| fold(&name))),
    };
    let seen: Option<HashSet<String>> = seen.map(Iterator::collect);
    let names_customers = |field: &str| {
        let place = spec.position(field);
        place.is_some_and(|place| spec.fields[place].of == Type::Customer)
    };
    Ok(row.and_then(|(name, text)| {
        let mut saved: SavedMapping = serde_json::from_str(&text).ok()?;
        if let Some(seen) = &seen {
            let named = saved.values.iter_mut().filter(|(field, _)| names_customers(field));
            for (_, values) in named {
                values.retain(|_, meant| meant.as_ref().is_none_or(|name| seen.contains(&fold(name))));
            }
        }
        let known = saved
            .mapping
            .values()
            .flatten()
            .chain(saved.values.keys())
            .all(|field| spec.position(field).is_some());
        known.then_some(SavedMapping { name, ..saved })
    }))
}

/// Remembers the mapping, and what values stand for, for files with the same headings.
pub fn remember(
    connection: &rusqlite::Connection,
    prepared: &Prepared,
    name: Option<&str>,
    accepted: &[(&str, &BTreeMap<String, String>)],
) -> Result<(), Failure> {
    let mut values: BTreeMap<String, BTreeMap<String, Option<String>>> = BTreeMap::new();
    for (field, choices) in &prepared.choices {
        let known = values.entry(field.clone()).or_default();
        known.extend(choices.iter().map(|(value, (meant, _))| (value.clone(), meant.clone())));
    }
    for (field, taken) in accepted {
        let known = values.entry((*field).to_owned()).or_default();
        known.extend(taken.iter().map(|(value, meant)| (value.clone(), Some(meant.clone()))));
    }
    values.retain(|_, known| !known.is_empty());
    let saved = SavedMapping {
        name: None,
        mapping: prepared.mapping(),
        values,
    };
    let text = serde_json::to_string(&saved).map_err(Failure::internal)?;
    connection
        .prepare_cached(
            "insert into import_mappings (kind, headers, name, mapping, saved_at) values (?1, ?2, ?3, ?4, ?5)
             on conflict (kind, headers) do update set name = coalesce(excluded.name, name), mapping = excluded.mapping, saved_at = excluded.saved_at",
        )?
        .execute((prepared.spec.noun.table(), fingerprint(&prepared.headers), name, text, prepared.now.millis()))?;
    Ok(())
}
