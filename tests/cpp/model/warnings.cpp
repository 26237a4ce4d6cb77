// SPDX-License-Identifier: Apache-2.0
// What may be right but deserves a look.
#include <linli/model/warnings.hpp>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame places(const cells& populations = {"", "", ""}) {
  return text_frame("places", {{"id", {"a", "b", "c"}},
                               {"level", {"community", "grid", "grid"}},
                               {"parent", {"", "a", "a"}},
                               {"population", populations}});
}
frame teams(const cells& kinds, const cells& at) {
  cells ids;
  for (std::size_t i = 0; i < kinds.size(); ++i) ids.push_back("t" + std::to_string(i));
  return text_frame("teams", {{"id", ids}, {"kind", kinds}, {"place", at}});
}
cells warned(frames tables, network_options options = {}) {
  return warnings_of(built(std::move(tables), std::move(options)));
}
frame living_at(const cells& homes) {
  cells ids;
  for (std::size_t i = 0; i < homes.size(); ++i) ids.push_back("p" + std::to_string(i));
  return text_frame("persons", {{"id", ids}, {"home", homes}});
}

TEST(warnings, of_a_world_without_fault_are_none) {
  EXPECT_EQ(warned({places({"3", "1", "2"}), living_at({"b", "c", "outside"}), teams({"k"}, {"b"}),
                    text_frame("meetings", {{"id", {"m"}}, {"held_by", {"t0"}}, {"date", {"2018-01-01"}}})}),
            cells{});
}

TEST(warnings, do_not_stop_a_strict_reading) {
  const auto net = built({living_at({""})});
  EXPECT_EQ(net.state().warnings.errors(), 0);
  EXPECT_EQ(net.state().warnings.counts().at("unknown_home"), 1);
}

TEST(warnings, name_several_roots) {
  EXPECT_EQ(warned({text_frame(
                "places",
                {{"id", {"a", "b", "c"}}, {"level", {"community", "community", "grid"}}, {"parent", {"", "", "a"}}})}),
            (cells{"places parent: several_roots (2)"}));
}

TEST(warnings, name_a_level_spelt_almost_like_a_known_one) {
  EXPECT_EQ(warned({text_frame("places", {{"id", {"a"}}, {"level", {"comunity"}}})}),
            (cells{"places level: level_spelling (comunity)"}));
  EXPECT_EQ(warned({text_frame("places", {{"id", {"a"}}, {"level", {"Grid"}}})}),
            (cells{"places level: level_spelling (Grid)"}));
  EXPECT_EQ(warned({text_frame("places", {{"id", {"a"}}, {"level", {"village"}}})}), cells{});
  EXPECT_EQ(warned({text_frame("places", {{"id", {"a"}}, {"level", {"社区"}}})}), cells{});
}

TEST(warnings, count_persons_without_a_known_home) {
  EXPECT_EQ(warned({places(), living_at({"b", "", "outside", ""})}), (cells{"persons home: unknown_home (2)"}));
}

TEST(warnings, count_unplaced_groups) {
  EXPECT_EQ(warned({places(), teams({"k", "k", "k"}, {"b", "", ""}),
                    text_frame("serves", {{"group", {"t1"}}, {"place", {"c"}}})}),
            (cells{"serves place: unplaced_group (1)"}));
}

TEST(warnings, count_teams_of_kinds_outside_the_scheme) {
  network_options options;
  options.scheme = xisaishan_scheme();
  EXPECT_EQ(warned({places(), teams({"volunteers", "brass_band", "志愿者"}, {"b", "b", "b"})}, options),
            (cells{"teams kind: kind_outside_scheme (2)"}));
}

TEST(warnings, count_no_kind_outside_the_scheme_that_the_teams_make) {
  EXPECT_EQ(warned({places(), teams({"volunteers", "brass_band"}, {"b", "b"})}), cells{});
}

cells warned_of_meeting(const char* since, const char* until, const char* date) {
  return warned(
      {places(),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"k"}}, {"place", {"a"}}, {"since", {since}}, {"until", {until}}}),
       text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {date}}})});
}

TEST(warnings, count_meetings_of_a_group_not_in_force) {
  const auto one = cells{"meetings date: group_not_in_force (1)"};
  EXPECT_EQ(warned_of_meeting("2018-01-02", "", "2018-01-01"), one);
  EXPECT_EQ(warned_of_meeting("", "2018-01-01", "2018-01-01"), one) << "until is not included";
  EXPECT_EQ(warned_of_meeting("2018-01-01", "2018-02-01", "2018-01-01"), cells{});
  EXPECT_EQ(warned_of_meeting("", "2018-01-02", "2018-01-01T23:59"), cells{});
  EXPECT_EQ(warned_of_meeting("2018-01-01T10:00", "", "2018-01-01T09:00"), cells{}) << "in force on the day";
}

