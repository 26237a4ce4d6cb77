// SPDX-License-Identifier: Apache-2.0
// What a network attains of its targets: verdicts, shortfalls, whole units, and the row of the whole.
#include <linli/measure/attainment.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: a district with three communities, of which the third did not report organisations.
std::vector<frame> tables_of_town() {
  std::vector<frame> tables;
  const auto add = [&](const char* name, const text_columns& columns) { tables.push_back(text_frame(name, columns)); };
  add("places", {{"id", {"d", "a", "b", "c"}},
                 {"level", {"district", "community", "community", "community"}},
                 {"parent", {"", "d", "d", "d"}},
                 {"population", {"", "1000", "2000", "500"}},
                 {"households", {"", "300", "700", ""}},
                 {"area", {"", "60", "300", "10"}}});
  add("organisations", {{"id", {"o1", "o2", "o3", "o4", "o5"}},
                        {"kind", std::vector<std::string>(5, "social_organisation")},
                        {"place", {"a", "a", "a", "b", "d"}}});
  add("persons", {{"id", {"p", "q", "r"}}, {"home", {"a", "a", "b"}}, {"sex", {"F", "M", "F"}}});
  add("teams", {{"id", {"t", "u"}}, {"kind", {"volunteers", "choir"}}, {"place", {"a", "b"}}});
  add("memberships", {{"member", {"p", "q", "r"}}, {"group", {"t", "t", "u"}}});
  add("observed", {{"table", {"organisations", "organisations"}}, {"place", {"a", "b"}}});
  return tables;
}
const network& town() {
  static const auto made = [] {
    network_options options;
    options.as_of = "2025-06-30";
    options.persons_are = persons_are::listed_only;
    return built(tables_of_town(), options);
  }();
  return made;
}

target_spec organisations(std::optional<double> at_least, std::optional<double> at_most = {}) {
  return {.measure = "coverage.organisations", .by = {"community"}, .at_least = at_least, .at_most = at_most};
}
frame attained(const target_spec& of, const question& around = {}) {
  return attainment(town(), std::vector{of}, around);
}
// "a: not met 1 by 7, 7 organisations" a row, without what is null; "-" for the whole.
lines said(const frame& found) {
  lines all;
  for (std::size_t i = 0; i < found.rows; ++i) {
    const auto cell = [&](std::string_view name, const std::string& before) {
      const auto text = found.find(name)->text(i);
      return text.empty() ? "" : before + text;
    };
    const auto place = cell("place", "") + cell("kind", " ");
    all.push_back((place.empty() ? "-" : place) + cell("verdict", ": ") + cell("value", " ") +
                  cell("shortfall", " by ") + cell("needed", ", ") + cell("needed_unit", " "));
  }
  return all;
}
lines said(const target_spec& of, const question& around = {}) { return said(attained(of, around)); }
std::string last_note(const frame& found) { return found.find("note")->text(found.rows - 1); }

TEST(attainment, has_the_columns_of_the_contract) {
  std::vector<std::string> names;
  for (const auto& c : attained(organisations(2)).columns) names.push_back(c.name);
  EXPECT_EQ(joined(names),
            "target, place, kind, value, at_least, at_most, met, verdict, shortfall, needed, needed_unit, numerator, "
            "denominator, unit, force, stat, source, note");
}

TEST(attainment, judges_each_place_and_then_all_of_them) {
  EXPECT_EQ(said(organisations(2)), (lines{"a: met 3 by 0, 0 organisations", "b: not met 1 by 1, 1 organisations",
                                           "c: unknown", "-: not met 0.5 by 0.5, 1 organisations"}));
}

TEST(attainment, never_fails_a_place_that_did_not_report) {
  const auto found = attained(organisations(1));
  EXPECT_EQ(said(found).back(), "-: unknown 1");
  EXPECT_EQ(last_note(found), "2 of 3 meet it; 1 unknown");
  EXPECT_TRUE(found.find("met")->is_null(2));
  EXPECT_EQ(found.find("note")->text(2), "not reported: organisations");
}

TEST(attainment, takes_away_what_is_above_and_adds_what_is_below) {
  EXPECT_EQ(said(organisations({}, 2)).front(), "a: not met 3 by 1, -1 organisations");
  EXPECT_EQ(said(organisations(2, 2)),
            (lines{"a: not met 3 by 1, -1 organisations", "b: not met 1 by 1, 1 organisations", "c: unknown",
                   "-: not met 0 by 1"}));
}

TEST(attainment, of_a_guideline_is_usual_or_not) {
  auto of = organisations(2);
  of.force = force::guideline;
  EXPECT_EQ(attained(of).find("verdict")->text(0), "within the usual range");
  EXPECT_EQ(attained(of).find("verdict")->text(1), "outside the usual range");
  EXPECT_EQ(attained(of).find("verdict")->text(3), "outside the usual range");
}

