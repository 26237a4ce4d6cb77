// SPDX-License-Identifier: Apache-2.0
// Which kinds of teams a place has, who is in them, and what head counts leave open.
#include <linli/measure/coverage.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: a city of communities a (building a1) and b. Team aid1 serves a, aid2 building a1 and,
// by `serves`, b; club1 serves b; odd1 is of a kind outside the scheme; far1 is unplaced.
//   aid1: p1, p2                         aid2: p1 (listed twice), p3
//   club1: the organisation o1           odd1 and far1: p4
const text_columns places{{"id", {"city", "a", "b", "a1"}},
                          {"level", {"city", "community", "community", "building"}},
                          {"parent", {"", "city", "city", "a"}}};
const text_columns teams{{"id", {"aid1", "aid2", "club1", "odd1", "far1"}},
                         {"kind", {"aid", "aid", "club", "odd", "aid"}},
                         {"place", {"a", "a1", "b", "a", ""}},
                         {"head_count", {"50", "", "", "", ""}}};
const text_columns persons{
    {"id", {"p1", "p2", "p3", "p4", "p5"}}, {"home", {"a1", "b", "b", "a", "a"}}, {"sex", {"F", "M", "F", "M", "F"}}};
const text_columns memberships{{"member", {"p1", "p2", "p1", "p1", "p3", "o1", "p4", "p4"}},
                               {"group", {"aid1", "aid1", "aid2", "aid2", "aid2", "club1", "odd1", "far1"}},
                               {"role", {"", "", "head", "", "", "", "", ""}}};

scheme two_kinds() {
  return {"two", {{"aid", "互助", "aid", table_id::teams, "aid"}, {"club", "社团", "club", table_id::teams, "club"}}};
}
network world(const text_columns& of_teams = teams, std::optional<scheme> by = two_kinds()) {
  network_options options;
  options.scheme = std::move(by);
  return built({text_frame("places", places), text_frame("teams", of_teams), text_frame("persons", persons),
                text_frame("memberships", memberships), text_frame("serves", {{"group", {"aid2"}}, {"place", {"b"}}}),
                text_frame("organisations", {{"id", {"o1", "o2", "o3"}},
                                             {"kind", {"social_organisation", "social_organisation", "firm"}},
                                             {"place", {"a", "city", "a"}},
                                             {"registration", {"registered", "filed", ""}}})},
               options);
}

