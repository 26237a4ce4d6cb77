// SPDX-License-Identifier: Apache-2.0
// Rates of issues: how old the open ones are, how many last, come back, are in time, and satisfy.
#include <linli/measure/deliberation.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"
#include "measure/issue_world.hpp"

namespace linli::testing {
namespace {

TEST(deliberation_rates, the_age_of_open_issues_is_a_quantile_in_days) {
  const auto net = world(
      {{"i1", "a", "2024-06-20"}, {"i2", "a", "2024-06-10"}, {"i3", "b", "2024-05-31"}, {"i4", "b", "2024-01-01"}},
      {{"i4", "closed", "2024-03-01", ""}, {"i2", "accepted", "2024-06-12", ""}});
  EXPECT_EQ(value_of(net, "deliberation.age_of_open"), 20);  // of 10, 20, 30
  EXPECT_EQ(value_of(net, "deliberation.age_of_open(q=0.9)"), 30);
  EXPECT_EQ(value_of(net, "deliberation.age_of_open(q=0)"), 10);
  EXPECT_EQ(value_of(net, "deliberation.age_of_open on 2024-02-01"), 31);  // i4, still open
  EXPECT_EQ(ask(net, "deliberation.age_of_open by community"), (lines{"a: 10", "b: 30"}));
  EXPECT_EQ(ask(net, "deliberation.age_of_open by state within a").front(), "raised: 10");
  EXPECT_EQ(note_of(net, "deliberation.age_of_open on 2023-12-31"), "no open issues");
}

TEST(deliberation_rates, survival_is_the_share_not_there_by_then) {
  // 10 ended, 20 ended, i3 censored at 30 days: S falls to 2/3 and 1/3
  const auto net = world({{"i1", "a", "2024-06-01"}, {"i2", "a", "2024-06-02"}, {"i3", "a", "2024-05-31"}},
                         {{"i1", "closed", "2024-06-11", ""}, {"i2", "closed", "2024-06-22", ""}});
  EXPECT_EQ(value_of(net, "deliberation.survival(at=9)"), 1);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.survival(at=10)"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.survival(at=19.5)"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.survival(at=30)"), 1.0 / 3);
  EXPECT_EQ(note_of(net, "deliberation.survival(at=31)"), "nothing was observed so long");
  EXPECT_EQ(note_of(net, "deliberation.survival(at=1) within b"), "no issues raised");
  EXPECT_TRUE(says(refusal_of(net, "deliberation.survival"), "needs at="));
  EXPECT_TRUE(says(refusal_of(net, "deliberation.survival(at=-1)"), "not a number from 0"));
}

TEST(deliberation_rates, survival_stays_at_zero_once_all_have_ended) {
  const auto net = one_issue({{"i1", "closed", "2024-01-11", ""}});
  EXPECT_EQ(value_of(net, "deliberation.survival(at=500)"), 0);
  const auto found = answer_of(net, "deliberation.survival(at=500) level 0.95");
  EXPECT_EQ(found.low(0), 0);
  EXPECT_EQ(found.high(0), 0);
}

TEST(deliberation_rates, returned_and_answered_are_of_the_cohort) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}, {"i3", "b", "2024-01-01"}},
                         {{"i1", "accepted", "2024-01-02", ""},
                          {"i1", "returned", "2024-01-03", ""},
                          {"i2", "dispatched", "2024-02-02", ""},
                          {"i3", "screened", "2024-01-02", ""}});
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.return_rate"), 1.0 / 3);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.response_rate"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.response_rate on 2024-01-31"), 1.0 / 3);
  EXPECT_EQ(note_of(net, "deliberation.return_rate during 2023"), "no issues raised");
}

