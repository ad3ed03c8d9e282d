//! How a name in Chinese characters is read aloud. Most characters have one usual reading; places and surnames often have another.

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Readings of a name at most: each costs tokens in the index.
const AT_MOST: usize = 5;
/// Names of no more characters than this may be those of persons.
const PERSON: usize = 4;

/// Words in which a character is read otherwise than alone.
const WORDS: &[(&str, &[&str])] = &[
    ("重庆", &["chong", "qing"]),
    ("银行", &["yin", "hang"]),
    ("行业", &["hang", "ye"]),
    ("商行", &["shang", "hang"]),
    ("车行", &["che", "hang"]),
    ("分行", &["fen", "hang"]),
    ("支行", &["zhi", "hang"]),
    ("总行", &["zong", "hang"]),
    ("洋行", &["yang", "hang"]),
    ("会计", &["kuai", "ji"]),
    ("厦门", &["xia", "men"]),
    ("音乐", &["yin", "yue"]),
    ("乐器", &["yue", "qi"]),
    ("朝阳", &["chao", "yang"]),
    ("成都", &["cheng", "du"]),
    ("首都", &["shou", "du"]),
    ("都市", &["du", "shi"]),
    ("都江堰", &["du", "jiang", "yan"]),
    ("番禺", &["pan", "yu"]),
    ("蚌埠", &["beng", "bu"]),
    ("六安", &["lu", "an"]),
    ("六合", &["lu", "he"]),
    ("铅山", &["yan", "shan"]),
    ("东莞", &["dong", "guan"]),
    ("长沙", &["chang", "sha"]),
    ("长春", &["chang", "chun"]),
    ("长安", &["chang", "an"]),
    ("长城", &["chang", "cheng"]),
    ("长江", &["chang", "jiang"]),
    ("长三角", &["chang", "san", "jiao"]),
    ("长治", &["chang", "zhi"]),
    ("长兴", &["chang", "xing"]),
    ("长征", &["chang", "zheng"]),
    ("长虹", &["chang", "hong"]),
    ("长海", &["chang", "hai"]),
    ("长丰", &["chang", "feng"]),
    ("长青", &["chang", "qing"]),
    ("长远", &["chang", "yuan"]),
    ("长乐", &["chang", "le"]),
    ("长宁", &["chang", "ning"]),
    ("长葛", &["chang", "ge"]),
    ("长垣", &["chang", "yuan"]),
    ("天长", &["tian", "chang"]),
    ("乐清", &["yue", "qing"]),
    ("单县", &["shan", "xian"]),
    ("歙县", &["she", "xian"]),
    ("浚县", &["xun", "xian"]),
    ("莘县", &["shen", "xian"]),
    ("莘庄", &["xin", "zhuang"]),
    ("解州", &["hai", "zhou"]),
    ("燕山", &["yan", "shan"]),
    ("洪洞", &["hong", "tong"]),
    ("荥阳", &["xing", "yang"]),
    ("郫都", &["pi", "du"]),
    ("阿房", &["e", "pang"]),
    ("东阿", &["dong", "e"]),
    ("阿胶", &["e", "jiao"]),
    ("吐蕃", &["tu", "bo"]),
    ("大夫", &["dai", "fu"]),
    ("调味", &["tiao", "wei"]),
    ("调料", &["tiao", "liao"]),
    ("调节", &["tiao", "jie"]),
    ("空调", &["kong", "tiao"]),
    ("传记", &["zhuan", "ji"]),
    ("藏医", &["zang", "yi"]),
    ("藏药", &["zang", "yao"]),
    ("西藏", &["xi", "zang"]),
    ("人参", &["ren", "shen"]),
    ("海参", &["hai", "shen"]),
    ("重工", &["zhong", "gong"]),
    ("重新", &["chong", "xin"]),
    ("重阳", &["chong", "yang"]),
    ("尉迟", &["yu", "chi"]),
    ("尉犁", &["yu", "li"]),
    ("万俟", &["mo", "qi"]),
    ("澹台", &["tan", "tai"]),
    ("长孙", &["zhang", "sun"]),
    ("令狐", &["ling", "hu"]),
    ("宿迁", &["su", "qian"]),
    ("济南", &["ji", "nan"]),
    ("台州", &["tai", "zhou"]),
    ("丽水", &["li", "shui"]),
    ("高丽", &["gao", "li"]),
    ("北碚", &["bei", "bei"]),
    ("会稽", &["kuai", "ji"]),
    ("角里", &["lu", "li"]),
    ("供给", &["gong", "ji"]),
    ("曲阜", &["qu", "fu"]),
    ("牟平", &["mu", "ping"]),
    ("中牟", &["zhong", "mu"]),
    ("宝坻", &["bao", "di"]),
    ("涪陵", &["fu", "ling"]),
    ("黄埔", &["huang", "pu"]),
    ("大埔", &["da", "bu"]),
    ("大城", &["dai", "cheng"]),
    ("什邡", &["shi", "fang"]),
    ("犍为", &["qian", "wei"]),
    ("枞阳", &["zong", "yang"]),
    ("砀山", &["dang", "shan"]),
    ("监利", &["jian", "li"]),
    ("繁峙", &["fan", "shi"]),
    ("隰县", &["xi", "xian"]),
    ("任丘", &["ren", "qiu"]),
    ("扎赉特", &["zha", "lai", "te"]),
    ("可汗", &["ke", "han"]),
    ("率先", &["shuai", "xian"]),
    ("效率", &["xiao", "lv"]),
    ("税率", &["shui", "lv"]),
    ("血液", &["xue", "ye"]),
    ("模具", &["mu", "ju"]),
    ("模板", &["mu", "ban"]),
    ("弹簧", &["tan", "huang"]),
    ("弹性", &["tan", "xing"]),
    ("称重", &["cheng", "zhong"]),
    ("重载", &["zhong", "zai"]),
    ("载重", &["zai", "zhong"]),
    ("石头", &["shi", "tou"]),
    ("广厦", &["guang", "sha"]),
    ("大厦", &["da", "sha"]),
    ("系鞋带", &["ji", "xie", "dai"]),
];

