// SPDX-License-Identifier: Apache-2.0
// Who the participants are beside who the residents are, and who is in a team.
#include <linli/measure/representation.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic. At home in a: w1 w2 w3 (F), m1 m2 (M), x (sex unknown); in b: w4 (F), m3 (M). Came to the forum of a:
// w1, w2, m1, x and w9, who lives outside.
std::vector<frame> tables() {
  return {
      text_frame("places", {{"id", {"city", "a", "b"}},
                            {"level", {"city", "community", "community"}},
                            {"parent", {"", "city", "city"}}}),
      text_frame("persons", {{"id", {"w1", "w2", "w3", "m1", "m2", "x", "w4", "m3", "w9"}},
                             {"home", {"a", "a", "a", "a", "a", "a", "b", "b", "outside"}},
                             {"sex", {"F", "F", "F", "M", "M", "", "F", "M", "F"}},
                             {"age", {"20", "40", "70", "20", "40", "70", "20", "40", "70"}},
                             {"tenure", {"rent", "own", "own", "rent", "own", "own", "rent", "own", "own"}}}),
      text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"a"}}}),
      text_frame("teams", {{"id", {"t", "u"}},
                           {"kind", {"aid", "club"}},
                           {"place", {"a", "b"}},
                           {"head_count", {"", ""}},
                           {"until", {"", "2024-03-01"}}}),
      text_frame("memberships", {{"member", {"w1", "w1", "m3", "w9"}}, {"group", {"t", "u", "u", "t"}}}),
      text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2024-02-10"}}}),
      text_frame("attendances", {{"meeting", {"m", "m", "m", "m", "m"}}, {"person", {"w1", "w2", "m1", "x", "w9"}}})};
}
network world(std::vector<frame> all = tables()) {
  network_options options;
  options.as_of = "2024-06-30";
  return built(std::move(all), options);
}

TEST(representation, is_the_share_among_participants_over_that_among_residents) {
  // women: 2 of 3 participants whose sex is known, 3 of 5 such residents of a
  const auto found = answer_of(world(), "participation.representation by sex within a");
  EXPECT_DOUBLE_EQ(*found.value(0), (2.0 / 3) / (3.0 / 5));
  EXPECT_DOUBLE_EQ(*found.value(1), (1.0 / 3) / (2.0 / 5));
  EXPECT_EQ(found.numerator(0), 2);
  EXPECT_EQ(found.denominator(0), 3);
}

TEST(representation, of_an_unknown_category_is_null_and_takes_no_part) {
  const auto found = answer_of(world(), "participation.representation by sex within a");
  ASSERT_EQ(found.rows(), 3U);
  EXPECT_EQ(found.key(2, "sex"), "");
  EXPECT_EQ(found.value(2), std::nullopt);
  EXPECT_EQ(found.note(2), "the attribute is not known");
}

TEST(representation, takes_categories_together_at_the_same_place) {
  const auto found = answer_of(world(), "participation.representation by community, sex, tenure within a");
  ASSERT_EQ(found.key(0, "sex") + found.key(0, "tenure"), "Fown");
  EXPECT_DOUBLE_EQ(*found.value(0), (1.0 / 3) / (2.0 / 5));  // w2 of three; w2 and w3 of five
}

TEST(representation, without_participants_or_residents_is_null) {
  const auto found = answer_of(world(), "participation.representation by sex within b");
  EXPECT_EQ(found.value(0), std::nullopt);
  EXPECT_EQ(found.note(0), "no participants");
  EXPECT_EQ(answer_of(world(), "participation.representation by sex within a during 2023").note(0), "no participants");
}

TEST(representation, of_a_category_without_residents_is_null) {
  auto all = tables();
  all.push_back(text_frame("population", {{"place", {"a", "a"}}, {"count", {"5", "0"}}, {"sex", {"F", "M"}}}));
  const auto found = answer_of(world(std::move(all)), "participation.representation by sex within a");
  EXPECT_EQ(found.value(1), std::nullopt);
  EXPECT_EQ(found.note(1), "no residents of this category");
  EXPECT_EQ(basis_of_row(found, 0), "mixed");
}

TEST(representation, needs_an_attribute_of_persons) {
  for (const auto* text : {"participation.representation", "participation.representation by community",
                           "participation.representation by month"})
    EXPECT_TRUE(says(refusal_of(world(), text), "an attribute of persons in by, such as sex or age_band")) << text;
}

TEST(representation, of_a_panel_is_of_the_persons_named) {
  const auto found = answer_of(world(), "participation.representation(of=\"w1|w3|m3|w9|w1\") by sex");
  // at home: w1, w3 and m3; of the seven residents whose sex is known four are women
  EXPECT_DOUBLE_EQ(*found.value(0), (2.0 / 3) / (4.0 / 7));
  EXPECT_EQ(found.numerator(0), 2);
  const auto refusal = refusal_of(world(), "participation.representation(of=w1|nobody) by sex");
  EXPECT_TRUE(says(refusal, "of names 'nobody'")) << refusal;
}

