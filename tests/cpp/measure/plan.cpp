// SPDX-License-Identifier: Apache-2.0
// Answers from sums, kinds by a scheme, and blocks of keys on any number of threads.
#include <linli/measure/plan.hpp>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

TEST(plan, a_count_is_its_own_numerator) {
  const auto found = count_answer(3);
  EXPECT_EQ(found.value, 3);
  EXPECT_EQ(found.numerator, 3);
  EXPECT_EQ(found.denominator, std::nullopt);
}

TEST(plan, a_ratio_over_nothing_is_null_and_says_why) {
  EXPECT_EQ(ratio(1, 0), std::nullopt);
  const auto half = ratio_answer(1, 2, "none");
  EXPECT_EQ(half.value, 0.5);
  EXPECT_EQ(half.note, "");
  const auto none = ratio_answer(0, 0, "none raised");
  EXPECT_EQ(none.value, std::nullopt);
  EXPECT_EQ(none.denominator, 0);
  EXPECT_EQ(none.note, "none raised");
}

TEST(plan, a_first_slot_over_a_second_says_why_it_is_null) {
  const auto finish = first_over_second("none raised");
  const std::vector<std::int64_t> sums{1, 2};
  const std::vector<std::int64_t> nothing{0, 0};
  EXPECT_EQ(finish(cell_view{sums}).value, 0.5);
  EXPECT_EQ(finish(cell_view{nothing}).note, "none raised");
}

TEST(plan, a_basis_is_told_by_what_was_counted) {
  EXPECT_EQ(basis_of(0, 0), basis::rows);
  EXPECT_EQ(basis_of(2, 0), basis::rows);
  EXPECT_EQ(basis_of(0, 2), basis::totals);
  EXPECT_EQ(basis_of(1, 1), basis::mixed);
}

TEST(plan, remarks_stand_side_by_side) {
  answer found;
  found.remark("a");
  found.remark("");
  found.remark("b");
  EXPECT_EQ(found.note, "a; b");
}

// Hears nothing of what it is told.
class deaf : public listener {
  void hear_sum(std::size_t, std::size_t, std::int64_t, std::span<const std::int32_t>) override {}
  void hear_value(std::size_t, std::int64_t, std::int32_t) override {}
};

TEST(plan, runs_in_cells_are_of_places_side_by_side_unless_each_is_told_alone) {
  const auto net = built({text_frame("places", {{"id", {"city", "a", "a1", "a2", "b", "b1", "a3"}},
                                                {"level", {"city", "c", "n", "n", "c", "n", "n"}},
                                                {"parent", {"", "city", "a", "a", "city", "b", "a"}}})});
  using run = std::pair<std::int32_t, std::int32_t>;
  const auto cells = cube(std::make_shared<const place_cells>(net, "c", -1, moment{}), {});
  const auto runs = [](const counter& into, std::size_t first, std::size_t last) {
    std::vector<run> found;
    for_runs_in_cells(into, first, last, [&](auto from, auto to) { found.emplace_back(from, to); });
    return found;
  };
  auto sums = tally(cells.size(), 1);
  const auto all = counter(cells, {}, sums, 1);
  EXPECT_EQ(runs(all, 0, 7), (std::vector<run>{{0, 1}, {1, 4}, {4, 6}, {6, 7}}));
  EXPECT_EQ(runs(all, 2, 5), (std::vector<run>{{2, 4}, {4, 5}}));
  EXPECT_TRUE(runs(all, 3, 3).empty());

  const std::vector<row_test> tests{{role::place, [](std::int32_t) { return true; }}};
  const auto alone = std::vector<run>{{1, 2}, {2, 3}, {3, 4}};
  EXPECT_EQ(runs(counter(cells, tests, sums, 1), 1, 4), alone);
  auto hearing = deaf();
  EXPECT_EQ(runs(counter(cells, {}, 1, hearing), 1, 4), alone);
}

TEST(plan, what_stands_over_residents_needs_them) {
  EXPECT_EQ(per_resident(3, {12, false, true, ""}, 1000).value, 250);
  EXPECT_EQ(per_resident(3, {12, false, true, ""}).value, 0.25);
  EXPECT_EQ(per_resident(3, {}).value, std::nullopt);
  EXPECT_EQ(per_resident(3, {}).note, "no denominator: residents unknown");
  EXPECT_EQ(per_resident(3, {std::nullopt, false, false, "no denominator by sex"}).note, "no denominator by sex");
  EXPECT_EQ(per_resident(0, {0, false, true, ""}).value, std::nullopt);
  EXPECT_EQ(per_resident(0, {0, false, true, ""}).note, "no residents");
  EXPECT_EQ(per_resident(1, {4, true, false, ""}).basis, basis::mixed);
}