cells warned_of_event(const char* raised, const char* at) {
  return warned({places(), text_frame("issues", {{"id", {"i"}}, {"place", {"a"}}, {"raised_at", {raised}}}),
                 text_frame("issue_events", {{"issue", {"i"}}, {"state", {"accepted"}}, {"at", {at}}})});
}

TEST(warnings, count_events_before_their_issue_was_raised) {
  const auto one = cells{"issue_events at: event_before_raised (1)"};
  EXPECT_EQ(warned_of_event("2018-01-02", "2018-01-01"), one);
  EXPECT_EQ(warned_of_event("2018-01-02T10:00", "2018-01-02T09:59"), one);
  EXPECT_EQ(warned_of_event("2018-01-02T10:00", "2018-01-02"), cells{}) << "a bare date is its whole day";
  EXPECT_EQ(warned_of_event("2018-01-02", "2018-01-02T00:00"), cells{});
}

TEST(warnings, name_a_population_unlike_the_sum_of_its_children) {
  EXPECT_EQ(warned({places({"10", "4", "5"})}), (cells{"population count: parent_unlike_children (a)"}));
  EXPECT_EQ(warned({places({"9", "4", "5"})}), cells{});
  EXPECT_EQ(warned({places({"10", "4", ""})}), cells{}) << "a child without a count leaves the sum open";
}

TEST(warnings, name_a_place_with_more_listed_persons_than_population) {
  EXPECT_EQ(warned({places({"2", "", ""}), living_at({"b", "c", "a"})}),
            (cells{"population count: more_listed_than_population (a)"}));
  EXPECT_EQ(warned({places({"3", "", ""}), living_at({"b", "c", "a", "outside"})}), cells{});
}

cells warned_of_dates(const cells& dates) {
  cells ids;
  for (std::size_t i = 0; i < dates.size(); ++i) ids.push_back("m" + std::to_string(i));
  return warned({places(), teams({"k"}, {"a"}),
                 text_frame("meetings", {{"id", ids}, {"held_by", cells(dates.size(), "t0")}, {"date", dates}})});
}

TEST(warnings, name_a_date_far_after_the_others) {
  auto dates = cells(200, "2018-03-01");
  dates[7] = "2108-03-01";
  EXPECT_EQ(warned_of_dates(dates), (cells{"meetings date: far_date (2108-03-01)"}));
  dates[7] = "2018-05-30";
  EXPECT_EQ(warned_of_dates(dates), cells{}) << "90 days are not over 90 days";
  dates[7] = "2018-05-31";
  EXPECT_EQ(warned_of_dates(dates), (cells{"meetings date: far_date (2018-05-31)"}));
}

TEST(warnings, name_a_far_date_among_few) {
  auto dates = cells(19, "2018-03-01");
  dates.push_back("2108-03-01");
  EXPECT_EQ(warned_of_dates(dates), (cells{"meetings date: far_date (2108-03-01)"}));
}

TEST(warnings, take_no_date_for_far_where_all_are_spread) {
  EXPECT_EQ(warned_of_dates({"2018-01-01"}), cells{});
  EXPECT_EQ(warned_of_dates({"2018-01-01", "2018-06-01"}), cells{});
  EXPECT_EQ(warned_of_dates({"2018-01-01", "2018-05-01", "2018-09-01", "2019-01-01"}), cells{});
}

TEST(warnings, look_at_the_dates_of_issues_events_and_activities_too) {
  auto dates = cells(200, "2018-03-01");
  dates[7] = "2108-03-01";
  EXPECT_EQ(
      warned({places(), living_at({"a"}), teams({"k"}, {"a"}),
              text_frame("activities", {{"person", cells(200, "p0")}, {"group", cells(200, "t0")}, {"date", dates}})}),
      (cells{"activities date: far_date (2108-03-01)"}));
}

TEST(warnings, name_a_relation_row_given_twice) {
  EXPECT_EQ(warned({places(), living_at({"a"}), teams({"k"}, {"a"}),
                    text_frame("memberships", {{"member", {"p0", "p0"}}, {"group", {"t0", "t0"}}})}),
            (cells{"memberships 1: duplicate_row"}));
}

}  // namespace
}  // namespace linli::testing
