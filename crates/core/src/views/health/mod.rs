//! The health of the data: what is wrong with leads, contacts and customers, what can be mended at once, and who looks after it.

mod checks;
mod contacts;
mod customers;
mod fix;
mod leads;
mod plan;
mod records;
mod report;
mod scan;

pub use fix::{FixFinding, Fixed, fix};
pub use plan::{Checked, HealthPlan, SavePlan, checked, plan, save_plan};
pub(crate) use plan::{JOB, hand_over};
pub use records::{HealthRecords, RecordsOf, records};
pub use report::{HealthReport, ReportHealth, report};
