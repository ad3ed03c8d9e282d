//! Time at risk: how long deals stood where, and what became of them there, month by month.
//!
//! Every month's first day is a landmark. From each landmark on, every deal then open is followed with what was known of it *on that
//! day* – so a rate tells what can be expected of a deal seen today, its later moves included.

use super::super::history::{Ending, History};
use super::months::{Month, month_of};

/// Upper ends of the bands of a deal's age, in days.
const AGES: [i32; 17] = [
    7, 14, 21, 30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300, 365, 540, 730,
];
/// Bands of age.
pub const AGE_BANDS: usize = AGES.len() + 1;
/// Upper ends of the bands of the time since the landmark, in days.
const LAGS: [i32; 3] = [31, 61, 92];
/// Bands of that time.
pub const LAG_BANDS: usize = LAGS.len() + 1;
/// Upper ends of the bands of the distance to the expected closing day, in days after it.
const TO_CLOSE: [i32; 7] = [-90, -45, -15, 0, 15, 45, 90];
/// Bands of that distance, and one for deals without such a day.
pub const CLOSE_BANDS: usize = TO_CLOSE.len() + 2;

/// The band of an age.
pub fn age_band(days: i32) -> usize {
    AGES.partition_point(|end| *end <= days)
}

/// The band of a time since the landmark.
pub fn lag_band(days: i32) -> usize {
    LAGS.partition_point(|end| *end <= days)
}

/// The band of a day's distance from the expected closing day.
pub fn close_band(day: i32, close_on: Option<i32>) -> usize {
    close_on.map_or(CLOSE_BANDS - 1, |close| {
        TO_CLOSE.partition_point(|end| *end < day - close)
    })
}

/// The first day after `day` on which one of the bands changes, for a deal of that age, lag and closing day.
fn next_edge(day: i32, created: i32, landmark: i32, close_on: Option<i32>) -> i32 {
    let age = AGES.get(age_band(day - created)).map_or(i32::MAX, |end| created + end);
    let lag = LAGS
        .get(lag_band(day - landmark))
        .map_or(i32::MAX, |end| landmark + end);
    let close = close_on.and_then(|close| TO_CLOSE.get(close_band(day, Some(close))).map(|end| close + end + 1));
    age.min(lag).min(close.unwrap_or(i32::MAX))
}

/// Days at risk in one cell, and how many deals were won and lost there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell {
    /// Deal-days.
    pub days: f64,
    /// Deals won.
    pub won: f64,
    /// Deals lost.
    pub lost: f64,
}

/// The cells of one calendar month.
#[derive(Clone, Debug)]
pub struct MonthCells {
    /// Which month.
    pub month: Month,
    /// Cells that deals stood in, by their place in the table of all cells.
    pub cells: Vec<(u32, Cell)>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Band of age.
    pub age: usize,
    /// Stage and band of lag.
    pub course: usize,
    /// Band of the distance to the expected closing day.
    pub close: usize,
}

impl Place {
    /// The place of a number.
    pub fn of(number: u32) -> Self {
        let number = number as usize;
        Self {
            close: number % CLOSE_BANDS,
            age: number / CLOSE_BANDS % AGE_BANDS,
            course: number / CLOSE_BANDS / AGE_BANDS,
        }
    }

    fn number(self) -> usize {
        (self.course * AGE_BANDS + self.age) * CLOSE_BANDS + self.close
    }
}

/// All months from the first closing to the day before `until`, each with what was seen in it.
pub fn collect(history: &History, from: i32, until: i32, stages: usize) -> Vec<MonthCells> {
    let first = month_of(from);
    let count = usize::try_from(month_of(until - 1).0 - first.0 + 1).unwrap_or(0);
    let width = stages.max(1) * LAG_BANDS * AGE_BANDS * CLOSE_BANDS;
    let mut table = vec![Cell::default(); count * width];
    for interval in history
        .intervals()
        .iter()
        .take_while(|interval| interval.opened < until)
    {
        // A deal that ended on a day was at risk through that day.
        let (stop, ending) = match interval.ended {
            Some((day, ending)) if day < until => (day + 1, Some(ending)),
            _ => (until, None),
        };
        let mut landmark = first_landmark(interval.opened, from);
        while landmark < stop {
            let state = interval.state_at(landmark);
            let course = usize::from(state.stage) * LAG_BANDS;
            let mut day = landmark;
            while day < stop {
                let month = month_of(day);
                let edge = next_edge(day, interval.created, landmark, state.close_on)
                    .min(month.next().first_day())
                    .min(stop);
                let place = Place {
                    age: age_band(day - interval.created),
                    course: course + lag_band(day - landmark),
                    close: close_band(day, state.close_on),
                };
                let slot = usize::try_from(month.0 - first.0).unwrap_or(0) * width + place.number();
                if let Some(cell) = table.get_mut(slot) {
                    cell.days += f64::from(edge - day);
                    match ending.filter(|_| edge == stop) {
                        Some(Ending::Won(_)) => cell.won += 1.0,
                        Some(Ending::Lost) => cell.lost += 1.0,
                        Some(Ending::Removed) | None => {}
                    }
                }
                day = edge;
            }
            landmark = month_of(landmark).next().first_day();
        }
    }
    let seen = |cells: &[Cell]| {
        let numbered = cells.iter().enumerate();
        numbered
            .filter(|(_, cell)| cell.days > 0.0)
            .map(|(number, cell)| (number as u32, *cell))
            .collect()
    };
    (0..count)
        .map(|index| MonthCells {
            month: first.plus(index as i32),
            cells: seen(&table[index * width..(index + 1) * width]),
        })
        .collect()
}

/// The first landmark – the first of a month, or the first closing of all – at which a deal opened on `opened` was open.
fn first_landmark(opened: i32, from: i32) -> i32 {
    if opened < from {
        from
    } else {
        month_of(opened).next().first_day()
    }
}
