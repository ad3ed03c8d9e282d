//! The parts of names, packed: a name is read once, when it is met, and put together again when it is compared.

use super::texts::Texts;
use crate::names::CompanyName;
use crate::names::person::PersonName;
use std::collections::HashMap;

/// Names of people. Their normal form is their parts in order, so that only the lengths of these are kept, equal ones once.
#[derive(Default)]
pub(super) struct People {
    of: Vec<u32>,
    shapes: Vec<Shape>,
    known: HashMap<Shape, u32>,
}

/// Where a name is divided.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shape {
    chinese: bool,
    /// Bytes of the family name, which stands first in a Chinese name and last in a Western one.
    family: Option<u32>,
    /// Bytes of each given name.
    given: Vec<u32>,
}

impl People {
    /// Takes the next name.
    pub(super) fn push(&mut self, name: &PersonName) {
        let shape = Shape {
            chinese: name.chinese,
            family: name.family.as_ref().map(|family| family.len() as u32),
            given: name.given.iter().map(|given| given.len() as u32).collect(),
        };
        self.of.push(numbered(&mut self.shapes, &mut self.known, shape));
    }

    /// A name of several parts by its place and its normal form; none when it is a single Western word.
    pub(super) fn read(&self, at: u32, normal: &str) -> Option<PersonName> {
        let shape = self.shapes.get(*self.of.get(at as usize)? as usize)?;
        if !shape.chinese && shape.family.is_none() {
            return None;
        }
        let mut rest = normal;
        let mut part = |len: u32| {
            let (part, behind) = rest.split_at_checked(len as usize)?;
            rest = behind;
            Some(part.to_owned())
        };
        let mut name = PersonName {
            chinese: shape.chinese,
            ..PersonName::default()
        };
        if shape.chinese {
            name.family = shape.family.and_then(&mut part);
        }
        name.given = shape.given.iter().filter_map(|len| part(*len)).collect();
        if !shape.chinese {
            name.family = shape.family.and_then(&mut part);
        }
        Some(name)
    }

    /// Gives back what is only needed for taking up more.
    pub(super) fn seal(&mut self) {
        self.known = HashMap::new();
        self.of.shrink_to_fit();
    }
}

/// Names of companies: what each is known by, and what stands around that – place, trade, form –, which many have in common.
#[derive(Default)]
pub(super) struct Companies {
    of: Vec<(u32, u32)>,
    /// Words of the distinctive part with a blank between.
    cores: Texts,
    /// Names without their distinctive part.
    around: Vec<CompanyName>,
    known: HashMap<CompanyName, u32>,
}

impl Companies {
    /// Takes the next name.
    pub(super) fn push(&mut self, mut name: CompanyName) {
        let core = self.cores.number(&name.words.join(" ")).unwrap_or(u32::MAX);
        name.folded.clear();
        name.core.clear();
        name.words.clear();
        name.legal = None;
        self.of.push((core, numbered(&mut self.around, &mut self.known, name)));
    }

    /// A name by its place, as far as it is compared: without the wording of its legal form, and with its normal form for the folded one,
    /// which differs when that one differs.
    pub(super) fn read(&self, at: u32, normal: &str) -> Option<CompanyName> {
        let (core, around) = *self.of.get(at as usize)?;
        if core == u32::MAX {
            return None;
        }
        let mut name = self.around.get(around as usize)?.clone();
        name.folded.push_str(normal);
        name.words.extend(self.cores.get(core).split(' ').map(str::to_owned));
        name.core = name.words.concat();
        Some(name)
    }

    /// Gives back what is only needed for taking up more.
    pub(super) fn seal(&mut self) {
        self.known = HashMap::new();
        self.cores.seal();
        self.of.shrink_to_fit();
    }
}

/// The number of a thing, which is put behind those known when it is met for the first time.
fn numbered<T: Clone + Eq + std::hash::Hash>(all: &mut Vec<T>, known: &mut HashMap<T, u32>, one: T) -> u32 {
    if let Some(number) = known.get(&one) {
        return *number;
    }
    let number = all.len() as u32;
    all.push(one.clone());
    known.insert(one, number);
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_put_together_as_they_were_read() {
        let mut people = People::default();
        let names = [
            "欧阳小明",
            "王总",
            "Smith, John Paul",
            "Anna van der Berg",
            "小王",
            "Anna",
        ];
        for name in names {
            people.push(&PersonName::read(name));
        }
        people.seal();
        for (at, name) in names.iter().enumerate() {
            let read = PersonName::read(name);
            let put = people.read(at as u32, &read.in_order());
            if *name == "Anna" {
                assert_eq!(put, None);
                continue;
            }
            let put = put.unwrap();
            assert_eq!(
                (put.family, put.given, put.chinese),
                (read.family, read.given, read.chinese),
                "{name}"
            );
        }
        assert_eq!(people.read(6, ""), None);
    }

    proptest! {
        #[test]
        fn any_name_of_a_person_is_its_parts_in_order(name in "\\PC{0,12}|[A-Za-z, ]{0,20}|[王小明欧阳李总（） ]{0,6}") {
            let read = PersonName::read(&name);
            let mut people = People::default();
            people.push(&read);
            if let Some(put) = people.read(0, &read.in_order()) {
                prop_assert_eq!((put.family, put.given, put.chinese), (read.family, read.given, read.chinese));
            } else {
                prop_assert!(!read.chinese && read.family.is_none());
            }
        }

        #[test]
        fn any_name_of_a_company_is_put_together_again(name in "\\PC{0,12}|[A-Za-z,. ]{0,30}|[北京上海纷扬科技有限公司（）a ]{0,12}") {
            let mut read = CompanyName::read(&name);
            let mut companies = Companies::default();
            companies.push(read.clone());
            read.legal = None;
            let folded = read.folded.clone();
            prop_assert_eq!(companies.read(0, &folded), Some(read));
        }
    }
}
