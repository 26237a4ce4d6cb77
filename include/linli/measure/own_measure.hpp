// SPDX-License-Identifier: Apache-2.0
// Measures that users define: a key, integers for each of its rows, and a finish.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/measure/definition.hpp>
#include <linli/measure/plan.hpp>
#include <linli/model/in_force.hpp>

namespace linli {

// A measure of one's own. Its keys count where keys of their kind count: a person at home, a group at
// the places that it serves while it is in force, a meeting at its holder's, an issue and a place at its
// place; split and filtered as the key allows.
struct own_measure {
  std::string name;  // with a family, as own.late_share
  std::string name_zh{};
  std::string unit{};
  std::string meaning{};
  std::string meaning_zh{};
  std::string tables{};  // that it reads, a word each
  node_kind key = node_kind::person;
  std::vector<std::string> slots{"count"};  // what the integers of a key are
  bool is_flow = false;
  bool per_residents = false;  // whether `finish` is told R(p)
  bool is_proportion = false;  // whether its interval is Wilson's
  // Integers of the keys from first to last, key by key, slots().size() of each.
  std::function<void(const network&, window during, moment on, std::size_t first, std::size_t last,
                     std::span<std::int64_t> into)>
      count{};
  std::function<answer(std::span<const std::int64_t> sums, const residents& people)> finish{};
};

namespace detail {

// What whole units of a part of like things are called.
constexpr std::string_view keys_in_words(node_kind key) {
  switch (key) {
    case node_kind::person: return "persons";
    case node_kind::group: return "groups";
    case node_kind::meeting: return "meetings";
    case node_kind::issue: return "issues";
    case node_kind::place: return "places";
  }
  return "";
}

// The measures that users have defined. One that is defined again stands in for the first; what still
// uses that keeps it.
class own_measures {
 public:
  struct entry {
    own_measure measure;
    definition about;
  };
  static own_measures& all() {
    static auto* const those = new own_measures;  // what they hold may outlive their language's own end
    return *those;
  }

  void enlist(own_measure measure, definition about) {
    const std::lock_guard lock(changing_);
    auto made = std::make_unique<entry>(entry{std::move(measure), about});
    const auto& m = made->measure;
    made->about.name = m.name;
    made->about.name_zh = m.name_zh;
    made->about.unit = m.unit;
    made->about.whole_unit = m.is_proportion ? keys_in_words(m.key) : std::string_view(m.unit);
    made->about.meaning = m.meaning;
    made->about.meaning_zh = m.meaning_zh;
    made->about.tables = m.tables;
    by_name_[m.name] = made.get();
    kept_.push_back(std::move(made));
  }
  const entry* find(std::string_view name) const {
    const std::lock_guard lock(changing_);
    const auto at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : at->second;
  }
  std::vector<const entry*> list() const {
    const std::lock_guard lock(changing_);
    std::vector<const entry*> found;
    for (const auto& [name, measure] : by_name_) found.push_back(measure);
    return found;
  }

 private:
  mutable std::mutex changing_;
  std::map<std::string, const entry*, std::less<>> by_name_;
  std::vector<std::unique_ptr<entry>> kept_;
};

// Where a key of its kind counts, and what it is about.
class key_places {
 public:
  key_places(const context& asked, node_kind kind)
      : kind_(kind),
        served_(*asked.net, asked.stock),
        home_(*asked.net, asked.stock),
        group_places_(&asked.net->rows(node_kind::group)["place"].codes()),
        holders_(&asked.net->rows(node_kind::meeting)["held_by"].codes()),
        issue_places_(&asked.net->rows(node_kind::issue)["place"].codes()),
        forums_(&asked.net->rows(node_kind::issue)["forum"].codes()) {}

