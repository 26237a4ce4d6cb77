// SPDX-License-Identifier: Apache-2.0
// Who comes to meetings, how often, and with whom; what counts without names leave open.
#include <linli/measure/participation.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// The Gini of a list of counts, each seen once, with some zeros beside.
std::optional<double> gini(const std::vector<std::int64_t>& counts, std::int64_t zeros = 0) {
  std::vector<seen> values;
  for (const auto x : counts) values.push_back({0, x, 1});
  return detail::gini_of(values, zeros);
}

TEST(participation, gini_has_its_closed_forms) {
  EXPECT_EQ(gini({3, 3, 3, 3}), 0);             // all alike
  EXPECT_DOUBLE_EQ(*gini({5}, 9), 0.9);         // one has all: 1 - 1/n
  EXPECT_DOUBLE_EQ(*gini({1, 2, 3, 4}), 0.25);  // 1 to n: (n - 1) / 3n
  EXPECT_DOUBLE_EQ(*gini({1, 3}), 0.25);        // two: |x - y| / 2(x + y)
  EXPECT_DOUBLE_EQ(*gini({2, 2}, 2), 0.5);      // half have all, alike: 1/2
  EXPECT_EQ(gini({7}), 0);
}

TEST(participation, gini_of_nothing_is_unknown) {
  EXPECT_EQ(gini({}), std::nullopt);
  EXPECT_EQ(gini({}, 4), std::nullopt);
}

TEST(participation, gini_counts_a_value_as_often_as_it_was_seen) {
  const std::vector<seen> grouped{{0, 1, 3}, {0, 4, 2}};
  EXPECT_DOUBLE_EQ(*detail::gini_of(grouped, 0), *gini({1, 1, 1, 4, 4}));
}

// Synthetic: communities a (building a1) and b. Forum fa serves a, fb serves b; service s serves b.
//   m1 fa January: p1 p2 p3          m2 fa February: p1 (listed twice) p2
//   m3 fb March: p1 p5               m4 fa April: nobody listed
//   m5 of the service, May: p4       m6 fa in 2025: p4
// At home: p1 p2 in a1, p3 in a, p4 and p6 in b, p5 outside.
const text_columns meetings{
    {"id", {"m1", "m2", "m3", "m4", "m5", "m6"}},
    {"held_by", {"fa", "fa", "fb", "fa", "s", "fa"}},
    {"date", {"2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10", "2025-01-01"}},
    {"attended", {"", "", "", "", "", ""}},
    {"residents_attended", {"", "", "", "", "", ""}},
    {"kind", {"open", "open", "closed", "open", "", "open"}}};

std::vector<frame> tables(const text_columns& held = meetings) {
  return {
      text_frame("places", {{"id", {"city", "a", "b", "a1"}},
                            {"level", {"city", "community", "community", "building"}},
                            {"parent", {"", "city", "city", "a"}}}),
      text_frame("persons", {{"id", {"p1", "p2", "p3", "p4", "p5", "p6"}},
                             {"home", {"a1", "a1", "a", "b", "outside", "b"}},
                             {"sex", {"F", "M", "F", "M", "F", "F"}}}),
      text_frame(
          "forums",
          {{"id", {"fa", "fb"}}, {"kind", {"hall", "bench"}}, {"place", {"a", "b"}}, {"until", {"", "2024-06-01"}}}),
      text_frame("services", {{"id", {"s"}}, {"kind", {"lecture"}}, {"place", {"b"}}}),
      text_frame("teams",
                 {{"id", {"aid", "club", "odd"}}, {"kind", {"aid", "club", "odd"}}, {"place", {"a", "a", "a"}}}),
      text_frame("party_organisations", {{"id", {"branch"}}, {"kind", {"branch"}}, {"place", {"a"}}}),
      text_frame("meetings", held),
      text_frame("attendances", {{"meeting", {"m1", "m1", "m1", "m2", "m2", "m2", "m3", "m3", "m5", "m6"}},
                                 {"person", {"p1", "p2", "p3", "p1", "p1", "p2", "p1", "p5", "p4", "p4"}},
                                 {"as_group", {"aid", "", "branch", "aid", "club", "aid", "", "odd", "", ""}}}),
      text_frame("memberships", {{"member", {"p1", "p1", "p2", "p3", "p5"}},
                                 {"group", {"fa", "fb", "fa", "aid", "fa"}},
                                 {"role",
                                  {"fixed_representative", "fixed_representative", "", "fixed_representative",
                                   "fixed_representative"}}})};
}
network world(const text_columns& held = meetings) {
  network_options options;
  options.as_of = "2024-05-31";
  options.scheme = scheme{"two", {{"aid", "", "", table_id::teams, "aid"}, {"club", "", "", table_id::teams, "club"}}};
  return built(tables(held), options);
}

