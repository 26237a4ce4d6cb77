# SPDX-License-Identifier: Apache-2.0
"""The measures of `inequality`: of depth across communities, weighted by residents."""

from __future__ import annotations

from peers.in_duckdb.base import Answer, Frames, count, in_window, residents
from peers.in_duckdb.coverage import persons
from peers.questions import Question


def _units(q: Question) -> str:
    """x and w of each community, with the weight and the mean of the district."""
    return f"""
        SELECT *, sum(w) OVER of_it AS total, sum(w * x) OVER of_it / sum(w) OVER of_it AS mean
        FROM (
            SELECT community, subdistrict, district, r.value AS w,
                   1000 * coalesce(m.value, 0) / r.value AS x
            FROM communities JOIN ({residents()}) r USING (community)
            LEFT JOIN ({count(persons(q))}) m USING (community)
        ) WHERE w > 0 WINDOW of_it AS (PARTITION BY district)
        """


def _by_district(f: Frames, q: Question, value: str) -> Answer:
    return f.ask(f"SELECT district, {value} AS value FROM ({_units(q)}) GROUP BY district")


def gini(f: Frames, q: Question) -> Answer:
    # The pairs of each unit with those before it: x times the weight below, less their sum.
    before = "PARTITION BY district ORDER BY x ROWS UNBOUNDED PRECEDING"
    return f.ask(
        f"""
        WITH ranked AS (
            SELECT *, sum(w) OVER ({before}) AS below, sum(w * x) OVER ({before}) AS wx_below
            FROM ({_units(q)})
        )
        SELECT district, sum(w * (x * below - wx_below))
                         / (any_value(mean) * any_value(total) ** 2) AS value
        FROM ranked GROUP BY district
        """
    )


def hoover(f: Frames, q: Question) -> Answer:
    return _by_district(f, q, "sum(w * abs(x - mean)) / (2 * any_value(total) * any_value(mean))")


def _theil(x: str) -> str:
    return f"CASE WHEN {x} > 0 THEN {x} * ln({x}) ELSE 0 END"


def theil(f: Frames, q: Question) -> Answer:
    return _by_district(f, q, f"sum(w / total * {_theil('(x / mean)')})")


def _parts(q: Question) -> str:
    """The weight, mean and Theil index of each part of a district, beside the district's."""
    return f"""
        SELECT district, any_value(total) AS total, any_value(mean) AS mean, sum(w) AS w,
               sum(w * x) / sum(w) AS x, sum(w * {_theil("(x / part)")}) / sum(w) AS within
        FROM (
            SELECT *, sum(w * x) OVER of_it / sum(w) OVER of_it AS part
            FROM ({_units(q)}) WINDOW of_it AS (PARTITION BY district, {q["grouping"]})
        ) GROUP BY district, {q["grouping"]}
        """


def theil_between(f: Frames, q: Question) -> Answer:
    value = f"sum(w / total * {_theil('(x / mean)')})"
    return f.ask(f"SELECT district, {value} AS value FROM ({_parts(q)}) GROUP BY district")


def theil_within(f: Frames, q: Question) -> Answer:
    value = "sum(w / total * x / mean * within)"
    return f.ask(f"SELECT district, {value} AS value FROM ({_parts(q)}) GROUP BY district")


def atkinson(f: Frames, q: Question) -> Answer:
    e = q["epsilon"]
    return _by_district(f, q, f"1 - sum(w / total * (x / mean) ** {1 - e}) ** {1 / (1 - e)}")


def quantile_ratio(f: Frames, q: Question) -> Answer:
    return f.ask(
        f"""
        WITH ranked AS (
            SELECT *, 1e-9 * total + sum(w) OVER (
                PARTITION BY district ORDER BY x ROWS UNBOUNDED PRECEDING) AS reached
            FROM ({_units(q)})
        )
        SELECT district, min(x) FILTER (reached >= 0.9 * total)
                         / nullif(min(x) FILTER (reached >= 0.1 * total), 0) AS value
        FROM ranked GROUP BY district
        """
    )


def gap(f: Frames, q: Question) -> Answer:
    """Of participation.rate, between people in old and in new estates."""
    _, a, b = q["between"]
    came = f"""
        SELECT DISTINCT person, 1 AS came FROM attendances JOIN meetings USING (meeting)
        WHERE tbl = 'forums' AND {in_window("day", q)}
        """
    rate = "count(came) FILTER (estate_age = '{0}') / count(*) FILTER (estate_age = '{0}')"
    return f.ask(
        f"""
        WITH rates AS MATERIALIZED (
            SELECT community, {rate.format(a)} AS a, {rate.format(b)} AS b
            FROM persons LEFT JOIN ({came}) USING (person) JOIN places ON place = home
            WHERE community IS NOT NULL GROUP BY community
        )
        SELECT community, 'difference' AS scale, a - b AS value FROM rates
        UNION ALL SELECT community, 'ratio', a / nullif(b, 0) FROM rates
        """
    )
