//! What must hold of any records: taken one by one or in rows they give the same, and the candidates are those of the plain definition.

use super::normal::{pieces, sound};
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One value of each kind of field, from so few that records meet; written in several ways.
fn value(kind: Kind) -> BoxedStrategy<Option<String>> {
    let pattern = match kind {
        Kind::Name => "[王李][伟芳]|[王李][伟芳]先生|(Ann|Bob|Carl) (Lee|Ray|May)|Lee, Bob|–",
        Kind::Company => "(北京|上海)(纷扬|沐和|速联)(科技|医疗)(有限公司)?|(Alder|Birch) (Mills|Looms) Ltd",
        Kind::Address => "(High|Park) (Street|St) [1-4]|人民路[1-4]号",
        Kind::Date => "198[01]-0[1-3]-1[0-2]|1[0-2]/0[1-3]/198[01]",
        Kind::Digits => "138[01]{4}|[+]86 1380000000[0-3]",
        Kind::Email => "[ab]{3,4}@(x|y)[.]cn",
        Kind::Exact => "[AB]-?[0-3]{2}",
        Kind::Text => "(red|old|oak) (chair|table) [1-3]?",
    };
    prop::option::weighted(0.8, pattern).boxed()
}

/// The candidates by their definition, of texts that are their own normal form, without regard to memory or time.
fn by_definition(fields: &[Field], rows: &[Vec<Option<String>>], block: usize) -> BTreeSet<(u32, u32)> {
    let mut found = BTreeSet::new();
    let mut join = |records: &[u32]| {
        for (at, a) in records.iter().enumerate() {
            found.extend(records[at + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    };
    for (field, of) in fields.iter().enumerate() {
        let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (record, row) in rows.iter().enumerate() {
            let Some(text) = &row[field] else { continue };
            let mut keys = BTreeSet::from([format!("value {text}")]);
            if of.kind == Kind::Name {
                keys.insert(format!("sound {}", sound(text)));
            }
            if of.kind == Kind::Address {
                let mut words = BTreeSet::new();
                pieces(text, |word| {
                    words.insert(format!("word {word}"));
                });
                keys.extend(words.into_iter().filter(|_| text.contains(' ')));
            }
            for key in keys {
                blocks.entry(key).or_default().push(record as u32);
            }
        }
        for records in blocks.values() {
            if records.len() <= block {
                join(records);
                continue;
            }
            for (other, _) in fields.iter().enumerate().skip(field + 1) {
                let mut parts: BTreeMap<&String, Vec<u32>> = BTreeMap::new();
                for record in records {
                    if let Some(text) = &rows[*record as usize][other] {
                        parts.entry(text).or_default().push(*record);
                    }
                }
                parts
                    .values()
                    .filter(|part| part.len() <= block)
                    .for_each(|part| join(part));
            }
        }
        // A field with few values sorts nothing.
        let filled: Vec<&String> = rows.iter().filter_map(|row| row[field].as_ref()).collect();
        if filled.iter().collect::<BTreeSet<_>>().len() * 20 < filled.len() {
            continue;
        }
        // Sorted by this field and the next two, each with its two neighbours and the one behind them.
        let mut sorted: Vec<u32> = (0..rows.len() as u32)
            .filter(|record| rows[*record as usize][field].is_some())
            .collect();
        sorted.sort_by_key(|record| {
            let next = (0..fields.len().min(3)).map(|next| &rows[*record as usize][(field + next) % fields.len()]);
            next.collect::<Vec<_>>()
        });
        sorted
            .windows(2)
            .chain(sorted.windows(3))
            .chain(sorted.windows(4))
            .for_each(&mut join);
    }
    found
}

proptest! {
    #[test]
    fn records_taken_one_by_one_are_found_as_records_in_rows(
        (fields, rows, lists, pairs) in prop::collection::vec(
            prop::sample::select(vec![Kind::Name, Kind::Company, Kind::Address, Kind::Date, Kind::Digits, Kind::Email, Kind::Exact, Kind::Text]),
            1..6,
        )
        .prop_flat_map(|kinds| {
            let row: Vec<_> = kinds.iter().map(|kind| value(*kind)).collect();
            let fields: Vec<Field> = kinds.iter().map(|kind| Field::new("field", *kind)).collect();
            let lists = prop::option::of(prop::collection::vec(0..3u32, 30));
            (Just(fields), prop::collection::vec(row, 30), lists, 5..200_usize)
        })
    ) {
        let settings = Settings { pairs, block: 5, ..Settings::default() };
        let mut gathered = Gathered::new(&fields);
        for row in &rows {
            gathered.add(row.iter().map(Option::as_deref));
        }
        if let Some(lists) = lists.clone() {
            gathered.in_lists(lists);
        }
        prop_assert_eq!(gathered.records(), rows.len());
        let one_by_one = gathered.find(&settings);
        let in_rows = find(&Records { fields, rows, lists }, &settings);
        prop_assert_eq!(&one_by_one, &in_rows);
        for (at, pair) in one_by_one.pairs.iter().enumerate() {
            prop_assert!(pair.a < pair.b && pair.probability >= settings.threshold);
            prop_assert_eq!(one_by_one.evidence(at), in_rows.evidence(at));
        }
    }

    #[test]
    fn a_limit_leaves_out_the_last_pairs_and_nothing_else(
        rows in prop::collection::vec(prop::collection::vec(prop::option::of("[a-d]"), 2), 2..60),
        pairs in 1..300_usize,
        block in 2..12_usize,
    ) {
        let fields = vec![Field::new("one", Kind::Exact), Field::new("other", Kind::Digits)];
        let prepared = Prepared::new(Gathered::from(&Records { fields, rows, lists: None }));
        let settings = Settings { block, ..Settings::default() };
        let (all, limited) = blocking::candidates(&prepared, &settings);
        prop_assert!(!limited && all.is_sorted_by(|one, other| one < other));
        let (some, limited) = blocking::candidates(&prepared, &Settings { pairs, ..settings });
        prop_assert_eq!(limited, all.len() > pairs);
        prop_assert_eq!(&some, &all[..all.len().min(pairs)]);
    }

    #[test]
    fn candidates_are_those_of_the_definition(
        rows in prop::collection::vec(
            ("[abk]{1,2}", "[ab]( [cd]){0,2}", "[1-6]").prop_flat_map(|(name, place, number)| {
                let some = |text: String| prop::option::weighted(0.8, Just(text));
                (some(name), some(place), some(number)).prop_map(|(name, place, number)| vec![name, place, number])
            }),
            2..60,
        ),
        block in 2..12_usize,
    ) {
        let fields = vec![
            Field::new("name", Kind::Name),
            Field::new("place", Kind::Address),
            Field::new("number", Kind::Digits),
        ];
        let expected = by_definition(&fields, &rows, block);
        let prepared = Prepared::new(Gathered::from(&Records { fields, rows, lists: None }));
        let (found, _) = blocking::candidates(&prepared, &Settings { block, ..Settings::default() });
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }
}
