# SPDX-License-Identifier: Apache-2.0
"""What may be asked of each measure: its parameters, the dimensions and the filters that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .conventions import AGE_BANDS, Row
from .dice import Dice
from .world import BESIDE, GROUP_TABLES, LEVELS, ORDER, SINGULAR, scheme_of

Tables = dict[str, list[Row]]
PERSON = ("sex", "tenure", "age_band", "home.estate_age")
PERSON_WHERE: tuple[Row, ...] = (
    {"sex": "F"}, {"age": (18, None)}, {"age": (None, 60)}, {"tenure": ["rent", "own"]},
    {"sex": "M", "tenure": "rent"}, {"home.estate_age": "old"}, {"age_band": "35–59"},
)  # fmt: skip
ISSUE_WHERE: tuple[Row, ...] = (
    {"issue.category": "lift"}, {"forum.kind": ["hall"]}, {"place.estate_age": "old"},
)  # fmt: skip
FORUM_WHERE: tuple[Row, ...] = ({"forum.kind": "hall"}, {"forum.kind": ["bench"]})
MEETING_WHERE: tuple[Row, ...] = ({"forum.kind": "hall"}, {"meeting.kind": "urgent"})


# Measures of which inequality is asked: none of their values is negative, each has one a place.
MEASURED = (
    "coverage.depth", "coverage.breadth", "coverage.members", "coverage.memberships",
    "coverage.teams", "coverage.reach", "coverage.service_share", "coverage.place_share",
    "counts.residents", "counts.groups", "counts.places", "counts.total", "counts.members",
    "participation.rate", "participation.intensity", "participation.meetings",
    "participation.attendances", "participation.membership_rate", "participation.recorded_share",
    "deliberation.raised", "deliberation.open", "deliberation.closure_rate",
    "deliberation.time_to", "deliberation.response_rate",
)  # fmt: skip


class Asking:
    """What a question is drawn with: the tables, and what may be picked from them."""

    def __init__(
        self, dice: Dice, tables: Tables, scheme: Any, measures: Sequence[str] = MEASURED
    ) -> None:
        self.dice, self.tables, self.chance = dice, tables, dice.chance
        self.kinds = [kind for kind, _, _ in scheme_of(scheme, tables.get("teams", []))]
        self.places = {row["id"]: row for row in tables["places"]}
        self.zones = {row["zone"] for row in tables.get("place_in", [])}
        self.measured = [name for name in MEASURED if name in measures]
        self.persons = [row["id"] for row in tables.get("persons", [])]

    def pick(self, *options: Any) -> Any:
        return self.dice.pick(options)

    def some(self, **options: tuple[Any, ...]) -> Row:
        """Each parameter sometimes, from its options."""
        return {name: self.pick(*of) for name, of in options.items() if self.chance(40)}

    def levels(self) -> list[str]:
        return sorted({row["level"] for row in self.places.values()})

    def zoned(self) -> set[str]:
        """Levels of which some place is a zone."""
        return {self.places[zone]["level"] for zone in self.zones}

    def signed(self) -> tuple[str, ...]:
        """Columns that may be negative, where places give them."""
        return tuple(column for column in SIGNED if column in self.tables["places"][0])

    def level(self, levels: Iterable[str] = LEVELS) -> Any:
        """One of these at which places are found; the more places, the more often."""
        return self.pick(*(row["level"] for row in self.places.values() if row["level"] in levels))

    def above(self, level: str) -> list[str]:
        """Levels above it at which places are found, but for those of zones."""
        higher = LEVELS[: LEVELS.index(level)]
        return [x for x in self.levels() if x in higher and x not in self.zoned()]

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
COLUMNS = ("minors", "population", "households")
SIGNED = ("change",)  # may be negative: of no inequality


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


def service_params(asking: Asking) -> Row:
    params = asking.some(kind=("lectures", "rota"))
    if asking.chance(40):
        return params | asking.some(residents=RESIDENTS)
    return params | {"unit": asking.level()} | asking.some(roll_up=(True, False))


def representation_params(asking: Asking) -> Row:
    if asking.persons and asking.chance(25):
        panel = asking.dice.many(8, lambda: asking.pick(*asking.persons)) or asking.persons[:1]
        return {"of": list(dict.fromkeys(panel))}
    return asking.some(held_by=HELD_BY, residents=RESIDENTS)


PARAMS: dict[str, Callable[[Asking], Row]] = {
    "counts.places": lambda a: {"of_level": a.level()} if a.chance(60) else {},
    "counts.residents": lambda a: a.some(residents=RESIDENTS),
    "counts.total": lambda a: {"column": a.pick(*COLUMNS, *a.signed())},
    "counts.share": lambda a: {"column": a.pick(*COLUMNS), "of": a.pick(*COLUMNS)},
    "counts.groups": group_params,
    "counts.kinds": lambda a: {"table": a.pick("teams", "forums", "organisations", "services")},
    "counts.members": lambda a: group_params(a) | a.some(role=("head", "fixed_representative")),
    "counts.helped": lambda a: a.some(outcome=("settled", "returned")),
    "coverage.presence": lambda a: a.kind() | a.some(min_members=(0, 2, 3)),
    "coverage.breadth": lambda a: a.some(min_members=(0, 2, 3)) | a.kind(),
    "coverage.complete": lambda a: {"of_level": a.level()} | a.kind(),
    "coverage.active_members": lambda a: a.kind() | a.some(min_acts=(0, 2, 3)),
    "coverage.depth": lambda a: a.kind() | a.some(residents=RESIDENTS),
    "coverage.organisations": lambda a: a.some(
        kind=("property_company",), registration=("registered", "filed")
    ),
    "coverage.reach": reach_params,
    "coverage.place_share": lambda a: {
        "of_level": a.level(), "provider": a.pick(*GROUP_TABLES, *a.kinds),
    },
    "coverage.service_share": service_params,
    "coverage.member_shortfall": lambda a: {"at_least": a.pick(1, 2, 5)} | a.kind(),
    "participation.rate": lambda a: a.some(held_by=HELD_BY, residents=RESIDENTS),
    "participation.gini": lambda a: a.some(among=("residents", "participants"), held_by=HELD_BY),
    "participation.top_share": lambda a: a.some(q=(0.25, 0.5, 0.9), held_by=HELD_BY),
    "participation.representation": representation_params,
    "participation.dissimilarity": lambda a: (
        {"attribute": of_persons(a.dice, a.pick("sex", "tenure", "age_band"))}
        | a.some(held_by=HELD_BY, residents=RESIDENTS)
    ),
    "participation.membership_rate": lambda a: a.some(
        kind=("volunteers", "choir"), residents=RESIDENTS
    ),
    "participation.attendances": lambda a: a.some(who=("residents", "all"), held_by=HELD_BY),
    "participation.representatives": lambda a: a.some(role=("head",), held_by=HELD_BY),
    "participation.representatives_per_forum": lambda a: a.some(role=("head",)),
    "participation.forums_without_representative": lambda a: a.some(role=("head",)),
    "deliberation.reached": lambda a: (
        {"state": a.pick(*ORDER, *BESIDE)} | a.some(implied=(True, False))
    ),
    "deliberation.funnel": lambda a: a.some(implied=(True, False)),
    "deliberation.age_of_open": lambda a: a.some(q=(0.25, 0.9)),
    "deliberation.time_to": lambda a: a.some(
        state=("accepted", "dispatched", "raised", "rejected"), q=(0.25, 0.9)
    ),
    "deliberation.survival": lambda a: (
        {"at": a.pick(0, 1, 10, 30.5, 62, 184, 400)} | a.some(state=("accepted", "returned"))
    ),
    "deliberation.dwell": lambda a: (
        {"state": a.pick("accepted", "dispatched", "raised", "reopened")} | a.some(q=(0.25, 0.9))
    ),
    "deliberation.issues_per_meeting": lambda a: a.some(held_by=HELD_BY),
}  # fmt: skip
AT_HOME = ("rate", "intensity", "gini", "top_share", "never_share", "newcomer_share", "retention",
           "representation", "dissimilarity", "membership_rate")  # fmt: skip
OF_FORUMS = ("representatives", "representatives_per_forum", "forums_without_representative",
             "meetings_per_forum", "idle_forums")  # fmt: skip
KIND_ONLY = ("members", "member_organisations", "memberships", "multiplicity", "teams")
FILTERED = ("members", "active_members", "memberships", "multiplicity", "depth", "reach")
WITH_KIND = (*KIND_ONLY, "active_members", "presence", "depth", "groups", "sessions", "helped")


def params_of(asking: Asking, measure: str) -> Row:
    family, name = measure.split(".")
    if measure in PARAMS:
        return PARAMS[measure](asking)
    if family == "coverage" and name in KIND_ONLY:
        return asking.kind()
    if family == "participation":
        return asking.some(held_by=HELD_BY)
    return {}


def takes_persons(measure: str, params: Row) -> bool:
    family, name = measure.split(".")
    if measure == "coverage.service_share":
        return params.get("unit", "persons") == "persons"
    if family == "coverage":
        return name in FILTERED
    if family == "participation":
        return name in (*AT_HOME, "attendances", "representatives")
    return measure in ("counts.residents", "counts.members")


def at_group(measure: str, params: Row) -> bool:
    """Whether it looks at groups or their meetings, so that the group's kind fits."""
    family, name = measure.split(".")
    by_name = name in (*OF_FORUMS, "issues_per_meeting")
    return by_name or (family == "participation" and name not in AT_HOME)


