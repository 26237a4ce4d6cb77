// SPDX-License-Identifier: Apache-2.0
// Reach: for how many residents enough kinds of groups have a provider at home or anywhere above.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/coverage.hpp>
#include <linli/measure/residents.hpp>

namespace linli::detail {

// The kinds that provide, and which groups are of them: those of the scheme for teams, the words
// found in the table for another group table.
struct providers {
  std::vector<std::string> kinds;
  std::vector<std::int32_t> kind_of_group;
};

inline providers find_providers(const context& asked) {
  const auto table = table_named(asked.word("providers", "teams"));
  providers found;
  if (table == table_id::teams) {
    found.kinds = asked.scheme.keys();
    found.kind_of_group = *asked.kinds;
  } else {
    auto own = kinds_in_table(*asked.net, *table);
    found.kinds = std::move(own.kinds);
    found.kind_of_group = std::move(own.of_group);
  }
  const auto wanted = asked.words("kinds");
  if (wanted.empty()) return found;
  for (const auto& kind : wanted)
    if (std::find(found.kinds.begin(), found.kinds.end(), kind) == found.kinds.end())
      throw measure_error("coverage.reach: kinds='" + kind + "' is none of " + joined(found.kinds));
  auto keep = std::vector<std::uint8_t>(found.kinds.size());
  for (std::size_t k = 0; k < keep.size(); ++k)
    keep[k] = std::find(wanted.begin(), wanted.end(), found.kinds[k]) != wanted.end();
  for (auto& kind : found.kind_of_group)
    if (kind >= 0 && !keep[static_cast<std::size_t>(kind)]) kind = -1;
  return found;
}

// For each place the number of distinct kinds that have a provider there or above it.
class kinds_from_above {
 public:
  kinds_from_above(const context& asked, const group_selection& groups) {
    const auto& net = *asked.net;
    const auto& tree = net.places();
    const auto found = find_providers(asked);
    words_ = (found.kinds.size() + 63) / 64;
    auto bits = std::vector<std::uint64_t>(tree.size() * words_, 0);
    const auto allowed = allowed_places(asked);
    for (std::size_t g = 0; g < found.kind_of_group.size(); ++g) {
      const auto kind = found.kind_of_group[g];
      const auto group = static_cast<std::int32_t>(g);
      if (kind < 0 || !qualifies(asked, groups, group)) continue;
      groups.for_each_place(group, [&](std::int32_t place) {
        if (allowed[static_cast<std::size_t>(place)])
          bits[static_cast<std::size_t>(place) * words_ + static_cast<std::size_t>(kind) / 64] |= std::uint64_t{1}
                                                                                                  << (kind % 64);
      });
    }
    counts_.resize(tree.size());
    for (const auto place : tree.order()) {
      const auto p = static_cast<std::size_t>(place);
      for (std::size_t w = 0; w < words_; ++w) {
        if (tree.parent(place) >= 0)
          bits[p * words_ + w] |= bits[static_cast<std::size_t>(tree.parent(place)) * words_ + w];
        counts_[p] += std::popcount(bits[p * words_ + w]);
      }
    }
  }

  static bool qualifies(const context& asked, const group_selection& groups, std::int32_t group) {
    return groups.members().group_in_force(group) && groups.has_at_least(group, asked.integer("min_members", 0));
  }
  std::int32_t at(std::int32_t place) const { return counts_[static_cast<std::size_t>(place)]; }

 private:
  // `up_to` a level: providers above it are ignored.
  static std::vector<std::uint8_t> allowed_places(const context& asked) {
    const auto& tree = asked.net->places();
    auto allowed = std::vector<std::uint8_t>(tree.size(), 1);
    if (!asked.has("up_to")) return allowed;
    const auto& levels = *asked.net->state().levels;
    const auto limit = levels.find(asked.word("up_to", ""));
    const auto rank = level_rank(asked.word("up_to", ""));
    const auto below = tree.ancestors_at(limit);
    for (std::size_t p = 0; p < allowed.size(); ++p) {
      const auto own = level_rank(levels[tree.level(static_cast<std::int32_t>(p))]);
      // Levels of one's own have no rank: there the tree itself must say what lies above.
      allowed[p] = rank && own ? *own >= *rank : below[p] >= 0;
    }
    return allowed;
  }

