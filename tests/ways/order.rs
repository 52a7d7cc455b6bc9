//! The recommended order of courses.

use crate::rules::{ENROLLED, case, course, program};
use crate::{earliest, sessions};

/// A, B and C, one at a time, in spring and summer 2027 and in spring 2028. Every order of them takes as
/// long and costs as much, so the one in which each is recommended after another is shown.
#[test]
fn three_courses_are_taken_in_the_order_that_is_recommended() {
    let shown = |order: [&str; 3]| {
        let recommended = |id: &str| {
            let at = order.iter().position(|other| *other == id).unwrap();
            let first = at.checked_sub(1).map(|before| order[before]);
            first.map_or(String::new(), |first| {
                format!(
                    r#", "prerequisites": [{{ "course": "{first}", "strength": "recommended" }}]"#
                )
            })
        };
        let courses = ["A", "B", "C"].map(|id| course(id, "100.00", &recommended(id)));
        let catalog = program(&courses, r#"["A", "B", "C"]"#, "");
        let proposals = case(&catalog, ENROLLED, r#"{ "courses_at_once": 1 }"#).propose();
        let way = earliest(&proposals);
        assert!(way.against_recommended.is_empty(), "{order:?}: {:?}", way.against_recommended);
        sessions(way)
    };
    let all = ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"];
    for order in all {
        let [first, second, third] = [0, 1, 2].map(|at| &order[at..=at]);
        let runs = [(first, "1T2027"), (second, "2T2027"), (third, "1T2028")];
        assert_eq!(shown([first, second, third]), runs.map(|(id, run)| format!("{id} {run}")));
    }
}
