//! What was worked out at length, kept until something in the file changes.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Entries kept at most: a question more forgets the others.
const ENTRIES: usize = 32;

/// Results by their question, all as of the same last change.
#[derive(Default)]
pub struct Memo {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    change: i64,
    results: HashMap<String, Arc<dyn Any + Send + Sync>>,
}

impl Memo {
    /// The result of a question, if it was worked out since the last change.
    pub fn get<T: Send + Sync + 'static>(&self, change: i64, key: &str) -> Option<Arc<T>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.change != change {
            return None;
        }
        held.results.get(key).cloned()?.downcast().ok()
    }

    /// Keeps a result. Results of an older change are forgotten; one that is older than what is held is not kept.
    pub fn keep<T: Send + Sync + 'static>(&self, change: i64, key: &str, result: Arc<T>) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if change < held.change {
            return;
        }
        if change > held.change || held.results.len() >= ENTRIES {
            held.results.clear();
            held.change = change;
        }
        held.results.insert(key.to_owned(), result);
    }
}
