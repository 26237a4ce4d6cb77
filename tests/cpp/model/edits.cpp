// SPDX-License-Identifier: Apache-2.0
// Edits: what each verb does, what it refuses, and what it touches.
#include <linli/model/edits.hpp>

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "support/edited_town.hpp"

namespace linli::testing {
namespace {

std::string refusal(const network& net, const edit& change) {
  try {
    with_edits(net, edits{change});
  } catch (const edit_error& e) {
    return e.what();
  }
  return "";
}
TEST(add_member, appends_a_membership_from_its_day_on) {
  const auto net = with_edits(built(town()), edits{add_member("丁", "t", "2018-03-01", "scribe")});
  EXPECT_EQ(net.row_count(table_id::memberships), 6U);
  EXPECT_EQ(last_membership(net), "persons 丁 in teams t|scribe|2018-03-01||");
  EXPECT_TRUE(net.rows(table_id::memberships)["star"].is_null(5));
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(add_member, without_a_day_is_as_of_the_network) {
  EXPECT_EQ(last_membership(with_edits(built(town()), edits{add_member("丁", "t")})),
            "persons 丁 in teams t||2018-06-30||");
}

TEST(add_member, without_any_day_known_is_for_ever) {
  auto tables = frames{text_frame("persons", {{"id", {"p"}}}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}})};
  const auto net = with_edits(built(tables), edits{add_member("p", "t")});
  EXPECT_EQ(last_membership(net), "persons p in teams t||||");
  expect_as_rebuilt(net);
}

TEST(add_member, takes_organisations_too) {
  const auto net = with_edits(built(town()), edits{add_member("o", "v")});
  EXPECT_EQ(last_membership(net), "organisations o in teams v||2018-06-30||");
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(add_member, takes_back_who_had_left) {
  const auto net = with_edits(built(town()), edits{add_member("乙", "t", "2018-02-01")});
  EXPECT_EQ(last_membership(net), "persons 乙 in teams t||2018-02-01||");
  expect_as_rebuilt(net);
}

TEST(add_member, refuses_who_is_in_already) {
  EXPECT_TRUE(says(refusal(built(town()), add_member("甲", "t")), "already"));
  EXPECT_TRUE(says(refusal(built(town()), add_member("乙", "t", "2018-01-31")), "already"));
  EXPECT_TRUE(says(refusal(built(town()), add_member("甲", "u")), "already")) << "since ever";
}

TEST(end_member, ends_the_membership_on_its_day) {
  const auto net = with_edits(built(town()), edits{end_member("甲", "t", "2018-03-01")});
  EXPECT_EQ(net.row_count(table_id::memberships), 5U);
  EXPECT_TRUE(has(column_of(net, table_id::memberships, "until"), "2018-03-01"));
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(end_member, may_shorten_a_membership_that_ends_anyway) {
  const auto net = with_edits(built(town()), edits{end_member("乙", "t", "2018-01-15")});
  EXPECT_TRUE(has(column_of(net, table_id::memberships, "until"), "2018-01-15"));
  EXPECT_FALSE(has(column_of(net, table_id::memberships, "until"), "2018-02-01"));
  expect_as_rebuilt(net);
}

TEST(end_member, refuses_who_is_not_in) {
  EXPECT_TRUE(says(refusal(built(town()), end_member("丁", "t")), "not in that group"));
  EXPECT_TRUE(says(refusal(built(town()), end_member("乙", "t", "2018-02-01")), "not in that group"));
  EXPECT_TRUE(says(refusal(built(town()), end_member("甲", "t", "2016-12-31")), "not in that group")) << "not yet";
}

TEST(end_member, refuses_to_guess_a_day) {
  const auto net = built({text_frame("persons", {{"id", {"p"}}}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}}),
                          text_frame("memberships", {{"member", {"p"}}, {"group", {"t"}}})});
  EXPECT_TRUE(says(refusal(net, end_member("p", "t")), "needs a date"));
  expect_as_rebuilt(with_edits(net, edits{end_member("p", "t", "2018-01-01")}));
}

TEST(move_member, ends_one_membership_and_begins_another_on_the_same_day) {
  const auto net = with_edits(built(town()), edits{move_member("甲", "t", "v", "2018-03-01")});
  EXPECT_EQ(last_membership(net), "persons 甲 in teams v|head|2018-03-01||");
  EXPECT_TRUE(has(column_of(net, table_id::memberships, "until"), "2018-03-01"));
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(move_member, takes_role_and_sending_unit_along) {
  const auto net = with_edits(built(town()), edits{move_member("丙", "v", "t")});
  EXPECT_EQ(last_membership(net), "persons 丙 in teams t|posted|2018-06-30||organisations o");
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(move_member, refuses_to_stay_to_leave_what_one_is_not_in_and_to_enter_twice) {
  EXPECT_TRUE(says(refusal(built(town()), move_member("甲", "t", "t")), "are one"));
  EXPECT_TRUE(says(refusal(built(town()), move_member("丁", "t", "v")), "not in that group"));
  EXPECT_TRUE(says(refusal(built(town()), move_member("甲", "t", "u")), "already"));
}

std::string home_of(const network& net, const char* person) {
  return named_by(net, table_id::persons, "home", static_cast<std::size_t>(net.find(table_id::persons, person)));
}

TEST(rehome, moves_a_person_to_any_place_outside_or_to_nowhere_known) {
  const auto base = built(town());
  for (const auto* person : {"甲", "丙", "丁"})
    for (const auto& [place, home] :
         std::map<std::string, std::string>{{"g2", "places g2"}, {"outside", "outside"}, {"", ""}}) {
      const auto net = with_edits(base, edits{rehome(person, place)});
      EXPECT_EQ(home_of(net, person), home);
      expect_indices_hold(net);
      expect_as_rebuilt(net);
    }
}

TEST(rehome, to_the_same_place_changes_nothing) {
  const auto base = built(town());
  EXPECT_EQ(fingerprint(with_edits(base, edits{rehome("甲", "g1")})), fingerprint(base));
}

TEST(rehome, keeps_the_persons_of_a_place_in_ascending_order) {
  const auto net = with_edits(built(town()), edits{rehome("甲", "g2"), rehome("甲", "g1")});
  expect_indices_hold(net);
}

TEST(edits, refuse_ids_that_are_not_there) {
  const auto net = built(town());
  EXPECT_TRUE(says(refusal(net, add_member("戊", "t")), "no member '戊'"));
  EXPECT_TRUE(says(refusal(net, add_member("甲", "w")), "no group 'w'"));
  EXPECT_TRUE(says(refusal(net, rehome("o", "g1")), "no person 'o'"));
  EXPECT_TRUE(says(refusal(net, rehome("甲", "g9")), "no place 'g9'"));
}

TEST(edits, refuse_a_day_that_is_none) {
  EXPECT_TRUE(says(refusal(built(town()), add_member("丁", "t", "1900-02-29")), "1900-02-29"));
}

TEST(edits, say_what_they_refused) {
  EXPECT_TRUE(refusal(built(town()), move_member("甲", "t", "w")).starts_with("move_member(甲, t, w): "));
}

TEST(edits, need_the_kind_of_an_id_of_several_tables) {
  const auto net = built(small_world());
  EXPECT_TRUE(says(refusal(net, add_member("p1", "1")), "several tables"));
  auto change = add_member("p1", "1");
  change.group_kind = "party_organisations";
  const auto changed = with_edits(net, edits{change});
  EXPECT_EQ(last_membership(changed), "persons p1 in party_organisations 1||2018-05-02||");
  expect_as_rebuilt(changed);
}

TEST(edits, do_not_find_what_a_lenient_reading_set_aside) {
  const auto net = built_leniently({text_frame("persons", {{"id", {"p", "q"}}, {"age", {"x", "1"}}}),
                                    text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}})});
  EXPECT_TRUE(says(refusal(net, add_member("p", "t")), "no member 'p'"));
  EXPECT_EQ(refusal(net, add_member("q", "t")), "");
}

