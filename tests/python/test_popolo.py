# SPDX-License-Identifier: Apache-2.0
"""Popolo: what linli writes keeps to the standard and comes back; what others publish is read."""

from __future__ import annotations

import contextlib
import json
import warnings
from datetime import date, datetime, timedelta

import linli as ll
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standard_rules import popolo_problems

PLACES = {"id": ["c"], "level": ["community"]}


def written(net, folder):
    net.write(folder / "x.json", format="popolo")
    return json.loads((folder / "x.json").read_text(encoding="utf-8"))


def there_and_back(net, folder):
    """The network that is read again, once the file has been found to keep to the standard."""
    assert list(popolo_problems(written(net, folder))) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ll.read(folder / "x.json")


def cells(net):
    """All that tables hold, and as what; references named by their kinds may be spelt out."""
    return {
        name: {
            column: (table.type(column), table._csv_cells(column))
            for column in table.columns
            if not column.endswith("_kind")
        }
        for name, table in net.to_tables().items()
    }


def same(net, folder):
    back = there_and_back(net, folder)
    assert back.fingerprint() == net.fingerprint()
    assert cells(back) == cells(net)
    for about in ("origin", "as_of", "persons_are", "scheme"):
        assert getattr(back, about) == getattr(net, about)
    return back


def published(folder, **document):
    (folder / "p.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder / "p.json"


def read_without_remarks(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ll.read(path)


# What linli wrote


def test_examples_come_back_as_they_were(small, article, district, tmp_path):
    same(small, tmp_path)
    same(article, tmp_path)
    back = there_and_back(district, tmp_path)
    assert back.fingerprint() == district.fingerprint()
    assert back.counts == district.counts
    question = ("coverage.breadth", "community")
    assert back.measure(*question).to_dicts() == district.measure(*question).to_dicts()


def test_an_empty_network_is_an_empty_file(tmp_path):
    document = written(ll.Network(), tmp_path)
    lists = {name: document[name] for name in ("areas", "persons", "organizations", "events")}
    assert lists == {"areas": [], "persons": [], "organizations": [], "events": []}
    assert same(ll.Network(), tmp_path).to_tables() == {}
    empty = ll.Network(persons={"id": []}, meetings={"id": [], "held_by": [], "date": []})
    assert list(same(empty, tmp_path).to_tables()) == ["persons", "meetings"]


def test_each_table_is_the_class_that_popolo_has_for_it(tmp_path):
    net = ll.Network(
        places={"id": ["s", "c"], "level": ["subdistrict", "community"], "parent": [None, "s"],
                "name": [None, "甲社区"], "code": [None, "420203001"], "lon": [None, 115.1],
                "lat": [None, 30.2]},
        persons={"id": [7], "name": ["王某"], "sex": ["F"], "birth_date": ["1990-05-01"],
                 "home": ["c"]},
        party_organisations={"id": ["b"], "kind": ["branch"], "place": ["c"]},
        teams={"id": ["t"], "kind": ["volunteers"], "name": ["志愿队"], "place": ["c"],
               "led_by": ["b"], "since": ["2020-01-01"], "until": ["2024-01-01"]},
        organisations={"id": ["u", "v"], "kind": ["unit", "office"], "parent": [None, "u"]},
        forums={"id": ["f"], "kind": ["hall"]},
        memberships={"member": [7, "u"], "group": ["t", "t"], "role": ["队长", None],
                     "on_behalf_of": ["u", None], "since": ["2021-01-01", None],
                     "until": ["2022-03-01", None]},
        meetings={"id": ["m"], "held_by": ["f"], "date": ["2023-05-06"], "kind": ["deliberation"],
                  "attended": [9]},
        attendances={"meeting": ["m"], "person": [7], "as_group": ["t"]},
    )  # fmt: skip
    document = written(net, tmp_path)
    assert document["areas"][1] == {
        "id": "places/c", "classification": "community", "name": "甲社区",
        "identifier": "420203001", "parent_id": "places/s",
        "geometry": {"type": "Point", "coordinates": [115.1, 30.2]},
        "linli": {"row": {"id": "c"}},
    }  # fmt: skip
    assert document["persons"] == [
        {"id": "persons/7", "name": "王某", "gender": "F", "birth_date": "1990-05-01",
         "linli": {"row": {"id": 7, "home": "c"}}}
    ]  # fmt: skip
    by_id = {one["id"]: one for one in document["organizations"]}
    assert by_id["teams/t"] == {
        "id": "teams/t", "classification": "volunteers", "name": "志愿队",
        "founding_date": "2020-01-01", "dissolution_date": "2023-12-31", "area_id": "places/c",
        "linli": {"table": "teams", "row": {"id": "t", "led_by": "b"}},
    }  # fmt: skip
    assert by_id["organisations/v"]["parent_id"] == "organisations/u"
    assert by_id["party_organisations/b"]["linli"]["table"] == "party_organisations"
    assert document["memberships"] == [
        {"role": "队长", "start_date": "2021-01-01", "end_date": "2022-02-28",
         "organization_id": "teams/t", "on_behalf_of_id": "organisations/u",
         "person_id": "persons/7"},
        {"organization_id": "teams/t", "member": {"id": "organisations/u"}},
    ]  # fmt: skip
    assert document["events"] == [
        {"id": "meetings/m", "start_date": "2023-05-06", "classification": "deliberation",
         "organization_id": "forums/f", "linli": {"row": {"id": "m", "attended": 9}},
         "attendees": [{"id": "persons/7", "linli": {"row": {"as_group": "t"}}}]}
    ]  # fmt: skip
    same(net, tmp_path)


def test_an_end_is_the_last_day_where_until_is_the_day_after(tmp_path):
    until = ["2024-03-01", "2024-03-01T00:00", "2024-03-01T09:30", "2024-01-01"]
    net = ll.Network(
        persons={"id": [1]},
        teams={"id": ["t"], "kind": ["k"]},
        memberships={"member": [1] * 4, "group": ["t"] * 4, "since": ["2024-01-01"] * 4,
                     "until": until},
    )  # fmt: skip
    ends = [one["end_date"] for one in written(net, tmp_path)["memberships"]]
    assert ends == ["2024-02-29", "2024-02-29", "2024-03-01", "2023-12-31"]
    same(net, tmp_path)


def test_moments_are_written_in_utc_and_kept_to_the_microsecond(tmp_path):
    dates = ["2024-01-01T07:30", "2024-01-01", "2024-01-01T00:00", "2024-01-01T12:00:00.000001",
             "0001-01-01T00:00", "9999-12-31T23:59:59"]  # fmt: skip
    for zone, first, last in (
        ("+08:00", "2023-12-31T23:30:00Z", "9999-12-31T15:59:59Z"),
        ("-05:00", "2024-01-01T12:30:00Z", None),
    ):
        net = ll.Network(
            forums={"id": ["f"], "kind": ["hall"]},
            meetings={"id": range(6), "held_by": ["f"] * 6, "date": dates},
            zone=zone,
        )
        events = written(net, tmp_path)["events"]
        assert [event.get("start_date") for event in events[:2]] == [first, "2024-01-01"]
        assert events[5].get("start_date") == last
        same(net, tmp_path)


def test_what_popolo_cannot_hold_is_kept_beside(tmp_path):
    net = ll.Network(
        places={**PLACES, "lon": [115.0], "since": ["2020-01-01T08:00"],
                "opened": [datetime(2020, 1, 1)], "closed": [date(2021, 1, 1)],
                "floors": [float("inf")], "gated": [True], "digits": ["007"]},
        persons={"id": [1, 2, 3], "home": ["c", "outside", None], "age": [70, None, 3],
                 "name": [1, 2, 3], "birth_date": ["1990-01-01T01:00", None, None]},
        services={"id": ["s"], "kind": ["lessons"], "provider": ["s"],
                  "since": ["0001-01-01"], "until": ["0001-01-01"]},
        issues={"id": [5], "place": ["c"], "raised_at": ["2024-01-01"], "title": ["漏水"],
                "due_at": ["2024-02-01T12:00"]},
        issue_events={"issue": [5, 5], "state": ["accepted", "closed"],
                      "at": ["2024-01-02", "2024-01-02"]},
        service_counts={"service": ["s"], "unit": ["persons"], "count": [3]},
        population={"place": ["c"], "count": [2000], "sex": ["F"]},
        forums={"id": ["f"], "kind": ["hall"]},
        meetings={"id": ["m"], "held_by": ["f"], "date": ["2024-01-01"], "attendees": ["全体"]},
        attendances={"meeting": ["m"], "person": [1]},
        origin="mixed", persons_are="listed_only", as_of="2024-05-01T10:00",
        scheme=ll.Scheme("own", [ll.Kind("a", "甲", "A")]),
    )  # fmt: skip
    back = same(net, tmp_path)
    places = back.to_tables()["places"]
    assert (places.values("digits"), places.type("opened")) == (["007"], "instant")
    assert back.to_tables()["persons"].values("home") == ["c", "outside", None]


def test_made_up_data_say_so_at_the_head_of_the_file(small, tmp_path):
    small.write(tmp_path / "x.json", format="popolo")
    head = (tmp_path / "x.json").read_text(encoding="utf-8")[:200]
    assert "These data are synthetic: they describe no real community." in head
    assert "about" not in written(ll.Network(places=PLACES), tmp_path)["linli"]


def test_ids_of_several_tables_and_types_stay_apart(tmp_path):
    net = ll.Network(
        places={"id": ["1"], "level": ["community"]},
        persons={"id": [1, 2], "home": ["1", "1"]},
        teams={"id": [1], "kind": ["a"]},
        organisations={"id": ["1", "a/b"], "kind": ["a", "b"]},
        meetings={"id": [1], "held_by": ["1"], "held_by_kind": ["organisations"],
                  "date": ["2024-01-01"]},
        attendances={"meeting": [1], "person": [1], "as_group": [1], "as_group_kind": ["teams"]},
        memberships={"member": [1, 1, 2], "member_kind": ["persons", "organisations", None],
                     "group": [1, 1, "a/b"], "group_kind": ["organisations", "teams", None]},
    )  # fmt: skip
    document = written(net, tmp_path)
    assert [one["linli"]["row"]["id"] for one in document["organizations"]] == [1, "1", "a/b"]
    memberships = same(net, tmp_path).to_tables()["memberships"]
    assert memberships.values("member_kind") == ["persons", "organisations", None]  # 2 is but one
    assert memberships.values("group_kind") == ["organisations", "teams", None]


def test_what_is_changed_by_hand_counts_and_not_what_was_kept(tmp_path):
    net = ll.Network(
        persons={"id": [1]}, teams={"id": ["t"], "kind": ["k"]},
        memberships={"member": [1], "group": ["t"], "until": ["2024-03-01T09:30"]},
    )  # fmt: skip
    document = written(net, tmp_path)
    document["memberships"][0]["end_date"] = "2024-05-31"
    document["persons"].append({"id": "new", "name": "李某"})
    document["memberships"].append({"person_id": "new", "organization_id": "teams/t"})
    tables = read_without_remarks(published(tmp_path, **document)).to_tables()
    assert tables["memberships"].values("until") == [date(2024, 6, 1), None]
    assert tables["memberships"].values("member") == ["1", "new"]
    assert tables["persons"].values("name") == [None, "李某"]


def test_options_come_before_those_of_the_file(small, tmp_path):
    small.write(tmp_path / "x.json", format="popolo")
    net = ll.read(tmp_path / "x.json", origin="observed", scheme=["volunteers"], as_of="2024-02-01")
    assert net.origin == "observed"
    assert [kind.key for kind in net.scheme.kinds] == ["volunteers"]
    assert net.as_of == date(2024, 2, 1)


def test_sensitive_columns_need_leave_again(tmp_path):
    net = ll.Network(persons={"id": [1], "religion": ["x"]}, allow=["religion"])
    net.write(tmp_path / "x.json", format="popolo")
    assert ll.read(tmp_path / "x.json").refused.to_dicts() == [
        {"table": "persons", "column": "religion"}
    ]
    again = ll.read(tmp_path / "x.json", allow=["religion"])
    assert again.fingerprint() == net.fingerprint()


days = st.dates(date(1, 1, 1), date(9999, 12, 31))
instants = st.one_of(
    st.none(), days.map(date.isoformat),
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)).map(datetime.isoformat),
)  # fmt: skip
words = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
)
keys = st.one_of(st.integers(0, 9), st.sampled_from(["1", "甲", "a/b", "teams/1", "x y"]))


