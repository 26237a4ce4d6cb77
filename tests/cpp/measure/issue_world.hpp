// SPDX-License-Identifier: Apache-2.0
// A small synthetic world of issues and what happened to them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "measure/answers.hpp"

namespace linli::testing {

using issue_rows = std::vector<std::array<std::string, 3>>;  // id, place, raised_at
using event_rows = std::vector<std::array<std::string, 4>>;  // issue, state, at, actor

template <class Rows>
std::vector<std::string> cells_of_column(const Rows& rows, std::size_t column) {
  std::vector<std::string> cells;
  for (const auto& row : rows) cells.push_back(row[column]);
  return cells;
}

// Synthetic: communities a and b in a city; t1 and t2 act.
inline network world(const issue_rows& issues, const event_rows& events, const char* as_of = "2024-06-30") {
  network_options options;
  options.as_of = as_of;
  std::vector<std::string> forums;
  for (const auto& issue : issues) forums.push_back(issue[0] == "i1" ? "f" : "");
  return built({text_frame("places", {{"id", {"city", "a", "b"}},
                                      {"level", {"city", "community", "community"}},
                                      {"parent", {"", "city", "city"}}}),
                text_frame("teams", {{"id", {"t1", "t2"}}, {"kind", {"aid", "aid"}}, {"place", {"a", "a"}}}),
                text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"a"}}}),
                text_frame("issues", {{"id", cells_of_column(issues, 0)},
                                      {"place", cells_of_column(issues, 1)},
                                      {"raised_at", cells_of_column(issues, 2)},
                                      {"forum", forums}}),
                text_frame("issue_events", {{"issue", cells_of_column(events, 0)},
                                            {"state", cells_of_column(events, 1)},
                                            {"at", cells_of_column(events, 2)},
                                            {"actor", cells_of_column(events, 3)}})},
               options);
}
inline network one_issue(const event_rows& events, const char* raised_at = "2024-01-01") {
  return world({{"i1", "a", raised_at}}, events);
}

}  // namespace linli::testing
