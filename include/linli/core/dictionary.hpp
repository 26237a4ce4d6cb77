// SPDX-License-Identifier: Apache-2.0
// Distinct strings with a code each, in the Arrow layout: one run of bytes and offsets into it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/hash.hpp>

namespace linli {

// Codes by hash, open addressing. It holds no keys: the caller compares them.
class code_index {
 public:
  template <class Same>
  std::int32_t find(std::uint64_t hash, Same same) const {
    if (slots_.empty()) return -1;
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] < 0) return -1;
      if (same(slots_[at])) return slots_[at];
    }
  }
  // The code must not be present; `hash_of_code` rehashes when the index grows.
  template <class HashOfCode>
  void insert(std::int32_t code, HashOfCode hash_of_code) {
    if (2 * (count_ + 1) > slots_.size()) {
      auto old = std::vector<std::int32_t>(slots_.empty() ? 16 : 2 * slots_.size(), -1);
      old.swap(slots_);
      for (const auto kept : old)
        if (kept >= 0) place(kept, hash_of_code(kept));
    }
    place(code, hash_of_code(code));
    ++count_;
  }

 private:
  void place(std::int32_t code, std::uint64_t hash) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] >= 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = code;
  }
  std::vector<std::int32_t> slots_;
  std::size_t count_ = 0;
};

class dictionary {
 public:
  std::size_t size() const { return offsets_.size() - 1; }
  std::string_view operator[](std::int32_t code) const {
    const auto i = static_cast<std::size_t>(code);
    return std::string_view(bytes_).substr(static_cast<std::size_t>(offsets_[i]),
                                           static_cast<std::size_t>(offsets_[i + 1] - offsets_[i]));
  }
  std::int32_t find(std::string_view text) const {
    return index_.find(hash_of(text), [&](std::int32_t code) { return (*this)[code] == text; });
  }
  std::int32_t add(std::string_view text) {
    if (const auto known = find(text); known >= 0) return known;
    bytes_ += text;
    offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
    const auto code = static_cast<std::int32_t>(size() - 1);
    index_.insert(code, [&](std::int32_t c) { return hash_of((*this)[c]); });
    return code;
  }
  const std::string& bytes() const { return bytes_; }
  const std::vector<std::int64_t>& offsets() const { return offsets_; }

 private:
  std::string bytes_;
  std::vector<std::int64_t> offsets_{0};
  code_index index_;
};

}  // namespace linli
