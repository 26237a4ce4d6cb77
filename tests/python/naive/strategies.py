# SPDX-License-Identifier: Apache-2.0
"""Random networks, small and awkward; all of them synthetic. See `questions.py` for what to ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from .conventions import Row, moment
from .dice import Dice
from .questions import Question, contexts, questions
from .world import BESIDE, GROUP_TABLES, LEVELS, ORDER, RELATIONS, without_repeats

__all__ = ["Dice", "Question", "contexts", "questions", "world", "worlds"]

DAYS = tuple(
    date(2023, 12, 29) + timedelta(days=n)
    for n in (3, 0, 2, 20, 63, 64, 90, 93, 94, 130, 185, 186, 187, 200, 277, 368, 369, 400)
)
TIMES = ("T00:00:00", "T08:30:00", "T17:45:10", "T23:59:59")
KINDS = {
    "party_organisations": ("branch", "group"),
    "teams": ("volunteers", "posted_party_members", "choir", "watch"),
    "organisations": ("social_organisation", "property_company"),
    "forums": ("hall", "bench"),
    "services": ("lectures", "rota"),
}
ROLES = ("fixed_representative", "head", None)
STATES = (*ORDER, *BESIDE)
Tables = dict[str, list[Row]]


class Maker:
    """One world in the making: what was drawn so far, by id."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.style = dice.pick(("text", "number", "chinese"))
        self.issued = 0
        self.places: dict[Any, Row] = {}
        self.persons: list[Any] = []
        self.groups: dict[str, list[Any]] = {}

    def id(self, word: str) -> Any:
        """Unique over all tables."""
        self.issued += 1
        if self.style == "number":
            return self.issued
        return f"{word}{self.issued}" if self.style == "text" else f"第{self.issued}号"

    def when(self) -> str:
        """A bare date, or one with a time."""
        day = self.dice.pick(DAYS).isoformat()
        return day + self.dice.pick(TIMES) if self.dice.chance(35) else day

    def interval(self, percent: int) -> Row:
        """`since` and `until`, each sometimes, the second always later."""
        since, until = (self.dice.maybe(percent, self.when) for _ in ("since", "until"))
        if since is not None and until is not None:
            since, until = sorted((since, until), key=lambda text: moment(text).at)
            until = until if moment(since).at < moment(until).at else None
        return {"since": since, "until": until}

    def place(self) -> Any:
        return self.dice.pick(list(self.places))

    def everyone(self) -> list[Any]:
        return [group for table in GROUP_TABLES for group in self.groups[table]]

    def chain(self, place: Any) -> list[Any]:
        found = []
        while place is not None:
            found.append(place)
            place = self.places[place]["parent"]
        return found


def draw_places(make: Maker, dated: bool) -> None:
    """Trees with gaps in their branches: a child's level is any that is lower."""
    dice = make.dice
    counts = [c for c in ("population", "households", "minors") if dice.chance(30)]
    for _ in range(dice.number(1 if dice.chance(20) else 4, 12)):
        parents = [row for row in make.places.values() if row["level"] != LEVELS[-1]]
        parent = dice.pick(parents) if parents and not dice.chance(8) else None
        row: Row = {"id": make.id("place"), "parent": parent and parent["id"]}
        lowest = LEVELS.index(parent["level"]) + 1 if parent else 0
        row["level"] = dice.pick(LEVELS[lowest : lowest + 3])
        row["estate_age"] = dice.pick((None, "old", "new"))
        for column in counts:
            row[column] = dice.maybe(50, lambda: dice.number(0, 40))
        make.places[row["id"]] = row | (make.interval(25) if dated else {})


