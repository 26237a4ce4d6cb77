// SPDX-License-Identifier: Apache-2.0
// Random synthetic towns, and random edits of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <linli/model/edits.hpp>

#include "support/frames.hpp"

namespace linli::testing {

// A random synthetic town whose ids repeat across tables, so that kinds must be said.
class random_town {
 public:
  explicit random_town(unsigned seed) : random_(seed), days_(365) {
    std::iota(days_.begin(), days_.end(), 0);
    std::shuffle(days_.begin(), days_.end(), random_);
  }

  network make() {
    cells persons, homes, teams, member, member_kind, group, group_kind, role;
    for (int i = 0; i < 12; ++i) persons.push_back(std::to_string(i));
    for (int i = 0; i < 12; ++i) homes.push_back(place());
    for (int i = 0; i < 25; ++i) {
      member.push_back(std::to_string(dice(i % 5 == 0 ? 3 : 12)));
      member_kind.push_back(i % 5 == 0 ? "organisations" : "persons");
      group.push_back(std::to_string(dice(4)));
      group_kind.push_back(group_table());
      role.push_back(dice(2) ? "" : "角色" + std::to_string(dice(3)));
    }
    return built(
        {text_frame("places",
                    {{"id", {"1", "2", "3", "4"}}, {"level", {"a", "b", "b", "c"}}, {"parent", {"", "1", "1", "3"}}}),
         text_frame("persons", {{"id", persons}, {"home", homes}, {"tenure", cells(12, "5")}}),
         text_frame("organisations", {{"id", {"0", "1", "2"}}, {"kind", {"u", "u", "v"}}}),
         text_frame("teams",
                    {{"id", {"0", "1", "2", "3"}}, {"kind", {"k", "l", "k", "l"}}, {"place", {"1", "2", "", "4"}}}),
         text_frame("forums",
                    {{"id", {"0", "1", "2", "3"}}, {"kind", {"k", "l", "k", "l"}}, {"place", {"1", "2", "", "4"}}}),
         text_frame("memberships", {{"member", member},
                                    {"member_kind", member_kind},
                                    {"group", group},
                                    {"group_kind", group_kind},
                                    {"role", role},
                                    {"since", cells(25, "2010-01-01")}})});
  }

  // Each day is drawn once, in no order.
  edit next() {
    const auto day = text_of_day(day_number(2018, 1, 1) + days_[used_++ % days_.size()]);
    const bool organisation = dice(4) == 0;
    edit change{.verb = static_cast<verb>(dice(4)), .member = std::to_string(dice(organisation ? 3 : 12)), .at = day};
    if (change.verb == verb::rehome) {
      change.place = place();
      return change;
    }
    change.member_kind = organisation ? "organisations" : "persons";
    change.group = std::to_string(dice(4));
    change.group_kind = group_table();
    if (change.verb == verb::move_member) change.to_group = std::to_string(dice(4));
    if (change.verb == verb::add_member && dice(2)) change.role = "角色" + std::to_string(dice(6));
    return change;
  }

 private:
  int dice(int faces) { return static_cast<int>(random_() % static_cast<unsigned>(faces)); }
  std::string place() {
    static const cells words{"1", "2", "3", "4", "outside", ""};
    return words[static_cast<std::size_t>(dice(6))];
  }
  std::string group_table() { return dice(2) ? "teams" : "forums"; }

  std::mt19937 random_;
  std::vector<std::int64_t> days_;
  std::size_t used_ = 0;
};

}  // namespace linli::testing
