# SPDX-License-Identifier: Apache-2.0
"""The source article's published figures, as totals: nothing in this world is invented."""

from __future__ import annotations

from ._rows import Rows, Tables

OPTIONS: dict[str, str | None] = {
    "scheme": "xisaishan",
    "origin": "observed",
    "persons_are": "listed_only",
    "as_of": None,  # the article says 今年6月 and 7月22日 but prints no year
}

ARTICLE = "“八支队伍”近7000人下沉社区——黄石西塞山区缔造社区治理共同体（湖北日报）"
NO_YEAR = "as_of is null: the article prints no year"

CITY, DISTRICT = "4202", "420203"
CHENJIAWAN, MUYANGHU, HUAYUANLU = "chenjiawan", "muyanghu", "huayuanlu"
CENTRE, STATION = "chenjiawan-centre", "muyanghu-station"
FAMILY, LEGAL, JUDICIAL = "muyanghu-family", "muyanghu-legal", "muyanghu-judicial"


def tables() -> Tables:
    """Plain tables of the article: places, what it names, totals, and every figure as reported."""
    rows = Rows()
    _add_places(rows)
    _add_named_groups(rows)
    _add_totals(rows)
    for figure in FIGURES:
        row = dict(zip(_COLUMNS, figure, strict=True))
        tie = dict(zip(_TIE, RELATIONS.get(figure[0], (None, None, None)), strict=True))
        rows.add("reported", **row, as_of=None, source=ARTICLE, **tie)
    return rows.tables()


def _add_places(rows: Rows) -> None:
    places = [
        (CITY, "city", None, "黄石市"),
        (DISTRICT, "district", CITY, "西塞山区"),
        ("420203009", "subdistrict", DISTRICT, "澄月街道"),
        ("420203010", "subdistrict", DISTRICT, "牧羊湖街道"),
        (CHENJIAWAN, "community", "420203009", "陈家湾社区"),
        (MUYANGHU, "community", "420203010", "牧羊湖社区"),
        (HUAYUANLU, "community", "420203010", "花园路社区"),
    ]
    for place, level, parent, name in places:
        code = place if place.isdigit() else None
        rows.add("places", id=place, level=level, parent=parent, name=name, code=code)


def _add_named_groups(rows: Rows) -> None:
    """What the article names; `founded` is text, for it gives years and no days."""
    rows.add(
        "forums", id=CENTRE, kind="deliberation_centre", place=CHENJIAWAN,
        name="“左邻右里”协商议事中心", founded="2018",
    )  # fmt: skip
    organisations = [
        (STATION, "practice_station", "新阶层关爱未成年人创新实践站", MUYANGHU, "2020"),
        ("huayuanlu-mothers", "mothers_mutual_aid", "宝妈帮帮团", HUAYUANLU, None),
        ("huayuanlu-arts", "arts_mutual_aid", "文艺帮帮团", HUAYUANLU, None),
    ]
    for group, kind, name, place, founded in organisations:
        rows.add("organisations", id=group, kind=kind, name=name, place=place, founded=founded)
    rooms = [
        (FAMILY, "family_education", "心理咨询师沈彬·少年家教室"),
        (LEGAL, "legal_service", "民主党派鲁彩萍·法律服务室"),
        (JUDICIAL, "judicial_guidance", "社工·司法帮教室"),
    ]
    for room, kind, name in rooms:
        rows.add("services", id=room, kind=kind, name=name, place=MUYANGHU, provider=STATION)


def _add_totals(rows: Rows) -> None:
    """Counts of people, households and help; those helped are never listed as persons."""
    counts = [(10803, "persons", None), (3548, "households", None), (3128, "persons", "0–17")]
    for count, unit, age_band in counts:
        rows.add(
            "population", place=MUYANGHU, count=count, unit=unit, age_band=age_band,
            basis="usual_residents",
        )  # fmt: skip
    helped = [
        (FAMILY, "households", 605, "followed_one_to_one"),
        (LEGAL, "persons", 120, "brought_back"),
        (LEGAL, "persons", 45, "back_to_school"),
        (JUDICIAL, "persons", 112, "supported"),
    ]
    for service, unit, count, outcome in helped:
        rows.add("service_counts", service=service, unit=unit, count=count, outcome=outcome)


_CLOSED = "deliberation.reached(state=closed) where issue.category="
_COLUMNS = ("indicator", "value", "place", "qualifier", "per", "measure", "note")

