# SPDX-License-Identifier: Apache-2.0
"""Tables in Parquet: one file a table, or a folder of parts with columns in the folders' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ._lazy import require
from .errors import FileError
from .table import Table


def streams_in(folder: Path, titles: Iterable[str]) -> dict[str, Any]:
    """The tables that a folder holds as `persons.parquet`, or in parts below `persons/`.

    `titles` are the names under which tables may be given.
    """
    found = {}
    for name in titles:
        places = [p for p in (folder / f"{name}.parquet", folder / name) if _holds_parquet(p)]
        if len(places) > 1:
            raise FileError(f"the folder {folder} holds {name} twice, in one file and in parts")
        if places:
            found[name] = _stream(places[0])
    return found


def write_tables(tables: dict[str, Table], folder: Path) -> None:
    """One file a table. Made-up data say so in the file's metadata, too."""
    parquet = _pyarrow(".parquet")
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        marked = _arrow(table).replace_schema_metadata({"origin": table.origin or ""})
        with _naming(path, "written"):
            parquet.write_table(marked, path)


def _arrow(table: Table) -> Any:
    """A table whose moments stay moments: where all are midnights, they would be read as days."""
    found = table.to_arrow()
    for i, field in enumerate(found.schema):
        if table.type(field.name) != "instant" or not str(field.type).startswith("timestamp"):
            continue
        texts = [text or None for text in table._csv_cells(field.name)]
        if all(text is None or text[10:] == "T00:00:00" for text in texts):
            found = found.set_column(i, field.name, [texts])
    return found


def _pyarrow(part: str = "") -> Any:
    return require(f"pyarrow{part}", "Parquet", "'linli[parquet]'")


def _holds_parquet(path: Path) -> bool:
    return (path.suffix == ".parquet" and path.exists()) or any(path.rglob("*.parquet"))


def _stream(path: Path) -> Any:
    arrow = _pyarrow()
    data = _pyarrow(".dataset")
    # The names of folders are texts, as cells of CSV are: 01 stays 01 whatever lies beside it.
    keys = dict.fromkeys(
        part.partition("=")[0]
        for file in path.rglob("*.parquet")
        for part in file.relative_to(path).parts[:-1]
        if "=" in part
    )
    by_folder = data.partitioning(arrow.schema([(k, arrow.string()) for k in keys]), flavor="hive")
    with _naming(path, "read"):
        parts = data.dataset(path, format="parquet", partitioning=by_folder)
        # By itself a dataset takes the columns of its first part and drops what only others have.
        schemas = [_plain(part.physical_schema) for part in parts.get_fragments()]
        whole = arrow.unify_schemas([_plain(parts.schema), *schemas], promote_options="permissive")
        whole_parts = data.dataset(path, schema=whole, format="parquet", partitioning=by_folder)
        return whole_parts.scanner().to_reader()


def _plain(schema: Any) -> Any:
    """Words as texts: the dictionaries of parts differ."""
    arrow = _pyarrow()
    return arrow.schema(
        [
            field.with_type(field.type.value_type)
            if arrow.types.is_dictionary(field.type)
            else field
            for field in schema
        ]
    )


@contextmanager
def _naming(path: Path, what: str) -> Iterator[None]:
    """Says which file could not be read or written."""
    arrow = _pyarrow()
    try:
        yield
    except (arrow.ArrowException, OSError) as error:
        raise FileError(f"{path} could not be {what}: {error}") from error
