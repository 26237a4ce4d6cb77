# SPDX-License-Identifier: Apache-2.0
"""Figures that others computed or published, met on the data that they used."""

from __future__ import annotations

from datetime import date, timedelta

import linli as ll
import numpy as np
import pytest
from public_data import column, rows

END = date(2023, 12, 31)


# Survival


def waiting(place: list[str], days: list[int], ended: list[bool]) -> ll.Network:
    """A network of issues that have waited so many days on END, when those that ended close."""
    names = sorted(set(place))
    closed = np.flatnonzero(ended).tolist()
    return ll.Network(
        places={"id": names, "level": ["community"] * len(names)},
        issues={
            "id": list(range(len(days))),
            "place": place,
            "raised_at": [END - timedelta(days=d) for d in days],
        },
        issue_events={
            "issue": closed,
            "state": ["closed"] * len(closed),
            "at": [END] * len(closed),
        },
    )


def median_days(net: ll.Network, by: str | None = None) -> list[float | None]:
    return net.measure("deliberation.time_to", by=by, on=END).values("value")


def survives(net: ll.Network, day: int, printed: float, half_digit: float) -> bool:
    """Whether S(day) is the printed figure: S falls to half a digit above it by that day, and no
    further than half a digit below it."""
    above, below = (
        net.measure(ll.deliberation.time_to(q=1 - printed + off), on=END).values("value")[0]
        for off in (-half_digit, half_digit)
    )
    return above is not None and above <= day and (below is None or below > day)


@pytest.fixture(scope="module")
def complaint_rows() -> tuple[list[int], list[bool], list[str]]:
    """New York's building complaints: days, whether ended, borough; ACTIVE ones have not ended."""
    table = rows("nyc_building_complaints/building_complaints.csv")
    return (
        [int(row["days_to_disposition"]) for row in table],
        [row["status"] == "CLOSED" for row in table],
        [row["borough"] for row in table],
    )


@pytest.fixture(scope="module")
def complaints(complaint_rows) -> ll.Network:
    days, ended, borough = complaint_rows
    return waiting(borough, days, ended)


def test_complaints_are_counted_as_published(complaints):
    asked = ["deliberation.raised", "deliberation.reached", "deliberation.open"]
    assert complaints.measure(asked, on=END).values("value") == [4234, 3952, 4234 - 3952]


def test_median_days_of_complaints_are_those_of_r(complaints):
    """R survival: survfit(Surv(days, status == "CLOSED") ~ borough)."""
    assert median_days(complaints) == [14]
    table = complaints.measure("deliberation.time_to", by="community", on=END)
    found = dict(zip(table["community"], table["value"], strict=True))
    assert found == {
        "Bronx": 11, "Brooklyn": 13, "Manhattan": 6, "Queens": 32, "Staten Island": 19,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "printed"), [(1, 0.84010), (7, 0.58272), (30, 0.34943), (60, 0.17369), (90, 0.08861)]
)
def test_survival_of_complaints_is_that_of_r(complaints, day, printed):
    """R survival: summary(survfit(Surv(days, status == "CLOSED") ~ 1), times = day)."""
    assert survives(complaints, day, printed, 5.1e-6)


# Freireich et al. (1963), 6-MP: weeks in remission; the second list was still in remission.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


@pytest.mark.parametrize(
    ("week", "printed"),
    [
        (6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378),
        (23, 0.4482),
    ],
)  # fmt: skip
def test_remission_under_6_mp_is_as_every_textbook_prints_it(week, printed):
    """Kaplan–Meier estimates of the trial, as in Collett, and Kleinbaum and Klein."""
    weeks = RELAPSED + IN_REMISSION
    ended = [True] * len(RELAPSED) + [False] * len(IN_REMISSION)
    net = waiting(["trial"] * len(weeks), weeks, ended)
    assert survives(net, week, printed, 5.1e-5)
    assert median_days(net) == [23]


