//! Who may write on a timeline: whoever may write what the activity is about.

use super::store::Activity;
use super::timeline::About;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::Read;

/// Refuses to write about a deal, a lead, or a customer and their people, where the role may not change that kind of record.
pub(super) fn allowed(read: &Read<'_>, about: &About) -> Result<(), Failure> {
    let asked = [
        (about.deal_id.is_some(), Permission::DealWrite),
        (about.lead_id.is_some(), Permission::LeadWrite),
        (
            about.customer_id.is_some() || about.contact_id.is_some(),
            Permission::CustomerWrite,
        ),
    ];
    if asked.iter().any(|(is, permission)| *is && !read.actor.may(*permission)) {
        return Err(Failure::new(Kind::Forbidden, "activity.may_not_write"));
    }
    Ok(())
}

/// What an activity is about.
pub(super) fn about(activity: &Activity) -> About {
    About {
        deal_id: activity.deal_id,
        customer_id: activity.customer_id,
        contact_id: activity.contact_id,
        lead_id: activity.lead_id,
    }
}
