//! The file an answer carries, such as a printed book or the rows an import set aside: written where one says, never
//! shown on a terminal.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Arg, ArgMatches};
use leadwell_core::{Answer, Failure};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The flag that says where.
pub const OUT: &str = "out";
/// How the names of fields end that hold the bytes of a file.
pub const BYTES: &str = "_base64";

/// The flag, for commands without such a field of their own.
pub fn arg() -> Arg {
    Arg::new(OUT)
        .long(OUT)
        .value_name("FILE")
        .help("Write the file that the answer carries here; into a folder under its own name")
}

/// The answer with its file written: `path` instead of the bytes.
pub fn settle(mut answer: Answer, given: &ArgMatches) -> Result<Answer, Failure> {
    let out = given.try_get_one::<String>(OUT).ok().flatten();
    let Some(object) = answer.output.as_object_mut() else {
        return refuse_unless(out.is_none(), answer);
    };
    let carried = object.keys().find(|name| name.ends_with(BYTES)).cloned();
    let (Some(out), Some(carried)) = (out, &carried) else {
        return refuse_unless(out.is_none(), answer);
    };
    if object.get("path").is_none_or(Value::is_null) {
        let bytes = object[carried].as_str().and_then(|text| STANDARD.decode(text).ok());
        let name = object["name"].as_str().unwrap_or("file");
        let path = write(Path::new(out), name, &bytes.unwrap_or_default())?;
        object.insert("path".to_owned(), json!(path));
    }
    object.remove(carried);
    Ok(answer)
}

fn refuse_unless(fine: bool, answer: Answer) -> Result<Answer, Failure> {
    if fine {
        Ok(answer)
    } else {
        Err(Failure::invalid("cli.no_file_in_answer", OUT))
    }
}

/// Writes the bytes to a file, or under `name` into a folder. The file appears whole or not at all.
fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let out = std::path::absolute(out)?;
    let path = if out.is_dir() { out.join(name) } else { out };
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    let written = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, &path));
    if let Err(error) = written {
        // Nothing half-written stays behind; if even that fails, the first error is the one to tell.
        let _ = fs::remove_file(&draft);
        return Err(error.into());
    }
    Ok(path)
}
