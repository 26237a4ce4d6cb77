# SPDX-License-Identifier: Apache-2.0
"""A roster becomes persons, teams, organisations and memberships."""

from __future__ import annotations

import linli as ll
import pytest

PLACES = {"id": ["c1", "c2"], "level": ["community", "community"]}
ROSTER = {
    "place": ["c1", "c1", "c2", "c1"],
    "kind": ["volunteers", "volunteers", "volunteers", "posted_party_members"],
    "person": ["p1", "p2", "p1", "p3"],
    "role": ["head", None, None, None],
    "unit": [None, None, None, "税务局"],
    "since": ["2023-01-01", "2024-01-01", None, None],
}
PLAIN = {
    "places": PLACES,
    "persons": {"id": ["p1", "p2", "p3"]},
    "teams": {
        "id": ["c1/volunteers", "c2/volunteers", "c1/posted_party_members"],
        "kind": ["volunteers", "volunteers", "posted_party_members"],
        "place": ["c1", "c2", "c1"],
    },
    "organisations": {"id": ["税务局"], "name": ["税务局"], "kind": ["unit"]},
    "memberships": {
        "member": ["p1", "p2", "p1", "p3"],
        "group": ["c1/volunteers", "c1/volunteers", "c2/volunteers", "c1/posted_party_members"],
        "role": ROSTER["role"],
        "on_behalf_of": [None, None, None, "税务局"],
        "since": ROSTER["since"],
    },
}


def test_a_roster_is_the_same_as_its_four_tables(tmp_path):
    wanted = ll.Network(**PLAIN).fingerprint()
    assert ll.Network(places=PLACES, roster=ROSTER).fingerprint() == wanted
    for name, columns in {"places": PLACES, "roster": ROSTER}.items():
        ll.Table(columns).to_csv(tmp_path / f"{name}.csv")
    assert ll.read(tmp_path).fingerprint() == wanted


def test_who_is_known_stays_who_it_is():
    net = ll.Network(
        places=PLACES,
        persons={"id": ["p1"], "home": ["c2"]},
        teams={"id": ["t"], "kind": ["volunteers"], "place": ["c1"]},
        organisations={"id": ["u7"], "kind": ["bureau"], "name": ["税务局"]},
        roster=ROSTER,
    )
    tables = net.to_tables()
    assert sorted(tables["persons"]["id"]) == ["p1", "p2", "p3"]
    assert sorted(tables["teams"]["id"]) == ["c1/posted_party_members", "c2/volunteers", "t"]
    assert tables["organisations"]["id"].tolist() == ["u7"]
    assert tables["memberships"].values("on_behalf_of") == [None, None, None, "u7"]
    assert tables["memberships"]["group"].tolist()[:2] == ["t", "t"]


def test_what_a_roster_says_of_persons_is_theirs():
    people = {
        **ROSTER,
        "birth_date": ["1990-01-01", None, "1991-01-01", None],
        "住宅": [1, 2, 3, 4],
    }
    net = ll.Network(places=PLACES, roster=people)
    born = net.to_tables()["persons"].values("birth_date")
    assert [day and day.isoformat() for day in born] == ["1990-01-01", None, None]
    assert net.to_tables()["memberships"].values("住宅") == [1, 2, 3, 4]
    (said,) = [d for d in net.diagnostics if d["rule"] == "unused_value"]
    assert (said["table"], said["row"], said["column"]) == ("roster", 2, "birth_date")


def test_problems_of_a_roster_name_its_rows():
    broken = {
        **ROSTER,
        "place": ["c1", "c9", "c2", None],
        "since": ["2023-01-01", "x", None, None],
    }
    with pytest.raises(ll.DataError) as error:
        ll.Network(places=PLACES, roster=broken)
    found = {(p["table"], p["row"], p["column"], p["rule"]) for p in error.value.problems}
    assert found == {
        ("roster", 1, "place", "dangling_reference"),
        ("roster", 1, "since", "not_a_date"),
        ("roster", 3, "place", "missing_value"),
    }
    with pytest.raises(ll.DataError, match="roster needs a column person"):
        ll.Network(places=PLACES, roster={"place": ["c1"], "kind": ["volunteers"]})


def test_a_team_that_is_not_told_apart_is_a_problem():
    teams = {"id": ["a", "b"], "kind": ["volunteers"] * 2, "place": ["c1"] * 2}
    with pytest.raises(ll.DataError, match="several teams of the kind 'volunteers'"):
        ll.Network(places=PLACES, teams=teams, roster=ROSTER)


def test_integer_ids_stay_integers():
    numbers = {"place": [1, 2], "kind": ["volunteers"] * 2, "person": [11, 12]}
    net = ll.Network(places={"id": [1, 2], "level": ["community"] * 2}, roster=numbers)
    assert net.to_tables()["persons"]["id"].tolist() == [11, 12]
    assert net.measure("coverage.members", by="community")["value"].tolist() == [1, 1]