def test_median_days_of_complaints_lie_between_the_limits_of_r(complaint_rows):
    """R survival: survfit(Surv(days, status == "CLOSED") ~ 1, conf.type = "log-log"), 13 to 15."""
    days, ended, _ = complaint_rows
    table = ll.kaplan_meier(days, ended)
    at_half = [table["time"][table[column] <= 0.5][0] for column in ("survival", "low", "high")]
    assert at_half == [14, 13, 15]


def test_curve_of_complaints_is_that_of_r(complaint_rows):
    days, ended, _ = complaint_rows
    table = ll.kaplan_meier(days, ended)
    assert (table["at_risk"][0], table["ended"].sum()) == (4234, 3952)
    found = dict(zip(table.values("time"), table.values("survival"), strict=True))
    printed = {1: 0.84010, 7: 0.58272, 30: 0.34943, 60: 0.17369, 90: 0.08861}
    assert {day: found[day] for day in printed} == pytest.approx(printed, abs=5.1e-6)


def test_boroughs_differ_as_much_as_r_says(complaint_rows):
    """R survival: survdiff(Surv(days, status == "CLOSED") ~ borough)."""
    days, ended, borough = complaint_rows
    found = ll.log_rank(days, ended, borough)
    assert found.degrees_of_freedom == 4
    assert found.statistic == pytest.approx(263, abs=0.5)
    assert found.p_value < 2e-16
    assert found.groups["observed"].sum() == 3952


def test_remission_is_that_of_a_plain_curve():
    """Freireich et al.: the whole curve at the weeks in which somebody relapsed."""
    weeks = RELAPSED + IN_REMISSION
    table = ll.kaplan_meier(weeks, [True] * len(RELAPSED) + [False] * len(IN_REMISSION))
    found = table.take(table["ended"] > 0)
    assert found.values("time") == [6, 7, 10, 13, 16, 22, 23]
    printed = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert found["survival"] == pytest.approx(printed, abs=5.1e-5)


def test_medians_are_those_of_lifelines():
    """50 random samples with ties and censoring, each a community of one network."""
    lifelines = pytest.importorskip("lifelines", reason="lifelines, a peer, is not installed")
    place, days, ended, wanted = [], [], [], []
    for seed in range(50):
        random = np.random.default_rng(seed)
        size, longest = random.integers(1, 60), random.integers(2, 90)
        mine = random.integers(0, longest, size)
        over = random.random(size) < random.uniform(0.2, 1.0)
        place += [f"s{seed:02}"] * size
        days += mine.tolist()
        ended += over.tolist()
        # Its S, and the contract's rule: the smallest t with S(t) no more than half, but rounding.
        s = lifelines.KaplanMeierFitter().fit(mine, over).survival_function_.iloc[:, 0]
        fallen = s.index[s <= 0.5 + 1e-9]
        wanted.append(float(fallen[0]) if len(fallen) else None)
    assert None in wanted
    assert median_days(waiting(place, days, ended), by="community") == wanted


# Inequality


@pytest.fixture(scope="module")
def mexico() -> dict[str, list[float]]:
    """Income per person of Mexico's 32 states, and their regions."""
    table = rows("mexico/mexico.csv")
    return {name: [float(row[name]) for row in table] for name in table[0] if name != "State"}


def test_gini_of_mexico_is_that_of_pysal(mexico):
    assert ll.inequality.gini(mexico["pcgdp1940"]) == pytest.approx(0.35372371173, abs=5e-12)


@pytest.mark.parametrize(
    ("year", "theil", "between"),
    [
        (1940, 0.20894344, 0.0345889), (1950, 0.15222451, 0.02816853),
        (1960, 0.10472941, 0.05260921), (1970, 0.10194725, 0.05931219),
        (1980, 0.09560113, 0.03205257), (1990, 0.10511256, 0.02963731),
        (2000, 0.10660832, 0.03635872),
    ],
)  # fmt: skip
def test_theil_of_mexico_is_that_of_pysal(mexico, year, theil, between):
    """PySAL inequality: Theil, and TheilD between the regions of Hanson (1998)."""
    income, regions = mexico[f"pcgdp{year}"], mexico["hanson98"]
    assert ll.inequality.theil(income) == pytest.approx(theil, abs=5.1e-9)
    assert ll.inequality.theil_between(income, regions) == pytest.approx(between, abs=5.1e-9)
    within = ll.inequality.theil_within(income, regions)
    assert within == pytest.approx(theil - between, abs=2e-8)


