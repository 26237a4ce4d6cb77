# SPDX-License-Identifier: Apache-2.0
"""One made-up community in which every measure of the catalogue has a value worked out by hand."""

from __future__ import annotations

from typing import Any

import linli as ll

# Persons 1 to 4 live in A, 5 elsewhere. m3 is held by a service, the others by the forum f1; nobody
# meets in f2. i1 is closed in time, i2 goes up, i3 is closed and opened again.
TABLES: dict[str, dict[str, list[Any]]] = {
    "places": {"id": ["A"], "level": ["community"], "population": [10], "households": [4],
               "minors": [3], "estate_age": ["old"]},
    "persons": {"id": [1, 2, 3, 4, 5], "home": ["A", "A", "A", "A", "outside"],
                "sex": ["F", "F", "M", "M", "F"]},
    "teams": {"id": ["t1", "t2"], "kind": ["volunteers", "choir"], "place": ["A", "A"]},
    "organisations": {"id": ["o1"], "kind": ["social_organisation"], "place": ["A"]},
    "forums": {"id": ["f1", "f2"], "kind": ["hall", "hall"], "place": ["A", "A"]},
    "services": {"id": ["s1"], "kind": ["lectures"], "place": ["A"]},
    "memberships": {"member": [1, 2, 5, 1, "o1", 3], "group": ["t1", "t1", "t1", "t2", "t1", "f1"],
                    "role": [None, None, None, None, None, "fixed_representative"]},
    "meetings": {"id": ["m1", "m2", "m3"], "held_by": ["f1", "f1", "s1"],
                 "date": ["2024-01-10", "2024-04-10", "2024-02-01"]},
    "attendances": {"meeting": ["m1", "m1", "m2", "m2", "m2"], "person": [1, 2, 1, 3, 5]},
    "activities": {"person": [5], "group": ["t1"], "date": ["2024-05-01"]},
    "issues": {"id": ["i1", "i2", "i3"], "place": ["A", "A", "A"],
               "raised_at": ["2024-01-05", "2024-02-01", "2024-03-01"],
               "forum": ["f1", "f1", None], "satisfied": [True, None, None],
               "due_at": ["2024-03-01", "2024-03-01", None]},
    "issue_events": {
        "issue": ["i1", "i1", "i1", "i2", "i2", "i3", "i3"],
        "state": ["accepted", "deliberated", "closed", "returned", "escalated", "closed",
                  "reopened"],
        "at": ["2024-01-08", "2024-01-10", "2024-02-04", "2024-02-10", "2024-03-10", "2024-03-11",
               "2024-03-21"],
        "meeting": [None, "m1", None, None, None, None, None]},
    "benefits": {"service": ["s1"], "beneficiary": [3]},
    "service_counts": {"service": ["s1"], "unit": ["persons"], "count": [7],
                       "since": ["2024-01-01"], "until": ["2024-07-01"]},
}  # fmt: skip
OPTIONS: dict[str, Any] = {"persons_are": "all_residents", "as_of": "2024-06-30"}
QUESTION: dict[str, Any] = {"during": "2024-H1", "on": "2024-06-30"}

# The first rows that net.measure gives, worked out by hand.
VALUES: dict[str, list[float | None]] = {
    "counts.places": [1], "counts.residents": [10], "counts.households": [4],
    "counts.total": [3], "counts.share": [0.3], "counts.groups": [2], "counts.kinds": [2],
    "counts.members": [3], "counts.sessions": [1], "counts.helped": [7],
    "coverage.presence": [1, 1], "coverage.breadth": [1], "coverage.complete": [1],
    "coverage.members": [3],  # 1, 2 and 5
    "coverage.memberships": [4], "coverage.multiplicity": [4 / 3],
    "coverage.depth": [300],  # 3 members, 10 residents
    "coverage.teams": [2], "coverage.organisations": [1], "coverage.reach": [1],
    "coverage.member_shortfall": [0], "coverage.member_organisations": [1],
    "coverage.active_members": [3],  # 5 by an activity and a meeting
    "coverage.place_share": [1], "coverage.service_share": [0.1],
    "participation.rate": [0.3],  # 1, 2, 3 of 10
    "participation.intensity": [4 / 3],  # they came 2, 1 and 1 times
    "participation.gini": [1 / 6], "participation.top_share": [0.5],
    "participation.meetings": [2], "participation.attendances": [5],
    "participation.attendance_per_meeting": [2.5], "participation.kinds_per_meeting": [1],
    "participation.representatives": [1], "participation.never_share": [0.25],
    "participation.newcomer_share": [None],  # nothing is known from before 2024
    "participation.retention": [0.5, None],  # 1 of 1 and 2 came again; the third quarter is to come
    "participation.representation": [4 / 3, 2 / 3], "participation.dissimilarity": [1 / 6],
    "participation.membership_rate": [0.2], "participation.recorded_share": [1],
    "participation.co_presence": [0, 0, 0], "participation.representatives_per_forum": [0.5],
    "participation.forums_without_representative": [0.5],
    "deliberation.raised": [3], "deliberation.reached": [2],
    "deliberation.funnel": [1, 1 / 3, 0, 0, 1 / 3, 0, 0, 0, 2 / 3, 0, 0],
    "deliberation.closure_rate": [1 / 3], "deliberation.open": [2],
    "deliberation.time_to": [30],  # 10, 30, and 150 without an end
    "deliberation.dwell": [2], "deliberation.escalation_rate": [1 / 3],
    "deliberation.age_of_open": [121],  # 121 and 150 days
    "deliberation.survival": [1 / 3], "deliberation.return_rate": [1 / 3],
    "deliberation.reopen_rate": [0.5], "deliberation.on_time_rate": [0.5],
    "deliberation.response_rate": [1 / 3], "deliberation.satisfaction_rate": [1],
    "deliberation.issues_per_meeting": [0.5], "deliberation.meetings_per_forum": [1],
    "deliberation.idle_forums": [0.5],
    "inequality.gini": [0], "inequality.hoover": [0], "inequality.theil": [0],
    "inequality.theil_between": [0], "inequality.theil_within": [0], "inequality.atkinson": [0],
    "inequality.quantile_ratio": [1], "inequality.gap": [0.5, 2],  # 2 of 2 women, 1 of 2 men
}  # fmt: skip


def one_community(**changed: Any) -> ll.Network:
    """The network; tables given by name take the place of its own."""
    tables = {name: dict(columns) for name, columns in TABLES.items()}
    return ll.Network(**{**OPTIONS, **tables, **changed})
