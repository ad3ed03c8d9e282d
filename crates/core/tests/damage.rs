//! What a damaged file is called: damaged, whichever way a command meets it.

use crate::world::World;
use rusqlite::Connection;
use serde_json::json;

#[test]
fn what_every_file_has_and_this_one_lacks_is_damage() {
    for (damage, command, input) in [
        ("drop table search_leads", "search.find", json!({ "text": "lead" })),
        ("drop table tags", "tags.list", json!({})),
        ("alter table tags rename column name to other", "tags.list", json!({})),
        (
            "update sqlite_schema set sql = 'create table tags (' where name = 'tags'",
            "tags.list",
            json!({}),
        ),
    ] {
        let world = World::new();
        let connection = Connection::open(world.path()).unwrap();
        connection
            .execute_batch("pragma foreign_keys = off; pragma writable_schema = on; pragma legacy_alter_table = on")
            .unwrap();
        connection.execute_batch(damage).unwrap();
        // Makes whoever has the file open read its tables anew.
        connection.execute_batch("pragma schema_version = 4711").unwrap();
        let failure = world.run(command, input).unwrap_err();
        assert_eq!(failure.code, "file.damaged", "{damage}: {failure:?}");
    }
}
