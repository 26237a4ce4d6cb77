# SPDX-License-Identifier: Apache-2.0
"""Who takes part, worked out by hand: see the meetings and attendances of `cases.py`."""

from __future__ import annotations

import pytest

from .cases import ATTENDANCES, DAY, FORUMS, MEETINGS, Row, ask, with_tables
from .evaluate import evaluate

# m1: 1 (and 5 from outside), m2: 1 and 3, m3: 4, all before `on`; 2 and 6 never came to a forum.


def test_top_share_takes_whole_participants() -> None:
    # attendances 2, 1, 1
    assert ask(FORUMS, "participation.top_share") == 2 / 4  # ⌈0.3⌉ = 1
    assert ask(FORUMS, "participation.top_share", params={"q": 1 / 3}) == 2 / 4  # ⌈1⌉
    assert ask(FORUMS, "participation.top_share", params={"q": 0.5}) == 3 / 4  # ⌈1.5⌉ = 2
    assert ask(FORUMS, "participation.top_share", params={"q": 1}) == 1
    assert ask(FORUMS, "participation.top_share", during="2023") is None  # nobody came


def test_never_share_is_of_the_whole_record_and_of_listed_persons() -> None:
    assert ask(FORUMS, "participation.never_share") == 2 / 5  # 2 and 6
    assert ask(FORUMS, "participation.never_share", during="2023") == 2 / 5
    people = FORUMS | {"population": [{"place": "city", "count": 100}]}
    assert ask(people, "participation.never_share") == 2 / 5
    asked: Row = {"by": "month", "during": ("2024-01-01", "2024-04-01")}
    # by the end of January 1 has come, of February 3 too; March adds nobody
    months = {"2024-01": 4 / 5, "2024-02": 3 / 5, "2024-03": 3 / 5}
    assert ask(FORUMS, "participation.never_share", **asked) == months


# At home is who lives there on the day that R(p) reads: 1 to the end of March, 2 since then, 3.
MOVING: list[Row] = [
    {"id": 1, "home": "A", "sex": "F", "until": "2024-04-01"},
    {"id": 2, "home": "A", "sex": "M", "since": "2024-04-01"},
    {"id": 3, "home": "A", "sex": "F"},
    {"id": 4, "home": "A", "sex": "M"},
]
CAME = [("m1", 1), ("m1", 3), ("m2", 1), ("m2", 2), ("m2", 2), ("m3", 3)]
MOVED = with_tables(
    persons=MOVING,
    memberships=[{"member": person, "group": "t1"} for person in (1, 2)],
    meetings=MEETINGS[:3],
    attendances=[{"meeting": meeting, "person": person} for meeting, person in CAME],
)


def test_at_home_are_persons_in_force_on_the_day_that_is_read() -> None:
    """'*At home* means: home in T(p) and the person's own since/until in force on the stock day.'
    It applies to every numerator of those at home.
    """

    def told(measure: str, on: str, **params: object) -> float | None:
        found: float | None = ask(MOVED, f"participation.{measure}", on=on, params=params)
        return found

    # in March 1, 3, 4 live there; 1 came to m1 and m2, 3 to m1; 2 moves in later
    march = "2024-03-31"
    assert told("rate", march) == 2 / 3
    assert told("intensity", march) == 3 / 2
    assert told("gini", march) == pytest.approx(1 / 6)  # 2 and 1: 2 · 1 / (2 · 3/2 · 4)
    assert told("top_share", march) == 2 / 3
    assert told("never_share", march) == 1 / 3  # 4
    assert told("membership_rate", march, kind="volunteers") == 1 / 3  # 1
    # in May 2, 3, 4: 2 came to m2, once, 3 to m1 and m3; 1 has left
    assert told("rate", "2024-05-31") == 2 / 3
    assert told("intensity", "2024-05-31") == 3 / 2
    assert told("never_share", "2024-05-31") == 1 / 3
    assert told("membership_rate", "2024-05-31", kind="volunteers") == 1 / 3  # 2


