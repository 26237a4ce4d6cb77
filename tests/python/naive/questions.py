# SPDX-License-Identifier: Apache-2.0
"""Random questions that fit a network: a measure, its parameters, and how to cut it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from .conventions import Row
from .dice import Dice
from .evaluate import BUCKETS, MEASURES
from .world import BESIDE, ORDER, scheme_of

Tables = dict[str, list[Row]]
SCHEMES = (
    None,
    "xisaishan",
    {"kinds": [{"kind": "volunteers"}, {"kind": "choir"}]},
    {"kinds": [{"kind": "watch"}, {"kind": "property_company", "table": "organisations"}]},
)
DATES = ("2024-06-30", "2024-01-01", "2024-03-31", "2024-12-31", "2024-07-01T12:00:00",
         "2024-03-28T08:30:00", "2023-12-30", "2025-02-01")  # fmt: skip
CLOSED = ("2024", "2024-H1", "2024-Q3", "2024-03", ("2024-01-01", "2024-07-01"),
          ("2023-12-31", "2024-07-02T08:30:00"))  # fmt: skip
OPEN = (None, (None, "2024-07-01"), ("2024-03-01", None))
PERSON = ("sex", "tenure", "age_band", "home.estate_age")
PERSON_WHERE: tuple[Row, ...] = (
    {"sex": "F"}, {"age": (18, None)}, {"age": (None, 60)}, {"tenure": ["rent", "own"]},
    {"sex": "M", "tenure": "rent"}, {"home.estate_age": "old"}, {"age_band": "35–59"},
)  # fmt: skip
ISSUE_WHERE: tuple[Row, ...] = ({"issue.category": "lift"}, {"forum.kind": ["hall"]})
MEETING_WHERE: tuple[Row, ...] = ({"forum.kind": "hall"}, {"meeting.kind": "urgent"})


class Question(NamedTuple):
    measure: str
    params: Row
    by: list[str] | None
    within: Any
    on: str | None
    during: Any
    where: Row | None

    def keywords(self) -> Row:
        kept = ("by", "within", "on", "during", "where")
        return {name: value for name, value in self._asdict().items() if name in kept}


class Asking:
    """What a question is drawn with: the tables, and what may be picked from them."""

    def __init__(self, dice: Dice, tables: Tables, scheme: Any) -> None:
        self.dice, self.tables, self.chance = dice, tables, dice.chance
        self.kinds = [kind for kind, _, _ in scheme_of(scheme, tables.get("teams", []))]
        self.places = {row["id"]: row for row in tables["places"]}
        self.zones = {row["zone"] for row in tables.get("place_in", [])}

    def pick(self, *options: Any) -> Any:
        return self.dice.pick(options)

    def some(self, **options: tuple[Any, ...]) -> Row:
        """Each parameter sometimes, from its options."""
        return {name: self.pick(*of) for name, of in options.items() if self.chance(40)}

    def level(self) -> Any:
        return self.pick(*sorted({row["level"] for row in self.places.values()}))

    def kind(self) -> Row:
        """`kind=` of the scheme, sometimes."""
        return {"kind": self.pick(*self.kinds)} if self.kinds and self.chance(20) else {}

    def ancestors(self, place: Any) -> list[Any]:
        found, at = [], self.places[place].get("parent")
        while at is not None:
            found.append(at)
            at = self.places[at].get("parent")
        return found


RESIDENTS = ("persons", "population")
HELD_BY = ("forums", "teams", "services")
GROUP_KIND = {"teams": "volunteers", "organisations": "property_company", "forums": "hall"}


def group_params(asking: Asking) -> Row:
    table = asking.pick(*GROUP_KIND)
    return {"table": table} | asking.some(kind=(GROUP_KIND[table],))


def reach_params(asking: Asking) -> Row:
    params = asking.some(
        min_kinds=(2, 3), providers=("services", "organisations"), min_members=(1, 2),
        residents=RESIDENTS,
    )  # fmt: skip
    if asking.chance(30):
        params["up_to"] = asking.level()
    if asking.kinds and asking.chance(30) and "providers" not in params:
        params["kinds"] = asking.kinds[:2]
    return params


PARAMS: dict[str, Callable[[Asking], Row]] = {
    "counts.places": lambda a: {"of_level": a.level()} if a.chance(60) else {},
    "counts.residents": lambda a: a.some(residents=RESIDENTS),
    "counts.total": lambda a: {"column": a.pick("minors", "population", "households")},
    "counts.groups": group_params,
    "counts.kinds": lambda a: {"table": a.pick("teams", "forums", "organisations", "services")},
    "counts.members": lambda a: group_params(a) | a.some(role=("head", "fixed_representative")),
    "counts.helped": lambda a: a.some(outcome=("settled", "returned")),
    "coverage.presence": lambda a: a.kind() | a.some(min_members=(0, 2, 3)),
    "coverage.breadth": lambda a: a.some(min_members=(0, 2, 3)) | a.kind(),
    "coverage.complete": lambda a: {"of_level": a.level()} | a.kind(),
    "coverage.depth": lambda a: a.kind() | a.some(residents=RESIDENTS),
    "coverage.organisations": lambda a: a.some(
        kind=("property_company",), registration=("registered", "filed")
    ),
    "coverage.reach": reach_params,
    "coverage.member_shortfall": lambda a: {"at_least": a.pick(1, 2, 5)} | a.kind(),
    "participation.rate": lambda a: a.some(held_by=HELD_BY, residents=RESIDENTS),
    "participation.gini": lambda a: a.some(among=("residents", "participants"), held_by=HELD_BY),
    "participation.attendances": lambda a: a.some(who=("residents", "all"), held_by=HELD_BY),
    "participation.representatives": lambda a: a.some(role=("head",), held_by=HELD_BY),
    "deliberation.reached": lambda a: (
        {"state": a.pick(*ORDER, *BESIDE)} | a.some(implied=(True, False))
    ),
    "deliberation.funnel": lambda a: a.some(implied=(True, False)),
    "deliberation.time_to": lambda a: a.some(
        state=("accepted", "dispatched", "raised"), q=(0.25, 0.9)
    ),
    "deliberation.dwell": lambda a: (
        {"state": a.pick("accepted", "dispatched", "raised", "reopened")} | a.some(q=(0.25, 0.9))
    ),
}
KIND_ONLY = ("members", "memberships", "multiplicity", "teams")
FILTERED = ("members", "memberships", "multiplicity", "depth", "reach")
AT_HOME = ("rate", "intensity", "gini")


def params_of(asking: Asking, measure: str) -> Row:
    family, name = measure.split(".")
    if measure in PARAMS:
        return PARAMS[measure](asking)
    if family == "coverage" and name in KIND_ONLY:
        return asking.kind()
    if family == "participation":
        return asking.some(held_by=HELD_BY)
    return {}


def takes_persons(measure: str) -> bool:
    family, name = measure.split(".")
    if family == "coverage":
        return name in FILTERED
    if family == "participation":
        return name in (*AT_HOME, "attendances", "representatives")
    return measure in ("counts.residents", "counts.members")


def dimensions(measure: str, params: Row) -> tuple[str, ...]:
    """The dimensions beside places and time that certainly fit."""
    family, name = measure.split(".")
    dims: tuple[str, ...] = PERSON if takes_persons(measure) else ()
    with_kind = (*KIND_ONLY, "presence", "depth", "groups", "sessions", "helped")
    if name in with_kind and family in ("coverage", "counts") and "kind" not in params:
        dims += ("kind",)
    if family == "participation" and name not in AT_HOME:
        dims += ("forum.kind",) if params.get("held_by", "forums") == "forums" else ()
    if family == "deliberation":
        dims += ("issue.category", "forum.kind")
    special = {"helped": ("outcome",), "open": ("state",), "dwell": ("actor",)}
    return dims + (special.get(name, ()) if "outcome" not in params else ())


def wheres(measure: str, params: Row) -> tuple[Row, ...]:
    family, name = measure.split(".")
    found = PERSON_WHERE if takes_persons(measure) else ()
    if family == "deliberation":
        found += ISSUE_WHERE
    forums = params.get("held_by", "forums") == "forums"
    if family == "participation" and name not in (*AT_HOME, "representatives") and forums:
        found += MEETING_WHERE
    return found


def pick_levels(asking: Asking, within: Any, contested: bool) -> list[str]:
    """Levels below `within`; two of them only where neither is a zone level."""
    levels = sorted({row["level"] for row in asking.places.values()})
    if within is not None and not contested:
        above = {asking.places[place]["level"] for place in asking.ancestors(within)}
        levels = [level for level in levels if level not in above]
    if not levels or asking.chance(25):
        return []
    chosen = [asking.pick(*levels)]
    zoned = {asking.places[zone]["level"] for zone in asking.zones}
    second = [x for x in levels if x != chosen[0] and (contested or not {x, chosen[0]} & zoned)]
    return [*chosen, asking.pick(*second)] if second and asking.chance(12) else chosen


def question(
    dice: Dice,
    tables: Tables,
    scheme: Any = None,
    contested: bool = False,
    measure: str | None = None,
) -> Question:
    """A question that is valid for the tables, of any measure or of the one given.

    `contested=True` also asks what the contract leaves open: levels above `within`, zone levels
    beside place levels, spells by time bucket, buckets without a bounded `during`.
    """
    asking = Asking(dice, tables, scheme)
    measure = measure or asking.pick(*sorted(MEASURES))
    params = params_of(asking, measure)
    within = asking.pick(*asking.places) if asking.chance(20) else None
    by = pick_levels(asking, within, contested)
    others = dimensions(measure, params)
    if measure == "coverage.presence" and "kind" not in params:
        by.append("kind")
    elif others and asking.chance(40):
        by.append(asking.pick(*others))
    timed = asking.chance(20) and (contested or measure != "deliberation.dwell")
    by += [asking.pick(*BUCKETS)] if timed else []
    during = asking.pick(*CLOSED if timed and not contested else (None,) * 8 + OPEN + CLOSED)
    on = asking.pick(*(None,) * 5, *DATES)
    options = wheres(measure, params)
    where = asking.pick(*options) if options and asking.chance(25) else None
    return Question(measure, params, by or None, within, on, during, where)


def context(dice: Dice) -> Row:
    """How a network is read: keywords `scheme`, `persons_are`, `as_of` of `evaluate`."""
    return {
        "scheme": dice.pick((None, None, *SCHEMES)),
        "persons_are": dice.pick((None, None, None, None, "all_residents", "listed_only")),
        "as_of": dice.maybe(15, lambda: "2024-06-30"),
    }


@st.composite
def questions(
    draw: Any,
    tables: Tables,
    scheme: Any = None,
    contested: bool = False,
    measure: str | None = None,
) -> Question:
    """See `question`."""
    return question(Dice.of(draw), tables, scheme, contested, measure)


@st.composite
def contexts(draw: Any) -> Row:
    """See `context`."""
    return context(Dice.of(draw))
