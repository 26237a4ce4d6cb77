# SPDX-License-Identifier: Apache-2.0
"""What tables may be called: in the schema's words, in Chinese, or in the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from . import _core
from .errors import SchemaError


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Every table that may be given, by name: those of the schema, and the roster."""
    return {table["table"]: table for table in [*_core.schema(), _core.roster()]}


def titles(settings: Mapping[str, Any]) -> dict[str, str]:
    """Every name under which a table may be given, and the table that it means."""
    found = {name: name for name in rules()} | {t["label_zh"]: n for n, t in rules().items()}
    for word, meanings in {**settings, **(settings.get("names") or {})}.items():
        for meaning in meanings if isinstance(meanings, list) else [meanings]:
            if isinstance(meaning, str) and meaning in rules():
                found[word] = meaning
    return found


def agreed(of_sources: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """One set of options from those of several sources; what was given by hand comes first.

    Data of which only a part is made up are mixed, and the latest day counts. Other options must
    not differ: a `SchemaError` names the two sources that disagree.
    """
    found: dict[str, Any] = {}
    said_by: dict[str, str] = {}
    for source, settings in of_sources.items():
        for name, value in settings.items():
            if name in given and name != "names":
                continue
            if name not in found or found[name] == value:
                found[name] = value
            elif name == "origin":
                found[name] = "mixed"
            elif name == "as_of":
                found[name] = max(found[name], value)
            elif name == "names":
                found[name] = _agreed_words(found[name], value, said_by[name], source)
            else:
                raise SchemaError(
                    f"{said_by[name]} and {source} differ in {name}: {found[name]!r} and {value!r}"
                )
            said_by.setdefault(name, source)
    origins = [settings.get("origin", "observed") for settings in of_sources.values()]
    if "origin" not in given and len(set(origins)) > 1:
        found["origin"] = "mixed"
    words = {**(found.get("names") or {}), **(given.get("names") or {})}
    return {**found, **given, **({"names": words} if words else {})}


def _agreed_words(
    a: Mapping[str, Any], b: Mapping[str, Any], said_by: str, source: str
) -> dict[str, Any]:
    for word in a.keys() & b.keys():
        if a[word] != b[word]:
            raise SchemaError(
                f"{said_by} and {source} differ in what '{word}' means: {a[word]!r} and {b[word]!r}"
            )
    return {**a, **b}
