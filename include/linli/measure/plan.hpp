// SPDX-License-Identifier: Apache-2.0
// A measure made ready for one question on one network: sums over keys, and what finishes them.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/core/text.hpp>
#include <linli/measure/spec.hpp>
#include <linli/measure/tally.hpp>

namespace linli {

// A sum over the rows of one kind of key. Block by block it runs in parallel; one key at a time it
// follows an edit.
struct term {
  node_kind key;
  std::function<void(std::size_t first, std::size_t last, counter& into)> count;
};

// The residents of a cell: how many, and by which source. Null: unknown.
struct residents {
  std::optional<std::int64_t> count;
  bool from_population = false;
  bool from_persons = false;
  std::string note;
  bool cannot_be_told = false;  // where some live, but not how many
};

struct cells_of_answer;

// All that is known of one cell when its value is made.
struct cell_view {
  std::span<const std::int64_t> sums{};
  std::span<const seen> values{};
  linli::residents residents{};
  std::size_t place_cell = 0;
  std::size_t category = 0;
  const cells_of_answer* all = nullptr;
  std::size_t first_slot = 0;  // of `sums` among those of the whole measure

  // The sums of the same category at another place of the answer.
  std::span<const std::int64_t> sums_at(std::size_t other_place) const;
  // The cell of another category at the same place.
  cell_view sibling(std::size_t other_category) const;
};

// The cells of a measure in one slice of time, where each finds its neighbours.
struct cells_of_answer {
  const linli::cube* cube = nullptr;
  const tally* sums = nullptr;
  std::function<residents(std::size_t place_cell, std::size_t category)> people{};

  cell_view at(std::size_t place_cell, std::size_t category) const {
    const auto index = cube->cell(place_cell, category);
    return {sums->sums(index),
            sums->values(index),
            people ? people(place_cell, category) : residents{},
            place_cell,
            category,
            this};
  }
};

inline std::span<const std::int64_t> cell_view::sums_at(std::size_t other_place) const {
  return all->sums->sums(all->cube->cell(other_place, category)).subspan(first_slot, sums.size());
}
inline cell_view cell_view::sibling(std::size_t other_category) const { return all->at(place_cell, other_category); }

enum class basis { rows, totals, mixed };
constexpr std::string_view text_of(basis b) {
  return b == basis::rows ? "rows" : b == basis::totals ? "totals" : "mixed";
}

struct answer {
  std::optional<double> value;
  std::optional<double> numerator;
  std::optional<double> denominator;
  std::string note{};
  linli::basis basis = linli::basis::rows;
  std::optional<double> low{};  // an interval, where one was asked
  std::optional<double> high{};
  std::optional<double> expected{};  // by chance, with how far the value is from it in standard deviations
  std::optional<double> z{};

  // Adds a remark to the note.
  void remark(std::string_view text) { note = joined_by(std::move(note), "; ", text); }
};

struct plan {
  std::size_t slots = 1;
  std::vector<term> terms{};
  std::vector<std::string> parts{};  // what each slot counts, in words; empty: nothing to tell apart
  std::vector<double> scales{};      // by how much each slot is larger than what it counts; empty: by nothing
  bool needs_residents = false;
  std::string residents_from{};  // "persons" or "population" where the measure itself says so
  std::function<answer(const cell_view&)> finish{};
  std::string unit{};                   // of the value, where the parameters decide it; empty: the definition's
  std::optional<std::string> tables{};  // that it reads, where the parameters decide it
  std::vector<window> reads{};          // the windows that it looks at; empty: the question's
  bool changes_daily = false;           // whether a stock changes with time alone, as an age does
  // Whether a category stands in the answer; empty: all do.
  std::function<bool(std::size_t category)> is_row{};
  // Whether the terms of the keys that an edit names are all that it changes.
  bool follows_edits = true;
};

// The question as a measure sees it.
struct context {
  const network* net = nullptr;
  const measure_spec* spec = nullptr;
  moment on;     // flows end here
  moment stock;  // stocks are read here: `on`, or the last day of a bucket of time
  window during;
  std::optional<window> bucket{};  // where time is cut into buckets, this one whole
  std::optional<window> next{};    // and the one after it, where that is over
  double scale = 1;                // of the measure's definition
  double z = 0;                    // the normal quantile of the intervals asked; 0: none
  linli::scheme scheme;
  std::shared_ptr<const std::vector<std::int32_t>> kinds;  // of each group by the scheme, or -1
  filter where;                                            // all that is asked, of the question and of the measure
  std::vector<row_test> tests;
  linli::cube cube;

