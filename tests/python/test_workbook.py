# SPDX-License-Identifier: Apache-2.0
"""Workbooks: what is written is read again, and problems are named by sheet, row and column."""

from __future__ import annotations

import datetime

import linli as ll
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


PLACES = [["id", "level", "parent"], [1, "district", None], [2, "community", 1]]


def test_a_network_written_as_a_workbook_and_read_is_the_same(small, tmp_path):
    for name, net in (("small", small), ("city", ll.examples.city(persons=2000))):
        net.write(tmp_path / f"{name}.xlsx")
        again = ll.read(tmp_path / f"{name}.xlsx")
        assert again.fingerprint() == net.fingerprint()
        assert again.origin == "synthetic"
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", read_only=True)
        assert book.sheetnames[0] == "ORIGIN"
        assert "synthetic" in next(book["ORIGIN"].values)[0]


def test_dates_are_dates_and_moments_keep_their_time(tmp_path):
    issues = {"id": [1, 2, 3], "place": ["A"] * 3, "raised_at": ["2024-01-01"] * 3,
              "due_at": ["2024-02-01", "2024-02-01T12:00:00.000001", None]}  # fmt: skip
    net = ll.Network(places={"id": ["A"], "level": ["community"]}, issues=issues)
    net.write(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["issues"]["C2"].value == datetime.datetime(2024, 1, 1)
    assert book["issues"]["C2"].is_date
    assert ll.read(tmp_path / "x.xlsx").fingerprint() == net.fingerprint()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(texts, min_size=1, max_size=6))
def test_any_text_comes_back(tmp_path_factory, names):
    path = tmp_path_factory.mktemp("books") / "x.xlsx"
    ids = [f"p{i}" for i in range(len(names))]
    level = ["community"] * len(names)
    net = ll.Network(places={"id": ids, "level": level, "name": names})
    net.write(path)
    assert ll.read(path).to_tables()["places"].values("id") == ids
    assert ll.read(path).fingerprint() == net.fingerprint()


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+86",
        "_x0041_",
        "a_x000d_",
        "\x0b",
        "a\r\nb",
        "\t",
        "  ",
        " a ",
        "#N/A",
        "a\nb",
        '"',
        "0012",
        "1e5",
    ],
)
def test_texts_that_a_spreadsheet_may_mistake_stay_texts(tmp_path, name):
    net = ll.Network(places={"id": ["A"], "level": ["community"], "name": [name]})
    net.write(tmp_path / "x.xlsx")
    assert ll.read(tmp_path / "x.xlsx").to_tables()["places"].values("name") == [name]


def test_ids_with_more_digits_than_a_spreadsheet_keeps_stay_whole(tmp_path):
    ids = [42020310000000001, 42020310000000002]
    net = ll.Network(places={"id": ids, "level": ["community"] * 2})
    net.write(tmp_path / "x.xlsx")
    assert ll.read(tmp_path / "x.xlsx").to_tables()["places"].values("id") == ids


def test_cells_as_people_enter_them(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        places=PLACES,
        persons=[
            ["id", "home", "age", "party"],
            [7, 2, 34, True],
            [None] * 4,
            [8.0, 2.0, 17.0, False],
        ],
        teams=[
            ["id", "kind", "place", "since"],
            ["甲", "volunteers", 2, datetime.date(2024, 1, 2)],
        ],
    )
    tables = ll.read(path).to_tables()
    assert tables["persons"].values("id") == [7, 8]
    assert tables["persons"].values("age") == [34, 17]
    assert tables["persons"].values("party") == [True, False]
    assert tables["teams"].values("since") == [datetime.date(2024, 1, 2)]


def test_problems_are_named_by_sheet_row_and_column(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        places=PLACES,
        persons=[["id", "home", "since"], [None] * 3, [7, 3, None], [8, 2, "someday"]],
    )
    with pytest.raises(ll.DataError) as error:
        ll.read(path)
    found = {(row["table"], row["row"], row["column"], row["rule"]) for row in error.value.problems}
    assert found == {
        ("persons", 3, "home", "dangling_reference"),
        ("persons", 4, "since", "not_a_date"),
    }


def test_blank_rows_are_skipped_but_counted(tmp_path):
    path = workbook(tmp_path / "x.xlsx", places=PLACES, persons=[["id"], [3], [None], [3]])
    with pytest.raises(ll.DataError) as error:
        ll.read(path)
    assert [(row["row"], row["rule"]) for row in error.value.problems] == [(4, "duplicate_id")]


