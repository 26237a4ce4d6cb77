// SPDX-License-Identifier: Apache-2.0
// Who is in which group on a day: memberships in force, read both ways.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

// A membership is in force only while both it and its group are. The network must outlive this.
class roster {
 public:
  roster(const network& net, moment at)
      : in_force_(net.rows(table_id::memberships), at),
        group_in_force_(net.rows(node_kind::group), at),
        groups_(&net.rows(table_id::memberships)["group"].codes()),
        members_(&net.rows(table_id::memberships)["member"].codes()),
        of_person_(&net.rows_by(table_id::memberships, "member", node_kind::person)),
        of_group_(&net.rows_by(table_id::memberships, "group", node_kind::group)) {}

  bool group_in_force(std::int32_t group) const { return group_in_force_(group); }

  // Calls f(group, row) for each membership of the person in force.
  template <class F>
  void for_each_group(std::int32_t person, F f) const {
    for (const auto row : (*of_person_)[static_cast<std::size_t>(person)]) {
      const auto group = (*groups_)[static_cast<std::size_t>(row)];
      if (in_force_(row) && group_in_force_(group)) f(group, row);
    }
  }
  // Calls f(member, row), member as the column holds it, for each membership in the group in force.
  template <class F>
  void for_each_member(std::int32_t group, F f) const {
    if (!group_in_force_(group)) return;
    for (const auto row : (*of_group_)[static_cast<std::size_t>(group)])
      if (in_force_(row)) f((*members_)[static_cast<std::size_t>(row)], row);
  }
  bool has_any(std::int32_t group) const {
    const auto rows = (*of_group_)[static_cast<std::size_t>(group)];
    return group_in_force_(group) &&
           std::any_of(rows.begin(), rows.end(), [&](std::int32_t row) { return in_force_(row); });
  }
  std::int64_t distinct_members(std::int32_t group) const {
    std::vector<std::int32_t> found;
    for_each_member(group, [&](std::int32_t member, std::int32_t) { found.push_back(member); });
    std::sort(found.begin(), found.end());
    return std::unique(found.begin(), found.end()) - found.begin();
  }
  bool has_rows(std::int32_t group) const { return !(*of_group_)[static_cast<std::size_t>(group)].empty(); }

 private:
  rows_in_force in_force_;
  rows_in_force group_in_force_;
  const paged<std::int32_t>* groups_;
  const paged<std::int32_t>* members_;
  const adjacency* of_person_;
  const adjacency* of_group_;
};

}  // namespace linli
