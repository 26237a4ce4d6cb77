// SPDX-License-Identifier: Apache-2.0
// How far issues get and how long it takes: order of events, what is final, durations, censoring.
#include <linli/measure/deliberation.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"
#include "measure/issue_world.hpp"

namespace linli::testing {
namespace {

TEST(deliberation, the_cohort_is_raised_in_the_window_and_by_the_day) {
  const auto net = world({{"i1", "a", "2024-01-01"},
                          {"i2", "a", "2024-01-31T23:00"},
                          {"i3", "b", "2024-02-01"},
                          {"i4", "city", "2024-08-01"}},
                         {});
  EXPECT_EQ(value_of(net, "deliberation.raised"), 3);  // i4 comes after the day
  EXPECT_EQ(value_of(net, "deliberation.raised during 2024-01"), 2);
  EXPECT_EQ(value_of(net, "deliberation.raised during 2024-02"), 1);
  EXPECT_EQ(value_of(net, "deliberation.raised on 2024-01-31"), 2);
  EXPECT_EQ(value_of(net, "deliberation.raised on 2024-01-31T22:00"), 1);
  EXPECT_EQ(ask(net, "deliberation.raised by community on 2024-08-01"), (lines{"a: 2", "b: 1", "-: 1"}));
  EXPECT_EQ(value_of(net, "deliberation.raised where forum.kind=hall"), 1);
  EXPECT_EQ(ask(net, "deliberation.raised by month during 2024-Q1"), (lines{"2024-01: 2", "2024-02: 1", "2024-03: 0"}));
}

TEST(deliberation, an_issue_reopened_twice_is_open_twice) {
  const auto net = one_issue({{"i1", "closed", "2024-01-02", ""},
                              {"i1", "reopened", "2024-01-03", ""},
                              {"i1", "closed", "2024-01-04", ""},
                              {"i1", "reopened", "2024-01-05", ""},
                              {"i1", "fed_back", "2024-01-06", ""}});
  const std::vector<std::pair<std::string, bool>> closed_on{{"2024-01-01", false}, {"2024-01-02", true},
                                                            {"2024-01-03", false}, {"2024-01-04", true},
                                                            {"2024-01-05", false}, {"2024-01-06", true}};
  for (const auto& [day, closed] : closed_on) {
    EXPECT_EQ(value_of(net, "deliberation.closure_rate", {.on = day}), closed ? 1 : 0) << day;
    EXPECT_EQ(value_of(net, "deliberation.open", {.on = day}), closed ? 0 : 1) << day;
  }
}

TEST(deliberation, events_at_one_time_follow_the_order_of_the_file) {
  const auto reopened_last = one_issue({{"i1", "closed", "2024-01-02", ""}, {"i1", "reopened", "2024-01-02", ""}});
  const auto closed_last = one_issue({{"i1", "reopened", "2024-01-02", ""}, {"i1", "closed", "2024-01-02", ""}});
  EXPECT_EQ(value_of(reopened_last, "deliberation.closure_rate"), 0);
  EXPECT_EQ(value_of(closed_last, "deliberation.closure_rate"), 1);
}

TEST(deliberation, events_follow_their_time_whatever_the_order_of_the_file) {
  const auto net = one_issue(
      {{"i1", "reopened", "2024-01-05", ""}, {"i1", "accepted", "2024-01-02", ""}, {"i1", "closed", "2024-01-03", ""}});
  EXPECT_EQ(value_of(net, "deliberation.closure_rate"), 0);
  EXPECT_EQ(ask(net, "deliberation.dwell(state=accepted)"), lines{"1"});
  EXPECT_EQ(ask(net, "deliberation.dwell(state=closed)"), lines{"2"});
}

TEST(deliberation, merged_and_rejected_are_final_but_not_closed) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}, {"i3", "a", "2024-01-01"}},
                         {{"i1", "merged", "2024-01-02", ""},
                          {"i2", "rejected", "2024-01-02", ""},
                          {"i3", "escalated", "2024-01-02", ""}});
  EXPECT_EQ(value_of(net, "deliberation.closure_rate"), 0);
  EXPECT_EQ(value_of(net, "deliberation.open"), 1);
  EXPECT_DOUBLE_EQ(*value_of(net, "deliberation.escalation_rate"), 1.0 / 3);
  EXPECT_EQ(value_of(net, "deliberation.escalation_rate on 2024-01-01"), 0);
}

