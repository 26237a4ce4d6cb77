// SPDX-License-Identifier: Apache-2.0
// Places of a level by kinds of a scheme: how many groups of each kind serve each place on a date.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include <linli/core/error.hpp>
#include <linli/core/text.hpp>
#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>

namespace linli {

// A value, cheap to copy: the copies share one buffer, row after row, which whoever takes `owner`
// may go on reading when they are gone.
class coverage_matrix {
 public:
  using counts_type = Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  coverage_matrix(std::vector<std::int32_t> places, std::vector<std::string> kinds, std::vector<std::int64_t> counts)
      : places_(std::move(places)),
        kinds_(std::move(kinds)),
        counts_(std::make_shared<const std::vector<std::int64_t>>(std::move(counts))) {}

  const std::vector<std::int32_t>& places() const { return places_; }  // the place row of each matrix row
  const std::vector<std::string>& kinds() const { return kinds_; }
  const std::int64_t* data() const { return counts_->data(); }
  std::shared_ptr<const void> owner() const { return counts_; }
  Eigen::Map<const counts_type> counts() const {
    return {data(), static_cast<Eigen::Index>(places_.size()), static_cast<Eigen::Index>(kinds_.size())};
  }

 private:
  std::vector<std::int32_t> places_;
  std::vector<std::string> kinds_;
  std::shared_ptr<const std::vector<std::int64_t>> counts_;
};

namespace detail {
inline std::int32_t level_code(const network& net, std::string_view level) {
  auto known = std::vector<std::string>();
  const auto* words = net.state().levels.get();
  for (std::int32_t code = 0; words && static_cast<std::size_t>(code) < words->size(); ++code) {
    if ((*words)[code] == level) return code;
    known.emplace_back((*words)[code]);
  }
  throw measure_error("no place is of level '" + std::string(level) + "'; the levels are " + joined(known));
}

// The columns of a scheme that a group falls into: mostly one, or none.
class kind_columns {
 public:
  kind_columns(const network& net, const scheme& kinds)
      : net_(&net), codes_(&net.rows(node_kind::group)["kind"].codes()) {
    const auto& words = net.rows(node_kind::group)["kind"].words();
    for (const auto& kind : kinds.kinds) wanted_.push_back({kind.table, words.find(kind.found_as)});
  }
  template <class F>
  void for_each(std::int32_t group, F f) const {
    const auto code = (*codes_)[static_cast<std::size_t>(group)];
    for (std::size_t k = 0; k < wanted_.size(); ++k)
      if (code >= 0 && wanted_[k].second == code && wanted_[k].first == net_->table_of_group(group)) f(k);
  }

 private:
  const network* net_;
  const paged<std::int32_t>* codes_;
  std::vector<std::pair<table_id, std::int32_t>> wanted_;
};
}  // namespace detail

// A group counts once at each place of the level in or below which it serves a place. `on` null:
// the network's own date.
inline coverage_matrix make_coverage_matrix(const network& net, std::string_view level, instant on,
                                            const scheme& kinds) {
  const auto code = detail::level_code(net, level);
  auto places = std::vector<std::int32_t>();
  auto row_of_place = std::vector<std::int32_t>(net.places().size(), -1);
  for (std::size_t p = 0; p < net.places().size(); ++p) {
    if (net.places().level(static_cast<std::int32_t>(p)) != code) continue;
    row_of_place[p] = static_cast<std::int32_t>(places.size());
    places.push_back(static_cast<std::int32_t>(p));
  }
  const auto above = net.places().ancestors_at(code);
  const auto served = served_places(net, moment{on.is_null() ? net.as_of() : on});
  const auto columns = detail::kind_columns(net, kinds);
  auto counts = std::vector<std::int64_t>(places.size() * kinds.kinds.size(), 0);
  auto rows = std::vector<std::int32_t>();
  for (std::int32_t group = 0; static_cast<std::size_t>(group) < net.rows(node_kind::group).rows; ++group) {
    rows.clear();
    served.for_each(group, [&](std::int32_t place) {
      const auto at_level = above[static_cast<std::size_t>(place)];
      if (at_level >= 0) rows.push_back(row_of_place[static_cast<std::size_t>(at_level)]);
    });
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    columns.for_each(group, [&](std::size_t k) {
      for (const auto row : rows) ++counts[static_cast<std::size_t>(row) * kinds.kinds.size() + k];
    });
  }
  return {std::move(places), kinds.keys(), std::move(counts)};
}
inline coverage_matrix make_coverage_matrix(const network& net, std::string_view level, instant on = {}) {
  return make_coverage_matrix(net, level, on, net.scheme());
}

}  // namespace linli
