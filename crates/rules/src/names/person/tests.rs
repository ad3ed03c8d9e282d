//! Names as people write them.

use super::*;
use proptest::prelude::*;

#[test]
fn names_are_read() {
    for (name, family, given) in [
        ("王小明", "王", "小明"),
        ("王小明先生", "王", "小明"),
        ("歐陽娜娜女士", "欧阳", "娜娜"),
        ("诸葛亮", "诸葛", "亮"),
        ("王总", "王", ""),
        ("李工", "李", ""),
        ("陈经理", "陈", ""),
        ("小王", "王", ""),
        ("刘伟（采购）", "刘", "伟"),
        ("饒應子", "饶", "应子"),
        ("王 小明", "王", "小明"),
        ("张总经理", "张", ""),
        ("高工", "高", ""),
        ("王建工", "王", "建工"),
        ("Mr. John Smith", "smith", "john"),
        ("Smith, John A.", "smith", "john a"),
        ("John Smith, PhD", "smith", "john"),
        ("Dr Ludwig van Beethoven", "vanbeethoven", "ludwig"),
        ("J.R.R. Tolkien", "tolkien", "jrr"),
        ("Zoë O'Brien", "obrien", "zoe"),
        ("Madonna", "", "madonna"),
        ("", "", ""),
    ] {
        let read = PersonName::read(name);
        assert_eq!(
            (
                read.family.as_deref().unwrap_or_default(),
                read.given.join(" ").as_str()
            ),
            (family, given),
            "{name}"
        );
    }
}

#[test]
fn names_are_compared() {
    use Verdict::{Different, Likely, Same, Weak};
    for (a, b, expected) in [
        ("王小明", "王小明先生", Same),
        ("王小明", "王 小明", Same),
        ("王小明", "王晓明", Weak),
        ("王小明", "李小明", Different),
        ("王总", "王小明", Weak),
        ("王总", "王经理", Weak),
        ("王总", "李经理", Different),
        ("欧阳娜娜", "歐陽娜娜", Same),
        ("王小明", "Wang Xiaoming", Different),
        ("John Smith", "Smith, John", Same),
        ("John Smith", "Smith John", Same),
        ("Mr J. Smith", "John Smith", Likely),
        ("Bob Smith", "Robert Smith", Likely),
        ("Jon Smith", "John Smith", Likely),
        ("John Smyth", "John Smith", Different),
        ("John Smithe", "John Smith", Likely),
        ("John A. Smith", "John Smith", Same),
        ("John A. Smith", "John B. Smith", Weak),
        ("Smith", "John Smith", Weak),
        ("Mary Smith", "John Smith", Different),
        ("John Jones", "John Smith", Different),
        ("", "John", Different),
    ] {
        assert_eq!(compare(a, b), expected, "{a} / {b}");
        assert_eq!(compare(b, a), expected, "{b} / {a}");
    }
}

proptest! {
    #[test]
    fn comparing_is_symmetric(a in "[王李欧阳小明总工先生 a-c.,]{0,6}", b in "[王李欧阳小明总工先生 a-c.,]{0,6}") {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a));
    }

    #[test]
    fn anything_can_be_read(a in "\\PC{0,20}") {
        let read = PersonName::read(&a);
        prop_assert!(read.key().chars().count() <= 4 * read.folded.chars().count());
    }
}
