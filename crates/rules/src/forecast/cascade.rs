//! The stage-conversion cascade 阶段转化率, with every step for display.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::StageTerms;
use super::sums::SHARE;
use crate::money::{Minor, WHOLE_BP, div_round, narrow};

/// One stage of the cascade, in minor units; each figure is rounded on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CascadeStep {
    /// Index of the stage in the stage terms.
    pub stage: usize,
    /// Amounts of the deals that are in this stage.
    pub own_minor: Minor,
    /// What arrives from the stage before.
    pub carried_minor: Minor,
    /// Own + carried.
    pub total_minor: Minor,
    /// The step rate applied to the total, basis points.
    pub step_bp: i64,
    /// What moves on: into the next stage, or to revenue from the last.
    pub moved_minor: Minor,
    /// Whether what moves on is revenue.
    pub last: bool,
}

/// The whole cascade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Cascade {
    /// Every stage, in the order of the stage terms.
    pub steps: Vec<CascadeStep>,
    /// Revenue over all pipelines, minor units.
    pub revenue_minor: Minor,
}

/// The share of an amount that reaches revenue from each stage, in parts of [`SHARE`]: the product of the step rates to the end of
/// the pipeline. A list that does not say where it ends, ends at its last stage.
pub(super) fn shares(stages: &[StageTerms]) -> Vec<i128> {
    let mut shares = vec![0; stages.len()];
    let mut further = SHARE;
    for (stage, share) in stages.iter().zip(&mut shares).rev() {
        if stage.last {
            further = SHARE;
        }
        further = div_round(further * i128::from(stage.step_bp), i128::from(WHOLE_BP));
        *share = further;
    }
    shares
}

/// The cascade over the open amount of each stage (minor units, same order as `stages`).
pub(super) fn cascade(stages: &[StageTerms], own: &[i128]) -> Cascade {
    let shares = shares(stages);
    let mut steps = Vec::with_capacity(stages.len());
    // Fractions of a minor unit are carried on, in parts of SHARE, so that only what is shown is rounded.
    let (mut carried, mut reaching, mut revenue) = (0_i128, 0_i128, 0_i128);
    for (index, (stage, share)) in stages.iter().zip(&shares).enumerate() {
        let own = own.get(index).copied().unwrap_or(0);
        let last = stage.last || index + 1 == stages.len();
        let total = own * SHARE + carried;
        reaching += own * share;
        // The last step of a pipeline is the model's estimate itself, so that both always agree.
        let moved = if last { reaching } else { scaled(total, stage.step_bp) };
        steps.push(CascadeStep {
            stage: index,
            own_minor: narrow(own),
            carried_minor: narrow(div_round(carried, SHARE)),
            total_minor: narrow(div_round(total, SHARE)),
            step_bp: stage.step_bp,
            moved_minor: narrow(div_round(moved, SHARE)),
            last,
        });
        carried = if last { 0 } else { moved };
        if last {
            revenue += std::mem::take(&mut reaching);
        }
    }
    Cascade {
        steps,
        revenue_minor: narrow(div_round(revenue, SHARE)),
    }
}

/// `total` × `bp` / 10 000 without leaving 128 bits: the whole part and the rest are multiplied apart.
fn scaled(total: i128, bp: i64) -> i128 {
    let (bp, whole) = (i128::from(bp), i128::from(WHOLE_BP));
    total / whole * bp + div_round(total % whole * bp, whole)
}