  std::size_t words_ = 0;
  std::vector<std::int32_t> counts_;
};

inline term reached_persons(const context& asked, std::shared_ptr<const kinds_from_above> kinds) {
  const auto* homes = &asked.net->rows(node_kind::person)["home"].codes();
  const auto in_force = rows_in_force(asked.net->rows(node_kind::person), asked.stock);
  const auto least = asked.integer("min_kinds", 1);
  return {node_kind::person,
          [=, apart = asked.tells_persons_apart()](std::size_t first, std::size_t last, counter& into) {
            const auto who = [&](std::int32_t person) {
              return subject{}.with(role::person, person).with(role::place, (*homes)[static_cast<std::size_t>(person)]);
            };
            const auto passes = [&](std::int32_t person) { return in_force(person) && into.asks_for(who(person)); };
            for_runs_at_home(*homes, first, last, apart, passes,
                             [&](std::int32_t person, std::int32_t home, std::int64_t count) {
                               into.add(home, who(person), 1, count);
                               if (kinds->at(home) >= least) into.add(home, who(person), 0, count);
                             });
          }};
}

// The population of the lowest places that give one, each whole.
inline term reached_populations(const context& asked, std::shared_ptr<const kinds_from_above> kinds) {
  const auto& tree = asked.net->places();
  const auto source =
      std::make_shared<const population_source>(*asked.net, asked.where, asked.cube.dimensions(), asked.stock);
  auto lowest = std::make_shared<std::vector<std::uint8_t>>(tree.size(), 0);
  auto has_below = std::vector<std::uint8_t>(tree.size(), 0);
  for (std::size_t k = tree.size(); k-- > 0;) {
    const auto place = tree.order()[k];
    const auto p = static_cast<std::size_t>(place);
    (*lowest)[p] = source->has(place) && !has_below[p];
    if (tree.parent(place) >= 0)
      has_below[static_cast<std::size_t>(tree.parent(place))] |= has_below[p] || source->has(place);
  }
  const auto least = asked.integer("min_kinds", 1);
  return {node_kind::place, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto p = first; p < last; ++p) {
              if (!(*lowest)[p]) continue;
              const auto place = static_cast<std::int32_t>(p);
              for (const auto cell : into.cells().places().of(place))
                source->for_each(place, [&](std::size_t category, std::int64_t count) {
                  const auto at = into.cells().cell(static_cast<std::size_t>(cell), category);
                  into.add_to(place, at, 1, count);
                  if (kinds->at(place) >= least) into.add_to(place, at, 0, count);
                });
            }
          }};
}

inline plan reach(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  const auto kinds = std::make_shared<const kinds_from_above>(asked, *groups);
  const auto& forced = asked.spec->residents;
  const bool listed_only =
      forced.empty() ? asked.net->persons_are() == persons_are::listed_only : forced == "population";
  plan made;
  made.slots = 2;
  made.parts = {"reached", "residents"};
  made.terms = {listed_only ? reached_populations(asked, kinds) : reached_persons(asked, kinds)};
  made.finish = [listed_only](const cell_view& cell) {
    auto found = ratio_answer(cell.sums[0], cell.sums[1],
                              listed_only ? "no denominator: no population is given" : "no residents");
    found.basis = listed_only ? basis::totals : basis::rows;
    return found;
  };
  if (asked.integer("min_members", 0) > 0) made.tables = asked.word("providers", "teams") + " memberships";
  // What a group provides is inherited by every place below it, so a change of its standing there
  // touches all who live there.
  made.follows_edits = asked.integer("min_members", 0) == 0;
  return made;
}

}  // namespace linli::detail
