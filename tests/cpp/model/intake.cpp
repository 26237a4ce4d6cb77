// SPDX-License-Identifier: Apache-2.0
// Tables on their way in: wide tickets, rosters, several sources, ids to be hashed, minors to be protected.
#include <linli/model/intake.hpp>

#include <gtest/gtest.h>

#include <linli/model/builder.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/model/tables.hpp>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame places() { return text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", "community"}}}); }

frame table_of(const network& net, std::string_view name) {
  for (auto& table : to_frames(net))
    if (table.name == name) return table;
  return {};
}

TEST(intake, makes_events_of_a_wide_table_in_the_order_of_states) {
  network_options options;
  options.names.words = {{"done", "issue_events.closed"}, {"sent", "issue_events.dispatched"}};
  const auto net = built({places(), text_frame("issues", {{"id", {"i", "j"}},
                                                          {"place", {"a", "b"}},
                                                          {"raised_at", {"2024-01-01", "2024-01-01"}},
                                                          {"done", {"2024-02-01", "2024-03-01"}},
                                                          {"sent", {"2024-02-01", ""}}})},
                         options);
  const auto events = table_of(net, "issue_events");
  EXPECT_EQ(cells_of(events, "issue"), (cells{"i", "i", "j"}));
  EXPECT_EQ(cells_of(events, "state"), (cells{"dispatched", "closed", "closed"}));
  EXPECT_EQ(column_names(table_of(net, "issues")), (cells{"id", "place", "raised_at"}));
}

TEST(intake, reads_a_roster_as_four_tables) {
  const auto roster =
      text_frame("roster", {{"place", {"a", "b"}}, {"kind", {"k", "k"}}, {"person", {"p", "p"}}, {"unit", {"u", ""}}});
  const auto net = built({places(), roster});
  const auto plain = built(
      {places(), text_frame("persons", {{"id", {"p"}}}),
       text_frame("teams", {{"id", {"a/k", "b/k"}}, {"kind", {"k", "k"}}, {"place", {"a", "b"}}}),
       text_frame("organisations", {{"id", {"u"}}, {"kind", {"unit"}}, {"name", {"u"}}}),
       text_frame("memberships", {{"member", {"p", "p"}}, {"group", {"a/k", "b/k"}}, {"on_behalf_of", {"u", ""}}})});
  EXPECT_EQ(fingerprint(net), fingerprint(plain));
}

TEST(intake, counts_once_what_two_sources_tell_alike) {
  builder maker;
  maker.begin_source("one").add(places());
  maker.begin_source("two").add(places());
  const auto net = maker.build();
  EXPECT_EQ(net.row_count(table_id::places), 2U);
  EXPECT_EQ(net.state().warnings.counts().at("told_again"), 2);
}

TEST(intake, names_the_source_of_a_problem) {
  builder maker;
  maker.begin_source("one").add(places());
  maker.begin_source("two").add(text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}}));
  try {
    maker.build();
    FAIL();
  } catch (const data_error& e) {
    EXPECT_EQ(told(e.problems, severity::error), (cells{"two/places 0 id: duplicate_id (a)"}));
  }
}

TEST(intake, takes_empty_tables_as_not_given_where_told) {
  network_options options;
  options.names.empty_is_not_given = true;
  const auto empty = text_frame("persons", {{"id", {}}});
  EXPECT_FALSE(built({empty}, options).state().given.has(table_id::persons));
  EXPECT_TRUE(built({empty}).state().given.has(table_id::persons));
}

TEST(intake, hashes_persons_and_the_numbers_that_identify_them) {
  network_options options;
  options.hash_ids = [](std::string_view id) { return "#" + std::string(id) + "#"; };
  const auto net = built({text_frame("persons", {{"id", {"1", "2"}}, {"phone", {"138", ""}}}),
                          text_frame("ties", {{"source", {"1"}}, {"target", {"2"}}})},
                         options);
  EXPECT_EQ(cells_of(table_of(net, "persons"), "id"), (cells{"#1#", "#2#"}));
  EXPECT_EQ(cells_of(table_of(net, "persons"), "phone"), (cells{"#138#", ""}));
  EXPECT_EQ(cells_of(table_of(net, "ties"), "target"), (cells{"#2#"}));
  EXPECT_EQ(net.find(table_id::persons, "#2#"), 1);
}

TEST(intake, keeps_counts_of_whom_a_service_protects) {
  const auto net =
      built({text_frame("persons", {{"id", {"m", "n"}}}),
             text_frame("services", {{"id", {"s", "t"}}, {"kind", {"k", "k"}}, {"protects_minors", {"true", ""}}}),
             text_frame("benefits", {{"service", {"s", "s", "t"}}, {"beneficiary", {"m", "n", "m"}}})});
  EXPECT_EQ(cells_of(table_of(net, "benefits"), "service"), (cells{"t"}));
  EXPECT_EQ(cells_of(table_of(net, "service_counts"), "count"), (cells{"2"}));
  ASSERT_EQ(net.state().refused.size(), 1U);
  EXPECT_EQ(net.state().refused[0].table, "benefits");
}

}  // namespace
}  // namespace linli::testing
