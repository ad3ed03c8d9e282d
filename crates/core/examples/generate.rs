//! Prints the files that `cargo xtask gen` writes: `types` for the interface, `schema` for people.

fn main() -> Result<(), leadwell_core::Failure> {
    match std::env::args().nth(1).as_deref() {
        Some("schema") => print!("{}", leadwell_core::schema()?),
        _ => print!("{}", leadwell_core::typescript()),
    }
    Ok(())
}
