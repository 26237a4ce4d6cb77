// SPDX-License-Identifier: Apache-2.0
// Dimensions and filters: what each thing that is counted is, and whether it is asked for.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/spec.hpp>
#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

// The things that one count is about. A count of an attendance has a person, a meeting and its
// group; a count of an issue its place, forum, state and actor.
enum class role : std::uint8_t { place, person, group, meeting, issue, actor, state, first_kind, second_kind };
constexpr std::size_t role_count = 9;

struct subject {
  std::array<std::int32_t, role_count> rows{-1, -1, -1, -1, -1, -1, -1, -1, -1};

  std::int32_t operator[](role r) const { return rows[static_cast<std::size_t>(r)]; }
  subject with(role r, std::int32_t row) const {
    auto copy = *this;
    copy.rows[static_cast<std::size_t>(r)] = row;
    return copy;
  }
};

// A dimension gives each row of its role a code from 0 up, or -1 for null.
struct dimension {
  std::string name;
  role of = role::person;
  std::function<std::int32_t(std::int32_t)> code;
  std::vector<std::string> labels;
  bool integer_labels = false;
};

struct row_test {
  role of = role::person;
  std::function<bool(std::int32_t)> passes;
};

namespace detail {

// An attribute: rows of one role, through to a row of one column.
struct attribute {
  role of = role::person;
  const column* values = nullptr;
  std::function<std::int32_t(std::int32_t)> row_of;  // empty: the row itself
  std::function<bool(std::int32_t)> holds;           // whether a row of the column is one of its kind; empty: all are
  std::string name;                                  // without its qualifier

  std::int32_t at(std::int32_t row) const { return row_of && row >= 0 ? row_of(row) : row; }
};

// Each place's row that holds the attribute: its own, or the nearest above.
inline std::vector<std::int32_t> inherited_rows(const place_tree& tree, const column& values) {
  auto found = std::vector<std::int32_t>(tree.size(), -1);
  for (const auto place : tree.order()) {
    const auto p = static_cast<std::size_t>(place);
    if (!values.is_null(p))
      found[p] = place;
    else if (tree.parent(place) >= 0)
      found[p] = found[static_cast<std::size_t>(tree.parent(place))];
  }
  return found;
}

class attribute_finder {
 public:
  explicit attribute_finder(const network& net) : net_(&net) {}

  // A bare name is a person's; else the qualifier says whose. Nothing if there is no such column.
  std::optional<attribute> find(std::string_view asked) const {
    const auto dot = asked.find('.');
    if (dot == std::string_view::npos) return of_person(asked);
    const auto whose = asked.substr(0, dot);
    const auto name = asked.substr(dot + 1);
    if (whose == "person") return of_person(name);
    if (whose == "home") return of_place(name, true);
    if (whose == "place") return of_place(name, false);
    if (whose == "meeting") return plain(role::meeting, node_kind::meeting, name);
    if (whose == "issue") return plain(role::issue, node_kind::issue, name);
    if (whose == "actor") return of_group(role::actor, {}, name);
    if (whose == "group") return of_group(role::group, {}, name);
    for (const auto& [singular, table] : group_qualifiers)
      if (whose == singular) return of_group(role::group, table, name);
    return std::nullopt;
  }

  static constexpr std::array<std::pair<std::string_view, table_id>, 5> group_qualifiers{
      {{"party_organisation", table_id::party_organisations},
       {"team", table_id::teams},
       {"organisation", table_id::organisations},
       {"forum", table_id::forums},
       {"service", table_id::services}}};

 private:
  std::optional<attribute> plain(role of, node_kind kind, std::string_view name) const {
    const auto* values = net_->rows(kind).find(name);
    if (!values || values->type() == value_type::reference) return std::nullopt;
    return attribute{of, values, {}, {}, std::string(name)};
  }
  std::optional<attribute> of_person(std::string_view name) const {
    return plain(role::person, node_kind::person, name);
  }

