// SPDX-License-Identifier: Apache-2.0
// Not reported is not zero: whether a table was given, and where and when it was really collected.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <linli/measure/catalogue.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Whether some place at or below `where` lies in the cell.
inline bool reaches(const place_tree& tree, std::int32_t where, const place_cells& cells, std::size_t place_cell) {
  const auto place = cells.place(place_cell);
  if (place >= 0 && (tree.contains(where, place) || (tree.contains(place, where) && cells.has(where, static_cast<std::int32_t>(place_cell))))) return true;
  const auto below = tree.subtree(where);
  return std::any_of(below.begin(), below.end(), [&](auto p) { return cells.has(p, static_cast<std::int32_t>(place_cell)); });
}

// Whether some part of the place was collected at some time asked about. A table that `observed`
// does not name counts as collected.
inline bool was_collected(const network& net, std::string_view table, const context& asked, bool is_flow, std::size_t place_cell) {
  const auto& rows = net.rows(table_id::observed);
  if (rows.rows == 0) return true;
  bool named = false;
  for (std::size_t i = 0; i < rows.rows; ++i) {
    if (rows["table"].text(i) != table) continue;
    named = true;
    const auto where = rows["place"].codes()[i];
    if (!reaches(net.places(), where, asked.cube.places(), place_cell)) continue;
    const auto since = rows["since"].instants()[i];
    const auto until = rows["until"].instants()[i];
    if (!is_flow) {
      if (asked.stock.in_force(since, until)) return true;
      continue;
    }
    const bool before_end = (asked.during.until.is_null() || since.is_null() || since < asked.during.until) &&
                            (since.is_null() || asked.on.has_reached(since));
    const bool after_start = until.is_null() || asked.during.from.is_null() || until > asked.during.from;
    if (before_end && after_start) return true;
  }
  return !named;
}

// A table of the catalogue, or the one that a parameter names: "{table}".
inline std::string table_read(const definition& what, const context& asked, std::string_view word) {
  if (!word.starts_with('{')) return std::string(word);
  const auto name = word.substr(1, word.size() - 2);
  for (const auto& p : what.parameters)
    if (p.name == name) return asked.word(std::string(name), std::string(p.otherwise));
  return std::string(word);
}

inline bool any_number(const network& net, node_kind kind, std::string_view name) {
  const auto& values = net.rows(kind)[name].integers();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != null_integer) return true;
  return false;
}

// Whether a table, or totals that stand in for it, was given at all.
inline bool has_table(const network& net, const context& asked, std::string_view name) {
  const auto table = table_named(name);
  if (!table || net.was_given(*table)) return true;
  switch (*table) {
    case table_id::persons: return net.was_given(table_id::population) || any_number(net, node_kind::place, "population");
    case table_id::memberships: return any_number(net, node_kind::group, "head_count");
    case table_id::attendances: return any_number(net, node_kind::meeting, "attended") || any_number(net, node_kind::meeting, "residents_attended");
    case table_id::meetings: return asked.spec->name == "counts.sessions" && net.was_given(table_id::service_counts);
    case table_id::teams:
      return std::any_of(asked.scheme.kinds.begin(), asked.scheme.kinds.end(), [&](const auto& kind) { return net.was_given(kind.table); });
    default: return false;
  }
}

inline void mark_unobserved(const network& net, const definition& what, const context& asked, std::size_t place_cell, answer& found) {
  for (std::size_t at = 0; at < what.tables.size();) {
    const auto end = std::min(what.tables.find(' ', at), what.tables.size());
    const auto word = what.tables.substr(at, end - at);
    const auto table = table_read(what, asked, word);
    if (!has_table(net, asked, table)) {
      found = {std::nullopt, std::nullopt, std::nullopt, "needs the table " + table, found.basis};
      return;
    }
    if (!was_collected(net, table, asked, what.is_flow, place_cell)) {
      found = {std::nullopt, std::nullopt, std::nullopt, "not reported: " + table, found.basis};
      return;
    }
    at = end + 1;
  }
}

}  // namespace linli::detail
