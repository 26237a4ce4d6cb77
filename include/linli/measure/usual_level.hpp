// SPDX-License-Identifier: Apache-2.0
// The level of places that a bootstrap draws where none is said.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/measure/counted.hpp>
#include <linli/measure/tally.hpp>
#include <linli/model/place_cells.hpp>

namespace linli::detail {

// The level above that at which most of what a measure counts lies, in all slices of time. Where that does not lie
// below the places of the rows: the highest below them that holds anything counted.
class usual_level final : public listener {
 public:
  explicit usual_level(const network& net) : net_(&net), heard_(net.places().size(), 0) {}
  void hear_sum(std::size_t, std::size_t, std::int64_t, std::span<const std::int32_t> places) override {
    for (const auto place : places) ++heard_[static_cast<std::size_t>(place)];
  }
  void hear_value(std::size_t, std::int64_t, std::int32_t) override {}

  std::string of(std::span<const counted> parts) {
    for (const auto& part : parts) hear(part.ready, part.asked.cube, part.asked.tests);
    if (!any_heard())  // what counts nothing else counts residents
      for (const auto& part : parts)
        if (part.people) hear(part.people->plan, part.people->cube, part.people->tests);
    auto found = above_most();
    if (found < 0)
      throw measure_error("bootstrap: there is no level to resample by; say resample= a level of places or person");
    const auto& rows = parts.back().asked.cube.places();
    if (!is_below(rows, found))
      if (const auto lower = highest_below(rows); lower >= 0) found = lower;
    return std::string((*net_->state().levels)[found]);
  }

 private:
  void hear(const plan& p, const cube& cells, std::span<const row_test> tests) {
    auto writer = counter(cells, tests, p.slots, *this);
    for (const auto& term : p.terms)
      for_blocks_in_order(net_->rows(term.key).rows,
                          [&](std::size_t first, std::size_t last) { term.count(first, last, writer); });
  }
  bool any_heard() const {
    return std::any_of(heard_.begin(), heard_.end(), [](auto times) { return times > 0; });
  }

  // Of what lies in no other place its own level, if nothing lies lower.
  std::int32_t above_most() const {
    std::map<std::int32_t, std::int64_t> above;
    std::map<std::int32_t, std::int64_t> at_the_top;
    for (std::size_t p = 0; p < heard_.size(); ++p) {
      if (heard_[p] == 0) continue;
      const auto place = static_cast<std::int32_t>(p);
      const auto parent = tree().parent(place);
      (parent >= 0 ? above : at_the_top)[tree().level(parent >= 0 ? parent : place)] += heard_[p];
    }
    std::int32_t best = -1;
    const auto& votes = above.empty() ? at_the_top : above;
    for (const auto& [level, times] : votes)
      if (best < 0 || times > votes.at(best)) best = level;
    return best;
  }

  // Whether places of a level lie in rows of the answer, and no row lies in one.
  bool is_below(const place_cells& rows, std::int32_t level) const {
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (auto place = top_of(rows, row); place >= 0; place = tree().parent(place))
        if (tree().level(place) == level) return false;
    for (std::size_t p = 0; p < tree().size(); ++p) {
      const auto place = static_cast<std::int32_t>(p);
      const auto own = rows.of(place);
      if (tree().level(place) == level && std::any_of(own.begin(), own.end(), [&](std::int32_t row) {
            return !rows.is_rest(static_cast<std::size_t>(row));
          }))
        return true;
    }
    return false;
  }
  // -1 where nothing is counted below the rows. A level whose places lie under those of another is the lower one.
  std::int32_t highest_below(const place_cells& rows) const {
    struct standing {
      std::size_t steps = 0;  // the most that lie between a row and one of the level's places
      std::int64_t heard = 0;
    };
    std::map<std::int32_t, standing> levels;
    for (std::size_t p = 0; p < heard_.size(); ++p) {
      if (heard_[p] == 0) continue;
      for (const auto row : rows.of(static_cast<std::int32_t>(p))) {
        const auto path = path_below(rows, row, static_cast<std::int32_t>(p));
        for (std::size_t k = 0; k < path.size(); ++k) {
          auto& mine = levels[tree().level(path[k])];
          mine.steps = std::max(mine.steps, path.size() - k);
          mine.heard += heard_[p];
        }
      }
    }
    auto best = std::pair<std::int32_t, standing>(-1, {});
    for (const auto& [level, mine] : levels) {
      const auto& other = best.second;
      const bool is_higher =
          best.first < 0 || mine.steps < other.steps || (mine.steps == other.steps && mine.heard > other.heard);
      if (is_higher && is_below(rows, level)) best = {level, mine};
    }
    return best.first;
  }
  // From a place up to the one just below the row that holds it.
  std::vector<std::int32_t> path_below(const place_cells& rows, std::int32_t row, std::int32_t place) const {
    std::vector<std::int32_t> path;
    if (rows.is_rest(static_cast<std::size_t>(row))) return path;
    const auto top = top_of(rows, static_cast<std::size_t>(row));
    for (; place >= 0 && place != top && rows.has(place, row); place = tree().parent(place)) path.push_back(place);
    return path;
  }
  // The place of a row; of one for the whole tree its root, if it has but one.
  std::int32_t top_of(const place_cells& rows, std::size_t row) const {
    if (rows.place(row) >= 0 || rows.is_rest(row)) return rows.place(row);
    std::int32_t root = -1;
    for (std::size_t p = 0; p < tree().size(); ++p) {
      const auto place = static_cast<std::int32_t>(p);
      if (tree().parent(place) >= 0) continue;
      if (root >= 0) return -1;
      root = place;
    }
    return root;
  }
  const place_tree& tree() const { return net_->places(); }

  const network* net_;
  std::vector<std::int64_t> heard_;
};

}  // namespace linli::detail
