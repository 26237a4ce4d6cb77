// SPDX-License-Identifier: Apache-2.0
// Coverage: which kinds of teams a place has, who is in them, and whom they reach.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>
#include <linli/measure/roster.hpp>

namespace linli::detail {

// The groups that count: of the scheme's kinds (or the one asked), in force, and asked for.
class counted_groups {
 public:
  explicit counted_groups(const context& asked)
      : kinds_(asked.kinds),
        roster_(*asked.net, asked.stock),
        places_(*asked.net, asked.stock),
        own_place_(&asked.net->rows(node_kind::group)["place"].codes()),
        head_counts_(&asked.net->rows(node_kind::group)["head_count"].integers()) {
    const auto wanted = asked.word("kind", "");
    for (std::size_t k = 0; k < asked.scheme.kinds.size(); ++k)
      if (asked.scheme.kinds[k].key == wanted) only_ = static_cast<std::int32_t>(k);
  }

  bool counts(std::int32_t group) const {
    const auto kind = (*kinds_)[static_cast<std::size_t>(group)];
    return kind >= 0 && (only_ < 0 || kind == only_) && roster_.group_in_force(group);
  }
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
    return members <= 0 || roster_.distinct_members(group) >= members || head_count(group) >= members;
  }
  template <class F>
  void for_each_place(std::int32_t group, F f) const {
    places_.for_each(group, f);
  }

 private:
  std::shared_ptr<const std::vector<std::int32_t>> kinds_;
  roster roster_;
  served_places places_;
  const paged<std::int32_t>* own_place_;
  const paged<std::int64_t>* head_counts_;
  std::int32_t only_ = -1;
};

inline std::size_t kinds_counted(const context& asked) { return asked.has("kind") ? 1 : asked.scheme.kinds.size(); }

// Calls work(group, subject, into) for each group that counts and is asked for.
template <class Work>
term group_term(std::shared_ptr<const counted_groups> groups, Work work) {
  return {node_kind::group, [groups, work](std::size_t first, std::size_t last, counter& into) {
            for (auto g = first; g < last; ++g) {
              const auto group = static_cast<std::int32_t>(g);
              if (!groups->counts(group)) continue;
              if (const auto about = groups->about(group); into.asks_for(about)) work(group, about, into);
            }
          }};
}

// One for each qualifying group, in the slot of its kind or, where kinds are not told apart, the first.
inline term qualifying_groups(const context& asked, std::shared_ptr<const counted_groups> groups, bool slot_by_kind) {
  const auto members = asked.integer("min_members", 1);
  return group_term(groups, [groups, members, slot_by_kind](std::int32_t group, const subject& about, counter& into) {
    if (!groups->has_at_least(group, members)) return;
    const auto slot = slot_by_kind ? static_cast<std::size_t>(groups->kind(group)) : 0;
    groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot); });
    into.flush();
  });
}

// One for each distinct person in a cell, by `slot_of(group)`.
template <class SlotOf>
term distinct_members(std::shared_ptr<const counted_groups> groups, SlotOf slot_of) {
  return {node_kind::person, [groups, slot_of](std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto person = static_cast<std::int32_t>(i);
              groups->members().for_each_group(person, [&](std::int32_t group, std::int32_t) {
                if (!groups->counts(group)) return;
                const auto about = groups->about(group).with(role::person, person);
                if (!into.asks_for(about)) return;
                groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot_of(group)); });
              });
              into.flush();
            }
          }};
}

// Teams that say only how many they are: their number in one slot, their heads in another.
inline term head_counts(std::shared_ptr<const counted_groups> groups, std::size_t teams, std::size_t heads) {
  return {node_kind::group, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto g = first; g < last; ++g) {
              const auto group = static_cast<std::int32_t>(g);
              const auto count = groups->head_count(group);
              if (count == 0 || !groups->counts(group)) continue;
              const auto about = groups->about(group);
              if (!into.may_ask_for(about)) continue;
              groups->for_each_place(group, [&](std::int32_t place) { into.collect_possible(place, about, teams); });
              into.flush();
              groups->for_each_place(group, [&](std::int32_t place) { into.collect_possible(place, about, heads); });
              into.flush(count);
            }
          }};
}

inline answer only_bounds(std::int64_t teams) {
  return {std::nullopt, std::nullopt, std::nullopt,
          std::to_string(teams) + " team(s) give only a head count: distinct persons have bounds, not a value",
          basis::mixed};
}

