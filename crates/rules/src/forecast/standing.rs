//! Target and risk: attainment, outlook, gap, coverage, and the status that follows from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::{Minor, WHOLE_BP};
use crate::ratio::Ratio;

/// From which outlook on, in basis points of the target, a period is on track or at risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Thresholds {
    /// On track from here (10 000 = 100 %).
    pub on_track_bp: i64,
    /// At risk from here; behind below.
    pub at_risk_bp: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            on_track_bp: WHOLE_BP,
            at_risk_bp: 8_500,
        }
    }
}

/// How a period stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Status {
    /// The outlook reaches the target.
    OnTrack,
    /// The outlook is a little short.
    AtRisk,
    /// The outlook is far short.
    Behind,
    /// There is nothing to compare with.
    NoTarget,
}

/// A period, a person or a team against a target. All amounts in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Standing {
    /// The target, when there is one.
    pub target_minor: Option<Minor>,
    /// Won ÷ target.
    pub attainment: Ratio,
    /// Outlook ÷ target.
    pub outlook: Ratio,
    /// Target − outlook: positive when the outlook falls short.
    pub gap_minor: Option<Minor>,
    /// Target − won: what is still to be won, 0 when the target is reached.
    pub missing_minor: Option<Minor>,
    /// Open ÷ (target − won); without a value when nothing is missing or there is no target.
    pub coverage: Ratio,
    /// By the thresholds.
    pub status: Status,
}

/// Compares won, outlook and open amounts with a target. A target of 0 or less is shown, but no ratio and no status follow from it.
pub fn standing(
    target_minor: Option<Minor>,
    won_minor: Minor,
    outlook_minor: Minor,
    open_minor: Minor,
    thresholds: &Thresholds,
) -> Standing {
    let whole = target_minor.unwrap_or(0).max(0);
    let missing_minor = target_minor.map(|target| target.saturating_sub(won_minor).max(0));
    let reaches = |bp: i64| i128::from(outlook_minor) * i128::from(WHOLE_BP) >= i128::from(whole) * i128::from(bp);
    let status = if whole == 0 {
        Status::NoTarget
    } else if reaches(thresholds.on_track_bp) {
        Status::OnTrack
    } else if reaches(thresholds.at_risk_bp) {
        Status::AtRisk
    } else {
        Status::Behind
    };
    Standing {
        target_minor,
        attainment: Ratio::new(won_minor, whole),
        outlook: Ratio::new(outlook_minor, whole),
        gap_minor: target_minor.map(|target| target.saturating_sub(outlook_minor)),
        missing_minor,
        coverage: Ratio::new(open_minor, missing_minor.unwrap_or(0)),
        status,
    }
}
