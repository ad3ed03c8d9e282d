//! Round scales and their gridlines.

use crate::canvas::{Canvas, Style};
use crate::colour::{INK, LINE_2};
use crate::list::Area;

/// A scale from zero with round steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Distance of the gridlines.
    pub step: f64,
    /// Number of steps, 2 to 4; so three to five lines with zero.
    pub steps: usize,
}

impl Scale {
    /// The tightest scale with round steps that reaches `highest`. Zero, negative or infinite gives 0 to 4.
    pub fn up_to(highest: f64) -> Scale {
        if !highest.is_finite() || highest <= 0.0 {
            return Scale { step: 1.0, steps: 4 };
        }
        let power = 10_f64.powf((highest / 4.0).log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .map(|m| m * power)
            .find(|step| highest / step <= 4.0 + 1e-9)
            .unwrap_or(10.0 * power);
        Scale {
            step,
            steps: (highest / step - 1e-9).ceil().max(2.0) as usize,
        }
    }

    /// Value of the uppermost line.
    pub fn top(&self) -> f64 {
        self.step * self.steps as f64
    }

    /// Values of the lines from zero up.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        let step = self.step;
        (0..=self.steps).map(move |i| step * i as f64)
    }

    /// Height of a value in `plot`, in points from the top of the page.
    pub fn y(&self, plot: &Area, value: f64) -> f64 {
        plot.bottom() - plot.height * value / self.top()
    }

    /// Draws the gridlines, the axis at zero and the figures left of `plot`.
    pub fn draw(&self, canvas: &mut Canvas, plot: &Area, format: &dyn Fn(f64) -> String) {
        for value in self.ticks() {
            let y = self.y(plot, value);
            let (width, colour) = if value == 0.0 { (0.5, INK) } else { (0.25, LINE_2) };
            canvas.rule(plot.x, plot.right(), y, width, colour);
            canvas.text_right(plot.x - 4.0, y + 2.5, &format(value), Style::NOTE);
        }
    }

    /// Room the figures need left of a plot, in points.
    pub fn label_room(&self, format: &dyn Fn(f64) -> String) -> f64 {
        self.ticks().map(|v| Style::NOTE.width(&format(v))).fold(0.0, f64::max) + 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_round_and_few() {
        for (highest, step, steps) in [
            (745.0, 200.0, 4),
            (1372.5, 500.0, 3),
            (4.0, 1.0, 4),
            (0.7, 0.2, 4),
            (0.0, 1.0, 4),
        ] {
            let scale = Scale::up_to(highest);
            assert!(
                (scale.step - step).abs() < 1e-9 && scale.steps == steps,
                "{highest}: {scale:?}"
            );
        }
        for i in 1..2000 {
            let scale = Scale::up_to(f64::from(i) * 0.37);
            assert!(
                (3..=5).contains(&scale.ticks().count()) && scale.top() >= f64::from(i) * 0.37 - 1e-9,
                "{i} {scale:?}"
            );
        }
    }
}
