// SPDX-License-Identifier: Apache-2.0
// Coverage: which kinds of teams a place has, who is in them, and whom they reach.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/group_selection.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>

namespace linli::detail {

inline std::size_t kinds_counted(const context& asked) { return asked.has("kind") ? 1 : asked.scheme.kinds.size(); }
inline std::size_t slots_by_kind(const context& asked) { return std::max<std::size_t>(1, asked.scheme.kinds.size()); }

inline plan presence(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  plan made;
  made.parts = {"groups present"};
  made.terms = {counted_groups(groups, one_slot{}, asked.integer("min_members", 1))};
  made.finish = [](const cell_view& cell) {
    const double present = cell.sums[0] > 0 ? 1 : 0;
    return answer{present, static_cast<double>(cell.sums[0]), std::nullopt};
  };
  return made;
}

inline plan breadth(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  plan made;
  made.slots = slots_by_kind(asked);
  made.parts = asked.scheme.keys();
  made.terms = {counted_groups(groups, slot_of_kind{groups}, asked.integer("min_members", 1))};
  made.finish = [kinds = static_cast<std::int64_t>(kinds_counted(asked))](const cell_view& cell) {
    const auto present = std::count_if(cell.sums.begin(), cell.sums.end(), [](auto n) { return n > 0; });
    return ratio_answer(present, kinds, "the scheme has no kinds");
  };
  return made;
}

// Places of a level with every kind present: a function of the kinds found at each of them.
inline plan complete(const context& asked) {
  const auto& net = *asked.net;
  const auto groups = groups_of_scheme(asked);
  const auto level = net.state().levels ? net.state().levels->find(asked.word("of_level", "")) : -1;
  auto cells = cube(places_of_answer(net, asked.word("of_level", ""), -1, asked.stock), {});
  plan inner;
  inner.slots = slots_by_kind(asked);
  inner.terms = {counted_groups(groups, slot_of_kind{groups}, asked.integer("min_members", 1))};
  const auto found = std::make_shared<const tally>(run(inner, net, cells, asked.tests));
  const auto cell_of = std::make_shared<std::vector<std::int32_t>>(net.places().size(), -1);
  for (std::size_t c = 0; c < cells.places().size(); ++c)
    if (cells.places().place(c) >= 0)
      (*cell_of)[static_cast<std::size_t>(cells.places().place(c))] = static_cast<std::int32_t>(c);

  plan made;
  made.slots = 2;
  made.parts = {"complete", "places"};
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
  const auto groups = groups_of_scheme(asked);
  plan made;
  made.slots = 2;
  made.parts = {"members", "teams without names"};
  made.terms = {distinct_members(asked, groups, one_slot{}), head_counts(groups, one_slot{}, 1)};
  made.finish = count_unless_nameless;
  return made;
}

// Distinct (person, group) pairs, of memberships in a role if asked.
inline term membership_pairs(const context& asked, selection groups, std::size_t slot,
                             const std::string& role_asked = "") {
  const auto listed = std::make_shared<const listed_persons>(*asked.net, *groups);
  return {node_kind::person,
          [=, in_role = role_filter(asked, role_asked)](std::size_t first, std::size_t last, counter& into) {
            std::vector<std::int32_t> mine;
            listed->for_each(first, last, [&](std::int32_t person) {
              mine.clear();
              groups->members().for_each_group(person, [&](std::int32_t group, std::int32_t row) {
                if (groups->counts(group) && in_role(row) && std::find(mine.begin(), mine.end(), group) == mine.end())
                  mine.push_back(group);
              });
              for (const auto group : mine) {
                const auto about = groups->about(group).with(role::person, person);
                if (!into.asks_for(about)) continue;
                groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, slot); });
                into.flush();
              }
            });
          }};
}

inline plan memberships(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  plan made;
  made.slots = 3;
  made.parts = {"memberships by name", "teams without names", "memberships by head count"};
  made.terms = {membership_pairs(asked, groups, 0), head_counts(groups, one_slot{}, 1, 2)};
  made.finish = [apart = asked.tells_persons_apart()](const cell_view& cell) {
    if (apart && cell.sums[1] > 0) return only_bounds(cell.sums[1]);
    auto found = count_answer(cell.sums[0] + cell.sums[2]);
    found.basis = basis_of(cell.sums[0], cell.sums[2]);
    return found;
  };
  return made;
}

inline plan multiplicity(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  plan made;
  made.slots = 3;
  made.parts = {"members", "teams without names", "memberships"};
  made.terms = {distinct_members(asked, groups, one_slot{}), head_counts(groups, one_slot{}, 1),
                membership_pairs(asked, groups, 2)};
  made.finish = [](const cell_view& cell) {
    return cell.sums[1] > 0 ? only_bounds(cell.sums[1]) : ratio_answer(cell.sums[2], cell.sums[0], "no members");
  };
  return made;
}

