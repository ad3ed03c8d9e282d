//! Files that are made from the source: the TypeScript side of the command list, and the schema in one piece.

use crate::process::{Done, cargo, output, program, root, run, target, write_if_changed};

/// `(what the example prints, where it goes)`.
const FILES: [(&str, &str); 2] = [
    ("types", "ui/src/ipc/generated.ts"),
    ("schema", "migrations/schema.sql"),
];

/// Writes the files – or, with `check`, says which are stale.
pub fn generate(check: bool) -> Done {
    // The whole workspace is named so that features are resolved as in every other build, and nothing is built twice.
    run(cargo().args(["build", "--quiet", "--workspace", "--example", "generate"]))?;
    let example = target()
        .join("debug/examples")
        .join(format!("generate{}", std::env::consts::EXE_SUFFIX));
    let mut stale = Vec::new();
    for (what, place) in FILES {
        let fresh = output(program(&example.to_string_lossy()).arg(what))?;
        let path = root().join(place);
        if check {
            if std::fs::read(&path).ok().as_deref() != Some(&fresh) {
                stale.push(place);
            }
        } else if write_if_changed(&path, &fresh)? {
            println!("wrote {place}");
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!("stale: {}. Run `cargo xtask gen`", stale.join(", ")))
    }
}
