# SPDX-License-Identifier: Apache-2.0
"""A network as a Popolo file: what Popolo has no term for goes into objects called `linli`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ._file_ids import GROUPS, References, file_id
from ._json import json_rows, write_json
from ._popolo_terms import CLASSES, LINKS, TERMS, read, written, zone_of
from ._words import made_up
from .table import Table

VERSION = 1


def write_popolo(tables: Mapping[str, Table], settings: Mapping[str, Any], path: Path) -> None:
    """Writes the tables of a network, with its settings as network.toml has them."""
    writer = _Writer(tables, settings)
    write_json({"linli": writer.extension(), **writer.classes()}, path)


class _Writer:
    def __init__(self, tables: Mapping[str, Table], settings: Mapping[str, Any]) -> None:
        self._tables, self._settings = tables, settings
        self._zone = zone_of(settings)
        self._references = References(tables)

    def extension(self) -> dict[str, Any]:
        """What concerns the file as a whole, and the rows of tables that have no class."""
        in_classes = {name for names in CLASSES.values() for name in names} | {"attendances"}
        marks = made_up(self._settings["origin"])
        return {
            "version": VERSION,
            **({"about": marks} if marks else {}),
            "settings": dict(self._settings),
            "columns": {
                name: {column: table.type(column) for column in table.columns}
                for name, table in self._tables.items()
            },
            "rows": {
                name: list(json_rows(table))
                for name, table in self._tables.items()
                if name not in in_classes
            },
        }

    def classes(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of Popolo objects; one of a class without rows is empty."""
        found = {
            name: [one for table in tables for one in self._objects(table)]
            for name, tables in CLASSES.items()
        }
        events = {event["id"]: event for event in found["events"]}
        for row in self._rows("attendances"):
            event = events[file_id("meetings", row["meeting"])]
            event.setdefault("attendees", []).append(self._attendee(row))
        return found

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        return json_rows(self._tables[name]) if name in self._tables else iter(())

    def _objects(self, name: str) -> Iterator[dict[str, Any]]:
        for row in self._rows(name):
            one, rest = self._terms(name, row)
            if name == "places":
                _take_point(rest, one)
            if name == "memberships":
                self._take_member(row, rest, one)
            yield one | _extension(name, rest)

    def _terms(self, name: str, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """An object of Popolo's own terms, and the columns of the row that these do not hold."""
        one: dict[str, Any] = {"id": file_id(name, row["id"])} if "id" in row else {}
        rest = dict(row)
        for column, (term, form) in TERMS[name].items():
            text = written(row.get(column), form, self._zone)
            if text is None:
                continue
            one[term] = text
            if read(text, form, self._zone) == row[column]:
                del rest[column]
        for column, term in LINKS[name].items():
            if column in row:
                one[term] = self._take_link(name, column, row, rest)
        return one, rest

    def _take_link(
        self, name: str, column: str, row: dict[str, Any], rest: dict[str, Any]
    ) -> str | None:
        rest.pop(column)
        rest.pop(f"{column}_kind", None)
        return self._references.file_id(name, column, row)

    def _take_member(self, row: dict[str, Any], rest: dict[str, Any], one: dict[str, Any]) -> None:
        member = self._take_link("memberships", "member", row, rest)
        is_person = member is not None and member.startswith("persons/")
        one |= {"person_id": member} if is_person else {"member": {"id": member}}

    def _attendee(self, row: dict[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in row.items() if name not in ("meeting", "person")}
        return {"id": file_id("persons", row["person"])} | _extension("attendances", rest)


def _take_point(rest: dict[str, Any], one: dict[str, Any]) -> None:
    point = [rest.get(name) for name in ("lon", "lat")]
    if all(isinstance(value, float | int) for value in point):
        one["geometry"] = {"type": "Point", "coordinates": point}
        del rest["lon"], rest["lat"]


def _extension(name: str, rest: dict[str, Any]) -> dict[str, Any]:
    """The object `linli` of an object: which table it is of, and what it has no term for."""
    found: dict[str, Any] = {"table": name} if name in GROUPS else {}
    if rest:
        found["row"] = rest
    return {"linli": found} if found else {}