def of_issues(measure: str) -> bool:
    family, name = measure.split(".")
    return family == "deliberation" and name not in (*OF_FORUMS, "issues_per_meeting")


def dimensions(measure: str, params: Row) -> tuple[str, ...]:
    """The dimensions beside places and time that certainly fit."""
    family, name = measure.split(".")
    by_persons = takes_persons(measure, params) and name != "dissimilarity"
    dims: tuple[str, ...] = PERSON if by_persons else ()
    if name in WITH_KIND and family in ("coverage", "counts") and "kind" not in params:
        dims += ("kind",)
    if at_group(measure, params):
        dims += (f"{SINGULAR[params.get('held_by', 'forums')]}.kind",)
        dims += ("meeting.kind",) if name not in OF_FORUMS else ()
    if of_issues(measure):
        dims += ("issue.category", "forum.kind", "place.estate_age")
    if measure == "counts.places":
        dims += ("place.estate_age",)
    special = {"helped": ("outcome",), "open": ("state",), "age_of_open": ("state",),
               "dwell": ("actor", "state")}  # fmt: skip
    return dims + (special.get(name, ()) if "outcome" not in params else ())


def wheres(measure: str, params: Row) -> tuple[Row, ...]:
    name = measure.split(".")[1]
    found = PERSON_WHERE if takes_persons(measure, params) else ()
    forums = params.get("held_by", "forums") == "forums"
    if of_issues(measure):
        found += ISSUE_WHERE
    at_home = measure.startswith("participation.") and name in AT_HOME
    if at_home and name != "membership_rate" and forums:
        found += MEETING_WHERE if params.get("of") is None else ()  # a panel meets nowhere
    if at_group(measure, params) and forums and name != "representatives":
        found += FORUM_WHERE if name in OF_FORUMS else MEETING_WHERE
    return found


def of_persons(dice: Dice, name: str) -> str:
    """'`person.sex` is the same as `sex` everywhere': a column is sometimes called so."""
    is_column = name in ("sex", "tenure", "age")
    return f"person.{name}" if is_column and dice.chance(20) else name


# Two values of a dimension, between which there may be a gap.
BETWEEN = (
    ("sex", "F", "M"), ("tenure", "rent", "own"), ("home.estate_age", "old", "new"),
    ("age_band", AGE_BANDS[0][0], AGE_BANDS[3][0]), ("issue.category", "lift", "noise"),
    ("forum.kind", "hall", "bench"), ("place.estate_age", "old", "new"),
)  # fmt: skip
