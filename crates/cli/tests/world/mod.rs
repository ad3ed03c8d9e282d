//! The program in a folder of its own, started like any other program.
// Each suite uses its own part; what a test stands on may fail loudly.
#![allow(dead_code, clippy::unwrap_used)]

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

/// A folder with, perhaps, a company in its usual place.
pub struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    /// Nothing yet.
    pub fn empty() -> Shell {
        Shell {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An English company, set up and empty, in the usual place.
    pub fn with_company() -> Shell {
        let shell = Shell::empty();
        shell.ok(&["--lang", "en", "new"]);
        shell
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// The company in the usual place.
    pub fn company(&self) -> String {
        self.path("Leadwell/Leadwell.leadwell")
    }

    /// Writes a file; its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program with these words, not yet started.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadwell"));
        command
            .env("LEADWELL_HOME", self.folder.path())
            .env("TZ", "Europe/Berlin")
            .env("LC_ALL", "en_GB.UTF-8")
            .args(words);
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// The same with variables of its environment set.
    pub fn run_with(&self, variables: &[(&str, &str)], words: &[&str]) -> Output {
        self.command(words).envs(variables.iter().copied()).output().unwrap()
    }

    /// The output of a call that must succeed; of `leadwell commands`, which is no command, what it says.
    #[track_caller]
    pub fn ok(&self, words: &[&str]) -> Value {
        let mut answer = self.answer(words);
        match answer.get_mut("output") {
            Some(output) => output.take(),
            None => answer,
        }
    }

    /// The whole answer of a call that must succeed.
    #[track_caller]
    pub fn answer(&self, words: &[&str]) -> Value {
        let done = self.run(&[&["--json"], words].concat());
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// What a person sees of a call that must succeed.
    #[track_caller]
    pub fn shown(&self, words: &[&str]) -> String {
        let done = self.run(words);
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8(done.stdout).unwrap()
    }

    /// Exit code and failure of a call that must fail.
    #[track_caller]
    pub fn refused(&self, words: &[&str]) -> (i32, Value) {
        let done = self.run(&[&["--json"], words].concat());
        assert!(
            !done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stdout)
        );
        assert_eq!(String::from_utf8_lossy(&done.stdout), "", "{words:?}");
        let failure = serde_json::from_slice(&done.stderr)
            .unwrap_or_else(|_| panic!("{words:?}: {}", String::from_utf8_lossy(&done.stderr)));
        (done.status.code().unwrap(), failure)
    }

    /// The company, served.
    pub fn serve(&self, words: &[&str]) -> Served {
        let mut child = self
            .command(&[&["--json"], words, &["serve"]].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Served {
            said: serde_json::from_str(&line).unwrap(),
            child,
        }
    }
}

/// A gateway, until dropped.
pub struct Served {
    child: Child,
    said: Value,
}

impl Served {
    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// One command over HTTP: status, and its output or its failure.
    pub fn call(&self, command: &str, body: &str) -> (u16, Value) {
        let (status, mut answer) = self.answer(command, body);
        let output = answer.get_mut("output").map(Value::take);
        (status, output.unwrap_or(answer))
    }

    /// One command over HTTP: status and whole answer.
    pub fn answer(&self, command: &str, body: &str) -> (u16, Value) {
        self.answer_with("", command, body)
    }

    /// The same with further lines in the head of the request.
    pub fn answer_with(&self, lines: &str, command: &str, body: &str) -> (u16, Value) {
        let address = self.said["address"].as_str().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!(
            "POST /rpc/{command} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             connection: close\r\n{lines}content-length: {}\r\n\r\n",
            self.said["bearer"].as_str().unwrap(),
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, serde_json::from_str(body).unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
