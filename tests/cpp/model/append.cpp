// SPDX-License-Identifier: Apache-2.0
// Tables put one behind the other remember where each row came from.
#include <linli/model/append.hpp>

#include <gtest/gtest.h>

#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

using strings = std::vector<std::string>;

TEST(append, puts_rows_behind_and_nulls_where_a_column_is_missing) {
  auto a = text_frame("persons", {{"id", {"1", "2"}}, {"sex", {"F", ""}}});
  auto b = text_frame("persons", {{"home", {"c"}}, {"id", {"3"}}});
  b.parts.push_back({0, "b/persons"});
  b.first_row = 2;
  detail::append(a, std::move(b));
  EXPECT_EQ(a.rows, 3U);
  EXPECT_EQ(cells_of(a, "id"), (strings{"1", "2", "3"}));
  EXPECT_EQ(cells_of(a, "sex"), (strings{"F", "", ""}));
  EXPECT_EQ(cells_of(a, "home"), (strings{"", "", "c"}));
  EXPECT_EQ(a.title(1), "persons");
  EXPECT_EQ(a.title(2), "b/persons");
  EXPECT_EQ(a.row_number(2), 2);
  EXPECT_TRUE(a.untyped);
}

TEST(joined_columns, makes_texts_of_unlike_types_and_loses_no_digit) {
  const auto big = column::of(std::vector<std::int64_t>{9007199254740993});
  const auto half = column::of(std::vector<double>{0.5});
  EXPECT_EQ(detail::joined_columns(big, half).text(0), "9007199254740993");
  EXPECT_EQ(detail::joined_columns(column::of(std::vector<std::int64_t>{1}), half).type(), value_type::number);
  EXPECT_EQ(detail::joined_columns(half, column::nulls(value_type::text, 2)).type(), value_type::number);
}

TEST(with_rows, keeps_numbers_and_titles) {
  auto a = text_frame("persons", {{"id", {"1", "2"}}});
  auto b = text_frame("persons", {{"id", {"3"}}});
  b.parts.push_back({0, "b"});
  detail::append(a, std::move(b));
  const auto kept = detail::with_rows(a, {2, 0});
  EXPECT_EQ(cells_of(kept, "id"), (strings{"3", "1"}));
  EXPECT_EQ(kept.title(0), "b");
  EXPECT_EQ(kept.title(1), "persons");
  EXPECT_EQ(kept.row_number(1), 0);
}

}  // namespace
}  // namespace linli::testing
