//! Records joined to clusters through their pairs.

use super::Pair;
use std::collections::HashMap;

/// Two clusters are joined when their records are on average at least so probably one. A single bridge between two groups that
/// otherwise have nothing in common joins nothing.
const ON_AVERAGE: f64 = 0.4;

/// Records that hang together, two or more in each; in the order of their first record. Pairs come the most probable first.
pub(super) fn join(pairs: &[Pair]) -> Vec<Vec<usize>> {
    let probable: HashMap<(u32, u32), f64> = pairs.iter().map(|pair| ((pair.a, pair.b), pair.probability)).collect();
    let mut records: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    records.sort_unstable();
    records.dedup();
    // Only records of pairs are in clusters; they are known by their places among these.
    let place = |record: u32| records.partition_point(|other| *other < record);
    let mut of: Vec<usize> = (0..records.len()).collect();
    let mut members: Vec<Vec<u32>> = records.iter().map(|record| vec![*record]).collect();
    for pair in pairs {
        let (a, b) = (of[place(pair.a)], of[place(pair.b)]);
        let (a, b) = (a.min(b), a.max(b));
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
            of[place(*record)] = a;
        }
        members[a].extend(moved);
        members[a].sort_unstable();
    }
    members
        .into_iter()
        .filter(|cluster| cluster.len() > 1)
        .map(|cluster| cluster.into_iter().map(|record| record as usize).collect())
        .collect()
}
