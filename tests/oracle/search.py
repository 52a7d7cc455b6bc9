"""Solves instances of the search for sessions with CP-SAT, by a model of its own.

Reads one instance a line on standard input, as JSON; prints one line for each: what the best choice
comes to in the three orders, or null where nothing is allowed, and how long CP-SAT took by itself.
With `--seconds N` it gives up on a solve after so long and answers "unproven" for that order; with
`--objectives N` after that only the first order is answered, and only in its first N objectives.
"""

import json
import sys

from ortools.sat.python import cp_model

ORDERS = [["end", "cost", "peak"], ["cost", "end", "peak"], ["peak", "end", "cost"]]


class Model:
    def __init__(self, instance, seconds):
        self.instance = instance
        self.seconds = seconds
        self.millis = 0.0
        self.model = cp_model.CpModel()
        self.chosen = []
        self.taken = []
        for course in instance["courses"]:
            row = [self.model.new_bool_var("") for _ in course["choices"]]
            taken = self.model.new_bool_var("")
            self.model.add(sum(row) == taken)
            if course["wanted"]:
                self.model.add(taken == 1)
            self.chosen.append(row)
            self.taken.append(taken)
        self.add_links()
        self.add_requirement()
        self.add_days()
        self.add_costs()

    def add_links(self):
        for link in self.instance["links"]:
            first, then = link["first"], link["then"]
            for at, row in enumerate(link["together"]):
                partners = [self.chosen[first][other] for other, ok in enumerate(row) if ok]
                alone = [self.taken[first].negated()] if link["alone"][at] else []
                self.model.add_bool_or(partners + alone + [self.chosen[then][at].negated()])

    def add_requirement(self):
        self.uses = {}
        self.without_date = {}
        released = [
            choice["released"]
            for course in self.instance["courses"]
            for choice in course["choices"]
            if choice["released"] is not None
        ]
        # The day before all others stands for "none of them has a date".
        self.never = min(released, default=0) - 1
        self.last = max(released, default=0)
        self.end = self.model.new_int_var(self.never, self.last, "")
        self.model.add(self.counts(self.instance["requirement"]) == 1)
        if self.instance["one_place"]:
            for uses in self.uses.values():
                self.model.add(sum(uses) <= 1)
        if self.instance["ready_by"] is not None:
            self.model.add(sum(self.without_date.values()) == 0)
            # Where no certificate counts, none is late.
            self.model.add(self.end <= max(self.never, self.instance["ready_by"]))

    def counts(self, need):
        """Whether a part is among those that count; then it is met."""
        counts = self.model.new_bool_var("")
        if need["kind"] == "impossible":
            self.model.add(counts == 0)
        elif need["kind"] == "course":
            self.add_place(need, counts)
        elif need["kind"] == "all":
            for part in need["of"]:
                self.model.add_implication(counts, self.counts(part))
        elif need["kind"] == "at_least":
            parts = [self.counts(part) for part in need["of"]]
            advanced = [
                part for part, of in zip(parts, need["of"]) if of.get("advanced") is True
                and of["kind"] == "course"
            ]
            self.model.add(sum(parts) >= need["number"]).only_enforce_if(counts)
            self.model.add(sum(advanced) >= need["advanced"]).only_enforce_if(counts)
        return counts

    def add_place(self, need, counts):
        course = need["course"]
        self.uses.setdefault(course, []).append(counts)
        # A certificate without a date is one, however many places it fills.
        without_date = self.without_date.get(course)
        if without_date is None:
            without_date = self.without_date[course] = self.model.new_bool_var("")
        choices = self.instance["courses"][course]["choices"]
        good = [var for var, ok in zip(self.chosen[course], need["counts"]) if ok]
        self.model.add_bool_or(good + [counts.negated()])
        for var, ok, choice in zip(self.chosen[course], need["counts"], choices):
            if not ok:
                continue
            if choice["released"] is None:
                self.model.add_bool_or([without_date, var.negated(), counts.negated()])
            else:
                self.model.add(self.end >= choice["released"]).only_enforce_if([var, counts])

    def add_days(self):
        """The load of every day on which it can grow."""
        studies = [(study, 1) for study in self.instance["under_way"]]
        for row, course in zip(self.chosen, self.instance["courses"]):
            for var, choice in zip(row, course["choices"]):
                studies += [(study, var) for study in choice["study"]]
        days = {study["from"] for study, _ in studies}
        days |= {limit["from"] for limit in self.instance["hours"]}
        self.loads = []
        for day in sorted(days):
            now = [(s, var) for s, var in studies if s["from"] <= day <= s["to"]]
            hours = sum(s["hours"] * var for s, var in now if s["stated"])
            unstated = sum(var for s, var in now if not s["stated"])
            for limit in self.instance["hours"]:
                if limit["from"] <= day <= limit["to"]:
                    self.model.add(hours + 0 * self.end <= limit["hours"])
                    if limit["hours"] == 0:
                        # Without an hour there is no study, whatever it takes.
                        self.model.add(sum(var for _, var in now) + 0 * self.end <= 0)
            if self.instance["at_once"] is not None:
                count = sum(var for _, var in now)
                self.model.add(count + 0 * self.end <= self.instance["at_once"])
            self.loads.append((hours, unstated))
        self.unstated = self.model.new_int_var(0, 1000, "")
        self.hours = self.model.new_int_var(0, 100000, "")
        for _, unstated in self.loads:
            self.model.add(self.unstated >= unstated + 0 * self.end)

    def add_costs(self):
        pairs = [
            (var, choice)
            for row, course in zip(self.chosen, self.instance["courses"])
            for var, choice in zip(row, course["choices"])
        ]
        self.known = sum(choice["cost"] * var for var, choice in pairs) + 0 * self.end
        self.unpublished = sum(c["unpublished_fees"] * var for var, c in pairs) + 0 * self.end
        if self.instance["budget"] is not None:
            self.model.add(self.unpublished == 0)
            self.model.add(self.known <= self.instance["budget"])

    def minimize(self, value):
        """The least of a value, which then stays."""
        self.model.minimize(value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if self.seconds:
            solver.parameters.max_time_in_seconds = self.seconds
        status = solver.solve(self.model)
        self.millis += solver.wall_time * 1000
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise TimeoutError
        least = round(solver.objective_value)
        self.model.add(value == least)
        return least

    def least_end(self):
        without_date = list(self.without_date.values())
        undated = self.minimize(sum(without_date)) if without_date else 0
        if undated is None:
            return None
        day = self.minimize(self.end)
        if day is None:
            return None
        return [undated, None if day == self.never else day]

    def least_cost(self):
        unpublished = self.minimize(self.unpublished) if self.has_unpublished() else 0
        if unpublished is None:
            return None
        known = self.minimize(self.known)
        return None if known is None else [unpublished, known]

    def has_unpublished(self):
        courses = self.instance["courses"]
        return any(c["unpublished_fees"] for course in courses for c in course["choices"])

    def least_peak(self):
        """The most unstated first; then the most hours on the days that reach it."""
        unstated = self.minimize(self.unstated)
        if unstated is None:
            return None
        for hours, count in self.loads:
            fewer = self.model.new_bool_var("")
            self.model.add(count + 0 * self.end <= unstated - 1).only_enforce_if(fewer)
            self.model.add(self.hours >= hours).only_enforce_if(fewer.negated())
        return [unstated, self.minimize(self.hours)]

    def best(self, order):
        found = {}
        for objective in order:
            least = getattr(self, f"least_{objective}")()
            if least is None:
                return None
            found[objective] = least
        return sum((found[name] for name in ORDERS[0] if name in found), [])


def main():
    seconds = float(sys.argv[2]) if sys.argv[1:2] == ["--seconds"] else 0
    orders = ORDERS
    if sys.argv[3:4] == ["--objectives"]:
        orders = [ORDERS[0][: int(sys.argv[4])]]
    for line in sys.stdin:
        instance = json.loads(line)
        answers, millis = [], []
        for order in orders:
            model = Model(instance, seconds)
            try:
                answers.append(model.best(order))
            except TimeoutError:
                answers.append("unproven")
            millis.append(model.millis)
        print(json.dumps({"answers": answers, "millis": millis}), flush=True)


main()
