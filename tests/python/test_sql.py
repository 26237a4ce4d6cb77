# SPDX-License-Identifier: Apache-2.0
"""Databases: the tables of DuckDB and of a real PostgreSQL give the same network as the folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import duckdb
import linli as ll
import postgres
import pytest
from adbc_driver_postgresql import dbapi


@pytest.fixture(scope="module")
def world():
    return ll.examples.city(persons=2000, seed=2)


@pytest.fixture(scope="module")
def database():
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.server() as words, dbapi.connect(words) as connection:
        yield connection


@pytest.fixture
def connection(database):
    """The connection, in a schema of its own that goes with the test."""
    with database.cursor() as cursor:
        cursor.execute("CREATE SCHEMA fresh")
        cursor.execute("SET search_path TO fresh")
    yield database
    database.rollback()


def options(net):
    return {"scheme": net.scheme, "origin": net.origin, "as_of": net.as_of,
            "persons_are": net.persons_are}  # fmt: skip


def run(connection, *statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_the_network_of_a_postgresql_database_is_that_of_its_tables(world, connection):
    with connection.cursor() as cursor:
        for name, table in world.to_tables().items():
            cursor.adbc_ingest(name, table.to_arrow(), db_schema_name="fresh")
    again = ll.read(connection, **options(world))
    assert again.fingerprint() == world.fingerprint()
    assert again.counts == world.counts


def test_columns_of_postgresql_types_are_read_as_what_they_are(connection):
    run(
        connection,
        "CREATE TYPE area AS ENUM ('district', 'community')",
        "CREATE TABLE places (id bigint, level area, parent bigint, population numeric(10))",
        "INSERT INTO places VALUES (1, 'district', NULL, 12000), (2, 'community', 1, 5000)",
        "CREATE TABLE persons (id varchar(9), home smallint, birth_date date, since timestamptz, "
        "vip boolean)",
        "INSERT INTO persons VALUES ('甲', 2, '1980-02-29', '2024-01-01T08:00+08', true), "
        "('0012', NULL, NULL, NULL, NULL)",
        "CREATE VIEW teams AS SELECT 1 AS id, 'volunteers' AS kind, 2 AS place",
    )
    net = ll.read(connection)
    tables = net.to_tables()
    assert tables["places"].values("id") == [1, 2]
    assert tables["places"].values("level") == ["district", "community"]
    assert tables["places"].values("population") == [12000, 5000]
    assert sorted(tables["persons"].values("id")) == ["0012", "甲"]
    assert date(1980, 2, 29) in tables["persons"].values("birth_date")
    assert net.counts["teams"] == 1


def test_a_database_without_tables_of_linli_is_an_error_that_lists_what_is_there(connection):
    run(connection, "CREATE TABLE visitors (id int)")
    with pytest.raises(ll.FileError, match=r"looked for places, .*found visitors"):
        ll.read(connection)


def test_problems_of_a_database_are_named_by_table_and_row(connection):
    run(
        connection,
        "CREATE TABLE places (id int, level text)",
        "INSERT INTO places VALUES (1, 'city'), (1, 'city')",
    )
    with pytest.raises(ll.DataError) as error:
        ll.read(connection)
    problem = error.value.problems.to_dicts()[0]
    assert (problem["table"], problem["row"], problem["rule"]) == ("places", 1, "duplicate_id")


def test_a_duckdb_connection_and_its_file_give_the_network_of_its_tables(world, tmp_path):
    path = tmp_path / "world.duckdb"
    with duckdb.connect(str(path)) as there:
        for name, table in world.to_tables().items():
            there.register("given", table.to_arrow())
            there.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        assert ll.read(there, **options(world)).fingerprint() == world.fingerprint()
    assert ll.read(path, **options(world)).fingerprint() == world.fingerprint()


def test_what_is_no_duckdb_file_is_named(tmp_path):
    (tmp_path / "x.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(ll.FileError, match=r"x\.duckdb could not be read"):
        ll.read(tmp_path / "x.duckdb")


def test_a_file_has_an_encoding_and_a_database_has_none(world):
    with duckdb.connect() as there:
        there.execute("CREATE TABLE places (id INT, level TEXT)")
        with pytest.raises(ll.SchemaError, match="encoding= is of CSV files"):
            ll.read(there, encoding="gb18030")


def test_a_duckdb_connection_is_read_as_it_stands():
    """In the schema in use, with what only it sees: tables of its transaction, views of frames."""
    with duckdb.connect() as there:
        there.execute("CREATE TABLE places AS SELECT 'M' AS id, 'district' AS level")
        there.execute("ATTACH ':memory:' AS other")
        there.execute("CREATE TABLE other.places AS SELECT 'O' AS id, 'city' AS level")
        there.execute("CREATE SCHEMA s")
        there.execute(
            "CREATE TABLE s.places AS SELECT 'S' AS id, 'district' AS level, 77 AS population"
        )
        there.execute("USE s")
        there.execute("BEGIN")
        there.execute("CREATE TABLE persons AS SELECT 1 AS id, 'S' AS home")
        tables = ll.read(there).to_tables()
        assert tables["places"].to_dicts()[0] == {"id": "S", "level": "district", "population": 77}
        assert tables["persons"].values("id") == [1]


def test_what_a_database_refuses_is_an_error_of_linli_that_names_the_table(connection):
    with duckdb.connect() as there:
        there.execute("CREATE TABLE source AS SELECT 1 AS id, 'city' AS level")
        there.execute("CREATE VIEW places AS SELECT id, level FROM source")
        there.execute("ALTER TABLE source DROP COLUMN level")
        with pytest.raises(ll.FileError, match="the table places could not be read"):
            ll.read(there)
    with pytest.raises(ll.FileError, match="the list of tables could not be read"):
        ll.read(there)
    run(connection, "CREATE VIEW places AS SELECT 1 / 0 AS id, 'city' AS level")
    with pytest.raises(ll.FileError, match="division by zero"):
        ll.read(connection)


def test_a_connection_that_does_not_speak_arrow_is_refused():
    with (
        closing(sqlite3.connect(":memory:")) as there,
        pytest.raises(ll.SchemaError, match=r"sqlite3\.Connection does not speak Arrow"),
    ):
        ll.read(there)


@pytest.mark.parametrize("source", [None, 5, b"path", "", [5], [""]], ids=repr)
def test_what_is_no_source_is_refused(source):
    with pytest.raises(ll.SchemaError, match="is neither the path of a folder"):
        ll.read(source)
