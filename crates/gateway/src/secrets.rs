//! The secrets of one run of the gateway: the one-time link, the bearer for programs, and the sessions of browsers.
//! They live in memory only, so ending the gateway ends them.
//!
//! A session has two secrets. The cookie goes with every request by itself, but browsers know no ports: every server on this machine's
//! address is sent it. The key is handed to the page once, which keeps it where only pages of this very port can read it, and sends it
//! with each call. Files of the interface need the cookie, whatever speaks of the company needs both.

use leadwell_rules::time::Instant;
use serde::Serialize;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Sessions at once; opening one more ends the one that was opened first.
const SESSIONS: usize = 32;
/// A session nobody has used for so long has ended.
const IDLE: i64 = 12 * 3_600_000;
/// A session that is so old has ended, used or not.
const OLDEST: i64 = 7 * 24 * 3_600_000;
/// Of what a browser says of itself, so many characters are kept.
const BROWSER: usize = 300;

/// Who may come in.
pub(crate) struct Doors {
    bearer: String,
    cookie: String,
    open: Mutex<Open>,
}

struct Open {
    /// Gone once it has been used.
    link: Option<String>,
    sessions: Vec<Session>,
    opened: u64,
}

struct Session {
    id: u64,
    cookie: String,
    key: String,
    browser: String,
    opened_at: Instant,
    used_at: Instant,
}

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A program with the bearer.
    Program,
    /// A browser, by the number of its session.
    Browser(u64),
}

/// What a browser that was let in is given.
pub(crate) struct Entered {
    /// The value of `Set-Cookie`.
    pub cookie: String,
    /// The second secret, for the page alone.
    pub key: String,
}

/// A session as its owner sees it.
#[derive(Debug, Serialize)]
pub(crate) struct SeenSession {
    id: u64,
    browser: String,
    opened_at: Instant,
    used_at: Instant,
    /// Whether it is the one that asks.
    current: bool,
}

impl Doors {
    /// New secrets. The cookie carries the port in its name, so that two gateways do not overwrite each other's.
    pub(crate) fn new(link: Option<String>, port: u16) -> io::Result<Doors> {
        let link = link.map_or_else(random, Ok)?;
        Ok(Doors {
            bearer: random()?,
            cookie: format!("leadwell_{port}"),
            open: Mutex::new(Open {
                link: Some(link),
                sessions: Vec::new(),
                opened: 0,
            }),
        })
    }

    /// The secret in the one-time link; empty once used.
    pub(crate) fn link_token(&self) -> String {
        self.open().link.clone().unwrap_or_default()
    }

    /// A further link, for another browser; the one before, if nobody has used it, is void.
    pub(crate) fn new_link(&self) -> io::Result<String> {
        let link = random()?;
        self.open().link = Some(link.clone());
        Ok(link)
    }

    pub(crate) fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Exchanges the one-time token for a session. `None` when it is wrong or used.
    pub(crate) fn exchange(&self, token: &str, browser: &str, now: Instant) -> io::Result<Option<Entered>> {
        let (cookie, key) = (random()?, random()?);
        let mut open = self.at(now);
        if !open.link.as_deref().is_some_and(|link| same(link, token)) {
            return Ok(None);
        }
        open.link = None;
        if open.sessions.len() == SESSIONS {
            open.sessions.remove(0);
        }
        open.opened += 1;
        let id = open.opened;
        open.sessions.push(Session {
            id,
            cookie: cookie.clone(),
            key: key.clone(),
            browser: browser.chars().filter(|c| !c.is_control()).take(BROWSER).collect(),
            opened_at: now,
            used_at: now,
        });
        Ok(Some(Entered {
            cookie: format!("{}={cookie}; Path=/; HttpOnly; SameSite=Strict", self.cookie),
            key,
        }))
    }