def test_at_home_too_are_newcomers_and_those_represented() -> None:
    """'... newcomer_share, retention (in force on the bucket's stock day), representation
    (incl. `of=` a panel), dissimilarity.'
    """
    late: Row = {"during": "2024-Q1", "on": "2024-05-31", "params": {}}
    later: Row = {"during": ("2024-02-01", None)}
    assert ask(MOVED, "participation.newcomer_share", **later) == 1 / 2  # 2 and 3, who came before
    assert ask(MOVED, "participation.newcomer_share", on="2024-03-31", **later) == 0  # 1
    # of those in force at the end of January, 1 and 3, the first came in February, too
    months = ask(MOVED, "participation.retention", by="month", during="2024-H1")
    assert (months["2024-01"], months["2024-02"], months["2024-05"]) == (1 / 2, 0, 0)
    quarters = ask(MOVED, "participation.retention", by="quarter", during="2024")
    assert quarters == {"2024-Q1": 1 / 2, "2024-Q2": None}  # 3 of 1 and 3
    # in May, of the first quarter: 2 (a man) and 3 (a woman); residents two men and a woman
    shares = ask(MOVED, "participation.representation", by="sex", **late)
    assert shares == {"F": pytest.approx((1 / 2) / (1 / 3)), "M": pytest.approx((1 / 2) / (2 / 3))}
    sex: Row = late | {"params": {"attribute": "sex"}}
    assert ask(MOVED, "participation.dissimilarity", **sex) == pytest.approx(1 / 2 - 1 / 3)
    panel: Row = {"of": [1, 2, 4]}
    shares = ask(MOVED, "participation.representation", by="sex", on="2024-03-31", params=panel)
    assert shares == {"F": pytest.approx((1 / 2) / (2 / 3)), "M": pytest.approx((1 / 2) / (1 / 3))}
    shares = ask(MOVED, "participation.representation", by="sex", on="2024-05-31", params=panel)
    assert shares == {"F": 0, "M": pytest.approx(1 / (2 / 3))}  # 2 and 4


def test_never_share_does_not_count_participants_who_have_left() -> None:
    persons: list[Row] = [
        {"id": 1, "home": "A"},
        {"id": 2, "home": "A", "until": "2024-02-01"},
        {"id": 3, "home": "A", "until": "2024-02-01"},
    ]
    came = [{"meeting": "m1", "person": person} for person in (1, 2, 3)]
    tables = with_tables(persons=persons, memberships=[], meetings=MEETINGS[:1], attendances=came)
    row = evaluate(tables, "participation.never_share", on=DAY)[0]
    assert (row["value"], row["numerator"], row["denominator"]) == (0, 0, 1)
    months = ask(tables, "participation.rate", by="month", during="2024-01")
    assert months == {"2024-01": 1}  # all three lived there then


def test_newcomers_have_no_attendance_before_the_window() -> None:
    later = ("2024-02-01", None)  # 1, 3, 4, of whom 1 came in January
    assert ask(FORUMS, "participation.newcomer_share", during=later) == 2 / 3
    assert ask(FORUMS, "participation.newcomer_share", during="2024-Q2") == 1  # 4
    quarters = ask(FORUMS, "participation.newcomer_share", by="quarter", during="2024-H1")
    assert quarters == {"2024-Q1": None, "2024-Q2": 1}


def test_newcomers_need_a_start_and_a_meeting_before_it() -> None:
    def note(during: object) -> str:
        return evaluate(FORUMS, "participation.newcomer_share", on=DAY, during=during)[0]["note"]

    assert note(None) == note((None, "2024-07-01")) == "no start"
    assert note("2024-01") == "no earlier meeting"
    assert note(("2024-01-10T12:00", None)) == ""  # the bare date of m1 is the start of its day
    # nobody came in March: no denominator, though there were meetings before
    assert note("2024-03") == "denominator 0"
    counted = [{"id": "m0", "held_by": "f1", "date": "2023-12-01", "attended": 9}]
    tables = with_tables(meetings=[*counted, *MEETINGS], attendances=ATTENDANCES)
    assert ask(tables, "participation.newcomer_share", during="2024-Q1", within="A") is None
    assert ask(tables, "participation.newcomer_share", during="2024-Q2", within="B") == 1


