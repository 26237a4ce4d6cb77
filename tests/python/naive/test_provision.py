# SPDX-License-Identifier: Apache-2.0
"""Totals, members and what services reach, worked out by hand."""

from __future__ import annotations

from .cases import (
    ATTENDANCES,
    FORUMS,
    MEETINGS,
    MEMBERSHIPS,
    PERSONS,
    PLACES,
    Row,
    ask,
    with_tables,
)
from .evaluate import evaluate

YOUTHS = {"A": 6, "h3": 4}
WITH_YOUTHS = with_tables(places=[row | {"youths": YOUTHS.get(row["id"])} for row in PLACES])


def test_a_share_is_of_two_totals() -> None:
    # minors: the grid's 3 in A, the household's 2 in B; youths: 6 and 4
    of = {"column": "minors", "of": "youths"}
    assert ask(WITH_YOUTHS, "counts.share", params=of) == 5 / 10
    assert ask(WITH_YOUTHS, "counts.share", params=of, by="community") == {"A": 3 / 6, "B": 2 / 4}
    assert ask(WITH_YOUTHS, "counts.share", params={"column": "minors", "of": "elders"}) is None


def test_a_share_over_one_is_left_and_of_zero_is_null() -> None:
    over = {"column": "youths", "of": "minors"}
    rows = evaluate(WITH_YOUTHS, "counts.share", over)
    assert (rows[0]["value"], rows[0]["note"]) == (2, "over 1")
    none = with_tables(places=[row | {"youths": 0} for row in PLACES])
    assert ask(none, "counts.share", params={"column": "minors", "of": "youths"}) is None


ORGANISED = with_tables(
    organisations=[{"id": o, "kind": "property_company"} for o in ("o1", "o2", "o3")],
    memberships=[
        *MEMBERSHIPS,
        {"member": "o1", "group": "t1"},
        {"member": "o1", "group": "t1", "role": "head"},  # the same organisation
        {"member": "o2", "group": "t2"},
        {"member": "o1", "group": "t2", "since": "2024-07-01"},  # not yet
        {"member": "o3", "group": "f1"},  # no kind of the scheme
    ],
)


def test_member_organisations_are_distinct_and_in_groups_that_count() -> None:
    assert ask(ORGANISED, "coverage.member_organisations") == 2  # o1, o2
    assert ask(ORGANISED, "coverage.member_organisations", by="community") == {"A": 1, "B": 1}
    # heads without names do not matter: they are persons
    by_kind = ask(ORGANISED, "coverage.member_organisations", by="kind")
    assert by_kind == {"volunteers": 2, "watch": 0}
    assert ask(ORGANISED, "coverage.member_organisations", on="2024-07-01", by="community") == {
        "A": 1,
        "B": 2,
    }


ACTIVE = with_tables(
    meetings=MEETINGS,
    attendances=ATTENDANCES,
    activities=[
        {"person": 5, "group": "t2", "date": "2024-03-01", "count": 2},
        {"person": 5, "group": "t2", "date": "2024-08-01", "count": 9},  # after `on`
        {"person": 1, "group": "f1", "date": "2024-03-01", "count": 0},
        {"person": 2, "group": "t1", "date": "2024-03-01"},  # not a member any more
    ],
)
VOLUNTEERS = {"kind": "volunteers"}


def test_active_members_add_meetings_and_activities_anywhere() -> None:
    # 1 came to m1 (once, for two groups) and m2; 5 came to m1 and has two activities
    told = {
        acts: ask(ACTIVE, "coverage.active_members", params=VOLUNTEERS | {"min_acts": acts})
        for acts in (0, 1, 2, 3, 4)
    }
    assert told == {0: 2, 1: 2, 2: 2, 3: 1, 4: 0}
    assert ask(ACTIVE, "coverage.active_members", params=VOLUNTEERS, by="community") == {
        "A": 2,  # 1 and 5
        "B": 1,  # 5, by what he did for A
    }


def test_active_members_act_in_the_window_and_need_names() -> None:
    quarters = {"by": "quarter", "during": "2024-H1"}
    # at the end of March 1, 5 and still 2 are members; nobody of them acts in the second quarter
    assert ask(ACTIVE, "coverage.active_members", params=VOLUNTEERS, **quarters) == {
        "2024-Q1": 3,
        "2024-Q2": 0,
    }
    assert ask(ACTIVE, "coverage.active_members") is None  # t4 is known by its head count alone
    women = {"params": VOLUNTEERS, "where": {"sex": "F", "age": (None, 18)}}
    assert ask(ACTIVE, "coverage.active_members", **women) == 1


def test_place_share_is_of_the_very_places_named() -> None:
    # t1 names A, t2 names h3, t4 names A by `serves`; t3, for the city, has ended
    def shared(level: str, provider: str, **asked: str) -> object:
        params = {"of_level": level, "provider": provider}
        return ask(FORUMS, "coverage.place_share", params=params, **asked)

    assert shared("household", "teams") == 1 / 3
    assert shared("household", "teams", by="community") == {"A": 0, "B": 1}
    assert shared("community", "watch") == 1 / 2
    assert shared("city", "watch") == 0
    assert shared("city", "watch", on="2024-06-29") == 1
    assert shared("city", "forums") == 1  # f2
    assert shared("building", "teams") is None  # no such place


