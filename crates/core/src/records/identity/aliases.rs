//! By which keys a company is known.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
pub(crate) use leadwell_rules::names::OtherNames;

/// All keys of the company known by this one, as a JSON list to be bound; an index look-up per name.
pub(crate) fn all_names(read: &Read<'_>, key: &str) -> Result<String, Failure> {
    let found = read.one(
        "with recursive name(key) as (
           select ?1
           union select a.company_key from company_aliases a join name on a.alias_key = name.key
           union select a.alias_key from company_aliases a join name on a.company_key = name.key)
         select json_group_array(key) from name",
        [key],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default())
}

/// All other names, held in memory for whoever has many companies to look at.
pub(crate) fn other_names(read: &Read<'_>) -> Result<OtherNames, Failure> {
    let pairs: Vec<(String, String)> = read.all(
        "select alias_key, company_key from company_aliases order by id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(OtherNames::new(pairs))
}
