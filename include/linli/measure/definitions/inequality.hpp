// SPDX-License-Identifier: Apache-2.0
// Inequality, as the catalogue tells of it: functions of a measure's finished values across places.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <linli/measure/definition.hpp>
#include <linli/measure/grouped_inequality.hpp>
#include <linli/measure/inequality.hpp>

namespace linli {

namespace parameters::of_inequality {
constexpr parameter of{"of", measure, "", "the measure whose values are compared", "", true};
constexpr parameter across{"across", level, "", "the level of the places compared", "", true};
constexpr parameter weight{"weight", word, "", "residents, households or a numeric column of places; empty: each one"};
constexpr std::array plain{of, across, weight};
constexpr std::array grouped{
    of, across, parameter{"grouping", word, "", "a higher level, or an attribute of places", "", true}, weight};
constexpr std::array aversion{of, across, parameter{"epsilon", amount, "", "aversion to inequality", "", true}, weight};
constexpr std::array quantiles{of, across, parameter{"high", number, "0.9", "the upper quantile"},
                               parameter{"low", number, "0.1", "the lower quantile"}, weight};
constexpr std::array gap{of, parameter{"between", words, "", "an attribute and two of its values", "", true}};
}  // namespace parameters::of_inequality

namespace detail {

// The units of one answer as the plain functions take them.
struct unit_columns {
  std::vector<double> values;
  std::vector<double> weights;
  std::vector<std::int32_t> groups;

  explicit unit_columns(std::span<const unit_value> units) {
    for (const auto& unit : units) {
      values.push_back(unit.value);
      weights.push_back(unit.weight);
      groups.push_back(unit.group);
    }
  }
};

inline answer inequality_answer(std::optional<double> value, std::span<const unit_value> units) {
  answer found{value, std::nullopt, std::nullopt};
  if (!value) found.note = units.empty() ? "no place has a value" : "the mean, or what is divided by, is 0";
  return found;
}

inline double number_of(const measure_spec& spec, const char* name, double otherwise) {
  const auto at = spec.arguments.find(name);
  return at == spec.arguments.end() ? otherwise : parse_number(at->second.text()).value_or(otherwise);
}

constexpr auto gini_of_units = [](std::span<const unit_value> units, const measure_spec&) {
  const unit_columns u(units);
  return inequality_answer(inequality::gini(u.values, u.weights), units);
};
constexpr auto hoover_of_units = [](std::span<const unit_value> units, const measure_spec&) {
  const unit_columns u(units);
  return inequality_answer(inequality::hoover(u.values, u.weights), units);
};
constexpr auto theil_of_units = [](std::span<const unit_value> units, const measure_spec&) {
  const unit_columns u(units);
  return inequality_answer(inequality::theil(u.values, u.weights), units);
};
constexpr auto theil_between_units = [](std::span<const unit_value> units, const measure_spec&) {
  const unit_columns u(units);
  return inequality_answer(inequality::theil_between(u.values, u.groups, u.weights), units);
};
constexpr auto theil_within_units = [](std::span<const unit_value> units, const measure_spec&) {
  const unit_columns u(units);
  return inequality_answer(inequality::theil_within(u.values, u.groups, u.weights), units);
};
constexpr auto atkinson_of_units = [](std::span<const unit_value> units, const measure_spec& spec) {
  const unit_columns u(units);
  return inequality_answer(inequality::atkinson(u.values, number_of(spec, "epsilon", 1), u.weights), units);
};
constexpr auto quantile_ratio_of_units = [](std::span<const unit_value> units, const measure_spec& spec) {
  const unit_columns u(units);
  return inequality_answer(
      inequality::quantile_ratio(u.values, number_of(spec, "high", 0.9), number_of(spec, "low", 0.1), u.weights),
      units);
};

}  // namespace detail

inline constexpr auto inequality_definitions = [] {
  namespace p = parameters::of_inequality;
  constexpr std::string_view key = "place of a level, by its finished value";
  const auto across = [key](std::string_view name, std::string_view name_zh, std::string_view unit,
                            std::span<const parameter> parameters, auto of_units, std::string_view meaning,
                            std::string_view meaning_zh, std::string_view source) {
    definition made{name, name_zh, unit, key, false, 0, 0, parameters, "", meaning, meaning_zh};
    made.of_units = of_units;
    made.source = source;
    return made;
  };
  return std::array{
      across("inequality.gini", "基尼系数", "Gini", p::plain, detail::gini_of_units,
             "Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 μ W²), of a measure's values x across the places of a level, without "
             "small-sample correction (Gini 1912).",
             "某指标在某级各地方之间的基尼系数,可加权。", "Gini 1912"),
      across("inequality.hoover", "胡佛指数", "share", p::plain, detail::hoover_of_units,
             "Σ w |x − μ| / (2 W μ): the share that would have to move for all to be equal (Hoover 1936).",
             "胡佛指数:达到均等所需重新分配的比例。", "Hoover 1936"),
      across("inequality.theil", "泰尔指数", "Theil T", p::plain, detail::theil_of_units,
             "Σ (w/W)(x/μ) ln(x/μ), 0 ln 0 = 0 (Theil 1967).", "泰尔指数 T。", "Theil 1967"),
      across("inequality.theil_between", "组间泰尔指数", "Theil T", p::grouped, detail::theil_between_units,
             "Theil's index of the groups' means: with theil_within it adds up to theil.",
             "组间泰尔指数;与组内之和等于总指数。", "Theil 1967; Shorrocks 1980"),
      across("inequality.theil_within", "组内泰尔指数", "Theil T", p::grouped, detail::theil_within_units,
             "The groups' own Theil indices, each weighted by its share of the whole.", "组内泰尔指数,按各组份额加权。",
             "Theil 1967; Shorrocks 1980"),
      across("inequality.atkinson", "阿特金森指数", "Atkinson", p::aversion, detail::atkinson_of_units,
             "1 − the equally distributed equivalent / μ (Atkinson 1970); 1 if any x is 0 and epsilon ≥ 1.",
             "阿特金森指数:1 − 等分布等价值 / 均值。", "Atkinson 1970"),
      across("inequality.quantile_ratio", "分位数比", "ratio", p::quantiles, detail::quantile_ratio_of_units,
             "The lowest x whose cumulated weight reaches `high` / the same of `low`.",
             "累计权重达到 high 的最低值 / 达到 low 的最低值。", ""),
      definition{"inequality.gap", "差距", "as the measure", "category of an attribute, by its finished value", false,
                 0, 0, p::gap, "",
                 "A measure between two values of an attribute: their difference, and their ratio. With a level, "
                 "Newcombe's interval (1998) of a difference and a log-normal one of a ratio, of proportions.",
                 "某指标在属性两类之间的差与比。"}
          .adding("scale")
          .limited_by("Newcombe; log-normal")
          .published("intervals: Newcombe 1998; Katz, Baptista, Azen & Pike 1978"),
  };
}();

}  // namespace linli