/// A word and how it is read.
type Word = (&'static str, &'static [&'static str]);

/// The words by their first character: nearly every character begins none.
static BY_FIRST: LazyLock<HashMap<char, Vec<Word>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<Word>> = HashMap::new();
    for (word, read) in WORDS {
        if let Some(first) = word.chars().next() {
            words.entry(first).or_default().push((word, read));
        }
    }
    words
});

/// Characters read otherwise when a name of a person begins with them.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('曾', "zeng"),
    ('仇', "qiu"),
    ('解', "xie"),
    ('查', "zha"),
    ('朴', "piao"),
    ('翟', "zhai"),
    ('区', "ou"),
    ('盖', "ge"),
    ('种', "chong"),
    ('乐', "yue"),
    ('覃', "qin"),
    ('缪', "miao"),
    ('牟', "mu"),
    ('员', "yun"),
    ('召', "shao"),
    ('洗', "xian"),
    ('冼', "xian"),
    ('逄', "pang"),
    ('隗', "wei"),
    ('钭', "tou"),
    ('郇', "xun"),
    ('秘', "bi"),
    ('薄', "bo"),
    ('祭', "zhai"),
    ('折', "she"),
    ('长', "chang"),
    ('车', "che"),
    ('石', "shi"),
    ('卜', "bu"),
    ('尉', "yu"),
    ('句', "gou"),
    ('黑', "he"),
    ('过', "guo"),
    ('那', "na"),
    ('能', "nai"),
    ('宓', "mi"),
    ('晁', "chao"),
    ('强', "jiang"),
    ('哈', "ha"),
    ('占', "zhan"),
    ('佴', "nai"),
    ('繁', "po"),
    ('不', "fou"),
    ('贾', "jia"),
    ('兴', "xing"),
    ('行', "xing"),
    ('都', "du"),
    ('瞿', "qu"),
    ('邵', "shao"),
];

/// Characters that are read in two ways in given names.
const GIVEN: &[(char, &str)] = &[
    ('乐', "yue"),
    ('茜', "xi"),
    ('晟', "sheng"),
    ('曾', "zeng"),
    ('行', "hang"),
    ('长', "chang"),
    ('重', "chong"),
    ('传', "zhuan"),
    ('朝', "chao"),
    ('朴', "pu"),
    ('盛', "sheng"),
    ('会', "hui"),
    ('宁', "ning"),
    ('珏', "jue"),
    ('嘉', "jia"),
    ('莘', "xin"),
    ('奇', "qi"),
    ('率', "lv"),
    ('单', "shan"),
    ('藏', "zang"),
    ('铭', "ming"),
    ('芮', "rui"),
    ('湛', "zhan"),
    ('弹', "tan"),
];

