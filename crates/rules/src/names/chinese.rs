//! Reads company names that have Chinese characters in them: 北京市 + 纷扬 + 科技 + 有限公司, in whichever order they stand.

use super::company::{CompanyName, letters};
use super::places::{self, Region};
use super::script::is_han;
use super::vocabulary::{CHINESE_BRANCH, FRONT_FORMS, Form, NO_DISTRICTS, REMARKS, WORDS, longest_first};

/// Letters that must stay before something is taken off an end, so that a brand keeps at least two.
const LEFT: usize = 2;

/// Reads a folded, simplified name.
pub(super) fn read(folded: &str) -> CompanyName {
    let mut name = CompanyName::default();
    let mut region = Region::default();
    let mut rest: Vec<char> = without_brackets(folded, &mut name, &mut region).chars().collect();
    take_branch(&mut rest, &mut name);
    take_ends(&mut rest, &mut name, &mut region);
    take_front(&mut rest, &mut region, &mut name);
    // What stood behind the trade words of the front, such as a second legal form or a place in the middle.
    take_ends(&mut rest, &mut name, &mut region);
    settle(&mut rest, &mut name, &region);
    name.core = rest.iter().collect();
    name.words = vec![name.core.clone()];
    name.generic.reverse();
    if region != Region::default() {
        name.region = Some(region);
    }
    name
}

/// The name without blanks, marks and brackets. What stands in brackets is a place, a legal form, a branch, the same name in other
/// letters, or a remark; anything else belongs to the name.
fn without_brackets(folded: &str, name: &mut CompanyName, region: &mut Region) -> String {
    let mut outside = String::with_capacity(folded.len());
    let mut inside: Option<String> = None;
    for c in folded.chars() {
        match (c, &mut inside) {
            ('(', None) => inside = Some(String::new()),
            (')', Some(_)) => {
                let text = inside.take().unwrap_or_default();
                outside.push_str(&bracketed(&letters(&text), name, region));
            }
            (c, Some(text)) => text.push(c),
            (c, None) => outside.push(c),
        }
    }
    if let Some(text) = inside {
        outside.push_str(&text);
    }
    joined(&outside, name)
}

/// What of a bracket's content stays in the name.
fn bracketed(text: &str, name: &mut CompanyName, region: &mut Region) -> String {
    let chars: Vec<char> = text.chars().collect();
    if let Some((place, len)) = place_at_front(&chars, &Region::default())
        && len == chars.len()
    {
        region.join(place);
        return String::new();
    }
    if let Some(place) = places::western(text) {
        region.join(place.clone());
        return String::new();
    }
    if let Some(form) = WORDS.chinese_forms.get(text) {
        name.legal = Some(text.to_owned());
        name.form = Some(*form);
        return String::new();
    }
    if WORDS.chinese_trades.contains(text) {
        name.generic.push(text.to_owned());
        return String::new();
    }
    if CHINESE_BRANCH.iter().any(|word| text.ends_with(word)) {
        return text.to_owned();
    }
    let remark = REMARKS
        .iter()
        .any(|remark| text == *remark || (remark.chars().count() > 1 && text.starts_with(remark)))
        || text.starts_with('原');
    if remark || !chars.iter().copied().any(is_han) {
        return String::new();
    }
    text.to_owned()
}

/// Letters and digits only; Western legal forms at the end and the word between two names are dropped, since they have their own words.
fn joined(outside: &str, name: &mut CompanyName) -> String {
    let mut words: Vec<String> = outside
        .split(|c: char| c.is_whitespace() || c == ',' || c == '&')
        .map(letters)
        .filter(|word| !word.is_empty() && word != "and")
        .collect();
    for form in FRONT_FORMS {
        if let Some(first) = words.first_mut()
            && let Some(behind) = first.strip_prefix(form).filter(|behind| !behind.is_empty())
        {
            name.legal = Some((*form).to_owned());
            name.form = Some(Form::Company);
            *first = behind.to_owned();
        }
    }
    while words.len() > 1
        && let Some(last) = words.last()
        && let Some(form) = WORDS.western_forms.get(last.as_str())
    {
        name.form.get_or_insert(*form);
        name.legal.get_or_insert_with(|| last.clone());
        words.pop();
    }
    words.concat()
}

/// `…有限公司上海分公司`: the branch is what stands behind the legal form. Without a form before it, it is the place before the word.
fn take_branch(rest: &mut Vec<char>, name: &mut CompanyName) {
    let text: String = rest.iter().collect();
    let Some(word) = CHINESE_BRANCH.iter().find(|word| text.ends_with(**word)) else {
        return;
    };
    let stem: Vec<char> = text.trim_end_matches(word).chars().collect();
    if stem.len() < LEFT {
        return;
    }
    let stem_text: String = stem.iter().collect();
    let behind_form = ["公司", "集团", "股份", "银行", "合伙"]
        .iter()
        .filter_map(|form| stem_text.rfind(form).map(|at| at + form.len()))
        .max()
        .map(|bytes| stem_text[..bytes].chars().count());
    let at = behind_form.unwrap_or_else(|| {
        (LEFT..stem.len())
            .find(|at| place_at_front(&stem[*at..], &Region::default()).is_some_and(|(_, len)| at + len == stem.len()))
            .unwrap_or(stem.len())
    });
    let which: String = stem[at..].iter().collect();
    name.branch = Some(which);
    *rest = stem[..at].to_vec();
}