TEST(deliberation, rates_of_no_issues_are_null) {
  const auto net = world({{"i1", "a", "2024-01-01"}}, {});
  EXPECT_EQ(ask(net, "deliberation.closure_rate by community"), (lines{"a: 0", "b: null"}));
  EXPECT_EQ(note_of(net, "deliberation.closure_rate within b"), "no issues raised");
}

TEST(deliberation, an_issue_reaches_what_it_entered_and_if_implied_all_before) {
  const auto net =
      world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}}, {{"i1", "closed", "2024-01-02", ""},
                                                                     {"i2", "accepted", "2024-01-02", ""},
                                                                     {"i2", "escalated", "2024-01-03", ""}});
  EXPECT_EQ(value_of(net, "deliberation.reached"), 1);
  EXPECT_EQ(value_of(net, "deliberation.reached(state=accepted)"), 1);
  EXPECT_EQ(value_of(net, "deliberation.reached(state=accepted, implied=true)"), 2);
  EXPECT_EQ(value_of(net, "deliberation.reached(state=decided, implied=true)"),
            1);  // an escalation implies nothing
  EXPECT_EQ(value_of(net, "deliberation.reached(state=escalated)"), 1);
  EXPECT_EQ(value_of(net, "deliberation.reached(state=raised)"), 2);
  EXPECT_EQ(value_of(net, "deliberation.reached on 2024-01-01"), 0);
}

TEST(deliberation, the_funnel_has_a_row_for_each_state_in_the_order) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}},
                         {{"i1", "closed", "2024-01-02", ""}, {"i2", "accepted", "2024-01-02", ""}});
  EXPECT_EQ(ask(net, "deliberation.funnel within a"),
            (lines{"raised: 1", "accepted: 0.5", "screened: 0", "scheduled: 0", "deliberated: 0", "decided: 0",
                   "dispatched: 0", "carried_out: 0", "closed: 0.5", "fed_back: 0", "evaluated: 0"}));
  const auto implied = ask(net, "deliberation.funnel(implied=true) within a");
  EXPECT_EQ(implied[1], "accepted: 1");
  EXPECT_EQ(implied[5], "decided: 0.5");
  EXPECT_EQ(ask(net, "deliberation.funnel by community").size(), 22U);
}

TEST(deliberation, durations_are_whole_days_if_either_end_is_a_bare_date) {
  EXPECT_EQ(value_of(one_issue({{"i1", "closed", "2024-01-02", ""}}, "2024-01-01T23:00"), "deliberation.time_to"), 1);
  EXPECT_EQ(value_of(one_issue({{"i1", "closed", "2024-01-02T06:00", ""}}, "2024-01-01T18:00"), "deliberation.time_to"),
            0.5);
  EXPECT_EQ(value_of(one_issue({{"i1", "closed", "2024-01-01T20:00", ""}}, "2024-01-01"), "deliberation.time_to"), 0);
}

TEST(deliberation, times_with_an_offset_come_to_one_zone) {
  // midnight in Greenwich is eight in the morning at +08:00, twelve hours before twenty
  EXPECT_EQ(
      value_of(one_issue({{"i1", "closed", "2024-01-01T20:00", ""}}, "2024-01-01T00:00Z"), "deliberation.time_to"),
      0.5);
}

TEST(deliberation, an_event_before_the_raising_gives_no_duration_and_is_noted) {
  const auto net = world({{"i1", "a", "2024-02-01"}, {"i2", "a", "2024-02-01"}},
                         {{"i1", "closed", "2024-01-15", ""}, {"i2", "closed", "2024-02-05", ""}});
  EXPECT_EQ(value_of(net, "deliberation.time_to"), 4);
  EXPECT_EQ(note_of(net, "deliberation.time_to"), "1 left out: the end is before the start");
  EXPECT_EQ(value_of(net, "deliberation.closure_rate"), 1);  // closed all the same
}

TEST(deliberation, what_is_merged_first_stays_at_risk) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}},
                         {{"i1", "closed", "2024-01-11", ""}, {"i2", "merged", "2024-01-02", ""}});
  EXPECT_EQ(value_of(net, "deliberation.time_to"),
            10);  // S(10) = 1/2: censoring i2 at 1 would give 0
  EXPECT_EQ(value_of(net, "deliberation.time_to(q=0.6)"), std::nullopt);
  EXPECT_EQ(note_of(net, "deliberation.time_to(q=0.6)"), "not reached: too few have ended");
}

