//! `POST /rpc/{command}`: JSON in; the command's answer with the number of its change, or a failure, out.

use crate::{Gateway, answer};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leadwell_core::{Call, Failure, Kind, Origin, read_input};
use leadwell_rules::time::Instant;
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The largest body. The largest honest request is an attachment of 25 MB, which base64 makes a third longer; files to import arrive
/// in pieces.
const BODY: usize = 36 * 1024 * 1024;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

/// Runs one command. The work is done on a thread for blocking work, because core is synchronous.
pub(crate) async fn call(
    State(gateway): State<Arc<Gateway>>,
    Path(command): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let plain = headers
        .get(header::CONTENT_ENCODING)
        .is_none_or(|encoding| encoding == "identity");
    let json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(is_json);
    if !json || !plain {
        let failure = Failure::new(Kind::Invalid, "gateway.not_json");
        return answer::failure_as(&gateway, &headers, StatusCode::UNSUPPORTED_MEDIA_TYPE, failure);
    }
    let too_large = || {
        let failure = Failure::new(Kind::Invalid, "gateway.too_large").arg("megabytes", BODY / 1024 / 1024);
        answer::failure_as(&gateway, &headers, StatusCode::PAYLOAD_TOO_LARGE, failure)
    };
    // What says itself that it is too large need not be received first.
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY) {
        return too_large();
    }
    let bytes = match tokio::time::timeout(BODY_TIME, axum::body::to_bytes(body, BODY)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return too_large(),
        Err(_) => {
            let failure = Failure::new(Kind::Busy, "gateway.too_slow");
            return answer::failure_as(&gateway, &headers, StatusCode::REQUEST_TIMEOUT, failure);
        }
    };
    let input = if bytes.is_empty() {
        Some(Ok(Value::Object(Default::default())))
    } else {
        read_input(&bytes)
    };
    let input = match input {
        Some(Ok(input)) => input,
        Some(Err(failure)) => return answer::failure(&gateway, &headers, failure),
        None => {
            let failure = Failure::new(Kind::Invalid, "gateway.not_json");
            return answer::failure_as(&gateway, &headers, StatusCode::BAD_REQUEST, failure);
        }
    };
    drop(bytes);
    let asked = answer::asked_language(&headers).or(gateway.fixed_language);
    let seen = answer::seen(&headers);
    let (workspace, person, now) = (gateway.workspace.clone(), gateway.person, gateway.clock());
    let done = tokio::task::spawn_blocking(move || {
        // Until people sign in, whoever holds the secret is the person it was made for.
        let language = asked.map_or_else(|| workspace.language(), Ok)?;
        let call = Call {
            now,
            person: person.map_or_else(|| workspace.owner(), Ok)?,
            language,
            origin: Origin::Lan,
            seen,
        };
        workspace.answer(&call, &command, input)
    });
    match done.await {
        Ok(Ok(answer)) => axum::Json(answer).into_response(),
        Ok(Err(failure)) => answer::failure(&gateway, &headers, failure),
        Err(error) => {
            tracing::error!(%error, "a command ended the thread");
            answer::failure(&gateway, &headers, Failure::internal(error))
        }
    }
}

fn is_json(value: &str) -> bool {
    value
        .split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The clock of this machine. Only hosts read it; everything below takes it as a parameter.
pub(crate) fn clock() -> Instant {
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    Instant(i64::try_from(millis).unwrap_or(i64::MAX))
}
