//! Places a company's name may carry, by our own short list: provinces with their cities, and the countries firms come from.

use super::vocabulary::Lengths;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A province, a colon, its cities. Municipalities are both.
const CHINA: &str = "\
北京:北京
天津:天津
上海:上海
重庆:重庆
河北:石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安
山西:太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
内蒙古:呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善
辽宁:沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
吉林:长春 吉林市 四平 辽源 通化 白山 松原 白城 延边
黑龙江:哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭
江苏:南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 常熟 张家港 江阴 宜兴 太仓 丹阳
浙江:杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 海宁 桐乡 永康 诸暨 温岭 乐清 瑞安
安徽:合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福建:福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮
江西:南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
山东:济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 寿光
河南:郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
湖北:武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门
湖南:长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
广东:广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 顺德
广西:南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海南:海口 三亚 三沙 儋州 琼海
四川:成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山
贵州:贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南
云南:昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆
西藏:拉萨 日喀则 昌都 林芝 山南 那曲
陕西:西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
甘肃:兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南
青海:西宁 海东 海北 黄南 海西 玉树 果洛
宁夏:银川 石嘴山 吴忠 固原 中卫
新疆:乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 库尔勒
香港:香港
澳门:澳门
台湾:台北 高雄 台中 台南 新竹 桃园";

/// Cities whose name is also an ordinary word or a brand: taken for a place only at the beginning of a name, never in its middle.
const ALSO_WORDS: &[&str] = &[
    "大同",
    "朝阳",
    "长治",
    "吉安",
    "安康",
    "中山",
    "天门",
    "玉林",
    "保山",
    "东营",
    "日照",
    "安顺",
    "文山",
    "大理",
    "和田",
    "白银",
    "天水",
    "定西",
    "永康",
    "常德",
    "德州",
    "泰安",
    "新余",
    "三明",
    "太和",
    "广安",
    "宝鸡",
    "红河",
    "山南",
    "海北",
    "海西",
    "海东",
    "中卫",
    "白山",
    "黑河",
    "本溪",
    "四平",
    "来宾",
    "瑞安",
    "桃园",
    "黄山",
    "天津卫",
    "黄石",
    "宜春",
    "伊春",
    "通化",
    "长春",
    "玉树",
    "永州",
    "雄安",
    "高雄",
    "德阳",
    "资阳",
    "信阳",
    "乐山",
    "眉山",
    "平凉",
    "金昌",
    "昌吉",
    "百色",
    "北海",
    "德宏",
    "广元",
    "丽水",
    "金华",
    "保定",
];

