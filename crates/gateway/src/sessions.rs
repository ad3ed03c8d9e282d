//! The browsers that are signed in: who they are, ending one, and a link for a further one. They belong to the run, not to the file.

use crate::secrets::Caller;
use crate::{Gateway, answer};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use leadwell_core::{Failure, Kind};
use serde_json::json;
use std::sync::Arc;

/// `GET /sessions`: the open ones, the last used first.
pub(crate) async fn list(State(gateway): State<Arc<Gateway>>, Extension(caller): Extension<Caller>) -> Response {
    axum::Json(gateway.doors.sessions(caller, gateway.clock())).into_response()
}

/// `POST /sessions/{id}/end`.
pub(crate) async fn end(State(gateway): State<Arc<Gateway>>, Path(id): Path<u64>, headers: HeaderMap) -> Response {
    if gateway.doors.end(id) {
        return StatusCode::NO_CONTENT.into_response();
    }
    let failure = Failure::new(Kind::NotFound, "gateway.no_such_session");
    answer::failure(&gateway, &headers, failure)
}

/// `POST /sessions`: a link that opens one more session.
pub(crate) async fn invite(State(gateway): State<Arc<Gateway>>, headers: HeaderMap) -> Response {
    match gateway.doors.new_link() {
        Ok(token) => axum::Json(json!({ "link": gateway.link(&token) })).into_response(),
        Err(error) => answer::failure(&gateway, &headers, Failure::from(error)),
    }
}
