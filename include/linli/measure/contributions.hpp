// SPDX-License-Identifier: Apache-2.0
// What a number is made of, by the parts of the world on which it hangs: sums that can be made anew with
// some parts taken several times and others not at all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <linli/measure/plan.hpp>
#include <linli/measure/tally.hpp>

namespace linli {

// What hangs on no part stays as it is.
constexpr std::int32_t no_cluster = -1;

// Sums and values by cell and by the cluster on which they hang. A key that reaches a cell through several
// clusters counts once in it and hangs on the first of them, so that it is taken once on average; on none
// if one of its ways lies above all clusters.
class contributions final : public listener {
 public:
  // The cluster of a place; or, where keys themselves are clusters, that of the key being counted.
  using cluster_of_place = std::function<std::int32_t(std::int32_t place)>;

  explicit contributions(cluster_of_place of_place) : of_place_(std::move(of_place)) {}
  void set_key_cluster(std::optional<std::int32_t> cluster) { of_key_ = cluster; }

  void hear_sum(std::size_t cell, std::size_t slot, std::int64_t amount,
                std::span<const std::int32_t> places) override {
    sums_[{cell, static_cast<std::int64_t>(slot), cluster_of(places)}] += amount;
  }
  void hear_value(std::size_t cell, std::int64_t value, std::int32_t place) override {
    values_[{cell, value, cluster_of({&place, 1})}] += 1;
  }

  // Adds the contributions to the cells from `first` to `last`, each as often as its cluster is taken.
  void add_to(tally& into, std::size_t first, std::size_t last, std::span<const std::int32_t> times) const {
    for (auto at = sums_.lower_bound(start_of(first)); at != sums_.end() && at->first.cell < last; ++at)
      into.add(at->first.cell, static_cast<std::size_t>(at->first.what), at->second * taken(at->first.cluster, times));
    for (auto at = values_.lower_bound(start_of(first)); at != values_.end() && at->first.cell < last; ++at)
      if (const auto often = taken(at->first.cluster, times); often > 0)
        into.put(at->first.cell, at->first.what, at->second * often);
  }

 private:
  // A slot, or a value, of a cell and a cluster.
  struct key {
    std::size_t cell;
    std::int64_t what;
    std::int32_t cluster;
    friend auto operator<=>(const key&, const key&) = default;
  };
  static key start_of(std::size_t cell) { return {cell, std::numeric_limits<std::int64_t>::min(), no_cluster}; }

  std::int32_t cluster_of(std::span<const std::int32_t> places) const {
    if (of_key_) return *of_key_;
    auto first = std::numeric_limits<std::int32_t>::max();
    for (const auto place : places) first = std::min(first, of_place_(place));
    return first;
  }
  static std::int64_t taken(std::int32_t cluster, std::span<const std::int32_t> times) {
    return cluster == no_cluster ? 1 : times[static_cast<std::size_t>(cluster)];
  }

  cluster_of_place of_place_;
  std::optional<std::int32_t> of_key_;
  std::map<key, std::int64_t> sums_;
  std::map<key, std::int64_t> values_;
};

}  // namespace linli