  std::int64_t integer(const std::string& name, std::int64_t otherwise) const {
    const auto at = spec->arguments.find(name);
    return at == spec->arguments.end() ? otherwise : parse_plain_integer(at->second.text()).value_or(otherwise);
  }
  double number(const std::string& name, double otherwise) const {
    const auto at = spec->arguments.find(name);
    return at == spec->arguments.end() ? otherwise : parse_number(at->second.text()).value_or(otherwise);
  }
  bool flag(const std::string& name) const { return word(name, "") == "true"; }
  std::string word(const std::string& name, std::string otherwise) const {
    const auto at = spec->arguments.find(name);
    return at == spec->arguments.end() ? otherwise : at->second.text();
  }
  std::vector<std::string> words(const std::string& name) const {
    const auto at = spec->arguments.find(name);
    return at == spec->arguments.end() ? std::vector<std::string>{} : at->second.words();
  }
  bool has(const std::string& name) const { return spec->arguments.contains(name); }
  bool splits_by(std::string_view dimension) const {
    for (const auto& d : cube.dimensions())
      if (d.name == dimension) return true;
    return false;
  }
  // Whether a role's things are told apart, by a filter or a dimension.
  bool tells_apart(role r) const {
    for (const auto& test : tests)
      if (test.of == r) return true;
    for (const auto& d : cube.dimensions())
      if (d.of == r) return true;
    return false;
  }
  // Then what counts persons without names is unknown.
  bool tells_persons_apart() const { return tells_apart(role::person); }
};

// The kind of each group by a scheme, -1 where it has none.
inline std::vector<std::int32_t> kinds_by_scheme(const network& net, const scheme& by) {
  const auto& groups = net.rows(node_kind::group);
  const auto& words = groups["kind"];
  std::array<std::vector<std::int32_t>, table_count> of_word;  // for each table the kind of each word
  for (std::size_t k = by.kinds.size(); k-- > 0;) {
    auto& mine = of_word[static_cast<std::size_t>(by.kinds[k].table)];
    mine.resize(words.words().size(), -1);
    if (const auto code = words.words().find(by.kinds[k].found_as); code >= 0)
      mine[static_cast<std::size_t>(code)] = static_cast<std::int32_t>(k);
  }
  auto kinds = std::vector<std::int32_t>(groups.rows, -1);
  for (std::size_t g = 0; g < groups.rows; ++g) {
    const auto& mine = of_word[static_cast<std::size_t>(net.table_of_group(static_cast<std::int32_t>(g)))];
    const auto word = words.codes()[g];
    if (word >= 0 && !mine.empty()) kinds[g] = mine[static_cast<std::size_t>(word)];
  }
  return kinds;
}

// Calls f(first, count) for each run of persons in a block who live at one place and pass, where none need be told
// from another; persons lie by home. Else for each alone.
template <class Passes, class F>
void for_runs_at_home(const paged<std::int32_t>& homes, std::size_t first, std::size_t last, bool told_apart,
                      Passes passes, F f) {
  for (auto i = first; i < last;) {
    const auto home = homes[i];
    const auto start = i;
    std::int64_t count = 0;
    do count += passes(static_cast<std::int32_t>(i++));
    while (!told_apart && i < last && homes[i] == home);
    if (home >= 0 && count > 0) f(static_cast<std::int32_t>(start), home, count);
  }
}

// Calls f(from, to) for each run of places in a block that lie in the same cells, where none need be told from
// another. Else for each alone.
template <class F>
void for_runs_in_cells(const counter& into, std::size_t first, std::size_t last, F f) {
  const auto& places = into.cells().places();
  const auto end = static_cast<std::int32_t>(last);
  for (auto from = static_cast<std::int32_t>(first); from < end;) {
    auto to = from + 1;
    if (!into.tells_keys_apart() && !into.hears_places())
      while (to < end && places.lie_alike(from, to)) ++to;
    f(from, to);
    from = to;
  }
}

// Runs a plan's terms over all keys, block by block on all threads. The same bits at any number.
inline tally run(const plan& p, const network& net, const cube& cells, std::span<const row_test> tests) {
  auto partial = std::vector<std::optional<tally>>(threads());
  for (const auto& term : p.terms) {
    for_blocks(net.rows(term.key).rows, partial.size(), [&](std::size_t worker, std::size_t first, std::size_t last) {
      if (!partial[worker]) partial[worker].emplace(cells.size(), p.slots);
      auto into = counter(cells, tests, *partial[worker], 1);
      term.count(first, last, into);
    });
  }
  auto whole = tally(cells.size(), p.slots);
  for (const auto& part : partial)
    if (part) whole.merge(*part);
  return whole;
}

inline std::optional<double> ratio(double numerator, double denominator) {
  return denominator > 0 ? std::optional(numerator / denominator) : std::nullopt;
}

inline answer count_answer(std::int64_t count) {
  return {static_cast<double>(count), static_cast<double>(count), std::nullopt};
}

inline answer ratio_answer(std::int64_t numerator, std::int64_t denominator, const std::string& why_null) {
  const auto value = ratio(static_cast<double>(numerator), static_cast<double>(denominator));
  return {value, static_cast<double>(numerator), static_cast<double>(denominator), value ? "" : why_null};
}

// A finish: what the first slot counts over what the second does.
inline auto first_over_second(std::string why_null) {
  return [why_null = std::move(why_null)](const cell_view& cell) {
    return ratio_answer(cell.sums[0], cell.sums[1], why_null);
  };
}

inline basis basis_of(std::int64_t rows, std::int64_t totals) {
  return totals == 0 ? basis::rows : rows == 0 ? basis::totals : basis::mixed;
}

// What is not known.
inline answer no_answer(std::string why, basis from = basis::rows) {
  return {std::nullopt, std::nullopt, std::nullopt, std::move(why), from};
}

// Over the residents of the cell.
inline answer per_resident(std::int64_t numerator, const residents& people, double scale = 1) {
  answer made{std::nullopt, static_cast<double>(numerator), std::nullopt, people.note, basis::rows};
  if (people.from_population) made.basis = basis::mixed;
  if (!people.count) {
    if (made.note.empty()) made.note = "no denominator: residents unknown";
    return made;
  }
  made.denominator = static_cast<double>(*people.count);
  if (*people.count == 0)
    made.note = "no residents";
  else
    made.value = scale * static_cast<double>(numerator) / static_cast<double>(*people.count);
  if (scale == 1 && made.value && *made.value > 1)
    made.note = "more than the residents: numerator and denominator differ in source";
  return made;
}

}  // namespace linli
