# SPDX-License-Identifier: Apache-2.0
"""The measures of `participation`: of people at home, then of meetings at the group."""

from __future__ import annotations

from peers.in_duckdb.base import (
    Answer,
    Frames,
    at_home,
    count,
    day,
    in_force,
    in_window,
    mean,
    residents,
    roster,
    served,
)
from peers.questions import Question


def _held(q: Question) -> str:
    """The forums' meetings in the window."""
    return f"SELECT * FROM meetings WHERE tbl = 'forums' AND {in_window('day', q)}"


def _times(q: Question) -> str:
    """Participants: their attendances, and the community of the home."""
    return at_home(
        "SELECT person, count(*) AS times "
        f"FROM attendances SEMI JOIN ({_held(q)}) USING (meeting) GROUP BY person"
    )


def _came(q: Question) -> str:
    return f"SELECT person FROM attendances SEMI JOIN ({_held(q)}) USING (meeting)"


def rate(f: Frames, q: Question) -> Answer:
    return f.ratio(residents(_came(q)), residents())


def never_share(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        SELECT community, 1 - coalesce(o.value, 0) / u.value AS value
        FROM ({residents()}) u LEFT JOIN ({residents(_came(q))}) o USING (community)
        """
    )


def intensity(f: Frames, q: Question) -> Answer:
    return f.ask(mean(_times(q), "times"))


def gini(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH ranked AS (
            SELECT community, times,
                   row_number() OVER (PARTITION BY community ORDER BY times) AS rank
            FROM ({_times(q)})
        )
        SELECT community, 2 * sum(rank * times) / (count(*) * sum(times))
                          - (count(*) + 1) / count(*) AS value
        FROM ranked GROUP BY community
        """
    )


def top_share(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH ranked AS (
            SELECT community, times,
                   row_number() OVER (PARTITION BY community ORDER BY times DESC) AS rank,
                   count(*) OVER (PARTITION BY community) AS n
            FROM ({_times(q)})
        )
        SELECT community, sum(times) FILTER (rank <= ceil(0.1 * n - 1e-9)) / sum(times) AS value
        FROM ranked GROUP BY community
        """
    )


def newcomer_share(f: Frames, q: Question) -> Answer:
    before = f"""
        SELECT person FROM attendances JOIN meetings USING (meeting)
        WHERE tbl = 'forums' AND day < {day(q.since)}
        """
    new = f"SELECT * FROM ({_came(q)}) ANTI JOIN ({before}) USING (person)"
    return f.ratio(residents(new), residents(_came(q)))


def retention(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH came AS MATERIALIZED (
            SELECT DISTINCT person, year(day) AS year
            FROM attendances JOIN ({_held(q)}) USING (meeting)
        ),
        pairs AS (
            SELECT came.person, came.year, next.person IS NOT NULL AS stayed
            FROM came LEFT JOIN came next
            ON next.person = came.person AND next.year = came.year + 1
            WHERE came.year < {q.on.year}
        )
        SELECT community, year, avg(stayed::INT) AS value
        FROM ({at_home("SELECT * FROM pairs")}) GROUP BY ALL
        """
    )


def _shares(q: Question, column: str) -> str:
    """The share of each category among participants, and among residents."""
    return f"""
        WITH came AS (SELECT DISTINCT person, true AS came FROM ({_came(q)})),
        cells AS (
            SELECT community, {column}, count(*) AS people, count(came) AS came
            FROM persons LEFT JOIN came USING (person) JOIN places ON place = home
            WHERE community IS NOT NULL GROUP BY ALL
        )
        SELECT community, {column},
               came / sum(came) OVER (PARTITION BY community) AS participants,
               people / sum(people) OVER (PARTITION BY community) AS residents
        FROM cells
        """


def representation(f: Frames, q: Question) -> Answer:
    shares = _shares(q, "sex")
    return f.ask(f"SELECT community, sex, participants / residents AS value FROM ({shares})")


def dissimilarity(f: Frames, q: Question) -> Answer:
    shares = _shares(q, q["attribute"])
    return f.ask(
        "SELECT community, sum(abs(participants - residents)) / 2 AS value "
        f"FROM ({shares}) GROUP BY community"
    )


