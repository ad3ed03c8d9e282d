//! Writes a specimen: a summary page with every chart and a long table. `cargo run -p leadwell-print --example specimen -- DIR`

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use leadwell_print::{Composer, Document, Frame, Paper, check, pdf, svg};

mod deals;
mod months;
mod summary;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_string()));
    for (paper, name) in [(Paper::A4, "specimen"), (Paper::Letter, "specimen-letter")] {
        for run in ["cold", "warm"] {
            let start = Instant::now();
            let document = specimen(paper);
            let composed = start.elapsed();
            let made = pdf::write(&document, 1_795_000_000)?;
            println!(
                "{name} {run}: {} pages, {} bytes, composed {composed:?}, all {:?}, missing {:?}",
                document.pages.len(),
                made.bytes.len(),
                start.elapsed(),
                made.missing
            );
            std::fs::write(folder.join(format!("{name}.pdf")), made.bytes)?;
            if run == "warm" {
                for fault in check(&document) {
                    println!("{fault:?}");
                }
                for (i, page) in svg::pages(&document).iter().enumerate() {
                    std::fs::write(folder.join(format!("{name}-{}.svg", i + 1)), page)?;
                }
            }
        }
    }
    Ok(())
}

fn specimen(paper: Paper) -> Document {
    let frame = Frame {
        paper,
        language: "zh-CN".into(),
        organisation: "苏州恒启自动化设备有限公司".into(),
        document: "销售预测书 2026年第四季度".into(),
        notice: "内部资料".into(),
    };
    let mut book = Composer::new(frame, "销售预测书 2026年第四季度");
    summary::draw(&mut book);
    months::draw(&mut book);
    deals::draw(&mut book);
    book.finish(|page, pages| format!("第{page}页 共{pages}页"))
}

fn plain(value: f64) -> String {
    let digits = format!("{value:.0}");
    if digits.len() > 3 {
        format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..])
    } else {
        digits
    }
}
