//! Products: what is sold, with list prices.

use super::records::{RecordWriter, Records, number, text};
use super::{Found, Kind};
use crate::doors::imports::outcome::{Outcome, Problem, Problems, Refusal};
use crate::doors::imports::passes::Passes;
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::spec::{Field, Spec, Type, field};
use crate::doors::imports::table::Row;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::products::PRODUCTS;
use leadwell_rules::text::squash;
use std::borrow::Cow;

static FIELDS: [Field; 4] = [
    field(
        "name",
        "产品名称",
        "Product name",
        Type::Text,
        &[
            "product",
            "产品",
            "商品",
            "商品名称",
            "品名",
            "item",
            "name",
            "名称",
            "title",
        ],
    )
    .keyed("name")
    .needed(),
    field(
        "code",
        "产品编号",
        "Product code",
        Type::Text,
        &[
            "sku",
            "code",
            "product code",
            "编码",
            "编号",
            "货号",
            "型号",
            "产品编码",
            "product id",
        ],
    )
    .keyable("code"),
    field(
        "series",
        "系列",
        "Series",
        Type::Text,
        &[
            "产品线",
            "产品系列",
            "category",
            "product line",
            "family",
            "类别",
            "分类",
            "产品分类",
            "group",
        ],
    ),
    field(
        "list_price",
        "标准价格（本位币）",
        "List price (base currency)",
        Type::Money,
        &[
            "sales_price",
            "price",
            "单价",
            "价格",
            "标准价格",
            "目录价",
            "售价",
            "list price",
            "unit price",
            "报价",
            "标准价",
        ],
    ),
];

/// The kind as data.
pub static SPEC: Spec = Spec {
    noun: &PRODUCTS,
    zh: "产品",
    en: "Products",
    fields: Cow::Borrowed(&FIELDS),
    needs: &["name"],
    unique: &["name"],
    passes: Passes::of::<Products>(),
};

const COLUMNS: [&str; 5] = ["name", "name_key", "code", "series", "list_price_minor"];

/// Takes rows of products.
pub struct Products {
    plan: Prepared,
    records: Records,
    name: usize,
    code: usize,
    series: usize,
    price: usize,
}

impl Kind for Products {
    type RowWriter<'c> = RecordWriter<'c>;

    fn prepare(_: &Read<'_>, plan: &Prepared) -> Result<Self, Failure> {
        Ok(Products {
            records: Records::new(plan, &COLUMNS, true),
            name: plan.place("name"),
            code: plan.place("code"),
            series: plan.place("series"),
            price: plan.place("list_price"),
            plan: plan.clone(),
        })
    }

    fn refresh(&mut self, _: &Read<'_>) -> Result<(), Failure> {
        Ok(())
    }

    fn writer<'c>(&self, read: &Read<'c>) -> Result<RecordWriter<'c>, Failure> {
        self.records.writer(read)
    }

    type Said = ();

    fn said(&self, _: &Row) {}

    fn take(
        &mut self,
        writer: &mut RecordWriter<'_>,
        row: &Row,
        (): (),
        found: Found,
        mut wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal> {
        let name = self.plan.text(self.name, row);
        let name = wrong.read(name.ok_or_else(|| Problem::cell("row.missing", self.name, "")));
        let price = wrong.read(self.plan.money(self.price, row, &self.plan.settings.currency));
        wrong.settle()?;
        let given = [
            text(Some(name)),
            text(Some(&squash(name))),
            text(self.plan.text(self.code, row)),
            text(self.plan.text(self.series, row)),
            number(price),
        ];
        self.records.put(writer, found.record(), &given)
    }
}
