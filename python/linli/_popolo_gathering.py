# SPDX-License-Identifier: Apache-2.0
"""The objects of a Popolo file by class, those that stand inside others taken out."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .errors import FileError

Object = dict[str, Any]
# Of each class: the property that embeds one object -> the class of that object. Without it, the
# property of the same name with `_id` gives its id.
_ONE = {
    "persons": {},
    "organizations": {"parent": "organizations", "area": "areas"},
    "posts": {"organization": "organizations", "area": "areas"},
    "memberships": {
        "person": "persons",
        "organization": "organizations",
        "post": "posts",
        "on_behalf_of": "organizations",
        "area": "areas",
    },
    "areas": {"parent": "areas"},
    "events": {"organization": "organizations", "parent": "events"},
}
# Of each class: the property that embeds several -> their class, and the property that points back.
_SEVERAL = {
    "persons": {"memberships": ("memberships", "person_id")},
    "organizations": {
        "memberships": ("memberships", "organization_id"),
        "posts": ("posts", "organization_id"),
    },
    "posts": {"memberships": ("memberships", "post_id")},
}
# Alike in all that is said of them, such objects without an id are one; persons need not be.
_ONE_IF_ALIKE = ("organizations", "areas", "posts")


def objects_in(parent: Object, key: str, where: str) -> list[Object]:
    """The objects of a list, which may be missing."""
    found = parent.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FileError(f"{where}: '{key}' is not a list of objects")
    return found


def checked_id(key: Any, where: str) -> str | int:
    """An id, which is a text or, as some publish it, an integer."""
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise FileError(f"{where}: an id is a text, not {key!r}")
    return key


class Gathered:
    """Objects by class, each with an id; `notes` counts what had to be assumed about them.

    The attendees of an event become objects of a `person_id` and of what linli says of them.
    """

    def __init__(self, document: Object, where: str) -> None:
        self._where = where
        self.classes: dict[str, list[Object]] = {name: [] for name in _ONE}
        self.notes: Counter[str] = Counter()
        self._known: dict[tuple[str, str], Object] = {}
        self._alike: dict[tuple[str, str], str] = {}
        for name in _ONE:  # before what they embed, which may be one of them
            for one in objects_in(document, name, where):
                self._add(name, one)
        for name in _ONE:
            for one in list(self.classes[name]):
                self._take_out(name, one)

    def find(self, name: str, key: Any) -> Object | None:
        """The object of a class with that id."""
        return None if key is None else self._known.get((name, str(key)))

    def _add(self, name: str, one: Object) -> Object:
        """The object with an id; one that is known already gains what is new."""
        one = dict(one)
        if one.get("id") is None and name != "memberships":
            one["id"] = self._new_id(name, one)
        known = self.find(name, one.get("id"))
        if known is None:
            if one.get("id") is not None:
                key = checked_id(one["id"], f"{self._where}, {name}")
                self._known[name, str(key)] = one
            self.classes[name].append(one)
            return one
        if any(known.get(key, value) != value for key, value in one.items()):
            self.notes[f"{name} said twice and differently: the first counts"] += 1
        known |= {key: value for key, value in one.items() if key not in known}
        return known

    def _new_id(self, name: str, one: Object) -> str:
        """An id for an object that has none."""
        content = json.dumps(one, sort_keys=True)
        if name in _ONE_IF_ALIKE and (name, content) in self._alike:
            return self._alike[name, content]
        number = len(self.classes[name]) + 1
        while self.find(name, f"{name}-{number}"):
            number += 1
        self.notes[f"{name} without an id: one was made up"] += 1
        self._alike[name, content] = f"{name}-{number}"
        return self._alike[name, content]

    def _take_out(self, name: str, one: Object) -> None:
        """Puts ids into the place of the objects that one embeds."""
        for key, of in _ONE[name].items():
            if isinstance(one.get(key), dict):
                one[f"{key}_id"] = self._embedded(of, one.pop(key))["id"]
        where = f"{self._where}, {name} '{one.get('id')}'"
        for key, (of, back) in _SEVERAL.get(name, {}).items():
            for part in objects_in(one, key, where):
                points_back = part.get(back) is not None
                self._embedded(of, part if points_back else part | {back: one["id"]})
            one.pop(key, None)
        if name == "events" and "attendees" in one:
            one["attendees"] = [self._attendee(p) for p in objects_in(one, "attendees", where)]

    def _attendee(self, one: Object) -> Object:
        if "person_id" in one:  # an event that was met before
            return one
        person = self._embedded("persons", {k: v for k, v in one.items() if k != "linli"})
        return {"person_id": person["id"], "linli": one.get("linli", {})}

    def _embedded(self, name: str, one: Object) -> Object:
        known = self._add(name, one)
        self._take_out(name, known)
        return known