def test_settings_lie_in_a_sheet_of_their_own(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        places=PLACES,
        **{"network.toml": [['origin = "mixed"'], [None], ["as_of = 2024-05-01"]]},
    )
    assert ll.read(path).origin == "mixed"
    assert ll.read(path).as_of == datetime.date(2024, 5, 1)
    assert ll.read(path, origin="synthetic").origin == "synthetic"
    wrong = workbook(tmp_path / "y.xlsx", places=PLACES, **{"network.toml": [["origin ="]]})
    with pytest.raises(ll.FileError, match=r"y\.xlsx, sheet network\.toml"):
        ll.read(wrong)


def test_sheets_of_no_table_are_told_and_a_workbook_without_any_is_an_error(tmp_path):
    path = workbook(tmp_path / "x.xlsx", places=PLACES, person=[["id"], [1]])
    found = {row["rule"]: row["message"] for row in ll.read(path).diagnostics}
    assert "did you mean persons" in found["unknown_table"]
    with pytest.raises(ll.FileError, match="there is no table; looked for places"):
        ll.read(workbook(tmp_path / "y.xlsx", Sheet1=[["x"], [1]]))


def test_cells_beside_the_headers_are_problems_and_empty_columns_are_none(tmp_path):
    stray = [["id", "level"], ["A", "community", None, "left here"]]
    with pytest.raises(ll.DataError):
        ll.read(workbook(tmp_path / "x.xlsx", places=stray))
    empty = [["id", "level", None], ["A", "community", ""]]
    assert ll.read(workbook(tmp_path / "y.xlsx", places=empty)).counts == {"places": 1}


def test_what_is_no_workbook_is_named(small, tmp_path):
    for name, content in (
        ("a.xlsx", b""),
        ("b.xlsx", b"PK\x03\x04 not really"),
        ("c.xls", b"text"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ll.FileError, match=name):
            ll.read(tmp_path / name)
    small.write(tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ll.FileError, match=r"half\.xlsx"):
        ll.read(tmp_path / "half.xlsx")
    with pytest.raises(ll.FileError, match="there is no file"):
        ll.read(tmp_path / "none.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(ll.FileError, match="could not be written"):
        small.write(tmp_path / "folder.xlsx")
    small.write(tmp_path / "new" / "x.xlsx")
    assert ll.read(tmp_path / "new" / "x.xlsx").fingerprint() == small.fingerprint()


COMMUNITY = {"id": ["A"], "level": ["community"]}


@pytest.mark.parametrize("number", [0.1 + 0.2, 1 / 3, 1e300, 5e-324, -1.0, 123456789.25, 1e15])
def test_numbers_come_back_to_the_last_bit(tmp_path, number):
    net = ll.Network(places={**COMMUNITY, "lon": [number]})
    net.write(tmp_path / "x.xlsx")
    assert ll.read(tmp_path / "x.xlsx").fingerprint() == net.fingerprint()


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1899-12-30", "1900-01-01", "1900-02-28", "1900-03-01"]
)
def test_days_before_those_of_a_spreadsheet_come_back(tmp_path, day):
    net = ll.Network(places={**COMMUNITY, "since": [day]})
    net.write(tmp_path / "x.xlsx")
    assert ll.read(tmp_path / "x.xlsx").fingerprint() == net.fingerprint()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("#DIV/0!", r"sheet places, cell C2: the error #DIV/0!"),
        ("=1+1", r"cell C2: a formula that was never computed"),
        (123456789012345678.0, r"cell C2: a number with more digits"),
        (datetime.time(3, 4), r"cell C2: a time without a day"),
    ],
)
def test_cells_without_a_value_are_named(tmp_path, cell, said):
    rows = [["id", "level", "population"], ["A", "community", cell]]
    with pytest.raises(ll.FileError, match=said):
        ll.read(workbook(tmp_path / "x.xlsx", places=rows))


def test_a_cell_far_out_costs_no_memory(tmp_path):
    path = workbook(tmp_path / "x.xlsx", places=PLACES)
    book = openpyxl.load_workbook(path)
    book["places"].cell(300_000, 2000).value = "x"
    book.save(path)
    with pytest.raises(ll.DataError):
        ll.read(path)


def test_what_a_sheet_cannot_hold_is_refused(tmp_path):
    with pytest.raises(ll.FileError, match="places, row 0, column name: a text of 40000 letters"):
        ll.Network(places={**COMMUNITY, "name": ["好" * 40_000]}).write(tmp_path / "x.xlsx")
    with pytest.raises(ll.FileError, match="persons has 1048576 rows, more than a sheet holds"):
        ll.Network(persons={"id": range(1_048_576)}).write(tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()
