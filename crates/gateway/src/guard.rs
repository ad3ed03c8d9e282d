//! Two gates in front of everything: is the request addressed to us, and does it come from someone we let in.

use crate::secrets::Caller;
use crate::{Gateway, answer, files};
use axum::extract::{Extension, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leadwell_core::{Failure, Kind};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

/// Carries the key of a session.
const KEY: HeaderName = HeaderName::from_static("x-leadwell-session");

/// The `Host` values under which a browser may reach this listener. Everything else is somebody else's name for
/// our address (DNS rebinding) and is refused.
pub(crate) fn allowed_hosts(address: SocketAddr, more: &[String]) -> Vec<String> {
    let port = address.port();
    let mut hosts = vec![address.to_string()];
    if address.ip().is_loopback() {
        hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")));
    }
    for name in more {
        let has_port = name
            .rsplit_once(':')
            .is_some_and(|(_, end)| end.bytes().all(|b| b.is_ascii_digit()));
        hosts.push(if has_port {
            name.to_ascii_lowercase()
        } else {
            format!("{}:{port}", name.to_ascii_lowercase())
        });
    }
    hosts
}

/// First gate: the request names us, in one `Host` header, or it is answered with 421.
pub(crate) async fn address(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    let named = only(request.headers(), header::HOST).map(str::to_ascii_lowercase);
    let line = request
        .uri()
        .authority()
        .map(|authority| authority.as_str().to_ascii_lowercase());
    let ours = |host: &String| gateway.hosts.contains(host);
    if !named.as_ref().is_some_and(ours) || line.as_ref().is_some_and(|host| !ours(host)) {
        return answer::failure_as(
            &gateway,
            request.headers(),
            StatusCode::MISDIRECTED_REQUEST,
            Failure::new(Kind::Forbidden, "gateway.wrong_host"),
        );
    }
    next.run(request).await
}

/// Second gate: a session's cookie from our own page, or the bearer. The one-time link is exchanged here. It is enough for the files of the
/// interface.
pub(crate) async fn session(
    State(gateway): State<Arc<Gateway>>,
    query: Query<HashMap<String, String>>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if only(headers, header::AUTHORIZATION).is_some_and(|value| gateway.doors.knows_bearer(value)) {
        request.extensions_mut().insert(Caller::Program);
        return next.run(request).await;
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reading && !from_our_page(headers) {
        let failure = Failure::new(Kind::Forbidden, "gateway.wrong_origin");
        return answer::failure(&gateway, headers, failure);
    }
    let now = gateway.clock();
    let token = query
        .get("token")
        .filter(|_| *request.method() == Method::GET && request.uri().path() == "/");
    if let Some(token) = token {
        let browser = only(headers, header::USER_AGENT).unwrap_or_default();
        match gateway.doors.exchange(token, browser, now) {
            Ok(Some(entered)) => return files::entrance(&gateway, headers, &entered),
            Ok(None) => tracing::warn!("a link that is wrong or was used already"),
            Err(error) => return answer::failure(&gateway, headers, Failure::from(error)),
        }
    }
    if let Some(caller) = only(headers, header::COOKIE).and_then(|value| gateway.doors.by_cookie(value, now)) {
        // A second use of the link by somebody who is already in leads to the same place.
        if reading && query.contains_key("token") {
            return (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
        }
        request.extensions_mut().insert(caller);
        return next.run(request).await;
    }
    let failure = Failure::new(Kind::Forbidden, "gateway.no_session");
    let wants_page = only(headers, header::ACCEPT).is_some_and(|value| value.contains("text/html"));
    if reading && wants_page {
        return answer::page(&gateway, headers, StatusCode::UNAUTHORIZED, failure);
    }
    answer::failure_as(&gateway, headers, StatusCode::UNAUTHORIZED, failure)
}

/// Third gate, before all that speaks of the company: the key of the session, which no other server of this machine is sent.
pub(crate) async fn key(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let given = only(request.headers(), KEY).unwrap_or_default();
    let known = match caller {
        Caller::Program => true,
        Caller::Browser(id) => gateway.doors.knows_key(id, given, gateway.clock()),
    };
    if known {
        return next.run(request).await;
    }
    let failure = Failure::new(Kind::Forbidden, "gateway.no_session");
    answer::failure_as(&gateway, request.headers(), StatusCode::UNAUTHORIZED, failure)
}

/// Whether a writing request was sent by a page of this gateway. An absent `Origin` is not trusted: browsers always
/// send one with a POST, and programs have the bearer.
fn from_our_page(headers: &HeaderMap) -> bool {
    let origin = only(headers, header::ORIGIN).and_then(|value| value.strip_prefix("http://"));
    // The host was compared with the list before, so being equal to it is being ours.
    let same = origin.is_some()
        && origin.map(str::to_ascii_lowercase) == only(headers, header::HOST).map(str::to_ascii_lowercase);
    let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    same && site
}

/// The value of a header that is there exactly once.
fn only(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_a_loopback_listener() {
        let hosts = allowed_hosts("127.0.0.1:8080".parse().unwrap(), &["Desk.local".to_owned()]);
        assert!(hosts.contains(&"localhost:8080".to_owned()));
        assert!(hosts.contains(&"desk.local:8080".to_owned()));
        assert!(!hosts.contains(&"localhost".to_owned()));
    }

    #[test]
    fn an_absent_or_foreign_origin_is_not_ours() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in pairs {
                map.append(*name, value.parse().unwrap());
            }
            from_our_page(&map)
        };
        let host = ("host", "127.0.0.1:8080");
        assert!(headers(&[host, ("origin", "http://127.0.0.1:8080")]));
        assert!(headers(&[
            host,
            ("origin", "http://127.0.0.1:8080"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!headers(&[host]));
        assert!(!headers(&[host, ("origin", "null")]));
        assert!(!headers(&[host, ("origin", "http://127.0.0.1:8081")]));
        assert!(!headers(&[host, ("origin", "https://127.0.0.1:8080")]));
        assert!(!headers(&[
            host,
            ("origin", "http://127.0.0.1:8080"),
            ("sec-fetch-site", "cross-site")
        ]));
        assert!(!headers(&[
            host,
            ("origin", "http://127.0.0.1:8080"),
            ("origin", "http://evil.example")
        ]));
    }
}
