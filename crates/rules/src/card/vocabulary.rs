//! The words by which a line of a card tells what it is.

use super::Slot;

/// Labels of whole fields; what follows one on its line is the field.
pub(super) const FIELD_LABELS: &[(&[&str], Slot)] = &[
    (
        &[
            "公司地址",
            "办公地址",
            "联系地址",
            "通讯地址",
            "地址",
            "address",
            "addr",
            "add",
        ],
        Slot::Address,
    ),
    (&["公司名称", "单位名称", "公司", "单位", "company"], Slot::Company),
    (&["姓名", "联系人", "name"], Slot::Name),
    (&["职务", "职位", "title", "position"], Slot::Title),
];

/// What follows a label and its colon at the start of a line.
pub(super) fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let head = line
            .get(..label.len())
            .filter(|head| head.eq_ignore_ascii_case(label))?;
        let rest = line[head.len()..].trim_start();
        // `Add.` has a dot of its own.
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        let value = rest
            .strip_prefix(':')?
            .trim_matches(|c: char| c.is_whitespace() || c == '|');
        (!value.is_empty()).then_some(value)
    })
}

/// What the words before a number say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Fax,
    Mobile,
    Phone,
    NotANumber,
}

/// The label nearest before a number, in lower case.
pub(super) fn label(before: &str) -> Option<Label> {
    const LABELS: &[(&str, Label)] = &[
        ("传真", Label::Fax),
        ("fax", Label::Fax),
        ("手机", Label::Mobile),
        ("移动电话", Label::Mobile),
        ("mobile", Label::Mobile),
        ("mob", Label::Mobile),
        ("cell", Label::Mobile),
        ("电话", Label::Phone),
        ("总机", Label::Phone),
        ("座机", Label::Phone),
        ("热线", Label::Phone),
        ("tel", Label::Phone),
        ("phone", Label::Phone),
        ("qq", Label::NotANumber),
        ("邮编", Label::NotANumber),
        ("税号", Label::NotANumber),
        ("账号", Label::NotANumber),
        ("帐号", Label::NotANumber),
        ("信用代码", Label::NotANumber),
        ("zip", Label::NotANumber),
    ];
    let nearest = LABELS
        .iter()
        .filter_map(|(word, label)| Some((before.rfind(word)? + word.len(), *label)))
        .max_by_key(|(end, _)| *end)
        .map(|(_, label)| label);
    nearest.or_else(|| {
        // `M: 138…`, `T +86 …`, `F.`
        let letters = before.trim_end_matches([' ', ':', '.', '/']);
        let mut back = letters.chars().rev();
        let letter = back.next()?;
        if back.next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        match letter {
            'm' => Some(Label::Mobile),
            't' | 'p' => Some(Label::Phone),
            'f' => Some(Label::Fax),
            _ => None,
        }
    })
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// A bare domain only with an ending that websites have: `Co.Ltd` is none.
pub(super) fn is_web(word: &str) -> bool {
    const ENDINGS: [&str; 28] = [
        "com", "cn", "net", "org", "io", "cc", "co", "top", "tech", "xyz", "info", "biz", "ai", "app", "edu", "gov",
        "hk", "tw", "de", "uk", "us", "jp", "eu", "fr", "sg", "vip", "shop", "dev",
    ];
    let lower = word.to_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") {
        return true;
    }
    let host = lower.split('/').next().unwrap_or_default();
    host.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending))
        && host.is_ascii()
}

/// The words of a text without Chinese, in lower case.
fn latin_words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn has_word(text: &str, words: &[&str]) -> bool {
    latin_words(text).iter().any(|word| words.contains(&word.as_str()))
}

/// A company, by its legal form or its kind.
pub(super) fn is_company(text: &str) -> bool {
    const ENDS: [&str; 19] = [
        "公司",
        "集团",
        "厂",
        "事务所",
        "研究院",
        "研究所",
        "设计院",
        "大学",
        "学院",
        "银行",
        "医院",
        "工作室",
        "合作社",
        "商行",
        "商会",
        "协会",
        "中心",
        "分行",
        "店",
    ];
    const WORDS: [&str; 22] = [
        "ltd",
        "limited",
        "inc",
        "corp",
        "corporation",
        "llc",
        "gmbh",
        "company",
        "group",
        "holdings",
        "plc",
        "ag",
        "pty",
        "bv",
        "sarl",
        "technologies",
        "industries",
        "solutions",
        "university",
        "bank",
        "studio",
        "systems",
    ];
    // 某某公司(总部) ends before its bracket.
    let ends = |text: &str| text.chars().count() > 3 && ENDS.iter().any(|end| text.ends_with(end));
    let before = text.split('(').next().unwrap_or_default().trim_end();
    ends(text) || ends(before) || text.contains("有限公司") || has_word(text, &WORDS)
}

