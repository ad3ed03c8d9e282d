//! The exports of well-known programs, told by headings only they use: what the file holds, and which field each heading is.

use leadwell_rules::ids::RecordKind;
use leadwell_rules::text::squash;
use std::collections::BTreeMap;

/// One export of one program.
#[derive(Debug)]
pub struct Preset {
    /// The program.
    pub program: &'static str,
    /// What its rows are.
    pub kind: RecordKind,
    /// Headings that together no other export has.
    pub told_by: &'static [&'static str],
    /// Heading → field. What is not listed is guessed like in any other file.
    pub mapping: &'static [(&'static str, &'static str)],
}

/// All of them; what is more particular comes first.
pub static ALL: [Preset; 14] = [
    Preset {
        program: "HubSpot",
        kind: RecordKind::Leads,
        told_by: &["Record ID - Contact", "Lead Status", "Contact owner"],
        mapping: HUBSPOT_PEOPLE,
    },
    Preset {
        program: "HubSpot",
        kind: RecordKind::Leads,
        told_by: &["Record ID", "First Name", "Last Name", "Lead Status"],
        mapping: HUBSPOT_PEOPLE,
    },
    Preset {
        program: "HubSpot",
        kind: RecordKind::Customers,
        told_by: &["Company name", "Company owner", "Company Domain Name"],
        mapping: &[
            ("Company name", "name"),
            ("Company owner", "owner"),
            ("Company Domain Name", "website"),
            ("Phone Number", "phone"),
            ("City", "region"),
            ("Industry", "industry"),
            ("Number of Employees", "employees"),
            ("Annual Revenue", "revenue"),
            ("Year Founded", "founded_year"),
            ("Description", "note"),
        ],
    },
    Preset {
        program: "Salesforce",
        kind: RecordKind::Leads,
        told_by: &["Lead Owner", "Lead Source", "Company / Account"],
        mapping: SALESFORCE_LEADS,
    },
    Preset {
        program: "Salesforce",
        kind: RecordKind::Leads,
        told_by: &["LeadSource", "IsConverted", "Company"],
        mapping: SALESFORCE_LEADS,
    },
    Preset {
        program: "Salesforce",
        kind: RecordKind::Contacts,
        told_by: &["Account Name", "Contact Owner", "Last Name"],
        mapping: &[
            ("First Name", "first_name"),
            ("Last Name", "last_name"),
            ("Title", "title"),
            ("Account Name", "customer"),
            ("Phone", "phone"),
            ("Mobile", "mobile"),
            ("Email", "email"),
            ("Contact Owner", "owner"),
        ],
    },
    Preset {
        program: "Salesforce",
        kind: RecordKind::Customers,
        told_by: &["Account Name", "Account Owner", "Billing City"],
        mapping: &[
            ("Account Name", "name"),
            ("Account Owner", "owner"),
            ("Phone", "phone"),
            ("Industry", "industry"),
            ("Employees", "employees"),
            ("Billing City", "region"),
            ("Website", "website"),
            ("Parent Account", "parent"),
            ("Annual Revenue", "revenue"),
            ("Description", "note"),
        ],
    },
    Preset {
        program: "Pipedrive",
        kind: RecordKind::Leads,
        told_by: &["Lead - Title", "Person - Name"],
        mapping: &[
            ("Lead - ID", "code"),
            ("Lead - Title", "need"),
            ("Lead - Label", "tags"),
            ("Lead - Labels", "tags"),
            ("Lead - Value", "budget"),
            ("Lead - Source", "source"),
            ("Lead - Source channel", "channel"),
            ("Lead - Owner", "owner"),
            ("Lead - Lead created", "created"),
            ("Person - Name", "name"),
            ("Person - Email", "email"),
            ("Person - Email - Work", "email"),
            ("Person - Phone", "phone"),
            ("Person - Phone - Work", "phone"),
            ("Person - Phone - Mobile", "mobile"),
            ("Organization - Name", "company"),
            ("Organization - Address", "address"),
        ],
    },
    Preset {
        program: "Pipedrive",
        kind: RecordKind::Contacts,
        told_by: &["Person - Name", "Person - Organization"],
        mapping: &[
            ("Person - Name", "name"),
            ("Person - Organization", "customer"),
            ("Person - Email - Work", "email"),
            ("Person - Email", "email"),
            ("Person - Phone - Work", "phone"),
            ("Person - Phone - Mobile", "mobile"),
            ("Person - Owner", "owner"),
            ("Person - Job title", "title"),
        ],
    },
    Preset {
        program: "Pipedrive",
        kind: RecordKind::Customers,
        told_by: &["Organization - Name", "Organization - Owner"],
        mapping: &[
            ("Organization - Name", "name"),
            ("Organization - Owner", "owner"),
            ("Organization - Address", "region"),
            ("Organization - Industry", "industry"),
            ("Organization - Number of employees", "employees"),
            ("Organization - Annual revenue", "revenue"),
            ("Organization - Website", "website"),
        ],
    },
    Preset {
        program: "纷享销客",
        kind: RecordKind::Leads,
        told_by: &["线索池", "线索状态"],
        mapping: FXIAOKE_LEADS,
    },
    Preset {
        program: "纷享销客",
        kind: RecordKind::Leads,
        told_by: &["线索池", "销售线索来源"],
        mapping: FXIAOKE_LEADS,
    },
    Preset {
        program: "纷享销客",
        kind: RecordKind::Customers,
        told_by: &["客户名称", "客户级别", "成交状态"],
        mapping: &[
            ("客户名称", "name"),
            ("行业", "industry"),
            ("1级行业", "industry"),
            ("省", "region"),
            ("电话", "phone"),
            ("网址", "website"),
            ("负责人", "owner"),
            ("上级客户", "parent"),
            ("备注", "note"),
        ],
    },
    Preset {
        program: "简道云",
        kind: RecordKind::Leads,
        told_by: &["数据ID", "提交人", "提交时间", "线索名称"],
        mapping: &[
            ("数据ID", "code"),
            ("线索名称", "name"),
            ("联系人", "name"),
            ("联系电话", "mobile"),
            ("公司名称", "company"),
            ("客户名称", "company"),
            ("线索来源", "source"),
            ("跟进状态", "state"),
            ("线索状态", "state"),
            ("负责人", "owner"),
            ("提交时间", "created"),
            ("需求描述", "need"),
        ],
    },
];