# Participation


def gini_of(counts: np.ndarray) -> float:
    """Half the mean absolute difference over the mean, pair by pair."""
    x = counts.astype(float)
    return float(np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean()))


def voters(world: str) -> ll.Network:
    """A pol.is conversation: a statement is a meeting, and who voted on it came."""
    table = rows(f"polis/{world}/participants-votes.csv")
    statements = [name for name in table[0] if name.isdigit()]
    votes = [(s, row["participant"]) for s in statements for row in table if row[s]]
    return ll.Network(
        places={"id": ["online"], "level": ["community"]},
        persons={"id": column(table, "participant"), "home": ["online"] * len(table)},
        forums={"id": ["conversation"], "kind": ["opinion_group"], "place": ["online"]},
        meetings={
            "id": statements,
            "held_by": ["conversation"] * len(statements),
            "date": [END] * len(statements),
        },
        attendances=dict(zip(("meeting", "person"), zip(*votes, strict=True), strict=True)),
    )


@pytest.mark.parametrize(
    ("world", "gini", "people", "statements"),
    [("vtaiwan.uberx", 0.5629, 1921, 197), ("15-per-hour-seattle", 0.5439, 339, 54)],
)
def test_votes_in_polis_are_as_unequal_as_computed_elsewhere(world, gini, people, statements):
    """Gini of votes per voter over participants-votes.csv (compdemocracy/openData)."""
    net = voters(world)
    asked = [
        "participation.gini",
        "counts.residents",
        "participation.meetings",
        "participation.rate",
    ]
    found = net.measure(asked, on=END).values("value")
    assert found[0] == pytest.approx(gini, abs=5e-5)
    assert found[1:] == [people, statements, 1]


@pytest.mark.parametrize("among", ["participants", "residents"])
def test_gini_is_that_of_plain_numpy(among):
    """50 random communities of one network; `among` residents, those who never came count as 0."""
    random = np.random.default_rng(7)
    home, came, wanted = [], [], []
    for community in range(50):
        counts = random.poisson(random.uniform(0.3, 4), random.integers(2, 80))
        counts[0] = max(counts[0], 1)  # else nobody came, and there is nothing to divide
        home += [f"c{community:02}"] * len(counts)
        came += counts.tolist()
        wanted.append(gini_of(counts if among == "residents" else counts[counts > 0]))
    pairs = [(meeting, person) for person, count in enumerate(came) for meeting in range(count)]
    names = sorted(set(home))
    net = ll.Network(
        places={"id": names, "level": ["community"] * len(names)},
        persons={"id": list(range(len(home))), "home": home},
        forums={"id": ["f"], "kind": ["hall"]},
        meetings={
            "id": list(range(max(came))), "held_by": ["f"] * max(came), "date": [END] * max(came),
        },
        attendances=dict(zip(("meeting", "person"), zip(*pairs, strict=True), strict=True)),
    )  # fmt: skip
    found = net.measure(ll.participation.gini(among=among), by="community")["value"]
    assert found.tolist() == pytest.approx(wanted, rel=1e-12)


# Membership


