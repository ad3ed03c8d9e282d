//! Other names of companies, by their keys: a brand leads to the company that owns it, and that one may itself be known as another's.

use std::collections::HashMap;

/// Which key stands for which.
#[derive(Clone, Debug, Default)]
pub struct OtherNames {
    leads_to: HashMap<String, String>,
}

impl OtherNames {
    /// Pairs of keys: of the other name, and of the company.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            leads_to: pairs.into_iter().filter(|(other, company)| other != company).collect(),
        }
    }

    /// Whether no other name is known.
    pub fn is_empty(&self) -> bool {
        self.leads_to.is_empty()
    }

    /// The one key that stands for all names of a company; a key nobody knows stands for itself.
    pub fn root<'k>(&'k self, key: &'k str) -> &'k str {
        let mut way = Vec::new();
        let mut at = key;
        while let Some(next) = self.leads_to.get(at) {
            if let Some(met) = way.iter().position(|known| *known == next) {
                // Names that lead round to one another are all the same: the least of them stands for all.
                let round = way[met..].iter().copied().chain([at]);
                return round.min().unwrap_or(at);
            }
            way.push(at);
            at = next;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, &str)]) -> OtherNames {
        OtherNames::new(
            pairs
                .iter()
                .map(|(one, other)| ((*one).to_owned(), (*other).to_owned())),
        )
    }

    #[test]
    fn every_name_leads_to_one_key() {
        let known = names(&[("纷享销客", "纷扬"), ("shareai", "纷享销客"), ("小纷", "纷扬")]);
        for (key, root) in [
            ("纷享销客", "纷扬"),
            ("shareai", "纷扬"),
            ("小纷", "纷扬"),
            ("纷扬", "纷扬"),
            ("飞扬", "飞扬"),
            ("", ""),
        ] {
            assert_eq!(known.root(key), root, "{key}");
        }
        assert!(names(&[("a", "a")]).is_empty());
    }

    #[test]
    fn a_circle_ends_with_one_key_for_all() {
        let known = names(&[("b", "c"), ("c", "d"), ("d", "b"), ("a", "d")]);
        for key in ["a", "b", "c", "d"] {
            assert_eq!(known.root(key), "b", "{key}");
        }
        let pair = names(&[("x", "y"), ("y", "x")]);
        assert_eq!((pair.root("x"), pair.root("y")), ("x", "x"));
    }
}