/// A position, by the words positions are made of.
pub(super) fn is_title(text: &str) -> bool {
    const PARTS: [&str; 30] = [
        "经理",
        "总监",
        "总裁",
        "董事",
        "主任",
        "工程师",
        "顾问",
        "代表",
        "助理",
        "主管",
        "部长",
        "专员",
        "会计",
        "律师",
        "教授",
        "厂长",
        "店长",
        "院长",
        "所长",
        "校长",
        "处长",
        "科长",
        "秘书",
        "架构师",
        "设计师",
        "分析师",
        "创始人",
        "合伙人",
        "负责人",
        "总工",
    ];
    const WORDS: [&str; 30] = [
        "manager",
        "director",
        "engineer",
        "president",
        "sales",
        "officer",
        "consultant",
        "founder",
        "partner",
        "ceo",
        "cto",
        "cfo",
        "coo",
        "cmo",
        "vp",
        "chairman",
        "chairwoman",
        "executive",
        "assistant",
        "analyst",
        "architect",
        "designer",
        "developer",
        "supervisor",
        "representative",
        "specialist",
        "accountant",
        "lawyer",
        "professor",
        "head",
    ];
    text.chars().count() <= 40 && (PARTS.iter().any(|part| text.contains(part)) || has_word(text, &WORDS))
}

/// An address: in Chinese two of the signs an address is made of, in English a street word and a number.
pub(super) fn is_address(text: &str) -> bool {
    const SIGNS: [&str; 18] = [
        "省", "市", "区", "县", "镇", "路", "街", "大道", "巷", "号", "楼", "座", "室", "大厦", "广场", "园", "层",
        "栋",
    ];
    const WORDS: [&str; 23] = [
        "road",
        "rd",
        "street",
        "st",
        "avenue",
        "ave",
        "boulevard",
        "blvd",
        "lane",
        "drive",
        "building",
        "floor",
        "suite",
        "room",
        "district",
        "plaza",
        "tower",
        "square",
        "highway",
        "park",
        "strasse",
        "straße",
        "rue",
    ];
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.chars().any(is_han) {
        let signs = SIGNS.iter().filter(|sign| text.contains(*sign)).count();
        let end = ["公司", "集团", "银行", "医院", "大学"]
            .iter()
            .any(|end| text.trim_end().ends_with(end));
        return !end && (signs >= 3 || signs >= 2 && digit);
    }
    digit && has_word(text, &WORDS)
}

/// The pieces of a line that may each be something of their own. Single characters that a designer or a recogniser set apart
/// (张 三) belong together.
pub(super) fn pieces(line: &str) -> Vec<String> {
    // A company name with brackets in it, 某某(上海)有限公司, is taken before brackets part the line.
    let (companies, others): (Vec<&str>, Vec<&str>) = line.split_inclusive([' ', '|']).partition(|word| {
        word.contains('(') && word.chars().any(is_han) && is_company(word.trim_end_matches([' ', '|']))
    });
    let whole = companies
        .into_iter()
        .map(|word| word.trim_end_matches([' ', '|']).to_owned());
    let mut pieces: Vec<String> = whole.collect();
    let line = others.concat();
    for part in line
        .split(['|', '·', '•', '(', ')', '[', ']', '丨'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if part.chars().any(is_han) {
            let mut single = false;
            for word in part
                .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '、' | ':'))
                .filter(|word| !word.is_empty())
            {
                let one = word.chars().count() == 1 && word.chars().all(is_han);
                match pieces.last_mut() {
                    Some(last) if one && single => last.push_str(word),
                    _ => pieces.push(word.to_owned()),
                }
                single = one;
            }
        } else if is_company(part) {
            pieces.push(part.to_owned());
        } else {
            let parts = part.split([',', '/']).flat_map(|part| part.split("  ")).map(str::trim);
            pieces.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    pieces
}

/// The name of a person, if the piece is one.
pub(super) fn name(piece: &str) -> Option<String> {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    if piece.chars().any(is_han) {
        let name = ["先生", "女士", "小姐"]
            .iter()
            .find_map(|end| piece.strip_suffix(end))
            .unwrap_or(piece);
        let count = name.chars().count();
        let most = if COMPOUND.iter().any(|surname| name.starts_with(surname)) {
            4
        } else if name.chars().next().is_some_and(|first| SURNAMES.contains(first)) {
            3
        } else {
            return None;
        };
        return ((2..=most).contains(&count) && name.chars().all(is_han)).then(|| name.to_owned());
    }
    let words: Vec<&str> = piece.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let fit = (2..=4).contains(&words.len())
        && words.iter().all(capital)
        && words.iter().any(|word| word.chars().count() > 2);
    fit.then(|| words.join(" "))
}

/// The surnames nearly everybody has.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢\
安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管\
柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬\
师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储芮楚燕鄢";

/// Surnames of two characters.
const COMPOUND: [&str; 18] = [
    "欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "慕容", "东方", "尉迟", "公孙", "夏侯", "司徒", "端木", "轩辕",
    "南宫", "独孤", "长孙", "宇文",
];
