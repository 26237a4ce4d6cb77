// SPDX-License-Identifier: Apache-2.0
// The roster: a list of people by place and kind of team, as offices keep it. It is no table of the network, but
// becomes rows of four: persons, teams, organisations and memberships.
#pragma once

#include <array>
#include <string_view>

#include <linli/model/schema.hpp>

namespace linli {

namespace schema_columns {
using enum cell;
constexpr std::array roster_columns{
    column_rule{"place", reference, true, {table_id::places}, "the place that the team serves"},
    column_rule{"kind", category, true, {}, "the kind of team"},
    column_rule{"person", reference, true, {table_id::persons}, "the person's id"},
    column_rule{"role", category, false, {}, "the person's role in the team"},
    column_rule{"unit", text, false, {}, "the unit that posted the person"},
    since_,
    until_,
    column_rule{"home", reference, false, {table_id::places}, "of the person"},
    column_rule{"birth_date", instant, false, {}, "of the person"},
    column_rule{"age", integer, false, {}, "of the person"},
    column_rule{"sex", category, false, {}, "of the person"}};
}  // namespace schema_columns

constexpr table_rule roster_rule{table_id::memberships, "roster", "花名册", "people by place and kind of team",
                                 schema_columns::roster_columns};

// The rule of a table that may be given: one of the schema, or the roster.
inline const table_rule& rule_named(std::string_view name) {
  const auto id = table_named(name);
  return id ? rule_of(*id) : roster_rule;
}

}  // namespace linli
