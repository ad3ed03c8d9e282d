//! Deals, as data: what an export of another program calls their fields.

use crate::doors::imports::passes::Passes;
use crate::doors::imports::spec::{Field, Spec, Type, field};
use crate::records::deals::DEALS;
use std::borrow::Cow;

/// Places of the fields, in the order of [`FIELDS`].
#[derive(Debug, Clone, Copy)]
#[repr(usize)]
pub enum At {
    Code,
    Name,
    Customer,
    Product,
    Owner,
    Stage,
    Status,
    Amount,
    Currency,
    Rate,
    Probability,
    Category,
    Created,
    Expected,
    Closed,
    LostReason,
    Competitor,
    Note,
}

static FIELDS: [Field; 18] = [
    field(
        "code",
        "商机编号",
        "Deal number",
        Type::Text,
        &[
            "opportunity_id",
            "deal id",
            "record id",
            "id",
            "编号",
            "opportunity number",
            "deal number",
            "项目编号",
            "商机id",
            "单号",
        ],
    )
    .keyed("code"),
    field(
        "name",
        "商机名称",
        "Deal name",
        Type::Text,
        &[
            "deal name",
            "opportunity name",
            "项目名称",
            "opportunity",
            "deal",
            "deal - title",
            "title",
            "商机",
            "商机主题",
            "名称",
            "name",
            "topic",
        ],
    )
    .keyable("name"),
    field(
        "customer",
        "客户",
        "Account",
        Type::Customer,
        &[
            "客户名称",
            "公司",
            "公司名称",
            "account name",
            "company",
            "company name",
            "associated company",
            "organization",
            "deal - organization",
            "customer",
            "customer name",
            "client",
            "企业名称",
        ],
    ),
    field(
        "product",
        "产品",
        "Product",
        Type::Product,
        &["产品名称", "product name", "item", "商品", "产品/服务"],
    ),
    field(
        "owner",
        "负责人",
        "Owner",
        Type::Person,
        &[
            "sales_agent",
            "deal owner",
            "opportunity owner",
            "销售",
            "销售代表",
            "业务员",
            "所有者",
            "跟进人",
            "salesperson",
            "deal - owner",
            "归属人",
            "销售员",
        ],
    ),
    field(
        "stage",
        "销售阶段",
        "Stage",
        Type::Stage,
        &[
            "deal_stage",
            "阶段",
            "商机阶段",
            "sales stage",
            "deal stage",
            "pipeline stage",
            "deal - stage",
            "当前阶段",
        ],
    ),
    field(
        "status",
        "状态",
        "Status",
        Type::Status,
        &[
            "商机状态",
            "deal status",
            "outcome",
            "结果",
            "赢单状态",
            "deal - status",
        ],
    ),
    field(
        "amount",
        "金额",
        "Amount",
        Type::Money,
        &[
            "close_value",
            "商机金额",
            "预计金额",
            "预计销售金额",
            "deal value",
            "value",
            "deal amount",
            "deal - value",
            "合同金额",
            "成交金额",
            "revenue",
        ],
    ),
    field(
        "currency",
        "币种",
        "Currency",
        Type::Currency,
        &["货币", "currency code", "deal - currency of value", "币别"],
    ),
    field(
        "rate",
        "汇率",
        "Exchange rate",
        Type::ExchangeRate,
        &["fx rate", "conversion rate"],
    ),
    field(
        "probability",
        "赢率",
        "Probability",
        Type::Rate,
        &[
            "概率",
            "可能性",
            "成交概率",
            "win probability",
            "deal probability",
            "probability (%)",
            "赢单率",
        ],
    ),
    field(
        "category",
        "预测类别",
        "Forecast category",
        Type::Category,
        &["预测分类", "forecast", "forecast type"],
    ),
    field(
        "created_on",
        "创建日期",
        "Created on",
        Type::Day,
        &[
            "engage_date",
            "create date",
            "created date",
            "创建时间",
            "created",
            "created at",
            "开始日期",
            "立项日期",
            "deal created",
            "deal - deal created",
            "date created",
        ],
    ),
    field(
        "expected_close_on",
        "预计成交日期",
        "Expected close",
        Type::Day,
        &[
            "expected close date",
            "预计结束日期",
            "预计签单日期",
            "预计结单日期",
            "预计成交时间",
            "deal - expected close date",
            "forecast close date",
            "预计签约日期",
        ],
    ),
    field(
        "closed_on",
        "结单日期",
        "Close date",
        Type::Day,
        &[
            "close_date",
            "成交日期",
            "成交时间",
            "关闭日期",
            "结束日期",
            "实际成交日期",
            "closed date",
            "closed on",
            "won time",
            "赢单日期",
            "签单日期",
        ],
    ),
    field(
        "lost_reason",
        "输单原因",
        "Lost reason",
        Type::Text,
        &[
            "丢单原因",
            "closed lost reason",
            "loss reason",
            "失败原因",
            "deal - lost reason",
        ],
    ),
    field(
        "competitor",
        "竞争对手",
        "Competitor",
        Type::Text,
        &["竞争者", "竞品", "main competitor"],
    ),
    field(
        "note",
        "备注",
        "Note",
        Type::Text,
        &[
            "说明",
            "描述",
            "description",
            "notes",
            "deal description",
            "remark",
            "remarks",
        ],
    ),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    noun: &DEALS,
    zh: "商机",
    en: "Deals",
    fields: Cow::Borrowed(&FIELDS),
    needs: &["name", "customer", "product", "code"],
    unique: &["code"],
    passes: Passes::of::<super::Deals>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_fields_agree() {
        for (place, name) in [
            (At::Code, "code"),
            (At::Owner, "owner"),
            (At::Stage, "stage"),
            (At::Amount, "amount"),
            (At::Category, "category"),
            (At::Created, "created_on"),
            (At::Closed, "closed_on"),
            (At::Note, "note"),
        ] {
            assert_eq!(FIELDS[place as usize].name, name);
        }
    }
}
