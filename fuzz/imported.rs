//! What holds for every import.

use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::{CatalogFile, Platform};
use certificate_planner::import::import;

/// Importing never panics, gives the same every time, and gives a catalog that can be written and
/// read; what is wrong with it is said.
pub fn check(text: &str, platform: Platform) {
    let as_of = || "2026-11-21".parse().expect("a day");
    let Ok(imported) = import(&[text], Some(platform), as_of()) else {
        return;
    };
    let written = serde_json::to_string(&imported.catalog).expect("a catalog can be written");
    let again = CatalogFile::parse(&written).expect("what is imported can be read");
    assert!(imported.catalog == again, "{written}");
    let twice = import(&[text], Some(platform), as_of()).expect("what was read is read again");
    assert!(twice.catalog == imported.catalog && twice.notes == imported.notes, "two imports");
    let reading = Catalog::read(&written);
    assert!(
        reading.catalog.is_some() || reading.problems.forbid_use(),
        "refused without a problem"
    );
}