TEST(attainment, of_a_mean_leaves_out_who_did_not_report) {
  auto of = organisations(3);
  of.stat = statistic::mean;
  const auto found = attained(of);
  EXPECT_EQ(said(found), (lines{"-: not met 2 by 1, 2 organisations"}));
  EXPECT_EQ(last_note(found), "mean of 2; 1 unknown, left out");
}

TEST(attainment, of_a_share_is_open_while_who_did_not_report_may_decide) {
  auto of = organisations(2);
  of.stat = statistic::share;
  for (const auto& [wanted, verdict] : {std::pair(0.3, "met"), {0.6, "unknown"}, {0.9, "not met"}}) {
    of.share_at_least = wanted;
    const auto found = attained(of);
    EXPECT_EQ(found.find("verdict")->text(3), verdict) << wanted;
    EXPECT_EQ(found.find("unit")->text(3), "share of places");
  }
  EXPECT_EQ(said(of).back(), "-: not met 0.5 by 0.4, 1 organisations");
}

TEST(attainment, of_kinds_says_which_place_misses_which) {
  EXPECT_EQ(said({.measure = "coverage.presence", .by = {"community", "kind"}, .at_least = 1}),
            (lines{"a volunteers: met 1 by 0, 0 groups", "a choir: not met 0 by 1, 1 groups",
                   "b volunteers: not met 0 by 1, 1 groups", "b choir: met 1 by 0, 0 groups",
                   "c volunteers: not met 0 by 1, 1 groups", "c choir: not met 0 by 1, 1 groups",
                   "-: not met 0.3333333333333333 by 0.6666666666666667, 4 groups"}));
}

TEST(attainment, needs_whole_persons_for_a_ratio) {
  EXPECT_EQ(said({.measure = "coverage.depth", .by = {"community"}, .at_least = 2.25}),
            (lines{"a: not met 2 by 0.25, 1 persons", "b: not met 0.5 by 1.75, 4 persons",
                   "c: not met 0 by 2.25, 2 persons", "-: not met 0 by 1, 7 persons"}));
}

TEST(attainment, divides_two_measures_place_by_place) {
  const target_spec of{
      .measure = "coverage.members / counts.households", .by = {"community"}, .at_least = 1, .per = 100};
  EXPECT_EQ(said(of), (lines{"a: not met 0.6666666666666666 by 0.33333333333333337, 1 persons",
                             "b: not met 0.14285714285714285 by 0.8571428571428572, 6 persons", "c: unknown",
                             "-: not met 0 by 1, 7 persons"}));
  const auto found = attained(of);
  EXPECT_EQ(found.find("unit")->text(0), "persons per 100 households");
  EXPECT_EQ(found.find("note")->text(2), "households unknown");
  EXPECT_EQ(found.find("denominator")->text(1), "700");
}

TEST(attainment, counts_a_column_in_its_own_units) {
  EXPECT_EQ(said({.measure = "counts.total(column=area) / counts.households",
                  .by = {"community"},
                  .at_least = 30,
                  .per = 100})[0],
            "a: not met 20 by 10, 30 area");
}

TEST(attainment, without_by_is_one_row) {
  EXPECT_EQ(said({.measure = "coverage.members", .at_least = 5}), (lines{"-: not met 3 by 2, 2 persons"}));
  EXPECT_EQ(said({.measure = "coverage.members by community", .at_least = 5}, {.within = "a"}),
            (lines{"a: not met 2 by 3, 3 persons", "-: not met 0 by 1, 3 persons"}));
}

TEST(attainment, of_what_counts_the_missing_adds_them) {
  EXPECT_EQ(said({.measure = "coverage.member_shortfall(at_least=3)", .by = {"community"}, .at_most = 0}),
            (lines{"a: not met 4 by 4, 4 persons", "b: not met 5 by 5, 5 persons", "c: not met 6 by 6, 6 persons",
                   "-: not met 0 by 1, 15 persons"}));
  EXPECT_EQ(
      said(
          {.measure = "coverage.member_shortfall(at_least=3) / counts.places", .by = {"community"}, .at_most = 1.5})[0],
      "a: not met 4 by 2.5, 3 persons");
  const auto forums = built(
      {text_frame("places", {{"id", {"a"}}, {"level", {"community"}}}),
       text_frame("persons", {{"id", {"p", "q", "r"}}, {"home", {"a", "a", "a"}}}),
       text_frame("forums", {{"id", {"f", "g", "h"}}, {"kind", {"hall", "hall", "hall"}}, {"place", {"a", "a", "a"}}}),
       text_frame("memberships", {{"member", {"p"}}, {"group", {"f"}}, {"role", {"fixed_representative"}}}),
       text_frame("issues", {{"id", {"i"}}, {"place", {"a"}}, {"forum", {"f"}}, {"raised_at", {"2024-01-01"}}}),
       text_frame("issue_events", {{"issue", {"i"}}, {"state", {"closed"}}, {"at", {"2024-01-02"}}}),
       text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2024-01-01"}}}),
       text_frame("attendances", {{"meeting", {"m"}}, {"person", {"p"}}})});
  const auto needed = [&](const char* measure, double at_most) {
    return said(attainment(forums, std::vector{target_spec{.measure = measure, .at_most = at_most}}));
  };
  EXPECT_EQ(needed("participation.forums_without_representative", 0),
            (lines{"-: not met 0.6666666666666666 by 0.6666666666666666, 2 forums"}));
  EXPECT_EQ(needed("deliberation.idle_forums", 0.5),
            (lines{"-: not met 0.6666666666666666 by 0.16666666666666663, 1 forums"}));
  EXPECT_EQ(needed("participation.never_share", 0.25),
            (lines{"-: not met 0.6666666666666666 by 0.41666666666666663, 2 persons"}));
}

