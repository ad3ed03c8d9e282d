//! Names of companies, what is read from them, and which of them are one firm. A line of the first table is
//! `name | core | place | trade words | legal form | branch`, of the second `one name | other name | verdict`.

use super::company::{CompanyName, core_key};
use super::verdict::{Aliases, Verdict, compare};
use proptest::prelude::*;

const READ: &str = "\
北京纷扬科技有限公司 | 纷扬 | 北京 | 科技 | 有限公司 |
北京纷扬 | 纷扬 | 北京 | | |
纷扬科技 | 纷扬 | | 科技 | |
纷扬科技（北京）有限公司 | 纷扬 | 北京 | 科技 | 有限公司 |
北京市海淀区纷扬科技有限责任公司 | 纷扬 | 海淀区 | 科技 | 有限责任公司 |
紛揚科技股份有限公司 | 纷扬 | | 科技 | 股份有限公司 |
纷扬北京科技有限公司 | 纷扬 | 北京 | 科技 | 有限公司 |
纷扬科技北京有限公司 | 纷扬 | 北京 | 科技 | 有限公司 |
北京纷扬科技有限公司上海分公司 | 纷扬 | 北京 | 科技 | 有限公司 | 上海
北京纷扬科技有限公司（上海）分公司 | 纷扬 | 北京 | 科技 | 有限公司 |
广东省深圳市南山区腾飞信息技术有限公司 | 腾飞 | 南山区 | 信息技术 | 有限公司 |
上海市浦东新区华耀贸易商行 | 华耀 | 浦东新区 | 贸易 | 商行 |
内蒙古自治区呼和浩特市草原王食品厂 | 草原王 | 呼和浩特 | 食品 厂 | |
华为技术有限公司 | 华为 | | 技术 | 有限公司 |
阿里巴巴（中国）网络技术有限公司 | 阿里巴巴 | 中国 | 网络 技术 | 有限公司 |
阿里巴巴集团控股有限公司 | 阿里巴巴 | | | 集团控股有限公司 |
青岛啤酒股份有限公司 | 青岛 | | 啤酒 | 股份有限公司 |
北京银行 | 北京 | | 银行 | |
北京 | 北京 | | | |
北京市 | 北京 | | | |
北京有限公司 | 北京 | | | 有限公司 |
中国移动通信集团北京有限公司 | 移动 | 北京 | 通信 | 集团有限公司 |
中国工商银行北京分行 | 工商 | 中国 | 银行 | | 北京
上海滩餐饮管理有限公司 | 上海滩 | | 餐饮管理 | 有限公司 |
京东 | 京东 | | | |
大连万达集团股份有限公司 | 万达 | 大连 | | 集团股份有限公司 |
IBM中国有限公司 | ibm | 中国 | | 有限公司 |
西门子（中国）有限公司 | 西门子 | 中国 | | 有限公司 |
德国西门子 | 西门子 | 德国 | | |
ＴＣＬ科技集团股份有限公司 | tcl | | 科技 | 集团股份有限公司 |
3M中国 | 3m | 中国 | | |
苏州工业园区飞马电子厂（个体工商户） | 工业园区飞马 | 苏州 | 电子 厂 | 个体工商户 |
杭州小橙子文化创意工作室 | 小橙子文化创意 | 杭州 | | 工作室 |
小橙子（原大橙子）科技有限公司 | 小橙子 | | 科技 | 有限公司 |
纷享销客（Fxiaoke） | 纷享销客 | | | |
北京百度网讯科技有限公司 Co., Ltd. | 百度网讯 | 北京 | 科技 | 有限公司ltd |
沈阳机床第一机床厂 | 机床第一 | 沈阳 | 机床 厂 | |
株式会社日立製作所 | 日立制作所 | | | 株式会社 |
香港恒生銀行有限公司 | 恒生 | 香港 | 银行 | 有限公司 |
成都市武侯区好味道餐厅 | 好味道 | 武侯区 | 餐厅 | |
北京大学 | 北京 | | 大学 | |
安康医院 | 安康 | | 医院 | |
北京市归云科技有限公司 | 归云 | 北京 | 科技 | 有限公司 |
北京市政务通科技有限公司 | 政务通 | 北京 | 科技 | 有限公司 |
北京市政工程有限公司 | 北京 | | 市政 工程 | 有限公司 |
吉林省吉林市松江贸易有限公司 | 松江 | 吉林市 | 贸易 | 有限公司 |
科技有限公司 | 科技 | | | 有限公司 |
有限公司 | 有限公司 | | | |
Acme Corporation | acme | | | corporation |
ACME, Inc. | acme | | | inc |
Acme Technology Co., Ltd. | acme | | technology | co ltd |
Shanghai Fenyang Technology Co.,Ltd | fenyang | 上海 | technology | co ltd |
Fenyang Technology (Shanghai) Co., Ltd. | fenyang | 上海 | technology | co ltd |
Fenyang Technology (Shanghai) Co., Ltd. Beijing Branch | fenyang | 上海 | technology | co ltd | 北京
Müller & Söhne GmbH & Co. KG | mullersohne | | | gmbh co kg |
Société Générale S.A. | societegenerale | | | sa |
S. A. Dupont | sadupont | | | |
Siemens AG | siemens | | | ag |
Siemens Germany | siemens | 德国 | | |
Johnson & Johnson | johnsonjohnson | | | |
Macy's, Inc. | macys | | | inc |
Amazon.com, Inc. | amazon | | com | inc |
3M Company | 3m | | | company |
X Corp. | x | | | corp |
Bank of China | china | 中国 | bank | |
BHP Group Pty Ltd | bhp | | | group pty ltd |
Heineken N.V. | heineken | | | nv |
The Coca-Cola Company | cocacola | | | company |
J. P. Morgan | jpmorgan | | | |
Novo Nordisk A/S | novonordisk | | | as |
Grupo Bimbo, S.A.B. de C.V. | grupobimbo | | | sab cv |
Smith Trading International Limited | smith | | trading international | limited |
PKN Orlen Sp. z o.o. | pknorlen | | | sp z oo |
Ltd. | ltd | | | |
!!! | | | | |";

