//! Who gets in, over a real socket: the matrix of Host, Origin, Content-Type and secret, and limits of size.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use leadwell_core::Workspace;
use leadwell_gateway::{ServeOptions, bind};
use leadwell_rules::time::Instant;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use tokio::sync::oneshot;

/// A gateway over a new file, in a thread of its own until dropped.
struct Served {
    address: SocketAddr,
    bearer: String,
    token: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Served {
    fn start() -> Served {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("gateway.leadwell"), Instant(1_773_806_400_000)).unwrap();
        let interface = folder.path().join("ui");
        std::fs::create_dir(&interface).unwrap();
        std::fs::write(
            interface.join("index.html"),
            "<!doctype html><html><head></head><body></body></html>",
        )
        .unwrap();
        let (told, hear) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let options = ServeOptions {
                    ui: Some(interface),
                    ..ServeOptions::default()
                };
                let bound = bind(workspace, options).await.unwrap();
                told.send((bound.address(), bound.bearer().to_owned(), bound.link()))
                    .unwrap();
                bound.run(async { stopped.await.unwrap() }).await.unwrap();
            });
        });
        let (address, bearer, link) = hear.recv().unwrap();
        let token = link.split_once("token=").unwrap().1.to_owned();
        Served {
            address,
            bearer,
            token,
            stop: Some(stop),
            thread: Some(thread),
            _folder: folder,
        }
    }

    /// Sends the lines of a head and a body; the whole answer.
    fn raw(&self, head: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // A refusal may come, and the connection end, before a large body has been sent.
        let _sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        let mut answer = Vec::new();
        let _read = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, line: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut head = format!(
            "{line} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        if !headers.iter().any(|(name, _)| *name == "host") {
            head += &format!("host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        let answer = self.raw(&(head + "\r\n"), body.as_bytes());
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (status, answer)
    }

    /// Uses a link; the cookie, and the key that stands in the head of the page.
    fn enter(&self, token: &str) -> (String, String) {
        let (status, answer) = self.ask(&format!("GET /?token={token}"), &[("user-agent", "Firefox/1")], "");
        assert_eq!(status, 200);
        assert!(answer.contains("cache-control: no-store"), "{answer}");
        let cookie = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        let key = answer
            .split_once("name=\"leadwell-session\" content=\"")
            .unwrap()
            .1
            .split('"');
        let (cookie, key) = (cookie.split(';').next().unwrap(), key.into_iter().next().unwrap());
        assert!(key.len() == 64 && !cookie.contains(key));
        (cookie.to_owned(), key.to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _told = self.stop.take().unwrap().send(());
        self.thread.take().unwrap().join().unwrap();
    }
}

const JSON: (&str, &str) = ("content-type", "application/json");
const INFO: &str = "POST /rpc/workspace.info";

#[test]
fn the_bearer_opens_commands() {
    let served = Served::start();
    let bearer = format!("Bearer {}", served.bearer);
    let (status, answer) = served.ask(INFO, &[JSON, ("authorization", &bearer)], "{}");
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("\"set_up\""));
    let (status, answer) = served.ask(
        "POST /rpc/no.such",
        &[JSON, ("authorization", &bearer), ("x-leadwell-language", "en")],
        "{}",
    );
    assert_eq!(status, 404);
    assert!(
        answer.contains("call.unknown_command") && answer.contains("There is no command"),
        "{answer}"
    );
    for wrong in ["Bearer ", "Bearer x", "Basic x", &format!("Bearer {}", served.token)] {
        assert_eq!(
            served.ask(INFO, &[JSON, ("authorization", wrong)], "{}").0,
            403,
            "{wrong}"
        );
    }
}

#[test]
fn the_session_opens_commands_only_from_our_own_page() {
    let served = Served::start();
    let (cookie, key) = served.enter(&served.token);
    let ours = format!("http://{}", served.address);
    let with = |origin: Option<&str>, host: Option<&str>| {
        let mut headers = vec![JSON, ("cookie", cookie.as_str()), ("x-leadwell-session", key.as_str())];
        headers.extend(origin.map(|origin| ("origin", origin)));
        headers.extend(host.map(|host| ("host", host)));
        served.ask(INFO, &headers, "{}").0
    };
    assert_eq!(with(Some(&ours), None), 200);
    assert_eq!(with(None, None), 403, "an absent origin is nobody");
    for origin in [
        "null",
        "http://evil.example",
        "http://127.0.0.1",
        &ours.replace("http", "https"),
        &format!("{ours}.evil.example"),
    ] {
        assert_eq!(with(Some(origin), None), 403, "{origin}");
    }
    for host in ["evil.example", "127.0.0.1", "127.0.0.1.nip.example", "localhost:1"] {
        assert_eq!(with(Some(&format!("http://{host}")), Some(host)), 421, "{host}");
    }
    assert_eq!(served.ask("GET /", &[("cookie", "leadwell_1=x")], "").0, 401);
    assert_eq!(
        served.ask(&format!("GET /?token={}", served.token), &[], "").0,
        401,
        "the link worked once"
    );
}

#[test]
fn what_every_server_of_the_machine_is_sent_opens_nothing() {
    let served = Served::start();
    let (cookie, key) = served.enter(&served.token);
    let ours = format!("http://{}", served.address);
    // Another server on this address is sent the cookie, and can send any header.
    let stolen = [JSON, ("cookie", cookie.as_str()), ("origin", ours.as_str())];
    let keyed = |key: &str, line: &str| {
        let mut headers = stolen.to_vec();
        headers.push(("x-leadwell-session", key));
        served.ask(line, &headers, "{}").0
    };
    for line in [
        INFO,
        "POST /rpc/no.such",
        "GET /sessions",
        "POST /sessions",
        "POST /sessions/1/end",
    ] {
        assert_eq!(served.ask(line, &stolen, "{}").0, 401, "{line}");
        for wrong in ["", "x", &key.replace('0', "1"), cookie.as_str()] {
            assert_eq!(keyed(wrong, line), 401, "{line} {wrong}");
        }
        // Nor does the key without the cookie.
        let alone = [JSON, ("origin", ours.as_str()), ("x-leadwell-session", key.as_str())];
        assert_eq!(served.ask(line, &alone, "{}").0, 401, "{line}");
    }
    assert_eq!(keyed(&key, INFO), 200);
    // The page itself never says the key again.
    let (status, page) = served.ask("GET /", &[("cookie", &cookie)], "");
    assert!(status == 200 && !page.contains("leadwell-session"), "{page}");
}

#[test]
fn sessions_are_listed_and_ended_and_a_further_link_opens_another() {
    let served = Served::start();
    let (cookie, key) = served.enter(&served.token);
    let ours = format!("http://{}", served.address);
    let ask = |line: &str, (cookie, key): (&str, &str)| {
        let headers = [
            JSON,
            ("cookie", cookie),
            ("origin", ours.as_str()),
            ("x-leadwell-session", key),
        ];
        served.ask(line, &headers, "{}")
    };
    let first = (cookie.as_str(), key.as_str());
    let (status, answer) = ask("POST /sessions", first);
    assert_eq!(status, 200);
    let link = answer
        .split_once("?token=")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let (other_cookie, other_key) = served.enter(&link);
    let second = (other_cookie.as_str(), other_key.as_str());
    let (_, answer) = ask("GET /sessions", second);
    assert_eq!(answer.matches("\"browser\":\"Firefox/1\"").count(), 2, "{answer}");
    assert_eq!(answer.matches("\"current\":true").count(), 1, "{answer}");
    // The key of one is none of the other.
    assert_eq!(ask(INFO, (first.0, second.1)).0, 401);
    assert_eq!(ask("POST /sessions/1/end", second).0, 204);
    assert_eq!(ask("POST /sessions/1/end", second).0, 404);
    assert_eq!(ask(INFO, first).0, 401);
    assert_eq!(ask(INFO, second).0, 200);
    // Somebody who is in and has a fresh link gets a new session; a used one leads to the page.
    let (status, _) = served.ask(&format!("GET /?token={link}"), &[("cookie", second.0)], "");
    assert_eq!(status, 303);
    let bearer = format!("Bearer {}", served.bearer);
    assert_eq!(served.ask("GET /sessions", &[("authorization", &bearer)], "").0, 200);
}

#[test]
fn only_this_machine_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("a.leadwell"), Instant(1_773_806_400_000)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let options = ServeOptions {
            bind: address.parse().unwrap(),
            ..ServeOptions::default()
        };
        let refused = runtime.block_on(bind(workspace.clone(), options)).err();
        assert_eq!(
            refused.map(|error| error.kind()),
            Some(std::io::ErrorKind::Unsupported),
            "{address}"
        );
    }
}

