# SPDX-License-Identifier: Apache-2.0
"""Reads the network of a folder, a workbook or a database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from . import _core, _parquet, _sql, _workbook
from ._asking import Day
from ._options import checked, options_of
from .errors import FileError, SchemaError, is_there, problems_as_table
from .network import Network
from .scheme import SchemeLike


def read(
    source: str | os.PathLike[str] | Any,
    *,
    scheme: SchemeLike | None = None,
    persons_are: str | None = None,
    origin: str | None = None,
    as_of: Day | None = None,
    zone: str | None = None,
    encoding: str | None = None,
    strict: bool | None = None,
    allow: Iterable[str] | None = None,
) -> Network:
    """The network of a folder of CSV or Parquet files, of a workbook, or of a database.

    A table in Parquet may lie in parts below a folder of its name, with columns in the names of
    the folders (`persons/district=1/part.parquet`); it needs pyarrow (`linli[parquet]`).

    `network.toml` in the folder may give the options, `strict` and `allow` among them; those given
    here come first. By default bad rows raise, and sensitive columns are left out. `encoding` is
    found by itself for UTF-8 with or without BOM and GB18030. A workbook is read as CSV files of
    its cells would be, its settings from a sheet `network.toml`; it needs openpyxl
    (`linli[excel]`).

    A database is an open connection of DuckDB or of an ADBC driver (such as that of PostgreSQL), or
    a file ending in .duckdb (`linli[sql]`): the tables and views of its current schema. It has no
    settings of its own, and no order of rows: give events that follow one another unlike times.
    """
    given = options_of(scheme, persons_are, origin, as_of, zone, strict, allow)
    if encoding is not None:
        given["encoding"] = encoding
    with problems_as_table():
        if _sql.is_connection(source):
            return _read_database(source, given)
        path = _path_of(source)
        ending = path.suffix.lower()
        if ending not in (_sql.ENDING, *_workbook.ENDINGS) or is_there(path.is_dir):
            return _read_folder(path, given)
        if not is_there(path.is_file):
            raise FileError(f"there is no file '{path}'")
        if ending == _sql.ENDING:
            with _sql.open_file(path) as connection:
                return _read_database(connection, given)
        return _read_workbook(path, given)


def _path_of(source: Any) -> Path:
    if isinstance(source, str | os.PathLike) and os.fspath(source):
        return Path(source)
    raise SchemaError(
        f"{source!r} is neither the path of a folder, a workbook or a DuckDB file, nor a "
        "connection; tables at hand go to linli.Network"
    )


def _read_database(connection: Any, given: dict[str, Any]) -> Network:
    _refuse_encoding(given)
    with _sql.tables_of(connection) as tables:
        return Network._of(_core.Network.build(tables, given))


def _read_folder(folder: Path, given: dict[str, Any]) -> Network:
    if not is_there(folder.is_dir):
        raise FileError(
            f"'{folder}' is not a folder; linli reads a folder of places.csv and so on, or a "
            "workbook such as tables.xlsx, or a database such as tables.duckdb"
        )
    file = folder / "network.toml"
    options = {**_settings_in(file), **given} if file.exists() else given
    return Network._of(_core.Network.read(str(folder), options, _parquet.streams_in(folder)))


def _read_workbook(file: Path, given: dict[str, Any]) -> Network:
    _refuse_encoding(given)
    sheets, settings = _workbook.sheets_in(file)
    options = {**_settings_of(settings, f"{file}, sheet {_workbook.SETTINGS}"), **given}
    try:
        return Network._of(_core.Network.parse(list(sheets.items()), options))
    except FileError as error:
        raise FileError(f"{file}: {error}") from error


def _refuse_encoding(given: dict[str, Any]) -> None:
    if "encoding" in given:
        raise SchemaError("encoding= is of CSV files; workbooks and databases have their own")


def _settings_in(file: Path) -> dict[str, Any]:
    try:
        return _settings_of(file.read_text(encoding="utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise FileError(f"{file}: {error}") from error


def _settings_of(text: str, where: str) -> dict[str, Any]:
    import tomllib  # slow to import, and needed here only

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{where}: {error}") from error
    return checked({name: _plain_setting(value) for name, value in settings.items()})


def _plain_setting(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
