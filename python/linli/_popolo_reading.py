# SPDX-License-Identifier: Apache-2.0
"""A Popolo file, of linli or of any other publisher, as tables and settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from . import _core
from ._file_ids import GROUPS
from ._json import read_json
from ._popolo_gathering import Gathered, Object, checked_id, objects_in
from ._popolo_terms import CLASSES, LINKS, TERMS, is_reduced, read, written, zone_of
from ._popolo_writing import VERSION
from .errors import FileError

Tables = dict[str, dict[str, list[Any]]]
_LISTS = (*CLASSES, "posts")
# The class of what a term refers to; a parent is of the same class.
_REFERRED = {
    "area_id": "areas",
    "organization_id": "organizations",
    "on_behalf_of_id": "organizations",
}
_KINDS = ("member_kind", "group_kind", "held_by_kind")  # where an id may be of several tables


def read_popolo(path: Path, given: Mapping[str, Any]) -> tuple[Tables, dict[str, Any], str]:
    """The tables of a Popolo file, its settings under those given, and what it says besides.

    The last is a text: what was left out and what was assumed, or nothing. A `FileError` says what
    makes a file no Popolo.
    """
    document = read_json(path)
    _check(document, path)
    extension = _part(document, "linli", str(path))
    if extension.get("version", VERSION) != VERSION:
        raise FileError(f"{path}: written by another version of linli; this one reads {VERSION}")
    settings = {**_part(extension, "settings", str(path)), **given}
    try:
        reader = _Reader(document, extension, settings, path)
        return reader.tables(), settings, reader.remarks()
    except RecursionError as error:
        raise FileError(f"{path}: objects stand inside others too deeply") from error


def _check(document: Any, path: Path) -> None:
    keys = sorted(document) if isinstance(document, dict) else []
    if {"eventTypes", "objectTypes"} & set(keys):
        raise FileError(f"{path} is an event log of OCEL, which linli writes and does not read")
    if not set(_LISTS) & set(keys):
        found = ", ".join(keys[:10]) or f"a {type(document).__name__}"
        raise FileError(f"{path} is no Popolo file: looked for {', '.join(_LISTS)}, found {found}")


def _part(parent: Object, key: str, where: str) -> Object:
    found = parent.get(key, {})
    if not isinstance(found, dict):
        raise FileError(f"{where}: '{key}' is not an object")
    return found


def _parts(parent: Object, key: str, where: str) -> dict[str, list[Object]]:
    """An object of lists of objects."""
    found = _part(parent, key, where)
    return {name: objects_in(found, name, f"{where}, {key}") for name in found}


class _Reader:
    def __init__(
        self, document: Object, extension: Object, settings: Mapping[str, Any], path: Path
    ) -> None:
        self._path = str(path)
        self._document = document
        self._zone = zone_of(settings)
        self._is_ours = "linli" in document
        columns = _part(extension, "columns", self._path)
        self._listed = {name: _part(columns, name, self._path) for name in columns}
        self._rows = _parts(extension, "rows", self._path)
        self._all = Gathered(document, self._path)
        self._attendances: list[Object] = []
        self._left: Counter[str] = Counter()
        self._notes = self._all.notes
        self._more: dict[str, Callable[[Object, Object], set[str]]] = {
            "areas": self._read_area,
            "persons": self._read_person,
            "organizations": self._read_organization,
            "memberships": self._read_membership,
            "events": self._read_event,
        }

    def tables(self) -> Tables:
        """The rows of all tables, column by column."""
        found: dict[str, list[Object]] = {name: [] for name in self._listed}
        found |= self._rows
        for name, tables in CLASSES.items():
            if name in self._document and not self._is_ours:
                found.setdefault("organisations" if len(tables) > 1 else tables[0], [])
            for one in self._all.classes[name]:
                if name != "events" or self._is_meeting(one):
                    found.setdefault(self._table(name, one), []).append(self._row(name, one))
        if self._attendances:
            found.setdefault("attendances", []).extend(self._attendances)
        self._leave_out_lists()
        return {name: self._by_column(name, rows) for name, rows in found.items()}

    def remarks(self) -> str:
        """What was left out, and what was assumed; empty where nothing was."""
        left = ", ".join(f"{name} ({count})" for name, count in sorted(self._left.items()))
        notes = [f"{what} ({count})" for what, count in self._notes.items()]
        said = [*([f"left out {left}"] if left else []), *notes]
        return f"{self._path}: {'; '.join(said)}" if said else ""

    def _table(self, name: str, one: Object) -> str:
        """The table of an object of a class."""
        if name != "organizations":
            return CLASSES[name][0]
        table = _part(one, "linli", self._path).get("table", "organisations")
        if table not in GROUPS:
            raise FileError(f"{self._path}, {name} '{one['id']}': {table!r} is no table of groups")
        return str(table)

    def _row(self, name: str, one: Object) -> Object:
        table = self._table(name, one)
        kept = self._kept(one)
        row = {} if name == "memberships" else {"id": kept.get("id", one["id"])}
        for column, (term, form) in TERMS[table].items():
            row[column] = self._value(one.get(term), form, kept.get(column), f"{name}.{term}")
        for column, term in LINKS[table].items():
            row |= self._link(table, column, _REFERRED.get(term, name), one.get(term))
        used = {"id", "linli", *(term for term, _ in TERMS[table].values()), *LINKS[table].values()}
        self._leave_out(name, one, used | self._more[name](one, row))
        return row | {column: v for column, v in kept.items() if column not in TERMS[table]}

    def _kept(self, one: Object) -> Object:
        """The columns that linli keeps beside the terms of an object."""
        return _part(_part(one, "linli", self._path), "row", self._path)

    def _value(self, said: Any, form: str, kept: Any, where: str) -> Any:
        """What a term says, or what was kept beside it as long as the term still agrees."""
        if kept is not None and written(kept, form, self._zone) == said:
            return kept
        if isinstance(said, dict | list):
            self._left[f"{where} of several parts"] += 1
            return None
        if form != "text" and is_reduced(said):
            if form in ("day", "moment"):
                self._left[f"{where} of no single day"] += 1
                return None
            self._notes[f"{where} of no single day: taken as the whole month or year"] += 1
        return read(said or None, form, self._zone)

    def _link(self, table: str, column: str, name: str, key: Any) -> Object:
        """A reference with, where it may need one, its kind; what is not there stays dangling."""
        if key is None:
            return {}
        one = self._all.find(name, key)
        if one is None:
            return {column: checked_id(key, f"{self._path}, {table}.{column}")}
        found = {column: self._kept(one).get("id", one["id"])}
        kind = f"{column}_kind"
        if kind in self._listed.get(table, _KINDS):
            found[kind] = self._table(name, one)
        return found

    # What is peculiar to a class; each gives the terms that it used

    def _read_area(self, one: Object, row: Object) -> set[str]:
        if row["level"] is None:
            row["level"] = "area"
            self._notes["areas without a classification: their level is 'area'"] += 1
        if above := self._alike_above(one):
            row["level"] = f"{row['level']} {above + 1}"
            self._notes["areas inside others of their classification: their level is numbered"] += 1
        point = _point_of(one.get("geometry"))
        row |= dict(zip(("lon", "lat"), point, strict=False))
        return {"geometry"} if point else set()

    def _alike_above(self, one: Object) -> int:
        """How many areas above one have its classification."""
        seen, above, found = {str(one["id"])}, one.get("parent_id"), 0
        while above is not None and str(above) not in seen:  # the core says what a circle is
            seen.add(str(above))
            area = self._all.find("areas", above) or {}
            found += bool(area) and area.get("classification") == one.get("classification")
            above = area.get("parent_id")
        return found

    def _read_person(self, one: Object, row: Object) -> set[str]:
        if one.get("death_date"):
            row["until"] = self._value(one["death_date"], "end", None, "persons.death_date")
        return {"death_date"}

    def _read_organization(self, one: Object, row: Object) -> set[str]:
        if row["kind"] is None:
            row["kind"] = "unclassified"
            self._notes["organizations without a classification: 'unclassified'"] += 1
        return set()

    def _read_membership(self, one: Object, row: Object) -> set[str]:
        post = self._all.find("posts", one.get("post_id")) or {}
        if "group" not in row:
            key = post.get("organization_id")
            row |= self._link("memberships", "group", "organizations", key)
        row["role"] = row["role"] or post.get("role") or post.get("label")
        row |= self._member(one)
        return {"person_id", "member", "member_id", *(["post_id"] if post else [])}

    def _member(self, one: Object) -> Object:
        """Who is a member: a `person_id`, or a `member` that is an organization or a person."""
        name, key = "persons", one.get("person_id")
        if key is None:
            member = _part(one, "member", self._path) if one.get("member") else {}
            key = one.get("member_id", member.get("id"))
            if self._all.find("organizations", key) is not None:
                name = "organizations"
                if self._all.find("persons", key) is not None:
                    self._notes["members that may be either: taken as organizations"] += 1
        return self._link("memberships", "member", name, key)

    def _is_meeting(self, one: Object) -> bool:
        """Whether an organization holds an event on one day, as it does a meeting."""
        start = str(one.get("start_date") or self._kept(one).get("date") or "")
        end = str(one.get("end_date") or "")
        why = "that nobody holds" if one.get("organization_id") is None else ""
        if len(start) < 10:
            why = "of no single day"
        elif end and end[:10] != start[:10]:
            why = "of more than a day"
        if why:
            self._left[f"events {why}"] += 1
        return not why

    def _read_event(self, one: Object, row: Object) -> set[str]:
        for attendee in one.get("attendees", []):
            person = self._link("attendances", "person", "persons", attendee["person_id"])
            self._attendances.append({"meeting": row["id"]} | person | self._kept(attendee))
        return {"attendees"}

    # What is left out

    def _leave_out(self, name: str, one: Object, used: set[str]) -> None:
        for term, value in one.items():
            if term not in used and value not in (None, "", [], {}):
                self._left[f"{name}.{term}"] += 1

    def _leave_out_lists(self) -> None:
        held = {str(one.get("post_id")) for one in self._all.classes["memberships"]}
        for post in self._all.classes["posts"]:
            if str(post["id"]) not in held:
                self._left["posts that nobody holds"] += 1
            self._leave_out("posts", post, {"id", "label", "role", "organization_id"})
        for name, value in self._document.items():
            if name not in _LISTS and name != "linli" and value:
                self._left[name] += len(value) if isinstance(value, list) else 1

    # Columns

    def _by_column(self, name: str, rows: list[Object]) -> dict[str, list[Any]]:
        types = self._listed.get(name, {})
        schema = {column["name"]: column for column in _schema(name)}
        required = [column for column, about in schema.items() if about["required"]]
        said = (column for row in rows for column, value in row.items() if value is not None)
        found = {}
        for column in dict.fromkeys([*types, *required, *said]):
            values = [row.get(column) for row in rows]
            is_own = column not in schema
            found[column] = [_typed(v, types.get(column), is_own) for v in values]
        return found


def _schema(name: str) -> list[dict[str, Any]]:
    for table in _core.schema():
        if table["table"] == name:
            return list(table["columns"])
    return []  # the core says that there is no such table


def _typed(value: Any, kind: str | None, is_own: bool) -> Any:
    """A value of JSON as one of its column: the core reads no dates in columns of one's own."""
    if not isinstance(value, str) or not is_own:
        return value
    try:
        if kind == "instant":
            return (date if len(value) == 10 else datetime).fromisoformat(value)
        return float(value) if kind == "number" else value
    except ValueError:
        return value


def _point_of(geometry: Any) -> list[float]:
    """Longitude and latitude of a point of GeoJSON; nothing of other geometries."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return []
    found = geometry.get("coordinates")
    if not isinstance(found, list) or len(found) != 2:
        return []
    return found if all(isinstance(x, float | int) for x in found) else []
