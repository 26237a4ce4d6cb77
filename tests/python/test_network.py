# SPDX-License-Identifier: Apache-2.0
"""Networks come from any table, answer questions asked in any form, and never change."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import linli as ll
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

FRAMES = {
    "pandas": pd.DataFrame,
    "polars": lambda columns: pl.DataFrame(columns, strict=False),
    "pyarrow": pa.table,
    "numpy": lambda columns: {name: np.array(v, dtype=object) for name, v in columns.items()},
    "tuples": lambda columns: {name: tuple(v) for name, v in columns.items()},
    "series": lambda columns: {name: pd.Series(v, dtype=object) for name, v in columns.items()},
}


def values(table, by):
    return dict(zip(table.values(by), table.values("value"), strict=True))


def import_in_a_new_process(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


# Where networks come from


def test_import_pulls_in_nothing_but_numpy():
    code = """
import sys; import numpy; before = set(sys.modules); import linli
names = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(names - set(sys.stdlib_module_names)))"""
    assert set(import_in_a_new_process(code)) <= {"linli", "numpy"}


@pytest.mark.parametrize("made", FRAMES.values(), ids=FRAMES)
def test_every_kind_of_frame_gives_the_same_network(small_tables, made):
    plain = ll.Network(**small_tables)
    framed = ll.Network(**{name: made(columns) for name, columns in small_tables.items()})
    assert framed.fingerprint() == plain.fingerprint()


def test_the_tables_of_a_network_give_it_back(small):
    assert ll.Network(**small.to_tables(), origin="synthetic").fingerprint() == small.fingerprint()


def test_pandas_columns_of_mixed_ids_are_taken_as_text(small_tables):
    small_tables["persons"]["id"] = [1, 2, 3, 4, "five"]
    net = ll.Network(**{name: pd.DataFrame(table) for name, table in small_tables.items()})
    assert net.to_tables()["persons"].values("id") == ["1", "2", "3", "4", "five"]
    assert net.measure("coverage.members", within="A")["value"].tolist() == [2.0]


def test_pandas_references_that_nulls_have_made_floats_still_find_their_ids():
    places = pd.DataFrame({"id": [1, 2], "level": ["city", "community"], "parent": [np.nan, 1.0]})
    net = ll.Network(places=places, persons=pd.DataFrame({"id": [7, 8], "home": [2.0, np.nan]}))
    assert values(net.measure("counts.residents", by="community"), "community")[2] == 1


def test_pandas_columns_without_time_of_day_hold_dates(small_tables):
    meetings = pd.DataFrame(small_tables["meetings"])
    meetings["date"] = pd.to_datetime(meetings["date"])
    net = ll.Network(**{**small_tables, "meetings": meetings})
    assert net.to_tables()["meetings"]["date"].dtype == "datetime64[D]"
    meetings.loc[0, "date"] += pd.Timedelta(hours=9)
    net = ll.Network(**{**small_tables, "meetings": meetings})
    assert net.to_tables()["meetings"].values("date")[0] == datetime(2024, 1, 10, 9)


def test_pandas_times_with_a_zone_are_converted_to_the_network_s(small_tables):
    meetings = pd.DataFrame(small_tables["meetings"])
    meetings["date"] = pd.to_datetime(["2024-01-10T20:00Z", "2024-02-10T20:00Z"])
    net = ll.Network(**{**small_tables, "meetings": meetings}, zone="+08:00")
    assert net.to_tables()["meetings"].values("date")[0] == datetime(2024, 1, 11, 4)


def test_pandas_categories_and_nullable_types_are_read(small_tables):
    persons = pd.DataFrame(small_tables["persons"]).convert_dtypes()
    persons["sex"] = persons["sex"].astype("category")
    net = ll.Network(**{**small_tables, "persons": persons})
    assert net.fingerprint() == ll.Network(**small_tables).fingerprint()


def test_a_column_given_twice_is_an_error(small_tables):
    twice = pd.DataFrame([["A", "community", "B"]], columns=["id", "level", "id"])
    with pytest.raises(ll.SchemaError, match="places has two columns called 'id'"):
        ll.Network(places=twice)


@pytest.mark.parametrize("table", [[{"id": 1}], "places.csv", 7])
def test_what_is_no_table_is_an_error_that_says_what_is(table):
    with pytest.raises(ll.SchemaError, match=r"persons is a .*; give a dict of columns"):
        ll.Network(persons=table)


def test_a_value_where_a_column_should_be_is_an_error():
    with pytest.raises(ll.SchemaError, match=r"places\.level is one value"):
        ll.Network(places={"id": ["A"], "level": "community"})


def test_a_table_that_the_schema_does_not_know_is_an_error():
    with pytest.raises(ll.SchemaError, match="person"):
        ll.Network(person={"id": [1]})


def test_all_problems_are_raised_at_once_as_a_table(small_tables):
    small_tables["persons"]["home"] = ["A", "A", "B", "outside", "C"]
    small_tables["issues"]["place"] = ["A", "D"]
    with pytest.raises(ll.DataError) as caught:
        ll.Network(**small_tables)
    problems = caught.value.problems
    assert isinstance(problems, ll.Table)
    assert problems.values("rule") == ["dangling_reference"] * 2
    assert problems.values("value") == ["C", "D"]
    assert set(problems.columns) >= {"table", "row", "column", "rule", "message", "severity"}


def test_a_lenient_reading_sets_bad_rows_aside(small_tables):
    small_tables["persons"]["home"] = ["A", "A", "B", "outside", "C"]
    small_tables["issues"]["place"] = ["A", "D"]
    net = ll.Network(**small_tables, strict=False)
    assert len(net.rejected) == 2
    assert set(net.rejected.values("rule")) == {"dangling_reference"}
    assert net.counts["persons"] == 4
    assert "rejected" in repr(net)


# What networks say of themselves


def test_a_network_knows_its_day_origin_and_scheme(small):
    assert small.as_of == date(2024, 2, 10)
    assert small.origin == "synthetic"
    assert set(small.scheme.keys) == {"volunteers", "posted_party_members"}
    assert small.levels == {"city": 1, "community": 2}
    assert small.persons_are == "all_residents"


def test_options_are_taken(small_tables):
    net = ll.Network(
        **small_tables,
        scheme="xisaishan",
        as_of=datetime(2024, 3, 1, 12),
        persons_are="listed_only",
    )
    assert net.as_of == datetime(2024, 3, 1, 12)
    assert len(net.scheme.kinds) == 8
    assert net.scheme.kinds[4].label("zh") == "志愿者"
    assert net.persons_are == "listed_only"


def test_a_scheme_is_a_name_a_list_or_an_object(small_tables):
    kinds = [
        {"key": "helpers", "label_zh": "帮手", "found_as": "volunteers"},
        "posted_party_members",
    ]
    net = ll.Network(**small_tables, scheme=kinds)
    assert net.scheme.keys == ["helpers", "posted_party_members"]
    assert values(net.measure("coverage.teams", by="kind"), "kind")["helpers"] == 2
    again = ll.Network(**small_tables, scheme=net.scheme)
    assert again.scheme == net.scheme


def test_it_prints_counts_period_origin_and_warnings(small):
    text = repr(small)
    assert "SYNTHETIC DATA" in text.splitlines()[0]
    assert "1 city, 2 community" in text
    assert "2024 to 2024, as of 2024-02-10" in text
    assert "warnings" in text
    html = small._repr_html_()
    assert "SYNTHETIC DATA" in html
    assert "<script" not in html


def test_it_prints_without_dates(article):
    assert "no dates" in repr(article)
    assert "SYNTHETIC" not in repr(article)


# What is asked of networks


def test_one_question_in_every_form_has_one_answer(small):
    asked = [
        small.measure("coverage.members by community on 2024-02-10"),
        small.measure("coverage.members", by="community", on="2024-02-10"),
        small.measure(ll.coverage.members(), by=["community"], on=date(2024, 2, 10)),
        small.measure([ll.coverage.members()], by=("community",), on=np.datetime64("2024-02-10")),
    ]
    assert [table.to_dicts() for table in asked] == [asked[0].to_dicts()] * 4
    assert values(asked[0], "community") == {"A": 2, "B": 1}


def test_a_question_says_what_was_asked(small):
    table = small.measure("coverage.members by community")
    assert table.origin == "synthetic"
    assert table.question["measures"] == ["coverage.members"]
    assert table.question["by"] == ["community"]
    assert table.question["on"] == "2024-02-10"


def test_memberships_end_as_the_day_begins(small):
    assert (
        values(small.measure("coverage.members", by="community", on="2024-02-29"), "community")["B"]
        == 1
    )
    assert (
        values(small.measure("coverage.members", by="community", on=date(2024, 3, 1)), "community")[
            "B"
        ]
        == 0
    )


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"sex": "F"}, 2),
        ({"sex": ["F", "M"]}, 3),
        ({"age": (18, None)}, 2),
        ({"age": (None, 18)}, 1),
        ({"age": (np.int64(16), 31)}, 2),
        ({"age_band": "60+"}, 1),
    ],
)
def test_where_takes_values_lists_and_ranges(small, where, count):
    assert small.measure("counts.residents", where=where)["value"].tolist() == [count]
    assert small.measure(ll.counts.residents(where=where))["value"].tolist() == [count]


def test_wrong_filters_are_errors_that_say_what_is_right(small):
    with pytest.raises(ll.MeasureError, match="no attribute 'height'"):
        small.measure("counts.residents", where={"height": (1, 2)})
    with pytest.raises(ll.MeasureError, match=r"takes \(low, high\)"):
        small.measure("counts.residents", where={"age": (1, 2, 3)})
    with pytest.raises(ll.MeasureError, match="cannot be None"):
        small.measure("counts.residents", where={"sex": None})
    with pytest.raises(ll.MeasureError, match="is a dict"):
        small.measure("counts.residents", where="sex=F")


@pytest.mark.parametrize(
    ("during", "count"),
    [
        ("2024-01", 1),
        ("2024", 2),
        ((None, "2024-02-10"), 1),
        ((date(2024, 2, 1), None), 1),
        ((datetime(2024, 1, 1), date(2024, 3, 1)), 2),
        ("2024-01-01..2024-02-01", 1),
    ],
)
def test_during_takes_periods_and_pairs(small, during, count):
    assert small.measure("participation.meetings", during=during)["value"].tolist() == [count]


def test_texts_may_be_asked_together_where_they_agree(small):
    table = small.measure(["coverage.members by community", "counts.residents"])
    assert table.values("measure") == ["coverage.members"] * 2 + ["counts.residents"] * 2
    with pytest.raises(ll.MeasureError, match="measure them apart"):
        small.measure(["coverage.members by community", "counts.residents by city"])


def test_a_filter_in_a_text_belongs_to_that_text(small):
    table = small.measure(["counts.residents where sex=F", "counts.residents"])
    assert table.values("value") == [2, 3]
    assert table.values("measure") == ["counts.residents where sex=F", "counts.residents"]


def test_wrong_measures_are_errors_that_suggest_the_right_one(small):
    with pytest.raises(ll.MeasureError, match=r"did you mean coverage\.breadth"):
        small.measure("coverage.bredth")
    with pytest.raises(ll.MeasureError, match="made by linli's functions"):
        small.measure([7])
    with pytest.raises(ll.MeasureError, match="no measure was asked for"):
        small.measure([])
    with pytest.raises(ll.MeasureError, match="cannot be split by"):
        small.measure("coverage.members", by="issue.category")


def test_edits_give_another_network_and_leave_this_one(small):
    before = small.fingerprint()
    edits = [ll.edits.add_member(2, "t1"), ll.edits.move_member(4, "t1", "t3")]
    edited = small.with_edits(edits)
    assert small.fingerprint() == before != edited.fingerprint()
    assert values(small.measure("coverage.members", by="community"), "community")["B"] == 1
    assert values(edited.measure("coverage.members", by="community"), "community")["B"] == 2
    rebuilt = ll.Network(**edited.to_tables(), origin="synthetic")
    assert rebuilt.fingerprint() == edited.fingerprint()


def test_prepared_measures_follow_edits(small):
    asked = ["coverage.members", "participation.rate"]
    ready = small.prepare(asked, by="community")
    assert ready.table().to_dicts() == small.measure(asked, by="community").to_dicts()
    edits = [ll.edits.rehome(1, "B"), ll.edits.end_member(1, "t1")]
    followed = ready.update(edits)
    fresh = small.with_edits(edits).measure(asked, by="community")
    assert followed.table().to_dicts() == fresh.to_dicts()
    assert followed.table().origin == "synthetic"
    assert followed.network.fingerprint() == small.with_edits(edits).fingerprint()
    assert ready.table().to_dicts() == small.measure(asked, by="community").to_dicts()
    assert repr(ready) == "<Prepared coverage.members, participation.rate by community>"


# Folders


def test_a_network_written_and_read_is_the_same(small, tmp_path):
    small.write(tmp_path / "world")
    again = ll.read(tmp_path / "world")
    assert again.fingerprint() == small.fingerprint()
    assert again.origin == "synthetic"


def test_options_of_a_call_come_before_those_of_the_folder(small, tmp_path):
    small.write(tmp_path)
    (tmp_path / "network.toml").write_text(
        'origin = "mixed"\nas_of = 2024-01-31\nscheme = "xisaishan"\n', encoding="utf-8"
    )
    assert ll.read(tmp_path).origin == "mixed"
    assert ll.read(tmp_path).as_of == date(2024, 1, 31)
    assert ll.read(tmp_path, origin="synthetic").origin == "synthetic"
    assert len(ll.read(tmp_path).scheme.kinds) == 8


def test_a_folder_may_say_that_bad_rows_are_set_aside_and_what_is_allowed(tmp_path):
    (tmp_path / "persons.csv").write_text("id,religion,home\n1,a,nowhere\n", encoding="utf-8")
    with pytest.raises(ll.DataError):
        ll.read(tmp_path)
    (tmp_path / "network.toml").write_text(
        'strict = false\nallow = ["religion"]\n', encoding="utf-8"
    )
    found = ll.read(tmp_path)
    assert len(found.rejected) == 1
    assert len(found.refused) == 0
    with pytest.raises(ll.DataError):
        ll.read(tmp_path, strict=True)
    assert ll.read(tmp_path, allow=[]).refused.values("column") == ["religion"]
    (tmp_path / "network.toml").write_text('strict = "no"\n', encoding="utf-8")
    with pytest.raises(ll.SchemaError, match="strict is true or false, not 'no'"):
        ll.read(tmp_path)
    (tmp_path / "network.toml").write_text('allow = "religion"\n', encoding="utf-8")
    with pytest.raises(ll.SchemaError, match=r"allow=\['religion'\]"):
        ll.read(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"strict": "no"}, "strict is true or false, not 'no'"),
        ({"strict": 0}, "strict is true or false"),
        ({"allow": "religion"}, "allow is a list"),
        ({"allow": 5}, "allow is a list"),
        ({"scheme": 5}, "scheme= is a name or a list of kinds"),
        ({"scheme": {"name": "own", "kinds": 5}}, "scheme= is a name or a list of kinds"),
    ],
    ids=str,
)
def test_options_of_a_wrong_type_are_errors_that_say_the_right_one(small, tmp_path, wrong, said):
    with pytest.raises(ll.SchemaError, match=said):
        ll.Network(places={"id": ["a"]}, **wrong)
    small.write(tmp_path)
    with pytest.raises(ll.SchemaError, match=said):
        ll.read(tmp_path, **wrong)


def test_options_left_open_are_the_defaults(small_tables):
    assert ll.Network(**small_tables, strict=None, allow=None).counts
    small_tables["memberships"]["group"] = ["t1", "t1", "t2", "nothing"]
    with pytest.raises(ll.DataError):
        ll.Network(**small_tables, strict=None, allow=None)


def test_folders_that_are_none_or_wrong_are_errors(tmp_path):
    with pytest.raises(ll.FileError, match="is not a folder"):
        ll.read(tmp_path / "nowhere")
    (tmp_path / "places.csv").write_text("id,level\nA,city\n", encoding="utf-8")
    (tmp_path / "network.toml").write_text("origin = ", encoding="utf-8")
    with pytest.raises(ll.FileError, match=r"network\.toml"):
        ll.read(tmp_path)
    (tmp_path / "network.toml").write_text('orign = "mixed"', encoding="utf-8")
    with pytest.raises(ll.SchemaError, match="did you mean 'origin'"):
        ll.read(tmp_path)


# Examples


def test_the_examples_say_what_they_are(article, district):
    assert article.origin == "observed"
    assert district.origin == "synthetic"
    city = ll.examples.city(persons=2_000)
    assert city.origin == "synthetic"
    assert city.counts["persons"] == 2_000


def test_sensitive_columns_stay_out_unless_they_are_allowed() -> None:
    persons = {
        "id": [1, 2],
        "religion": ["a", "b"],
        "身份证号": ["x", "y"],
        "tenure": ["own", "rent"],
    }
    net = ll.Network(persons=persons)
    assert net.refused.to_dicts() == [
        {"table": "persons", "column": "religion"},
        {"table": "persons", "column": "身份证号"},
    ]
    with pytest.raises(ll.MeasureError, match="cannot be split by 'religion'"):
        net.measure("counts.residents", by="religion")
    allowed = ll.Network(persons=persons, allow=["religion"])
    assert allowed.refused.values("column") == ["身份证号"]
    assert "religion" in allowed.to_tables()["persons"].columns


@pytest.mark.parametrize(
    "several",
    [
        pd.Series(["F", "M"]),
        pd.Index(["F", "M"]),
        np.array(["F", "M"]),
        {"F": 1, "M": 2}.keys(),
        ("F" if i else "M" for i in range(2)),
        {"F", "M"},
    ],
    ids=lambda several: type(several).__name__,
)
def test_where_takes_any_iterable_as_a_list(small, several):
    listed = small.measure("participation.intensity", where={"sex": ["F", "M"]}, by="community")
    found = small.measure("participation.intensity", where={"sex": several}, by="community")
    assert found.to_dicts() == listed.to_dicts()


def test_seeds_and_replicates_fit_64_bits(district):
    for wrong in ({"seed": 2**64}, {"seed": -1}, {"replicates": 2**64}, {"seed": 1.5}):
        with pytest.raises(ll.MeasureError, match=next(iter(wrong))):
            ll.bootstrap(district, "coverage.members", resample="community", **wrong)
        with pytest.raises(ll.MeasureError, match=next(iter(wrong))):
            ll.permutation_test([1, 2], [3, 4], **wrong)