#[test]
fn an_input_without_end_is_refused_before_it_is_read() {
    let served = Served::start();
    let bearer = format!("Bearer {}", served.bearer);
    let test = r#"{"field":"name","is":"contains","values":["x"]}"#;
    let tests = vec![test; 100_000].join(",");
    let body = format!(r#"{{"filter":{{"condition":{{"all":[{tests}]}}}}}}"#);
    let (status, answer) = served.ask("POST /rpc/leads.list", &[JSON, ("authorization", &bearer)], &body);
    assert!(status == 422 && answer.contains("limit.list"), "{answer}");
}

#[test]
fn what_is_not_json_or_too_large_is_refused() {
    let served = Served::start();
    let bearer = format!("Bearer {}", served.bearer);
    let post = |kind: &str, body: &str| {
        served
            .ask(INFO, &[("content-type", kind), ("authorization", &bearer)], body)
            .0
    };
    assert_eq!(post("text/plain", "{}"), 415);
    assert_eq!(post("application/x-www-form-urlencoded", "a=1"), 415);
    assert_eq!(post("application/json", "{"), 400);
    assert_eq!(post("application/json", &"[".repeat(100_000)), 400, "depth");
    assert_eq!(
        served
            .ask(
                INFO,
                &[JSON, ("authorization", &bearer), ("content-encoding", "gzip")],
                "{}"
            )
            .0,
        415
    );
    let head = format!(
        "{INFO} HTTP/1.1\r\nhost: {}\r\nauthorization: {bearer}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 1073741824\r\n\r\n",
        served.address
    );
    assert!(served.raw(&head, b"").starts_with("HTTP/1.1 413"));
    let long = format!(
        "GET /{} HTTP/1.1\r\nhost: {}\r\n\r\n",
        "x".repeat(65_536),
        served.address
    );
    let answer = served.raw(&long, b"");
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[test]
fn every_answer_is_hardened() {
    let served = Served::start();
    for (line, host) in [
        ("GET /health", None),
        ("GET /", None),
        ("GET /health", Some("evil.example")),
    ] {
        let headers: Vec<(&str, &str)> = host.map(|host| ("host", host)).into_iter().collect();
        let (_, answer) = served.ask(line, &headers, "");
        for header in [
            "content-security-policy: default-src 'self'",
            "x-content-type-options: nosniff",
            "frame-ancestors 'none'",
        ] {
            assert!(answer.contains(header), "{line} {header}");
        }
        assert!(!answer.to_lowercase().contains("access-control-allow"), "{line}");
    }
}

#[test]
fn connections_that_ask_for_nothing_take_nobodys_place() {
    let served = Served::start();
    let strangers: Vec<TcpStream> = (0..300)
        .map(|nth| {
            let mut stream = TcpStream::connect(served.address).unwrap();
            // Some say nothing, some begin and go on for ever.
            if nth % 2 == 0 {
                stream.write_all(b"POST /rpc/leads.list HTTP/1.1\r\n").unwrap();
            }
            stream
        })
        .collect();
    let bearer = format!("Bearer {}", served.bearer);
    let begun = std::time::Instant::now();
    for _ in 0..20 {
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let (status, answer) = served.ask("POST /rpc/leads.list", &headers, "{}");
        assert_eq!(status, 200, "{answer}");
    }
    // Those who wait are sent away after five seconds; nobody waits for that.
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(4),
        "{:?}",
        begun.elapsed()
    );
    drop(strangers);
}