inline plan presence(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.terms = {qualifying_groups(asked, groups, false)};
  made.finish = [](const cell_view& cell) {
    const double present = cell.sums[0] > 0 ? 1 : 0;
    return answer{present, static_cast<double>(cell.sums[0]), std::nullopt};
  };
  return made;
}

inline plan breadth(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.slots = std::max<std::size_t>(1, asked.scheme.kinds.size());
  made.terms = {qualifying_groups(asked, groups, true)};
  made.finish = [kinds = static_cast<std::int64_t>(kinds_counted(asked))](const cell_view& cell) {
    const auto present = std::count_if(cell.sums.begin(), cell.sums.end(), [](auto n) { return n > 0; });
    return ratio_answer(present, kinds, "the scheme has no kinds");
  };
  return made;
}

// Places of a level with every kind present: a function of the kinds found at each of them.
inline plan complete(const context& asked) {
  const auto& net = *asked.net;
  const auto groups = std::make_shared<const counted_groups>(asked);
  const auto level = net.state().levels ? net.state().levels->find(asked.word("of_level", "")) : -1;
  auto cells = cube(std::make_shared<const place_cells>(net, asked.word("of_level", ""), -1, asked.stock), {});
  plan inner;
  inner.slots = std::max<std::size_t>(1, asked.scheme.kinds.size());
  inner.terms = {qualifying_groups(asked, groups, true)};
  const auto found = std::make_shared<const tally>(run(inner, net, cells, asked.tests));
  const auto cell_of = std::make_shared<std::vector<std::int32_t>>(net.places().size(), -1);
  for (std::size_t c = 0; c < cells.places().size(); ++c)
    if (cells.places().place(c) >= 0)
      (*cell_of)[static_cast<std::size_t>(cells.places().place(c))] = static_cast<std::int32_t>(c);

  plan made;
  made.slots = 2;
  made.follows_edits = false;  // a place's answer depends on groups anywhere in it
  const auto in_force = rows_in_force(net.rows(node_kind::place), asked.stock);
  made.terms.push_back(
      {node_kind::place,
       [found, cell_of, level, in_force, &tree = net.places(), kinds = static_cast<std::int64_t>(kinds_counted(asked))](
           std::size_t first, std::size_t last, counter& into) {
         for (auto p = first; p < last; ++p) {
           const auto place = static_cast<std::int32_t>(p);
           if (tree.level(place) != level || (*cell_of)[p] < 0 || !in_force(place)) continue;
           const auto sums = found->sums(static_cast<std::size_t>((*cell_of)[p]));
           const auto about = subject{}.with(role::place, place);
           into.add(place, about, 0, std::count_if(sums.begin(), sums.end(), [](auto n) { return n > 0; }) == kinds);
           into.add(place, about, 1);
         }
       }});
  made.finish = [kinds = kinds_counted(asked)](const cell_view& cell) {
    if (kinds == 0)
      return answer{std::nullopt, std::nullopt, static_cast<double>(cell.sums[1]), "the scheme has no kinds"};
    return ratio_answer(cell.sums[0], cell.sums[1], "no place of that level");
  };
  return made;
}

inline plan members(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.slots = 3;
  made.terms = {distinct_members(groups, [](std::int32_t) { return std::size_t{0}; }), head_counts(groups, 1, 2)};
  made.finish = [](const cell_view& cell) {
    return cell.sums[1] > 0 ? only_bounds(cell.sums[1]) : count_answer(cell.sums[0]);
  };
  return made;
}

// Distinct (person, group) pairs.
inline term membership_pairs(std::shared_ptr<const counted_groups> groups, std::size_t slot) {
  return {node_kind::person, [groups, slot](std::size_t first, std::size_t last, counter& into) {
            std::vector<std::int32_t> mine;
            for (auto i = first; i < last; ++i) {
              const auto person = static_cast<std::int32_t>(i);
              mine.clear();
              groups->members().for_each_group(person, [&](std::int32_t group, std::int32_t) {
                if (groups->counts(group) && std::find(mine.begin(), mine.end(), group) == mine.end())
                  mine.push_back(group);
              });
              for (const auto group : mine) {
                const auto about = groups->about(group).with(role::person, person);
                if (!into.asks_for(about)) continue;
                groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot); });
                into.flush();
              }
            }
          }};
}

inline basis basis_of(std::int64_t rows, std::int64_t totals) {
  return totals == 0 ? basis::rows : rows == 0 ? basis::totals : basis::mixed;
}

