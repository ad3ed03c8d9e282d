//! The registrations a person holds, and whose customer each of them is of.

use super::holdings::Piece;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, id_list};
use crate::records::registrations::{ActiveRegistrations, each_customer, each_lead, held_by as held_by_person};
use leadwell_rules::ids::PersonId;
use std::collections::HashMap;

/// What a person holds, with the lead or customer it was made from.
pub(super) fn held_by(read: &Read<'_>, person: PersonId) -> Result<Vec<Piece>, Failure> {
    let pieces = held_by_person(read, person)?.into_iter().map(|one| Piece {
        id: one.id.0,
        customer: one.customer_id.map(|id| id.0),
        contact: None,
        lead: one.lead_id.map(|id| id.0),
        deal: None,
    });
    Ok(pieces.collect())
}

/// The same, each with the customer or lead among these that it is of, also when only name, number or code say so.
pub(super) fn held_with(
    read: &Read<'_>,
    person: PersonId,
    customers: &[i64],
    leads: &[i64],
) -> Result<Vec<Piece>, Failure> {
    let mut pieces = held_by(read, person)?;
    if pieces.is_empty() {
        return Ok(pieces);
    }
    let active = ActiveRegistrations::load(read)?;
    let among = |given: &[i64], id: Option<i64>| id.is_some_and(|id| given.contains(&id));
    let alone = pieces.iter().enumerate();
    let alone = alone.filter(|(_, piece)| !among(customers, piece.customer) && !among(leads, piece.lead));
    let mut alone: HashMap<i64, usize> = alone.map(|(at, piece)| (piece.id, at)).collect();
    each_customer(read, &id_list(customers), None, |customer| {
        for at in active.of(customer).iter().filter_map(|one| alone.remove(&one.id.0)) {
            pieces[at].customer = customer.customer;
        }
        Ok(())
    })?;
    each_lead(read, &id_list(leads), None, |customer| {
        for at in active.of(customer).iter().filter_map(|one| alone.remove(&one.id.0)) {
            pieces[at].lead = customer.lead;
        }
        Ok(())
    })?;
    Ok(pieces)
}
