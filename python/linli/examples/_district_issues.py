# SPDX-License-Identifier: Apache-2.0
"""The city's topics: what was raised, how far each got, and where the others wait."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import AS_OF, day, days_between, later
from ._district_forums import Forums
from ._district_meetings import Meetings
from ._district_organisations import Organisations
from ._district_others import DISTRICTS
from ._district_people import People
from ._draws import Draws
from ._paths import ACTOR, CLOSED, STATES, Paths, make_paths, unclosed_fates
from ._rows import NULL, Rows, ids, texts

TOPICS, CLOSED_TOPICS = 1481, 940
TOPIC, MATTER = "topic", "livelihood_matter"

# A subject belongs to one handler, and some handlers are slow.
_SUBJECTS = texts(["appearance", "housing_repair", "drainage", "power_and_light", "greenery",
                   "security", "mutual_help", "property_service"])  # fmt: skip
_HOW_OFTEN = (14, 20, 12, 7, 8, 9, 8, 22)
_SLOWNESS = np.array([1.0, 1.7, 1.3, 0.8, 0.7, 0.9, 0.6, 2.3])


@dataclass(frozen=True)
class Batch:
    """Issues of one category with their paths and dates."""

    subject: np.ndarray
    paths: Paths
    raised: np.ndarray
    issue: np.ndarray  # of each event, and so on
    slot: np.ndarray
    date: np.ndarray


@dataclass(frozen=True)
class Topics:
    """The batch of topics, and the forum of each."""

    batch: Batch
    forum: np.ndarray

    def treated(self, local: int) -> tuple[np.ndarray, np.ndarray]:
        """Forum row and date of the deliberations in the first `local` forums."""
        at = (STATES[self.batch.slot] == "deliberated") & (self.forum[self.batch.issue] < local)
        return self.forum[self.batch.issue[at]], self.batch.date[at]


def make_topics(draws: Draws, forums: Forums) -> Topics:
    """1481 topics, 940 of them closed; a few forums have many, most have none."""
    luck = draws.heavy("topic forum", len(forums.id), 60.0) * 100
    weight = luck.astype(np.int64) * np.where(forums.district == 0, 3, 1)
    forum = draws.choose("topic", TOPICS, weight)
    fate = unclosed_fates(draws, "topic", TOPICS)
    fate[draws.order("topic closed", TOPICS)[:CLOSED_TOPICS]] = CLOSED
    subject, paths = subjects_and_paths(draws, "topic", fate)
    raised = paths.raised(draws, "topic", later(forums.since[forum], 7), AS_OF)
    return Topics(make_batch(subject, paths, raised), forum)


def subjects_and_paths(draws: Draws, name: str, fate: np.ndarray) -> tuple[np.ndarray, Paths]:
    """What the issues are about, and their ways; the handler's pace depends on the subject."""
    subject = draws.choose(f"{name} subject", len(fate), _HOW_OFTEN)
    return subject, make_paths(draws, name, fate, _SLOWNESS[subject])


def make_batch(subject: np.ndarray, paths: Paths, raised: np.ndarray) -> Batch:
    """Dates every event, up to the day on which the district is seen."""
    return Batch(subject, paths, raised, *paths.events(raised, AS_OF))


def add_topics(
    rows: Rows, draws: Draws, people: People, organisations: Organisations, forums: Forums,
    topics: Topics, meetings: Meetings,
) -> None:  # fmt: skip
    """The issue rows and their events."""
    forum, local = topics.forum, forums.local
    support = _supporters(rows, draws, organisations, forums, forum)
    here = np.flatnonzero(forum < len(local.place))
    start, stop = people.span(local.first[forum[here]], local.stop[forum[here]])
    raised_by = np.full(TOPICS, None, dtype=object)
    who = draws.in_ranges("topic raised by", here, people.running, start, stop)
    official = draws.chance("topic official", here, 0.2)
    committee = organisations.committee[local.community[forum[here]]]
    raised_by[here] = np.where(official, committee, people.id[who])
    issue = ids("i", TOPICS, 4)
    add_issues(rows, draws, topics.batch, id=issue, place=forums.place[forum],
               forum=forums.id[forum], category=TOPIC, raised_by=raised_by)  # fmt: skip
    meeting = _meetings_of(topics, meetings, len(local.place))
    add_events(rows, topics.batch, issue, forums.id[forum], organisations.handler, support, meeting)


def add_issues(rows: Rows, draws: Draws, batch: Batch, category: str, **columns) -> None:
    """Issue rows, with a due date for most and a verdict where there was an evaluation."""
    n = len(batch.raised)
    promised = np.array([15, 30, 60, 90])[draws.choose(f"{category} due", n, [2, 4, 3, 1])]
    promised = promised.astype("timedelta64[D]")
    due = np.where(draws.chance(f"{category} undated", n, 0.2), np.datetime64("NaT"),
                   batch.raised + promised)  # fmt: skip
    judged = np.zeros(n, dtype=bool)
    judged[batch.issue[STATES[batch.slot] == "evaluated"]] = True
    pleased = draws.chance(f"{category} pleased", n, np.where(batch.paths.escalated, 0.6, 0.83))
    rows.add(
        "issues", **columns, raised_at=batch.raised, category=category,
        subject=_SUBJECTS[batch.subject], due_at=due,
        satisfied=np.where(judged, pleased.astype(object), NULL),
    )  # fmt: skip


def add_events(rows, batch, issue, forum, handler, support, meeting) -> None:
    """Event rows; `issue`, `forum` and `support` are columns by issue, `meeting` by event."""
    nobody = np.full(len(issue), None, dtype=object)
    actors = np.stack([nobody, np.broadcast_to(forum, issue.shape), handler[batch.subject],
                       support])  # fmt: skip
    rows.add(
        "issue_events", issue=issue[batch.issue], state=STATES[batch.slot], at=batch.date,
        meeting=meeting, actor=actors[ACTOR[batch.slot], batch.issue],
    )  # fmt: skip


def _meetings_of(topics: Topics, meetings: Meetings, local: int) -> np.ndarray:
    """The meeting of each deliberation, where the meetings of the forum are known."""
    batch = topics.batch
    epoch = day("1970-01-01")
    held = meetings.forum * 100_000 + days_between(epoch, meetings.date)
    wanted = topics.forum[batch.issue] * 100_000 + days_between(epoch, batch.date)
    at = np.flatnonzero((STATES[batch.slot] == "deliberated") & (topics.forum[batch.issue] < local))
    meeting = np.full(len(batch.issue), None, dtype=object)
    meeting[at] = meetings.id[np.searchsorted(held, wanted[at])]
    return meeting


def _supporters(rows, draws, organisations, forums, forum) -> np.ndarray:
    """The supporting unit of each topic; of the other districts we know one unit each."""
    elsewhere, district = ids("support-d", DISTRICTS, first=2), ids("d", DISTRICTS, first=2)
    rows.add("organisations", id=elsewhere, kind="government_agency", place=district)
    rows.add("partnerships", organisation=elsewhere, place=district, kind="supporting_unit")
    support = elsewhere[np.maximum(forums.district[forum] - 1, 0)]
    here = np.flatnonzero(forum < len(forums.local.place))
    community = forums.local.community[forum[here]]
    support[here] = organisations.support[community, draws.below("topic support", here, 4)]
    return support
