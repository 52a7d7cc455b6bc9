"""What stands around a way, held to the rules: what a failure costs, the next steps, what keeps it from
being earlier, the fewest changes of a plan, and the wishes that leave no way.

Usage: around.py FILE, with the lines that `catalogs.py` reads.

The problems are those of `catalogs.py`, altered: with a course failed, with fewer wishes, with what the plan
intends. Nothing of it is taken from the planner but the way that is asked about.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from ortools.sat.python import cp_model

from catalogs import (
    DAY,
    EPOCH,
    NOT_KNOWN,
    Fee,
    Json,
    Key,
    Model,
    Moment,
    Option,
    Problem,
    Reader,
    Session,
    Study,
    Whole,
    Worth,
    cents,
    day_of,
    fact,
    fewest_undated,
    id_of,
    in_sequence,
    is_covered,
    keys,
    meets_unwished_track,
    overlap,
)

EARLIEST = (0, 1, 2)
CHEAPEST = (1, 0, 2)
WISHES_COMBINED_MAX = 6
"""With more wishes, not every set of them is tried."""
SETTLED_MAX = 16


def check(line: Json, seen: Counter[str]) -> list[str]:
    """What is wrong with what is said around the ways of a made program."""
    made, answer, around = line["made"], line["answer"], line["around"]
    if leaves_open(made):
        # What may count is compared by its ways alone.
        seen["something is left open"] += 1
        return []
    faults = repair_faults(made, around["repair"], seen)
    if answer.get("no_way") is not None:
        faults += conflict_faults(made, answer["no_way"], seen)
    problem = Reader(made, beside=True).problem()
    for one in around["explained"]:
        if meets_unwished_track(answer["ways"][one["way"]]["plan"], problem, problem.tree):
            # Then the certificate comes by that track, whatever is wished.
            seen["a track that is not wished is met too"] += 1
            continue
        way = Way(made, answer["ways"][one["way"]])
        explanation = one["explanation"]
        if explanation is None:
            faults.append(f"way {one['way']} is not explained")
            continue
        said = [
            *next_faults(way, explanation["next"], seen),
            *(slack_faults(way, explanation["slack"], seen) if explanation["proven"] else []),
            *(binding_faults(way, explanation["binding"], seen) if explanation["proven"] else []),
        ]
        faults += [f"way {one['way']}: {fault}" for fault in said]
    return faults


def leaves_open(made: Json) -> bool:
    """Whether a plan or a catalog leaves open what counts (rules A12, B1, B5)."""
    text = json.dumps(made["catalog"])
    held = [run for entry in made["plan"]["courses"] for run in entry.get("runs", []) if "certificate" in run]
    return (
        "completed_before" in text
        or '"unlisted"' in text
        or len(made["catalog"]["programs"]) > 1
        or any("certificate_on" not in run for run in held)
    )


# --- A way ----------------------------------------------------------------------------------------


class Way:
    """A way that was proposed, as the options of its courses."""

    def __init__(self, made: Json, told: Json) -> None:
        self.made = made
        self.told = told
        self.reader = Reader(made, beside=True)
        self.problem = self.reader.problem()
        self.courses: dict[str, Json] = {one["id"]: one for one in made["catalog"]["courses"]}
        self.planned: dict[str, Json] = {one["course"]: one for one in told["plan"]["courses"]}
        self.bundle = told["plan"].get("bundle")
        self.added = {id: self.added_to(id) for id in self.courses}
        self.sessions = {id: self.listed(course) for id, course in self.courses.items()}
        self.taken = {id: self.option_of(id) for id in self.courses}

    def added_to(self, id: str) -> list[Json]:
        """The sessions that the way adds to the plan."""
        settled = [one for one in self.reader.entries.get(id, {}).get("runs", []) if is_settled(one)]
        return self.planned.get(id, {}).get("runs", [])[len(settled) :]

    def listed(self, course: Json) -> dict[str, Session]:
        published = {one["id"]: self.reader.published(one) for one in course.get("runs", [])}
        projected = {one.run: one for one in self.reader.projected(course, published)}
        return {**projected, **published}

    def upgraded(self, id: str) -> str | None:
        """The session of the plan that the way pays for."""
        before = [one for one in self.reader.entries.get(id, {}).get("runs", []) if is_settled(one)]
        after = self.planned.get(id, {}).get("runs", [])
        for old, new in zip(before, after):
            if new.get("payment") == "will_pay" and old.get("payment") != "will_pay":
                return old["run"]
        return None

    def option_of(self, id: str) -> Option | None:
        """What the way has for a course that it adds a session of or pays for."""
        runs = tuple(one.get("run") for one in self.added[id])
        upgraded = self.upgraded(id)
        for option in self.problem.options[id]:
            if runs and option.runs == runs and not option.stays and not option.joined:
                if option.pace is None:
                    return option
                own = [one for one in self.told["sessions"] if (one["course"], one.get("run")) == (id, runs[0])]
                return option.begun(day_of(own[0]["from"]))
            if not runs and upgraded is not None and option.joined and not option.stays:
                return option
        return None

    def staying(self, id: str) -> list[Option]:
        return [one for one in self.problem.options[id] if one.stays]

    def certificate(self, id: str) -> list[Option]:
        """What earns the certificate: one option, or several that are in the plan."""
        taken = self.taken[id]
        return self.staying(id) if taken is None else [taken]

    @property
    def cost(self) -> Key:
        """What the way costs, by its sessions."""
        fees = [self.pays(fee) for one in self.taken.values() if one is not None for fee in one.fees]
        known = [fee.amount for fee in fees if fee.amount is not None]
        price = self.reader.bundle_price if self.bought_on is not None else 0
        return (len(fees) - len(known), sum(known) + price)

    @property
    def day(self) -> int | None:
        bound = self.told["completion"]["from"]
        return Moment.read(bound["at"]).day if isinstance(bound, dict) else None

    @property
    def completion(self) -> Key:
        undated = self.told["undated"]
        day = NOT_KNOWN if self.day is None else max(self.day, self.reader.today)
        return (undated, NOT_KNOWN if undated > 0 else day)

    @property
    def bought_on(self) -> int | None:
        """On what day the way buys the whole program."""
        if self.bundle is None or self.bundle["payment"] != "will_pay":
            return None
        on = self.bundle.get("on")
        return self.reader.today if on is None else max(Moment.read(on).day, self.reader.today)

    def pays(self, fee: Fee) -> Fee:
        """A fee, where the program is bought as the way buys it."""
        on = self.bought_on
        return Fee(0 if on is not None and is_covered(fee, on) else fee.amount)


def is_settled(run: Json) -> bool:
    return run["state"] != "planned" or run.get("payment") == "paid"


def same(one: Option, other: Option) -> bool:
    return (one.runs, one.begin, one.stays, one.joined) == (other.runs, other.begin, other.stays, other.joined)


# --- What a failure costs -------------------------------------------------------------------------


class After:
    """What is left once a course of a way was failed (rule F3): known on the last day of its session.
    What has begun or was to be paid by then stays, what has closed by then cannot be joined."""

    def __init__(self, way: Way, failed: str, is_wished: bool, beside: bool) -> None:
        self.way, self.failed = way, failed
        made = way.made
        wishes = {key: value for key, value in made["wishes"].items() if key not in ("ready_by", "budget")}
        wishes["pinned"] = [one for one in wishes.get("pinned", []) if one["course"] != failed]
        if not is_wished:
            wishes["with_courses"] = [one for one in wishes.get("with_courses", []) if one != failed]
        self.reader = Reader({**made, "wishes": wishes}, beside=beside)
        self.problem = self.reader.problem()
        self.problem.bundle = None
        self.beside = beside
        self.base: list[Fee] = []
        self.changes: set[int] = set()
        self.known = self.last_day()
        # Nothing promises the next capstone sooner or later than that (rule A12).
        self.problem.next_capstone = Moment.of_day(self.known)
        options = {id: list(self.left(id)) for id in self.problem.options}
        self.problem.options = {
            id: [dataclasses.replace(one, fees=tuple(way.pays(fee) for fee in one.fees)) for one in of]
            for id, of in options.items()
        }
        # The copies are new ones.
        changed = {
            id_of(new)
            for id, of in options.items()
            for old, new in zip(of, self.problem.options[id])
            if id_of(old) in self.changes
        }
        self.kept_alive = options
        self.changes = changed

    def failed_option(self) -> Option:
        taken = self.way.taken[self.failed]
        return taken if taken is not None else self.way.staying(self.failed)[0]

    def last_day(self) -> int:
        option = self.failed_option()
        session = self.way.sessions[self.failed].get(option.runs[-1])
        if option.begin is None and session is not None and session.end is not None:
            return session.end.day
        return max(one.last for one in option.studies)

    def is_over(self, moment: Moment | None) -> bool:
        return moment is not None and moment.day <= self.known

    def has_closed(self, id: str, run: str | None) -> bool:
        """Whether a session cannot surely be joined and paid any more; one that does not say when it
        closes can until it starts."""
        if run is None:
            return False
        session = self.way.sessions[id][run]
        enrolls = session.enrollment_end or (None if session.enrollment_stays else session.start)
        pays = session.upgrade_deadline or (None if session.upgrade_stays else session.start)
        last = None if session.end is None else Moment.of_day(session.end.last_day)
        known = Moment.of_day(self.known)
        return any(not known.certainly_before(one) for one in (enrolls, pays, last) if one is not None)

    def waits(self, id: str) -> bool:
        """Whether the way joins a session only with the certificate of the failed course, or with one that
        waits for it in turn."""
        waiting = [self.failed]
        for first in waiting:
            if not self.way.staying(first):
                waiting += [then for then in self.way.taken if then not in waiting and self.joins_after(first, then)]
        return id != self.failed and id in waiting

    def joins_after(self, first: str, then: str) -> bool:
        earlier, later = self.way.taken[first], self.way.taken[then]
        if earlier is None or later is None or later.joined:
            return False
        is_capstone = (
            self.problem.capstone == then
            and first in self.reader.own
            and self.way.problem.in_time(earlier, later)
        )
        return is_capstone or first in required_first(self.way.courses[then])

    def was_joined(self, id: str, option: Option) -> bool:
        """Whether the session of the way has begun or was to be paid by then."""
        if self.waits(id):
            return False
        if any(one.first <= self.known for one in option.studies):
            return True
        session = self.way.sessions[id].get(option.runs[0])
        if session is None:
            return False
        enrolls = None if option.joined else session.enrollment_end
        return self.is_over(enrolls) or self.is_over(session.upgrade_deadline)

    def left(self, id: str) -> Iterator[Option]:
        if id == self.failed:
            yield from self.again()
            return
        taken = self.way.taken[id]
        options = self.problem.options[id]
        own = [one for one in options if one.stays]
        if taken is not None and self.was_joined(id, taken):
            begun = any(one.first <= self.known for one in taken.studies)
            self.base += taken.fees
            if begun or taken.joined or len(taken.runs) > 1:
                self.problem.fixed = self.problem.fixed + list(taken.studies)
                yield dataclasses.replace(taken, fees=(), studies=())
            else:
                yield dataclasses.replace(taken, fees=())
                last = self.way.sessions[id][taken.runs[-1]]
                for one in self.joinable(id, options, taken):
                    session = self.way.sessions[id].get(one.runs[0])
                    if session is None:
                        yield one
                    elif in_sequence(last, session):
                        free = last.end.day + 1
                        studies = [
                            dataclasses.replace(study, first=max(study.first, free))
                            for study in one.studies
                        ]
                        late = dataclasses.replace(one, studies=tuple(studies))
                        self.changes.add(id_of(late))
                        yield late
            yield from own
            return
        # What has no date, or begins when the learner does, is joined after the failure is known.
        is_dated = taken is not None and taken.begin is None and taken.runs[0] is not None
        stands = taken is not None and not (is_dated and self.waits(id))
        if stands:
            yield taken
        yield from own
        for one in self.joinable(id, options, taken if stands else None):
            if taken is not None and same(one, taken):
                self.changes.discard(id_of(one))
            yield one

    def joinable(self, id: str, options: list[Option], taken: Option | None) -> Iterator[Option]:
        """What can be joined when the failure is known."""
        new = [one for one in options if not one.stays and (taken is None or not same(one, taken))]
        for one in new:
            if one.joined:
                session = self.way.sessions[id][one.runs[0]]
                if self.is_over(session.upgrade_deadline):
                    continue
            elif self.has_closed(id, one.runs[0]):
                continue
            if one.pace is not None:
                first = max(one.pace.first, self.known + 1)
                if one.pace.last is not None and first > one.pace.last:
                    continue
                one = dataclasses.replace(one, pace=dataclasses.replace(one.pace, first=first))
            elif one.studies and all(study.last <= self.known for study in one.studies):
                continue
            else:
                studies = [
                    Study(max(study.first, self.known + 1), study.last, study.hours)
                    for study in one.studies
                ]
                one = dataclasses.replace(one, studies=tuple(studies))
            self.changes.add(id_of(one))
            yield one

    def unpublished(self, id: str) -> Iterator[Option]:
        """A session that is still to be published."""
        if self.reader.wishes.get("published_only") is True or not self.reader.has_room(self.way.courses[id]):
            return
        if any(one["course"] == id for one in self.reader.wishes.get("pinned", [])):
            return
        one = self.reader.paying(self.way.courses[id], [None])
        self.changes.add(id_of(one))
        yield one

    def forbids_both(self, one: Session, other: Session) -> bool:
        """Whether two sessions of the failed course go on at the same time where that is not allowed (rule A13)."""
        is_allowed = fact(self.way.courses[self.failed], "simultaneous_sessions")
        return is_allowed is False and overlap(one, other)

    def again(self) -> Iterator[Option]:
        """The failed course, in a session that follows."""
        id = self.failed
        course = self.way.courses[id]
        failed = self.failed_option()
        self.base += failed.fees
        self.problem.fixed = self.problem.fixed + list(failed.studies)
        last = self.way.sessions[id][failed.runs[-1]]
        runs = self.reader.entries.get(id, {}).get("runs", [])
        used = sum(one["state"] == "finished" and one["result"] != "passed" for one in runs)
        used += len(failed.runs)
        guaranteed = fact(course, "attempts_guaranteed")
        yield from (one for one in self.way.staying(id) if one.held)
        if id in self.reader.wishes.get("without_courses", []):
            return
        if guaranteed is not None and used >= guaranteed:
            return
        named = {one.get("run") for one in runs if is_settled(one)} | set(failed.runs)
        listed = {
            run: session for run, session in self.way.sessions[id].items() if not session.projected
        }
        others = {run: session for run, session in listed.items() if run not in named}
        # What is paid besides is there already.
        ahead = [
            one
            for one in self.way.staying(id)
            if not one.held and not one.joined and one.runs != failed.runs
            and not self.forbids_both(last, self.way.sessions[id][one.runs[0]])
        ]
        yield from ahead
        begun = [] if failed.begin is not None else [last]
        found = []
        for one in self.reader.new_options(course, others, begun, 0, not ahead):
            run = one.runs[0]
            if run is not None and (run in named or self.forbids_both(last, self.way.sessions[id][run])):
                continue
            if self.has_closed(id, run):
                continue
            if one.pace is not None:
                first = max(one.pace.first, self.known + 1)
                if one.pace.last is not None and first > one.pace.last:
                    continue
                one = dataclasses.replace(one, pace=dataclasses.replace(one.pace, first=first))
            found.append(one)
            self.changes.add(id_of(one))
        yield from found
        if not found and not ahead:
            yield from self.unpublished(id)

    def solve(self) -> tuple[int, Worth] | None:
        """The fewest changes; of as few, the earliest, then the cheapest. Where none is needed, one may bring it
        earlier."""
        found = self.least_with(None)
        return found if found is None or found[0] > 0 else self.least_with(1)

    def least_with(self, most: int | None) -> tuple[int, Worth] | None:
        """The best with the fewest changes, or with so many at most."""
        model = Model(self.problem)
        changes = [
            var
            for id, options in self.problem.options.items()
            for option, var in zip(options, model.take[id])
            if id_of(option) in self.changes
        ]
        count = model.new("changes", len(changes))
        model.model.add(count == sum(changes))
        if most is None:
            return least(model, [count])
        model.model.add(count <= most)
        values = least_of(model, [])
        return None if values is None else (most, keys(values))

    def base_cost(self) -> Key:
        fees = [self.way.pays(fee) for fee in self.base]
        known = [fee.amount for fee in fees if fee.amount is not None]
        return (len(fees) - len(known), sum(known))


def least(model: Model, first: list[cp_model.IntVar]) -> tuple[int, Worth] | None:
    """The least of these, and then the best by completion, cost and peak."""
    values = least_of(model, first)
    return None if values is None else (values[0], keys(values[-3:]))


def least_of(model: Model, first: list[cp_model.IntVar]) -> list[int] | None:
    values = []
    for var in [*first, model.completion, model.cost, model.peak]:
        model.model.minimize(var)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(model.model)
        if status == cp_model.INFEASIBLE:
            return None
        assert status == cp_model.OPTIMAL, solver.status_name(status)
        values.append(round(solver.objective_value))
        model.model.add(var == values[-1])
    return values


def slack_faults(way: Way, told: list[Json], seen: Counter[str]) -> list[str]:
    faults = []
    said = {one["course"]: one for one in told}
    for id in way.courses:
        is_new = way.taken[id] is not None
        if is_new and id not in said:
            faults.append(f"slack: nothing is said of {id}")
    for id, one in said.items():
        options = way.certificate(id)
        if len(options) != 1 or options[0].held:
            seen["slack: of several sessions in the plan"] += 1
            continue
        if options[0].runs[-1] is None:
            seen["slack: of a session that is not published"] += 1
            continue
        if any(one is not None and len(one.runs) > 1 and one.runs[-1] is None for one in way.taken.values()):
            # How much of what is not published yet comes before the failure is known is open.
            seen["slack: beside expected failures that are not published"] += 1
            continue
        seen["slack: compared"] += 1
        fault = slack_fault(way, id, one, seen)
        if fault is not None:
            faults.append(f"slack of {id}: {fault}")
    return faults


def slack_fault(way: Way, id: str, told: Json, seen: Counter[str]) -> str | None:
    found = None
    for beside, is_wished in itertools.product([False, True], [True, False]):
        after = After(way, id, is_wished, beside)
        found = after.solve()
        if found is not None:
            break
    completion = told.get("completion")
    if found is None:
        seen["slack: no way is left"] += 1
        return None if completion is None else f"told {told}, the oracle has no way"
    changes, (end, cost, _) = found
    if completion is None:
        return f"told no way, the oracle has one: {found}"
    undated, day = end
    if undated > 0:
        seen["slack: of a date that is not known"] += 1
    expected = None if undated > 0 else day
    if expected is not None and way.day is not None and way.told["undated"] == 0:
        expected = max(expected, way.completion[1])
    bound = completion["from"]
    told_day = Moment.read(bound["at"]).day if isinstance(bound, dict) else None
    if told_day != expected and not (told_day is not None and expected == max(told_day, way.reader.today)):
        return f"told {told}, the oracle has the day {expected} ({found})"
    both = expected is not None and way.told["undated"] == 0 and way.day is not None
    later = max(expected - way.completion[1], 0) if both else None
    if told.get("days_later") != later:
        return f"told {told}, the oracle has {later} days"
    return extra_fault(way, after, told, cost, found)


def extra_fault(way: Way, after: After, told: Json, cost: Key, found: Any) -> str | None:
    base = after.base_cost()
    unpublished, known = base[0] + cost[0], base[1] + cost[1]
    extra = told["extra"]
    before = way.cost
    if unpublished != before[0]:
        if unpublished > before[0] and "high" in extra:
            return f"told {told}, the oracle has a fee more that is not published ({found})"
        return None
    if way.bought_on is not None:
        known += way.reader.bundle_price
    high = extra.get("high")
    more = max(known - before[1], 0)
    # What was not sure before and is left out after it, such as a course that the whole might cover, turns
    # the two ends around.
    turned = way.told["to_pay"].get("high") != way.told["to_pay"]["low"] and cents(extra["low"]) == more
    if high is None or (cents(high) != more and not turned):
        return f"told {told}, the oracle has {more} more ({found}, {base}, before {before})"
    return None


# --- The next steps -------------------------------------------------------------------------------

JOINS = ("enroll", "take_later_run")


def next_faults(way: Way, steps: list[Json], seen: Counter[str]) -> list[str]:
    faults = []
    if len(steps) > 3:
        faults.append("next: more than three steps")
    if way.day is not None and way.day <= way.reader.today:
        # An assessment asks for nothing more then, whatever else is wished.
        seen["next: the certificate is there already"] += 1
        return faults
    seen["next: steps"] += len(steps)
    known = [when_due(step) for step in steps]
    known = [moment.first for moment in known if moment is not None]
    if known != sorted(known):
        faults.append(f"next: not by date: {steps}")
    paid: set[tuple[str, str | None]] = set()
    done: set[tuple[str, str, str | None]] = set()
    for step in steps:
        action = step["action"]
        kind, session = action["type"], (action.get("course"), action.get("run"))
        if "by" in step and Moment.read(step["by"]).last <= way.reader.now:
            faults.append(f"next: a step of the past: {step}")
        if (kind, *session) in done:
            faults.append(f"next: twice: {step}")
        done.add((kind, *session))
        if kind == "pay":
            paid.add(session)
        if kind in JOINS:
            if session in paid:
                faults.append(f"next: paid before it is joined: {steps}")
            faults += late(way, step, session, True)
        elif kind in ("pay", "upgrade"):
            faults += late(way, step, session, False)
    return faults + missing_steps(way, steps)


def when_due(step: Json) -> Moment | None:
    """By when a step is done, or when it can be."""
    text = step.get("by") or step["action"].get("starts") or step["action"].get("from")
    return None if text is None else Moment.read(text)


def due_of(step: Json) -> int | None:
    moment = when_due(step)
    return None if moment is None else moment.day


def late(way: Way, step: Json, session: tuple[str, str | None], joins: bool) -> list[str]:
    """A step that comes too late for its session, or is about none of the way."""
    id, run = session
    known = way.sessions.get(id, {}).get(run)
    if known is None:
        return [] if run is None else [f"next: a session that is not known: {step}"]
    named = [one.get("run") for one in way.added.get(id, [])] + [way.upgraded(id)]
    if run not in named:
        planned = [one.get("run") for one in way.planned.get(id, {}).get("runs", [])]
        return [] if run in planned else [f"next: a session that is not of the way: {step}"]
    closes = known.enrollment_end if joins else known.upgrade_deadline
    by = step.get("by")
    if closes is not None and (by is None or Moment.read(by).day > closes.day):
        return [f"next: too late: {step} closes {closes}"]
    begins = begin_of(way, id, run)
    if joins and begins is not None and by is not None and Moment.read(by).day > begins:
        return [f"next: after the day on which it is begun: {step}"]
    return []


def begin_of(way: Way, id: str, run: str | None) -> int | None:
    """When the way begins with a self-paced session."""
    if fact(way.courses[id], "pacing") != "self_paced":
        return None
    own = [one for one in way.told["sessions"] if (one["course"], one.get("run")) == (id, run)]
    return day_of(own[0]["from"]) if own and "from" in own[0] else None


def missing_steps(way: Way, steps: list[Json]) -> list[str]:
    """Sessions whose joining or paying is due before the last of the steps that are named."""
    known = [due_of(step) for step in steps]
    last = max((one for one in known if one is not None), default=None)
    named = {(one["action"].get("course"), one["action"].get("run"), kind_of(one)) for one in steps}
    faults = []
    for id, runs in way.added.items():
        for run in (one.get("run") for one in runs):
            session = way.sessions[id].get(run)
            if session is None:
                continue
            # Where nobody says when enrollment closes, one can count on it until the start; where it never does, until
            # payment closes.
            closings = [session.registration, session.upgrade_deadline]
            closings = closings if any(closings) else [session.start]
            begins = begin_of(way, id, run)
            if begins is not None:
                closings = [session.enrollment_end, session.upgrade_deadline, Moment.of_day(begins)]
            # What is to be joined first is due by the first of these.
            due = min(one.day for one in closings if one is not None)
            if (id, run, "join") not in named and (len(steps) < 3 or due < last):
                faults.append(f"next: {id} {run} is not joined by {date_of(due)}: {steps}")
            pays = session.upgrade_deadline
            fee = way.pays(way.reader.fee_of(way.courses[id], session))
            if fee.amount == 0 or pays is None:
                continue
            if (id, run, "pay") not in named and (len(steps) < 3 or pays.day < last):
                faults.append(f"next: {id} {run} is not paid: {steps}")
    for id in way.courses:
        run = way.upgraded(id)
        if run is None:
            continue
        session = way.sessions[id][run]
        deadline = session.upgrade_deadline
        if deadline is None or (len(steps) == 3 and deadline.day >= last):
            continue
        # Who buys the program is upgraded by that; who has bought it still has to do so (E6).
        with_program = way.pays(way.reader.fee_of(way.courses[id], session)).amount == 0
        bought = [due_of(one) for one in steps if one["action"]["type"] == "buy_program"]
        in_time = any(day is not None and day <= deadline.day for day in bought)
        if not ((with_program and in_time) or (id, run, "pay") in named):
            faults.append(f"next: {id} {run} is not upgraded: {steps}")
    return faults


def kind_of(step: Json) -> str:
    kind = step["action"]["type"]
    return "join" if kind in JOINS else "pay" if kind in ("pay", "upgrade") else kind


# --- Wishes ---------------------------------------------------------------------------------------

SINGLE = (
    "start_from",
    "hours_per_week",
    "courses_at_once",
    "ready_by",
    "budget",
    "track",
    "published_only",
    "certificate_margin_days",
)
LISTS = {
    "hours_between": "hours_between",
    "without_tracks": "without_track",
    "with_courses": "with_course",
    "without_courses": "without_course",
    "pinned": "pinned",
    "failures": "failures",
}
Wish = tuple[str, int | None]


def all_wishes(wishes: Json) -> list[Wish]:
    single = [(key, None) for key in SINGLE if wishes.get(key) not in (None, False, 0) or (
        key in ("hours_per_week", "courses_at_once", "budget") and key in wishes)]
    return single + [(key, at) for key in LISTS for at in range(len(wishes.get(key, [])))]


def wish_of(told: Json) -> Wish:
    name = told["wish"]
    if name == "certificate_margin":
        return ("certificate_margin_days", None)
    for key, word in LISTS.items():
        if word == name:
            return (key, told["index"])
    return (name, None)


def without(wishes: Json, left_out: set[Wish]) -> Json:
    """The other wishes. A time with more hours than all weeks have was never bound by theirs."""
    kept = {key: wishes[key] for key in SINGLE if key in wishes and (key, None) not in left_out}
    for key in LISTS:
        listed = []
        for at, one in enumerate(wishes.get(key, [])):
            if (key, at) not in left_out:
                listed.append(one)
            elif key == "hours_between" and one["hours"] > kept.get("hours_per_week", 10**6):
                listed.append({**one, "hours": 168})
        kept[key] = listed
    return kept


def is_possible(made: Json, wishes: Json) -> bool:
    """Whether any way meets these wishes."""
    model = Model(Reader({**made, "wishes": wishes}, beside=True).problem())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


# --- Why there is no way --------------------------------------------------------------------------


def conflict_faults(made: Json, no_way: Json, seen: Counter[str]) -> list[str]:
    wishes = made["wishes"]
    every = all_wishes(wishes)
    told = [{wish_of(one["wish"]) for one in conflict["wishes"]} for conflict in no_way["conflicts"]]
    if not is_possible(made, without(wishes, set(every))):
        seen["conflict: impossible whatever is wished"] += 1
        return [f"conflict: no wish is at fault: {told}"] if told else []
    if len(every) > WISHES_COMBINED_MAX:
        seen["conflict: of many wishes"] += 1
        return []
    seen["conflict: compared"] += 1
    found: list[set[Wish]] = []
    for size in range(1, len(every) + 1):
        for picked in map(set, itertools.combinations(every, size)):
            if not any(one <= picked for one in found):
                if not is_possible(made, without(wishes, set(every) - picked)):
                    found.append(picked)
    faults = []
    # What is offered for the others may settle one as well, which is then not told; that it does is looked at below.
    has_offers = all(any("instead" in one for one in conflict["wishes"]) for conflict in no_way["conflicts"])
    is_settled_too = told and has_offers
    if [one for one in told if one not in found] or (len(told) != len(found) and not is_settled_too):
        return [f"conflict: told {told}, the oracle has {found}"]
    if [len(one) for one in told] != sorted(len(one) for one in told):
        faults.append(f"conflict: not the smallest first: {told}")
    seen["conflict: with several sets"] += len(found) > 1
    return faults + relaxation_faults(made, no_way["conflicts"], seen)


def altered(wishes: Json, changes: dict[Wish, Json]) -> Json:
    """The wishes with others in place of some, or without them."""
    wishes = {**wishes}
    left_out = set()
    for (key, at), instead in changes.items():
        if instead["type"] == "without":
            left_out.add((key, at))
            continue
        value = instead[instead["type"]]
        if at is None:
            wishes[key] = value
        else:
            inner = {"hours_between": "hours", "failures": "times"}[key]
            listed = list(wishes[key])
            listed[at] = {**listed[at], inner: value}
            wishes[key] = listed
    return without(wishes, left_out)


LEFT_OUT = {"type": "without"}


def relaxation_faults(made: Json, conflicts: list[Json], seen: Counter[str]) -> list[str]:
    wishes = made["wishes"]
    faults = []
    offers = [
        [(wish_of(one["wish"]), one["instead"]) for one in conflict["wishes"] if "instead" in one]
        for conflict in conflicts
    ]
    # Every conflict is settled by any of what is offered there.
    if all(offers):
        for choice in itertools.islice(itertools.product(*offers), SETTLED_MAX):
            changes = dict(choice)
            if len(changes) == len(choice):
                seen["conflict: settled as is offered"] += 1
                if not is_possible(made, altered(wishes, changes)):
                    faults.append(f"conflict: {changes} leaves no way")
    for at, conflict in enumerate(conflicts):
        for one in conflict["wishes"]:
            wish, instead = wish_of(one["wish"]), one.get("instead")
            earlier = [[o for o in offers[i] if o[0] != wish] for i in range(at)]
            later = [
                [(wish_of(o["wish"]), LEFT_OUT) for o in conflicts[i]["wishes"] if wish_of(o["wish"]) != wish]
                for i in range(at + 1, len(conflicts))
            ]
            ways = [each for each in [*earlier, *later] if each]
            settled = [dict(each) for each in itertools.islice(itertools.product(*ways), SETTLED_MAX)]
            for nearer in [nearer_than(instead, wish)] if instead else [LEFT_OUT]:
                if nearer is None or (instead is None and wish[0] in ("ready_by", "budget")):
                    continue
                seen["conflict: nearest one compared"] += 1
                if all(is_possible(made, altered(wishes, {**others, wish: nearer})) for others in settled):
                    faults.append(f"conflict: {wish} told {instead}, {nearer} does too")
            if instead is None and wish[0] in ("ready_by", "budget"):
                faults += not_known_faults(made, wish, one, settled, seen)
    return faults


def not_known_faults(made: Json, wish: Wish, told: Json, settled: list[Json], seen: Counter[str]) -> list[str]:
    """Where no day and no budget would do, a date or a fee is not known, or the others leave none."""
    seen["conflict: nothing would do"] += 1
    at, order = (0, EARLIEST) if wish[0] == "ready_by" else (1, CHEAPEST)
    for others in settled:
        best = Whole({**made, "wishes": altered(made["wishes"], {**others, wish: LEFT_OUT})}).solve(order)
        if best is None or best[at][0] > 0:
            return []
    return [f"conflict: {wish} told {told}, though all is known"]


def nearer_than(instead: Json, wish: Wish) -> Json | None:
    """One unit less of what is offered."""
    kind = instead["type"]
    if kind == "day":
        step = 1 if wish[0] == "start_from" else -1
        return {"type": "day", "day": date_of(day_of(instead["day"]) + step)}
    if kind == "amount":
        less = cents(instead["amount"]) - 1
        return {"type": "amount", "amount": f"{less // 100}.{less % 100:02}"} if less >= 0 else None
    if kind == "number":
        step = 1 if wish[0] in ("failures", "certificate_margin_days") else -1
        return {"type": "number", "number": instead["number"] + step}
    return None


def date_of(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()


# --- What keeps a way from being earlier ----------------------------------------------------------


def binding_faults(way: Way, told: list[Json], seen: Counter[str]) -> list[str]:
    made = way.made
    kinds = [one["type"] for one in told]
    for kind in kinds:
        seen[f"binding: {kind}"] += 1
    faults = undated_faults(way, told)
    best = earliest_of(made, made["wishes"])
    if best is None:
        return [*faults, "binding: the oracle has no way"]
    if best < way.completion:
        said = [day_in(one["earliest"]) for one in told if one["type"] == "another_way"]
        # Of a way without a date, nobody knows that it is earlier.
        if said != ([best[1]] if best[0] == 0 else []):
            faults.append(f"binding: told {told}, the earliest is {best}")
        return faults
    if "another_way" in kinds:
        return [*faults, f"binding: told {told}, nothing is earlier than {best}"]
    return faults + wishes_faults(way, told, seen) + sessions_faults(way, told)


def earliest_of(made: Json, wishes: Json) -> Key | None:
    best = Whole({**made, "wishes": wishes}).solve(EARLIEST)
    if best is None:
        return None
    undated, day = best[0]
    return (undated, NOT_KNOWN if undated > 0 else day)


def day_in(dates: Json) -> int | None:
    bound = dates["from"]
    return Moment.read(bound["at"]).day if isinstance(bound, dict) else None


def undated_faults(way: Way, told: list[Json]) -> list[str]:
    said = {one["course"] for one in told if one["type"] == "not_published"}
    said |= {one["deadline"]["course"] for one in told if one["type"] == "deadline_not_published"}
    undated = {
        id for id, option in way.taken.items() if option is not None and option.released is None
    }
    return [] if said == undated else [f"binding: without a date are {undated}, told {told}"]


def wishes_faults(way: Way, told: list[Json], seen: Counter[str]) -> list[str]:
    """The fewest wishes without which it would be earlier, and of as few the earliest."""
    made = way.made
    every = all_wishes(made["wishes"])
    said = [one for one in told if one["type"] == "wishes"]
    left_out = {wish_of(one) for entry in said for one in entry["wishes"]}

    def earlier(some: set[Wish]) -> Key | None:
        best = earliest_of(made, without(made["wishes"], some))
        return best if best is not None and best < way.completion else None

    if not said:
        some = [one for one in [*map(lambda one: {one}, every), set(every)] if one and earlier(one)]
        return [f"binding: told {told}, without {some} it is earlier"] if some else []
    end = earlier(left_out)
    if end is None and way.told["undated"] > 0:
        # The certificates that have a date are there earlier without them.
        return []
    if end is None or (end[0] == 0 and day_in(said[0]["earliest"]) != end[1]):
        return [f"binding: told {told}, without them it is {end}"]
    sizes = [1] if len(left_out) == 1 else [1, 2]
    for size in sizes:
        for some in map(set, itertools.combinations(every, size)):
            other = earlier(some) if some != left_out else None
            if other is not None and (size < len(left_out) or other < end):
                return [f"binding: told {told}, without {some} it is {other}"]
    return []


def sessions_faults(way: Way, told: list[Json]) -> list[str]:
    """Statements about sessions that hold or do not."""
    faults = []
    alone = Reader(way.made)
    expected: str | None = None
    for one in told:
        kind = one["type"]
        if kind == "own_pace":
            kind = "no_earlier_session"
        if kind not in ("no_earlier_session", "needs_first", "not_together"):
            continue
        ids = one["courses"] if kind == "not_together" else [one["course"]]
        for id in ids:
            own = {option.day for option in way.certificate(id)}
            last = way.completion[1] if way.told["undated"] == 0 else way.day
            # What is taken again for its age may be in time as it is, where nobody has published what follows.
            is_taken_again = way.told["undated"] > 0 and way.staying(id)
            if expected is None and last is not None and last not in own and not is_taken_again:
                faults.append(f"binding: {id} does not come last: {one}, {own}, {last}")
            if expected is not None and id != expected:
                faults.append(f"binding: {one} does not follow from what is before it")
            earlier = earlier_options(alone, way, id)
            if kind == "no_earlier_session" and earlier:
                faults.append(f"binding: {one}, but {[o.runs for o in earlier]} are earlier")
            if kind != "no_earlier_session" and not earlier:
                faults.append(f"binding: {one}, but there is nothing earlier")
        if kind == "needs_first":
            expected = one["first"]
            faults += needs_first_faults(way, alone, one)
    return faults


def earlier_options(reader: Reader, way: Way, id: str) -> list[Option]:
    """The sessions of a course to join whose certificate comes before that of the way."""
    own = way.certificate(id)
    if not own or own[0].day is None:
        return []
    found = []
    for option in reader.options(way.courses[id]):
        if option.stays or option.joined:
            continue
        if option.pace is not None and option.pace.individually:
            option = option.begun(option.pace.first)
        if option.released is not None and option.day < own[0].day:
            found.append(option)
    return found


def needs_first_faults(way: Way, reader: Reader, told: Json) -> list[str]:
    earlier = [one for one in earlier_options(reader, way, told["course"]) if one.runs[-1] == told.get("run")]
    firsts = way.certificate(told["first"])
    for option in earlier:
        if all(not way.problem.in_time(first, option) for first in firsts):
            return []
        if way.problem.capstone == told["course"] and not any(way.problem.suits(first, option) for first in firsts):
            return []
    return [f"binding: {told}, but that certificate is there in time"]


# --- The fewest changes of a plan -----------------------------------------------------------------


class AsPlanned(Reader):
    """The plan as it is: what is intended may stay, which is no change."""

    def __init__(self, made: Json, beside: bool) -> None:
        super().__init__({**made, "wishes": {}}, beside)
        self.kept: dict[str, Fee] = {}
        """The fees of what is intended, which are paid as long as nothing takes its place."""

    def options(self, course: Json) -> list[Option]:
        id = course["id"]
        found = super().options(course)
        asked = self.courses_to_plan()
        listed = {one["id"]: self.published(one) for one in course.get("runs", [])}
        for run in self.entries.get(id, {}).get("runs", []):
            session = listed.get(run.get("run"))
            if is_settled(run) or session is None or self.is_over(session) or course not in asked:
                continue
            self.kept[id] = self.fee_of(course, session)
            own = (session.run,)
            found = [dataclasses.replace(one, fees=()) if one.runs == own else one for one in found]
        return found

    def is_over(self, session: Session) -> bool:
        """Whether it can surely not be joined any more, so that nobody pays it."""
        closings = (session.end, session.enrollment_end, session.upgrade_deadline)
        return any(one is not None and one.last <= self.now for one in closings)

    def is_change(self, id: str, option: Option) -> bool:
        return not option.stays and not (id in self.kept and not option.fees)

    def saved(self, id: str, option: Option) -> list[Fee]:
        """What is not paid where a session takes the place of what is intended."""
        return [self.kept[id]] if id in self.kept and self.is_change(id, option) else []


def repair_faults(made: Json, told: Json, seen: Counter[str]) -> list[str]:
    faults = []
    leads = ("earned", "on_course")
    changes = told["changes"]
    if told["before"] in leads:
        seen["repair: leads there as it is"] += 1
        return ["repair: changes of a plan that leads there"] if changes else []
    if not told["proven"]:
        return []
    found = fewest_changes(made)
    if found is None or told["repaired"] is None:
        seen["repair: nothing helps"] += 1
        both = found is None and told["repaired"] is None
        return [] if both else [f"repair: told {len(changes)} changes, the oracle has {found}"]
    seen["repair: compared"] += 1
    count, end, cost, kept, problem = found
    if len(changes) != count:
        faults.append(f"repair: told {len(changes)} changes, the oracle has {found}")
    elif told["after"] not in leads:
        # What is not known may be what is left.
        seen["repair: leads to what is not known"] += 1
    if told["fewer_do"]:
        faults.append("repair: some of the changes do")
    way = told["repaired"]
    if way["plan"].get("bundle") and "high" not in way["to_pay"]:
        # The least then leaves out what may come with the whole program.
        return faults
    pays = way["to_pay"].get("high") or way["to_pay"]["low"]
    mine = (way["unpublished_fees"], cents(pays))
    after = {one["course"]: one.get("runs", []) for one in way["plan"]["courses"]}
    courses = {one["id"]: one for one in made["catalog"]["courses"]}
    planned = {one["course"]: one.get("runs", []) for one in made["plan"]["courses"]}
    for id, fee in kept.items():
        is_kept = any(not is_settled(run) and run in planned[id] for run in after[id])
        if is_kept and not is_joined(problem, id, required_first(courses[id]), after):
            # Nobody pays it then.
            cost = (cost[0] - (fee.amount is None), cost[1] - (fee.amount or 0))
    if not faults and mine != cost:
        faults.append(f"repair: {mine} to pay, the oracle has {found}")
    elif not faults:
        undated = way["undated"]
        today = Moment.read(made["now"]).first // DAY
        day = day_in(way["completion"])
        day = NOT_KNOWN if undated > 0 or day is None else max(day, today)
        expected = (end[0], NOT_KNOWN if end[0] > 0 else end[1])
        if (undated, day) != expected:
            faults.append(f"repair: comes on {(undated, day)}, the oracle has {found}")
    return faults


def required_first(course: Json) -> list[str]:
    prerequisites = course.get("prerequisites", [])
    return [one["course"] for one in prerequisites if one["strength"] == "required"]


def is_joined(problem: Problem, id: str, before: list[str], after: dict[str, list[Json]]) -> bool:
    """Whether each certificate that an intended session needs first may be there in time."""

    def taken(id: str) -> list[Option]:
        runs = [run.get("run") for run in after.get(id, []) if run["result"] != "not_passed"]
        return [one for one in problem.options[id] if one.stays or (runs and [*one.runs] == runs[-len(one.runs) :])]

    intended = taken(id)
    return all(
        any(
            # Where the certificate has no date, nobody knows that it comes too late.
            earlier.released is None or problem.in_time(earlier, one)
            for earlier in taken(first)
            if earlier.pace is None
            for one in intended
        )
        for first in before
    )


def fewest_changes(made: Json) -> tuple[int, Key, Key, dict[str, Fee], Problem] | None:
    """The fewest changes; of as few those with the fewest certificates without a date, then those with the fewest
    sessions and fees that nobody has published, then the cheapest, then the earliest. When that is, and what is to be
    paid, with what is intended as long as nothing takes its place."""
    reader = AsPlanned(made, True)
    problem = reader.problem()
    problem.bundle = None
    model = Model(problem)
    taken = [
        (id, option, var)
        for id, options in problem.options.items()
        for option, var in zip(options, model.take[id])
        if not option.stays
    ]

    def sum_of(name: str, of: Callable[[str, Option], int]) -> cp_model.IntVar:
        numbers = [(of(id, option), var) for id, option, var in taken]
        most = sum(abs(number) for number, _ in numbers)
        total = model.model.new_int_var(-most, most, name)
        model.model.add(total == sum(number * var for number, var in numbers))
        return total

    changes = sum_of("changes", reader.is_change)

    def not_published(fees: Iterable[Fee]) -> int:
        return [fee.amount for fee in fees].count(None)

    def published(fees: Iterable[Fee]) -> int:
        return sum(fee.amount or 0 for fee in fees)

    unpublished = sum_of(
        "fees not published",
        lambda id, one: not_published(one.fees) - not_published(reader.saved(id, one)),
    )
    unnamed = sum_of("sessions not published", lambda _, one: [*one.runs].count(None))
    known = sum_of("known", lambda id, one: published(one.fees) - published(reader.saved(id, one)))
    unknown = model.model.new_int_var(-1000, 1000, "not published")
    model.model.add(unknown == unpublished + unnamed)
    values = least_of(model, [changes, model.undated, unknown, known, unpublished])
    if values is None:
        return None
    count, _, _, paid, fees = values[:5]
    intended = [fee.amount for fee in reader.kept.values()]
    cost = (fees + intended.count(None), paid + sum(amount or 0 for amount in intended))
    return count, keys(values[-3:])[0], cost, reader.kept, problem


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    arguments = parser.parse_args()
    seen: Counter[str] = Counter()
    wrong = 0
    with open(arguments.file, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if not line["answer"]["proven"]:
                continue
            seen["instances"] += 1
            faults = check(line, seen)
            wrong += bool(faults)
            for fault in faults:
                print(f"seed {line['made']['seed']}: {fault}", flush=True)
    for name, count in sorted(seen.items()):
        print(f"{name:56} {count}")
    print(f"{'mismatches around the ways':56} {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
