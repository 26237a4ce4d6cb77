// SPDX-License-Identifier: Apache-2.0
// The groups that a measure counts, and the sums over them and their members.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/plan.hpp>
#include <linli/measure/roster.hpp>

namespace linli::detail {

// A code for each group that may count, its kind, and -1 for the others; in force on the day. A
// selection is shared by the terms of a plan.
class group_selection {
 public:
  using codes = std::shared_ptr<const std::vector<std::int32_t>>;

  group_selection(const context& asked, codes kinds)
      : kinds_(std::move(kinds)),
        roster_(*asked.net, asked.stock),
        places_(*asked.net, asked.stock),
        own_place_(&asked.net->rows(node_kind::group)["place"].codes()),
        head_counts_(&asked.net->rows(node_kind::group)["head_count"].integers()) {}

  bool counts(std::int32_t group) const { return kind(group) >= 0 && roster_.group_in_force(group); }
  std::int32_t kind(std::int32_t group) const { return (*kinds_)[static_cast<std::size_t>(group)]; }
  subject about(std::int32_t group) const {
    return subject{}.with(role::group, group).with(role::place, (*own_place_)[static_cast<std::size_t>(group)]);
  }
  const roster& members() const { return roster_; }
  // A team that lists nobody may still say how many it has.
  std::int64_t head_count(std::int32_t group) const {
    const auto count = (*head_counts_)[static_cast<std::size_t>(group)];
    return roster_.has_rows(group) || count == null_integer ? 0 : count;
  }
  bool has_at_least(std::int32_t group, std::int64_t members) const {
    return members <= 0 || (members == 1 ? roster_.has_any(group) : roster_.distinct_members(group) >= members) ||
           head_count(group) >= members;
  }
  template <class F>
  void for_each_place(std::int32_t group, F f) const {
    places_.for_each(group, f);
  }

 private:
  codes kinds_;
  roster roster_;
  served_places places_;
  const paged<std::int32_t>* own_place_;
  const paged<std::int64_t>* head_counts_;
};

using selection = std::shared_ptr<const group_selection>;

// The groups of the scheme's kinds, or of the one asked.
inline selection groups_of_scheme(const context& asked) {
  auto kinds = *asked.kinds;
  const auto wanted = asked.word("kind", "");
  for (auto& kind : kinds)
    if (kind >= 0 && asked.has("kind") && asked.scheme.kinds[static_cast<std::size_t>(kind)].key != wanted) kind = -1;
  return std::make_shared<const group_selection>(asked,
                                                 std::make_shared<const std::vector<std::int32_t>>(std::move(kinds)));
}

// The groups of a table, of one kind if one is named, that pass a further test; coded by their own kinds.
inline selection groups_of_table(
    const context& asked, table_id table, const std::string& kind = "",
    const std::function<bool(std::size_t)>& passes = [](std::size_t) { return true; }) {
  const auto& rows = asked.net->rows(node_kind::group)["kind"];
  const auto wanted = rows.words().find(kind);
  auto kinds = std::vector<std::int32_t>(rows.size(), -1);
  for (std::size_t g = 0; g < kinds.size(); ++g) {
    const auto own = rows.codes()[g];
    const bool counts =
        asked.net->table_of_group(static_cast<std::int32_t>(g)) == table && (kind.empty() || own == wanted);
    if (counts && passes(g)) kinds[g] = own;
  }
  return std::make_shared<const group_selection>(asked,
                                                 std::make_shared<const std::vector<std::int32_t>>(std::move(kinds)));
}

// The kinds of the groups of a table, and of which each group is; -1 for none and for other tables.
struct table_kinds {
  std::vector<std::string> kinds{};
  std::vector<std::int32_t> of_group{};
};
inline table_kinds kinds_in_table(const network& net, table_id table) {
  const auto& kinds = net.rows(node_kind::group)["kind"];
  const auto& words = kinds.words();
  auto numbers = std::vector<std::int32_t>(words.size(), -1);
  table_kinds found;
  found.of_group.assign(kinds.size(), -1);
  for (std::size_t g = 0; g < kinds.size(); ++g)
    if (net.table_of_group(static_cast<std::int32_t>(g)) == table && !kinds.is_null(g))
      numbers[static_cast<std::size_t>(kinds.codes()[g])] = 0;
  for (std::size_t w = 0; w < numbers.size(); ++w) {
    if (numbers[w] < 0) continue;
    numbers[w] = static_cast<std::int32_t>(found.kinds.size());
    found.kinds.emplace_back(words[static_cast<std::int32_t>(w)]);
  }
  for (std::size_t g = 0; g < kinds.size(); ++g)
    if (net.table_of_group(static_cast<std::int32_t>(g)) == table && !kinds.is_null(g))
      found.of_group[g] = numbers[static_cast<std::size_t>(kinds.codes()[g])];
  return found;
}

// The first slot for every group; or, in `slot_of_kind`, one for each kind.
struct one_slot {
  std::size_t operator()(std::int32_t) const { return 0; }
};
struct second_slot {
  std::size_t operator()(std::int32_t) const { return 1; }
};
struct slot_of_kind {
  selection groups;
  std::size_t operator()(std::int32_t group) const { return static_cast<std::size_t>(groups->kind(group)); }
};

// One for each group that counts, is asked for and has enough members, in the slot of the group.
template <class SlotOf>
term counted_groups(selection groups, SlotOf slot_of, std::int64_t min_members = 0) {
  return {node_kind::group, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto g = first; g < last; ++g) {
              const auto group = static_cast<std::int32_t>(g);
              if (!groups->counts(group)) continue;
              const auto about = groups->about(group);
              if (!into.asks_for(about) || !groups->has_at_least(group, min_members)) continue;
              groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot_of(group)); });
              into.flush();
            }
          }};
}

