# SPDX-License-Identifier: Apache-2.0
"""What takes place at groups, worked out by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from .cases import ATTENDANCES, DAY, FORUMS, MEETINGS, MEMBERSHIPS, ask, with_tables
from .evaluate import evaluate


def test_recorded_meetings_have_names_or_a_count() -> None:
    more = [
        *MEETINGS,
        {"id": "m6", "held_by": "f1", "date": "2024-06-30"},  # neither
        {"id": "m7", "held_by": "f1", "date": "2024-06-30", "attended": 0},  # a count
    ]
    tables = with_tables(meetings=more, attendances=ATTENDANCES)
    shares = ask(tables, "participation.recorded_share", by="community")
    assert shares == {"A": 3 / 4, "B": None, None: 1}
    assert ask(tables, "participation.recorded_share") == 4 / 5
    assert ask(tables, "participation.recorded_share", during="2023") is None


def test_kinds_meet_more_or_less_often_than_by_chance() -> None:
    rows = evaluate(FORUMS, "participation.co_presence", on=DAY)
    told = {(row["kind_a"], row["kind_b"]): row for row in rows}
    labels = ["volunteers", "watch", "forums", "unaffiliated"]  # the last two by attendances
    assert list(told) == [(a, b) for n, a in enumerate(labels) for b in labels[n + 1 :]]
    # m1: volunteers, forums, unaffiliated; m2: unaffiliated; m3: volunteers
    row = told[("volunteers", "forums")]
    assert (row["value"], row["numerator"], row["denominator"]) == (1 / 3, 1, 3)
    assert row["expected"] == 2 * 1 / 3
    assert row["z"] == pytest.approx((1 - 2 / 3) / sqrt(2 * 1 * 1 * 2 / (9 * 2)))
    row = told[("volunteers", "unaffiliated")]
    assert row["expected"] == 4 / 3
    assert row["z"] == pytest.approx(-sqrt(1 / 2))
    row = told[("volunteers", "watch")]
    assert (row["value"], row["expected"], row["z"]) == (0, 0, None)  # the watch never came


def test_without_named_meetings_nothing_is_expected() -> None:
    rows = evaluate(FORUMS, "participation.co_presence", on=DAY, during="2023")
    assert {(r["value"], r["denominator"], r["expected"], r["z"]) for r in rows} == {
        (None, 0, None, None)
    }
    one = evaluate(FORUMS, "participation.co_presence", on=DAY, during="2024-01")  # m1 alone
    told = {(row["kind_a"], row["kind_b"]): row for row in one}[("volunteers", "forums")]
    assert (told["value"], told["expected"], told["z"]) == (1, 1, None)


def test_representatives_are_counted_in_each_forum() -> None:
    assert ask(FORUMS, "participation.representatives_per_forum") == 1 / 2  # 3 in f1, none in f2
    by_place = ask(FORUMS, "participation.representatives_per_forum", by="community")
    assert by_place == {"A": 1, "B": None, None: 0}
    more = [
        *MEMBERSHIPS,
        {"member": 3, "group": "f2", "role": "fixed_representative"},
        {"member": 3, "group": "f2", "role": "fixed_representative", "since": "2024-01-01"},
        {"member": 4, "group": "f2", "role": "head"},
    ]
    tables = FORUMS | {"memberships": more}
    assert ask(tables, "participation.representatives_per_forum") == 2 / 2
    heads = {"role": "head"}
    assert ask(tables, "participation.representatives_per_forum", params=heads) == 1 / 2
    assert ask(tables, "participation.forums_without_representative") == 0
    assert ask(tables, "participation.forums_without_representative", params=heads) == 1 / 2


def test_forums_without_a_representative() -> None:
    assert ask(FORUMS, "participation.forums_without_representative") == 1 / 2
    by_kind = ask(FORUMS, "participation.forums_without_representative", by="forum.kind")
    assert by_kind == {"hall": 0, "bench": 1}
    ended = [{"id": "f1", "kind": "hall", "place": "A", "until": "2024-06-30"}]
    tables = FORUMS | {"forums": ended, "meetings": [], "attendances": []}
    assert ask(tables, "participation.forums_without_representative") is None
