// SPDX-License-Identifier: Apache-2.0
// Problems of the input, collected before anything is raised.
#include <linli/core/diagnostic.hpp>

#include <string>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

diagnostic problem(std::int64_t row, std::string rule, severity weight = severity::error) {
  return {"persons", row, "home", std::move(rule), "x", "a message", weight};
}
bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(diagnostics, count_errors_apart_from_warnings) {
  diagnostics found;
  EXPECT_TRUE(found.empty());
  found.add(problem(2, "dangling_reference"));
  found.add(problem(3, "dangling_reference"));
  found.add(problem(4, "duplicate_row", severity::warning));
  EXPECT_FALSE(found.empty());
  EXPECT_EQ(found.errors(), 2);
  EXPECT_EQ(found.counts().at("dangling_reference"), 2);
  EXPECT_EQ(found.counts().at("duplicate_row"), 1);
}

TEST(diagnostics, keep_problems_in_the_order_found) {
  diagnostics found;
  for (const auto row : {9, 3, 7}) found.add(problem(row, "negative"));
  ASSERT_EQ(found.rows().size(), 3U);
  EXPECT_EQ(found.rows()[0].row, 9);
  EXPECT_EQ(found.rows()[2].row, 7);
}

TEST(diagnostics, keep_the_first_of_each_rule_and_count_all) {
  diagnostics found(2);
  for (int row = 0; row < 1000; ++row) found.add(problem(row, "negative"));
  found.add(problem(1000, "cycle"));
  EXPECT_EQ(found.rows().size(), 3U);
  EXPECT_EQ(found.rows().back().rule, "cycle");
  EXPECT_EQ(found.errors(), 1001);
  EXPECT_EQ(found.counts().at("negative"), 1000);
}

TEST(diagnostics, take_in_those_of_another_reader) {
  diagnostics ours;
  diagnostics theirs;
  ours.add(problem(1, "negative"));
  theirs.add(problem(2, "negative"));
  theirs.add(problem(3, "encoding"));
  ours.append(theirs);
  EXPECT_EQ(ours.errors(), 3);
  EXPECT_EQ(ours.counts().at("negative"), 2);
  EXPECT_EQ(ours.rows().size(), 3U);
}

TEST(summary, says_table_row_column_rule_and_message) {
  diagnostics found;
  found.add(problem(12, "dangling_reference"));
  const auto text = summary_of(found);
  EXPECT_TRUE(says(text, "1 problem(s)"));
  EXPECT_TRUE(says(text, "persons, row 12, column home: dangling_reference: a message"));
}

TEST(summary, leaves_out_a_row_and_a_column_that_are_not_known) {
  diagnostics found;
  found.add({"places", -1, "", "encoding", "", "not UTF-8"});
  EXPECT_TRUE(says(summary_of(found), "\n  places: encoding: not UTF-8"));
}

TEST(summary, leaves_out_warnings) {
  diagnostics found;
  found.add(problem(1, "negative"));
  found.add(problem(2, "duplicate_row", severity::warning));
  EXPECT_FALSE(says(summary_of(found), "duplicate_row"));
}

TEST(summary, lists_the_first_hundred_and_counts_each_rule) {
  diagnostics found;
  for (int row = 0; row < 150; ++row) found.add(problem(row, "negative"));
  for (int row = 0; row < 3; ++row) found.add(problem(row, "cycle"));
  const auto text = summary_of(found);
  EXPECT_TRUE(says(text, "153 problem(s)"));
  EXPECT_TRUE(says(text, "row 99,"));
  EXPECT_FALSE(says(text, "row 100,"));
  EXPECT_TRUE(says(text, "negative 150"));
  EXPECT_TRUE(says(text, "cycle 3"));
}

TEST(data_error, carries_its_problems_and_is_an_error_of_linli) {
  diagnostics found;
  found.add(problem(12, "negative"));
  try {
    throw data_error(found);
  } catch (const error& e) {
    EXPECT_TRUE(says(e.what(), "negative"));
    EXPECT_EQ(dynamic_cast<const data_error&>(e).problems.errors(), 1);
  }
}

}  // namespace
}  // namespace linli::testing
