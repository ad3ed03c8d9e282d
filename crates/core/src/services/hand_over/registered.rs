//! The registrations a person holds, and whose customer each of them is of.

use super::holdings::Piece;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, id_list};
use crate::records::registrations::{Roll, each_account, each_lead, held_by as held_by_person};
use leadwell_rules::ids::UserId;
use std::collections::HashMap;

/// What a person holds, with the lead or customer it was made from.
pub(super) fn held_by(read: &Read<'_>, person: UserId) -> Result<Vec<Piece>, Failure> {
    let pieces = held_by_person(read, person)?.into_iter().map(|one| Piece {
        id: one.id.0,
        account: one.account_id.map(|id| id.0),
        contact: None,
        lead: one.lead_id.map(|id| id.0),
        deal: None,
    });
    Ok(pieces.collect())
}

/// The same, each with the customer or lead among these that it is of, also when only name, number or code say so.
pub(super) fn held_with(
    read: &Read<'_>,
    person: UserId,
    accounts: &[i64],
    leads: &[i64],
) -> Result<Vec<Piece>, Failure> {
    let mut pieces = held_by(read, person)?;
    if pieces.is_empty() {
        return Ok(pieces);
    }
    let roll = Roll::load(read)?;
    let among = |given: &[i64], id: Option<i64>| id.is_some_and(|id| given.contains(&id));
    let alone = pieces.iter().enumerate();
    let alone = alone.filter(|(_, piece)| !among(accounts, piece.account) && !among(leads, piece.lead));
    let mut alone: HashMap<i64, usize> = alone.map(|(at, piece)| (piece.id, at)).collect();
    each_account(read, &id_list(accounts), None, |customer| {
        for at in roll.of(customer).iter().filter_map(|one| alone.remove(&one.id.0)) {
            pieces[at].account = customer.account;
        }
        Ok(())
    })?;
    each_lead(read, &id_list(leads), None, |customer| {
        for at in roll.of(customer).iter().filter_map(|one| alone.remove(&one.id.0)) {
            pieces[at].lead = customer.lead;
        }
        Ok(())
    })?;
    Ok(pieces)
}
