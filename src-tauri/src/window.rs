//! The one window: made hidden, shown when its page has drawn, never led away from the page.

use crate::desk::Desk;
use std::sync::Arc;
use std::time::Duration;
use tauri::webview::PageLoadEvent;
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The page's own ground, light and dark (`--bg-app`): what shows before the page has drawn.
const LIGHT: Color = Color(0xF5, 0xF7, 0xF8, 0xFF);
const DARK: Color = Color(0x0F, 0x13, 0x16, 0xFF);
/// A page that never finishes loading must not leave the person without a window.
const PATIENCE: Duration = Duration::from_secs(3);

/// Keeps what the page complains about, for the program that drives it: WebDriver has no way to ask.
const NOTE_COMPLAINTS: &str = "
    window.complaints = [];
    const note = (what) => window.complaints.push(String(what?.stack ?? what));
    const error = console.error;
    console.error = (...all) => { note(all.map((one) => one?.stack ?? one).join(' ')); error.apply(console, all); };
    addEventListener('error', (event) => note(event.error ?? event.message ?? event.target?.src), true);
    addEventListener('unhandledrejection', (event) => note(event.reason));
    addEventListener('securitypolicyviolation', (event) => note(`policy: ${event.violatedDirective} ${event.blockedURI}`));
";

/// Makes the window.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let watched = std::env::var_os("TAURI_AUTOMATION").is_some();
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("引泉 Leadwell")
        .inner_size(1280.0, 800.0)
        .min_inner_size(360.0, 480.0)
        .visible(false)
        .background_color(LIGHT)
        // Cards are dragged inside the page; the host's own file drop would swallow those events.
        .disable_drag_drop_handler()
        .initialization_script(if watched { NOTE_COMPLAINTS } else { "" })
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    if matches!(window.theme(), Ok(Theme::Dark)) {
        window.set_background_color(Some(DARK))?;
    }
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        show(&window);
    });
    Ok(())
}

/// Somebody started the program again: the first one comes to the front, with the file that was named.
pub fn second_start(app: &AppHandle, arguments: Vec<String>, folder: String) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    if let Some(file) = crate::file_among(arguments.into_iter().skip(1)) {
        let desk = app.state::<Arc<Desk>>().inner().clone();
        let window = window.clone();
        std::thread::spawn(move || match desk.switch(&std::path::Path::new(&folder).join(file)) {
            Ok(()) => reload(&window),
            Err(failure) => tracing::warn!(%failure, "the file of a second start was refused"),
        });
    }
    if let Err(error) = window.unminimize().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "focus");
    }
}

/// Starts the page anew, because another file is on the desk.
pub fn reload(window: &WebviewWindow) {
    if let Err(error) = window.reload() {
        tracing::warn!(%error, "reload");
    }
}

fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(true)
        && let Err(error) = window.show()
    {
        tracing::warn!(%error, "show");
    }
}
