//! Words that many firms share: legal forms, and what they deal in. Our own short lists; a compound is taken off word by word.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What kind of body a legal form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A company by itself, of whatever kind.
    Company,
    /// A group of companies.
    Group,
    /// A trader, a workshop, a partnership: no company.
    Small,
}

/// Chinese legal forms, the kind after the colon.
const CHINESE_FORMS: &[(Form, &str)] = &[
    (
        Form::Company,
        "有限责任公司 有限责任 责任有限公司 股份有限公司 股份有限责任公司 股份公司 股份有限 有限公司 有限 股份 公司 总公司 有限总公司 责任公司 国有独资公司 一人有限责任公司 控股有限公司 控股股份有限公司 控股公司 控股",
    ),
    (
        Form::Group,
        "集团 集团公司 企业集团 控股集团 集团总公司 集团有限公司 集团股份有限公司 集团有限责任公司 控股集团有限公司 企业集团有限公司 集团控股有限公司 集团股份",
    ),
    (
        Form::Small,
        "工作室 个体工商户 个体户 个体经营 个体 个人独资企业 个人独资 普通合伙 特殊普通合伙 有限合伙 合伙企业 合伙 合作社 专业合作社 \
         经营部 商行 事务所 经销部 销售部 服务部 门市部 营业部",
    ),
];

/// Chinese words of trades and of all firms, short ones that also make up the compounds.
const CHINESE_TRADES: &str = "\
科技 技术 高科 高新技术 贸易 商贸 工贸 经贸 外贸 进出口 国际贸易 国际 网络 互联网 信息 信息技术 资讯 软件 系统 系统集成 集成 电子 电子商务 商务 \
数据 大数据 数码 数字 智能 人工智能 智慧 物联网 云计算 通信 通讯 电信 互动 互娱 游戏 动漫 文化 传媒 传播 文化传播 影视 影业 音乐 艺术 出版 \
广告 会展 展览 策划 公关 营销 营销策划 品牌 品牌管理 设计 咨询 管理咨询 企业管理 管理 顾问 服务 企业服务 商务服务 人力资源 人才 劳务 劳务派遣 \
代理 投资 投资管理 资产管理 资产 资本 基金 基金管理 金融 金融服务 证券 期货 保险 保险经纪 银行 信托 租赁 融资租赁 担保 小额贷款 典当 财务 税务 会计师 律师 \
实业 企业 产业 工业 发展 开发 建设 建设工程 工程 建筑 建筑工程 建筑设计 建材 建筑材料 装饰 装修 装饰工程 装潢 园林 园林绿化 绿化 景观 市政 路桥 \
房地产 地产 房产 置业 置地 物业 物业管理 房屋 家居 家具 家私 家电 家政 厨具 卫浴 洁具 陶瓷 玻璃 木业 石材 门窗 五金 五金制品 灯饰 照明 \
机械 机械设备 机电 机电设备 设备 装备 重工 重型机械 机床 模具 自动化 控制 仪器 仪表 仪器仪表 电气 电器 电力 电力设备 电机 电缆 电线 电池 电源 电梯 阀门 轴承 \
能源 新能源 石油 石化 化工 化学 化工产品 煤炭 煤业 矿业 钢铁 钢材 金属 金属材料 有色金属 冶金 铝业 铜业 材料 新材料 塑料 塑胶 橡胶 橡塑 包装 印刷 纸业 制品 制造 加工 生产 \
环保 环境 环境工程 节能 节能环保 水务 水利 水电 燃气 天然气 光电 光伏 太阳能 半导体 微电子 元器件 \
生物 生物科技 生物技术 生物工程 医药 制药 药业 药房 大药房 医疗 医疗器械 医疗科技 器械 医院 诊所 健康 健康管理 养老 保健 美容 美发 化妆品 日化 \
食品 餐饮 餐饮管理 饮料 啤酒 酒业 酿酒 茶业 茶叶 乳业 粮油 粮食 农业 农产品 农业科技 种业 牧业 畜牧 渔业 水产 养殖 饲料 肥业 \
服装 服饰 纺织 纺织品 针织 印染 制衣 皮革 皮具 鞋业 箱包 珠宝 首饰 钟表 眼镜 玩具 礼品 工艺品 文具 办公用品 用品 体育 体育用品 健身 户外 \
汽车 汽车销售 汽车服务 汽车配件 汽配 汽车零部件 零部件 配件 摩托车 船舶 航空 航天 航运 船务 物流 运输 货运 快递 速递 供应链 供应链管理 仓储 货代 客运 交通 \
酒店 酒店管理 宾馆 饭店 旅游 旅行社 国际旅行社 旅行 餐厅 超市 百货 商场 商城 商店 商业 零售 连锁 批发 销售 经营 购物中心 \
大学 中学 小学 学院 教育 教育科技 教育咨询 培训 学校 学院 幼儿园 研究院 研究所 科学院 研究中心 中心 设计院 检测 检验 认证 测绘 勘察 监理 安防 安全 消防 保安 保洁 清洁 维修 安装 \
厂 工厂 店 专卖店 旗舰店 分部 总部 机构 联盟 协会 平台";