TEST(participation, rate_is_of_those_at_home_wherever_they_went) {
  const auto found = answer_of(world(), "participation.rate");
  EXPECT_EQ(found.numerator(0), 3);  // p1, p2, p3; p4 came in 2025 only, p5 is no resident
  EXPECT_EQ(found.denominator(0), 5);
  EXPECT_EQ(ask(world(), "participation.rate by community"), (lines{"a: 1", "b: 0"}));
  EXPECT_EQ(ask(world(), "participation.rate by sex within a"), (lines{"F: 1", "M: 1"}));
  EXPECT_EQ(value_of(world(), "participation.rate on 2025-01-01"), 0.8);
}

TEST(participation, rate_looks_at_the_meetings_asked_about) {
  EXPECT_EQ(value_of(world(), "participation.rate during 2024-02"), 0.4);
  EXPECT_EQ(value_of(world(), "participation.rate during 2024-02-10..2024-02-11"), 0.4);
  EXPECT_EQ(value_of(world(), "participation.rate during 2024-01-11..2024-02-10"), 0);
  EXPECT_EQ(value_of(world(), "participation.rate(held_by=services)"), 0.2);
  EXPECT_EQ(value_of(world(), "participation.rate where meeting.kind=closed"), 0.2);
  EXPECT_EQ(value_of(world(), "participation.rate where forum.kind=bench"), 0.2);
}

TEST(participation, rate_over_one_is_left_and_noted) {
  auto all = tables();
  all.push_back(text_frame("population", {{"place", {"a"}}, {"count", {"2"}}}));
  const auto net = built(std::move(all));
  EXPECT_EQ(value_of(net, "participation.rate within a"), 1.5);
  EXPECT_TRUE(says(note_of(net, "participation.rate within a"), "more than the residents"));
}

TEST(participation, an_attendance_is_a_distinct_meeting_and_person) {
  // p1 came three times (m2 is listed twice for her), p2 twice, p3 once
  const auto found = answer_of(world(), "participation.intensity");
  EXPECT_EQ(found.numerator(0), 6);
  EXPECT_EQ(found.denominator(0), 3);
  EXPECT_EQ(value_of(world(), "participation.intensity within b"), std::nullopt);
  EXPECT_EQ(note_of(world(), "participation.intensity within b"), "no participants");
}

TEST(participation, gini_is_among_participants_or_among_all_residents) {
  EXPECT_DOUBLE_EQ(*value_of(world(), "participation.gini"), 2.0 / 9);  // of 1 2 3: (n - 1) / 3n
  // of 0 0 1 2 3: ranks -4 -2 0 2 4, so (0 + 4 + 12) / (5 · 6)
  EXPECT_DOUBLE_EQ(*value_of(world(), "participation.gini(among=residents)"), 16.0 / 30);
  EXPECT_EQ(value_of(world(), "participation.gini within b"), std::nullopt);
}

TEST(participation, the_top_share_rounds_its_people_up) {
  EXPECT_EQ(value_of(world(), "participation.top_share"), 0.5);             // one of three: 3 of 6
  EXPECT_EQ(value_of(world(), "participation.top_share(q=0.5)"), 5.0 / 6);  // two: 3 + 2
  EXPECT_EQ(value_of(world(), "participation.top_share(q=1)"), 1);
  EXPECT_EQ(value_of(world(), "participation.top_share(q=0)"), 0);
  EXPECT_EQ(value_of(world(), "participation.top_share within b"), std::nullopt);
}

TEST(participation, meetings_stay_where_their_forum_served_though_it_has_ended) {
  EXPECT_EQ(ask(world(), "participation.meetings by community"), (lines{"a: 3", "b: 1"}));
  EXPECT_EQ(value_of(world(), "participation.meetings on 2024-12-31"), 4);
  EXPECT_EQ(value_of(world(), "participation.meetings during 2024-Q1"), 3);
  EXPECT_EQ(value_of(world(), "participation.meetings(held_by=services)"), 1);
  EXPECT_EQ(ask(world(), "participation.meetings by meeting.kind"), (lines{"closed: 1", "open: 3"}));
  EXPECT_EQ(ask(world(), "participation.meetings by forum.kind"), (lines{"bench: 1", "hall: 3"}));
}

