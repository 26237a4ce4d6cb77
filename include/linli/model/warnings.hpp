// SPDX-License-Identifier: Apache-2.0
// What may be right but deserves a look: warnings on a finished network.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <linli/model/network.hpp>
#include <linli/model/totals.hpp>

namespace linli::detail {

class reviewer {
 public:
  explicit reviewer(const network& net, diagnostics& found) : net_(&net), found_(&found) {}

  void run() {
    roots();
    levels();
    persons();
    groups();
    meetings();
    events();
    populations();
    far_dates(table_id::meetings, "date");
    far_dates(table_id::issues, "raised_at");
    far_dates(table_id::issue_events, "at");
    far_dates(table_id::activities, "date");
  }

 private:
  void warn(table_id table, std::string_view column, std::string_view rule, std::string value, std::string message) {
    found_->add({std::string(name_of(table)), -1, std::string(column), std::string(rule), std::move(value),
                 std::move(message), severity::warning});
  }
  std::string place_name(std::int32_t place) const { return net_->id_of({node_kind::place, place}); }

  void roots() {
    if (const auto count = net_->places().roots().size(); count > 1)
      warn(table_id::places, "parent", "several_roots", std::to_string(count),
           std::to_string(count) + " places have no parent; they stand side by side under one root");
  }

  void levels() {
    for (std::size_t w = 0; net_->state().levels && w < net_->state().levels->size(); ++w) {
      const auto word = std::string((*net_->state().levels)[static_cast<std::int32_t>(w)]);
      if (level_rank(word)) continue;
      if (const auto near = nearest_word(word, usual_levels); !near.empty())
        warn(table_id::places, "level", "level_spelling", word, "the level '" + word + "' is almost '" + near + "'");
    }
  }

  void persons() {
    const auto& homes = net_->rows(node_kind::person)["home"].codes();
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < homes.size(); ++i) unknown += homes[i] == null_code;
    if (unknown > 0)
      warn(table_id::persons, "home", "unknown_home", std::to_string(unknown),
           std::to_string(unknown) + " person(s) without a known home count at no place");
  }

  void groups() {
    const auto& groups = net_->rows(node_kind::group);
    const auto& serves = net_->rows_by(table_id::serves, "group", node_kind::group);
    const auto& kinds = groups["kind"];
    std::size_t unplaced = 0;
    std::size_t outside_scheme = 0;
    for (std::size_t g = 0; g < groups.rows; ++g) {
      unplaced += groups["place"].is_null(g) && serves[g].empty();
      if (net_->table_of_group(static_cast<std::int32_t>(g)) != table_id::teams) continue;
      const auto kind = kinds.text(g);
      outside_scheme += std::none_of(net_->scheme().kinds.begin(), net_->scheme().kinds.end(),
                                     [&](const auto& k) { return k.table == table_id::teams && k.found_as == kind; });
    }
    if (unplaced > 0)
      warn(table_id::serves, "place", "unplaced_group", std::to_string(unplaced),
           std::to_string(unplaced) + " group(s) serve no place and count nowhere");
    if (outside_scheme > 0)
      warn(table_id::teams, "kind", "kind_outside_scheme", std::to_string(outside_scheme),
           std::to_string(outside_scheme) + " team(s) are of kinds outside the scheme '" + net_->scheme().name +
               "' and count in no measure by kind");
  }

  void meetings() {
    const auto& meetings = net_->rows(node_kind::meeting);
    const auto& groups = net_->rows(node_kind::group);
    const auto& since = groups["since"].instants();
    const auto& until = groups["until"].instants();
    std::size_t early_or_late = 0;
    for (std::size_t m = 0; m < meetings.rows; ++m) {
      const auto group = static_cast<std::size_t>(meetings["held_by"].codes()[m]);
      const auto day = instant::of_day(meetings["date"].instants()[m].day());
      const bool before = !since[group].is_null() && since[group].day() > day.day();
      const bool after = !until[group].is_null() && until[group] <= day;
      early_or_late += before || after;
    }
    if (early_or_late > 0)
      warn(table_id::meetings, "date", "group_not_in_force", std::to_string(early_or_late),
           std::to_string(early_or_late) + " meeting(s) of a group that was not in force on the day");
  }

  void events() {
    const auto& events = net_->rows(table_id::issue_events);
    const auto& raised = net_->rows(node_kind::issue)["raised_at"].instants();
    std::size_t early = 0;
    for (std::size_t e = 0; e < events.rows; ++e) {
      const auto issue = static_cast<std::size_t>(events["issue"].codes()[e]);
      early += duration_between(raised[issue], events["at"].instants()[e]) < 0;
    }
    if (early > 0)
      warn(table_id::issue_events, "at", "event_before_raised", std::to_string(early),
           std::to_string(early) + " event(s) before their issue was raised; they give no duration");
  }

  // A place's own count beside the sum of its children's, and beside the persons listed in it.
  void populations() {
    const auto given = population_by_place(*net_, population_unit::persons);
    const auto& tree = net_->places();
    const auto& at_home = net_->rows_by(table_id::persons, "home", node_kind::place);
    auto children = std::vector<std::int64_t>(tree.size(), 0);
    auto complete = std::vector<std::uint8_t>(tree.size(), 1);
    auto has_child = std::vector<std::uint8_t>(tree.size(), 0);
    auto listed = std::vector<std::int64_t>(tree.size(), 0);
    for (std::size_t k = tree.size(); k-- > 0;) {
      const auto place = static_cast<std::size_t>(tree.order()[k]);
      listed[place] += static_cast<std::int64_t>(at_home[place].size());
      if (given[place] >= 0 && has_child[place] && complete[place] && children[place] != given[place])
        warn(table_id::population, "count", "parent_unlike_children", place_name(tree.order()[k]),
             "the population of '" + place_name(tree.order()[k]) + "' is " + std::to_string(given[place]) +
                 ", that of the places in it " + std::to_string(children[place]));
      if (given[place] >= 0 && listed[place] > given[place])
        warn(table_id::population, "count", "more_listed_than_population", place_name(tree.order()[k]),
             "'" + place_name(tree.order()[k]) + "' lists " + std::to_string(listed[place]) +
                 " persons, but its population is " + std::to_string(given[place]));
      if (const auto above = tree.parent(tree.order()[k]); above >= 0) {
        const auto parent = static_cast<std::size_t>(above);
        has_child[parent] = 1;
        listed[parent] += listed[place];
        if (given[place] >= 0)
          children[parent] += given[place];
        else
          complete[parent] = 0;
      }
    }
  }

  void far_dates(table_id table, std::string_view name) {
    const auto& dates = net_->rows(table)[name].instants();
    std::vector<std::int64_t> days;
    for (std::size_t i = 0; i < dates.size(); ++i)
      if (!dates[i].is_null()) days.push_back(dates[i].day());
    if (days.size() < 2) return;
    const auto last = *std::max_element(days.begin(), days.end());
    // The percentile lies between two dates where there are few: a last one must not measure itself.
    std::sort(days.begin(), days.end());
    const auto rank = 99 * (days.size() - 1);
    const auto below = days[rank / 100];
    const auto above = days[std::min(rank / 100 + 1, days.size() - 1)];
    const auto hundredths = 100 * below + static_cast<std::int64_t>(rank % 100) * (above - below);
    if (100 * last - hundredths > 90 * 100)
      warn(table, name, "far_date", text_of_day(last),
           text_of_day(last) + " is more than 90 days after nearly all the others (" + text_of_day(hundredths / 100) +
               ")");
  }

  const network* net_;
  diagnostics* found_;
};

}  // namespace linli::detail
