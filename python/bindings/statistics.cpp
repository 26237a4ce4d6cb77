// SPDX-License-Identifier: Apache-2.0
// Statistics of plain numbers: inequality, intervals, survival, tests.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/quantiles.hpp>
#include <linli/measure/false_discovery.hpp>
#include <linli/measure/grouped_inequality.hpp>
#include <linli/measure/inequality.hpp>
#include <linli/measure/intervals.hpp>
#include <linli/measure/kaplan_meier.hpp>
#include <linli/measure/log_rank.hpp>
#include <linli/measure/permutation.hpp>

#include "bindings.hpp"

namespace linli_python {

namespace {

namespace inequality = linli::inequality;

template <class T>
using array = py::array_t<T, py::array::c_style | py::array::forcecast>;
using numbers = array<double>;
using codes = array<std::int32_t>;
using flags = array<std::uint8_t>;

template <class T>
std::span<const T> span_of(const array<T>& a) {
  return {a.data(), static_cast<std::size_t>(a.size())};
}
template <class Row, class Get>
auto column_of(const std::vector<Row>& rows, Get get) {
  using cell = decltype(get(rows.front()));
  auto out = py::array_t<cell>(static_cast<py::ssize_t>(rows.size()));
  std::transform(rows.begin(), rows.end(), out.mutable_data(), get);
  return out;
}

using pair = std::pair<std::optional<double>, std::optional<double>>;
pair pair_of(const std::optional<linli::limits>& found) {
  return found ? pair{found->low, found->high} : pair{};
}

void bind_inequality(py::module_& m) {
  const auto plain = [&](const char* name, auto of) {
    m.def(
        name,
        [of](const numbers& x, const numbers& weight) {
          const auto values = span_of(x), weights = span_of(weight);
          py::gil_scoped_release free;
          return of(inequality::sample(values, weights));
        },
        py::arg("x"), py::arg("weight"));
  };
  plain("gini", [](const inequality::sample& s) { return inequality::gini(s); });
  plain("hoover", [](const inequality::sample& s) { return inequality::hoover(s); });
  plain("theil", [](const inequality::sample& s) { return inequality::theil(s); });

  const auto grouped = [&](const char* name, auto of) {
    m.def(
        name,
        [of](const numbers& x, const codes& groups, const numbers& weight) {
          const auto values = span_of(x), weights = span_of(weight);
          const auto named = span_of(groups);
          py::gil_scoped_release free;
          return of(inequality::grouped_sample(values, named, weights));
        },
        py::arg("x"), py::arg("groups"), py::arg("weight"));
  };
  grouped("theil_between", [](const inequality::grouped_sample& s) { return inequality::theil_between(s); });
  grouped("theil_within", [](const inequality::grouped_sample& s) { return inequality::theil_within(s); });

  m.def(
      "atkinson",
      [](const numbers& x, double epsilon, const numbers& weight) {
        return inequality::atkinson(span_of(x), epsilon, span_of(weight));
      },
      py::arg("x"), py::arg("epsilon"), py::arg("weight"));
  m.def(
      "quantile_ratio",
      [](const numbers& x, double high, double low, const numbers& weight) {
        return inequality::quantile_ratio(span_of(x), high, low, span_of(weight));
      },
      py::arg("x"), py::arg("high"), py::arg("low"), py::arg("weight"));
  m.def(
      "lorenz",
      [](const numbers& x, const numbers& weight) {
        const auto curve = inequality::lorenz(span_of(x), span_of(weight));
        return std::pair(column_of(curve, [](const inequality::point& p) { return p.population_share; }),
                         column_of(curve, [](const inequality::point& p) { return p.value_share; }));
      },
      py::arg("x"), py::arg("weight"));
}

void bind_intervals(py::module_& m) {
  m.def(
      "wilson",
      [](double successes, double trials, double level) {
        return pair_of(linli::wilson(successes, trials, linli::z_of_level(level)));
      },
      py::arg("successes"), py::arg("trials"), py::arg("level"));
  const auto of_two = [&](const char* name, auto formula) {
    m.def(
        name,
        [formula](double a, double of_a, double b, double of_b, double level) {
          return pair_of(formula(a, of_a, b, of_b, linli::z_of_level(level)));
        },
        py::arg("a"), py::arg("of_a"), py::arg("b"), py::arg("of_b"), py::arg("level"));
  };
  of_two("difference_of_proportions", linli::difference_of_proportions);
  of_two("ratio_of_proportions", linli::ratio_of_proportions);
  of_two("representation_interval", linli::representation_interval);
}

py::dict kaplan_meier(const numbers& durations, const flags& ended, double level) {
  const auto rows = linli::kaplan_meier(span_of(durations), span_of(ended), linli::z_of_level(level));
  using row = linli::kaplan_meier_row;
  py::dict table;
  table["time"] = column_of(rows, [](const row& r) { return r.counts.time; });
  table["at_risk"] = column_of(rows, [](const row& r) { return r.counts.at_risk; });
  table["ended"] = column_of(rows, [](const row& r) { return r.counts.ended; });
  table["censored"] = column_of(rows, [](const row& r) { return r.counts.censored; });
  table["survival"] = column_of(rows, [](const row& r) { return r.survival; });
  table["low"] = column_of(rows, [](const row& r) { return r.limits.low; });
  table["high"] = column_of(rows, [](const row& r) { return r.limits.high; });
  return table;
}

py::dict log_rank(const numbers& durations, const flags& ended, const codes& groups, std::size_t count,
                  const codes& strata) {
  const auto found = linli::log_rank(span_of(durations), span_of(ended), span_of(groups), count, span_of(strata));
  using group = linli::log_rank_group;
  py::dict made;
  made["statistic"] = found.statistic;
  made["degrees_of_freedom"] = found.degrees_of_freedom;
  made["p_value"] = found.p_value;
  made["n"] = column_of(found.groups, [](const group& g) { return g.count; });
  made["observed"] = column_of(found.groups, [](const group& g) { return g.observed; });
  made["expected"] = column_of(found.groups, [](const group& g) { return g.expected; });
  return made;
}

py::dict dict_of(const linli::randomisation_result& found) {
  py::dict made;
  made["statistic"] = found.statistic;
  made["p_value"] = found.p_value;
  made["replicates"] = found.replicates;
  made["exact"] = found.exact;
  return made;
}

void bind_tests(py::module_& m) {
  m.def("kaplan_meier", kaplan_meier, py::arg("durations"), py::arg("ended"), py::arg("level"));
  m.def("log_rank", log_rank, py::arg("durations"), py::arg("ended"), py::arg("groups"), py::arg("count"),
        py::arg("strata"));
  m.def(
      "permutation_test",
      [](const numbers& values, const codes& groups, const codes& strata, const std::string& statistic,
         const std::string& alternative, std::size_t replicates, std::uint64_t seed) {
        const auto kind = linli::permutation_statistic_named(statistic);
        const auto by = linli::randomisation{replicates, seed, 0, linli::alternative_named(alternative)};
        const auto x = span_of(values);
        const auto labels = span_of(groups), within = span_of(strata);
        return dict_of(run_long([&] { return linli::permutation_test(x, labels, kind, by, within); }));
      },
      py::arg("values"), py::arg("groups"), py::arg("strata"), py::arg("statistic"), py::arg("alternative"),
      py::arg("replicates"), py::arg("seed"));
  m.def(
      "sign_flip_test",
      [](const numbers& differences, const std::string& alternative, std::size_t replicates, std::uint64_t seed) {
        const auto by = linli::randomisation{replicates, seed, 0, linli::alternative_named(alternative)};
        const auto x = span_of(differences);
        return dict_of(run_long([&] { return linli::sign_flip_test(x, by); }));
      },
      py::arg("differences"), py::arg("alternative"), py::arg("replicates"), py::arg("seed"));
  m.def(
      "adjusted_p_values",
      [](const numbers& p_values, const std::string& method) {
        return column_of(linli::adjusted_p_values(span_of(p_values), linli::false_discovery_named(method)),
                         [](double p) { return p; });
      },
      py::arg("p_values"), py::arg("method"));
}

}  // namespace

void bind_statistics(py::module_& m) {
  bind_inequality(m);
  bind_intervals(m);
  bind_tests(m);
}

}  // namespace linli_python
