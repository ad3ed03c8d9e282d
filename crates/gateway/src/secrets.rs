//! The secrets of one run of the gateway: the one-time link, the bearer for programs, and the open sessions.
//! They live in memory only, so ending the gateway ends them.

use std::io;
use std::sync::{Mutex, PoisonError};

/// Sessions at once; opening one more ends the oldest.
const SESSIONS: usize = 32;

/// Who may come in.
pub(crate) struct Doors {
    bearer: String,
    cookie: String,
    open: Mutex<Open>,
}

struct Open {
    /// Gone once it has been used.
    link: Option<String>,
    sessions: Vec<String>,
}

impl Doors {
    /// New secrets. The cookie carries the port in its name, because browsers share cookies between ports.
    pub(crate) fn new(link: Option<String>, port: u16) -> io::Result<Doors> {
        let link = link.map_or_else(random, Ok)?;
        Ok(Doors {
            bearer: random()?,
            cookie: format!("leadwell_{port}"),
            open: Mutex::new(Open {
                link: Some(link),
                sessions: Vec::new(),
            }),
        })
    }

    /// The secret in the one-time link; empty once used.
    pub(crate) fn link_token(&self) -> String {
        self.open().link.clone().unwrap_or_default()
    }

    pub(crate) fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Exchanges the one-time token for a session: the value of `Set-Cookie`. `None` when it is wrong or used.
    pub(crate) fn exchange(&self, token: &str) -> io::Result<Option<String>> {
        let session = random()?;
        let mut open = self.open();
        if !open.link.as_deref().is_some_and(|link| same(link, token)) {
            return Ok(None);
        }
        open.link = None;
        if open.sessions.len() == SESSIONS {
            open.sessions.remove(0);
        }
        open.sessions.push(session.clone());
        Ok(Some(format!(
            "{}={session}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie
        )))
    }

    /// Whether one of the cookies in this `Cookie` header opens the door.
    pub(crate) fn knows_cookie(&self, header: &str) -> bool {
        let open = self.open();
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.cookie)
            .any(|(_, value)| {
                open.sessions
                    .iter()
                    .fold(false, |found, session| found | same(session, value))
            })
    }

    /// Whether this is the `Authorization` header of a program that was given the bearer.
    pub(crate) fn knows_bearer(&self, header: &str) -> bool {
        header
            .strip_prefix("Bearer ")
            .is_some_and(|given| same(&self.bearer, given))
    }

    fn open(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 256 bits from the system's generator, in hexadecimal.
fn random() -> io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not depend on where the first difference is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |difference, (x, y)| difference | (x ^ y))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_opens_exactly_one_session() {
        let doors = Doors::new(None, 4000).unwrap();
        let token = doors.link_token();
        assert_eq!(token.len(), 64);
        assert!(doors.exchange("wrong").unwrap().is_none());
        let cookie = doors.exchange(&token).unwrap().unwrap();
        assert!(doors.exchange(&token).unwrap().is_none(), "used");
        assert!(doors.exchange("").unwrap().is_none(), "the used link is no secret");
        let pair = cookie.split(';').next().unwrap();
        assert!(doors.knows_cookie(&format!("other=1; {pair}")));
        assert!(!doors.knows_cookie("leadwell_4000="));
        assert!(!doors.knows_cookie(&pair.replace("4000", "4001")));
    }

    #[test]
    fn the_bearer_is_not_the_link() {
        let doors = Doors::new(None, 1).unwrap();
        assert!(doors.knows_bearer(&format!("Bearer {}", doors.bearer())));
        assert!(!doors.knows_bearer(&format!("Bearer {}", doors.link_token())));
        assert!(!doors.knows_bearer("Bearer "));
    }
}
