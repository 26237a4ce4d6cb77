// SPDX-License-Identifier: Apache-2.0
// A column of a frozen table.
#include <linli/core/column.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

column texts(const std::vector<std::string>& cells) {
  auto words = std::make_shared<dictionary>();
  std::vector<std::int32_t> codes;
  for (const auto& cell : cells) codes.push_back(cell.empty() ? null_code : words->add(cell));
  return column::of(std::move(codes), std::move(words));
}

const std::vector<value_type> every_type{value_type::integer, value_type::number, value_type::boolean,
                                         value_type::instant, value_type::text,   value_type::reference};

TEST(column, knows_its_type_its_size_and_its_nulls) {
  const auto integers = column::of(std::vector<std::int64_t>{7, null_integer});
  EXPECT_EQ(integers.type(), value_type::integer);
  EXPECT_EQ(integers.size(), 2U);
  EXPECT_FALSE(integers.is_null(0));
  EXPECT_TRUE(integers.is_null(1));
  EXPECT_TRUE(column::of(std::vector<double>{std::nan("")}).is_null(0));
  EXPECT_TRUE(column::of(std::vector<std::int8_t>{null_boolean}).is_null(0));
  EXPECT_FALSE(column::of(std::vector<std::int8_t>{0}).is_null(0));
  EXPECT_TRUE(column::of(std::vector<instant>{{}}).is_null(0));
  EXPECT_TRUE(texts({"", "a"}).is_null(0));
  EXPECT_TRUE(column::of_references({null_code}).is_null(0));
}

TEST(column, writes_each_value_as_it_would_stand_in_a_file) {
  EXPECT_EQ(column::of(std::vector<std::int64_t>{-7}).text(0), "-7");
  EXPECT_EQ(column::of(std::vector<double>{0.1}).text(0), "0.1");
  EXPECT_EQ(column::of(std::vector<double>{3.0}).text(0), "3");
  EXPECT_EQ(column::of(std::vector<std::int8_t>{1, 0}).text(0), "true");
  EXPECT_EQ(column::of(std::vector<std::int8_t>{1, 0}).text(1), "false");
  EXPECT_EQ(column::of(std::vector<instant>{*parse_instant("2018-01-31")}).text(0), "2018-01-31");
  EXPECT_EQ(texts({"楚街社区"}).text(0), "楚街社区");
}

TEST(column, writes_a_null_of_any_type_as_nothing) {
  for (const auto type : every_type) EXPECT_EQ(column::nulls(type, 1).text(0), "");
}

TEST(column, gives_numbers_for_integers_numbers_and_booleans_only) {
  EXPECT_EQ(column::of(std::vector<std::int64_t>{7}).number(0), 7.0);
  EXPECT_EQ(column::of(std::vector<double>{0.5}).number(0), 0.5);
  EXPECT_EQ(column::of(std::vector<std::int8_t>{1}).number(0), 1.0);
  EXPECT_TRUE(std::isnan(texts({"7"}).number(0)));
  EXPECT_TRUE(std::isnan(column::of(std::vector<instant>{instant::of_day(7)}).number(0)));
  for (const auto type : every_type) EXPECT_TRUE(std::isnan(column::nulls(type, 1).number(0)));
}

TEST(column, of_nulls_costs_one_page_whatever_its_length) {
  const auto nulls = column::nulls(value_type::integer, 10'000);
  EXPECT_EQ(nulls.size(), 10'000U);
  EXPECT_TRUE(nulls.is_null(0) && nulls.is_null(9'999));
  EXPECT_EQ(nulls.integers().page(0).data(), nulls.integers().page(2).data());
}

TEST(column, takes_a_null_at_its_end_in_every_type) {
  for (const auto type : every_type) {
    auto c = column::nulls(type, 0);
    c.push_null();
    ASSERT_EQ(c.size(), 1U);
    EXPECT_TRUE(c.is_null(0));
  }
}

TEST(column, changes_a_copy_and_leaves_the_original) {
  const auto before = column::of_references({1, 2, 3});
  auto after = before;
  after.set_code(1, 9);
  after.push_code(4);
  EXPECT_EQ(before.codes()[1], 2);
  EXPECT_EQ(before.size(), 3U);
  EXPECT_EQ(after.codes()[1], 9);
  EXPECT_EQ(after.codes()[3], 4);
}

TEST(column, of_instants_takes_new_ones) {
  const auto before = column::of(std::vector<instant>{instant::of_day(1)});
  auto after = before;
  after.set_instant(0, instant::of_day(2));
  after.push_instant(instant::of_day(3));
  EXPECT_EQ(before.instants()[0], instant::of_day(1));
  EXPECT_EQ(after.instants()[0], instant::of_day(2));
  EXPECT_EQ(after.instants()[1], instant::of_day(3));
}

TEST(column, adds_a_new_word_to_a_dictionary_of_its_own) {
  const auto before = texts({"甲", "乙"});
  auto after = before;
  EXPECT_EQ(after.code_of("乙"), 1);
  EXPECT_EQ(after.shared_words(), before.shared_words());
  after.push_code(after.code_of("丙"));
  EXPECT_EQ(after.text(2), "丙");
  EXPECT_EQ(before.words().size(), 2U);
  EXPECT_EQ(before.words().find("丙"), -1);
}

}  // namespace
}  // namespace linli::testing
