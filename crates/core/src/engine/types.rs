//! Collecting the TypeScript declarations of inputs and outputs.

use std::collections::{BTreeMap, HashSet};
use ts_rs::{Config, TS, TypeVisitor};

/// Collects type declarations, each once.
pub struct Types {
    config: Config,
    pub(crate) declared: BTreeMap<String, String>,
    seen: HashSet<std::any::TypeId>,
}

impl Types {
    pub(crate) fn new() -> Types {
        Types {
            config: Config::new().with_large_int("number"),
            declared: BTreeMap::new(),
            seen: HashSet::new(),
        }
    }

    /// Adds a type and all it needs; its name in TypeScript.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(std::any::TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only types with a file of their own are declared; numbers, strings, lists and options are not.
        if T::output_path().is_some() {
            self.declared
                .insert(T::ident(&self.config), format!("export {}\n", T::decl(&self.config)));
        }
    }
}