  std::optional<attribute> of_place(std::string_view name, bool through_home) const {
    auto found = plain(through_home ? role::person : role::place, node_kind::place, name);
    if (!found) return found;
    const auto rows = std::make_shared<const std::vector<std::int32_t>>(inherited_rows(net_->places(), *found->values));
    if (!through_home) {
      found->row_of = [rows](std::int32_t place) { return (*rows)[static_cast<std::size_t>(place)]; };
      return found;
    }
    const auto* homes = &net_->rows(node_kind::person)["home"].codes();
    found->row_of = [rows, homes](std::int32_t person) {
      const auto home = (*homes)[static_cast<std::size_t>(person)];
      return home < 0 ? -1 : (*rows)[static_cast<std::size_t>(home)];
    };
    return found;
  }

  std::optional<attribute> of_group(role of, std::optional<table_id> table, std::string_view name) const {
    const auto* values = net_->rows(node_kind::group).find(name);
    if (!values && table) values = net_->rows(node_kind::group).find(attribute_name(*table, name));
    if (!values || values->type() == value_type::reference) return std::nullopt;
    auto found = attribute{of, values, {}, {}, std::string(name)};
    if (table) {
      found.holds = [net = net_, table = *table](std::int32_t group) { return net->table_of_group(group) == table; };
      found.row_of = [holds = found.holds](std::int32_t group) { return holds(group) ? group : -1; };
    }
    return found;
  }

  const network* net_;
};

// Ages in completed years on a day, or as given where no birth date is known; -1 where neither is.
inline std::function<std::int32_t(std::int32_t)> ages_on(const network& net, instant on) {
  const auto& persons = net.rows(node_kind::person);
  const auto* births = &persons["birth_date"].instants();
  const auto* ages = &persons["age"].integers();
  return [births, ages, on](std::int32_t person) -> std::int32_t {
    const auto i = static_cast<std::size_t>(person);
    if (!(*births)[i].is_null() && !on.is_null()) return completed_years((*births)[i], on.day());
    return (*ages)[i] == null_integer ? -1 : static_cast<std::int32_t>((*ages)[i]);
  };
}

inline dimension age_band_dimension(const network& net, instant on, std::string name, std::vector<int> cuts) {
  dimension made{std::move(name), role::person, {}, {}, false};
  int from = 0;
  for (const int cut : cuts) {
    made.labels.push_back(std::to_string(from) + "–" + std::to_string(cut - 1));
    from = cut;
  }
  made.labels.push_back(std::to_string(from) + "+");
  made.code = [age = ages_on(net, on), cuts](std::int32_t person) -> std::int32_t {
    const auto years = age(person);
    if (years < 0) return -1;
    return static_cast<std::int32_t>(std::upper_bound(cuts.begin(), cuts.end(), years) - cuts.begin());
  };
  return made;
}

// A category a year of age that anyone has on the day.
inline dimension age_dimension(const network& net, instant on, std::string name, std::vector<instant> also = {}) {
  const auto age = ages_on(net, on);
  std::map<std::int32_t, std::int32_t> codes;
  also.push_back(on);
  for (const auto day : also) {  // all slices of time have one set of labels
    const auto then = ages_on(net, day);
    for (std::size_t i = 0; i < net.rows(node_kind::person).rows; ++i)
      if (const auto years = then(static_cast<std::int32_t>(i)); years >= 0) codes[years] = 0;
  }
  dimension made{std::move(name), role::person, {}, {}, true};
  for (auto& [years, code] : codes) {
    code = static_cast<std::int32_t>(made.labels.size());
    made.labels.push_back(std::to_string(years));
  }
  made.code = [age, codes](std::int32_t person) -> std::int32_t {
    const auto found = codes.find(age(person));
    return found == codes.end() ? -1 : found->second;
  };
  return made;
}

// The cuts of "age_band" or "age_band(15,65)": where each further band begins.
inline std::optional<std::vector<int>> age_cuts(std::string_view name) {
  if (name == "age_band") return std::vector<int>{18, 35, 60};
  if (!name.starts_with("age_band(") || !name.ends_with(")")) return std::nullopt;
  std::vector<int> cuts;
  auto inside = name.substr(9, name.size() - 10);
  if (inside.empty()) throw measure_error("age_band() names no cuts; age_band(15,65) has two");
  while (!inside.empty()) {
    const auto end = std::min(inside.find_first_of(",|"), inside.size());
    auto part = inside.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    const auto cut = parse_plain_integer(part);
    if (!cut || *cut <= (cuts.empty() ? 0 : cuts.back()) || *cut > 200)
      throw measure_error("the cuts of " + std::string(name) + " are not rising ages, as in age_band(15,65)");
    cuts.push_back(static_cast<int>(*cut));
    inside.remove_prefix(std::min(end + 1, inside.size()));
  }
  return cuts;
}

inline std::int32_t code_or_null(const std::map<std::string, std::int32_t>& codes, const std::string& word) {
  const auto found = codes.find(word);
  return found == codes.end() ? -1 : found->second;
}

// A dimension over the values that a column holds: words by letter, numbers by size.
inline dimension attribute_dimension(std::string name, const attribute& source, std::vector<std::string> further = {}) {
  dimension made{std::move(name), source.of, {}, {}, source.values->type() == value_type::integer};
  const column& values = *source.values;
  auto codes = std::make_shared<std::map<std::string, std::int32_t>>();
  if (values.type() == value_type::text && !source.holds) {
    for (std::size_t w = 0; w < values.words().size(); ++w)
      codes->emplace(values.words()[static_cast<std::int32_t>(w)], 0);
  } else {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!values.is_null(i) && (!source.holds || source.holds(static_cast<std::int32_t>(i))))
        codes->emplace(values.text(i), 0);
  }
  for (auto& word : further) codes->emplace(std::move(word), 0);
  for (const auto& [word, unused] : *codes) made.labels.push_back(word);
  if (values.type() == value_type::integer || values.type() == value_type::number)
    std::stable_sort(made.labels.begin(), made.labels.end(), [](const auto& a, const auto& b) {
      return parse_number(a).value_or(0) < parse_number(b).value_or(0);
    });
  for (std::size_t k = 0; k < made.labels.size(); ++k) (*codes)[made.labels[k]] = static_cast<std::int32_t>(k);

