# SPDX-License-Identifier: Apache-2.0
"""The measures of `counts`."""

from __future__ import annotations

from peers.in_duckdb.base import Answer, Frames, count, in_window, roster, served
from peers.in_duckdb.base import residents as residents_of
from peers.questions import Question


def places(f: Frames, q: Question) -> Answer:
    return f.everywhere(count("SELECT community FROM places"))


def residents(f: Frames, q: Question) -> Answer:
    return f.everywhere(residents_of())


def _sum(column: str) -> str:
    return f"SELECT community, sum({column}) AS value FROM places GROUP BY community"


def households(f: Frames, q: Question) -> Answer:
    return f.everywhere(_sum("households"))


def total(f: Frames, q: Question) -> Answer:
    return f.everywhere(_sum(q["column"]))


def share(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"SELECT community, sum({q['column']}) / sum({q['of']}) AS value "
        "FROM places WHERE community IS NOT NULL GROUP BY community"
    )


def groups(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(served(q, "teams")))


def kinds(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(f"SELECT DISTINCT community, kind FROM ({served(q, 'teams')})"))


def members(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        count(f"SELECT DISTINCT community, member FROM ({roster(q)}) WHERE is_person")
    )


def sessions(f: Frames, q: Question) -> Answer:
    return _of_services(
        f,
        f"""
        SELECT held_by AS grp, count(*) AS n FROM meetings
        WHERE tbl = 'services' AND {in_window("day", q)} GROUP BY held_by
        UNION ALL
        SELECT service, "count" FROM service_counts
        WHERE unit = 'sessions' AND service NOT IN (SELECT held_by FROM meetings)
        """,
    )


def helped(f: Frames, q: Question) -> Answer:
    return _of_services(
        f,
        'SELECT service AS grp, "count" AS n FROM service_counts '
        "WHERE unit = 'persons' AND outcome IS NULL",
    )


def _of_services(f: Frames, number: str) -> Answer:
    services = "SELECT DISTINCT grp, community FROM serving WHERE tbl = 'services'"
    return f.everywhere(
        f"SELECT community, sum(n) AS value FROM ({number}) JOIN ({services}) USING (grp) "
        "GROUP BY community"
    )
