// SPDX-License-Identifier: Apache-2.0
// A small synthetic world that has something of everything: integer and text ids, ids that repeat
// across group tables, homes outside, attributes of each type, rows in no order.
#pragma once

#include <vector>

#include <linli/model/network.hpp>

#include "model/text_frame.hpp"

namespace linli::testing {

inline std::vector<frame> small_world() {
  std::vector<frame> tables;
  const auto add = [&](const char* name, const text_columns& columns) { tables.push_back(text_frame(name, columns)); };
  add("places", {{"id", {"12", "1", "11", "111"}},
                 {"level", {"community", "district", "community", "building"}},
                 {"parent", {"1", "", "1", "11"}},
                 {"lon", {"115", "", "115.5", ""}},
                 {"estate_age", {"30", "", "12", ""}}});
  add("persons", {{"id", {"p3", "p1", "p2", "p4"}},
                  {"home", {"12", "111", "outside", ""}},
                  {"birth_date", {"1950-02-28", "", "1999-12-31", ""}},
                  {"weight_of_vote", {"1.0", "2.5", "", "3.0"}},
                  {"moved_in", {"2001-01-01", "2002-02-02T08:30:00", "", ""}},
                  {"lives_alone", {"true", "false", "", "true"}},
                  {"word", {"quoted \"word\"", "two\nlines", "comma, here", "楚"}}});
  add("party_organisations", {{"id", {"1"}}, {"kind", {"branch"}}, {"place", {"1"}}});
  add("teams", {{"id", {"2", "1"}},
                {"kind", {"volunteers", "property_management"}},
                {"place", {"12", "11"}},
                {"led_by", {"1", ""}},
                {"budget", {"100", ""}}});
  add("organisations", {{"id", {"o1", "2"}}, {"kind", {"school", "firm"}}, {"registration", {"filed", ""}}});
  add("forums", {{"id", {"f1"}}, {"kind", {"building_forum"}}, {"place", {"11"}}});
  add("meetings", {{"id", {"20", "10"}}, {"held_by", {"f1", "f1"}}, {"date", {"2018-05-02", "2018-01-31T09:30:00"}}});
  add("issues", {{"id", {"i2", "i1"}},
                 {"place", {"11", "12"}},
                 {"raised_at", {"2018-02-01", "2018-01-01"}},
                 {"raised_by", {"p1", "o1"}},
                 {"satisfied", {"", "true"}}});
  add("memberships", {{"member", {"p3", "2", "p1", "p3"}},
                      {"group", {"2", "1", "f1", "1"}},
                      {"group_kind", {"teams", "party_organisations", "", "teams"}},
                      {"role", {"head", "", "member", ""}},
                      {"since", {"2017-01-01", "", "", ""}}});
  add("attendances", {{"meeting", {"20", "10"}}, {"person", {"p1", "p3"}}, {"as_group", {"f1", ""}}});
  add("issue_events",
      {{"issue", {"i1", "i1"}}, {"state", {"closed", "accepted"}}, {"at", {"2018-03-01", "2018-01-02T10:00:00"}}});
  add("ties", {{"source", {"p1"}}, {"target", {"p3"}}, {"weight", {"0.5"}}});
  return tables;
}

// Compiled once for all tests, in support/built.cpp.
network built(std::vector<frame> tables, network_options options = {});

}  // namespace linli::testing
