# SPDX-License-Identifier: Apache-2.0
"""The measures of `deliberation`. `seq` counts events in order of issue and time."""

from __future__ import annotations

from peers.in_duckdb.base import Answer, Frames, count, day, in_window, mean, served
from peers.questions import Question
from peers.states import CLOSED, FINAL, ORDER, TURNING


def _cohort(q: Question) -> str:
    """Issues raised in the window, with the community of their place."""
    return f"""
        SELECT issue, community, raised_at, due_at, satisfied
        FROM issues JOIN places USING (place)
        WHERE community IS NOT NULL AND {in_window("raised_at", q)}
        """


def _listed(states: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


def _events(q: Question, *states: str) -> str:
    """Events by `on`, of these states if any are named."""
    wanted = f" AND state IN {_listed(states)}" if states else ""
    return f"SELECT * FROM events WHERE day <= {day(q.on)}{wanted}"


def _share(f: Frames, q: Question, *states: str) -> Answer:
    reached = f"SELECT * FROM ({_cohort(q)}) SEMI JOIN ({_events(q, *states)}) USING (issue)"
    return f.ratio(count(reached), count(_cohort(q)))


def _with_outcome(q: Question) -> str:
    """The cohort, with the last of the final or `reopened` events of each issue."""
    return f"""
        SELECT * FROM ({_cohort(q)}) LEFT JOIN (
            SELECT issue, arg_max(state, seq) AS outcome FROM ({_events(q, *TURNING)})
            GROUP BY issue
        ) USING (issue)
        """


def raised(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(_cohort(q)))


def reached(f: Frames, q: Question) -> Answer:
    closed = _events(q, "closed")
    return f.everywhere(count(f"SELECT * FROM ({_cohort(q)}) SEMI JOIN ({closed}) USING (issue)"))


def funnel(f: Frames, q: Question) -> Answer:
    states = ", ".join(f"('{state}')" for state in ORDER[1:])
    return f.ask(
        f"""
        WITH cohort AS MATERIALIZED ({_cohort(q)}),
        number AS (SELECT community, count(*) AS n FROM cohort GROUP BY community),
        reached AS (
            SELECT community, state, count(DISTINCT issue) AS n
            FROM cohort JOIN ({_events(q)}) USING (issue) GROUP BY ALL
        )
        SELECT community, 'raised' AS state, 1.0 AS value FROM number
        UNION ALL
        SELECT community, wanted.state, coalesce(reached.n, 0) / number.n
        FROM number CROSS JOIN (VALUES {states}) wanted(state)
        LEFT JOIN reached USING (community, state)
        """
    )


def closure_rate(f: Frames, q: Question) -> Answer:
    return f.ask(mean(_with_outcome(q), f"coalesce(outcome IN {_listed(CLOSED)}, false)::INT"))


def _open(q: Question) -> str:
    settled = f"coalesce(outcome IN {_listed(FINAL)}, false)"
    return f"SELECT * FROM ({_with_outcome(q)}) WHERE NOT {settled}"


def open(f: Frames, q: Question) -> Answer:
    return f.everywhere(count(_open(q)))


def age_of_open(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"SELECT community, quantile_disc({day(q.on)} - raised_at, 0.5) AS value "
        f"FROM ({_open(q)}) GROUP BY community"
    )


def _survival(spells: str) -> str:
    """Kaplan–Meier: a row each community and length, with S after it."""
    return f"""
        SELECT community, days, product(1 - ends / at_risk) OVER (
                   PARTITION BY community ORDER BY days ROWS UNBOUNDED PRECEDING) AS s
        FROM (
            SELECT community, days, count(*) FILTER (ended) AS ends,
                   sum(count(*)) OVER (PARTITION BY community ORDER BY days DESC
                                       ROWS UNBOUNDED PRECEDING) AS at_risk
            FROM ({spells}) WHERE days >= 0 GROUP BY community, days
        )
        """


def _median(spells: str) -> str:
    return (
        f"SELECT community, min(days) AS value FROM ({_survival(spells)}) "
        "WHERE s <= 0.5 + 1e-9 GROUP BY community"
    )


def _to_close(q: Question) -> str:
    return f"""
        SELECT community, coalesce("end", {day(q.on)}) - raised_at AS days,
               "end" IS NOT NULL AS ended
        FROM ({_cohort(q)}) LEFT JOIN (
            SELECT issue, min(day) AS "end" FROM ({_events(q, "closed")}) GROUP BY issue
        ) USING (issue)
        """


def time_to(f: Frames, q: Question) -> Answer:
    return f.ask(_median(_to_close(q)))


def survival(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        SELECT community,
               coalesce(arg_max(s, days) FILTER (days <= {q["at"]}), 1.0) AS value
        FROM ({_survival(_to_close(q))}) GROUP BY community
        HAVING max(days) >= {q["at"]} OR value = 0
        """
    )


def dwell(f: Frames, q: Question) -> Answer:
    spells = f"""
        SELECT issue, day,
               lead(day) OVER (PARTITION BY issue ORDER BY seq) AS "end"
        FROM ({_events(q)})
        """
    return f.ask(
        _median(
            f"""
            SELECT community, coalesce("end", {day(q.on)}) - day AS days,
                   "end" IS NOT NULL AS ended
            FROM ({spells}) JOIN ({_cohort(q)}) USING (issue)
            """
        )
    )


def escalation_rate(f: Frames, q: Question) -> Answer:
    return _share(f, q, "escalated")


def return_rate(f: Frames, q: Question) -> Answer:
    return _share(f, q, "returned")


def response_rate(f: Frames, q: Question) -> Answer:
    return _share(f, q, "accepted", "dispatched")


def reopen_rate(f: Frames, q: Question) -> Answer:
    closed = f"""
        SELECT issue, min(seq) FILTER (state = 'closed') AS first,
               max(seq) FILTER (state = 'reopened') AS again
        FROM ({_events(q, "closed", "reopened")}) GROUP BY issue HAVING first IS NOT NULL
        """
    rows = f"SELECT * FROM ({_cohort(q)}) JOIN ({closed}) USING (issue)"
    return f.ask(mean(rows, "coalesce(again > first, false)::INT"))


def on_time_rate(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH due AS MATERIALIZED (SELECT * FROM ({_cohort(q)}) WHERE due_at <= {day(q.on)}),
        outcomes AS (
            SELECT issue, arg_max(state, seq) AS outcome
            FROM events JOIN due USING (issue)
            WHERE day <= due_at AND state IN {_listed(TURNING)} GROUP BY issue
        )
        SELECT community, avg(coalesce(outcome IN {_listed(CLOSED)}, false)::INT) AS value
        FROM due LEFT JOIN outcomes USING (issue)
        WHERE NOT coalesce(outcome IN ('merged', 'rejected'), false) GROUP BY community
        """
    )


def satisfaction_rate(f: Frames, q: Question) -> Answer:
    return f.ask(
        mean(f"SELECT * FROM ({_cohort(q)}) WHERE satisfied IS NOT NULL", "satisfied::INT")
    )


# At the group


def _forum_meetings(q: Question) -> str:
    return f"SELECT * FROM meetings WHERE tbl = 'forums' AND {in_window('day', q)}"


def issues_per_meeting(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH forums AS (
            SELECT DISTINCT grp, community FROM serving
            WHERE tbl = 'forums' AND community IS NOT NULL
        ),
        treated AS (
            SELECT meeting, count(DISTINCT issue) AS n FROM ({_events(q)})
            WHERE meeting IS NOT NULL GROUP BY meeting
        )
        SELECT community, avg(coalesce(n, 0)) AS value
        FROM ({_forum_meetings(q)}) JOIN forums ON grp = held_by LEFT JOIN treated USING (meeting)
        GROUP BY community
        """
    )


def meetings_per_forum(f: Frames, q: Question) -> Answer:
    held = f"SELECT held_by AS grp, count(*) AS n FROM ({_forum_meetings(q)}) GROUP BY held_by"
    rows = f"SELECT * FROM ({served(q, 'forums')}) LEFT JOIN ({held}) USING (grp)"
    return f.ask(mean(rows, "coalesce(n, 0)"))


def idle_forums(f: Frames, q: Question) -> Answer:
    busy = f"""
        SELECT forum AS grp FROM issues WHERE {in_window("raised_at", q)}
        UNION
        SELECT held_by FROM meetings SEMI JOIN (
            SELECT meeting FROM events WHERE meeting IS NOT NULL AND {in_window("day", q)}
        ) USING (meeting)
        """
    forums = served(q, "forums")
    idle = f"SELECT * FROM ({forums}) ANTI JOIN ({busy}) USING (grp)"
    return f.ratio(count(idle), count(forums))