@st.composite
def networks(draw):
    """Small networks with anything in the cells that the standard has terms for."""

    def ids(most):
        return draw(st.lists(keys, min_size=1, max_size=most, unique_by=str))

    def column(values, rows):
        return [draw(values) for _ in rows]

    def spans(rows):
        found = []
        for _ in rows:
            since, until = draw(instants), draw(instants)
            if since is not None and until is not None and until[:10] <= since[:10]:
                until = None
            found.append((since, until))
        return {"since": [s for s, _ in found], "until": [u for _, u in found]}

    def texts(rows):
        return [str(row) for row in rows]

    places, persons, teams, organisations = ids(3), ids(3), ids(3), ids(3)
    held = [(draw(st.sampled_from(teams)), "teams") for _ in range(2)]
    rows = range(draw(st.integers(0, 4)))
    members = [draw(st.sampled_from([(p, "persons") for p in persons]
                                    + [(o, "organisations") for o in organisations]))
               for _ in rows]  # fmt: skip
    groups = [draw(st.sampled_from([(t, "teams") for t in teams]
                                   + [(o, "organisations") for o in organisations]))
              for _ in rows]  # fmt: skip
    return ll.Network(
        places={"id": places, "level": [f"l{i}" for i in range(len(places))],
                "parent": [None, *places[:-1]], "name": column(words, places),
                "code": column(words, places), "lon": column(st.floats(-180, 180), places),
                "lat": column(st.one_of(st.none(), st.floats(-90, 90)), places), **spans(places)},
        persons={"id": persons, "sex": column(words, persons),
                 "birth_date": column(instants, persons), "name": column(words, persons),
                 "home": column(st.sampled_from([None, "outside", *places]), persons)},
        teams={"id": teams, "kind": ["k"] * len(teams), "name": column(words, teams),
               "place": column(st.sampled_from([None, *places]), teams), **spans(teams)},
        organisations={"id": organisations, "kind": ["社"] * len(organisations),
                       "parent": [None, *organisations[:-1]], **spans(organisations)},
        memberships={"member": texts(m for m, _ in members), "member_kind": [k for _, k in members],
                     "group": texts(g for g, _ in groups), "group_kind": [k for _, k in groups],
                     "role": column(words, rows), **spans(rows),
                     "on_behalf_of": column(st.sampled_from([None, *texts(organisations)]), rows)},
        meetings={"id": ["m", 1], "held_by": texts(h for h, _ in held),
                  "held_by_kind": [k for _, k in held], "kind": column(words, held),
                  "date": column(instants.filter(bool), held)},
        attendances={"meeting": ["m", "1"], "person": column(st.sampled_from(persons), held),
                     "role": column(words, held)},
        zone=draw(st.sampled_from(["+08:00", "-03:30", "Z", "+14:00"])),
        origin=draw(st.sampled_from(["observed", "synthetic", "mixed"])),
    )  # fmt: skip


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(net=networks())
def test_any_network_comes_back(tmp_path_factory, net):
    same(net, tmp_path_factory.mktemp("popolo"))


