//! The text recogniser of the machine, Tesseract: started as a program of its own with fixed arguments, fed through its standard
//! input, and ended when it takes too long. It reads nothing of the file and knows no network.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Its name on the path.
pub const PROGRAM: &str = "tesseract";
/// The most text a card can have; what says more is not listened to.
const LONGEST: u64 = 1 << 20;
/// Languages of cards, as far as they are installed.
const LANGUAGES: [&str; 2] = ["chi_sim", "eng"];

/// A card is taken as one block of text: looked for columns, its lines fall apart and its large names are read as pictures.
const BLOCK: &str = "6";

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Recognised {
    /// The text.
    Text(String),
    /// There is no such program.
    NotInstalled,
    /// It ended with an error, has none of the languages, or took too long.
    Failed,
}

/// The text in a picture.
pub fn recognise(program: &str, picture: Vec<u8>, patience: Duration) -> Recognised {
    let listed = match run(program, &["--list-langs"], Vec::new(), patience) {
        Recognised::Text(listed) => listed,
        other => return other,
    };
    let known: Vec<&str> = LANGUAGES
        .into_iter()
        .filter(|language| listed.lines().any(|line| line.trim() == *language))
        .collect();
    if known.is_empty() {
        return Recognised::Failed;
    }
    run(
        program,
        &["stdin", "stdout", "-l", &known.join("+"), "--psm", BLOCK],
        picture,
        patience,
    )
}

/// Runs the program to its end and takes what it prints.
fn run(program: &str, arguments: &[&str], input: Vec<u8>, patience: Duration) -> Recognised {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        // No console window flashes up.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
    }
    let Ok(mut child) = command.spawn() else {
        return Recognised::NotInstalled;
    };
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Recognised::Failed;
    };
    // Written and read on threads of their own: whichever side waits, the clock does not stop.
    thread::spawn(move || stdin.write_all(&input));
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let whole = stdout.take(LONGEST).read_to_end(&mut text).is_ok();
        said.send(whole.then_some(text))
    });
    let Ok(Some(text)) = heard.recv_timeout(patience) else {
        end(&mut child);
        return Recognised::Failed;
    };
    // It has closed its output, so its end is near; one that hangs on is not waited for.
    if text.len() as u64 >= LONGEST {
        end(&mut child);
        return Recognised::Failed;
    }
    match child.wait() {
        Ok(status) if status.success() => Recognised::Text(String::from_utf8_lossy(&text).into_owned()),
        _ => Recognised::Failed,
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that answers `--list-langs` with `languages` and everything else with `then`.
    fn program(languages: &str, then: &str) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recogniser");
        let script =
            format!("#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf '{languages}'; exit 0; fi\n{then}\n");
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let path = path.to_string_lossy().into_owned();
        (folder, path)
    }

    #[test]
    fn what_is_not_there_is_said_to_be_missing() {
        let answer = recognise("/no/such/recogniser", Vec::new(), Duration::from_secs(5));
        assert_eq!(answer, Recognised::NotInstalled);
    }

    #[test]
    fn it_is_asked_in_the_languages_it_has_and_gets_the_picture() {
        let (_kept, path) = program("List:\\nchi_sim\\neng\\n", "echo \"$@\"; cat");
        let answer = recognise(&path, b"picture".to_vec(), Duration::from_secs(5));
        assert_eq!(
            answer,
            Recognised::Text("stdin stdout -l chi_sim+eng --psm 6\npicture".to_owned())
        );
        let (_kept, path) = program("eng\\nosd\\n", "echo \"$@\"; cat >/dev/null");
        let answer = recognise(&path, Vec::new(), Duration::from_secs(5));
        assert_eq!(answer, Recognised::Text("stdin stdout -l eng --psm 6\n".to_owned()));
    }

    #[test]
    fn errors_and_delays_end_it() {
        for (languages, then) in [
            ("eng\\n", "exit 3"),
            ("deu\\n", "echo text"),
            ("eng\\n", "exec sleep 60"),
        ] {
            let (_kept, path) = program(languages, then);
            let answer = recognise(&path, vec![0; 1 << 20], Duration::from_secs(1));
            assert_eq!(answer, Recognised::Failed, "{then}");
        }
    }
}