inline plan memberships(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.slots = 3;
  made.terms = {membership_pairs(groups, 0), head_counts(groups, 1, 2)};
  made.finish = [apart = asked.tells_persons_apart()](const cell_view& cell) {
    if (apart && cell.sums[1] > 0) return only_bounds(cell.sums[1]);
    auto found = count_answer(cell.sums[0] + cell.sums[2]);
    found.basis = basis_of(cell.sums[0], cell.sums[2]);
    return found;
  };
  return made;
}

inline plan multiplicity(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.slots = 4;
  made.terms = {distinct_members(groups, [](std::int32_t) { return std::size_t{0}; }), head_counts(groups, 1, 2),
                membership_pairs(groups, 3)};
  made.finish = [](const cell_view& cell) {
    if (cell.sums[1] > 0) return only_bounds(cell.sums[1]);
    return ratio_answer(cell.sums[3], cell.sums[0], "no members");
  };
  return made;
}

inline plan depth(const context& asked) {
  auto made = members(asked);
  made.needs_residents = true;
  made.finish = [](const cell_view& cell) {
    return cell.sums[1] > 0 ? only_bounds(cell.sums[1]) : per_resident(cell.sums[0], cell.residents, 1000);
  };
  return made;
}

inline plan teams(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  plan made;
  made.terms = {group_term(groups, [groups](std::int32_t group, const subject& about, counter& into) {
    groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, 0); });
    into.flush();
  })};
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

inline plan member_shortfall(const context& asked) {
  const auto groups = std::make_shared<const counted_groups>(asked);
  const bool by_kind = asked.splits_by("kind") || asked.has("kind");
  const auto kinds = by_kind ? std::size_t{1} : std::max<std::size_t>(1, asked.scheme.kinds.size());
  const auto slot_of = [groups, by_kind](std::int32_t group) {
    return by_kind ? std::size_t{0} : static_cast<std::size_t>(groups->kind(group));
  };
  plan made;
  made.slots = 2 * kinds;
  made.terms = {distinct_members(groups, slot_of),
                {node_kind::group, [groups, slot_of, kinds](std::size_t first, std::size_t last, counter& into) {
                   for (auto g = first; g < last; ++g) {
                     const auto group = static_cast<std::int32_t>(g);
                     if (groups->head_count(group) == 0 || !groups->counts(group)) continue;
                     const auto about = groups->about(group);
                     if (!into.may_ask_for(about)) continue;
                     groups->for_each_place(group, [&](std::int32_t place) {
                       into.collect_possible(place, about, kinds + slot_of(group));
                     });
                     into.flush();
                   }
                 }}};
  made.finish = [kinds, at_least = asked.integer("at_least", 1),
                 some = !asked.scheme.kinds.empty()](const cell_view& cell) {
    std::int64_t missing = 0;
    std::int64_t totals = 0;
    for (std::size_t k = 0; k < kinds && some; ++k) {
      missing += std::max<std::int64_t>(0, at_least - cell.sums[k]);
      totals += cell.sums[kinds + k];
    }
    return totals > 0 ? only_bounds(totals) : count_answer(missing);
  };
  return made;
}

// Organisations of a kind, in force, that serve a place.
inline plan organisations(const context& asked) {
  const auto& groups = asked.net->rows(node_kind::group);
  const auto kind = groups["kind"].words().find(asked.word("kind", "social_organisation"));
  const auto registration = asked.word("registration", "");
  const auto status = registration.empty() ? -1 : groups["registration"].words().find(registration);
  const auto served = std::make_shared<const served_places>(*asked.net, asked.stock);
  plan made;
  made.terms.push_back({node_kind::group, [=, net = asked.net](std::size_t first, std::size_t last, counter& into) {
                          const auto& rows = net->rows(node_kind::group);
                          const auto& kinds = rows["kind"].codes();
                          const auto& registrations = rows["registration"].codes();
                          for (auto g = first; g < last; ++g) {
                            const auto group = static_cast<std::int32_t>(g);
                            if (net->table_of_group(group) != table_id::organisations || kind < 0 || kinds[g] != kind)
                              continue;
                            if (!registration.empty() && (status < 0 || registrations[g] != status)) continue;
                            const auto about =
                                subject{}.with(role::group, group).with(role::place, rows["place"].codes()[g]);
                            if (!into.asks_for(about)) continue;
                            served->for_each(group, [&](std::int32_t place) { into.collect(place, about, 0); });
                            into.flush();
                          }
                        }});
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

}  // namespace linli::detail
