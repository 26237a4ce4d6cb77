# SPDX-License-Identifier: Apache-2.0
"""The article's figures as the synthetic district's own reports: it is fitted to meet them."""

from __future__ import annotations

from ._calendar import AS_OF
from ._district_places import CITY, DISTRICT
from ._rows import Rows

_SOURCE = "synthetic: fitted to the figure that the source article prints"
_CENTRE, _STATION, _MUTUAL = "c07", "c19", "c21"
_CLOSED = "deliberation.reached(state=closed) where issue.category="
_ON = f" on {AS_OF}"
_YEAR = " during 2022-01-01..2023-01-01"

# Indicator, value as printed, place, qualifier, per, measure.
FIGURES = (
    ("communities", "32", DISTRICT, "exact", None, "counts.places(of_level=community)"),
    ("team_kinds", "8", DISTRICT, "exact", None, "counts.kinds(table=teams)"),
    ("team_people", "7000", DISTRICT, "nearly", None, "coverage.members"),
    ("old_estates", "43", _CENTRE, "exact", None, "counts.places(of_level=estate)"),
    ("self_governance_kinds", "7", _CENTRE, "exact", None,
     "counts.kinds(table=organisations) where organisation.class=self_governance"),
    ("centre_meetings", "270", _CENTRE, "over", None, "participation.meetings"),
    ("resident_attendances", "400", _CENTRE, "more_than", None,
     "participation.attendances(who=residents)"),
    ("matters_solved", "800", _CENTRE, "over", None, _CLOSED + "livelihood_matter" + _ON),
    ("road_metres", "998", _CENTRE, "exact", None, "counts.total(column=length_m)"),
    ("neighbourhood_forums", "3709", CITY, "exact", None,
     "counts.groups(table=forums, kind=neighbourhood_forum)"),
    ("fixed_representatives", "3354", CITY, "exact", None,
     "participation.representatives(role=fixed_representative)"),
    ("topics", "1481", CITY, "exact", None,
     "deliberation.raised where issue.category=topic" + _ON),
    ("matters_closed", "940", CITY, "exact", None, _CLOSED + "topic" + _ON),
    ("households", "3548", _STATION, "exact", None, "counts.households"),
    ("residents", "10803", _STATION, "exact", None, "counts.residents"),
    ("minors", "3128", _STATION, "exact", None, "counts.residents where age=0..18"),
    ("station_rooms", "3", _STATION, "exact", None, "counts.groups(table=services)"),
    ("families_followed", "605", _STATION, "exact", None,
     "counts.helped(outcome=followed_one_to_one, unit=households)"),
    ("lectures", "122", _STATION, "exact", "year",
     "participation.meetings(held_by=services)" + _YEAR),
    ("legal_room_people", "25", _STATION, "exact", None,
     "counts.members(table=services, kind=legal_service)"),
    ("minors_brought_back", "120", _STATION, "over", None, "counts.helped(outcome=brought_back)"),
    ("minors_back_to_school", "45", _STATION, "exact", None,
     "counts.helped(outcome=back_to_school)"),
    ("rota_volunteers", "6", _STATION, "exact", "week",
     "counts.members(table=services, kind=judicial_guidance, role=rota_volunteer)"),
    ("minors_helped", "112", _STATION, "exact", None, "counts.helped(outcome=supported)"),
    ("mothers", "20", _MUTUAL, "over", None,
     "counts.members(table=organisations, kind=mothers_mutual_aid)"),
    ("arts_group_people", "20", _MUTUAL, "over", None,
     "counts.members(table=organisations, kind=arts_mutual_aid)"),
)  # fmt: skip
_COLUMNS = ("indicator", "value", "place", "qualifier", "per", "measure")

# What was collected where: only this district sent its files, the city its forums and topics.
_FROM_CITY = ("places", "population", "forums", "memberships", "issues", "issue_events")
_FROM_DISTRICT = (
    "persons", "party_organisations", "teams", "organisations", "services", "serves", "place_in",
    "partnerships", "meetings", "attendances", "activities", "service_counts",
)  # fmt: skip


def add_reported(rows: Rows) -> None:
    """The figures, and which tables are complete for which place."""
    for figure in FIGURES:
        rows.add("reported", **dict(zip(_COLUMNS, figure, strict=True)), as_of=AS_OF,
                 source=_SOURCE)  # fmt: skip
    for place, tables in ((CITY, _FROM_CITY), (DISTRICT, _FROM_DISTRICT)):
        rows.add("observed", table=list(tables), place=place)
