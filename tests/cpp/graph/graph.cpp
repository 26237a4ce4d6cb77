// SPDX-License-Identifier: Apache-2.0
// Compact simple graphs of a network on a date.
#include <linli/graph/graph.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>

#include "graph/plain_graph.hpp"
#include "graph/random_world.hpp"

namespace linli::testing {
namespace {

template <class G>
struct models_boost_concepts {
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, std::size_t, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, graph_edge, boost::edge_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, graph_edge, boost::edge_weight_t>));
};
template struct models_boost_concepts<linli::graph>;
template struct models_boost_concepts<const linli::graph>;
template struct models_boost_concepts<digraph>;
template struct models_boost_concepts<const digraph>;

const instant tenth = *parse_instant("2024-01-10");

// Person n1 sits in two teams, one ended; n0 and n1 are in contact twice, n2 only with herself.
const world two_teams{{"places", {{"id", {"p0", "p1"}}, {"level", {"district", "community"}}, {"parent", {"", "p0"}}}},
                      {"persons", {{"id", {"n0", "n1", "n2"}}}},
                      {"teams",
                       {{"id", {"t0", "t1", "t2"}},
                        {"kind", {"volunteers", "volunteers", "volunteers"}},
                        {"place", {"p1", "", "p1"}},
                        {"until", {"", "", "2024-01-05"}}}},
                      {"memberships",
                       {{"member", {"n0", "n1", "n1", "n2"}},
                        {"group", {"t0", "t0", "t1", "t2"}},
                        {"until", {"", "", "2024-01-10", ""}}}},
                      {"ties", {{"source", {"n0", "n1", "n2"}}, {"target", {"n1", "n0", "n2"}}}}};

template <class G>
std::vector<std::string> ids_of(const network& net, const G& g) {
  std::vector<std::string> ids;
  for (const auto node : g.nodes()) ids.push_back(net.id_of(node));
  return ids;
}
template <class G>
std::map<std::pair<std::string, std::string>, double> edges_of(const network& net, const G& g) {
  std::map<std::pair<std::string, std::string>, double> found;
  for (auto [e, last] = edges(g); e != last; ++e)
    found[{net.id_of(g.node(source(*e, g))), net.id_of(g.node(target(*e, g)))}] = get(boost::edge_weight, g, *e);
  return found;
}

TEST(graph, holds_the_vertices_that_its_relations_touch) {
  const auto net = built(two_teams);
  EXPECT_EQ(ids_of(net, make_graph(net, {{"member_of"}, tenth})), (std::vector<std::string>{"n0", "n1", "t0"}));
  EXPECT_EQ(ids_of(net, make_graph(net, {{"part_of", "serves"}, tenth})), (std::vector<std::string>{"p0", "p1", "t0"}));
}

TEST(graph, counts_parallel_rows_as_weight_and_drops_loops) {
  const auto net = built(two_teams);
  const auto g = make_graph(net, {{"tie"}, tenth});
  EXPECT_EQ(ids_of(net, g), (std::vector<std::string>{"n0", "n1"}));
  EXPECT_EQ(edges_of(net, g), (std::map<std::pair<std::string, std::string>, double>{{{"n0", "n1"}, 2.0}}));
}

TEST(graph, reads_its_date_as_a_whole_day) {
  const auto net = built(two_teams);
  const auto members_on = [&](const char* on) {
    return num_edges(make_graph(net, {{"member_of"}, *parse_instant(on)}));
  };
  EXPECT_EQ(members_on("2024-01-04"), 4U);
  EXPECT_EQ(members_on("2024-01-05"), 3U);  // the team ended at the start of the day
  EXPECT_EQ(members_on("2024-01-09T23:59"), 3U);
  EXPECT_EQ(members_on("2024-01-10"), 2U);
}

TEST(graph, without_any_date_holds_only_what_is_unbounded) {
  const auto net = built(two_teams);
  ASSERT_TRUE(net.as_of().is_null());
  EXPECT_EQ(num_edges(make_graph(net, {{"member_of"}, {}})), 2U);
}

TEST(graph, says_whether_it_is_by_design_and_of_what) {
  const auto net = built(two_teams);
  EXPECT_FALSE(make_graph(net).by_design());
  const auto g = make_graph(net, {{"tie", "serves"}, tenth});
  EXPECT_TRUE(g.by_design());
  EXPECT_EQ(g.source.relations, (std::vector<std::string>{"tie", "serves"}));
  EXPECT_EQ(g.source.on, tenth);
}

TEST(graph, names_the_relations_when_one_is_wrong) {
  const auto net = built(two_teams);
  EXPECT_THROW(make_graph(net, {{"friend"}, {}}), measure_error);
}

TEST(graph, finds_the_vertex_of_a_node) {
  const auto net = built(two_teams);
  const auto g = make_graph(net, {{"member_of"}, tenth});
  EXPECT_EQ(g.find({node_kind::group, 0}), std::optional<std::size_t>(2));
  EXPECT_EQ(g.find({node_kind::group, 1}), std::nullopt);
}

