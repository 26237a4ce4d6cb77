// SPDX-License-Identifier: Apache-2.0
// The answer as a tidy table: its columns, keys in their own type, nulls.
#include <linli/measure/table.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

using key = detail::table_writer::key;

table two_rows() {
  auto out = detail::table_writer({"community", "sex"}, false, false);
  out.add("m", {{"11", true}, {"F", false}}, {0.5, 1, 2, "", basis::rows}, "persons");
  out.add("m", {{"12", true}, {}}, {std::nullopt, 0, std::nullopt, "no residents", basis::mixed}, "persons");
  return out.finish();
}

TEST(table, has_the_measure_the_dimensions_and_what_the_value_stands_on) {
  const auto found = two_rows();
  EXPECT_EQ(column_names(found.content()),
            (std::vector<std::string>{"measure", "community", "sex", "value", "numerator", "denominator", "unit",
                                      "basis", "note"}));
  EXPECT_EQ(found.dimensions(), (std::vector<std::string>{"community", "sex"}));
  EXPECT_EQ(found.rows(), 2U);
}

TEST(table, gives_values_and_reasons_row_by_row) {
  const auto found = two_rows();
  EXPECT_EQ(found.measure(0), "m");
  EXPECT_EQ(found.value(0), 0.5);
  EXPECT_EQ(found.numerator(0), 1);
  EXPECT_EQ(found.denominator(0), 2);
  EXPECT_EQ(found.unit(0), "persons");
  EXPECT_EQ(found.note(0), "");
  EXPECT_FALSE(found.is_null(0));
  EXPECT_TRUE(found.is_null(1));
  EXPECT_EQ(found.value(1), std::nullopt);
  EXPECT_EQ(found.numerator(1), 0);
  EXPECT_EQ(found.denominator(1), std::nullopt);
  EXPECT_EQ(found.note(1), "no residents");
  EXPECT_EQ(cells_of(found.content(), "basis"), (std::vector<std::string>{"rows", "mixed"}));
}

TEST(table, keys_keep_their_own_type) {
  const auto found = two_rows();
  EXPECT_EQ(found.content().find("community")->type(), value_type::integer);
  EXPECT_EQ(found.content().find("sex")->type(), value_type::text);
  EXPECT_EQ(found.key(1, "community"), "12");
  EXPECT_EQ(found.key(1, "sex"), "");
  EXPECT_TRUE(found.content().find("sex")->is_null(1));
}

TEST(table, keys_of_two_types_are_texts) {
  auto out = detail::table_writer({"x"}, false, false);
  out.add("m", {{"7", true}}, count_answer(1), "");
  out.add("m", {{"seven", false}}, count_answer(1), "");
  EXPECT_EQ(out.finish().content().find("x")->type(), value_type::text);
}

TEST(table, a_row_without_a_dimension_of_the_others_has_null_there) {
  auto out = detail::table_writer({"community", "state"}, false, false);
  out.add("m", {{"a", false}}, count_answer(1), "");
  EXPECT_EQ(out.finish().key(0, "state"), "");
}

TEST(table, an_empty_text_is_null) {
  auto out = detail::table_writer({}, false, false);
  out.add("m", {}, count_answer(1), "persons");
  EXPECT_TRUE(out.finish().content().find("note")->is_null(0));
}

TEST(table, knows_which_columns_it_has) {
  EXPECT_THROW(two_rows().key(0, "district"), measure_error);
  EXPECT_EQ(detail::table_writer({"x"}, false, false).finish().rows(), 0U);
}

}  // namespace
}  // namespace linli::testing
