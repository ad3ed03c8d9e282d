//! Records joined to clusters through their pairs.

use super::Pair;
use std::collections::HashMap;

/// Two clusters are joined when their records are on average at least so probably one. A single bridge between two groups that
/// otherwise have nothing in common joins nothing.
const ON_AVERAGE: f64 = 0.4;

/// Records that hang together, two or more in each; in the order of their first record. Pairs come the most probable first.
pub(super) fn join(records: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let probable: HashMap<(usize, usize), f64> =
        pairs.iter().map(|pair| ((pair.a, pair.b), pair.probability)).collect();
    let mut of: Vec<usize> = (0..records).collect();
    let mut members: Vec<Vec<usize>> = (0..records).map(|record| vec![record]).collect();
    for pair in pairs {
        let (a, b) = (of[pair.a].min(of[pair.b]), of[pair.a].max(of[pair.b]));
        if a == b {
            continue;
        }
        let between: f64 = members[a]
            .iter()
            .flat_map(|one| members[b].iter().map(move |other| (*one.min(other), *one.max(other))))
            .filter_map(|key| probable.get(&key))
            .sum();
        if between < ON_AVERAGE * (members[a].len() * members[b].len()) as f64 {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for record in &moved {
            of[*record] = a;
        }
        members[a].extend(moved);
        members[a].sort_unstable();
    }
    members.retain(|cluster| cluster.len() > 1);
    members
}
