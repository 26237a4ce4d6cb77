# SPDX-License-Identifier: Apache-2.0
"""The log of issues in OCEL 2.0, the standard of object-centric event logs, as JSON.

OCEL is described at https://www.ocel-standard.org/. Its schema wants the value of every attribute
as text; of which type it is stands in the list of types. What holds at all times is given the time
1970-01-01T00:00:00Z, as the standard does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ._file_ids import References, file_id
from ._json import json_rows, write_json
from ._words import made_up
from .table import Table

# What may become an object, and what its type is called.
_OBJECTS = {
    "issues": "issue",
    "meetings": "meeting",
    "places": "place",
    "party_organisations": "party_organisation",
    "teams": "team",
    "organisations": "organisation",
    "forums": "forum",
    "services": "service",
    "persons": "person",
}
_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "float",
    "boolean": "boolean",
    "instant": "time",
}
_ALWAYS = "1970-01-01T00:00:00Z"
_OF_A_RAISE = ("place", "forum", "raised_by")  # which references of an issue its raising has
_END_OF_DAY = ("due_at",)  # columns whose bare dates are the ends of their days


class _Attribute(NamedTuple):
    name: str
    type: str
    value: str


def write_ocel(tables: Mapping[str, Table], settings: Mapping[str, Any], path: Path) -> None:
    """Writes the events of issues, and the objects that had to do with them."""
    write_json(_Log(tables, settings).document(), path)


class _Log:
    def __init__(self, tables: Mapping[str, Table], settings: Mapping[str, Any]) -> None:
        self._tables, self._zone, self._origin = tables, settings["zone"], settings["origin"]
        self._references = References(tables)
        self._instants = {("issue_events", "at")} | {
            (name, column)
            for name, table in tables.items()
            for column in table.columns
            if table.type(column) == "instant"
        }
        self._types: dict[str, dict[str, dict[str, str]]] = {"events": {}, "objects": {}}

    def document(self) -> dict[str, Any]:
        """The log, which says at its head and in each object and event if it is made up."""
        issues = {str(row["id"]): row for row in self._rows("issues")}
        events = list(self._events(issues))
        objects = list(self._objects(issues, events))
        marks = made_up(self._origin)
        return {
            "linli": {"origin": self._origin, **({"about": marks} if marks else {})},
            "eventTypes": self._listed("events"),
            "objectTypes": self._listed("objects"),
            "events": events,
            "objects": objects,
        }

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        return json_rows(self._tables[name]) if name in self._tables else iter(())

    # Events

    def _events(self, issues: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Events in file order, after the raisings that no event tells of."""
        rows = list(self._rows("issue_events"))
        told = {str(row["issue"]) for row in rows if row["state"] == "raised"}
        for key, issue in issues.items():
            if key not in told:
                row = {"issue": issue["id"], "state": "raised", "at": issue["raised_at"]}
                implied = _Attribute("linli_implied", "boolean", "true")
                yield self._event(f"raised/{key}", row, issue, [implied])
        for number, row in enumerate(rows):
            yield self._event(f"issue_events/{number}", row, issues[str(row["issue"])], [])

    def _event(
        self, key: str, row: dict[str, Any], issue: dict[str, Any], more: list[_Attribute]
    ) -> dict[str, Any]:
        relations = self._relations("issue_events", row)
        if row["state"] == "raised":
            relations += self._relations("issues", issue, _OF_A_RAISE)
        attributes = [*self._attributes("issue_events", row, ("state", "at")), *more]
        self._declare("events", row["state"], attributes)
        return {
            "id": key,
            "type": row["state"],
            "time": self._time("at", row["at"]),
            "attributes": [{"name": a.name, "value": a.value} for a in attributes],
            "relationships": relations,
        }

    # Objects

    def _objects(
        self, issues: Mapping[str, dict[str, Any]], events: list[dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """The issues, and what they and their events lead to, directly or by others."""
        rows = {
            file_id(name, row["id"]): (name, row)
            for name in _OBJECTS
            if name != "persons"  # whose attributes are no part of the log
            for row in self._rows(name)
        }
        wanted = [file_id("issues", key) for key in issues]
        wanted += [related["objectId"] for event in events for related in event["relationships"]]
        seen: set[str] = set()
        while wanted:
            later = []
            for key in dict.fromkeys(wanted):
                if key not in seen:
                    seen.add(key)
                    made = self._object(key, *rows.get(key, ("persons", {})))
                    later += [related["objectId"] for related in made["relationships"]]
                    yield made
            wanted = later

    def _object(self, key: str, name: str, row: dict[str, Any]) -> dict[str, Any]:
        attributes = list(self._attributes(name, row, ("id",)))
        self._declare("objects", _OBJECTS[name], attributes)
        return {
            "id": key,
            "type": _OBJECTS[name],
            "attributes": [{"name": a.name, "time": _ALWAYS, "value": a.value} for a in attributes],
            "relationships": self._relations(name, row),
        }

    # What both have

    def _relations(
        self, name: str, row: dict[str, Any], columns: Iterable[str] | None = None
    ) -> list[dict[str, str]]:
        """What a row refers to, each qualified by the column that does."""
        found = []
        for column in self._references.columns(name) if columns is None else columns:
            key = self._references.file_id(name, column, row)
            if key is not None:
                found.append({"objectId": key, "qualifier": column})
        return found

    def _attributes(
        self, name: str, row: dict[str, Any], but: tuple[str, ...]
    ) -> Iterator[_Attribute]:
        """The columns of a row that are no references; times say which of them are but dates."""
        references = self._references.columns(name)
        left = {*but, *references, *(f"{column}_kind" for column in references)}
        for column, value in row.items():
            if column not in left:
                kind = self._tables[name].type(column)
                yield _Attribute(column, _TYPES[kind], self._text(column, kind, value))
        bare = [c for c in row if (name, c) in self._instants and _is_bare(row[c])]
        if bare:
            yield _Attribute("linli_date_only", "string", " ".join(bare))
        if self._origin != "observed":
            yield _Attribute("linli_origin", "string", self._origin)

    def _text(self, column: str, kind: str, value: Any) -> str:
        if kind == "instant":
            return self._time(column, value)
        if kind == "boolean":
            return "true" if value else "false"
        return str(value)

    def _time(self, column: str, text: str) -> str:
        """A date or moment in the zone of the network; a date is the beginning of its day."""
        if _is_bare(text):
            text += "T23:59:59" if column in _END_OF_DAY else "T00:00:00"
        return text + str(self._zone)

    def _declare(self, part: str, name: str, attributes: Iterable[_Attribute]) -> None:
        known = self._types[part].setdefault(name, {})
        known |= {attribute.name: attribute.type for attribute in attributes}

    def _listed(self, part: str) -> list[dict[str, Any]]:
        """The types of events or objects, with their attributes."""
        return [
            {"name": name, "attributes": [{"name": a, "type": t} for a, t in attributes.items()]}
            for name, attributes in self._types[part].items()
        ]


def _is_bare(text: str) -> bool:
    """Whether it is a date without a time of day."""
    return len(text) == 10
