// SPDX-License-Identifier: Apache-2.0
// Cells brought to the types of the schema.
#include <linli/model/draft.hpp>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

// A column of persons under conversion, with what is noted of it.
struct conversion {
  frame source;
  detail::draft in;
  diagnostics found;
  std::vector<set_aside> rejected;
  detail::notary notes{found, rejected};

  explicit conversion(column values) : source(typed_frame("persons", {{"c", std::move(values)}})) {
    in.rule = &rule_of(table_id::persons);
    in.source = &source;
    in.bad.assign(source.rows, 0);
  }
  conversion(const conversion&) = delete;
  const named_column& raw() const { return source.columns.front(); }
  cells problems() const { return told(found, severity::error); }
};

cells values_of(const column& c) {
  cells all;
  for (std::size_t i = 0; i < c.size(); ++i) all.push_back(c.text(i));
  return all;
}

TEST(to_integers, takes_whole_numbers_however_they_are_written) {
  conversion from_texts(texts({"7", "-7", "7.0", "1e3", "", "007"}));
  EXPECT_EQ(values_of(detail::to_integers(from_texts.in, from_texts.raw(), from_texts.notes)),
            (cells{"7", "-7", "7", "1000", "", "7"}));
  EXPECT_EQ(from_texts.problems(), cells{});
  conversion from_numbers(numbers({7, std::nan("")}));
  EXPECT_EQ(values_of(detail::to_integers(from_numbers.in, from_numbers.raw(), from_numbers.notes)), (cells{"7", ""}));
  conversion from_booleans(booleans({1, 0, null_boolean}));
  EXPECT_EQ(values_of(detail::to_integers(from_booleans.in, from_booleans.raw(), from_booleans.notes)),
            (cells{"1", "0", ""}));
}

TEST(to_integers, refuses_fractions_words_and_what_is_too_large) {
  conversion from_texts(texts({"7.5", "seven", "1e300", "inf", "7 "}));
  detail::to_integers(from_texts.in, from_texts.raw(), from_texts.notes);
  EXPECT_EQ(from_texts.found.counts().at("not_a_number"), 5);
  EXPECT_EQ(from_texts.in.bad, (std::vector<std::uint8_t>(5, 1)));
  conversion from_numbers(numbers({7.5, 1e300}));
  detail::to_integers(from_numbers.in, from_numbers.raw(), from_numbers.notes);
  EXPECT_EQ(from_numbers.problems(), (cells{"persons 0 c: not_a_number (7.5)", "persons 1 c: not_a_number (1e+300)"}));
  conversion from_dates(column::of({instant::of_day(0)}));
  detail::to_integers(from_dates.in, from_dates.raw(), from_dates.notes);
  EXPECT_EQ(from_dates.found.errors(), 1);
}

TEST(to_integers, loses_no_integer_silently) {
  conversion smallest(texts({"-9223372036854775808"}));
  const auto made = detail::to_integers(smallest.in, smallest.raw(), smallest.notes);
  EXPECT_TRUE(!made.is_null(0) || smallest.found.errors() == 1);
}

TEST(to_numbers, takes_decimals_integers_and_booleans) {
  conversion from_texts(texts({"0.5", "-2", "1e3", ""}));
  EXPECT_EQ(values_of(detail::to_numbers(from_texts.in, from_texts.raw(), from_texts.notes)),
            (cells{"0.5", "-2", "1000", ""}));
  conversion from_integers(integers({7, null_integer}));
  EXPECT_EQ(values_of(detail::to_numbers(from_integers.in, from_integers.raw(), from_integers.notes)),
            (cells{"7", ""}));
}

TEST(to_numbers, refuses_words) {
  conversion from_texts(texts({"约30", "1,000", "nan"}));
  detail::to_numbers(from_texts.in, from_texts.raw(), from_texts.notes);
  EXPECT_EQ(from_texts.problems(), (cells{"persons 0 c: not_a_number (约30)", "persons 1 c: not_a_number (1,000)",
                                          "persons 2 c: not_a_number (nan)"}));
}

TEST(to_instants, takes_dates_and_times) {
  conversion from_texts(texts({"2018-01-31", "", "2018-01-31T01:30Z"}));
  EXPECT_EQ(values_of(detail::to_instants(from_texts.in, from_texts.raw(), 480, from_texts.notes)),
            (cells{"2018-01-31", "", "2018-01-31T09:30:00"}));
}

TEST(to_instants, refuses_numbers_but_not_their_nulls) {
  conversion from_integers(integers({20180131, null_integer}));
  EXPECT_EQ(values_of(detail::to_instants(from_integers.in, from_integers.raw(), 0, from_integers.notes)),
            (cells{"", ""}));
  EXPECT_EQ(from_integers.problems(), (cells{"persons 0 c: not_a_date (20180131)"}));
}

