//! What the sample company is made of, in words: one set per language. Every name is invented.

use leadwell_rules::Language;

/// One sound of an invented company name, with its spelling in an address.
pub type Sound = (&'static str, &'static str);

/// The words of one language.
pub struct Vocabulary {
    /// Two managers, then six salespeople.
    pub people: [&'static str; 8],
    /// Their two teams.
    pub teams: [&'static str; 2],
    /// Where customers are.
    pub regions: &'static [&'static str],
    /// First halves of company names.
    pub heads: &'static [Sound],
    /// Second halves.
    pub tails: &'static [Sound],
    /// What companies do: the word in the name, and the industry.
    pub trades: &'static [(&'static str, &'static str)],
    /// Endings of company names.
    pub endings: &'static [&'static str],
    /// Family names of contacts, with their spelling.
    pub family: &'static [Sound],
    /// Given names of contacts, with their spelling.
    pub given: &'static [Sound],
    /// What contacts are.
    pub titles: &'static [&'static str],
    /// Products of a company that makes or trades things: code, name, series.
    pub goods: [(&'static str, &'static str, &'static str); 8],
    /// Products of a company that sells software or services.
    pub services: [(&'static str, &'static str, &'static str); 8],
    /// What a deal may be besides its customer and product.
    pub turns: &'static [&'static str],
    /// Notes.
    pub notes: &'static [&'static str],
    /// What calls were about.
    pub calls: &'static [&'static str],
    /// What meetings were about.
    pub meetings: &'static [&'static str],
    /// What mails were about.
    pub mails: &'static [&'static str],
    /// What is to be done.
    pub tasks: &'static [&'static str],
    /// Calls to be made.
    pub to_call: &'static [&'static str],
    /// Meetings to be held.
    pub to_meet: &'static [&'static str],
    /// Mails to be written.
    pub to_mail: &'static [&'static str],
    /// Why deals are lost.
    pub reasons: &'static [&'static str],
    /// Who wins instead.
    pub competitors: &'static [&'static str],
    /// A standing note on a deal.
    pub remarks: &'static [&'static str],
    /// How busy each calendar month is, per cent of the usual.
    pub season: [i64; 12],
}

/// The words of a language.
pub fn vocabulary(language: Language) -> &'static Vocabulary {
    match language {
        Language::Zh => &super::chinese::WORDS,
        Language::En => &super::english::WORDS,
    }
}

impl Vocabulary {
    /// A company name in full, in short, and as an address.
    pub fn company(
        &self,
        chinese: bool,
        region: &str,
        head: &Sound,
        tail: &Sound,
        trade: &str,
        ending: &str,
    ) -> (String, String, String) {
        let address = format!("{}{}", head.1, tail.1);
        if chinese {
            (
                format!("{region}{}{}{trade}{ending}", head.0, tail.0),
                format!("{}{}{trade}", head.0, tail.0),
                address,
            )
        } else {
            (
                format!("{}{} {trade} {ending}", head.0, tail.0),
                format!("{}{}", head.0, tail.0),
                address,
            )
        }
    }

    /// A person's name, and as an address.
    pub fn person(&self, chinese: bool, family: &Sound, given: &Sound) -> (String, String) {
        let name = if chinese {
            format!("{}{}", family.0, given.0)
        } else {
            format!("{} {}", given.0, family.0)
        };
        (name, format!("{}.{}", given.1, family.1))
    }
}