def test_the_rules_that_files_are_held_to_can_be_broken(small, tmp_path):
    good = written(small, tmp_path)

    def broken(change):
        document = json.loads(json.dumps(good))
        change(document)
        return list(popolo_problems(document))

    assert broken(lambda d: d["persons"][0].update(id=1))
    assert broken(lambda d: d["persons"].append(d["persons"][0]))
    assert broken(lambda d: d["persons"][0].update(home="A"))
    assert broken(lambda d: d["areas"][1].update(parent_id="city"))
    assert broken(lambda d: d["areas"][1].update(geometry="115, 30"))
    assert broken(lambda d: d["organizations"][0].update(founding_date="2024-01-01T00:00:00Z"))
    assert broken(lambda d: d["memberships"][0].pop("person_id"))
    assert broken(lambda d: d["memberships"][0].pop("organization_id"))
    assert broken(lambda d: d["events"][0].update(start_date="2024-01-01T00:00:00+08:00"))
    assert broken(lambda d: d["events"][0]["attendees"][0].update(id="persons/99"))


# What others publish


def test_a_legislature_is_read_with_its_posts_areas_and_sittings(tmp_path):
    path = published(
        tmp_path,
        persons=[{"id": "p1", "name": "Ana", "gender": "female", "birth_date": "1970-02-03"},
                 {"id": "p2", "name": "Ben", "death_date": "2020-06-30"}],
        organizations=[
            {"id": "h", "name": "House", "classification": "legislature", "area_id": "a",
             "founding_date": "1901"},
            {"id": "party", "name": "Party", "classification": "party"},
            {"id": "club", "name": "Club", "classification": "committee", "parent_id": "h"}],
        posts=[{"id": "seat", "label": "Member for North", "organization_id": "h"},
               {"id": "chair", "role": "chair", "organization_id": "club"}],
        areas=[{"id": "a", "name": "Land", "classification": "country", "identifier": "L"},
               {"id": "n", "name": "North", "classification": "constituency", "parent_id": "a"}],
        memberships=[
            {"person_id": "p1", "organization_id": "h", "on_behalf_of_id": "party",
             "role": "member", "start_date": "2015-03", "end_date": "2019"},
            {"person_id": "p2", "post_id": "seat", "start_date": "2018-01-01T08:00:00Z"},
            {"person_id": "p2", "post_id": "chair", "organization_id": "club",
             "end_date": "9999-12-31"},
            {"member": {"id": "party", "name": "Party"}, "organization_id": "h"},
            {"member_id": "p1", "organization_id": "party"}],
        events=[{"id": "e", "organization_id": "h", "start_date": "2016-01-02T20:30Z",
                 "classification": "sitting", "attendees": [{"id": "p1"}, {"name": "Guest"}]}],
    )  # fmt: skip
    with pytest.warns(UserWarning, match=r"p\.json: ") as said:
        net = ll.read(path)
    (warning,) = said
    assert warning.filename == __file__
    text = str(warning.message)
    assert "persons without an id: one was made up (1)" in text
    assert "memberships.start_date of no single day: taken as the whole month or year (1)" in text
    assert "organizations.founding_date of no single day" in text
    tables = net.to_tables()
    assert net.counts == {"places": 2, "persons": 3, "organisations": 3, "meetings": 1,
                          "memberships": 5, "attendances": 2}  # fmt: skip
    assert net.levels == {"country": 1, "constituency": 1}
    places, members = tables["places"], tables["memberships"].to_dicts()
    assert (places.values("parent"), places.values("code")) == ([None, "a"], ["L", None])
    assert tables["persons"].values("sex") == ["female", None, None]
    assert tables["persons"].values("until") == [None, date(2020, 7, 1), None]
    organisations = tables["organisations"]
    assert organisations.values("kind") == ["legislature", "party", "committee"]
    assert organisations.values("place") == ["a", None, None]
    assert organisations.values("parent") == [None, None, "h"]
    assert organisations.values("since") == [date(1901, 1, 1), None, None]
    assert [(m["member"], m["group"], m["role"]) for m in members] == [
        ("p1", "h", "member"), ("p2", "h", "Member for North"), ("p2", "club", "chair"),
        ("party", "h", None), ("p1", "party", None),
    ]  # fmt: skip
    assert (members[0]["since"], members[0]["until"]) == (datetime(2015, 3, 1), date(2020, 1, 1))
    assert members[1]["since"] == datetime(2018, 1, 1, 16)
    assert members[2]["until"] is None
    assert members[0]["on_behalf_of"] == "party"
    assert tables["meetings"].values("date") == [datetime(2016, 1, 3, 4, 30)]
    assert tables["attendances"].values("person") == ["p1", "persons-3"]
    assert net.origin == "observed"


