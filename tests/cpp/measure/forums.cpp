// SPDX-License-Identifier: Apache-2.0
// Forums: who sits in them for good, how often they meet, and which stand idle.
#include <linli/measure/forums.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: forums f1 and f2 serve a, f3 serves b, f4 served b until March, f5 is unplaced.
//   fixed representatives: p1 in f1 (listed twice) and f3, p2 in f1; p3 is in f2 in no role, the firm o in f2 is none
//   f1 met in January and April; i1 was treated at f1's April meeting, and i2 names f3
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  const std::string role = "fixed_representative";
  return built({text_frame("places", {{"id", {"city", "a", "b"}},
                                      {"level", {"city", "community", "community"}},
                                      {"parent", {"", "city", "city"}}}),
                text_frame("persons", {{"id", {"p1", "p2", "p3"}}, {"home", {"a", "b", "a"}}}),
                text_frame("organisations", {{"id", {"o"}}, {"kind", {"firm"}}}),
                text_frame("forums", {{"id", {"f1", "f2", "f3", "f4", "f5"}},
                                      {"kind", {"hall", "yard", "hall", "hall", "hall"}},
                                      {"place", {"a", "a", "b", "b", ""}},
                                      {"until", {"", "", "", "2024-03-01", ""}}}),
                text_frame("memberships", {{"member", {"p1", "p1", "p1", "p2", "p3", "o"}},
                                           {"group", {"f1", "f1", "f3", "f1", "f2", "f2"}},
                                           {"role", {role, role, role, role, "", role}},
                                           {"since", {"", "2024-02-01", "", "", "", ""}}}),
                text_frame("meetings", {{"id", {"m1", "m2", "m3", "m4"}},
                                        {"held_by", {"f1", "f1", "f4", "f3"}},
                                        {"date", {"2024-01-10", "2024-04-10", "2024-01-20", "2024-05-10"}}}),
                text_frame("issues", {{"id", {"i1", "i2"}},
                                      {"place", {"a", "b"}},
                                      {"raised_at", {"2024-03-01", "2024-02-01"}},
                                      {"forum", {"", "f3"}}}),
                text_frame("issue_events", {{"issue", {"i1", "i1", "i2", "i2"}},
                                            {"state", {"deliberated", "decided", "deliberated", "decided"}},
                                            {"at", {"2024-04-10", "2024-04-10", "2024-04-10", "2024-05-10"}},
                                            {"meeting", {"m2", "m2", "m2", "m4"}}})},
               options);
}

TEST(forums, representatives_are_counted_pair_by_pair) {
  const auto found = answer_of(world(), "participation.representatives_per_forum by community");
  EXPECT_EQ(lines_of(found), (lines{"a: 1", "b: 1"}));  // a: p1 and p2 in f1, of f1 and f2
  EXPECT_EQ(found.numerator(0), 2);
  EXPECT_EQ(found.denominator(0), 2);
  EXPECT_EQ(value_of(world(), "participation.representatives_per_forum on 2024-02-28"), 3.0 / 4);  // f4 still is
  EXPECT_EQ(value_of(world(), "participation.representatives_per_forum(role=chair)"), 0);
  EXPECT_EQ(value_of(world(), "participation.representatives_per_forum where forum.kind=yard"), 0);
}

TEST(forums, only_a_person_represents) {
  EXPECT_EQ(ask(world(), "participation.forums_without_representative by community"), (lines{"a: 0.5", "b: 0"}));
  EXPECT_EQ(value_of(world(), "participation.forums_without_representative"), 1.0 / 3);
  EXPECT_EQ(value_of(world(), "participation.forums_without_representative on 2024-02-28"), 0.5);  // f2 and f4
  EXPECT_EQ(value_of(world(), "participation.forums_without_representative(role=chair)"), 1);
}

TEST(forums, meetings_are_of_the_forums_that_still_are) {
  const auto found = answer_of(world(), "deliberation.meetings_per_forum by community");
  EXPECT_EQ(lines_of(found), (lines{"a: 1", "b: 1"}));
  EXPECT_EQ(found.numerator(0), 2);
  EXPECT_EQ(found.numerator(1), 1);  // f4's meeting went with it
  EXPECT_EQ(value_of(world(), "deliberation.meetings_per_forum during 2024-Q1"), 1.0 / 3);
  EXPECT_EQ(ask(world(), "deliberation.meetings_per_forum by quarter within b"), (lines{"2024-Q1: 0", "2024-Q2: 1"}));
}

TEST(forums, stand_idle_that_no_issue_names_and_whose_meetings_treat_none) {
  EXPECT_EQ(ask(world(), "deliberation.idle_forums by community"), (lines{"a: 0.5", "b: 0"}));  // f2
  EXPECT_EQ(value_of(world(), "deliberation.idle_forums during 2024-Q1"), 2.0 / 3);  // i2 names f3, f1 treats none yet
  EXPECT_EQ(value_of(world(), "deliberation.idle_forums during 2024-Q2"), 1.0 / 3);  // both f1 and f3 treat something
  EXPECT_EQ(value_of(world(), "deliberation.idle_forums during 2024-06"), 1);
}

TEST(forums, an_issue_is_treated_once_a_meeting) {
  // m2 treated i1 (twice) and i2, m4 treated i2: three pairs over four meetings
  EXPECT_EQ(value_of(world(), "deliberation.issues_per_meeting"), 3.0 / 4);
  EXPECT_EQ(ask(world(), "deliberation.issues_per_meeting by community"),
            (lines{"a: 1", "b: 0.5"}));  // f4's meeting stays where it was held
  EXPECT_EQ(value_of(world(), "deliberation.issues_per_meeting on 2024-04-09"), 0);
  EXPECT_EQ(value_of(world(), "deliberation.issues_per_meeting during 2024-05"), 1);
}

TEST(forums, nothing_to_divide_by_is_null_and_says_so) {
  for (const auto* name : {"participation.representatives_per_forum", "participation.forums_without_representative",
                           "deliberation.meetings_per_forum", "deliberation.idle_forums"}) {
    const auto text = std::string(name) + " where forum.kind=choir";
    EXPECT_EQ(value_of(world(), text), std::nullopt) << name;
    EXPECT_EQ(note_of(world(), text), "no forums in force") << name;
  }
  EXPECT_EQ(note_of(world(), "deliberation.issues_per_meeting during 2023"), "no meetings");
}

TEST(forums, are_split_by_their_own_columns_alone) {
  EXPECT_EQ(ask(world(), "deliberation.idle_forums by forum.kind within a"), (lines{"hall: 0", "yard: 1"}));
  EXPECT_TRUE(says(refusal_of(world(), "deliberation.idle_forums by sex"), "forum.<column>"));
  EXPECT_TRUE(says(refusal_of(world(), "participation.representatives_per_forum by meeting.kind"), "cannot be split"));
}

}  // namespace
}  // namespace linli::testing
