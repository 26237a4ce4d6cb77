// SPDX-License-Identifier: Apache-2.0
// How a measure of one's own becomes known by its name: in `measure`, in text, in targets.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <linli/core/error.hpp>
#include <linli/measure/catalogue.hpp>
#include <linli/measure/own_measure.hpp>

namespace linli {

// One of that name that was there before is replaced for what asks for it from now on.
inline void enlist(own_measure measure) {
  const auto& name = measure.name;
  if (name.find('.') == std::string::npos)
    throw measure_error("a measure of one's own has a family in its name, as own.late_share; '" + name + "' has none");
  for (const auto& known : catalogue())
    if (known.name == name) throw measure_error(name + " is a measure of the catalogue; choose another name");
  if (measure.slots.empty()) throw measure_error(name + " counts nothing: it has no slots");
  if (!measure.count || !measure.finish) throw measure_error(name + " needs both count and finish");
  definition about;
  about.key = detail::words_of_key(measure.key);
  about.is_flow = measure.is_flow;
  about.splits = about.filters = detail::facets_of_key(measure.key);
  if (measure.is_proportion) about = about.proportion();
  about.make = detail::own_plan;
  detail::own_measures::all().enlist(std::move(measure), about);
}

namespace concepts {

// A type that stands for a measure of one's own. For each row of its key kind it counts integers, in
// `slots` parts; `finish` makes an answer of their sums at a place.
template <class M>
concept measure = requires(const M& m, const network& net, std::int32_t row, std::span<std::int64_t> into,
                           std::span<const std::int64_t> sums) {
  { M::name } -> std::convertible_to<std::string_view>;
  { M::unit } -> std::convertible_to<std::string_view>;
  { M::key } -> std::convertible_to<node_kind>;
  { M::slots } -> std::convertible_to<std::size_t>;
  m.count(net, row, into);
  { m.finish(sums) } -> std::convertible_to<answer>;
};

}  // namespace concepts

// The same of a type that satisfies the concept; gives the spec by which it is asked for.
template <concepts::measure M>
measure_spec enlist(const M& own = {}) {
  own_measure made;
  made.name = std::string(std::string_view(M::name));
  made.unit = std::string(std::string_view(M::unit));
  made.key = M::key;
  made.slots.assign(M::slots, "count");
  made.count = [own](const network& net, window, moment, std::size_t first, std::size_t last,
                     std::span<std::int64_t> into) {
    for (auto i = first; i < last; ++i)
      own.count(net, static_cast<std::int32_t>(i), into.subspan((i - first) * M::slots, M::slots));
  };
  made.finish = [own](std::span<const std::int64_t> sums, const residents&) { return answer(own.finish(sums)); };
  enlist(std::move(made));
  return {std::string(std::string_view(M::name))};
}

}  // namespace linli