/// Takes legal forms, trade words and places off the end, as long as a brand is left.
fn take_ends(rest: &mut Vec<char>, name: &mut CompanyName, region: &mut Region) {
    // The outermost first, as they are taken.
    let mut forms = Vec::new();
    while let Some((len, kind)) = longest_end(rest) {
        let word: String = rest[rest.len() - len..].iter().collect();
        // A place before the last word is given back by `settle`; what is left must not be a single letter.
        match kind {
            End::Form => {
                // The innermost form says what it is: 集团 of 集团有限公司.
                name.form = WORDS.chinese_forms.get(word.as_str()).copied();
                forms.push(word);
            }
            End::Trade => name.generic.push(word),
            End::Place => {
                if let Some(place) = places::chinese(&word) {
                    region.join(place.clone());
                }
            }
        }
        rest.truncate(rest.len() - len);
    }
    if !forms.is_empty() {
        let behind = name.legal.take();
        name.legal = Some(forms.into_iter().rev().chain(behind).collect());
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Form,
    Trade,
    Place,
}

/// The longest known word at the end that leaves enough before it.
fn longest_end(rest: &[char]) -> Option<(usize, End)> {
    let last = *rest.last()?;
    let mut word = String::new();
    for len in longest_first(WORDS.ends.of(last) | places::ending(last)).skip_while(|len| *len > rest.len()) {
        let left = rest.len() - len;
        word.clear();
        word.extend(&rest[left..]);
        if left == 0 && WORDS.chinese_forms.contains_key(word.as_str()) {
            return None;
        }
        if WORDS.chinese_forms.contains_key(word.as_str()) {
            return Some((len, End::Form));
        }
        if left < LEFT {
            continue;
        }
        if WORDS.chinese_trades.contains(word.as_str()) {
            return Some((len, End::Trade));
        }
        if !places::also_word(&word) && places::chinese(&word).is_some() {
            return Some((len, End::Place));
        }
    }
    None
}

/// Takes places off the front: country, province, city, district, each inside the one before. When nothing is left behind a place, the
/// place is what the firm is known by, without its suffix: 北京, 青岛啤酒.
fn take_front(rest: &mut Vec<char>, region: &mut Region, name: &mut CompanyName) {
    let mut front = Region::default();
    let mut taken = 0;
    while let Some((place, len)) = place_at_front(&rest[taken..], &front) {
        let left = rest.len() - taken - len;
        if left == 0 {
            if let Some(bare) = place.narrowest() {
                *rest = bare.chars().collect();
                taken = 0;
            }
            name.core_is_place = true;
        }
        // A single letter behind a place belongs to it: 上海滩.
        if left < LEFT {
            break;
        }
        front.join(place);
        taken += len;
    }
    rest.drain(..taken);
    front.join(std::mem::take(region));
    *region = front;
}

/// A place at the front, and how many letters it takes with its suffix. After a place only a narrower one inside it counts.
fn place_at_front(rest: &[char], outer: &Region) -> Option<(Region, usize)> {
    let first = *rest.first()?;
    let mut word = String::new();
    for len in longest_first(places::beginning(first)).skip_while(|len| *len > rest.len()) {
        word.clear();
        word.extend(&rest[..len]);
        let Some(place) = places::chinese(&word) else { continue };
        let narrower = (outer.country.is_none()
            || (outer.province.is_none() && place.province.is_some())
            || (outer.city.is_none() && place.city.is_some()))
            && outer.agrees(place);
        if narrower && outer.district.is_none() {
            return Some((place.clone(), len + suffix(&rest[len..], place)));
        }
    }
    // 海淀区, 南山区: two or three letters and their suffix, once the city is known.
    if outer.city.is_some() && outer.district.is_none() {
        for len in 3..=4 {
            let Some(district) = rest.get(..len) else { break };
            let text: String = district.iter().collect();
            let ends = matches!(district[len - 1], '区' | '县' | '市');
            if ends && !NO_DISTRICTS.iter().any(|word| text.ends_with(word)) {
                return Some((
                    Region {
                        district: Some(text),
                        ..Region::default()
                    },
                    len,
                ));
            }
        }
    }
    None
}

/// Letters of the suffix of a place: 市, 省, 自治区.
fn suffix(behind: &[char], place: &Region) -> usize {
    const LONG: &[&str] = &[
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "自治区",
        "特别行政区",
        "自治州",
        "地区",
        "省",
        "市",
        "州",
        "盟",
    ];
    const WORKS: &[&str] = &["市场", "市政工程", "市政建设", "市政园林", "市政设计"];
    if place.province.is_none() {
        return 0;
    }
    for text in LONG {
        let len = text.chars().count();
        if behind.len() >= len && behind[..len].iter().copied().eq(text.chars()) {
            // 北京市场 is a market, 上海市政工程 the works of a city.
            let rest: String = behind.iter().collect();
            let word = WORKS.iter().any(|word| rest.starts_with(word)) || rest == "市政";
            return if word { 0 } else { len };
        }
    }
    0
}

/// When nothing but a trade word was left, the place is what the firm is known by: 北京市大学.
fn settle(rest: &mut Vec<char>, name: &mut CompanyName, region: &Region) {
    let text: String = rest.iter().collect();
    if WORDS.chinese_trades.contains(text.as_str())
        && let Some(place) = region.city.or(region.province).or(region.country)
    {
        name.generic.push(text);
        *rest = place.chars().collect();
        name.core_is_place = true;
    }
}
