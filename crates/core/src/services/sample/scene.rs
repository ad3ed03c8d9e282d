//! Where the sample company plays: the pipeline of the file, its calendar and its money, and the cast with its customers.

use super::random::Random;
use super::vocabulary::Vocabulary;
use crate::records::pipelines::Stage;
use leadwell_rules::calendar::FiscalYear;
use leadwell_rules::money::Currency;
use leadwell_rules::time::Day;

/// Customers of the sample company.
const CUSTOMERS: usize = 72;

/// Managers stand first among the people; they sell little.
pub const MANAGERS: usize = 2;

/// How much each of the people sells: two managers, six salespeople.
pub const SHARES: [u32; 8] = [4, 4, 22, 19, 17, 15, 13, 10];

/// How well they sell, per cent of the usual odds.
pub const SKILLS: [i64; 8] = [103, 101, 106, 97, 102, 95, 104, 90];

/// List prices in dollars of the goods and of the services.
const GOODS_PRICES: [i64; 8] = [3_800, 18_500, 46_000, 12_800, 38_000, 26_000, 88_000, 6_400];
const SERVICE_PRICES: [i64; 8] = [2_400, 6_800, 18_000, 3_600, 9_500, 5_200, 24_000, 7_500];

/// The circumstances every invented fact depends on.
pub struct Scene {
    /// The day of the call.
    pub today: Day,
    /// The business year.
    pub fiscal: FiscalYear,
    /// Stages of the pipeline from left to right; at least one.
    pub stages: Vec<Stage>,
    /// Minor units of the base currency for one dollar, roughly.
    pub unit: i64,
    /// Whether the company sells services rather than goods.
    pub services: bool,
    /// Whether it speaks Chinese.
    pub chinese: bool,
}

/// A customer before it is written down.
pub struct Customer {
    /// Its name.
    pub name: String,
    /// The name people use.
    pub short: String,
    /// Its address on the net, without the ending.
    pub address: String,
    /// Its industry.
    pub industry: &'static str,
    /// Where it is.
    pub region: &'static str,
    /// Who looks after it: a place among the people.
    pub owner: usize,
    /// How much it buys.
    pub weight: u32,
    /// How many work there.
    pub employees: i64,
}

impl Scene {
    /// Prices in minor units of the base currency.
    pub fn prices(&self) -> [i64; 8] {
        let dollars = if self.services { SERVICE_PRICES } else { GOODS_PRICES };
        dollars.map(|price| price * self.unit)
    }

    /// The products in words: code, name, series.
    pub fn products(&self, words: &'static Vocabulary) -> &'static [(&'static str, &'static str, &'static str); 8] {
        if self.services { &words.services } else { &words.goods }
    }

    /// An amount people would write: whole hundreds of dollars, never nothing.
    pub fn round(&self, minor: i64) -> i64 {
        let step = 100 * self.unit;
        ((minor + step / 2) / step).max(1) * step
    }

    /// Another salesperson than this one.
    pub fn somebody_else(&self, random: &mut Random, than: usize) -> usize {
        let sellers = SHARES.len() - MANAGERS;
        let step = random.below(sellers - 1) + 1;
        MANAGERS + (than.max(MANAGERS) - MANAGERS + step) % sellers
    }

    /// What a deal is worth: some of one product, less a discount.
    pub fn worth(&self, random: &mut Random, product: usize) -> i64 {
        let price = self.prices()[product];
        let most = match price / self.unit {
            0..8_000 => 6,
            8_000..30_000 => 3,
            30_000..60_000 => 2,
            _ => 1,
        };
        self.round(price * random.between(1, most) * random.between(86, 100) / 100)
    }

    /// The customers.
    pub fn customers(&self, random: &mut Random, words: &'static Vocabulary) -> Vec<Customer> {
        let mut names = std::collections::BTreeSet::new();
        let mut customers = Vec::with_capacity(CUSTOMERS);
        while customers.len() < CUSTOMERS {
            let (head, tail) = (random.pick(words.heads), random.pick(words.tails));
            let (trade, industry) = random.pick(words.trades);
            let region = random.pick(words.regions);
            if !names.insert((head.0, tail.0)) {
                continue;
            }
            let (name, short, address) =
                words.company(self.chinese, region, &head, &tail, trade, random.pick(words.endings));
            customers.push(Customer {
                name,
                short,
                address,
                industry,
                region,
                owner: random.weighted(SHARES.into_iter()),
                weight: [1, 1, 2, 3, 5, 8][random.below(6)],
                employees: random.pick(&[35, 60, 80, 120, 150, 220, 300, 450, 600, 900, 1_400, 2_300]),
            });
        }
        customers
    }
}

/// Minor units of a currency for one dollar, in round figures: what a price tag would look like there.
pub fn unit(currency: Currency) -> i64 {
    let units = match currency.code() {
        "CNY" | "HKD" | "SEK" | "NOK" | "DKK" | "MXN" | "ZAR" => 10,
        "JPY" | "INR" | "THB" | "TWD" | "RUB" => 100,
        "KRW" => 1_000,
        "VND" | "IDR" => 10_000,
        _ => 1,
    };
    units * currency.minor_per_unit()
}
