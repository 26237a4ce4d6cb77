# SPDX-License-Identifier: Apache-2.0
"""Whatever is given as tables, options and questions: an answer, or an error of linli's."""

from __future__ import annotations

import datetime
from contextlib import contextmanager

import linli as ll
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linli._names import rules

MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def answered_or_refused():
    """Lets errors of linli's pass, which must say something; others are bugs."""
    said = "answered"
    try:
        yield
    except ll.LinliError as error:
        said = str(error)
    assert said


cells = st.one_of(
    st.none(),
    st.sampled_from(
        ["a", "b", "c1", "outside", "community", "2024-01-01", "社区", "true", "", "-1"]
    ),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.booleans(),
    st.text(max_size=5),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=3),
)
names = st.sampled_from([*rules(), *(rule["label_zh"] for rule in rules().values())])


@st.composite
def tables(draw):
    found = {}
    for name in draw(st.lists(names, max_size=4, unique=True)):
        rule = next(r for n, r in rules().items() if name in (n, r["label_zh"]))
        known = [c[key] for c in rule["columns"] for key in ("name", "label_zh")]
        columns = draw(st.lists(st.sampled_from([*known, "x", "手机"]), max_size=5, unique=True))
        needed = (
            [c["name"] for c in rule["columns"] if c["required"]] if draw(st.booleans()) else []
        )
        rows = draw(st.integers(0, 4))
        found[name] = {
            column: draw(st.lists(cells, min_size=rows, max_size=rows))
            for column in dict.fromkeys([*needed, *columns])
        }
    return found


@MANY
@given(tables(), st.booleans(), st.sampled_from([None, "key"]))
def test_any_tables_make_a_network_or_an_error(given_tables, strict, key):
    with answered_or_refused():
        net = ll.Network(**given_tables, strict=strict, hash_ids=key)
        assert repr(net)
        assert net._repr_html_()
        again = ll.Network(**net.to_tables(), scheme=net.scheme, persons_are=net.persons_are)
        assert again.fingerprint() == net.fingerprint()


@MANY
@given(tables(), st.sampled_from(["pandas", "arrow", "numpy"]))
def test_frames_of_any_kind_are_taken_or_refused(given_tables, kind):
    try:
        frames = {name: framed(table, kind) for name, table in given_tables.items()}
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return  # the frame itself could not be made
    with answered_or_refused():
        ll.Network(**frames, strict=False)


def framed(table, kind):
    if kind == "pandas":
        return pd.DataFrame(table)
    if kind == "arrow":
        return pa.table(table)
    return {name: np.array(values, dtype=object) for name, values in table.items()}


anything = st.one_of(
    cells, st.lists(cells, max_size=3), st.dictionaries(st.text(max_size=3), cells, max_size=2)
)


@pytest.fixture(scope="module")
def net():
    return ll.Network(
        places={"id": ["d", "c1"], "level": ["district", "community"], "parent": [None, "d"]},
        persons={"id": [1, 2], "home": ["c1", "c1"], "sex": ["F", "M"]},
        teams={"id": ["t"], "kind": ["volunteers"], "place": ["c1"]},
        memberships={"member": [1], "group": ["t"], "since": [datetime.date(2024, 1, 1)]},
    )


@MANY
@given(st.data())
def test_any_question_is_answered_or_refused(net, data):
    asked = {
        name: data.draw(anything, label=name)
        for name in data.draw(
            st.lists(
                st.sampled_from(["by", "within", "on", "during", "where", "level"]),
                max_size=3,
                unique=True,
            )
        )
    }
    wanted = data.draw(st.one_of(st.sampled_from(list(ll.measures()["name"])), anything))
    with answered_or_refused():
        assert net.measure(wanted, **asked).columns


OPTIONS = [
    "scheme", "persons_are", "origin", "as_of", "zone", "strict", "allow", "names", "until",
    "hash_ids",
]  # fmt: skip


@MANY
@given(st.dictionaries(st.sampled_from(OPTIONS), anything, max_size=3))
def test_any_options_are_taken_or_refused(options):
    with answered_or_refused():
        ll.Network(places={"id": [1], "level": ["community"]}, **options)