/// Western legal forms: the whole form as its words.
const WESTERN_FORMS: &[(Form, &str)] = &[
    (
        Form::Company,
        "co|company|inc|incorporated|corp|corporation|ltd|limited|co ltd|co limited|company limited|company ltd|co inc|llc|l l c|llp|lp|lllp|pllc|pc|plc|cic|\
         limited liability company|pty|pty ltd|pvt|pvt ltd|pte|pte ltd|private limited|public limited company|sdn bhd|bhd|proprietary limited|\
         gmbh|mbh|ggmbh|gmbh co kg|gmbh and co kg|co kg|ag|kg|kgaa|ohg|gbr|ug|se|sa|sas|sasu|sarl|eurl|snc|sca|sca sicav|scs|spa|srl|srls|sl|slu|sau|\
         bv|nv|vof|bvba|sprl|srlu|ab|as|asa|aps|oy|oyj|ans|hf|ehf|kk|k k|gk|kabushiki kaisha|yk|ltda|ltd a|lda|eirl|sa de cv|de cv|sab de cv|sa cv|sab cv|\
         doo|ood|eood|sro|zoo|sp z o o|sp z oo|sp zoo|spzoo|sp k|kft|zrt|nyrt|ooo|oao|zao|pao|ao|jsc|pjsc|ojsc|cjsc|ojsc|fzco|fze|fzc|fz llc|wll|dmcc|saoc|\
         as is|tas|anonim sirketi|pt|tbk|jv|uab|sia|as oy|tov",
    ),
    (
        Form::Group,
        "group|groupe|gruppe|grupo|holding|holdings|group holdings|group holding",
    ),
    (Form::Small, "studio|sole proprietor|sole proprietorship|partnership"),
];

/// Western words of trades and of all firms.
const WESTERN_TRADES: &str = "\
technology technologies tech techno technical science sciences scientific trading trade trader traders international intl global worldwide world wide network networks networking \
information info internet online digital software hardware systems system solutions solution services service consulting consultants consultancy \
consultant advisory advisors advisers enterprise enterprises industries industry industrial import export imports exports importers exporters impex commerce commercial electronic electronics \
electric electrical media communications communication telecom telecommunications entertainment marketing advertising investment investments capital finance financial \
insurance bank banking development developments developers engineering engineers construction constructions building builders contractors contracting materials equipment \
machinery machines machine manufacturing manufacturers manufacture mfg products product supply supplies supplier suppliers logistics transport transportation shipping freight \
express cargo pharma pharmaceutical pharmaceuticals biotech biotechnology biosciences medical healthcare health energy power chemical chemicals plastics plastic rubber metal metals \
steel textile textiles garment garments apparel clothing fashion foods food beverage beverages restaurant restaurants hotel hotels travel tours \
tourism properties property realty estate estates airlines airways management mgmt partners partner associates ventures venture labs lab laboratories laboratory research design designs \
education training school schools university college institute center centre store stores shop shops retail wholesale distribution distributors \
automotive auto automation motors motor parts components tools packaging printing furniture agency agencies bureau office com net org";

/// Forms that Japanese names carry in front.
pub const FRONT_FORMS: &[&str] = &["株式会社", "有限会社", "合同会社"];