def test_objects_inside_others_are_found(tmp_path):
    area = {"name": "Ward 1", "classification": "ward"}
    path = published(
        tmp_path,
        persons=[{
            "id": "p", "name": "Ana",
            "memberships": [
                {"id": "m1", "organization": {"id": "o", "name": "Council", "area": area}},
                {"id": "m2", "post": {"id": "s", "role": "mayor", "organization_id": "o"}},
            ],
        }],
        organizations=[
            {"id": "o", "classification": "council",
             "memberships": [{"id": "m1", "person_id": "p"},
                             {"id": "m3", "person_id": "p", "role": "treasurer"}],
             "posts": [{"label": "clerk", "memberships": [{"id": "m4", "person_id": "p"}]}]},
            {"id": "q", "classification": "board", "area": area,
             "parent": {"id": "o", "name": "Council"}},
        ],
    )  # fmt: skip
    with pytest.warns(UserWarning, match="areas without an id: one was made up") as said:
        net = ll.read(path)
    assert "differently" not in str(said[0].message)
    tables = net.to_tables()
    assert tables["places"].values("name") == ["Ward 1"]
    assert tables["organisations"].values("id") == ["o", "q"]
    assert tables["organisations"].values("name") == ["Council", None]
    assert tables["organisations"].values("place") == ["areas-1", "areas-1"]
    assert tables["organisations"].values("parent") == [None, "o"]
    members = tables["memberships"].to_dicts()
    assert sorted((m["member"], m["group"], m["role"] or "") for m in members) == [
        ("p", "o", ""), ("p", "o", "clerk"), ("p", "o", "mayor"), ("p", "o", "treasurer"),
    ]  # fmt: skip


