//! `leadwell serve`: the gateway over one file, until it is told to stop.

use crate::session::{self, Session};
use clap::ArgMatches;
use leadwell_core::{Failure, Kind, Workspace};
use leadwell_gateway::{ServeOptions, asked_to_stop, bind};
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Serves, after printing the one-time link – with `--json` also the address and the bearer for programs.
pub fn serve(given: &ArgMatches) -> Result<(), Failure> {
    prepare_first_start(given)?;
    let session = Session::open(given)?;
    let address = given.get_one::<String>("bind").map_or("127.0.0.1:0", String::as_str);
    let wrong = |error| Failure::invalid("call.input", "bind").arg("cause", error);
    let bind_to = address.parse::<SocketAddr>().map_err(wrong)?;
    if !bind_to.ip().is_loopback() {
        return Err(Failure::invalid("gateway.not_loopback", "bind").arg("address", address));
    }
    let call = session.call();
    let asked = |name| given.get_one::<String>(name);
    let options = ServeOptions {
        bind: bind_to,
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
        // Gone with the service, used or not.
        let _page = given.get_flag("open").then(|| show(&link));
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

/// Opens the link with the system's browser; a machine without one has the printed link. The arguments of a program can be read by everybody
/// on the machine, so the browser is given a page that only this person can read, and the page leads to the link.
fn show(link: &str) -> Option<TempDir> {
    match page(link) {
        Ok((folder, page)) => {
            open(&page);
            Some(folder)
        }
        Err(error) => {
            tracing::warn!(%error, "the page for the browser could not be written");
            None
        }
    }
}

/// A page that leads to the link, in a folder of its own that goes when it is dropped.
fn page(link: &str) -> io::Result<(TempDir, PathBuf)> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let place = runtime
        .filter(|folder| folder.is_dir())
        .unwrap_or_else(std::env::temp_dir);
    let mut folder = tempfile::Builder::new();
    folder.prefix("leadwell-open-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let folder = folder.tempdir_in(place)?;
    let path = folder.path().join("leadwell.html");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let text = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"refresh\" content=\"0;url={link}\"><title>Leadwell</title><a href=\"{link}\">Leadwell</a>"
    );
    options.open(&path)?.write_all(text.as_bytes())?;
    Ok((folder, path))
}

fn open(page: &Path) {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    if let Err(error) = std::process::Command::new(program).args(before).arg(page).spawn() {
        tracing::warn!(%error, "no browser could be started");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_the_browser_is_private_and_goes() {
        let link = "http://127.0.0.1:4000/?token=secret";
        let (folder, path) = page(link).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().contains(link));
        #[cfg(unix)]
        for (place, mode) in [(folder.path(), 0o700), (path.as_path(), 0o600)] {
            use std::os::unix::fs::PermissionsExt as _;
            let found = std::fs::metadata(place).unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{place:?}");
        }
        drop(folder);
        assert!(!path.exists());
    }
}
