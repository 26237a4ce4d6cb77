// SPDX-License-Identifier: Apache-2.0
// The rows of an answer: of places that come and go, of every bucket of time, of null keys only what lies there.
#include <linli/measure/answer_rows.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"
#include "measure/every_measure.hpp"
#include "measure/random_town.hpp"

namespace linli::testing {
namespace {

// Synthetic: estate x holds community a from February, b until March; quarter-zone y holds the estate x itself from
// April. One person at home in a, two in b; one team for a from March on. p1 turns 60 in mid-February.
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  return built({text_frame("places", {{"id", {"city", "a", "b", "x", "y"}},
                                      {"level", {"city", "community", "community", "estate", "precinct"}},
                                      {"parent", {"", "city", "city", "city", "city"}}}),
                text_frame("place_in", {{"place", {"a", "b", "x"}},
                                        {"zone", {"x", "x", "y"}},
                                        {"since", {"2024-02-01", "", "2024-04-01"}},
                                        {"until", {"", "2024-03-01", ""}}}),
                text_frame("persons", {{"id", {"p1", "p2", "p3"}},
                                       {"home", {"a", "b", "b"}},
                                       {"birth_date", {"1964-02-15", "1980-01-01", ""}},
                                       {"sex", {"F", "M", ""}}}),
                text_frame("teams", {{"id", {"t"}}, {"kind", {"aid"}}, {"place", {"a"}}, {"since", {"2024-03-01"}}}),
                text_frame("memberships", {{"member", {"p1"}}, {"group", {"t"}}})},
               options);
}

TEST(answer_rows, a_place_has_rows_in_the_months_in_which_the_zone_holds_it) {
  EXPECT_EQ(ask(world(), "counts.residents by month, community within x during 2024-01-01..2024-05-01"),
            (lines{"2024-01 b: 2", "2024-02 a: 1", "2024-02 b: 2", "2024-03 a: 1", "2024-04 a: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by community, month within x during 2024-01-01..2024-05-01"),
            (lines{"a 2024-02: 1", "a 2024-03: 1", "a 2024-04: 1", "b 2024-01: 2", "b 2024-02: 2"}));
}

TEST(answer_rows, a_zone_counts_what_it_holds_in_each_bucket) {
  EXPECT_EQ(ask(world(), "counts.residents by month within x during 2024-01-01..2024-05-01"),
            (lines{"2024-01: 2", "2024-02: 3", "2024-03: 1", "2024-04: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by estate, month during 2024-02-01..2024-04-01"),
            (lines{"x 2024-02: 3", "x 2024-03: 1", "- 2024-03: 2"}));
}

TEST(answer_rows, a_zone_of_zones_holds_what_they_hold) {
  EXPECT_EQ(ask(world(), "counts.residents by month within y during 2024-03-01..2024-05-01"),
            (lines{"2024-03: 0", "2024-04: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by community, month within y during 2024-03-01..2024-05-01"),
            lines{"a 2024-04: 1"});
}

TEST(answer_rows, every_measure_bears_zones_that_come_and_go) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const auto net = built(town(seed).frames());
    for (const auto* zone : {"e0", "e1"}) {
      EXPECT_GT(measure(net, every_measure(0, true), {.by = {"month"}, .within = zone, .during = "2024-H1"}).rows(),
                0U);
      const auto by_level = question{.by = {"community", "month"}, .within = zone, .during = "2024-H1"};
      EXPECT_NO_THROW(measure(net, every_measure(0, true), by_level));
      EXPECT_NO_THROW(measure(net, every_measure(by_person, true), {.by = {"sex", "quarter"}, .within = zone}));
    }
  }
}

TEST(answer_rows, ages_have_one_set_of_rows_for_all_time) {
  EXPECT_EQ(ask(world(), "counts.residents by month, age during 2024-01-01..2024-03-01"),
            (lines{"2024-01 44: 1", "2024-01 59: 1", "2024-01 60: 0", "2024-01 -: 1", "2024-02 44: 1", "2024-02 59: 0",
                   "2024-02 60: 1", "2024-02 -: 1"}));
  EXPECT_EQ(
      ask(world(), "counts.residents by age, month during 2024-01-01..2024-03-01 where sex=F"),
      (lines{"44 2024-01: 0", "44 2024-02: 0", "59 2024-01: 1", "59 2024-02: 0", "60 2024-01: 0", "60 2024-02: 1"}));
}

TEST(answer_rows, age_bands_move_though_nothing_else_changes) {
  EXPECT_EQ(ask(world(), "counts.residents by month, age_band during 2024-01-01..2024-03-01 where sex=F"),
            (lines{"2024-01 0–17: 0", "2024-01 18–34: 0", "2024-01 35–59: 1", "2024-01 60+: 0", "2024-02 0–17: 0",
                   "2024-02 18–34: 0", "2024-02 35–59: 0", "2024-02 60+: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by month during 2024-01-01..2024-03-01 where age=60.."),
            (lines{"2024-01: 0", "2024-02: 1"}));
}

// The rows of one bucket, without it.
lines without(const table& answer, const std::string& bucket) {
  lines found;
  for (std::size_t i = 0; i < answer.rows(); ++i) {
    if (!bucket.empty() && answer.key(i, "month") != bucket) continue;
    auto text = answer.measure(i);
    for (const auto& name : answer.dimensions())
      if (name != "month") text += " " + answer.key(i, name);
    const auto value = answer.value(i);
    found.push_back(text + ": " + (value ? text_of_number(*value) : "null") + " " + answer.note(i));
  }
  return found;
}
std::vector<measure_spec> stocks(std::uint32_t split) {
  auto all = every_measure(split);
  std::erase_if(all,
                [](const auto& spec) { return definition_of(spec.name).is_flow || !definition_of(spec.name).make; });
  return all;
}

class months_of_towns : public ::testing::TestWithParam<unsigned> {};

TEST_P(months_of_towns, have_the_stocks_of_their_last_day) {
  const auto seed = GetParam();
  const auto net = built(town(seed, {.population = seed % 2 == 0}).frames());
  const std::vector<std::string> last{"31", "29", "31", "30", "31", "30"};
  struct split_question {
    std::uint32_t facet;
    std::vector<std::string> by;
  };
  for (const auto& [facet, by] : std::vector<split_question>{
           {0, {}}, {0, {"community"}}, {0, {"estate"}}, {by_person, {"age_band"}}, {by_person, {"sex"}}}) {
    auto around = question{.by = by, .on = "2024-06-30", .during = "2024-H1"};
    around.by.push_back("month");
    const auto all = measure(net, stocks(facet), around);
    for (int m = 1; m <= 6; ++m) {
      const auto month = "2024-0" + std::to_string(m);
      const auto alone =
          measure(net, stocks(facet), {.by = by, .on = month + "-" + last[static_cast<std::size_t>(m - 1)]});
      EXPECT_EQ(without(all, month), without(alone, "")) << month;
    }
  }
}

TEST_P(months_of_towns, are_as_each_alone) {
  const auto net = built(town(GetParam()).frames());
  const auto all = measure(net, every_measure(0, true), {.by = {"community", "month"}, .during = "2024-H1"});
  for (int m = 1; m <= 6; ++m) {
    const auto month = "2024-0" + std::to_string(m);
    const auto alone = measure(net, every_measure(0, true), {.by = {"community", "month"}, .during = month});
    EXPECT_EQ(without(all, month), without(alone, month)) << month;
  }
}
INSTANTIATE_TEST_SUITE_P(seeds, months_of_towns, ::testing::Range(0U, 4U));

}  // namespace
}  // namespace linli::testing