/// Places as Western names write them.
const LATIN: &[(&str, &str)] = &[
    ("beijing", "北京"),
    ("peking", "北京"),
    ("tianjin", "天津"),
    ("shanghai", "上海"),
    ("chongqing", "重庆"),
    ("hebei", "河北"),
    ("shanxi", "山西"),
    ("liaoning", "辽宁"),
    ("jilin", "吉林"),
    ("heilongjiang", "黑龙江"),
    ("jiangsu", "江苏"),
    ("zhejiang", "浙江"),
    ("anhui", "安徽"),
    ("fujian", "福建"),
    ("jiangxi", "江西"),
    ("shandong", "山东"),
    ("henan", "河南"),
    ("hubei", "湖北"),
    ("hunan", "湖南"),
    ("guangdong", "广东"),
    ("guangxi", "广西"),
    ("hainan", "海南"),
    ("sichuan", "四川"),
    ("guizhou", "贵州"),
    ("yunnan", "云南"),
    ("tibet", "西藏"),
    ("shaanxi", "陕西"),
    ("gansu", "甘肃"),
    ("qinghai", "青海"),
    ("ningxia", "宁夏"),
    ("xinjiang", "新疆"),
    ("hong kong", "香港"),
    ("hongkong", "香港"),
    ("hk", "香港"),
    ("macau", "澳门"),
    ("macao", "澳门"),
    ("taiwan", "台湾"),
    ("taipei", "台北"),
    ("kaohsiung", "高雄"),
    ("hsinchu", "新竹"),
    ("shijiazhuang", "石家庄"),
    ("taiyuan", "太原"),
    ("shenyang", "沈阳"),
    ("dalian", "大连"),
    ("changchun", "长春"),
    ("harbin", "哈尔滨"),
    ("nanjing", "南京"),
    ("wuxi", "无锡"),
    ("suzhou", "苏州"),
    ("changzhou", "常州"),
    ("nantong", "南通"),
    ("kunshan", "昆山"),
    ("hangzhou", "杭州"),
    ("ningbo", "宁波"),
    ("wenzhou", "温州"),
    ("jiaxing", "嘉兴"),
    ("shaoxing", "绍兴"),
    ("yiwu", "义乌"),
    ("hefei", "合肥"),
    ("fuzhou", "福州"),
    ("xiamen", "厦门"),
    ("quanzhou", "泉州"),
    ("nanchang", "南昌"),
    ("jinan", "济南"),
    ("qingdao", "青岛"),
    ("tsingtao", "青岛"),
    ("yantai", "烟台"),
    ("weifang", "潍坊"),
    ("zhengzhou", "郑州"),
    ("luoyang", "洛阳"),
    ("wuhan", "武汉"),
    ("changsha", "长沙"),
    ("guangzhou", "广州"),
    ("canton", "广州"),
    ("shenzhen", "深圳"),
    ("zhuhai", "珠海"),
    ("foshan", "佛山"),
    ("dongguan", "东莞"),
    ("zhongshan", "中山"),
    ("huizhou", "惠州"),
    ("nanning", "南宁"),
    ("haikou", "海口"),
    ("chengdu", "成都"),
    ("guiyang", "贵阳"),
    ("kunming", "昆明"),
    ("xian", "西安"),
    ("lanzhou", "兰州"),
    ("urumqi", "乌鲁木齐"),
];

/// Countries and parts of the world: Chinese name, then the names Western names use.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("中国", &["china", "prc"]),
    ("大中华", &["greater china"]),
    ("亚太", &["asia pacific", "apac", "asia"]),
    ("欧洲", &["europe", "emea"]),
    ("北美", &["north america"]),
    ("美国", &["usa", "us", "united states", "america"]),
    ("加拿大", &["canada"]),
    ("英国", &["uk", "united kingdom", "great britain"]),
    ("德国", &["germany", "deutschland"]),
    ("法国", &["france"]),
    ("意大利", &["italy", "italia"]),
    ("西班牙", &["spain", "espana"]),
    ("葡萄牙", &["portugal"]),
    ("荷兰", &["netherlands", "nederland"]),
    ("比利时", &["belgium"]),
    ("瑞士", &["switzerland", "schweiz", "suisse"]),
    ("奥地利", &["austria"]),
    ("波兰", &["poland", "polska"]),
    ("瑞典", &["sweden", "sverige"]),
    ("丹麦", &["denmark", "danmark"]),
    ("挪威", &["norway", "norge"]),
    ("芬兰", &["finland", "suomi"]),
    ("爱尔兰", &["ireland"]),
    ("俄罗斯", &["russia"]),
    ("土耳其", &["turkey"]),
    ("日本", &["japan", "nippon"]),
    ("韩国", &["korea"]),
    ("印度", &["india"]),
    ("新加坡", &["singapore"]),
    ("马来西亚", &["malaysia"]),
    ("泰国", &["thailand"]),
    ("越南", &["vietnam"]),
    ("印度尼西亚", &["indonesia"]),
    ("印尼", &[]),
    ("菲律宾", &["philippines"]),
    ("澳大利亚", &["australia"]),
    ("新西兰", &["new zealand"]),
    ("巴西", &["brazil", "brasil"]),
    ("墨西哥", &["mexico"]),
    ("阿根廷", &["argentina"]),
    ("南非", &["south africa"]),
    ("以色列", &["israel"]),
    ("阿联酋", &["uae"]),
];

