//! Reads company names in letters: words, with place, trade words and legal form at the end, a place perhaps in front.

use super::company::CompanyName;
use super::places::{self, Region};
use super::vocabulary::{REMARKS, WESTERN_BRANCH, WESTERN_SILENT, WORDS};

/// Words of the longest legal form and the longest place.
const LONGEST: usize = 5;

/// Reads a folded name.
pub(super) fn read(folded: &str) -> CompanyName {
    let mut name = CompanyName::default();
    let mut region = Region::default();
    let mut words = words(&without_brackets(folded, &mut region));
    take_branch(&mut words, &mut name);
    let place = take_ends(&mut words, &mut name, &mut region);
    let front = take_front(&mut words, &mut region);
    // Nothing but trade words is left, and a place was taken: the place is what it is known by. Bank of China.
    let trade = |word: &String| WORDS.western_trades.contains(word.as_str());
    if words.iter().all(trade)
        && let Some(place) = front.or(place)
    {
        name.generic.append(&mut words);
        words = place;
        name.core_is_place = true;
    } else {
        name.core_is_place = places::western(&words.join(" ")).is_some();
    }
    name.generic.reverse();
    name.core = words.concat();
    name.words = words;
    if region != Region::default() {
        name.region = Some(region);
    }
    name
}

/// The name with the places and remarks in brackets taken out; any other bracket is opened.
fn without_brackets(folded: &str, region: &mut Region) -> String {
    let mut outside = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some((before, behind)) = rest.split_once('(') {
        outside.push_str(before);
        outside.push(' ');
        let Some((inside, behind)) = behind.split_once(')') else {
            rest = behind;
            continue;
        };
        let text = words(inside).join(" ");
        if let Some(place) = places::western(&text) {
            region.join(place.clone());
        } else if !REMARKS.contains(&text.as_str()) {
            outside.push_str(inside);
        }
        outside.push(' ');
        rest = behind;
    }
    outside.push_str(rest);
    outside
}

/// The words of a name. `S.A.`, `S. A.` and `SA` are one word, `Macy's` and `Macys` too.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut initials = false;
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '/' | '\'' | '’' | '`'))) {
        let bare: String = word.chars().filter(|c| !matches!(c, '\'' | '’' | '`')).collect();
        let parts: Vec<&str> = bare.split(['.', '/']).filter(|part| !part.is_empty()).collect();
        let single = |part: &&str| part.chars().nth(1).is_none();
        if parts.len() > 1 && parts.iter().all(single) {
            found.push(parts.concat());
            initials = false;
            continue;
        }
        for part in parts {
            match found.last_mut() {
                Some(last) if initials && single(&part) => last.push_str(part),
                _ => found.push(part.to_owned()),
            }
            initials = single(&part) && !part.starts_with(|c: char| c.is_ascii_digit());
        }
    }
    if found.iter().any(|word| !WESTERN_SILENT.contains(&word.as_str())) {
        found.retain(|word| !WESTERN_SILENT.contains(&word.as_str()));
    }
    found
}

fn take_branch(words: &mut Vec<String>, name: &mut CompanyName) {
    if words.len() < 2 || !words.last().is_some_and(|word| WESTERN_BRANCH.contains(&word.as_str())) {
        return;
    }
    let word = words.pop().unwrap_or_default();
    let at = (1..=3)
        .rev()
        .find(|len| words.len() > *len && places::western(&words[words.len() - len..].join(" ")).is_some());
    let which = match at {
        Some(len) => words.split_off(words.len() - len).join(" "),
        // A department is named by the one word before it, when a legal form stands before that.
        None if words.len() > 2 && WORDS.western_forms.contains_key(words[words.len() - 2].as_str()) => {
            words.pop().unwrap_or_default()
        }
        None if word == "office" || word == "division" => {
            words.push(word);
            return;
        }
        None => String::new(),
    };
    let place = places::western(&which).and_then(Region::narrowest).map(str::to_owned);
    name.branch = Some(place.unwrap_or(which));
}

/// Takes legal forms, trade words and places off the end while a word is left. Gives the words of the last place taken.
fn take_ends(words: &mut Vec<String>, name: &mut CompanyName, region: &mut Region) -> Option<Vec<String>> {
    let mut taken = None;
    'ends: loop {
        for len in (1..=LONGEST.min(words.len().saturating_sub(1))).rev() {
            let at = words.len() - len;
            let text = words[at..].join(" ");
            if let Some(form) = WORDS.western_forms.get(text.as_str()) {
                name.form = Some(*form);
                name.legal = Some(
                    name.legal
                        .take()
                        .map_or(text.clone(), |behind| format!("{text} {behind}")),
                );
                words.truncate(at);
                continue 'ends;
            }
            if let Some(place) = places::western(&text) {
                region.join(place.clone());
                taken = Some(words.split_off(at));
                continue 'ends;
            }
            if len == 1 && WORDS.western_trades.contains(text.as_str()) {
                name.generic.push(text);
                words.truncate(at);
                continue 'ends;
            }
        }
        return taken;
    }
}

/// Takes a place off the front while a word is left. Gives its words.
fn take_front(words: &mut Vec<String>, region: &mut Region) -> Option<Vec<String>> {
    for len in (1..=3.min(words.len().saturating_sub(1))).rev() {
        if let Some(place) = places::western(&words[..len].join(" ")) {
            let mut front = place.clone();
            front.join(std::mem::take(region));
            *region = front;
            let behind = words.split_off(len);
            return Some(std::mem::replace(words, behind));
        }
    }
    None
}