def observed(*rows: tuple[str, str | None, str | None]) -> list[Row]:
    """Where a table was collected: in A, from and until when."""
    return [{"table": t, "place": "A", "since": since, "until": until} for t, since, until in rows]


def test_newcomers_need_the_part_before_the_window_to_be_collected() -> None:
    """'newcomer_share also looks at all earlier meetings: null "not reported" where ... the earlier
    part was not collected at all', by the rule by which a window is.
    """
    asked: Row = {"during": "2024-Q2", "within": "A", "on": DAY}
    came = [*ATTENDANCES, {"meeting": "m3", "person": 3}, {"meeting": "m3", "person": 2}]
    tables = with_tables(meetings=MEETINGS, attendances=came)

    def row(*rows: tuple[str, str | None, str | None]) -> Row:
        told = tables | {"observed": observed(*rows)}
        return evaluate(told, "participation.newcomer_share", **asked)[0]

    assert ask(tables, "participation.newcomer_share", **asked) == 1 / 2  # 2, not 3
    for table in ("meetings", "attendances"):
        late = row((table, "2024-04-01", None))
        assert (late["value"], late["numerator"], late["note"]) == (None, None, "not reported")
        # a part of what was before is enough
        assert row((table, "2024-03-31", None))["value"] == 1 / 2
        early = row((table, None, "2024-04-01"))  # nor without the window itself
        assert (early["value"], early["note"]) == (None, "not reported")
    assert row(("meetings", "2024-04-01", None), ("meetings", None, "2023-06-01"))["value"] == 1 / 2
    elsewhere = observed(("meetings", None, None))[0] | {"place": "B"}
    assert ask(tables | {"observed": [elsewhere]}, "participation.newcomer_share", **asked) is None


def test_nameless_meetings_before_the_window_or_in_it_may_have_had_newcomers() -> None:
    """'Nameless meetings in either the earlier part or the window make it null as for rate': of a
    window with an open end, too, to τ.
    """

    def share(date: str, held_by: str = "f1", **asked: object) -> float | None:
        meeting = {"id": "m0", "held_by": held_by, "date": date, "attended": 9}
        tables = with_tables(meetings=[meeting, *MEETINGS], attendances=ATTENDANCES)
        asked = {"during": ("2024-02-01", None), "within": "A"} | asked
        found: float | None = ask(tables, "participation.newcomer_share", **asked)
        return found

    assert share("2024-07-01") == 1 / 2  # after τ: 1 came before, 3 did not
    assert share("2023-01-01") is None
    assert share("2024-06-30") is None
    assert share("2024-06-30", during=("2024-02-01", "2024-06-30")) == 1 / 2
    assert share("2024-07-01", on="2024-07-01") is None
    assert share("2024-06-30", held_by="f2") is None  # held for the city, above A
    assert share("2024-06-30", within="h3") == 1  # 4, and nobody else of f1, which serves A


def test_retention_needs_the_next_bucket_to_be_collected() -> None:
    """'retention: the NEXT bucket must be collected, too, else null "not reported".'"""

    def months(*rows: tuple[str, str | None, str | None]) -> Row:
        tables = FORUMS | {"observed": observed(*rows)}
        asked: Row = {"by": "month", "during": "2024-H1", "within": "A", "on": DAY}
        told = evaluate(tables, "participation.retention", **asked)
        return {row["month"]: (row["value"], row["note"]) for row in told}

    for table in ("meetings", "attendances"):
        told = months((table, "2024-01-15", "2024-03-01"))
        assert told["2024-01"] == (1, "")
        assert told["2024-02"] == (None, "not reported")  # March was not collected
        assert told["2024-03"] == (None, "not reported")
    told = months(("meetings", "2024-01-15", "2024-03-02"))
    assert told["2024-02"] == (0, "")


