# SPDX-License-Identifier: Apache-2.0
"""Normal forms of what rosters say of a person, so that spellings of one value compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from .errors import SchemaError

NAME = "name"
KNOWN = (NAME, "birth_date", "sex", "phone", "id_number", "place")
IDENTIFYING = ("birth_date", "phone", "id_number")
MAY_CHANGE = ("phone", "place")
Words = tuple[str, ...]

_SEPARATORS = re.compile(r"[\s·•‧・∙⋅‐‑,.'’-]+")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?:[T ][\d:.]+)?")
_SEXES = {
    **dict.fromkeys(("f", "female", "女", "女性"), "f"),
    **dict.fromkeys(("m", "male", "男", "男性"), "m"),
}


def folded(value: Any) -> str:
    """A text by Unicode's compatibility forms, without case or space at its ends."""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return unicodedata.normalize("NFKC", text).strip()


def words_of(name: Any) -> Words:
    """The parts of a name between spaces, middle dots, hyphens, apostrophes and stops."""
    return tuple(filter(None, _SEPARATORS.split(folded(name))))


def normals_of(field: str, cells: Iterable[Any], is_date: bool, where: str) -> list[str]:
    """The normal form of each cell of a column that is no name; empty where nothing is known."""
    normal = _day_of if is_date else _NORMAL.get(field, _spaceless)
    made: dict[Any, str] = {"": ""}
    found = []
    for row, cell in enumerate(cells):
        if cell not in made:
            try:
                made[cell] = normal(folded(cell))
            except ValueError as error:
                raise SchemaError(
                    f"{where}, row {row}: '{cell}' is no date; leave empty what is not known"
                ) from error
        found.append(made[cell])
    return found


def _spaceless(text: str) -> str:
    return "".join(text.split())


def _sex(text: str) -> str:
    return _SEXES.get(text, _spaceless(text))


def _phone(text: str) -> str:
    bare = re.sub(r"[\s()-]+", "", text)
    return re.sub(r"^(\+|00)86", "", bare)


def _day_of(text: str) -> str:
    if not text:
        return ""
    found = _DATE.fullmatch(text.upper())
    if found is None:
        raise ValueError(text)
    year, *rest = (int(part) for part in found.groups() if part)
    return date(year, *rest).isoformat()


_NORMAL: dict[str, Callable[[str], str]] = {"sex": _sex, "phone": _phone}
