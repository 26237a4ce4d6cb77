// SPDX-License-Identifier: Apache-2.0
// Counts, as the catalogue tells of them.
#pragma once

#include <array>

#include <linli/measure/counts.hpp>
#include <linli/measure/definition.hpp>

namespace linli {

namespace parameters::of_counts {
constexpr std::array of_level{parameter{"of_level", level, "", "only places of this level"}};
constexpr std::array column{parameter{"column", word, "", "a numeric column of places", "", true}};
constexpr std::array groups{parameter{"table", group_table, "teams", "the group table"},
                            parameter{"kind", word, "", "only groups of this kind"}};
constexpr std::array table{parameter{"table", group_table, "teams", "the group table"}};
constexpr std::array group_members{parameter{"table", group_table, "teams", "the group table"},
                                   parameter{"kind", word, "", "only groups of this kind"},
                                   parameter{"role", word, "", "only members in this role"}};
constexpr std::array outcome{
    parameter{"outcome", word, "", "what became of them; outcomes are never added"},
    parameter{"unit", word, "persons", "what is counted: persons or households", "persons|households"}};
constexpr std::array share{parameter{"column", word, "", "a numeric column of places: the part", "", true},
                           parameter{"of", word, "", "a numeric column of places: the whole", "", true}};
}  // namespace parameters::of_counts

inline constexpr auto counts_definitions = [] {
  namespace p = parameters::of_counts;
  return std::array{
      definition{"counts.places", "地方数", "places", "place", false, by_place, by_place, p::of_level, "places",
                 "Places in force in T(p), p included.", "范围内(含自身)在册的地方数。", detail::places}
          .grows_by("places"),
      definition{
          "counts.residents", "居民数", "persons", "place", false, by_person, by_person, parameters::none, "persons",
          "R(p): the population of p where given, else the persons whose home is exactly p plus R of its children.",
          "R(p):有公布人口的用公布人口,否则为居住地恰为该地的人数加各下级地方的 R。", detail::count_residents}
          .grows_by("persons"),
      definition{"counts.households", "户数", "households", "place", false, by_place, by_place, parameters::none,
                 "places", "H(p): the households of p where given, else its household places.",
                 "H(p):有公布户数的用公布户数,否则为户级地方数。", detail::households}
          .grows_by("households"),
      definition{"counts.total", "合计", "as the column", "place", false, by_place, by_place, p::column, "places",
                 "A numeric column of places: the number of p where given, else the sum over the places in it.",
                 "地方表数值列的合计:本级有值用本级,否则为下级之和。", detail::total}
          .grows_by("{column}"),
      definition{"counts.share", "占比", "share", "place", false, by_place, by_place, p::share, "places",
                 "One numeric column of places / another, each as counts.total.",
                 "地方表一数值列的合计 / 另一列的合计。", detail::share}
          .grows_by("{column}"),
      definition{"counts.groups", "组织数", "groups", "group", false, by_kind | by_group | by_place,
                 by_group | by_place, p::groups, "{table}", "Groups of the table in force that serve a place in T(p).",
                 "服务于范围内地方的在册组织数。", detail::groups}
          .grows_by("groups"),
      definition{"counts.kinds", "种类数", "kinds", "group", false, by_place, by_group | by_place, p::table, "{table}",
                 "Distinct kinds among such groups.", "上述组织的不同种类数。", detail::kinds}
          .grows_by("kinds"),
      definition{"counts.members", "成员数", "persons", "person", false, by_kind | by_person | by_group,
                 by_person | by_group, p::group_members, "{table} memberships",
                 "Distinct persons with a membership in force in such groups.",
                 "在上述组织中有在册成员关系的不同人数。", detail::group_members}
          .grows_by("persons"),
      definition{"counts.sessions", "场次", "sessions", "group", true, by_kind | by_group, by_group, parameters::none,
                 "meetings",
                 "Meetings of services in the window; of a service without listed meetings its counted sessions.",
                 "服务在时段内的活动场次;无名单的用统计数。", detail::sessions}
          .grows_by("sessions"),
      definition{"counts.helped", "受助人数", "persons", "group", true, by_kind | by_group | by_outcome, by_group,
                 p::outcome, "service_counts",
                 "Persons that services report as helped; of one outcome, or of counts that name none. Never added "
                 "over outcomes.",
                 "服务统计的受助人数;各结果之间不相加。", detail::helped}
          .grows_by("{unit}"),
  };
}();

}  // namespace linli