TEST(deliberation, time_runs_to_the_first_such_event_and_is_censored_at_the_day) {
  const auto net = world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}, {"i3", "a", "2024-01-08"}},
                         {{"i1", "accepted", "2024-01-03", ""},
                          {"i1", "reopened", "2024-01-04", ""},
                          {"i1", "accepted", "2024-01-09", ""},
                          {"i2", "accepted", "2024-01-07", ""}});
  // by 10 January: 2 and 6 days, and i3 seen for 2: S(2) = 2/3, S(6) = 0
  EXPECT_EQ(value_of(net, "deliberation.time_to(state=accepted) on 2024-01-10"), 6);
  EXPECT_EQ(value_of(net, "deliberation.time_to(state=accepted, q=0.3) on 2024-01-10"), 2);
  EXPECT_EQ(value_of(net, "deliberation.time_to(state=accepted) on 2024-01-02"), std::nullopt);
  EXPECT_EQ(value_of(net, "deliberation.time_to(state=raised)"), 0);
}

TEST(deliberation, dwell_is_from_entering_a_state_to_the_next_event) {
  const auto net =
      world({{"i1", "a", "2024-01-01"}, {"i2", "a", "2024-01-01"}}, {{"i1", "accepted", "2024-01-03", "t1"},
                                                                     {"i1", "closed", "2024-01-11", "t2"},
                                                                     {"i2", "accepted", "2024-01-05", "t2"},
                                                                     {"i2", "decided", "2024-01-06", ""}});
  EXPECT_EQ(value_of(net, "deliberation.dwell(state=raised)"), 2);    // 2 and 4 days
  EXPECT_EQ(value_of(net, "deliberation.dwell(state=accepted)"), 1);  // 8 and 1
  EXPECT_EQ(ask(net, "deliberation.dwell(state=accepted) by actor"), (lines{"t1: 8", "t2: 1"}));
  EXPECT_EQ(value_of(net, "deliberation.dwell(state=scheduled)"), std::nullopt);
  EXPECT_EQ(note_of(net, "deliberation.dwell(state=scheduled)"), "no spells in that state");
  const auto by_state = ask(net, "deliberation.dwell by state");
  EXPECT_EQ(by_state[0], "raised: 2");
  EXPECT_EQ(by_state[1], "accepted: 1");
  EXPECT_EQ(by_state[5], "decided: null");  // it still runs
}

TEST(deliberation, a_raising_that_is_an_event_too_is_one_spell) {
  const auto net = one_issue({{"i1", "raised", "2024-01-01", "t1"}, {"i1", "closed", "2024-01-05", ""}});
  EXPECT_EQ(ask(net, "deliberation.dwell(state=raised) by actor"), lines{"t1: 4"});
}

TEST(deliberation, open_issues_are_of_all_and_by_the_state_they_are_in) {
  const auto net = world(
      {{"i1", "a", "2023-01-01"}, {"i2", "a", "2024-01-01"}, {"i3", "b", "2024-01-01"}, {"i4", "b", "2024-01-01"}},
      {{"i2", "accepted", "2024-01-03", ""},
       {"i3", "closed", "2024-01-03", ""},
       {"i4", "closed", "2024-01-03", ""},
       {"i4", "reopened", "2024-02-01", ""}});
  EXPECT_EQ(value_of(net, "deliberation.open during 2024"), 3);  // a stock: raised whenever
  lines some;
  for (const auto& line : ask(net, "deliberation.open by state"))
    if (!line.ends_with(": 0")) some.push_back(line);
  EXPECT_EQ(some, (lines{"raised: 1", "accepted: 1", "reopened: 1"}));
  EXPECT_EQ(ask(net, "deliberation.open by month during 2024-Q1"), (lines{"2024-01: 2", "2024-02: 3", "2024-03: 3"}));
}

TEST(deliberation, an_issue_is_open_from_the_day_it_is_raised) {
  const auto net = one_issue({}, "2024-01-10T12:00");
  EXPECT_EQ(value_of(net, "deliberation.open on 2024-01-09"), 0);
  EXPECT_EQ(value_of(net, "deliberation.open on 2024-01-10"), 1);
  EXPECT_EQ(value_of(net, "deliberation.open on 2024-01-10T11:00"), 0);
}

}  // namespace
}  // namespace linli::testing
