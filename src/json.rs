//! JSON text from outside, read within limits.

use crate::problem::{Fault, Problems};

/// No real catalog or plan is longer.
pub(crate) const BYTES_MAX: usize = 4_000_000;
/// No real catalog or plan nests deeper; the limit keeps every later walk on a small stack.
const DEPTH_MAX: usize = 40;

/// Reads JSON text within limits on its length and depth.
pub(crate) fn parse_json(text: &str) -> Result<serde_json::Value, Problems> {
    if text.len() > BYTES_MAX {
        let fault = Fault::TooLong { bytes: text.len(), bytes_max: BYTES_MAX };
        return Err(whole_file(fault));
    }
    if nests_deeper_than(DEPTH_MAX, text) {
        return Err(whole_file(Fault::TooDeep { depth_max: DEPTH_MAX }));
    }
    serde_json::from_str(text)
        .map_err(|error| whole_file(Fault::NotJson { line: error.line(), column: error.column() }))
}

fn whole_file(fault: Fault) -> Problems {
    let mut problems = Problems::default();
    problems.add("", fault);
    problems
}

fn nests_deeper_than(depth_max: usize, text: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > depth_max {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_of_brackets_is_a_problem_and_not_a_crash() {
        let found = parse_json(&"[".repeat(1_000_000)).unwrap_err();
        assert_eq!(found.0[0].fault, Fault::TooDeep { depth_max: DEPTH_MAX });
        let found = parse_json(&" ".repeat(BYTES_MAX + 1)).unwrap_err();
        assert!(matches!(found.0[0].fault, Fault::TooLong { .. }));
    }

    #[test]
    fn brackets_in_a_text_do_not_nest() {
        let text = format!("{{\"title\": \"\\\"{}\"}}", "[".repeat(100));
        assert!(parse_json(&text).is_ok());
        assert_eq!(parse_json("{").unwrap_err().0[0].path, "");
    }
}
