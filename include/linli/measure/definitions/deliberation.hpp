// SPDX-License-Identifier: Apache-2.0
// Deliberation, as the catalogue tells of it.
#pragma once

#include <array>

#include <linli/measure/definition.hpp>
#include <linli/measure/deliberation.hpp>
#include <linli/measure/forums.hpp>

namespace linli {

namespace parameters::of_deliberation {
constexpr std::array reached{state_,
                             parameter{"implied", flag, "false", "also those that reached a later state of the order"}};
constexpr std::array funnel{parameter{"implied", flag, "false", "also those that reached a later state of the order"}};
constexpr std::array time_to{state_, q_};
constexpr std::array survival{state_, parameter{"at", amount, "", "days after the raising", "", true}};
constexpr std::array quantile{q_};
constexpr std::array dwell{parameter{"state", state, "", "the state whose spells count; empty: every state's"}, q_};
constexpr std::array meetings{held_by_};
}  // namespace parameters::of_deliberation

inline constexpr auto deliberation_definitions = [] {
  namespace p = parameters::of_deliberation;
  return std::array{
      definition{"deliberation.raised", "议题数", "issues", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, parameters::none, "issues",
                 "Issues raised in the window and by `on`, whose place is in T(p): the cohort.",
                 "时段内提出的范围内议题数。", detail::raised}
          .grows_by("issues"),
      definition{"deliberation.reached", "到达数", "issues", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, p::reached, "issues issue_events",
                 "Issues of the cohort with an event of the state by `on`; implied also counts those that reached a "
                 "later state.",
                 "截至 on 进入过该状态的议题数。", detail::reached}
          .grows_by("issues"),
      definition{"deliberation.funnel", "议题漏斗", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, p::funnel, "issues issue_events",
                 "Reached / raised for each state in the order.", "各状态的到达数 / 议题数。", detail::funnel}
          .grows_by("issues")
          .adding("state")
          .proportion(),
      definition{"deliberation.closure_rate", "办结率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events",
                 "Closed by `on` / cohort: the last of its final or reopened events is closed or later in the order.",
                 "截至 on 已办结的议题数 / 议题数。", detail::closure_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.open", "未结数", "issues", "issue at its place", false,
                 by_issue | by_group | by_place | by_state, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events", "Issues raised by `on` and not final on `on`, of all.",
                 "截至 on 已提出而未了结的议题数。", detail::open}
          .grows_by("issues"),
      definition{"deliberation.time_to", "历时", "days", "issue at its place", true, by_issue | by_group | by_place,
                 by_issue | by_group | by_place, p::time_to, "issues issue_events",
                 "The smallest t with S(t) ≤ 1 − q, S by Kaplan–Meier (1958) from raised_at to the first event of the "
                 "state, censored at the end of `on`.",
                 "从提出到首次进入该状态的 Kaplan–Meier 分位数(天)。", detail::time_to}
          .limited_by("log–log")
          .published("Kaplan & Meier 1958; limits: Kalbfleisch & Prentice 1980, Brookmeyer & Crowley 1982"),
      definition{"deliberation.dwell", "停留时长", "days", "issue at its place", true,
                 by_issue | by_group | by_place | by_actor | by_state, by_issue | by_group | by_place, p::dwell,
                 "issues issue_events", "The same of spells: from entering the state to the next event.",
                 "从进入该状态到下一事件的时长分位数(天)。", detail::dwell}
          .limited_by("log–log")
          .published("Kaplan & Meier 1958"),
      definition{"deliberation.escalation_rate", "上交率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events", "Issues of the cohort with an escalated event by `on` / cohort.",
                 "上交的议题数 / 议题数。", detail::escalation_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.age_of_open", "未结时长", "days", "issue at its place", false,
                 by_issue | by_group | by_place | by_state, by_issue | by_group | by_place, p::quantile,
                 "issues issue_events",
                 "Of the issues open on `on`: the lowest age since raised_at whose cumulated share reaches q.",
                 "截至 on 未了结议题自提出以来天数的分位数。", detail::age_of_open},
      definition{"deliberation.survival", "未到达率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, p::survival, "issues issue_events",
                 "S(at) by Kaplan–Meier (1958) from raised_at to the first event of the state; null beyond the last "
                 "observed time unless 0.",
                 "提出 at 天后仍未进入该状态的比例(Kaplan–Meier)。", detail::survival}
          .limited_by("log–log")
          .published("Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice 1980"),
      definition{"deliberation.return_rate", "退回率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events", "Issues of the cohort with a returned event by `on` / cohort.",
                 "被退回的议题数 / 议题数。", detail::return_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.reopen_rate", "重开率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events",
                 "Issues of the cohort with a reopened event after a closed one / with a closed one, by `on`.",
                 "办结后又重开的议题数 / 曾办结的议题数。", detail::reopen_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.on_time_rate", "按期办结率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events",
                 "Issues closed by their due date / issues of the cohort due by `on`, less those merged or rejected by "
                 "then.",
                 "到期前办结的议题数 / 已到期的议题数(不含到期前合并或不予受理者)。", detail::on_time_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.response_rate", "响应率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none,
                 "issues issue_events", "Issues of the cohort accepted or dispatched by `on` / cohort.",
                 "已受理或交办的议题数 / 议题数。", detail::response_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.satisfaction_rate", "满意率", "share of issues", "issue at its place", true,
                 by_issue | by_group | by_place, by_issue | by_group | by_place, parameters::none, "issues",
                 "Issues of the cohort whose raiser was satisfied / with satisfied given.",
                 "满意的议题数 / 有满意度记录的议题数。", detail::satisfaction_rate}
          .grows_by("issues")
          .proportion(),
      definition{"deliberation.issues_per_meeting", "场均议题", "issues a meeting", "meeting at its holder", true,
                 by_group | by_meeting, by_group | by_meeting, p::meetings, "meetings issue_events",
                 "Distinct (issue, meeting) pairs in events / meetings in the window of groups that serve T(p).",
                 "议题进展中不同(议题,会议)对数 / 时段内会议数。", detail::issues_per_meeting}
          .grows_by("issues"),
      definition{"deliberation.meetings_per_forum", "每中心会议数", "meetings a forum", "group", true, by_group,
                 by_group, parameters::none, "forums meetings",
                 "Meetings in the window of the forums in force that serve a place in T(p) / those forums.",
                 "时段内在册中心召开的会议数 / 在册中心数。", detail::meetings_per_forum}
          .grows_by("meetings"),
      definition{"deliberation.idle_forums", "闲置中心占比", "share of forums", "group", true, by_group, by_group,
                 parameters::none, "forums issues issue_events",
                 "Forums in force that no issue of the window names and whose meetings treat none in it / forums.",
                 "时段内既无议题提交、会议也未处理议题的中心数 / 在册中心数。", detail::idle_forums}
          .shrinks_by("forums")
          .proportion(),
  };
}();

}  // namespace linli
