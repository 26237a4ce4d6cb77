# SPDX-License-Identifier: Apache-2.0
"""What is asked of each measure, the same of linli and of its peers: by community unless it says.

Parameters are the defaults, but where a default would make the work trivial or a value is required.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import linli as ll
from linli.measure import Measure

INEQUALITY = {"of": "coverage.depth", "across": "community", "weight": "residents"}


@dataclass(frozen=True)
class Question:
    """Parameters, dimensions and the window; `on` is the day on which the city is seen."""

    name: str
    params: dict[str, Any] = field(default_factory=dict)
    by: tuple[str, ...] = ("community",)
    during: tuple[str, str] | None = None
    adds: tuple[str, ...] = ()  # dimensions that the measure brings with it
    on: date = date(2023, 12, 31)

    @property
    def since(self) -> date:
        """The first day of the window; long ago where it is open."""
        return date.fromisoformat(self.during[0]) if self.during else date(1, 1, 1)

    @property
    def until(self) -> date:
        """The day after the window: flows end at the end of `on`."""
        after = self.on + timedelta(days=1)
        return min(after, date.fromisoformat(self.during[1])) if self.during else after

    def __getitem__(self, param: str) -> Any:
        return self.params[param]

    def measured(self, net: ll.Network) -> ll.Table:
        """linli's answer."""
        measure = Measure(self.name, **self.params)
        return net.measure(measure, by=list(self.by), during=self.during)


def _asked(name: str, *by: str, during: Any = None, adds: Any = (), **params: Any) -> Question:
    return Question(name, params, by or ("community",), during, tuple(adds))


_LAST_YEAR = ("2023-01-01", "2024-01-01")

_OTHERS = (
    _asked("counts.total", column="flats"),
    _asked("counts.share", column="empty_flats", of="flats"),
    _asked("coverage.presence", "community", "kind"),
    _asked("coverage.complete", of_level="community"),
    _asked("coverage.member_shortfall", at_least=100),
    _asked("coverage.place_share", of_level="grid", provider="forums"),
    _asked("participation.newcomer_share", during=_LAST_YEAR),
    _asked("participation.retention", "community", "year"),
    _asked("participation.representation", "community", "sex"),
    _asked("participation.dissimilarity", attribute="tenure"),
    _asked("participation.co_presence", adds=("kind_a", "kind_b")),
    _asked("deliberation.funnel", adds=("state",)),
    _asked("deliberation.survival", at=30),
    _asked("deliberation.idle_forums", during=("2023-12-01", "2024-01-01")),
    *(
        _asked(f"inequality.{name}", "district", **INEQUALITY)
        for name in ("gini", "hoover", "theil", "quantile_ratio")
    ),
    _asked("inequality.atkinson", "district", epsilon=0.5, **INEQUALITY),
    _asked("inequality.theil_between", "district", grouping="subdistrict", **INEQUALITY),
    _asked("inequality.theil_within", "district", grouping="subdistrict", **INEQUALITY),
    _asked("inequality.gap", adds=("scale",), of="participation.rate",
           between=("home.estate_age", "old", "new")),
)  # fmt: skip

_EXPECTED = {
    "counts": "places residents households groups kinds members sessions helped",
    "coverage": "breadth members memberships multiplicity active_members depth teams "
    "organisations reach service_share member_organisations",
    "participation": "rate never_share intensity gini top_share membership_rate meetings "
    "attendances recorded_share attendance_per_meeting kinds_per_meeting representatives "
    "representatives_per_forum forums_without_representative",
    "deliberation": "raised reached closure_rate open age_of_open time_to dwell escalation_rate "
    "return_rate reopen_rate on_time_rate response_rate satisfaction_rate issues_per_meeting "
    "meetings_per_forum",
}


def questions() -> dict[str, Question]:
    """By name: every measure of the contract that has a peer, or should have one."""
    plain = (f"{family}.{name}" for family, names in _EXPECTED.items() for name in names.split())
    return {q.name: q for q in (*_OTHERS, *map(_asked, plain))}
