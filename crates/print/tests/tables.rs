//! Where tables break, and that nothing in them is lost.

use leadwell_print::{
    Cell, Column, Composer, Density, Document, Frame, Mark, Page, PageHead, Paper, Row, Table, check,
};

fn composer(paper: Paper) -> Composer {
    let frame = Frame {
        paper,
        language: "zh-CN".into(),
        organisation: "恒启".into(),
        document: "预测书".into(),
        notice: "内部".into(),
    };
    let mut book = Composer::new(frame, "预测书");
    book.page(PageHead {
        title: "在手商机".into(),
        footer: "截至11-20".into(),
        ..PageHead::default()
    });
    book
}

fn cells(name: &str) -> Vec<Cell> {
    vec![Cell::text(name), Cell::text("428,000")]
}

/// Groups of the given sizes, each with a subtotal, and a grand total.
fn printed(paper: Paper, groups: &[usize]) -> Document {
    let mut table = Table::new(
        vec![Column::left("客户", 300.0), Column::right("金额，元", 192.0)],
        Density::LIST,
    );
    table.continued = "（续）".into();
    for (g, count) in groups.iter().enumerate() {
        table.rows.push(Row::group(format!("组{g}"), format!("{count}笔")));
        for i in 0..*count {
            table.rows.push(Row::line(cells(&format!("行{g}.{i}."))));
        }
        table.rows.push(Row::Subtotal(cells(&format!("小计{g}"))));
    }
    table.rows.push(Row::Total(cells("合计")));
    let mut book = composer(paper);
    book.table(&table);
    book.finish(|page, pages| format!("第{page}页 共{pages}页"))
}

fn texts(page: &Page) -> Vec<&str> {
    page.marks
        .iter()
        .filter_map(|m| {
            if let Mark::Text(t) = m {
                Some(t.text.as_str())
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn breaks_keep_their_promises_wherever_they_fall() {
    for first in 30..52 {
        let document = printed(Paper::A4, &[first, 6, 40, 2, 30]);
        assert_eq!(check(&document), []);
        let rows: usize = document
            .pages
            .iter()
            .flat_map(|p| texts(p))
            .filter(|t| t.starts_with('行'))
            .count();
        assert_eq!(rows, first + 78, "a row is lost or doubled");
        for (n, page) in document.pages.iter().enumerate() {
            let texts = texts(page);
            let body: Vec<&str> = texts
                .iter()
                .copied()
                .filter(|t| t.starts_with(['行', '组', '小', '合']))
                .collect();
            assert!(texts.contains(&"金额，元"), "the head is repeated");
            assert!(texts.contains(&format!("第{}页 共{}页", n + 1, document.pages.len()).as_str()));
            assert!(body[0].starts_with(['组', '合']), "page {n} begins with {}", body[0]);
            let tail = &body[body.len() - 2..];
            assert!(
                !tail.iter().any(|t| t.starts_with('组')),
                "a group's name stands alone: {tail:?}"
            );
            if n > 0
                && let Some(at) = body.iter().position(|t| t.starts_with('小'))
            {
                assert!(
                    at >= 2 && body[at - 1].starts_with('行') && body[at - 2].starts_with('行'),
                    "{body:?}"
                );
            }
        }
        let continued = document
            .pages
            .iter()
            .flat_map(|p| texts(p))
            .filter(|t| t.ends_with("（续）"))
            .count();
        assert!(continued < document.pages.len());
    }
}

#[test]
fn letter_holds_fewer_rows_and_stays_inside() {
    let (a4, letter) = (printed(Paper::A4, &[200]), printed(Paper::Letter, &[200]));
    assert_eq!(check(&letter), []);
    assert!(letter.pages.len() >= a4.pages.len());
    for page in &letter.pages {
        for mark in &page.marks {
            if let Mark::Line { from, .. } = mark {
                assert!(from[1] <= 742.0);
            }
        }
    }
}

#[test]
fn long_labels_wrap_and_are_whole() {
    let name = "东阳明德印刷有限责任公司华东分公司包装事业部第二工厂";
    let mut table = Table::new(
        vec![Column::left("客户", 60.0), Column::right("金额", 60.0)],
        Density::LIST,
    );
    table.rows.push(Row::line(cells(name)));
    table.rows.push(Row::line(cells("短名")));
    let mut canvas = leadwell_print::Canvas::new();
    let end = table.draw(&mut canvas, 60.0, 100.0);
    assert!((end - 100.0 - table.height()).abs() < 1e-9);
    let page = Page { marks: canvas.marks };
    let drawn: String = texts(&page)
        .into_iter()
        .filter(|t| *t != "客户" && *t != "金额" && !t.contains(','))
        .collect();
    assert_eq!(drawn, format!("{name}短名"));
    let document = Document {
        title: String::new(),
        author: String::new(),
        language: "zh-CN".into(),
        paper: Paper::A4,
        pages: vec![page],
    };
    assert_eq!(check(&document), []);
}

#[test]
fn a_row_that_no_page_holds_goes_on_line_by_line() {
    for paper in [Paper::A4, Paper::Letter, Paper::A4Wide, Paper::LetterWide] {
        let words: Vec<String> = (0..900).map(|i| format!("词{i:03}，")).collect();
        let mut table = Table::new(
            vec![
                Column::left("客户", 60.0),
                Column::left("备注", 80.0),
                Column::right("金额", 60.0),
            ],
            Density::LIST,
        );
        for name in ["甲", "乙"] {
            table.rows.push(Row::line(vec![
                Cell::text(name),
                Cell::text(words.concat()),
                Cell::text("428,000"),
            ]));
            table
                .rows
                .push(Row::line(vec![Cell::text("短"), Cell::blank(), Cell::text("1")]));
        }
        let mut book = composer(paper);
        book.table(&table);
        let document = book.finish(|page, pages| format!("{page} / {pages}"));
        assert_eq!(check(&document), []);
        let all: String = document.pages.iter().flat_map(|page| texts(page)).collect();
        for word in &words {
            assert_eq!(
                all.matches(word.trim_end_matches('，')).count(),
                2,
                "{word} on {paper:?}"
            );
        }
        assert_eq!(all.matches("428,000").count(), 2);
        assert!(
            document.pages.iter().all(|page| texts(page).contains(&"备注")),
            "heads repeat"
        );
    }
}
