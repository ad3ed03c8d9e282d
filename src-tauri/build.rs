//! Prepares the window: makes sure there is an interface to embed, then lets Tauri read its configuration.

#![allow(clippy::expect_used, reason = "a build script has nobody to hand its failure to")]

use std::{fs, path::Path};

/// Shown when the program was built before the interface was; the xtask always builds the interface first.
const NOT_BUILT: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Leadwell</title></head><body>\
<p>界面尚未构建：请运行 <code>cargo xtask run</code>。</p>\
<p>The interface has not been built yet: run <code>cargo xtask run</code>.</p></body></html>";

fn main() {
    let dist = Path::new("../ui/dist");
    let index = dist.join("index.html");
    if !index.exists() {
        fs::create_dir_all(dist).expect("ui/dist can be created");
        fs::write(&index, NOT_BUILT).expect("ui/dist can be written");
    }
    println!("cargo::rerun-if-changed=../ui/dist");
    println!("cargo::rerun-if-changed=../icons");
    // Naming the commands makes each of them denied until a capability allows it.
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "host_info",
        "save_file",
        "open_path",
        "open_external",
        "switch_file",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("the window's configuration is valid");
}
