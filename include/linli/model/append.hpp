// SPDX-License-Identifier: Apache-2.0
// Tables of several sources, or several kinds of row, put one behind the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/column_rows.hpp>
#include <linli/model/frame.hpp>

namespace linli::detail {

// Two columns end to end; of unlike types both become texts, which the schema reads again.
inline column joined_columns(const column& a, const column& b) {
  // Numbers hold every integer up to 2^53.
  const auto numeric = [](const column& c) {
    if (c.type() == value_type::number) return true;
    for (std::size_t i = 0; c.type() == value_type::integer && i < c.size(); ++i)
      if (!c.is_null(i) && std::abs(c.integers()[i]) > (std::int64_t{1} << 53)) return false;
    return c.type() == value_type::integer;
  };
  if (a.type() == b.type()) return concatenated({a, b});
  if (is_void(a)) return concatenated({column::nulls(b.type(), a.size()), b});
  if (is_void(b)) return concatenated({a, column::nulls(a.type(), b.size())});
  if (numeric(a) && numeric(b)) {
    auto values = std::vector<double>();
    for (const auto* piece : {&a, &b})
      for (std::size_t i = 0; i < piece->size(); ++i) values.push_back(piece->number(i));
    return column::of(std::move(values));
  }
  return concatenated({to_texts(a), to_texts(b)});
}

// The rows of `more` behind those of `to`. A column that only one of them has is null in the rows of the other.
inline void append(frame& to, frame more) {
  if (to.parts.empty()) to.parts.push_back({0, to.name});
  if (more.parts.empty()) more.parts.push_back({0, more.name});
  for (auto& part : more.parts) to.parts.push_back({to.rows + part.first_row, std::move(part.title)});
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < to.rows; ++i) numbers.push_back(to.row_number(i));
  for (std::size_t i = 0; i < more.rows; ++i) numbers.push_back(more.row_number(i));
  to.row_numbers = std::move(numbers);
  for (auto& c : to.columns) {
    const auto* there = more.find(c.name);
    c.values = joined_columns(c.values, there ? *there : column::nulls(c.values.type(), more.rows));
  }
  for (auto& c : more.columns) {
    if (to.find(c.name)) continue;
    c.values = joined_columns(column::nulls(c.values.type(), to.rows), c.values);
    to.columns.push_back(std::move(c));
  }
  // Where some cells came typed, what reads as a number may still be a code.
  to.untyped = to.rows == 0 ? more.untyped : more.rows == 0 ? to.untyped : to.untyped && more.untyped;
  to.rows += more.rows;
  to.unread = to.unread || more.unread;
}

// Some rows of a table, under the numbers that they had.
inline frame with_rows(const frame& table, const row_order& rows) {
  auto kept = frame{table.name, rows.size(), {}};
  kept.untyped = table.untyped;
  for (const auto row : rows) {
    const auto i = static_cast<std::size_t>(row);
    if (kept.parts.empty() || kept.parts.back().title != table.title(i))
      kept.parts.push_back({kept.row_numbers.size(), table.title(i)});
    kept.row_numbers.push_back(table.row_number(i));
  }
  for (const auto& c : table.columns) kept.columns.push_back({c.name, gathered(c.values, rows), c.given});
  return kept;
}

}  // namespace linli::detail
