//! The summary page.

use leadwell_print::chart::{self, Bar, Cone, Hero, HeroPiece, Histogram, Interval, Step};
use leadwell_print::colour::{INK, RED};
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, PageHead, Row, Style, Table, frame};

use super::plain;

/// Draws it.
pub fn draw(book: &mut Composer) {
    book.page(PageHead {
        title: "第四季度预计完成1,135.9万元，比目标少64.1万元".into(),
        sub: "达标概率35%，主要取决于三笔商机。已赢单470.9万元（14笔）。剩余41天，还需赢得729.1万元，为本季在手商机1,866.8万元的39%；学习模型预计能赢得其中36%。".into(),
        continued: None,
        footer: "截至2026-11-20 18:00（Asia/Shanghai）。货币CNY。筛选：管道 全部；负责人 全部；预计签约日2026-10-01至12-31，逾期计入本季".into(),
        formulas: vec!["预计 = 已赢单 + Σ金额 × 学习模型的季内赢率。P10、P90：蒙特卡洛20,000次，种子9。覆盖率 = 在手 ÷（目标 − 已赢单）。缺口 = 目标 − 预计。".into()],
    });
    let area = book.block(chart::hero::HEIGHT);
    let piece = |value, fill, label: &str| HeroPiece {
        value,
        fill,
        label: label.into(),
    };
    let hero = Hero {
        pieces: vec![
            piece(470.9, Fill::Won, "已赢单470.9"),
            piece(665.0, Fill::Expected, "在手商机预计665.0"),
        ],
        target: Some((1200.0, "目标1,200.0".into())),
        interval: Some(Interval {
            low: (903.1, "P10 903.1".into()),
            outlook: (1135.9, "预计1,135.9".into()),
            high: (1372.5, "P90 1,372.5".into()),
            note: "八成把握的区间".into(),
        }),
    };
    chart::hero(book.canvas(), area, &hero);
    book.skip(8.0);

    let area = book.block(58.0);
    let canvas = book.canvas();
    canvas.rule(area.x, area.right(), area.y, 0.5, INK);
    canvas.rule(area.x, area.right(), area.bottom(), 0.5, INK);
    let figures = [
        ("目标，万元", "1,200.0", "8人合计"),
        ("已赢单，万元", "470.9", "达成39.2%（14笔）"),
        ("预计，万元", "1,135.9", "达成94.7%"),
        ("缺口，万元", "64.1", "目标 − 预计"),
        ("覆盖率", "2.56倍", "在手 ÷ 还需赢得"),
        ("达标概率", "35%", "2万次模拟"),
    ];
    for (i, (name, figure, note)) in figures.into_iter().enumerate() {
        let x = area.x + 84.0 * i as f64;
        canvas.text(x, area.y + 16.0, name, Style::BODY);
        let short = i == 3;
        let end = canvas.text(
            x,
            area.y + 36.0,
            figure,
            Style::TITLE.colour(if short { RED } else { INK }),
        );
        if short {
            canvas.triangle_down([end + 4.0, area.y + 27.0], RED);
        }
        canvas.text(x, area.y + 48.0, note, Style::NOTE);
    }
    book.skip(20.0);

    let area = book.block(184.0);
    let right = Area::new(area.x + 294.0, area.y, 198.0, 0.0);
    let canvas = book.canvas();
    let y = frame::heading(
        canvas,
        area.x,
        area.y,
        282.0,
        "走到哪里，会落在哪里",
        "本季累计赢单，万元",
    );
    frame::heading(canvas, right.x, area.y, 198.0, "有多大把握", "2万次模拟的本季结果");
    let cone = Cone {
        days: 92.0,
        course: vec![
            (4.0, 40.0),
            (15.0, 70.0),
            (18.0, 110.0),
            (24.0, 180.0),
            (26.0, 281.8),
            (40.0, 300.0),
            (43.0, 352.0),
            (48.0, 390.0),
            (51.0, 470.9),
        ],
        today: (51.0, "今天11-20".into()),
        ends: [
            (1372.5, "P90 1,372.5".into()),
            (1128.1, "P50 1,128.1".into()),
            (903.1, "P10 903.1".into()),
        ],
        target: Some((1200.0, "目标1,200.0".into())),
        reached: "470.9".into(),
        ticks: vec![(0.0, "10月".into()), (31.0, "11月".into()), (61.0, "12月".into())],
    };
    let height = area.bottom() - y;
    chart::cone(canvas, Area::new(area.x, y, 282.0, height), &cone, &plain);
    let histogram = Histogram {
        from: 600.0,
        step: 50.0,
        counts: vec![
            1., 3., 9., 18., 30., 48., 70., 92., 107., 122., 125., 116., 104., 90., 66., 55., 36., 22., 14., 9.,
        ],
        target: Some(1200.0),
        labels: ["未达标65%".into(), "达标35%".into()],
    };
    chart::histogram(canvas, Area::new(right.x, y, 198.0, height), &histogram, &plain);

    book.section("必须发生的事：三笔决定性商机", "按“赢与输之间，达标概率之差”排序", 40.0);
    let mut table = Table::new(
        vec![
            Column::left("", 14.0),
            Column::left("客户与商机", 196.0),
            Column::left("负责人", 62.0),
            Column::right("金额", 36.0),
            Column::right("签约日", 48.0),
            Column::right("季内赢率", 48.0),
            Column::left("", 12.0),
            Column::left("达标概率 输 → 赢", 76.0),
        ],
        Density::TWO_LINES,
    );
    let three = [
        (
            "1",
            "昆山泰曜电子",
            "电池托盘装配线二期",
            "陈立群",
            "160.6",
            "12-18",
            "35%",
            "11-27前请总经理拜访对方董事长，取得明确选择（现为0W）；同日确认合同付款比例",
            0.22,
            0.59,
        ),
        (
            "2",
            "宁波海晟汽车零部件",
            "视觉检测线",
            "周雨桐",
            "132.0",
            "12-25",
            "18%",
            "16天未接触且无下一步；本周内约技术负责人复核验收指标，重新确认签约日",
            0.30,
            0.60,
        ),
        (
            "3",
            "无锡锐丰精密机械",
            "立体库改造",
            "孙浩然",
            "118.0",
            "12-10",
            "56%",
            "12-03法务会签合同第7稿；土建交接日写入附件二",
            0.21,
            0.46,
        ),
    ];
    for (n, customer, deal, owner, amount, day, rate, act, lost, won) in three {
        let cells = vec![
            Cell::styled(n, Style::NAME.colour(leadwell_print::colour::ACCENT)),
            Cell::styled(customer, Style::BODY.bold()).then(deal, Style::BODY),
            Cell::text(owner),
            Cell::text(amount),
            Cell::text(day),
            Cell::text(rate),
            Cell::empty(),
            Cell::drawing(move |canvas, area| {
                let line = Area::new(area.x, area.y + 2.0, area.width, 16.0);
                chart::dot_range(canvas, line, (0.0, 1.0), won, Some((lost, won)), true);
                let x = |v: f64| line.x + line.width * v;
                canvas.ring([x(lost), line.middle()], 2.6, INK);
                let labels = [format!("{:.0}%", lost * 100.0), format!("{:.0}%", won * 100.0)];
                let (plain, bold) = (Style::NOTE.colour(INK), Style::NOTE.bold().colour(INK));
                let places = chart::beside(
                    &[(x(lost), plain.width(&labels[0])), (x(won), bold.width(&labels[1]))],
                    5.0,
                    area.x,
                    area.right(),
                );
                canvas.text(places[0], area.y + 22.0, &labels[0], plain);
                canvas.text(places[1], area.y + 22.0, &labels[1], bold);
            }),
        ];
        table.rows.push(Row::Line {
            cells,
            under: Some((1, act.into())),
            shaded: false,
        });
    }
    book.table(&table);
    book.skip(16.0);
    let area = book.block(112.0);
    let canvas = book.canvas();
    let y = frame::heading(
        canvas,
        area.x,
        area.y,
        240.0,
        "哪些金额最不可靠",
        "本季在手，可重叠，见第5页",
    );
    let bar = |label: &str, value, figure: &str, note: &str| Bar {
        label: label.into(),
        value,
        figure: figure.into(),
        note: note.into(),
    };
    let bars = [
        bar("停滞超限", 204.7, "204.7", "3笔，占11%"),
        bar("列入承诺但0W", 298.5, "298.5", "3笔，占16%"),
        bar("已推迟两次以上", 200.8, "200.8", "3笔，占11%"),
        bar("预计签约日已过", 140.8, "140.8", "2笔，占8%"),
    ];
    chart::sorted_bars(
        canvas,
        Area::new(area.x, y, 234.0, area.bottom() - y),
        &bars,
        Fill::Doubt,
    );
    let x = area.x + 252.0;
    let y = frame::heading(canvas, x, area.y, 240.0, "一周来的变化", "预计，万元，11-13至11-20");
    let step = |label: &str, value, figure: &str| Step {
        label: label.into(),
        value,
        figure: figure.into(),
    };
    let steps = [
        step("11-13", 1165.5, "1,165.5"),
        step("新增", 31.4, "+31.4"),
        step("赢面上升", 57.8, "+57.8"),
        step("推迟出季", -68.3, "−68.3"),
        step("输单", -41.4, "−41.4"),
        step("金额变更", -9.1, "−9.1"),
        step("11-20", 1135.9, "1,135.9"),
    ];
    chart::waterfall(canvas, Area::new(x, y, 240.0, area.bottom() - y), &steps);
}
