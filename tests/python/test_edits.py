# SPDX-License-Identifier: Apache-2.0
"""Edits are plain values, and a network says what is wrong with them."""

from __future__ import annotations

from datetime import date

import linli as ll
import pytest
from linli import edits


def test_edits_are_values():
    one = edits.add_member("p", "t", role="head", since=date(2024, 7, 1))
    assert one == edits.add_member("p", "t", role="head", since="2024-07-01")
    assert len({one, edits.add_member("p", "t"), edits.add_member("p", "t")}) == 2


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (edits.add_member(1, "t1", "head", "2024-07-01"), "1 joins t1 as head from 2024-07-01"),
        (edits.end_member(1, "t1"), "1 leaves t1"),
        (edits.move_member(1, "t1", "t2", "2024-07-01"), "1 moves from t1 to t2 from 2024-07-01"),
        (edits.rehome(1, "c07"), "1 now lives in c07"),
        (edits.rehome(1, None), "1 now lives nobody knows where"),
    ],
)
def test_edits_explain_themselves_and_can_be_written_down(edit, text):
    assert str(edit) == text
    assert ll.Edit.from_dict(edit.to_dict()) == edit


def test_edits_that_lack_something_are_errors():
    with pytest.raises(ll.EditError, match="need an id"):
        edits.add_member("p", "")
    with pytest.raises(ll.EditError, match="an edit has a verb"):
        ll.Edit.from_dict({"verb": "rehome", "person": "p"})


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (edits.add_member(9, "t1"), "there is no member '9'"),
        (edits.add_member(1, "t9"), "there is no group 't9'"),
        (edits.add_member(1, "t1"), "already in that group"),
        (edits.end_member(2, "t1"), "not in that group"),
        (edits.move_member(1, "t1", "t1"), "the two groups are one"),
        (edits.rehome(1, "C"), "there is no place 'C'"),
        (edits.end_member(1, "t1", until="soon"), "'soon' is not a date"),
    ],
)
def test_edits_that_a_network_does_not_bear_are_errors(small, edit, message):
    with pytest.raises(ll.EditError, match=message):
        small.with_edits([edit])


def test_what_is_no_edit_is_an_error(small):
    with pytest.raises(ll.EditError, match=r"made by linli\.edits"):
        small.with_edits([{"verb": "rehome", "member": 1}])


def test_one_edit_will_do(small):
    edited = small.with_edits(edits.rehome(5, "B"))
    assert edited.measure("counts.residents")["value"].tolist() == [4]
