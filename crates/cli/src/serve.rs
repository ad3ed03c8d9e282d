//! `leadwell serve`: the gateway over one file, until it is told to stop.

use crate::session::{self, Session};
use clap::ArgMatches;
use leadwell_core::{Failure, Kind, Workspace};
use leadwell_gateway::{ServeOptions, asked_to_stop, bind};
use serde_json::json;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Serves, after printing the one-time link – with `--json` also the address and the bearer for programs.
pub fn serve(given: &ArgMatches) -> Result<(), Failure> {
    prepare_first_start(given)?;
    let session = Session::open(given)?;
    let address = given.get_one::<String>("bind").map_or("127.0.0.1:0", String::as_str);
    let wrong = |error| Failure::invalid("call.input", "bind").arg("cause", error);
    let call = session.call();
    let asked = |name| given.get_one::<String>(name);
    let options = ServeOptions {
        bind: address.parse::<SocketAddr>().map_err(wrong)?,
        token: None,
        hosts: given
            .get_many::<String>("allow-host")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        ui: asked("ui").map(PathBuf::from),
        person: asked("as").map(|_| call.person),
        now: asked("now").map(|_| call.now),
        language: asked("lang").map(|_| call.language),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let deaf = |cause| {
            Failure::new(Kind::Io, "gateway.cannot_listen")
                .at("bind")
                .arg("address", address)
                .arg("cause", cause)
        };
        let bound = bind(session.workspace(), options).await.map_err(deaf)?;
        let link = bound.link();
        let said = if given.get_flag("json") {
            json!({ "address": bound.address().to_string(), "link": link, "bearer": bound.bearer() }).to_string()
        } else {
            format!("{link}\n(opens one session in one browser; ctrl-c ends the service)")
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{said}").and_then(|()| out.flush())?;
        drop(out);
        if given.get_flag("open") {
            show(&link);
        }
        bound.run(asked_to_stop()).await?;
        Ok(())
    })
}

/// Where nobody has ever named a file, the usual one is made, as the window makes it. A named file must be there.
fn prepare_first_start(given: &ArgMatches) -> Result<(), Failure> {
    let usual = session::places().default_file();
    if given.get_one::<String>("file").is_some() || session::file(given) != usual || usual.exists() {
        return Ok(());
    }
    if let Some(folder) = usual.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Workspace::create(&usual, session::clock(given)?)?;
    Ok(())
}

/// Opens the link with the system's browser; a machine without one has the printed link.
fn show(link: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    if let Err(error) = std::process::Command::new(program).args(before).arg(link).spawn() {
        tracing::warn!(%error, "no browser could be started");
    }
}
