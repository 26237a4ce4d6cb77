// SPDX-License-Identifier: Apache-2.0
// The bootstrap: intervals of any measure by drawing the clusters of each row anew.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/quantiles.hpp>
#include <linli/measure/clusters.hpp>
#include <linli/measure/measure.hpp>
#include <linli/measure/usual_level.hpp>

namespace linli {

struct bootstrap_options {
  std::string resample{};  // a level of places, or "person"; empty: as usual_level finds it
  std::size_t replicates = 1000;
  std::uint64_t seed = 0;
  double level = 0.95;
};

// An answer with intervals, and of each measure asked what was drawn for it: a level of places, or "person".
struct resampled {
  table answer;
  std::vector<std::string> drawn{};
};

namespace detail {

// The share left out at each end by an expanded percentile interval (Hesterberg 2015): with few clusters the
// plain percentile interval is too short, by the divisor n instead of n − 1 and by z instead of t.
inline double expanded_tail(std::size_t clusters, double level) {
  const auto n = static_cast<double>(clusters);
  const auto t = student_quantile((1 + level) / 2, n - 1);
  return std::erfc(std::sqrt(n / (n - 1)) * t / std::sqrt(2.0)) / 2;
}

// The quantile of sorted values, between neighbours by distance (Hyndman & Fan 1996, type 7).
inline double quantile_of(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

// Measures that ask whether anything is there: who is drawn twice is not there twice.
inline void refuse_existence(const measure_spec& spec, const clusters& drawn) {
  constexpr std::array existence{"coverage.presence", "coverage.breadth", "coverage.complete", "coverage.reach"};
  if (drawn.of_people() && std::find(existence.begin(), existence.end(), spec.name) != existence.end())
    throw measure_error(spec.name + " asks whether something is there; resample places, not " + drawn.what() + "s");
}

// Persons are drawn for what counts persons; of all else an interval would have no width.
inline void refuse_unmoved(const measure_spec& spec, const plan& p, const clusters& drawn) {
  const bool of_persons = p.terms.empty() || std::any_of(p.terms.begin(), p.terms.end(), [](const term& each) {
                            return each.key == node_kind::person;
                          });
  if (drawn.of_persons() && !of_persons)
    throw measure_error(spec.name + " does not count persons; resample places instead");
}

// The contributions of a plan, by cluster.
inline contributions contributions_of(const network& net, const plan& p, const cube& cells,
                                      std::span<const row_test> tests, const clusters& drawn) {
  auto found = contributions([&drawn](std::int32_t place) { return drawn.of_place(place); });
  auto writer = counter(cells, tests, p.slots, found);
  for (const auto& term : p.terms)
    for_blocks_in_order(net.rows(term.key).rows, [&](std::size_t first, std::size_t last) {
      if (!drawn.of_persons()) return term.count(first, last, writer);
      for (auto i = first; i < last; ++i) {
        found.set_key_cluster(term.key == node_kind::person ? static_cast<std::int32_t>(i) : no_cluster);
        term.count(i, i + 1, writer);
      }
    });
  return found;
}

// One row of the answer with its replicates.
struct resampled_row {
  const counted* part = nullptr;
  std::size_t place_cell = 0;
  std::size_t category = 0;
  std::vector<table_writer::key> keys{};
  answer found{};
  std::size_t clusters = 0;
  std::vector<double> replicates{};
};

// Replicates of the rows of one measure in one slice of time.
class part_resampler {
 public:
  part_resampler(const network& net, const counted& part, const clusters& drawn, const bootstrap_options& options)
      : net_(&net),
        part_(&part),
        options_(&options),
        size_(drawn.size()),
        by_cell_(drawn.by_cell(part.asked.cube.places(), part.asked.stock)),
        sums_(contributions_of(net, part.ready, part.asked.cube, part.asked.tests, drawn)) {
    if (part.people) people_ = contributions_of(net, part.people->plan, part.people->cube, part.people->tests, drawn);
  }

  std::size_t clusters_in(std::size_t place_cell) const { return by_cell_[place_cell].size(); }

  // What a worker counts in: all zero, and each cluster taken once, but while it fills. It is as large as the whole
  // answer, so each worker has one for all its rows.
  struct workspace {
    std::vector<std::int32_t> times;
    tally sums;
    tally people;
  };
  workspace make_workspace() const {
    return {std::vector<std::int32_t>(size_, 1), tally(part_->asked.cube.size(), part_->ready.slots),
            part_->people ? tally(part_->people->cube.size(), part_->people->plan.slots) : tally()};
  }

  // Fills the replicates from `first` to `last` of rows that share a place. What hangs on clusters of other rows stays
  // as it is.
  void fill(std::span<resampled_row* const> rows, std::size_t first, std::size_t last, workspace& in) const {
    const auto place_cell = rows.front()->place_cell;
    for (auto r = first; r < last; ++r) {
      throw_if_stopped();
      draw_times(by_cell_[place_cell], options_->seed, row_id(place_cell), r, in.times);
      refill(in.sums, sums_, part_->asked.cube.categories(), place_cell, in.times);
      if (part_->people) refill(in.people, *people_, part_->people->cube.categories(), place_cell, in.times);
      const auto cells = cells_of(*part_, in.sums, in.people);
      for (auto* row : rows)
        row->replicates[r] = part_->ready.finish(cells.at(place_cell, row->category)).value.value_or(std::nan(""));
    }
    empty(in.sums, part_->asked.cube.categories(), place_cell);
    if (part_->people) empty(in.people, part_->people->cube.categories(), place_cell);
    for (const auto cluster : by_cell_[place_cell]) in.times[static_cast<std::size_t>(cluster)] = 1;
  }

 private:
  std::uint64_t row_id(std::size_t place_cell) const {
    const auto place = part_->asked.cube.places().place(place_cell);
    return hash_of(place < 0 ? "" : net_->id_of({node_kind::place, place}));
  }
  static void empty(tally& of, std::size_t categories, std::size_t place_cell) {
    of.clear(place_cell * categories, (place_cell + 1) * categories);
  }
  static void refill(tally& into, const contributions& from, std::size_t categories, std::size_t place_cell,
                     const std::vector<std::int32_t>& times) {
    empty(into, categories, place_cell);
    from.add_to(into, place_cell * categories, (place_cell + 1) * categories, times);
    into.compact();
  }

  const network* net_;
  const counted* part_;
  const bootstrap_options* options_;
  std::size_t size_;
  std::vector<std::vector<std::int32_t>> by_cell_;
  contributions sums_;
  std::optional<contributions> people_;
};

class bootstrapper {
 public:
  bootstrapper(const prepared& ready, bootstrap_options options) : ready_(&ready), options_(std::move(options)) {
    if (!(options_.level > 0 && options_.level < 1))
      throw measure_error("bootstrap: level=" + text_of_number(options_.level) + " is not between 0 and 1, like 0.95");
    if (options_.replicates < 2 || options_.replicates > 1'000'000)
      throw measure_error("bootstrap: replicates is a number from 2 to 1000000");
  }

  resampled make() const {
    auto out = ready_->make_writer(true);
    resampled made;
    for (const auto& spec : ready_->specs()) {
      const auto* derived = ready_->derived_of(spec);
      made.drawn.push_back(derived ? write_derived(*derived, out) : write(spec, out));
    }
    made.answer = out.finish();
    return made;
  }

 private:
  clusters clusters_for(std::span<const counted> parts) const {
    const auto& net = ready_->net();
    auto drawn = clusters(net, options_.resample.empty() ? usual_level(net).of(parts) : options_.resample);
    refuse_existence(*parts.front().spec, drawn);
    refuse_unmoved(*parts.front().spec, parts.front().ready, drawn);
    return drawn;
  }

  // The rows of a keyed measure with their replicates, and what was drawn.
  struct drawn_rows {
    std::vector<resampled_row> rows{};
    std::string drawn{};
  };
  std::string write(const std::shared_ptr<const measure_spec>& spec, table_writer& out) const {
    auto found = rows_of(*ready_, spec);
    for (auto& row : found.rows) {
      add_interval(row, found.drawn);
      out.add(text_of(*spec), row.keys, row.found, row.part->unit());
    }
    return found.drawn;
  }
  drawn_rows rows_of(const prepared& ready, const std::shared_ptr<const measure_spec>& spec) const {
    drawn_rows found;
    auto& rows = found.rows;
    const auto lister =
        row_lister(ready.net(), question_reader(ready.net(), ready.asked()).dimensions(), ready.asked().empty_too);
    lister.for_each(ready.parts_of(spec), [&](const answer_row& row) {
      rows.push_back({&row.part, row.place_cell, row.category, row.keys, row.from(cells_of(row.part)), 0, {}});
    });
    const auto parts = ready.parts_of(spec);
    if (parts.empty()) return found;
    const auto drawn = clusters_for(parts);
    for (const auto& part : parts) fill(ready.net(), part, drawn, rows);
    found.drawn = drawn.what();
    return found;
  }

  void fill(const network& net, const counted& part, const clusters& drawn, std::vector<resampled_row>& rows) const {
    const auto sampler = part_resampler(net, part, drawn, options_);
    std::map<std::size_t, std::vector<resampled_row*>> by_place;
    for (auto& row : rows) {
      if (row.part != &part || !row.found.value || part.asked.cube.places().is_rest(row.place_cell)) continue;
      row.clusters = sampler.clusters_in(row.place_cell);
      if (row.clusters < 2) continue;
      row.replicates.resize(options_.replicates);
      by_place[row.place_cell].push_back(&row);
    }
    struct job {
      std::span<resampled_row* const> rows;
      std::size_t first;
    };
    constexpr std::size_t chunk = 128;
    std::vector<job> jobs;
    for (const auto& [place, mine] : by_place)
      for (std::size_t first = 0; first < options_.replicates; first += chunk) jobs.push_back({mine, first});
    auto spaces = std::vector<std::optional<part_resampler::workspace>>(threads());
    for_blocks(
        jobs.size(), spaces.size(),
        [&](std::size_t worker, std::size_t first, std::size_t last) {
          auto& space = spaces[worker];
          if (!space) space = sampler.make_workspace();
          for (auto j = first; j < last; ++j)
            sampler.fill(jobs[j].rows, jobs[j].first, std::min(options_.replicates, jobs[j].first + chunk), *space);
        },
        1);
  }

  static std::string too_few(const std::string& drawn) {
    if (drawn == "person") return "no interval: fewer than 2 persons to draw from";
    return "no interval: fewer than 2 clusters of " + drawn + " to draw from; say resample= a lower level or person";
  }
  void add_interval(resampled_row& row, const std::string& drawn) const {
    if (!row.found.value) return;
    if (row.replicates.empty()) return row.found.remark(too_few(drawn));
    std::erase_if(row.replicates, [](double x) { return std::isnan(x); });
    const auto missing = options_.replicates - row.replicates.size();
    if (row.replicates.size() < 2) return row.found.remark("no interval: no replicate has a value");
    std::sort(row.replicates.begin(), row.replicates.end());
    const auto tail = expanded_tail(row.clusters, options_.level);
    row.found.low = quantile_of(row.replicates, tail);
    row.found.high = quantile_of(row.replicates, 1 - tail);
    if (row.clusters < 30)
      row.found.remark("only " + std::to_string(row.clusters) + " clusters: the interval is rough");
    label_interval(row.found, ready_->net());
    if (missing > 0) row.found.remark(std::to_string(missing) + " replicates without a value");
  }

  // Gives what was drawn. A measure of measures: of a gap, the two categories in the same replicates; across places,
  // the places.
  std::string write_derived(const derived_part& part, table_writer& out) const {
    const auto of = derivation(ready_->net(), *part.spec, ready_->asked());
    const auto answers = answers_of(part);
    if (of.is_gap()) return write_gaps(of, part, answers.front(), out);
    const auto drawn = clusters(ready_->net(), options_.resample.empty() ? of.across() : options_.resample);
    for (const auto& each : of.groups_of(answers)) {
      auto row = resampled_row{nullptr, 0, 0, each.keys, of.finish(each, each.units), 0, {}};
      draw_units(of, each, drawn, row);
      add_interval(row, drawn.what());
      out.add(text_of(*part.spec), row.keys, row.found, of.unit());
    }
    return drawn.what();
  }

  void draw_units(const derivation& of, const derivation::group& each, const clusters& drawn,
                  resampled_row& row) const {
    std::vector<std::int32_t> mine;
    for (const auto place : each.places) {
      const auto cluster = drawn.of_place(place);
      if (cluster == no_cluster)
        throw measure_error("bootstrap of a measure across " + of.across() + " resamples " + of.across() +
                            " or a level above it, not " + drawn.what());
      mine.push_back(cluster);
    }
    auto distinct = mine;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    row.clusters = distinct.size();
    if (row.clusters < 2) return;
    std::string key;
    for (const auto& part : each.keys) key += part.text.value_or("") + '\x1f';
    row.replicates.resize(options_.replicates);
    for_blocks(
        options_.replicates, threads(),
        [&](std::size_t, std::size_t first, std::size_t last) {
          auto times = std::vector<std::int32_t>(drawn.size(), 0);
          for (auto r = first; r < last; ++r) {
            draw_times(distinct, options_.seed, hash_of(key), r, times);
            auto units = each.units;
            for (std::size_t k = 0; k < units.size(); ++k) units[k].weight *= times[static_cast<std::size_t>(mine[k])];
            row.replicates[r] = of.finish(each, units).value.value_or(std::nan(""));
          }
        },
        128);
  }

  std::string write_gaps(const derivation& of, const derived_part& part, const linli::table& values,
                         table_writer& out) const {
    const auto& inner = *part.inner.front();
    const auto [rows, drawn] = rows_of(inner, inner.specs().front());  // row by row as in `values`
    for (const auto& pair : of.pairs_of(values))
      for (const bool as_ratio : {false, true}) {
        auto row = resampled_row{
            nullptr, 0, 0, derivation::gap_keys(pair, as_ratio), of.gap_of(values, pair, as_ratio, 0), 0, {}};
        if (pair.first && pair.second) {
          const auto& a = rows[*pair.first];
          const auto& b = rows[*pair.second];
          row.clusters = std::min(a.clusters, b.clusters);
          for (std::size_t r = 0; r < std::min(a.replicates.size(), b.replicates.size()); ++r)
            row.replicates.push_back(as_ratio ? ratio(a.replicates[r], b.replicates[r]).value_or(std::nan(""))
                                              : a.replicates[r] - b.replicates[r]);
        }
        if (!derivation::stands(pair, row.found)) continue;
        add_interval(row, drawn);
        out.add(text_of(*part.spec), row.keys, row.found, of.unit());
      }
    return drawn;
  }

  const prepared* ready_;
  bootstrap_options options_;
};

}  // namespace detail

// The answer of `measure` with the columns low and high, by drawing the clusters of each row with replacement.
inline resampled resample(const network& net, std::vector<measure_spec> measures, question asked = {},
                          bootstrap_options options = {}) {
  asked.level = 0;
  const auto ready = prepared(net, std::move(measures), std::move(asked));
  return detail::bootstrapper(ready, std::move(options)).make();
}
inline table bootstrap(const network& net, std::vector<measure_spec> measures, question asked = {},
                       bootstrap_options options = {}) {
  return resample(net, std::move(measures), std::move(asked), std::move(options)).answer;
}

}  // namespace linli