TEST(participation, meetings_are_counted_month_by_month) {
  EXPECT_EQ(ask(world(), "participation.meetings by month within a"),
            (lines{"2024-01: 1", "2024-02: 1", "2024-03: 0", "2024-04: 1", "2024-05: 0"}));
}

TEST(participation, attendances_are_at_the_group_whoever_came) {
  EXPECT_EQ(ask(world(), "participation.attendances by community"), (lines{"a: 5", "b: 2"}));
  EXPECT_EQ(ask(world(), "participation.attendances(who=residents) by community"), (lines{"a: 5", "b: 1"}));
  EXPECT_EQ(value_of(world(), "participation.attendances where sex=F"), 5);
  EXPECT_EQ(value_of(world(), "participation.attendances where sex=M"), 2);
  EXPECT_EQ(value_of(world(), "participation.attendance_per_meeting"),
            7.0 / 3);  // m4 has no record
  EXPECT_EQ(value_of(world(), "participation.attendance_per_meeting during 2024-04"), std::nullopt);
  EXPECT_EQ(note_of(world(), "participation.attendance_per_meeting during 2024-04"), "no recorded meetings");
}

// m4 now says that 12 came, 10 of them residents.
network with_totals() {
  auto held = meetings;
  held[3].second[3] = "12";
  held[4].second[3] = "10";
  return world(held);
}

TEST(participation, a_count_stands_in_for_names_that_were_not_kept) {
  const auto net = with_totals();
  EXPECT_EQ(ask(net, "participation.attendances by community"), (lines{"a: 17", "b: 2"}));
  EXPECT_EQ(basis_of_only(net, "participation.attendances within a"), "mixed");
  EXPECT_EQ(basis_of_only(net, "participation.attendances within b"), "rows");
  EXPECT_EQ(value_of(net, "participation.attendances(who=residents) within a"), 15);
  EXPECT_EQ(value_of(net, "participation.attendance_per_meeting within a"), 17.0 / 3);
}

TEST(participation, distinct_participants_are_unknown_where_names_were_not_kept) {
  for (const auto* name :
       {"participation.rate", "participation.intensity", "participation.gini", "participation.top_share"}) {
    EXPECT_EQ(value_of(with_totals(), name), std::nullopt) << name;
    EXPECT_TRUE(says(note_of(with_totals(), name), "1 meeting(s) kept no names")) << name;
  }
  EXPECT_EQ(value_of(with_totals(), "participation.rate during 2024-Q1"),
            0.6);  // none of these lacks names
}

TEST(participation, a_meeting_without_names_leaves_other_places_known_and_noted) {
  EXPECT_EQ(ask(with_totals(), "participation.rate by community"), (lines{"a: null", "b: 0"}));
  EXPECT_EQ(ask(with_totals(), "participation.rate by building"), (lines{"a1: null", "-: null"}));
  EXPECT_EQ(note_of(with_totals(), "participation.rate within b"), "1 meeting(s) elsewhere kept no names");
}

TEST(participation, a_count_cannot_be_split_by_who_came) {
  EXPECT_EQ(ask(with_totals(), "participation.attendances by sex within a"), (lines{"F: null", "M: null", "-: null"}));
  EXPECT_EQ(value_of(with_totals(), "participation.attendances within b where sex=F"), 2);
}

TEST(participation, kinds_present_are_those_for_whom_people_came) {
  // m1: aid, unaffiliated, party organisation; m2: aid, club; m3: unaffiliated (a team outside the
  // scheme is of no kind)
  const auto found = answer_of(world(), "participation.kinds_per_meeting");
  EXPECT_EQ(found.numerator(0), 3 + 2 + 1);
  EXPECT_EQ(found.denominator(0), 3);
  EXPECT_EQ(note_of(world(), "participation.kinds_per_meeting during 2024-04"), "no meetings with names");
}

TEST(participation, representatives_are_distinct_persons_with_the_role_in_a_forum) {
  EXPECT_EQ(value_of(world(), "participation.representatives"), 2);  // p1 (in two forums) and p5
  EXPECT_EQ(ask(world(), "participation.representatives by community"), (lines{"a: 2", "b: 1"}));
  EXPECT_EQ(value_of(world(), "participation.representatives within b on 2024-06-01"),
            0);  // fb has ended
  EXPECT_EQ(value_of(world(), "participation.representatives(role=chair)"), 0);
  EXPECT_EQ(value_of(world(), "participation.representatives where sex=F"), 2);
}

