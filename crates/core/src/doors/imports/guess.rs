//! Which field a heading means, and which kind of record a heading row is about.

use super::kinds;
use super::presets;
use super::spec::{Field, Spec};
use leadwell_rules::ids::RecordKind;
use leadwell_rules::text::{fold, likeness, squash};
use std::collections::BTreeMap;

/// Below this likeness a heading is left for the person to decide.
const LIKE_ENOUGH: f64 = 0.86;

/// Heading → field name, or nothing. A field is given to one heading only: the one most like it, the first of equals.
pub fn mapping(spec: &Spec, headers: &[String]) -> BTreeMap<String, Option<String>> {
    let mut guesses: BTreeMap<String, Option<String>> = headers.iter().map(|header| (header.clone(), None)).collect();
    for (header, field, _) in matches(spec, headers) {
        guesses.insert(
            headers[header].clone(),
            Some(spec.fields[field].name.clone().into_owned()),
        );
    }
    // What is known of a program's exports counts more than what a heading looks like.
    if let Some(preset) = presets::told(headers).filter(|preset| preset.kind == spec.noun.kind) {
        let known = preset.fields(headers);
        for guess in guesses.values_mut() {
            if guess
                .as_deref()
                .is_some_and(|field| known.values().any(|taken| *taken == field))
            {
                *guess = None;
            }
        }
        guesses.extend(
            known
                .into_iter()
                .map(|(header, field)| (header, Some(field.to_owned()))),
        );
    }
    guesses
}

/// The kind whose fields the headings name best, of those that are asked for.
pub fn kind(headers: &[String], of: impl Fn(&Spec) -> bool) -> RecordKind {
    let specs = || kinds::ALL.into_iter().filter(|spec| of(spec));
    if let Some(preset) = presets::told(headers)
        && specs().any(|spec| spec.noun.kind == preset.kind)
    {
        return preset.kind;
    }
    let mut best = (RecordKind::Customers, 0.0);
    for spec in specs() {
        let found = matches(spec, headers);
        let certain: f64 = found.iter().map(|(_, _, score)| score).sum();
        let needed = spec.needs.iter().any(|name| {
            let place = spec.position(name);
            found.iter().any(|(_, field, _)| Some(*field) == place)
        });
        // A kind that explains all headings beats one that explains more of its own fields.
        let score = (certain + 0.2 * certain / spec.fields.len() as f64) * if needed { 1.0 } else { 0.4 };
        if score > best.1 {
            best = (spec.noun.kind, score);
        }
    }
    best.0
}

/// (heading, field, score), each heading and each field at most once.
fn matches(spec: &Spec, headers: &[String]) -> Vec<(usize, usize, f64)> {
    let mut candidates = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        let plain = without_brackets(header);
        for (place, field) in spec.fields.iter().enumerate() {
            let score = score(field, header, &plain);
            if score >= LIKE_ENOUGH {
                candidates.push((column, place, score));
            }
        }
    }
    candidates.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
    let mut taken: Vec<(usize, usize, f64)> = Vec::new();
    for candidate in candidates {
        if !taken
            .iter()
            .any(|(column, field, _)| *column == candidate.0 || *field == candidate.1)
        {
            taken.push(candidate);
        }
    }
    taken
}

/// A field's own name counts a little more than what others call it, and earlier aliases more than later ones.
fn score(field: &Field, header: &str, plain: &str) -> f64 {
    let names = [field.name.as_ref(), field.zh.as_ref(), field.en.as_ref()]
        .into_iter()
        .chain(field.aliases.iter().copied());
    let (full, short) = (squash(header), squash(plain));
    let mut best: f64 = 0.0;
    for (rank, name) in names.enumerate() {
        let wanted = squash(name);
        let unit_less = || squash(&without_brackets(name));
        let alike = if full == wanted || (name.contains(['(', '（']) && full == unit_less()) {
            1.0
        } else if !short.is_empty() && short == wanted {
            0.98
        } else if wanted.chars().count() >= 4 {
            likeness(plain, name).min(0.95)
        } else {
            0.0
        };
        best = best.max(alike - 0.0005 * rank as f64);
    }
    best
}

