# SPDX-License-Identifier: Apache-2.0
"""Before and after: nothing is found where nothing changed, a change is, and reporting is apart."""

from __future__ import annotations

from typing import Any

import linli as ll
import numpy as np
import pytest

START = "2024-01-01"
MEASURE = "participation.attendance_per_meeting"
PLACES = 24
CONTROL = list(range(PLACES // 2))


def world(
    attended: np.ndarray[Any, Any], years: tuple[int, ...] = (2023, 2024), **options: Any
) -> ll.Network:
    """Meetings with a count each: `attended` has a row a place and a column a meeting, which are
    spread over the years; -1 is a meeting of which nothing was recorded, -2 none at all."""
    places, meetings = attended.shape
    held = attended > -2
    of = np.repeat(np.arange(places), meetings).reshape(places, meetings)[held]
    each = meetings // len(years)
    days = [f"{year}-{1 + month % 12:02}-15" for year in years for month in range(each)]
    dates = np.tile(days, (places, 1))[held]
    counts = [None if n < 0 else int(n) for n in attended[held]]
    return ll.Network(
        places={"id": range(places), "level": ["community"] * places},
        forums={"id": range(1000, 1000 + places), "kind": ["hall"] * places,
                "place": range(places)},
        meetings={"id": range(10_000, 10_000 + len(of)), "held_by": (1000 + of).tolist(),
                  "date": dates.tolist(), "attended": counts},
        attendances={"meeting": [], "person": []},
        as_of=f"{years[-1]}-12-31",
        **options,
    )  # fmt: skip


def compared(net: ll.Network, **asked: Any) -> ll.BeforeAfter:
    return ll.before_after(net, MEASURE, **{"start": START, "control": CONTROL, **asked})


def part(found: ll.BeforeAfter, group: str, name: str) -> dict[str, Any]:
    (row,) = (r for r in found.changes if (r["group"], r["part"]) == (group, name))
    return row


def random_world(seed: int, more: float = 0.0) -> ll.Network:
    """Places differ in how many come; in the later year more come where a programme began."""
    random = np.random.default_rng(seed)
    usual = random.gamma(5, 2, (PLACES, 1))
    means = np.repeat(usual, 12, axis=1)
    means[PLACES // 2 :, 6:] += more
    return world(random.poisson(means))


# Where nothing changed


def test_without_a_programme_the_effect_is_nought_and_p_is_even():
    """Over 200 worlds: P(p ≤ x) is x, up to the error of a simulation."""
    found = [compared(random_world(seed), replicates=199) for seed in range(200)]
    effects = np.array([f.effect for f in found], dtype=float)
    p = np.array([f.p_value for f in found], dtype=float)
    assert abs(effects.mean()) < 3 * effects.std() / np.sqrt(200)
    for x in (0.05, 0.1, 0.25, 0.5):
        assert np.mean(p <= x) <= x + 2.5 * np.sqrt(x * (1 - x) / 200)
    assert 0.4 < p.mean() < 0.6
    placebo = np.concatenate(
        [[q for q in f.places.values("p_value") if q is not None] for f in found]
    )
    assert np.mean(placebo <= 0.1) <= 0.12


def test_false_discoveries_of_places_are_few_where_nothing_changed():
    found = [compared(random_world(seed), replicates=99) for seed in range(200, 300)]
    any_found = [any(q is not None and q <= 0.2 for q in f.places.values("q_value")) for f in found]
    assert np.mean(any_found) <= 0.3


# Where something did


def test_a_real_change_is_found_and_is_as_large_as_it_was_made():
    found = compared(random_world(1, more=6.0))
    assert found.effect == pytest.approx(6, abs=1.5)
    assert found.p_value is not None
    assert found.p_value <= 0.001
    known = [(r["group"], r["p_value"]) for r in found.places if r["p_value"] is not None]
    assert {group for group, _ in known} == {"programme"}
    assert min(p for _, p in known) == pytest.approx(1 / 13)  # beyond all 12 control places
    steady = part(found, "programme", "reported in both")
    assert steady["change"] == pytest.approx(6, abs=1.5)


def counted_world() -> ll.Network:
    """Four places by hand: 0 and 1 as ever, 2 rises by 4, 3 begins to report."""
    rows = [[10, 10, 10, 10], [20, 20, 22, 22], [10, 10, 14, 14], [-1, -1, 40, 40]]
    return world(np.array(rows))


def test_a_change_is_counted_as_by_hand():
    found = compared(counted_world(), control=[0, 1])
    whole = part(found, "programme", "all")
    assert (whole["before"], whole["after"], whole["change"]) == (10, 27, 17)
    both = part(found, "programme", "reported in both")
    assert (both["before"], both["after"], both["change"]) == (10, 14, 4)
    through = part(found, "programme", "through reporting")
    assert through["change"] == 13
    assert through["note"] == "1 began to report, 0 ceased"
    control = part(found, "control", "all")
    assert (control["before"], control["after"], control["change"]) == (15, 16, 1)
    assert part(found, "control", "through reporting")["change"] == 0
    assert found.effect == 4 - 1
    places = {row["place"]: row for row in found.places}
    assert [places[k]["change"] for k in range(4)] == [0, 2, 4, None]
    assert places[2]["p_value"] == 1 / 3  # neither of two changed as much
    assert places[2]["q_value"] == 1 / 3
    assert [places[k]["p_value"] for k in (0, 1, 3)] == [None] * 3


# Reporting


def test_what_comes_only_of_new_reporters_is_no_effect():
    """Half of the programme's places, the lively ones, report in the later year only."""
    random = np.random.default_rng(2)
    attended = random.poisson(8, (PLACES, 12))
    attended[18:] = random.poisson(30, (6, 12))
    attended[18:, :6] = -1
    found = compared(world(attended))
    whole = part(found, "programme", "all")["change"]
    assert whole > 8
    assert abs(part(found, "programme", "reported in both")["change"]) < 2
    assert part(found, "programme", "through reporting")["change"] > 0.8 * whole
    assert part(found, "programme", "through reporting")["note"] == "6 began to report, 0 ceased"
    assert found.effect is not None
    assert abs(found.effect) < 2
    assert found.p_value is not None
    assert found.p_value > 0.05


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_add_up(seed):
    random = np.random.default_rng(seed)
    attended = random.poisson(9, (PLACES, 12))
    attended[random.random(attended.shape) < 0.4] = -1
    for half in (slice(0, 6), slice(6, 12)):
        attended[random.random(PLACES) < 0.3, half] = -1
    found = compared(world(attended), replicates=19)
    for group in ("programme", "control"):
        whole, both, through = (
            part(found, group, name)["change"]
            for name in ("all", "reported in both", "through reporting")
        )
        assert both + through == pytest.approx(whole)


def test_no_meetings_is_no_report_not_a_fall_to_nought():
    attended = np.full((4, 4), 10)
    attended[3, 2:] = -2
    found = compared(world(attended), control=[0, 1])
    assert part(found, "programme", "all")["change"] == 0
    assert part(found, "programme", "through reporting")["note"] == "0 began to report, 1 ceased"


# q, chance, and what is asked wrongly


def test_q_values_are_those_of_benjamini_and_hochberg():
    found = compared(random_world(5, more=3.0))
    asked = [(r["p_value"], r["q_value"]) for r in found.places if r["p_value"] is not None]
    p, q = zip(*asked, strict=True)
    assert list(q) == pytest.approx(ll.false_discovery(list(p)).tolist())


def test_the_same_seed_gives_the_same_p_at_any_number_of_threads():
    before, found = ll.threads(), []
    try:
        for threads in (1, 4):
            ll.set_threads(threads)
            found.append(compared(random_world(6, more=1.0), seed=3).p_value)
    finally:
        ll.set_threads(before)
    assert found[0] == found[1]


def test_without_a_control_there_is_a_change_but_no_effect():
    found = ll.before_after(counted_world(), MEASURE, start=START)
    assert found.effect is None
    assert found.p_value is None
    assert set(found.changes.values("group")) == {"programme"}
    assert "without a control" in repr(found)


def test_counts_are_added_up_and_rates_are_pooled():
    net = counted_world()
    meetings = ll.before_after(net, "participation.meetings", start=START)
    assert part(meetings, "programme", "all")["after"] == 8
    recorded = ll.before_after(
        net, "participation.recorded_share", start=START, reported="participation.meetings"
    )
    assert part(recorded, "programme", "all")["before"] == 6 / 8
    assert part(recorded, "programme", "all")["after"] == 1


def places_with_teams(**more: Any) -> ll.Network:
    """Six places: one with a second team from the later year on, three with one team, two without.
    Three people live in each of the first four; from the later year on one more is in a team."""
    homes = [place for place in range(4) for _ in range(3)]
    joined = [
        (100, 0),
        (101, 1),
        (102, 2),
        (103, 3),
        (104, 0),
    ]  # a team and its place
    return ll.Network(
        places={"id": range(6), "level": ["community"] * 6},
        persons={"id": range(1000, 1012), "home": homes},
        teams={"id": [team for team, _ in joined], "kind": ["cooks"] * 5,
               "place": [place for _, place in joined],
               "since": ["2020-01-01"] * 4 + ["2024-03-01"]},
        memberships={"member": [1000 + 3 * place for _, place in joined[:4]] + [1001],
                     "group": [team for team, _ in joined]},
        as_of="2024-12-31",
        **more,
    )  # fmt: skip


def test_whether_there_is_a_team_is_averaged_in_both_periods_however_many_there_are():
    found = ll.before_after(places_with_teams(), "coverage.presence(kind=cooks)", start=START)
    whole = part(found, "programme", "all")
    assert (whole["before"], whole["after"], whole["change"]) == (4 / 6, 4 / 6, 0)
    assert found.places.values("change") == [0] * 6


def test_memberships_need_no_meetings():
    found = ll.before_after(places_with_teams(), "participation.membership_rate", start=START)
    whole = part(found, "programme", "all")
    assert (whole["before"], whole["after"]) == (4 / 12, 5 / 12)
    assert (whole["places_before"], whole["places_after"]) == (4, 4)


def test_a_place_reports_by_the_meetings_that_the_measure_counts():
    held = {"id": [1, 2, 3], "held_by": [7, 7, 8], "attended": [3, 5, 9],
            "date": ["2023-05-01", "2024-05-01", "2024-05-01"]}  # fmt: skip
    net = ll.Network(
        places={"id": [0, 1], "level": ["community"] * 2},
        services={"id": [7, 8], "kind": ["clinic"] * 2, "place": [0, 1]},
        meetings=held,
        attendances={"meeting": [], "person": []},
        as_of="2024-12-31",
    )
    asked = f"{MEASURE}(held_by=services)"
    found = ll.before_after(net, asked, start=START)
    assert found.places.values("before") == [3, None]
    assert found.places.values("after") == [5, 9]
    assert part(found, "programme", "reported in both")["change"] == 2
    assert part(ll.before_after(net, MEASURE, start=START), "programme", "all")["change"] is None


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ([MEASURE], "one measure"),
        ([MEASURE, "participation.rate"], "one measure"),
        (5, "one measure"),
        ("deliberation.funnel", "one row a place"),
    ],
    ids=str,
)
def test_what_is_not_one_number_a_place_is_an_error(measure, said):
    net = ll.examples.district(seed=1)
    with pytest.raises(ll.MeasureError, match=said):
        ll.before_after(net, measure, start="2022-07-01")


def test_made_up_data_say_so():
    found = compared(world(np.full((4, 4), 9), origin="synthetic"), control=[0])
    assert "SYNTHETIC" in repr(found)
    assert found.changes.origin == found.places.origin == "synthetic"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "2025-06-01"}, "start=2025-06-01"),
        ({"start": "2024-01-01", "during": ("2024-02-01", "2024-06-01")}, "does not lie within"),
        ({"during": "2024"}, "both periods"),
        ({"during": (None, "2024-06-01")}, "both periods"),
        ({"control": ["nowhere"]}, "nowhere"),
        ({"control": "0"}, "list"),
        ({"control": list(range(PLACES))}, "control"),
        ({"start": "soon"}, "soon"),
        ({"during": ("2023-01-01", "later")}, "later"),
        ({"by": "village"}, "village"),
        ({"replicates": 0}, "replicates"),
        ({"seed": 2**64}, "seed"),
        ({"during": 5}, "both periods"),
        ({"control": 5}, "list"),
        ({"by": ["community"]}, "one level"),
    ],
    ids=str,
)
def test_questions_that_make_no_sense_are_errors(asked, said):
    with pytest.raises(ll.MeasureError, match=said):
        compared(random_world(1), **asked)
