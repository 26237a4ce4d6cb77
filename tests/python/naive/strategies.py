# SPDX-License-Identifier: Apache-2.0
"""Random networks, small and awkward; all of them synthetic. See `questions.py` for what to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from .conventions import Row
from .questions import Question, contexts, questions
from .world import BESIDE, GROUP_TABLES, LEVELS, ORDER, RELATIONS, without_repeats

__all__ = ["Question", "contexts", "questions", "worlds"]

DAYS = tuple(
    date(2023, 12, 29) + timedelta(days=n)
    for n in (0, 2, 3, 20, 63, 64, 90, 93, 94, 130, 185, 186, 187, 200, 277, 368, 369, 400)
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


class Dice:
    """What a world is drawn with; the first of every choice is the simplest."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.style = self.pick(("text", "number", "chinese"))
        self.issued = 0

    def pick(self, options: Any) -> Any:
        return self.draw(st.sampled_from(tuple(options)))

    def number(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def maybe(self, percent: int, make: Callable[[], Any]) -> Any:
        return make() if self.chance(percent) else None

    def id(self, word: str) -> Any:
        """Unique over all tables."""
        self.issued += 1
        styles = {"text": f"{word}{self.issued}", "number": self.issued}
        return styles.get(self.style, f"第{self.issued}号")

    def when(self) -> str:
        """A bare date, or one with a time."""
        day = self.pick(DAYS).isoformat()
        return day + self.pick(TIMES) if self.chance(35) else day

    def interval(self, percent: int = 40) -> Row:
        since, until = self.maybe(percent, self.when), self.maybe(percent, self.when)
        if since is not None and until is not None and until <= since:
            since, until = None, until if until < since else None
        return {"since": since, "until": until}

    def many(self, high: int, make: Callable[[], Row | None]) -> list[Row]:
        return [row for _ in range(self.number(0, high)) if (row := make()) is not None]


def draw_places(dice: Dice, dated: bool) -> list[Row]:
    """Trees with gaps in their branches: a child's level is any that is lower."""
    rows: list[Row] = []
    counts = {c: dice.chance(35) for c in ("population", "households", "minors")}
    for _ in range(dice.number(1, 12)):
        parents = [row for row in rows if row["level"] != LEVELS[-1]]
        parent = dice.pick(parents) if parents and not dice.chance(8) else None
        lowest = LEVELS.index(parent["level"]) + 1 if parent else 0
        row = {"id": dice.id("place"), "level": dice.pick(LEVELS[lowest:])}
        row |= {"parent": parent and parent["id"], "estate_age": dice.pick((None, "old", "new"))}
        row |= {c: dice.maybe(50, lambda: dice.number(0, 40)) if on else None
                for c, on in counts.items()}  # fmt: skip
        rows.append(row | (dice.interval(25) if dated else {}))
    return rows


def chain(places: dict[Any, Row], place: Any) -> list[Any]:
    found = []
    while place is not None:
        found.append(place)
        place = places[place]["parent"]
    return found


def draw_zones(dice: Dice, places: dict[Any, Row]) -> list[Row]:
    """Estates that hold places which do not nest in them; a zone restates no population."""
    pairs = [
        (place, zone)
        for zone, row in places.items()
        if row["level"] == "estate"
        for place in places
        if places[place]["level"] in ("grid", "building", "household")
        and zone not in chain(places, place)
        and place not in chain(places, zone)
    ]
    if not pairs:
        return []
    rows = []
    for _ in range(dice.number(0, 4)):
        place, zone = dice.pick(pairs)
        rows.append({"place": place, "zone": zone} | dice.interval(20))
        places[zone] |= {"population": None, "households": None}
    return rows


def draw_population(dice: Dice, places: dict[Any, Row], zones: set[Any]) -> list[Row]:
    """At most one row a place and unit without strata, and beside it sometimes whole strata."""
    rows: list[Row] = []
    by = dice.pick((None, "sex", "tenure"))
    values = {"sex": ("F", "M"), "tenure": ("rent", "own"), None: ()}[by]
    for place, row in places.items():
        if place in zones or not dice.chance(40):
            continue
        units = [u for u, c in (("persons", "population"), ("households",) * 2) if row[c] is None]
        for unit in units:
            rows.append({"place": place, "count": dice.number(0, 60), "unit": unit})
        if "persons" in units and dice.chance(60):
            rows += [{"place": place, "count": dice.number(0, 30), "unit": "persons", by: value}
                     for value in values]  # fmt: skip
    return rows


def draw_persons(dice: Dice, places: list[Any], dated: bool) -> list[Row]:
    born = dice.chance(40)

    def person() -> Row:
        home = dice.pick(places) if dice.chance(80) else dice.pick((None, "outside"))
        row = {"id": dice.id("person"), "home": home}
        row |= {"sex": dice.pick((None, "F", "M", "F", "M"))}
        row |= {"tenure": dice.pick((None, "rent", "own"))}
        if born:
            year, month, day = dice.number(1940, 2022), dice.number(1, 12), dice.number(1, 28)
            row["birth_date"] = dice.maybe(85, lambda: f"{year}-{month:02}-{day:02}")
        else:
            row["age"] = dice.maybe(85, lambda: dice.number(0, 95))
        return row | (dice.interval(15) if dated else {})

    return dice.many(15, person)


def draw_groups(dice: Dice, table: str, places: list[Any]) -> list[Row]:
    counted = table == "teams" and dice.chance(40)

    def group() -> Row:
        row = {"id": dice.id(table[:-1]), "kind": dice.pick(KINDS[table])}
        row |= {"place": dice.maybe(80, lambda: dice.pick(places))}
        row |= dice.interval(25)
        if counted:
            row["head_count"] = dice.maybe(50, lambda: dice.number(0, 9))
        if table == "organisations":
            row["registration"] = dice.pick((None, "registered", "filed"))
        return row

    return dice.many(6 if table == "teams" else 3, group)


def draw_meetings(dice: Dice, groups: dict[str, list[Any]], persons: list[Any]) -> dict[str, Any]:
    holders = [*groups["forums"] * 3, *(g for t in GROUP_TABLES for g in groups[t])]
    everyone = [g for t in GROUP_TABLES for g in groups[t]]
    counted = dice.chance(25)
    meetings, attendances = [], []
    for _ in range(dice.number(0, 8) if holders else 0):
        meeting = {"id": dice.id("meeting"), "held_by": dice.pick(holders), "date": dice.when()}
        meeting["kind"] = dice.pick((None, "regular", "urgent"))
        if counted and dice.chance(60):
            meeting["attended"] = dice.number(0, 30)
            residents = dice.number(0, meeting["attended"])
            meeting["residents_attended"] = dice.maybe(60, lambda n=residents: n)
        for _ in range(dice.number(0, 6) if persons and not dice.chance(15) else 0):
            attendances.append({
                "meeting": meeting["id"], "person": dice.pick(persons),
                "as_group": dice.maybe(60, lambda: dice.pick(everyone)),
            })  # fmt: skip
        meetings.append(meeting)
    return {"meetings": meetings, "attendances": attendances}


def draw_issues(dice: Dice, groups: dict[str, list[Any]], places: list[Any]) -> dict[str, Any]:
    actors = [g for t in GROUP_TABLES for g in groups[t]]
    forums = [None, *groups["forums"]]

    def issue() -> Row:
        row = {"id": dice.id("issue"), "place": dice.pick(places), "raised_at": dice.when()}
        row |= {"forum": dice.pick(forums), "category": dice.pick((None, "lift", "noise"))}
        return row | {"due_at": dice.maybe(30, dice.when)}

    issues = dice.many(7, issue)

    def event() -> Row:
        states = STATES if dice.chance(40) else ("accepted", "closed", "dispatched", "reopened")
        row = {"issue": dice.pick(issues)["id"], "state": dice.pick(states), "at": dice.when()}
        return row | {"actor": dice.maybe(50, lambda: dice.pick(actors)) if actors else None}

    return {"issues": issues, "issue_events": dice.many(20, event) if issues else []}


def draw_memberships(
    dice: Dice, groups: dict[str, list[Any]], persons: list[Any]
) -> list[Row]:  # fmt: skip
    targets = [*groups["teams"] * 2, *(g for t in GROUP_TABLES for g in groups[t])]
    members = [*persons * 3, *groups["organisations"]]

    def membership() -> Row | None:
        member, group = dice.pick(members), dice.pick(targets)
        row = {"member": member, "group": group, "role": dice.pick(ROLES)}
        return None if member == group else row | dice.interval(25)

    return dice.many(20, membership) if members and targets else []


def draw_service_counts(dice: Dice, services: list[Any]) -> list[Row]:
    def total() -> Row:
        row = {"service": dice.pick(services), "unit": dice.pick(("persons", "sessions"))}
        row |= {"count": dice.number(0, 50), "outcome": dice.pick((None, "settled", "returned"))}
        return row | dice.interval(15)

    return dice.many(4, total) if services else []


def draw_observed(dice: Dice, places: list[Any]) -> list[Row]:
    def stretch() -> Row:
        table = dice.pick(("meetings", "issues", "memberships", "teams"))
        return {"table": table, "place": dice.pick(places)} | dice.interval(25)

    return dice.many(4, stretch)


def tidy(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """No empty tables, no columns of nulls only, and in every row every column."""
    tidied = {}
    for table, rows in tables.items():
        columns = dict.fromkeys(c for row in rows for c, v in row.items() if v is not None)
        if rows:
            tidied[table] = [{c: row.get(c) for c in columns} for row in rows]
    return tidied


@st.composite
def worlds(draw: Any, dated_nodes: bool = False, repeats: bool = True) -> dict[str, list[Row]]:
    """Valid tables. `dated_nodes` gives places and persons intervals too; `repeats=False` leaves no
    relation row twice (events and service counts never repeat).
    """
    dice = Dice(draw)
    places = {row["id"]: row for row in draw_places(dice, dated_nodes)}
    zones = draw_zones(dice, places)
    tables = {"places": list(places.values()), "place_in": zones}
    if dice.chance(35):
        tables["population"] = draw_population(dice, places, {row["zone"] for row in zones})
    ids = list(places)
    tables["persons"] = draw_persons(dice, ids, dated_nodes)
    persons = [row["id"] for row in tables["persons"]]
    tables |= {table: draw_groups(dice, table, ids) for table in GROUP_TABLES}
    groups = {table: [row["id"] for row in tables[table]] for table in GROUP_TABLES}
    everyone = [g for table in GROUP_TABLES for g in groups[table]]
    if everyone:
        tables["serves"] = dice.many(5, lambda: {"group": dice.pick(everyone),
                                                 "place": dice.pick(ids)} | dice.interval(25))  # fmt: skip
    tables["memberships"] = draw_memberships(dice, groups, persons)
    tables |= draw_meetings(dice, groups, persons) | draw_issues(dice, groups, ids)
    tables["service_counts"] = draw_service_counts(dice, groups["services"])
    if dice.chance(15):
        tables["observed"] = draw_observed(dice, ids)
    once = [t for t in RELATIONS if not repeats or t in ("issue_events", "service_counts")]
    return tidy(tables | {t: without_repeats(tables.get(t, [])) for t in once})
