# SPDX-License-Identifier: Apache-2.0
"""Small broken inputs: each gives the problems that its `expected.toml` lists, no more, no fewer.

A folder of `tests/corpus/broken` holds tables and `expected.toml`:

- `problems`: what strict reading finds, with table, row (that of the header is 1), column, rule and
  severity; in some also the value, and words of the message (`says`). Without an error among them
  the folder is read, and these are its diagnostics;
- `lenient.rows` and `lenient.rejected`: the rows of each table that are read and set aside, if bad
  rows do not raise; `lenient.also`: what is found then beside `problems`, such as references to
  rows that were set aside, and warnings about what remains;
- or `error` and `says`: the class of another error that stops both, and words of its message.

Folders in `broken_pending` have the same form; they say what is not found yet. All is synthetic.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import linli as ll
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("broken/*/expected.toml"))
NAMED = ("table", "row", "column", "rule", "severity")

# Every rule of the input contract, errors and then warnings.
RULES = {
    "missing_column", "duplicate_id", "dangling_reference", "ambiguous_reference", "wrong_kind",
    "cycle", "level_inside_itself", "not_a_number", "not_a_date", "until_before_since", "negative",
    "encoding", "ragged_row", "unclosed_quote", "too_large",
    "several_roots", "level_spelling", "event_before_raised", "group_not_in_force",
    "duplicate_row", "parent_unlike_children", "more_listed_than_population", "far_date",
    "kind_outside_scheme", "unknown_home", "unplaced_group",
}  # fmt: skip


def expected_of(folder):
    return tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))


def read_leniently(folder):
    return ll.read(folder, strict=False)


def named(problems):
    """How often each problem occurs, whatever the order."""
    return Counter(tuple(problem.get(key) for key in NAMED) for problem in problems)


def rows_of(rejected):
    """The number of rows set aside in each table; one row may have several problems."""
    return Counter(table for table, _ in {(row["table"], row["row"]) for row in rejected})


def lines_of(counter):
    return sorted(map(str, counter.elements()))


def check_details(wanted, found):
    """Where a value or words of the message are wanted, a problem of that name has them."""
    found = found.to_dicts()
    for problem in wanted:
        same = [row for row in found if all(row[key] == problem.get(key) for key in NAMED)]
        says = problem.get("says", [])
        assert any(
            row["value"] == problem.get("value", row["value"])
            and all(word in row["message"] for word in says)
            for row in same
        ), (problem, same)


def check(wanted, found):
    assert lines_of(named(found)) == lines_of(named(wanted))
    check_details(wanted, found)


def check_strict(folder):
    expected = expected_of(folder)
    if "error" in expected:
        with pytest.raises(getattr(ll, expected["error"])) as caught:
            ll.read(folder, strict=True)
        assert all(word in str(caught.value) for word in expected["says"]), str(caught.value)
    elif any(problem["severity"] == "error" for problem in expected["problems"]):
        with pytest.raises(ll.DataError) as caught:
            ll.read(folder, strict=True)
        check(expected["problems"], caught.value.problems)
    else:
        net = ll.read(folder, strict=True)
        check(expected["problems"], net.diagnostics)
        assert len(net.rejected) == 0


def check_lenient(folder):
    expected = expected_of(folder)
    if "error" in expected:
        with pytest.raises(getattr(ll, expected["error"])):
            read_leniently(folder)
        return
    net, lenient = read_leniently(folder), expected["lenient"]
    check(expected["problems"] + lenient.get("also", []), net.diagnostics)
    assert {name: rows for name, rows in net.counts.items() if rows} == lenient["rows"]
    assert rows_of(net.rejected) == Counter(lenient["rejected"])
    assert all(row["severity"] == "error" for row in net.rejected)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_strict_reading_finds_the_problems_listed_and_no_others(folder):
    check_strict(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_lenient_reading_sets_the_bad_rows_aside_and_keeps_the_others(folder):
    check_lenient(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_reading_twice_finds_the_same_in_the_same_order(folder):
    if "error" in expected_of(folder):
        return
    first, second = read_leniently(folder), read_leniently(folder)
    assert first.diagnostics.to_dicts() == second.diagnostics.to_dicts()
    assert first.fingerprint() == second.fingerprint()


def test_the_corpus_is_large_and_holds_every_rule():
    assert len(FOLDERS) >= 60
    all_expected = [expected_of(folder) for folder in FOLDERS]
    found = {row["rule"] for each in all_expected for row in each.get("problems", [])}
    assert found >= RULES
    together = [{row["rule"] for row in each.get("problems", [])} for each in all_expected]
    assert {rule for rules in together if len(rules) == 1 for rule in rules} >= RULES
    assert sum(each.get("problems") == [] for each in all_expected) >= 20
    assert {each["error"] for each in all_expected if "error" in each} == {
        "FileError",
        "SchemaError",
    }


def test_what_is_pending_has_the_same_form():
    for folder in CORPUS.glob("broken_pending/*"):
        expected = expected_of(folder)
        assert expected["about"]
        assert expected["problems"]
        assert expected["lenient"].keys() >= {"rows", "rejected"}