/// Words that tell a part of a firm.
pub const CHINESE_BRANCH: &[&str] = &[
    "分公司",
    "子公司",
    "支公司",
    "办事处",
    "代表处",
    "分行",
    "支行",
    "分店",
    "分厂",
    "分院",
    "分社",
    "分部",
    "事业部",
    "营业厅",
    "营业所",
    "加盟店",
    "直营店",
];

/// The same in Western names.
pub const WESTERN_BRANCH: &[&str] = &[
    "branch",
    "subsidiary",
    "division",
    "office",
    "representative",
    "dept",
    "department",
];

/// Words left out of Western names wherever they stand.
pub const WESTERN_SILENT: &[&str] = &["and", "the", "und", "et", "y", "e", "of", "de", "for"];

/// Remarks about a name that are no part of it.
pub const REMARKS: &[&str] = &[
    "原",
    "曾用名",
    "暂定",
    "筹",
    "筹建",
    "拟",
    "旧",
    "新",
    "简称",
    "以下简称",
    "总部",
    "注销",
    "已注销",
    "吊销",
];

/// Parts of ordinary words that end like a district.
pub const NO_DISTRICTS: &[&str] = &[
    "小区",
    "社区",
    "园区",
    "景区",
    "学区",
    "校区",
    "城区",
    "地区",
    "专区",
    "战区",
    "厂区",
    "都市",
    "超市",
    "股市",
    "楼市",
    "夜市",
    "门市",
    "上市",
    "城市",
    "开发区",
];

/// The lists ready for looking up.
pub struct Words {
    /// Chinese legal forms.
    pub chinese_forms: HashMap<&'static str, Form>,
    /// Chinese trade words.
    pub chinese_trades: HashSet<&'static str>,
    /// Western legal forms, words with one blank between.
    pub western_forms: HashMap<&'static str, Form>,
    /// Western trade words.
    pub western_trades: HashSet<&'static str>,
    /// How long the Chinese forms and trade words are that end with a character.
    pub ends: Lengths,
}

/// For a character, how many letters the words have that begin or end with it: most of them none, and then no list is asked.
#[derive(Debug, Default)]
pub struct Lengths(HashMap<char, u32>);

impl Lengths {
    /// Of words by their first character.
    pub fn from_first<'w>(words: impl Iterator<Item = &'w str>) -> Lengths {
        Lengths::by(words, |word| word.chars().next())
    }

    /// Of words by their last character.
    pub fn from_last<'w>(words: impl Iterator<Item = &'w str>) -> Lengths {
        Lengths::by(words, |word| word.chars().next_back())
    }

    fn by<'w>(words: impl Iterator<Item = &'w str>, key: impl Fn(&str) -> Option<char>) -> Lengths {
        let mut lengths = Lengths::default();
        for (word, c) in words.filter_map(|word| Some((word, key(word)?))) {
            *lengths.0.entry(c).or_default() |= 1 << word.chars().count().min(31);
        }
        lengths
    }

    /// The lengths of words with this character, a bit each.
    pub fn of(&self, c: char) -> u32 {
        self.0.get(&c).copied().unwrap_or_default()
    }
}

/// Lengths out of their bits, the longest first.
pub fn longest_first(bits: u32) -> impl Iterator<Item = usize> {
    (1..32).rev().filter(move |length| bits & (1 << length) != 0)
}

/// The lists.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let split = |text: &'static str| text.split(' ').filter(|word| !word.is_empty());
    let chinese_forms: HashMap<_, _> = CHINESE_FORMS
        .iter()
        .flat_map(|(form, words)| split(words).map(|word| (word, *form)))
        .collect();
    let chinese_trades: HashSet<_> = split(CHINESE_TRADES).collect();
    let ends = Lengths::from_last(chinese_forms.keys().chain(&chinese_trades).copied());
    Words {
        chinese_forms,
        chinese_trades,
        western_forms: WESTERN_FORMS
            .iter()
            .flat_map(|(form, words)| words.split('|').map(|word| (word.trim(), *form)))
            .collect(),
        western_trades: split(WESTERN_TRADES).collect(),
        ends,
    }
});
