// SPDX-License-Identifier: Apache-2.0
// A row of bounds: what lies between which ends, by which argument, on which condition.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/bound_rules.hpp>
#include <linli/measure/frame_columns.hpp>

namespace linli::detail {

struct bound_row {
  std::string measure;
  std::int32_t place = -1;
  std::string subject;
  std::optional<extent> range;  // null: the totals cannot be met together, or say nothing
  std::optional<double> value;  // given where the ends are one, or as printed
  std::string unit;
  std::string assumption;  // empty: the range holds without any
  std::string argument;
  std::string source;
};

inline std::string number_text(double x) {
  if (std::isinf(x)) return "any number";
  char buffer[64];
  const bool whole = x == std::round(x);
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.2f", x);
  return buffer;
}
inline std::string quotient_text(double x) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.2f", x);
  return buffer;
}
inline std::string percent_text(double x, int decimals = 1) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f%%", decimals, 100 * x);
  return buffer;
}

inline std::string percents_text(extent range) {
  return percent_text(range.low) + (range.is_exact() ? "" : " to " + percent_text(range.high));
}

// "3709", "270 to 279", "401 or more"
inline std::string range_text(whole_range range) {
  if (range.is_exact()) return number_text(range.low);
  if (std::isinf(range.high)) return number_text(range.low) + " or more";
  return number_text(range.low) + " to " + number_text(range.high);
}

inline std::string name_of_place(const network& net, std::int32_t place) {
  if (place < 0) return "the whole";
  const auto i = static_cast<std::size_t>(place);
  const auto name = net.rows(node_kind::place)["name"].text(i);
  return name.empty() ? net.id_of({node_kind::place, place}) : name;
}

inline std::optional<double> end_of(double end) { return std::isinf(end) ? std::nullopt : std::optional(end); }

inline frame frame_of(const network& net, const std::vector<bound_row>& rows) {
  using row = bound_row;
  const auto texts = [&](auto field) { return text_column(rows, [field](const row& r) { return r.*field; }); };
  const auto numbers = [&](auto get) { return number_column(rows, get); };
  frame out{"bounds", rows.size(), {}};
  out.columns = {{"measure", texts(&row::measure)},
                 {"place", place_column(net, rows, [](const row& r) { return r.place; })},
                 {"subject", texts(&row::subject)},
                 {"low", numbers([](const row& r) { return r.range ? end_of(r.range->low) : std::nullopt; })},
                 {"high", numbers([](const row& r) { return r.range ? end_of(r.range->high) : std::nullopt; })},
                 {"value", numbers([](const row& r) { return r.value; })},
                 {"unit", texts(&row::unit)},
                 {"assumption", texts(&row::assumption)},
                 {"argument", texts(&row::argument)},
                 {"source", texts(&row::source)}};
  return out;
}

// Fills in the value where there is only one, and says so where there is none.
inline bound_row settled(bound_row row) {
  if (!row.range) {
    row.argument =
        joined_by(std::move(row.argument), ": ", "no filling meets these totals, so they or the assumption are wrong");
    row.value = std::nullopt;
  } else if (row.range->is_exact()) {
    row.value = row.range->low;
  }
  return row;
}

}  // namespace linli::detail
