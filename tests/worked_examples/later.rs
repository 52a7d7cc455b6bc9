//! The worked examples that ask for something the planner does not answer yet, and why.

/// Number and reason.
pub(crate) const LATER: &[(u32, &str)] = &[
    (33, "How long a program takes in general follows from no session; the best ways have dates."),
    (61, "The December date belongs to admission to a degree, which is no certificate."),
    (67, "How long an exam may take once it is started bears on no certificate date."),
    (75, "The quarters in which aid can be asked for bear on no price that is certain."),
    (78, "How long an audit learner can read a course bears on no certificate."),
    (88, "Due dates inside a course bear on no certificate date."),
];
