// SPDX-License-Identifier: Apache-2.0
// Coverage, as the catalogue tells of it.
#pragma once

#include <array>

#include <linli/measure/beneficiaries.hpp>
#include <linli/measure/coverage.hpp>
#include <linli/measure/definition.hpp>
#include <linli/measure/reach.hpp>

namespace linli {

namespace parameters::of_coverage {
constexpr std::array presence{min_members_, kind_};
constexpr std::array complete{parameter{"of_level", level, "", "the level of the places counted", "", true}, kind_,
                              min_members_};
constexpr std::array kinds{kind_};
constexpr std::array organisations{parameter{"kind", word, "social_organisation", "the kind of organisations"},
                                   parameter{"registration", word, "", "registered or filed", "registered|filed"}};
constexpr std::array reach{parameter{"min_kinds", integer, "1", "distinct kinds that must have a provider"},
                           parameter{"kinds", words, "", "only these kinds"},
                           parameter{"providers", group_table, "teams", "the group table of the providers"},
                           parameter{"min_members", integer, "0", "members in force that a provider needs"},
                           parameter{"up_to", level, "", "ignore providers above this level"}};
constexpr std::array shortfall{parameter{"at_least", integer, "1", "members that each kind should have"}, kind_};
constexpr std::array acts{parameter{"min_acts", integer, "1", "meetings attended and acts of service"}, kind_};
constexpr std::array place_share{parameter{"of_level", level, "", "the level of the places counted", "", true},
                                 parameter{"provider", word, "", "a group table or a kind of the scheme", "", true}};
constexpr std::array service_share{
    parameter{"kind", word, "", "only services of this kind"},
    parameter{"unit", word, "persons", "persons, or a level of places such as household"},
    parameter{"roll_up", flag, "false", "a person counts for the place of the unit that holds her home"}};
}  // namespace parameters::of_coverage

inline constexpr auto coverage_definitions = [] {
  namespace p = parameters::of_coverage;
  return std::array{
      definition{"coverage.presence", "有无", "0 or 1", "group", false, by_kind | by_group, by_group, p::presence,
                 "teams memberships",
                 "1 if a group of the kind serves a place in T(p) and has at least min_members distinct members in "
                 "force (or that head count), else 0.",
                 "该类队伍服务于范围内且在册成员(或人数)不少于 min_members 记 1,否则记 0。", detail::presence}
          .grows_by("groups")
          .up_to(1),
      definition{"coverage.breadth", "覆盖广度", "share of kinds", "group", false, by_group, by_group, p::presence,
                 "teams memberships", "Kinds present / kinds in the scheme.", "有队伍的种类数 / 方案中的种类数。",
                 detail::breadth}
          .grows_by("kinds"),
      definition{"coverage.complete", "齐备率", "share of places", "place", false, 0, by_group, p::complete,
                 "teams memberships", "Places of the level in T(p) with every kind present / such places.",
                 "范围内各类队伍齐备的该级地方数 / 该级地方数。", detail::complete}
          .grows_by("places")
          .proportion(),
      definition{"coverage.members", "成员", "persons", "person over the places of her groups", false,
                 by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Distinct persons with a membership in force in a group that counts and serves a place in T(p).",
                 "在服务于范围内的队伍中有在册成员关系的不同人数。", detail::members}
          .grows_by("persons"),
      definition{"coverage.memberships", "人·队", "(person, group) pairs", "person over the places of her groups",
                 false, by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Distinct (person, group) pairs in force; of a team without names its head count.",
                 "在册的不同(人,队)对数;无名单的队伍用其人数。", detail::memberships}
          .grows_by("(person, group) pairs"),
      definition{"coverage.multiplicity", "兼任度", "memberships a member", "person over the places of her groups",
                 false, by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Memberships / members.", "人·队数 / 人数。", detail::multiplicity}
          .grows_by("(person, group) pairs"),
      definition{"coverage.depth", "覆盖深度", "members per 1000 residents", "person over the places of her groups",
                 false, by_kind | by_person, by_person | by_group, p::kinds, "teams memberships",
                 "1000 × members / R(p): a ratio, its people need not live in p.",
                 "1000 × 成员数 / R(p);成员不必住在当地。", detail::depth}
          .grows_by("persons")
          .scaled(1000),
      definition{"coverage.teams", "队伍数", "groups", "group", false, by_kind | by_group, by_group, p::kinds, "teams",
                 "Groups of the scheme's kinds in force that serve a place in T(p).", "服务于范围内的在册队伍数。",
                 detail::teams}
          .grows_by("groups"),
      definition{"coverage.organisations", "社会组织数", "organisations", "group", false, by_group, by_group,
                 p::organisations, "organisations", "Organisations of the kind in force that serve a place in T(p).",
                 "服务于范围内的在册该类组织数。", detail::organisations}
          .grows_by("organisations"),
      definition{"coverage.reach", "惠及率", "share of persons", "person at home, under the kinds handed down the tree",
                 false, by_person, by_person, p::reach, "{providers}",
                 "Persons at home in p for whom at least min_kinds distinct kinds have a provider at the home place or "
                 "any place above / all such persons.",
                 "家所在地或其上级地方至少有 min_kinds 类提供者的居民数 / 居民数。", detail::reach}
          .grows_by("persons")
          .proportion(),
      definition{"coverage.member_shortfall", "缺口人数", "persons", "person over the places of her groups", false,
                 by_kind, by_person | by_group, p::shortfall, "teams memberships",
                 "Σ over kinds of the members missing to at_least.", "各类队伍距 at_least 所缺人数之和。",
                 detail::member_shortfall}
          .shrinks_by("persons"),
      definition{"coverage.member_organisations", "成员单位", "organisations", "group", false, by_kind | by_group,
                 by_group, p::kinds, "teams memberships",
                 "Distinct organisations with a membership in force in a group that counts and serves a place in T(p).",
                 "在服务于范围内的队伍中有在册成员关系的不同单位数。", detail::member_organisations}
          .grows_by("organisations"),
      definition{
          "coverage.active_members", "活跃成员", "persons", "person over the places of her groups", true,
          by_kind | by_person | by_group, by_person | by_group, p::acts, "teams memberships activities|attendances",
          "Members with at least min_acts meetings attended and acts of service recorded in the window, whichever "
          "group they were for.",
          "时段内出席会议与服务记录合计不少于 min_acts 次的成员数。", detail::active_members}
          .grows_by("persons"),
      definition{"coverage.place_share", "地方覆盖率", "share of places", "place", false, by_place, by_place | by_group,
                 p::place_share, "{provider}",
                 "Places of the level in T(p) that a provider in force names as served / such places.",
                 "被在册提供者直接列为服务对象的该级地方数 / 该级地方数。", detail::place_share}
          .grows_by("places")
          .proportion(),
      definition{"coverage.service_share", "受益率", "share of the unit", "person at home, or place", false,
                 by_person | by_place, by_person | by_place, p::service_share, "services benefits",
                 "Distinct beneficiaries of the unit with a benefit in force, in T(p) / all of the unit: R(p) or H(p).",
                 "范围内有在册受益关系的该单位(人、户等)数 / 该单位总数。", detail::service_share}
          .grows_by("{unit}")
          .proportion(),
  };
}();

}  // namespace linli
