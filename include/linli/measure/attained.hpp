// SPDX-License-Identifier: Apache-2.0
// The rows that targets give, and the table that they make.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/frame_columns.hpp>
#include <linli/measure/needed.hpp>
#include <linli/measure/target.hpp>
#include <linli/measure/target_values.hpp>

namespace linli::detail {

// One row of the answer: a place judged, or, with no key, the target as a whole.
struct attained {
  const target_spec* of = nullptr;
  std::vector<std::pair<std::string, std::string>> keys{};  // by column, none in the row of the whole
  std::optional<double> value{};
  goal within{};
  std::optional<bool> met{};
  std::optional<double> shortfall{};
  std::optional<std::int64_t> needed{};
  std::optional<double> numerator{};
  std::optional<double> denominator{};
  std::string unit{};
  std::string needed_unit{};
  std::string verdict{};
  std::string note{};

  std::string key(std::string_view column) const {
    for (const auto& [name, value_of] : keys)
      if (name == column) return value_of;
    return "";
  }
  void remark(std::string_view text) { note = joined_by(std::move(note), "; ", text); }
};

struct attained_columns {
  std::vector<attained> rows;
  std::vector<std::string> dimensions;  // beside place and kind, in the order in which targets bring them
  std::vector<std::string> texts;       // columns that hold keys which are no integers
};

inline void note_columns(const target_spec& of, const target_values& all, attained_columns& into) {
  static constexpr std::array<std::string_view, 17> taken{
      "target",      "place",     "value",       "at_least", "at_most", "met",  "verdict", "shortfall", "needed",
      "needed_unit", "numerator", "denominator", "unit",     "force",   "stat", "source",  "note"};
  for (std::size_t d = 0; d < all.dimensions.size(); ++d) {
    const auto name = all.dimensions[d] == all.lowest ? "place" : all.dimensions[d];
    if (!all.integers[d]) into.texts.push_back(name);
    if (all.dimensions[d] == all.lowest || name == "kind") continue;
    if (std::find(taken.begin(), taken.end(), name) != taken.end())
      refuse(of, "'" + name + "' is a column of every answer; ask for person." + name);
    auto& known = into.dimensions;
    if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
  }
}

inline column key_column(const attained_columns& found, const std::string& name) {
  const auto texts = text_column(found.rows, [&](const attained& row) { return row.key(name); });
  const bool are_texts = std::find(found.texts.begin(), found.texts.end(), name) != found.texts.end();
  const bool any =
      std::any_of(found.rows.begin(), found.rows.end(), [&](const auto& r) { return !r.key(name).empty(); });
  return are_texts || !any ? texts : integers_of(texts);
}

inline column needed_column(const std::vector<attained>& rows) {
  std::vector<std::int64_t> units;
  for (const auto& row : rows) units.push_back(row.needed.value_or(null_integer));
  return column::of(std::move(units));
}

inline column met_column(const std::vector<attained>& rows) {
  std::vector<std::int8_t> met;
  for (const auto& row : rows) met.push_back(row.met ? static_cast<std::int8_t>(*row.met) : null_boolean);
  return column::of(std::move(met));
}

inline frame frame_of(const attained_columns& found) {
  const auto& rows = found.rows;
  const auto text = [&](auto get) { return text_column(rows, get); };
  const auto number = [&](auto get) { return number_column(rows, get); };
  frame out{"attainment", rows.size(), {}};
  out.columns = {{"target", text([](const attained& r) { return r.of->title(); })},
                 {"place", key_column(found, "place")},
                 {"kind", key_column(found, "kind")}};
  for (const auto& name : found.dimensions) out.columns.push_back({name, key_column(found, name)});
  const std::vector<named_column> judgement{
      {"value", number([](const attained& r) { return r.value; })},
      {"at_least", number([](const attained& r) { return r.within.at_least; })},
      {"at_most", number([](const attained& r) { return r.within.at_most; })},
      {"met", met_column(rows)},
      {"verdict", text([](const attained& r) { return r.verdict; })},
      {"shortfall", number([](const attained& r) { return r.shortfall; })},
      {"needed", needed_column(rows)},
      {"needed_unit", text([](const attained& r) { return r.needed_unit; })},
      {"numerator", number([](const attained& r) { return r.numerator; })},
      {"denominator", number([](const attained& r) { return r.denominator; })},
      {"unit", text([](const attained& r) { return r.unit; })},
      {"force", text([](const attained& r) { return std::string(text_of(r.of->force)); })},
      {"stat", text([](const attained& r) { return std::string(text_of(r.of->stat)); })},
      {"source", text([](const attained& r) { return r.of->source; })},
      {"note", text([](const attained& r) { return r.note; })}};
  out.columns.insert(out.columns.end(), judgement.begin(), judgement.end());
  return out;
}

}  // namespace linli::detail