def test_whatever_is_left_out_is_said(tmp_path):
    path = published(
        tmp_path,
        meta={"sources": ["x"]},
        motions=[{"id": 1}, {"id": 2}],
        persons=[{"id": "p", "birth_date": "1970", "email": "a@b.c", "image": None, "links": []},
                 {"id": "q", "email": "c@d.e", "contact_details": [{"type": "phone"}]}],
        organizations=[{"id": "o"}, {"id": "term", "classification": "x"}],
        memberships=[{"person_id": "p", "organization_id": "o", "legislative_period_id": "t",
                      "area_id": "a"}],
        areas=[{"id": "a", "geometry": {"type": "Polygon", "coordinates": []}}],
        posts=[{"id": "vacant", "organization_id": "o", "area_id": "a"}],
        events=[{"id": "t", "organization_id": "o", "start_date": "2011-01-01",
                 "end_date": "2015-01-01"},
                {"id": "u", "start_date": "2011-01-01"},
                {"id": "v", "organization_id": "o", "start_date": "2011-01"},
                {"id": "w", "organization_id": "o", "start_date": "2011-01-01", "location": "Hall",
                 "end_date": "2011-01-01"}],
    )  # fmt: skip
    with pytest.warns(UserWarning, match=r"p\.json: left out") as said:
        net = ll.read(path)
    text = str(said[0].message)
    for left in (
        "meta (1)", "motions (2)", "persons.email (2)", "persons.contact_details (1)",
        "persons.birth_date of no single day (1)", "memberships.legislative_period_id (1)",
        "memberships.area_id (1)", "areas.geometry (1)", "posts that nobody holds (1)",
        "posts.area_id (1)", "events of more than a day (1)", "events that nobody holds (1)",
        "events of no single day (1)", "events.location (1)", "events.end_date (1)",
        "organizations without a classification: 'unclassified' (1)",
        "areas without a classification: their level is 'area' (1)",
    ):  # fmt: skip
        assert left in text
    assert "image" not in text
    assert "links" not in text
    assert net.counts["meetings"] == 1
    assert net.to_tables()["persons"].columns == ["id"]