def test_retention_looks_at_the_next_whole_bucket() -> None:
    months = ask(FORUMS, "participation.retention", by="month", during="2024")
    assert months == {
        "2024-01": 1,  # 1 comes again in February
        "2024-02": 0,  # neither 1 nor 3 in March
        "2024-03": None,  # nobody came
        "2024-04": None,
        "2024-05": 0,  # 4; June is complete by its last day
        "2024-06": None,
    }
    # the next bucket is not cut by `during`
    assert ask(FORUMS, "participation.retention", by="month", during="2024-01") == {"2024-01": 1}
    again = [*ATTENDANCES, {"meeting": "m3", "person": 3}]
    tables = with_tables(meetings=MEETINGS, attendances=again)
    quarters = ask(tables, "participation.retention", by="quarter", during="2024")
    assert quarters == {"2024-Q1": 1 / 2, "2024-Q2": None}  # 3 of 1 and 3
    asked: Row = {"by": "month", "during": "2024-05", "on": "2024-06-29"}
    rows = evaluate(FORUMS, "participation.retention", **asked)
    assert rows[0]["note"] == "the next bucket is not complete"


def test_representation_compares_shares_among_known_categories() -> None:
    # participants 1 F, 3 F, and 4 whose sex is unknown; residents 1, 3 F and 2, 6 M
    assert ask(FORUMS, "participation.representation", by="sex") == {"F": 1 / 0.5, "M": 0}
    # old: 1 of 1 and 3; residents old 1 and 2, new 3
    ages = ask(FORUMS, "participation.representation", by="home.estate_age")
    assert ages == {"old": pytest.approx((1 / 2) / (2 / 3)), "new": pytest.approx(1.5)}
    both = ask(FORUMS, "participation.representation", by=["sex", "home.estate_age"])
    # women old 1, new 3, men old 2: each is 1 of 3, participants are 1 and 3
    assert {key: value for key, value in both.items() if value is not None} == {
        ("F", "old"): pytest.approx(1.5),
        ("F", "new"): pytest.approx(1.5),
        ("M", "old"): 0,
    }
    by_place = ask(FORUMS, "participation.representation", by=["community", "sex"])
    assert by_place[("A", "F")] == pytest.approx(1 / (2 / 3))
    assert by_place[("B", "F")] is None  # of 4 no sex is known


def test_strata_of_the_population_come_before_persons_and_null_strata_are_no_category() -> None:
    told: list[Row] = [
        {"place": "A", "count": 20},
        {"place": "A", "count": 12, "sex": "F"},
        {"place": "A", "count": 6, "sex": "M"},
        {"place": "A", "count": 2, "sex": None},
    ]
    tables = FORUMS | {"population": told}
    shares = ask(tables, "participation.representation", by="sex", within="A")
    assert shares == {"F": pytest.approx(1 / (12 / 18)), "M": 0}  # 1 and 3, both women
    sex = {"attribute": "sex"}
    apart = ask(tables, "participation.dissimilarity", params=sex, within="A")
    assert apart == pytest.approx((6 / 18 + 6 / 18) / 2)
    # of B, and so of the whole, nobody says how many women live there
    assert ask(tables, "participation.representation", by="sex") == {"F": None, "M": None}
    assert ask(tables, "participation.dissimilarity", params=sex) is None


def test_a_panel_is_represented_too_with_a_log_normal_interval() -> None:
    panel: Row = {"of": [1, 2, 3, 5]}  # at home F 1, 3 and M 2
    rows = evaluate(FORUMS, "participation.representation", panel, by="sex", on=DAY, level=0.95)
    told = {row["sex"]: row for row in rows}
    assert told["F"]["value"] == pytest.approx((2 / 3) / (2 / 4))
    assert (told["F"]["numerator"], told["F"]["denominator"]) == (2, 2)
    assert told["F"]["low"] is None  # all women take part: nothing could vary
    # M: a = 1 of A = 3, b = 1 of B = 1, n = 2: SE² = 1/4 · (2/3 + 0) = 1/6
    assert told["M"]["value"] == pytest.approx(2 / 3)
    assert told["M"]["low"] == pytest.approx(0.29951, abs=1e-4)
    assert told["M"]["high"] == pytest.approx(1.48391, abs=1e-4)


