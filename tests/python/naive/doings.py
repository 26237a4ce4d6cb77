# SPDX-License-Identifier: Apache-2.0
"""What is done in a random network: meetings, issues and their events, acts, benefits, totals."""

from __future__ import annotations

from typing import Any

from .conventions import Row
from .making import Maker, Tables
from .world import BESIDE, ORDER

STATES = (*ORDER, *BESIDE)
USUAL = ("accepted", "closed", "dispatched", "reopened", "returned", "merged", "rejected")


def draw_meetings(make: Maker) -> Tables:
    dice, everyone = make.dice, make.everyone()
    holders = [*make.groups["forums"] * 4, *make.groups["services"], *everyone]
    counted, attendances = dice.chance(20), []

    def attendance(meeting: Any) -> Row:
        row = {"meeting": meeting, "person": dice.pick(make.persons)}
        return row | {"as_group": dice.maybe(65, lambda: dice.pick(everyone))}

    def meeting() -> Row:
        row = {"id": make.id("meeting"), "held_by": dice.pick(holders), "date": make.when()}
        row["kind"] = dice.pick((None, "regular", "urgent"))
        if counted and dice.chance(50):
            row["attended"] = dice.number(0, 30)
            row["residents_attended"] = dice.maybe(60, lambda: dice.number(0, row["attended"]))
        if make.persons and not dice.chance(15):
            attendances.extend(dice.many(8, lambda: attendance(row["id"])))
        return row

    return {"meetings": make.many(12, meeting) if holders else [], "attendances": attendances}


def draw_issues(make: Maker, meetings: list[Any]) -> Tables:
    dice, actors = make.dice, make.everyone()
    forums = [None, *make.groups["forums"]]
    raisers = [None, *make.persons, *actors]

    def issue() -> Row:
        row = {"id": make.id("issue"), "place": make.place(), "raised_at": make.when()}
        row |= {"forum": dice.pick(forums), "category": dice.pick((None, "lift", "noise"))}
        row |= {"raised_by": dice.pick(raisers), "due_at": dice.maybe(45, make.when)}
        return row | {"satisfied": dice.pick((None, True, False))}

    issues = make.many(10, issue)

    def event() -> Row:
        of, state = dice.pick(issues), dice.pick(STATES if dice.chance(40) else USUAL)
        at = of["raised_at"] if state == "raised" else make.when()
        row = {"issue": of["id"], "state": state, "at": at}
        row |= {"meeting": dice.maybe(45, lambda: dice.pick(meetings)) if meetings else None}
        return row | {"actor": dice.maybe(50, lambda: dice.pick(actors)) if actors else None}

    return {"issues": issues, "issue_events": make.many(32, event) if issues else []}


def draw_service_counts(make: Maker) -> list[Row]:
    dice, services = make.dice, make.groups["services"]

    def total() -> Row:
        row = {"service": dice.pick(services), "unit": dice.pick(("persons", "sessions"))}
        row |= {"count": dice.number(0, 50), "outcome": dice.pick((None, "settled", "returned"))}
        row |= make.interval(15)
        return row if row["since"] is None else row | {"since": min(row["since"], make.whenever())}

    return dice.many(6, total) if services else []


def draw_activities(make: Maker) -> list[Row]:
    """Recorded acts, of which a row may count several, or none."""
    dice, groups = make.dice, make.everyone()

    def activity() -> Row:
        row = {
            "person": dice.pick(make.persons),
            "group": dice.pick(groups),
            "date": make.whenever(),
        }
        return row | {"count": dice.maybe(30, lambda: dice.number(0, 3))}

    return make.many(10, activity) if make.persons and groups else []


def draw_benefits(make: Maker) -> list[Row]:
    """Services reach persons and places, of which mostly households."""
    dice, services = make.dice, make.groups["services"]
    homes = [p for p, row in make.places.items() if row["level"] in ("household", "building")]
    options = [*make.persons * 2, *homes * 4, *make.places]

    def benefit() -> Row:
        row = {"service": dice.pick(services), "beneficiary": dice.pick(options)}
        return row | make.interval(15)

    return make.many(10, benefit) if services else []
