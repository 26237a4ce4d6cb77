# SPDX-License-Identifier: Apache-2.0
"""Published figures beside computed ones: what fits, what disagrees once rows are gone."""

from __future__ import annotations

from typing import Any

import linli as ll
import numpy as np
import pytest


@pytest.fixture(scope="module")
def district() -> ll.Network:
    return ll.examples.district(seed=1)


def rebuilt(net: ll.Network, **changed: Any) -> ll.Network:
    return ll.Network(
        **{**net.to_tables(), **changed},
        scheme=net.scheme,
        persons_are=net.persons_are,
        origin=net.origin,
        as_of=net.as_of,
    )


def disagreeing(net: ll.Network) -> set[str]:
    return {row["indicator"] for row in net.reconcile().rows() if row["status"] == "disagrees"}


def without(table: ll.Table, gone: np.ndarray) -> ll.Table:
    return table.take(~gone)


def test_every_figure_of_the_district_is_met_because_it_was_fitted(district: ll.Network) -> None:
    assert {row["status"] for row in district.reconcile().rows()} == {"fitted"}


def test_without_attendances_only_what_counts_them_disagrees(district: ll.Network) -> None:
    tables = district.to_tables()
    gone = np.ones(len(tables["attendances"]), dtype=bool)
    bare = rebuilt(district, attendances=without(tables["attendances"], gone))
    assert disagreeing(bare) == {"resident_attendances"}


def test_without_one_forum_only_the_forums_and_its_seat_disagree(district: ll.Network) -> None:
    tables = district.to_tables()
    forums = tables["forums"]
    seats = tables["memberships"]
    seated = seats["group"][seats["role"] == "fixed_representative"]
    used = {*tables["meetings"]["held_by"], *tables["issues"]["forum"], *seats["group"]}
    idle = next(f for f in forums["id"] if f not in used)
    fewer = rebuilt(district, forums=without(forums, forums["id"] == idle))
    assert disagreeing(fewer) == {"neighbourhood_forums"}

    silent = {*tables["meetings"]["held_by"], *tables["issues"]["forum"]}
    one = next(f for f in seated if f not in silent)
    gone = rebuilt(
        district,
        forums=without(forums, forums["id"] == one),
        memberships=without(seats, seats["group"] == one),
    )
    assert disagreeing(gone) == {"neighbourhood_forums", "fixed_representatives"}


def test_without_the_members_of_one_team_only_the_people_disagree(district: ll.Network) -> None:
    tables = district.to_tables()
    seats = tables["memberships"]
    gone = rebuilt(district, memberships=without(seats, seats["group"] == "d1-volunteers"))
    assert disagreeing(gone) == {"team_people"}


def test_the_article_follows_from_its_totals_alone() -> None:
    article = ll.examples.xisaishan()
    assert "disagrees" not in {row["status"] for row in article.reconcile().rows()}
    said = list(article.bounds().rows())
    assert any(row["low"] == 355 for row in said)
    assert any(abs((row["high"] or 0) - 1481 / 3709) < 1e-9 for row in said)
    assert any(abs((row["value"] or 0) - 940 / 1481) < 1e-9 for row in said)
    assert all(row["assumption"] for row in said if row["low"] == 355)