const COMPARED: &str = "\
北京纷扬科技有限公司 | 北京纷扬 | Same
北京纷扬科技有限公司 | 纷扬科技 | Same
北京纷扬 | 纷扬科技 | Same
北京纷扬科技有限公司 | 紛揚科技（北京）股份有限公司 | Same
北京飞扬科技有限公司 | 北京纷扬科技有限公司 | Weak
北京飞扬科技有限公司 | 北京纷扬 | Different
北京飞扬科技有限公司 | 纷扬科技 | Different
上海纷扬 | 北京纷扬 | Likely
上海纷扬科技有限公司 | 北京纷扬科技有限公司 | Likely
广东腾飞贸易 | 深圳市腾飞贸易有限公司 | Same
江苏腾飞贸易 | 深圳市腾飞贸易有限公司 | Likely
北京纷扬科技有限公司上海分公司 | 北京纷扬科技有限公司 | Likely
北京纷扬科技有限公司上海分公司 | 北京纷扬科技有限公司广州分公司 | Likely
北京纷扬餐饮有限公司 | 北京纷扬科技有限公司 | Likely
上海纷扬餐饮有限公司 | 北京纷扬科技有限公司 | Weak
纷扬集团 | 纷扬 | Same
纷扬集团有限公司 | 纷扬科技有限公司 | Likely
纷扬工作室 | 纷扬有限公司 | Likely
纷享销客 | 北京纷扬科技有限公司 | Same
纷享销客 | 北京纷扬科技有限公司上海分公司 | Likely
纷享销客 | 北京飞扬科技有限公司 | Weak
北京银行 | 北京银行股份有限公司 | Same
北京银行 | 北京大学 | Different
北京银行 | 上海银行 | Different
北京 | 北京银行 | Weak
青岛啤酒 | 青島啤酒股份有限公司 | Same
阿里巴巴 | 阿里爸巴 | Likely
纷扬天下科技 | 纷扬科技 | Weak
沈阳第一机床厂 | 沈阳第二机床厂 | Different
科技有限公司 | 贸易有限公司 | Different
腾讯 | 百度 | Different
Acme Inc | ACME Corporation | Same
Acme | Acme Technology Co., Ltd. | Same
Acme GmbH | Acme (Shanghai) Trading Ltd. | Same
Siemens China | Siemens Germany | Likely
Acme Branch | Acme | Likely
Fenyang Technology | Fengyang Technology | Likely
Fenyang Technology | Feiyang Technology | Likely
Microsoft Corp | Mircosoft Corporation | Likely
Müller & Sohn | Mueller und Sohn GmbH | Likely
Acme Rockets | Acme | Weak
3M | 4M | Different
Apple Inc. | Apply Inc. | Likely
Ford | Fort | Different
Freightliner | Freightlinen | Likely
Oracle | Siemens | Different
Johnson & Johnson | Johnson and Johnson Ltd | Same
Mahindra Tata | Tata Mahindra | Likely
Heineken N.V. | Heineken NV | Same
 | Acme | Different";

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

