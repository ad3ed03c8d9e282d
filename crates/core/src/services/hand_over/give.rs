//! Handing over what a person holds to others, as when they leave: in one change, so that one undo gives everything back.

use super::holdings::{Held, Holdings, Piece, pieces};
use super::registered::held_with;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use crate::records::people::{Person, SavePerson, find, save};
use leadwell_rules::ids::PersonId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// How records are shared out among several people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "HandOverSplit")]
pub enum Split {
    /// The first one gets everything.
    #[default]
    AllToFirst,
    /// One after another, kind by kind; what belongs to a customer or a lead stays with it.
    InTurn,
}

/// What is handed over, and to whom.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct HandOver {
    /// Who gives it away.
    pub from: PersonId,
    /// Who gets it.
    pub to: Vec<PersonId>,
    /// Which kinds; all when not given. What was registered of a customer or lead goes with it in any case.
    #[serde(default)]
    pub what: Option<Vec<Held>>,
    /// How it is shared out; everything to the first when not given.
    #[serde(default)]
    pub split: Option<Split>,
    /// Closed deals go too. Otherwise they stay with whoever won or lost them.
    #[serde(default)]
    pub closed_deals: Option<bool>,
    /// The person does not work here any longer. Who looks after the data leaves that to the first who may.
    #[serde(default)]
    pub deactivate: Option<bool>,
}

/// What one person got.
#[derive(Debug, Serialize, TS)]
pub struct HandedTo {
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// How much.
    pub got: Holdings,
}

/// What was handed over.
#[derive(Debug, Serialize, TS)]
pub struct HandedOver {
    /// Altogether.
    pub total: Holdings,
    /// To each.
    pub to: Vec<HandedTo>,
    /// The person as they are now.
    pub from: Person,
}

/// Answers `people.hand_over`.
pub fn hand_over(write: &mut Write<'_>, wanted: HandOver) -> Result<HandedOver, Failure> {
    let from = find(write, wanted.from).map_err(|failure| failure.at("from"))?;
    let people = recipients(write, &from, &wanted.to)?;
    let kinds = wanted.what.unwrap_or_else(|| Held::ALL.to_vec());
    let closed = wanted.closed_deals.unwrap_or(false);
    let turns = match wanted.split.unwrap_or_default() {
        Split::AllToFirst => 1,
        Split::InTurn => people.len(),
    };
    let mut share = Share::new(turns);
    let mut got = vec![Holdings::default(); people.len()];
    let mut total = Holdings::default();
    let goes = |kind: &Held| *kind == Held::Registrations || kinds.contains(kind);
    for kind in Held::ALL.into_iter().filter(goes) {
        let found = match kind {
            Held::Registrations => share.registered(write, from.id, kinds.contains(&kind))?,
            _ => pieces(write, from.id, kind, closed)?,
        };
        let open = match kind {
            Held::Deals => pieces(write, from.id, kind, false)?
                .iter()
                .map(|piece| piece.id)
                .collect(),
            _ => Vec::new(),
        };
        for (at, ids) in share.out(kind, &found).into_iter().enumerate() {
            let Some(person) = people.get(at).filter(|_| !ids.is_empty()) else {
                continue;
            };
            give(write, kind, &ids, person.id)?;
            let still_open = ids.iter().filter(|id| open.binary_search(id).is_ok()).count();
            for sum in [&mut got[at], &mut total] {
                count(sum, kind, ids.len() as i64, still_open as i64);
            }
        }
    }
    if wanted.deactivate == Some(true) && from.active {
        let leaves = SavePerson {
            id: Some(from.id),
            active: Some(false),
            ..SavePerson::default()
        };
        save(write, leaves)?;
    }
    let from = find(write, from.id)?;
    if !from.active {
        crate::views::health::hand_over(write, from.id, &people)?;
    }
    let to = people.into_iter().zip(got);
    let to = to.map(|(person, got)| HandedTo {
        person_id: person.id,
        name: person.name,
        got,
    });
    let to = to.collect();
    write.subject(from.name.clone());
    Ok(HandedOver { total, to, from })
}

