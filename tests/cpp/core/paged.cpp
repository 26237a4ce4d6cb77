// SPDX-License-Identifier: Apache-2.0
// A column of values in shared pages.
#include <linli/core/paged.hpp>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

constexpr auto page_rows = paged<int>::page_rows;

paged<int> counted(std::size_t size) {
  auto values = std::vector<int>(size);
  std::iota(values.begin(), values.end(), 0);
  return paged(std::move(values));
}
template <class T>
std::vector<T> values_of(const paged<T>& column) {
  std::vector<T> values;
  for (std::size_t k = 0; k < column.page_count(); ++k)
    values.insert(values.end(), column.page(k).begin(), column.page(k).end());
  return values;
}

TEST(paged, adopts_a_vector_without_copying_it) {
  auto values = std::vector<int>(2 * page_rows + 5, 7);
  const auto* const first = values.data();
  const auto column = paged(std::move(values));
  EXPECT_EQ(column.page(0).data(), first);
  EXPECT_EQ(column.page(2).data(), first + 2 * page_rows);
}

TEST(paged, has_pages_of_one_size_and_a_shorter_last_one) {
  EXPECT_EQ(counted(0).page_count(), 0U);
  EXPECT_TRUE(counted(0).empty());
  EXPECT_EQ(counted(page_rows).page_count(), 1U);
  const auto column = counted(page_rows + 1);
  ASSERT_EQ(column.page_count(), 2U);
  EXPECT_EQ(column.page(0).size(), page_rows);
  EXPECT_EQ(column.page(1).size(), 1U);
  EXPECT_EQ(column[page_rows], static_cast<int>(page_rows));
}

TEST(paged, copies_share_every_page) {
  const auto a = counted(3 * page_rows);
  const auto b = a;
  for (std::size_t k = 0; k < 3; ++k) EXPECT_TRUE(a.shares_page(b, k));
}

TEST(paged, set_copies_the_one_page_that_it_touches) {
  const auto before = counted(3 * page_rows);
  auto after = before;
  after.set(page_rows + 3, -1);
  EXPECT_TRUE(before.shares_page(after, 0));
  EXPECT_FALSE(before.shares_page(after, 1));
  EXPECT_TRUE(before.shares_page(after, 2));
  EXPECT_EQ(before[page_rows + 3], static_cast<int>(page_rows) + 3);
  EXPECT_EQ(after[page_rows + 3], -1);
  EXPECT_EQ(after[page_rows + 2], static_cast<int>(page_rows) + 2);
}

TEST(paged, a_page_once_its_own_is_written_in_place) {
  auto column = counted(page_rows);
  column.set(0, -1);
  const auto* const own = column.page(0).data();
  column.set(1, -2);
  EXPECT_EQ(column.page(0).data(), own);
}

TEST(paged, a_page_shared_again_is_copied_again) {
  auto first = counted(10);
  first.set(0, -1);
  auto second = first;
  second.set(0, -2);
  first.set(1, -3);
  EXPECT_EQ(first[0], -1);
  EXPECT_EQ(second[0], -2);
  EXPECT_EQ(second[1], 1);
}

TEST(paged, push_back_grows_an_adopted_vector_of_any_length) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{3}, page_rows - 1, page_rows, page_rows + 1}) {
    auto column = counted(size);
    const auto before = column;
    column.push_back(-1);
    column.push_back(-2);
    ASSERT_EQ(column.size(), size + 2);
    EXPECT_EQ(column[size], -1);
    EXPECT_EQ(column[size + 1], -2);
    EXPECT_EQ(before.size(), size);
    EXPECT_EQ(values_of(before), values_of(counted(size)));
  }
}

TEST(paged, push_back_reads_nothing_past_the_end_of_what_it_adopted) {
  // Strings, so that a value past the end is no value; an address sanitizer sees it in any case.
  auto column = paged(std::vector<std::string>{"a text too long to be kept inside a string"});
  column.push_back("another");
  EXPECT_EQ(column[0], "a text too long to be kept inside a string");
  EXPECT_EQ(column[1], "another");
}

TEST(paged, push_back_to_two_copies_keeps_them_apart) {
  auto a = counted(5);
  a.push_back(5);
  auto b = a;
  a.push_back(6);
  b.push_back(-6);
  EXPECT_EQ(a[6], 6);
  EXPECT_EQ(b[6], -6);
}

TEST(paged, repeated_uses_one_page_throughout) {
  const auto column = paged<int>::repeated(2 * page_rows + 1, 9);
  EXPECT_EQ(column.size(), 2 * page_rows + 1);
  EXPECT_EQ(column.page(0).data(), column.page(2).data());
  EXPECT_EQ(column.page(2).size(), 1U);
  EXPECT_EQ(paged<int>::repeated(0, 9).page_count(), 0U);
}

TEST(paged, repeated_changes_in_one_place_only) {
  auto column = paged<int>::repeated(3 * page_rows, 9);
  column.set(0, 1);
  EXPECT_EQ(column[0], 1);
  EXPECT_EQ(column[page_rows], 9);
  EXPECT_EQ(column[2 * page_rows], 9);
  auto grown = paged<int>::repeated(2, 9);
  grown.push_back(1);
  EXPECT_EQ(values_of(grown), (std::vector<int>{9, 9, 1}));
}

TEST(paged, behaves_as_a_vector_that_is_copied_in_full) {
  std::mt19937 random(1);
  auto columns = std::vector<paged<int>>{counted(page_rows - 2)};
  auto vectors = std::vector<std::vector<int>>{values_of(columns[0])};
  for (int step = 0; step < 300; ++step) {
    const auto from = random() % columns.size();
    auto column = columns[from];
    auto plain = vectors[from];
    for (int change = 0; change < 3; ++change) {
      const auto i = random() % (plain.size() + 1);
      if (i == plain.size() || random() % 2 == 0) {
        column.push_back(step);
        plain.push_back(step);
      } else {
        column.set(i, step);
        plain[i] = step;
      }
    }
    const auto to = columns.size() < 8 ? columns.size() : random() % columns.size();
    if (to == columns.size()) {
      columns.emplace_back();
      vectors.emplace_back();
    }
    columns[to] = std::move(column);
    vectors[to] = std::move(plain);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) EXPECT_EQ(values_of(columns[i]), vectors[i]);
}

}  // namespace
}  // namespace linli::testing
