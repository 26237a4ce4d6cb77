// SPDX-License-Identifier: Apache-2.0
// Edits as values: the base stays, pages are shared, and edited tables lead to the same network.
#include <linli/model/edits.hpp>

#include <gtest/gtest.h>

#include "model/same_network.hpp"
#include "support/edited_town.hpp"
#include "support/random_town.hpp"

namespace linli::testing {
namespace {

TEST(edits, leave_the_base_untouched) {
  const auto base = built(town());
  const auto same = built(town());
  with_edits(base, edits{add_member("丁", "t", "", "a new word"), end_member("甲", "u"), move_member("丙", "v", "u"),
                         rehome("甲", "g2")});
  expect_same(base, same);
  expect_indices_hold(base);
}

TEST(edits, leave_the_base_untouched_when_one_of_them_is_refused) {
  const auto base = built(town());
  const auto same = built(town());
  EXPECT_THROW(with_edits(base, edits{rehome("甲", "g2"), add_member("丁", "t"), add_member("丁", "t")}), edit_error);
  expect_same(base, same);
}

TEST(edits, build_on_one_another) {
  const auto net =
      with_edits(built(town()), edits{add_member("丁", "t", "2018-03-01"), move_member("丁", "t", "u", "2018-04-01"),
                                      end_member("丁", "u", "2018-05-01")});
  EXPECT_EQ(last_membership(net), "persons 丁 in teams u||2018-04-01|2018-05-01|");
  expect_indices_hold(net);
  expect_as_rebuilt(net);
}

TEST(edits, come_to_the_same_at_once_and_one_by_one) {
  const auto steps = edits{add_member("丁", "t", "2018-03-01"), rehome("丁", "g1"), move_member("甲", "t", "v"),
                           end_member("丁", "t", "2018-05-01")};
  auto net = built(town());
  for (const auto& step : steps) net = with_edits(net, edits{step});
  expect_same(net, with_edits(built(town()), steps));
}

TEST(edits, of_two_branches_do_not_meet) {
  const auto base = with_edits(built(town()), edits{add_member("丁", "t")});
  const auto left = with_edits(base, edits{add_member("丁", "u")});
  const auto right = with_edits(base, edits{add_member("丁", "v")});
  EXPECT_EQ(last_membership(base), "persons 丁 in teams t||2018-06-30||");
  EXPECT_EQ(last_membership(left), "persons 丁 in teams u||2018-06-30||");
  EXPECT_EQ(last_membership(right), "persons 丁 in teams v||2018-06-30||");
}

// A rebuilt network counts equal rows once, so equal rows must not come of edits: either the edit
// is refused, or it leaves one row.
void expect_no_repeats(const network& base, const edits& changes) {
  try {
    expect_as_rebuilt(with_edits(base, changes));
  } catch (const edit_error&) {
    SUCCEED();
  }
}

TEST(edits, never_leave_two_equal_memberships_of_one_day) {
  const auto day = std::string("2018-03-01");
  expect_no_repeats(built(town()), edits{add_member("丁", "t", day), end_member("丁", "t", day),
                                         add_member("丁", "t", day), end_member("丁", "t", day)});
}

TEST(edits, never_leave_two_equal_memberships_without_a_beginning) {
  const auto undated =
      built({text_frame("persons", {{"id", {"p"}}}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}}),
             text_frame("memberships", {{"member", {"p"}}, {"group", {"t"}}, {"until", {"2018-01-01"}}})});
  expect_no_repeats(undated, edits{add_member("p", "t"), end_member("p", "t", "2018-01-01")});
}

