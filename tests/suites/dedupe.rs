//! Are doubles found, with the settings as shipped and nothing told about the file? On files whose doubles are known.

use leadwell_rules::matching::{Pair, Settings, find};
use leadwell_tests::dedupe::{self, Known, Score, pairs};

/// Scores of the pairs found, and of the clusters.
fn scores(known: &Known) -> (Score, Score) {
    let found = find(&known.records, &Settings::default());
    assert!(!found.limited);
    let alone = found.pairs.iter().map(Pair::records).collect();
    let joined = pairs(found.clusters().into_iter());
    (Score::of(&alone, &known.doubles), Score::of(&joined, &known.doubles))
}

#[test]
fn people_are_found_without_their_number() {
    let Some(folder) = dedupe::folder() else { return };
    for (number, records, doubles, least) in [(1, 1_000, 500, 0.99), (2, 5_000, 1_934, 0.98)] {
        let known = dedupe::febrl(&folder, number).unwrap();
        assert_eq!((known.records.rows.len(), known.doubles.len()), (records, doubles));
        assert!(known.records.fields.iter().all(|field| field.name != "soc_sec_id"));
        let (alone, joined) = scores(&known);
        assert!(alone.f1() >= least, "Febrl {number}: {alone:?}");
        assert!(joined.f1() >= least, "Febrl {number}, clusters: {joined:?}");
    }
}

#[test]
fn organisations_are_found_by_name_address_and_telephone() {
    let Some(folder) = dedupe::folder() else { return };
    let known = dedupe::chicago(&folder).unwrap();
    assert_eq!(known.records.rows.len(), 3_337);
    let (alone, joined) = scores(&known);
    assert!(alone.f1() >= 0.91, "{alone:?}");
    assert!(joined.f1() >= 0.92, "clusters: {joined:?}");
}

#[test]
fn people_with_many_slips_are_found() {
    let Some(folder) = dedupe::folder() else { return };
    let (alone, joined) = scores(&dedupe::invented(&folder).unwrap());
    assert!(alone.f1() >= 0.91, "{alone:?}");
    assert!(joined.f1() >= 0.95 && joined.precision >= 0.99, "clusters: {joined:?}");
}

#[test]
fn products_described_in_other_words_are_rarely_found_but_hardly_ever_wrongly() {
    let Some(folder) = dedupe::folder() else { return };
    let (alone, _) = scores(&dedupe::products(&folder).unwrap());
    assert!(alone.precision >= 0.90 && alone.recall >= 0.20, "{alone:?}");
}
