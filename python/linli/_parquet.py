# SPDX-License-Identifier: Apache-2.0
"""Tables in Parquet: one file a table, or a folder of parts with columns in the folders' names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import _core
from ._lazy import require
from .errors import FileError
from .table import Table


def streams_in(folder: Path) -> dict[str, Any]:
    """The tables that a folder holds as `persons.parquet`, or in parts below `persons/`."""
    found = {}
    for name in (table["table"] for table in _core.schema()):
        places = [p for p in (folder / f"{name}.parquet", folder / name) if _holds_parquet(p)]
        if len(places) > 1:
            raise FileError(f"the folder {folder} holds {name} twice, in one file and in parts")
        if places:
            found[name] = _stream(places[0])
    return found


def write_tables(tables: dict[str, Table], folder: Path) -> None:
    """One file a table. Made-up data say so in the file's metadata, too."""
    parquet = _pyarrow("parquet", "writing Parquet")
    for name, table in tables.items():
        arrow = table.to_arrow()
        marked = arrow.replace_schema_metadata({"origin": table.origin or ""})
        parquet.write_table(marked, folder / f"{name}.parquet")


def _pyarrow(part: str, purpose: str) -> Any:
    return require(f"pyarrow.{part}", purpose, "'linli[parquet]'")


def _holds_parquet(path: Path) -> bool:
    return (path.suffix == ".parquet" and path.exists()) or any(path.rglob("*.parquet"))


def _stream(path: Path) -> Any:
    arrow = require("pyarrow", "reading Parquet", "'linli[parquet]'")
    with _naming(path):
        parts = _pyarrow("dataset", "reading Parquet").dataset(
            path, format="parquet", partitioning="hive"
        )
        # By itself a dataset takes the columns of its first part and drops what only others have.
        schemas = [part.physical_schema for part in parts.get_fragments()]
        whole = arrow.unify_schemas([parts.schema, *schemas], promote_options="permissive")
        return parts.replace_schema(whole).scanner().to_reader()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Says which file could not be read."""
    arrow = require("pyarrow", "reading Parquet", "'linli[parquet]'")
    try:
        yield
    except (arrow.ArrowException, OSError) as error:
        raise FileError(f"{path} could not be read: {error}") from error
