//! Hatch lines cut to a rectangle by arithmetic, the same for every writer.
//!
//! Rising lines satisfy `x + y = k · pitch · √2`, falling ones `x − y = k · pitch · √2`, with the page's origin; so the
//! hatches of neighbouring rectangles join and no clip path is needed.

use crate::list::{Area, Lean};

/// The lines of a hatch inside `area`, each as start and end, in order of `k`.
///
/// `pitch` is the distance in points at right angles; below 0.1 nothing is drawn.
pub fn lines(area: &Area, pitch: f64, lean: Lean) -> Vec<[[f64; 2]; 2]> {
    if pitch < 0.1 || area.width <= 0.0 || area.height <= 0.0 {
        return Vec::new();
    }
    let step = pitch * std::f64::consts::SQRT_2;
    let (left, right, top, bottom) = (area.x, area.right(), area.y, area.bottom());
    let (low, high) = match lean {
        Lean::Rising => (left + top, right + bottom),
        Lean::Falling => (left - bottom, right - top),
    };
    let mut found = Vec::new();
    let mut k = (low / step).floor() + 1.0;
    while k * step < high - 1e-9 {
        let c = k * step;
        k += 1.0;
        // x runs over the part of the rectangle where y stays inside.
        let (from, to) = match lean {
            Lean::Rising => (left.max(c - bottom), right.min(c - top)),
            Lean::Falling => (left.max(c + top), right.min(c + bottom)),
        };
        if to - from < 1e-6 {
            continue;
        }
        let y = |x: f64| match lean {
            Lean::Rising => c - x,
            Lean::Falling => x - c,
        };
        found.push([[from, y(from)], [to, y(to)]]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEANS: [Lean; 2] = [Lean::Rising, Lean::Falling];

    #[test]
    fn every_line_ends_on_the_frame() {
        let area = Area::new(51.638, 142.0, 204.5, 32.0);
        for lean in LEANS {
            let found = lines(&area, 3.0, lean);
            assert!(found.len() > 40);
            for [x, y] in found.into_iter().flatten() {
                assert!(x >= area.x - 1e-9 && x <= area.right() + 1e-9);
                assert!(y >= area.y - 1e-9 && y <= area.bottom() + 1e-9);
                let edge = [x - area.x, area.right() - x, y - area.y, area.bottom() - y];
                assert!(edge.iter().any(|d| d.abs() < 1e-9), "{x} {y} is not on the frame");
            }
        }
    }

    #[test]
    fn pitch_is_measured_at_right_angles() {
        let found = lines(&Area::new(0.0, 0.0, 100.0, 100.0), 2.2, Lean::Rising);
        let sums: Vec<f64> = found.iter().map(|[a, _]| a[0] + a[1]).collect();
        for pair in sums.windows(2) {
            assert!(((pair[1] - pair[0]) / std::f64::consts::SQRT_2 - 2.2).abs() < 1e-9);
        }
    }

    #[test]
    fn neighbours_join() {
        let (left, right) = (Area::new(10.0, 10.0, 33.0, 20.0), Area::new(43.0, 10.0, 50.0, 20.0));
        let whole = Area::new(10.0, 10.0, 83.0, 20.0);
        for lean in LEANS {
            let length = |a: &Area| -> f64 {
                lines(a, 2.8, lean)
                    .iter()
                    .map(|[p, q]| (p[0] - q[0]).hypot(p[1] - q[1]))
                    .sum()
            };
            assert!((length(&left) + length(&right) - length(&whole)).abs() < 1e-6);
        }
    }

    #[test]
    fn nothing_in_nothing() {
        assert!(lines(&Area::new(0.0, 0.0, 0.0, 5.0), 2.0, Lean::Rising).is_empty());
        assert!(lines(&Area::new(0.0, 0.0, 5.0, 5.0), 0.0, Lean::Rising).is_empty());
    }
}
