// SPDX-License-Identifier: Apache-2.0
// A frame written out by hand: texts, as they would stand in a file; "" is null.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/frame.hpp>

namespace linli::testing {

using text_columns = std::vector<std::pair<std::string, std::vector<std::string>>>;

inline frame text_frame(std::string name, const text_columns& columns) {
  frame made{std::move(name), columns.front().second.size(), {}};
  for (const auto& [column_name, cells] : columns) {
    auto words = std::make_shared<dictionary>();
    auto codes = std::vector<std::int32_t>();
    for (const auto& cell : cells) codes.push_back(cell.empty() ? null_code : words->add(cell));
    made.columns.push_back({column_name, column::of(std::move(codes), std::move(words))});
  }
  made.untyped = true;  // as from a file
  return made;
}

inline std::vector<std::string> cells_of(const frame& table, std::string_view column_name) {
  std::vector<std::string> cells;
  const auto* values = table.find(column_name);
  for (std::size_t i = 0; values && i < values->size(); ++i) cells.push_back(values->text(i));
  return cells;
}

inline std::vector<std::string> column_names(const frame& table) {
  std::vector<std::string> names;
  for (const auto& c : table.columns) names.push_back(c.name);
  return names;
}

}  // namespace linli::testing
