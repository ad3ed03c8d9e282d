//! Golden table: what is typed, what stands in the record, and how it is found – through the tokens and by the second look.

use super::*;
use proptest::prelude::*;

/// Whether an index that holds the tokens answers the condition: the language of the index, read here once more.
pub(super) fn answers(expression: &str, cut: &Cut) -> bool {
    let tokens = cut.tokens();
    let mut rest = expression.trim();
    let answer = any_of(&mut rest, &tokens);
    assert!(rest.is_empty(), "not understood: {rest} of {expression}");
    answer
}

fn any_of(rest: &mut &str, tokens: &std::collections::BTreeSet<&str>) -> bool {
    let mut answer = all_of(rest, tokens);
    while let Some(more) = rest.strip_prefix(" OR ") {
        *rest = more;
        answer |= all_of(rest, tokens);
    }
    answer
}

fn all_of(rest: &mut &str, tokens: &std::collections::BTreeSet<&str>) -> bool {
    let mut answer = one(rest, tokens);
    while let Some(more) = rest.strip_prefix(" AND ") {
        *rest = more;
        answer &= one(rest, tokens);
    }
    answer
}

fn one(rest: &mut &str, tokens: &std::collections::BTreeSet<&str>) -> bool {
    if let Some(inner) = rest.strip_prefix('(') {
        *rest = inner;
        let answer = any_of(rest, tokens);
        *rest = rest.strip_prefix(')').unwrap();
        return answer;
    }
    let (token, after) = rest.strip_prefix('"').unwrap().split_once('"').unwrap();
    *rest = after;
    if let Some(after) = rest.strip_prefix('*') {
        *rest = after;
        return tokens.iter().any(|found| found.starts_with(token));
    }
    tokens.contains(token)
}

fn record(fields: &[(Field, &str)]) -> (Cut, Vec<Scan>) {
    let mut cut = Cut::default();
    for (field, text) in fields {
        cut.add(*field, text);
    }
    (
        cut,
        fields.iter().map(|(field, text)| Scan::new(*field, text)).collect(),
    )
}

/// The first way in which a record is found, and what of it is shown as the hit.
fn found(query: &str, fields: &[(Field, &str)]) -> Option<(Part, String)> {
    let (cut, scans) = record(fields);
    let query = Query::new(query);
    query.steps().into_iter().find_map(|step| {
        let found = answers(&step.expression, &cut)
            .then(|| query.find(step.part, &scans))
            .flatten()?;
        Some((step.part, fields[found.text].1[found.from..found.to].to_owned()))
    })
}

