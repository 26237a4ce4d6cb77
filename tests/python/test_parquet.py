# SPDX-License-Identifier: Apache-2.0
"""Tables in Parquet: what is written is read again, whole or in parts; bad files are named."""

from __future__ import annotations

import linli as ll
import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture(scope="module")
def world():
    return ll.examples.city(persons=3000, seed=3)


def test_a_network_written_as_parquet_and_read_is_the_same(world, small, tmp_path):
    for name, net in (("world", world), ("small", small)):
        net.write(tmp_path / name, "parquet")
        again = ll.read(tmp_path / name)
        assert again.fingerprint() == net.fingerprint()
        assert again.origin == "synthetic"
        assert "synthetic" in (tmp_path / name / "ORIGIN.txt").read_text(encoding="utf-8")
        assert (
            pq.read_schema(tmp_path / name / "places.parquet").metadata[b"origin"] == b"synthetic"
        )
        assert not list((tmp_path / name).glob("*.csv"))


def test_dates_with_and_without_a_time_of_day_stay_what_they_are(tmp_path):
    issues = {"id": [1, 2, 3], "place": ["A"] * 3, "raised_at": ["2024-01-01"] * 3,
              "due_at": ["2024-02-01", "2024-02-01T12:00:00", None]}  # fmt: skip
    net = ll.Network(places={"id": ["A"], "level": ["community"]}, issues=issues)
    net.write(tmp_path, "parquet")
    assert ll.read(tmp_path).fingerprint() == net.fingerprint()


def test_tables_of_one_folder_may_be_csv_and_parquet(small, tmp_path):
    small.write(tmp_path)
    persons = small.to_tables()["persons"]
    (tmp_path / "persons.csv").unlink()
    pq.write_table(persons.to_arrow(), tmp_path / "persons.parquet")
    assert ll.read(tmp_path).fingerprint() == small.fingerprint()
    persons.to_csv(tmp_path / "persons.csv")
    with pytest.raises(ll.FileError, match=r"holds persons twice, once in persons\.csv"):
        ll.read(tmp_path)


def test_a_table_may_lie_in_parts_whose_folders_are_columns(tmp_path):
    (tmp_path / "places.csv").write_text("id,level\n1,district\n2,district\n", encoding="utf-8")
    for district, ids in ((1, ["a", "b"]), (2, ["c"])):
        folder = tmp_path / "persons" / f"home={district}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"id": ids}), folder / "part-0.parquet")
    net = ll.read(tmp_path)
    residents = net.measure("counts.residents", by="district")
    assert residents.values("district") == [1, 2]
    assert residents.values("value") == [2, 1]


def test_a_column_that_only_later_parts_have_is_kept(tmp_path):
    (tmp_path / "places.csv").write_text("id,level\nA,community\n", encoding="utf-8")
    folder = tmp_path / "persons"
    folder.mkdir()
    pq.write_table(pa.table({"id": [1], "home": ["A"]}), folder / "0.parquet")
    pq.write_table(pa.table({"id": [2], "home": ["A"], "sex": ["女"]}), folder / "1.parquet")
    net = ll.read(tmp_path)
    assert net.to_tables()["persons"].values("sex") == [None, "女"]


def test_parts_of_unlike_types_are_an_error_that_names_them(tmp_path):
    folder = tmp_path / "persons"
    folder.mkdir()
    pq.write_table(pa.table({"id": [1]}), folder / "0.parquet")
    pq.write_table(pa.table({"id": ["a"]}), folder / "1.parquet")
    with pytest.raises(ll.FileError, match="persons could not be read"):
        ll.read(tmp_path)


def test_a_broken_file_is_named(small, tmp_path):
    small.write(tmp_path, "parquet")
    whole = (tmp_path / "persons.parquet").read_bytes()
    for broken in (b"", b"PAR1", whole[: len(whole) // 2], whole[::-1]):
        (tmp_path / "persons.parquet").write_bytes(broken)
        with pytest.raises(ll.FileError, match=r"persons\.parquet"):
            ll.read(tmp_path)


def test_one_file_and_parts_of_one_table_are_too_many(small, tmp_path):
    small.write(tmp_path, "parquet")
    (tmp_path / "persons").mkdir()
    pq.write_table(pa.table({"id": [1]}), tmp_path / "persons" / "0.parquet")
    with pytest.raises(ll.FileError, match="holds persons twice, in one file and in parts"):
        ll.read(tmp_path)


def test_a_file_of_no_table_is_told(small, tmp_path):
    small.write(tmp_path, "parquet")
    pq.write_table(pa.table({"id": [1]}), tmp_path / "person.parquet")
    found = {row["rule"]: row["message"] for row in ll.read(tmp_path).diagnostics}
    assert "did you mean persons" in found["unknown_table"]


def test_a_folder_with_what_would_be_read_too_is_refused(small, tmp_path):
    small.write(tmp_path)
    with pytest.raises(ll.FileError, match=r"\.csv is in the way"):
        small.write(tmp_path, "parquet")
    with pytest.raises(ll.SchemaError, match="'popolo' or 'ocel', not 'xml'"):
        small.write(tmp_path, "xml")
    other = tmp_path / "other"
    small.write(other, "parquet")
    small.write(other, "parquet")  # again in place
    with pytest.raises(ll.FileError, match=r"\.parquet is in the way"):
        small.write(other)


def test_moments_at_midnight_stay_moments(tmp_path):
    issues = {"id": [1], "place": ["A"], "raised_at": ["2024-01-01T00:00:00"]}
    net = ll.Network(places={"id": ["A"], "level": ["community"]}, issues=issues)
    net.write(tmp_path, "parquet")
    assert ll.read(tmp_path).fingerprint() == net.fingerprint()


def test_names_of_folders_are_texts(tmp_path):
    (tmp_path / "places.csv").write_text("id,level\n1,community\n01,community\n", encoding="utf-8")
    for home, person in (("01", "a"), ("1", "b"), ("__HIVE_DEFAULT_PARTITION__", "c")):
        folder = tmp_path / "persons" / f"home={home}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"id": [person]}), folder / "0.parquet")
    persons = ll.read(tmp_path).to_tables()["persons"]
    assert dict(zip(persons.values("id"), persons.values("home"), strict=True)) == {
        "a": "01", "b": "1", "c": None,
    }  # fmt: skip


def test_parts_may_have_unlike_dictionaries(tmp_path):
    (tmp_path / "places.csv").write_text("id,level\nA,community\nB,community\n", encoding="utf-8")
    (tmp_path / "persons").mkdir()
    for i, homes in enumerate((["A"], ["B", "A"])):
        table = pa.table({
            "id": [f"{i}{k}" for k in range(len(homes))],
            "home": pa.array(homes).dictionary_encode(),
        })  # fmt: skip
        pq.write_table(table, tmp_path / "persons" / f"{i}.parquet")
    assert sorted(ll.read(tmp_path).to_tables()["persons"].values("home")) == ["A", "A", "B"]


def test_a_file_that_cannot_be_written_is_named(small, tmp_path):
    (tmp_path / "teams.parquet").mkdir()
    with pytest.raises(ll.FileError, match=r"teams\.parquet could not be written"):
        small.write(tmp_path, "parquet")
