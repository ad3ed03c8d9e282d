//! Small files on which it must be right.

use super::*;

fn records(fields: &[(&str, Kind)], rows: &[&[&str]]) -> Records {
    Records {
        fields: fields.iter().map(|(name, kind)| Field::new(name, *kind)).collect(),
        rows: rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|value| (!value.is_empty()).then(|| (*value).to_owned()))
                    .collect()
            })
            .collect(),
        lists: None,
    }
}

const PEOPLE: &[(&str, Kind)] = &[
    ("name", Kind::Name),
    ("company", Kind::Company),
    ("mobile", Kind::Digits),
    ("email", Kind::Email),
    ("city", Kind::Address),
];

/// Forty strangers, and behind them the doubles of a test.
fn people(doubles: &[[&str; 5]]) -> Records {
    const GIVEN: [&str; 8] = ["Anna", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo"];
    const FAMILY: [&str; 5] = ["Novak", "Okafor", "Petrov", "Quinn", "Rossi"];
    const FIRM: [&str; 10] = [
        "Aldermoor",
        "Brightwater",
        "Castellan",
        "Dunmore",
        "Eastwick",
        "Fairholm",
        "Glenbrook",
        "Hartwell",
        "Ironside",
        "Juniper",
    ];
    const CITY: [&str; 4] = ["Leeds", "Turin", "Gdansk", "Porto"];
    let mut rows: Vec<Vec<Option<String>>> = (0..40)
        .map(|at| {
            let (given, family, firm) = (GIVEN[at % 8], FAMILY[at % 5], FIRM[(at * 7) % 10]);
            vec![
                Some(format!("{given} {family}")),
                Some(format!("{firm} Ltd")),
                Some(format!("07{:09}", (at as u64 + 1) * 982_451_653 % 1_000_000_007)),
                Some(format!(
                    "{}.{}@{}.example",
                    given.to_lowercase(),
                    family.to_lowercase(),
                    firm.to_lowercase()
                )),
                Some(CITY[(at * 3) % 4].to_owned()),
            ]
        })
        .collect();
    rows.extend(doubles.iter().map(|row| {
        row.iter()
            .map(|value| (!value.is_empty()).then(|| (*value).to_owned()))
            .collect()
    }));
    Records {
        rows,
        ..records(PEOPLE, &[])
    }
}

#[test]
fn strangers_are_left_alone() {
    let found = find(&people(&[]), &Settings::default());
    assert_eq!(found.pairs, Vec::new());
    assert_eq!(found.clusters(), Vec::<Vec<usize>>::new());
    assert!(found.prior < 0.005, "{}", found.prior);
}

#[test]
fn colleagues_who_share_a_company_and_its_domain_are_no_doubles() {
    const GIVEN: [&str; 11] = [
        "Anna", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Katya",
    ];
    const FAMILY: [&str; 13] = [
        "Novak", "Okafor", "Petrov", "Quinn", "Rossi", "Silva", "Tanaka", "Ulrich", "Varga", "Weiss", "Xu", "Young",
        "Zeman",
    ];
    let mut rows: Vec<Vec<Option<String>>> = (0..140_usize)
        .map(|at| {
            let (given, family, firm) = (GIVEN[at % 11], FAMILY[at % 13], format!("Firma{}", at / 4));
            vec![
                Some(format!("{given} {family}")),
                Some(format!("{firm} Ltd")),
                Some(format!("07{:09}", (at as u64 + 1) * 982_451_653 % 1_000_000_007)),
                Some(format!("{given}.{family}@{firm}.example").to_lowercase()),
                None,
            ]
        })
        .collect();
    let double = ["Anna Nowak", "Firma0", "", "anna.novak@firma0.example", ""];
    rows.push(
        double
            .iter()
            .map(|value| (!value.is_empty()).then(|| (*value).to_owned()))
            .collect(),
    );
    let found = find(
        &Records {
            rows,
            ..records(PEOPLE, &[])
        },
        &Settings::default(),
    );
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    assert_eq!(pairs, [(0, 140)]);
}

#[test]
fn a_double_with_slips_is_found_and_the_evidence_sums_to_its_odds() {
    let records = people(&[
        [
            "Wilhelmina Oakenshaw",
            "Thornbury Looms Ltd",
            "07700900123",
            "w.oakenshaw@thornbury.example",
            "Whitby",
        ],
        [
            "Mrs Wilhemina Oakenshaw",
            "Thornbury Looms Limited",
            "07700900132",
            "",
            "Whitby",
        ],
    ]);
    let found = find(&records, &Settings::default());
    assert_eq!(found.pairs.len(), 1, "{:?}", found.pairs);
    let (pair, evidence) = (&found.pairs[0], found.evidence(0));
    assert_eq!((pair.a, pair.b), (40, 41));
    assert_eq!(found.clusters(), [vec![40, 41]]);
    assert_eq!(evidence[1].level, Level::Close, "another legal form");
    assert_eq!(evidence[2].level, Level::Close, "two digits turned");
    assert_eq!((evidence[3].level, evidence[3].bits), (Level::Missing, 0.0));
    let bits: f64 = evidence.iter().map(|evidence| evidence.bits).sum();
    let odds = bits + (found.prior / (1.0 - found.prior)).log2();
    assert!((pair.probability - 1.0 / (1.0 + (-odds).exp2())).abs() < 1e-4, "{odds}");
}

#[test]
fn a_rare_value_says_more_than_a_common_one() {
    let records = people(&[
        ["Wilhelmina Oakenshaw", "Thornbury Looms", "07700900123", "", "Whitby"],
        ["Wilhelmina Oakenshaw", "Thornbury Looms", "07700900123", "", "Whitby"],
        ["Xaver Underwood", "Marlowe Mills", "07700900999", "", "Leeds"],
        ["Xaver Underwood", "Marlowe Mills", "07700900999", "", "Leeds"],
    ]);
    let found = find(&records, &Settings::default());
    let city = |a: u32| found.evidence(found.pairs.iter().position(|pair| pair.a == a).unwrap())[4].bits;
    assert!(city(40) > city(42) + 1.0, "Whitby {} Leeds {}", city(40), city(42));
}

#[test]
fn names_in_each_others_place_and_chinese_names_are_met() {
    let fields = &[
        ("given", Kind::Name),
        ("family", Kind::Name),
        ("company", Kind::Company),
        ("mobile", Kind::Digits),
    ];
    let mut all = records(
        fields,
        &[
            &["小明", "欧阳", "北京纷扬科技有限公司", "13800138000"],
            &["欧阳", "小明", "紛揚科技（北京）", "+86 138 0013 8000"],
            &["丽", "陈", "上海华耀贸易有限公司", "13911112222"],
        ],
    );
    for at in 0..40u64 {
        let row = [
            format!("名{at}"),
            format!("姓{}", at % 13),
            format!("公司名{}有限公司", at % 17),
            format!("137{:08}", at * 1_234_567 % 99_999_989),
        ];
        all.rows.push(row.into_iter().map(Some).collect());
    }
    let found = find(&all, &Settings::default());
    assert_eq!(
        found.pairs.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(),
        [(0, 1)]
    );
    let levels: Vec<Level> = found.evidence(0).iter().map(|evidence| evidence.level).collect();
    assert_eq!(levels, [Level::Swapped, Level::Swapped, Level::Close, Level::Exact]);
}

#[test]
fn two_lists_are_only_compared_with_each_other_and_give_one_counterpart_each() {
    let mut all = people(&[
        [
            "Wilhelmina Oakenshaw",
            "Thornbury Looms Ltd",
            "07700900123",
            "",
            "Whitby",
        ],
        [
            "Wilhelmina Oakenshaw",
            "Thornbury Looms Ltd",
            "07700900123",
            "",
            "Whitby",
        ],
        ["Wilhelmina Oakenshaw", "Thornbury Looms", "07700900132", "", "Leeds"],
    ]);
    let pairs = |records: &Records| {
        find(records, &Settings::default())
            .pairs
            .iter()
            .map(|pair| (pair.a, pair.b))
            .collect::<Vec<_>>()
    };
    assert_eq!(pairs(&all), [(40, 41), (40, 42), (41, 42)]);
    let mut lists: Vec<u32> = (0..43).map(|at| at % 2).collect();
    lists[42] = 1;
    all.lists = Some(lists.clone());
    assert_eq!(pairs(&all), [(40, 41)], "both look like it, one is nearer");
    lists[40] = 1;
    all.lists = Some(lists);
    assert_eq!(pairs(&all), [], "no list has doubles");
}

#[test]
fn the_same_records_give_the_same_answer() {
    let records = people(&[["Anna Novack", "Aldermoor", "", "", "Leeds"]]);
    assert_eq!(
        find(&records, &Settings::default()),
        find(&records, &Settings::default())
    );
}

#[test]
fn nothing_is_asked_of_little() {
    let settings = Settings::default();
    assert_eq!(find(&Records::default(), &settings).pairs.len(), 0);
    assert_eq!(find(&records(PEOPLE, &[]), &settings).pairs.len(), 0);
    assert_eq!(find(&records(PEOPLE, &[&["Anna"]]), &settings).pairs.len(), 0);
    // Rows without any value, and shorter than the fields.
    assert_eq!(
        find(
            &records(PEOPLE, &[&[], &[], &["", "", ""], &["–", "!", "?"]]),
            &settings
        )
        .pairs
        .len(),
        0
    );
    // The same row twice is little to learn from, but it is the same row.
    let twice: &[&str] = &[
        "Anna Novak",
        "Aldermoor Ltd",
        "07700900123",
        "anna@aldermoor.example",
        "Leeds",
    ];
    assert!(find(&records(PEOPLE, &[twice, twice]), &settings).compared == 1);
}

#[test]
fn the_limit_of_pairs_is_kept_and_said() {
    let rows: Vec<Vec<Option<String>>> = (0..60).map(|at| vec![Some(format!("n{}", at / 15))]).collect();
    let all = Records {
        rows,
        ..records(&[("name", Kind::Exact)], &[])
    };
    let found = find(
        &all,
        &Settings {
            pairs: 50,
            ..Settings::default()
        },
    );
    assert!(found.limited);
    assert_eq!(found.compared, 50);
    assert!(!find(&all, &Settings::default()).limited);
}

#[test]
fn one_bridge_does_not_join_two_groups() {
    let pair = |a, b, probability| Pair { a, b, probability };
    let mut pairs = vec![
        pair(0, 1, 0.99),
        pair(0, 2, 0.99),
        pair(1, 2, 0.98),
        pair(3, 4, 0.97),
        pair(3, 5, 0.96),
        pair(4, 5, 0.95),
        pair(2, 3, 0.6),
    ];
    assert_eq!(clusters::join(&pairs), [vec![0, 1, 2], vec![3, 4, 5]]);
    pairs.extend([
        pair(0, 3, 0.59),
        pair(1, 3, 0.58),
        pair(0, 4, 0.57),
        pair(1, 5, 0.56),
        pair(2, 4, 0.55),
        pair(2, 5, 0.54),
    ]);
    assert_eq!(clusters::join(&pairs), [vec![0, 1, 2, 3, 4, 5]]);
}
