# SPDX-License-Identifier: Apache-2.0
"""The measures of `coverage`. All teams are of the scheme's kinds."""

from __future__ import annotations

from peers.in_duckdb.base import (
    Answer,
    Frames,
    count,
    in_force,
    in_window,
    residents,
    roster,
    served,
)
from peers.questions import Question


def persons(q: Question, *key: str) -> str:
    """Distinct persons in teams, by community and what else is named."""
    columns = ", ".join(("community", "member", *key))
    return f"SELECT DISTINCT {columns} FROM ({roster(q)}) WHERE is_person"


def _kinds_present(q: Question) -> str:
    return f"SELECT DISTINCT community, kind FROM ({roster(q)})"


def presence(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        SELECT community, kinds.kind, (there.kind IS NOT NULL)::DOUBLE AS value
        FROM communities CROSS JOIN kinds
        LEFT JOIN ({_kinds_present(q)}) there USING (community, kind)
        """
    )


def breadth(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        "SELECT community, count(*) / (SELECT count(*) FROM kinds) AS value "
        f"FROM ({_kinds_present(q)}) GROUP BY community"
    )


def complete(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        "SELECT community, (count(*) = (SELECT count(*) FROM kinds))::DOUBLE AS value "
        f"FROM ({_kinds_present(q)}) GROUP BY community"
    )


def members(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(persons(q)))


def member_organisations(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        count(f"SELECT DISTINCT community, member FROM ({roster(q)}) WHERE NOT is_person")
    )


def memberships(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(persons(q, "grp")))


def multiplicity(f: Frames, q: Question) -> Answer:
    return f.ratio(count(persons(q, "grp")), count(persons(q)))


def active_members(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        f"""
        WITH members AS ({persons(q)}),
        acts AS (
            SELECT person, 1 AS n FROM attendances JOIN meetings USING (meeting)
            WHERE {in_window("day", q)}
            UNION ALL
            SELECT person, coalesce("count", 1) FROM activities WHERE {in_window("day", q)}
        ),
        active AS (SELECT person AS member FROM acts GROUP BY person HAVING sum(n) >= 1)
        SELECT community, count(*) AS value FROM members SEMI JOIN active USING (member)
        GROUP BY community
        """
    )


def depth(f: Frames, q: Question) -> Answer:
    return f.ratio(count(persons(q)), residents(), 1000)


def teams(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(served(q, "teams")))


def organisations(f: Frames, q: Question) -> Answer:
    there = served(q, "organisations")
    return f.everywhere(count(f"SELECT * FROM ({there}) WHERE kind = 'social_organisation'"))


def reach(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH reached AS (
            SELECT above.place, count(DISTINCT kind) AS kinds
            FROM above JOIN serving ON serving.place = above.ancestor
            WHERE tbl = 'teams' AND {in_force(q)} GROUP BY above.place
        ),
        homes AS (SELECT home AS place, count(*) AS n FROM persons GROUP BY home)
        SELECT community, coalesce(sum(n) FILTER (kinds >= 1), 0) / sum(n) AS value
        FROM homes JOIN places USING (place) LEFT JOIN reached USING (place)
        WHERE community IS NOT NULL GROUP BY community
        """
    )


def member_shortfall(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH number AS (
            SELECT community, kind, count(*) AS n FROM ({persons(q, "kind")}) GROUP BY ALL
        )
        SELECT community, sum(greatest(0, {q["at_least"]} - coalesce(n, 0))) AS value
        FROM communities CROSS JOIN kinds LEFT JOIN number USING (community, kind)
        GROUP BY community
        """
    )


def place_share(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH named AS (
            SELECT DISTINCT place, true AS named FROM serving
            WHERE tbl = '{q["provider"]}' AND {in_force(q)}
        )
        SELECT community, count(named) / count(*) AS value
        FROM places LEFT JOIN named USING (place)
        WHERE level = '{q["of_level"]}' AND community IS NOT NULL GROUP BY community
        """
    )


def service_share(f: Frames, q: Question) -> Answer:
    helped = f"""
        SELECT beneficiary AS person
        FROM benefits b JOIN groups g ON g.grp = b.service
        WHERE is_person AND {in_force(q, "b.")} AND tbl = 'services' AND {in_force(q, "g.")}
        """
    return f.ratio(residents(helped), residents())
