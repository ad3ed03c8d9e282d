//! The leads of the sample company: of every state, source and age, some followed up, some kept apart.

use super::ORIGIN;
use super::random::Random;
use super::scene::{MANAGERS, Scene};
use super::vocabulary::Vocabulary;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::records::identity::company_key;
use leadwell_rules::time::start_of_day;
use rusqlite::params;

/// Leads of the sample company.
const LEADS: usize = 96;

const SOURCES: [[&str; 6]; 2] = [
    ["展会", "官网表单", "老客户转介绍", "电话呼入", "公众号", "广告"],
    ["Trade fair", "Web form", "Referral", "Phone", "Newsletter", "Ads"],
];
const REASONS: [[&str; 3]; 2] = [
    ["联系方式无效", "没有意向", "已选竞争对手"],
    ["Wrong contact", "No intent", "Chose a competitor"],
];
const RETURNED: [&str; 2] = ["不在我的区域", "Not my region"];
const ASKS: [&str; 2] = ["询价", "Asked for a quote:"];
const HOUR: i64 = 3_600_000;

/// Writes them down, with what was said on the phone; how many records.
pub fn write(
    write: &mut Write<'_>,
    random: &mut Random,
    scene: &Scene,
    words: &'static Vocabulary,
    cast: &[i64],
) -> Result<i64, Failure> {
    let language = usize::from(!scene.chinese);
    let (zone, now) = (write.settings.time_zone, write.now().millis());
    let products = scene.products(words);
    let mut written = 0;
    // A list of leads is mostly about this month; they are written in the order in which they came.
    let mut ages: Vec<i64> = (0..LEADS)
        .map(|_| random.between(0, 12) * random.between(0, 12))
        .collect();
    ages.sort_unstable_by(|a, b| b.cmp(a));
    for (number, age) in ages.into_iter().enumerate() {
        let (family, given) = (random.pick(words.family), random.pick(words.given));
        let (head, tail, trade) = (
            random.pick(words.heads),
            random.pick(words.tails),
            random.pick(words.trades),
        );
        let (name, company) = if scene.chinese {
            let place = random.pick(words.regions);
            (
                format!("{}{}", family.0, given.0),
                format!("{place}{}{}{}", head.0, tail.0, trade.0),
            )
        } else {
            (
                format!("{} {}", given.0, family.0),
                format!("{}{} {}", head.0, tail.0, trade.0),
            )
        };
        // Numbers nobody has, like those of the contacts; in English other ones of the same thousand.
        let mobile = if scene.chinese {
            format!("13{}****{:04}", random.below(10), random.below(10_000))
        } else {
            format!("+447700900{:03}", 700 + number)
        };
        let thrown_away = number % 31 == 17;
        let host = if thrown_away {
            "mailinator.com".to_owned()
        } else {
            format!("{}{}.example", head.1, tail.1)
        };
        let mail = (thrown_away || random.chance(6_000)).then(|| format!("{}.{}@{host}", given.1, family.1));
        let morning = start_of_day(scene.today.plus_days(-age), &zone);
        let created = morning.plus_millis(random.between(8, 17) * HOUR).millis().min(now);
        let (state, reason) = match random.below(100) {
            _ if age == 0 => ("to_handle", None),
            0..30 => ("to_handle", None),
            30..76 => ("following", None),
            76..84 => ("converted", None),
            84..93 => ("invalid", Some(random.pick(&REASONS[language]))),
            93..97 => ("returned", Some(RETURNED[language])),
            _ => ("void", None),
        };
        let owned = !thrown_away && state != "returned" && !(state == "to_handle" && random.chance(3_000));
        let owner = owned.then(|| cast[MANAGERS + random.below(cast.len() - MANAGERS)]);
        let later = created + random.between(1, 1 + age.max(1) * 20) * HOUR;
        let followed = matches!(state, "following" | "converted" | "invalid").then(|| later.min(now));
        let letters: [&str; 4] = std::array::from_fn(|_| match random.below(5) {
            _ if followed.is_none() => "unknown",
            0 => "no",
            1 => "partly",
            2 | 3 => "yes",
            _ => "unknown",
        });
        let id = write.insert(
            "insert into leads (name, company, company_key, title, mobile, email, industry, source, need, bant_budget, bant_authority,
               bant_need, bant_timeline, state, state_reason, state_at, quarantine, quarantine_value, owner_id, owner_since, door,
               followed_at, origin, created_at, updated_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, iif(?19 is null, null, ?16),
               ?20, ?21, ?22, ?16, ?16)",
            params![
                name,
                company,
                company_key(&company),
                random.pick(words.titles),
                mobile,
                mail,
                trade.1,
                random.pick(&SOURCES[language]),
                format!("{} {}", ASKS[language], products[random.below(products.len())].1),
                letters[0],
                letters[1],
                letters[2],
                letters[3],
                state,
                reason,
                created,
                thrown_away.then_some("throwaway_email"),
                mail.as_ref().filter(|_| thrown_away),
                owner,
                if number % 3 == 0 { "form" } else { "typed" },
                followed,
                ORIGIN,
            ],
        )?;
        written += 1;
        if let (Some(at), Some(owner)) = (followed, owner) {
            written += 1;
            write.insert(
                "insert into activities (kind, lead_id, text, done_at, person_id, origin, created_at, updated_at)
                 values ('call', ?1, ?2, ?3, ?4, ?5, ?3, ?3)",
                params![id, random.pick(words.calls), at, owner, ORIGIN],
            )?;
        }
    }
    Ok(written)
}