  if (values.type() == value_type::text) {
    auto by_word = std::make_shared<std::vector<std::int32_t>>();
    for (std::size_t w = 0; w < values.words().size(); ++w)
      by_word->push_back(code_or_null(*codes, std::string(values.words()[static_cast<std::int32_t>(w)])));
    made.code = [source, by_word](std::int32_t row) -> std::int32_t {
      const auto at = source.at(row);
      if (at < 0) return -1;
      const auto word = source.values->codes()[static_cast<std::size_t>(at)];
      return word < 0 ? -1 : (*by_word)[static_cast<std::size_t>(word)];
    };
  } else {
    made.code = [source, codes](std::int32_t row) -> std::int32_t {
      const auto at = source.at(row);
      if (at < 0 || source.values->is_null(static_cast<std::size_t>(at))) return -1;
      return code_or_null(*codes, source.values->text(static_cast<std::size_t>(at)));
    };
  }
  return made;
}

struct bounds_of_range {
  std::optional<double> low;
  std::optional<double> high;
  bool holds(double x) const { return x == x && (!low || x >= *low) && (!high || x < *high); }
};

inline bounds_of_range numeric_range(const std::string& name, const condition& wanted, bool of_dates, int zone) {
  const auto end = [&](const std::string& text) -> std::optional<double> {
    if (text.empty()) return std::nullopt;
    if (of_dates) {
      if (const auto at = parse_instant(text, zone)) return static_cast<double>(at->microseconds());
    } else if (const auto number = parse_number(text)) {
      return number;
    }
    throw measure_error("the range " + wanted.text() + " of " + name + " is not of " +
                        (of_dates ? "dates" : "numbers"));
  };
  const bounds_of_range found{end(wanted.low), end(wanted.high)};
  if (found.low && found.high && *found.high < *found.low)
    throw measure_error("the range " + wanted.text() + " of " + name + " ends before it starts");
  return found;
}