TEST(representation, has_a_log_normal_interval) {
  const auto found = answer_of(world(), "participation.representation by sex within a level 0.95");
  const auto z = z_of_level(0.95);
  // a = 2 of A = 3, b = 1 of B = 2 others
  const double se = std::sqrt(1.0 / 9 * (1.0 / 2 * (1 - 2.0 / 3) + (1 - 1.0 / 2)));
  EXPECT_NEAR(*found.low(0), *found.value(0) * std::exp(-z * se), 1e-12);
  EXPECT_NEAR(*found.high(0), *found.value(0) * std::exp(z * se), 1e-12);
}

TEST(representation, dissimilarity_is_half_the_differences_of_the_shares) {
  // women 2/3 against 3/5, men 1/3 against 2/5
  const auto found = answer_of(world(), "participation.dissimilarity(attribute=sex) within a");
  EXPECT_NEAR(*found.value(0), 1.0 / 15, 1e-15);
  EXPECT_EQ(found.numerator(0), std::nullopt);
  // bands 18-34: 2 of 4 against 2 of 6; 35-59: 1 against 2; 60+: 1 against 2
  EXPECT_NEAR(*value_of(world(), "participation.dissimilarity(attribute=age_band) within a"), 1.0 / 6, 1e-15);
  EXPECT_EQ(found.dimensions(), std::vector<std::string>{});
}

TEST(representation, dissimilarity_is_null_without_participants) {
  EXPECT_EQ(ask(world(), "participation.dissimilarity(attribute=sex) by community"),
            (lines{"a: " + text_of_number(*value_of(world(), "participation.dissimilarity(attribute=sex) within a")),
                   "b: null"}));
  EXPECT_EQ(note_of(world(), "participation.dissimilarity(attribute=sex) within b"), "no participants");
}

TEST(representation, dissimilarity_may_be_split_by_another_attribute) {
  EXPECT_EQ(ask(world(), "participation.dissimilarity(attribute=sex) by tenure within a").size(), 2U);
  EXPECT_TRUE(
      says(refusal_of(world(), "participation.dissimilarity(attribute=sex) by sex"), "adds up over sex itself"));
  EXPECT_TRUE(says(refusal_of(world(), "participation.dissimilarity"), "needs attribute="));
  EXPECT_TRUE(says(refusal_of(world(), "participation.dissimilarity(attribute=shoe_size)"), "cannot be split by"));
  EXPECT_TRUE(says(refusal_of(world(), "participation.dissimilarity(attribute=forum.kind)"), "a column of persons"));
}

TEST(representation, members_of_any_team_are_counted_at_home) {
  const auto found = answer_of(world(), "participation.membership_rate by community");
  EXPECT_EQ(found.numerator(0), 1);  // w1; u has ended, w9 lives outside
  EXPECT_EQ(found.denominator(0), 6);
  EXPECT_EQ(ask(world(), "participation.membership_rate by community on 2024-02-28"),
            (lines{"a: 0.16666666666666666", "b: 0.5"}));
  EXPECT_EQ(value_of(world(), "participation.membership_rate(kind=club) on 2024-02-28"), 0.25);
  EXPECT_EQ(value_of(world(), "participation.membership_rate(kind=choir)"), 0);
  EXPECT_EQ(ask(world(), "participation.membership_rate by sex within a"),
            (lines{"F: 0.3333333333333333", "M: 0", "-: 0"}));
}

// The club of b gives only a head count.
network nameless_club() {
  auto all = tables();
  for (auto& table : all) {
    if (table.name == "teams")
      table = text_frame(
          "teams", {{"id", {"t", "u"}}, {"kind", {"aid", "club"}}, {"place", {"a", "b"}}, {"head_count", {"", "4"}}});
    if (table.name == "memberships") table = text_frame("memberships", {{"member", {"w1"}}, {"group", {"t"}}});
  }
  return world(std::move(all));
}

TEST(representation, a_team_that_names_nobody_leaves_the_members_unknown_where_they_may_live) {
  const auto net = nameless_club();
  EXPECT_EQ(ask(net, "participation.membership_rate by community"), (lines{"a: 0.16666666666666666", "b: null"}));
  EXPECT_TRUE(says(note_of(net, "participation.membership_rate within a"), "1 team(s) elsewhere"));
}

TEST(representation, a_team_that_names_nobody_matters_only_where_it_is_asked_about) {
  const auto net = nameless_club();
  EXPECT_EQ(value_of(net, "participation.membership_rate(kind=aid) within b"), 0);
  EXPECT_EQ(value_of(net, "participation.membership_rate within b where team.kind=aid"), 0);
}

}  // namespace
}  // namespace linli::testing