#[test]
fn names_are_read() {
    let mut wrong = Vec::new();
    for line in READ.lines() {
        let mut expected = cells(line);
        expected.resize(6, "");
        let read = CompanyName::read(expected[0]);
        let place = read
            .region
            .as_ref()
            .and_then(|region| region.narrowest())
            .unwrap_or_default();
        let found = [
            read.core.as_str(),
            place,
            &read.generic.join(" "),
            read.legal.as_deref().unwrap_or_default(),
            read.branch.as_deref().unwrap_or_default(),
        ];
        if found != expected[1..6] {
            wrong.push(format!("{line}: {found:?}"));
        }
        assert_eq!(core_key(&read.core), read.core, "{line}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_compared() {
    let aliases = Aliases::new([("纷享销客", "北京纷扬科技有限公司")]);
    let mut wrong = Vec::new();
    for line in COMPARED.lines() {
        let cells = cells(line);
        let found = compare(cells[0], cells[1], &aliases);
        if format!("{:?}", found.verdict) != cells[2] {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_brand_has_the_key_of_its_company() {
    let aliases = Aliases::new([("纷享销客", "北京纷扬科技有限公司")]);
    assert_eq!(aliases.core_key("纷享销客（北京）"), "纷扬");
    assert_eq!(aliases.core_key("腾讯"), "腾讯");
}

/// Texts like names: pieces of real ones in any order, and any characters between them.
fn name() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "北京",
        "市",
        "上海",
        "广东省",
        "深圳市",
        "南山区",
        "纷扬",
        "飞",
        "科技",
        "贸易",
        "银行",
        "大学",
        "集团",
        "有限公司",
        "股份",
        "分公司",
        "（",
        "）",
        "(",
        ")",
        "中国",
        "安康",
        " ",
        "Acme",
        "Shanghai",
        "China",
        "Co",
        ".",
        ",",
        "Ltd",
        "S.A.",
        "Technology",
        "Bank of ",
        "&",
        "Branch",
        "3",
        "é",
        "原",
    ]);
    prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,2}"], 0..8)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_key_of_a_key_is_itself(name in name()) {
        let key = core_key(&name);
        prop_assert_eq!(core_key(&key), key);
    }

    #[test]
    fn comparing_is_symmetric(a in name(), b in name()) {
        let aliases = Aliases::new([("飞", "上海纷扬科技")]);
        let (one, other) = (compare(&a, &b, &aliases), compare(&b, &a, &aliases));
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert!((one.score - other.score).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&one.score));
        let same = compare(&a, &a, &aliases).verdict;
        prop_assert!(same == Verdict::Same || core_key(&a).is_empty());
    }

    #[test]
    fn the_legal_form_never_changes_the_core(brand in "[\u{4E00}-\u{9FA5}]{2,5}", form in prop::sample::select(vec!["有限公司", "有限责任公司", "股份有限公司", "集团", "（有限合伙）"])) {
        prop_assume!(!brand.ends_with(['公', '集', '有', '责', '股', '(']));
        prop_assert_eq!(core_key(&format!("{brand}{form}")), core_key(&brand));
    }

    #[test]
    fn nor_does_a_western_one(brand in "[b-z][a-z]{4,9}( [b-z][a-z]{4,9})?", form in prop::sample::select(vec![" Inc.", ", Ltd", " Co., Ltd.", " GmbH & Co. KG", " S.A.", " PLC", " LLC"])) {
        prop_assert_eq!(core_key(&format!("{brand}{form}")), core_key(&brand));
    }
}
