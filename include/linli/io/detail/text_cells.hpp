// SPDX-License-Identifier: Apache-2.0
// A text column as it grows, cell by cell.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/column.hpp>

namespace linli::io::detail {

class text_cells {
 public:
  // An empty text is null.
  void add(std::string_view text) {
    if (text.empty()) return add_null();
    // Most columns have few words; a word met lately is found without hashing it whole.
    auto& code = recent_[slot_of(text)];
    if (code < 0 || (*words_)[code] != text) code = words_->add(text);
    codes_.push_back(code);
  }
  void add_null() { codes_.push_back(null_code); }

  bool all_null() const { return words_->size() == 0; }
  column finish() { return column::of(std::move(codes_), std::move(words_)); }

 private:
  static constexpr std::size_t slots = 1024;

  static std::size_t slot_of(std::string_view text) {
    std::uint64_t ending = text.size();
    const auto size = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&ending, text.data() + text.size() - size, size);
    return static_cast<std::size_t>((ending * 0x9e3779b97f4a7c15ULL) >> 54);
  }

  std::shared_ptr<dictionary> words_ = std::make_shared<dictionary>();
  std::vector<std::int32_t> codes_;
  std::vector<std::int32_t> recent_ = std::vector<std::int32_t>(slots, -1);
};

}  // namespace linli::io::detail