def test_areas_alike_inside_one_another_get_levels_of_their_own(tmp_path):
    areas = [{"id": "a", "classification": "ward"},
             {"id": "b", "classification": "ward", "parent_id": "a"},
             {"id": "c", "parent_id": "b"}, {"id": "d", "parent_id": "c"}]  # fmt: skip
    with pytest.warns(UserWarning, match="inside others of their classification") as said:
        net = ll.read(published(tmp_path, areas=areas))
    assert net.to_tables()["places"].values("level") == ["ward", "ward 2", "area", "area 2"]
    assert "their level is 'area' (2)" in str(said[0].message)


def test_what_is_said_twice_and_differently_is_told(tmp_path):
    persons = [{"id": "p", "name": "Ana"}, {"id": "p", "name": "Anna", "gender": "f"}]
    with pytest.warns(UserWarning, match=r"persons said twice and differently.*\(1\)"):
        net = ll.read(published(tmp_path, persons=persons))
    assert net.to_tables()["persons"].to_dicts() == [{"id": "p", "name": "Ana", "sex": "f"}]


def test_numbers_as_ids_and_ids_of_both_classes(tmp_path):
    path = published(
        tmp_path,
        persons=[{"id": 1, "name": "Ana"}],
        organizations=[{"id": 1, "classification": "party"}],
        memberships=[{"person_id": "1", "organization_id": 1}],
    )
    tables = read_without_remarks(path).to_tables()
    assert tables["persons"].values("id") == [1]
    assert tables["memberships"].to_dicts() == [{"member": 1, "member_kind": "persons", "group": 1}]


