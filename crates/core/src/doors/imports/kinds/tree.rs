//! Who stands above whom: parents of customers, managers of people. Nobody may stand above themself.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use std::collections::HashMap;

/// Child → parent.
#[derive(Debug, Default)]
pub struct Tree(HashMap<i64, i64>);

impl Tree {
    /// The tree as a query gives it: child, parent.
    pub fn load(read: &Read<'_>, query: &str) -> Result<Tree, Failure> {
        Ok(Tree(
            read.all(query, [], |row| Ok((row.get(0)?, row.get(1)?)))?
                .into_iter()
                .collect(),
        ))
    }

    /// Whether somebody stands above.
    pub fn has(&self, child: i64) -> bool {
        self.0.contains_key(&child)
    }

    /// Puts `child` below `parent`; the answer is no, and nothing is changed, when that would close a circle.
    pub fn put(&mut self, child: i64, parent: i64) -> bool {
        let mut above = Some(parent);
        // A file damaged by hand may hold a circle already.
        for _ in 0..=self.0.len() {
            match above {
                Some(id) if id == child => return false,
                Some(id) => above = self.0.get(&id).copied(),
                None => break,
            }
        }
        self.0.insert(child, parent);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_circles() {
        let mut tree = Tree::default();
        assert!(tree.put(1, 2));
        assert!(tree.put(2, 3));
        assert!(!tree.put(3, 1));
        assert!(!tree.put(3, 3));
        assert!(tree.put(1, 3));
    }
}
