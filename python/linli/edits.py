# SPDX-License-Identifier: Apache-2.0
"""Edits: changes to a network as plain values, to be compared, hashed, written down, explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from ._asking import Day, day_of
from .errors import EditError

__all__ = ["Edit", "add_member", "end_member", "move_member", "rehome"]

Id: TypeAlias = str | int


@dataclass(frozen=True)
class Edit:
    """One change, in the user's ids. What a verb does not need is empty."""

    verb: str
    member: str
    group: str = ""
    to_group: str = ""
    place: str = ""
    role: str = ""
    at: str = ""
    member_kind: str = ""
    group_kind: str = ""

    def to_dict(self) -> dict[str, str]:
        """The edit as plain data: the verb and what is not empty."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Edit:
        """An edit from plain data, such as a line of a scenario file."""
        unknown = set(values) - {field.name for field in fields(cls)}
        if unknown or "verb" not in values or "member" not in values:
            names = ", ".join(field.name for field in fields(cls))
            raise EditError(f"an edit has a verb and a member, and may have {names}: {values!r}")
        return cls(**{name: str(value) for name, value in values.items()})

    def __str__(self) -> str:
        return _explained(self)


def add_member(
    member: Id,
    group: Id,
    role: str | None = None,
    since: Day | None = None,
    *,
    member_kind: str | None = None,
    group_kind: str | None = None,
) -> Edit:
    """A person or an organisation joins a group, from `since`, by default the network's `as_of`.

    Where an id is found in several tables, `member_kind` or `group_kind` names the table.

    >>> print(add_member("p1", "t1", role="building_head", since="2024-07-01"))
    p1 joins t1 as building_head from 2024-07-01
    """
    return _edit("add_member", member, member_kind, group_kind, group=group, role=role, at=since)


def end_member(
    member: Id,
    group: Id,
    until: Day | None = None,
    *,
    member_kind: str | None = None,
    group_kind: str | None = None,
) -> Edit:
    """A membership that runs ends; `until` is the first day on which it no longer holds.

    >>> print(end_member("p1", "t1", until="2024-07-01"))
    p1 leaves t1 from 2024-07-01
    """
    return _edit("end_member", member, member_kind, group_kind, group=group, at=until)


def move_member(
    member: Id,
    from_group: Id,
    to_group: Id,
    at: Day | None = None,
    *,
    member_kind: str | None = None,
    group_kind: str | None = None,
) -> Edit:
    """A member leaves one group for another; role and sending unit go with the member.

    >>> print(move_member("p1", "t1", "t2", at="2024-07-01"))
    p1 moves from t1 to t2 from 2024-07-01
    """
    return _edit(
        "move_member", member, member_kind, group_kind, group=from_group, to_group=to_group, at=at
    )


def rehome(person: Id, place: Id | None) -> Edit:
    """A person's home becomes another place, `"outside"`, or with None is no longer known.

    >>> print(rehome("p1", "c07"))
    p1 now lives in c07
    """
    return _edit("rehome", person, None, None, place=place)


def plain_edits(edits: Iterable[Edit]) -> list[dict[str, str]]:
    """Edits as the core takes them; one may stand alone."""
    if isinstance(edits, Edit):
        edits = [edits]
    found = []
    for edit in edits:
        if not isinstance(edit, Edit):
            raise EditError(f"an edit is made by linli.edits, as rehome(person, place): {edit!r}")
        found.append(edit.to_dict())
    return found


def _edit(
    verb: str, member: Id, member_kind: str | None, group_kind: str | None, **parts: Any
) -> Edit:
    parts["at"] = day_of(parts.get("at"))
    texts = {name: "" if value is None else str(value) for name, value in parts.items()}
    kinds = {"member_kind": member_kind or "", "group_kind": group_kind or ""}
    if not str(member) or texts.get("group") == "" or texts.get("to_group") == "":
        raise EditError(f"{verb}: a member and a group need an id")
    return Edit(verb, str(member), **texts, **kinds)


def _explained(edit: Edit) -> str:
    when = f" from {edit.at}" if edit.at else ""
    if edit.verb == "add_member":
        return f"{edit.member} joins {edit.group}{f' as {edit.role}' if edit.role else ''}{when}"
    if edit.verb == "end_member":
        return f"{edit.member} leaves {edit.group}{when}"
    if edit.verb == "move_member":
        return f"{edit.member} moves from {edit.group} to {edit.to_group}{when}"
    return f"{edit.member} now lives {f'in {edit.place}' if edit.place else 'nobody knows where'}"
