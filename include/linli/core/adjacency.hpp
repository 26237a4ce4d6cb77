// SPDX-License-Identifier: Apache-2.0
// An index from keys to rows in shared pages: who belongs to a group, which meetings a person attended.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace linli {

// For each key the rows that name it, ascending. A page holds page_keys keys with offsets of its
// own, so that changing one key rebuilds one page and shares the rest.
class adjacency {
 public:
  static constexpr std::size_t page_keys = 1024;

  adjacency() : pages_(std::make_shared<directory>()) {}
  // `key_of(row)` is the key that a row names, or a negative number for none.
  template <class KeyOf>
  adjacency(std::size_t keys, std::size_t rows, KeyOf key_of) : adjacency() {
    size_ = keys;
    auto offsets = std::vector<std::uint32_t>(keys + 1, 0);
    for (std::size_t row = 0; row < rows; ++row)
      if (const auto key = key_of(row); key >= 0) ++offsets[static_cast<std::size_t>(key) + 1];
    for (std::size_t key = 0; key < keys; ++key) offsets[key + 1] += offsets[key];
    auto targets = std::vector<std::int32_t>(offsets[keys]);
    auto next = offsets;
    for (std::size_t row = 0; row < rows; ++row)
      if (const auto key = key_of(row); key >= 0)
        targets[next[static_cast<std::size_t>(key)]++] = static_cast<std::int32_t>(row);
    for (std::size_t first = 0; first < keys; first += page_keys)
      pages_->push_back(make_page(offsets, targets, first, std::min(keys, first + page_keys)));
  }

  std::size_t size() const { return size_; }
  std::span<const std::int32_t> operator[](std::size_t key) const {
    const page& p = *(*pages_)[key / page_keys];
    const std::size_t k = key % page_keys;
    return std::span(p.targets).subspan(p.offsets[k], p.offsets[k + 1] - p.offsets[k]);
  }

  void append(std::size_t key, std::int32_t row) {
    edit(key, [&](page& p, std::size_t k) {
      const auto first = p.targets.begin() + p.offsets[k];
      const auto last = p.targets.begin() + p.offsets[k + 1];
      p.targets.insert(std::lower_bound(first, last, row), row);
      for (std::size_t i = k + 1; i < p.offsets.size(); ++i) ++p.offsets[i];
    });
  }
  void remove(std::size_t key, std::int32_t row) {
    edit(key, [&](page& p, std::size_t k) {
      const auto last = p.targets.begin() + p.offsets[k + 1];
      const auto at = std::find(p.targets.begin() + p.offsets[k], last, row);
      if (at == last) return;
      p.targets.erase(at);
      for (std::size_t i = k + 1; i < p.offsets.size(); ++i) --p.offsets[i];
    });
  }

 private:
  struct page {
    std::vector<std::uint32_t> offsets;
    std::vector<std::int32_t> targets;
  };

  using directory = std::vector<std::shared_ptr<const page>>;

  template <class Change>
  void edit(std::size_t key, Change change) {
    if (pages_.use_count() > 1) pages_ = std::make_shared<directory>(*pages_);
    auto copy = std::make_shared<page>(*(*pages_)[key / page_keys]);
    change(*copy, key % page_keys);
    (*pages_)[key / page_keys] = std::move(copy);
  }

  static std::shared_ptr<const page> make_page(const std::vector<std::uint32_t>& offsets,
                                               const std::vector<std::int32_t>& targets, std::size_t first,
                                               std::size_t last) {
    auto made = std::make_shared<page>();
    for (std::size_t key = first; key <= last; ++key) made->offsets.push_back(offsets[key] - offsets[first]);
    made->targets.assign(targets.begin() + offsets[first], targets.begin() + offsets[last]);
    return made;
  }

  std::shared_ptr<directory> pages_;
  std::size_t size_ = 0;
};

}  // namespace linli