  subject about(std::int32_t key) const {
    const auto i = static_cast<std::size_t>(key);
    switch (kind_) {
      case node_kind::person: return subject{}.with(role::person, key).with(role::place, home_(key));
      case node_kind::group: return subject{}.with(role::group, key).with(role::place, (*group_places_)[i]);
      case node_kind::meeting:
        return subject{}
            .with(role::meeting, key)
            .with(role::group, (*holders_)[i])
            .with(role::place, (*group_places_)[static_cast<std::size_t>((*holders_)[i])]);
      case node_kind::issue:
        return subject{}.with(role::issue, key).with(role::place, (*issue_places_)[i]).with(role::group, (*forums_)[i]);
      case node_kind::place: return subject{}.with(role::place, key);
    }
    return {};
  }
  template <class F>
  void for_each(std::int32_t key, const subject& about, F f) const {
    if (kind_ == node_kind::group)
      served_.for_each(key, f);
    else if (kind_ == node_kind::meeting)
      served_.for_each_ever((*holders_)[static_cast<std::size_t>(key)], f);
    else
      f(about[role::place]);
  }

 private:
  node_kind kind_;
  served_places served_;
  homes_in_force home_;
  const paged<std::int32_t>* group_places_;
  const paged<std::int32_t>* holders_;
  const paged<std::int32_t>* issue_places_;
  const paged<std::int32_t>* forums_;
};

// Sums of 33 million keys stay within 64 bits.
inline void check_amounts(const std::string& name, std::span<const std::int64_t> amounts) {
  constexpr std::int64_t most = std::int64_t{1} << 38;
  for (const auto amount : amounts)
    if (amount > most || amount < -most)
      throw measure_error(name + ": count gave " + std::to_string(amount) + " for a key; at most are " +
                          std::to_string(most) + " either way, so that sums fit");
}

inline plan own_plan(const context& asked) {
  const auto& own = own_measures::all().find(asked.spec->name)->measure;
  const auto on = own.is_flow ? asked.on : asked.stock;
  const auto places = std::make_shared<const key_places>(asked, own.key);
  const auto slots = own.slots.size();
  plan made;
  made.slots = slots;
  made.parts = own.slots;
  made.needs_residents = own.per_residents;
  made.follows_edits = false;  // what its integers hang on is its own affair
  made.changes_daily = true;
  made.terms.push_back(
      {own.key, [=, name = own.name, count = own.count, net = asked.net, during = asked.during](
                    std::size_t first, std::size_t last, counter& into) {
         auto amounts = std::vector<std::int64_t>((last - first) * slots, 0);
         count(*net, during, on, first, last, amounts);
         check_amounts(name, amounts);
         for (auto i = first; i < last; ++i) {
           const auto key = static_cast<std::int32_t>(i);
           const auto about = places->about(key);
           const auto mine = std::span(amounts).subspan((i - first) * slots, slots);
           if (std::all_of(mine.begin(), mine.end(), [](auto n) { return n == 0; }) || !into.asks_for(about)) continue;
           for (std::size_t slot = 0; slot < slots; ++slot) {
             if (mine[slot] == 0) continue;
             places->for_each(key, about, [&](std::int32_t place) { into.collect(place, about, slot); });
             into.flush(mine[slot]);
           }
         }
       }});
  made.finish = [finish = own.finish](const cell_view& cell) { return finish(cell.sums, cell.residents); };
  return made;
}

constexpr std::uint32_t facets_of_key(node_kind key) {
  switch (key) {
    case node_kind::person: return by_person;
    case node_kind::group: return by_group | by_place;
    case node_kind::meeting: return by_meeting | by_group;
    case node_kind::issue: return by_issue | by_group | by_place;
    case node_kind::place: return by_place;
  }
  return 0;
}
constexpr std::string_view words_of_key(node_kind key) {
  switch (key) {
    case node_kind::person: return "person at home";
    case node_kind::group: return "group";
    case node_kind::meeting: return "meeting at its holder";
    case node_kind::issue: return "issue at its place";
    case node_kind::place: return "place";
  }
  return "";
}

}  // namespace detail

}  // namespace linli
