# SPDX-License-Identifier: Apache-2.0
"""Tables hold what they hold, leave in every form, and print what one needs."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import linli as ll
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from linli._text import width


@pytest.fixture
def answer(small):
    return small.measure(["coverage.breadth", "participation.intensity"], by="community")


@pytest.fixture
def plain():
    return ll.Table(
        {
            "id": [3, 1, None],
            "share": [0.5, None, 2.0],
            "yes": [True, None, False],
            "day": [date(2024, 1, 2), None, date(2023, 1, 2)],
            "name": ["甲社区", None, "b"],
        }
    )


def test_columns_are_numpy_arrays_that_cannot_be_written(plain):
    assert plain.columns == ["id", "share", "yes", "day", "name"]
    assert [plain.type(c) for c in plain.columns] == [
        "integer", "number", "boolean", "instant", "text"
    ]  # fmt: skip
    assert plain["day"].dtype == "datetime64[D]"
    assert np.isnan(plain["share"][1])
    with pytest.raises(ValueError, match="read-only"):
        plain["share"][0] = 1
    with pytest.raises(KeyError, match="no column 'nothing'"):
        plain["nothing"]


def test_rows_are_dicts_of_plain_values(plain):
    assert len(plain) == 3
    assert list(plain) == plain.to_dicts() == list(plain.rows())
    assert plain.to_dicts()[0] == {
        "id": 3, "share": 0.5, "yes": True, "day": date(2024, 1, 2), "name": "甲社区"
    }  # fmt: skip
    assert list(plain.to_dicts()[1].values()) == [1, None, None, None, None]


def test_it_leaves_for_pandas_with_numpy_types(plain):
    frame = plain.to_pandas()
    assert [str(t) for t in frame.dtypes] == [
        "object", "float64", "object", "datetime64[s]", "object"
    ]  # fmt: skip
    assert frame["name"][1] is None
    assert frame["day"].isna().tolist() == [False, True, False]


def test_it_leaves_for_polars_and_arrow(plain):
    assert isinstance(plain.to_polars(), pl.DataFrame)
    assert plain.to_polars().rows() == [tuple(row.values()) for row in plain]
    assert plain.to_arrow().to_pylist() == plain.to_dicts()
    assert pa.table(plain).num_rows == pl.DataFrame(plain).height == 3


def test_a_missing_package_is_named_with_what_to_install(plain, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ImportError, match="pip install polars"):
        plain.to_polars()


def test_made_up_data_say_so_wherever_they_go(answer):
    assert answer.to_pandas().attrs == {"origin": "synthetic"}
    rows = list(csv.DictReader(io.StringIO(answer.to_csv())))
    assert {row["origin"] for row in rows} == {"synthetic"}
    assert "SYNTHETIC DATA" in repr(answer)
    assert "SYNTHETIC DATA" in answer._repr_html_()
    assert "SYNTHETIC DATA" in repr(answer.head(1))
    assert "SYNTHETIC DATA" in repr(answer.wide())


def test_observed_data_bear_no_mark(article):
    table = article.measure("counts.residents")
    assert "origin" not in table.to_csv().splitlines()[0]
    assert "SYNTHETIC" not in repr(table) + table._repr_html_()


def test_csv_is_written_plainly(plain, tmp_path):
    expected = "id,share,yes,day,name\n3,0.5,true,2024-01-02,甲社区\n,,,,\n,2,false,2023-01-02,b\n"
    assert plain.to_csv() == expected.replace("\n,,,,\n", "\n1,,,,\n")
    plain.to_csv(tmp_path / "t.csv", encoding="utf-8-sig")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfid,share")


def test_rows_can_be_sorted_and_cut(plain):
    assert plain.sort("id").values("id") == [1, 3, None]
    assert plain.sort("share", descending=True).values("share") == [2.0, 0.5, None]
    assert plain.sort(["name", "id"]).values("name") == ["b", "甲社区", None]
    assert len(plain.head(2)) == 2
    assert plain.take(np.array([False, True, False])).values("id") == [1]


def test_rows_are_taken_by_mask_slice_and_position(plain):
    assert plain.take([2, 0, 0]).values("id") == [None, 3, 3]
    assert plain.take([-1]).to_dicts() == plain.take(slice(2, None)).to_dicts()
    assert len(plain.take([])) == len(plain.head(0)) == 0
    assert [plain.take([]).type(c) for c in plain.columns] == [plain.type(c) for c in plain.columns]
    with pytest.raises(IndexError):
        plain.take([3])


@pytest.fixture
def due(small_tables):
    """Two issues that are closed late on the day on which they are due, one with a time of day."""
    small_tables["issues"]["due_at"] = ["2022-01-10", "2022-01-20T10:00"]
    small_tables["issues"]["raised_at"] = ["2022-01-01", "2022-01-02"]
    small_tables["issue_events"] = {
        "issue": ["i2", "i1"],
        "state": ["closed", "closed"],
        "at": ["2022-01-20T09:00", "2022-01-10T18:00"],
    }
    return ll.Network(**small_tables)


@pytest.mark.parametrize(
    "taken",
    [
        lambda table: table.sort("id"),
        lambda table: table.head(2),
        lambda table: table.take([1, 0]),
        lambda table: table.take(np.array([True, True])),
    ],
)
def test_a_date_without_a_time_stays_one_beside_dates_that_have_one(due, taken):
    asked = ("deliberation.on_time_rate", None, None, "2022-02-01")
    assert due.measure(*asked).values("value") == [1.0]
    tables = due.to_tables()
    tables["issues"] = taken(tables["issues"])
    assert ll.Network(**tables).measure(*asked).values("value") == [1.0]


def test_csv_tells_dates_from_midnights(due, tmp_path):
    text = due.to_tables()["issues"].to_csv()
    assert ",2022-01-10\n" in text
    assert ",2022-01-20T10:00:00\n" in text
    plain = {row["id"]: row["due_at"] for row in csv.DictReader(io.StringIO(text))}
    assert plain == {"i1": "2022-01-10", "i2": "2022-01-20T10:00:00"}


def test_measures_stand_side_by_side(answer):
    wide = answer.wide()
    assert wide.columns == ["community", "coverage.breadth", "participation.intensity"]
    assert wide.to_dicts() == [
        {"community": "A", "coverage.breadth": 1.0, "participation.intensity": 1.5},
        {"community": "B", "coverage.breadth": 0.5, "participation.intensity": None},
    ]


def test_the_last_dimension_stands_across(small):
    table = small.measure("coverage.presence", by=["community", "kind"])
    wide = table.wide()
    assert wide.columns[0] == "community"
    assert set(wide.columns[1:]) == {"volunteers", "posted_party_members"}
    other = table.wide(index="kind", columns="community", values="numerator")
    assert other.columns == ["kind", "A", "B"]


def test_what_cannot_be_made_wide_is_an_error(small, plain):
    table = small.measure("coverage.presence", by=["community", "kind"])
    with pytest.raises(ll.MeasureError, match="several rows"):
        table.wide(index="community", columns="measure")
    with pytest.raises(ll.MeasureError, match="no column 'nothing'"):
        table.wide(columns="nothing")
    with pytest.raises(ll.MeasureError, match="side by side"):
        plain.wide()


def test_shares_print_as_per_cent_beside_what_they_are_of(small):
    text = repr(small.measure("coverage.breadth", by="community"))
    lines = text.splitlines()
    assert lines[0].startswith("coverage.breadth · share of kinds · from rows")
    assert lines[2].split() == ["A", "100.0%", "2", "/", "2"]
    assert lines[3].split() == ["B", "50.0%", "1", "/", "2"]
    assert "note" not in lines[1]


def test_nulls_print_with_the_reason(answer):
    assert "no participants" in repr(answer)
    assert "—" in repr(answer)


def test_text_is_aligned_also_in_chinese(plain):
    lines = repr(plain.take([0, 2])).splitlines()[:3]
    ends = [
        width(line[: line.rindex(word)])
        for line, word in zip(lines, ["name", "甲", "b"], strict=True)
    ]
    assert len(set(ends)) == 1


def test_long_tables_print_their_ends(district):
    table = district.measure("counts.residents", by="building")
    text = repr(table)
    assert len(text.splitlines()) < 26
    assert "not shown" in text
    assert "…" in text
    assert table._repr_html_().count("<tr>") < 50


def test_wide_tables_fit_the_screen(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert max(map(width, repr(ll.measures()).splitlines())) <= 100


def test_html_escapes_what_people_wrote(small_tables):
    small_tables["persons"]["sex"] = ["<b>", "M", "F", "F", None]
    table = ll.Network(**small_tables).measure("counts.residents", by="sex")
    assert "<b>" not in table._repr_html_()
    assert "&lt;b&gt;" in table._repr_html_()


def test_html_is_one_block_without_scripts_or_fixed_colours(answer):
    html = answer._repr_html_()
    assert html.startswith("<style>")
    assert html.count("<table>") == 1
    assert "<script" not in html
    assert "http" not in html
    assert "background:#" not in html
    assert "color:#fff" not in html


def test_pandas_and_back_is_the_same(small):
    frames = {name: table.to_pandas() for name, table in small.to_tables().items()}
    assert all(isinstance(frame, pd.DataFrame) for frame in frames.values())
    assert ll.Network(**frames, origin="synthetic").fingerprint() == small.fingerprint()


def test_an_empty_table_prints(small):
    assert repr(small.rejected).endswith("empty")
    assert "<table>" in small.rejected._repr_html_()


@pytest.mark.parametrize("made", [pl.DataFrame, pa.table, pd.DataFrame, dict], ids=str)
def test_it_is_made_of_every_kind_of_frame(made):
    table = ll.Table(made({"id": [3, 1], "name": ["b", None]}))
    assert table.to_dicts() == [{"id": 3, "name": "b"}, {"id": 1, "name": None}]


@pytest.mark.parametrize(
    "column",
    [
        np.ma.array([1, 2, 3], mask=[False, True, False]),
        pa.array([1, None, 3]),
        pa.chunked_array([[1], [None, 3]]),
        pl.Series([1, None, 3]),
        pd.Series([1, None, 3], dtype="Int64"),
    ],
    ids=lambda column: type(column).__name__,
)
def test_columns_of_every_kind_keep_their_nulls(column):
    table = ll.Table({"n": column})
    assert table.values("n") == [1, None, 3]
    assert table.type("n") == "integer"


def test_masked_texts_numbers_and_dates_are_null():
    masked = {
        "share": np.ma.array([0.5, 1.0], mask=[True, False]),
        "day": np.ma.array(["2024-01-02", "2024-01-03"], dtype="datetime64[D]", mask=[True, False]),
        "at": np.ma.array(["2024-01-02T03", "2024-01-03T04"], dtype="datetime64[ns]", mask=[1, 0]),
        "name": np.ma.array(["a", "b"], mask=[True, False]),
        "yes": np.ma.array([True, False], mask=[True, False]),
    }
    table = ll.Table(masked)
    assert set(table.to_dicts()[0].values()) == {None}
    at = datetime(2024, 1, 3, 4, tzinfo=None)
    assert list(table.to_dicts()[1].values()) == [1.0, date(2024, 1, 3), at, "b", False]


@pytest.mark.parametrize("wrong", [5, "text", [1, 2], {"n": 5}, {"n": "text"}, None], ids=str)
def test_what_is_no_table_is_an_error(wrong):
    with pytest.raises(ll.SchemaError):
        ll.Table(wrong)


@pytest.mark.parametrize("cell", ["a\rb", "a\nb", 'a"b', "a,b", "甲", None])
def test_csv_quotes_what_would_end_a_cell_or_a_row(cell):
    table = ll.Table({"x": [cell, "z"]})
    rows = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert rows == [["x"], [cell or ""], ["z"]]
