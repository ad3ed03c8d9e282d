//! The long table.

use leadwell_print::colour::{INK, RED};
use leadwell_print::{Cell, Column, Composer, Density, PageHead, Row, Style, Table};

/// Draws it over as many pages as it takes.
pub fn draw(book: &mut Composer) {
    book.page(PageHead {
        title: "在手商机60笔，3,391.4万元，其中本季29笔、1,866.8万元".into(),
        footer: "截至2026-11-20 18:00（Asia/Shanghai）。货币CNY。筛选：管道 全部；负责人 全部；全部在手商机，按签约月"
            .into(),
        formulas: vec![
            "金额与计入预计单位元。赢率 = 学习模型估计的季内赢单概率。风险 ● 严重 ○ 需处理，见第5页。".into(),
        ],
        ..PageHead::default()
    });
    let columns = vec![
        Column::left("编号", 26.0),
        Column::left("客户", 96.0),
        Column::left("商机", 70.0),
        Column::left("负责人", 34.0),
        Column::left("阶段", 42.0),
        Column::right("签约日", 40.0),
        Column::left("", 8.0),
        Column::centre("风险", 26.0),
        Column::right("金额，元", 60.0),
        Column::right("赢率", 36.0),
        Column::right("计入预计", 54.0),
    ];
    let mut table = Table::new(columns, Density::LIST);
    table.continued = "（续）".into();
    let names = [
        "海盐利源紧固件",
        "宜兴海纳环保设备",
        "深圳飞翎无人机",
        "昆山泰曜电子",
        "东阳明德印刷有限责任公司华东分公司",
        "䶮鼎㐂来机械",
        "Müller & Søn GmbH",
        "宁波海晟汽车零部件",
    ];
    let works = ["视觉检测线", "自动装配线", "电池托盘装配线二期", "MES对接"];
    let mut number = 2001;
    for (title, count) in [
        ("逾期，计入本季", 2),
        ("2026年11月", 8),
        ("2026年12月", 31),
        ("2027年1月", 12),
        ("2027年2月", 7),
    ] {
        table.rows.push(Row::group(title, format!("{count}笔")));
        for i in 0..count {
            let risk = match i % 4 {
                0 => Cell::dot(RED, true),
                1 => Cell::dot(INK, false),
                _ => Cell::empty(),
            };
            let amount = 428_000 + i * 37_119;
            table.rows.push(Row::line(vec![
                Cell::styled(number.to_string(), Style::NOTE),
                Cell::text(names[(number % 8) as usize]),
                Cell::text(works[(number % 4) as usize]),
                Cell::text("陈立群"),
                Cell::text("报价提交"),
                Cell::text(format!("12-{:02}", i % 28 + 1)),
                Cell::empty(),
                risk,
                Cell::text(plain_long(amount)),
                Cell::text(format!("{}%", 11 + i)),
                Cell::text(plain_long(amount / 3)),
            ]));
            number += 1;
        }
        let mut cells = vec![Cell::empty(); 11];
        (cells[1], cells[5], cells[8], cells[10]) = (
            Cell::text(format!("{title} 小计")),
            Cell::text(format!("{count}笔")),
            Cell::text("14,370,996"),
            Cell::text("4,612,166"),
        );
        table.rows.push(Row::Subtotal(cells));
    }
    let mut cells = vec![Cell::empty(); 11];
    (cells[0], cells[5], cells[8], cells[10]) = (
        Cell::text("合计"),
        Cell::text("60笔"),
        Cell::text("33,914,000"),
        Cell::text("9,482,011"),
    );
    table.rows.push(Row::Total(cells));
    book.table(&table);
    book.note("合计等于第1页的在手商机；赢率相乘保留两位小数，计算器可复算。");
}

fn plain_long(value: i32) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
