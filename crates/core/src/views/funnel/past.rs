//! The paths of all deals of a pipeline through its stages, out of their versions; kept until something changes.

use super::query::Asked;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::views::forecast::{ForecastQuery, history};
use leadwell_rules::forecast::history::number;
use leadwell_rules::velocity::stage_path::{StagePath, paths as walk};
use std::sync::Arc;

/// The paths known at the end of the day asked for, of the people and the product asked for.
pub fn paths(read: &Read<'_>, asked: &Asked) -> Result<Arc<Vec<StagePath>>, Failure> {
    let (pipeline, query) = (&asked.pipeline, &asked.query);
    let key = format!(
        "paths {} {:?} {:?} {} {:?} {:?}",
        pipeline.id,
        query.product_id,
        query.owner_id,
        asked.today,
        query.as_of,
        read.actor.scope.bound()
    );
    read.memo(&key, || {
        let question = ForecastQuery {
            pipeline_id: Some(pipeline.id),
            product_id: query.product_id,
            // A time before is looked at with the same stages.
            as_of: query.as_of,
            ..ForecastQuery::default()
        };
        let history = history(read, &question, std::slice::from_ref(pipeline))?;
        let mut paths = walk(&history, number(asked.today) + 1, pipeline.stages.len());
        paths.retain(|path| query.owner_id.is_none_or(|owner| path.owner == owner));
        Ok(paths)
    })
}