/// Who gets it, each once: somebody else, who works here.
fn recipients(read: &Read<'_>, from: &Person, to: &[PersonId]) -> Result<Vec<Person>, Failure> {
    let mut people: Vec<Person> = Vec::new();
    for id in to {
        let person = find(read, *id).map_err(|failure| failure.at("to"))?;
        if person.id == from.id {
            return Err(Failure::invalid("person.hand_over_self", "to").arg("name", &person.name));
        }
        if !person.active {
            return Err(Failure::invalid("person.hand_over_left", "to").arg("name", &person.name));
        }
        if people.iter().all(|known| known.id != person.id) {
            people.push(person);
        }
    }
    if people.is_empty() {
        return Err(Failure::invalid("person.hand_over_nobody", "to").arg("name", &from.name));
    }
    Ok(people)
}

/// Shares records out, and remembers who got which, so that what belongs together stays together.
struct Share {
    turns: usize,
    customers: HashMap<i64, usize>,
    contacts: HashMap<i64, usize>,
    leads: HashMap<i64, usize>,
    deals: HashMap<i64, usize>,
}

impl Share {
    fn new(turns: usize) -> Share {
        Share {
            turns,
            customers: HashMap::new(),
            contacts: HashMap::new(),
            leads: HashMap::new(),
            deals: HashMap::new(),
        }
    }

    /// What a person registered, with the customers and leads it is of; without the rest, if that stays.
    fn registered(&self, read: &Read<'_>, from: PersonId, rest: bool) -> Result<Vec<Piece>, Failure> {
        let ids = |given: &HashMap<i64, usize>| given.keys().copied().collect::<Vec<_>>();
        let mut found = held_with(read, from, &ids(&self.customers), &ids(&self.leads))?;
        found.retain(|piece| rest || self.follows(piece).is_some());
        Ok(found)
    }

    /// Who got what a piece belongs to.
    fn follows(&self, piece: &Piece) -> Option<usize> {
        let known = [
            (&self.leads, piece.lead),
            (&self.deals, piece.deal),
            (&self.contacts, piece.contact),
            (&self.customers, piece.customer),
        ];
        known
            .iter()
            .find_map(|(map, id)| id.and_then(|id| map.get(&id).copied()))
    }

    /// The ids each person gets of these. What follows nothing goes in turn.
    fn out(&mut self, kind: Held, pieces: &[Piece]) -> Vec<Vec<i64>> {
        let (mut shares, mut next) = (vec![Vec::new(); self.turns], 0);
        for piece in pieces {
            let at = self.follows(piece).unwrap_or_else(|| {
                let at = next % self.turns;
                next += 1;
                at
            });
            shares[at].push(piece.id);
            match kind {
                Held::Customers => self.customers.insert(piece.id, at),
                Held::Contacts => self.contacts.insert(piece.id, at),
                Held::Leads => self.leads.insert(piece.id, at),
                Held::Deals => self.deals.insert(piece.id, at),
                Held::Tasks | Held::Registrations => None,
            };
        }
        shares
    }
}

/// Makes records of one kind somebody's.
fn give(write: &mut Write<'_>, kind: Held, ids: &[i64], to: PersonId) -> Result<(), Failure> {
    let now = write.now().millis();
    let table = match kind {
        Held::Leads => return crate::records::leads::give(write, ids, Some(to)).map(drop),
        Held::Registrations => "update registrations set person_id = ?2, updated_at = ?3",
        Held::Tasks => "update activities set person_id = ?2, updated_at = ?3",
        Held::Customers => "update customers set owner_id = ?2, updated_at = ?3",
        Held::Contacts => "update contacts set owner_id = ?2, updated_at = ?3",
        // Nobody has spoken with the customer: the deal was not touched, and rots on as before.
        Held::Deals => "update deals set owner_id = ?2, updated_at = ?3",
    };
    write.run(
        &format!("{table} where id in (select value from json_each(?1))"),
        (crate::engine::store::id_list(ids), to.0, now),
    )?;
    Ok(())
}

fn count(sum: &mut Holdings, kind: Held, number: i64, open: i64) {
    match kind {
        Held::Customers => sum.customers += number,
        Held::Contacts => sum.contacts += number,
        Held::Leads => sum.leads += number,
        Held::Tasks => sum.tasks += number,
        Held::Registrations => sum.registrations += number,
        Held::Deals => {
            sum.deals += open;
            sum.closed_deals += number - open;
        }
    }
}
