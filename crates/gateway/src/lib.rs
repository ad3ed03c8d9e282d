//! The command list over HTTP: the same commands as the window and the shell, for browsers on this machine.
//!
//! Architecture invariant: nothing here knows a command by name. A request names one, core decides everything else.

mod answer;
mod files;
mod guard;
mod guests;
mod rpc;
mod secrets;
mod sessions;

use axum::routing::{get, post};
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use leadwell_core::Workspace;
use leadwell_rules::Language;
use leadwell_rules::ids::PersonId;
use leadwell_rules::time::Instant;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::net::TcpListener;

/// A client that has not finished its headers by then is dropped.
const HEADER_TIME: Duration = Duration::from_secs(5);
/// How long requests under way may still take once the gateway is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(5);
/// Time between two ticks.
const TICK: Duration = Duration::from_secs(2);

/// Why [`bind`] refuses an address of the network.
pub const NOT_LOOPBACK: &str = "only addresses of this machine itself are served";

/// How to serve a workspace.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Where to listen; port 0 takes a free one.
    pub bind: SocketAddr,
    /// The secret of the one-time link, if the caller wants to choose it; otherwise 256 random bits.
    pub token: Option<String>,
    /// Names besides the listening address under which the gateway may be reached (`host` or `host:port`).
    pub hosts: Vec<String>,
    /// Serves the interface from this folder instead of the one built into the program.
    pub ui: Option<PathBuf>,
    /// For whom calls are made; otherwise the person at this machine.
    pub person: Option<PersonId>,
    /// The instant at which all calls happen; otherwise this machine's clock says.
    pub now: Option<Instant>,
    /// The language of callers who name none; otherwise the workspace's own.
    pub language: Option<Language>,
}

impl Default for ServeOptions {
    fn default() -> ServeOptions {
        ServeOptions {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            token: None,
            hosts: Vec::new(),
            ui: None,
            person: None,
            now: None,
            language: None,
        }
    }
}

/// What every request needs.
struct Gateway {
    address: SocketAddr,
    workspace: Arc<Workspace>,
    /// Of refusals at the door.
    language: Language,
    /// Of answers to callers who name none; none = the workspace's own, asked for anew each time.
    fixed_language: Option<Language>,
    doors: secrets::Doors,
    hosts: Vec<String>,
    ui: Option<PathBuf>,
    person: Option<PersonId>,
    now: Option<Instant>,
}

impl Gateway {
    /// The instant of a request.
    fn clock(&self) -> Instant {
        self.now.unwrap_or_else(rpc::clock)
    }

    fn link(&self, token: &str) -> String {
        format!("http://{}/?token={token}", self.address)
    }
}

/// A gateway that listens but does not answer yet.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    gateway: Arc<Gateway>,
}

/// Starts to listen. Nothing is answered before [`Bound::run`].
pub async fn bind(workspace: Arc<Workspace>, options: ServeOptions) -> io::Result<Bound> {
    // What goes over a network can be read on its way, the secrets too, as long as it is not encrypted.
    if !options.bind.ip().is_loopback() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, NOT_LOOPBACK));
    }
    let listener = TcpListener::bind(options.bind).await?;
    let address = listener.local_addr()?;
    let doors = secrets::Doors::new(options.token, address.port())?;
    let hosts = guard::allowed_hosts(address, &options.hosts);
    let language = options.language.map_or_else(|| workspace.language(), Ok);
    let gateway = Arc::new(Gateway {
        address,
        workspace,
        language: language.map_err(io::Error::other)?,
        fixed_language: options.language,
        doors,
        hosts,
        ui: options.ui,
        person: options.person,
        now: options.now,
    });
    Ok(Bound {
        listener,
        address,
        router: router(&gateway),
        gateway,
    })
}

/// Listens and answers until ctrl-c or SIGTERM; the shortest way to serve a workspace.
pub async fn serve(workspace: Arc<Workspace>, options: ServeOptions) -> io::Result<()> {
    bind(workspace, options).await?.run(asked_to_stop()).await
}

fn router(gateway: &Arc<Gateway>) -> Router {
    let company = Router::new()
        .route("/rpc/{command}", post(rpc::call))
        .route("/sessions", get(sessions::list).post(sessions::invite))
        .route("/sessions/{id}/end", post(sessions::end))
        .layer(axum::middleware::from_fn_with_state(gateway.clone(), guard::key));
    let inside = company
        .fallback(get(files::file))
        .layer(axum::middleware::from_fn(guests::seat))
        .layer(axum::middleware::from_fn_with_state(gateway.clone(), guard::session));
    Router::new()
        .route("/health", get(async || axum::Json(serde_json::json!({ "ok": true }))))
        .merge(inside)
        .layer(axum::middleware::from_fn_with_state(gateway.clone(), guard::address))
        .layer(axum::middleware::map_response(answer::harden))
        .with_state(gateway.clone())
}

impl Bound {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that opens one session in a browser. It works once.
    pub fn link(&self) -> String {
        self.gateway.link(&self.gateway.doors.link_token())
    }

    /// The secret for programs: `Authorization: Bearer …`. It works as long as the gateway runs.
    pub fn bearer(&self) -> &str {
        self.gateway.doors.bearer()
    }

    /// Answers until `stop` is ready, then lets the requests under way finish.
    pub async fn run(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let ticks = tokio::spawn(keep_time(Arc::downgrade(&self.gateway)));
        let graceful = GracefulShutdown::new();
        let guests = guests::Guests::new();
        let router = self.router.layer(Extension(Arc::clone(&guests)));
        let mut stop = std::pin::pin!(stop);
        loop {
            let stream = tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) => {
                        // Usually "too many open files": existing connections must go on, so wait instead of ending.
                        tracing::warn!(%error, "accept");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                },
                () = &mut stop => break,
            };
            let guest = guests.enter();
            let router = router.clone().layer(Extension(Arc::clone(&guest)));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIME)
                .max_headers(64)
                .max_buf_size(32 * 1024)
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
            let connection = graceful.watch(connection);
            let guests = Arc::clone(&guests);
            tokio::spawn(async move {
                tokio::select! {
                    ended = connection => if let Err(error) = ended {
                        tracing::debug!(%error, "connection");
                    },
                    () = guest.told_to_leave() => {}
                }
                guests.left(&guest);
            });
        }
        drop(self.listener);
        ticks.abort();
        if tokio::time::timeout(LAST_REQUESTS, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests under way were cut off");
        }
        Ok(())
    }
}

/// Tells the file the time for as long as it is served: what the program does by itself hangs on it.
async fn keep_time(gateway: Weak<Gateway>) {
    loop {
        tokio::time::sleep(TICK).await;
        let Some(gateway) = gateway.upgrade() else { return };
        let now = gateway.clock();
        let ticked = tokio::task::spawn_blocking(move || gateway.workspace.tick(now)).await;
        if let Ok(Err(failure)) = ticked {
            tracing::debug!(%failure, "tick");
        }
    }
}

/// Ready when the person presses ctrl-c or the system asks the program to end.
pub async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {},
        () = terminate => {},
    }
}
