//! What the machine must have. Debian and Ubuntu: installed here. Elsewhere: named exactly.

use crate::process::{Done, exists, output, program, run};
use std::io::{IsTerminal as _, Write as _};

/// To build and to run: a C compiler, WebKitGTK for the window, libclang for SQLite's session bindings.
const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libclang-dev"];
/// To test: two browsers that are driven, a display, PDF tools, Chinese fonts to look at.
const TEST: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "chromium",
    "poppler-utils",
    "fonts-noto-cjk",
];

/// To read the text of business cards in pictures. The product does without it.
const CARDS: &[&str] = &["tesseract-ocr", "tesseract-ocr-chi-sim", "tesseract-ocr-eng"];

const WINDOWS: &str = "\
Windows needs, once:
  1. Visual Studio Build Tools with the workload \"Desktop development with C++\"
  2. LLVM (winget install LLVM.LLVM), for libclang
  3. the WebView2 runtime (part of Windows 11; winget install Microsoft.EdgeWebView2Runtime)";
const MACOS: &str = "macOS needs, once: xcode-select --install";
const FEDORA: &str = "Fedora needs, once:
  sudo dnf install gcc gcc-c++ make pkgconf webkit2gtk4.1-devel clang-libs clang-devel
to test also: xorg-x11-server-Xvfb chromium poppler-utils google-noto-sans-cjk-fonts webkit2gtk4.1 (WebKitWebDriver)";
const ARCH: &str = "Arch needs, once:
  sudo pacman -S --needed base-devel pkgconf webkit2gtk-4.1 clang
to test also: xorg-server-xvfb chromium poppler noto-fonts-cjk";

/// Makes sure that the product can be built, and tested when `tests` is set.
pub fn system(tests: bool) -> Done {
    if !exists("node") || !exists("npm") && !exists("npm.cmd") {
        return Err("Node.js 20 or newer with npm is needed; it is not on the path".to_owned());
    }
    if cfg!(windows) {
        // Rust itself does not work without the build tools; libclang is what people miss.
        return if exists("clang") || std::env::var_os("LIBCLANG_PATH").is_some() {
            Ok(())
        } else {
            Err(WINDOWS.to_owned())
        };
    }
    if cfg!(target_os = "macos") {
        return if program("xcode-select")
            .arg("-p")
            .output()
            .is_ok_and(|out| out.status.success())
        {
            Ok(())
        } else {
            Err(MACOS.to_owned())
        };
    }
    if exists("dpkg-query") && exists("apt-get") {
        return debian(&[BUILD, if tests { TEST } else { &[] }].concat());
    }
    let there = program("pkg-config")
        .args(["--exists", "webkit2gtk-4.1"])
        .status()
        .is_ok_and(|status| status.success());
    match () {
        () if there => Ok(()),
        () if exists("dnf") => Err(FEDORA.to_owned()),
        () if exists("pacman") => Err(ARCH.to_owned()),
        () => Err(format!(
            "the development files of WebKitGTK 4.1 are needed. By example:\n{FEDORA}\n{ARCH}"
        )),
    }
}

fn debian(wanted: &[&str]) -> Done {
    // Ubuntu's package "chromium" only leads to a snap; any Chrome-like browser on the path will do.
    let browser = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|name| exists(name));
    let known = program("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output();
    let known = known
        .map(|out| String::from_utf8_lossy(&out.stdout).into_owned())
        .unwrap_or_default();
    let has =
        |name: &str| known.lines().any(|line| line == format!("{name} installed")) || (name == "chromium" && browser);
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !has(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let me = output(program("id").arg("-u")).map(|out| String::from_utf8_lossy(&out).trim().to_owned())?;
    if me == "0" {
        println!("installing {list}");
        return apt(&[], &missing);
    }
    let line = format!("sudo apt-get install --no-install-recommends {list}");
    if !std::io::stdin().is_terminal() || !exists("sudo") {
        return Err(format!("packages are missing. Please run:\n  {line}"));
    }
    print!("These packages are missing: {list}\nInstall them now with sudo? [y/N] ");
    let _shown = std::io::stdout().flush();
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| error.to_string())?;
    if matches!(answer.trim(), "y" | "Y" | "yes" | "j" | "是") {
        apt(&["sudo"], &missing)
    } else {
        Err(format!("not installed. To do it by hand:\n  {line}"))
    }
}

/// Offers the text recogniser for pictures of business cards when it is missing. Whatever comes of it, the product runs.
pub fn offer_card_reader() {
    if exists("tesseract") {
        return;
    }
    let debian = exists("dpkg-query") && exists("apt-get");
    let line = match () {
        () if debian => format!("sudo apt-get install --no-install-recommends {}", CARDS.join(" ")),
        () if cfg!(target_os = "macos") => "brew install tesseract tesseract-lang".to_owned(),
        () if cfg!(windows) => "winget install UB-Mannheim.TesseractOCR".to_owned(),
        () if exists("dnf") => "sudo dnf install tesseract tesseract-langpack-chi_sim".to_owned(),
        () if exists("pacman") => "sudo pacman -S tesseract tesseract-data-chi_sim tesseract-data-eng".to_owned(),
        () => "the package of Tesseract with the languages chi_sim and eng".to_owned(),
    };
    if !debian || !exists("sudo") || !std::io::stdin().is_terminal() {
        println!("Optional: Tesseract reads the text of business cards in pictures. To install it:\n  {line}");
        return;
    }
    print!("Optional: Tesseract reads the text of business cards in pictures. Install it now with sudo? [y/N] ");
    let _shown = std::io::stdout().flush();
    let mut answer = String::new();
    let _read = std::io::stdin().read_line(&mut answer);
    if matches!(answer.trim(), "y" | "Y" | "yes" | "j" | "是")
        && let Err(error) = apt(&["sudo"], CARDS)
    {
        println!("not installed ({error}); going on without. To do it by hand:\n  {line}");
    }
}

fn apt(before: &[&str], packages: &[&str]) -> Done {
    let apt_get = |words: &[&str]| {
        let mut all: Vec<&str> = before.to_vec();
        all.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
        all.extend(words);
        let mut command = program(all[0]);
        // Pages of "Selecting previously unselected package" hide what matters; errors still show.
        command.args(&all[1..]).stdout(std::process::Stdio::null());
        command
    };
    let install = [
        &["install", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"],
        packages,
    ]
    .concat();
    run(&mut apt_get(&["update"]))?;
    run(&mut apt_get(&install))
}
