# SPDX-License-Identifier: Apache-2.0
"""Worlds that several tests look at. All people and places in them are made up."""

from __future__ import annotations

import linli as ll
import pytest

# city ─ A, B (communities). Persons 1, 2 live in A, 3 in B, 4 outside, 5 nobody knows where.
SMALL = {
    "places": {
        "id": ["city", "A", "B"],
        "level": ["city", "community", "community"],
        "parent": [None, "city", "city"],
        "name": ["合成市", "甲社区", "乙社区"],
    },
    "persons": {
        "id": [1, 2, 3, 4, 5],
        "home": ["A", "A", "B", "outside", None],
        "sex": ["F", "M", "F", "F", None],
        "age": [70, 30, 16, 40, None],
    },
    "teams": {
        "id": ["t1", "t2", "t3"],
        "kind": ["volunteers", "posted_party_members", "volunteers"],
        "place": ["A", "A", "B"],
    },
    "memberships": {
        "member": [1, 4, 4, 3],
        "group": ["t1", "t1", "t2", "t3"],
        "until": [None, None, None, "2024-03-01"],
    },
    "forums": {"id": ["f1"], "kind": ["hall"], "place": ["A"]},
    "meetings": {
        "id": ["m1", "m2"],
        "held_by": ["f1", "f1"],
        "date": ["2024-01-10", "2024-02-10"],
    },
    "attendances": {"meeting": ["m1", "m1", "m2"], "person": [1, 2, 1]},
    "issues": {
        "id": ["i1", "i2"],
        "place": ["A", "B"],
        "raised_at": ["2024-01-05", "2024-02-03"],
        "category": ["topic", "topic"],
    },
    "issue_events": {"issue": ["i1"], "state": ["closed"], "at": ["2024-02-04"]},
}


@pytest.fixture
def small_tables():
    return {name: dict(columns) for name, columns in SMALL.items()}


@pytest.fixture
def small(small_tables):
    """A network small enough to count by hand."""
    return ll.Network(**small_tables, origin="synthetic")


@pytest.fixture(scope="session")
def district():
    return ll.examples.district(seed=1)


@pytest.fixture(scope="session")
def article():
    return ll.examples.xisaishan()
