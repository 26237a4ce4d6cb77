// SPDX-License-Identifier: Apache-2.0
// The place tree and its order.
#include <linli/model/place_tree.hpp>

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using rows = std::vector<std::int32_t>;

place_tree tree_of(const rows& parents) { return place_tree(parents, rows(parents.size(), 0)); }
rows list(std::span<const std::int32_t> span) { return {span.begin(), span.end()}; }

TEST(place_tree, may_be_empty) {
  EXPECT_EQ(place_tree().size(), 0U);
  EXPECT_TRUE(tree_of({}).roots().empty());
  EXPECT_TRUE(tree_of({}).order().empty());
}

TEST(place_tree, puts_every_place_after_its_parent_and_siblings_in_the_users_order) {
  const auto tree = tree_of({2, 2, -1, 0, 1, 0});
  EXPECT_EQ(list(tree.order()), (rows{2, 0, 3, 5, 1, 4}));
  EXPECT_EQ(list(tree.roots()), (rows{2}));
}

TEST(place_tree, has_each_subtree_in_one_run) {
  const auto tree = tree_of({2, 2, -1, 0, 1, 0});
  EXPECT_EQ(list(tree.subtree(0)), (rows{0, 3, 5}));
  EXPECT_EQ(list(tree.subtree(1)), (rows{1, 4}));
  EXPECT_EQ(list(tree.subtree(4)), (rows{4}));
  EXPECT_EQ(tree.subtree(2).size(), 6U);
}

TEST(place_tree, may_have_several_roots) {
  const auto tree = tree_of({-1, 0, -1, 2, -1});
  EXPECT_EQ(list(tree.roots()), (rows{0, 2, 4}));
  EXPECT_EQ(list(tree.order()), (rows{0, 1, 2, 3, 4}));
  EXPECT_FALSE(tree.contains(0, 3));
}

TEST(place_tree, says_what_lies_in_what) {
  const auto tree = tree_of({-1, 0, 1, 0});
  EXPECT_TRUE(tree.contains(0, 2));
  EXPECT_TRUE(tree.contains(1, 1));
  EXPECT_FALSE(tree.contains(2, 1));
  EXPECT_FALSE(tree.contains(1, 3));
}

TEST(place_tree, finds_the_place_of_a_level_at_or_above_each) {
  const auto tree = place_tree({-1, 0, 1, 1, 0}, {7, 3, 5, -1, 5});
  EXPECT_EQ(tree.ancestors_at(3), (rows{-1, 1, 1, 1, -1}));
  EXPECT_EQ(tree.ancestors_at(7), (rows{0, 0, 0, 0, 0}));
  EXPECT_EQ(tree.ancestors_at(5), (rows{-1, -1, 2, -1, 4}));
  EXPECT_EQ(tree.ancestors_at(9), (rows{-1, -1, -1, -1, -1}));
}

TEST(place_tree, bears_a_chain_as_deep_as_it_likes) {
  auto parents = rows(200'000);
  for (std::size_t i = 0; i < parents.size(); ++i) parents[i] = static_cast<std::int32_t>(i) - 1;
  const auto tree = tree_of(parents);
  EXPECT_EQ(tree.subtree(0).size(), parents.size());
  EXPECT_TRUE(tree.contains(0, 199'999));
}

TEST(place_tree, agrees_with_walking_up_the_parents) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    const auto size = 1 + random() % 15;
    auto names = rows(size);
    for (std::size_t i = 0; i < size; ++i) names[i] = static_cast<std::int32_t>(i);
    std::shuffle(names.begin(), names.end(), random);
    auto parents = rows(size);
    for (std::size_t i = 0; i < size; ++i)  // each below one that was named before it, or a root
      parents[static_cast<std::size_t>(names[i])] = random() % 4 == 0 || i == 0 ? -1 : names[random() % i];
    const auto tree = tree_of(parents);
    for (const auto above : names) {
      std::set<std::int32_t> expected;
      for (const auto below : names) {
        auto at = below;
        while (at >= 0 && at != above) at = parents[static_cast<std::size_t>(at)];
        EXPECT_EQ(tree.contains(above, below), at == above);
        if (at == above) expected.insert(below);
      }
      const auto run = tree.subtree(above);
      EXPECT_EQ(std::set<std::int32_t>(run.begin(), run.end()), expected);
      EXPECT_EQ(tree.order()[static_cast<std::size_t>(tree.position(above))], above);
    }
  }
}

}  // namespace
}  // namespace linli::testing
