// SPDX-License-Identifier: Apache-2.0
// Edits: changes to a network as plain values, and the network that they lead to.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

enum class verb { add_member, end_member, move_member, rehome };

// A change, in the user's ids. What a verb does not need stays empty.
struct edit {
  linli::verb verb;
  std::string member{};  // of rehome: the person
  std::string group{};   // of move_member: the group that is left
  std::string to_group{};
  std::string place{};  // of rehome: a place, `outside`, or empty for unknown
  std::string role{};
  std::string at{};           // since, until or at; empty: the network's as_of
  std::string member_kind{};  // a table name, where an id is found in several
  std::string group_kind{};
};

// The keys whose contributions an edit changes.
struct touched {
  std::set<std::int32_t> persons;
  std::set<std::int32_t> groups;
  std::set<std::int32_t> meetings;
};

struct edited {
  network net;
  linli::touched touched;
};

namespace detail {

class editor {
 public:
  explicit editor(const network& base) : state_(base.state()) {}

  void apply(const edit& change) {
    switch (change.verb) {
      case verb::add_member: {
        const auto member = find_member(change);
        const auto group = find_group(change, change.group);
        refuse_if_in(change, member, group, when(change));
        return add(member, group, change.role.empty() ? null_code : code_of_role(change.role), null_code, when(change));
      }
      case verb::end_member: {
        end(change, find_member(change), find_group(change, change.group), when_ending(change));
        return;
      }
      case verb::move_member: {
        const auto member = find_member(change);
        const auto from = find_group(change, change.group);
        const auto to = find_group(change, change.to_group);
        if (from == to) refuse(change, "the two groups are one");
        const auto at = when_ending(change);
        refuse_if_in(change, member, to, at);
        const auto row = end(change, member, from, at);
        const auto& rows = state_.stores[store_of(table_id::memberships)];
        // The post moves with the person: role and sending unit stay.
        add(member, to, rows["role"].codes()[row], rows["on_behalf_of"].codes()[row], at);
        return;
      }
      case verb::rehome: return rehome(change);
    }
  }

  edited finish() && { return {network(std::move(state_)), std::move(touched_)}; }

 private:
  [[noreturn]] static void refuse(const edit& change, const std::string& why) {
    static constexpr std::array<std::string_view, 4> names{"add_member", "end_member", "move_member", "rehome"};
    throw edit_error(std::string(names[static_cast<std::size_t>(change.verb)]) + "(" + change.member + ", " +
                     (change.group.empty() ? change.place : change.group) +
                     (change.to_group.empty() ? "" : ", " + change.to_group) + "): " + why);
  }

  template <class Tables>
  node_ref find(const edit& change, const Tables& tables, const std::string& id, const std::string& kind,
                const char* what) const {
    node_ref found{node_kind::place, -1};
    int count = 0;
    for (const auto& rule : schema) {
      if (!tables.has(rule.id) || (!kind.empty() && rule.name != kind) ||
          !state_.ids[static_cast<std::size_t>(rule.id)])
        continue;
      const auto row = state_.ids[static_cast<std::size_t>(rule.id)]->find(std::string_view(id));
      if (row < 0) continue;
      found = {*node_kind_of(rule.id), row};
      ++count;
    }
    if (count == 0) refuse(change, std::string("there is no ") + what + " '" + id + "'");
    if (count > 1) refuse(change, std::string("'") + id + "' is an id in several tables; say which by its kind");
    return found;
  }
  node_ref find_member(const edit& change) const {
    return find(change, table_set{table_id::persons, table_id::organisations}, change.member, change.member_kind,
                "member");
  }
  std::int32_t find_group(const edit& change, const std::string& id) const {
    return find(change, any_group, id, change.group_kind, "group").row;
  }

  instant when(const edit& change) const {
    if (change.at.empty()) return state_.as_of;
    const auto read = parse_instant(change.at, state_.zone_minutes);
    if (!read) refuse(change, "'" + change.at + "' is not a date like 2024-06-30");
    return *read;
  }
  instant when_ending(const edit& change) const {
    const auto at = when(change);
    if (at.is_null()) refuse(change, "the network has no as_of, so the edit needs a date");
    return at;
  }

  store& memberships() { return state_.stores[store_of(table_id::memberships)]; }
  column& of(store& rows, std::string_view name) {
    for (auto& c : rows.columns)
      if (c.name == name) return c.values;
    throw schema_error("no column '" + std::string(name) + "'");
  }
  adjacency& index(table_id table, std::string_view column, node_kind kind) {
    return state_.indices.at({store_of(table), column, kind});
  }
  static constexpr reference_kinds member_kinds{node_kind::person, node_kind::group};

  std::int32_t code_of_role(const std::string& role) { return of(memberships(), "role").code_of(role); }