/// The usual reading of a character, as it is typed: `lü` is `lv`.
pub fn syllable(c: char) -> Option<&'static str> {
    match c.to_pinyin()?.plain() {
        "lü" => Some("lv"),
        "lüe" => Some("lve"),
        "nü" => Some("nv"),
        "nüe" => Some("nve"),
        // Sounds without a vowel are nobody's name.
        "m" | "n" | "hm" => None,
        plain => Some(plain),
    }
}

/// How a name may be read, the usual way first; never the same twice. All characters must have a reading.
pub fn readings(name: &[char]) -> Vec<Vec<&'static str>> {
    let plain: Vec<&'static str> = name.iter().filter_map(|c| syllable(*c)).collect();
    if plain.is_empty() || plain.len() != name.len() {
        return Vec::new();
    }
    let mut known = plain.clone();
    let mut place = 0;
    while place < name.len() {
        let words = BY_FIRST.get(&name[place]).map_or(&[][..], Vec::as_slice);
        let word = words.iter().find(|(word, read)| {
            name.len() >= place + read.len() && word.chars().zip(&name[place..]).all(|(a, b)| a == *b)
        });
        match word {
            Some((_, read)) => {
                known[place..place + read.len()].copy_from_slice(read);
                place += read.len();
            }
            None => place += 1,
        }
    }
    let mut all = vec![known];
    let add = |reading: Vec<&'static str>, all: &mut Vec<Vec<&'static str>>| {
        if !all.contains(&reading) && all.len() < AT_MOST {
            all.push(reading);
        }
    };
    add(plain, &mut all);
    if name.len() <= PERSON {
        let known = all[0].clone();
        let other =
            |table: &[(char, &'static str)], c: char| table.iter().find(|(a, _)| *a == c).map(|(_, read)| *read);
        let mut named = known.clone();
        if let Some(read) = other(SURNAMES, name[0]) {
            named[0] = read;
            add(named.clone(), &mut all);
        }
        for place in 1..name.len() {
            if let Some(read) = other(GIVEN, name[place]) {
                let mut variant = named.clone();
                variant[place] = read;
                add(variant, &mut all);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_and_places_are_read_as_such() {
        for (name, expected) in [
            ("重庆", "chong qing"),
            ("单雄信", "shan xiong xin"),
            ("曾国藩", "zeng guo fan"),
            ("仇英", "qiu ying"),
            ("解缙", "xie jin"),
            ("查良镛", "zha liang yong"),
            ("朴树", "piao shu"),
            ("翟志刚", "zhai zhi gang"),
            ("尉迟恭", "yu chi gong"),
            ("万俟洛", "mo qi luo"),
            ("区楚良", "ou chu liang"),
            ("盖叫天", "ge jiao tian"),
            ("吕布", "lv bu"),
            ("交通银行", "jiao tong yin hang"),
            ("厦门航空", "xia men hang kong"),
            ("长沙", "chang sha"),
            ("成都", "cheng du"),
            ("乐嘉", "yue jia"),
            ("刘晟", "liu sheng"),
            ("王小明", "wang xiao ming"),
        ] {
            let name: Vec<char> = name.chars().collect();
            let all: Vec<String> = readings(&name).iter().map(|reading| reading.join(" ")).collect();
            assert!(all.contains(&expected.to_owned()), "{name:?}: {all:?}");
            assert!(all.len() <= AT_MOST);
        }
    }

    #[test]
    fn a_table_says_nothing_twice_and_has_a_syllable_for_each_character() {
        for (word, read) in WORDS {
            assert_eq!(word.chars().count(), read.len(), "{word}");
            assert_eq!(WORDS.iter().filter(|(other, _)| other == word).count(), 1, "{word}");
            for syllable in *read {
                assert!(
                    super::super::letters::SYLLABLES.contains(syllable),
                    "{word}: {syllable}"
                );
            }
        }
        for table in [SURNAMES, GIVEN] {
            for (c, read) in table {
                assert_eq!(table.iter().filter(|(other, _)| other == c).count(), 1, "{c}");
                assert!(super::super::letters::SYLLABLES.contains(read), "{c}: {read}");
            }
        }
    }

    #[test]
    fn every_reading_is_a_syllable_that_can_be_typed() {
        for c in ('\u{4E00}'..='\u{9FFF}').filter_map(|c| syllable(c).map(|read| (c, read))) {
            assert!(super::super::letters::SYLLABLES.contains(&c.1), "{c:?}");
        }
    }
}