TEST(deliberation_rates, reopened_is_of_those_that_were_closed_before) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}, {"i3", "a", "2024-01-01"}},
                         {{"i1", "closed", "2024-01-02", ""},
                          {"i1", "reopened", "2024-01-02", ""},  // in file order
                          {"i2", "reopened", "2024-01-03", ""},
                          {"i2", "closed", "2024-01-04", ""},
                          {"i3", "reopened", "2024-01-05", ""}});
  const auto found = answer_of(net, "deliberation.reopen_rate");
  EXPECT_EQ(found.numerator(0), 1);
  EXPECT_EQ(found.denominator(0), 2);
  EXPECT_EQ(note_of(net, "deliberation.reopen_rate on 2024-01-01"), "no issues closed");
}

// Issues that are due, or of which it is known whether their raiser was satisfied.
network with_dues(const std::vector<std::string>& due, const std::vector<std::string>& satisfied,
                  const event_rows& events) {
  network_options options;
  options.as_of = "2024-06-30";
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < due.size(); ++i) ids.push_back("i" + std::to_string(i));
  return built({text_frame("places", {{"id", {"a"}}, {"level", {"community"}}, {"parent", {""}}}),
                text_frame("issues", {{"id", ids},
                                      {"place", std::vector<std::string>(ids.size(), "a")},
                                      {"raised_at", std::vector<std::string>(ids.size(), "2024-01-01")},
                                      {"due_at", due},
                                      {"satisfied", satisfied}}),
                text_frame("issue_events", {{"issue", cells_of_column(events, 0)},
                                            {"state", cells_of_column(events, 1)},
                                            {"at", cells_of_column(events, 2)}})},
               options);
}

TEST(deliberation_rates, on_time_is_closed_by_the_end_of_the_day_due) {
  // i0 closed late on its day, i1 a minute after its hour, i2 merged by then, i3 reopened by then, i4 not yet due
  const auto net = with_dues({"2024-02-01", "2024-02-01T12:00", "2024-02-01", "2024-02-01", "2024-07-01", ""},
                             {"", "", "", "", "", ""},
                             {{"i0", "closed", "2024-02-01T23:30", ""},
                              {"i1", "closed", "2024-02-01T12:01", ""},
                              {"i2", "merged", "2024-01-20", ""},
                              {"i3", "closed", "2024-01-20", ""},
                              {"i3", "reopened", "2024-01-21", ""},
                              {"i4", "closed", "2024-01-02", ""},
                              {"i5", "closed", "2024-01-02", ""}});
  const auto found = answer_of(net, "deliberation.on_time_rate");
  EXPECT_EQ(found.numerator(0), 1);
  EXPECT_EQ(found.denominator(0), 3);
  EXPECT_EQ(answer_of(net, "deliberation.on_time_rate on 2024-07-01").denominator(0), 4);
  EXPECT_EQ(note_of(net, "deliberation.on_time_rate on 2024-01-31"), "no issues due");
}

TEST(deliberation_rates, satisfied_are_of_those_who_were_asked) {
  const auto net = with_dues({"", "", "", ""}, {"true", "false", "true", ""}, {});
  const auto found = answer_of(net, "deliberation.satisfaction_rate");
  EXPECT_EQ(found.numerator(0), 2);
  EXPECT_EQ(found.denominator(0), 3);
  EXPECT_EQ(note_of(with_dues({""}, {""}, {}), "deliberation.satisfaction_rate"), "nobody was asked");
}

TEST(deliberation_rates, quantiles_of_time_lie_between_limits_where_a_level_is_asked) {
  const auto net = world({{"i1", "a", "2024-06-01"}, {"i2", "a", "2024-06-02"}, {"i3", "a", "2024-05-31"}},
                         {{"i1", "closed", "2024-06-11", ""}, {"i2", "closed", "2024-06-22", ""}});
  const auto found = answer_of(net, "deliberation.time_to level 0.95");
  EXPECT_EQ(found.value(0), 20);
  EXPECT_EQ(found.low(0), 10);
  EXPECT_EQ(found.high(0), std::nullopt);  // the upper limit of S never falls to a half
}

}  // namespace
}  // namespace linli::testing