// Distinct organisations with a membership in force.
inline plan member_organisations(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  const auto* of_organisation = &asked.net->rows_by(table_id::memberships, "member", node_kind::group);
  const auto* group_of_row = &asked.net->rows(table_id::memberships)["group"].codes();
  const auto in_force = rows_in_force(asked.net->rows(table_id::memberships), asked.stock);
  plan made;
  made.parts = {"organisations"};
  made.terms.push_back({node_kind::group, [=](std::size_t first, std::size_t last, counter& into) {
                          for (auto g = first; g < last; ++g) {
                            for (const auto row : (*of_organisation)[g]) {
                              const auto group = (*group_of_row)[static_cast<std::size_t>(row)];
                              if (!in_force(row) || !groups->counts(group)) continue;
                              const auto about = groups->about(group);
                              if (!into.asks_for(about)) continue;
                              groups->for_each_place(group, [&](std::int32_t place) { into.collect(place, about, 0); });
                            }
                            into.flush();
                          }
                        }});
  made.finish = first_count;
  return made;
}

// How often each person did something in the window: meetings attended and acts of service recorded.
class record_of_acts {
 public:
  explicit record_of_acts(const context& asked)
      : during_(asked.during),
        on_(asked.on),
        attended_(&asked.net->rows_by(table_id::attendances, "person", node_kind::person)),
        meeting_of_row_(&asked.net->rows(table_id::attendances)["meeting"].codes()),
        held_(&asked.net->rows(node_kind::meeting)["date"].instants()),
        acted_(&asked.net->rows_by(table_id::activities, "person", node_kind::person)),
        dates_(&asked.net->rows(table_id::activities)["date"].instants()),
        counts_(&asked.net->rows(table_id::activities)["count"].integers()) {}

  std::int64_t acts(std::int32_t person) const {
    std::int64_t found = 0;
    std::int32_t before = -1;
    for (const auto row : (*attended_)[static_cast<std::size_t>(person)]) {  // they lie by meeting
      const auto meeting = (*meeting_of_row_)[static_cast<std::size_t>(row)];
      if (meeting != before) found += lies_in((*held_)[static_cast<std::size_t>(meeting)]);
      before = meeting;
    }
    for (const auto row : (*acted_)[static_cast<std::size_t>(person)]) {
      const auto times = (*counts_)[static_cast<std::size_t>(row)];
      if (lies_in((*dates_)[static_cast<std::size_t>(row)])) found += times == null_integer ? 1 : times;
    }
    return found;
  }

 private:
  bool lies_in(instant at) const { return during_.contains(at) && on_.has_reached(at); }
  window during_;
  moment on_;
  const adjacency* attended_;
  const paged<std::int32_t>* meeting_of_row_;
  const paged<instant>* held_;
  const adjacency* acted_;
  const paged<instant>* dates_;
  const paged<std::int64_t>* counts_;
};

// Members who did something that was recorded: on a roster is not yet active. A meeting that kept no names may
// have seen others of them.
inline plan active_members(const context& asked) {
  auto made = members(asked);
  made.parts.front() = "active members";
  made.terms.front() = distinct_members(asked, groups_of_scheme(asked), one_slot{}, "",
                                        [record = record_of_acts(asked), least = asked.integer("min_acts", 1)](
                                            std::int32_t person) { return record.acts(person) >= least; });
  made.finish = [nameless = count_nameless(asked, counted_meetings::of_all(asked), {})](const cell_view& cell) {
    auto found = count_unless_nameless(cell);
    if (const auto here = nameless.by_place_cell[cell.place_cell]; found.value && here > 0)
      found.note = "of those named: " + std::to_string(here) + " meeting(s) kept no names";
    return found;
  };
  return made;
}

inline plan depth(const context& asked) {
  auto made = members(asked);
  made.needs_residents = true;
  made.finish = [scale = asked.scale](const cell_view& cell) {
    return cell.sums[1] > 0 ? only_bounds(cell.sums[1]) : per_resident(cell.sums[0], cell.residents, scale);
  };
  return made;
}

inline plan teams(const context& asked) {
  plan made;
  made.parts = {"teams"};
  made.terms = {counted_groups(groups_of_scheme(asked), one_slot{})};
  made.finish = first_count;
  return made;
}

inline plan member_shortfall(const context& asked) {
  const auto groups = groups_of_scheme(asked);
  const bool by_kind = asked.splits_by("kind") || asked.has("kind");
  const auto kinds = by_kind ? std::size_t{1} : slots_by_kind(asked);
  const auto slot_of = [by_kind, own = slot_of_kind{groups}](std::int32_t group) {
    return by_kind ? std::size_t{0} : own(group);
  };
  plan made;
  made.slots = 2 * kinds;
  made.parts.assign(kinds, "members");
  made.parts.resize(2 * kinds, "teams without names");
  made.terms = {distinct_members(asked, groups, slot_of), head_counts(groups, slot_of, kinds)};
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
  const auto& registrations = asked.net->rows(node_kind::group)["registration"];
  const auto wanted = asked.word("registration", "");
  const auto status = registrations.words().find(wanted);
  const auto passes = [&](std::size_t group) {
    return wanted.empty() || (status >= 0 && registrations.codes()[group] == status);
  };
  plan made;
  made.terms = {counted_groups(
      groups_of_table(asked, table_id::organisations, asked.word("kind", "social_organisation"), passes), one_slot{})};
  made.finish = first_count;
  return made;
}

}  // namespace linli::detail
