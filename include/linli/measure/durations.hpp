// SPDX-License-Identifier: Apache-2.0
// The durations behind a survival: how long what is counted lasted, and whether its end was seen.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/measure.hpp>

namespace linli {

// Of deliberation.time_to, survival or dwell: the dimensions of `by`, then days, whether the end was seen, and
// how many lasted so long.
inline frame durations(const network& net, measure_spec spec, question asked = {}) {
  if (spec.name != "deliberation.time_to" && spec.name != "deliberation.survival" && spec.name != "deliberation.dwell")
    throw measure_error(spec.name + " has no durations; deliberation.time_to, survival and dwell have");
  const auto ready = prepared(net, {std::move(spec)}, std::move(asked));
  const auto names = ready.asked().by;
  std::vector<std::vector<detail::row_key>> keys(names.size());
  std::vector<double> days;
  std::vector<std::int64_t> ended;
  std::vector<std::int64_t> times;
  const auto rows = detail::row_lister(ready.net(), detail::question_reader(ready.net(), ready.asked()).dimensions());
  rows.for_each(ready.parts_of(ready.specs().front()), [&](const detail::answer_row& row) {
    for (const auto& v : detail::cells_of(row.part).at(row.place_cell, row.category).values) {
      for (std::size_t d = 0; d < names.size(); ++d) keys[d].push_back(row.keys[d]);
      days.push_back(detail::days_of(v.value / 2));
      ended.push_back(v.value % 2);
      times.push_back(v.times);
    }
  });
  frame out{"durations", days.size(), {}};
  for (std::size_t d = 0; d < names.size(); ++d) out.columns.push_back({names[d], detail::key_column(keys[d])});
  out.columns.push_back({"days", column::of(std::move(days))});
  out.columns.push_back({"ended", column::of(std::move(ended))});
  out.columns.push_back({"times", column::of(std::move(times))});
  return out;
}

}  // namespace linli