    /// The session of one of the cookies in this `Cookie` header.
    pub(crate) fn by_cookie(&self, header: &str, now: Instant) -> Option<Caller> {
        let open = self.at(now);
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.cookie)
            .find_map(|(_, value)| {
                // All are compared, so that the time says nothing.
                open.sessions.iter().fold(None, |found, session| {
                    let this = same(&session.cookie, value).then_some(Caller::Browser(session.id));
                    found.or(this)
                })
            })
    }

    /// Whether this is the key of the session; then it was used now.
    pub(crate) fn knows_key(&self, id: u64, key: &str, now: Instant) -> bool {
        let mut open = self.at(now);
        let session = open.sessions.iter_mut().find(|session| session.id == id);
        let known = session.filter(|session| same(&session.key, key));
        known.map(|session| session.used_at = now).is_some()
    }

    /// Whether this is the `Authorization` header of a program that was given the bearer.
    pub(crate) fn knows_bearer(&self, header: &str) -> bool {
        header
            .strip_prefix("Bearer ")
            .is_some_and(|given| same(&self.bearer, given))
    }

    /// The sessions that are open, the last used first.
    pub(crate) fn sessions(&self, caller: Caller, now: Instant) -> Vec<SeenSession> {
        let open = self.at(now);
        let mut seen: Vec<SeenSession> = open
            .sessions
            .iter()
            .map(|session| SeenSession {
                id: session.id,
                browser: session.browser.clone(),
                opened_at: session.opened_at,
                used_at: session.used_at,
                current: caller == Caller::Browser(session.id),
            })
            .collect();
        seen.sort_by_key(|session| std::cmp::Reverse((session.used_at, session.id)));
        seen
    }

    /// Ends a session; whether there was one.
    pub(crate) fn end(&self, id: u64) -> bool {
        let mut open = self.open();
        let before = open.sessions.len();
        open.sessions.retain(|session| session.id != id);
        open.sessions.len() < before
    }

    /// What is open at an instant: sessions that have run out are gone.
    fn at(&self, now: Instant) -> MutexGuard<'_, Open> {
        let mut open = self.open();
        open.sessions
            .retain(|session| now.0 - session.used_at.0 < IDLE && now.0 - session.opened_at.0 < OLDEST);
        open
    }

    fn open(&self) -> MutexGuard<'_, Open> {
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

    const NOW: Instant = Instant(1_773_806_400_000);

    fn pair(entered: &Entered) -> &str {
        entered.cookie.split(';').next().unwrap()
    }

    #[test]
    fn the_link_opens_exactly_one_session() {
        let doors = Doors::new(None, 4000).unwrap();
        let token = doors.link_token();
        assert_eq!(token.len(), 64);
        assert!(doors.exchange("wrong", "", NOW).unwrap().is_none());
        let entered = doors.exchange(&token, "", NOW).unwrap().unwrap();
        assert!(doors.exchange(&token, "", NOW).unwrap().is_none(), "used");
        assert!(
            doors.exchange("", "", NOW).unwrap().is_none(),
            "the used link is no secret"
        );
        let cookie = pair(&entered);
        assert_eq!(
            doors.by_cookie(&format!("other=1; {cookie}"), NOW),
            Some(Caller::Browser(1))
        );
        assert_eq!(doors.by_cookie("leadwell_4000=", NOW), None);
        assert_eq!(doors.by_cookie(&cookie.replace("4000", "4001"), NOW), None);
        assert!(!cookie.contains(&entered.key));
        assert!(doors.knows_key(1, &entered.key, NOW));
        for (id, key) in [(2, entered.key.as_str()), (1, ""), (1, cookie)] {
            assert!(!doors.knows_key(id, key, NOW));
        }
    }

    #[test]
    fn each_key_belongs_to_its_own_session() {
        let doors = Doors::new(None, 1).unwrap();
        let first = doors.exchange(&doors.link_token(), "A", NOW).unwrap().unwrap();
        let second = doors.exchange(&doors.new_link().unwrap(), "B", NOW).unwrap().unwrap();
        assert_eq!(doors.by_cookie(pair(&second), NOW), Some(Caller::Browser(2)));
        assert!(!doors.knows_key(2, &first.key, NOW));
        assert_eq!(doors.sessions(Caller::Browser(2), NOW).len(), 2);
        assert!(doors.end(1) && !doors.end(1));
        assert_eq!(doors.by_cookie(pair(&first), NOW), None);
        assert!(!doors.knows_key(1, &first.key, NOW));
    }

    #[test]
    fn sessions_end_by_themselves() {
        let doors = Doors::new(None, 1).unwrap();
        let mut entered = doors.exchange(&doors.link_token(), "", NOW).unwrap().unwrap();
        let after = |millis| NOW.plus_millis(millis);
        assert!(doors.knows_key(1, &entered.key, after(IDLE - 1)));
        assert!(
            !doors.knows_key(1, &entered.key, after(2 * IDLE)),
            "not used since the last time"
        );
        entered = doors.exchange(&doors.new_link().unwrap(), "", NOW).unwrap().unwrap();
        let mut at = 0;
        while at + IDLE / 2 < OLDEST {
            at += IDLE / 2;
            assert_eq!(doors.knows_key(2, &entered.key, after(at)), at < OLDEST, "{at}");
        }
        assert!(
            !doors.knows_key(2, &entered.key, after(OLDEST)),
            "however much it is used"
        );
    }

    #[test]
    fn the_bearer_is_not_the_link() {
        let doors = Doors::new(None, 1).unwrap();
        assert!(doors.knows_bearer(&format!("Bearer {}", doors.bearer())));
        assert!(!doors.knows_bearer(&format!("Bearer {}", doors.link_token())));
        assert!(!doors.knows_bearer("Bearer "));
    }
}