def test_place_share_of_a_kind_needs_the_table_where_the_scheme_has_it() -> None:
    kept = [{"id": "o1", "kind": "property_company", "place": "A"}]
    scheme = {"kinds": [{"kind": "watch"}, {"kind": "property_company", "table": "organisations"}]}

    def shared(provider: str, observed: str) -> float | None:
        seen = [{"table": observed, "place": "A", "until": "2024-06-30"}]
        found: float | None = ask(
            FORUMS | {"organisations": kept, "observed": seen},
            "coverage.place_share",
            params={"of_level": "community", "provider": provider},
            scheme=scheme,
        )
        return found

    assert shared("property_company", "teams") == shared("watch", "organisations") == 1 / 2
    assert shared("property_company", "organisations") is shared("watch", "teams") is None


def test_reach_needs_memberships_where_it_asks_for_members() -> None:
    """'coverage.reach(min_members>=1) needs memberships (head counts stand in, as elsewhere), else
    null.'
    """

    def reach(*rows: Row, **params: int) -> float | None:
        tables = FORUMS | {"observed": [{"place": "city"} | row for row in rows]}
        found: float | None = ask(tables, "coverage.reach", params=params)
        return found

    ended = {"table": "memberships", "until": "2024-06-30"}
    assert reach(ended) == reach(ended, min_members=0) == 4 / 5
    assert reach(ended, min_members=1) is None
    assert reach(ended | {"until": "2024-07-01"}, min_members=1) == 4 / 5
    assert reach({"table": "memberships"}, min_members=2) == 3 / 5  # the watch of 7 heads, at A
    assert reach({"table": "teams", "until": "2024-06-30"}) is None


SERVED = with_tables(
    services=[
        {"id": "s1", "kind": "lectures", "place": "B"},
        {"id": "s2", "kind": "rota", "until": "2024-06-30"},
    ],
    benefits=[
        {"service": "s1", "beneficiary": 1},
        {"service": "s1", "beneficiary": 1, "since": "2024-01-01"},  # once
        {"service": "s1", "beneficiary": 2},
        {"service": "s1", "beneficiary": 5},  # lives outside
        {"service": "s1", "beneficiary": 4, "until": "2024-06-30"},  # has ended
        {"service": "s2", "beneficiary": 3},  # whose service has ended
        {"service": "s1", "beneficiary": "h3"},
    ],
)


def test_service_share_of_persons_is_of_those_at_home() -> None:
    assert ask(SERVED, "coverage.service_share") == 2 / 5
    assert ask(SERVED, "coverage.service_share", where={"sex": "F"}) == 1 / 2  # 1 of 1 and 3
    by_sex = ask(SERVED, "coverage.service_share", by="sex")
    assert by_sex == {"F": 1 / 2, "M": 1 / 2, None: 0}
    earlier = ask(SERVED, "coverage.service_share", on="2024-06-29", by="community")
    assert earlier == {"A": 1, "B": 1, None: 0}
    assert ask(SERVED, "coverage.service_share", params={"kind": "rota"}) == 0


def test_service_share_is_of_persons_at_home_and_of_places_in_force() -> None:
    """'*At home* means: ... the person's own since/until in force on the stock day', as for
    R(p): it applies to service_share of persons.
    """
    left = [row | {"until": "2024-06-30" if row["id"] == 1 else None} for row in PERSONS]
    tables = SERVED | {"persons": left}
    assert ask(tables, "coverage.service_share") == 1 / 4  # 2 of 2, 3, 4, 6
    assert ask(tables, "coverage.service_share", on="2024-06-29", within="h1") == 1
    rolled: Row = {"params": {"unit": "household", "roll_up": True}, "within": "A"}
    assert ask(tables, "coverage.service_share", **rolled) == 1 / 2  # h1, by 2
    gone = SERVED | {"persons": [row | {"until": "2024-06-01"} for row in left]}
    assert ask(gone, "coverage.service_share", **rolled) == 0
    # a household that is no more is neither among the served nor among all
    ended = [row | {"until": "2024-06-01" if row["id"] == "h3" else None} for row in PLACES]
    households = {"unit": "household"}
    assert ask(SERVED | {"places": ended}, "coverage.service_share", params=households) == 0
    assert ask(SERVED, "coverage.service_share", params=households) == 1 / 3


def test_service_share_of_households_may_roll_up_their_people() -> None:
    households: Row = {"unit": "household"}
    assert ask(SERVED, "coverage.service_share", params=households) == 1 / 3  # h3
    rolled = households | {"roll_up": True}  # 1 and 2 share h1
    assert ask(SERVED, "coverage.service_share", params=rolled) == 2 / 3
    by = {"by": "community"}
    assert ask(SERVED, "coverage.service_share", params=rolled, **by) == {"A": 1 / 2, "B": 1}
    communities = {"unit": "community", "roll_up": True}  # no benefit names one; 1 and 2 live in A
    assert ask(SERVED, "coverage.service_share", params=communities) == 1 / 2
    assert ask(SERVED, "coverage.service_share", params={"unit": "building"}) is None