const HUBSPOT_PEOPLE: &[(&str, &str)] = &[
    ("Record ID - Contact", "code"),
    ("Record ID", "code"),
    ("First Name", "first_name"),
    ("Last Name", "last_name"),
    ("Email", "email"),
    ("Phone Number", "phone"),
    ("Mobile Phone Number", "mobile"),
    ("Contact owner", "owner"),
    ("Associated Company", "company"),
    ("Company Name", "company"),
    ("Job Title", "title"),
    ("Lead Status", "state"),
    ("Create Date", "created"),
    ("Original Traffic Source", "source"),
    ("Original Source", "source"),
    ("Latest Traffic Source", "channel"),
    ("Industry", "industry"),
    ("City", "city"),
    ("State/Region", "province"),
    ("Website URL", "website"),
    ("Message", "need"),
];

const SALESFORCE_LEADS: &[(&str, &str)] = &[
    ("Lead ID", "code"),
    ("Id", "code"),
    ("First Name", "first_name"),
    ("FirstName", "first_name"),
    ("Last Name", "last_name"),
    ("LastName", "last_name"),
    ("Title", "title"),
    ("Company / Account", "company"),
    ("Company", "company"),
    ("Email", "email"),
    ("Phone", "phone"),
    ("Mobile", "mobile"),
    ("MobilePhone", "mobile"),
    ("Lead Source", "source"),
    ("LeadSource", "source"),
    ("Lead Status", "state"),
    ("Status", "state"),
    ("Lead Owner", "owner"),
    ("Street", "address"),
    ("City", "city"),
    ("State/Province", "province"),
    ("Created Date", "created"),
    ("Create Date", "created"),
    ("CreatedDate", "created"),
    ("No. of Employees", "employees"),
    ("NumberOfEmployees", "employees"),
    ("Industry", "industry"),
    ("Website", "website"),
    ("Description", "need"),
];

const FXIAOKE_LEADS: &[(&str, &str)] = &[
    ("线索编号", "code"),
    ("姓名", "name"),
    ("公司", "company"),
    ("职务", "title"),
    ("手机", "mobile"),
    ("电话", "phone"),
    ("邮件", "email"),
    ("微信", "wechat"),
    ("来源", "source"),
    ("销售线索来源", "source"),
    ("负责人", "owner"),
    ("状态", "state"),
    ("线索状态", "state"),
    ("无效原因", "state_reason"),
    ("市场活动", "campaign"),
    ("市场活动名称", "campaign"),
    ("营销渠道", "channel"),
    ("网址", "website"),
    ("省", "province"),
    ("市", "city"),
    ("详细地址", "address"),
    ("销售线索详情", "need"),
    ("创建时间", "created"),
    ("备注", "note"),
];

/// The export whose particular headings are all there.
pub fn told(headers: &[String]) -> Option<&'static Preset> {
    let there: Vec<String> = headers.iter().map(|header| squash(header)).collect();
    ALL.iter()
        .find(|preset| preset.told_by.iter().all(|wanted| there.contains(&squash(wanted))))
}

impl Preset {
    /// Heading → field for the headings it knows. Of two headings for one field the one listed first counts.
    pub fn fields(&self, headers: &[String]) -> BTreeMap<String, &'static str> {
        let mut fields: BTreeMap<String, &'static str> = BTreeMap::new();
        for (wanted, field) in self.mapping {
            let heading = headers.iter().find(|header| squash(header) == squash(wanted));
            if let Some(heading) = heading
                && !fields.values().any(|taken| taken == field)
            {
                fields.insert(heading.clone(), field);
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::imports::kinds;

    #[test]
    fn every_field_of_a_preset_is_one_of_its_kind() {
        for preset in &ALL {
            let spec = kinds::spec(preset.kind).unwrap();
            for (heading, field) in preset.mapping {
                assert!(spec.position(field).is_some(), "{} {heading}: {field}", preset.program);
            }
        }
    }

    #[test]
    fn a_file_that_merely_has_some_of_the_headings_is_no_such_export() {
        let headers = |list: &[&str]| list.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>();
        assert!(told(&headers(&["姓名", "手机", "来源"])).is_none());
        assert!(told(&headers(&["First Name", "Last Name", "Email"])).is_none());
        let pipedrive = headers(&[
            "Lead - Title",
            "Lead - Owner",
            "Person - Name",
            "Person - Phone",
            "Something",
        ]);
        let preset = told(&pipedrive).unwrap();
        assert_eq!((preset.program, preset.kind), ("Pipedrive", RecordKind::Leads));
        assert_eq!(preset.fields(&pipedrive).get("Lead - Title"), Some(&"need"));
    }
}