def test_a_member_may_be_a_person_or_an_organization(tmp_path):
    path = published(
        tmp_path,
        persons=[{"id": "1"}, {"id": "p"}],
        organizations=[{"id": "1", "classification": "x"}, {"id": "o", "classification": "x"}],
        memberships=[
            {"person_id": None, "member": {"id": "p"}, "organization_id": "o"},
            {"person_id": "1", "member": None, "organization_id": "1"},
            {"member_id": "1", "organization_id": "o"},
        ],
    )
    with pytest.warns(UserWarning, match=r"may be either: taken as organizations \(1\)"):
        net = ll.read(path)
    members = net.to_tables()["memberships"]
    assert members.values("member") == ["p", "1", "1"]
    assert members.values("member_kind") == [None, "persons", "organisations"]


def test_faults_of_the_data_are_named_by_row(tmp_path):
    path = published(
        tmp_path,
        persons=[{"id": "p"}],
        organizations=[{"id": "o", "classification": "x"}],
        memberships=[{"person_id": "nobody", "organization_id": "o"}, {"person_id": "p"},
                     {"person_id": "p", "organization_id": "o", "start_date": "soon"}],
    )  # fmt: skip
    with pytest.raises(ll.DataError) as caught:
        ll.read(path)
    found = [(p["row"], p["column"], p["rule"]) for p in caught.value.problems]
    assert found == [
        (0, "member", "dangling_reference"), (1, "group", "missing_value"),
        (2, "since", "not_a_date"),
    ]  # fmt: skip
    assert len(ll.read(path, strict=False).rejected) == 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "could not be read as JSON"),
        ("", "could not be read as JSON"),
        ("[" * 100_000, "could not be read as JSON"),
        ("[]", "no Popolo file: looked for areas, .*, found a list"),
        ('{"type": "FeatureCollection", "features": []}', "no Popolo file.*found features, type"),
        ('{"events": [], "objects": [], "eventTypes": []}', "event log of OCEL"),
        ('{"persons": {}}', "'persons' is not a list of objects"),
        ('{"persons": [1]}', "'persons' is not a list of objects"),
        ('{"persons": [], "persons": []}', "two keys 'persons'"),
        ('{"persons": [{"id": NaN}]}', "NaN is no number in JSON"),
        ('{"persons": [], "linli": {"version": 2}}', "another version"),
        ('{"persons": [], "linli": []}', "'linli' is not an object"),
        ('{"persons": [{"id": 1, "linli": 3}]}', "'linli' is not an object"),
        ('{"organizations": [{"id": 1, "linli": {"table": "x"}}]}', "'x' is no table of groups"),
        ('{"persons": [{"id": 1, "memberships": 5}]}', "persons '1': 'memberships' is not a list"),
    ],
)
def test_another_file_of_json_says_what_it_is_not(tmp_path, text, complaint):
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(ll.FileError, match=complaint) as caught:
        ll.read(tmp_path / "x.json")
    assert "x.json" in str(caught.value)


