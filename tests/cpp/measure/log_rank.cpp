// SPDX-License-Identifier: Apache-2.0
// The log-rank test against a published trial and against sums that close by hand.
#include <linli/measure/log_rank.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using numbers = std::vector<double>;
using flags = std::vector<std::uint8_t>;
using codes = std::vector<std::int32_t>;

struct trial {
  numbers weeks;
  flags ended;
  codes arm;
  void add(const numbers& durations, bool over, std::int32_t group) {
    for (const auto t : durations) {
      weeks.push_back(t);
      ended.push_back(over);
      arm.push_back(group);
    }
  }
};

// Weeks of remission (Freireich et al. 1963): 6-MP and placebo.
trial freireich() {
  trial made;
  made.add({6, 6, 6, 7, 10, 13, 16, 22, 23}, true, 0);
  made.add({6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}, false, 0);
  made.add({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}, true, 1);
  return made;
}

TEST(log_rank, meets_the_published_trial_of_freireich) {
  // R survival: survdiff(), chi-square 16.8 on 1 degree of freedom, expected 19.3 and 10.7
  const auto t = freireich();
  const auto found = log_rank(t.weeks, t.ended, t.arm, 2);
  EXPECT_NEAR(found.statistic, 16.793, 5e-4);
  EXPECT_EQ(found.degrees_of_freedom, 1);
  EXPECT_NEAR(*found.p_value, 4.17e-5, 5e-8);
  EXPECT_EQ(found.groups[0].count, 21);
  EXPECT_EQ(found.groups[0].observed, 9);
  EXPECT_EQ(found.groups[1].observed, 21);
  EXPECT_NEAR(found.groups[0].expected, 19.25, 5e-3);
  EXPECT_NEAR(found.groups[1].expected, 10.75, 5e-3);
}

TEST(log_rank, closes_by_hand_for_two_that_end_apart) {
  // at time 1 one of two ends, in group 0: O - E = 1/2, V = 1/4; at time 2 none is left to compare with
  const auto found = log_rank(numbers{1, 2}, flags{1, 1}, codes{0, 1}, 2);
  EXPECT_DOUBLE_EQ(found.statistic, 1);
  EXPECT_EQ(found.degrees_of_freedom, 1);
  EXPECT_DOUBLE_EQ(found.groups[0].expected, 0.5);
  EXPECT_DOUBLE_EQ(found.groups[1].expected, 1.5);
}

TEST(log_rank, expects_as_many_ends_as_there_were) {
  const auto t = freireich();
  const auto found = log_rank(t.weeks, t.ended, t.arm, 2);
  EXPECT_NEAR(found.groups[0].expected + found.groups[1].expected, 30, 1e-12);
}

TEST(log_rank, sees_no_difference_between_groups_that_end_alike) {
  const auto found = log_rank(numbers{1, 2, 3, 1, 2, 3}, flags{1, 1, 0, 1, 1, 0}, codes{0, 0, 0, 1, 1, 1}, 2);
  EXPECT_NEAR(found.statistic, 0, 1e-15);
  EXPECT_NEAR(*found.p_value, 1, 1e-7);
}

TEST(log_rank, does_not_depend_on_the_order_of_rows) {
  auto t = freireich();
  const auto before = log_rank(t.weeks, t.ended, t.arm, 2);
  std::reverse(t.weeks.begin(), t.weeks.end());
  std::reverse(t.ended.begin(), t.ended.end());
  std::reverse(t.arm.begin(), t.arm.end());
  EXPECT_EQ(log_rank(t.weeks, t.ended, t.arm, 2).statistic, before.statistic);
}

TEST(log_rank, adds_up_over_strata) {
  auto t = freireich();
  const auto once = log_rank(t.weeks, t.ended, t.arm, 2);
  auto twice = t;
  twice.weeks.insert(twice.weeks.end(), t.weeks.begin(), t.weeks.end());
  twice.ended.insert(twice.ended.end(), t.ended.begin(), t.ended.end());
  twice.arm.insert(twice.arm.end(), t.arm.begin(), t.arm.end());
  codes strata(t.weeks.size(), 0);
  strata.resize(2 * t.weeks.size(), 1);
  const auto both = log_rank(twice.weeks, twice.ended, twice.arm, 2, strata);
  EXPECT_NEAR(both.statistic, 2 * once.statistic, 1e-12);  // (2u)² / 2v
  EXPECT_EQ(both.groups[1].observed, 42);
}

TEST(log_rank, has_no_degree_of_freedom_for_groups_that_never_meet) {
  // groups 0 and 1 meet in one stratum, 2 and 3 in another: two comparisons, not three
  const numbers durations{1, 2, 3, 4, 1, 2, 3, 4};
  const flags ended(8, 1);
  const codes groups{0, 1, 0, 1, 2, 3, 3, 2};
  EXPECT_EQ(log_rank(durations, ended, groups, 4, codes{0, 0, 0, 0, 1, 1, 1, 1}).degrees_of_freedom, 2);
  EXPECT_EQ(log_rank(durations, ended, groups, 4).degrees_of_freedom, 3);
}

TEST(log_rank, is_null_where_nothing_can_be_compared) {
  for (const auto& found : {log_rank(numbers{}, flags{}, codes{}, 0), log_rank(numbers{1, 2}, flags{1, 1}, codes{0, 0}, 1),
                            log_rank(numbers{1, 2}, flags{0, 0}, codes{0, 1}, 2)}) {
    EXPECT_EQ(found.p_value, std::nullopt);
    EXPECT_EQ(found.degrees_of_freedom, 0);
  }
}

TEST(log_rank, leaves_out_what_has_no_duration_or_no_group) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  const auto found = log_rank(numbers{1, 2, nan, 1}, flags{1, 1, 1, 1}, codes{0, 1, 1, -1}, 2);
  EXPECT_EQ(found.groups[0].count + found.groups[1].count, 2);
  EXPECT_DOUBLE_EQ(found.statistic, 1);
}

TEST(log_rank, refuses_columns_that_do_not_fit) {
  EXPECT_THROW(log_rank(numbers{1}, flags{1}, codes{}, 1), measure_error);
  EXPECT_THROW(log_rank(numbers{1}, flags{1}, codes{1}, 1), measure_error);
  EXPECT_THROW(log_rank(numbers{1}, flags{1}, codes{0}, 1, codes{0, 0}), measure_error);
}

}  // namespace
}  // namespace linli::testing