/// `金额（元）*` → `金额`: what stands in brackets says the unit or that the field is required.
fn without_brackets(header: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::with_capacity(header.len());
    for c in fold(header).chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' => {}
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(kind: RecordKind, headers: &[&str]) -> Vec<String> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let map = mapping(kinds::spec(kind).unwrap(), &headers);
        headers
            .iter()
            .map(|header| map[header].clone().unwrap_or_else(|| "–".to_owned()))
            .collect()
    }

    fn kind_of(headers: &[&str]) -> RecordKind {
        kind(
            &headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>(),
            |_| true,
        )
    }

    #[test]
    fn the_files_of_other_programs_explain_themselves() {
        let maven = [
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_date",
            "close_value",
        ];
        assert_eq!(kind_of(&maven), RecordKind::Deals);
        assert_eq!(
            guessed(RecordKind::Deals, &maven),
            [
                "code",
                "owner",
                "product",
                "customer",
                "stage",
                "created_on",
                "closed_on",
                "amount"
            ]
        );
        let customers = [
            "account",
            "sector",
            "year_established",
            "revenue",
            "employees",
            "office_location",
            "subsidiary_of",
        ];
        assert_eq!(kind_of(&customers), RecordKind::Customers);
        assert_eq!(
            guessed(RecordKind::Customers, &customers),
            [
                "name",
                "industry",
                "founded_year",
                "revenue",
                "employees",
                "region",
                "parent"
            ]
        );
        let people = ["sales_agent", "manager", "regional_office"];
        assert_eq!(kind_of(&people), RecordKind::People);
        assert_eq!(guessed(RecordKind::People, &people), ["name", "manager", "team"]);
        let products = ["product", "series", "sales_price"];
        assert_eq!(kind_of(&products), RecordKind::Products);
        assert_eq!(
            guessed(RecordKind::Products, &products),
            ["name", "series", "list_price"]
        );
    }

    #[test]
    fn chinese_headings() {
        let deals = [
            "商机名称*",
            "客户名称",
            "销售阶段",
            "商机金额（元）",
            "预计成交日期",
            "负责人",
            "创建时间",
        ];
        assert_eq!(kind_of(&deals), RecordKind::Deals);
        assert_eq!(
            guessed(RecordKind::Deals, &deals),
            [
                "name",
                "customer",
                "stage",
                "amount",
                "expected_close_on",
                "owner",
                "created_on"
            ]
        );
        assert_eq!(
            kind_of(&["姓名", "手机", "邮箱", "公司", "职务", "微信号"]),
            RecordKind::Contacts
        );
        assert_eq!(
            guessed(
                RecordKind::Contacts,
                &["姓名", "手机", "邮箱", "公司", "职务", "微信号"]
            ),
            ["name", "mobile", "email", "customer", "title", "wechat"]
        );
        assert_eq!(
            kind_of(&["客户名称", "所属行业", "员工人数", "网址"]),
            RecordKind::Customers
        );
        assert_eq!(kind_of(&["产品名称", "产品编号", "标准价格"]), RecordKind::Products);
    }

    #[test]
    fn hubspot() {
        let deals = [
            "Record ID",
            "Deal Name",
            "Deal Stage",
            "Close Date",
            "Deal owner",
            "Amount",
            "Associated Company",
            "Create Date",
        ];
        assert_eq!(kind_of(&deals), RecordKind::Deals);
        assert_eq!(
            guessed(RecordKind::Deals, &deals),
            [
                "code",
                "name",
                "stage",
                "closed_on",
                "owner",
                "amount",
                "customer",
                "created_on"
            ]
        );
        assert_eq!(
            guessed(
                RecordKind::Contacts,
                &["First Name", "Last Name", "Email", "Phone Number", "Company name"]
            ),
            ["first_name", "last_name", "email", "phone", "customer"]
        );
    }
}
