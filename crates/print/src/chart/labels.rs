//! Labels that make room for each other.

/// Baselines moved apart to at least `gap`, top to bottom, inside `low..=high` as far as there is room.
/// The result has the order of the input.
pub fn push_apart(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let sizes = vec![gap; wanted.len()];
    let starts: Vec<f64> = wanted.iter().map(|y| y - gap / 2.0).collect();
    settle(&starts, &sizes, low - gap / 2.0, high + gap / 2.0)
        .into_iter()
        .map(|y| y + gap / 2.0)
        .collect()
}

/// Left ends of labels that stand beside each other: each wants to be centred on its anchor and is `width` wide.
/// `gap` points stay between them, and they keep inside `low..=high` as far as there is room.
pub fn beside(anchors: &[(f64, f64)], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let sizes: Vec<f64> = anchors.iter().map(|(_, width)| width + gap).collect();
    let starts: Vec<f64> = anchors.iter().map(|(centre, width)| centre - width / 2.0).collect();
    settle(&starts, &sizes, low, high + gap)
}

fn settle(starts: &[f64], sizes: &[f64], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..starts.len()).collect();
    order.sort_by(|a, b| starts[*a].total_cmp(&starts[*b]));
    let mut placed = starts.to_vec();
    // Clusters of labels that touch share their displacement, so that none is pushed further than needed.
    let mut clusters: Vec<(f64, f64, Vec<usize>)> = Vec::new();
    for i in order {
        clusters.push((starts[i], sizes[i], vec![i]));
        while let [.., (before_start, before_size, _), (start, size, _)] = clusters.as_slice()
            && before_start + before_size > *start
        {
            let (overlap, total) = (before_start + before_size - start, before_size + size);
            let joined_start = before_start - overlap * size / total;
            let members = clusters.pop().map(|c| c.2).unwrap_or_default();
            if let Some(last) = clusters.last_mut() {
                last.0 = joined_start;
                last.1 = total;
                last.2.extend(members);
            }
        }
    }
    let mut floor = low;
    for (start, size, _) in &mut clusters {
        *start = start.max(floor);
        floor = *start + *size;
    }
    let mut ceiling = high;
    for (start, size, _) in clusters.iter_mut().rev() {
        *start = start.min(ceiling - *size);
        ceiling = *start;
    }
    for (start, _, members) in clusters {
        let mut at = start;
        for i in members {
            placed[i] = at;
            at += sizes[i];
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn near_labels_share_the_way() {
        assert_eq!(push_apart(&[10.0, 12.0, 40.0], 9.0, 0.0, 100.0), [6.5, 15.5, 40.0]);
        assert_eq!(push_apart(&[98.0, 99.0], 9.0, 0.0, 100.0), [91.0, 100.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn labels_never_come_nearer(wanted in proptest::collection::vec(0.0f64..200.0, 0..12)) {
            let mut placed = push_apart(&wanted, 9.0, 0.0, 200.0);
            placed.sort_by(f64::total_cmp);
            for pair in placed.windows(2) {
                prop_assert!(pair[1] - pair[0] >= 9.0 - 1e-6);
            }
        }
    }
}
