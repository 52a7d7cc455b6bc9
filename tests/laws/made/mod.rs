//! Catalogs and plans made from a tape of bytes.

pub(crate) mod catalogs;
pub(crate) mod plans;
pub(crate) mod tape;

use serde_json::Value;

use self::tape::Tape;

/// A catalog and a plan for it.
pub(crate) fn catalog_and_plan(bytes: &[u8]) -> (Value, Value) {
    let tape = &mut Tape::new(bytes);
    let catalog = catalogs::catalog(tape);
    let plan = plans::plan(tape, &catalog);
    (catalog, plan)
}
