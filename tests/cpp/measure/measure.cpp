// SPDX-License-Identifier: Apache-2.0
// The engine: questions that are refused, several at once, rows of every combination, buckets of
// time, the same bits at any number of threads, and edits that are followed as if all was measured
// anew.
#include <linli/measure/measure.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/model/tables.hpp>

#include "measure/answers.hpp"
#include "measure/every_measure.hpp"
#include "measure/random_town.hpp"

namespace linli::testing {
namespace {

// Synthetic: district d1 of communities 11 (building 111) and 12; community 13 straight in the
// city.
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  return built(
      {text_frame("places", {{"id", {"1", "2", "11", "12", "13", "111"}},
                             {"level", {"city", "district", "community", "community", "community", "building"}},
                             {"parent", {"", "1", "2", "2", "1", "11"}}}),
       text_frame("persons", {{"id", {"p1", "p2", "p3", "p4"}},
                              {"home", {"111", "11", "12", "2"}},
                              {"sex", {"F", "M", "", "F"}},
                              {"floor", {"3", "10", "", "3"}}}),
       text_frame(
           "teams",
           {{"id", {"t1", "t2"}}, {"kind", {"aid", "club"}}, {"place", {"11", "13"}}, {"since", {"", "2024-03-15"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"12"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}},
                               {"held_by", {"f", "f"}},
                               {"date", {"2024-02-29T19:00", "2024-05-01"}},
                               {"kind", {"open", ""}}}),
       text_frame("attendances", {{"meeting", {"m1", "m1", "m2"}}, {"person", {"p1", "p3", "p1"}}}),
       text_frame("memberships", {{"member", {"p1", "p2", "p1"}}, {"group", {"t1", "t1", "t2"}}})},
      options);
}

TEST(measure, refuses_what_it_does_not_know_and_names_what_there_is) {
  const auto net = world();
  const auto expect_said = [&](std::string_view text, const std::vector<std::string>& parts) {
    const auto refusal = refusal_of(net, text);
    for (const auto& part : parts) EXPECT_TRUE(says(refusal, part)) << text << " -> " << refusal;
  };
  expect_said("coverage.bredth", {"no measure is called 'coverage.bredth'", "coverage.breadth", "counts.places"});
  expect_said("coverage.breadth(max=3)", {"coverage.breadth has no parameter 'max'", "min_members, kind"});
  expect_said("counts.residents(max=3)", {"it has none"});
  expect_said("coverage.breadth(min_members=few)", {"min_members='few' is not a whole number from 0"});
  expect_said("coverage.breadth(min_members=-1)", {"whole number"});
  expect_said("participation.top_share(q=2)", {"q='2' is not a number from 0 to 1"});
  expect_said("participation.gini(among=all)", {"among='all' is not one of participants, residents"});
  expect_said("participation.meetings(held_by=persons)", {"held_by='persons'", "forums", "services"});
  expect_said("deliberation.reached(state=done)", {"state='done' is not one of raised, accepted"});
  expect_said("deliberation.reached(implied=yes)", {"one of true, false"});
  expect_said("coverage.complete", {"coverage.complete needs of_level="});
  expect_said("coverage.complete(of_level=village)",
              {"of_level='village' is not a level of the places", "city, district, community, building"});
  expect_said("coverage.presence(kind=choir)", {"kind='choir' is not in the scheme 'teams'; its kinds are aid, club"});
  expect_said("coverage.teams by sex", {"coverage.teams cannot be split by 'sex'", "kind", "team.<column>",
                                        "city, district, community, building", "year, quarter, month"});
  expect_said("counts.residents by kind", {"cannot be split by 'kind'", "a column of persons"});
  expect_said("counts.residents by shoe_size", {"cannot be split by 'shoe_size'"});
  expect_said("counts.residents where shoe_size=9", {"there is no attribute 'shoe_size'"});
  expect_said("coverage.teams where sex=F", {"coverage.teams cannot filter on 'sex'", "team.<column>"});
  expect_said("coverage.teams where age=18..", {"cannot filter on 'age'"});
  expect_said("counts.residents where floor=low..high", {"the range low..high of floor is not of numbers"});
  expect_said("counts.residents by age_band(65,15)", {"are not rising ages"});
  expect_said("counts.residents by community, community", {"by names 'community' twice"});
  expect_said("participation.meetings by month, year", {"two buckets of time"});
  expect_said("counts.residents within nowhere", {"within='nowhere' is no place"});
  expect_said("counts.residents on yesterday", {"'yesterday' is not a date"});
  expect_said("counts.residents during lately", {"'lately' is not a period"});
  EXPECT_EQ(refusal_of(net, "counts.residents by age_band where age=18.."), "");
}

TEST(measure, refuses_to_force_residents_to_anything_else) {
  auto spec = measure_spec(coverage::depth{});
  spec.residents = "guess";
  EXPECT_THROW(measure(world(), spec), measure_error);
}

TEST(measure, takes_a_name_an_object_or_a_whole_question_as_text) {
  const auto as_text = lines_of(measure(world(), "coverage.presence(kind=aid, min_members=2) by community"));
  EXPECT_EQ(as_text, (lines{"11: 1", "12: 0", "13: 0"}));
  EXPECT_EQ(lines_of(measure(world(), coverage::presence{.min_members = 2, .kind = "aid"}, {.by = {"community"}})),
            as_text);
  EXPECT_EQ(lines_of(measure(world(), "coverage.presence(kind=aid, min_members=2)", {.by = {"community"}})), as_text);
}

TEST(measure, what_the_text_says_goes_before_the_question_around_it) {
  EXPECT_EQ(value_of(world(), "counts.residents within 11 where sex=F",
                     {.within = "12", .where = {{"sex", condition::words({"M"})}}}),
            1);
}

TEST(measure, a_measure_may_filter_beside_what_the_question_filters) {
  auto spec = measure_spec(counts::residents{});
  spec.where = {{"sex", condition::words({"F"})}};
  EXPECT_EQ(lines_of(measure(world(), spec, {.by = {"community"}, .where = {{"floor", condition::range("", "5")}}})),
            (lines{"11: 1", "12: 0", "13: 0", "-: 1"}));
}

TEST(measure, measures_several_at_once_one_after_the_other) {
  const auto found =
      measure(world(), std::vector<measure_spec>{counts::residents{}, coverage::presence{.min_members = 2}},
              {.by = {"district"}});
  EXPECT_EQ(lines_of(found), (lines{"2: 4", "2: 1"}));
  EXPECT_EQ(found.measure(0), "counts.residents");
  EXPECT_EQ(found.measure(1), "coverage.presence(min_members=2)");
  EXPECT_EQ(found.unit(0), "persons");
  EXPECT_EQ(found.unit(1), "0 or 1");
}

TEST(measure, is_named_with_the_parameters_that_differ_from_their_defaults) {
  EXPECT_EQ(measure(world(), "coverage.presence(min_members=1, kind=aid)").measure(0), "coverage.presence(kind=aid)");
}

TEST(measure, rows_come_for_every_combination_in_the_order_asked) {
  EXPECT_EQ(ask(world(), "counts.residents by community, sex"),
            (lines{"11 F: 1", "11 M: 1", "12 F: 0", "12 M: 0", "12 -: 1", "13 F: 0", "13 M: 0", "- F: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by sex, community"),
            (lines{"F 11: 1", "F 12: 0", "F 13: 0", "F -: 1", "M 11: 1", "M 12: 0", "M 13: 0", "- 12: 1"}));
}

TEST(measure, null_keys_have_a_row_only_where_something_lies) {
  EXPECT_EQ(ask(world(), "counts.residents by sex"), (lines{"F: 2", "M: 1", "-: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by sex within 11"), (lines{"F: 1", "M: 1"}));
  EXPECT_EQ(ask(world(), "participation.meetings by meeting.kind"), (lines{"open: 1", "-: 1"}));
}

TEST(measure, rows_of_a_level_add_up_to_the_whole) {
  EXPECT_EQ(ask(world(), "counts.residents by community"), (lines{"11: 2", "12: 1", "13: 0", "-: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents"), lines{"4"});
}

TEST(measure, two_levels_give_the_lower_with_its_ancestor) {
  EXPECT_EQ(ask(world(), "counts.residents by district, community"),
            (lines{"2 11: 2", "2 12: 1", "- 13: 0", "- -: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by community, district"),
            (lines{"11 2: 2", "12 2: 1", "13 -: 0", "- -: 1"}));
}

// A chain of places, each named by two letters of its level; one person at home in the last.
network chain(const std::vector<std::string>& levels) {
  text_columns places{{"id", {}}, {"level", levels}, {"parent", {}}};
  for (std::size_t k = 0; k < levels.size(); ++k) {
    places[0].second.push_back(levels[k].substr(0, 2));
    places[2].second.push_back(k == 0 ? "" : levels[k - 1].substr(0, 2));
  }
  return built(
      {text_frame("places", places), text_frame("persons", {{"id", {"n1"}}, {"home", {places[0].second.back()}}})});
}

TEST(measure, a_level_of_ones_own_is_as_low_as_it_lies) {
  const auto below = chain({"district", "community", "terrace"});
  EXPECT_EQ(ask(below, "counts.residents by community, terrace"), lines{"co te: 1"});
  EXPECT_EQ(ask(below, "counts.residents by terrace, community"), lines{"te co: 1"});
  const auto between = chain({"city", "ward", "community"});
  EXPECT_EQ(ask(between, "counts.residents by ward, community"), lines{"wa co: 1"});
  const auto above = chain({"province", "city", "district"});
  EXPECT_EQ(ask(above, "counts.residents by province, city"), lines{"pr ci: 1"});
  EXPECT_EQ(ask(above, "counts.residents by province, district"), lines{"pr di: 1"});
}

TEST(measure, levels_of_ones_own_may_be_all_there_are) {
  const auto net = chain({"region", "valley", "hamlet"});
  EXPECT_EQ(ask(net, "counts.residents by region, valley, hamlet"), lines{"re va ha: 1"});
}

TEST(measure, keys_keep_the_type_of_the_ids) {
  const auto found = measure(world(), "counts.residents by community, floor");
  EXPECT_EQ(found.content().find("community")->type(), value_type::integer);
  EXPECT_EQ(found.content().find("floor")->type(), value_type::integer);
  EXPECT_EQ(ask(world(), "counts.residents by floor"), (lines{"3: 2", "10: 1", "-: 1"}));
}

TEST(measure, flows_fall_into_buckets_of_time_up_to_the_day) {
  EXPECT_EQ(ask(world(), "participation.meetings by month during 2024-02-01..2024-05-01"),
            (lines{"2024-02: 1", "2024-03: 0", "2024-04: 0"}));
  EXPECT_EQ(ask(world(), "participation.meetings by quarter"), (lines{"2024-Q1: 1", "2024-Q2: 1"}));
  EXPECT_EQ(ask(world(), "participation.meetings by year, community"),
            (lines{"2024 11: 0", "2024 12: 2", "2024 13: 0"}));
  EXPECT_EQ(ask(world(), "participation.meetings by month on 2024-03-10"), (lines{"2024-02: 1", "2024-03: 0"}));
}

TEST(measure, stocks_are_read_on_the_last_day_of_a_bucket_or_the_day_if_earlier) {
  EXPECT_EQ(ask(world(), "coverage.teams by month during 2024-Q1"), (lines{"2024-01: 1", "2024-02: 1", "2024-03: 2"}));
  EXPECT_EQ(ask(world(), "coverage.teams by month during 2024-Q1 on 2024-03-14"),
            (lines{"2024-01: 1", "2024-02: 1", "2024-03: 1"}));
}

TEST(measure, a_window_after_the_day_has_no_buckets) {
  EXPECT_EQ(ask(world(), "participation.meetings by month during 2025"), lines{});
}

TEST(measure, without_any_event_stocks_are_read_on_the_day_of_the_last_beginning) {
  const auto net = built(
      {text_frame("places", {{"id", {"a"}}, {"level", {"community"}}, {"parent", {""}}}),
       text_frame(
           "teams",
           {{"id", {"t1", "t2"}}, {"kind", {"aid", "aid"}}, {"place", {"a", "a"}}, {"since", {"", "2020-01-01"}}})});
  EXPECT_EQ(value_of(net, "coverage.teams"), 2);
  EXPECT_EQ(value_of(net, "coverage.teams on 2019-12-31"), 1);
}

TEST(measure, a_funnel_beside_others_leaves_their_state_null) {
  const auto net = built(small_world());
  const auto found = measure(net, std::vector<measure_spec>{deliberation::raised{}, deliberation::funnel{}});
  EXPECT_EQ(found.dimensions(), std::vector<std::string>{"state"});
  EXPECT_EQ(found.key(0, "state"), "");
  EXPECT_EQ(found.rows(), 1U + ordered_states);
}

TEST(measure, the_small_world_answers_every_measure) {
  const auto net = built(small_world());
  for (const auto& spec : every_measure()) {
    const auto needed = spec.arguments.contains("column") || spec.arguments.contains("attribute") ||
                        spec.arguments.contains("weight") || spec.arguments.contains("between");
    if (needed) continue;  // a column that this world has not
    EXPECT_GT(measure(net, spec, {.by = {"community"}}).rows(), 0U) << spec.name;
  }
}

struct asked_of_all {
  std::vector<measure_spec> measures;
  question around;
};
std::vector<asked_of_all> questions() {
  auto members_needed = std::vector<measure_spec>{coverage::reach{.min_kinds = 2, .min_members = 2},
                                                  coverage::reach{.min_kinds = 2},
                                                  coverage::service_share{.unit = "building"},
                                                  coverage::service_share{.unit = "building", .roll_up = true},
                                                  coverage::active_members{.min_acts = 2},
                                                  coverage::presence{.min_members = 3},
                                                  coverage::breadth{.min_members = 2},
                                                  coverage::complete{.of_level = "building", .min_members = 1},
                                                  coverage::member_shortfall{.at_least = 4},
                                                  participation::gini{.among = "residents"},
                                                  participation::attendances{.who = "residents"},
                                                  participation::rate{.held_by = "services"},
                                                  counts::members{.table = "forums", .role = "head"},
                                                  participation::representatives{.role = "newly_named"}};
  return {{every_measure(), {}},
          {every_measure(), {.by = {"community"}}},
          {every_measure(), {.by = {"estate"}}},
          {every_measure(0, true), {.by = {"district", "quarter"}}},
          {every_measure(), {.within = "d0", .on = "2024-05-20", .during = "2024-Q2"}},
          {every_measure(by_person), {.by = {"sex", "community"}}},
          {every_measure(by_person), {.by = {"home.estate_age"}, .where = {{"tenure", condition::words({"rent"})}}}},
          {every_measure(by_person, true), {.by = {"age_band", "month"}}},
          {every_measure(by_kind), {.by = {"kind", "community"}}},
          {std::move(members_needed), {.by = {"community"}}}};
}

TEST(measure, gives_the_same_bits_at_any_number_of_threads) {
  const auto net = built(
      town(7, {.persons = 20'000, .meetings = 9'000, .issues = 9'000, .population = false, .totals = false}).frames());
  for (const auto& asked : {asked_of_all{every_measure(), {.by = {"community"}}},
                            asked_of_all{every_measure(by_person), {.by = {"sex"}}}}) {
    set_threads(1);
    const auto one = measure(net, asked.measures, asked.around);
    for (const unsigned count : {2U, 8U}) {
      set_threads(count);
      expect_equal(measure(net, asked.measures, asked.around), one, std::to_string(count) + " threads");
    }
  }
  set_threads(0);
}

network rebuilt(const network& net) { return built(to_frames(net), options_of(net)); }

// Up to `count` edits that the network bears one after the other.
std::vector<edit> bearable_edits(const network& net, town& from, int count) {
  std::vector<edit> chosen;
  auto now = net;
  for (int tries = 0; tries < 200 && static_cast<int>(chosen.size()) < count; ++tries) {
    const auto next = from.any_edit();
    try {
      now = with_edits(now, std::span(&next, 1));
      chosen.push_back(next);
    } catch (const edit_error&) {
    }
  }
  return chosen;
}

class edited_towns : public ::testing::TestWithParam<unsigned> {};

TEST_P(edited_towns, are_measured_as_if_they_had_never_been_edited) {
  const auto seed = GetParam();
  auto maker =
      town(seed, {.persons = 60, .meetings = 14, .issues = 16, .population = seed % 3 == 0, .totals = seed % 2 == 0});
  const auto net = built(maker.frames());
  std::vector<prepared> followed;
  const auto all = questions();
  for (const auto& asked : all) followed.emplace_back(net, asked.measures, asked.around);
  auto now = net;
  std::vector<std::string> verbs(4);
  for (int round = 0; round < 3; ++round) {
    const auto edits = bearable_edits(now, maker, 1 + 4 * round);
    ASSERT_FALSE(edits.empty());
    now = with_edits(now, edits);
    const auto again = rebuilt(now);
    for (std::size_t k = 0; k < all.size(); ++k) {
      const auto where = "question " + std::to_string(k) + ", round " + std::to_string(round);
      followed[k] = followed[k].update(edits);
      const auto anew = measure(now, all[k].measures, all[k].around);
      expect_equal(followed[k].table(), anew, where + ": followed, measured");
      expect_equal(anew, measure(again, all[k].measures, all[k].around), where + ": measured, rebuilt");
    }
  }
}
INSTANTIATE_TEST_SUITE_P(seeds, edited_towns, ::testing::Range(0U, 12U));

TEST(prepared, answers_as_measure_does) {
  const auto net = built(town(1).frames());
  const auto ready = prepared(net, every_measure(), {.by = {"community"}});
  expect_equal(ready.table(), measure(net, every_measure(), {.by = {"community"}}), "prepared, measured");
}

TEST(prepared, is_a_value_that_an_update_leaves_alone) {
  const auto net = world();
  const auto before = prepared(net, {coverage::members{}, counts::residents{}}, {.by = {"community"}});
  const std::vector<edit> edits{{.verb = verb::add_member, .member = "p3", .group = "t2"},
                                {.verb = verb::rehome, .member = "p1", .place = "13"}};
  const auto after = before.update(edits);
  EXPECT_EQ(lines_of(before.table()), (lines{"11: 2", "12: 0", "13: 1", "11: 2", "12: 1", "13: 0", "-: 1"}));
  EXPECT_EQ(lines_of(after.table()), (lines{"11: 2", "12: 0", "13: 2", "11: 1", "12: 1", "13: 1", "-: 1"}));
  EXPECT_EQ(lines_of(before.update({}).table()), lines_of(before.table()));
}

TEST(prepared, refuses_edits_that_the_network_does_not_bear) {
  const auto ready = prepared(world(), {coverage::members{}}, {});
  const std::vector<edit> twice{{.verb = verb::add_member, .member = "p1", .group = "t1"}};
  EXPECT_THROW(ready.update(twice), edit_error);
}

TEST(prepared, edits_that_undo_one_another_leave_the_answer) {
  const auto ready = prepared(world(), {counts::residents{}, participation::rate{}}, {.by = {"community"}});
  const std::vector<edit> away{{.verb = verb::rehome, .member = "p1", .place = "12"}};
  const std::vector<edit> back{{.verb = verb::rehome, .member = "p1", .place = "111"}};
  expect_equal(ready.update(away).update(back).table(), ready.table(), "there and back");
}

}  // namespace
}  // namespace linli::testing
