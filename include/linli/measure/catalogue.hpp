// SPDX-License-Identifier: Apache-2.0
// The catalogue: every measure with its definition, parameters, dimensions and the plan that counts it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <linli/measure/counts.hpp>
#include <linli/measure/coverage.hpp>
#include <linli/measure/deliberation.hpp>
#include <linli/measure/participation.hpp>
#include <linli/measure/reach.hpp>

namespace linli {

enum class argument_type { integer, number, flag, word, words, kind, level, group_table, state };

struct parameter {
  std::string_view name;
  argument_type type;
  std::string_view otherwise;  // the default as text; empty: none
  std::string_view meaning;
  std::string_view words{};  // of a closed vocabulary, separated by '|'
  bool required = false;
};

// What a measure may be split by or filtered on beside places and time.
enum facet : std::uint32_t {
  by_kind = 1,
  by_person = 2,
  by_group = 4,
  by_meeting = 8,
  by_issue = 16,
  by_place = 32,
  by_actor = 64,
  by_state = 128,
  by_outcome = 256,
};

struct definition {
  std::string_view name;
  std::string_view name_zh;
  std::string_view unit;      // what the value counts
  std::string_view key;       // the key over which it is a sum
  bool is_flow = false;       // counts within `during`; else a stock read on `on`
  std::uint32_t splits = 0;   // facets for `by`
  std::uint32_t filters = 0;  // facets for `where`
  std::span<const parameter> parameters;
  std::string_view tables;  // that it reads, for what was observed
  std::string_view meaning;
  std::string_view meaning_zh;
  plan (*make)(const context&) = nullptr;
  bool adds_state = false;  // a row a state, unasked
};

namespace parameters {
using enum argument_type;
constexpr parameter kind_{"kind", kind, "", "only this kind of the scheme"};
constexpr parameter min_members_{"min_members", integer, "1", "distinct members in force that a group needs"};
constexpr parameter held_by_{"held_by", group_table, "forums", "the table of the groups whose meetings count"};
constexpr parameter state_{"state", state, "closed", "the state asked about"};
constexpr parameter q_{"q", number, "0.5", "which quantile, between 0 and 1"};

constexpr std::array<parameter, 0> none{};
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
constexpr std::array held{held_by_};
constexpr std::array gini{
    parameter{"among", word, "participants", "participants or residents", "participants|residents"}, held_by_};
constexpr std::array top{parameter{"q", number, "0.1", "the share of participants at the top"}, held_by_};
constexpr std::array attendances{parameter{"who", word, "all", "all or residents", "all|residents"}, held_by_};
constexpr std::array role{parameter{"role", word, "fixed_representative", "the role in the forum"}};
constexpr std::array reached{state_,
                             parameter{"implied", flag, "false", "also those that reached a later state of the order"}};
constexpr std::array funnel{parameter{"implied", flag, "false", "also those that reached a later state of the order"}};
constexpr std::array time_to{state_, q_};
constexpr std::array dwell{parameter{"state", state, "", "the state whose spells count; empty: every state's"}, q_};
}  // namespace parameters

// Definitions after the measure contract of the project; sources where a method is published.
inline std::span<const definition> catalogue() {
  namespace p = parameters;
  static constexpr std::array all{
      definition{"counts.places", "地方数", "places", "place", false, by_place, by_place, p::of_level, "places",
                 "Places in force in T(p), p included.", "范围内(含自身)在册的地方数。", detail::places},
      definition{
          "counts.residents", "居民数", "persons", "place", false, by_person, by_person, p::none, "persons",
          "R(p): the population of p where given, else the persons whose home is exactly p plus R of its children.",
          "R(p):有公布人口的用公布人口,否则为居住地恰为该地的人数加各下级地方的 R。", detail::count_residents},
      definition{"counts.households", "户数", "households", "place", false, by_place, by_place, p::none, "places",
                 "H(p): the households of p where given, else its household places.",
                 "H(p):有公布户数的用公布户数,否则为户级地方数。", detail::households},
      definition{"counts.total", "合计", "as the column", "place", false, by_place, by_place, p::column, "places",
                 "A numeric column of places: the number of p where given, else the sum over the places in it.",
                 "地方表数值列的合计:本级有值用本级,否则为下级之和。", detail::total},
      definition{"counts.share", "占比", "share", "place", false, by_place, by_place, p::share, "places",
                 "One numeric column of places / another, each as counts.total.",
                 "地方表一数值列的合计 / 另一列的合计。", detail::share},
      definition{"counts.groups", "组织数", "groups", "group", false, by_kind | by_group | by_place,
                 by_group | by_place, p::groups, "{table}", "Groups of the table in force that serve a place in T(p).",
                 "服务于范围内地方的在册组织数。", detail::groups},
      definition{"counts.kinds", "种类数", "kinds", "group", false, by_place, by_group | by_place, p::table, "{table}",
                 "Distinct kinds among such groups.", "上述组织的不同种类数。", detail::kinds},
      definition{"counts.members", "成员数", "persons", "person", false, by_kind | by_person | by_group,
                 by_person | by_group, p::group_members, "{table} memberships",
                 "Distinct persons with a membership in force in such groups.",
                 "在上述组织中有在册成员关系的不同人数。", detail::group_members},
      definition{"counts.sessions", "场次", "sessions", "group", true, by_kind | by_group, by_group, p::none,
                 "meetings",
                 "Meetings of services in the window; of a service without listed meetings its counted sessions.",
                 "服务在时段内的活动场次;无名单的用统计数。", detail::sessions},
      definition{"counts.helped", "受助人数", "persons", "group", true, by_kind | by_group | by_outcome, by_group,
                 p::outcome, "service_counts",
                 "Persons that services report as helped; of one outcome, or of counts that name none. Never added "
                 "over outcomes.",
                 "服务统计的受助人数;各结果之间不相加。", detail::helped},

      definition{"coverage.presence", "有无", "0 or 1", "group", false, by_kind | by_group, by_group, p::presence,
                 "teams memberships",
                 "1 if a group of the kind serves a place in T(p) and has at least min_members distinct members in "
                 "force (or that head count), else 0.",
                 "该类队伍服务于范围内且在册成员(或人数)不少于 min_members 记 1,否则记 0。", detail::presence},
      definition{"coverage.breadth", "覆盖广度", "share of kinds", "group", false, by_group, by_group, p::presence,
                 "teams memberships", "Kinds present / kinds in the scheme.", "有队伍的种类数 / 方案中的种类数。",
                 detail::breadth},
      definition{"coverage.complete", "齐备率", "share of places", "place", false, 0, by_group, p::complete,
                 "teams memberships", "Places of the level in T(p) with every kind present / such places.",
                 "范围内各类队伍齐备的该级地方数 / 该级地方数。", detail::complete},
      definition{"coverage.members", "成员", "persons", "person over the places of her groups", false,
                 by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Distinct persons with a membership in force in a group that counts and serves a place in T(p).",
                 "在服务于范围内的队伍中有在册成员关系的不同人数。", detail::members},
      definition{"coverage.memberships", "人·队", "(person, group) pairs", "person over the places of her groups",
                 false, by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Distinct (person, group) pairs in force; of a team without names its head count.",
                 "在册的不同(人,队)对数;无名单的队伍用其人数。", detail::memberships},
      definition{"coverage.multiplicity", "兼任度", "memberships a member", "person over the places of her groups",
                 false, by_kind | by_person | by_group, by_person | by_group, p::kinds, "teams memberships",
                 "Memberships / members.", "人·队数 / 人数。", detail::multiplicity},
      definition{"coverage.depth", "覆盖深度", "members per 1000 residents", "person over the places of her groups",
                 false, by_kind | by_person, by_person | by_group, p::kinds, "teams memberships",
                 "1000 × members / R(p): a ratio, its people need not live in p.",
                 "1000 × 成员数 / R(p);成员不必住在当地。", detail::depth},
      definition{"coverage.teams", "队伍数", "groups", "group", false, by_kind | by_group, by_group, p::kinds, "teams",
                 "Groups of the scheme's kinds in force that serve a place in T(p).", "服务于范围内的在册队伍数。",
                 detail::teams},
      definition{"coverage.organisations", "社会组织数", "organisations", "group", false, by_group, by_group,
                 p::organisations, "organisations", "Organisations of the kind in force that serve a place in T(p).",
                 "服务于范围内的在册该类组织数。", detail::organisations},
      definition{"coverage.reach", "惠及率", "share of persons", "person at home, under the kinds handed down the tree",
                 false, by_person, by_person, p::reach, "{providers}",
                 "Persons at home in p for whom at least min_kinds distinct kinds have a provider at the home place or "
                 "any place above / all such persons.",
                 "家所在地或其上级地方至少有 min_kinds 类提供者的居民数 / 居民数。", detail::reach},
      definition{"coverage.member_shortfall", "缺口人数", "persons", "person over the places of her groups", false,
                 by_kind, by_person | by_group, p::shortfall, "teams memberships",
                 "Σ over kinds of the members missing to at_least.", "各类队伍距 at_least 所缺人数之和。",
                 detail::member_shortfall},

      definition{
          "participation.rate", "参与率", "share of residents", "person at home", true, by_person,
          by_person | by_group | by_meeting, p::held, "attendances meetings",
          "Distinct participants at home in p / R(p); a participant attended at least one such meeting in the window.",
          "居住在当地且至少出席一次会议的不同人数 / R(p)。", detail::rate},
      definition{"participation.intensity", "人均次数", "attendances a participant", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::held, "attendances meetings",
                 "Attendances of participants at home in p / participants.", "参与者人次 / 参与者人数。",
                 detail::intensity},
      definition{
          "participation.gini", "参与基尼系数", "Gini", "person at home", true, by_person,
          by_person | by_group | by_meeting, p::gini, "attendances meetings",
          "Gini of attendances a person, Σᵢ Σⱼ |xᵢ − xⱼ| / (2 μ n²); among residents those who never came count as 0.",
          "人均出席次数的基尼系数;among=residents 时未参与者记 0。", detail::attendance_gini},
      definition{"participation.top_share", "头部占比", "share of attendances", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::top, "attendances meetings",
                 "Attendances of the ⌈q·n⌉ most frequent participants / all.",
                 "最活跃的 ⌈q·n⌉ 名参与者的人次 / 全部人次。", detail::top_share},
      definition{"participation.meetings", "会议数", "meetings", "meeting at its holder", true, by_group | by_meeting,
                 by_group | by_meeting, p::held, "meetings",
                 "Meetings in the window of groups that serve a place in T(p).",
                 "时段内服务于范围内的组织召开的会议数。", detail::meetings},
      definition{"participation.attendances", "出席人次", "attendances", "meeting at its holder", true,
                 by_person | by_group | by_meeting, by_person | by_group | by_meeting, p::attendances,
                 "attendances meetings",
                 "Distinct (meeting, person) of such meetings; of a meeting without names its count. who=residents: of "
                 "persons whose home is among the places.",
                 "不同(会议,人)对数;无名单的会议用其人数;who=residents 只计家在所列地方之内者。", detail::attendances},
      definition{"participation.attendance_per_meeting", "场均人次", "attendances a meeting", "meeting at its holder",
                 true, by_group | by_meeting, by_group | by_meeting, p::held, "attendances meetings",
                 "Attendances / recorded meetings.", "人次 / 有记录的会议数。", detail::attendance_per_meeting},
      definition{"participation.kinds_per_meeting", "场均种类", "kinds a meeting", "meeting at its holder", true,
                 by_group | by_meeting, by_group | by_meeting, p::held, "attendances meetings",
                 "Mean, over meetings with names, of the distinct kinds present: the kind of as_group, another group's "
                 "table, or unaffiliated.",
                 "有名单会议到场的不同种类数的平均。", detail::kinds_per_meeting},
      definition{"participation.representatives", "议事代表", "persons", "person over the places of her forums", false,
                 by_person | by_group, by_person | by_group, p::role, "memberships forums",
                 "Distinct persons with the role in force in a forum that serves a place in T(p).",
                 "在服务于范围内的议事中心担任该角色的不同人数。", detail::representatives},

      definition{"deliberation.raised", "议题数", "issues", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, p::none, "issues",
                 "Issues raised in the window and by `on`, whose place is in T(p): the cohort.",
                 "时段内提出的范围内议题数。", detail::raised},
      definition{"deliberation.reached", "到达数", "issues", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, p::reached, "issues issue_events",
                 "Issues of the cohort with an event of the state by `on`; implied also counts those that reached a "
                 "later state.",
                 "截至 on 进入过该状态的议题数。", detail::reached},
      definition{"deliberation.funnel", "议题漏斗", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, p::funnel, "issues issue_events",
                 "Reached / raised for each state in the order.", "各状态的到达数 / 议题数。", detail::funnel, true},
      definition{"deliberation.closure_rate", "办结率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, p::none, "issues issue_events",
                 "Closed by `on` / cohort: the last of its final or reopened events is closed or later in the order.",
                 "截至 on 已办结的议题数 / 议题数。", detail::closure_rate},
      definition{"deliberation.open", "未结数", "issues", "issue at its place", false,
                 by_issue | by_group | by_place | by_state, by_issue | by_group | by_place, p::none,
                 "issues issue_events", "Issues raised by `on` and not final on `on`, of all.",
                 "截至 on 已提出而未了结的议题数。", detail::open},
      definition{"deliberation.time_to", "历时", "days", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, p::time_to, "issues issue_events",
                 "The smallest t with S(t) ≤ 1 − q, S by Kaplan–Meier (1958) from raised_at to the first event of the "
                 "state, censored at the end of `on`.",
                 "从提出到首次进入该状态的 Kaplan–Meier 分位数(天)。", detail::time_to},
      definition{"deliberation.dwell", "停留时长", "days", "issue at its place", true,
                 by_issue | by_group | by_place | by_actor | by_state, by_issue | by_group | by_place, p::dwell,
                 "issues issue_events", "The same of spells: from entering the state to the next event.",
                 "从进入该状态到下一事件的时长分位数(天)。", detail::dwell},
      definition{"deliberation.escalation_rate", "上交率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, p::none, "issues issue_events",
                 "Issues of the cohort with an escalated event by `on` / cohort.", "上交的议题数 / 议题数。",
                 detail::escalation_rate},
  };
  return all;
}

inline const definition& definition_of(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& known : catalogue()) {
    if (known.name == name) return known;
    names.push_back(known.name);
  }
  const auto near = nearest_word(name, names);
  throw measure_error("no measure is called '" + std::string(name) + "'" +
                      (near.empty() ? "" : "; did you mean " + near + "?") + " The measures are " + joined(names));
}

}  // namespace linli
