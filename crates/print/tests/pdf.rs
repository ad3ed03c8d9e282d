//! The PDF as other programs see it: text found again, fonts embedded and small, the same bytes twice.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Stdio};

use leadwell_print::{Canvas, Composer, Document, Frame, Page, PageHead, Paper, Style, pdf, svg};

/// Runs a poppler tool on a PDF; `None` with a line of explanation when the tool is not installed.
fn poppler(tool: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let mut command = Command::new(tool);
    let Ok(mut child) = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        println!("skipped: {tool} is not installed (package poppler-utils)");
        return None;
    };
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{tool} refuses the file");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn document(lines: &[(&str, Style)]) -> Document {
    let mut canvas = Canvas::new();
    for (i, (line, style)) in lines.iter().enumerate() {
        canvas.text(60.0, 100.0 + 20.0 * i as f64, line, *style);
    }
    let pages = vec![Page { marks: canvas.marks }];
    Document {
        title: "预测书".into(),
        author: "恒启".into(),
        language: "zh-CN".into(),
        paper: Paper::A4,
        pages,
    }
}

const RARE: &str = "䶮㐂堃喆犇翀彧镕玥";

#[test]
fn text_is_found_again_in_order_and_in_both_weights() {
    let lines = [
        ("第四季度预计完成1,135.9万元", Style::TITLE),
        (RARE, Style::BODY),
        (RARE, Style::BODY.bold()),
        ("“列入承诺”但0W；−68.3 ÷ 41 ≥ Σ ▼■●○◐", Style::BODY),
        ("Müller & Søn, Ωmega €5 ¥8", Style::BODY),
        ("⽇曜日", Style::BODY),
    ];
    let made = pdf::write(&document(&lines), 0).unwrap();
    assert_eq!(made.missing, []);
    let Some(found) = poppler("pdftotext", &["-", "-"], &made.bytes) else {
        return;
    };
    let squashed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let expected: String = lines.iter().map(|(line, _)| squashed(line)).collect();
    assert_eq!(squashed(&found), expected);
}

#[test]
fn fonts_are_embedded_subsets_with_unicode() {
    let made = pdf::write(&document(&[("预测", Style::BODY), ("完成䶮", Style::TITLE)]), 0).unwrap();
    assert!(made.bytes.len() < 12_000, "{} bytes", made.bytes.len());
    let Some(found) = poppler("pdffonts", &["-"], &made.bytes) else {
        return;
    };
    let fonts: Vec<&str> = found.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2);
    for font in fonts {
        assert!(font.contains("CID TrueType") && font.contains("yes yes yes"), "{font}");
    }
}

#[test]
fn properties_come_from_the_document() {
    let made = pdf::write(&document(&[("预测", Style::BODY)]), 1_795_000_000).unwrap();
    let Some(found) = poppler("pdfinfo", &["-"], &made.bytes) else {
        return;
    };
    assert!(found.contains("预测书") && found.contains("恒启"), "{found}");
    assert!(found.contains("2026") && found.contains("(A4)"), "{found}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(&[("预测", Style::BODY), ("完成", Style::TITLE)]);
    assert_eq!(
        pdf::write(&document, 5).unwrap().bytes,
        pdf::write(&document, 5).unwrap().bytes
    );
    assert_ne!(
        pdf::write(&document, 5).unwrap().bytes,
        pdf::write(&document, 500).unwrap().bytes
    );
}

#[test]
fn a_missing_character_is_drawn_and_named() {
    let made = pdf::write(&document(&[("𠮷田𠮷", Style::BODY)]), 0).unwrap();
    assert_eq!(made.missing, ['𠮷']);
    let Some(found) = poppler("pdftotext", &["-", "-"], &made.bytes) else {
        return;
    };
    assert!(found.contains("𠮷田𠮷"), "{found}");
}

#[test]
fn no_pages_is_an_error() {
    let mut empty = document(&[]);
    empty.pages.clear();
    assert!(pdf::write(&empty, 0).is_err());
}

#[test]
fn the_list_survives_json_and_svg_has_every_page() {
    let frame = Frame {
        paper: Paper::Letter,
        language: "en".into(),
        organisation: "Hengqi".into(),
        document: "Forecast".into(),
        notice: String::new(),
    };
    let mut book = Composer::new(frame, "Forecast");
    book.page(PageHead {
        title: "Outlook <won’t> & more".into(),
        ..PageHead::default()
    });
    book.body(&"A sentence that is long enough to be broken. ".repeat(900));
    let document = book.finish(|page, pages| format!("Page {page} of {pages}"));
    assert!(document.pages.len() > 2);
    assert_eq!(leadwell_print::check(&document), []);
    let back: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
    assert_eq!(back, document);
    let drawn = svg::pages(&document);
    assert_eq!(drawn.len(), document.pages.len());
    assert!(drawn[0].contains("Outlook &lt;won&#39;t&gt; &amp; more"));
}
