// SPDX-License-Identifier: Apache-2.0
// What was counted of one measure: when stocks change, whom it tells apart, and which interval its answer gets.
#include <linli/measure/counted.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: two at home in a, one of them came.
network world(network_options options = {}) {
  options.as_of = "2024-06-30";
  return built(
      {text_frame("places", {{"id", {"a"}}, {"level", {"community"}}, {"parent", {""}}}),
       text_frame("persons", {{"id", {"p1", "p2"}}, {"home", {"a", "a"}}, {"birth_date", {"1980-05-01", ""}}}),
       text_frame("teams", {{"id", {"t"}}, {"kind", {"aid"}}, {"place", {"a"}}, {"since", {"2024-02-10"}}}),
       text_frame("memberships", {{"member", {"p1"}}, {"group", {"t"}}, {"until", {"2024-04-10"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"a"}}}),
       text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2024-03-10"}}}),
       text_frame("attendances", {{"meeting", {"m"}}, {"person", {"p1"}}}),
       text_frame("issues",
                  {{"id", {"i"}}, {"place", {"a"}}, {"raised_at", {"2024-05-10"}}, {"due_at", {"2024-06-10"}}}),
       text_frame("issue_events", {{"issue", {}}, {"state", {}}, {"at", {}}})},
      std::move(options));
}

TEST(counted, stocks_change_where_intervals_end_and_issues_move) {
  std::vector<std::string> days;
  for (const auto at : detail::changes_of(world())) days.push_back(text_of_day(at / microseconds_a_day));
  const auto has = [&](const char* day) { return std::find(days.begin(), days.end(), day) != days.end(); };
  EXPECT_TRUE(has("2024-02-10"));   // a team begins
  EXPECT_TRUE(has("2024-04-10"));   // a membership ends
  EXPECT_TRUE(has("2024-05-10"));   // an issue is raised
  EXPECT_FALSE(has("2024-06-10"));  // that something is due changes nothing
  EXPECT_FALSE(has("1980-05-01"));  // ages are told of elsewhere
  EXPECT_TRUE(std::is_sorted(days.begin(), days.end()));
}

TEST(counted, a_stock_is_what_it_is_in_each_bucket) {
  EXPECT_EQ(ask(world(), "coverage.members by month during 2024-H1"),
            (lines{"2024-01: 0", "2024-02: 1", "2024-03: 1", "2024-04: 0", "2024-05: 0", "2024-06: 0"}));
  EXPECT_EQ(ask(world(), "deliberation.open by month during 2024-04-01..2024-07-01"),
            (lines{"2024-04: 0", "2024-05: 1", "2024-06: 1"}));
}

TEST(counted, a_stock_that_time_alone_changes_is_read_anew) {
  EXPECT_EQ(ask(world(), "deliberation.age_of_open by month during 2024-05-01..2024-07-01"),
            (lines{"2024-05: 21", "2024-06: 51"}));
}

TEST(counted, looks_at_ages_where_a_name_says_so) {
  const auto looks = [](question around) {
    const auto net = world();
    const auto ready = prepared(net, {{"counts.residents"}}, std::move(around));
    return detail::looks_at_ages(ready.parts_of(ready.specs().front())[0].asked);
  };
  EXPECT_TRUE(looks({.by = {"age_band"}}));
  EXPECT_TRUE(looks({.by = {"age"}}));
  EXPECT_TRUE(looks({.by = {"person.age"}}));
  EXPECT_TRUE(looks({.where = {{"age", condition::range("18", "")}}}));
  EXPECT_TRUE(looks({.where = {{"age_band(65)", condition::words({"65+"})}}}));
  EXPECT_FALSE(looks({.by = {"birth_date"}}));
  EXPECT_FALSE(looks({}));
}

TEST(counted, a_proportion_gets_wilsons_interval_where_a_level_is_asked) {
  const auto found = answer_of(world(), "participation.rate level 0.95");
  const auto range = wilson(1, 2, z_of_level(0.95));
  EXPECT_EQ(found.low(0), range->low);
  EXPECT_EQ(found.high(0), range->high);
  EXPECT_EQ(answer_of(world(), "participation.rate").content().find("low"), nullptr);
}

TEST(counted, what_is_no_proportion_gets_none) {
  const auto found = answer_of(world(), "participation.intensity level 0.95");
  EXPECT_EQ(found.low(0), std::nullopt);
  EXPECT_EQ(answer_of(world(), "participation.rate within a during 2023 level 0.95").value(0), 0);
  EXPECT_EQ(answer_of(world(), "deliberation.closure_rate during 2023 level 0.95").low(0), std::nullopt);
}

TEST(counted, where_all_are_on_record_an_interval_is_of_chance) {
  network_options options;
  options.persons_are = persons_are::all_residents;
  EXPECT_TRUE(says(note_of(world(options), "participation.rate level 0.95"), "a chance model, not of sampling"));
  EXPECT_EQ(note_of(world(options), "participation.rate"), "");
}

TEST(counted, a_level_is_between_none_and_all) {
  for (const auto* level : {"1", "1.5", "-0.5"})
    EXPECT_TRUE(says(refusal_of(world(), std::string("participation.rate level ") + level), "like 0.95")) << level;
}

}  // namespace
}  // namespace linli::testing
