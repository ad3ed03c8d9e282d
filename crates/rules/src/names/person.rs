//! A person's name in its parts, in Chinese and in Western order, without forms of address; and whether two are names of one person.

use super::script::{is_han, plain};
use super::verdict::Verdict;
use super::western::words;

/// Chinese family names of one character, the common ones. Any other first character is taken for one in a name of two to four.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖\
贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁\
尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗\
瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官";

/// Chinese family names of two characters.
const DOUBLE: &[&str] = &[
    "欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "贺兰", "完颜", "慕容", "尉迟", "长孙",
    "端木", "公孙", "轩辕", "东方", "独孤", "南宫", "西门", "闻人", "宇文", "澹台", "濮阳", "淳于", "单于", "太史",
    "公冶", "宗政", "钟离", "拓跋", "呼延", "百里", "东郭", "南门", "第五", "司空", "万俟", "赫连",
];

/// Forms of address behind a Chinese name, the longest first.
const TITLES: &[&str] = &[
    "董事长",
    "总经理",
    "副总经理",
    "总工程师",
    "工程师",
    "负责人",
    "联系人",
    "副经理",
    "副总裁",
    "副主任",
    "先生",
    "女士",
    "小姐",
    "太太",
    "夫人",
    "同志",
    "同学",
    "老师",
    "师傅",
    "老板",
    "总裁",
    "总监",
    "经理",
    "主任",
    "主管",
    "部长",
    "处长",
    "科长",
    "局长",
    "院长",
    "校长",
    "厂长",
    "店长",
    "会长",
    "所长",
    "秘书",
    "助理",
    "医生",
    "大夫",
    "律师",
    "教授",
    "博士",
    "副总",
    "董事",
    "会计",
    "老总",
    "阿姨",
    "总",
    "工",
    "董",
    "哥",
    "姐",
    "某",
];

/// Forms of address and degrees around a Western name.
const WESTERN_TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "madam",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "herr",
    "frau",
    "hr",
    "fr",
    "senor",
    "senora",
    "sr",
    "sra",
    "signor",
    "signora",
    "ing",
    "dipl",
    "rev",
    "hon",
    "capt",
    "jr",
    "ii",
    "iii",
    "iv",
    "phd",
    "md",
    "esq",
    "mba",
    "cpa",
];

/// Small words that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "dos", "del", "della", "di", "du", "la", "le", "bin", "ibn", "al", "el",
    "ter", "ten", "zu",
];

/// Short forms of given names, each line one name.
const SHORT: &str = "\
robert bob bobby rob robbie|william bill billy will willy|richard dick rick ricky rich|james jim jimmy jamie|john johnny jack jon|michael mike mick mikey|\
thomas tom tommy|charles charlie chuck|edward ed eddie ted|joseph joe joey|daniel dan danny|david dave|anthony tony|christopher chris|\
matthew matt|andrew andy drew|steven stephen steve|kenneth ken kenny|ronald ron|timothy tim|gregory greg|jeffrey jeff|benjamin ben|\
samuel sam|alexander alex alec|nicholas nick|jonathan jon|lawrence larry|patrick pat|peter pete|philip phil|raymond ray|frederick fred|\
elizabeth liz beth betty lisa eliza|margaret maggie meg peggy|katherine catherine kate katie kathy cathy|jennifer jen jenny|\
patricia pat patty trish|susan sue susie|deborah debbie deb|barbara barb|rebecca becky|jessica jess|victoria vicky|samantha sam|\
alexandra alex sandra|christina christine chris tina|abigail abby|amanda mandy|pamela pam|theresa teresa terry";

/// A person's name, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The whole name in one way of writing.
    pub folded: String,
    /// The family name; for a single Western word unknown.
    pub family: Option<String>,
    /// Given names in their order; none for 王总.
    pub given: Vec<String>,
    /// Whether it is written in Chinese characters.
    pub chinese: bool,
}

impl PersonName {
    /// Reads a name.
    pub fn read(name: &str) -> Self {
        let folded = plain(name);
        let mut read = if folded.chars().any(is_han) {
            chinese(&folded)
        } else {
            western(&folded)
        };
        read.folded = folded;
        read
    }

    /// The name without forms of address: the key under which it is found, the order of its parts aside.
    pub fn key(&self) -> String {
        if self.chinese {
            return self.family.iter().chain(&self.given).map(String::as_str).collect();
        }
        let mut parts: Vec<&str> = self.given.iter().chain(&self.family).map(String::as_str).collect();
        parts.sort_unstable();
        parts.concat()
    }
}

impl PersonName {
    /// The name without forms of address, the given names first in Western ones.
    pub fn in_order(&self) -> String {
        if self.chinese {
            return self.key();
        }
        self.given.iter().chain(&self.family).map(String::as_str).collect()
    }
}

fn is_family(text: &str) -> bool {
    DOUBLE.contains(&text) || (text.chars().count() == 1 && FAMILIES.contains(text))
}

