//! Months, people and funnel.

use leadwell_print::chart::{self, Bar, Bullet, FunnelStep, Month, Months, Piece};
use leadwell_print::colour::RED;
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, PageHead, Row, Style, Table};

use super::plain;

/// Draws the page.
pub fn draw(book: &mut Composer) {
    book.page(PageHead {
        title: "十二月要完成460万元，预计518.9万元，是本季的关键月".into(),
        sub: "十月实际281.8（目标360.0），十一月已赢189.1、预计335.2（目标380.0）。十二月的八成区间300.3至745.0。"
            .into(),
        footer: "截至2026-11-20 18:00（Asia/Shanghai）。货币CNY。筛选：管道 全部；负责人 全部".into(),
        formulas: vec!["跳过某阶段视为通过；往返只计一次；仍在该阶段者不计入分母。".into()],
        continued: None,
    });
    book.section(
        "按月：12个月实际与4个月预计",
        "万元，按赢单日；竖线P10–P90，横线 月目标",
        180.0,
    );
    let area = book.block(180.0);
    let won = [
        232., 190., 393., 300., 333., 435., 287., 290., 413., 281.8, 189.1, 0., 0., 0.,
    ];
    let expected = [
        (10, 146.1, 253.4, 417.4, 380.),
        (11, 518.9, 300.3, 745.0, 460.),
        (12, 160.9, 40.9, 303.4, 300.),
        (13, 97.2, 0., 206.8, 220.),
    ];
    let mut list: Vec<Month> = won
        .iter()
        .enumerate()
        .map(|(i, won)| Month {
            label: (i % 12 + 1).to_string(),
            won: *won,
            year: (i % 12 == 0).then(|| format!("{}年", 2026 + i / 12)),
            ..Month::default()
        })
        .collect();
    list[9].target = Some(360.0);
    for (i, value, low, high, target) in expected {
        let month = &mut list[i];
        (month.expected, month.interval, month.target) = (value, Some((low, high)), Some(target));
        month.figure = Some(format!("{:.0}", month.won + value));
    }
    chart::months(
        book.canvas(),
        area,
        &Months {
            months: list,
            divide: Some((10, "实际".into(), "预计".into())),
        },
        &plain,
    );

    book.section(
        "业绩与目标",
        "万元，按缺口从大到小；实心 已赢单，斜线 在手预计，竖线 目标",
        60.0,
    );
    let columns = vec![
        Column::left("负责人", 92.0),
        Column::left("", 200.0),
        Column::right("目标", 40.0),
        Column::right("已赢单", 40.0),
        Column::right("预计", 40.0),
        Column::right("缺口", 40.0),
        Column::right("预计达成", 40.0),
    ];
    let mut table = Table::new(columns, Density::BARS);
    let people = [
        ("周雨桐", "", 200.0, 37.2, 75.0),
        ("黄志远", "2026-03入职", 100.0, 0.0, 58.5),
        ("孙浩然", "", 180.0, 49.3, 117.1),
        ("陈立群", "", 240.0, 87.5, 154.3),
        ("林晓薇", "", 120.0, 123.3, 40.6),
    ];
    for (name, note, target, won, open) in people {
        let gap: f64 = target - won - open;
        let gap = if gap > 0.0 {
            Cell::styled(format!("{gap:.1}"), Style::BODY.bold().colour(RED))
        } else {
            Cell::text(format!("超{:.1}", -gap))
        };
        table.rows.push(Row::line(vec![
            Cell::styled(name, Style::NAME).then(note, Style::NOTE),
            Cell::drawing(move |c, a| {
                chart::bullet(
                    c,
                    Area::new(a.x, a.y, a.width - 8.0, a.height),
                    &Bullet {
                        won,
                        expected: open,
                        target: Some(target),
                    },
                    245.0,
                )
            }),
            Cell::text(format!("{target:.1}")),
            Cell::text(if won > 0.0 { format!("{won:.1}") } else { "–".into() }),
            Cell::text(format!("{:.1}", won + open)),
            gap,
            Cell::text(format!("{:.0}%", (won + open) / target * 100.0)),
        ]));
    }
    table.rows.push(Row::Total(
        ["团队", "", "840.0", "297.3", "742.8", "97.2", "88%"]
            .into_iter()
            .map(Cell::text)
            .collect(),
    ));
    book.table(&table);
    book.note("缺口 = 目标 − 预计；“超”为超出目标。转让过的商机按业绩分成计入各人。");
    book.section("漏斗", "十月进入各级的数量，括号内为与九月相比", 100.0);
    let area = book.block(100.0);
    let step = |label: &str, value: f64, note: &str, rate: &str, counts: &str| FunnelStep {
        bar: Bar {
            label: label.into(),
            value,
            figure: plain(value),
            note: note.into(),
        },
        rate: rate.into(),
        counts: counts.into(),
    };
    let steps = [
        step("线索", 488.0, "（+31）", "", ""),
        step("合格线索MQL", 203.0, "（+12）", "41.6%", "203 / 488"),
        step("销售接受SQL", 121.0, "（−6）", "59.6%", "121 / 203"),
        step("商机", 49.0, "（+4）", "40.5%", "49 / 121"),
        step("赢单", 8.0, "（−2）", "16.3%", "8 / 49"),
    ];
    chart::funnel(book.canvas(), area, &steps);
    book.skip(12.0);
    let area = book.block(22.0);
    let pieces = [
        Piece {
            value: 160.0,
            fill: Fill::Commit,
        },
        Piece {
            value: 120.0,
            fill: Fill::BestCase,
        },
        Piece {
            value: 83.8,
            fill: Fill::Pipeline,
        },
    ];
    let end = chart::stack(
        book.canvas(),
        Area::new(area.x + 52.0, area.y, 300.0, area.height),
        &pieces,
        363.8,
    );
    book.canvas().text(area.x, area.middle() + 2.8, "吴佳宁", Style::BODY);
    book.canvas().text(end + 4.0, area.middle() + 2.8, "363.8", Style::BODY);
}
