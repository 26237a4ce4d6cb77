// SPDX-License-Identifier: Apache-2.0
// What a number is made of, by the parts of the world on which it hangs: sums that can be made anew with
// some parts taken several times and others not at all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
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

// Sums and values by cell and by the set of clusters through which they came about. A key that reaches a cell
// through several clusters counts once in it, as often as the one of them that is taken most often.
class contributions final : public listener {
 public:
  // The cluster of a place; or, where keys themselves are clusters, that of the key being counted.
  using cluster_of_place = std::function<std::int32_t(std::int32_t place)>;

  explicit contributions(cluster_of_place of_place) : of_place_(std::move(of_place)) {}
  void set_key_cluster(std::optional<std::int32_t> cluster) { of_key_ = cluster; }

  void hear_sum(std::size_t cell, std::size_t slot, std::int64_t amount,
                std::span<const std::int32_t> places) override {
    sums_[{cell, slot, set_of(places)}] += amount;
  }
  void hear_value(std::size_t cell, std::int64_t value, std::int32_t place) override {
    values_[{cell, value, set_of({&place, 1})}] += 1;
  }

  // Adds the contributions to the cells from `first` to `last`, each as often as its clusters are taken.
  void add_to(tally& into, std::size_t first, std::size_t last, std::span<const std::int32_t> times) const {
    for (auto at = sums_.lower_bound({first, 0, 0}); at != sums_.end() && at->first.cell < last; ++at)
      into.add(at->first.cell, at->first.slot, at->second * times_of(at->first.set, times));
    for (auto at = values_.lower_bound({first, std::numeric_limits<std::int64_t>::min(), 0});
         at != values_.end() && at->first.cell < last; ++at)
      if (const auto taken = times_of(at->first.set, times); taken > 0)
        into.put(at->first.cell, at->first.value, at->second * taken);
  }

 private:
  struct sum_key {
    std::size_t cell;
    std::size_t slot;
    std::size_t set;
    friend auto operator<=>(const sum_key&, const sum_key&) = default;
  };
  struct value_key {
    std::size_t cell;
    std::int64_t value;
    std::size_t set;
    friend auto operator<=>(const value_key&, const value_key&) = default;
  };

  std::size_t set_of(std::span<const std::int32_t> places) {
    clusters_.clear();
    if (of_key_)
      clusters_.push_back(*of_key_);
    else
      for (const auto place : places) clusters_.push_back(of_place_(place));
    std::sort(clusters_.begin(), clusters_.end());
    clusters_.erase(std::unique(clusters_.begin(), clusters_.end()), clusters_.end());
    const auto [at, is_new] = number_of_set_.try_emplace(clusters_, sets_.size());
    if (is_new) sets_.push_back(clusters_);
    return at->second;
  }
  std::int64_t times_of(std::size_t set, std::span<const std::int32_t> times) const {
    std::int64_t most = 0;
    for (const auto cluster : sets_[set])
      most = std::max<std::int64_t>(most, cluster == no_cluster ? 1 : times[static_cast<std::size_t>(cluster)]);
    return most;
  }

  cluster_of_place of_place_;
  std::optional<std::int32_t> of_key_;
  std::vector<std::int32_t> clusters_;
  std::map<std::vector<std::int32_t>, std::size_t> number_of_set_;
  std::vector<std::vector<std::int32_t>> sets_;
  std::map<sum_key, std::int64_t> sums_;
  std::map<value_key, std::int64_t> values_;
};

}  // namespace linli