TEST(coverage, a_kind_is_present_where_a_group_of_it_serves) {
  EXPECT_EQ(ask(world(), "coverage.presence by community, kind"),
            (lines{"a aid: 1", "a club: 0", "b aid: 1", "b club: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.presence(kind=club) within a"), 0);
  EXPECT_EQ(ask(world(), "coverage.presence(kind=aid) by building"), (lines{"a1: 1", "-: 1"}));
}

TEST(coverage, presence_asks_for_members_who_are_persons_or_organisations) {
  EXPECT_EQ(ask(world(), "coverage.presence(min_members=2) by kind"), (lines{"aid: 1", "club: 0"}));
  EXPECT_EQ(ask(world(), "coverage.presence by kind"), (lines{"aid: 1", "club: 1"}));  // o1 is the club's one member
  EXPECT_EQ(ask(world(), "coverage.presence(min_members=3) by kind"), (lines{"aid: 0", "club: 0"}));  // p1 twice is one
}

TEST(coverage, a_head_count_stands_in_only_where_nobody_is_listed) {
  auto counted = teams;
  counted[3].second = {"50", "", "", "", "50"};  // aid1 lists two members all the same
  counted[2].second = {"a", "a1", "b", "a", "b"};
  // far1 serves b now and lists p4
  EXPECT_EQ(value_of(world(counted), "coverage.presence(min_members=3)"), 0);
}

TEST(coverage, breadth_is_the_share_of_the_kinds_of_the_scheme) {
  EXPECT_EQ(ask(world(), "coverage.breadth by community"), (lines{"a: 0.5", "b: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.breadth(min_members=2) within b"), 0.5);
  EXPECT_EQ(value_of(world(), "coverage.breadth(kind=club) within a"), 0);
  EXPECT_EQ(value_of(world(teams, std::nullopt), "coverage.breadth within a"),
            2.0 / 3);  // aid, odd of aid, club, odd
}

TEST(coverage, a_scheme_may_be_given_to_one_measure) {
  auto spec = measure_spec(coverage::breadth{});
  spec.scheme = scheme{"one", {{"odd", "", "", table_id::teams, "odd"}}};
  EXPECT_EQ(lines_of(answer_of(world(), spec, {.by = {"community"}})), (lines{"a: 1", "b: 0"}));
}

TEST(coverage, a_place_is_complete_with_every_kind) {
  EXPECT_EQ(value_of(world(), "coverage.complete(of_level=community)"), 0.5);
  EXPECT_EQ(ask(world(), "coverage.complete(of_level=community) by community"), (lines{"a: 0", "b: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.complete(of_level=community, min_members=2)"), 0);
  EXPECT_EQ(value_of(world(), "coverage.complete(of_level=community, kind=aid)"), 1);
  EXPECT_EQ(note_of(world(), "coverage.complete(of_level=community) within a1"), "no place of that level");
}

TEST(coverage, members_are_distinct_persons_whoever_and_from_wherever_they_are) {
  EXPECT_EQ(ask(world(), "coverage.members by community"), (lines{"a: 3", "b: 2"}));
  EXPECT_EQ(value_of(world(), "coverage.members"), 3);
  EXPECT_EQ(ask(world(), "coverage.members by kind"), (lines{"aid: 3", "club: 0"}));
  EXPECT_EQ(ask(world(), "coverage.members by sex"), (lines{"F: 2", "M: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.members where sex=F, team.kind=aid"), 2);
}

TEST(coverage, memberships_are_distinct_pairs) {
  EXPECT_EQ(ask(world(), "coverage.memberships by community"), (lines{"a: 4", "b: 2"}));
  EXPECT_EQ(value_of(world(), "coverage.memberships"), 4);
  EXPECT_EQ(value_of(world(), "coverage.multiplicity"), 4.0 / 3);
  EXPECT_EQ(value_of(world(), "coverage.multiplicity(kind=club)"), std::nullopt);
  EXPECT_EQ(note_of(world(), "coverage.multiplicity(kind=club)"), "no members");
}

TEST(coverage, depth_is_a_thousand_members_a_resident) {
  // a: members p1 p2 p3, residents p1 p4 p5
  EXPECT_EQ(ask(world(), "coverage.depth by community"), (lines{"a: 1000", "b: 1000"}));
  EXPECT_EQ(value_of(world(), "coverage.depth"), 600);
  EXPECT_EQ(value_of(world(), "coverage.depth(kind=aid)"), 600);
  EXPECT_EQ(value_of(world(), "coverage.depth(kind=club)"), 0);
  EXPECT_DOUBLE_EQ(*value_of(world(), "coverage.depth where sex=F"),
                   2000.0 / 3);  // p1, p3 of p1, p3, p5
}

TEST(coverage, teams_are_the_groups_of_the_scheme) {
  EXPECT_EQ(value_of(world(), "coverage.teams"), 3);
  EXPECT_EQ(ask(world(), "coverage.teams by community"), (lines{"a: 2", "b: 2"}));
  EXPECT_EQ(ask(world(), "coverage.teams by kind"), (lines{"aid: 2", "club: 1"}));
  EXPECT_EQ(value_of(world(teams, std::nullopt), "coverage.teams within a"), 3);
}

TEST(coverage, organisations_are_of_a_kind_and_a_registration) {
  EXPECT_EQ(value_of(world(), "coverage.organisations"), 2);
  EXPECT_EQ(value_of(world(), "coverage.organisations within a"), 1);
  EXPECT_EQ(value_of(world(), "coverage.organisations(registration=filed)"), 1);
  EXPECT_EQ(value_of(world(), "coverage.organisations(kind=firm)"), 1);
  EXPECT_EQ(value_of(world(), "coverage.organisations(kind=unheard)"), 0);
}

TEST(coverage, a_shortfall_adds_what_each_kind_lacks) {
  // aid has 3 of 5, club none of 5 (an organisation is no person)
  EXPECT_EQ(value_of(world(), "coverage.member_shortfall(at_least=5)"), 2 + 5);
  EXPECT_EQ(ask(world(), "coverage.member_shortfall(at_least=5) by kind"), (lines{"aid: 2", "club: 5"}));
  EXPECT_EQ(value_of(world(), "coverage.member_shortfall(at_least=5, kind=aid)"), 2);
  EXPECT_EQ(value_of(world(), "coverage.member_shortfall"), 1);
}

// club2 in b lists nobody, but says that it has seven.
network with_head_count() {
  auto counted = teams;
  const std::vector<std::string> club2{"club2", "club", "b", "7"};
  for (std::size_t c = 0; c < club2.size(); ++c) counted[c].second.push_back(club2[c]);
  return world(counted);
}

TEST(coverage, persons_have_bounds_where_a_team_gives_only_a_head_count) {
  const auto net = with_head_count();
  for (const auto* name :
       {"coverage.members", "coverage.multiplicity", "coverage.depth", "coverage.member_shortfall"}) {
    EXPECT_EQ(value_of(net, name), std::nullopt) << name;
    EXPECT_TRUE(says(note_of(net, name), "1 team(s) give only a head count")) << name;
  }
  EXPECT_EQ(ask(net, "coverage.members by community"), (lines{"a: 3", "b: null"}));
  EXPECT_EQ(ask(net, "coverage.members by kind"), (lines{"aid: 3", "club: null"}));
  EXPECT_EQ(ask(net, "coverage.members by sex"), (lines{"F: null", "M: null", "-: null"}));  // seven of any sex
}

TEST(coverage, memberships_add_head_counts_unless_persons_are_told_apart) {
  const auto net = with_head_count();
  EXPECT_EQ(value_of(net, "coverage.memberships"), 4 + 7);
  EXPECT_EQ(basis_of_only(net, "coverage.memberships"), "mixed");
  EXPECT_EQ(value_of(net, "coverage.memberships(kind=club)"), 7);
  EXPECT_EQ(basis_of_only(net, "coverage.memberships(kind=club)"), "totals");
  EXPECT_EQ(value_of(net, "coverage.memberships where sex=F"), std::nullopt);
}

TEST(coverage, a_head_count_makes_a_kind_present) {
  EXPECT_EQ(value_of(with_head_count(), "coverage.presence(kind=club, min_members=7) within b"), 1);
  EXPECT_EQ(value_of(with_head_count(), "coverage.presence(kind=club, min_members=8) within b"), 0);
}

TEST(coverage, member_organisations_are_distinct_units_where_their_groups_serve) {
  EXPECT_EQ(ask(world(), "coverage.member_organisations by community"), (lines{"a: 0", "b: 1"}));  // o1 of the club
  EXPECT_EQ(ask(world(), "coverage.member_organisations by kind"), (lines{"aid: 0", "club: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.member_organisations(kind=aid)"), 0);
  EXPECT_TRUE(says(refusal_of(world(), "coverage.member_organisations by sex"), "cannot be split by 'sex'"));
}

TEST(coverage, an_organisation_in_two_teams_is_one) {
  const auto net = with_edits(world(), std::vector<edit>{{.verb = verb::add_member, .member = "o1", .group = "aid1"},
                                                         {.verb = verb::add_member, .member = "o2", .group = "aid1"}});
  EXPECT_EQ(value_of(net, "coverage.member_organisations"), 2);
  EXPECT_EQ(ask(net, "coverage.member_organisations by community"), (lines{"a: 2", "b: 1"}));
}

// p1 attended a meeting in January (listed twice) and one in May, p2 acted three times in one row in March, p3 never.
network acting(const text_columns& of_teams = teams) {
  network_options options;
  options.scheme = two_kinds();
  options.as_of = "2024-06-30";
  return built(
      {text_frame("places", places), text_frame("teams", of_teams), text_frame("persons", persons),
       text_frame("memberships", memberships), text_frame("serves", {{"group", {"aid2"}}, {"place", {"b"}}}),
       text_frame("organisations", {{"id", {"o1"}}, {"kind", {"firm"}}}),
       text_frame("services", {{"id", {"s"}}, {"kind", {"lecture"}}, {"place", {"b"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}}, {"held_by", {"s", "s"}}, {"date", {"2024-01-10", "2024-05-10"}}}),
       text_frame("attendances", {{"meeting", {"m1", "m1", "m2"}}, {"person", {"p1", "p1", "p1"}}}),
       text_frame("activities", {{"person", {"p2", "p4"}},
                                 {"group", {"odd1", "odd1"}},
                                 {"date", {"2024-03-10", "2024-03-10"}},
                                 {"count", {"3", ""}}})},
      options);
}

TEST(coverage, active_members_did_something_whichever_group_it_was_for) {
  EXPECT_EQ(value_of(acting(), "coverage.active_members"), 2);  // p1 and p2; p4 is in no team that counts
  EXPECT_EQ(value_of(acting(), "coverage.active_members(min_acts=2)"), 2);
  EXPECT_EQ(value_of(acting(), "coverage.active_members(min_acts=3)"), 1);  // p2's one row stands for three acts
  EXPECT_EQ(value_of(acting(), "coverage.active_members(min_acts=0)"), 3);  // all members
  EXPECT_EQ(value_of(acting(), "coverage.active_members during 2024-03"), 1);
  EXPECT_EQ(value_of(acting(), "coverage.active_members on 2024-03-09"), 1);
  EXPECT_EQ(ask(acting(), "coverage.active_members by community"), (lines{"a: 2", "b: 1"}));
  EXPECT_EQ(ask(acting(), "coverage.active_members by sex"), (lines{"F: 1", "M: 1"}));
}

TEST(coverage, active_members_have_bounds_where_a_team_gives_only_a_head_count) {
  auto counted = teams;
  counted[3].second[2] = "6";
  counted[0].second.push_back("club2");
  counted[1].second.push_back("club");
  counted[2].second.push_back("b");
  counted[3].second.push_back("6");
  EXPECT_EQ(ask(acting(counted), "coverage.active_members by community"), (lines{"a: 2", "b: null"}));
}

TEST(coverage, active_members_need_a_record_of_something) {
  EXPECT_EQ(note_of(world(), "coverage.active_members"), "needs the table activities or attendances");
}

}  // namespace
}  // namespace linli::testing
