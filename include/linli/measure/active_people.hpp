// SPDX-License-Identifier: Apache-2.0
// Who did something in the window of a question, as far as names were kept.
#pragma once

#include <cstdint>
#include <vector>

#include <linli/measure/coverage.hpp>

namespace linli::detail {

struct active_people {
  std::vector<std::int32_t> people{};  // in order
  std::int64_t nameless = 0;           // meetings at which others may have been

  explicit active_people(const context& asked) {
    const auto acts = record_of_acts(asked);
    const auto least = asked.integer("min_acts", 1);
    for (std::size_t i = 0; i < asked.net->rows(node_kind::person).rows; ++i)
      if (acts.acts(static_cast<std::int32_t>(i)) >= least) people.push_back(static_cast<std::int32_t>(i));
    count_nameless(asked);
  }

 private:
  void count_nameless(const context& asked) {
    const auto& meetings = asked.net->rows(node_kind::meeting);
    const auto& names = asked.net->rows_by(table_id::attendances, "meeting", node_kind::meeting);
    for (std::size_t m = 0; m < meetings.rows; ++m) {
      const auto at = meetings["date"].instants()[m];
      const auto some = [&](const char* column) { return meetings[column].integers()[m] > 0; };
      nameless += asked.during.contains(at) && asked.on.has_reached(at) && names[m].empty() &&
                  (some("attended") || some("residents_attended"));
    }
  }
};

}  // namespace linli::detail