def legislature(state: str) -> ll.Network:
    """A state's legislators: committees as teams, the two chambers as forums with dates.

    Some roles of New Hampshire end before they begin, so bad rows are set aside.
    """
    persons, committees, members, roles = (
        rows(f"openstates/{state}/{table}.csv")
        for table in ("persons", "committees", "memberships", "roles")
    )
    terms = [row for row in roles if row["start_date"]]
    until = [row["end_date"] and date.fromisoformat(row["end_date"]) for row in terms]
    no_date = [None] * len(members)
    return ll.Network(
        places={"id": [state], "level": ["state"]},
        persons={"id": column(persons, "id"), "home": [state] * len(persons)},
        teams={
            "id": column(committees, "id"), "kind": column(committees, "classification"),
            "name": column(committees, "name"), "place": [state] * len(committees),
        },
        forums={"id": ["lower", "upper"], "kind": ["lower", "upper"], "place": [state, state]},
        memberships={
            "member": column(members, "person_id") + column(terms, "person_id"),
            "group": column(members, "committee_id") + column(terms, "type"),
            "role": column(members, "role") + ["legislator"] * len(terms),
            "since": no_date + column(terms, "start_date"),
            # Theirs is the last day in office, ours the first day after it.
            "until": no_date + [day + timedelta(days=1) if day else None for day in until],
        },
        strict=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "persons", "committees", "memberships"), [("ak", 60, 33, 233), ("nh", 415, 40, 488)]
)
def test_legislators_committees_and_memberships(state, persons, committees, memberships):
    """Rows of openstates/people, counted by its own files."""
    asked = ["counts.residents", "counts.groups", "coverage.memberships"]
    found = legislature(state).measure(asked, on="2026-06-30").values("value")
    assert found == [persons, committees, memberships]


def test_alaska_has_forty_representatives_and_twenty_senators():
    """The constitution of Alaska, article II, section 1."""
    net = legislature("ak")
    table = net.measure(ll.counts.members(table="forums"), by="kind", on="2026-06-30")
    assert dict(zip(table["kind"], table["value"], strict=True)) == {"lower": 40, "upper": 20}


@pytest.mark.parametrize("state", ["ak", "nh"])
def test_just_the_terms_that_end_before_they_begin_are_set_aside(state):
    """openstates/people has some in New Hampshire: a later term with the end of an earlier one."""
    backward = 0
    for row in rows(f"openstates/{state}/roles.csv"):
        if row["start_date"] and row["end_date"]:
            until = date.fromisoformat(row["end_date"]) + timedelta(days=1)
            backward += until < date.fromisoformat(row["start_date"])
    assert legislature(state).rejected.values("rule") == ["until_before_since"] * backward
    assert (backward > 0) == (state == "nh")


# Place hierarchy


@pytest.fixture(scope="module")
def divisions() -> ll.Network:
    """China's divisions as one tree, from four tables with official codes."""
    places: dict[str, list] = {
        "id": ["CN"],
        "level": ["country"],
        "parent": [None],
        "jiedao": [None],
    }
    for level, file, parent in (
        ("province", "provinces", None),
        ("city", "cities", "provinceCode"),
        ("county", "areas", "cityCode"),
        ("township", "streets", "areaCode"),
    ):
        table = rows(f"china_divisions/{file}.csv")
        places["id"] += column(table, "code")
        places["level"] += [level] * len(table)
        places["parent"] += column(table, parent) if parent else ["CN"] * len(table)
        places["jiedao"] += [row["name"].endswith("街道") for row in table]
    return ll.Network(places=places)


@pytest.mark.parametrize(
    ("level", "published"),
    [("province", 31), ("city", 342), ("county", 2978), ("township", 41_352)],
)
def test_divisions_of_china_by_level(divisions, level, published):
    """modood/Administrative-divisions-of-China, from the National Bureau of Statistics."""
    assert divisions.measure(ll.counts.places(of_level=level)).values("value") == [published]


def test_no_division_is_an_orphan_and_provinces_add_up(divisions):
    assert len(divisions.diagnostics) == 0
    table = divisions.measure(ll.counts.places(of_level="township"), by="province")
    assert len(table) == 31
    assert table["value"].sum() == 41_352


def test_townships_called_jiedao(divisions):
    asked = ll.counts.places(of_level="township", where={"place.jiedao": True})
    assert divisions.measure(asked).values("value") == [9112]