TEST(plan, a_share_over_one_is_left_as_it_is_and_noted) {
  const auto found = per_resident(3, {2, true, false, ""});
  EXPECT_EQ(found.value, 1.5);
  EXPECT_EQ(found.note, "more than the residents: numerator and denominator differ in source");
  EXPECT_EQ(per_resident(3, {2, true, false, ""}, 1000).note, "");  // a depth is no share
}

TEST(plan, the_bases_have_names) {
  EXPECT_EQ(text_of(basis::rows), "rows");
  EXPECT_EQ(text_of(basis::totals), "totals");
  EXPECT_EQ(text_of(basis::mixed), "mixed");
}

TEST(plan, a_scheme_finds_its_kinds_in_the_tables_it_names) {
  const auto net = built({text_frame("teams", {{"id", {"t1", "t2", "t3"}}, {"kind", {"aid", "odd", "club"}}}),
                          text_frame("organisations", {{"id", {"o1", "o2"}}, {"kind", {"club", "aid"}}})});
  const auto by =
      scheme{"mine", {{"helpers", "", "", table_id::teams, "aid"}, {"clubs", "", "", table_id::organisations, "club"}}};
  // t1 helps, o1 is a club; a team called club and an organisation called aid are of no kind
  EXPECT_EQ(kinds_by_scheme(net, by), (std::vector<std::int32_t>{0, -1, -1, 1, -1}));
}

TEST(plan, a_context_reads_arguments_with_their_defaults) {
  const measure_spec spec{"m", {{"n", 3}, {"q", 0.25}, {"implied", true}, {"kinds", "a|b"}}};
  context asked;
  asked.spec = &spec;
  EXPECT_EQ(asked.integer("n", 1), 3);
  EXPECT_EQ(asked.integer("other", 1), 1);
  EXPECT_EQ(asked.number("q", 0.5), 0.25);
  EXPECT_EQ(asked.number("other", 0.5), 0.5);
  EXPECT_TRUE(asked.flag("implied"));
  EXPECT_FALSE(asked.flag("other"));
  EXPECT_EQ(asked.words("kinds"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(asked.words("other").empty());
  EXPECT_EQ(asked.word("other", "x"), "x");
}

TEST(plan, persons_are_told_apart_by_filters_and_dimensions_of_persons) {
  context asked;
  EXPECT_FALSE(asked.tells_persons_apart());
  asked.tests.push_back({role::group, {}});
  EXPECT_FALSE(asked.tells_persons_apart());
  asked.tests.push_back({role::person, {}});
  EXPECT_TRUE(asked.tells_persons_apart());
}

TEST(plan, runs_every_key_once_at_any_number_of_threads) {
  text_columns persons{{"id", {}}, {"home", {}}};
  for (int i = 0; i < 20'000; ++i) {
    persons[0].second.push_back(std::to_string(i));
    persons[1].second.push_back(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "");
  }
  const auto net =
      built({text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", "community"}}, {"parent", {"", ""}}}),
             text_frame("persons", persons)});
  const auto cells = cube(std::make_shared<const place_cells>(net, "community", -1, moment{}), {});
  plan p;
  p.slots = 2;
  p.terms.push_back({node_kind::person, [&](std::size_t first, std::size_t last, counter& into) {
                       const auto& homes = net.rows(node_kind::person)["home"].codes();
                       for (auto i = first; i < last; ++i) {
                         into.add(homes[i], subject{}, 0);
                         into.put(homes[i], subject{}, static_cast<std::int64_t>(i % 7));
                       }
                     }});
  p.terms.push_back({node_kind::place, [](std::size_t first, std::size_t last, counter& into) {
                       for (auto place = first; place < last; ++place)
                         into.add(static_cast<std::int32_t>(place), subject{}, 1, 10);
                     }});
  std::vector<tally> found;
  for (const unsigned count : {1U, 2U, 8U}) {
    set_threads(count);
    found.push_back(run(p, net, cells, {}));
  }
  set_threads(0);
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
  EXPECT_EQ(found[0].sums(0)[0], 6667);  // ⌈20000 / 3⌉
  EXPECT_EQ(found[0].sums(1)[0], 6667);
  EXPECT_EQ(found[0].sums(0)[1], 10);
  EXPECT_EQ(found[0].values(0).size(), 7U);
}

}  // namespace
}  // namespace linli::testing
