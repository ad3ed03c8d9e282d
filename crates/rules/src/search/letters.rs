//! Letters that may stand for Chinese characters: whole syllables, initials, or both mixed, the last one perhaps half typed.

/// The syllables of Mandarin as they are typed (`lü` as `lv`), in order.
#[rustfmt::skip]
pub const SYLLABLES: &[&str] = &[
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi", "bian", "biao", "bie", "bin",
    "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao", "ce", "cen", "ceng", "cha", "chai", "chan", "chang", "chao", "che",
    "chen", "cheng", "chi", "chong", "chou", "chu", "chua", "chuai", "chuan", "chuang", "chui", "chun", "chuo", "ci", "cong",
    "cou", "cu", "cuan", "cui", "cun", "cuo", "da", "dai", "dan", "dang", "dao", "de", "den", "deng", "di", "dian", "diao",
    "die", "ding", "diu", "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng", "er", "fa", "fan", "fang",
    "fei", "fen", "feng", "fiao", "fo", "fou", "fu", "ga", "gai", "gan", "gang", "gao", "ge", "gei", "gen", "geng", "gong",
    "gou", "gu", "gua", "guai", "guan", "guang", "gui", "gun", "guo", "ha", "hai", "han", "hang", "hao", "he", "hei", "hen",
    "heng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui", "hun", "huo", "ji", "jia", "jian", "jiang", "jiao",
    "jie", "jin", "jing", "jiong", "jiu", "ju", "juan", "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke", "ken", "keng",
    "kong", "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan", "lang", "lao", "le", "lei",
    "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling", "liu", "lo", "long", "lou", "lu", "luan", "lun", "luo",
    "lv", "lve", "ma", "mai", "man", "mang", "mao", "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min", "ming",
    "miu", "mo", "mou", "mu", "na", "nai", "nan", "nang", "nao", "ne", "nei", "nen", "neng", "ni", "nian", "niang", "niao",
    "nie", "nin", "ning", "niu", "nong", "nou", "nu", "nuan", "nun", "nuo", "nv", "nve", "o", "ou", "pa", "pai", "pan", "pang",
    "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou", "pu", "qi", "qia", "qian", "qiang",
    "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que", "qun", "ran", "rang", "rao", "re", "ren", "reng", "ri",
    "rong", "rou", "ru", "rua", "ruan", "rui", "run", "ruo", "sa", "sai", "san", "sang", "sao", "se", "sen", "seng", "sha",
    "shai", "shan", "shang", "shao", "she", "shen", "sheng", "shi", "shou", "shu", "shua", "shuai", "shuan", "shuang", "shui",
    "shun", "shuo", "si", "song", "sou", "su", "suan", "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao", "te", "teng",
    "ti", "tian", "tiao", "tie", "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei",
    "wen", "weng", "wo", "wu", "xi", "xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue",
    "xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu", "yuan", "yue", "yun", "za", "zai",
    "zan", "zang", "zao", "ze", "zei", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhen", "zheng", "zhi",
    "zhong", "zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong", "zou", "zu", "zuan",
    "zui", "zun", "zuo",
];

/// Pieces a row of letters is read into at most.
const PIECES: usize = 24;
/// Ways of reading that are followed up, none with more than one piece above the fewest.
const WAYS: usize = 8;

/// One piece of a row of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece<'a> {
    /// A whole syllable.
    Whole(&'a str),
    /// The first letter of one.
    Initial(&'a str),
    /// The beginning of one, at the end of the row.
    Begun(&'a str),
}

impl<'a> Piece<'a> {
    /// Its letters.
    pub fn letters(&self) -> &'a str {
        match *self {
            Piece::Whole(letters) | Piece::Initial(letters) | Piece::Begun(letters) => letters,
        }
    }
}

/// Syllables that begin with these letters.
pub fn beginning_with(letters: &str) -> &'static [&'static str] {
    let from = SYLLABLES.partition_point(|syllable| *syllable < letters);
    let length = SYLLABLES[from..]
        .iter()
        .take_while(|syllable| syllable.starts_with(letters))
        .count();
    &SYLLABLES[from..from + length]
}