TEST(touched, are_the_persons_groups_and_meetings_whose_sums_change) {
  const auto base = built(town());
  const auto person = [&](const char* id) { return base.find(table_id::persons, id); };
  const auto added = apply_edits(base, edits{add_member("丁", "t")});
  EXPECT_EQ(added.touched.persons, (std::set{person("丁")}));
  EXPECT_EQ(added.touched.groups, (std::set{base.find(table_id::teams, "t")}));
  EXPECT_TRUE(added.touched.meetings.empty());
  const auto moved = apply_edits(base, edits{move_member("甲", "t", "v")});
  EXPECT_EQ(moved.touched.groups, (std::set{base.find(table_id::teams, "t"), base.find(table_id::teams, "v")}));
  const auto posted = apply_edits(base, edits{add_member("o", "t")});  // a member that is a group itself
  EXPECT_EQ(posted.touched.groups,
            (std::set{base.find(table_id::teams, "t"), base.find(table_id::organisations, "o")}));
  const auto gone = apply_edits(base, edits{rehome("乙", "g2")});
  EXPECT_EQ(gone.touched.persons, (std::set{person("乙")}));
  EXPECT_EQ(gone.touched.meetings, (std::set{base.find(table_id::meetings, "m2")}));
}

}  // namespace
}  // namespace linli::testing