# A measure stands where the figure is what that measure would count in full data. It is left out
# where the few places and groups that the article names would be taken for all there are.
FIGURES = (
    ("communities", "32", DISTRICT, "exact", None, None, "西塞山区32个社区"),
    ("team_kinds", "8", DISTRICT, "exact", None, "counts.kinds(table=teams)", "8支队伍"),
    ("team_people", "7000", DISTRICT, "nearly", None, "coverage.members",
     "已集结“八支队伍”近7000人；人 may be persons or memberships: the article does not say"),
    ("old_estates", "43", CHENJIAWAN, "exact", None, None, "有43个老旧小区"),
    ("centre_founded", "2018", CHENJIAWAN, "exact", None, None, "于2018年初成立"),
    ("self_governance_kinds", "7", CHENJIAWAN, "exact", None, None,
     "居民代表等7类邻里自治队伍"),
    ("centre_meetings", "270", CHENJIAWAN, "over", None, "participation.meetings",
     f"召开议事会270余次；截至目前 (7月22日); {NO_YEAR}"),
    ("resident_attendances", "400", CHENJIAWAN, "more_than", None,
     "participation.attendances(who=residents)",
     f"居民参与超过400人次 (attendances, not persons); {NO_YEAR}"),
    ("matters_solved", "800", CHENJIAWAN, "over", None, _CLOSED + "livelihood_matter",
     f"解决大小民生事800余项; not the same kind of count as the city's 940; {NO_YEAR}"),
    ("road_metres", "998", CHENJIAWAN, "exact", None, None,
     "一段998米的泥吧路…向市区两级“包保”单位求助，最终修缮了泥巴路"),
    ("neighbourhood_forums", "3709", CITY, "exact", None, None,
     f"截至今年6月，已建立小区、网格、楼栋“邻里议事中心”3709个; {NO_YEAR}"),
    ("fixed_representatives", "3354", CITY, "exact", None,
     "participation.representatives(role=fixed_representative)",
     f"推选固定议事代表3354人; seats or persons: the article does not say; {NO_YEAR}"),
    ("topics", "1481", CITY, "exact", None, "deliberation.raised where issue.category=topic",
     f"累计收集筛选居民关注的热点议题1481条; {NO_YEAR}"),
    ("matters_closed", "940", CITY, "exact", None, _CLOSED + "topic",
     f"已办结协商事项940件; 63.5% only if these are among the 1481 议题; {NO_YEAR}"),
    ("households", "3548", MUYANGHU, "exact", None, "counts.households", "常住居民3548户"),
    ("residents", "10803", MUYANGHU, "exact", None, "counts.residents", "10803人"),
    ("minors", "3128", MUYANGHU, "exact", None, "counts.residents where age_band=0–17",
     "未成年人3128人"),
    ("minors_share", "28.9%", MUYANGHU, "exact", None,
     "counts.residents where age_band=0–17 / counts.residents",
     "占比28.9%; 3128 of 10803 is 28.95%: cut, not rounded"),
    ("station_founded", "2020", MUYANGHU, "exact", None, None,
     "2020年创建新阶层关爱未成年人创新实践站"),
    ("station_rooms", "3", MUYANGHU, "exact", None, "counts.groups(table=services)",
     "少年家教室、法律服务室、司法帮教室; the article lists them, it prints no number"),
    ("families_followed", "605", MUYANGHU, "exact", None,
     "counts.helped(outcome=followed_one_to_one, unit=households)",
     "一对一跟踪帮扶家庭605户; a flow over years, and 户 need not live in this community"),
    ("lectures", "122", MUYANGHU, "exact", "year", "participation.meetings(held_by=services)",
     "每年平均开展线下讲座122场"),
    ("legal_room_people", "25", MUYANGHU, "exact", None,
     "counts.members(table=services, kind=legal_service)", "凝聚新阶层人士25人"),
    ("minors_brought_back", "120", MUYANGHU, "over", None, "counts.helped(outcome=brought_back)",
     "将120余名不慎犯罪的未成年人挽回正途"),
    ("minors_back_to_school", "45", MUYANGHU, "exact", None,
     "counts.helped(outcome=back_to_school)", "帮助45名…未成年人重返学校并考取大学"),
    ("rota_volunteers", "6", MUYANGHU, "exact", "week",
     "counts.members(table=services, kind=judicial_guidance, role=rota_volunteer)",
     "每周派6名社工志愿者轮值"),
    ("minors_helped", "112", MUYANGHU, "exact", None, "counts.helped(outcome=supported)",
     "成立以来累计帮扶未成年人112人"),
    ("mothers", "20", HUAYUANLU, "over", None,
     "counts.members(table=organisations, kind=mothers_mutual_aid)",
     "吸引社区20多名宝妈; of the founder's workshop, taken here as the mothers' group"),
    ("export_countries", "10", HUAYUANLU, "over", None, None, "卖到…等10多个国家和地区"),
    ("social_organisations_each", "8", DISTRICT, "at_least", None, None,
     "推动辖区内每个社区拥有社会组织不少于8个; a target for each community"),
)  # fmt: skip

# Which figures belong together, and the condition under which they do: what `bounds` reasons from.
# Several relations of one figure, and their conditions, are separated by "|".
_TIE = ("of", "relation", "assumption")
RELATIONS = {
    "team_people": (
        "team_kinds", "entries_in",
        "if the figure counts memberships (人·队), nobody twice in one of the eight teams; "
        "if it counts persons, it is their number",
    ),
    "fixed_representatives": (
        "neighbourhood_forums", "spread_over",
        "if these are seats, each in one centre; "
        "if they are persons who may sit in several, nothing follows",
    ),
    "topics": (
        "neighbourhood_forums", "spread_over",
        "if a topic belongs to one centre and these are all topics",
    ),
    "matters_closed": (
        "topics", "part_of",
        "if the 940 matters closed (办结协商事项) are among the 1481 topics (热点议题)",
    ),
    "matters_solved": (
        "matters_closed|centre_meetings", "same_kind_as|per",
        "if 大小民生事 here and 协商事项 there were the same kind of count",
    ),
    "resident_attendances": (
        "centre_meetings|centre_meetings", "per|entries_in",
        "|if no resident is counted twice in one meeting",
    ),
    "families_followed": (
        "households", "part_of",
        "if all 605 families live in Muyanghu; a flow over years beside a stock",
    ),
}  # fmt: skip
