//! The decision in Lemma: verdict, day and cost, each with the tree of its explanation, and what is missing.
//!
//! Lemma has no `or`, and a condition that is not known keeps every answer below it open. So a spec says
//! beside each fact that may be missing whether it is known.

use std::fmt::Write;

use lemma::{DateTimeValue, Engine, EvaluateDataValue, IndexMap, Response, SourceType};
use serde_json::Value;

use crate::shared::Decision;

/// The names of the core courses and of the electives in the spec.
const CORE: [&str; 3] = ["a", "b", "c"];
const ELECTIVES: [&str; 3] = ["d", "e", "f"];

const SPEC: &str = "certificate";
const RULES: [&str; 5] = ["verdict", "day", "cost_low", "cost_high", "results"];

pub(crate) struct Lemma {
    engine: Engine,
    now: DateTimeValue,
    rules: Vec<String>,
}

pub(crate) type Data = IndexMap<String, EvaluateDataValue>;

impl Lemma {
    pub(crate) fn load(facts: &Value) -> Lemma {
        let mut engine = Engine::new();
        let loaded = engine.load([(SourceType::Volatile, spec(facts))]);
        if let Err(problems) = loaded {
            panic!("the spec has problems: {problems:?}");
        }
        let rules = RULES.map(str::to_owned).to_vec();
        Lemma { engine, now: DateTimeValue::now(), rules }
    }

    pub(crate) fn decide(&self, data: Data) -> Response {
        let answer =
            self.engine.evaluate(None, SPEC, Some(&self.now), data, Some(&self.rules), true);
        answer.expect("an answer")
    }
}

/// What the others have too.
pub(crate) fn decision(answer: &Response) -> Decision {
    let text =
        |rule: &str| answer.results.get(rule).and_then(|one| one.result()).map(str::to_owned);
    let number = |rule: &str| {
        let text = text(rule)?.replace(['_', ','], "");
        text.parse::<f64>().ok()
    };
    let verdict = text("verdict").unwrap_or_default();
    let comes = verdict == "earned" || verdict == "on_course";
    Decision {
        day: number("day").filter(|_| comes),
        cost: number("cost_low").zip(number("cost_high")),
        is_explained: answer.results.values().all(|rule| rule.explanation.is_some()),
        is_asking: answer
            .results
            .get("results")
            .is_some_and(|rule| !rule.missing_data().is_empty()),
        verdict,
    }
}

/// A learner as the data of the spec.
pub(crate) fn data(learner: &Value) -> Data {
    let mut data = Data::new();
    let mut state = |key: String, value: Option<EvaluateDataValue>| {
        if let Some(value) = value {
            data.insert(key, value);
        }
    };
    let number = |value: &Value| value.as_f64().map(|number| number.to_string().into());
    let enrollment = learner["enrollment"].as_str();
    state("enrollment_known".into(), Some(enrollment.is_some().into()));
    state("is_enrolled".into(), enrollment.map(|stated| (stated == "verified").into()));
    state("will_be_enrolled".into(), enrollment.map(|stated| (stated != "not_enrolled").into()));
    state("income_known".into(), Some(learner["income"].is_number().into()));
    state("income".into(), number(&learner["income"]));
    let courses = learner["courses"].as_object().expect("courses");
    for (name, session) in CORE.iter().chain(&ELECTIVES).zip(courses.values()) {
        let result = session["result"].as_str();
        let is_none = session["state"] == "none";
        let mut of = |key: &str, value| state(format!("{name}_{key}"), value);
        of("over", Some((session["state"] != "planned").into()));
        of("verified", Some((session["track"] == "verified").into()));
        of("known", Some((is_none || result.is_some()).into()));
        of("scored", Some((result == Some("scored")).into()));
        of("stated", result.map(|result| (result == "passed").into()));
        of("coursework", number(&session["coursework"]));
        of("exam", number(&session["exam"]));
        of("day", number(&session["day_number"]));
        of("paid", number(&session["paid"]));
    }
    data
}

fn spec(facts: &Value) -> String {
    let mut spec = format!("spec {SPEC}\n\n");
    let mut add = |lines: &str| writeln!(spec, "{lines}").expect("a text takes all");
    for name in ["enrollment_known", "is_enrolled", "will_be_enrolled", "income_known"] {
        add(&format!("data {name}: boolean"));
    }
    add("data income: number");
    for name in CORE.iter().chain(&ELECTIVES) {
        add(&course(name, facts));
    }
    add(&requirement(facts));
    add(&cost(facts));
    spec
}

