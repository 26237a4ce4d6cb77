# SPDX-License-Identifier: Apache-2.0
"""Which term of Popolo holds which column, and how dates are written in it.

Popolo is described at https://www.popoloproject.com/specs/. Its dates are days, months or years; an
end date is the last day of what it ends (`schema:validThrough`), where `until` is the day after.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from ._file_ids import GROUPS
from .errors import SchemaError

# The lists of a file, and the tables whose rows stand in each.
CLASSES: dict[str, tuple[str, ...]] = {
    "areas": ("places",),
    "persons": ("persons",),
    "organizations": GROUPS,
    "memberships": ("memberships",),
    "events": ("meetings",),
}

_GROUP_TERMS = {
    "kind": ("classification", "text"),
    "name": ("name", "text"),
    "since": ("founding_date", "start"),
    "until": ("dissolution_date", "end"),
}
# Of each table: column -> the term that holds it, and how.
TERMS: dict[str, dict[str, tuple[str, str]]] = {
    "places": {
        "level": ("classification", "text"),
        "name": ("name", "text"),
        "code": ("identifier", "text"),
    },
    "persons": {
        "name": ("name", "text"),
        "sex": ("gender", "text"),
        "birth_date": ("birth_date", "day"),
    },
    **dict.fromkeys(GROUPS, _GROUP_TERMS),
    "memberships": {
        "role": ("role", "text"),
        "since": ("start_date", "start"),
        "until": ("end_date", "end"),
    },
    "meetings": {
        "date": ("start_date", "moment"),
        "kind": ("classification", "text"),
        "name": ("name", "text"),
    },
}
# Of each table: column -> the term that holds the id of what it refers to. `member` is not here,
# since it is a `person_id` or an embedded `member`.
LINKS: dict[str, dict[str, str]] = {
    "places": {"parent": "parent_id"},
    "persons": {},
    **{name: {"parent": "parent_id", "place": "area_id"} for name in GROUPS},
    "memberships": {"group": "organization_id", "on_behalf_of": "on_behalf_of_id"},
    "meetings": {"held_by": "organization_id"},
}

_REDUCED = re.compile(r"(\d{4})(?:-(\d{2}))?")
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECONDS = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2})(?::(\d{2}))?(?::(\d{2}))?Z")
_DAY = timedelta(days=1)


def zone_of(settings: Mapping[str, Any]) -> tzinfo:
    """The zone of the moments of a network."""
    zone = settings.get("zone", "+08:00")
    try:
        found = datetime.fromisoformat(f"1970-01-01T00:00{zone}").tzinfo
    except ValueError:
        found = None
    if found is None:
        raise SchemaError(f"a zone is an offset like +08:00, not {zone!r}")
    return found


def written(value: Any, form: str, zone: tzinfo) -> str | None:
    """A value as its term holds it, perhaps less exactly; None where the term cannot hold it."""
    if not isinstance(value, str):
        return None
    if form == "text":
        return value
    try:
        if len(value) == 10:
            return _before(value) if form == "end" else value
        if form == "moment":
            moment = datetime.fromisoformat(value).replace(tzinfo=zone).astimezone(UTC)
            return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        if form == "end" and datetime.fromisoformat(value).time() == datetime.min.time():
            return _before(value[:10])
    except OverflowError:  # before the first or after the last year
        return None
    return value[:10]


def read(text: Any, form: str, zone: tzinfo) -> Any:
    """The value that a term gives; what is no such text stays as it is, for the core to judge."""
    if not isinstance(text, str) or form == "text":
        return text
    if form == "moment" and (parts := _SECONDS.fullmatch(text)):
        return _in_zone(parts, zone) or text
    if form == "end":
        day = _last_day(text)
        return text if day is None else _after(day)
    if form == "start" and (parts := _REDUCED.fullmatch(text)):
        return f"{parts[1]}-{parts[2] or '01'}-01"
    return text


def is_reduced(text: Any) -> bool:
    """Whether a date is a month or a year."""
    return isinstance(text, str) and _REDUCED.fullmatch(text) is not None


def _before(day: str) -> str:
    return (date.fromisoformat(day) - _DAY).isoformat()


def _after(day: date) -> str | None:
    """The day after; after the last day of all there is none, so that it ends nothing."""
    return None if day == date.max else (day + _DAY).isoformat()


def _last_day(text: str) -> date | None:
    """The last day of a day, month or year; None where the text is none of these."""
    try:
        if _WHOLE.fullmatch(text):
            return date.fromisoformat(text)
        if not (parts := _REDUCED.fullmatch(text)):
            return None
        year, month = int(parts[1]), int(parts[2] or 12)
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def _in_zone(parts: re.Match[str], zone: tzinfo) -> str | None:
    day, hour, minute, second = parts.groups(default="00")
    try:
        moment = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}+00:00")
        return moment.astimezone(zone).replace(tzinfo=None).isoformat()
    except (ValueError, OverflowError):
        return None
