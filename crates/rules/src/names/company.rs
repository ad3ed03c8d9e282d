//! A company's name in its parts: where it is, what it is known by, what it deals in, what legal form it has.

use super::places::Region;
use super::script::{is_han, plain};
use super::vocabulary::Form;
use super::{chinese, western};

/// A company's name, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CompanyName {
    /// The whole name in one way of writing: half-width, lower case, simplified.
    pub folded: String,
    /// The distinctive part, without blanks. Never empty unless the name has no letter or digit.
    pub core: String,
    /// The words of the core; one for a Chinese name.
    pub words: Vec<String>,
    /// Where it is, by its name.
    pub region: Option<Region>,
    /// Whether the core is itself a place, since nothing else was left: 青岛啤酒.
    pub core_is_place: bool,
    /// Trade words, as they stood.
    pub generic: Vec<String>,
    /// The legal form, as it stood.
    pub legal: Option<String>,
    /// What kind of body that form is.
    pub(super) form: Option<Form>,
    /// The branch it names, empty for one that is not named further: 上海分公司 → 上海.
    pub branch: Option<String>,
}

impl CompanyName {
    /// Reads a name. Anything can be read; what is not known stays in the core.
    pub fn read(name: &str) -> Self {
        let folded = plain(name);
        let mut read = if folded.chars().any(is_han) {
            chinese::read(&folded)
        } else {
            western::read(&folded)
        };
        if read.core.is_empty() {
            read.core = letters(&folded);
            read.words = vec![read.core.clone()];
        }
        read.folded = folded;
        read
    }
}

/// The letters and digits of a text.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The key under which a name is stored for finding its like: the distinctive core, simplified, folded, without blanks. The key of a key
/// is the key itself.
pub fn core_key(name: &str) -> String {
    let mut key = name.to_owned();
    // A core can have a core of its own, once what stood around it is gone. From the first round on each is shorter.
    loop {
        let CompanyName { core: next, folded, .. } = CompanyName::read(&key);
        let bare = letters(&folded);
        if next.is_empty() || (key == bare && next.len() >= key.len()) {
            return bare;
        }
        key = next;
    }
}