def draw_zones(make: Maker) -> list[Row]:
    """Estates that hold places which do not nest in them; a zone restates no population."""
    pairs = [
        {"place": place, "zone": zone}
        for zone, row in make.places.items()
        if row["level"] == "estate"
        for place in make.places
        if make.places[place]["level"] in ("grid", "building", "household")
        and zone not in make.chain(place)
        and place not in make.chain(zone)
    ]
    rows = make.dice.many(4, lambda: make.dice.pick(pairs) | make.interval(20)) if pairs else []
    for row in rows:
        make.places[row["zone"]] |= {"population": None, "households": None}
    return rows


def draw_population(make: Maker, zones: set[Any]) -> list[Row]:
    """At most one row a place and unit without strata, and beside it sometimes whole strata."""
    dice, rows = make.dice, []
    by, values = dice.pick((("sex", ("F", "M")), ("tenure", ("rent", "own")), ("sex", ())))
    for place, row in make.places.items():
        if place in zones or not dice.chance(40):
            continue
        if row.get("population") is None:
            rows.append({"place": place, "count": dice.number(0, 60), "unit": "persons"})
            if dice.chance(60):
                rows += [{"place": place, "count": dice.number(0, 30), "unit": "persons", by: v}
                         for v in values]  # fmt: skip
        if row.get("households") is None and dice.chance(50):
            rows.append({"place": place, "count": dice.number(0, 30), "unit": "households"})
    return rows


def draw_persons(make: Maker, dated: bool) -> list[Row]:
    dice = make.dice
    born = dice.chance(40)

    def birth_date() -> str:
        return f"{dice.number(1940, 2022)}-{dice.number(1, 12):02}-{dice.number(1, 28):02}"

    def person() -> Row:
        home = make.place() if dice.chance(85) else dice.pick((None, "outside"))
        row = {"id": make.id("person"), "home": home}
        row["sex"] = dice.pick(("F", "M", "F", "M", None))
        row["tenure"] = dice.pick(("rent", "own", None))
        if born:
            row["birth_date"] = dice.maybe(85, birth_date)
        else:
            row["age"] = dice.maybe(85, lambda: dice.number(0, 95))
        return row | (make.interval(15) if dated else {})

    return dice.many(15, person)


def draw_groups(make: Maker, table: str) -> list[Row]:
    dice = make.dice
    counted = table == "teams" and dice.chance(25)

    def group() -> Row:
        row = {"id": make.id(table[:-1]), "kind": dice.pick(KINDS[table])}
        row["place"] = dice.maybe(80, make.place)
        row |= make.interval(15)
        if counted:
            row["head_count"] = dice.maybe(50, lambda: dice.number(0, 9))
        if table == "organisations":
            row["registration"] = dice.pick((None, "registered", "filed"))
        return row

    return dice.many(7 if table == "teams" else 3, group)


def draw_serves(make: Maker) -> list[Row]:
    groups = make.everyone()

    def serves() -> Row:
        return {"group": make.dice.pick(groups), "place": make.place()} | make.interval(20)

    return make.dice.many(5, serves) if groups else []


def draw_memberships(make: Maker) -> list[Row]:
    dice = make.dice
    targets = [*make.groups["teams"] * 3, *make.groups["forums"] * 2, *make.everyone()]
    members = [*make.persons * 4, *make.groups["organisations"]]

    def membership() -> Row | None:
        row = {"member": dice.pick(members), "group": dice.pick(targets), "role": dice.pick(ROLES)}
        return None if row["member"] == row["group"] else row | make.interval(15)

    return dice.many(24, membership) if members and targets else []


def draw_meetings(make: Maker) -> Tables:
    dice, everyone = make.dice, make.everyone()
    holders = [*make.groups["forums"] * 4, *make.groups["services"], *everyone]
    counted, attendances = dice.chance(20), []

    def attendance(meeting: Any) -> Row:
        row = {"meeting": meeting, "person": dice.pick(make.persons)}
        return row | {"as_group": dice.maybe(65, lambda: dice.pick(everyone))}

    def meeting() -> Row:
        row = {"id": make.id("meeting"), "held_by": dice.pick(holders), "date": make.when()}
        row["kind"] = dice.pick((None, "regular", "urgent"))
        if counted and dice.chance(50):
            row["attended"] = dice.number(0, 30)
            row["residents_attended"] = dice.maybe(60, lambda: dice.number(0, row["attended"]))
        if make.persons and not dice.chance(15):
            attendances.extend(dice.many(6, lambda: attendance(row["id"])))
        return row

    return {"meetings": dice.many(9, meeting) if holders else [], "attendances": attendances}


