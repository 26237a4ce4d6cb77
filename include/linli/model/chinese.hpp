// SPDX-License-Identifier: Apache-2.0
// The schema in Chinese: what headings and the words of closed vocabularies are called.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <linli/core/text.hpp>
#include <linli/model/schema.hpp>

namespace linli::chinese {

struct translation {
  std::string_view name;
  std::string_view zh;
};

// A column is called the same in every table, but for those below.
constexpr translation columns[] = {
    {"id", "编号"},
    {"level", "层级"},
    {"parent", "上级"},
    {"name", "名称"},
    {"code", "代码"},
    {"lon", "经度"},
    {"lat", "纬度"},
    {"since", "起始日期"},
    {"until", "终止日期"},
    {"replaced_by", "并入"},
    {"population", "人口"},
    {"households", "户数"},
    {"home", "居住地"},
    {"birth_date", "出生日期"},
    {"age", "年龄"},
    {"sex", "性别"},
    {"kind", "种类"},
    {"place", "地方"},
    {"led_by", "领导党组织"},
    {"fielded_by", "派出单位"},
    {"head_count", "人数"},
    {"registration", "登记状态"},
    {"provider", "提供方"},
    {"protects_minors", "保护未成年人"},
    {"held_by", "召开方"},
    {"date", "日期"},
    {"invited", "邀请人数"},
    {"attended", "到会人数"},
    {"residents_attended", "到会居民数"},
    {"raised_at", "提出时间"},
    {"forum", "议事中心"},
    {"category", "类别"},
    {"raised_by", "提出者"},
    {"due_at", "办理期限"},
    {"satisfied", "是否满意"},
    {"member", "成员"},
    {"group", "组织"},
    {"role", "角色"},
    {"on_behalf_of", "代表单位"},
    {"zone", "所属区域"},
    {"organisation", "单位"},
    {"meeting", "会议"},
    {"person", "人员"},
    {"as_group", "代表组织"},
    {"hours", "小时数"},
    {"count", "数量"},
    {"issue", "议题"},
    {"state", "状态"},
    {"at", "时间"},
    {"actor", "承办方"},
    {"service", "服务"},
    {"beneficiary", "受益者"},
    {"unit", "计量单位"},
    {"outcome", "成效"},
    {"source", "出处"},
    {"target", "对方"},
    {"weight", "强度"},
    {"basis", "口径"},
    {"as_of", "截至日期"},
    {"indicator", "指标"},
    {"value", "数值"},
    {"qualifier", "限定词"},
    {"per", "每"},
    {"measure", "对应度量"},
    {"of", "关联数字"},
    {"relation", "关系"},
    {"assumption", "假设"},
    {"note", "备注"},
    {"table", "表"},
};

struct special {
  std::string_view table;
  std::string_view name;
  std::string_view zh;
};
constexpr special special_columns[] = {{"ties", "source", "本方"}, {"roster", "unit", "单位"}};

struct vocabulary {
  std::string_view column;
  std::span<const translation> words;  // the first of a name is how it is written
};

constexpr translation states[] = {
    {"raised", "提出"},      {"accepted", "受理"},    {"screened", "筛选"},   {"scheduled", "排期"},
    {"deliberated", "协商"}, {"decided", "形成决议"}, {"dispatched", "交办"}, {"carried_out", "办理"},
    {"closed", "办结"},      {"fed_back", "反馈"},    {"evaluated", "评价"},  {"escalated", "上交"},
    {"returned", "退回"},    {"reopened", "重开"},    {"merged", "并案"},     {"rejected", "不予受理"}};
constexpr translation qualifiers[] = {{"exact", "确数"},      {"about", "约"},      {"nearly", "近"},
                                      {"over", "余"},         {"over", "多"},       {"more_than", "超过"},
                                      {"at_least", "不少于"}, {"at_most", "不多于"}};
constexpr translation units[] = {{"persons", "人"}, {"households", "户"}, {"sessions", "场"}, {"attendances", "人次"}};
constexpr translation bases[] = {
    {"usual_residents", "常住"}, {"registered", "户籍"}, {"usual_residents", "常住人口"}, {"registered", "户籍人口"}};
constexpr translation registrations[] = {
    {"registered", "登记"}, {"filed", "备案"}, {"registered", "已登记"}, {"filed", "已备案"}};
constexpr translation flags[] = {{"true", "是"}, {"false", "否"}};
constexpr translation homes[] = {{"outside", "辖区外"}};

constexpr vocabulary vocabularies[] = {{"state", states}, {"qualifier", qualifiers},      {"unit", units},
                                       {"basis", bases},  {"satisfied", flags},           {"protects_minors", flags},
                                       {"home", homes},   {"registration", registrations}};

// The label of a column, or nothing where it has none: an attribute.
inline std::string column_label(std::string_view table, std::string_view column) {
  for (const auto& own : special_columns)
    if (own.table == table && own.name == column) return std::string(own.zh);
  for (const auto& known : columns)
    if (known.name == column) return std::string(known.zh);
  if (!column.ends_with("_kind")) return "";
  const auto label = column_label(table, column.substr(0, column.size() - 5));
  return label.empty() ? "" : label + "所在表";
}

inline std::span<const translation> words_of(std::string_view column) {
  for (const auto& known : vocabularies)
    if (known.column == column) return known.words;
  return {};
}

constexpr bool names_tables(std::string_view column) { return column == "table" || column.ends_with("_kind"); }

// Whether the words of a column are a closed list, which has Chinese names.
inline bool is_vocabulary(std::string_view column) { return names_tables(column) || !words_of(column).empty(); }

// What a word of a column means, or nothing: a table's name where tables are named, else a word of its vocabulary.
inline std::optional<std::string_view> meaning_of(std::string_view column, std::string_view word) {
  for (const auto& known : words_of(column))
    if (known.zh == word) return known.name;
  if (names_tables(column))
    for (const auto& rule : schema)
      if (rule.label_zh == word) return rule.name;
  return std::nullopt;
}

}  // namespace linli::chinese
