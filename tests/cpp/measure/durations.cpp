// SPDX-License-Identifier: Apache-2.0
// The durations behind a survival: as long as they were seen, ended or not.
#include <linli/measure/durations.hpp>

#include <string>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: i1 and i2 in a closed after 10 days, i3 in a open for 20 days, i4 in b closed after a day and a half.
network world() {
  network_options options;
  options.as_of = "2024-01-31";
  return built({text_frame("places", {{"id", {"city", "a", "b"}},
                                      {"level", {"city", "community", "community"}},
                                      {"parent", {"", "city", "city"}}}),
                text_frame("issues", {{"id", {"i1", "i2", "i3", "i4"}},
                                      {"place", {"a", "a", "a", "b"}},
                                      {"raised_at", {"2024-01-01", "2024-01-05", "2024-01-11", "2024-01-01T06:00"}}}),
                text_frame("issue_events", {{"issue", {"i1", "i2", "i4"}},
                                            {"state", {"closed", "closed", "closed"}},
                                            {"at", {"2024-01-11", "2024-01-15", "2024-01-02T18:00"}}})},
               options);
}

lines rows_of(const frame& found) {
  lines all;
  for (std::size_t i = 0; i < found.rows; ++i) {
    std::string text;
    for (const auto& c : found.columns)
      text += (text.empty() ? "" : " ") + (c.values.is_null(i) ? "-" : c.values.text(i));
    all.push_back(text);
  }
  return all;
}
std::string refusal_of(measure_spec spec) {
  try {
    durations(world(), std::move(spec));
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}

TEST(durations, are_days_whether_they_ended_and_how_many_lasted_so_long) {
  const auto found = durations(world(), deliberation::time_to{}, {.by = {"community"}});
  ASSERT_EQ(found.columns.size(), 4U);
  EXPECT_EQ(found.columns[0].name + found.columns[1].name + found.columns[2].name + found.columns[3].name,
            "communitydaysendedtimes");
  EXPECT_EQ(rows_of(found), (lines{"a 10 1 2", "a 20 0 1", "b 1.5 1 1"}));
}

TEST(durations, of_the_whole_have_no_keys) {
  EXPECT_EQ(rows_of(durations(world(), deliberation::time_to{})), (lines{"1.5 1 1", "10 1 2", "20 0 1"}));
  EXPECT_EQ(rows_of(durations(world(), deliberation::survival{.at = 5})), (lines{"1.5 1 1", "10 1 2", "20 0 1"}));
}

TEST(durations, of_spells_run_from_state_to_state) {
  EXPECT_EQ(rows_of(durations(world(), deliberation::dwell{.state = "closed"}, {.within = "a"})),
            (lines{"16 0 1", "20 0 1"}));
}

TEST(durations, of_two_levels_bear_both_names) {
  EXPECT_EQ(rows_of(durations(world(), deliberation::time_to{}, {.by = {"city", "community"}, .within = "b"})),
            lines{"city b 1.5 1 1"});
}

TEST(durations, of_nothing_are_none) {
  EXPECT_EQ(durations(world(), deliberation::time_to{}, {.during = "2023"}).rows, 0U);
}

TEST(durations, are_those_of_time_to_survival_and_dwell_alone) {
  EXPECT_TRUE(says(refusal_of(deliberation::closure_rate{}), "deliberation.time_to, survival and dwell have"));
}

}  // namespace
}  // namespace linli::testing
