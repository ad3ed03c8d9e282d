//! An empty Tauri window with one line of text: what `cargo xtask bench window` compares the product with.

#![allow(
    clippy::expect_used,
    reason = "a program for measuring has nobody to hand its failure to"
)]

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty/tauri.conf.json"))
        .expect("the window system starts");
}
