// SPDX-License-Identifier: Apache-2.0
// Columns by their rows: some of them in another order, or several columns end to end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/column.hpp>

namespace linli::detail {

// A column of texts; an empty one is null.
inline column texts_of(const std::vector<std::string>& cells) {
  auto words = std::make_shared<dictionary>();
  auto codes = std::vector<std::int32_t>(cells.size(), null_code);
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty()) codes[i] = words->add(cells[i]);
  return column::of(std::move(codes), std::move(words));
}

inline column to_texts(const column& raw) {
  if (raw.type() == value_type::text) return raw;
  auto words = std::make_shared<dictionary>();
  auto codes = std::vector<std::int32_t>(raw.size(), null_code);
  for (std::size_t i = 0; i < raw.size(); ++i)
    if (!raw.is_null(i)) codes[i] = words->add(raw.text(i));
  return column::of(std::move(codes), std::move(words));
}

// The texts with another word in the place of each, by its number.
inline column with_words(const column& texts, const std::vector<std::string>& others) {
  auto words = std::make_shared<dictionary>();
  std::vector<std::int32_t> codes;
  for (const auto& word : others) codes.push_back(words->add(word));
  auto cells = std::vector<std::int32_t>(texts.size(), null_code);
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!texts.is_null(i)) cells[i] = codes[static_cast<std::size_t>(texts.codes()[i])];
  return column::of(std::move(cells), std::move(words));
}

using row_order = std::vector<std::int32_t>;

template <class T>
std::vector<T> gathered(const paged<T>& values, const row_order& order) {
  auto out = std::vector<T>(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) out[i] = values[static_cast<std::size_t>(order[i])];
  return out;
}

// The texts of some rows, without the words that only others used.
inline column with_words_used(const column& c, const row_order& order) {
  auto words = std::make_shared<dictionary>();
  auto codes = row_order(order.size(), null_code);
  for (std::size_t i = 0; i < order.size(); ++i)
    if (const auto row = static_cast<std::size_t>(order[i]); !c.is_null(row))
      codes[i] = words->add(c.words()[c.codes()[row]]);
  return column::of(std::move(codes), std::move(words));
}

// Whether it holds nothing, not even words that no row uses.
inline bool is_void(const column& c) {
  if (c.type() == value_type::text && c.words().size() > 0) return false;
  for (std::size_t i = 0; i < c.size(); ++i)
    if (!c.is_null(i)) return false;
  return true;
}

inline column gathered(const column& c, const row_order& order) {
  if (is_void(c)) return column::nulls(c.type(), order.size());
  switch (c.type()) {
    case value_type::integer: return column::of(gathered(c.integers(), order));
    case value_type::number: return column::of(gathered(c.numbers(), order));
    case value_type::boolean: return column::of(gathered(c.booleans(), order));
    case value_type::instant: return column::of(gathered(c.instants(), order));
    case value_type::text:
      return order.size() == c.size() ? column::of(gathered(c.codes(), order), c.shared_words())
                                      : with_words_used(c, order);
    case value_type::reference: return column::of_references(gathered(c.codes(), order));
  }
  return c;
}

// The pieces of one column, end to end; texts share a dictionary.
inline column concatenated(const std::vector<column>& pieces) {
  const auto type = pieces.front().type();
  const auto each = [&](auto take) {
    for (const auto& piece : pieces)
      for (std::size_t i = 0; i < piece.size(); ++i) take(piece, i);
  };
  if (type == value_type::text) {
    auto words = std::make_shared<dictionary>();
    std::vector<std::int32_t> codes;
    each([&](const column& p, std::size_t i) {
      codes.push_back(p.is_null(i) ? null_code : words->add(p.words()[p.codes()[i]]));
    });
    return column::of(std::move(codes), std::move(words));
  }
  const auto join = [&](auto values, auto get) {
    each([&](const column& p, std::size_t i) { values.push_back(get(p, i)); });
    return values;
  };
  switch (type) {
    case value_type::integer:
      return column::of(
          join(std::vector<std::int64_t>{}, [](const column& p, std::size_t i) { return p.integers()[i]; }));
    case value_type::number:
      return column::of(join(std::vector<double>{}, [](const column& p, std::size_t i) { return p.numbers()[i]; }));
    case value_type::boolean:
      return column::of(
          join(std::vector<std::int8_t>{}, [](const column& p, std::size_t i) { return p.booleans()[i]; }));
    case value_type::instant:
      return column::of(join(std::vector<instant>{}, [](const column& p, std::size_t i) { return p.instants()[i]; }));
    default:
      return column::of_references(
          join(std::vector<std::int32_t>{}, [](const column& p, std::size_t i) { return p.codes()[i]; }));
  }
}

}  // namespace linli::detail