#[test]
fn names_are_found_as_people_type_them() {
    use Part::{Said, Slip, Spoken, SpokenStart, Start, Whole};
    let company = "北京纷扬科技有限公司";
    let mut wrong = Vec::new();
    for (query, name, expected) in [
        // Characters, one or more, anywhere.
        ("北", company, Some((Start, "北"))),
        ("纷扬", company, Some((Said, "纷扬"))),
        ("扬", company, Some((Said, "扬"))),
        ("北京纷扬", company, Some((Start, "北京纷扬"))),
        ("北京 纷扬", company, Some((Start, "北京"))),
        ("纷扬 北京", company, Some((Said, "纷扬"))),
        ("纷杨", company, None),
        ("飞扬", company, None),
        ("王伟", "王伟", Some((Whole, "王伟"))),
        ("王伟", "王伟强", Some((Start, "王伟"))),
        // Width, case, traditional characters, marks in between.
        ("ＡＣＭＥ", "Acme 贸易", Some((Start, "Acme"))),
        ("騰訊", "腾讯科技", Some((Start, "腾讯"))),
        ("腾讯深圳", "騰訊（深圳）公司", Some((Start, "騰訊（深圳"))),
        ("muller", "Müller & Söhne", Some((Start, "Müller"))),
        ("sohne", "Müller & Söhne", Some((Said, "Söhne"))),
        ("muller", "Mu\u{0308}ller", Some((Start, "Mu\u{0308}ller"))),
        // Words by their beginnings, never from the middle.
        ("acm", "Acme Trading", Some((Start, "Acm"))),
        ("trad", "Acme Trading", Some((Said, "Trad"))),
        ("acme trading", "Acme Trading Ltd", Some((Start, "Acme"))),
        ("trad acme", "Acme Trading Ltd", Some((Said, "Trad"))),
        ("ading", "Acme Trading", None),
        ("internatio", "Acme International", Some((Said, "Internatio"))),
        ("internationalists", "Acme International", None),
        ("gtx500", "GTX500纷扬", Some((Start, "GTX500"))),
        ("gtx纷扬", "GTX 纷扬", Some((Start, "GTX"))),
        // Initials, syllables, both mixed, the last one half typed.
        ("bjfy", company, Some((SpokenStart, "北京纷扬"))),
        ("BJFY", company, Some((SpokenStart, "北京纷扬"))),
        ("fy", company, Some((Spoken, "纷扬"))),
        ("fykj", company, Some((Spoken, "纷扬科技"))),
        ("b", company, Some((SpokenStart, "北"))),
        ("f", company, None),
        ("beijing", company, Some((SpokenStart, "北京"))),
        ("fenyang", company, Some((Spoken, "纷扬"))),
        ("fenya", company, Some((Spoken, "纷扬"))),
        ("feny", company, Some((Spoken, "纷扬"))),
        ("fen", company, Some((Spoken, "纷"))),
        ("fe", company, Some((Spoken, "纷"))),
        ("bjfenyang", company, Some((SpokenStart, "北京纷扬"))),
        ("zhangwei", "张伟", Some((SpokenStart, "张伟"))),
        ("zhangw", "张伟", Some((SpokenStart, "张伟"))),
        ("zw", "张伟", Some((SpokenStart, "张伟"))),
        ("zhw", "张伟", None),
        ("xian", "西安交通", Some((SpokenStart, "西安"))),
        ("lvbu", "吕布", Some((SpokenStart, "吕布"))),
        ("北京 kj", company, Some((Spoken, "北京"))),
        // Places and surnames with a reading of their own.
        ("chongqing", "重庆山城", Some((SpokenStart, "重庆"))),
        ("cqsc", "重庆山城", Some((SpokenStart, "重庆山城"))),
        ("shanxiongxin", "单雄信", Some((SpokenStart, "单雄信"))),
        ("sxx", "单雄信", Some((SpokenStart, "单雄信"))),
        ("danxiongxin", "单雄信", Some((SpokenStart, "单雄信"))),
        ("zgf", "曾国藩", Some((SpokenStart, "曾国藩"))),
        ("qiuying", "仇英", Some((SpokenStart, "仇英"))),
        ("xiejin", "解缙", Some((SpokenStart, "解缙"))),
        ("zhalinagyong", "查良镛", None),
        ("zhaliangyong", "查良镛", Some((SpokenStart, "查良镛"))),
        ("piaoshu", "朴树", Some((SpokenStart, "朴树"))),
        ("zhaizhigang", "翟志刚", Some((SpokenStart, "翟志刚"))),
        ("yuchigong", "尉迟恭", Some((SpokenStart, "尉迟恭"))),
        ("ycg", "尉迟恭", Some((SpokenStart, "尉迟恭"))),
        // One slip.
        ("acmi trading", "Acme Trading", None),
        ("tarding", "Acme Trading", Some((Slip, "Trading"))),
        ("trading", "Acme Trding", Some((Slip, "Trding"))),
        ("tradding", "Acme Trading", Some((Slip, "Trading"))),
        ("mcrosoft", "Microsoft", Some((Slip, "Microsoft"))),
        ("nicrosoft", "Microsoft", Some((Slip, "Microsoft"))),
        ("microsofd", "Microsoft", Some((Slip, "Microsoft"))),
        ("mocro", "Micro", Some((Slip, "Micro"))),
        ("mikro", "Micro", Some((Slip, "Micro"))),
        ("mikri", "Micro", None),
        ("北京纷杨", company, Some((Slip, "北京纷扬"))),
        ("纷扬克技", company, Some((Slip, "纷扬科技"))),
        ("张晓明", "张小明", Some((Slip, "张小明"))),
        ("张晓明", "张小明科技", None),
        ("李晓明", "张小明", None),
    ] {
        let expected = expected.map(|(part, hit)| (part, hit.to_owned()));
        let is = found(query, &[(Field::Name, name)]);
        if is != expected {
            wrong.push(format!("{query} in {name}: {is:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_and_notes() {
    use Part::Said;
    let (number, note) = (Field::Number, Field::Text);
    for (query, field, text, expected) in [
        ("1380", number, "138 0013 8000", Some("138 0")),
        ("0013", number, "13800138000", Some("0013")),
        ("00138000", number, "138-0013-8000", Some("0013-8000")),
        ("0013 8000", number, "13800138000", Some("00138000")),
        (
            "138-0013-8000",
            number,
            "１３８００１３８０００",
            Some("１３８００１３８０００"),
        ),
        ("+86 138 0013 8000", number, "13800138000", Some("13800138000")),
        ("8000", number, "+86 138 0013 8001", None),
        ("10-1234", number, "(010) 1234-5678", Some("10) 1234")),
        ("138", number, "13800138000", None),
        ("2024", note, "合同 2024-03 已签", Some("2024")),
        ("报价", note, "已发送报价单，等待回复", Some("报价")),
        ("等待回复", note, "已发送报价单，等待回复", Some("等待回复")),
        ("bj", note, "已发送报价单", None),
        ("baojia", note, "已发送报价单", None),
        ("quot", note, "Sent the quotation", Some("quot")),
        ("wei.li@acme", note, "wei.li@acme.example", Some("wei")),
    ] {
        let hit = found(query, &[(field, text)]);
        assert_eq!(hit, expected.map(|hit| (Said, hit.to_owned())), "{query} in {text}");
    }
}

#[test]
fn parts_may_stand_in_different_fields() {
    let fields = [
        (Field::Name, "张伟"),
        (Field::Name, "北京纷扬科技"),
        (Field::Number, "13800138000"),
    ];
    assert_eq!(found("张伟 纷扬", &fields).map(|hit| hit.0), Some(Part::Start));
    assert_eq!(found("zw 8000", &fields).map(|hit| hit.0), Some(Part::Spoken));
    assert_eq!(found("张伟 飞扬", &fields), None);
}

#[test]
fn nothing_typed_asks_nothing() {
    for text in ["", "  ", "，。", "\u{200B}", "\"", "*", "()"] {
        assert!(
            Query::new(text).is_empty() && Query::new(text).steps().is_empty(),
            "{text:?}"
        );
    }
}

proptest! {
    /// Whatever a text says can be found by any piece of its characters, and the tokens agree with the second look.
    #[test]
    fn pieces_of_a_name_find_it(name in "[北京纷扬重庆长单a-cA ０-９（）é]{1,12}", from in 0usize..12, length in 1usize..8) {
        let marks = scan::marks(&name);
        let wide: Vec<char> = marks.iter().map(|mark| mark.c).skip(from).take(length).take_while(|c| scan::is_wide(*c)).collect();
        if wide.is_empty() {
            return Ok(());
        }
        let query: String = wide.iter().collect();
        prop_assert!(found(&query, &[(Field::Name, &name)]).is_some(), "{} in {}", query, name);
    }

    #[test]
    fn initials_and_syllables_find_a_name(name in "[北京纷扬科技重庆长沙单曾仇查翟王李张伟芳娜秀英敏]{2,10}") {
        // The same syllable many times over has more ways of reading than are followed up.
        let characters: Vec<char> = name.chars().enumerate().filter(|(at, c)| name.chars().position(|d| d == *c) == Some(*at)).map(|(_, c)| c).collect();
        prop_assume!(characters.len() > 1);
        let name: String = characters.iter().collect();
        for reading in readings::readings(&characters) {
            let initials: String = reading.iter().filter_map(|read| read.chars().next()).collect();
            for query in [initials, reading.concat(), format!("{}{}", reading[0], &reading[1][..1])] {
                let query: String = query.chars().take(20).collect();
                prop_assert!(found(&query, &[(Field::Name, &name)]).is_some(), "{} for {}", query, name);
            }
        }
    }

    #[test]
    fn any_text_can_be_cut_and_asked(text in "\\PC{0,60}", query in "\\PC{0,30}") {
        for field in [Field::Name, Field::Text, Field::Number] {
            let (cut, scans) = record(&[(field, &text)]);
            for step in Query::new(&query).steps() {
                let _ = (answers(&step.expression, &cut), Query::new(&query).find(step.part, &scans));
            }
            prop_assert!(cut.into_text().split(' ').all(|token| token.chars().all(char::is_alphanumeric)));
        }
    }
}
