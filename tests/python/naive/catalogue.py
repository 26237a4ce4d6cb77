# SPDX-License-Identifier: Apache-2.0
"""Every measure by name, and what is known of each: stock or flow, its tables, its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import (
    attenders,
    counts,
    coverage,
    deliberation,
    forums,
    gatherings,
    participation,
    provision,
    spells,
)
from .answers import Answer
from .conventions import Row
from .world import GROUP_TABLES

Measure = Callable[..., Answer]
Entry = tuple[str, str, str]  # of a scheme: a kind, the table where it is found, its kind there
BY_MODULE = {
    "counts": {
        counts: "places residents households total share groups kinds members sessions helped",
    },
    "coverage": {
        coverage: "presence breadth complete members member_organisations active_members"
        " memberships multiplicity depth teams organisations reach member_shortfall",
        provision: "place_share service_share",
    },
    "participation": {
        participation: "rate intensity gini attendances meetings kinds_per_meeting representatives"
        " attendance_per_meeting",
        attenders: "top_share never_share newcomer_share retention representation dissimilarity"
        " membership_rate",
        gatherings: "recorded_share co_presence representatives_per_forum"
        " forums_without_representative",
    },
    "deliberation": {
        deliberation: "raised reached funnel closure_rate age_of_open escalation_rate return_rate"
        " response_rate reopen_rate on_time_rate satisfaction_rate",
        spells: "time_to survival dwell",
        forums: "issues_per_meeting meetings_per_forum idle_forums",
    },
}
MEASURES: dict[str, Measure] = {
    f"{family}.{name}": getattr(module, name)
    for family, modules in BY_MODULE.items()
    for module, names in modules.items()
    for name in names.split()
} | {"deliberation.open": deliberation.open_issues}

ACROSS = ("gini", "hoover", "theil", "theil_between", "theil_within", "atkinson", "quantile_ratio")
NAMES = (*MEASURES, *(f"inequality.{name}" for name in ACROSS), "inequality.gap")

# A count over a count of the same units, of which each is or is not: with an interval by Wilson.
# Not so the share of the most frequent, who are chosen by what is counted.
PROPORTIONS = {
    "coverage.complete", "coverage.reach", "coverage.place_share",
    "coverage.service_share", "participation.rate", "participation.never_share",
    "participation.newcomer_share", "participation.retention", "participation.membership_rate",
    "participation.recorded_share", "participation.co_presence",
    "participation.forums_without_representative", "deliberation.funnel",
    "deliberation.closure_rate", "deliberation.escalation_rate", "deliberation.return_rate",
    "deliberation.response_rate", "deliberation.reopen_rate", "deliberation.on_time_rate",
    "deliberation.satisfaction_rate", "deliberation.idle_forums",
}  # fmt: skip

# Dimensions that a measure adds of itself.
ADDED = {
    "deliberation.funnel": ("state",),
    "participation.co_presence": ("kind_a", "kind_b"),
    "inequality.gap": ("scale",),
}

OPEN = ("deliberation.open", "deliberation.age_of_open")
ROSTERS_OF_FORUMS = ("representatives", "representatives_per_forum",
                     "forums_without_representative")  # fmt: skip
STOCKS = (*OPEN, "participation.membership_rate",
          *(f"participation.{name}" for name in ROSTERS_OF_FORUMS))  # fmt: skip


def is_stock(measure: str) -> bool:
    flows = ("counts.sessions", "counts.helped")
    is_flow = measure in flows or measure.startswith(("participation.", "deliberation."))
    return measure in STOCKS or not is_flow


# Presence needs its members, too, unless it asks for none.
ROSTERS = ("members", "member_organisations", "active_members", "memberships", "multiplicity",
           "depth", "member_shortfall", "presence", "breadth", "complete")  # fmt: skip
OWN_TABLES = {
    "counts.places": ["places"],
    "counts.residents": ["persons"],
    "counts.households": ["places"],
    "counts.total": ["places"],
    "counts.share": ["places"],
    "counts.sessions": ["meetings"],
    "counts.helped": ["service_counts"],
    "coverage.organisations": ["organisations"],
    "coverage.service_share": ["services", "benefits"],
    "participation.meetings": ["meetings"],
    "participation.recorded_share": ["meetings"],
    "participation.membership_rate": ["teams", "memberships"],
    "deliberation.raised": ["issues"],
    "deliberation.satisfaction_rate": ["issues"],
    "deliberation.issues_per_meeting": ["meetings", "issue_events"],
    "deliberation.meetings_per_forum": ["forums", "meetings"],
    "deliberation.idle_forums": ["forums", "issues", "issue_events"],
}


def tables_of(measure: str, params: Row, scheme: Iterable[Entry] = ()) -> list[str]:
    """The tables whose rows a measure counts; of a kind as provider, where the scheme has it."""
    family, name = measure.split(".")
    if measure in OWN_TABLES:
        return OWN_TABLES[measure]
    if family == "deliberation":
        return ["issues", "issue_events"]
    if name in ROSTERS:
        return [params.get("table", "teams"), "memberships"]
    if name in ROSTERS_OF_FORUMS:
        return [params.get("held_by", "forums"), "memberships"]
    if name == "representation" and params.get("of") is not None:
        return ["persons"]  # and what the panel is
    if family == "participation":
        return ["meetings", "attendances"]
    if params.get("provider") in GROUP_TABLES:
        return [params["provider"]]
    for kind, table, _ in scheme:
        if params.get("provider") == kind:
            return [table]
    if name == "reach" and params.get("min_members", 0) >= 1:
        return [params.get("providers", "teams"), "memberships"]
    return [str(params.get("providers", params.get("table", "teams")))]
