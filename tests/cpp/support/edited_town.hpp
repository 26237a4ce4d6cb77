// SPDX-License-Identifier: Apache-2.0
// A small synthetic town, edits of it, and what must hold of any edited network.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/model/edits.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/model/tables.hpp>

#include "support/frames.hpp"

namespace linli::testing {

using edits = std::vector<edit>;

inline edit add_member(std::string member, std::string group, std::string at = "", std::string role = "") {
  return {.verb = verb::add_member,
          .member = std::move(member),
          .group = std::move(group),
          .role = std::move(role),
          .at = std::move(at)};
}
inline edit end_member(std::string member, std::string group, std::string at = "") {
  return {.verb = verb::end_member, .member = std::move(member), .group = std::move(group), .at = std::move(at)};
}
inline edit move_member(std::string member, std::string from, std::string to, std::string at = "") {
  return {.verb = verb::move_member,
          .member = std::move(member),
          .group = std::move(from),
          .to_group = std::move(to),
          .at = std::move(at)};
}
inline edit rehome(std::string person, std::string place) {
  return {.verb = verb::rehome, .member = std::move(person), .place = std::move(place)};
}

// A small synthetic town: 甲 is in two teams, 丙 posted by a unit and living outside.
inline frames town() {
  return {
      text_frame("places",
                 {{"id", {"c", "g1", "g2"}}, {"level", {"community", "grid", "grid"}}, {"parent", {"", "c", "c"}}}),
      text_frame("persons", {{"id", {"甲", "乙", "丙", "丁"}}, {"home", {"g1", "g1", "outside", ""}}}),
      text_frame(
          "teams",
          {{"id", {"t", "u", "v"}}, {"kind", {"volunteers", "property", "posted"}}, {"place", {"g1", "g2", "c"}}}),
      text_frame("organisations", {{"id", {"o"}}, {"kind", {"unit"}}}),
      text_frame("forums", {{"id", {"f"}}, {"kind", {"k"}}, {"place", {"c"}}}),
      text_frame("meetings", {{"id", {"m1", "m2"}}, {"held_by", {"f", "f"}}, {"date", {"2018-01-01", "2018-06-30"}}}),
      text_frame("attendances", {{"meeting", {"m1", "m2", "m2"}}, {"person", {"甲", "甲", "乙"}}}),
      text_frame("memberships", {{"member", {"甲", "甲", "丙", "乙", "o"}},
                                 {"group", {"t", "u", "v", "t", "f"}},
                                 {"role", {"head", "", "posted", "", ""}},
                                 {"on_behalf_of", {"", "", "o", "", ""}},
                                 {"since", {"2017-01-01", "", "2017-05-01", "2017-01-01", ""}},
                                 {"until", {"", "", "", "2018-02-01", ""}},
                                 {"star", {"5", "", "", "", ""}}})};
}
inline network rebuilt(const network& net) { return built(to_frames(net), options_of(net)); }

// Every index of the network, against its columns.
inline void expect_indices_hold(const network& net) {
  for (const auto& [key, index] : net.state().indices) {
    const auto& rule = *std::find_if(schema.begin(), schema.end(), [&](const table_rule& r) {
      return store_of(r.id) == key.store && column_named(r, key.column);
    });
    const auto kinds = kinds_of(*column_named(rule, key.column));
    std::map<std::int32_t, std::vector<std::int32_t>> expected;
    const auto& codes = net.state().stores[key.store][key.column].codes();
    for (std::size_t row = 0; row < codes.size(); ++row)
      if (const auto node = kinds.row_if(codes[row], key.kind); node >= 0)
        expected[node].push_back(static_cast<std::int32_t>(row));
    for (std::size_t node = 0; node < index.size(); ++node)
      EXPECT_EQ(std::vector(index[node].begin(), index[node].end()), expected[static_cast<std::int32_t>(node)])
          << rule.name << "." << key.column << " of " << node;
  }
}
inline void expect_as_rebuilt(const network& net) { EXPECT_EQ(fingerprint(net), fingerprint(rebuilt(net))); }

// The last membership, as text.
inline std::string last_membership(const network& net) {
  const auto& rows = net.rows(table_id::memberships);
  const auto last = rows.rows - 1;
  std::string text = named_by(net, table_id::memberships, "member", last) + " in " +
                     named_by(net, table_id::memberships, "group", last);
  for (const auto* name : {"role", "since", "until"}) text += "|" + rows[name].text(last);
  return text + "|" + named_by(net, table_id::memberships, "on_behalf_of", last);
}

}  // namespace linli::testing
