# SPDX-License-Identifier: Apache-2.0
"""The rows behind a number add up to it; a series is what each of its buckets says alone."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from typing import Any

import linli as ll
import pytest
from asked import BY, LOCAL, NAMES, asked, by
from naive.dice import Dice
from naive.questions import context
from naive.strategies import world
from one_community import QUESTION, one_community
from test_against_naive import network_of

READS = {row["name"]: row["reads"] for row in ll.measures()}

# The parts whose amounts add up to the numerator and to the denominator.
RAISED = ("of them", "raised")
PARTS: dict[str, tuple[str | None, str | None]] = {
    "counts.places": ("count", None), "counts.residents": ("residents", None),
    "counts.groups": ("count", None), "counts.members": ("members", None),
    "counts.sessions": ("sessions by meetings", None), "coverage.members": ("members", None),
    "coverage.memberships": ("memberships by name", None),
    "coverage.depth": ("members", "residents"),
    "coverage.teams": ("teams", None), "coverage.organisations": ("count", None),
    "coverage.member_organisations": ("organisations", None),
    "coverage.active_members": ("active members", None),
    "coverage.place_share": ("served", "places"),
    "coverage.service_share": ("beneficiaries", "residents"),
    "participation.rate": ("participants", "residents"),
    "participation.intensity": ("attendances", "participants"),
    "participation.meetings": ("meetings", None),
    "participation.attendances": ("by name", None),
    "participation.attendance_per_meeting": ("by name", "recorded meetings"),
    "participation.kinds_per_meeting": ("kinds", "meetings with names"),
    "participation.representatives": ("representatives", None),
    "participation.never_share": (None, "residents"),
    "participation.membership_rate": ("members", "residents"),
    "participation.recorded_share": ("recorded", "meetings"),
    "participation.representatives_per_forum": ("(person, forum) pairs", "forums"),
    "participation.forums_without_representative": ("without", "forums"),
    "deliberation.raised": ("count", None), "deliberation.reached": ("count", None),
    "deliberation.closure_rate": RAISED, "deliberation.open": ("open", None),
    "deliberation.escalation_rate": RAISED, "deliberation.return_rate": RAISED,
    "deliberation.reopen_rate": ("reopened", "closed"),
    "deliberation.on_time_rate": ("on time", "due"), "deliberation.response_rate": RAISED,
    "deliberation.satisfaction_rate": ("satisfied", "asked"),
    "deliberation.issues_per_meeting": ("(issue, meeting) pairs", "meetings"),
    "deliberation.meetings_per_forum": ("meetings", "forums"),
    "deliberation.idle_forums": ("idle", "forums"),
    "counts.households": ("amount", None), "counts.total": ("amount", None),
    "counts.share": ("part", "whole"), "counts.helped": ("helped", None),
    "coverage.multiplicity": ("memberships", "members"),
    "coverage.reach": ("reached", "residents"), "coverage.complete": ("complete", "places"),
}  # fmt: skip

# A gap lies between two numbers, and these need more than one cell to have rows at all.
WITHOUT_ROWS = ("inequality.gap", "participation.retention", "participation.representation")


def parts(rows: ll.Table) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row["part"]] += row["amount"]
    return found


def worlds(count: int) -> list[ll.Network]:
    """Random networks that have people, teams and issues."""
    found = []
    for seed in range(count):
        dice = Dice.seeded(seed)
        tables = world(dice)
        if "observed" not in tables:
            found.append(network_of(tables, context(dice) | {"scheme": None}))
    return found


WORLDS = worlds(40)


def disagreement(net: ll.Network, name: str, **question: Any) -> str:
    """What the rows behind a number do not add up to; empty if they do."""
    (row,) = net.measure(asked(name), **question).to_dicts()
    if row["value"] is None or row["basis"] != "rows":
        return ""
    found = parts(net.rows(asked(name), **question))
    for part, column in zip(PARTS[name], ("numerator", "denominator"), strict=True):
        if part is not None and found[part] != pytest.approx(row[column]):
            return f"{part}: {found[part]}, but {column} {row[column]}"
    return ""


@pytest.mark.parametrize("name", PARTS)
def test_amounts_of_parts_add_up_to_numerator_and_denominator(name):
    assert disagreement(one_community(), name, **QUESTION) == ""
    for net in WORLDS:
        try:
            assert disagreement(net, name, during="2024", on="2024-12-31") == ""
        except ll.MeasureError:  # a column or a level that this world lacks
            continue


@pytest.mark.parametrize("name", [n for n in NAMES if n not in WITHOUT_ROWS])
def test_rows_behind_a_number_are_rows_of_the_tables(name):
    for net in [one_community(), *WORLDS[:15]]:
        try:
            rows = net.rows(asked(name), during="2024", on="2024-12-31")
        except ll.MeasureError:
            continue
        tables = net.to_tables()
        assert rows.columns == ["table", "id", "part", "amount"]
        for row in rows:
            ids = tables[row["table"]].values("id")  # of several tables, they are told as text
            assert row["id"] in ids or row["id"] in map(str, ids)
        keys = [(row["table"], row["id"], row["part"]) for row in rows]
        assert len(keys) == len(set(keys))


def test_parts_are_listed_for_every_measure_that_counts():
    unlisted = set(LOCAL) - set(PARTS) - set(WITHOUT_ROWS)
    assert unlisted == {  # numbers that are no count over a count
        "counts.kinds", "coverage.member_shortfall", "coverage.presence",
        "coverage.breadth", "deliberation.age_of_open",
        "deliberation.dwell", "deliberation.funnel", "participation.co_presence",
        "deliberation.survival", "deliberation.time_to",
        "participation.dissimilarity", "participation.gini", "participation.newcomer_share",
        "participation.top_share",
    }  # fmt: skip


def test_rows_at_a_place_are_those_of_its_row():
    for net in WORLDS[:15]:
        tables = net.to_tables()
        for place, level in zip(
            tables["places"].values("id")[:4], tables["places"].values("level"), strict=False
        ):
            cell = {
                row[level]: row["value"] for row in net.measure("deliberation.raised", by=level)
            }
            found = parts(net.rows("deliberation.raised", place=place))["count"]
            assert found == (cell[place] or 0)


def came(rows: ll.Table) -> set[str]:
    return {str(row["id"]) for row in rows if row["part"] == "participants"}


def test_rows_pass_the_filters_and_the_window():
    net = one_community()
    women = net.rows("participation.rate", where={"sex": "F"}, **QUESTION)
    assert came(women) == {"1", "2"}
    first = net.rows("participation.rate", during="2024-Q1", on="2024-06-30")
    assert came(first) == {"1", "2"}
    later = net.rows("participation.rate", during="2024-Q2", on="2024-06-30")
    assert came(later) == {"1", "3"}


def test_rows_of_several_measures_or_of_a_gap_are_errors():
    net = one_community()
    with pytest.raises(ll.MeasureError, match="one measure"):
        net.rows(["coverage.members", "coverage.teams"])  # type: ignore[arg-type]
    with pytest.raises(ll.MeasureError, match="each of them"):
        net.rows(asked("inequality.gap"))


# Series

# Flows that read a roster, persons at home, groups in force and what they serve, or the whole
# record on the last day of a bucket.
READ_AT_THE_END = {
    "coverage.active_members", "deliberation.meetings_per_forum", "deliberation.idle_forums",
    "counts.sessions", "counts.helped",
    *(name for name in READS if name.startswith("participation.")),
} - {"participation.retention"}  # fmt: skip


def months(last: str) -> list[tuple[str, str]]:
    """Months of 2024 with the day on which stocks are read, none later than `last`."""
    found = []
    for month in range(1, 13):
        key = f"2024-{month:02}"
        found.append((key, min(f"{key}-{monthrange(2024, month)[1]}", last)))
    return found


def of_bucket(table: ll.Table, month: str) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in row.items() if k != "month"} for row in table if row["month"] == month
    ]


@pytest.mark.parametrize("name", [n for n in NAMES if BY.get(n) != ["quarter"]])
def test_a_series_is_what_each_month_says_alone(name):
    last = "2024-08-15"
    for net in [one_community(), *WORLDS[:8]]:
        level = min(net.levels)
        try:
            series = net.series(
                asked(name), every="month", by=by(name, level), during="2024", on=last
            )
        except ll.MeasureError:
            continue
        for month, day in months(last):
            if month > last:
                assert all(row["value"] in (0, None) for row in of_bucket(series, month))
                continue
            stock = READS[name] == "stock" or name in READ_AT_THE_END
            alone = net.measure(
                asked(name), by=by(name, level), during=month, on=day if stock else last
            )
            assert of_bucket(series, month) == alone.to_dicts(), month


def test_a_series_by_year_or_quarter_is_measured_by_year_or_quarter():
    net = one_community()
    for every in ("year", "quarter"):
        series = net.series("participation.rate", every=every, during="2024")
        assert (
            series.to_dicts()
            == net.measure("participation.rate", by=every, during="2024").to_dicts()
        )
    with pytest.raises(ll.MeasureError, match="every is year, quarter or month"):
        net.series("participation.rate", every="week")


def test_rows_by_a_dimension_are_an_error_that_says_place(district):
    with pytest.raises(ll.MeasureError, match="not by community: say place="):
        district.rows("deliberation.raised by community")
