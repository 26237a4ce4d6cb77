# SPDX-License-Identifier: Apache-2.0
"""Which places give numbers on which day, and which days the buckets of time cover, by hand."""

from __future__ import annotations

from .cases import DAY, FORUMS, MEETINGS, PLACES, Row, ask, with_tables

# `old` was cut in two when 2023 began, which `new` and `other` have followed since.
REPLACED: dict[str, list[Row]] = {
    "places": [
        {"id": "city", "level": "city"},
        {"id": "old", "level": "community", "parent": "city", "population": 90, "minors": 9,
         "households": 30, "until": "2023-01-01", "replaced_by": "new"},
        {"id": "new", "level": "community", "parent": "city", "population": 60, "minors": 6,
         "households": 20, "since": "2023-01-01"},
        {"id": "other", "level": "community", "parent": "city", "since": "2023-01-01"},
        {"id": "h", "level": "household", "parent": "old", "minors": 2},
    ],
    "population": [
        {"place": "other", "count": 40},
        {"place": "other", "count": 15, "unit": "households"},
        {"place": "old", "count": 50, "sex": "F"},
        {"place": "new", "count": 33, "sex": "F"},
        {"place": "other", "count": 20, "sex": "F"},
    ],
    "persons": [
        {"id": 1, "home": "old", "sex": "F"},
        {"id": 2, "home": "new", "sex": "F"},
        {"id": 3, "home": "h", "sex": "M", "until": "2023-01-01"},
    ],
}  # fmt: skip
BEFORE, AFTER = "2022-12-31", "2023-01-01"


def test_a_place_not_in_force_gives_no_population() -> None:
    """'A place that is not in force on the stock day (places.since/until) gives no number: its own
    population, households, or numeric column, and population rows for it, are not used (so `old`
    until 2023 replaced_by `new` since 2023 is counted once).'
    """
    assert ask(REPLACED, "counts.residents", on=BEFORE) == 90
    assert ask(REPLACED, "counts.residents", on=AFTER, within="new") == 60
    assert ask(REPLACED, "counts.residents", on=AFTER, within="other") == 40
    women: Row = {"where": {"sex": "F"}, "by": "community"}
    told = ask(REPLACED, "counts.residents", on=BEFORE, **women)
    assert told == {"old": 50, "new": None, "other": None}  # persons are a list, not counted
    assert ask(REPLACED, "counts.residents", on=BEFORE, where={"sex": "F"}) == 50
    told = ask(REPLACED, "counts.residents", on=AFTER, **women)
    assert told == {"old": None, "new": 33, "other": 20}
    # below `old` there is still h, in force, of which nothing is said
    assert ask(REPLACED, "counts.residents", on=AFTER) is None
    gone = [row | ({"until": AFTER} if row["id"] == "h" else {}) for row in REPLACED["places"]]
    assert ask(REPLACED | {"places": gone}, "counts.residents", on=AFTER) == 60 + 40
    assert ask(REPLACED | {"places": gone}, "counts.residents", on=AFTER, within="old") is None
    counted = {"persons_are": "all_residents", "by": "community"}
    assert ask(REPLACED, "counts.residents", on=BEFORE, **counted) == {
        "old": 90,
        "new": 1,  # a person whose home is there counts by his own dates
        "other": 0,
    }
    assert ask(REPLACED, "counts.residents", on=AFTER, **counted) == {
        "old": 1,  # 1, whose home it still is; 3 has left
        "new": 60,
        "other": 40,
    }
    assert ask(REPLACED, "counts.residents", on=AFTER, persons_are="all_residents") == 101


def test_a_place_not_in_force_gives_no_households_and_no_total() -> None:
    """'... its own population, households, or numeric column ... are not used.'"""
    assert ask(REPLACED, "counts.households", on=BEFORE) == 30
    assert ask(REPLACED, "counts.households", on=AFTER, by="community") == {
        "old": 1,  # h
        "new": 20,
        "other": 15,
    }
    minors: Row = {"column": "minors"}
    assert ask(REPLACED, "counts.total", on=BEFORE, params=minors) == 9
    assert ask(REPLACED, "counts.total", on=AFTER, params=minors) == 2 + 6  # h and `new`
    by_place = ask(REPLACED, "counts.total", on=BEFORE, params=minors, by="community")
    assert by_place == {"old": 9, "new": None, "other": None}
    share: Row = {"column": "minors", "of": "population"}
    assert ask(REPLACED, "counts.share", on=BEFORE, params=share) == 9 / 90
    assert ask(REPLACED, "counts.share", on=AFTER, params=share) == 8 / 60


