// SPDX-License-Identifier: Apache-2.0
// Measures of one's own: known by name in text, split and filtered by their key, kept up with edits.
#include <linli/measure/own_measure.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/one_value.hpp>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: community a (building a1) and b. At home: p1 in a1, p2 in a, p3 in b; p4 outside.
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  return built(
      {text_frame("places", {{"id", {"city", "a", "b", "a1"}},
                             {"level", {"city", "community", "community", "building"}},
                             {"parent", {"", "city", "city", "a"}},
                             {"stock", {"", "3", "4", "5"}}}),
       text_frame(
           "persons",
           {{"id", {"p1", "p2", "p3", "p4"}}, {"home", {"a1", "a", "b", "outside"}}, {"sex", {"F", "M", "F", "F"}}}),
       text_frame(
           "teams",
           {{"id", {"t", "u"}}, {"kind", {"aid", "club"}}, {"place", {"a", "b"}}, {"until", {"", "2024-03-01"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"b"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}}, {"held_by", {"f", "f"}}, {"date", {"2024-01-10", "2024-02-10"}}}),
       text_frame("issues", {{"id", {"i1"}}, {"place", {"a1"}}, {"raised_at", {"2024-03-01"}}}),
       text_frame("memberships", {{"member", {"p1", "p2", "p1"}}, {"group", {"t", "t", "u"}}})},
      options);
}

// How many memberships, in force or not, a person at home has: a type that satisfies the concept.
struct memberships_a_person {
  static constexpr std::string_view name = "own.memberships_a_person";
  static constexpr std::string_view unit = "memberships";
  static constexpr node_kind key = node_kind::person;
  static constexpr std::size_t slots = 2;

  void count(const network& net, std::int32_t person, std::span<std::int64_t> into) const {
    into[0] = static_cast<std::int64_t>(
        net.rows_by(table_id::memberships, "member", node_kind::person)[static_cast<std::size_t>(person)].size());
    into[1] = 1;
  }
  answer finish(std::span<const std::int64_t> sums) const { return ratio_answer(sums[0], sums[1], "nobody at home"); }
};
static_assert(concepts::measure<memberships_a_person>);

struct without_finish {
  static constexpr std::string_view name = "own.without_finish";
};
static_assert(!concepts::measure<without_finish>);

TEST(own_measure, of_a_type_is_asked_as_any_other) {
  const auto spec = enlist<memberships_a_person>();
  const auto net = world();
  const auto found = measure(net, spec, {.by = {"community"}});
  EXPECT_EQ(lines_of(found), (lines{"a: 1.5", "b: 0"}));
  EXPECT_EQ(found.numerator(0), 3);
  EXPECT_EQ(found.unit(0), "memberships");
  EXPECT_EQ(found.measure(0), "own.memberships_a_person");
}

TEST(own_measure, stands_in_text_with_filters_and_dimensions_of_its_key) {
  enlist<memberships_a_person>();
  const auto net = world();
  EXPECT_EQ(ask(net, "own.memberships_a_person by building within a where sex=F"), (lines{"a1: 2"}));
  EXPECT_EQ(ask(net, "own.memberships_a_person by sex"), (lines{"F: 1", "M: 1"}));
  EXPECT_EQ(note_of(net, "own.memberships_a_person within b where sex=M"), "nobody at home");
  EXPECT_TRUE(says(refusal_of(net, "own.memberships_a_person by kind"), "cannot be split by 'kind'"));
  EXPECT_TRUE(says(refusal_of(net, "own.memberships_a_person(q=1)"), "it has none"));
  EXPECT_TRUE(says(refusal_of(net, "own.memberships_a_persn"), "did you mean own.memberships_a_person?"));
}

TEST(own_measure, may_be_what_others_are_made_of) {
  enlist<memberships_a_person>();
  const auto net = world();
  // 1.5 and 0: half of the mean, 0.75, lies between
  EXPECT_EQ(value_of(net, "inequality.gini(of=own.memberships_a_person, across=community)"), 0.5);
  EXPECT_EQ(one_value(net, "own.memberships_a_person / counts.residents", {.within = "a"}).value, 1.5 / 2);
}

TEST(own_measure, follows_edits) {
  const auto ready = prepared(world(), {enlist<memberships_a_person>()}, {.by = {"community"}});
  const std::vector<edit> edits{{.verb = verb::add_member, .member = "p3", .group = "t"},
                                {.verb = verb::rehome, .member = "p2", .place = "b"}};
  EXPECT_EQ(lines_of(ready.update(edits).table()), (lines{"a: 2", "b: 1"}));
  EXPECT_EQ(lines_of(ready.table()), (lines{"a: 1.5", "b: 0"}));
}

// Counts one for every row of a kind.
own_measure each(const char* name, node_kind key) {
  return {.name = name,
          .unit = "rows",
          .key = key,
          .count =
              [](const network&, window, moment, std::size_t, std::size_t, std::span<std::int64_t> into) {
                for (auto& n : into) n = 1;
              },
          .finish = [](std::span<const std::int64_t> sums, const residents&) { return count_answer(sums[0]); }};
}

