// SPDX-License-Identifier: Apache-2.0
// Forums: who sits in them for good, how often they meet, and which stand idle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/coverage.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Distinct persons with a role in force in a forum that serves the place.
inline plan representatives(const context& asked) {
  plan made;
  made.parts = {"representatives"};
  made.terms = {distinct_members(asked, groups_of_table(asked, table_id::forums), one_slot{},
                                 asked.word("role", "fixed_representative"))};
  made.finish = first_count;
  return made;
}

inline plan representatives_per_forum(const context& asked) {
  const auto forums = groups_of_table(asked, table_id::forums);
  plan made;
  made.slots = 2;
  made.parts = {"(person, forum) pairs", "forums"};
  made.terms = {membership_pairs(asked, forums, 0, asked.word("role", "fixed_representative")),
                counted_groups(forums, second_slot{})};
  made.finish = first_over_second("no forums in force");
  return made;
}

// A share of the forums in force: those for which `amount(forum)` is counted against their number.
template <class Amount>
plan per_forum(const context& asked, Amount amount, std::vector<std::string> parts) {
  const auto forums = groups_of_table(asked, table_id::forums);
  plan made;
  made.slots = 2;
  made.parts = std::move(parts);
  made.terms.push_back({node_kind::group, [=](std::size_t first, std::size_t last, counter& into) {
                          for (auto g = first; g < last; ++g) {
                            const auto forum = static_cast<std::int32_t>(g);
                            if (!forums->counts(forum)) continue;
                            const auto about = forums->about(forum);
                            if (!into.asks_for(about)) continue;
                            const auto put = [&](std::size_t slot, std::int64_t count) {
                              forums->for_each_place(forum,
                                                     [&](std::int32_t place) { into.collect(place, about, slot); });
                              into.flush(count);
                            };
                            if (const auto count = amount(forum); count != 0) put(0, count);
                            put(1, 1);
                          }
                        }});
  made.finish = first_over_second("no forums in force");
  return made;
}

inline plan forums_without_representative(const context& asked) {
  const auto members = std::make_shared<const roster>(*asked.net, asked.stock);
  const auto kinds = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
  const auto in_role = role_filter(asked, asked.word("role", "fixed_representative"));
  return per_forum(asked,
                   [=](std::int32_t forum) {
                     bool any = false;
                     members->for_each_member(forum, [&](std::int32_t member, std::int32_t row) {
                       any = any || (in_role(row) && kinds.row_if(member, node_kind::person) >= 0);
                     });
                     return std::int64_t{any ? 0 : 1};
                   },
                   {"without", "forums"});
}

inline plan meetings_per_forum(const context& asked) {
  const auto* meetings_of = &asked.net->rows_by(table_id::meetings, "held_by", node_kind::group);
  const auto* dates = &asked.net->rows(node_kind::meeting)["date"].instants();
  return per_forum(
      asked,
      [=, during = asked.during, on = asked.on](std::int32_t forum) {
        const auto meetings = (*meetings_of)[static_cast<std::size_t>(forum)];
        return static_cast<std::int64_t>(std::count_if(meetings.begin(), meetings.end(), [&](std::int32_t meeting) {
          const auto at = (*dates)[static_cast<std::size_t>(meeting)];
          return during.contains(at) && on.has_reached(at);
        }));
      },
      {"meetings", "forums"});
}

// What forums have before them in a window: issues that name them, and what their meetings treat.
class forum_business {
 public:
  explicit forum_business(const context& asked)
      : during_(asked.during),
        on_(asked.on),
        issues_of_(&asked.net->rows_by(table_id::issues, "forum", node_kind::group)),
        raised_(&asked.net->rows(node_kind::issue)["raised_at"].instants()),
        meetings_of_(&asked.net->rows_by(table_id::meetings, "held_by", node_kind::group)),
        events_of_(&asked.net->rows_by(table_id::issue_events, "meeting", node_kind::meeting)),
        at_(&asked.net->rows(table_id::issue_events)["at"].instants()) {}

  bool has_any(std::int32_t forum) const {
    const auto f = static_cast<std::size_t>(forum);
    const auto issues = (*issues_of_)[f];
    const auto meetings = (*meetings_of_)[f];
    return std::any_of(issues.begin(), issues.end(), [&](std::int32_t issue) { return lies_in(*raised_, issue); }) ||
           std::any_of(meetings.begin(), meetings.end(), [&](std::int32_t meeting) {
             const auto events = (*events_of_)[static_cast<std::size_t>(meeting)];
             return std::any_of(events.begin(), events.end(), [&](std::int32_t row) { return lies_in(*at_, row); });
           });
  }

 private:
  bool lies_in(const paged<instant>& dates, std::int32_t row) const {
    const auto at = dates[static_cast<std::size_t>(row)];
    return during_.contains(at) && on_.has_reached(at);
  }
  window during_;
  moment on_;
  const adjacency* issues_of_;
  const paged<instant>* raised_;
  const adjacency* meetings_of_;
  const adjacency* events_of_;
  const paged<instant>* at_;
};

inline plan idle_forums(const context& asked) {
  const auto business = std::make_shared<const forum_business>(asked);
  return per_forum(asked, [business](std::int32_t forum) { return std::int64_t{business->has_any(forum) ? 0 : 1}; },
                   {"idle", "forums"});
}

// Distinct issues that each counted meeting treats.
inline plan issues_per_meeting(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto* events_of = &asked.net->rows_by(table_id::issue_events, "meeting", node_kind::meeting);
  const auto* at = &asked.net->rows(table_id::issue_events)["at"].instants();
  const auto* issue_of = &asked.net->rows(table_id::issue_events)["issue"].codes();
  plan made;
  made.slots = 2;
  made.parts = {"(issue, meeting) pairs", "meetings"};
  made.terms.push_back({node_kind::meeting, [=, on = asked.on](std::size_t first, std::size_t last, counter& into) {
                          std::vector<std::int32_t> treated;
                          for (auto m = first; m < last; ++m) {
                            const auto meeting = static_cast<std::int32_t>(m);
                            if (!held->counts(meeting)) continue;
                            const auto about = held->about(meeting);
                            if (!into.asks_for(about)) continue;
                            treated.clear();
                            for (const auto row : (*events_of)[m])
                              if (on.has_reached((*at)[static_cast<std::size_t>(row)]))
                                treated.push_back((*issue_of)[static_cast<std::size_t>(row)]);
                            std::sort(treated.begin(), treated.end());
                            const auto distinct = std::unique(treated.begin(), treated.end()) - treated.begin();
                            const auto put = [&](std::size_t slot, std::int64_t amount) {
                              held->for_each_place(meeting,
                                                   [&](std::int32_t place) { into.collect(place, about, slot); });
                              into.flush(amount);
                            };
                            if (distinct > 0) put(0, distinct);
                            put(1, 1);
                          }
                        }});
  made.finish = first_over_second("no meetings");
  return made;
}

}  // namespace linli::detail
