//! Words and figures of a printed book: sentences with their arguments, amounts in the book's unit, days and periods.

use super::facts::Estimator;
pub(crate) use crate::views::paper::Words;
use crate::views::paper::currency_name;
use leadwell_rules::Language;
use leadwell_rules::calendar::{FiscalYear, Period, PeriodKind};
use leadwell_rules::forecast::backtest::Contender;
use leadwell_rules::forecast::{Category, Model};
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::number::{self, Scale, as_shown, in_scale};
use leadwell_rules::ratio::Ratio;
use leadwell_rules::time::Day;

impl Words {
    /// A number of deals: 14笔, 14 deals.
    pub fn deals(&self, n: i64) -> String {
        self.count("book.deals", n)
    }

    /// The name of a model.
    pub fn model(&self, model: Model) -> String {
        self.get(match model {
            Model::StageWeight => "book.model_stage_weight",
            Model::ManualWeight => "book.model_manual_weight",
            Model::Commitment => "book.model_commitment",
            Model::BestPractice => "book.model_best_practice",
            Model::Cascade => "book.model_cascade",
        })
    }

    /// The name of a model over a narrow column.
    pub fn model_head(&self, model: Model) -> String {
        if model == Model::Commitment {
            self.get("book.model_commitment_head")
        } else {
            self.model(model)
        }
    }

    /// The name of a model, the learned one included.
    pub fn estimator(&self, estimator: Estimator) -> String {
        match estimator {
            Estimator::Model(model) => self.model(model),
            Estimator::Learned => self.get("book.model_learned"),
        }
    }

    /// The name of who was put to the test.
    pub fn contender(&self, contender: Contender) -> String {
        match Estimator::of(contender) {
            Some(estimator) => self.estimator(estimator),
            None if contender == Contender::LastPeriod => self.get("book.naive_last_period"),
            None => self.get("book.naive_last_quarter"),
        }
    }

    /// The name of a forecast category.
    pub fn category(&self, category: Category) -> String {
        self.get(match category {
            Category::Commit => "book.category_commit",
            Category::BestCase => "book.category_best_case",
            Category::Omitted => "book.category_omitted",
            Category::Pipeline => "book.category_pipeline",
        })
    }
}

/// A period by its names.
#[derive(Debug, Clone)]
pub struct PeriodName {
    /// In a heading: 2026年第四季度, Q4 2026.
    pub full: String,
    /// At the beginning of a sentence about the running period: 第四季度, Q4.
    pub short: String,
    /// In the name of a file: 2026-Q4.
    pub file: String,
}

impl PeriodName {
    /// The names of `period`. A business year that does not begin in January is named by both of its years.
    pub fn of(period: &Period, fiscal: FiscalYear, today: Day, words: Words) -> PeriodName {
        let shift = (period.start.month() + 12 - fiscal.start_month.clamp(1, 12)) % 12;
        let first = period.start.plus_months(-(shift as i32)).year();
        let calendar = fiscal.start_month.clamp(1, 12) == 1;
        let (year, next) = (first.to_string(), format!("{:02}", (first + 1).rem_euclid(100)));
        let quarter = (shift / 3 + 1).to_string();
        let year_args = [("year", year.as_str()), ("next", next.as_str())];
        let whole_year = words.say(if calendar { "book.year" } else { "book.business_year" }, &year_args);
        let year_file = if calendar {
            year.clone()
        } else {
            format!("FY{year}-{next}")
        };
        let running = period.contains(today);
        let (full, short, file) = match period.kind {
            PeriodKind::Month => {
                let start = period.start;
                let file = format!("{}-{:02}", start.year(), start.month());
                (words.month(start), words.month_bare(start), file)
            }
            PeriodKind::Quarter => {
                let short = words.get(match quarter.as_str() {
                    "1" => "book.quarter_1",
                    "2" => "book.quarter_2",
                    "3" => "book.quarter_3",
                    _ => "book.quarter_4",
                });
                let full = words.say("book.quarter_of", &[("year", &whole_year), ("quarter", &short)]);
                (full, short, format!("{year_file}-Q{quarter}"))
            }
            PeriodKind::Year => (whole_year.clone(), whole_year, year_file),
            PeriodKind::Days => {
                let (from, to) = (period.start.to_string(), period.end.to_string());
                let full = words.say("book.from_to", &[("from", &from), ("to", &to)]);
                let days = number::count(period.days());
                let next = words.say("book.next_days", &[("n", &days)]);
                (
                    full.clone(),
                    if period.start == today { next } else { full.clone() },
                    full,
                )
            }
        };
        PeriodName {
            short: if running { short } else { full.clone() },
            full,
            file,
        }
    }
}

/// Amounts as this book shows them.
#[derive(Debug, Clone, Copy)]
pub struct Money {
    currency: Currency,
    language: Language,
    scale: Scale,
    whole: bool,
}

