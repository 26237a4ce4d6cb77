// SPDX-License-Identifier: Apache-2.0
// Boost's algorithms on a graph whose answers are known by heart.
#include <linli/graph/algorithms.hpp>

#include <gtest/gtest.h>

#include <linli/graph/simple_graph.hpp>

namespace linli::testing {
namespace {

template <bool Directed>
simple_graph<Directed> of_persons(std::int32_t count, std::vector<weighted_pair> pairs) {
  std::vector<node_ref> nodes;
  for (std::int32_t i = 0; i < count; ++i) nodes.push_back({node_kind::person, i});
  return {std::move(nodes), std::move(pairs)};
}

// Two triangles that share vertex 2, a pendant at 4, and a pair apart.
const auto bow_tie = of_persons<false>(8, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 2}, {4, 5}, {7, 6}});

using numbers = std::vector<std::size_t>;

TEST(algorithms, give_the_known_answers_on_a_bow_tie) {
  EXPECT_EQ(connected_components(bow_tie), (numbers{0, 0, 0, 0, 0, 0, 1, 1}));
  EXPECT_EQ(articulation_points(bow_tie), (numbers{2, 4}));
  EXPECT_EQ(core_numbers(bow_tie), (numbers{2, 2, 2, 2, 2, 1, 1, 1}));
  EXPECT_EQ(betweenness(bow_tie), (std::vector<double>{0, 0, 6, 0, 4, 0, 0, 0}));
}

TEST(algorithms, count_each_direction_of_a_digraph) {
  EXPECT_EQ(betweenness(of_persons<true>(3, {{0, 1}, {1, 2}})), (std::vector<double>{0, 1, 0}));
  EXPECT_EQ(betweenness(of_persons<true>(3, {{0, 1}, {1, 2}, {2, 1}, {1, 0}})), (std::vector<double>{0, 2, 0}));
}

TEST(algorithms, stop_when_asked) {
  control watch;
  watch.stop = true;
  const controlled mine(watch);
  EXPECT_THROW(betweenness(bow_tie), interrupted);
  EXPECT_THROW(connected_components(bow_tie), interrupted);
}

}  // namespace
}  // namespace linli::testing
