//! The pipeline a kind of business starts with. Everything in it can be changed later.

use leadwell_rules::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kinds of business offered at first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Business {
    /// Machines, parts, projects with a technical proposal.
    Manufacturing,
    /// Wholesale and trade: samples, quotes, repeat orders.
    Trade,
    /// Services, consulting, agencies.
    Services,
    /// Software and subscriptions.
    Software,
    /// Anything else.
    General,
}

/// One stage of a preset: names in both languages, win rate in basis points, category, rotting limit in days.
pub struct StagePreset {
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Win rate, basis points.
    pub win_rate_bp: i64,
    /// Forecast category.
    pub category: &'static str,
    /// Days without a touch before a deal rots.
    pub rotting_days: i64,
}

const fn stage(
    zh: &'static str,
    en: &'static str,
    win_rate_bp: i64,
    category: &'static str,
    rotting_days: i64,
) -> StagePreset {
    StagePreset {
        zh,
        en,
        win_rate_bp,
        category,
        rotting_days,
    }
}

const MANUFACTURING: [StagePreset; 5] = [
    stage("初步接洽", "First contact", 1000, "pipeline", 14),
    stage("需求确认", "Needs agreed", 2500, "pipeline", 14),
    stage("方案报价", "Proposal", 4500, "best_case", 12),
    stage("商务谈判", "Negotiation", 7000, "commit", 8),
    stage("合同审批", "Contract", 9000, "commit", 7),
];

const TRADE: [StagePreset; 4] = [
    stage("询盘", "Enquiry", 1500, "pipeline", 7),
    stage("样品", "Samples", 3500, "pipeline", 14),
    stage("报价", "Quoted", 5500, "best_case", 10),
    stage("待下单", "Order pending", 8500, "commit", 7),
];

const SERVICES: [StagePreset; 4] = [
    stage("了解需求", "Discovery", 1500, "pipeline", 10),
    stage("提交方案", "Proposal", 3500, "best_case", 14),
    stage("商务谈判", "Negotiation", 6500, "commit", 10),
    stage("签约中", "Signing", 9000, "commit", 7),
];

const SOFTWARE: [StagePreset; 5] = [
    stage("资格确认", "Qualified", 1000, "pipeline", 10),
    stage("产品演示", "Demo", 2500, "pipeline", 10),
    stage("试用", "Trial", 4500, "best_case", 14),
    stage("商务谈判", "Negotiation", 7000, "commit", 10),
    stage("合同", "Contract", 9000, "commit", 7),
];

impl Business {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Business::Manufacturing => "manufacturing",
            Business::Trade => "trade",
            Business::Services => "services",
            Business::Software => "software",
            Business::General => "general",
        }
    }

    /// The stages it starts with.
    pub fn stages(self) -> &'static [StagePreset] {
        match self {
            Business::Manufacturing | Business::General => &MANUFACTURING,
            Business::Trade => &TRADE,
            Business::Services => &SERVICES,
            Business::Software => &SOFTWARE,
        }
    }

    /// The name of its pipeline.
    pub fn pipeline_name(self, language: Language) -> &'static str {
        match (self, language) {
            (Business::Manufacturing, Language::Zh) => "设备销售",
            (Business::Manufacturing, Language::En) => "Equipment sales",
            (Business::Trade, Language::Zh) => "贸易订单",
            (Business::Trade, Language::En) => "Trade orders",
            (Business::Services, Language::Zh) => "服务项目",
            (Business::Services, Language::En) => "Service projects",
            (Business::Software, Language::Zh) => "软件销售",
            (Business::Software, Language::En) => "Software sales",
            (Business::General, Language::Zh) => "销售管道",
            (Business::General, Language::En) => "Sales",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first-run page names the stages before any file is set up; it must name these.
    #[test]
    fn the_first_run_page_names_the_same_stages() {
        let pages = [
            include_str!("../../../../../ui/messages/zh/setup.json"),
            include_str!("../../../../../ui/messages/en/setup.json"),
        ];
        for business in [
            Business::Manufacturing,
            Business::Trade,
            Business::Services,
            Business::Software,
        ] {
            for (page, zh) in pages.iter().zip([true, false]) {
                let page: serde_json::Value = serde_json::from_str(page).unwrap();
                let said = page[format!("setup_stages_{}", business.as_str())]
                    .as_str()
                    .unwrap()
                    .to_owned();
                let stages = business.stages().iter().map(|stage| {
                    let rate = stage.win_rate_bp / 100;
                    if zh {
                        format!("{} {rate}%", stage.zh)
                    } else {
                        format!("{} {rate}%", stage.en)
                    }
                });
                assert_eq!(said, stages.collect::<Vec<_>>().join(if zh { "，" } else { ", " }));
            }
        }
    }
}