def draw_issues(make: Maker) -> Tables:
    dice, actors = make.dice, make.everyone()
    forums = [None, *make.groups["forums"]]
    raisers = [None, *make.persons, *actors]

    def issue() -> Row:
        row = {"id": make.id("issue"), "place": make.place(), "raised_at": make.when()}
        row |= {"forum": dice.pick(forums), "category": dice.pick((None, "lift", "noise"))}
        return row | {"raised_by": dice.pick(raisers), "due_at": dice.maybe(30, make.when)}

    issues = dice.many(8, issue)

    def event() -> Row:
        states = STATES if dice.chance(40) else ("accepted", "closed", "dispatched", "reopened")
        of, state = dice.pick(issues), dice.pick(states)
        at = of["raised_at"] if state == "raised" else make.when()
        row = {"issue": of["id"], "state": state, "at": at}
        return row | {"actor": dice.maybe(50, lambda: dice.pick(actors)) if actors else None}

    return {"issues": issues, "issue_events": dice.many(26, event) if issues else []}


def draw_service_counts(make: Maker) -> list[Row]:
    dice, services = make.dice, make.groups["services"]

    def total() -> Row:
        row = {"service": dice.pick(services), "unit": dice.pick(("persons", "sessions"))}
        row |= {"count": dice.number(0, 50), "outcome": dice.pick((None, "settled", "returned"))}
        return row | make.interval(15)

    return dice.many(6, total) if services else []


def draw_observed(make: Maker) -> list[Row]:
    def stretch() -> Row:
        table = make.dice.pick(("meetings", "issues", "memberships", "teams"))
        return {"table": table, "place": make.place()} | make.interval(25)

    return make.dice.many(4, stretch)


def tidy(tables: Tables) -> Tables:
    """No empty tables, no columns of nulls only, and in every row every column."""
    tidied = {}
    for table, rows in tables.items():
        columns = dict.fromkeys(c for row in rows for c, v in row.items() if v is not None)
        if rows:
            tidied[table] = [{c: row.get(c) for c in columns} for row in rows]
    return tidied


def world(dice: Dice, dated_nodes: bool = False, repeats: bool = True) -> Tables:
    """Valid tables. `dated_nodes` gives places and persons intervals too; `repeats=False` leaves no
    relation row twice (events and service counts never repeat).
    """
    make = Maker(dice)
    draw_places(make, dated_nodes)
    tables: Tables = {"place_in": draw_zones(make), "places": list(make.places.values())}
    if dice.chance(30):
        tables["population"] = draw_population(make, {r["zone"] for r in tables["place_in"]})
    tables["persons"] = draw_persons(make, dated_nodes)
    make.persons = [row["id"] for row in tables["persons"]]
    tables |= {table: draw_groups(make, table) for table in GROUP_TABLES}
    make.groups = {table: [row["id"] for row in tables[table]] for table in GROUP_TABLES}
    tables |= {"serves": draw_serves(make), "memberships": draw_memberships(make)}
    tables |= draw_meetings(make) | draw_issues(make)
    tables["service_counts"] = draw_service_counts(make)
    if dice.chance(12):
        tables["observed"] = draw_observed(make)
    once = [t for t in RELATIONS if not repeats or t in ("issue_events", "service_counts")]
    return tidy(tables | {t: without_repeats(tables.get(t, [])) for t in once})


@st.composite
def worlds(draw: Any, dated_nodes: bool = False, repeats: bool = True) -> Tables:
    return world(Dice.of(draw), dated_nodes, repeats)
