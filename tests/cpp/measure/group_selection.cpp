// SPDX-License-Identifier: Apache-2.0
// One selection of groups: by the scheme or by a table, of one kind or all, with or without members.
#include <linli/measure/group_selection.hpp>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic. Kinds aid and club; t3 lists nobody and says that it has nine; t4 ended in March.
network town() {
  network_options options;
  options.as_of = "2024-06-30";
  return built({text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", "community"}}}),
                text_frame("persons", {{"id", {"p1", "p2", "p3"}}, {"sex", {"F", "M", "F"}}}),
                text_frame("teams", {{"id", {"t1", "t2", "t3", "t4"}},
                                     {"kind", {"aid", "aid", "club", "club"}},
                                     {"place", {"a", "b", "b", "a"}},
                                     {"head_count", {"5", "", "9", ""}},
                                     {"until", {"", "", "", "2024-03-01"}}}),
                text_frame("forums", {{"id", {"f"}}, {"kind", {"aid"}}, {"place", {"a"}}}),
                text_frame("memberships", {{"member", {"p1", "p2", "p1", "p3"}},
                                           {"group", {"t1", "t1", "t2", "f"}},
                                           {"role", {"head", "", "", "fixed_representative"}}})},
               options);
}

TEST(group_selection, of_the_scheme_takes_teams_in_force_and_no_forum) {
  EXPECT_EQ(ask(town(), "coverage.teams by kind"), (lines{"aid: 2", "club: 1"}));
  EXPECT_EQ(ask(town(), "coverage.teams(kind=aid) by community"), (lines{"a: 1", "b: 1"}));
}

TEST(group_selection, of_a_table_takes_its_own_kinds_alone) {
  EXPECT_EQ(value_of(town(), "counts.groups(table=forums)"), 1);
  EXPECT_EQ(value_of(town(), "counts.groups(table=forums, kind=club)"), 0);
  EXPECT_EQ(value_of(town(), "counts.kinds(table=teams)"), 2);
}

TEST(group_selection, counts_a_person_of_two_groups_once_in_a_cell) {
  EXPECT_EQ(ask(town(), "coverage.members(kind=aid) by community"), (lines{"a: 2", "b: 1"}));
  EXPECT_EQ(value_of(town(), "coverage.members(kind=aid)"), 2);
}

TEST(group_selection, counts_only_members_in_the_role_asked) {
  EXPECT_EQ(value_of(town(), "counts.members(table=teams, kind=aid, role=head)"), 1);
  EXPECT_EQ(value_of(town(), "participation.representatives"), 1);
  EXPECT_EQ(value_of(town(), "participation.representatives(role=chair)"), 0);
}

TEST(group_selection, takes_a_head_count_only_of_a_team_that_lists_nobody) {
  EXPECT_EQ(value_of(town(), "coverage.memberships"), 3 + 9);
  EXPECT_EQ(ask(town(), "coverage.members by community"), (lines{"a: 2", "b: null"}));
}

TEST(group_selection, does_not_know_which_persons_a_head_count_is_of) {
  EXPECT_EQ(ask(town(), "coverage.members by community, sex"),
            (lines{"a F: 1", "a M: 1", "b F: null", "b M: null", "b -: null"}));
}

}  // namespace
}  // namespace linli::testing
