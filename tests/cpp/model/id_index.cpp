// SPDX-License-Identifier: Apache-2.0
// From the user's ids to row numbers.
#include <linli/model/id_index.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

column ids_of(const std::vector<std::string>& ids) { return text_frame("", {{"id", ids}}).columns.front().values; }
id_index index_of(const column& ids) {
  return id_index(ids, [](std::size_t) { ADD_FAILURE() << "refused"; });
}
std::vector<std::size_t> refused_of(const column& ids) {
  std::vector<std::size_t> rows;
  id_index(ids, [&](std::size_t row) { rows.push_back(row); });
  return rows;
}

TEST(id_index, finds_rows_by_texts) {
  const auto index = index_of(ids_of({"楚街社区", "b", "07"}));
  EXPECT_FALSE(index.holds_integers());
  EXPECT_EQ(index.find("楚街社区"), 0);
  EXPECT_EQ(index.find("07"), 2);
  EXPECT_EQ(index.find("7"), -1);
  EXPECT_EQ(index.find(""), -1);
}

TEST(id_index, finds_rows_by_integers) {
  const auto index = index_of(column::of(std::vector<std::int64_t>{7, -3, 0}));
  EXPECT_TRUE(index.holds_integers());
  EXPECT_EQ(index.find(std::int64_t{-3}), 1);
  EXPECT_EQ(index.find(std::int64_t{4}), -1);
}

TEST(id_index, takes_an_integer_and_the_text_that_reads_so_for_the_same) {
  EXPECT_EQ(index_of(column::of(std::vector<std::int64_t>{7})).find("7"), 0);
  EXPECT_EQ(index_of(column::of(std::vector<std::int64_t>{7})).find("07"), -1);
  EXPECT_EQ(index_of(column::of(std::vector<std::int64_t>{7})).find("seven"), -1);
  EXPECT_EQ(index_of(ids_of({"x", "7"})).find(std::int64_t{7}), 1);
}

TEST(id_index, hands_over_nulls_and_repeats) {
  EXPECT_EQ(refused_of(ids_of({"a", "", "a", "b", "a"})), (std::vector<std::size_t>{1, 2, 4}));
  EXPECT_EQ(refused_of(column::of(std::vector<std::int64_t>{7, null_integer, 7})), (std::vector<std::size_t>{1, 2}));
}

TEST(id_index, follows_rows_that_move_or_go) {
  for (auto index : {index_of(ids_of({"1", "2", "3"})), index_of(column::of(std::vector<std::int64_t>{1, 2, 3}))}) {
    index.follow({2, -1, 0});
    EXPECT_EQ(index.find("1"), 2);
    EXPECT_EQ(index.find("2"), -1);
    EXPECT_EQ(index.find("3"), 0);
  }
}

TEST(id_index, that_is_empty_finds_nothing) {
  EXPECT_EQ(id_index().find("a"), -1);
  EXPECT_EQ(id_index().find(std::int64_t{1}), -1);
}

TEST(id_index, holds_many) {
  auto ids = std::vector<std::int64_t>(20'000);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<std::int64_t>(i * i);
  const auto index = index_of(column::of(ids));
  for (std::size_t i = 0; i < ids.size(); ++i) ASSERT_EQ(index.find(ids[i]), static_cast<std::int32_t>(i));
  EXPECT_EQ(index.find(std::int64_t{2}), -1);
}

}  // namespace
}  // namespace linli::testing
