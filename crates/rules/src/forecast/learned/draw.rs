//! The Monte Carlo: ten thousand simulations of a period. Same seed, same numbers.

use super::outlook::Outlook;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, Normal, Poisson, StandardNormal, StudentT};
use rand_pcg::Pcg64Mcg;

/// Deals that are drawn one by one, those with the widest swing; the others are many and small, and drawn together.
const APART: usize = 200;

/// How far off the whole forecast may be, beyond the luck of single deals: learned from its own past errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// What all expectations are multiplied with, so that past errors vanish in the mean.
    pub factor: f64,
    /// Standard deviation of the common error, in logarithms.
    pub sigma: f64,
    /// Degrees of freedom: the fewer errors were seen, the heavier the tails.
    pub freedom: f64,
}

/// A deal drawn by itself.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    /// Its place among the open deals of the outlook.
    pub deal: usize,
    /// What it would bring.
    pub worth: f64,
    /// Its chance.
    pub chance: f64,
}

/// The simulations drawn.
#[derive(Clone, Debug)]
pub struct Draws {
    /// Totals, one per course, in the order drawn.
    pub totals: Vec<f64>,
    /// Deals drawn one by one.
    pub apart: Vec<Apart>,
    /// For each course, the deals won of those, by their place in `apart`.
    pub wins: Vec<Vec<u16>>,
}

/// Draws simulations of what comes in between two ends of an outlook (`from` nothing = from its day on).
pub fn draw(
    outlook: &Outlook,
    from: Option<usize>,
    end: usize,
    spread: &Spread,
    simulations: usize,
    seed: u64,
) -> Draws {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let within = |sums: &[f64]| sums[end] - from.map_or(0.0, |from| sums[from]);
    let mut all: Vec<Apart> = outlook
        .open
        .iter()
        .enumerate()
        .map(|(deal, chance)| Apart {
            deal,
            worth: chance.worth,
            chance: (within(&chance.until) * spread.factor).clamp(0.0, 0.98),
        })
        .filter(|deal| deal.chance > 0.0 && deal.worth > 0.0)
        .collect();
    let swing = |deal: &Apart| deal.worth * deal.worth * deal.chance * (1.0 - deal.chance);
    all.sort_by(|a, b| swing(b).total_cmp(&swing(a)).then(a.deal.cmp(&b.deal)));
    let together = all.split_off(APART.min(all.len()));
    let mean: f64 = together.iter().map(|deal| deal.worth * deal.chance).sum();
    let deviation = together.iter().map(swing).sum::<f64>().sqrt();
    let (win, square) = outlook.win;
    let coming = (within(&outlook.fresh) * spread.factor).max(0.0);
    // A single win to come is lognormal with the mean and the spread that wins have had.
    let widths = if win > 0.0 {
        (square / (win * win)).max(1.0).ln().sqrt()
    } else {
        0.0
    };
    let centre = win.max(1e-9).ln() - widths * widths / 2.0;
    let count = Poisson::new(coming.max(1e-12)).ok();
    let many = Normal::new(coming * win, (coming * square).sqrt()).ok();
    let common = StudentT::new(spread.freedom.max(2.0)).ok();
    let mut draws = Draws {
        totals: Vec::with_capacity(simulations),
        apart: all,
        wins: Vec::with_capacity(simulations),
    };
    for _ in 0..simulations {
        let mut won = Vec::new();
        let mut total = 0.0;
        for (place, deal) in draws.apart.iter().enumerate() {
            if random.random::<f64>() < deal.chance {
                total += deal.worth;
                won.push(place as u16);
            }
        }
        if deviation > 0.0 {
            total += (mean + deviation * random.sample::<f64, _>(StandardNormal)).max(0.0);
        }
        if coming > 40.0 {
            total += many.map_or(0.0, |many| many.sample(&mut random)).max(0.0);
        } else if let Some(count) = count.filter(|_| coming > 0.0 && win > 0.0) {
            for _ in 0..count.sample(&mut random) as u64 {
                total += (centre + widths * random.sample::<f64, _>(StandardNormal)).exp();
            }
        }
        let off = common.map_or(0.0, |common| common.sample(&mut random)).clamp(-6.0, 6.0);
        draws.totals.push(total * (spread.sigma * off).exp());
        draws.wins.push(won);
    }
    draws
}

/// The value below which a share of the sorted values lies.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let at = share * last as f64;
    let (low, part) = (at.floor() as usize, at.fract());
    let high = (low + 1).min(last);
    sorted[low] + (sorted[high] - sorted[low]) * part
}
