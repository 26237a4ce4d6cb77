// SPDX-License-Identifier: Apache-2.0
// Measures of measures: across the places of a level, and between two values of an attribute.
#include <linli/measure/derived.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: d1 holds communities a (4 teams, 1 resident) and b (2, 3), d2 holds c (2, 0), f lies straight in the
// city (0, 1). Came to the one meeting: a1 and b1; women are a1, b1, b2.
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  return built(
      {text_frame("places",
                  {{"id", {"city", "d1", "d2", "a", "b", "c", "f"}},
                   {"level", {"city", "district", "district", "community", "community", "community", "community"}},
                   {"parent", {"", "city", "city", "d1", "d1", "d2", "city"}},
                   {"shops", {"", "", "", "1", "3", "", "0"}},
                   {"colour", {"", "", "", "red", "blue", "red", ""}}}),
       text_frame("persons", {{"id", {"a1", "b1", "b2", "b3", "f1"}},
                              {"home", {"a", "b", "b", "b", "f"}},
                              {"sex", {"F", "F", "F", "M", "M"}}}),
       text_frame("teams", {{"id", {"1", "2", "3", "4", "5", "6", "7", "8"}},
                            {"kind", {"aid", "aid", "aid", "aid", "aid", "aid", "club", "club"}},
                            {"place", {"a", "a", "a", "a", "b", "b", "c", "c"}},
                            {"since", {"", "", "", "2024-03-15", "", "", "", ""}}}),
       text_frame("memberships", {{"member", {"a1", "b1", "b3"}}, {"group", {"1", "5", "5"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"city"}}}),
       text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2024-02-10"}}}),
       text_frame("attendances", {{"meeting", {"m", "m"}}, {"person", {"a1", "b1"}}})},
      options);
}

TEST(derived, gini_is_of_the_finished_values_of_places) {
  // 4 2 2 0: Σᵢⱼ |xᵢ − xⱼ| = 2 (2 + 2 + 4 + 0 + 2 + 2) = 24, over 2 · 2 · 16
  const auto found = answer_of(world(), "inequality.gini(of=coverage.teams, across=community)");
  EXPECT_DOUBLE_EQ(*found.value(0), 24.0 / 64);
  EXPECT_EQ(found.numerator(0), std::nullopt);
  EXPECT_EQ(found.denominator(0), 4);
  EXPECT_EQ(found.note(0), "");
  EXPECT_EQ(found.measure(0), "inequality.gini(across=community, of=coverage.teams)");
}

TEST(derived, places_without_a_value_a_weight_or_a_group_are_left_out_and_counted) {
  const auto of_residents =
      answer_of(world(), "inequality.gini(of=coverage.teams, across=community, weight=residents)");
  // weights 1 3 0 1: W = 5, μ = (4 + 6) / 5 = 2, Σ wᵢ wⱼ |xᵢ − xⱼ| = 2 (3·2 + 1·4 + 3·2) = 32
  EXPECT_DOUBLE_EQ(*of_residents.value(0), 32.0 / (2 * 2 * 25));
  EXPECT_EQ(of_residents.denominator(0), 3);
  EXPECT_EQ(of_residents.note(0), "1 place(s) left out: no value, weight or group");
  const auto of_shops = answer_of(world(), "inequality.gini(of=coverage.teams, across=community, weight=shops)");
  EXPECT_EQ(of_shops.denominator(0), 2);  // c has no number, f none
  const auto of_depth = answer_of(world(), "inequality.gini(of=coverage.depth, across=community)");
  EXPECT_EQ(of_depth.denominator(0), 3);  // nobody lives in c
}

TEST(derived, nothing_to_compare_is_null) {
  EXPECT_EQ(note_of(world(), "inequality.gini(of=coverage.teams, across=community) where team.kind=choir"),
            "the mean, or what is divided by, is 0");
  EXPECT_EQ(note_of(world(), "inequality.hoover(of=coverage.depth, across=community) within c"),
            "no place has a value; 1 place(s) left out: no value, weight or group");
}

TEST(derived, the_other_indices_are_those_of_the_plain_functions) {
  const auto net = world();
  EXPECT_DOUBLE_EQ(*value_of(net, "inequality.hoover(of=coverage.teams, across=community)"), 0.25);
  EXPECT_DOUBLE_EQ(*value_of(net, "inequality.theil(of=coverage.teams, across=community)"), 0.5 * std::log(2));
  EXPECT_DOUBLE_EQ(*value_of(net, "inequality.atkinson(of=coverage.teams, across=community, epsilon=1)"), 1);
  EXPECT_EQ(value_of(net, "inequality.quantile_ratio(of=coverage.teams, across=community, low=0.5)"), 2);
  EXPECT_EQ(value_of(net, "inequality.quantile_ratio(of=coverage.teams, across=community)"), std::nullopt);
}

