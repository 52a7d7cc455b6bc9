//! An assessment in words: the verdict, then when and how much, what to do, and every reason with
//! its rule and its sources.

use certificate_planner::assessment::reason::{Effect, MissingFact, Reason, Remedy};
use certificate_planner::assessment::{
    Assessment, CostAssessment, CostLine, CourseAssessment, FeeBasis, RunAssessment,
};
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::{Citation, Platform};
use certificate_planner::id::CourseId;
use certificate_planner::money::{AmountRange, Currency};

use crate::wording::{self, Names, figure, filled, phrase, sentence, subject, word};

/// What every part of a report needs.
struct Writer<'a> {
    names: Names<'a>,
    platform: Platform,
    assessment: &'a Assessment,
    text: String,
}

/// The whole report.
pub(super) fn report(catalog: &Catalog, assessment: &Assessment) -> String {
    let mut writer = Writer {
        names: Names::of(catalog),
        platform: catalog.platform(),
        assessment,
        text: String::new(),
    };
    writer.program(catalog);
    writer.cost(&assessment.cost);
    writer.next(&assessment.next);
    writer.missing(&assessment.missing);
    writer.courses(&assessment.courses);
    writer.line(0, "");
    let as_of = [("date", Some(catalog.as_of().to_string()))];
    writer.line(0, &filled(&["label", "as_of"], &as_of));
    writer.text
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let line = format!("{:indent$}{text}", "");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(0, "");
        self.line(0, text);
    }

    fn program(&mut self, catalog: &Catalog) {
        let program = &self.assessment.program;
        let title = self.names.program(program.program.as_str());
        self.line(0, &title);
        let now = [("now", Some(figure::instant(self.assessment.now)))];
        self.line(0, &filled(&["when", "now"], &now));
        let known = catalog.program(&program.program);
        let credential = known.map(|known| word("credential", &known.facts.credential));
        let verdict = serde_json::to_value(program.verdict).unwrap_or_default();
        let key = verdict.as_str().unwrap_or_default();
        self.heading(&filled(&["program_verdict", key], &[("credential", credential)]));
        let when = figure::when(&program.certificate, program.verdict, self.assessment.now);
        self.line(0, &format!("{}: {when}", phrase(&["label", "when"])));
        self.reasons(2, &program.reasons);
    }

    fn cost(&mut self, cost: &CostAssessment) {
        self.heading(&phrase(&["label", "how_much"]));
        let amount = |range: &AmountRange| figure::amount_range(range, cost.currency);
        for (label, range) in [
            (["takeaway", "total"], &cost.total),
            (["label", "paid"], &cost.paid),
            (["label", "to_pay"], &cost.to_pay),
            (["label", "to_add"], &cost.to_add),
            (["label", "wasted"], &cost.wasted),
        ] {
            self.line(2, &format!("{}: {}", phrase(&label), amount(range)));
        }
        for line in &cost.lines {
            self.cost_line(line, cost.currency);
        }
        self.reasons(2, &cost.reasons);
    }

    fn cost_line(&mut self, line: &CostLine, currency: Currency) {
        let names: Vec<&str> = line.courses.iter().map(CourseId::as_str).collect();
        let run = line.run.as_ref().map(|run| format!(" {run}")).unwrap_or_default();
        let what = match names.len() {
            _ if line.bundle => phrase(&["fee_line", "bundle"]),
            0 => phrase(&["fee_line", "unknown"]),
            1 => format!("{}{run}", names.join(", ")),
            size => {
                let count = Some(line.count.to_string());
                let values = [("count", count), ("size", Some(size.to_string()))];
                format!("{}: {}", filled(&["fee_line", "choice"], &values), names.join(", "))
            }
        };
        let due = line.due.map(|due| [("date", Some(figure::deadline(due)))]);
        let due = due.map(|due| format!(", {}", filled(&["fee_line", "due"], &due)));
        let kind = word("cost_kind", &line.kind);
        let amount = figure::amount_range(&line.amount, currency);
        self.line(4, &format!("{what}: {amount} ({kind}){}", due.unwrap_or_default()));
    }

    fn next(&mut self, steps: &[Remedy]) {
        if steps.is_empty() {
            return;
        }
        self.heading(&phrase(&["label", "next"]));
        for (index, step) in steps.iter().enumerate() {
            let text = wording::step(step, &self.names, self.assessment.cost.currency);
            self.line(2, &format!("{}. {text}", index + 1));
        }
    }

    fn missing(&mut self, facts: &[MissingFact]) {
        if facts.is_empty() {
            return;
        }
        let settles = facts.iter().any(|missing| missing.settles > 0);
        self.heading(&phrase(&["label", if settles { "missing" } else { "not_known_yet" }]));
        for MissingFact { fact, .. } in facts {
            let about = subject(fact, &self.names);
            let question = sentence("unknown", fact, &self.names);
            self.line(2, &format!("- {about}{question}"));
        }
    }

    fn courses(&mut self, courses: &[CourseAssessment]) {
        self.heading(&phrase(&["label", "by_course"]));
        for course in courses {
            self.course(course);
        }
    }

    fn course(&mut self, course: &CourseAssessment) {
        let name = self.names.course(course.course.as_str());
        self.line(2, &format!("{name}: {}", word("verdict", &course.verdict)));
        let when = figure::when(&course.certificate, course.verdict, self.assessment.now);
        self.line(4, &filled(&["label", "certificate_of"], &[("when", Some(when))]));
        self.fee(course, self.assessment.cost.currency);
        self.reasons(4, &course.reasons);
        for run in &course.runs {
            self.run(run);
        }
    }

    fn fee(&mut self, course: &CourseAssessment, currency: Currency) {
        let fee = &course.fee;
        let last_known = fee
            .last_known
            .map(|money| figure::amount(&money.amount.to_string(), &money.currency.to_string()));
        let basis = match fee.basis {
            FeeBasis::NotPublished => {
                filled(&["fee_basis", "not_published"], &[("last_known", last_known.clone())])
            }
            FeeBasis::Learner
            | FeeBasis::IncomeTier
            | FeeBasis::IncomeTiers
            | FeeBasis::Catalog
            | FeeBasis::Bundle
            | FeeBasis::OtherCurrency => word("fee_basis", &fee.basis),
        };
        let stated = last_known.filter(|_| fee.basis == FeeBasis::OtherCurrency);
        let amount = stated.unwrap_or_else(|| figure::amount_range(&fee.amount, currency));
        let values = [("amount", Some(amount)), ("basis", Some(basis))];
        self.line(4, &filled(&["label", "fee_of"], &values));
        self.sources(6, &fee.sources);
    }

    fn run(&mut self, run: &RunAssessment) {
        let none = phrase(&["session", "not_chosen"]);
        let name = run.run.as_ref().map_or(none, ToString::to_string);
        let verdict = word("verdict", &run.verdict);
        self.line(4, &format!("{} {name}: {verdict}", phrase(&["label", "session"])));
        self.reasons(6, &run.reasons);
    }

    /// Reasons, the weightiest first.
    fn reasons(&mut self, indent: usize, reasons: &[Reason]) {
        for effect in [Effect::Against, Effect::Open, Effect::For, Effect::Note] {
            for reason in reasons.iter().filter(|reason| reason.effect == effect) {
                self.reason(indent, reason);
            }
        }
    }

    fn reason(&mut self, indent: usize, reason: &Reason) {
        let text = sentence("because", &reason.because, &self.names);
        self.line(indent, &format!("- {}: {text}", word("effect", &reason.effect)));
        let rule = filled(&["label", "rule"], &[("rule", Some(format!("{:?}", reason.rule)))]);
        let stated = reason
            .rule
            .urls(self.platform)
            .first()
            .map(|url| format!(" {url}"))
            .unwrap_or_default();
        self.line(indent + 2, &format!("{rule}: {}{stated}", word("rule", &reason.rule)));
        self.sources(indent + 2, &reason.sources);
    }

    fn sources(&mut self, indent: usize, citations: &[Citation]) {
        for citation in citations {
            let source = self.names.source(&citation.source);
            let title = source.map_or(citation.source.as_str(), |source| source.title.as_str());
            let date = source.and_then(|source| source.date.as_ref()).map(ToString::to_string);
            let date = date.unwrap_or_else(|| phrase(&["source_undated"]));
            let url = source.and_then(|source| source.url.as_ref());
            let url = url.map(|url| format!(": {url}")).unwrap_or_default();
            let status = word("status", &citation.status);
            let label = phrase(&["label", "source"]);
            self.line(indent, &format!("{label}: {title} ({date}; {status}){url}"));
        }
    }
}
