# SPDX-License-Identifier: Apache-2.0
"""The published rules of Popolo and of OCEL 2.0, as far as a file of linli may break them.

Written from the JSON schemas of https://www.popoloproject.com/specs/ and from section 8 of the
specification at https://www.ocel-standard.org/.
"""

from __future__ import annotations

import re
from datetime import datetime

TEXT, TEXTS, OBJECT = "text", "texts", "object"
# A day, month or year; of an event also a moment of UTC without parts of seconds.
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
EVENT_DATE = re.compile(r"\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\dT\d\d(:\d\d(:\d\d)?)?Z")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

POPOLO = {
    "areas": {
        "id": TEXT, "name": TEXT, "identifier": TEXT, "classification": TEXT,
        "parent_id": "areas", "geometry": OBJECT,
    },
    "persons": {
        "id": TEXT, "name": TEXT, "gender": TEXT, "birth_date": DATE, "death_date": DATE,
    },
    "organizations": {
        "id": TEXT, "name": TEXT, "classification": TEXT, "parent_id": "organizations",
        "area_id": "areas", "founding_date": DATE, "dissolution_date": DATE,
    },
    "memberships": {
        "role": TEXT, "person_id": "persons", "member": OBJECT,
        "organization_id": "organizations", "on_behalf_of_id": "organizations",
        "start_date": DATE, "end_date": DATE,
    },
    "events": {
        "id": TEXT, "name": TEXT, "classification": TEXT, "start_date": EVENT_DATE,
        "organization_id": "organizations", "attendees": TEXTS,
    },
}  # fmt: skip


def popolo_problems(document):
    """What a Popolo file of linli does against the published schemas, in words."""
    every = [one["id"] for name in POPOLO for one in document[name] if "id" in one]
    ids = {name: {one["id"] for one in document[name] if "id" in one} for name in POPOLO}
    if len(set(every)) < len(every):
        yield "an id is used twice"
    for name, terms in POPOLO.items():
        for one in document[name]:
            for term, value in one.items():
                if term == "linli":
                    continue
                if not _is_fit(value, terms.get(term), ids):
                    yield f"{name}.{term}: {value!r}"
    for one in document["memberships"]:
        if ("person_id" in one) == ("member" in one) or "organization_id" not in one:
            yield f"a membership without a member or an organization: {one}"
        if "member" in one and one["member"].get("id") not in ids["organizations"]:
            yield f"memberships.member: {one['member']!r}"
    for event in document["events"]:
        for one in event.get("attendees", []):
            if one.get("id") not in ids["persons"] or set(one) - {"id", "linli"}:
                yield f"events.attendees: {one!r}"


def _is_fit(value, rule, ids):
    if rule is None:
        return False  # no term of Popolo
    if rule in (OBJECT, TEXTS):
        return isinstance(value, dict if rule == OBJECT else list)
    if not isinstance(value, str):
        return False
    if isinstance(rule, re.Pattern):
        return rule.fullmatch(value) is not None
    return rule == TEXT or value in ids[rule]


def ocel_problems(document):
    """What a log of OCEL 2.0 in JSON does against the specification, in words."""
    missing = {"eventTypes", "objectTypes", "events", "objects"} - set(document)
    if missing:
        yield f"missing: {missing}"
        return
    objects = {one["id"] for one in document["objects"]}
    for part, types in (("events", "eventTypes"), ("objects", "objectTypes")):
        known = {
            entry["name"]: {a["name"]: a["type"] for a in entry["attributes"]}
            for entry in document[types]
        }
        ids = [one["id"] for one in document[part]]
        if len(set(ids)) < len(ids):
            yield f"{part}: an id is used twice"
        if any(not isinstance(key, str) or not key for key in ids):
            yield f"{part}: an id is no text"
        for one in document[part]:
            if one["type"] not in known:
                yield f"{part}: no type {one['type']}"
            if part == "events" and not _is_moment(one["time"]):
                yield f"time {one['time']}"
            for related in one["relationships"]:
                if related["objectId"] not in objects or not related["qualifier"]:
                    yield f"{part}: {related}"
            for attribute in one["attributes"]:
                if part == "objects" and not _is_moment(attribute["time"]):
                    yield f"time {attribute['time']}"
                kind = known.get(one["type"], {}).get(attribute["name"])
                if not _is_value(attribute["value"], kind):
                    yield f"{part}: {attribute} is no {kind}"


def _is_moment(text):
    return MOMENT.fullmatch(text) is not None and datetime.fromisoformat(text) is not None


def _is_value(value, kind):
    if not isinstance(value, str):
        return False
    if kind == "time":
        return _is_moment(value)
    if kind == "boolean":
        return value in ("true", "false")
    try:
        return {"string": str, "integer": int, "float": float}[kind](value) is not None
    except (KeyError, ValueError):
        return False
