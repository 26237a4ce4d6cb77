# SPDX-License-Identifier: Apache-2.0
"""Schemes: the team kinds that count, in order, with their labels and where their groups are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from .errors import SchemaError


@dataclass(frozen=True)
class Kind:
    """A kind of the scheme: groups of the kind `found_as` in the table, by default its own key."""

    key: str
    label_zh: str = ""
    label_en: str = ""
    table: str = "teams"
    found_as: str = ""

    def label(self, lang: str = "en") -> str:
        """What people call it, in English or Chinese."""
        return (self.label_zh if lang == "zh" else self.label_en) or self.key


@dataclass(frozen=True)
class Scheme:
    """The kinds that kind-based measures count, in order."""

    name: str
    kinds: tuple[Kind, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of the kinds, in order."""
        return [kind.key for kind in self.kinds]


SchemeLike: TypeAlias = str | Scheme | Mapping[str, Any] | Sequence[str | Kind | Mapping[str, Any]]


def settings_of(scheme: SchemeLike) -> str | dict[str, Any]:
    """The scheme as settings: the name of one built in, or a name with a list of kinds."""
    if isinstance(scheme, str):
        return scheme
    if isinstance(scheme, Scheme):
        return {"name": scheme.name, "kinds": [_kind_settings(kind) for kind in scheme.kinds]}
    settings = scheme if isinstance(scheme, Mapping) else {"name": "own", "kinds": scheme}
    kinds = settings.get("kinds", ())
    if isinstance(kinds, str) or not isinstance(kinds, Iterable):
        raise SchemaError(f"scheme= is a name or a list of kinds, not {scheme!r}")
    return {**settings, "kinds": [_kind_settings(kind) for kind in kinds]}


def scheme_of(settings: Mapping[str, Any]) -> Scheme:
    """The scheme that a network uses, from what the core says of it."""
    return Scheme(settings["name"], tuple(Kind(**kind) for kind in settings["kinds"]))


def _kind_settings(kind: str | Kind | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(kind, str):
        return {"key": kind}
    if isinstance(kind, Kind):
        kind = vars(kind)
    elif not isinstance(kind, Mapping):
        raise SchemaError(f"a kind of a scheme is a key or a table with a key, not {kind!r}")
    # Settings files say `kind` for what a group is called in its table, for there it is a column.
    renamed = {("kind" if key == "found_as" else key): value for key, value in kind.items()}
    return {key: value for key, value in renamed.items() if value != ""}
