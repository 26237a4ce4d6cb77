// SPDX-License-Identifier: Apache-2.0
// What the catalogue says of a measure: names, parameters, dimensions, definition, and its plan.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <linli/measure/plan.hpp>

namespace linli {

enum class argument_type {
  integer,  // a whole number from 0
  number,   // from 0 to 1
  amount,   // a number from 0
  flag,
  word,
  words,
  kind,
  level,
  group_table,
  state,
  attribute,  // by which persons may be split
  measure,    // another measure, as text
};

struct parameter {
  std::string_view name;
  argument_type type;
  std::string_view otherwise;  // the default as text; empty: none
  std::string_view meaning;
  std::string_view words{};  // of a closed vocabulary, separated by '|'
  bool required = false;
};

// What a measure may be split by or filtered on beside places and time.
enum facet : std::uint32_t {
  by_kind = 1,
  by_person = 2,
  by_group = 4,
  by_meeting = 8,
  by_issue = 16,
  by_place = 32,
  by_actor = 64,
  by_state = 128,
  by_outcome = 256,
};

// A unit of an inequality: a place with its value, its weight and its group.
struct unit_value {
  double value;
  double weight;
  std::int32_t group = -1;
};

struct definition {
  std::string_view name;
  std::string_view name_zh;
  std::string_view unit;      // what the value counts
  std::string_view key;       // the key over which it is a sum
  bool is_flow = false;       // counts within `during`; else a stock read on `on`
  std::uint32_t splits = 0;   // facets for `by`
  std::uint32_t filters = 0;  // facets for `where`
  std::span<const parameter> parameters{};
  std::string_view tables{};  // that it reads, for what was observed
  std::string_view meaning{};
  std::string_view meaning_zh{};
  plan (*make)(const context&) = nullptr;

  std::string_view adds{};      // dimensions that stand in its answer unasked, one a word
  std::string_view folds{};     // the parameter that names an attribute whose categories it adds up itself
  bool is_proportion = false;   // a part of like things: its interval is Wilson's
  std::string_view interval{};  // of what kind its interval is; empty: it has none of its own
  std::string_view source{};    // where the method was published; empty: the measure contract of linli itself
  double scale = 1;             // value = scale × numerator / denominator
  // Of what one more changes the numerator alone, by `change_by_one`; "{column}": what that parameter names. Empty: the
  // value is not known to change by whole units.
  std::string_view whole_unit{};
  int change_by_one = 1;                                  // −1 where the numerator counts what is missing
  double most = std::numeric_limits<double>::infinity();  // that the value can be
  // Of a function of another measure's values across places: that function.
  answer (*of_units)(std::span<const unit_value>, const measure_spec&) = nullptr;

  constexpr definition adding(std::string_view dimensions) const {
    auto made = *this;
    made.adds = dimensions;
    return made;
  }
  constexpr definition folding(std::string_view parameter_name) const {
    auto made = *this;
    made.folds = parameter_name;
    return made;
  }
  constexpr definition proportion() const {
    auto made = *this;
    made.is_proportion = true;
    made.interval = "Wilson";
    return made;
  }
  constexpr definition limited_by(std::string_view kind) const {
    auto made = *this;
    made.interval = kind;
    return made;
  }
  constexpr definition published(std::string_view where) const {
    auto made = *this;
    made.source = where;
    return made;
  }
  constexpr definition scaled(double by) const {
    auto made = *this;
    made.scale = by;
    return made;
  }
  // Of a value that one unit more raises.
  constexpr definition grows_by(std::string_view units) const {
    auto made = *this;
    made.whole_unit = units;
    return made;
  }
  // Of a value that counts what is missing, so that one unit more lowers it.
  constexpr definition shrinks_by(std::string_view units) const {
    auto made = grows_by(units);
    made.change_by_one = -1;
    return made;
  }
  constexpr definition up_to(double limit) const {
    auto made = *this;
    made.most = limit;
    return made;
  }
};

// The words of a list that a definition gives.
inline std::vector<std::string> words_in(std::string_view list) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    found.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

// Parameters that several measures share.
namespace parameters {
using enum argument_type;
constexpr parameter kind_{"kind", kind, "", "only this kind of the scheme"};
constexpr parameter min_members_{"min_members", integer, "1", "distinct members in force that a group needs"};
constexpr parameter held_by_{"held_by", group_table, "forums", "the table of the groups whose meetings count"};
constexpr parameter state_{"state", state, "closed", "the state asked about"};
constexpr parameter q_{"q", number, "0.5", "which quantile, between 0 and 1"};
constexpr std::array<parameter, 0> none{};
}  // namespace parameters

}  // namespace linli