def test_files_that_cannot_be_read_or_written_are_named(small, tmp_path):
    with pytest.raises(ll.FileError, match=r"there is no file .*x\.json"):
        ll.read(tmp_path / "x.json")
    (tmp_path / "y.json").write_bytes(b'{"persons": [{"name": "\xcd\xf5"}]}')
    with pytest.raises(ll.FileError, match=r"y\.json could not be read as JSON: 'utf-8' codec"):
        ll.read(tmp_path / "y.json")
    (tmp_path / "file").write_text("")
    with pytest.raises(ll.FileError, match="could not be written"):
        small.write(tmp_path / "file" / "x.json", format="popolo")
    with pytest.raises(ll.SchemaError, match="format='popolo' or format='ocel'"):
        small.write(tmp_path / "x.json")
    for name, form in (("x", "popolo"), ("x.json", "csv"), ("x.xlsx", "ocel")):
        with pytest.raises(ll.SchemaError, match=f"no name for {form}"):
            small.write(tmp_path / name, form)
    with pytest.raises(ll.SchemaError, match="encoding= is of CSV files"):
        ll.read(tmp_path / "y.json", encoding="utf-8")
    with pytest.raises(ll.SchemaError, match="until= is of tables"):
        ll.read(tmp_path / "y.json", until="inclusive")


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "x.json").write_text('{"persons": [{"id": "p"}]}', encoding="utf-8-sig")
    assert ll.read(tmp_path / "x.json").counts == {"persons": 1}


loose = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3),
              st.floats(allow_nan=False, allow_infinity=False),
              st.sampled_from(["p", "o", "2015", "2015-02", "2015-02-30", "9999-12-31", "0000"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([
                "id", "name", "person_id", "organization_id", "organization", "person", "parent",
                "parent_id", "area", "memberships", "posts", "post", "member", "attendees", "linli",
                "row", "table", "start_date", "end_date", "birth_date", "classification",
                "geometry", "type", "coordinates", "role", "columns", "rows", "settings", "persons",
                "teams",
            ]),
            inner, max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip
listed = st.lists(st.dictionaries(st.sampled_from(["id", "name", "linli", "person_id", "parent_id",
    "organization_id", "memberships", "member", "area", "start_date", "end_date", "attendees"]),
    loose, max_size=5), max_size=3)  # fmt: skip


@settings(max_examples=300, deadline=timedelta(seconds=5))
@given(document=st.dictionaries(
    st.sampled_from(["persons", "organizations", "memberships", "areas", "events", "posts",
                     "linli"]),
    st.one_of(loose, listed, listed), max_size=6,
))  # fmt: skip
def test_whatever_a_file_holds_gives_a_network_or_an_error_of_ours(tmp_path_factory, document):
    path = published(tmp_path_factory.mktemp("loose"), **document)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(ll.LinliError):
            assert ll.read(path).counts is not None


def test_objects_too_deep_in_one_another_are_an_error(tmp_path):
    area = {"id": "0"}
    for depth in range(1, 480):
        area = {"id": str(depth), "parent": area}
    with pytest.raises(ll.FileError, match=r"p\.json"):
        ll.read(published(tmp_path, areas=[area]))
