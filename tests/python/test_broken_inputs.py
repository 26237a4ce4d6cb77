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
from datetime import date
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


def test_a_cell_of_more_than_a_mebibyte_is_too_large(tmp_path):
    (tmp_path / "places.csv").write_text("id,level\nd,district\n", encoding="utf-8")
    cells = "".join(f"{name},d,{'x' * size}\n" for name, size in (("p", 2**20), ("q", 2**20 + 1)))
    (tmp_path / "persons.csv").write_text("id,home,note\n" + cells, encoding="utf-8")
    net = read_leniently(tmp_path)
    check([problem("persons", 3, "note", "too_large")], net.diagnostics)
    assert net.counts["persons"] == 1


# Workbooks, Parquet and frames. In frames and Parquet the first row is 0.

PLACES = {
    "id": ["d", "c1", "c2"],
    "level": ["district", "community", "community"],
    "parent": [None, "d", "d"],
}


def problem(table, row, column, rule, severity="error"):
    return dict(zip(NAMED, (table, row, column, rule, severity), strict=True))


def found_by(read):
    """What strict reading finds, having seen that lenient reading finds the same errors."""
    with pytest.raises(ll.DataError) as caught:
        read(True)
    errors = [row for row in read(False).diagnostics if row["severity"] == "error"]
    assert lines_of(named(errors)) == lines_of(named(caught.value.problems))
    return caught.value.problems


def workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return lambda strict: ll.read(path, strict=strict)


SHEET = [list(PLACES), *zip(*PLACES.values(), strict=True)]
DAY = date(2024, 1, 1)