def membership_rate(f: Frames, q: Question) -> Answer:
    persons = f"""
        SELECT member AS person FROM memberships m JOIN groups g USING (grp)
        WHERE is_person AND {in_force(q, "m.")} AND tbl = 'teams' AND {in_force(q, "g.")}
        """
    return f.ratio(residents(persons), residents())


# At the group


def _at_group(q: Question) -> str:
    """The forums' meetings in the window, beside the communities that the forums serve."""
    forums = """
        SELECT DISTINCT grp, community FROM serving
        WHERE tbl = 'forums' AND community IS NOT NULL
        """
    return f"SELECT meeting, attended, community FROM ({_held(q)}) JOIN ({forums}) ON grp = held_by"


def _with_attendances(q: Question) -> str:
    """Such meetings with `came`: the names, or where there are none the count."""
    names = "SELECT meeting, count(*) AS names FROM attendances GROUP BY meeting"
    return (
        "SELECT community, coalesce(names, attended) AS came "
        f"FROM ({_at_group(q)}) LEFT JOIN ({names}) USING (meeting)"
    )


def meetings(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(_at_group(q)))


def attendances(f: Frames, q: Question) -> Answer:
    return f.everywhere(
        f"SELECT community, sum(came) AS value FROM ({_with_attendances(q)}) GROUP BY community"
    )


def recorded_share(f: Frames, q: Question) -> Answer:
    return f.ask(mean(_with_attendances(q), "(came IS NOT NULL)::INT"))


def attendance_per_meeting(f: Frames, q: Question) -> Answer:
    return f.ask(mean(_with_attendances(q), "came"))


def _present(q: Question) -> str:
    """Distinct kinds at each meeting: of a team its kind, else the table, else unaffiliated."""
    return f"""
        WITH labels AS (
            SELECT grp, CASE WHEN tbl = 'teams' THEN kind::VARCHAR ELSE tbl::VARCHAR END AS label
            FROM groups
        ),
        present AS (
            SELECT DISTINCT meeting, coalesce(label, 'unaffiliated') AS label
            FROM attendances SEMI JOIN ({_held(q)}) USING (meeting)
            LEFT JOIN labels ON grp = as_group
        )
        SELECT community, meeting, label FROM present JOIN ({_at_group(q)}) USING (meeting)
        """


def kinds_per_meeting(f: Frames, q: Question) -> Answer:
    return f.ask(
        "SELECT community, count(*) / count(DISTINCT meeting) AS value "
        f"FROM ({_present(q)}) GROUP BY community"
    )


def co_presence(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH labels AS (
            SELECT kind::VARCHAR AS label, rank FROM kinds
            UNION ALL VALUES ('organisations', 100), ('unaffiliated', 101)
        ),
        present AS MATERIALIZED (
            SELECT community, meeting, label, rank FROM ({_present(q)}) JOIN labels USING (label)
        ),
        number AS (
            SELECT community, count(DISTINCT meeting) AS n FROM present GROUP BY community
        ),
        pairs AS (SELECT a.label AS a, b.label AS b FROM labels a JOIN labels b ON a.rank < b.rank),
        together AS (
            SELECT a.community, a.label AS a, b.label AS b, count(*) AS n
            FROM present a JOIN present b
            ON a.community = b.community AND a.meeting = b.meeting AND a.rank < b.rank
            GROUP BY ALL
        )
        SELECT community, a AS kind_a, b AS kind_b, coalesce(together.n, 0) / number.n AS value
        FROM number CROSS JOIN pairs LEFT JOIN together USING (community, a, b)
        """
    )


def _seats(q: Question) -> str:
    return (
        f"SELECT DISTINCT member, grp, community FROM ({roster(q, 'forums')}) "
        "WHERE is_person AND role = 'fixed_representative'"
    )


def representatives(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(f"SELECT DISTINCT member, community FROM ({_seats(q)})"))


def representatives_per_forum(f: Frames, q: Question) -> Answer:
    return f.ratio(count(_seats(q)), count(served(q, "forums")))


def forums_without_representative(f: Frames, q: Question) -> Answer:
    forums = served(q, "forums")
    empty = f"SELECT * FROM ({forums}) ANTI JOIN ({_seats(q)}) USING (grp)"
    return f.ratio(count(empty), count(forums))