TEST(derived, theil_between_and_within_add_up) {
  const auto net = world();
  const auto theil = [&](const std::string& part) {
    return *value_of(net, "inequality.theil" + part + ") where team.kind=aid|club");
  };
  // by colour: red 4 and 2, blue 2; f has none
  const auto between = theil("_between(of=coverage.teams, across=community, grouping=colour");
  const auto within = theil("_within(of=coverage.teams, across=community, grouping=place.colour");
  const auto share = [](double x, double mean) { return x / mean * std::log(x / mean) / 3; };
  EXPECT_NEAR(between + within, share(4, 8.0 / 3) + 2 * share(2, 8.0 / 3), 1e-12);
  const auto by_district =
      answer_of(net, "inequality.theil_between(of=coverage.teams, across=community, grouping=district)");
  EXPECT_EQ(by_district.denominator(0), 3);  // f is in no district
  EXPECT_TRUE(says(by_district.note(0), "1 place(s) left out"));
}

TEST(derived, rows_are_by_higher_levels_time_and_what_the_measure_allows) {
  const auto net = world();
  EXPECT_EQ(ask(net, "inequality.hoover(of=coverage.teams, across=community) by district"),
            (lines{"d1: 0.16666666666666666", "d2: 0", "-: null"}));  // f, in no district, has no team
  const auto found =
      answer_of(net, "inequality.hoover(of=coverage.teams, across=community) by month within d1 during 2024-Q1");
  EXPECT_EQ(found.key(0, "month"), "2024-01");
  EXPECT_NEAR(*found.value(0), 0.1, 1e-12);      // 3 and 2
  EXPECT_NEAR(*found.value(2), 1.0 / 6, 1e-12);  // 4 and 2
  EXPECT_EQ(ask(net, "inequality.hoover(of=coverage.teams, across=community) by kind within d1"),
            (lines{"aid: 0.16666666666666666", "club: null"}));
}

// Of the question that lists the rows of an answer: what it counts.
std::string rows_listed_by(const network& net, std::vector<std::string> by, const std::string& across = "community") {
  const auto spec = parse_measure("inequality.gini(of=coverage.teams, across=" + across + ")").measure;
  question asked;
  asked.by = std::move(by);
  return detail::derivation(net, spec, asked).questions().back().spec.name;
}

TEST(derived, rows_are_listed_by_counting_places_where_these_alone_tell_them_apart) {
  auto tables = text_frame("places", {{"id", {"city", "d1", "a", "b"}},
                                      {"level", {"city", "district", "community", "community"}},
                                      {"parent", {"", "city", "d1", "d1"}}});
  const auto nested = built({tables});
  EXPECT_EQ(rows_listed_by(nested, {"district"}), "counts.places");
  EXPECT_EQ(rows_listed_by(nested, {"city", "district"}), "counts.places");
  EXPECT_EQ(rows_listed_by(nested, {"district", "kind"}), "coverage.teams");
  EXPECT_EQ(rows_listed_by(nested, {"district", "year"}), "coverage.teams");
  EXPECT_EQ(rows_listed_by(nested, {"community"}, "district"), "coverage.teams");  // d1 lies in no community
  EXPECT_EQ(rows_listed_by(world(), {"district"}), "coverage.teams");              // nor f in a district
  EXPECT_EQ(rows_listed_by(world(), {"city"}), "counts.places");
  const auto zoned = built({tables, text_frame("place_in", {{"place", {"a"}}, {"zone", {"b"}}})});
  EXPECT_EQ(rows_listed_by(zoned, {"district"}), "coverage.teams");
}

TEST(derived, rows_are_those_of_the_measure_itself_whatever_is_asked_of_persons) {
  const auto net = world();
  const auto by_city = answer_of(net, "inequality.gini(of=participation.rate, across=district) by city where sex=F");
  ASSERT_EQ(by_city.rows(), 1U);
  EXPECT_EQ(by_city.denominator(0), 1);
  EXPECT_EQ(by_city.note(0), "1 place(s) left out: no value, weight or group");  // no woman lives in d2
}

