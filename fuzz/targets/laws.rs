//! The laws of the test suite, tried on catalogs and plans made from the bytes of the fuzzer, which
//! looks for those that reach new code.

#![no_main]

#[path = "../../tests/laws/changes.rs"]
mod changes;
#[path = "../../tests/laws/checks.rs"]
mod checks;
#[path = "../../tests/laws/made/mod.rs"]
mod made;

use libfuzzer_sys::fuzz_target;

use crate::checks::Law;

const LAWS: [Law; 12] = [
    checks::deterministic,
    checks::an_unknown_price_only_widens_the_total,
    checks::one_more_certificate_harms_nothing,
    checks::time_reopens_nothing,
    checks::the_total_is_the_sum_of_its_lines,
    checks::an_answer_reopens_no_refund,
    checks::time_reopens_no_refund,
    checks::no_way_costs_less_than_the_least,
    checks::written_and_read_again_is_the_same,
    checks::order_does_not_matter,
    checks::what_is_certain_stays_certain,
    checks::an_answer_helps,
];

/// The first bytes choose the law and its change.
const CHANGE_LENGTH: usize = 64;

fuzz_target!(|bytes: &[u8]| {
    let Some((change, files)) = bytes.split_at_checked(CHANGE_LENGTH) else {
        return;
    };
    let (catalog, plan) = made::catalog_and_plan(files);
    let law = LAWS[usize::from(change[0]) % LAWS.len()];
    if let Err(wrong) = law(&catalog, &plan, &mut made::tape::Tape::new(&change[1..])) {
        panic!("{wrong}\ncatalog: {catalog}\nplan: {plan}");
    }
});
