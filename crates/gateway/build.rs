//! Puts the built interface (`ui/dist`) into the program, so that `leadwell serve` is one file.
//! Without a built interface the list is empty and the gateway says so when asked for a page.
#![allow(clippy::expect_used, reason = "a build script has nobody to hand its failure to")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    fs::create_dir_all(&dist).expect("ui/dist can be created");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files = Vec::new();
    collect(&dist, &mut files);
    // By name, not by path component: the gateway searches the list by name.
    files.sort_by_key(|file| file.to_string_lossy().replace('\\', "/"));
    let mut source = String::from("&[\n");
    for file in files {
        let full = file.canonicalize().expect("a listed file exists");
        let name = file
            .strip_prefix(&dist)
            .expect("a file below ui/dist")
            .to_string_lossy()
            .replace('\\', "/");
        writeln!(source, "    ({name:?}, include_bytes!({:?})),", full.to_string_lossy()).expect("writing to a string");
    }
    source.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("interface.rs");
    fs::write(out, source).expect("OUT_DIR can be written");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("ui/dist can be read") {
        let path = entry.expect("ui/dist can be read").path();
        if path.is_dir() {
            collect(&path, files)
        } else {
            files.push(path)
        }
    }
}
