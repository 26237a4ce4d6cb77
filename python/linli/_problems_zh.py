# SPDX-License-Identifier: Apache-2.0
"""Problems of data said in Chinese: the names of rules, and messages by their pattern."""

from __future__ import annotations

import re

from . import _core
from ._names import rules
from .table import Table

RULES = {
    "missing_column": "缺少列", "missing_value": "缺少值", "duplicate_id": "编号重复",
    "duplicate_column": "列名重复", "missing_header": "缺少表头",
    "dangling_reference": "引用不存在",
    "ambiguous_reference": "引用不明确", "wrong_kind": "引用了他种对象", "cycle": "循环",
    "level_inside_itself": "层级自套", "not_a_number": "不是数字", "not_a_date": "不是日期",
    "until_before_since": "终止早于起始", "negative": "负数", "too_large": "过大",
    "encoding": "编码", "ragged_row": "列数不符", "unclosed_quote": "引号未闭合",
    "unknown_word": "未知词", "unknown_column": "未使用的列", "unknown_table": "未知的表",
    "unread_table": "未读取的表", "several_roots": "多个根", "level_spelling": "层级拼写",
    "unknown_home": "居住地不详", "unplaced_group": "组织无服务地方", "told_again": "重复来源",
    "kind_outside_scheme": "方案外的种类", "group_not_in_force": "组织不在有效期",
    "event_before_raised": "早于提出", "parent_unlike_children": "上级与下级之和不符",
    "more_listed_than_population": "名单多于人口", "far_date": "日期过远",
    "duplicate_row": "重复行", "protected_minors": "保护未成年人", "unused_value": "未采用的值",
}  # fmt: skip

# `{1}` is what the first group found; a name of the schema is said in Chinese by `{t1}` (a table or
# several) and `{c1}` (a column).
_MESSAGES = [
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"'(.*)' is not a table that (\S+) can name", "“{1}”不是“{c2}”所能引用的表"),
        (r"'(.*)' is an id in several tables; say which in a column (\S+)",
         "“{1}”在多个表中都是编号；请在“{c2}”列说明是哪个表"),
        (r"'(.*)' is in (\S+), but (\S+) names (.+)", "“{1}”在“{t2}”表中，而“{c3}”应引用{t4}"),
        (r"'(.*)' is not in (.+?); nearest is '(.*)'", "“{1}”不在{t2}中；最接近的是“{3}”"),
        (r"'(.*)' is not in (.+)", "“{1}”不在{t2}中"),
        (r"'(.*)' is not a whole number", "“{1}”不是整数"),
        (r"'(.*)' is not a number", "“{1}”不是数字"),
        (r"'(.*)' is not a date like (\S+) or a time like (\S+)",
         "“{1}”不是日期（如 {2}）或时间（如 {3}）"),
        (r"'(.*)' is not one of (.+)", "“{1}”不在可选词之中：{w2}"),
        (r"'(.*)' is negative", "“{1}”是负数"),
        (r"'(.*)' is more than (\S+)", "“{1}”大于 {2}"),
        (r"a row of (\S+) needs (\S+)", "此行必须填写“{c2}”"),
        (r"a row without an id", "此行没有编号"),
        (r"until (\S+) is before since (\S+)", "终止日期 {1} 早于起始日期 {2}"),
        (r"following the parents from here leads back here", "沿上级逐级向上，又回到此处"),
        (r"a (.+) lies inside another", "“{1}”套在另一个同层级之内"),
        (r"the row that it names was set aside", "所引用的行已被搁置"),
        (r"what it names is hidden, since ids are hashed", "编号已加密，内容不显示"),
        (r"'(.*)' was used before", "编号“{1}”前面已用过"),
        (r"(.+) needs a column (\S+); did you mean its column '(.*)'\?",
         "“{t1}”缺少列“{c2}”；是否就是其中的“{3}”？"),
        (r"(.+) needs a column (\S+)", "“{t1}”缺少列“{c2}”"),
        (r"two columns (?:mean|are called) (.+)", "有两列都是“{1}”"),
        (r"the file has no row of column names", "文件没有表头"),
        (r"column (\d+) has values but no name", "第 {1} 列有内容而没有列名"),
        (r"the row has (\d+) cell\(s\), the header (\d+)", "此行有 {1} 格，表头有 {2} 格"),
        (r"a quote opens in this row and is never closed", "此行有引号打开而未闭合"),
        (r"a text follows a closing quote; .*",
         "闭合的引号后还有文字；引号格内的引号须写两次"),
        (r"a cell of more than (\d+) bytes(; is a quote left open\?)?",
         "单元格超过 {1} 字节；是否有引号未闭合？"),
        (r"too many wrong quotes; the rest of the file was not read", "引号错误过多，其余未读"),
        (r"a table has at most (\d+) rows", "一个表最多 {1} 行"),
        (r"the file has (\d+) bytes, more than (\d+)", "文件有 {1} 字节，超过 {2}"),
        (r"read as GB18030, since byte (\d+) \(counted from 0\) is not UTF-8",
         "按 GB18030 读取，因第 {1} 字节（自 0 起）不是 UTF-8"),
        (r"byte (\d+) \(counted from 0\) is not UTF-8, and byte (\d+) \(counted from 0\) in row "
         r"(\d+) is not GB18030; name the encoding",
         "第 {1} 字节（自 0 起）不是 UTF-8，第 {3} 行的第 {2} 字节也不是 GB18030；请指明编码"),
        (r"byte (\d+) \(counted from 0\) is not (\S+)", "第 {1} 字节（自 0 起）不是 {2}"),
        (r"(.+) is not read, for no table is called that; did you mean (\S+)\?",
         "{1} 未读取，没有这样的表；是否指“{t2}”？"),
        (r"(.+) is not read, for no table is called that", "{1} 未读取，没有这样的表"),
        (r"(.+) is not read: this reader takes CSV", "{1} 未读取：此处只读 CSV"),
        (r"the column is not used", "此列未使用"),
        (r"(\d+) places have no parent; they stand side by side under one root",
         "{1} 处地方没有上级，并列于同一个根之下"),
        (r"the level '(.*)' is almost '(.*)'", "层级“{1}”与“{2}”只差一点"),
        (r"(\d+) person\(s\) without a known home count at no place",
         "{1} 人居住地不详，不计入任何地方"),
        (r"(\d+) group\(s\) serve no place and count nowhere", "{1} 个组织未服务任何地方，不计入"),
        (r"(\d+) team\(s\) are of kinds outside the scheme '(.*)' and count in no measure by kind",
         "{1} 支队伍的种类不在方案“{2}”之内，不计入按种类的指标"),
        (r"(\d+) meeting\(s\) of a group that was not in force on the day",
         "{1} 次会议当日其组织不在有效期内"),
        (r"(\d+) event\(s\) before their issue was raised; they give no duration",
         "{1} 个事件早于议题提出，不计时长"),
        (r"the population of '(.*)' is (\d+), that of the places in it (\d+)",
         "“{1}”的人口为 {2}，其下各处之和为 {3}"),
        (r"'(.*)' lists (\d+) persons, but its population is (\d+)",
         "“{1}”名单有 {2} 人，而人口为 {3}"),
        (r"(\S+) is more than 90 days after nearly all the others \((\S+)\)",
         "{1} 比几乎所有其他日期（{2}）晚 90 天以上"),
        (r"the same row was given before; it counts once", "与前面某行相同，只计一次"),
        (r"another source told the same; it counts once", "另一来源已有相同内容，只计一次"),
        (r"(\d+) row\(s\) of persons whom a service protects are kept as counts only",
         "{1} 行受保护者的个人记录只保留人数"),
        (r"'(.*)' has several teams of the kind '(.*)'; say which in memberships",
         "“{1}”有多支“{2}”队伍；请在“成员关系”中说明是哪支"),
        (r"'(.*)' is the name of several organisations", "“{1}”是多个组织的名称"),
        (r"persons says it of this person, and the roster's is not used",
         "“人员”表已有此人，花名册所写未采用"),
        (r"an earlier row says otherwise of this person, and is used",
         "前面的行对此人另有写法，采用前者"),
    )
]  # fmt: skip


