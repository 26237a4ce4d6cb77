// SPDX-License-Identifier: Apache-2.0
// The relations that make graphs: their names, the columns that hold them, and their edges row by
// row.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/core/text.hpp>
#include <linli/model/network.hpp>

namespace linli {

// Two reference columns of a table make an edge of each row. An empty `from` is the row's own node.
struct link_rule {
  std::string_view relation;
  table_id table;
  std::string_view from;
  std::string_view to;
  std::string_view meaning;
};

// Seen to happen: an edge once made stays.
constexpr std::array observed_links{
    link_rule{"tie", table_id::ties, "source", "target", "two persons in contact"},
    link_rule{"attends", table_id::attendances, "person", "meeting", "a person came to a meeting"},
    link_rule{"discussed", table_id::issue_events, "issue", "meeting", "a meeting treated an issue"},
    link_rule{"acted", table_id::issue_events, "actor", "issue", "a group acted on an issue"},
    link_rule{"raised_by", table_id::issues, "", "raised_by", "who raised an issue"},
    link_rule{"held_by", table_id::meetings, "", "held_by", "who held a meeting"}};

// Laid down: an edge lasts as long as the rule or the office that makes it.
constexpr std::array designed_links{
    link_rule{"member_of", table_id::memberships, "member", "group", "who is in a group"},
    link_rule{"led_by", table_id::teams, "", "led_by", "the party organisation that leads a group"},
    link_rule{"superior", table_id::teams, "", "parent", "the group above a group"},
    link_rule{"fielded_by", table_id::teams, "", "fielded_by", "the organisation that fields a team"},
    link_rule{"provided_by", table_id::services, "", "provider", "the group that provides a service"},
    link_rule{"serves", table_id::teams, "", "place", "the place that a group serves"},
    link_rule{"serves", table_id::serves, "group", "place", "a further place that a group serves"},
    link_rule{"part_of", table_id::places, "", "parent", "the place that a place lies in"},
    link_rule{"part_of", table_id::place_in, "place", "zone", "the zone that a place belongs to"},
    link_rule{"partnership", table_id::partnerships, "organisation", "place", "a unit that stands by a place"}};

constexpr bool is_designed(std::string_view relation) {
  return std::any_of(designed_links.begin(), designed_links.end(),
                     [&](const link_rule& link) { return link.relation == relation; });
}

namespace detail {
// Adds the links of one relation, or of all under a heading; false if none is called so.
inline bool add_links(std::span<const link_rule> from, std::string_view heading, std::string_view name,
                      std::vector<link_rule>& chosen) {
  bool known = false;
  for (const auto& link : from) {
    if (name != heading && name != link.relation) continue;
    known = true;
    const bool again = std::any_of(chosen.begin(), chosen.end(), [&](const link_rule& other) {
      return other.relation == link.relation && other.table == link.table;
    });
    if (!again) chosen.push_back(link);
  }
  return known;
}
}  // namespace detail

inline std::vector<std::string_view> relation_names() {
  auto names = std::vector<std::string_view>{"observed", "designed"};
  const auto add = [&](const link_rule& link) {
    if (names.back() != link.relation) names.push_back(link.relation);
  };
  std::for_each(observed_links.begin(), observed_links.end(), add);
  std::for_each(designed_links.begin(), designed_links.end(), add);
  return names;
}

// The links of the relations named, each once; "observed" and "designed" name all of their kind.
inline std::vector<link_rule> links_named(const std::vector<std::string>& relations) {
  auto chosen = std::vector<link_rule>();
  for (const auto& name : relations) {
    const bool observed = detail::add_links(observed_links, "observed", name, chosen);
    const bool designed = detail::add_links(designed_links, "designed", name, chosen);
    if (!observed && !designed)
      throw measure_error("no relation is called '" + name + "'; the relations are " + joined(relation_names()));
  }
  if (chosen.empty()) throw measure_error("a graph needs a relation; the relations are " + joined(relation_names()));
  return chosen;
}

struct link_ends {
  node_ref from;
  node_ref to;
};

// A link rule bound to the columns of a network, which must outlive it.
class bound_link {
 public:
  bound_link(const network& net, const link_rule& rule)
      : rule_(rule), rows_(net.rows(rule.table).rows), to_(&net.rows(rule.table)[rule.to].codes()) {
    const auto& table = rule_of(rule.table);
    to_kinds_ = kinds_of(*column_named(table, rule.to));
    if (rule.from.empty()) {
      from_kinds_ = {*node_kind_of(rule.table), std::nullopt};
    } else {
      from_ = &net.rows(rule.table)[rule.from].codes();
      from_kinds_ = kinds_of(*column_named(table, rule.from));
    }
  }

  const link_rule& rule() const { return rule_; }
  std::size_t rows() const { return rows_; }
  const reference_kinds& from_kinds() const { return from_kinds_; }
  const reference_kinds& to_kinds() const { return to_kinds_; }
  bool starts_at_own_node() const { return from_ == nullptr; }

  // Nothing where an end is unknown.
  std::optional<link_ends> ends(std::int32_t row) const {
    const auto i = static_cast<std::size_t>(row);
    const auto from = from_ ? (*from_)[i] : row;
    const auto to = (*to_)[i];
    if (from < 0 || to < 0) return std::nullopt;
    return link_ends{from_kinds_.decode(from), to_kinds_.decode(to)};
  }

 private:
  link_rule rule_;
  std::size_t rows_;
  const paged<std::int32_t>* from_ = nullptr;
  const paged<std::int32_t>* to_;
  reference_kinds from_kinds_{};
  reference_kinds to_kinds_{};
};

}  // namespace linli
