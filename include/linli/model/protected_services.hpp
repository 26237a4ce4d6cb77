// SPDX-License-Identifier: Apache-2.0
// Services that protect minors: whom they help, and who comes to what they hold, are kept as counts, not as persons.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <linli/model/append.hpp>
#include <linli/model/draft.hpp>
#include <linli/model/roster_rows.hpp>

namespace linli::detail {

// The rows of persons that were taken out of a table, by what they are counted under.
struct counted_rows {
  frame kept;
  std::map<std::string, std::set<std::string>> persons;  // of a service or meeting
  std::size_t rows = 0;
};

// Takes out the rows that `is_protected` names, and counts who is in them.
template <class IsProtected>
counted_rows count_persons(const frame& table, std::string_view under, std::string_view person,
                           IsProtected is_protected) {
  counted_rows found;
  row_order kept;
  for (std::size_t i = 0; i < table.rows; ++i) {
    if (is_protected(i)) {
      found.persons[text_in(table, under, i)].insert(text_in(table, person, i));
      ++found.rows;
    } else {
      kept.push_back(static_cast<std::int32_t>(i));
    }
  }
  if (found.rows > 0) found.kept = with_rows(table, kept);
  return found;
}

inline std::set<std::string> ids_where(const frame* table, std::string_view column,
                                       const std::set<std::string>& words) {
  std::set<std::string> ids;
  for (std::size_t i = 0; table && i < table->rows; ++i)
    if (words.contains(text_in(*table, column, i))) ids.insert(text_in(*table, "id", i));
  return ids;
}

// The meetings of services that protect minors.
inline std::set<std::string> meetings_of(const frame* meetings, const std::set<std::string>& services) {
  std::set<std::string> ids;
  for (std::size_t i = 0; meetings && i < meetings->rows; ++i) {
    const auto kind = text_in(*meetings, "held_by_kind", i);
    if ((kind.empty() || kind == "services") && services.contains(text_in(*meetings, "held_by", i)))
      ids.insert(text_in(*meetings, "id", i));
  }
  return ids;
}

// Rows of service_counts: how many persons each service helped.
inline frame counts_of_helped(const std::map<std::string, std::set<std::string>>& persons) {
  std::vector<std::string> services;
  std::vector<std::int64_t> counts;
  for (const auto& [service, helped] : persons) {
    services.push_back(service);
    counts.push_back(static_cast<std::int64_t>(helped.size()));
  }
  auto made = frame{"service_counts", counts.size(), {}};
  made.columns.push_back({"service", texts_of(services)});
  made.columns.push_back({"unit", texts_of(std::vector<std::string>(counts.size(), "persons"))});
  made.columns.push_back({"count", column::of(std::move(counts))});
  made.parts.push_back({0, "benefits"});
  return made;
}

// Meetings with `attended` filled in where only names said it.
inline void fill_attended(frame& meetings, const std::map<std::string, std::set<std::string>>& persons) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < meetings.rows; ++i) {
    auto attended = text_in(meetings, "attended", i);
    const auto named = persons.find(text_in(meetings, "id", i));
    if (attended.empty() && named != persons.end()) attended = std::to_string(named->second.size());
    cells.push_back(std::move(attended));
  }
  for (auto& c : meetings.columns)
    if (c.name == "attended") {
      c.values = texts_of(cells);
      return;
    }
  meetings.columns.push_back({"attended", texts_of(cells)});
}

}  // namespace linli::detail
