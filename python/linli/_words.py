# SPDX-License-Identifier: Apache-2.0
"""Words of headings and marks in Chinese; whatever is not listed stays as it is."""

from __future__ import annotations

import re

MARKS = {
    "synthetic": {"en": "SYNTHETIC DATA, no real community", "zh": "合成数据，非真实社区"},
    "mixed": {"en": "PARTLY SYNTHETIC DATA", "zh": "部分为合成数据"},
}

_ZH = {
    # columns of answers
    "measure": "指标", "value": "数值", "of": "分子/分母", "numerator": "分子",
    "denominator": "分母", "unit": "单位", "basis": "依据", "note": "说明", "origin": "来源",
    "kind": "种类", "state": "状态", "sex": "性别", "age_band": "年龄段", "actor": "承办方",
    "year": "年", "quarter": "季度", "month": "月",
    # levels
    "city": "市", "district": "区", "subdistrict": "街道", "community": "社区", "grid": "网格",
    "estate": "小区", "building": "楼栋", "household": "户", "place": "地方",
    # reported figures and bounds
    "indicator": "指标", "qualifier": "限定词", "reported": "公布值", "computed": "计算值",
    "status": "结论", "how": "如何得出", "source": "出处", "low": "下限", "high": "上限",
    "argument": "推理", "assumption": "所需假设", "agrees": "相符", "disagrees": "不符",
    "fitted": "按此拟合", "not_computable": "无法计算", "exact": "确数", "about": "约",
    "nearly": "近", "over": "余", "more_than": "超过", "at_least": "不少于", "at_most": "不多于",
    # targets and what is attained of them
    "target": "目标", "met": "达标", "not met": "未达标", "verdict": "结论", "unknown": "不详",
    "within the usual range": "在通常范围内", "outside the usual range": "超出通常范围",
    "not in force": "不在有效期", "shortfall": "差距", "needed": "尚需", "needed_unit": "所需单位",
    "force": "效力", "binding": "约束性", "guideline": "指导性", "stat": "统计口径", "each": "每处",
    "mean": "平均", "per": "每", "share_at_least": "达标处占比不少于", "scope": "适用范围",
    "valid_from": "生效日", "valid_until": "失效日", "verified": "已核对出处", "by": "按",
    "share of rows": "占各项",
    # problems
    "table": "表", "row": "行", "column": "列", "rule": "规则", "message": "问题",
    "severity": "程度", "error": "错误", "warning": "提醒", "count": "数量",
    # the catalogue and the schema
    "name": "名称", "name_en": "英文名", "name_zh": "中文名", "parameters": "参数",
    "meaning": "含义", "meaning_zh": "含义", "type": "类型", "required": "必填", "splits": "可分组",
    "filters": "可筛选", "key": "计数对象", "reads": "时点/时段", "tables": "所用表",
    # what the numbers count
    "persons": "人", "households": "户", "places": "处", "groups": "支", "kinds": "类",
    "issues": "件", "meetings": "次", "attendances": "人次", "days": "天", "sessions": "场",
    "organisations": "家", "(person, group) pairs": "人·队", "share of kinds": "占种类",
    "share of places": "占地方", "share of persons": "占人数", "share of residents": "占居民",
    "share of issues": "占议题", "share of attendances": "占人次", "Gini": "基尼系数",
    "0 or 1": "有无", "memberships a member": "人均兼任", "as the column": "同该列",
    "members per 1000 residents": "每千居民成员", "attendances a participant": "参与者人均次数",
    "attendances a meeting": "场均人次", "kinds a meeting": "场均种类",
    # states of issues
    "raised": "提出", "accepted": "受理", "screened": "筛选", "scheduled": "排期",
    "deliberated": "协商", "decided": "形成决议", "dispatched": "交办", "carried_out": "办理",
    "closed": "办结", "fed_back": "反馈", "evaluated": "评价", "escalated": "上交",
    "returned": "退回", "reopened": "重开", "merged": "并案", "rejected": "不予受理",
    # notes
    "no issues raised": "无议题", "no participants": "无参与者", "no residents": "无居民",
    "no members": "无成员", "no recorded meetings": "无有记录的会议",
    "no place of that level": "无该级地方", "no place gives this column": "无此列数据",
    "no meetings with names": "无有名单的会议", "no spells in that state": "无该状态记录",
    "no denominator: residents unknown": "分母未知：居民数不详",
    "not reached: too few have ended": "未达到：结束者太少",
    "rows": "明细", "totals": "总数", "all": "全部", "nowhere": "不在任何地方",
    "from": "依据", "more": "其余", "empty": "无数据",
}  # fmt: skip


# Notes that hold numbers or names, one pattern each.
_ZH_NOTES = [
    (re.compile(pattern), said)
    for pattern, said in (
        (r"(\S+) of (\S+) meet it", r"\2 处中 \1 处达标"),
        (r"(\S+) unknown(, left out)?", r"\1 处不详"),
        (r"mean of (\S+)", r"\1 处的平均"),
        (r"in force from (\S+) and before (\S+)", r"自 \1 起、\2 前有效"),
        (r"in force from (\S+)", r"自 \1 起有效"),
        (r"in force before (\S+)", r"\1 前有效"),
        (r"its source was not read", "出处未核对"),
        (r"no number of whole units is known to meet it", "无法以整数单位表示"),
        (r"the data have no place of the level (\S+)", r"数据中无 \1 级地方"),
        (r"places have no column '(.+)'", r"地方表无“\1”列"),
        (r"no membership has the role '(.+)'", r"成员关系中无“\1”角色"),
        (r"the scheme '(.+)' has no kind '(.+)'", r"方案“\1”无“\2”类"),
        (r"not reported: (\S+)", r"未上报：\1"),
        (r"needs the table (\S+)", r"需要表 \1"),
    )
]


def made_up(origin: str) -> list[str]:
    """What made-up data say of themselves in a file; observed data say nothing."""
    if origin == "observed":
        return []
    return [
        f"These data are {origin}: they describe no real community.",
        "本数据为合成数据,不代表任何真实社区。",
    ]


def word(text: str, lang: str = "en") -> str:
    """A heading, state, unit or note in the language asked for."""
    return _ZH.get(text, text) if lang == "zh" else text


def note(text: str, lang: str = "en") -> str:
    """A note in the language asked for, remark by remark; one not known stays as it is."""
    if lang != "zh":
        return text
    return "；".join(map(_remark, text.split("; ")))


def _remark(text: str) -> str:
    for pattern, said in _ZH_NOTES:
        if found := pattern.fullmatch(text):
            return found.expand(said)
    return word(text, "zh")


def counted(count: int, noun: str) -> str:
    """A number with its English noun: 1 row, 2 rows."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def mark(origin: str | None, lang: str = "en") -> str:
    """What made-up data must say; empty for observed data."""
    return MARKS.get(origin or "", {}).get(lang, "")
