// SPDX-License-Identifier: Apache-2.0
// Relations seen as a Boost graph, without copying.
#include <linli/graph/relation_view.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <boost/graph/graph_concepts.hpp>

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
};
template struct models_boost_concepts<relation_view>;
template struct models_boost_concepts<const relation_view>;
template struct models_boost_concepts<directed_relation_view>;
template struct models_boost_concepts<const directed_relation_view>;

const world two_forums{
    {"places", {{"id", {"p0"}}, {"level", {"community"}}}},
    {"persons", {{"id", {"n0", "n1", "n2"}}}},
    {"forums", {{"id", {"f0", "f1"}}, {"kind", {"forum", "forum"}}, {"place", {"p0", ""}}}},
    {"meetings", {{"id", {"m0", "m1"}}, {"held_by", {"f0", "f1"}}, {"date", {"2024-01-02", "2024-01-09"}}}},
    {"attendances", {{"meeting", {"m0", "m0", "m1"}}, {"person", {"n0", "n1", "n1"}}}},
    {"ties", {{"source", {"n0", "n0", "n2"}}, {"target", {"n1", "n1", "n2"}}, {"kind", {"a", "b", ""}}}}};

template <class View>
std::string id_at(const network& net, const View& view, std::size_t v) {
  return net.id_of(view.node(v));
}

TEST(relation_view, has_every_node_as_a_vertex_by_kind) {
  const auto net = built(two_forums);
  const auto view = relation_view(net, {"tie"});
  std::vector<std::string> ids;
  for (auto [v, last] = vertices(view); v != last; ++v) ids.push_back(id_at(net, view, *v));
  EXPECT_EQ(ids, (std::vector<std::string>{"p0", "n0", "n1", "n2", "f0", "f1", "m0", "m1"}));
  EXPECT_EQ(num_vertices(view), 8U);
  EXPECT_EQ(view.vertex({node_kind::group, 1}), 5U);
}

TEST(relation_view, keeps_parallel_edges_and_loops) {
  const auto net = built(two_forums);
  const auto view = relation_view(net, {"tie"});
  EXPECT_EQ(num_edges(view), 3U);
  EXPECT_EQ(out_degree(1, view), 2U);
  EXPECT_EQ(out_degree(3, view), 2U);  // a loop is met at both of its ends
}

TEST(relation_view, leads_back_to_the_row_of_an_edge) {
  const auto net = built(two_forums);
  const auto view = relation_view(net, {"held_by", "serves"});
  std::vector<std::string> rows;
  for (auto [e, last] = edges(view); e != last; ++e) {
    const auto row = view.row_of(*e);
    rows.push_back(std::string(row.relation) + " " + std::string(name_of(row.table)) + "." + std::string(row.column) +
                   " " + std::to_string(row.row));
  }
  EXPECT_EQ(rows, (std::vector<std::string>{"held_by meetings.held_by 0", "held_by meetings.held_by 1",
                                            "serves forums.place 0"}));
}

TEST(relation_view, gives_one_edge_the_same_identity_from_both_ends) {
  const auto net = built(two_forums);
  const auto view = relation_view(net, {"attends"});
  const auto from_person = *out_edges(1, view).first;
  const auto from_meeting = *out_edges(6, view).first;
  EXPECT_EQ(from_person, from_meeting);
  EXPECT_EQ(source(from_person, view), 1U);
  EXPECT_EQ(source(from_meeting, view), 6U);
  EXPECT_EQ(get(boost::edge_index, view, from_person), get(boost::edge_index, view, from_meeting));
}

TEST(relation_view, directed_runs_from_the_member_to_the_group) {
  const auto net = built(two_forums);
  const auto view = directed_relation_view(net, {"attends"});
  EXPECT_EQ(out_degree(2, view), 2U);
  EXPECT_EQ(in_degree(2, view), 0U);
  EXPECT_EQ(in_degree(6, view), 2U);
  EXPECT_EQ(degree(6, view), 2U);
}

TEST(relation_view, names_the_relations_when_one_is_wrong) {
  const auto net = built(two_forums);
  try {
    relation_view(net, {"membership"});
    FAIL();
  } catch (const measure_error& e) {
    EXPECT_NE(std::string(e.what()).find("member_of, led_by"), std::string::npos) << e.what();
  }
  EXPECT_THROW(relation_view(net, {}), measure_error);
}

template <class View>
plain_edge plain(const network& net, const View& view, const relation_edge& e) {
  const auto row = view.row_of(e);
  return {std::string(row.relation), std::string(name_of(row.table)), 0, id_at(net, view, e.source),
          id_at(net, view, e.target)};
}
std::vector<plain_edge> without_lines(std::vector<plain_edge> edges) {
  for (auto& e : edges) e.line = 0;
  std::sort(edges.begin(), edges.end());
  return edges;
}
template <class View>
edge_counts view_counts(const View& view) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (auto [e, last] = edges(view); e != last; ++e) pairs.emplace_back(source(*e, view), target(*e, view));
  return counts_of(num_vertices(view), pairs);
}

class random_views : public ::testing::TestWithParam<unsigned> {};

TEST_P(random_views, hold_the_edges_of_the_tables) {
  const auto tables = random_world(GetParam());
  const auto net = built(tables);
  const auto view = relation_view(net, {"observed", "designed"});
  std::vector<plain_edge> found;
  for (auto [e, last] = edges(view); e != last; ++e) found.push_back(plain(net, view, *e));
  EXPECT_EQ(without_lines(found), without_lines(plain_edges(tables, true, true)));
  EXPECT_EQ(num_edges(view), found.size());
}

TEST_P(random_views, find_the_same_edges_at_the_vertices) {
  const auto net = built(random_world(GetParam()));
  const auto view = directed_relation_view(net, {"observed", "designed"});
  std::vector<plain_edge> all, outward, inward;
  for (auto [e, last] = edges(view); e != last; ++e) all.push_back(plain(net, view, *e));
  for (std::size_t v = 0; v < num_vertices(view); ++v) {
    for (auto [e, last] = out_edges(v, view); e != last; ++e) outward.push_back(plain(net, view, *e));
    for (auto [e, last] = in_edges(v, view); e != last; ++e) inward.push_back(plain(net, view, *e));
  }
  EXPECT_EQ(without_lines(outward), without_lines(all));
  EXPECT_EQ(without_lines(inward), without_lines(all));
}

TEST_P(random_views, bear_boosts_algorithms) {
  const auto net = built(random_world(GetParam()));
  for (const auto* relations : {"observed", "designed"}) {
    const auto view = relation_view(net, {relations});
    expect_known_answers(view, view_counts(view));
  }
}

INSTANTIATE_TEST_SUITE_P(seeds, random_views, ::testing::Range(1U, 13U));

}  // namespace
}  // namespace linli::testing
