# SPDX-License-Identifier: Apache-2.0
"""The peers of the bench: what pandas, Polars and DuckDB make of the tables is what linli says."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

import linli as ll
import pytest
from contest import Contest
from peers import LIBRARIES
from peers.questions import questions

KNOWN = set(ll.measures()["name"].tolist())
HERE = [name for name in LIBRARIES if find_spec(name)]


@cache
def contest() -> Contest:
    """A city of three communities, in all the libraries that are installed."""
    return Contest(ll.examples.city(persons=12_000, seed=1), HERE)


@pytest.mark.parametrize("name", sorted(questions()))
def test_peers_agree(name):
    problem = contest().problem(questions()[name], with_linli=name in KNOWN)
    assert problem in ("", "missing in linli")


def test_every_measure_has_peers():
    assert set(questions()) >= KNOWN