WORKBOOKS = {
    "cells of every sort": (
        [
            ["id", "home", "age", "since", "until"],
            ["p", "c1", -1, None, None],
            ["p", "c9", "x", date(2024, 1, 2), DAY],
            [None, "c1", 5, "2024/1/1", None],
            ["q", "c2", 200, 45000, None],
        ],
        [
            (2, "age", "negative"), (3, "id", "duplicate_id"), (3, "home", "dangling_reference"),
            (3, "age", "not_a_number"), (3, "until", "until_before_since"),
            (4, "id", "missing_value"), (4, "since", "not_a_date"), (5, "age", "too_large"),
            (5, "since", "not_a_date"),
        ],
        0,
    ),
    "blank rows, counted": ([["id", "home"], [], ["p", "c1"], [], ["q", "c9"]],
                            [(5, "home", "dangling_reference")], 1),
    "two columns of one name": ([["id", "id"], ["p", "q"]], [(1, "id", "duplicate_column")], 1),
    "no such column": ([["home"], ["c1"]], [(None, "id", "missing_column")], 0),
    "an empty sheet": ([], [(None, None, "missing_header")], 0),
    "a cell beside the header": ([["id", "home"], ["p", "c1"], ["q", "c1", "x"]],
                                 [(1, None, "missing_header")], 2),
    "integers that are texts": ([["id", "home"], [1, "c1"], ["1", "c1"]],
                                [(3, "id", "duplicate_id")], 1),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted", "kept"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_gives_the_problems_of_its_sheets(tmp_path, rows, wanted, kept):
    read = workbook(tmp_path / "tables.xlsx", places=SHEET, persons=rows)
    check([problem("persons", *each) for each in wanted], found_by(read))
    assert read(False).counts.get("persons", 0) == kept


def parquet(folder, **tables):
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return lambda strict: ll.read(folder, strict=strict)


FRAMES = {
    "duplicate": ({"id": [1, 1], "home": ["c1", "c2"]}, [(1, "id", "duplicate_id")]),
    "dangling": ({"id": [1, 2], "home": ["c1", "c9"]}, [(1, "home", "dangling_reference")]),
    "negative": ({"id": [1, 2], "age": [-1, 5]}, [(0, "age", "negative")]),
    "fraction": ({"id": [1, 2], "age": [5.5, 6.0]}, [(0, "age", "not_a_number")]),
    "too old": ({"id": [1, 2], "age": [5, 2**40]}, [(1, "age", "too_large")]),
    "words": ({"id": [1, 2], "age": ["x", "5"]}, [(0, "age", "not_a_number")]),
    "days": ({"id": [1, 2], "birth_date": ["x", "2024-02-30"]},
             [(0, "birth_date", "not_a_date"), (1, "birth_date", "not_a_date")]),
    "numbers for days": ({"id": [1], "birth_date": [20240101]}, [(0, "birth_date", "not_a_date")]),
    "backwards": ({"id": [1], "since": [date(2024, 1, 2)], "until": [DAY]},
                  [(0, "until", "until_before_since")]),
    "no id": ({"id": ["a", None], "home": ["c1", "c1"]}, [(1, "id", "missing_value")]),
    "no column": ({"home": ["c1"]}, [(None, "id", "missing_column")]),
    "several": ({"id": [1, 1, 2], "home": ["c1", "c9", None], "age": [-1, 5, None]},
                [(0, "age", "negative"), (1, "id", "duplicate_id"),
                 (1, "home", "dangling_reference")]),
}  # fmt: skip


@pytest.mark.parametrize(("columns", "wanted"), FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("made", [dict, pd.DataFrame, pa.table], ids=["dict", "pandas", "pyarrow"])
def test_a_frame_gives_the_problems_of_its_cells(columns, wanted, made):
    def read(strict):
        return ll.Network(places=made(PLACES), persons=made(columns), strict=strict)

    check([problem("persons", *each) for each in wanted], found_by(read))


@pytest.mark.parametrize(("columns", "wanted"), FRAMES.values(), ids=FRAMES)
def test_parquet_gives_the_problems_of_its_cells(tmp_path, columns, wanted):
    read = parquet(tmp_path, places=PLACES, persons=columns)
    check([problem("persons", *each) for each in wanted], found_by(read))


def test_parts_in_parquet_are_counted_on(tmp_path):
    read = parquet(tmp_path, places=PLACES)
    (tmp_path / "persons").mkdir()
    parquet(tmp_path / "persons", a={"id": ["p", "q"], "home": ["c1", "c9"]})
    parquet(tmp_path / "persons", b={"id": ["p", "r"], "home": ["c1", "c1"]})
    wanted = [("persons", 1, "home", "dangling_reference"), ("persons", 2, "id", "duplicate_id")]
    check([problem(*each) for each in wanted], found_by(read))


def test_what_is_no_parquet_or_is_given_twice_is_named(tmp_path):
    read = parquet(tmp_path, places=PLACES)
    (tmp_path / "persons.parquet").write_bytes(b"PAR1 broken PAR1")
    with pytest.raises(ll.FileError, match=r"persons\.parquet"):
        read(False)
    parquet(tmp_path, persons={"id": ["p"]})
    (tmp_path / "persons.csv").write_text("id\np\n", encoding="utf-8")
    with pytest.raises(ll.FileError, match="persons twice"):
        read(False)


@pytest.mark.parametrize("column", [[["c1"]], pa.array([b"c1"]), pa.array([{"a": 1}])])
def test_a_column_of_lists_or_bytes_or_structures_is_an_error_that_names_it(column):
    with pytest.raises(ll.SchemaError, match="column 'home' of the table persons"):
        ll.Network(places=PLACES, persons=pa.table({"id": ["p"], "home": column}))


def test_columns_of_unequal_length_are_an_error():
    with pytest.raises(ll.SchemaError, match="'home' has 1 rows, but others have 2"):
        ll.Network(places=PLACES, persons={"id": [1, 2], "home": ["c1"]}, strict=False)


def test_a_failed_reading_leaves_nothing_behind_and_its_tables_as_they_were():
    persons = {"id": [1, 2], "home": ["c1", "c9"]}
    with pytest.raises(ll.DataError):
        ll.Network(places=PLACES, persons=persons)
    assert persons == {"id": [1, 2], "home": ["c1", "c9"]}
    persons["home"][1] = "c2"
    assert ll.Network(places=PLACES, persons=persons).counts == {"places": 3, "persons": 2}
