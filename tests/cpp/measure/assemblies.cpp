// SPDX-License-Identifier: Apache-2.0
// Meetings where they are held: which were recorded, and which kinds of people sit together.
#include <linli/measure/assemblies.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: communities a and b; forum fa serves a, fb serves b. Kinds present:
//   m1 fa: aid club    m2 fa: aid unaffiliated    m3 fb: club    m4 fb: nobody listed, but 8 came    m5 fb: no record
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  options.scheme = scheme{"three",
                          {{"aid", "", "", table_id::teams, "aid"},
                           {"club", "", "", table_id::teams, "club"},
                           {"choir", "", "", table_id::teams, "choir"}}};
  return built(
      {text_frame("places", {{"id", {"city", "a", "b"}},
                             {"level", {"city", "community", "community"}},
                             {"parent", {"", "city", "city"}}}),
       text_frame("persons", {{"id", {"p1", "p2", "p3"}}, {"home", {"a", "a", "b"}}}),
       text_frame("forums", {{"id", {"fa", "fb"}}, {"kind", {"hall", "bench"}}, {"place", {"a", "b"}}}),
       text_frame("services", {{"id", {"s"}}, {"kind", {"lecture"}}, {"place", {"b"}}}),
       text_frame("teams", {{"id", {"t", "u", "odd"}}, {"kind", {"aid", "club", "odd"}}, {"place", {"a", "a", "a"}}}),
       text_frame("meetings",
                  {{"id", {"m1", "m2", "m3", "m4", "m5", "s1"}},
                   {"held_by", {"fa", "fa", "fb", "fb", "fb", "s"}},
                   {"date", {"2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10", "2024-05-11"}},
                   {"attended", {"", "", "", "8", "", ""}}}),
       text_frame("attendances", {{"meeting", {"m1", "m1", "m2", "m2", "m2", "m3", "m3"}},
                                  {"person", {"p1", "p2", "p1", "p2", "p3", "p3", "p1"}},
                                  {"as_group", {"t", "u", "t", "t", "", "u", "odd"}}})},
      options);
}

TEST(assemblies, a_meeting_is_recorded_by_names_or_by_a_count) {
  const auto found = answer_of(world(), "participation.recorded_share by community");
  EXPECT_EQ(lines_of(found), (lines{"a: 1", "b: 0.6666666666666666"}));  // m5 kept nothing
  EXPECT_EQ(found.numerator(1), 2);
  EXPECT_EQ(found.denominator(1), 3);
  EXPECT_EQ(value_of(world(), "participation.recorded_share(held_by=services)"), 0);
}

TEST(assemblies, no_meetings_have_no_recorded_share) {
  EXPECT_EQ(value_of(world(), "participation.recorded_share during 2023"), std::nullopt);
  EXPECT_EQ(note_of(world(), "participation.recorded_share during 2023"), "no meetings");
}

TEST(assemblies, kinds_that_sit_together_have_a_row_a_pair_in_the_order_of_the_kinds) {
  EXPECT_EQ(ask(world(), "participation.co_presence"),
            (lines{"aid club: 0.3333333333333333", "aid choir: 0", "aid unaffiliated: 0.3333333333333333",
                   "club choir: 0", "club unaffiliated: 0", "choir unaffiliated: 0"}));
}

double number(const table& answer, const char* column, std::size_t row) {
  return answer.content().find(column)->number(row);
}

TEST(assemblies, beside_a_pair_stands_what_chance_would_give) {
  // of N = 3 meetings with names aid was at 2, club at 2: 4/3 expected, variance 2·2·1·1 / (9·2) = 2/9
  const auto found = answer_of(world(), "participation.co_presence");
  EXPECT_EQ(found.numerator(0), 1);
  EXPECT_EQ(found.denominator(0), 3);
  EXPECT_DOUBLE_EQ(number(found, "expected", 0), 4.0 / 3);
  EXPECT_DOUBLE_EQ(number(found, "z", 0), (1 - 4.0 / 3) / std::sqrt(2.0 / 9));
  EXPECT_EQ(number(found, "expected", 1), 0);      // no choir ever came:
  EXPECT_TRUE(std::isnan(number(found, "z", 1)));  // nothing varies
}

TEST(assemblies, of_one_meeting_chance_has_no_variance) {
  const auto found = answer_of(world(), "participation.co_presence within b");
  EXPECT_EQ(found.denominator(0), 1);
  for (std::size_t i = 0; i < found.rows(); ++i) EXPECT_TRUE(std::isnan(number(found, "z", i)));
}

TEST(assemblies, pairs_come_for_each_place_and_bucket_of_time) {
  const auto found = answer_of(world(), "participation.co_presence by community, quarter");
  EXPECT_EQ(found.rows(), 2U * 2U * 6U);
  EXPECT_EQ(found.dimensions(), (std::vector<std::string>{"community", "quarter", "kind_a", "kind_b"}));
  EXPECT_EQ(found.value(0), 0.5);  // a in the first quarter: m1 of m1, m2
  EXPECT_EQ(found.is_null(6), true);
  EXPECT_EQ(found.note(6), "no meetings with names");
}

TEST(assemblies, pairs_may_be_split_by_what_the_meeting_is) {
  EXPECT_EQ(ask(world(), "participation.co_presence by forum.kind").size(), 12U);
  EXPECT_TRUE(says(refusal_of(world(), "participation.co_presence by sex"), "forum.<column>"));
  EXPECT_TRUE(says(refusal_of(world(), "participation.co_presence by kind_a"), "column of every result"));
}

TEST(assemblies, pairs_stand_beside_measures_that_have_none) {
  const auto found =
      measure(world(), std::vector<measure_spec>{{"participation.meetings"}, {"participation.co_presence"}});
  EXPECT_EQ(found.rows(), 7U);
  EXPECT_EQ(found.key(0, "kind_a"), "");
  EXPECT_TRUE(std::isnan(number(found, "expected", 0)));
}

TEST(assemblies, shares_of_meetings_have_wilson_intervals) {
  const auto found = answer_of(world(), "participation.recorded_share within b level 0.95");
  const auto range = wilson(2, 3, z_of_level(0.95));
  EXPECT_EQ(found.low(0), range->low);
  EXPECT_EQ(found.high(0), range->high);
}

}  // namespace
}  // namespace linli::testing
