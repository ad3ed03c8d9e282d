//! What can go wrong, as one JSON shape on every transport.

use crate::engine::messages;
use leadwell_rules::Language;
use serde::Serialize;
use std::any::Any;
use std::fmt;

/// The closed list of ways a call can fail. One table maps it to HTTP and to the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The input breaks a rule; `field` names where.
    Invalid,
    /// The record, command or file does not exist – or may not be seen, which looks the same.
    NotFound,
    /// The role does not allow it.
    Forbidden,
    /// It was right when asked, but something else has changed since.
    Conflict,
    /// Another program is writing for longer than we are willing to wait.
    Busy,
    /// The disk, the folder or the file refused.
    Io,
    /// The file is damaged or is not what it claims to be.
    Corrupt,
    /// The feature needs a setting nobody has made yet.
    NotConfigured,
    /// Our own mistake; the log has the cause.
    Internal,
}

impl Kind {
    /// HTTP status of this kind.
    pub fn http_status(self) -> u16 {
        match self {
            Kind::Invalid => 422,
            Kind::NotFound => 404,
            Kind::Forbidden => 403,
            Kind::Conflict => 409,
            Kind::Busy => 503,
            Kind::NotConfigured => 424,
            Kind::Io | Kind::Corrupt | Kind::Internal => 500,
        }
    }

    /// Exit code of the shell program for this kind.
    pub fn exit_code(self) -> i32 {
        match self {
            Kind::Internal => 1,
            Kind::Invalid => 2,
            Kind::NotFound => 3,
            Kind::Forbidden => 4,
            Kind::Conflict => 5,
            Kind::Busy => 6,
            Kind::Io => 7,
            Kind::Corrupt => 8,
            Kind::NotConfigured => 9,
        }
    }
}

/// A failed call: `{ kind, code, message, field? }`. `message` is a finished sentence in the user's language.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    /// Which of the closed list.
    pub kind: Kind,
    /// Stable name of the exact reason, such as `deal.amount_negative`.
    pub code: &'static str,
    /// What happened, what is safe, what to do. Empty until [`Failure::in_language`] has run.
    pub message: String,
    /// The input field at fault, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip)]
    args: Vec<(&'static str, String)>,
}

impl Failure {
    /// A failure of `kind` for the reason `code`; the sentence is looked up when the language is known.
    pub fn new(kind: Kind, code: &'static str) -> Failure {
        Failure {
            kind,
            code,
            message: String::new(),
            field: None,
            args: Vec::new(),
        }
    }

    /// The input breaks a rule.
    pub fn invalid(code: &'static str, field: &str) -> Failure {
        Failure {
            field: Some(field.to_owned()),
            ..Failure::new(Kind::Invalid, code)
        }
    }

    /// The record does not exist for this person.
    pub fn not_found(code: &'static str) -> Failure {
        Failure::new(Kind::NotFound, code)
    }

    /// Something else has changed since.
    pub fn conflict(code: &'static str) -> Failure {
        Failure::new(Kind::Conflict, code)
    }

    /// Our own mistake, and what is known of it.
    pub fn internal(cause: impl fmt::Display) -> Failure {
        Failure::new(Kind::Internal, "internal").arg("cause", cause)
    }

    /// Our own mistake, caught before it ended the program: what the panic said.
    pub fn panicked(cause: &(dyn Any + Send)) -> Failure {
        Failure::internal(said(cause))
    }

    /// Names the input field at fault.
    pub fn at(mut self, field: &str) -> Failure {
        self.field = Some(field.to_owned());
        self
    }

    /// Names a value that the sentence shows.
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Failure {
        self.args.push((name, value.to_string()));
        self
    }

    /// The same failure with its sentence finished.
    pub fn in_language(mut self, language: Language) -> Failure {
        if self.message.is_empty() {
            self.message = messages::sentence(language, self.code, &self.args);
        }
        self
    }
}

/// What a panic said.
pub(crate) fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("panic")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            write!(f, "{} {:?}", self.code, self.args)
        } else {
            f.write_str(&self.message)
        }
    }
}

impl std::error::Error for Failure {}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        use rusqlite::{Error as E, ErrorCode as C};
        let (kind, code) = match error.sqlite_error_code() {
            // Tables are strict and statements are fixed: a value of another kind, or a table that is not there, is damage.
            None if matches!(
                error,
                E::InvalidColumnType(..)
                    | E::FromSqlConversionFailure(..)
                    | E::IntegralValueOutOfRange(..)
                    | E::Utf8Error(..)
            ) =>
            {
                (Kind::Corrupt, "file.damaged")
            }
            _ if is_missing(&error) => (Kind::Corrupt, "file.damaged"),
            Some(C::TypeMismatch) => (Kind::Corrupt, "file.damaged"),
            Some(C::DiskFull) => (Kind::Io, "disk.full"),
            Some(C::ReadOnly | C::PermissionDenied) => (Kind::Io, "file.read_only"),
            Some(C::CannotOpen) => (Kind::Io, "file.cannot_open"),
            Some(C::SystemIoFailure) => (Kind::Io, "file.io"),
            Some(C::DatabaseBusy | C::DatabaseLocked) => (Kind::Busy, "workspace.busy"),
            Some(C::DatabaseCorrupt) => (Kind::Corrupt, "file.damaged"),
            Some(C::NotADatabase) => (Kind::Corrupt, "file.not_leadwell"),
            Some(C::ConstraintViolation) => (Kind::Conflict, "record.refused"),
            _ => (Kind::Internal, "internal"),
        };
        tracing::error!(%error, code, "database");
        Failure::new(kind, code).arg("cause", error)
    }
}

/// Whether a statement met a file that does not have what every file of this version has.
fn is_missing(error: &rusqlite::Error) -> bool {
    let (rusqlite::Error::SqliteFailure(_, Some(said)) | rusqlite::Error::SqlInputError { msg: said, .. }) = error
    else {
        return false;
    };
    [
        "no such table",
        "no such column",
        "no such index",
        "has no column named",
        "malformed database schema",
    ]
    .iter()
    .any(|missing| said.contains(missing))
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        use std::io::ErrorKind as K;
        let (kind, code) = match error.kind() {
            K::NotFound | K::InvalidFilename => (Kind::NotFound, "file.not_found"),
            K::PermissionDenied | K::ReadOnlyFilesystem => (Kind::Io, "file.read_only"),
            K::StorageFull | K::QuotaExceeded => (Kind::Io, "disk.full"),
            K::AlreadyExists => (Kind::Conflict, "file.exists"),
            _ => (Kind::Io, "file.io"),
        };
        tracing::error!(%error, code, "file");
        Failure::new(kind, code).arg("cause", error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_says_what_it_said() {
        for language in [Language::Zh, Language::En] {
            for panic in [&*Box::new("the cause") as &(dyn Any + Send), &String::from("the cause")] {
                let said = Failure::panicked(panic).in_language(language).message;
                assert!(said.contains("the cause"), "{said}");
            }
            let said = Failure::panicked(&7).in_language(language).message;
            assert!(!said.contains('$'), "{said}");
        }
    }
}
