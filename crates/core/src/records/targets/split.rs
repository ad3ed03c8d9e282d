//! The target of a period out of those that were set: its own, else the sum of its parts, else its share of the longer period around it.

use leadwell_rules::calendar::{FiscalYear, PeriodKind, months_in, period_of};
use leadwell_rules::money::{Minor, split_evenly};
use leadwell_rules::time::Day;

/// The targets of one person, or of the company, by kind and first day.
pub struct Split<F: Fn(PeriodKind, Day) -> Option<Minor>> {
    /// Where the business year begins.
    pub fiscal: FiscalYear,
    /// What was set.
    pub set: F,
}

impl<F: Fn(PeriodKind, Day) -> Option<Minor>> Split<F> {
    /// The target of the period that begins on a day.
    pub fn of(&self, kind: PeriodKind, start: Day) -> Option<Minor> {
        self.known(kind, start).or_else(|| self.share(kind, start))
    }

    /// Set for the very period, else the sum over its parts when each of them is known.
    fn known(&self, kind: PeriodKind, start: Day) -> Option<Minor> {
        (self.set)(kind, start).or_else(|| {
            let (part, starts) = self.parts(kind, start)?;
            starts.into_iter().map(|start| self.known(part, start)).sum()
        })
    }

    /// What the longer period's target leaves for those of its parts that have none, in equal shares, the remainder to the last.
    fn share(&self, kind: PeriodKind, start: Day) -> Option<Minor> {
        let longer = match kind {
            PeriodKind::Month => PeriodKind::Quarter,
            PeriodKind::Quarter => PeriodKind::Year,
            PeriodKind::Year | PeriodKind::Days => return None,
        };
        let whole = period_of(longer, start, self.fiscal, None).start;
        let target = self.of(longer, whole)?;
        let (_, starts) = self.parts(longer, whole)?;
        let known = |start: &Day| self.known(kind, *start);
        let left = target.saturating_sub(starts.iter().filter_map(known).sum()).max(0);
        let open: Vec<Day> = starts.iter().copied().filter(|start| known(start).is_none()).collect();
        let at = open.iter().position(|open| *open == start)?;
        split_evenly(left, open.len()).get(at).copied()
    }

    /// The quarters of a year, the months of a quarter: their kind and first days.
    fn parts(&self, kind: PeriodKind, start: Day) -> Option<(PeriodKind, Vec<Day>)> {
        let months = || months_in(&period_of(kind, start, self.fiscal, None)).into_iter();
        match kind {
            PeriodKind::Year => Some((
                PeriodKind::Quarter,
                months().step_by(3).map(|month| month.start).collect(),
            )),
            PeriodKind::Quarter => Some((PeriodKind::Month, months().map(|month| month.start).collect())),
            PeriodKind::Month | PeriodKind::Days => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PeriodKind::{Month, Quarter, Year};

    /// What was set (kind, first month, amount), in a business year from a month on; what is asked; the answer.
    type Case = (
        u32,
        &'static [(PeriodKind, u32, Minor)],
        (PeriodKind, u32),
        Option<Minor>,
    );

    #[test]
    fn targets_out_of_those_that_were_set() {
        let table: &[Case] = &[
            (1, &[], (Month, 1), None),
            (1, &[(Month, 2, 7)], (Month, 2), Some(7)),
            (1, &[(Month, 2, 7)], (Quarter, 1), None),
            // Parts add up, when each of them is known.
            (1, &[(Month, 1, 1), (Month, 2, 2), (Month, 3, 4)], (Quarter, 1), Some(7)),
            (
                1,
                &[(Quarter, 1, 1), (Quarter, 4, 2), (Quarter, 7, 3), (Quarter, 10, 4)],
                (Year, 1),
                Some(10),
            ),
            (
                1,
                &[
                    (Month, 1, 1),
                    (Month, 2, 1),
                    (Month, 3, 1),
                    (Quarter, 4, 2),
                    (Quarter, 7, 3),
                    (Quarter, 10, 4),
                ],
                (Year, 1),
                Some(12),
            ),
            // The period's own word beats the sum.
            (
                1,
                &[(Quarter, 1, 100), (Month, 1, 1), (Month, 2, 2), (Month, 3, 4)],
                (Quarter, 1),
                Some(100),
            ),
            // A quarter in months, the remainder to the last.
            (1, &[(Quarter, 4, 100)], (Month, 4), Some(33)),
            (1, &[(Quarter, 4, 100)], (Month, 6), Some(34)),
            (1, &[(Quarter, 4, 100)], (Month, 7), None),
            (1, &[(Quarter, 4, 2)], (Month, 4), Some(1)),
            (1, &[(Quarter, 4, 2)], (Month, 6), Some(0)),
            // A year in quarters and months.
            (1, &[(Year, 1, 1_202)], (Quarter, 1), Some(301)),
            (1, &[(Year, 1, 1_202)], (Quarter, 10), Some(299)),
            (1, &[(Year, 1, 1_202)], (Month, 12), Some(99)),
            (1, &[(Year, 1, 1_202)], (Month, 3), Some(101)),
            // Those that were set keep theirs, the others share what is left.
            (1, &[(Quarter, 1, 100), (Month, 1, 40)], (Month, 2), Some(30)),
            (
                1,
                &[(Quarter, 1, 100), (Month, 1, 40), (Month, 2, 50)],
                (Month, 3),
                Some(10),
            ),
            (1, &[(Quarter, 1, 100), (Month, 1, 140)], (Month, 2), Some(0)),
            (1, &[(Year, 1, 1_000), (Quarter, 4, 400)], (Quarter, 7), Some(200)),
            (1, &[(Year, 1, 1_000), (Quarter, 4, 400)], (Month, 4), Some(133)),
            // A business year from April: its last quarter begins in January.
            (4, &[(Year, 4, 1_200)], (Quarter, 1), Some(300)),
            (4, &[(Year, 4, 1_200)], (Month, 1), Some(100)),
        ];
        for (first, set, (kind, month), expected) in table {
            // Months before the first of the business year fall into the next calendar year.
            let day = |month: u32| Day::new(2026 + i32::from(month < *first), month, 1).unwrap();
            let split = Split {
                fiscal: FiscalYear::new(*first),
                set: |kind, start| {
                    let found = set
                        .iter()
                        .find(|(known, month, _)| *known == kind && day(*month) == start);
                    found.map(|(.., amount)| *amount)
                },
            };
            assert_eq!(split.of(*kind, day(*month)), *expected, "{set:?}: {kind:?} {month}");
        }
    }

    #[test]
    fn the_months_of_a_year_make_the_year() {
        for total in [0, 1, 11, 12, 13, 999, 1_000_003] {
            let split = Split {
                fiscal: FiscalYear::new(1),
                set: |kind, _| (kind == Year).then_some(total),
            };
            let months = (1..=12).map(|month| split.of(Month, Day::new(2026, month, 1).unwrap()));
            assert_eq!(months.sum::<Option<Minor>>(), Some(total));
        }
    }
}
