# SPDX-License-Identifier: Apache-2.0
"""Reads networks: from folders, workbooks, Popolo files and databases, one or many at once."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _core, _json, _parquet, _sql, _workbook
from ._asking import Day
from ._names import agreed, titles
from ._options import checked, options_of, settings_in
from ._popolo_reading import read_popolo
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
    names: Mapping[str, str | list[str]] | None = None,
    until: str | None = None,
    hash_ids: str | bytes | None = None,
) -> Network:
    """The network of a folder of CSV or Parquet files, a workbook, a Popolo file or a database.

    A table in Parquet may lie in parts below a folder of its name, with columns in the names of
    the folders (`persons/district=1/part.parquet`); it needs pyarrow (`linli[parquet]`).

    `network.toml` in the folder may give the options, `strict` and `allow` among them, and what
    words of your own mean (`居住地 = "persons.home"`); those given here come first. By default bad
    rows raise, and sensitive columns are left out. `encoding` is found by itself for UTF-8 with or
    without BOM and GB18030. A workbook is read as CSV files of its cells would be, its settings
    from a sheet `network.toml`; it needs openpyxl (`linli[excel]`).

    A database is an open connection of DuckDB or of an ADBC driver (such as that of PostgreSQL), or
    a file ending in .duckdb (`linli[sql]`): the tables and views of its current schema. It has no
    settings of its own, and no order of rows: give events that follow one another unlike times.

    Many sources in one read, one a community: a list of folders, workbooks and so on, or a folder
    that holds no table itself but folders and workbooks that do. Their tables are put together, a
    problem names its source, and what several tell alike, such as the district, counts once.

    A file ending in .json is one of the civic-data standard Popolo, written by linli or by others.
    A `UserWarning` says what of it has no place in a network, and what had to be assumed.
    """
    given = options_of(
        scheme, persons_are, origin, as_of, zone, strict, allow, names, until, hash_ids
    )
    if encoding is not None:
        given["encoding"] = encoding
    with problems_as_table(), ExitStack() as closing:
        sources = list(_opened(source, given, closing))
        options = agreed({each.title: each.settings for each in sources}, given)
        builder = _core.Builder(options)
        for each in sources:
            if len(sources) > 1:
                builder.begin_source(each.title)
            each.add_to(builder, options)
        return Network._of(builder.build())


@dataclass(frozen=True)
class _Source:
    """What it is called, what settings it brings, and how its tables get into a builder."""

    title: str
    settings: dict[str, Any]
    add_to: Callable[[_core.Builder, Mapping[str, Any]], None]


def _opened(source: Any, given: Mapping[str, Any], closing: ExitStack) -> Iterator[_Source]:
    if _sql.is_connection(source):
        yield _of_database(source, "database", given, closing)
        return
    if isinstance(source, list | tuple):
        paths = [_path_of(one) for one in source]
    else:
        paths = _paths_in(_path_of(source), given)
    if not paths:
        raise SchemaError("there is nothing to read: the list of sources is empty")
    alike = len({path.name for path in paths}) < len(paths)
    for path in paths:
        yield _of_path(path, str(path) if alike else path.name, given, closing)


def _path_of(source: Any) -> Path:
    if isinstance(source, str | os.PathLike) and os.fspath(source):
        return Path(source)
    raise SchemaError(
        f"{source!r} is neither the path of a folder, a workbook, a DuckDB or a Popolo file, nor a "
        "list of these, nor a connection; tables at hand go to linli.Network"
    )


def _paths_in(path: Path, given: Mapping[str, Any]) -> list[Path]:
    """The path itself; or what lies in a folder that holds no table, where that does."""
    if not is_there(path.is_dir) or _holds_tables(path, given):
        return [path]
    below = sorted(
        each
        for each in path.iterdir()
        if each.suffix.lower() in (*_workbook.ENDINGS, _sql.ENDING, _json.ENDING)
        or (each.is_dir() and _holds_tables(each, given))
    )
    return [each for each in below if not each.name.startswith(("~$", "."))] or [path]


def _holds_tables(folder: Path, given: Mapping[str, Any]) -> bool:
    known = titles({**_settings_of_folder(folder), **given})
    return any(
        (folder / f"{name}{end}").exists() for name in known for end in (".csv", ".parquet", "")
    )


def _of_path(path: Path, title: str, given: Mapping[str, Any], closing: ExitStack) -> _Source:
    ending = path.suffix.lower()
    if ending not in (_sql.ENDING, _json.ENDING, *_workbook.ENDINGS) or is_there(path.is_dir):
        return _of_folder(path, title)
    if not is_there(path.is_file):
        raise FileError(f"there is no file '{path}'")
    if ending == _sql.ENDING:
        connection = closing.enter_context(_sql.open_file(path))
        return _of_database(connection, title, given, closing)
    if ending == _json.ENDING:
        return _of_popolo(path, title, given)
    return _of_workbook(path, title, given)


def _of_folder(folder: Path, title: str) -> _Source:
    if not is_there(folder.is_dir):
        raise FileError(
            f"'{folder}' is not a folder; linli reads a folder of places.csv and so on, or a "
            "workbook such as tables.xlsx, a database such as tables.duckdb, or a Popolo file "
            "such as tables.json"
        )

    def add(builder: _core.Builder, options: Mapping[str, Any]) -> None:
        builder.add_folder(str(folder), _parquet.streams_in(folder, titles(options)))

    return _Source(title, _settings_of_folder(folder), add)


def _of_workbook(file: Path, title: str, given: Mapping[str, Any]) -> _Source:
    _refuse_encoding(given)
    sheets, settings = _workbook.sheets_in(file)

    def add(builder: _core.Builder, options: Mapping[str, Any]) -> None:
        try:
            builder.add_sheets(list(sheets.items()))
        except FileError as error:
            raise FileError(f"{file}: {error}") from error

    return _Source(title, settings_in(settings, f"{file}, sheet {_workbook.SETTINGS}"), add)


def _of_popolo(file: Path, title: str, given: Mapping[str, Any]) -> _Source:
    _refuse_encoding(given)
    if "until" in given:
        raise SchemaError("until= is of tables; an end in a Popolo file is always the last day")
    tables, settings, remarks = read_popolo(file, given)

    def add(builder: _core.Builder, options: Mapping[str, Any]) -> None:
        builder.add_tables(tables)
        if remarks:
            warnings.warn(remarks, stacklevel=3)

    return _Source(title, checked(settings), add)


def _of_database(
    connection: Any, title: str, given: Mapping[str, Any], closing: ExitStack
) -> _Source:
    _refuse_encoding(given)

    def add(builder: _core.Builder, options: Mapping[str, Any]) -> None:
        with _sql.tables_of(connection, titles(options)) as tables:
            builder.add_tables(tables)

    return _Source(title, {}, add)


def _refuse_encoding(given: Mapping[str, Any]) -> None:
    if "encoding" in given:
        raise SchemaError("encoding= is of CSV files; other files and databases have their own")


def _settings_of_folder(folder: Path) -> dict[str, Any]:
    file = folder / "network.toml"
    if not is_there(file.exists):
        return {}
    try:
        return settings_in(file.read_text(encoding="utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise FileError(f"{file}: {error}") from error
