//! The worked examples that ask for something the planner does not answer yet, and why.

/// Number and reason.
pub(crate) const LATER: &[(u32, &str)] = &[
    (33, "How long a whole program takes comes with proposing plans, which this does not do yet."),
    (56, "Refund windows come with the money rules; a plan can only say that a fee was refunded."),
    (61, "The December date belongs to admission to a degree, which is no certificate."),
    (67, "How long an exam may take once it is started bears on no certificate date."),
    (75, "The quarters in which aid can be asked for come with the money rules."),
    (78, "How long an audit learner can read a course bears on no certificate."),
    (79, "Refund windows come with the money rules."),
    (81, "What can still be refunded comes with the money rules."),
    (82, "How long a bundle can be used comes with the money rules."),
    (83, "Coupons and their combination come with the money rules."),
    (85, "What a bundle saves comes with the money rules."),
    (86, "How long a bundle can be used comes with the money rules."),
    (88, "Due dates inside a course bear on no certificate date."),
];
