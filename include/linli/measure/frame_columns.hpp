// SPDX-License-Identifier: Apache-2.0
// Columns of a result made from one field of each of its rows.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/network.hpp>
#include <linli/model/tables.hpp>

namespace linli::detail {

// An empty text is null.
template <class Rows, class Get>
column text_column(const Rows& rows, Get get) {
  auto words = std::make_shared<dictionary>();
  std::vector<std::int32_t> codes;
  for (const auto& row : rows) {
    const std::string text = get(row);
    codes.push_back(text.empty() ? null_code : words->add(text));
  }
  return column::of(std::move(codes), std::move(words));
}

template <class Rows, class Get>
column number_column(const Rows& rows, Get get) {
  std::vector<double> numbers;
  for (const auto& row : rows) {
    const std::optional<double> number = get(row);
    numbers.push_back(number.value_or(std::nan("")));
  }
  return column::of(std::move(numbers));
}

// Ids of places in the user's own type; a negative row is null.
template <class Rows, class Get>
column place_column(const network& net, const Rows& rows, Get get) {
  auto ids = text_column(rows, [&](const auto& row) {
    const std::int32_t place = get(row);
    return place < 0 ? std::string() : net.id_of({node_kind::place, place});
  });
  return net.has_integer_ids(table_id::places) ? integers_of(ids) : ids;
}

}  // namespace linli::detail