/// How a row of letters may be read, the way with the fewest pieces first; that of all initials is among them if there is one.
pub fn ways(letters: &str) -> Vec<Vec<Piece<'_>>> {
    if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    // For each place the best ways to the end, found from the end backwards.
    let mut best: Vec<Vec<Vec<Piece<'_>>>> = vec![Vec::new(); letters.len() + 1];
    best[letters.len()].push(Vec::new());
    for from in (0..letters.len()).rev() {
        let rest = &letters[from..];
        let mut found: Vec<Vec<Piece<'_>>> = Vec::new();
        let mut follow = |piece| follow(piece, &best[from + Piece::letters(&piece).len()], &mut found);
        for length in (1..=rest.len().min(6)).rev() {
            if SYLLABLES.binary_search(&&rest[..length]).is_ok() {
                follow(Piece::Whole(&rest[..length]));
            }
        }
        if rest.len() >= 2
            && rest.len() < 6
            && !beginning_with(rest).is_empty()
            && SYLLABLES.binary_search(&rest).is_err()
        {
            follow(Piece::Begun(rest));
        }
        if !beginning_with(&rest[..1]).is_empty() {
            follow(Piece::Initial(&rest[..1]));
        }
        let initials = found
            .iter()
            .rposition(|way| way.iter().all(|piece| matches!(piece, Piece::Initial(_))));
        let initials = initials.map(|place| found.remove(place));
        // Of as many pieces, whole syllables are likelier.
        found.sort_by_key(|way| {
            (
                way.len(),
                way.iter().filter(|piece| !matches!(piece, Piece::Whole(_))).count(),
            )
        });
        let fewest = found.first().map_or(0, Vec::len);
        found.retain(|way| way.len() <= fewest + 1);
        found.dedup();
        found.truncate(WAYS);
        found.extend(initials);
        best[from] = found;
    }
    best.swap_remove(0)
}

/// The ways that begin with a piece.
fn follow<'a>(piece: Piece<'a>, ways: &[Vec<Piece<'a>>], found: &mut Vec<Vec<Piece<'a>>>) {
    for way in ways.iter().filter(|way| way.len() < PIECES) {
        found.push(std::iter::once(piece).chain(way.iter().copied()).collect());
    }
}

/// Whether letters read the first of these syllables: each whole or by its first letter, the last perhaps begun. The number of
/// syllables read.
pub fn read(letters: &str, syllables: &[&str]) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (first, rest) = syllables.split_first()?;
    if let Some(left) = letters.strip_prefix(first)
        && let Some(more) = read(left, rest)
    {
        return Some(more + 1);
    }
    if first.starts_with(letters) {
        return Some(1);
    }
    // A syllable of one letter was tried as a whole.
    if first.len() > 1
        && letters.as_bytes().first() == first.as_bytes().first()
        && let Some(more) = read(&letters[1..], rest)
    {
        return Some(more + 1);
    }
    // Some type two letters for these.
    let double = ["zh", "ch", "sh"]
        .iter()
        .any(|pair| letters.starts_with(pair) && first.starts_with(pair));
    if double {
        read(&letters[2..], rest).map(|more| more + 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_stand_in_order() {
        assert!(SYLLABLES.is_sorted());
        assert_eq!(SYLLABLES.len(), 407);
        assert_eq!(beginning_with("be"), ["bei", "ben", "beng"]);
        assert!(beginning_with("v").is_empty());
    }

    #[test]
    fn letters_are_read_in_every_likely_way() {
        use Piece::{Begun, Initial, Whole};
        assert_eq!(ways("bjfy"), [[Initial("b"), Initial("j"), Initial("f"), Initial("y")]]);
        let xian = ways("xian");
        assert_eq!(xian[0], [Whole("xian")]);
        assert!(xian.contains(&vec![Whole("xi"), Whole("an")]));
        assert!(
            xian.contains(&vec![Initial("x"), Initial("i"), Initial("a"), Initial("n")])
                .eq(&false),
            "nothing begins with i"
        );
        assert!(ways("fenya").contains(&vec![Whole("fen"), Whole("ya")]));
        assert!(ways("beij").contains(&vec![Whole("bei"), Initial("j")]));
        assert!(ways("wangxiaom").contains(&vec![Whole("wang"), Whole("xiao"), Initial("m")]));
        assert!(ways("zho").contains(&vec![Begun("zho")]));
        assert!(ways("acme").is_empty() || ways("acme").iter().all(|way| way.len() >= 2));
        assert!(ways("i").is_empty() && ways("Ab").is_empty() && ways("").is_empty());
    }

    #[test]
    fn letters_against_syllables() {
        let name = ["bei", "jing", "fen", "yang"];
        for (letters, read_as) in [
            ("bjfy", Some(4)),
            ("beijing", Some(2)),
            ("beij", Some(2)),
            ("bjfenyang", Some(4)),
            ("beijfy", Some(4)),
            ("bejing", None),
            ("bjfya", Some(4)),
            ("bjfyx", None),
            ("jing", None),
            ("b", Some(1)),
        ] {
            assert_eq!(read(letters, &name), read_as, "{letters}");
        }
        assert_eq!(read("xian", &["xi", "an"]), Some(2));
        assert_eq!(read("zhsh", &["zhang", "shan"]), Some(2));
        assert_eq!(read("zs", &["zhang", "san"]), Some(2));
    }

    #[test]
    fn long_rows_do_not_take_long() {
        let long = "zhangzhangxianxianananan".repeat(2);
        assert!(ways(&long).len() <= WAYS + 1);
        let many = ["a"; 60];
        assert_eq!(read(&"a".repeat(48), &many), Some(48));
    }
}
