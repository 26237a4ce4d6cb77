// SPDX-License-Identifier: Apache-2.0
// Frames from lists of values, and what a builder says of them, as short texts to compare.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/diagnostic.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

using cells = std::vector<std::string>;
using frames = std::vector<frame>;

inline column texts(const cells& values) { return text_frame("", {{"", values}}).columns.front().values; }
inline column integers(std::vector<std::int64_t> values) { return column::of(std::move(values)); }
inline column numbers(std::vector<double> values) { return column::of(std::move(values)); }
inline column booleans(std::vector<std::int8_t> values) { return column::of(std::move(values)); }

// A frame as a program hands it over: its columns have types.
inline frame typed_frame(std::string name, std::vector<named_column> columns) {
  const auto rows = columns.front().values.size();
  return {std::move(name), rows, std::move(columns)};
}

// "persons 3 home: dangling_reference (p9)": table, row, column, rule, value. What is not known is
// left out.
inline std::string told(const diagnostic& d) {
  auto text = d.table;
  if (d.row >= 0) text += " " + std::to_string(d.row);
  if (!d.column.empty()) text += " " + d.column;
  text += ": " + d.rule;
  return d.value.empty() ? text : text + " (" + d.value + ")";
}
inline cells told(const diagnostics& found, severity weight) {
  cells all;
  for (const auto& d : found.rows())
    if (d.severity == weight) all.push_back(told(d));
  return all;
}

inline network built_leniently(frames tables) {
  network_options options;
  options.strict = false;
  return built(std::move(tables), std::move(options));
}

// What a strict reading raises; nothing if it raises nothing.
inline diagnostics raised_by(frames tables) {
  try {
    built(std::move(tables));
  } catch (const data_error& e) {
    return e.problems;
  }
  return diagnostics();
}
inline cells problems_of(frames tables) { return told(raised_by(std::move(tables)), severity::error); }
inline std::string first_message_of(frames tables) {
  const auto found = raised_by(std::move(tables));
  return found.rows().empty() ? "" : found.rows().front().message;
}
inline cells warnings_of(const network& net) { return told(net.state().warnings, severity::warning); }

inline bool has(const cells& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}
inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One column of a table of the network, in the order of its rows.
inline cells column_of(const network& net, table_id table, std::string_view name) {
  cells all;
  const auto& values = net.rows(table)[name];
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!is_group_table(table) || net.table_of_group(static_cast<std::int32_t>(i)) == table)
      all.push_back(values.text(i));
  return all;
}

// What a reference of a row names, as "table id"; "" for null.
inline std::string named_by(const network& net, table_id table, std::string_view name, std::size_t row) {
  const auto stored = net.rows(table)[name].codes()[row];
  if (stored == outside) return "outside";
  if (stored < 0) return "";
  const auto node = kinds_of(*column_named(rule_of(table), name)).decode(stored);
  return std::string(name_of(net.table_of(node))) + " " + net.id_of(node);
}

}  // namespace linli::testing
