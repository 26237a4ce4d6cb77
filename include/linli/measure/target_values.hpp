// SPDX-License-Identifier: Apache-2.0
// The values that a target speaks of: its measure, or the quotient of two, row by row.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/measure.hpp>
#include <linli/measure/needed.hpp>
#include <linli/measure/target.hpp>

namespace linli::detail {

struct target_row {
  std::vector<std::string> keys;  // in the order of the dimensions; empty: null
  std::optional<double> value;
  std::optional<double> numerator;
  std::optional<double> denominator;
  std::optional<growth> grows;
  std::string note;
};

struct target_values {
  std::vector<std::string> dimensions;
  std::vector<bool> integers;  // whether the keys of a dimension are
  std::string lowest;          // the lowest level of places among the dimensions
  std::string unit;
  std::string whole_unit;  // of what is counted
  std::vector<target_row> rows;
  std::string lacking;  // what the data do not have, so that nothing can be said
};

// A term of the measure with the question around it; what its text says comes first.
inline asked read_term(const target_spec& of, std::string_view text, const question& around) {
  auto term = parse_measure(text);
  auto& own = term.around;
  own.by = by_of(of);
  if (own.within.empty()) own.within = around.within;
  if (own.on.empty()) own.on = around.on;
  if (own.during.empty()) own.during = around.during;
  own.where.insert(around.where.begin(), around.where.end());
  if (term.measure.residents.empty()) term.measure.residents = of.residents;
  return term;
}

inline bool has_word(const column& values, std::string_view word) {
  return values.type() == value_type::text && values.words().find(word) >= 0;
}

inline std::string lacking_argument(const network& net, const measure_spec& spec, const parameter& p) {
  const auto at = spec.arguments.find(std::string(p.name));
  if (at == spec.arguments.end()) return "";
  const auto& word = at->second.text();
  const auto used = spec.scheme.value_or(net.scheme());
  const auto kinds = used.keys();
  if (p.type == argument_type::level && level_rank(word) && !has_level(net, word))
    return "the data have no place of the level " + word;
  if (p.type == argument_type::kind && std::find(kinds.begin(), kinds.end(), word) == kinds.end())
    return "the scheme '" + used.name + "' has no kind '" + word + "'";
  const bool of_places = spec.name == "counts.total" || spec.name == "counts.share";
  if (of_places && !net.rows(node_kind::place).find(word)) return "places have no column '" + word + "'";
  if (p.name == "role" && !has_word(net.rows(table_id::memberships)["role"], word))
    return "no membership has the role '" + word + "'";
  return "";
}

// What a network may well be without: a usual level, a column of places, a kind, a role. Such a
// target is not wrong, it cannot be told.
inline std::string lacking(const network& net, const asked& term) {
  for (const auto& level : term.around.by)
    if (level_rank(level) && !has_level(net, level)) return "the data have no place of the level " + level;
  for (const auto& p : definition_of(term.measure.name).parameters)
    if (auto why = lacking_argument(net, term.measure, p); !why.empty()) return why;
  return "";
}

// Of what whole units change the measure; a parameter may name it.
inline std::string whole_unit_of(const measure_spec& spec) {
  const auto& what = definition_of(spec.name);
  if (!what.whole_unit.starts_with('{')) return std::string(what.whole_unit);
  const auto name = what.whole_unit.substr(1, what.whole_unit.size() - 2);
  const auto said = spec.arguments.find(std::string(name));
  if (said != spec.arguments.end()) return said->second.text();
  const auto known =
      std::find_if(what.parameters.begin(), what.parameters.end(), [&](const parameter& p) { return p.name == name; });
  return std::string(known->otherwise);
}

inline std::vector<std::string> keys_of(const table& answer, std::size_t row) {
  std::vector<std::string> keys;
  for (const auto& name : answer.dimensions()) keys.push_back(answer.key(row, name));
  return keys;
}

// The value times `per`.
inline target_row row_of(const definition& what, const table& answer, std::size_t i, double per) {
  target_row row{keys_of(answer, i), answer.value(i), answer.numerator(i), answer.denominator(i), {}, answer.note(i)};
  row.grows = growth_of(what, row.value, row.numerator, row.denominator);
  if (row.value) *row.value *= per;
  if (row.grows) row.grows->scale *= per;
  if (row.grows) row.grows->most *= per;
  return row;
}

// A quotient grows by what its upper term counts.
inline target_row quotient_of(target_row above, const single_value& below, double per) {
  if (!above.value) return above;
  const auto counts = above.denominator ? std::nullopt : std::exchange(above.grows, std::nullopt);
  above.grows.reset();
  above.numerator = std::exchange(above.value, std::nullopt);
  above.denominator = below.value;
  if (!below.value) {
    above.note = below.note.empty() ? "the denominator is unknown" : below.note;
    return above;
  }
  above.value = ratio(per * *above.numerator, *below.value);
  if (!above.value) above.note = "the denominator is 0";
  if (above.value && counts) above.grows = growth{per, *above.numerator, *below.value, counts->change_by_one};
  return above;
}

// A value needs a place and every category: what lies nowhere, or in none, is no one's to meet.
inline bool is_judged(const std::vector<std::string>& keys, const table& answer, const grouping& by) {
  for (std::size_t d = 0; d < keys.size(); ++d) {
    const auto& name = answer.dimensions()[d];
    const bool higher =
        std::find(by.levels.begin(), by.levels.end(), name) != by.levels.end() && name != by.levels.front();
    if (keys[d].empty() && !higher) return false;
  }
  return true;
}

inline std::string scaled(double per, const std::string& unit) {
  return per == 1 ? unit : text_of_number(per) + " " + unit;
}

using values_by_key = std::map<std::vector<std::string>, single_value>;

inline values_by_key by_keys(const table& answer) {
  values_by_key found;
  for (std::size_t i = 0; i < answer.rows(); ++i)
    found.emplace(keys_of(answer, i), single_value{answer.value(i), answer.note(i)});
  return found;
}

inline void read_values(const network& net, const target_spec& of, const std::vector<asked>& terms,
                        target_values& into) {
  const bool divides = terms.size() == 2;
  const auto above = measure(net, terms.front().measure, terms.front().around);
  const auto below = divides ? measure(net, terms.back().measure, terms.back().around) : table();
  if (divides && below.dimensions() != above.dimensions()) refuse(of, "its two measures are split differently");
  auto denominators = by_keys(below);
  const auto& what = definition_of(terms.front().measure.name);
  const auto by = question_reader(net, terms.front().around).dimensions();
  for (std::size_t i = 0; i < above.rows(); ++i) {
    auto row = row_of(what, above, i, divides ? 1 : of.per);
    if (!is_judged(row.keys, above, by)) continue;
    into.rows.push_back(divides ? quotient_of(row, denominators[row.keys], of.per) : std::move(row));
  }
  into.dimensions = above.dimensions();
  for (const auto& name : into.dimensions)
    into.integers.push_back(above.content().find(name)->type() == value_type::integer);
  if (!by.levels.empty()) into.lowest = by.levels.front();
}

inline void name_units(const target_spec& of, const std::vector<asked>& terms, target_values& into) {
  std::vector<std::string> units;
  for (const auto& term : terms) {
    const auto unit = definition_of(term.measure.name).unit;
    const auto counted = whole_unit_of(term.measure);
    units.push_back(unit == "as the column" ? counted : std::string(unit));
  }
  into.whole_unit = whole_unit_of(terms.front().measure);
  const auto made = units.size() == 1 ? scaled(of.per, units[0]) : units[0] + " per " + scaled(of.per, units[1]);
  into.unit = of.unit.empty() ? made : of.unit;
}

inline target_values values_of(const network& net, const target_spec& of, const question& around) {
  target_values found;
  try {
    std::vector<asked> terms;
    for (const auto text : terms_of(of)) terms.push_back(read_term(of, text, around));
    name_units(of, terms, found);
    for (const auto& term : terms)
      if (found.lacking.empty()) found.lacking = lacking(net, term);
    if (found.lacking.empty()) read_values(net, of, terms, found);
  } catch (const measure_error& fault) {
    const std::string said = fault.what();
    if (said.starts_with("target '")) throw;
    refuse(of, said);
  }
  return found;
}

}  // namespace linli::detail