def test_a_panel_needs_persons_alone() -> None:
    """'representation(of=panel) needs only persons (and what the panel is), no
    meetings/attendances', as of the day on which they are read.
    """
    panel: Row = {"of": [1, 2, 3], "residents": "persons"}
    elsewhere = observed(("meetings", None, "2000-01-01"), ("attendances", None, "2000-01-01"))
    tables = FORUMS | {"observed": elsewhere}
    asked: Row = {"by": "sex", "within": "A", "during": "2024"}
    assert ask(tables, "participation.representation", params=panel, **asked) == {"F": 1, "M": 1}
    assert ask(tables, "participation.representation", **asked) == {"F": None, "M": None}
    tables = FORUMS | {"observed": observed(("persons", None, DAY))}
    assert ask(tables, "participation.representation", params=panel, **asked) == {
        "F": None,
        "M": None,
    }
    assert ask(tables, "participation.representation", **asked)["F"] is not None


def test_dissimilarity_is_half_the_sum_of_differences() -> None:
    sex = {"attribute": "sex"}
    assert ask(FORUMS, "participation.dissimilarity", params=sex) == 0.5  # (1, 0) and (½, ½)
    # participants 17, 70, 34: a third each; residents 17, 40, 70, 34, 20: 1, 2, 1, 1 of 5
    bands = ask(FORUMS, "participation.dissimilarity", params={"attribute": "age_band"})
    assert bands == pytest.approx((4 / 30 + 2 / 30 + 6 / 30 + 4 / 30) / 2)
    by_place = ask(FORUMS, "participation.dissimilarity", params=sex, by="community")
    assert by_place == {"A": pytest.approx(1 / 3), "B": None}


def test_an_attribute_may_be_called_that_of_a_person() -> None:
    """'where/by "person.sex" is the same as "sex" everywhere, also for denominators from population
    strata.'
    """
    told: list[Row] = [
        {"place": "A", "count": 20},
        {"place": "A", "count": 12, "sex": "F"},
        {"place": "A", "count": 6, "sex": "M"},
    ]
    women, men = {"person.sex": "F"}, {"person.sex": "M", "person.age": (18, None)}
    for tables in (FORUMS, FORUMS | {"population": told}):
        for measure in ("participation.rate", "participation.representation", "counts.residents"):
            asked: Row = {"within": "A"}
            rows = evaluate(tables, measure, on=DAY, by="person.sex", **asked)
            plain = evaluate(tables, measure, on=DAY, by="sex", **asked)
            assert [row | {"sex": row.pop("person.sex")} for row in rows] == plain
    counted = FORUMS | {"population": told}
    assert ask(counted, "participation.rate", where=women, within="A") == 2 / 12
    assert ask(FORUMS, "participation.rate", where=women) == 1
    assert ask(FORUMS, "counts.residents", where=men) == 2
    sex: Row = {"attribute": "person.sex"}
    assert ask(FORUMS, "participation.dissimilarity", params=sex) == 0.5
    gap: Row = {"of": "participation.rate", "between": ("person.sex", "F", "M")}
    assert ask(FORUMS, "inequality.gap", params=gap, by="scale") == {"difference": 1, "ratio": None}
    bands = ask(FORUMS, "counts.residents", by="person.age_band")
    assert bands == {"0–17": 1, "18–34": 2, "35–59": 1, "60+": 1}


def test_membership_rate_is_of_people_at_home_in_any_team() -> None:
    volunteers = {"kind": "volunteers"}  # 1; 5 lives outside, 2 has left
    rates = ask(FORUMS, "participation.membership_rate", params=volunteers, by="community")
    assert rates == {"A": 1 / 3, "B": 0, None: 0}
    assert ask(FORUMS, "participation.membership_rate", params=volunteers) == 1 / 5
    # of the watch of A only the number is known
    everyone = ask(FORUMS, "participation.membership_rate", by="community")
    assert everyone == {"A": None, "B": 0, None: 0}
    other = {"kinds": [{"kind": "choir"}]}
    assert ask(FORUMS, "participation.membership_rate", params=volunteers, scheme=other) == 1 / 5