def test_a_place_not_in_force_weighs_nothing_in_reach() -> None:
    """'... population rows for it are not used', nor does it hide that of a place above it."""
    teams = [{"id": "t", "kind": "volunteers", "place": "new"}]
    tables = REPLACED | {"teams": teams}
    assert ask(tables, "coverage.reach", on=BEFORE) == 0  # of 90 in `old`
    assert ask(tables, "coverage.reach", on=AFTER) == 60 / 100
    places = [
        {"id": "city", "level": "city", "population": 100},
        {"id": "A", "level": "community", "parent": "city", "population": 80, "until": AFTER},
    ]
    teams = [{"id": "t", "kind": "volunteers", "place": "city"}]
    assert ask({"places": places, "teams": teams}, "coverage.reach", on=AFTER) == 1


def test_a_rest_below_zero_is_no_contradiction_where_values_may_be() -> None:
    """'A negative rest ... is only a contradiction when no value of the column is negative.'"""

    def change(city: int, a: int, b: int | None) -> Row:
        told = {"city": city, "A": a, "B": b}
        places = [row | {"change": told.get(row["id"])} for row in PLACES]
        found: Row = ask(
            with_tables(places=places),
            "counts.total",
            params={"column": "change"},
            by="community",
            within="city",
        )
        return found

    assert change(10, 12, None) == {"A": 12, "B": None}  # the parts exceed the whole
    assert change(10, 8, 1) == {"A": 8, "B": 1, None: 1}
    assert change(10, 12, -1) == {"A": 12, "B": -1, None: -1}  # 10 - 12 + 1
    assert change(-10, -8, None) == {"A": -8, "B": None, None: -2}
    assert change(-10, 8, 7) == {"A": 8, "B": 7, None: -25}


def test_buckets_of_an_open_window_also_cover_activities_and_counts() -> None:
    """'Time buckets when `during` is open at an end: the covered days also look at activities.date
    and service_counts.since (beside meetings, issues, events).'
    """

    def months(tables: dict[str, list[Row]], **asked: object) -> list[str]:
        return list(ask(tables, "coverage.active_members", by="month", **asked))

    def of_2024(*months: int) -> list[str]:
        return [f"2024-{month:02}" for month in months]

    acts = [{"person": 1, "group": "t1", "date": "2023-12-31"}]
    services = [{"id": "s1", "kind": "rota", "place": "A"}]
    told = {"service": "s1", "unit": "sessions", "count": 3}
    counts = [told | {"since": "2023-11-05"}, told | {"until": "2023-01-01"}]
    assert months(FORUMS) == of_2024(1, 2, 3, 4, 5, 6)
    with_acts = FORUMS | {"activities": acts}
    assert months(with_acts) == ["2023-12", *of_2024(1, 2, 3, 4, 5, 6)]
    assert months(with_acts, during=(None, "2024-02-01")) == ["2023-12", "2024-01"]
    assert months(with_acts, during=("2024-05-01", None)) == of_2024(5, 6)  # to τ
    with_counts = with_acts | {"services": services, "service_counts": counts}
    assert months(with_counts, on="2024-01-31") == ["2023-11", "2023-12", "2024-01"]
    assert ask(with_counts, "counts.sessions", by="year") == {"2023": 0, "2024": 0}  # unbounded

    # without a meeting, an issue or an event there is no τ
    alone = with_tables(activities=[*acts, acts[0] | {"date": "2024-02-29"}])
    volunteers = {"kind": "volunteers"}
    active = ask(alone, "coverage.active_members", by="month", on=None, params=volunteers)
    assert active == {"2023-12": 1, "2024-01": 0, "2024-02": 1}
    assert ask(with_tables(meetings=MEETINGS[:0]), "counts.places", by="month", on=None) == {}
    assert ask(FORUMS, "counts.places", by="year", on=DAY) == {"2024": 8}