TEST(attainment, of_a_quantity_that_does_not_grow_by_units_needs_no_number) {
  const auto found = attained({.measure = "coverage.multiplicity", .at_least = 2});
  EXPECT_EQ(said(found), (lines{"-: not met 1 by 1, 3 (person, group) pairs"}));
  auto mean = target_spec{.measure = "coverage.depth", .by = {"community"}, .at_least = 2, .stat = statistic::mean};
  EXPECT_TRUE(says(last_note(attained(mean)), "no number of whole units"));
}

TEST(attainment, judges_a_target_only_while_it_is_in_force) {
  auto of = organisations(2);
  of.valid_until = "2026-01-01";
  EXPECT_EQ(said(of).size(), 4U);
  EXPECT_EQ(said(of, {.on = "2025-12-31"}).size(), 4U);
  EXPECT_EQ(said(of, {.on = "2026-01-01"}), (lines{"-: not in force"}));
  of = organisations(2);
  of.valid_from = "2026-01-01";
  EXPECT_EQ(said(of), (lines{"-: not in force"}));
  EXPECT_EQ(last_note(attained(of)), "in force from 2026-01-01");
  EXPECT_EQ(said(of, {.on = "2026-01-01"}).size(), 4U);
}

TEST(attainment, of_what_the_data_do_not_have_is_unknown) {
  const auto why = [](const target_spec& of) {
    const auto found = attained(of);
    EXPECT_EQ(said(found), (lines{"-: unknown"}));
    return last_note(found);
  };
  EXPECT_EQ(why({.measure = "counts.households", .by = {"grid"}, .at_least = 300}),
            "the data have no place of the level grid");
  EXPECT_EQ(why({.measure = "counts.total(column=length)", .by = {"community"}, .at_least = 1}),
            "places have no column 'length'");
  EXPECT_EQ(why({.measure = "coverage.members(kind=benefactors)", .at_least = 1}),
            "the scheme '" + town().scheme().name + "' has no kind 'benefactors'");
  EXPECT_EQ(why({.measure = "counts.members(role=head)", .at_least = 1}), "no membership has the role 'head'");
}

TEST(attainment, of_what_no_data_could_have_is_an_error_that_names_the_target) {
  const auto refusal = [](target_spec of, const question& around = {}) {
    of.name = "mine";
    try {
      attained(of, around);
    } catch (const measure_error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_TRUE(says(refusal({.measure = "coverage.organisations", .by = {"comunity"}, .at_least = 1}), "target 'mine'"));
  EXPECT_TRUE(says(refusal({.measure = "coverage.organisations(knd=x)", .at_least = 1}), "has no parameter 'knd'"));
  EXPECT_TRUE(says(refusal({.measure = "deliberation.funnel / counts.places", .at_least = 1}), "split differently"));
  EXPECT_TRUE(says(refusal(organisations(1), {.within = "nowhere"}), "no place of the network"));
  EXPECT_TRUE(says(refusal(organisations(1), {.by = {"community"}}), "takes none"));
}

TEST(attainment, gives_further_dimensions_their_own_columns_and_leaves_out_who_is_in_none) {
  const auto found = attained({.measure = "coverage.members", .by = {"district", "community", "sex"}, .at_least = 1});
  EXPECT_EQ(cells_of(found, "district"), (lines{"d", "d", "d", "d", "d", "d", ""}));
  EXPECT_EQ(cells_of(found, "place"), (lines{"a", "a", "b", "b", "c", "c", ""}));
  EXPECT_EQ(cells_of(found, "sex"), (lines{"F", "M", "F", "M", "F", "M", ""}));
  EXPECT_EQ(found.find("unit")->text(6), "share of rows");
}

}  // namespace
}  // namespace linli::testing
