//! What was said of a stage at every moment. A version is written whenever one of its columns is no longer what the last version says.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};
use rusqlite::named_params;

/// Writes a version of every stage that differs from its last one, in the pipelines of the touched stages: a reaction, so that no verb
/// and no undo can forget it. A pipeline no deal has ever stood in has no past yet: how it was arranged before its first deal is forgotten.
pub(crate) fn keep_versions(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let gone = id_list(touched.gone("stages"));
    let pipelines = write.all(
        "select pipeline_id from stages where id in (select value from json_each(?1))
         union select pipeline_id from stage_versions where stage_id in (select value from json_each(?2))",
        [id_list(touched.of("stages")), gone.clone()],
        |row| row.get::<_, i64>(0),
    )?;
    let pipelines = id_list(&pipelines);
    let now = write.now().millis();
    write.run(
        "delete from stage_versions where pipeline_id in (select value from json_each(?1))
           and not exists (select 1 from deals o where o.pipeline_id = stage_versions.pipeline_id)",
        [&pipelines],
    )?;
    write.run(
        "insert into stage_versions (stage_id, at, pipeline_id, name, position, win_rate_bp, category, rotting_days, retired)
         select s.id, :at, s.pipeline_id, s.name, s.position, s.win_rate_bp, s.category, s.rotting_days, s.retired
         from stages s where s.pipeline_id in (select value from json_each(:pipelines)) and not exists (
           select 1 from stage_versions v
           where v.id = (select id from stage_versions where stage_id = s.id order by at desc, id desc limit 1)
             and v.pipeline_id = s.pipeline_id and v.name = s.name and v.position = s.position and v.win_rate_bp = s.win_rate_bp
             and v.category = s.category and v.rotting_days is s.rotting_days and v.retired = s.retired)
         order by s.id",
        named_params! { ":at": now, ":pipelines": pipelines },
    )?;
    // A stage whose making was undone was in use until then.
    write.run(
        "insert into stage_versions (stage_id, at, pipeline_id, name, position, win_rate_bp, category, rotting_days, retired)
         select v.stage_id, :at, v.pipeline_id, v.name, v.position, v.win_rate_bp, v.category, v.rotting_days, 1
         from json_each(:gone) g join stage_versions v
           on v.id = (select id from stage_versions where stage_id = g.value order by at desc, id desc limit 1)
         where v.retired = 0",
        named_params! { ":at": now, ":gone": gone },
    )?;
    Ok(())
}
