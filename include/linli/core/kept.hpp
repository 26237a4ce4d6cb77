// SPDX-License-Identifier: Apache-2.0
// What is made of a frozen value once and used again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace linli {

// The values last made, by key; the oldest make room. Copies share them, and threads may ask at once.
template <class Key, class Value, std::size_t most = 8>
class kept {
 public:
  template <class Make>
  std::shared_ptr<const Value> get(const Key& key, Make make) const {
    if (auto found = shelf_->find(key)) return found;
    auto made = std::make_shared<const Value>(make());  // two threads may both make it: it is the same
    shelf_->put(key, made);
    return made;
  }

 private:
  class shelf {
   public:
    std::shared_ptr<const Value> find(const Key& key) {
      const std::lock_guard lock(turns_);
      const auto found = std::find_if(held_.begin(), held_.end(), [&](const auto& each) { return each.first == key; });
      return found == held_.end() ? nullptr : found->second;
    }
    void put(const Key& key, std::shared_ptr<const Value> made) {
      const std::lock_guard lock(turns_);
      if (held_.size() >= most) held_.erase(held_.begin());
      held_.emplace_back(key, std::move(made));
    }

   private:
    std::mutex turns_;
    std::vector<std::pair<Key, std::shared_ptr<const Value>>> held_;
  };

  std::shared_ptr<shelf> shelf_ = std::make_shared<shelf>();
};

}  // namespace linli