  // The row of the member's membership in the group that still runs at that time, or -1.
  std::int32_t running(node_ref member, std::int32_t group, instant at) {
    auto& rows = memberships();
    for (const auto row : index(table_id::memberships, "member", member.kind)[static_cast<std::size_t>(member.row)]) {
      const auto i = static_cast<std::size_t>(row);
      const auto until = rows["until"].instants()[i];
      const auto since = rows["since"].instants()[i];
      const bool started = since.is_null() || at.is_null() || since <= at;
      if (rows["group"].codes()[i] == group && started && (until.is_null() || (!at.is_null() && until > at)))
        return row;
    }
    return -1;
  }
  void refuse_if_in(const edit& change, node_ref member, std::int32_t group, instant at) {
    if (running(member, group, at) >= 0) refuse(change, "the member is already in that group");
  }

  void add(node_ref member, std::int32_t group, std::int32_t role, std::int32_t unit, instant since) {
    auto& rows = memberships();
    const auto row = static_cast<std::int32_t>(rows.rows);
    for (auto& c : rows.columns) {
      if (c.name == "member")
        c.values.push_code(member_kinds.encode(member));
      else if (c.name == "group")
        c.values.push_code(group);
      else if (c.name == "role")
        c.values.push_code(role);
      else if (c.name == "on_behalf_of")
        c.values.push_code(unit);
      else if (c.name == "since")
        c.values.push_instant(since);
      else
        c.values.push_null();
    }
    state_.given.add(table_id::memberships);
    rows.source.push_back(-1);  // not in the user's table: it comes after all that are
    ++rows.rows;
    index(table_id::memberships, "member", member.kind).append(static_cast<std::size_t>(member.row), row);
    index(table_id::memberships, "group", node_kind::group).append(static_cast<std::size_t>(group), row);
    if (unit >= 0)
      index(table_id::memberships, "on_behalf_of", node_kind::group).append(static_cast<std::size_t>(unit), row);
    touch(member, group);
  }

  std::size_t end(const edit& change, node_ref member, std::int32_t group, instant at) {
    const auto row = running(member, group, at);
    if (row < 0) refuse(change, "the member is not in that group at " + text_of(at));
    of(memberships(), "until").set_instant(static_cast<std::size_t>(row), at);
    if (repeats_another(member, row)) refuse(change, "the same membership, with the same end, is there already");
    touch(member, group);
    return static_cast<std::size_t>(row);
  }

  // Equal rows count once when tables are read, so an edit must not make any.
  bool repeats_another(node_ref member, std::int32_t row) {
    const auto& columns = memberships().columns;
    const auto same = [&](std::int32_t other) {
      return std::all_of(columns.begin(), columns.end(), [&](const named_column& c) {
        return c.values.text(static_cast<std::size_t>(other)) == c.values.text(static_cast<std::size_t>(row));
      });
    };
    const auto rows = index(table_id::memberships, "member", member.kind)[static_cast<std::size_t>(member.row)];
    return std::any_of(rows.begin(), rows.end(), [&](std::int32_t other) { return other != row && same(other); });
  }

  void touch(node_ref member, std::int32_t group) {
    (member.kind == node_kind::person ? touched_.persons : touched_.groups).insert(member.row);
    touched_.groups.insert(group);
  }

  void rehome(const edit& change) {
    const auto person = find(change, table_set{table_id::persons}, change.member, "", "person").row;
    std::int32_t home = null_code;
    if (!change.place.empty()) {
      home = state_.ids[0] ? state_.ids[0]->find(std::string_view(change.place)) : -1;
      if (home < 0 && change.place == "outside")
        home = outside;
      else if (home < 0)
        refuse(change, "there is no place '" + change.place + "'");
    }
    auto& homes = of(state_.stores[store_of(node_kind::person)], "home");
    const auto before = homes.codes()[static_cast<std::size_t>(person)];
    homes.set_code(static_cast<std::size_t>(person), home);
    auto& at_home = index(table_id::persons, "home", node_kind::place);
    if (before >= 0) at_home.remove(static_cast<std::size_t>(before), person);
    if (home >= 0) at_home.append(static_cast<std::size_t>(home), person);
    touched_.persons.insert(person);
    const auto& meetings = state_.stores[store_of(table_id::attendances)]["meeting"].codes();
    for (const auto row : index(table_id::attendances, "person", node_kind::person)[static_cast<std::size_t>(person)])
      touched_.meetings.insert(meetings[static_cast<std::size_t>(row)]);
  }

  network_state state_;
  linli::touched touched_;
};

}  // namespace detail

// The edited network and the keys that changed. The base is untouched, and shares all that did not change.
inline edited apply_edits(const network& base, std::span<const edit> edits) {
  auto editor = detail::editor(base);
  for (const auto& change : edits) editor.apply(change);
  return std::move(editor).finish();
}
inline network with_edits(const network& base, std::span<const edit> edits) { return apply_edits(base, edits).net; }

}  // namespace linli
