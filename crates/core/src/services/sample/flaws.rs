//! A few things are wrong with the sample company too, as they are with any: what the page about the health of the data is shown with.

use super::ORIGIN;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::records::identity::company_key;
use rusqlite::params;

/// So much later somebody typed a lead that was there: a day and a morning.
const TWIN_LATER: i64 = 29 * 3_600_000;

/// What typing leaves behind, and what nobody asked for.
const FLAWS: [&str; 4] = [
    // Two addresses as somebody shouted them, a person nobody can reach, a customer of no known trade.
    "update contacts set email = upper(email)
     where id in (select id from contacts where origin = 'sample' and email is not null order by id limit 2 offset 4)",
    "update contacts set mobile = null, email = null, wechat = null
     where id = (select id from contacts where origin = 'sample' order by id limit 1 offset 9)",
    "update customers set industry = null where id = (select max(id) from customers where origin = 'sample')",
    // A space of the width of a character, as it comes along when a company is copied from a page.
    "update leads set company = company || '　'
     where id in (select id from leads where origin = 'sample' and quarantine is null order by id limit 3 offset 20)",
];

/// Puts them in; how many records they took. Two calls that were promised are late.
pub fn write(write: &mut Write<'_>, chinese: bool) -> Result<i64, Failure> {
    for flaw in FLAWS {
        write.run(flaw, [])?;
    }
    let text = if chinese {
        "回电确认到访时间"
    } else {
        "Call back about the visit"
    };
    let (today, now) = (write.today(), write.now().millis());
    let late = write.all(
        "select id, owner_id from leads where origin = ?1 and state = 'following' and owner_id is not null and quarantine is null
         order by id desc limit 2",
        [ORIGIN],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let mut written = 0;
    for ((lead, owner), days) in late.into_iter().zip([2, 5]) {
        let due = today.plus_days(-days).to_string();
        write.insert(
            "insert into activities (kind, lead_id, text, due_on, person_id, origin, created_at, updated_at)
             values ('call', ?1, ?2, ?3, ?4, ?5, ?6, ?6)",
            params![lead, text, due, owner, ORIGIN, now],
        )?;
        write.run(
            "update leads set next_due_on = ?2, next_kind = 'call' where id = ?1",
            (lead, due),
        )?;
        written += 1;
    }
    Ok(written + twin(write, chinese)?)
}

/// Somebody whom two salespeople know, each by another number and another name of the same company: the address that shows it was
/// added later. How many records that takes.
fn twin(write: &mut Write<'_>, chinese: bool) -> Result<i64, Failure> {
    let found = write.one(
        "select id, company from leads where origin = ?1 and state = 'following' and owner_id is not null and email is not null
           and company not like '%　' order by id desc limit 1",
        [ORIGIN],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
    )?;
    let Some((lead, company)) = found else {
        return Ok(0);
    };
    let (suffix, mobile) = if chinese {
        ("有限公司", "139****6027")
    } else {
        (" Ltd", "+447700900799")
    };
    let company = format!("{company}{suffix}");
    write.insert(
        "insert into leads (name, company, company_key, mobile, email, industry, source, need, state, state_at, owner_id, owner_since, door,
           origin, created_at, updated_at)
         select name, ?2, ?3, ?4, email, industry, source, need, 'to_handle', min(created_at + ?5, ?6),
           (select min(u.id) from people u where u.origin = ?7 and u.role = 'sales' and u.id <> leads.owner_id), min(created_at + ?5, ?6),
           'typed', ?7, min(created_at + ?5, ?6), min(created_at + ?5, ?6)
         from leads where id = ?1",
        params![
            lead,
            company,
            company_key(&company),
            mobile,
            TWIN_LATER,
            write.now().millis(),
            ORIGIN
        ],
    )?;
    Ok(1)
}
