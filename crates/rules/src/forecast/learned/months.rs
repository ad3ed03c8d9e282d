//! Calendar months as whole numbers, for arithmetic over long histories.

use super::super::history::{day, number};
use crate::time::Day;

/// A calendar month, counted from the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub i32);

impl Month {
    /// The month `months` later.
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// The month after.
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// Its first day.
    pub fn first_day(self) -> i32 {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12));
        Day::new(year.max(1), month as u32 + 1, 1).map_or(0, number)
    }

    /// Its number of days.
    pub fn days(self) -> i32 {
        self.next().first_day() - self.first_day()
    }

    /// Its place in a quarter whose year begins with `start_month` (1 to 12): 0, 1 or 2.
    pub fn of_quarter(self, start_month: u32) -> usize {
        (self.0 + 12 - start_month as i32 + 1).rem_euclid(3) as usize
    }

    /// Its place in the calendar year, 0 to 11.
    pub fn of_year(self) -> usize {
        self.0.rem_euclid(12) as usize
    }
}

/// The month of a day.
pub fn month_of(number: i32) -> Month {
    let day = day(number);
    Month(day.year() * 12 + day.month() as i32 - 1)
}
