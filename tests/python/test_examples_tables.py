# SPDX-License-Identifier: Apache-2.0
"""The example worlds as plain tables: the article's figures, one seed one world, no loose ends."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from importlib import import_module

import numpy as np
import pytest
from plain_tables import problems, rows

xisaishan = import_module("linli.examples.xisaishan")
district = import_module("linli.examples.district")
city = import_module("linli.examples.city")

AS_OF = np.datetime64("2023-06-30")
CENTRE_PLACE, STATION_PLACE, MUTUAL_AID_PLACE = "c07", "c19", "c21"

SEEDS = (1, 2, 20_240_607)


@cache
def synthetic(seed):
    """One district a seed for all tests, none of which changes it."""
    return district.tables(seed)


@pytest.fixture(scope="module")
def world():
    return synthetic(1)


@pytest.fixture(scope="module")
def town():
    return city.tables(persons=20_000, seed=1)


def in_force(row, on=AS_OF):
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= on) and (until is None or until > on)


def within(world, place):
    """Ids of a place and of all places below it."""
    children = {}
    for row in rows(world["places"]):
        children.setdefault(row["parent"], []).append(row["id"])
    found, open_ones = set(), [place]
    while open_ones:
        found.update(open_ones)
        open_ones = [child for p in open_ones for child in children.get(p, ())]
    return found


def team_members(world):
    """(person, team) pairs in force on the day, of teams in force."""
    teams = {row["id"] for row in rows(world["teams"]) if in_force(row)}
    persons = set(world["persons"]["id"])
    return {
        (row["member"], row["group"])
        for row in rows(world["memberships"])
        if row["group"] in teams and row["member"] in persons and in_force(row)
    }


def members(world, group):
    found = (row for row in rows(world["memberships"]) if row["group"] == group)
    return {row["member"] for row in found if in_force(row)}


def digest(tables):
    """A short hash of all values, in order."""
    content = hashlib.sha256()
    for name, table in tables.items():
        for column, values in table.items():
            text = "\n".join(map(str, values.tolist()))
            content.update(f"{name}.{column}\n{text}\n".encode())
    return content.hexdigest()[:16]


def same(a, b):
    return a.keys() == b.keys() and all(
        a[table].keys() == b[table].keys()
        and all(_same_column(a[table][name], b[table][name]) for name in a[table])
        for table in a
    )


def _same_column(a, b):
    if a.dtype != b.dtype or len(a) != len(b):
        return False
    return (
        np.array_equal(a.view(np.int64), b.view(np.int64))
        if a.dtype.kind == "M"
        else bool(np.array_equal(a, b))
    )


# Every world


def test_the_article_has_no_loose_ends():
    assert problems(xisaishan.tables()) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_district_has_no_loose_ends(seed):
    assert problems(synthetic(seed)) == []


@pytest.mark.parametrize("persons", [1_000, 4_321, 20_000])
@pytest.mark.parametrize("households", [False, True])
def test_a_city_has_no_loose_ends(persons, households):
    assert problems(city.tables(persons, seed=3, households=households)) == []


def test_one_seed_is_one_world_and_another_is_another(world, town):
    assert same(world, district.tables(seed=1))
    assert not same(world, synthetic(2))
    assert same(town, city.tables(persons=20_000, seed=1))
    assert not same(town, city.tables(persons=20_000, seed=2))


def test_worlds_have_the_same_bits_on_every_machine(world, town):
    # Recompute these only when an example is changed on purpose, and write it in the changelog.
    assert digest(world) == "c06a19c733eb74aa"
    assert digest(town) == "d9d51878cd257f93"


def test_synthetic_places_say_so_in_their_names(world, town):
    for tables in (world, town):
        for row in rows(tables["places"]):
            if row["level"] in ("city", "district", "subdistrict", "community"):
                assert row["name"].endswith("（合成）")
    names = [n for n in world["places"]["name"] if n is not None]
    assert len(names) == len(set(names))


def test_origin_is_stated():
    assert xisaishan.OPTIONS["origin"] == "observed"
    assert district.OPTIONS["origin"] == city.OPTIONS["origin"] == "synthetic"


# The article


def test_the_article_lists_nobody_and_dates_nothing():
    tables = xisaishan.tables()
    assert not {"persons", "teams", "memberships", "meetings", "issues"} & set(tables)
    assert xisaishan.OPTIONS["as_of"] is None
    assert "as_of" not in tables["reported"]


def test_the_article_reports_every_published_figure():
    published = {
        *("32", "8", "7000", "43", "7", "270", "400", "800", "998", "3709", "3354", "1481", "940"),
        *("3548", "10803", "3128", "28.9%", "605", "122", "25", "120", "45", "6", "112", "20"),
        *("10", "2018", "2020", "3"),
    }
    assert set(xisaishan.tables()["reported"]["value"]) == published


def test_the_article_has_minors_as_a_stratum_and_help_as_counts():
    tables = xisaishan.tables()
    counts = {(r["unit"], r["age_band"]): r["count"] for r in rows(tables["population"])}
    assert counts == {
        ("persons", None): 10803, ("households", None): 3548, ("persons", "0–17"): 3128
    }  # fmt: skip
    assert sorted(tables["service_counts"]["count"]) == [45, 112, 120, 605]


# The district, figure by figure, on plain rows


def test_places_of_the_district(world):
    places = within(world, "d1")
    level = Counter(r["level"] for r in rows(world["places"]) if r["id"] in places)
    assert level["community"] == 32
    assert level["subdistrict"] == 5
    residents = sum(home != "outside" for home in world["persons"]["home"] if home is not None)
    assert 180_000 < residents < 200_000


def test_the_old_quarter_has_43_old_estates_and_a_road(world):
    here = [r for r in rows(world["places"]) if r["parent"] == CENTRE_PLACE]
    assert [r["estate_age"] for r in here if r["level"] == "estate"] == ["old"] * 43
    assert [r["length_m"] for r in here if r["level"] == "road"] == [998]


def test_some_estates_cross_grids(world):
    grid = dict(zip(world["places"]["id"], world["places"]["parent"], strict=True))
    grids = {}
    for row in rows(world["place_in"]):
        grids.setdefault(row["zone"], set()).add(grid[row["place"]])
    assert 50 < sum(len(g) > 1 for g in grids.values()) < len(grids)


def test_households_residents_and_minors_of_the_station_side(world):
    places = within(world, STATION_PLACE)
    level = Counter(r["level"] for r in rows(world["places"]) if r["id"] in places)
    born = [r["birth_date"] for r in rows(world["persons"]) if r["home"] in places]
    assert level["household"] == 3548
    assert len(born) == 10803
    assert sum(b > np.datetime64("2005-06-30") for b in born) == 3128


@pytest.mark.parametrize("seed", SEEDS)
def test_nearly_7000_distinct_members_in_more_memberships(seed):
    pairs = team_members(synthetic(seed))
    assert 6650 < len({person for person, _ in pairs}) < 7000
    assert len(pairs) > 7300


def test_without_its_largest_team_the_district_is_no_longer_near_7000(world):
    pairs = team_members(world)
    largest, _ = Counter(team for _, team in pairs).most_common(1)[0]
    assert len({person for person, team in pairs if team != largest}) <= 6650


def test_some_communities_miss_teams_or_have_weak_ones(world):
    size = Counter(team for _, team in team_members(world))
    kinds = Counter(
        r["place"] for r in rows(world["teams"]) if in_force(r) and r["place"].startswith("c")
    )
    assert len(set(world["teams"]["kind"])) == 8
    assert 5 < sum(n == 8 for n in kinds.values()) < 27
    assert sum(n <= 3 for n in size.values()) >= 5


def test_posted_members_come_for_a_unit_and_mostly_live_outside(world):
    home = dict(zip(world["persons"]["id"], world["persons"]["home"], strict=True))
    posted = [r for r in rows(world["memberships"]) if r["on_behalf_of"] is not None]
    outside = sum(home[r["member"]] == "outside" for r in posted)
    assert 0.7 < outside / len(posted) < 0.95


def test_party_organisations_nest_and_lead_the_teams(world):
    parent = dict(zip(*(world["party_organisations"][c] for c in ("id", "parent")), strict=True))
    chain = ["y-c01g01"]
    while parent[chain[-1]] is not None:
        chain.append(parent[chain[-1]])
    assert chain == ["y-c01g01", "y-c01", "y-d1s1", "y-d1"]
    assert None not in set(world["teams"]["led_by"])


def test_some_communities_are_short_of_eight_social_organisations(world):
    standing = Counter(
        r["place"]
        for r in rows(world["organisations"])
        if r["kind"] == "social_organisation" and in_force(r)
    )
    assert len(standing) == 32
    assert sum(n < 8 for n in standing.values()) == 6


@pytest.mark.parametrize("seed", SEEDS)
def test_the_deliberation_centre(seed):
    world = synthetic(seed)
    held = {r["id"] for r in rows(world["meetings"]) if r["held_by"] == "centre"}
    at_home = within(world, CENTRE_PLACE)
    home = dict(zip(world["persons"]["id"], world["persons"]["home"], strict=True))
    came = [home[r["person"]] for r in rows(world["attendances"]) if r["meeting"] in held]
    closed = {r["issue"] for r in rows(world["issue_events"]) if r["state"] == "closed"}
    solved = closed & {
        r["id"] for r in rows(world["issues"]) if r["category"] == "livelihood_matter"
    }
    here = [r for r in rows(world["forums"]) if r["place"] in at_home]
    assert [r["id"] for r in here] == ["centre"]
    assert np.datetime64("2018-01-01") < here[0]["since"] < np.datetime64("2018-03-31")
    assert 270 <= len(held) <= 279
    assert 400 < sum(h in at_home for h in came) < 600
    assert 800 <= len(solved) <= 899


def test_seven_kinds_of_self_governance_team(world):
    of_class = [r for r in rows(world["organisations"]) if r["class"] == "self_governance"]
    assert len({r["kind"] for r in of_class}) == 7
    assert {r["place"] for r in of_class} == {CENTRE_PLACE}
    assert all(members(world, r["id"]) for r in of_class)


def test_the_road_went_up_to_two_supporting_units_and_was_mended(world):
    log = [(r["state"], r["actor"]) for r in rows(world["issue_events"]) if r["issue"] == "road"]
    partner = {
        r["organisation"]
        for r in rows(world["partnerships"])
        if r["place"] == CENTRE_PLACE and r["kind"] == "supporting_unit"
    }
    up = {actor for state, actor in log if state == "escalated"}
    assert len(up) == 2
    assert up <= partner
    assert [state for state, _ in log][-5:] == [
        "dispatched", "carried_out", "closed", "fed_back", "evaluated"
    ]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_forums_seats_and_topics_of_the_city(seed):
    world = synthetic(seed)
    tier = Counter(r["tier"] for r in rows(world["forums"]) if r["kind"] == "neighbourhood_forum")
    seats = [r for r in rows(world["memberships"]) if r["role"] == "fixed_representative"]
    topics = {r["id"] for r in rows(world["issues"]) if r["category"] == "topic"}
    events = list(rows(world["issue_events"]))
    closed = {r["issue"] for r in events if r["state"] == "closed"} & topics
    last = {r["issue"]: r["state"] for r in events}
    assert set(tier) == {"estate", "grid", "building"}
    assert sum(tier.values()) == 3709
    assert len(seats) == len({r["group"] for r in seats}) == len({r["member"] for r in seats})
    assert len(seats) == 3354
    assert len(topics) == 1481
    assert len(closed) == 940
    assert all(last[i] in ("closed", "fed_back", "evaluated") for i in closed)
    waiting = Counter(last[i] for i in topics - closed)
    assert set(waiting) >= {"raised", "merged", "rejected", "escalated", "dispatched", "returned"}
    assert max(r["at"] for r in events) <= AS_OF


def test_the_station_and_its_rooms(world):
    lectures = [r["date"] for r in rows(world["meetings"]) if r["held_by"] == "room-family"]
    counts = {r["outcome"]: r["count"] for r in rows(world["service_counts"])}
    rota = {
        r["member"]
        for r in rows(world["memberships"])
        if r["role"] == "rota_volunteer" and in_force(r)
    }
    assert len(world["services"]["id"]) == 3
    for year in ("2021", "2022"):
        assert sum(str(d).startswith(year) for d in lectures) == 122
    assert counts["followed_one_to_one"] == 605
    assert 120 < counts["brought_back"] <= 129
    assert (counts["back_to_school"], counts["supported"]) == (45, 112)
    assert len(members(world, "room-legal")) == 25
    assert len(rota) == 6


def test_each_week_has_a_rota_of_six(world):
    shifts = [r for r in rows(world["activities"]) if r["kind"] == "shift"]
    week = Counter((r["date"] - np.datetime64("2020-10-05")).astype(int) // 7 for r in shifts)
    assert set(list(week.values())[:-1]) == {6}


def test_mutual_aid_groups_have_twenty_odd_members(world):
    for group in ("mothers_mutual_aid", "arts_mutual_aid"):
        assert 20 <= len(members(world, group)) <= 29


def test_residents_take_part_unequally(world):
    person = {r["id"]: r for r in rows(world["persons"])}
    came = Counter(world["attendances"]["person"].tolist())
    tenure, all_of = Counter(), Counter(r["tenure"] for r in person.values())
    for p in came:
        tenure[person[p]["tenure"]] += 1
    assert tenure["own"] / all_of["own"] > 3 * tenure["rent"] / all_of["rent"]
    times = sorted(n for p, n in came.items() if person[p]["tenure"] is not None)
    assert sum(times[-len(times) // 10 :]) > 0.2 * sum(times)


# The city of any size


def test_a_city_has_the_size_that_was_asked(town):
    n = 20_000
    team = {r["id"] for r in rows(town["teams"])}
    in_team = [r for r in rows(town["memberships"]) if r["group"] in team]
    assert len(town["persons"]["id"]) == n
    assert 0.18 * n < len({r["member"] for r in in_team}) < 0.22 * n
    assert 0.76 * n < len(town["attendances"]["person"]) < 0.84 * n
    assert len(town["issues"]["id"]) == 0.06 * n
    assert len(town["teams"]["id"]) == 8 * 5
    assert any(r["on_behalf_of"] is not None for r in in_team)


def test_a_city_may_have_households():
    level = city.tables(2_000, households=True)["places"]["level"]
    assert 600 < Counter(level)["household"] < 800


def test_a_city_of_no_size_is_refused():
    for persons in (0, 999, 25_000_001):
        with pytest.raises(ValueError, match="persons"):
            city.tables(persons)