// Whether a membership is in the role asked; without one, any is.
class role_filter {
 public:
  role_filter(const context& asked, const std::string& wanted)
      : roles_(&asked.net->rows(table_id::memberships)["role"]),
        any_(wanted.empty()),
        wanted_(roles_->words().find(wanted)) {}
  bool operator()(std::int32_t row) const {
    return any_ || (wanted_ >= 0 && roles_->codes()[static_cast<std::size_t>(row)] == wanted_);
  }

 private:
  const column* roles_;
  bool any_;
  std::int32_t wanted_;
};

// The persons who are on the roster of any group that counts, as a list to walk instead of all persons.
class listed_persons {
 public:
  listed_persons(const network& net, const group_selection& groups)
      : bits_((net.rows(node_kind::person).rows + 63) / 64, 0) {
    const auto kinds = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
    for (std::size_t g = 0; g < net.rows(node_kind::group).rows; ++g) {
      const auto group = static_cast<std::int32_t>(g);
      if (!groups.counts(group)) continue;
      groups.members().for_each_member(group, [&](std::int32_t member, std::int32_t) {
        const auto person = kinds.row_if(member, node_kind::person);
        if (person >= 0) bits_[static_cast<std::size_t>(person) / 64] |= std::uint64_t{1} << (person % 64);
      });
    }
  }
  // Calls f(person) for those from first to last, in order.
  template <class F>
  void for_each(std::size_t first, std::size_t last, F f) const {
    for (auto word = first / 64; word < bits_.size() && word * 64 < last; ++word)
      for (auto left = bits_[word]; left != 0; left &= left - 1) {
        const auto person = word * 64 + static_cast<std::size_t>(std::countr_zero(left));
        if (person >= first && person < last) f(static_cast<std::int32_t>(person));
      }
  }

 private:
  std::vector<std::uint64_t> bits_;
};

// One for each distinct person with a membership in force who passes, in the slot of the group.
struct anyone {
  bool operator()(std::int32_t) const { return true; }
};
template <class SlotOf, class Passes = anyone>
term distinct_members(const context& asked, selection groups, SlotOf slot_of, const std::string& role_asked = "",
                      Passes passes = {}) {
  const auto listed = std::make_shared<const listed_persons>(*asked.net, *groups);
  return {node_kind::person,
          [=, in_role = role_filter(asked, role_asked)](std::size_t first, std::size_t last, counter& into) {
            listed->for_each(first, last, [&](std::int32_t person) {
              groups->members().for_each_group(person, [&](std::int32_t group, std::int32_t row) {
                if (!groups->counts(group) || !in_role(row)) return;
                const auto about = groups->about(group).with(role::person, person);
                if (!into.asks_for(about)) return;
                groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot_of(group)); });
              });
              // Asked last: to look at what a member did costs more than to find that one is.
              if (into.has_collected() && !passes(person)) into.drop();
              into.flush();
            });
          }};
}

// Teams that say only how many they are: one for each in the slot `teams` (and on, by group), and their
// heads in the slot `heads`. What they list nobody of may be in any category of persons.
constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

template <class SlotOf>
term head_counts(selection groups, SlotOf slot_of, std::size_t teams, std::size_t heads = no_slot) {
  return {node_kind::group, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto g = first; g < last; ++g) {
              const auto group = static_cast<std::int32_t>(g);
              const auto count = groups->head_count(group);
              if (count == 0 || !groups->counts(group)) continue;
              const auto about = groups->about(group);
              if (!into.may_ask_for(about)) continue;
              const auto put = [&](std::size_t slot, std::int64_t amount) {
                groups->for_each_place(group, [&](std::int32_t place) { into.collect_possible(place, about, slot); });
                into.flush(amount);
              };
              put(teams + slot_of(group), 1);
              if (heads != no_slot) put(heads, count);
            }
          }};
}

inline answer only_bounds(std::int64_t teams) {
  return {std::nullopt, std::nullopt, std::nullopt,
          std::to_string(teams) + " team(s) give only a head count: distinct persons have bounds, not a value",
          basis::mixed};
}

inline answer first_count(const cell_view& cell) { return count_answer(cell.sums[0]); }
// Of distinct persons in slot 0, where slot 1 counts the teams that name nobody.
inline answer count_unless_nameless(const cell_view& cell) {
  return cell.sums[1] > 0 ? only_bounds(cell.sums[1]) : count_answer(cell.sums[0]);
}

}  // namespace linli::detail
