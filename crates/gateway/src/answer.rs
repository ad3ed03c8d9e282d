//! Answers: failures as the one JSON shape, and the headers every answer carries.

use crate::Gateway;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leadwell_core::Failure;
use leadwell_rules::Language;
use leadwell_rules::ids::ChangeId;

/// The language this request asks for.
pub(crate) fn asked_language(headers: &HeaderMap) -> Option<Language> {
    match headers.get("x-leadwell-language").and_then(|value| value.to_str().ok()) {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    }
}

/// The last change the page knew of when the person began what it now asks for.
pub(crate) fn seen(headers: &HeaderMap) -> Option<ChangeId> {
    let said = headers.get("x-leadwell-seen")?.to_str().ok()?;
    said.parse().ok().map(ChangeId)
}

/// The language for a refusal: asking the file for its own would let strangers make us read it.
fn language(gateway: &Gateway, headers: &HeaderMap) -> Language {
    asked_language(headers).unwrap_or(gateway.language)
}

/// A failure with the status its kind has in core's table.
pub(crate) fn failure(gateway: &Gateway, headers: &HeaderMap, failure: Failure) -> Response {
    let status = StatusCode::from_u16(failure.kind.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    failure_as(gateway, headers, status, failure)
}

/// A failure that HTTP has a more exact status for.
pub(crate) fn failure_as(gateway: &Gateway, headers: &HeaderMap, status: StatusCode, failure: Failure) -> Response {
    (status, axum::Json(failure.in_language(language(gateway, headers)))).into_response()
}

/// A failure as a page with one sentence, for a person who opened an address.
pub(crate) fn page(gateway: &Gateway, headers: &HeaderMap, status: StatusCode, failure: Failure) -> Response {
    let sentence = failure.in_language(language(gateway, headers)).message;
    let text = sentence.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Leadwell</title><p style=\"font:16px/1.6 sans-serif;max-width:40em;margin:20vh auto\">{text}</p>"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// Headers of every answer: nothing from elsewhere, no frames, no guessing of types, no traces in other sites' logs.
/// There is deliberately no CORS header: no other page may read an answer.
pub(crate) async fn harden(mut response: Response) -> Response {
    const HEADERS: [(HeaderName, &str); 7] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
             font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Doors;
    use leadwell_core::{Kind, Workspace};
    use leadwell_rules::time::Instant;

    #[test]
    fn the_status_is_the_one_of_the_kind() {
        let folder = tempfile::tempdir().unwrap();
        let gateway = Gateway {
            address: ([127, 0, 0, 1], 1).into(),
            workspace: Workspace::create(&folder.path().join("a.leadwell"), Instant(0)).unwrap(),
            language: Language::En,
            fixed_language: None,
            doors: Doors::new(None, 1).unwrap(),
            hosts: Vec::new(),
            ui: None,
            person: None,
            now: None,
        };
        for (kind, status) in [
            (Kind::Invalid, 422),
            (Kind::NotFound, 404),
            (Kind::Forbidden, 403),
            (Kind::Conflict, 409),
            (Kind::Busy, 503),
            (Kind::NotConfigured, 424),
            (Kind::Io, 500),
            (Kind::Corrupt, 500),
            (Kind::Internal, 500),
        ] {
            assert_eq!(kind.http_status(), status);
            let answer = failure(&gateway, &HeaderMap::new(), Failure::new(kind, "record.refused"));
            assert_eq!(answer.status().as_u16(), status, "{kind:?}");
        }
    }
}
