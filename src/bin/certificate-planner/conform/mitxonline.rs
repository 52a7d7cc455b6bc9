//! Rows about what a learner on MITx Online is told.

mod given;
mod run;
mod certificate;
mod requirement;
mod product;
mod program;
mod timeline;
mod record;

use serde_json::Value;

use crate::conform::mitxonline::given::Given;
use crate::conform::outcome::Outcome;

/// Runs a row, if its kind is of this area.
pub(super) fn run(kind: &str, row: &Value) -> Option<Outcome> {
    let rule = rule(kind)?;
    let given = Given::of(row);
    Some(Outcome::of(row, given.and_then(rule)))
}

/// What gives the answer to a row of this kind.
fn rule(kind: &str) -> Option<fn(Given<'_>) -> Result<Value, String>> {
    Some(match kind {
        "run_status" => run::status,
        "next_run" => run::next,
        "availability" => run::availability,
        "enrollment_attempt" => run::enrollment_attempt,
        "run_expiration_validation" => run::expiration,
        "course_certificate" => certificate::course,
        "certificate_available" => certificate::available,
        "certificate_date_sync" => certificate::date_sync,
        "certificate_trigger" => certificate::trigger,
        "certificate_type" => certificate::certificate_type,
        "certificate_visibility" => certificate::visibility,
        "tree_validation" => requirement::validation,
        "requirement_lists" => requirement::lists,
        "dashboard_progress" => requirement::progress,
        "program_upgrade" => requirement::upgrade,
        "requirement_tree" => program::tree,
        "program_certificate" => program::certificate,
        "program_candidate" => program::candidate,
        "program_enrollment_created" => program::enrollment_created,
        "timeline" => timeline::run,
        "learner_record" => record::learner_record,
        "grade_override" => record::grade_override,
        "legacy_combined_grade" => record::combined_grade,
        "legacy_program_completion" => record::program_completion,
        _ => return None,
    })
}