impl Money {
    /// Figures of a book whose largest one is `largest`; `whole` when no listed amount has a fraction.
    pub fn new(currency: Currency, language: Language, largest: Minor, whole: bool) -> Money {
        let units = largest.unsigned_abs() / currency.minor_per_unit().unsigned_abs().max(1);
        let scale = match language {
            Language::Zh if units < 100_000 => Scale::One,
            Language::Zh if units < 10_000_000_000 => Scale::Wan,
            Language::Zh => Scale::Yi,
            Language::En if units < 10_000 => Scale::One,
            Language::En if units < 10_000_000 => Scale::Thousand,
            Language::En if units < 10_000_000_000 => Scale::Million,
            Language::En => Scale::Billion,
        };
        Money {
            currency,
            language,
            scale,
            whole,
        }
    }

    fn name(&self) -> &str {
        currency_name(&self.currency, self.language)
    }

    /// The unit of figures, for heads: 万元, CNY M.
    pub fn unit(&self) -> String {
        match (self.language, self.scale) {
            (Language::Zh, scale) => format!("{}{}", scale.unit(), self.name()),
            (Language::En, Scale::One) => self.currency.code().to_owned(),
            (Language::En, scale) => format!("{} {}", self.currency.code(), scale.unit()),
        }
    }

    /// The unit of the lists: 元, CNY.
    pub fn list_unit(&self) -> &str {
        self.name()
    }

    /// A figure in the unit of the book.
    pub fn figure(&self, minor: Minor) -> String {
        in_scale(minor, &self.currency, self.scale)
    }

    /// A figure, "–" for nothing.
    pub fn some(&self, minor: Minor) -> String {
        if minor == 0 {
            number::NONE.to_owned()
        } else {
            self.figure(minor)
        }
    }

    /// An amount in a sentence: 1,135.9万元, CNY 11.36M.
    pub fn say(&self, minor: Minor) -> String {
        let figure = self.figure(minor);
        match self.language {
            Language::Zh => format!("{figure}{}{}", self.scale.unit(), self.name()),
            Language::En => format!("{} {figure}{}", self.currency.code(), self.scale.unit()),
        }
    }

    /// What is shown for `whole` less what is shown for `part`: the term that takes the remainder where readers add.
    pub fn rest(&self, whole: Minor, part: Minor) -> Minor {
        as_shown(whole, &self.currency, self.scale).saturating_sub(as_shown(part, &self.currency, self.scale))
    }

    /// An amount in a list: whole units, or all digits when some listed amount has a fraction.
    pub fn list(&self, minor: Minor) -> String {
        if self.whole {
            number::whole(minor, &self.currency)
        } else {
            self.exact(minor)
        }
    }

    /// An amount of a list in a sentence.
    pub fn list_say(&self, minor: Minor) -> String {
        self.named(self.list(minor))
    }

    /// All digits.
    pub fn exact(&self, minor: Minor) -> String {
        number::full(minor, &self.currency)
    }

    fn named(&self, figure: String) -> String {
        match self.language {
            Language::Zh => format!("{figure}{}", self.name()),
            Language::En => format!("{} {figure}", self.currency.code()),
        }
    }

    /// A round figure at an axis; `minor` is a multiple of a power of ten.
    pub fn tick(&self, minor: f64) -> String {
        let digits = match self.scale {
            Scale::One => 0,
            Scale::Thousand => 3,
            Scale::Wan => 4,
            Scale::Million => 6,
            Scale::Yi => 8,
            Scale::Billion => 9,
        };
        let hundredths = (minor / self.currency.minor_per_unit() as f64 / 10_f64.powi(digits) * 100.0).round() as i64;
        let mut text = number::count(hundredths / 100);
        match hundredths % 100 {
            0 => {}
            rest if rest % 10 == 0 => text.push_str(&format!(".{}", rest / 10)),
            rest => text.push_str(&format!(".{rest:02}")),
        }
        text
    }
}

/// A share with one decimal and without a blank: 39.2%; "–" when it has no value.
pub fn share(ratio: &Ratio) -> String {
    number::percent(ratio).replace(' ', "")
}

/// Basis points as a share with one decimal: 9.8%.
pub fn share_bp(basis_points: i64) -> String {
    share(&Ratio::new(basis_points, 10_000))
}

/// The same with its sign: +0.4%, −3.1%.
pub fn signed_bp(basis_points: i64) -> String {
    let text = share_bp(basis_points);
    if basis_points > 0 { format!("+{text}") } else { text }
}

/// A probability in basis points, whole per cent; never 0% or 100% where some simulations say otherwise.
pub fn chance(basis_points: i64) -> String {
    match basis_points {
        9_951..=9_999 => ">99%".to_owned(),
        _ => number::percent_whole(&Ratio::new(basis_points, 10_000)),
    }
}

/// A rate in basis points: 25%, or with the decimals it was multiplied with: 33.14%.
pub fn rate(basis_points: i64) -> String {
    if basis_points % 100 == 0 {
        format!("{}%", basis_points / 100)
    } else {
        number::percent_exact(basis_points).replace(' ', "")
    }
}

/// A multiple with two decimals: 2.56×; ">999×" beyond that; "–" when it has no value.
pub fn multiple(ratio: &Ratio) -> String {
    match ratio.scaled(100) {
        None => number::NONE.to_owned(),
        Some(value) if value > 99_999 => ">999×".to_owned(),
        Some(value) => format!("{}.{:02}×", number::count(value / 100), (value % 100).abs()),
    }
}
