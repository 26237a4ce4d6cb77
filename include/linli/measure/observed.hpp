// SPDX-License-Identifier: Apache-2.0
// Not reported is not zero: where and when a table was really collected.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <linli/measure/catalogue.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Whether some part of the place was collected at some time asked about. A table that `observed`
// does not name counts as collected.
inline bool was_collected(const network& net, std::string_view table, const context& asked, bool is_flow, std::int32_t place) {
  const auto& rows = net.rows(table_id::observed);
  const auto& tree = net.places();
  bool named = false;
  for (std::size_t i = 0; i < rows.rows; ++i) {
    if (rows["table"].text(i) != table) continue;
    named = true;
    const auto where = rows["place"].codes()[i];
    if (place >= 0 && !tree.contains(where, place) && !tree.contains(place, where)) continue;
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

inline void mark_unobserved(const network& net, const definition& what, const context& asked, std::int32_t place, answer& found) {
  if (net.rows(table_id::observed).rows == 0) return;
  for (std::size_t at = 0; at < what.tables.size();) {
    const auto end = std::min(what.tables.find(' ', at), what.tables.size());
    const auto word = what.tables.substr(at, end - at);
    const auto table = table_read(what, asked, word);
    if (!was_collected(net, table, asked, what.is_flow, place)) {
      found = {std::nullopt, std::nullopt, std::nullopt, "not reported: " + table, found.basis};
      return;
    }
    at = end + 1;
  }
}

}  // namespace linli::detail
