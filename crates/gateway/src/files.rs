//! The interface's files, from the program itself or – while the interface is being worked on – from a folder.

use crate::secrets::Entered;
use crate::{Gateway, answer};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use leadwell_core::{Failure, Kind};
use std::borrow::Cow;
use std::path::{Component, Path};
use std::sync::Arc;

/// `(path below ui/dist, content)`, sorted by path; written by the build script.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/interface.rs"));

/// Answers a GET: a file, or the page for every address the interface makes up for itself.
pub(crate) async fn file(State(gateway): State<Arc<Gateway>>, uri: Uri, headers: HeaderMap) -> Response {
    let asked = uri.path().trim_start_matches('/');
    // A missing asset must fail as such; only addresses of pages fall back to the page.
    let is_page = asked.is_empty() || !asked.rsplit('/').next().unwrap_or("").contains('.');
    let name = if is_page { "index.html" } else { asked };
    let Some(content) = read(&gateway, name) else {
        let code = if is_page {
            "gateway.no_interface"
        } else {
            "gateway.no_such_file"
        };
        let failure = Failure::new(Kind::NotFound, code);
        return if is_page {
            answer::page(&gateway, &headers, StatusCode::SERVICE_UNAVAILABLE, failure)
        } else {
            answer::failure(&gateway, &headers, failure)
        };
    };
    // Files below assets/ carry a hash of their content in the name.
    let keep = if name.starts_with("assets/") {
        "private, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    (
        [(header::CONTENT_TYPE, media_type(name)), (header::CACHE_CONTROL, keep)],
        content.into_owned(),
    )
        .into_response()
}

/// The page for somebody who was let in just now, with the key of the session in its head: its script keeps it and takes it out.
pub(crate) fn entrance(gateway: &Gateway, headers: &HeaderMap, entered: &Entered) -> Response {
    let page = read(gateway, "index.html").and_then(|page| String::from_utf8(page.into_owned()).ok());
    let Some(page) = page else {
        let failure = Failure::new(Kind::NotFound, "gateway.no_interface");
        return answer::page(gateway, headers, StatusCode::SERVICE_UNAVAILABLE, failure);
    };
    let head = format!("<head><meta name=\"leadwell-session\" content=\"{}\" />", entered.key);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::SET_COOKIE, entered.cookie.as_str()),
    ];
    (headers, page.replacen("<head>", &head, 1)).into_response()
}

fn read(gateway: &Gateway, name: &str) -> Option<Cow<'static, [u8]>> {
    if let Some(folder) = &gateway.ui {
        let inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        return inside
            .then(|| std::fs::read(folder.join(name)).ok())
            .flatten()
            .map(Cow::Owned);
    }
    let at = BUILT_IN.binary_search_by(|(path, _)| (*path).cmp(name)).ok()?;
    Some(Cow::Borrowed(BUILT_IN[at].1))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
