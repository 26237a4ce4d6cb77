# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a measure of one's own is named, and nothing ends the process."""

from __future__ import annotations

from typing import Any

import linli as ll
import numpy as np
import pytest
from one_community import one_community


def gives(value: Any) -> Any:
    return lambda block: value


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (gives(3), "one row of 1 integers for each of the 3 keys"),
        (gives([1]), "one row of 1 integers for each of the 3 keys"),
        (gives(np.ones((3, 2))), "one row of 1 integers for each of the 3 keys"),
        (gives(np.ones((3, 1, 1))), "one row of 1 integers for each of the 3 keys"),
        (gives([0.5, 1, 2]), "count gives 64-bit integers"),
        (gives([1, np.nan, 2]), "count gives 64-bit integers"),
        (gives(["a", "b", "c"]), "count gives 64-bit integers"),
        (gives(None), "count gives 64-bit integers"),
        (gives([1, None, 2]), "count gives 64-bit integers"),
        (gives([1, np.inf, 2]), "count gives 64-bit integers"),
        (gives([1, 1e30, 2]), "count gives 64-bit integers"),
        (gives(np.array([1, 2**63, 2], dtype=np.uint64)), "count gives 64-bit integers"),
    ],
)
def test_counts_of_the_wrong_shape_or_kind_are_errors(count, said):
    wrong = ll.define("own.wrong", key="issues", count=count)
    with pytest.raises(ll.MeasureError, match=said):
        one_community().measure(wrong())
    assert one_community().measure("deliberation.raised")["value"].tolist() == [3]


@pytest.mark.parametrize("value", ["text", float("inf"), [1], (1, 2), (1, "2", 3), {}])
def test_a_finish_that_gives_no_number_is_an_error(value):
    wrong = ll.define("own.wrong", key="issues", count=lambda b: [1] * len(b),
                      finish=lambda sums: value)  # fmt: skip
    with pytest.raises(ll.MeasureError, match=r"own\.wrong: finish gives"):
        one_community().measure(wrong())


def test_nothing_from_finish_is_null_with_a_note():
    for value, note in ((None, "no value by its definition"), (float("nan"), "no value by its"),
                        ((None, 1, 0, "none yet"), "none yet")):  # fmt: skip
        null = ll.define("own.null", key="issues", count=lambda b: [1] * len(b),
                         finish=lambda sums, value=value: value)  # fmt: skip
        row = one_community().measure(null()).to_dicts()[0]
        assert row["value"] is None
        assert note in row["note"]


def test_what_a_function_raises_comes_out_as_it_is():
    def fails(*_):
        raise KeyError("no such thing")

    people = 20_000
    net = ll.Network(
        places={"id": range(4), "level": ["community"] * 4},
        persons={"id": range(100, 100 + people), "home": [k % 4 for k in range(people)]},
    )
    for wrong in ({"count": fails}, {"count": lambda b: [1] * len(b), "finish": fails}):
        ask = ll.define("own.fails", key="persons", **wrong)
        for question in (lambda ask=ask: net.measure(ask(), by="community"),
                         lambda ask=ask: ll.bootstrap(net, ask(), resample="community",
                                                      replicates=20)):  # fmt: skip
            with pytest.raises(KeyError, match="no such thing"):
                question()
    assert net.measure("counts.residents")["value"].tolist() == [people]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "late"}, "a family and a word"),
        ({"name": "own.two words"}, "a family and a word"),
        ({"name": "coverage.depth"}, "is not in linli's catalogue"),
        ({"key": "memberships"}, "no table of keys"),
        ({"key": "nothing"}, "no table of keys"),
        ({"slots": ()}, "no slots"),
        ({"tables": ["meetigns"]}, "names no table 'meetigns'"),
    ],
    ids=str,
)
def test_a_definition_that_makes_no_sense_is_an_error(told, said):
    with pytest.raises(ll.MeasureError, match=said):
        ll.define(**{"name": "own.x", "key": "issues", "count": len, **told})


def test_a_measure_that_nobody_defined_is_unknown():
    with pytest.raises(ll.MeasureError, match=r"own\.unheard_of"):
        one_community().measure("own.unheard_of")
