// SPDX-License-Identifier: Apache-2.0
// Diagnostics as a table.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/diagnostic.hpp>
#include <linli/model/frame.hpp>
#include <linli/model/network.hpp>

#include "bindings.hpp"

namespace linli_python {

// `pick(i)` gives the i-th of `count` diagnostics.
template <class Pick>
linli::frame frame_of_problems(std::size_t count, Pick pick) {
  const auto texts = [&](auto get) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(get(pick(i)));
    return texts_of(values);
  };
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(pick(i).row < 0 ? linli::null_integer : pick(i).row);
  linli::frame out;
  out.name = "diagnostics";
  out.rows = count;
  out.columns.push_back({"table", texts([](const auto& d) { return d.table; })});
  out.columns.push_back({"row", linli::column::of(std::move(rows))});
  out.columns.push_back({"column", texts([](const auto& d) { return d.column; })});
  out.columns.push_back({"rule", texts([](const auto& d) { return d.rule; })});
  out.columns.push_back({"value", texts([](const auto& d) { return d.value; })});
  out.columns.push_back({"message", texts([](const auto& d) { return d.message; })});
  out.columns.push_back({"severity", texts([](const auto& d) {
                           return std::string(d.severity == linli::severity::error ? "error" : "warning");
                         })});
  return out;
}

inline linli::frame frame_of_diagnostics(const linli::diagnostics& found) {
  return frame_of_problems(found.rows().size(),
                           [&](std::size_t i) -> const linli::diagnostic& { return found.rows()[i]; });
}

inline linli::frame frame_of_rejected(const std::vector<linli::set_aside>& rejected) {
  auto out =
      frame_of_problems(rejected.size(), [&](std::size_t i) -> const linli::diagnostic& { return rejected[i].reason; });
  std::vector<std::string> cells;
  for (const auto& row : rejected) cells.push_back(row.cells);
  out.name = "rejected";
  out.columns.push_back({"cells", texts_of(cells)});
  return out;
}

inline linli::frame frame_of_refused(const std::vector<linli::refused_column>& refused) {
  std::vector<std::string> tables;
  std::vector<std::string> columns;
  for (const auto& one : refused) {
    tables.push_back(one.table);
    columns.push_back(one.column);
  }
  linli::frame out;
  out.name = "refused";
  out.rows = refused.size();
  out.columns = {{"table", texts_of(tables)}, {"column", texts_of(columns)}};
  return out;
}

}  // namespace linli_python