fn chinese(folded: &str) -> PersonName {
    let outside = folded
        .split('(')
        .next()
        .filter(|text| text.chars().any(is_han))
        .unwrap_or(folded);
    let mut bare: String = outside.chars().filter(|c| is_han(*c)).collect();
    // 王小明先生 and 王总, but not 王总 out of 王总总; and a name that ends like a title keeps it unless a family name is left: 李工.
    for title in TITLES {
        let Some(left) = bare.strip_suffix(title) else { continue };
        let letters = left.chars().count();
        if is_family(left) || (letters >= 2 && title.chars().count() >= 2) {
            bare = left.to_owned();
            break;
        }
    }
    for prefix in ['小', '老', '阿'] {
        if let Some(left) = bare.strip_prefix(prefix)
            && is_family(left)
        {
            bare = left.to_owned();
            break;
        }
    }
    let letters: Vec<char> = bare.chars().collect();
    let double: String = letters.iter().take(2).collect();
    let family = if DOUBLE.contains(&double.as_str()) {
        2
    } else {
        usize::from(letters.len() <= 4).min(letters.len())
    };
    let given: String = letters[family..].iter().collect();
    PersonName {
        family: (family > 0).then(|| letters[..family].iter().collect()),
        given: if given.is_empty() { Vec::new() } else { vec![given] },
        chinese: true,
        folded: String::new(),
    }
}

fn western(folded: &str) -> PersonName {
    let bare = |text: &str| -> Vec<String> {
        let all = words(text);
        let kept: Vec<String> = all
            .iter()
            .filter(|word| !WESTERN_TITLES.contains(&word.as_str()))
            .cloned()
            .collect();
        if kept.is_empty() { all } else { kept }
    };
    let outside = folded
        .split('(')
        .next()
        .filter(|text| !text.trim().is_empty())
        .unwrap_or(folded);
    // "Smith, John" – but not "John Smith, PhD".
    if let Some((before, behind)) = outside.split_once(',') {
        let given: Vec<String> = words(behind)
            .into_iter()
            .filter(|word| !WESTERN_TITLES.contains(&word.as_str()))
            .collect();
        if !given.is_empty() {
            return PersonName {
                family: Some(bare(before).concat()),
                given,
                ..PersonName::default()
            };
        }
    }
    let mut parts = bare(outside);
    if parts.len() < 2 {
        return PersonName {
            given: parts,
            ..PersonName::default()
        };
    }
    let mut at = parts.len() - 1;
    while at > 1 && PARTICLES.contains(&parts[at - 1].as_str()) {
        at -= 1;
    }
    let family = parts.split_off(at).concat();
    PersonName {
        family: Some(family),
        given: parts,
        ..PersonName::default()
    }
}

/// Compares two names as written.
pub fn compare(a: &str, b: &str) -> Verdict {
    compare_read(&PersonName::read(a), &PersonName::read(b))
}

/// Compares two names read before. The same name is not yet the same person: other fields must agree too.
pub fn compare_read(a: &PersonName, b: &PersonName) -> Verdict {
    let (key, other) = (a.key(), b.key());
    if key.is_empty() || other.is_empty() || a.chinese != b.chinese {
        return Verdict::Different;
    }
    if key == other {
        // A family name alone says little: 王总, 王经理.
        return if a.given.is_empty() {
            Verdict::Weak
        } else {
            Verdict::Same
        };
    }
    if a.chinese {
        compare_chinese(a, b)
    } else {
        compare_western(a, b)
    }
}

fn compare_chinese(a: &PersonName, b: &PersonName) -> Verdict {
    let (one, other) = (a.given.concat(), b.given.concat());
    if a.family != b.family {
        return Verdict::Different;
    }
    if one.is_empty() || other.is_empty() {
        return Verdict::Weak;
    }
    let long = one.chars().count().max(other.chars().count()) >= 2;
    if long && strsim::damerau_levenshtein(&one, &other) == 1 {
        Verdict::Weak
    } else {
        Verdict::Different
    }
}

fn compare_western(a: &PersonName, b: &PersonName) -> Verdict {
    let (Some(family), Some(other)) = (&a.family, &b.family) else {
        // One word: it may be either part of the other name.
        let (single, whole) = if a.family.is_none() { (a, b) } else { (b, a) };
        let Some(word) = single.given.first() else {
            return Verdict::Different;
        };
        let part = whole.family.as_ref() == Some(word) || whole.given.first() == Some(word);
        return if part && whole.family.is_some() {
            Verdict::Weak
        } else {
            Verdict::Different
        };
    };
    let families = strsim::jaro_winkler(family, other);
    let given = given_names(&a.given, &b.given);
    match (family == other, families >= 0.9, given) {
        (true, _, Verdict::Same) => Verdict::Same,
        (true, _, Verdict::Likely) | (false, true, Verdict::Same) => Verdict::Likely,
        (true, _, Verdict::Weak) | (false, true, Verdict::Likely) => Verdict::Weak,
        _ => Verdict::Different,
    }
}

/// How well given names go together: the first decides, further ones must not contradict.
fn given_names(a: &[String], b: &[String]) -> Verdict {
    let (Some(one), Some(other)) = (a.first(), b.first()) else {
        return Verdict::Weak;
    };
    let first = given_name(one, other);
    let contradicted = a
        .iter()
        .zip(b)
        .skip(1)
        .any(|(one, other)| given_name(one, other) < Verdict::Likely);
    if contradicted { first.min(Verdict::Weak) } else { first }
}

fn given_name(a: &str, b: &str) -> Verdict {
    if a == b {
        return Verdict::Same;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let nick = SHORT.split('|').any(|line| {
        let mut names = line.split(' ');
        names.clone().any(|name| name == a) && names.any(|name| name == b)
    });
    if initial(a, b) || initial(b, a) || nick || strsim::jaro_winkler(a, b) >= 0.92 {
        Verdict::Likely
    } else {
        Verdict::Different
    }
}

#[cfg(test)]
mod tests;
