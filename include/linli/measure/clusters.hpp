// SPDX-License-Identifier: Apache-2.0
// Clusters: the parts of a row that a bootstrap draws anew, places of a level or persons.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/hash.hpp>
#include <linli/core/random.hpp>
#include <linli/core/wide.hpp>
#include <linli/measure/arguments.hpp>
#include <linli/measure/contributions.hpp>
#include <linli/model/in_force.hpp>
#include <linli/model/network.hpp>
#include <linli/model/place_cells.hpp>

namespace linli::detail {

class clusters {
 public:
  clusters(const network& net, std::string what) : net_(&net), what_(std::move(what)), of_persons_(what_ == "person") {
    if (of_persons_) return;
    if (!has_level(net, what_))
      throw measure_error("resample='" + what_ + "' is neither person nor a level of the places; they are " +
                          joined(level_names(net)));
    above_ = net.places().ancestors_at(net.state().levels->find(what_));
  }

  const std::string& what() const { return what_; }
  bool of_persons() const { return of_persons_; }
  bool of_people() const { return of_persons_ || what_ == "household"; }
  std::size_t size() const { return of_persons_ ? net_->rows(node_kind::person).rows : net_->places().size(); }
  // The cluster that holds a place; none for what lies above all clusters, or where persons are drawn.
  std::int32_t of_place(std::int32_t place) const {
    return of_persons_ || place < 0 ? no_cluster : above_[static_cast<std::size_t>(place)];
  }

  // Those of each cell of an answer.
  std::vector<std::vector<std::int32_t>> by_cell(const place_cells& cells, moment at) const {
    std::vector<std::vector<std::int32_t>> found(cells.size());
    const auto put = [&](std::int32_t cluster, std::int32_t place) {
      for (const auto cell : cells.of(place)) found[static_cast<std::size_t>(cell)].push_back(cluster);
    };
    if (of_persons_) {
      const auto in_force = rows_in_force(net_->rows(node_kind::person), at);
      const auto& homes = net_->rows(node_kind::person)["home"].codes();
      for (std::size_t i = 0; i < homes.size(); ++i)
        if (const auto person = static_cast<std::int32_t>(i); homes[i] >= 0 && in_force(person)) put(person, homes[i]);
      return found;
    }
    const auto in_force = rows_in_force(net_->rows(node_kind::place), at);
    for (std::size_t p = 0; p < net_->places().size(); ++p)  // of a cluster that a zone cuts, its part there
      if (above_[p] >= 0 && in_force(above_[p])) put(above_[p], static_cast<std::int32_t>(p));
    for (auto& mine : found) {
      std::sort(mine.begin(), mine.end());
      mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
    }
    return found;
  }

 private:
  const network* net_;
  std::string what_;
  bool of_persons_;
  std::vector<std::int32_t> above_;
};

// How often each of a row's clusters is taken in a replicate: as many draws with replacement as there are.
// A draw depends on the row, the replicate and its own number alone.
inline void draw_times(const std::vector<std::int32_t>& mine, std::uint64_t seed, std::uint64_t row,
                       std::size_t replicate, std::vector<std::int32_t>& times) {
  constexpr std::uint32_t stream = 0x626f6f74;  // "boot"
  for (const auto cluster : mine) times[static_cast<std::size_t>(cluster)] = 0;
  for (std::size_t k = 0; k < mine.size(); ++k) {
    const auto x = draw(seed, stream, row, (static_cast<std::uint64_t>(replicate) << 32) | k);
    ++times[static_cast<std::size_t>(mine[static_cast<std::size_t>((uint128{x} * mine.size()) >> 64)])];
  }
}

}  // namespace linli::detail
