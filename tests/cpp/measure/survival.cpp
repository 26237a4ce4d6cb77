// SPDX-License-Identifier: Apache-2.0
// Kaplan–Meier against published numbers and against curves that close by hand.
#include <linli/measure/survival.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

constexpr std::int64_t day = microseconds_a_day;

std::vector<seen> spells(const std::vector<int>& ended, const std::vector<int>& running) {
  std::vector<seen> all;
  for (const auto t : ended) all.push_back({0, t * day * 2 + 1, 1});
  for (const auto t : running) all.push_back({0, t * day * 2, 1});
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  return all;
}
double survival_at(const std::vector<seen>& values, int days) {
  double s = 1;
  for (const auto& step : survival_curve(values))
    if (step.time <= days * day) s = step.survival;
  return s;
}

// Weeks of remission under 6-MP (Freireich et al. 1963), as in R's survival and many textbooks.
const std::vector<int> relapsed{6, 6, 6, 7, 10, 13, 16, 22, 23};
const std::vector<int> in_remission{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

TEST(survival, meets_the_published_curve_of_freireich) {
  const auto values = spells(relapsed, in_remission);
  const std::vector<std::pair<int, double>> published{{6, .8571},  {7, .8067},  {10, .7529}, {13, .6902},
                                                      {16, .6275}, {22, .5378}, {23, .4482}};
  for (const auto& [week, s] : published) EXPECT_NEAR(survival_at(values, week), s, 5e-5) << week;
  EXPECT_EQ(survival_curve(values).size(), published.size());
  EXPECT_EQ(survival_quantile(values, 0.5), 23);  // S(22) = .5378, S(23) = .4482
  EXPECT_EQ(survival_quantile(values, 0.6), std::nullopt);
}

TEST(survival, counts_a_value_as_often_as_it_was_seen) {
  const auto once = spells({1, 1, 2}, {1, 1, 3});
  const std::vector<seen> grouped{{0, day * 2, 2}, {0, day * 2 + 1, 2}, {0, 2 * day * 2 + 1, 1}, {0, 3 * day * 2, 1}};
  for (const int t : {0, 1, 2, 3}) EXPECT_EQ(survival_at(grouped, t), survival_at(once, t)) << t;
}

TEST(survival, counts_what_ends_at_a_time_before_what_is_censored_at_it) {
  // at day 1 all three are at risk, though one is last seen then: S = 2/3, then 1/3 of it
  EXPECT_DOUBLE_EQ(survival_at(spells({1}, {1, 2}), 1), 2.0 / 3);
}

TEST(survival, without_censoring_is_the_share_that_still_runs) {
  const auto values = spells({1, 2, 3, 4}, {});
  EXPECT_DOUBLE_EQ(survival_at(values, 2), 0.5);
  EXPECT_EQ(survival_quantile(values, 0.5), 2);  // S(2) = 1/2 exactly
  EXPECT_EQ(survival_quantile(values, 0.51), 3);
  EXPECT_EQ(survival_quantile(values, 1), 4);
}

TEST(survival, meets_a_quantile_that_rounding_would_miss) {
  // ten spells: S(1) = 0.9 = 1 - 0.1 up to the last bit
  EXPECT_EQ(survival_quantile(spells({1}, {2, 2, 2, 2, 2, 2, 2, 2, 2}), 0.1), 1);
}

TEST(survival, an_end_at_time_zero_is_an_end) { EXPECT_EQ(survival_quantile(spells({0, 0, 5}, {}), 0.5), 0); }

TEST(survival, is_unknown_where_nothing_was_seen_or_too_little_ended) {
  EXPECT_EQ(survival_quantile({}, 0.5), std::nullopt);
  EXPECT_EQ(detail::quantile_answer({}, 0.5, 0, "no issues raised", 0).note, "no issues raised");
  const auto running = spells({}, {3, 4});
  EXPECT_EQ(detail::quantile_answer(running, 0.5, 0, "", 0).note, "not reached: too few have ended");
}

TEST(survival, tells_who_was_at_risk_and_greenwoods_sum) {
  const auto steps = survival_curve(spells({1, 1, 3}, {2, 4}));
  ASSERT_EQ(steps.size(), 2);
  EXPECT_EQ(steps[0].at_risk, 5);
  EXPECT_EQ(steps[0].ended, 2);
  EXPECT_DOUBLE_EQ(steps[0].greenwood, 2.0 / (5 * 3));
  EXPECT_EQ(steps[1].at_risk, 2);
  EXPECT_DOUBLE_EQ(steps[1].greenwood, 2.0 / (5 * 3) + 1.0 / 2);
}

TEST(survival, greenwood_without_censoring_is_the_variance_of_a_proportion) {
  const auto steps = survival_curve(spells({1, 2, 3, 4, 5}, {}));
  ASSERT_EQ(steps.size(), 5);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(steps[i].survival * steps[i].greenwood, (1 - steps[i].survival) / 5, 1e-15);
  EXPECT_TRUE(std::isinf(steps[4].greenwood));
}

constexpr double z = 1.959963984540054;

TEST(survival, limits_are_symmetric_on_the_log_log_scale) {
  for (const auto& step : survival_curve(spells(relapsed, in_remission))) {
    const auto [low, high] = survival_limits(step, z);
    const auto scale = [](double s) { return std::log(-std::log(s)); };
    EXPECT_NEAR(scale(low) + scale(high), 2 * scale(step.survival), 1e-12);
    EXPECT_NEAR(scale(low) - scale(high), 2 * z * std::sqrt(step.greenwood) / -std::log(step.survival), 1e-12);
  }
}

TEST(survival, limits_of_freireich_are_those_of_r) {
  // R survival 3: survfit(conf.type = "log-log"), at 6 and 23 weeks
  const auto steps = survival_curve(spells(relapsed, in_remission));
  EXPECT_NEAR(survival_limits(steps.front(), z).low, 0.6197, 5e-5);
  EXPECT_NEAR(survival_limits(steps.front(), z).high, 0.9516, 5e-5);
  EXPECT_NEAR(survival_limits(steps.back(), z).low, 0.1881, 5e-5);
  EXPECT_NEAR(survival_limits(steps.back(), z).high, 0.6801, 5e-5);
}

TEST(survival, limits_close_where_all_or_none_are_left) {
  const auto [low, high] = survival_limits(survival_curve(spells({1}, {})).front(), z);
  EXPECT_EQ(low, 0);
  EXPECT_EQ(high, 0);
  EXPECT_EQ(survival_limits({0, 1, 5, 0, 0}, z).low, 1);
}

TEST(survival, limits_of_a_quantile_are_where_the_limits_of_s_cross_it) {
  const auto steps = survival_curve(spells(relapsed, in_remission));
  const auto median = survival_quantile_limits(steps, 0.5, z);
  EXPECT_EQ(median.low, 13);             // R: 13 to NA
  EXPECT_EQ(median.high, std::nullopt);  // the upper limit never falls to a half
  const auto none = survival_quantile_limits({}, 0.5, z);
  EXPECT_EQ(none.low, std::nullopt);
  const auto point = survival_quantile_limits(steps, 0.5, 0);
  EXPECT_EQ(point.low, survival_quantile(spells(relapsed, in_remission), 0.5));
  EXPECT_EQ(point.high, point.low);
}

TEST(survival, notes_what_it_left_out) {
  const auto values = spells({1}, {});
  const auto found = detail::quantile_answer(values, 0.5, 2, "", 0);
  EXPECT_EQ(found.value, 1);
  EXPECT_EQ(found.note, "2 left out: the end is before the start");
}

}  // namespace
}  // namespace linli::testing