TEST(own_measure, counts_its_keys_where_such_keys_count) {
  enlist(each("own.persons", node_kind::person));
  enlist(each("own.groups", node_kind::group));
  enlist(each("own.meetings", node_kind::meeting));
  enlist(each("own.issues", node_kind::issue));
  enlist(each("own.places", node_kind::place));
  const auto net = world();
  EXPECT_EQ(ask(net, "own.persons by community"), (lines{"a: 2", "b: 1"}));
  EXPECT_EQ(ask(net, "own.groups by community"), (lines{"a: 1", "b: 1"}));  // u has ended; the forum stands in b
  EXPECT_EQ(ask(net, "own.meetings by community"), (lines{"a: 0", "b: 2"}));
  EXPECT_EQ(ask(net, "own.issues by community"), (lines{"a: 1", "b: 0"}));
  EXPECT_EQ(ask(net, "own.places by community"), (lines{"a: 2", "b: 1", "-: 1"}));
  EXPECT_EQ(ask(net, "own.groups by team.kind within a"), (lines{"aid: 1", "club: 0"}));
  EXPECT_EQ(ask(net, "own.places by place.stock within a"), (lines{"3: 1", "4: 0", "5: 1"}));
}

TEST(own_measure, is_told_the_window_the_day_and_the_residents) {
  auto own = each("own.told", node_kind::meeting);
  own.is_flow = true;
  own.per_residents = true;
  own.slots = {"in the window", "all"};
  own.count = [](const network& net, window during, moment on, std::size_t first, std::size_t last,
                 std::span<std::int64_t> into) {
    const auto& dates = net.rows(node_kind::meeting)["date"].instants();
    for (auto m = first; m < last; ++m) {
      into[2 * (m - first)] = during.contains(dates[m]) && on.has_reached(dates[m]);
      into[2 * (m - first) + 1] = 1;
    }
  };
  own.finish = [](std::span<const std::int64_t> sums, const residents& people) {
    return per_resident(sums[0], people);
  };
  enlist(own);
  const auto found = measure(world(), "own.told by month within b during 2024-Q1");
  EXPECT_EQ(lines_of(found), (lines{"2024-01: 1", "2024-02: 1", "2024-03: 0"}));
  EXPECT_EQ(found.denominator(0), 1);
}

TEST(own_measure, of_a_part_of_like_things_has_wilsons_interval) {
  auto own = each("own.share", node_kind::person);
  own.is_proportion = true;
  own.per_residents = true;
  own.finish = [](std::span<const std::int64_t> sums, const residents& people) {
    return per_resident(sums[0] - 1, people);
  };
  enlist(own);
  const auto found = measure(world(), "own.share level 0.95");
  const auto range = wilson(2, 3, z_of_level(0.95));
  EXPECT_EQ(found.low(0), range->low);
  EXPECT_EQ(found.high(0), range->high);
}

TEST(own_measure, that_reads_a_table_that_was_not_given_is_null) {
  auto own = each("own.needy", node_kind::person);
  own.tables = "persons benefits";
  enlist(own);
  EXPECT_EQ(note_of(world(), "own.needy"), "needs the table benefits");
}

TEST(own_measure, defined_again_stands_in_for_the_first) {
  enlist(each("own.again", node_kind::person));
  const auto before = prepared(world(), {{"own.again"}}, {});
  auto second = each("own.again", node_kind::person);
  second.unit = "other rows";
  second.finish = [](std::span<const std::int64_t> sums, const residents&) { return count_answer(-sums[0]); };
  enlist(second);
  EXPECT_EQ(value_of(world(), "own.again"), -3);
  EXPECT_EQ(before.table().value(0), 3);  // what uses the first keeps it
  EXPECT_EQ(before.table().unit(0), "rows");
  EXPECT_EQ(before.update({}).table().value(0), -3);  // what is counted anew is counted as now defined
}

TEST(own_measure, stands_among_all_definitions_after_the_catalogue) {
  enlist(each("own.listed", node_kind::issue));
  const auto all = all_definitions();
  EXPECT_EQ(all.front()->name, catalogue().front().name);
  const auto listed = std::find_if(all.begin(), all.end(), [](const auto* d) { return d->name == "own.listed"; });
  ASSERT_NE(listed, all.end());
  EXPECT_EQ((*listed)->key, "issue at its place");
  EXPECT_EQ(&definition_of("own.listed"), *listed);
}

std::string why_not(own_measure own) {
  try {
    enlist(std::move(own));
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}

TEST(own_measure, needs_a_family_slots_and_what_counts_and_finishes) {
  EXPECT_TRUE(says(why_not(each("plain", node_kind::person)), "'plain' has none"));
  auto none = each("own.none", node_kind::person);
  none.slots = {};
  EXPECT_TRUE(says(why_not(none), "own.none counts nothing"));
  auto unfinished = each("own.unfinished", node_kind::person);
  unfinished.finish = nullptr;
  EXPECT_TRUE(says(why_not(unfinished), "own.unfinished needs both count and finish"));
}

TEST(own_measure, may_not_take_a_name_of_the_catalogue) {
  EXPECT_TRUE(
      says(why_not(each("coverage.breadth", node_kind::person)), "coverage.breadth is a measure of the catalogue"));
}

}  // namespace
}  // namespace linli::testing