TEST(to_texts, writes_values_of_every_type) {
  EXPECT_EQ(values_of(detail::to_texts(integers({7, null_integer, 7}))), (cells{"7", "", "7"}));
  EXPECT_EQ(values_of(detail::to_texts(numbers({0.5}))), (cells{"0.5"}));
  EXPECT_EQ(values_of(detail::to_texts(booleans({1}))), (cells{"true"}));
  EXPECT_EQ(detail::to_texts(integers({7, 7})).words().size(), 1U);
}

TEST(to_category, takes_flags_however_they_are_written) {
  const auto& satisfied = *column_named(rule_of(table_id::issues), "satisfied");
  conversion from_texts(texts({"true", "True", "1", "false", "False", "0", "", "yes"}));
  EXPECT_EQ(values_of(detail::to_category(from_texts.in, satisfied, from_texts.raw().values, from_texts.notes)),
            (cells{"true", "true", "true", "false", "false", "false", "", "yes"}));
  EXPECT_EQ(from_texts.found.counts().at("unknown_word"), 1);
  conversion from_booleans(booleans({1, null_boolean, 0}));
  EXPECT_EQ(
      values_of(detail::to_category(from_booleans.in, satisfied, from_booleans.raw().values, from_booleans.notes)),
      (cells{"true", "", "false"}));
  conversion from_numbers(numbers({1, 0}));
  EXPECT_EQ(values_of(detail::to_category(from_numbers.in, satisfied, from_numbers.raw().values, from_numbers.notes)),
            (cells{"true", "false"}));
}

TEST(to_category, takes_any_word_of_an_open_vocabulary) {
  const auto& sex = *column_named(rule_of(table_id::persons), "sex");
  conversion from_texts(texts({"女", "f", "2"}));
  detail::to_category(from_texts.in, sex, from_texts.raw().values, from_texts.notes);
  EXPECT_EQ(from_texts.problems(), cells{});
}

TEST(inferred, is_the_narrowest_type_that_fits_every_word) {
  const auto type = [](const cells& values) { return detail::inferred(texts(values), 0).type(); };
  EXPECT_EQ(type({"1", "-2", ""}), value_type::integer);
  EXPECT_EQ(type({"1", "2.5"}), value_type::number);
  EXPECT_EQ(type({"0.5", "0"}), value_type::number);
  EXPECT_EQ(type({"2018-01-31", "2018-01-31T09:30"}), value_type::instant);
  EXPECT_EQ(type({"true", "false"}), value_type::boolean);
  EXPECT_EQ(type({"1", "one"}), value_type::text);
  EXPECT_EQ(type({"true", "1"}), value_type::text);
  EXPECT_EQ(type({"", ""}), value_type::text);
}

TEST(inferred, leaves_codes_and_infinities_as_texts) {
  const auto type = [](const cells& values) { return detail::inferred(texts(values), 0).type(); };
  EXPECT_EQ(type({"007", "12"}), value_type::text);
  EXPECT_EQ(type({"-07"}), value_type::text);
  EXPECT_EQ(type({"00.5"}), value_type::text);
  EXPECT_EQ(type({"inf"}), value_type::text);
  EXPECT_EQ(type({"1e999"}), value_type::text);
}

TEST(inferred, leaves_columns_that_have_a_type) {
  EXPECT_EQ(detail::inferred(numbers({1, 2}), 0).type(), value_type::number);
}

TEST(to_ids, are_integers_if_every_one_is) {
  EXPECT_EQ(detail::to_ids(texts({"1", "20"}), true).type(), value_type::integer);
  EXPECT_EQ(detail::to_ids(numbers({1, std::nan(""), 3}), false).type(), value_type::integer);
  EXPECT_EQ(values_of(detail::to_ids(numbers({1, std::nan("")}), false)), (cells{"1", ""}));
}

TEST(to_ids, are_texts_otherwise_as_they_were_written) {
  EXPECT_EQ(values_of(detail::to_ids(texts({"1", "02", "甲"}), true)), (cells{"1", "02", "甲"}));
  EXPECT_EQ(detail::to_ids(texts({"1.0", "2.0"}), true).type(), value_type::text);
  EXPECT_EQ(detail::to_ids(texts({"2018-01-31"}), true).type(), value_type::text);
  EXPECT_EQ(values_of(detail::to_ids(numbers({1.5, 2}), false)), (cells{"1.5", "2"}));
}

TEST(to_ids, stay_texts_where_they_came_as_texts) {
  EXPECT_EQ(detail::to_ids(texts({"1", "20"}), false).type(), value_type::text);
}

TEST(notary, marks_the_rows_that_it_faults_and_not_those_that_it_warns_of) {
  conversion c(texts({"x", "y"}));
  c.notes.warn(c.in, 0, "c", "duplicate_row", "again");
  c.notes.fault(c.in, 1, "c", "negative", "no");
  EXPECT_EQ(c.in.bad, (std::vector<std::uint8_t>{0, 1}));
  ASSERT_EQ(c.rejected.size(), 1U);
  EXPECT_EQ(c.rejected[0].cells, "c=y");
  EXPECT_EQ(c.found.errors(), 1);
}

}  // namespace
}  // namespace linli::testing
