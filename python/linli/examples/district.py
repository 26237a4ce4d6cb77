# SPDX-License-Identifier: Apache-2.0
"""A synthetic district, fitted to the source article's figures under made-up names."""

from __future__ import annotations

from ._calendar import AS_OF
from ._district_centre import add_centre
from ._district_forums import FORUMS, add_forums, local_forums
from ._district_issues import add_topics, make_topics
from ._district_meetings import add_meetings
from ._district_organisations import add_organisations
from ._district_others import STEMS as OTHER_STEMS
from ._district_others import add_other_districts
from ._district_people import Newcomers, add_people, make_people
from ._district_places import COMMUNITIES, SUBDISTRICTS, add_places, make_geography
from ._district_reported import add_reported
from ._district_services import add_services
from ._district_teams import add_teams
from ._draws import Draws
from ._names import stems
from ._rows import Rows, Tables

OPTIONS: dict[str, str | None] = {
    "scheme": "xisaishan",
    "origin": "synthetic",
    "persons_are": "all_residents",
    "as_of": str(AS_OF),
}

_HERE = 2 + len(SUBDISTRICTS)  # city, district, subdistricts


def tables(seed: int = 1) -> Tables:
    """Plain tables of one district in full and of the rest of its city in outline."""
    rows, draws = Rows(), Draws(seed)
    names = stems(draws, _HERE + COMMUNITIES + OTHER_STEMS)
    others = names[_HERE + COMMUNITIES :]
    geo = make_geography(draws, names[_HERE : _HERE + COMMUNITIES])
    people = make_people(draws, geo)
    add_places(rows, geo, names[:_HERE])
    add_people(rows, draws, geo, people)
    newcomers = Newcomers(rows, draws)
    organisations = add_organisations(rows, draws, geo, newcomers, names)
    teams = add_teams(rows, draws, geo, people, newcomers, organisations)

    local = local_forums(draws, geo, organisations)
    elsewhere = add_other_districts(rows, draws, others, FORUMS - len(local.place))
    forums = add_forums(rows, draws, people, newcomers, local, elsewhere)
    topics = make_topics(draws, forums)
    treated = topics.treated(len(local.place))
    meetings = add_meetings(rows, draws, people, organisations, teams, forums, treated)
    add_topics(rows, draws, people, organisations, forums, topics, meetings)

    add_centre(rows, draws, geo, people, newcomers, organisations, teams)
    add_services(rows, draws, geo, people, newcomers, teams)
    add_reported(rows)
    return rows.tables()