TEST(derived, weights_are_a_places_own_whatever_is_asked) {
  // women by kind of nothing: the weight stays all residents
  const auto found =
      answer_of(world(), "inequality.gini(of=participation.rate, across=community, weight=residents) by sex");
  EXPECT_EQ(found.denominator(0), 2);  // women live in a and b
  const auto alone =
      answer_of(world(), "inequality.gini(of=participation.rate, across=community, weight=residents) where sex=F");
  EXPECT_EQ(found.value(0), alone.value(0));
  // rates 1 and 1/2 with weights 1 and 3: μ = 2.5/4, 2 · 3 · 0.5 / (2 · 0.625 · 16)
  EXPECT_DOUBLE_EQ(*alone.value(0), 3.0 / 20);
}

TEST(derived, a_gap_has_a_difference_and_a_ratio) {
  const auto found = answer_of(world(), "inequality.gap(of=participation.rate, between=\"sex|F|M\")");
  EXPECT_EQ(lines_of(found), (lines{"difference: 0.6666666666666666", "ratio: null"}));
  EXPECT_EQ(found.note(1), "the second category has the value 0");
  const auto back = answer_of(world(), "inequality.gap(of=participation.rate, between=\"sex|M|F\")");
  EXPECT_EQ(back.value(1), 0);
  EXPECT_EQ(back.numerator(1), 0);
  EXPECT_EQ(back.denominator(1), 2.0 / 3);
  EXPECT_EQ(back.numerator(0), std::nullopt);
}

TEST(derived, a_gap_of_proportions_has_an_interval_where_a_level_is_asked) {
  const auto found = answer_of(world(), "inequality.gap(of=participation.rate, between=\"sex|F|M\") level 0.9");
  const auto range = difference_of_proportions(2, 3, 0, 2, z_of_level(0.9));
  EXPECT_EQ(found.low(0), range->low);
  EXPECT_EQ(found.high(0), range->high);
  EXPECT_EQ(found.note(0), "interval of a chance model, not of sampling");  // all residents are on record
  const auto none = answer_of(world(), "inequality.gap(of=participation.intensity, between=\"sex|F|F\") level 0.9");
  EXPECT_EQ(none.low(0), std::nullopt);
  EXPECT_EQ(none.note(0), "");
}

TEST(derived, a_gap_with_no_such_category_is_null) {
  EXPECT_EQ(answer_of(world(), "inequality.gap(of=participation.rate, between=\"sex|F|X\")").note(0),
            "no row of that category");
}

TEST(derived, says_what_a_gap_lies_between) {
  for (const auto* between : {"sex", "sex|F", "sex|F|M|X", "\"\""}) {
    const auto refusal =
        refusal_of(world(), std::string("inequality.gap(of=participation.rate, between=") + between + ")");
    EXPECT_TRUE(says(refusal, "between is an attribute and two of its values")) << between << ": " << refusal;
  }
}

TEST(derived, refuses_what_is_no_measure_of_one_value_a_place) {
  const auto why = [](const std::string& text) { return refusal_of(world(), text); };
  EXPECT_TRUE(says(why("inequality.gini(of=deliberation.funnel, across=community)"), "more than one value a place"));
  EXPECT_TRUE(says(why("inequality.gini(of=inequality.gini, across=community)"), "itself a measure of measures"));
  EXPECT_TRUE(says(why("inequality.gini(of=\"coverage.teams on 2024-01-01\", across=community)"), "a measure alone"));
  EXPECT_TRUE(says(why("inequality.gini(of=coverage.tems, across=community)"), "did you mean coverage.teams?"));
  EXPECT_TRUE(says(why("inequality.gini(across=community)"), "needs of="));
  EXPECT_TRUE(says(why("inequality.gini(of=coverage.teams, across=village)"), "city, district, community"));
  EXPECT_TRUE(says(why("inequality.gini(of=coverage.teams, across=community) by community"), "cannot be split by it"));
  EXPECT_TRUE(
      says(why("inequality.gini(of=coverage.teams, across=community) by sex"), "coverage.teams cannot be split"));
  EXPECT_TRUE(says(why("inequality.gini(of=coverage.teams, across=community, weight=height)"), "height"));
  EXPECT_TRUE(says(why("inequality.theil_within(of=coverage.teams, across=community, grouping=taste)"),
                   "grouping='taste' is neither a level nor an attribute of places"));
}

TEST(derived, a_measure_of_measures_may_filter_within_its_text) {
  EXPECT_EQ(value_of(world(), "inequality.hoover(of=\"coverage.teams where team.kind=club\", across=community)"), 0.75);
}

}  // namespace
}  // namespace linli::testing