def message_zh(message: str, table: str = "") -> str:
    """A message in Chinese; one that is not known stays as it is."""
    for pattern, said in _MESSAGES:
        if found := pattern.fullmatch(message):
            parts = {str(i): text or "" for i, text in enumerate(found.groups(), 1)}
            named = {f"t{i}": _tables_zh(text) for i, text in parts.items()}
            columns = {f"c{i}": _column_zh(table, text) for i, text in parts.items()}
            words = {f"w{i}": _words_zh(text) for i, text in parts.items()}
            said = re.sub(r"\{(\d)\}", r"{_\1}", said)
            return said.format(
                **named, **columns, **words, **{f"_{i}": t for i, t in parts.items()}
            )
    return message


def problems_zh(problems: Table) -> Table:
    """Problems with their rule and message in Chinese, and the columns as they were called."""
    columns = {name: problems.values(name) for name in problems.columns}
    tables = columns["table"]
    columns["message"] = [
        message_zh(message, _table_of(table))
        for message, table in zip(columns["message"], tables, strict=True)
    ]
    columns["rule"] = [RULES.get(rule, rule) for rule in columns["rule"]]
    columns["table"] = [_title_zh(table) for table in tables]
    columns["column"] = [
        _column_zh(_table_of(table), column) if column else column
        for table, column in zip(tables, columns["column"], strict=True)
    ]
    return Table(columns, origin=problems.origin)


def _table_of(title: str) -> str:
    """The table of the schema that a title means, whatever source stands before it."""
    name = title.rpartition("/")[2]
    return next((n for n, rule in rules().items() if name in (n, rule["label_zh"])), name)


def _title_zh(title: str) -> str:
    source, slash, name = title.rpartition("/")
    return f"{source}{slash}{_tables_zh(name)}"


def _tables_zh(names: str) -> str:
    known = rules()
    return "、".join(known[n]["label_zh"] if n in known else n for n in names.split(" or "))


def _column_zh(table: str, column: str) -> str:
    return _core.column_label(table, column) or column


def _words_zh(words: str) -> str:
    known = {
        en: zh
        for rule in rules().values()
        for column in rule["columns"]
        for en, zh in column["words_zh"].items()
    }
    return "、".join(known.get(word, word) for word in words.split(", "))