TEST(graph, may_be_empty) {
  const auto net = built(two_teams);
  const auto g = make_graph(net, {{"attends"}, tenth});
  EXPECT_EQ(num_vertices(g), 0U);
  EXPECT_EQ(num_edges(g), 0U);
  EXPECT_EQ(num_vertices(linli::graph()), 0U);
  EXPECT_TRUE(connected_components(g).empty());
}

TEST(digraph, keeps_the_two_directions_apart) {
  const auto net = built(two_teams);
  const auto g = make_digraph(net, {{"tie"}, tenth});
  EXPECT_EQ(edges_of(net, g),
            (std::map<std::pair<std::string, std::string>, double>{{{"n0", "n1"}, 1.0}, {{"n1", "n0"}, 1.0}}));
  EXPECT_EQ(degree(0, g), 2U);
  auto component = std::vector<int>(2);
  EXPECT_EQ(
      boost::strong_components(g, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, g))),
      1);
}

std::vector<node_ref> persons(std::size_t count) {
  std::vector<node_ref> nodes;
  for (std::size_t i = 0; i < count; ++i) nodes.push_back({node_kind::person, static_cast<std::int32_t>(i)});
  return nodes;
}

TEST(simple_graph, lists_neighbours_in_order_and_shares_edge_indices) {
  const auto g = simple_graph<false>(persons(4), {{3, 1}, {0, 1}, {1, 2, 0.5}, {2, 1, 0.25}, {2, 2}});
  EXPECT_EQ(num_edges(g), 3U);
  EXPECT_EQ(std::vector(g.neighbours(1).begin(), g.neighbours(1).end()), (std::vector<std::int32_t>{0, 2, 3}));
  EXPECT_TRUE(g.has_edge(2, 1));
  EXPECT_FALSE(g.has_edge(2, 3));
  for (auto [e, last] = edges(g); e != last; ++e) {
    const auto [outward, end] = out_edges(e->target, g);
    EXPECT_NE(std::find(outward, end, *e), end);
  }
  EXPECT_EQ(g.weights()[1], 0.75);
}

TEST(simple_graph, refuses_a_vertex_that_it_has_not) {
  EXPECT_THROW(simple_graph<false>(persons(2), {{0, 2}}), measure_error);
  EXPECT_THROW(simple_graph<true>(persons(2), {{-1, 0}}), measure_error);
}

TEST(simple_graph, bears_boosts_weighted_algorithms) {
  const auto g = simple_graph<false>(persons(3), {{0, 1, 5.0}, {1, 2, 1.0}, {0, 2, 1.0}});
  auto distance = std::vector<double>(3);
  boost::dijkstra_shortest_paths(
      g, std::size_t{0},
      boost::distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, g))));
  EXPECT_EQ(distance, (std::vector<double>{0, 2, 1}));
}

using weighted_edges = std::map<std::pair<std::string, std::string>, double>;

weighted_edges expected_edges(const world& tables, bool designed, int day, bool directed) {
  weighted_edges expected;
  for (const auto& e : plain_edges(tables, !designed, designed)) {
    if (e.from == e.to || !counts_on(tables, e, day)) continue;
    const bool turn = !directed && e.to < e.from;
    expected[turn ? std::pair(e.to, e.from) : std::pair(e.from, e.to)] += 1;
  }
  return expected;
}
weighted_edges in_order_of_ids(const weighted_edges& edges) {
  weighted_edges ordered;
  for (const auto& [ends, weight] : edges) ordered[std::minmax(ends.first, ends.second)] += weight;
  return ordered;
}

class random_graphs : public ::testing::TestWithParam<unsigned> {};

TEST_P(random_graphs, hold_the_edges_of_the_tables_on_each_day) {
  const auto tables = random_world(GetParam());
  const auto net = built(tables);
  for (const bool designed : {false, true})
    for (const int day : {1, 5, 9, 14, 28}) {
      const auto options = graph_options{{designed ? "designed" : "observed"}, *parse_instant(day_text(day))};
      EXPECT_EQ(in_order_of_ids(edges_of(net, make_graph(net, options))), expected_edges(tables, designed, day, false));
      EXPECT_EQ(edges_of(net, make_digraph(net, options)), expected_edges(tables, designed, day, true));
    }
}

TEST_P(random_graphs, bear_boosts_algorithms) {
  const auto net = built(random_world(GetParam()));
  for (const auto* relations : {"observed", "designed"}) {
    const auto g = make_graph(net, {{relations}, *parse_instant("2024-01-14")});
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t e = 0; e < num_edges(g); ++e)
      pairs.emplace_back(static_cast<std::size_t>(g.sources()[e]), static_cast<std::size_t>(g.targets()[e]));
    const auto plain = counts_of(num_vertices(g), pairs);
    expect_known_answers(g, plain);
  }
}

INSTANTIATE_TEST_SUITE_P(seeds, random_graphs, ::testing::Range(1U, 13U));

}  // namespace
}  // namespace linli::testing
