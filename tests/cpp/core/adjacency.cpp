// SPDX-License-Identifier: Apache-2.0
// The index from keys to rows.
#include <linli/core/adjacency.hpp>

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using rows = std::vector<std::int32_t>;

adjacency index_of(std::size_t keys, const std::vector<int>& key_of_row) {
  return adjacency(keys, key_of_row.size(), [&](std::size_t row) { return key_of_row[row]; });
}
rows at(const adjacency& index, std::size_t key) {
  const auto found = index[key];
  return {found.begin(), found.end()};
}

TEST(adjacency, gives_the_rows_of_each_key_in_ascending_order) {
  const auto index = index_of(3, {2, 0, 2, 0, 2});
  EXPECT_EQ(index.size(), 3U);
  EXPECT_EQ(at(index, 0), (rows{1, 3}));
  EXPECT_EQ(at(index, 1), rows{});
  EXPECT_EQ(at(index, 2), (rows{0, 2, 4}));
}

TEST(adjacency, leaves_out_rows_that_name_nothing) {
  const auto index = index_of(2, {-1, 1, -2, 1});
  EXPECT_EQ(at(index, 0), rows{});
  EXPECT_EQ(at(index, 1), (rows{1, 3}));
}

TEST(adjacency, may_have_no_keys_or_no_rows) {
  EXPECT_EQ(adjacency().size(), 0U);
  EXPECT_EQ(index_of(0, {}).size(), 0U);
  EXPECT_EQ(at(index_of(1, {}), 0), rows{});
}

TEST(adjacency, holds_keys_on_both_sides_of_a_page_edge) {
  const auto last = static_cast<int>(adjacency::page_keys) - 1;
  auto index = index_of(adjacency::page_keys + 2, {last, last + 1, last, last + 1});
  index.append(adjacency::page_keys - 1, 4);
  index.append(adjacency::page_keys, 5);
  EXPECT_EQ(at(index, adjacency::page_keys - 1), (rows{0, 2, 4}));
  EXPECT_EQ(at(index, adjacency::page_keys), (rows{1, 3, 5}));
  EXPECT_EQ(at(index, adjacency::page_keys + 1), rows{});
}

TEST(adjacency, changes_a_copy_and_leaves_the_original) {
  const auto before = index_of(3, {0, 1, 1, 2});
  auto after = before;
  after.append(0, 4);
  after.remove(1, 1);
  EXPECT_EQ(at(before, 0), (rows{0}));
  EXPECT_EQ(at(before, 1), (rows{1, 2}));
  EXPECT_EQ(at(after, 0), (rows{0, 4}));
  EXPECT_EQ(at(after, 1), (rows{2}));
  EXPECT_EQ(at(after, 2), (rows{3}));
}

TEST(adjacency, shares_the_pages_that_a_change_does_not_touch) {
  const std::size_t keys = 3 * adjacency::page_keys;
  const auto before = adjacency(keys, keys, [](std::size_t row) { return static_cast<int>(row); });
  auto after = before;
  after.append(adjacency::page_keys, 7);
  EXPECT_EQ(before[0].data(), after[0].data());
  EXPECT_NE(before[adjacency::page_keys].data(), after[adjacency::page_keys].data());
  EXPECT_EQ(before[keys - 1].data(), after[keys - 1].data());
}

TEST(adjacency, ignores_the_removal_of_a_row_that_is_not_there) {
  auto index = index_of(2, {0, 1});
  index.remove(0, 1);
  index.remove(1, 0);
  EXPECT_EQ(at(index, 0), (rows{0}));
  EXPECT_EQ(at(index, 1), (rows{1}));
}

TEST(adjacency, follows_any_sequence_of_changes) {
  std::mt19937 random(1);
  const std::size_t keys = 2 * adjacency::page_keys + 10;
  auto plain = std::vector<rows>(keys);
  auto index = index_of(keys, {});
  for (std::int32_t row = 0; row < 5000; ++row) {
    const auto key = random() % keys;
    if (random() % 3 == 0 && !plain[key].empty()) {
      const auto gone = plain[key][random() % plain[key].size()];
      std::erase(plain[key], gone);
      index.remove(key, gone);
    } else {
      plain[key].push_back(row);
      index.append(key, row);
    }
  }
  for (std::size_t key = 0; key < keys; ++key) ASSERT_EQ(at(index, key), plain[key]) << key;
}

}  // namespace
}  // namespace linli::testing
