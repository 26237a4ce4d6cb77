// SPDX-License-Identifier: Apache-2.0
// Who is in which group on a day: a membership is in force only while its group is.
#include <linli/measure/roster.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

// Synthetic. t2 ends on 1 March; p1 is in t1 twice over, in two roles.
class roster_of_teams : public ::testing::Test {
 protected:
  roster on(const char* day) const { return roster(net, moment{*parse_instant(day)}); }
  words groups_of(const roster& who, std::string_view person) const {
    words all;
    who.for_each_group(net.find(table_id::persons, person),
                       [&](std::int32_t group, std::int32_t) { all.push_back(net.id_of({node_kind::group, group})); });
    return all;
  }
  words roles_in(const roster& who, std::string_view team) const {
    words all;
    who.for_each_member(net.find(table_id::teams, team), [&](std::int32_t, std::int32_t row) {
      all.push_back(net.rows(table_id::memberships)["role"].text(static_cast<std::size_t>(row)));
    });
    return all;
  }
  std::int64_t members_of(const roster& who, std::string_view team) const {
    return who.distinct_members(net.find(table_id::teams, team));
  }

  network net = built(
      {text_frame("persons", {{"id", {"p1", "p2", "p3"}}}),
       text_frame("teams",
                  {{"id", {"t1", "t2", "t3"}}, {"kind", {"aid", "aid", "aid"}}, {"until", {"", "2024-03-01", ""}}}),
       text_frame("organisations", {{"id", {"o1"}}, {"kind", {"firm"}}}),
       text_frame("memberships", {{"member", {"p1", "p1", "p2", "p2", "o1", "p3"}},
                                  {"group", {"t1", "t1", "t1", "t2", "t1", "t2"}},
                                  {"role", {"head", "member", "member", "", "", ""}},
                                  {"since", {"", "", "2024-02-01", "", "", "2024-04-01"}},
                                  {"until", {"", "", "2024-02-10", "", "", ""}}})});
};

TEST_F(roster_of_teams, counts_a_member_once_however_often_listed) {
  const auto who = on("2024-02-05");
  EXPECT_EQ(roles_in(who, "t1"), (words{"head", "member", "member", ""}));
  EXPECT_EQ(members_of(who, "t1"), 3);  // p1, p2 and the organisation
}

TEST_F(roster_of_teams, reads_intervals_as_closed_at_the_start_and_open_at_the_end) {
  EXPECT_EQ(members_of(on("2024-01-31"), "t1"), 2);
  EXPECT_EQ(members_of(on("2024-02-01"), "t1"), 3);
  EXPECT_EQ(members_of(on("2024-02-09"), "t1"), 3);
  EXPECT_EQ(members_of(on("2024-02-10"), "t1"), 2);
}

TEST_F(roster_of_teams, nobody_is_in_a_group_that_has_ended) {
  EXPECT_EQ(members_of(on("2024-02-29"), "t2"), 1);
  EXPECT_EQ(members_of(on("2024-03-01"), "t2"), 0);
  EXPECT_FALSE(on("2024-03-01").group_in_force(net.find(table_id::teams, "t2")));
  EXPECT_EQ(groups_of(on("2024-05-01"), "p3"), words{});
}

TEST_F(roster_of_teams, names_the_groups_of_a_person) {
  EXPECT_EQ(groups_of(on("2024-02-05"), "p2"), (words{"t1", "t2"}));
  EXPECT_EQ(groups_of(on("2024-04-01"), "p2"), words{});
}

TEST_F(roster_of_teams, without_a_day_only_what_is_unbounded_is_in_force) {
  const auto who = roster(net, moment{});
  EXPECT_EQ(members_of(who, "t1"), 2);
  EXPECT_EQ(members_of(who, "t2"), 0);
}

TEST_F(roster_of_teams, knows_which_groups_list_anyone_at_any_time) {
  const auto who = on("2024-05-01");
  EXPECT_TRUE(who.has_rows(net.find(table_id::teams, "t2")));
  EXPECT_FALSE(who.has_rows(net.find(table_id::teams, "t3")));
}

}  // namespace
}  // namespace linli::testing