// The pages of two columns that are not one page.
std::size_t pages_apart(const column& a, const column& b) {
  const auto count = [](const auto& x, const auto& y) {
    std::size_t apart = 0;
    for (std::size_t k = 0; k < y.page_count(); ++k) apart += k >= x.page_count() || !x.shares_page(y, k);
    return apart;
  };
  switch (a.type()) {
    case value_type::integer: return count(a.integers(), b.integers());
    case value_type::number: return count(a.numbers(), b.numbers());
    case value_type::boolean: return count(a.booleans(), b.booleans());
    case value_type::instant: return count(a.instants(), b.instants());
    default: return count(a.codes(), b.codes());
  }
}
std::size_t pages_apart(const network& a, const network& b) {
  std::size_t apart = 0;
  for (store_id s = 0; s < store_count; ++s)
    for (std::size_t c = 0; c < a.state().stores[s].columns.size(); ++c)
      apart += pages_apart(a.state().stores[s].columns[c].values, b.state().stores[s].columns[c].values);
  return apart;
}

// Ten thousand persons in three thousand grids, each in one of fifty teams.
network large_town() {
  cells ids, homes, groups, places, levels, teams;
  for (int i = 0; i < 10'000; ++i) {
    ids.push_back("p" + std::to_string(i));
    homes.push_back("g" + std::to_string(i % 3000));
    groups.push_back("t" + std::to_string(i % 50));
  }
  for (int i = 0; i < 3000; ++i) places.push_back("g" + std::to_string(i));
  for (int i = 0; i < 50; ++i) teams.push_back("t" + std::to_string(i));
  return built(
      {text_frame("places", {{"id", places}, {"level", cells(3000, "grid")}}),
       text_frame("persons", {{"id", ids}, {"home", homes}}),
       text_frame("teams", {{"id", teams}, {"kind", cells(50, "volunteers")}}),
       text_frame("memberships", {{"member", ids}, {"group", groups}, {"since", cells(10'000, "2018-01-01")}})});
}

TEST(edits, copy_only_the_pages_that_they_touch) {
  const auto base = large_town();
  EXPECT_EQ(pages_apart(base, with_edits(base, edits{rehome("p7000", "g1")})), 1U);
  EXPECT_EQ(pages_apart(base, with_edits(base, edits{end_member("p7000", "t0", "2018-02-01")})), 1U);
  const auto membership_columns = base.rows(table_id::memberships).columns.size();
  EXPECT_EQ(pages_apart(base, with_edits(base, edits{add_member("p7000", "t1", "2018-02-01")})), membership_columns);
}

TEST(edits, share_the_index_pages_that_they_do_not_touch) {
  const auto base = large_town();
  const auto net = with_edits(base, edits{rehome("p0", "g1")});  // from g0 to g1: both on the first page
  const auto& before = base.rows_by(table_id::persons, "home", node_kind::place);
  const auto& after = net.rows_by(table_id::persons, "home", node_kind::place);
  EXPECT_NE(before[0].data(), after[0].data());
  EXPECT_EQ(before[adjacency::page_keys].data(), after[adjacency::page_keys].data());
  EXPECT_EQ(before[2999].data(), after[2999].data());
}

TEST(edits, in_any_sequence_lead_where_the_edited_tables_lead) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    auto town = random_town(seed);
    const auto base = town.make();
    const auto print_of_base = fingerprint(base);
    auto net = base;
    int accepted = 0;
    for (int step = 0; step < 300; ++step) {
      const auto change = town.next();
      const auto before = net;
      const auto print_before = fingerprint(before);
      try {
        net = with_edits(net, edits{change});
        ++accepted;
      } catch (const edit_error&) {
      }
      ASSERT_EQ(fingerprint(before), print_before) << "seed " << seed << ", step " << step;
      if (step % 5 != 0) continue;
      ASSERT_EQ(fingerprint(net), fingerprint(rebuilt(net))) << "seed " << seed << ", step " << step;
    }
    EXPECT_GT(accepted, 50);
    EXPECT_EQ(fingerprint(base), print_of_base);
    EXPECT_NE(fingerprint(net), print_of_base);
    expect_as_rebuilt(net);
  }
}

}  // namespace
}  // namespace linli::testing
