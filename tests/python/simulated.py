# SPDX-License-Identifier: Apache-2.0
"""Small populations drawn from a larger one whose truth is known; clusters differ by chance."""

from __future__ import annotations

import linli as ll
import numpy as np

CLUSTERS = 40
PEOPLE = 20
MEAN = 0.4  # of the chances, which are Beta(2, 3) over communities
AS_OF = "2024-06-30"


def places(clusters: int = CLUSTERS) -> dict[str, object]:
    """A district and its communities, numbered from 0."""
    return {
        "id": np.arange(-1, clusters),
        "level": ["district"] + ["community"] * clusters,
        "parent": [None] + [-1] * clusters,
    }


def participants(random: np.random.Generator, clusters: int = CLUSTERS) -> ll.Network:
    """Each person comes to her community's one meeting by its own chance, whose mean is MEAN."""
    chances = np.repeat(random.beta(2, 3, clusters), PEOPLE)
    homes = np.repeat(np.arange(clusters), PEOPLE)
    came = random.random(len(homes)) < chances
    people = 1_000_000 + np.arange(len(homes))
    meetings = 10_000 + np.arange(clusters)
    return ll.Network(
        places=places(clusters),
        persons={"id": people, "home": homes},
        forums={"id": 1_000 + np.arange(clusters), "kind": ["hall"] * clusters,
                "place": np.arange(clusters)},
        meetings={"id": meetings, "held_by": 1_000 + np.arange(clusters),
                  "date": ["2024-03-01"] * clusters},
        attendances={"meeting": meetings[homes[came]], "person": people[came]},
        as_of=AS_OF,
    )  # fmt: skip


def issues(random: np.random.Generator, clusters: int = CLUSTERS) -> ll.Network:
    """Communities raise unlike numbers of issues and close them by their own chances."""
    raised = random.integers(10, 31, clusters)
    where = np.repeat(np.arange(clusters), raised)
    closed = random.random(len(where)) < np.repeat(random.beta(2, 3, clusters), raised)
    ids = 1_000_000 + np.arange(len(where))
    return ll.Network(
        places=places(clusters),
        issues={"id": ids, "place": where, "raised_at": ["2024-01-05"] * len(ids)},
        issue_events={"issue": ids[closed], "state": ["closed"] * closed.sum(),
                      "at": ["2024-02-05"] * closed.sum()},
        as_of=AS_OF,
    )  # fmt: skip


def comings(random: np.random.Generator, people: int = 400) -> ll.Network:
    """People who come 1, 2 or 3 times with chances 1/2, 1/4, 1/4, each on her own account."""
    times = random.choice([1, 2, 3], people, p=[0.5, 0.25, 0.25])
    ids = 1_000 + np.arange(people)
    return ll.Network(
        places={"id": [0], "level": ["community"]},
        persons={"id": ids, "home": np.zeros(people, dtype=int)},
        forums={"id": [1], "kind": ["hall"], "place": [0]},
        meetings={"id": [11, 12, 13], "held_by": [1] * 3, "date": ["2024-03-01"] * 3},
        attendances={"meeting": np.concatenate([11 + np.arange(n) for n in times]),
                     "person": np.repeat(ids, times)},
        as_of=AS_OF,
    )  # fmt: skip