/// A place, from the country down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Region {
    /// The country, in Chinese.
    pub country: Option<&'static str>,
    /// The province, without its suffix: 广东.
    pub province: Option<&'static str>,
    /// The city, without its suffix: 深圳.
    pub city: Option<&'static str>,
    /// The district or county, with its suffix: 南山区.
    pub district: Option<String>,
}

impl Region {
    /// Whether both can be the same place: no level that both name differs.
    pub fn agrees(&self, other: &Self) -> bool {
        fn level<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        level(self.country.as_ref(), other.country.as_ref())
            && level(self.province.as_ref(), other.province.as_ref())
            && level(self.city.as_ref(), other.city.as_ref())
            && level(self.district.as_ref(), other.district.as_ref())
    }

    /// The narrowest place it names.
    pub fn narrowest(&self) -> Option<&str> {
        self.district
            .as_deref()
            .or(self.city)
            .or(self.province)
            .or(self.country)
    }

    /// Takes over what the other knows and this one does not.
    pub fn join(&mut self, other: Self) {
        self.country = self.country.or(other.country);
        self.province = self.province.or(other.province);
        self.city = self.city.or(other.city);
        self.district = self.district.take().or(other.district);
    }
}

struct Places {
    chinese: HashMap<&'static str, Region>,
    western: HashMap<&'static str, Region>,
    begins: Lengths,
    ends: Lengths,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut chinese: HashMap<&'static str, Region> = HashMap::new();
    for line in CHINA.lines() {
        let Some((province, cities)) = line.split_once(':') else {
            continue;
        };
        let whole = Region {
            country: Some("中国"),
            province: Some(province),
            ..Region::default()
        };
        chinese.insert(province, whole.clone());
        for city in cities.split(' ') {
            // A city with its province's name is a place of its own only with the suffix; a municipality is both at once.
            let bare = if city == province { province } else { city };
            chinese.insert(
                bare,
                Region {
                    city: Some(bare),
                    ..whole.clone()
                },
            );
        }
    }
    let mut western = HashMap::new();
    for (country, names) in COUNTRIES {
        let region = Region {
            country: Some(country),
            ..Region::default()
        };
        for name in *names {
            western.insert(*name, region.clone());
        }
        chinese.insert(country, region);
    }
    for (name, place) in LATIN {
        if let Some(region) = chinese.get(place) {
            western.insert(name, region.clone());
        }
    }
    Places {
        begins: Lengths::from_first(chinese.keys().copied()),
        ends: Lengths::from_last(chinese.keys().copied()),
        chinese,
        western,
    }
});

/// How long the Chinese places are that begin with a character, a bit for each length.
pub fn beginning(c: char) -> u32 {
    PLACES.begins.of(c)
}

/// How long the Chinese places are that end with a character, a bit for each length.
pub fn ending(c: char) -> u32 {
    PLACES.ends.of(c)
}

/// A Chinese place by its name without a suffix.
pub fn chinese(name: &str) -> Option<&'static Region> {
    PLACES.chinese.get(name)
}

/// A place by its Western name, folded, words with one blank between.
pub fn western(name: &str) -> Option<&'static Region> {
    PLACES.western.get(name)
}

/// Whether a place's name also means something else, so that it may be part of a brand.
pub fn also_word(name: &str) -> bool {
    ALSO_WORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_agree_when_no_level_contradicts() {
        let place = |name: &str| chinese(name).or_else(|| western(name)).cloned().unwrap();
        for (a, b, agree) in [
            ("广东", "深圳", true),
            ("广东", "shenzhen", true),
            ("中国", "深圳", true),
            ("深圳", "广州", false),
            ("江苏", "深圳", false),
            ("上海", "shanghai", true),
            ("德国", "germany", true),
            ("germany", "北京", false),
            ("hong kong", "香港", true),
        ] {
            assert_eq!(place(a).agrees(&place(b)), agree, "{a} {b}");
        }
        for (_, name) in LATIN {
            assert!(chinese(name).is_some(), "{name} is in no province");
        }
    }
}