TEST(participation, who_never_came_is_of_the_whole_record_and_of_persons) {
  const auto found = answer_of(world(), "participation.never_share");
  EXPECT_EQ(found.value(0), 0.4);
  EXPECT_EQ(found.numerator(0), 2);  // p4 and p6
  EXPECT_EQ(found.denominator(0), 5);
  EXPECT_EQ(value_of(world(), "participation.never_share during 2024-02"), 0.4);  // the window does not matter
  EXPECT_EQ(value_of(world(), "participation.never_share on 2024-01-31"), 0.4);
  EXPECT_EQ(value_of(world(), "participation.never_share on 2023-12-31"), 1);
  EXPECT_EQ(ask(world(), "participation.never_share by community"), (lines{"a: 0", "b: 1"}));
  auto all = tables();
  all.push_back(text_frame("population", {{"place", {"a"}}, {"count", {"30"}}}));
  EXPECT_EQ(value_of(built(std::move(all)), "participation.never_share within a"), 0);
}

TEST(participation, who_never_came_is_told_by_the_end_of_each_bucket) {
  EXPECT_EQ(ask(world(), "participation.never_share by month within a1 during 2023-12-01..2024-02-01"),
            (lines{"2023-12: 1", "2024-01: 0"}));
  EXPECT_TRUE(says(note_of(with_totals(), "participation.never_share during 2024-01"), "kept no names"));
}

TEST(participation, newcomers_came_to_nothing_before_the_window) {
  const auto found = answer_of(world(), "participation.newcomer_share during 2024-02-01..2024-06-01");
  EXPECT_EQ(found.value(0), 0);  // p1 and p2 were there in January
  EXPECT_EQ(found.denominator(0), 2);
  EXPECT_EQ(value_of(world(), "participation.newcomer_share during 2025 on 2025-12-31"), 1);  // p4
  EXPECT_EQ(value_of(world(), "participation.newcomer_share during 2024-02 where meeting.kind=open"), 0);
}

TEST(participation, newcomers_need_a_start_and_something_before_it) {
  EXPECT_EQ(note_of(world(), "participation.newcomer_share"), "the window has no start: everyone would be new");
  EXPECT_EQ(note_of(world(), "participation.newcomer_share during 2024-Q1"), "no earlier meeting in the data");
  EXPECT_EQ(note_of(world(), "participation.newcomer_share during 2024-02 where forum.kind=bench"),
            "no earlier meeting in the data");
  EXPECT_EQ(note_of(world(), "participation.newcomer_share during 2024-05"), "no participants");
  EXPECT_EQ(ask(world(), "participation.newcomer_share by month during 2024-Q1"),
            (lines{"2024-01: null", "2024-02: 0", "2024-03: 0"}));
}

TEST(participation, who_comes_again_in_the_next_bucket_is_retained) {
  // January: p1 p2 p3, of whom p1 and p2 came in February; of these p1 in March; nobody came in April
  const auto found = answer_of(world(), "participation.retention by month");
  EXPECT_EQ(lines_of(found),
            (lines{"2024-01: 0.6666666666666666", "2024-02: 0.5", "2024-03: 0", "2024-04: null", "2024-05: null"}));
  EXPECT_EQ(found.note(3), "no participants");
  EXPECT_EQ(found.note(4), "the next bucket of time is not complete");
}

TEST(participation, the_next_bucket_is_whole_whatever_the_window) {
  EXPECT_EQ(ask(world(), "participation.retention by month during 2024-01-01..2024-02-01"),
            lines{"2024-01: 0.6666666666666666"});
  EXPECT_EQ(ask(world(), "participation.retention by month during 2024-01 on 2024-02-28"), lines{"2024-01: null"});
  EXPECT_EQ(ask(world(), "participation.retention by month during 2024-01 on 2024-02-29"),
            lines{"2024-01: 0.6666666666666666"});
  EXPECT_EQ(ask(world(), "participation.retention by quarter"), (lines{"2024-Q1: null", "2024-Q2: null"}));
}

TEST(participation, retention_needs_buckets_of_time) {
  const auto refusal = refusal_of(world(), "participation.retention by community");
  EXPECT_TRUE(says(refusal, "needs a bucket of time in by: year, quarter or month")) << refusal;
}

}  // namespace
}  // namespace linli::testing
