"""An oracle for the best ways: the same programs, solved by OR-Tools CP-SAT and by trying every way.

Usage: catalogs.py FILE [--store FILE]

Each line of FILE is a made program with the answer of the planner, as the example
`program_answers` writes it. The problem is modeled here from the rules alone (rules A, B, C, E and F1), in two ways that share
only what a single session comes to: for CP-SAT, and for trying every choice where there are few.
Compared are whether there is a way, the best ways by each of the three orders of the objectives, and
every way that none dominates. With --store, the optima are written for the ordinary tests.
"""

import argparse
import bisect
import calendar
import dataclasses
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from ortools.sat.python import cp_model

EPOCH = date(1970, 1, 1)
DAY = 24 * 3600
HOUR = 3600
NOT_KNOWN = -(10**6)
"""The day of a certificate without a date: it never is the latest of those that have one."""
CHOICES_TRIED_MAX = 4000
SETS_MAX = 400

Json = dict[str, Any]
Key = tuple[int, int]
Worth = tuple[Key, Key, Key]
"""Completion (certificates without date, day), cost (fees not published, cents), peak (courses
without hours, hours)."""
ORDERS = {"earliest": (0, 1, 2), "cheapest": (1, 0, 2), "lightest": (2, 0, 1)}


def day_of(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


@dataclass(frozen=True)
class Moment:
    """An instant, or a day that begins first at UTC+14 and ends last at UTC-12 (rule C7)."""

    first: int
    last: int
    day: int
    is_day: bool

    @staticmethod
    def read(text: str) -> "Moment":
        if len(text) == 10:
            return Moment.of_day(day_of(text))
        at = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
        seconds = round(at.timestamp())
        return Moment(seconds, seconds, seconds // DAY, False)

    @staticmethod
    def of_day(day: int) -> "Moment":
        return Moment(day * DAY - 14 * HOUR, (day + 1) * DAY + 12 * HOUR, day, True)

    def plus_days(self, days: int) -> "Moment":
        shift = days * DAY
        return Moment(self.first + shift, self.last + shift, self.day + days, self.is_day)

    def plus_years(self, years: int) -> "Moment":
        return self.plus_months(12 * years)

    def plus_months(self, months: int) -> "Moment":
        day = EPOCH + timedelta(days=self.day)
        month = day.month - 1 + months
        first = date(day.year + month // 12, month % 12 + 1, 1)
        last = calendar.monthrange(first.year, first.month)[1]
        return self.plus_days((first.replace(day=min(day.day, last)) - day).days)

    @property
    def last_day(self) -> int:
        """The last day that is used up to this moment: what ends before noon takes nothing of its day."""
        return self.day if self.is_day else (self.first - 12 * HOUR) // DAY

    def certainly_before(self, other: "Moment") -> bool:
        if self.is_day and other.is_day:
            return self.day < other.day
        return self.last < other.first

    def certainly_not_before(self, other: "Moment") -> bool:
        if self.is_day and other.is_day:
            return self.day > other.day
        return self.first >= other.last

    def certainly_after_instant(self, now: int) -> bool:
        return self.first > now

    def certainly_before_instant(self, now: int) -> bool:
        return self.last < now

    def certainly_not_before_instant(self, now: int) -> bool:
        return self.first >= now


@dataclass(frozen=True)
class Session:
    """A session that could be joined; a date that the source sets to none never comes."""

    run: str | None
    start: Moment | None
    end: Moment | None
    never_ends: bool
    enrollment_end: Moment | None
    enrollment_stays: bool
    upgrade_deadline: Moment | None
    upgrade_stays: bool
    available: Moment | None
    fee: int | None
    projected: bool

    @property
    def registration(self) -> Moment | None:
        return None if self.enrollment_stays else self.enrollment_end or self.start

    def closes(self, enrollment: Moment | None) -> Moment | None:
        """When registration closes for whoever still has to pay: nobody pays before enrolling (rule F1)."""
        is_unstated = self.upgrade_deadline is None and not self.upgrade_stays
        pays = self.start if is_unstated and self.enrollment_stays else self.upgrade_deadline
        closings = [one for one in (enrollment, pays) if one is not None]
        return min(closings, key=lambda one: one.first, default=None)

    @property
    def certificate(self) -> Moment | None:
        return self.available or self.end


@dataclass(frozen=True)
class Study:
    first: int
    last: int
    hours: int | None


@dataclass(frozen=True)
class Fee:
    """A fee to pay: how much, where that is published, and on which days of a purchase of the whole
    program it comes with it (rule E6); the first of all days is now."""

    amount: int | None
    covered: tuple[int, int] | None = None


@dataclass(frozen=True)
class Pace:
    """A session that is begun on any day of a window; the day after so many days it is passed."""

    first: int
    last: int | None
    days: int
    hours: int | None
    individually: bool
    """Whether the certificate follows the passing, a day later at the earliest and two at the latest
    (rule C2)."""


@dataclass(frozen=True)
class Option:
    """One way to have the certificate of a course."""

    runs: tuple[str | None, ...]
    released: Moment | None
    sure: Moment | None
    """When it is counted on."""
    joined: bool = False
    """Whether nothing is to be joined for it any more."""
    registration: Moment | None = None
    """By when what comes before must be there; none where registration never closes, or where nobody
    has published when it does."""
    start: Moment | None = None
    open_until: Moment | None = None
    """Where registration never closes, the end of the session, by which what comes before must be there."""
    begin: int | None = None
    """The day on which the learner begins, where the learner sets the pace."""
    studies: tuple[Study, ...] = ()
    fees: tuple[Fee, ...] = ()
    held: bool = False
    today: int = NOT_KNOWN
    """What is held was there by this day, and delays nothing."""
    stays: bool = False
    """Whether it is in the plan whatever is chosen."""
    undated: bool = False
    """Whether it is held and nobody says since when."""
    ends: Moment | None = None
    """When its session is over, where the instructor sets the pace."""
    pace: Pace | None = None
    """Where every day to begin on is still open; the other fields are then without it."""

    @property
    def day(self) -> int | None:
        return None if self.released is None else max(self.released.day, self.today)

    def begun(self, day: int) -> "Option":
        """The same, begun on a day."""
        pace = self.pace
        assert pace is not None
        passed = day + pace.days
        dates = (
            {"released": Moment.of_day(passed + 1), "sure": Moment.of_day(passed + 2)}
            if pace.individually
            else {}
        )
        study = Study(day, passed, pace.hours)
        return dataclasses.replace(self, begin=day, studies=(study,), pace=None, **dates)


@dataclass
class Problem:
    """A program to plan for, as the rules leave it."""

    options: dict[str, list[Option]]
    tree: Json
    fills_one_place: bool
    firsts: dict[str, list[str]]
    capstone: str | None
    years: int | None
    fixed: list[Study]
    wanted: list[str]
    advanced: set[str]
    tracks: set[str] | None
    without_tracks: set[str]
    hours: list[tuple[int, int, int]]
    at_once: int | None
    ready_by: int | None
    budget: int | None
    bundle: int | None
    """The price of the whole program, where it can be bought."""
    now: Moment
    today: int
    next_capstone: Moment
    """When certificates are needed for a capstone that nobody has published."""
    undated: int | None = None
    """How many certificates without a date there may be, where that is limited."""
    below: Key | None = None
    """What the cost must be less than, where that is limited."""
    lighter: Key | None = None
    """What the peak must be less than, where that is limited."""
    features: Counter[str] = field(default_factory=Counter)

    def completed_before(self, option: Option, before: Moment | None) -> bool | None:
        """Whether a session is completed early enough for a place (rule B5); none where nobody knows. A
        certificate comes after that, so that an early one proves it, and a late one says nothing."""
        if before is None:
            return True
        if option.held:
            proven = option.released is not None and option.released.certainly_before(before)
            return True if proven and not option.undated else None
        if before.certainly_before_instant(self.now.first):
            return False
        if option.ends is None:
            return None
        if option.ends.certainly_before(before):
            return True
        return False if option.ends.certainly_not_before(before) else None

    def day_in(self, option: Option, before: Moment | None) -> int | None:
        """The day of a certificate in a place; none where it has no date, where it may not be completed in
        time, or where it may be too old (rules A12, B5)."""
        is_sure = self.completed_before(option, before) is True
        may_be_old = option.undated and self.years is not None
        return option.day if is_sure and not may_be_old else None

    def in_time(self, first: Option, then: Option) -> bool:
        """Whether a certificate that is needed first is surely there by registration (rule F1), and
        before one begins where the learner sets the pace."""
        if first.held or then.joined:
            return True
        if then.registration is None and then.begin is None and then.open_until is None:
            return True
        if first.sure is None:
            return False
        if then.registration is None and then.begin is None:
            return first.sure.certainly_before(then.open_until)
        registers = then.registration is None or then.registration.certainly_not_before(first.sure)
        return registers and (then.begin is None or first.sure.day < then.begin)

    def counts_at(self, option: Option, capstone: Option) -> bool:
        """Whether a certificate is surely young enough on the day of the capstone; a capstone that
        nobody has published may be a year away (rule A12)."""
        if self.years is None or capstone.held or option.released is None or option.undated:
            return True
        until = option.released.plus_years(self.years)
        if capstone.start is not None:
            return until.certainly_not_before(capstone.start)
        # What follows a session that is failed comes after that one.
        failed = [Moment.of_day(one.last) for one in capstone.studies if one.last < UNPLACED]
        return all(until.certainly_not_before(needed) for needed in [self.next_capstone, *failed])

    def is_too_old_beside(self, option: Option, other: Option, capstone: Option) -> bool:
        """Whether a certificate is too old by the time another one is there, which a capstone follows
        that nobody has published (rules A12, B8)."""
        if self.years is None or capstone.start is not None or capstone.held:
            return False
        if option.released is None or option.undated or other.day is None or other.undated:
            return False
        return option.released.plus_years(self.years).day < other.day

    def suits(self, option: Option, capstone: Option) -> bool:
        """Whether a certificate that counts goes with the session of the capstone (rules A12, B8)."""
        return self.in_time(option, capstone) and self.counts_at(option, capstone)


class Reader:
    """Reads a made program and applies the rules to each single session."""

    def __init__(self, made: Json, beside: bool = False, unwished: bool = False) -> None:
        """With `beside`, a session that nobody has published can be chosen beside those that are; with `unwished`,
        not of the courses that are wished."""
        self.beside = beside
        self.unwished = unwished
        self.catalog: Json = made["catalog"]
        self.plan: Json = made["plan"]
        self.wishes: Json = made["wishes"]
        self.now = Moment.read(made["now"]).first
        self.today = self.now // DAY
        self.program: Json = self.catalog["programs"][0]
        self.entries: dict[str, Json] = {one["course"]: one for one in self.plan["courses"]}
        self.tree = self.unfolded(self.program["requirement"]["value"])
        start = self.wishes.get("start_from")
        self.start_from = self.today if start is None else max(self.today, day_of(start))
        self.fixed: list[Study] = []
        self.places = {course["id"]: at for at, course in enumerate(self.catalog["courses"])}
        stated = [fact(one, "hours_per_week") for one in self.courses_to_plan()]
        # Who states no hours may take as many as the heaviest course of the program.
        self.heaviest: int | None = max((one["max"] for one in stated if one is not None), default=None)
        self.margin: int = self.wishes.get("certificate_margin_days", 0)
        price = fact(self.program, "bundle_price")
        self.bundle_price = None if price is None else cents(price["amount"])
        months = fact(self.program, "bundle_months")
        self.bundle_months: int = MONTHS_OF_A_BUNDLE if months is None else months
        bought = self.plan.get("bundle")
        self.bought = None if bought is None else Moment.read(bought["on"])
        self.own = set(courses_of(self.program["requirement"]["value"]))

    def unfolded(self, node: Json) -> Json:
        """The requirement with the courses of nested programs, and what else these and unlisted courses need
        as if it were a course: their certificate, where the courses may not be enough (rule B1)."""
        kind = node["kind"]
        if kind == "unlisted":
            return {"kind": "course", "course": UNLISTED}
        if kind == "program":
            program = self.nested(node)
            inner = self.unfolded(program["requirement"]["value"])
            if fact(program, "paid_mode") is False:
                return inner
            if node["program"] in self.plan.get("program_certificates", []):
                return {"kind": "all_of", "of": []}
            own = {"kind": "course", "course": CERTIFICATE}
            return {"kind": "all_of", "of": [inner, own]}
        if "tracks" in node:
            tracks = [
                {**track, "requirement": self.unfolded(track["requirement"])} for track in node["tracks"]
            ]
            return {**node, "tracks": tracks}
        return {**node, "of": [self.unfolded(child) for child in node["of"]]} if "of" in node else node

    def nested(self, node: Json) -> Json:
        return next(one for one in self.catalog["programs"] if one["id"] == node["program"])

    def courses_to_plan(self) -> list[Json]:
        """The courses of the program, and those that are required before them."""
        by_id: dict[str, Json] = {course["id"]: course for course in self.catalog["courses"]}
        found: list[str] = []
        tree = self.program["requirement"]["value"]
        waiting = list(courses_of(tree, lambda node: self.nested(node)["requirement"]["value"]))
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.append(id)
                before = by_id[id].get("prerequisites", [])
                waiting += [one["course"] for one in before if one["strength"] == "required"]
        return [by_id[id] for id in found]

    def hours_of(self, course: Json) -> int | None:
        stated = fact(course, "hours_per_week")
        return self.heaviest if stated is None else stated["max"]

    def problem(self) -> Problem:
        courses: list[Json] = self.catalog["courses"]
        wishes = self.wishes
        options = {course["id"]: self.options(course) for course in courses}
        required = {
            course["id"]: [
                one["course"]
                for one in course.get("prerequisites", [])
                if one["strength"] == "required"
            ]
            for course in courses
        }
        between = [
            (day_of(one["from"]), day_of(one["to"]), one["hours"])
            for one in wishes.get("hours_between", [])
        ]
        hours = list(between)
        if "hours_per_week" in wishes:
            # Where a time has hours of its own, those for all weeks do not hold.
            edges = {NOT_KNOWN, 10**6} | {own[0] for own in between} | {own[1] + 1 for own in between}
            for first, then in itertools.pairwise(sorted(edges)):
                if not any(own[0] <= first <= own[1] for own in between):
                    hours.append((first, then - 1, wishes["hours_per_week"]))
        named = set(courses_of(self.tree))
        for other, fees in ((UNLISTED, (Fee(None),)), (CERTIFICATE, ())):
            if other in named:
                options[other] = [Option((None,), None, None, fees=fees)]
                required[other] = []
        capstones = [course["id"] for course in courses if "capstone" in course]
        return Problem(
            options=options,
            tree=self.tree,
            fills_one_place=fact(self.program, "course_fills_one_place") is True,
            firsts=required,
            capstone=capstones[0] if capstones else None,
            years=fact(self.program, "certificates_count_years"),
            fixed=self.fixed,
            wanted=wishes.get("with_courses", []),
            advanced={one["id"] for one in courses if fact(one, "advanced") is True},
            tracks={wishes["track"]} if "track" in wishes else None,
            without_tracks=set(wishes.get("without_tracks", [])),
            hours=hours,
            at_once=wishes.get("courses_at_once"),
            ready_by=day_of(wishes["ready_by"]) if "ready_by" in wishes else None,
            budget=cents(wishes["budget"]) if "budget" in wishes else None,
            bundle=self.bundle_price if self.bought is None else None,
            now=Moment(self.now, self.now, self.today, False),
            today=self.today,
            next_capstone=Moment(self.now, self.now, self.today, False).plus_years(1),
        )

    def options(self, course: Json) -> list[Option]:
        """Every way to have the certificate of a course."""
        id = course["id"]
        runs = self.entries.get(id, {}).get("runs", [])
        listed = {one["id"]: self.published(one) for one in course.get("runs", [])}
        found: list[Option] = []
        surely = False
        used = 0
        begun: list[Session] = []
        times = self.failures(id)
        failing = self.failing(runs, listed)[:times]
        times -= len(failing)
        for run in runs:
            session = listed.get(run.get("run"))
            paid = run.get("payment") == "paid"
            if run["state"] == "finished":
                if run["result"] == "passed" and paid:
                    undated = "certificate_on" not in run
                    on = Moment.of_day(self.today) if undated else Moment.read(run["certificate_on"])
                    found.append(
                        Option(
                            (None,),
                            on,
                            on,
                            joined=True,
                            held=True,
                            today=self.today,
                            stays=True,
                            undated=undated,
                        )
                    )
                    surely = True
                else:
                    used += 1
            elif session is not None and (paid or run["state"] == "in_progress"):
                # What goes on or is paid already stays, whether it is needed or not.
                joined = run["state"] == "in_progress"
                self.fixed += self.ahead(self.study(course, session))
                # Nobody waits for an audit, which costs nothing (rule E1).
                if (joined and paid) or run in failing:
                    begun.append(session)
                if run in failing:
                    used += paid
                elif paid:
                    found.append(
                        Option(
                            (session.run,),
                            session.certificate,
                            self.sure(session.certificate),
                            joined=joined,
                            registration=None if joined else session.registration,
                            open_until=None if joined else session.end,
                            start=session.start,
                            stays=True,
                            ends=session.end,
                        )
                    )
                    surely = surely or joined
                elif self.upgrade_open(session):
                    found.append(self.paying(course, [session], studies=False, joined=True))
        guaranteed = fact(course, "attempts_guaranteed")
        left = None if guaranteed is None else guaranteed - used
        if left is not None and left < 1:
            return [option for option in found if option.held]
        settled = {run.get("run") for run in runs if run.get("payment") == "paid"}
        if (surely and self.program.get("certificates_count_years") is None) or (
            id in self.wishes.get("without_courses", [])
        ):
            return found
        if left is not None and left < times + 1:
            return found
        if fact(course, "simultaneous_sessions") is False:
            going_on = {run.get("run") for run in runs if run["state"] == "in_progress"}
            ahead = [listed[run] for run in settled | going_on if run in listed]
            listed = {
                run: session
                for run, session in listed.items()
                if not any(overlap(session, other) for other in ahead)
            }
        listed = {run: session for run, session in listed.items() if run not in settled}
        stands_in = all(option.held for option in found)
        return found + self.new_options(course, listed, begun, times, stands_in)

    def failing(self, runs: list[Json], listed: dict[str, Session]) -> list[Json]:
        """The sessions that go on or are paid, in the order in which they are failed where that is
        expected."""
        ahead = [
            run
            for run in runs
            if run["state"] != "finished"
            and run.get("result") != "passed"
            and (run["state"] == "in_progress" or run.get("payment") == "paid")
            and run.get("run") in listed
        ]
        return sorted(ahead, key=lambda run: (run["state"] == "planned", listed[run["run"]].start.first))

    def failures(self, id: str) -> int:
        return max((one["times"] for one in self.wishes.get("failures", []) if one["course"] == id), default=0)

    def new_options(
        self,
        course: Json,
        listed: dict[str, Session],
        begun: list[Session],
        times: int,
        stands_in: bool,
    ) -> list[Option]:
        published_only = self.wishes.get("published_only") is True
        sessions = list(listed.values())
        if not published_only:
            sessions += self.projected(course, listed)
        sessions = [session for session in sessions if self.joinable(session)]
        sessions = [session for session in sessions if not self.clashes(session, begun)]
        pinned = [one["run"] for one in self.wishes.get("pinned", []) if one["course"] == course["id"]]
        count = times + 1
        if fact(course, "pacing") == "self_paced":
            assert times == 0
            found = [option for one in sessions for option in self.self_paced(course, one)]
        else:
            sessions = [
                one for one in sessions if one.start is not None and one.start.day >= self.earliest
            ]
            found = [
                self.paying(course, list(chain), after=begun) for chain in self.chains(sessions, count)
            ]
        unpublished = not published_only and self.has_room(course)
        beside = self.beside and not (self.unwished and course["id"] in self.wishes.get("with_courses", []))
        if unpublished and (beside or (stands_in and not found)):
            # The others are still to be published.
            found += [
                self.paying(course, [*chain, *[None] * (count - known)], after=begun)
                for known in range(count)
                for chain in self.chains(sessions if times else [], known)
                if beside or not any(follows(chain, session) for session in sessions if times)
            ]
        return [option for option in found if not pinned or option.runs[0] in pinned]

    def has_room(self, course: Json) -> bool:
        """Whether there are weeks with room for a session, one after the other, whenever that is."""
        ranges = [
            (day_of(one["from"]), day_of(one["to"]), one["hours"])
            for one in self.wishes.get("hours_between", [])
        ]
        hours = self.hours_of(course) or 0
        weeks = fact(course, "weeks") or 0

        def fits(day: int) -> bool:
            own = [most for first, last, most in ranges if first <= day <= last]
            most = min(own) if own else self.wishes.get("hours_per_week")
            return most is None or (most > 0 and hours <= most)

        after = max([self.today, *(last + 1 for _, last, _ in ranges)]) + 1
        size = max(7 * weeks, 1)
        run = 0
        for day in range(self.today, after + size):
            run = run + 1 if fits(day) else 0
            if run == size:
                return self.wishes.get("courses_at_once") != 0
        return False

    def chains(self, sessions: list[Session], count: int) -> Iterator[tuple[Session, ...]]:
        """So many attempts one after the other."""
        for chain in itertools.permutations(sessions, count):
            if all(in_sequence(*pair) for pair in itertools.pairwise(chain)):
                yield chain

    @property
    def earliest(self) -> int:
        """No new session starts before this."""
        return day_of(self.wishes["start_from"]) if "start_from" in self.wishes else NOT_KNOWN

    def clashes(self, session: Session, begun: list[Session]) -> bool:
        """Whether a session cannot surely be joined once one of the same course is over: before that it is not
        known whether it is needed."""
        return any(session.run == one.run or not in_sequence(one, session) for one in begun)

    def published(self, run: Json) -> Session:
        def moment(key: str) -> Moment | None:
            text = run.get(key)
            return None if text in (None, "none") else Moment.read(text)

        fee = run.get("fee")
        return Session(
            run=run["id"],
            start=moment("start"),
            end=moment("end"),
            never_ends=run.get("end") == "none",
            enrollment_end=moment("enrollment_end"),
            enrollment_stays=run.get("enrollment_end") == "none",
            upgrade_deadline=moment("upgrade_deadline"),
            upgrade_stays=run.get("upgrade_deadline") == "none",
            available=moment("certificate_available"),
            fee=None if fee is None else cents(fee["amount"]),
            projected=False,
        )

    def projected(self, course: Json, listed: dict[str, Session]) -> Iterator[Session]:
        """One session for each term and year in which the course is offered (rule C6)."""
        this_year = (EPOCH + timedelta(days=self.today)).year
        offered = fact(course, "terms_offered") or []
        for term in self.catalog["terms"]:
            for year in range(this_year - 1, this_year + PROJECTED_YEARS + 1):
                if term["id"] not in offered or f"{term['id']}{year}" in listed:
                    continue
                start = day_of(f"{year}-{term['start']}")

                def after_start(key: str) -> Moment | None:
                    if key not in term:
                        return None
                    day = day_of(f"{year}-{term[key]}")
                    return Moment.of_day(day if day >= start else day_of(f"{year + 1}-{term[key]}"))

                yield Session(
                    run=f"{term['id']}{year}",
                    start=Moment.of_day(start),
                    end=after_start("end"),
                    never_ends=False,
                    enrollment_end=after_start("enrollment_end"),
                    enrollment_stays=False,
                    upgrade_deadline=after_start("upgrade_deadline"),
                    upgrade_stays=False,
                    available=after_start("certificate_available"),
                    fee=None,
                    projected=True,
                )

    def joinable(self, session: Session) -> bool:
        """Whether one can surely still enroll and upgrade, now or later (rules A2, A9)."""
        not_started = session.start is not None and session.start.certainly_after_instant(self.now)
        goes_on = session.never_ends or (
            session.end is not None and session.end.certainly_not_before_instant(self.now)
        )
        if session.enrollment_end is not None:
            enrolls = session.enrollment_end.certainly_after_instant(self.now)
        else:
            enrolls = session.enrollment_stays or not_started
        return goes_on and enrolls and self.upgrade_open(session)

    def upgrade_open(self, session: Session) -> bool:
        if session.upgrade_deadline is not None:
            return session.upgrade_deadline.certainly_after_instant(self.now)
        not_started = session.start is not None and session.start.certainly_after_instant(self.now)
        return session.upgrade_stays or not_started

    def fee(self, course: Json, session: Session | None) -> int | None:
        """What a session costs this learner: read by them, by income, of the session, of the course
        (rules E1, E3)."""
        typed = self.entries.get(course["id"], {}).get("fee")
        if typed is not None:
            return cents(typed["amount"])
        tiers = fact(self.program, "income_tiers")
        if tiers is not None:
            income = cents(self.plan["income"]["amount"])
            reached = [one for one in tiers["tiers"] if cents(one["income_from"]) <= income]
            return cents(reached[-1]["fee"])
        if session is not None and session.fee is not None:
            return session.fee
        stated = fact(course, "fee")
        return None if stated is None else cents(stated["amount"])

    def study(self, course: Json, session: Session) -> Study:
        assert session.start is not None and session.end is not None
        first = max(session.start.day, self.today)
        return Study(first, session.end.last_day, self.hours_of(course))

    def studies(
        self, course: Json, chain: list[Session | None], after: Iterable[Session]
    ) -> Iterator[Study]:
        """What is failed is over before another session of the course is joined."""
        free = max((one.end.day + 1 for one in after), default=NOT_KNOWN)
        for session in chain:
            if session is not None:
                study = self.study(course, session)
                yield from self.ahead(dataclasses.replace(study, first=max(study.first, free)))
                free = session.end.day + 1
        if None in chain:
            # Whenever it comes, it takes its hours.
            day = UNPLACED + 2 * self.places[course["id"]]
            yield Study(day, day, self.hours_of(course))

    def ahead(self, study: Study) -> list[Study]:
        """What is over before noon takes nothing of the day."""
        return [study] if study.first <= study.last else []

    def sure(self, certificate: Moment | None) -> Moment | None:
        """When a certificate whose latest date nobody states is counted on."""
        return None if certificate is None else certificate.plus_days(self.margin)

    def covered(self, course: Json, session: Session) -> tuple[int, int] | None:
        """On which days of a purchase a session comes with the whole program: it starts within the
        months, and can still be upgraded; one that never closes may be over by then, unless it
        starts after the purchase (rule E6)."""
        if course["id"] not in self.own or session.start is None:
            return None

        def starts_in_time(day: int) -> bool:
            now = Moment(self.now, self.now, self.today, False)
            bought = now if day == self.today else Moment.of_day(day)
            return session.start.certainly_before(bought.plus_months(self.bundle_months))

        def upgrades(day: int) -> bool:
            if day == self.today:
                return self.upgrade_open(session)
            if session.upgrade_stays:
                return Moment.of_day(day).certainly_before(session.start)
            closes = session.upgrade_deadline or session.start
            return closes.certainly_after_instant(Moment.of_day(day).last)

        days = range(self.today, session.start.day + 2000)
        first = bisect.bisect_left(days, True, key=starts_in_time)
        last = bisect.bisect_left(days, True, key=lambda day: not upgrades(day)) - 1
        return (days[first], days[last]) if first <= last else None

    def fee_of(self, course: Json, session: Session | None) -> Fee:
        amount = self.fee(course, session)
        if session is None or self.bundle_price is None:
            return Fee(amount)
        if self.bought is None:
            return Fee(amount, self.covered(course, session))
        until = self.bought.plus_months(self.bundle_months)
        own = course["id"] in self.own and session.start is not None
        in_time = own and session.start.certainly_before(until)
        # What was not used by then expires, whenever a session could have been joined (rule E6).
        lasts = until.certainly_not_before(Moment(self.now, self.now, self.today, False))
        return Fee(0 if in_time and lasts and self.upgrade_open(session) else amount)

    def paying(
        self,
        course: Json,
        chain: list[Session | None],
        studies: bool = True,
        joined: bool = False,
        after: Iterable[Session] = (),
    ) -> Option:
        """Sessions that are paid one after the other, and after those that go on; the last one is passed."""
        first, last = chain[0], chain[-1]
        certificate = last.certificate if last is not None else None
        return Option(
            tuple(None if session is None else session.run for session in chain),
            certificate,
            self.sure(certificate),
            joined=joined,
            registration=None if joined or first is None else first.closes(first.registration),
            open_until=None if joined or first is None else first.end,
            start=None if last is None else last.start,
            ends=None if last is None else last.end,
            studies=tuple(self.studies(course, chain, after)) if studies else (),
            fees=tuple(self.fee_of(course, session) for session in chain),
        )

    def self_paced(self, course: Json, session: Session) -> Iterator[Option]:
        """Begun on any day on which there is time enough for its weeks; nobody is through sooner."""
        assert session.start is not None
        days = 7 * fact(course, "weeks")
        individually = fact(course, "certificate_release") == "individually"
        opens = max(session.start.day, self.start_from)
        last = None if session.end is None else session.end.last_day - days
        option = Option(
            (session.run,),
            session.certificate,
            self.sure(session.certificate),
            registration=session.closes(session.enrollment_end),
            start=session.start,
            fees=(self.fee_of(course, session),),
        )
        pace = Pace(opens, last, days, self.hours_of(course), individually)
        if last is None or opens <= last:
            yield dataclasses.replace(option, pace=pace)


OTHERS = "?!"
UNLISTED = "?U"
CERTIFICATE = "!N"
"""What no course is, of which a made program has one each at most: a course that no source lists, and
the certificate of a nested program."""
PROJECTED_YEARS = 6
MONTHS_OF_A_BUNDLE = 24


def follows(chain: tuple[Session, ...], session: Session) -> bool:
    return not chain or in_sequence(chain[-1], session)


def in_sequence(first: Session, then: Session) -> bool:
    """Whether one can surely join a session, and study for it, once another one is over; one that does not
    say when it closes can be joined until it starts (rules A13, F1)."""
    if first.end is None:
        return False
    enrolls = None if then.enrollment_stays else then.enrollment_end or then.start
    pays = None if then.upgrade_stays else then.upgrade_deadline or then.start
    last = None if then.end is None else Moment.of_day(then.end.last_day)
    return all(first.end.certainly_before(one) for one in (enrolls, pays, last) if one is not None)


def overlap(one: Session, other: Session) -> bool:
    """Whether two sessions certainly go on at the same time."""
    dates = (one.start, one.end, other.start, other.end)
    if any(date is None for date in dates):
        return False
    return one.start.certainly_before(other.end) and other.start.certainly_before(one.end)


def fact(of: Json, key: str) -> Any:
    return of.get(key, {}).get("value")


def courses_of(node: Json, nested: Callable[[Json], Json] | None = None) -> Iterator[str]:
    """The courses that a requirement names, and those of nested programs where these are given."""
    if node["kind"] == "course":
        yield node["course"]
    if node["kind"] == "program" and nested is not None:
        yield from courses_of(nested(node), nested)
    for track in node.get("tracks", []):
        yield from courses_of(track["requirement"], nested)
    for part in node.get("of", []):
        yield from courses_of(part, nested)


def cents(amount: str) -> int:
    whole, _, part = amount.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


# --- Trying every choice --------------------------------------------------------------------------


Place = tuple[str, str]
"""A course, and before which day it must be completed to count there, where that is limited."""


def sets(node: Json, problem: Problem) -> list[tuple[Place, ...]]:
    """The courses of every way to fill a part of the requirement, a place each (rules B1, B2)."""
    kind = node["kind"]
    if kind == "course":
        return [((node["course"], node.get("completed_before", "")),)]
    if kind == "all_of":
        return combined([sets(child, problem) for child in node["of"]])
    if kind == "one_track_of":
        return [
            one
            for track in node["tracks"]
            if (problem.tracks is None or track["id"] in problem.tracks)
            and track["id"] not in problem.without_tracks
            for one in sets(track["requirement"], problem)
        ]
    found: list[tuple[Place, ...]] = []
    advanced = advanced_of(node, problem)
    for children in itertools.combinations(node["of"], node["number"]):
        if sum(child in advanced for child in children) >= node.get("advanced", 0):
            found += combined([sets(child, problem) for child in children])
    return found


def combined(parts: list[list[tuple[Place, ...]]]) -> list[tuple[Place, ...]]:
    total = 1
    for part in parts:
        total *= len(part)
    if total > SETS_MAX:
        raise TooMany
    return [tuple(itertools.chain(*each)) for each in itertools.product(*parts)]


class TooMany(Exception):
    pass


def advanced_of(node: Json, problem: Problem) -> list[Json]:
    """The parts of a choice that are advanced, or may be where too few are known to be (rule B5)."""
    courses = [child for child in node["of"] if child["kind"] == "course"]
    known = [child for child in courses if child["course"] in problem.advanced]
    enough = len(known) >= node.get("advanced", 0)
    return known if enough else known + [child for child in courses if child["course"] == UNLISTED]


def try_all(problem: Problem) -> set[Worth] | None:
    """What every allowed choice comes to, the dominated ones left out; none if there are too many."""
    try:
        ways = sets(problem.tree, problem)
    except TooMany:
        return None
    if problem.fills_one_place:
        ways = [way for way in ways if len({id for id, _ in way}) == len(way)]
    ways = list({tuple(sorted(way)) for way in ways})
    courses = list(problem.options)
    count = 1
    for id in courses:
        count *= 1 + sum(days_of(option) for option in problem.options[id])
    if len(ways) > SETS_MAX or count > CHOICES_TRIED_MAX:
        return None
    found: set[Worth] = set()
    every = {id: [one for option in problem.options[id] for one in every_day(option)] for id in courses}
    for chosen in itertools.product(*([None, *every[id]] for id in courses)):
        taken = {id: option for id, option in zip(courses, chosen) if option is not None}
        worth = worth_of(problem, ways, taken)
        if worth is not None:
            found.add(worth)
    return not_dominated(found)


def days_of(option: Option) -> int:
    """On how many days it can be begun."""
    if option.pace is None:
        return 1
    return CHOICES_TRIED_MAX if option.pace.last is None else option.pace.last - option.pace.first + 1


def every_day(option: Option) -> list[Option]:
    if option.pace is None:
        return [option]
    return [option.begun(day) for day in range(option.pace.first, option.pace.last + 1)]


def worth_of(problem: Problem, ways: list[tuple[Place, ...]], taken: dict[str, Option]) -> Worth | None:
    if any(id not in taken for id in problem.wanted):
        return None
    for id, option in taken.items():
        for first in problem.firsts[id]:
            if option.joined:
                continue
            # Any session of the course does that is in the plan anyway (rule A7).
            before = [one for one in problem.options[first] if one.stays]
            before += [taken[first]] if first in taken else []
            if not any(problem.in_time(one, option) for one in before):
                return None
    loads = list(problem.fixed) + [one for option in taken.values() for one in option.studies]
    peak = peak_within_limits(problem, loads)
    cost = least_cost(problem, [fee for option in taken.values() for fee in option.fees])
    too_dear = problem.budget is not None and (cost[0] > 0 or cost[1] > problem.budget)
    ends = [completion(way, taken, problem) for way in ways]
    known = [end for end in ends if end is not None]
    if peak is None or too_dear or not known:
        return None
    end = min(known)
    if problem.ready_by is not None and (end[0] > 0 or end[1] > problem.ready_by):
        return None
    if problem.undated is not None and end[0] > problem.undated:
        return None
    if problem.below is not None and cost >= problem.below:
        return None
    if problem.lighter is not None and peak >= problem.lighter:
        return None
    return (end, cost, peak)


def least_cost(problem: Problem, fees: list[Fee]) -> Key:
    """What the fees come to, with the whole program bought on the day that is best, or not."""

    def sum_of(fees: list[Fee]) -> Key:
        known = [fee.amount for fee in fees if fee.amount is not None]
        return (len(fees) - len(known), sum(known))

    costs = [sum_of(fees)]
    if problem.bundle is not None:
        for day in {day for fee in fees if fee.covered is not None for day in fee.covered}:
            unpublished, known = sum_of([fee for fee in fees if not is_covered(fee, day)])
            costs.append((unpublished, known + problem.bundle))
    return min(costs)


def is_covered(fee: Fee, day: int) -> bool:
    return fee.covered is not None and fee.covered[0] <= day <= fee.covered[1]


def completion(way: tuple[Place, ...], taken: dict[str, Option], problem: Problem) -> Key | None:
    if any(id not in taken for id, _ in way):
        return None
    ids = {id for id, _ in way}
    if problem.capstone in ids:
        capstone = taken[problem.capstone]
        others = [taken[id] for id in ids if id != problem.capstone and id[0] not in OTHERS]
        if not all(problem.suits(other, capstone) for other in others):
            return None
        pairs = itertools.permutations(others, 2)
        if any(problem.is_too_old_beside(one, other, capstone) for one, other in pairs):
            return None
    places = [(id, Moment.read(before) if before else None) for id, before in way]
    if any(problem.completed_before(taken[id], before) is False for id, before in places):
        return None
    days = [(id, problem.day_in(taken[id], before)) for id, before in places]
    known = [day for _, day in days if day is not None]
    # A certificate without a date that fills two places is one.
    undated = {id for id, day in days if day is None}
    return (len(undated), max(known, default=NOT_KNOWN))


def peak_within_limits(problem: Problem, loads: list[Study]) -> Key | None:
    peak = (0, 0)
    days = {one.first for one in loads} | {first for first, _, _ in problem.hours}
    for day in days:
        now = [one for one in loads if one.first <= day <= one.last]
        hours = sum(one.hours for one in now if one.hours is not None)
        for first, last, most in problem.hours:
            # Without an hour there is no study, whatever it takes.
            if first <= day <= last and (hours > most or (most == 0 and now)):
                return None
        if problem.at_once is not None and len(now) > problem.at_once:
            return None
        peak = max(peak, (sum(one.hours is None for one in now), hours))
    return peak


def no_worse(left: Worth, right: Worth) -> bool:
    return all(mine <= other for mine, other in zip(left, right))


def not_dominated(found: set[Worth]) -> set[Worth]:
    return {one for one in found if not any(other != one and no_worse(other, one) for other in found)}


# --- CP-SAT ---------------------------------------------------------------------------------------

DAYS = 100_000
UNPLACED = 2_000_000
"""Days after all others, one for each course, for the study of sessions without a date."""
CENTS = 100_000_000
HOURS = 10_000


class Model:
    """The problem for CP-SAT: a variable for each way to have each certificate, and for each place of
    the requirement."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.take: dict[str, list[cp_model.IntVar]] = {}
        self.used: dict[str, list[cp_model.IntVar]] = {}
        self.before: dict[str, list[Moment | None]] = {}
        """For each place of `used`, before which day its course must be completed."""
        for id, options in problem.options.items():
            self.take[id] = [self.model.new_bool_var(f"{id} {option.runs}") for option in options]
            self.model.add_at_most_one(self.take[id])
            self.used[id] = []
            self.before[id] = []
        self.begin: dict[int, cp_model.IntVar] = {}
        for options in problem.options.values():
            for option in options:
                if option.pace is not None:
                    last = option.pace.last
                    last = self.horizon() if last is None else last
                    self.begin[id_of(option)] = self.model.new_int_var(
                        option.pace.first, max(last, option.pace.first), "begin"
                    )
        self.model.add(self.place(problem.tree) == 1)
        self.counts()
        self.orders()
        self.completion = self.new("completion", len(self.take) * DAYS + DAYS)
        self.cost = self.new("cost", len(self.take) * 3 * CENTS + CENTS)
        self.peak = self.new("peak", (len(self.take) + 30) * HOURS)
        self.bind_completion()
        self.bind_cost()
        self.bind_load()

    def horizon(self) -> int:
        """A day after which nobody needs to begin: all that has a date is over, and all that has none
        has been done one after the other."""
        options = [option for options in self.problem.options.values() for option in options]
        studies = [study for option in options for study in option.studies]
        days = [study.last for study in studies if study.last < UNPLACED]
        days += [study.last for study in self.problem.fixed]
        days += [option.sure.day for option in options if option.sure is not None]
        days += [option.pace.first for option in options if option.pace is not None]
        days += [last for _, last, _ in self.problem.hours if last < 10**6]
        paced = [option.pace.days + 4 for option in options if option.pace is not None]
        return max(days) + sum(paced)

    def new(self, name: str, most: int) -> cp_model.IntVar:
        return self.model.new_int_var(0, most, name)

    def place(self, node: Json) -> cp_model.IntVar:
        """A variable that may be 1 only if the part is filled by certificates that count."""
        filled = self.model.new_bool_var(node["kind"])
        kind = node["kind"]
        if kind == "course":
            id = node["course"]
            before = Moment.read(node["completed_before"]) if "completed_before" in node else None
            counting = [
                taken
                for option, taken in zip(self.problem.options[id], self.take[id])
                if self.problem.completed_before(option, before) is not False
            ]
            self.model.add(sum(counting) >= filled)
            self.used[id].append(filled)
            self.before[id].append(before)
            return filled
        if kind == "one_track_of":
            tracks = [
                self.place(track["requirement"])
                for track in node["tracks"]
                if (self.problem.tracks is None or track["id"] in self.problem.tracks)
                and track["id"] not in self.problem.without_tracks
            ]
            self.model.add(sum(tracks) >= filled)
            return filled
        children = [self.place(child) for child in node["of"]]
        number = len(children) if kind == "all_of" else node["number"]
        self.model.add(sum(children) >= number * filled)
        if "advanced" in node:
            of = advanced_of(node, self.problem)
            advanced = [place for place, child in zip(children, node["of"]) if child in of]
            self.model.add(sum(advanced) >= node["advanced"] * filled)
        return filled

    def counts(self) -> None:
        """What holds of the certificates that fill places (rules A12, B2, B8)."""
        problem = self.problem
        if problem.fills_one_place:
            for places in self.used.values():
                self.model.add_at_most_one(places)
        for id in problem.wanted:
            self.model.add(sum(self.take[id]) == 1)
        if problem.capstone is None:
            return
        for at, capstone in enumerate(problem.options[problem.capstone]):
            for id in problem.options:
                if id == problem.capstone or id[0] in OTHERS:
                    continue
                for option, taken in zip(problem.options[id], self.take[id]):
                    in_time = self.in_time(option, capstone)
                    suits = problem.counts_at(option, capstone) and in_time
                    if suits is True:
                        continue
                    literal = [] if suits is False else [suits]
                    for place in self.used[id]:
                        self.model.add_bool_or(
                            *literal, ~place, ~taken, ~self.take[problem.capstone][at]
                        )

        for at, capstone in enumerate(problem.options[problem.capstone]):
            if problem.years is not None and capstone.start is None and not capstone.held:
                self.young_together(capstone, self.take[problem.capstone][at])

    def young_together(self, capstone: Option, capstone_taken: cp_model.IntVar) -> None:
        """No certificate is too old by the time another one is there (rules A12, B8)."""
        problem = self.problem
        ids = [id for id in problem.options if id != problem.capstone and id[0] not in OTHERS]
        taken = [
            (id, option, taken)
            for id in ids
            for option, taken in zip(problem.options[id], self.take[id])
        ]
        for (id, one, one_taken), (other_id, other, other_taken) in itertools.permutations(taken, 2):
            if id == other_id or one.released is None or one.undated:
                continue
            until = one.released.plus_years(problem.years).day
            for place, other_place in itertools.product(self.used[id], self.used[other_id]):
                both = [place, one_taken, other_place, other_taken, capstone_taken]
                if other.pace is not None and other.pace.individually:
                    released = self.begin[id_of(other)] + other.pace.days + 1
                    self.model.add(released <= until).only_enforce_if(both)
                elif problem.is_too_old_beside(one, other, capstone):
                    self.model.add_bool_or(*[~var for var in both])

    def in_time(self, first: Option, then: Option) -> cp_model.IntVar | bool:
        """Whether a certificate is there in time for a session; where that hangs on the days on which
        one begins, a variable that may be 1 only if it is."""
        if (first.pace is None and then.pace is None) or first.held or then.joined:
            return self.problem.in_time(first, then)
        if then.registration is None and then.pace is None and then.begin is None and then.open_until is None:
            return True
        if first.pace is not None and first.pace.individually:
            sure = self.begin[id_of(first)] + first.pace.days + 2
        elif first.sure is not None:
            sure = first.sure.day
        else:
            return False
        met = self.model.new_bool_var("in time")
        is_paced = then.pace is not None or then.begin is not None
        by = then.registration or (None if is_paced else then.open_until)
        if by is not None:

            def is_met(sure: Moment) -> bool:
                return by.certainly_not_before(sure) if then.registration else sure.certainly_before(by)

            if first.pace is not None and first.pace.individually:
                latest = by.day + 3
                while not is_met(Moment.of_day(latest)):
                    latest -= 1
                self.model.add(sure <= latest).only_enforce_if(met)
            elif not is_met(first.sure):
                self.model.add(met == 0)
        if then.pace is not None:
            self.model.add(self.begin[id_of(then)] >= sure + 1).only_enforce_if(met)
        if then.begin is not None:
            self.model.add(then.begin >= sure + 1).only_enforce_if(met)
        return met

    def orders(self) -> None:
        """What is required first is there by registration (rule F1)."""
        for then, firsts in self.problem.firsts.items():
            for option, taken in zip(self.problem.options[then], self.take[then]):
                if option.joined:
                    continue
                for first in firsts:
                    # Any session of the course does that is in the plan anyway (rule A7).
                    before = self.problem.options[first]
                    if any(one.stays and self.in_time(one, option) is True for one in before):
                        continue
                    good = []
                    for one, var in zip(self.problem.options[first], self.take[first]):
                        met = self.in_time(one, option)
                        if met is not False:
                            good.append(var if met is True else self.both(met, var))
                    self.model.add(sum(good) >= taken)

    def both(self, left: cp_model.IntVar, right: cp_model.IntVar) -> cp_model.IntVar:
        """A variable that may be 1 only if both are."""
        var = self.model.new_bool_var("both")
        self.model.add_implication(var, left)
        self.model.add_implication(var, right)
        return var

    def bind_completion(self) -> None:
        undated = []
        day = self.new("day", DAYS - 1)
        for id, places in self.used.items():
            # However many places it fills, it is one certificate without a date.
            counted = self.model.new_bool_var("undated")
            undated.append(counted)
            for option, taken in zip(self.problem.options[id], self.take[id]):
                for place, before in zip(places, self.before[id]):
                    day_in = self.problem.day_in(option, before)
                    if option.pace is not None and option.pace.individually:
                        released = self.begin[id_of(option)] + option.pace.days + 1
                        self.model.add(day >= released).only_enforce_if(place, taken)
                    elif day_in is None:
                        self.model.add(counted >= place + taken - 1)
                    else:
                        self.model.add(day >= day_in).only_enforce_if(place, taken)
        self.undated = self.new("undated certificates", len(undated))
        self.model.add(self.undated == sum(undated))
        self.model.add(self.completion == self.undated * DAYS + day)
        if self.problem.ready_by is not None:
            self.model.add(self.completion <= self.problem.ready_by)
        if self.problem.undated is not None:
            self.model.add(self.undated <= self.problem.undated)

    def bind_cost(self) -> None:
        problem = self.problem
        bought = self.model.new_bool_var("bought as a whole")
        on = self.model.new_int_var(problem.today, problem.today + 10_000, "bought on")
        terms = [(problem.bundle or 0) * bought]
        if problem.bundle is None:
            self.model.add(bought == 0)
        for id, options in problem.options.items():
            for option, taken in zip(options, self.take[id]):
                for fee in option.fees:
                    weight = CENTS if fee.amount is None else fee.amount
                    terms.append(weight * taken)
                    if fee.covered is not None and problem.bundle is not None:
                        covered = self.both(taken, bought)
                        first, last = fee.covered
                        self.model.add(on >= first).only_enforce_if(covered)
                        self.model.add(on <= last).only_enforce_if(covered)
                        terms.append(-weight * covered)
        self.model.add(self.cost == sum(terms))
        if self.problem.budget is not None:
            self.model.add(self.cost <= self.problem.budget)
        if self.problem.below is not None:
            unpublished, known = self.problem.below
            self.model.add(self.cost <= unpublished * CENTS + known - 1)

    def bind_load(self) -> None:
        """Every study as an interval, of which some begin on a day that is free."""
        problem = self.problem
        loads: list[tuple[cp_model.IntervalVar, int | None]] = []
        for study in problem.fixed:
            size = study.last - study.first + 1
            fixed = self.model.new_fixed_size_interval_var(study.first, size, "fixed")
            loads.append((fixed, study.hours))
        for id, options in problem.options.items():
            for option, taken in zip(options, self.take[id]):
                studies = [(one.first, one.last - one.first + 1, one.hours) for one in option.studies]
                if option.pace is not None:
                    begin = self.begin[id_of(option)]
                    studies.append((begin, option.pace.days + 1, option.pace.hours))
                for begin, size, hours in studies:
                    study = self.model.new_optional_fixed_size_interval_var(begin, size, taken, id)
                    loads.append((study, hours))
        intervals = [interval for interval, _ in loads]
        demands = [hours or 0 for _, hours in loads]
        everything = sum(demands)
        for first, last, most in problem.hours:
            # Outside its days, all study together is within the limit.
            size = last - first + 1
            rest = self.model.new_fixed_size_interval_var(first, size, "limit")
            if most == 0:
                # Without an hour there is no study, whatever it takes.
                count = len(intervals)
                self.model.add_cumulative([*intervals, rest], [*[1] * count, count], count)
            most = min(most, everything)
            self.model.add_cumulative([*intervals, rest], [*demands, everything - most], everything)
        if problem.at_once is not None:
            self.model.add_cumulative(intervals, [1] * len(intervals), problem.at_once)
        weights = [HOURS if hours is None else hours for _, hours in loads]
        self.model.add_cumulative(intervals, weights, self.peak)
        if problem.lighter is not None:
            unstated, hours = problem.lighter
            self.model.add(self.peak < unstated * HOURS + hours)

    def solve(self, order: tuple[int, int, int], besides: set[Worth] = frozenset()) -> Worth | None:
        """The best by an order of the objectives that none of `besides` dominates."""
        model = self.model.clone()
        objectives = [self.completion, self.cost, self.peak]
        variables = [model.get_int_var_from_proto_index(one.index) for one in objectives]
        for one in besides:
            better = [model.new_bool_var("better") for _ in variables]
            for var, key, is_better in zip(variables, numbers(one), better):
                model.add(var <= key - 1).only_enforce_if(is_better)
            model.add_bool_or(better)
        values = [0, 0, 0]
        for at in order:
            model.minimize(variables[at])
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            status = solver.solve(model)
            if status == cp_model.INFEASIBLE:
                return None
            assert status == cp_model.OPTIMAL, solver.status_name(status)
            values[at] = round(solver.objective_value)
            model.add(variables[at] == values[at])
        return keys(values)

    def trade_offs(self) -> set[Worth]:
        """Every worth that none dominates, the earliest first, each better than those before."""
        found: set[Worth] = set()
        while (one := self.solve(ORDERS["earliest"], found)) is not None:
            found.add(one)
        return found


def id_of(option: Option) -> int:
    return id(option)


def numbers(worth: Worth) -> list[int]:
    (undated, day), (unpublished, known), (unstated, hours) = worth
    return [undated * DAYS + max(day, 0), unpublished * CENTS + known, unstated * HOURS + hours]


def keys(values: list[int]) -> Worth:
    (undated, day), cost, peak = (
        divmod(value, size) for value, size in zip(values, (DAYS, CENTS, HOURS))
    )
    return ((undated, day or NOT_KNOWN), cost, peak)


# --- Comparing ------------------------------------------------------------------------------------


def promised(way: Json, today: int, states_hours: bool) -> Worth:
    """What the planner says of a way; `states_hours`: whether a course of the program states any."""
    bound = way["completion"]["from"]
    day = max(Moment.read(bound["at"]).day, today) if isinstance(bound, dict) else NOT_KNOWN
    # What may come with the whole program is paid for at most; where a fee is not published, there is
    # no most.
    pays = way["to_pay"].get("high") or way["to_pay"]["low"]
    return (
        (way["undated"], day),
        (way["unpublished_fees"], cents(pays)),
        # Where hours are stated at all, courses without hours are counted in them.
        (0 if states_hours else way["peak_unstated"], way["peak_hours"]),
    )


def as_told(worth: Worth, today: int) -> Worth:
    """Beside a certificate without a date, those with one do not say when the program's comes; and what is
    there today comes on no day."""
    (undated, day), cost, peak = worth
    return ((undated, NOT_KNOWN if undated > 0 or day <= today else day), cost, peak)


class Whole:
    """All ways with the fewest certificates without a date: without sessions beside the published ones, where
    these leave no fewer of them; otherwise with them. Beside those, ways with more such certificates, each as few
    as can be, as far as they cost less or are lighter."""

    def __init__(self, made: Json) -> None:
        alone = Reader(made).problem()
        beside = Reader(made, beside=True).problem()
        before, after = fewest_undated(alone), fewest_undated(beside)
        unwished = Reader(made, beside=True, unwished=True).problem()
        if unwished.wanted and fewest_undated(unwished) == after:
            # The dates of what is only wished count for no certificate.
            beside = unwished
        if after is None or (before is not None and before <= after):
            self.problem = dataclasses.replace(alone, undated=before)
        else:
            self.problem = dataclasses.replace(beside, undated=after)
        self.problems = [self.problem]
        self.models = [Model(self.problem)]
        for order, limit, at in (("cheapest", "below", 1), ("lightest", "lighter", 2)):
            while (best := self.solve(ORDERS[order])) is not None:
                better = dataclasses.replace(beside, **{limit: best[at]})
                undated = fewest_undated(better)
                if undated is None:
                    break
                self.problems.append(dataclasses.replace(better, undated=undated))
                self.models.append(Model(self.problems[-1]))

    def solve(self, order: tuple[int, int, int]) -> Worth | None:
        solved = [model.solve(order) for model in self.models]
        found = [one for one in solved if one is not None]
        return min(found, key=lambda worth: [worth[at] for at in order], default=None)

    def trade_offs(self) -> set[Worth]:
        return not_dominated(set().union(*(model.trade_offs() for model in self.models)))

    def try_all(self) -> set[Worth] | None:
        tried = [try_all(problem) for problem in self.problems]
        if any(worths is None for worths in tried):
            return None
        return not_dominated({worth for worths in tried for worth in worths or ()})


def not_dominated(worths: set[Worth]) -> set[Worth]:
    def beats(other: Worth, one: Worth) -> bool:
        return other != one and all(mine <= its for mine, its in zip(other, one))

    return {one for one in worths if not any(beats(other, one) for other in worths)}


def fewest_undated(problem: Problem) -> int | None:
    best = Model(problem).solve(ORDERS["earliest"])
    return None if best is None else best[0][0]


def compare(line: Json, seen: Counter[str], optima: list[Json]) -> list[str]:
    """What differs between the planner and the oracle."""
    made, answer = line["made"], line["answer"]
    whole = Whole(made)
    problem = whole.problem
    today = Moment.read(made["now"]).first // DAY
    states_hours = Reader(made, beside=False).heaviest is not None
    ways = [promised(way, today, states_hours) for way in answer["ways"]]
    if not answer["proven"]:
        seen["not proven by the planner"] += 1
        return []
    if any(meets_unwished_track(way["plan"], problem, problem.tree) for way in answer["ways"]):
        # Then the certificate comes by that track, whatever is wished.
        seen["a track that is not wished is met too"] += 1
        return []
    if any(way["plan"].get("bundle") and "high" not in way["to_pay"] for way in answer["ways"]):
        # The least then leaves out what may come with the whole program.
        seen["what is paid with a whole program has no most"] += 1
        return []
    note_features(made, problem, answer, seen)
    seen["with a cheaper way of more certificates without a date"] += len(whole.models) > 1
    faults = []
    tried = whole.try_all()
    best: dict[str, Worth | None] = {}
    for name, order in ORDERS.items():
        best[name] = whole.solve(order)
        if best[name] is None:
            seen["no way"] += 1
            if tried:
                faults.append(f"the oracle differs from itself: {tried}")
            if ways:
                faults.append(f"planner has a way, the oracle none: {ways[0]}")
            break
        if not ways:
            faults.append(f"the oracle has a way, the planner none: {best[name]}")
            break
        mine = ways[answer[name]]
        if as_told(mine, today) != as_told(best[name], today):
            faults.append(f"{name}: planner {mine}, oracle {best[name]}")
    optima.append({"seed": made["seed"], **{name: best.get(name) for name in ORDERS}})
    if tried is not None and len(best) == len(ORDERS):
        seen["every choice tried"] += 1
        for name, order in ORDERS.items():
            found = min(tried, key=lambda worth: [worth[at] for at in order], default=None)
            if found != best.get(name, None):
                faults.append(f"the oracle differs from itself by {name}: {found} {best.get(name)}")
    if not faults and ways:
        faults = compare_trade_offs(answer, ways, tried, whole, seen)
    seen["way" if ways else "planner has none"] += 1
    return faults


def note_features(made: Json, problem: Problem, answer: Json, seen: Counter[str]) -> None:
    """What the made program has, for the summary."""
    paced = sum(option.pace is not None for options in problem.options.values() for option in options)
    seen["with sessions begun on any day"] += paced > 0
    seen["with several of them"] += paced > 1
    between = made["wishes"].get("hours_between", [])
    seen["with a time of fewer hours beside them"] += paced > 0 and bool(between)
    always = made["wishes"].get("hours_per_week")
    seen["with more hours at a time than in all weeks"] += always is not None and any(
        one["hours"] > always for one in between
    )
    seen["with a certificate that nobody dates"] += any(
        option.undated for options in problem.options.values() for option in options
    )
    text = json.dumps(made["catalog"])
    seen["with a course that counts only if completed early"] += "completed_before" in text
    seen["with a course that no source lists"] += '"unlisted"' in text
    seen["with a nested program"] += len(made["catalog"]["programs"]) > 1
    seen["with the whole program to buy"] += problem.bundle is not None
    bundles = [way["plan"].get("bundle") for way in answer["ways"]]
    seen["with it bought by a way"] += problem.bundle is not None and any(bundles)
    seen["with it bought later by a way"] += any(
        bundle is not None and bundle["payment"] == "will_pay" and "on" in bundle for bundle in bundles
    )


def meets_unwished_track(plan: Json, problem: Problem, node: Json) -> bool:
    """Whether the courses of a plan are enough for a track that the learner wishes to leave out."""
    taken = {course["course"] for course in plan.get("courses", []) if course.get("runs")}
    for track in node.get("tracks", []):
        wished = problem.tracks is None or track["id"] in problem.tracks
        if not wished or track["id"] in problem.without_tracks:
            try:
                ways = sets(track["requirement"], problem)
            except TooMany:
                return True
            if any(taken.issuperset(id for id, _ in way) for way in ways):
                return True
    return any(meets_unwished_track(plan, problem, part) for part in node.get("of", []))


def compare_trade_offs(
    answer: Json, ways: list[Worth], tried: set[Worth] | None, whole: Whole, seen: Counter[str]
) -> list[str]:
    if answer["not_dominated"] > TRADE_OFFS_MAX:
        return []
    solved = whole.trade_offs()
    seen["every trade-off compared"] += 1
    faults = []
    if tried is not None and tried != solved:
        faults.append(f"the oracle differs from itself: {tried ^ solved}")
    if answer["not_dominated"] != len(solved):
        faults.append(f"{answer['not_dominated']} are not dominated, the oracle has {len(solved)}")
    today = whole.problem.today
    told = {as_told(one, today) for one in solved}
    strange = [way for way in ways if as_told(way, today) not in told]
    if strange:
        faults.append(f"shown and dominated: {strange}")
    return faults


TRADE_OFFS_MAX = 12


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--store", help="write the optima of small programs here")
    arguments = parser.parse_args()
    seen: Counter[str] = Counter()
    optima: list[Json] = []
    wrong = 0
    with open(arguments.file, encoding="utf-8") as lines:
        for text in lines:
            line = json.loads(text)
            seen["instances"] += 1
            faults = compare(line, seen, optima)
            wrong += bool(faults)
            for fault in faults:
                print(f"seed {line['made']['seed']}: {fault}", flush=True)
    if arguments.store is not None:
        with open(arguments.store, "w", encoding="utf-8") as stored:
            stored.writelines(json.dumps(optimum) + "\n" for optimum in optima)
    for name, count in sorted(seen.items()):
        print(f"{name:56} {count}")
    print(f"{'mismatches':56} {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