fn course(name: &str, facts: &Value) -> String {
    let (coursework, exam) = (&facts["weights"]["coursework"], &facts["weights"]["exam"]);
    let from = &facts["passingFrom"];
    let text = format!(
        "
data _over: boolean
data _verified: boolean
data _known: boolean
data _scored: boolean
data _stated: boolean
data _coursework: number
data _exam: number
data _day: number
data _paid: number
rule _passed:
  _stated
  unless _scored then {coursework} * _coursework + {exam} * _exam >= {from}
rule _sure:
  _verified and _known and _passed
rule _doubtful:
  _verified and not _known
rule _possible:
  _sure
  unless _doubtful then yes
rule _held:
  _over and _sure
rule _result:
  yes
  unless _doubtful then _passed
rule _counted_held:
  0
  unless _held then 1
rule _counted_sure:
  0
  unless _sure then 1
rule _counted_possible:
  0
  unless _possible then 1
rule _lacking:
  1
  unless _possible then 0
rule _date:
  1000000
  unless _sure then _day
rule _ahead:
  _verified and not _over
rule _to_pay:
  0
  unless _ahead then 1
"
    );
    // An underscore stands for the course, where a name begins with it.
    let mut spec = String::new();
    let mut before = '\n';
    for character in text.chars() {
        if character == '_' && !before.is_alphanumeric() {
            spec.push_str(name);
        }
        spec.push(character);
        before = character;
    }
    spec
}

fn requirement(facts: &Value) -> String {
    let met = |key: &str| {
        let core = CORE.map(|name| format!("{name}_{key}")).join(" and ");
        let count = ELECTIVES.map(|name| format!("{name}_counted_{key}")).join(" + ");
        let needed = &facts["electivesNeeded"];
        format!(
            "rule {key}_electives:\n  {count}\nrule {key}_courses:\n  {core} and {key}_electives >= {needed}\n"
        )
    };
    let later = |name: &str, one: &str, other: &str| {
        format!("rule {name}:\n  {one}\n  unless {other} > {one} then {other}\n")
    };
    let earlier = |name: &str, one: &str, other: &str| {
        format!("rule {name}:\n  {one}\n  unless {other} < {one} then {other}\n")
    };
    let all = CORE.iter().chain(&ELECTIVES).map(|name| format!("{name}_result"));
    [
        met("held"),
        met("sure"),
        met("possible"),
        "rule held_all:
  no
  unless held_courses and enrollment_known then is_enrolled
rule sure_all:
  no
  unless sure_courses and enrollment_known then will_be_enrolled
rule enrollment_possible:
  yes
  unless enrollment_known then will_be_enrolled
rule possible_all:
  possible_courses and enrollment_possible
rule verdict:
  \"needs_change\"
  unless possible_all then \"undetermined\"
  unless sure_all then \"on_course\"
  unless held_all then \"earned\"
"
        .to_owned(),
        format!(
            "rule results:\n  will_be_enrolled and {}\n",
            all.collect::<Vec<_>>().join(" and ")
        ),
        later("core_ab", "a_date", "b_date"),
        later("core_all", "core_ab", "c_date"),
        later("pair_de", "d_date", "e_date"),
        later("pair_df", "d_date", "f_date"),
        later("pair_ef", "e_date", "f_date"),
        earlier("pair_sooner", "pair_de", "pair_df"),
        earlier("electives_all", "pair_sooner", "pair_ef"),
        later("courses_day", "core_all", "electives_all"),
        format!("rule not_before:\n  {}\n  unless held_all then 0\n", facts["today"]),
        later("day", "courses_day", "not_before"),
    ]
    .concat()
}

fn cost(facts: &Value) -> String {
    let tiers = facts["tiers"].as_array().expect("tiers");
    let (low, high) = (&tiers[0]["fee"], &tiers[tiers.len() - 1]["fee"]);
    let mut spec = format!("rule fee_low:\n  {low}\n");
    for tier in tiers {
        let (from, fee) = (&tier["from"], &tier["fee"]);
        spec += &format!("  unless income_known and income >= {from} then {fee}\n");
    }
    spec += &format!("rule fee_high:\n  {high}\n  unless income_known then fee_low\n");
    let sum = |key: &str, names: &[&str]| {
        names.iter().map(|name| format!("{name}_{key}")).collect::<Vec<_>>().join(" + ")
    };
    let all = [CORE, ELECTIVES].concat();
    spec += &format!("rule lacking_core:\n  {}\n", sum("lacking", &CORE));
    spec += &format!(
        "rule lacking_electives:\n  0\n  unless possible_electives < {needed} then {needed} - possible_electives\n",
        needed = facts["electivesNeeded"]
    );
    spec += &format!("rule paid:\n  {}\n", sum("paid", &all));
    spec += &format!("rule ahead:\n  {} + lacking_core + lacking_electives\n", sum("to_pay", &all));
    spec += "rule cost_low:\n  paid + fee_low * ahead\n";
    spec += "rule cost_high:\n  paid + fee_high * ahead\n";
    spec
}

/// The engine by its name and version.
pub(crate) const NAME: &str = "lemma-engine 0.10.2";