// A cell of numbers, dates or truths as a number, and a word that is compared with such cells.
inline double number_of(const column& values, std::size_t row) {
  switch (values.type()) {
    case value_type::instant: return static_cast<double>(values.instants()[row].microseconds());
    case value_type::boolean: return values.booleans()[row] != 0 ? 1 : 0;
    default: return values.number(row);
  }
}
inline double number_like(const std::string& name, value_type type, const std::string& word, int zone) {
  if (type == value_type::instant) {
    if (const auto at = parse_instant(word, zone)) return static_cast<double>(at->microseconds());
    throw measure_error("where: " + name + "='" + word + "' is not a date like 2024-06-30");
  }
  if (type == value_type::boolean && (word == "true" || word == "false")) return word == "true" ? 1 : 0;
  if (const auto number = parse_number(word)) return *number;
  throw measure_error("where: " + name + "='" + word + "' is not " +
                      (type == value_type::boolean ? "true or false" : "a number"));
}

inline row_test attribute_test(const std::string& name, const attribute& source, const condition& wanted, int zone) {
  const column& values = *source.values;
  if (wanted.is_range && values.type() == value_type::text)
    throw measure_error("'" + name + "' holds texts, so it has no range " + wanted.text());
  if (wanted.is_range) {
    const bool dates = values.type() == value_type::instant;
    const auto range = numeric_range(name, wanted, dates, zone);
    return {source.of, [source, range, dates](std::int32_t row) {
              const auto at = source.at(row);
              if (at < 0 || source.values->is_null(static_cast<std::size_t>(at))) return false;
              const auto i = static_cast<std::size_t>(at);
              return range.holds(dates ? static_cast<double>(source.values->instants()[i].microseconds())
                                       : source.values->number(i));
            }};
  }
  if (values.type() == value_type::text) {
    auto by_word = std::make_shared<std::vector<bool>>(values.words().size(), false);
    for (const auto& word : wanted.any_of)
      if (const auto code = values.words().find(word); code >= 0) (*by_word)[static_cast<std::size_t>(code)] = true;
    return {source.of, [source, by_word](std::int32_t row) {
              const auto at = source.at(row);
              if (at < 0) return false;
              const auto code = source.values->codes()[static_cast<std::size_t>(at)];
              return code >= 0 && (*by_word)[static_cast<std::size_t>(code)];
            }};
  }
  std::vector<double> numbers;
  for (const auto& word : wanted.any_of) numbers.push_back(number_like(name, values.type(), word, zone));
  return {source.of, [source, numbers](std::int32_t row) {
            const auto at = source.at(row);
            if (at < 0 || source.values->is_null(static_cast<std::size_t>(at))) return false;
            const auto have = number_of(*source.values, static_cast<std::size_t>(at));
            return std::find(numbers.begin(), numbers.end(), have) != numbers.end();
          }};
}

inline row_test age_test(const network& net, instant on, const condition& wanted) {
  const auto age = ages_on(net, on);
  if (wanted.is_range)
    return {role::person, [age, range = numeric_range("age", wanted, false, 0)](std::int32_t person) {
              const auto years = age(person);
              return years >= 0 && range.holds(years);
            }};
  std::vector<double> ages;
  for (const auto& word : wanted.any_of) ages.push_back(number_like("age", value_type::integer, word, 0));
  return {role::person, [age, ages](std::int32_t person) {
            const auto years = age(person);
            return years >= 0 && std::find(ages.begin(), ages.end(), static_cast<double>(years)) != ages.end();
          }};
}

}  // namespace detail
}  // namespace linli
