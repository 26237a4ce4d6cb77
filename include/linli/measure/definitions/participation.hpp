// SPDX-License-Identifier: Apache-2.0
// Participation, as the catalogue tells of it.
#pragma once

#include <array>

#include <linli/measure/assemblies.hpp>
#include <linli/measure/definition.hpp>
#include <linli/measure/forums.hpp>
#include <linli/measure/participation.hpp>
#include <linli/measure/representation.hpp>

namespace linli {

namespace parameters::of_participation {
constexpr std::array held{held_by_};
constexpr std::array gini{
    parameter{"among", word, "participants", "participants or residents", "participants|residents"}, held_by_};
constexpr std::array top{parameter{"q", number, "0.1", "the share of participants at the top"}, held_by_};
constexpr std::array attendances{parameter{"who", word, "all", "all or residents", "all|residents"}, held_by_};
constexpr std::array role{parameter{"role", word, "fixed_representative", "the role in the forum"}};
constexpr std::array representation{
    parameter{"of", words, "", "the ids of a panel's persons, who then stand for the participants"}, held_by_};
constexpr std::array dissimilarity{
    parameter{"attribute", attribute, "", "an attribute of persons, or age_band", "", true}, held_by_};
constexpr std::array team_kind{parameter{"kind", word, "", "only teams of this kind"}};
}  // namespace parameters::of_participation

inline constexpr auto participation_definitions = [] {
  namespace p = parameters::of_participation;
  return std::array{
      definition{
          "participation.rate", "参与率", "share of residents", "person at home", true, by_person,
          by_person | by_group | by_meeting, p::held, "attendances meetings",
          "Distinct participants at home in p / R(p); a participant attended at least one such meeting in the window.",
          "居住在当地且至少出席一次会议的不同人数 / R(p)。", detail::rate}
          .grows_by("persons")
          .proportion(),
      definition{"participation.intensity", "人均次数", "attendances a participant", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::held, "attendances meetings",
                 "Attendances of participants at home in p / participants.", "参与者人次 / 参与者人数。",
                 detail::intensity}
          .grows_by("attendances"),
      definition{
          "participation.gini", "参与基尼系数", "Gini", "person at home", true, by_person,
          by_person | by_group | by_meeting, p::gini, "attendances meetings",
          "Gini of attendances a person, Σᵢ Σⱼ |xᵢ − xⱼ| / (2 μ n²); among residents those who never came count as 0.",
          "人均出席次数的基尼系数;among=residents 时未参与者记 0。", detail::attendance_gini}
          .published("Gini 1912; Sen 1973"),
      definition{"participation.top_share", "头部占比", "share of attendances", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::top, "attendances meetings",
                 "Attendances of the ⌈q·n⌉ most frequent participants / all.",
                 "最活跃的 ⌈q·n⌉ 名参与者的人次 / 全部人次。", detail::top_share},
      definition{"participation.meetings", "会议数", "meetings", "meeting at its holder", true, by_group | by_meeting,
                 by_group | by_meeting, p::held, "meetings",
                 "Meetings in the window of groups that serve a place in T(p).",
                 "时段内服务于范围内的组织召开的会议数。", detail::meetings}
          .grows_by("meetings"),
      definition{"participation.attendances", "出席人次", "attendances", "meeting at its holder", true,
                 by_person | by_group | by_meeting, by_person | by_group | by_meeting, p::attendances,
                 "attendances meetings",
                 "Distinct (meeting, person) of such meetings; of a meeting without names its count. who=residents: of "
                 "persons whose home is among the places.",
                 "不同(会议,人)对数;无名单的会议用其人数;who=residents 只计家在所列地方之内者。", detail::attendances}
          .grows_by("attendances"),
      definition{"participation.attendance_per_meeting", "场均人次", "attendances a meeting", "meeting at its holder",
                 true, by_group | by_meeting, by_group | by_meeting, p::held, "attendances meetings",
                 "Attendances / recorded meetings.", "人次 / 有记录的会议数。", detail::attendance_per_meeting}
          .grows_by("attendances"),
      definition{"participation.kinds_per_meeting", "场均种类", "kinds a meeting", "meeting at its holder", true,
                 by_group | by_meeting, by_group | by_meeting, p::held, "attendances meetings",
                 "Mean, over meetings with names, of the distinct kinds present: the kind of as_group, another group's "
                 "table, or unaffiliated.",
                 "有名单会议到场的不同种类数的平均。", detail::kinds_per_meeting}
          .grows_by("kinds"),
      definition{"participation.representatives", "议事代表", "persons", "person over the places of her forums", false,
                 by_person | by_group, by_person | by_group, p::role, "memberships forums",
                 "Distinct persons with the role in force in a forum that serves a place in T(p).",
                 "在服务于范围内的议事中心担任该角色的不同人数。", detail::representatives}
          .grows_by("persons"),
      definition{"participation.never_share", "从未参与率", "share of residents", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::held, "attendances meetings",
                 "1 − rate over the whole record up to `on`, of the persons at home.",
                 "1 − 参与率:截至 on 的全部记录,分母为名册中居住在当地的人。", detail::never_share}
          .shrinks_by("persons")
          .proportion(),
      definition{"participation.newcomer_share", "新参与者占比", "share of participants", "person at home", true,
                 by_person, by_person | by_group | by_meeting, p::held, "attendances meetings",
                 "Participants with no attendance before the window starts / participants.",
                 "时段开始前从未出席的参与者数 / 参与者数。", detail::newcomer_share}
          .proportion(),
      definition{"participation.retention", "留存率", "share of participants", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::held, "attendances meetings",
                 "By a bucket of time: participants of the bucket who take part in the next / participants.",
                 "按时间段:下一时间段再次参与的人数 / 本时间段参与者数。", detail::retention}
          .grows_by("persons")
          .proportion(),
      definition{"participation.representation", "代表性比", "ratio of shares", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::representation, "attendances meetings",
                 "The share of a category of persons among participants (or a panel) / its share among residents.",
                 "某类人在参与者(或入选者)中的占比 / 在居民中的占比。", detail::representation}
          .limited_by("log-normal"),
      definition{"participation.dissimilarity", "差异指数", "index from 0 to 1", "person at home", true, by_person,
                 by_person | by_group | by_meeting, p::dissimilarity, "attendances meetings",
                 "½ Σ over the attribute's categories |share among participants − share among residents| (Duncan & "
                 "Duncan 1955).",
                 "½ Σ |参与者占比 − 居民占比|,对属性的各类求和。", detail::dissimilarity}
          .folding("attribute")
          .published("Duncan & Duncan 1955"),
      definition{"participation.membership_rate", "入队率", "share of residents", "person at home", false, by_person,
                 by_person | by_group, p::team_kind, "teams memberships",
                 "Distinct persons at home in p with a membership in force in any team / R(p).",
                 "居住在当地且在任一队伍中有在册成员关系的不同人数 / R(p)。", detail::membership_rate}
          .grows_by("persons")
          .proportion(),
      definition{"participation.recorded_share", "有记录会议占比", "share of meetings", "meeting at its holder", true,
                 by_group | by_meeting, by_group | by_meeting, p::held, "meetings",
                 "Meetings with names or a count / meetings.", "有名单或人数的会议数 / 会议数。",
                 detail::recorded_share}
          .grows_by("meetings")
          .proportion(),
      definition{"participation.co_presence", "同场率", "share of meetings", "meeting at its holder", true,
                 by_group | by_meeting, by_group | by_meeting, p::held, "attendances meetings",
                 "For each pair of kinds: meetings where both were present / meetings with names; beside it the number "
                 "expected were each kind's meetings drawn from all alike, and how many standard deviations off it is.",
                 "每对种类:双方同时到场的会议数 / 有名单的会议数;另给边际固定时的期望数与 z 值。", detail::co_presence}
          .grows_by("meetings")
          .adding("kind_a kind_b")
          .proportion(),
      definition{"participation.representatives_per_forum", "每中心代表数", "(person, forum) pairs a forum",
                 "person over the places of her forums", false, by_group, by_group, p::role, "memberships forums",
                 "Distinct (person, forum) pairs with the role in force / forums in force that serve a place in T(p).",
                 "在册担任该角色的(人,中心)对数 / 在册中心数。", detail::representatives_per_forum}
          .grows_by("(person, forum) pairs"),
      definition{"participation.forums_without_representative", "无代表中心占比", "share of forums", "group", false,
                 by_group, by_group, p::role, "memberships forums",
                 "Forums in force without a person in the role in force / forums in force that serve a place in T(p).",
                 "无在册代表的中心数 / 在册中心数。", detail::forums_without_representative}
          .shrinks_by("forums")
          .proportion(),
  };
}();

}  // namespace linli
