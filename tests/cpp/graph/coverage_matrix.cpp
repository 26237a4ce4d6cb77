// SPDX-License-Identifier: Apache-2.0
// Places by kinds: how many groups serve where.
#include <linli/graph/coverage_matrix.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "graph/random_world.hpp"

namespace linli::testing {
namespace {

const instant tenth = *parse_instant("2024-01-10");

// t0 serves two grids of community c0, t1 serves both communities, t2 the whole district.
const world one_district{
    {"places",
     {{"id", {"d", "c0", "c1", "g0", "g1"}},
      {"level", {"district", "community", "community", "grid", "grid"}},
      {"parent", {"", "d", "d", "c0", "c0"}}}},
    {"teams",
     {{"id", {"t0", "t1", "t2", "t3"}},
      {"kind", {"volunteers", "posted", "volunteers", "volunteers"}},
      {"place", {"g0", "c0", "d", "c1"}},
      {"until", {"", "", "", "2024-01-05"}}}},
    {"serves", {{"group", {"t0", "t1", "t1"}}, {"place", {"g1", "c1", "c0"}}, {"since", {"", "2024-01-10", ""}}}}};

using rows = std::vector<std::vector<std::int64_t>>;

rows rows_of(const coverage_matrix& matrix) {
  const auto counts = matrix.counts();
  auto out = rows(static_cast<std::size_t>(counts.rows()));
  for (Eigen::Index r = 0; r < counts.rows(); ++r)
    for (Eigen::Index c = 0; c < counts.cols(); ++c) out[static_cast<std::size_t>(r)].push_back(counts(r, c));
  return out;
}

TEST(coverage_matrix, counts_a_group_once_at_each_place_of_the_level) {
  const auto net = built(one_district);
  const auto matrix = make_coverage_matrix(net, "community", tenth);
  EXPECT_EQ(matrix.kinds(), (std::vector<std::string>{"volunteers", "posted"}));
  EXPECT_EQ(matrix.places(), (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(rows_of(matrix), (rows{{1, 1}, {0, 1}}));
  EXPECT_EQ(rows_of(make_coverage_matrix(net, "grid", tenth)), (rows{{1, 0}, {1, 0}}));
  EXPECT_EQ(rows_of(make_coverage_matrix(net, "district", tenth)), (rows{{2, 1}}));
}

TEST(coverage_matrix, reads_groups_and_rows_in_force) {
  const auto net = built(one_district);
  EXPECT_EQ(rows_of(make_coverage_matrix(net, "community", *parse_instant("2024-01-04"))), (rows{{1, 1}, {1, 0}}));
}

TEST(coverage_matrix, takes_another_scheme) {
  const auto net = built(one_district);
  const auto kinds =
      scheme{"one", {{"posted", "", "", table_id::teams, "posted"}, {"none", "", "", table_id::forums, "x"}}};
  EXPECT_EQ(rows_of(make_coverage_matrix(net, "community", tenth, kinds)), (rows{{1, 0}, {1, 0}}));
}

TEST(coverage_matrix, is_one_buffer_row_after_row_that_copies_share) {
  const auto net = built(one_district);
  const auto matrix = make_coverage_matrix(net, "community", tenth);
  const auto copy = matrix;
  EXPECT_EQ(copy.data(), matrix.data());
  EXPECT_EQ(matrix.counts().data(), matrix.data());
  EXPECT_EQ(matrix.data()[3], matrix.counts()(1, 1));
}

TEST(coverage_matrix, lists_the_levels_when_one_is_wrong) {
  const auto net = built(one_district);
  try {
    make_coverage_matrix(net, "city", tenth);
    FAIL();
  } catch (const measure_error& e) {
    EXPECT_NE(std::string(e.what()).find("district, community, grid"), std::string::npos) << e.what();
  }
}

// The places at and above a place, from the tables.
std::set<std::string> places_above(const world& tables, std::string place) {
  std::set<std::string> found;
  while (!place.empty()) {
    found.insert(place);
    place = tables.at("places").at("parent")[std::stoul(place.substr(1))];
  }
  return found;
}

class random_coverage : public ::testing::TestWithParam<unsigned> {};

TEST_P(random_coverage, equals_a_count_from_the_tables) {
  const auto tables = random_world(GetParam());
  const auto net = built(tables);
  for (const int day : {3, 9, 20}) {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> groups;  // of a place and kind
    for (const auto& e : plain_edges(tables, false, true)) {
      if (e.relation != "serves" || e.from[0] != 't' || !counts_on(tables, e, day)) continue;
      const auto kind = tables.at("teams").at("kind")[std::stoul(e.from.substr(1))];
      for (const auto& place : places_above(tables, e.to)) groups[{place, kind}].insert(e.from);
    }
    for (int p = 0; p < 7; ++p) {
      const auto matrix = make_coverage_matrix(net, "level_" + std::to_string(p), *parse_instant(day_text(day)));
      ASSERT_EQ(matrix.places().size(), 1U);
      for (std::size_t k = 0; k < matrix.kinds().size(); ++k)
        EXPECT_EQ(static_cast<std::size_t>(matrix.counts()(0, static_cast<Eigen::Index>(k))),
                  (groups[{"p" + std::to_string(p), matrix.kinds()[k]}].size()));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(seeds, random_coverage, ::testing::Range(1U, 13U));

}  // namespace
}  // namespace linli::testing
