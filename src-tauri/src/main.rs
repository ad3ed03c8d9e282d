//! The desktop window: one page, one `rpc` command for everything the product does, and a few services only a host
//! can give. The file is opened on a thread of its own while the window appears.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

mod desk;
mod log;
mod services;
mod window;

use desk::Desk;
use leadwell_core::location::Places;
use std::path::PathBuf;
use std::sync::Arc;
use tauri_plugin_window_state::StateFlags;

#[allow(
    clippy::expect_used,
    reason = "without a window system there is nothing else to do, and nobody to tell"
)]
fn main() {
    #[cfg(target_os = "linux")]
    plain_rendering();

    let places = Places::from_environment(|name| std::env::var_os(name));
    let desk = Desk::open(places, file_among(std::env::args().skip(1)));
    // The window comes back where it was; whether it is shown is decided when there is something to see.
    let state = tauri_plugin_window_state::Builder::new().with_state_flags(StateFlags::all() - StateFlags::VISIBLE);
    let mut builder = tauri::Builder::default();
    // Windows that a test drives stand beside each other and beside the person's own.
    if std::env::var_os("TAURI_AUTOMATION").is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(window::second_start));
    }
    builder
        .plugin(state.build())
        .manage::<Arc<Desk>>(desk)
        .invoke_handler(tauri::generate_handler![
            services::rpc,
            services::host_info,
            services::save_file,
            services::open_path,
            services::open_external,
            services::switch_file
        ])
        .setup(|app| Ok(window::open(app.handle())?))
        .run(tauri::generate_context!())
        .expect("the window system starts");
}

/// The workspace file among the program's arguments: the first that is no option.
fn file_among(arguments: impl Iterator<Item = String>) -> Option<PathBuf> {
    arguments
        .filter(|argument| !argument.starts_with('-'))
        .map(PathBuf::from)
        .next()
}

/// WebKitGTK without shared GPU buffers: measured on an empty window, 214 MB instead of 301 MB, and no blank window on
/// drivers where that sharing is broken. The product draws tables and two-dimensional charts, which do not miss it.
/// Whoever wants the GPU sets the variable to `0`.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn plain_rendering() {
    const NAME: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    match std::env::var_os(NAME) {
        // WebKit takes the mere presence of the variable for yes.
        // SAFETY: first statement of `main`; no other thread exists that could read the environment.
        Some(value) if value == "0" => unsafe { std::env::remove_var(NAME) },
        Some(_) => {}
        // SAFETY: as above.
        None => unsafe { std::env::set_var(NAME, "1") },
    }
}
