// SPDX-License-Identifier: Apache-2.0
// From the user's ids, texts or integers, to row numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/column.hpp>

namespace linli {

// An id is what it reads as: the integer 7 and the text "7" are the same id.
class id_index {
 public:
  id_index() = default;
  // `ids` is an integer or a text column; a null, and a repeat of an earlier id, is left out and
  // handed to `refused(row)`.
  template <class Refused>
  id_index(const column& ids, Refused refused) : integers_(ids.type() == value_type::integer) {
    rows_.reserve(ids.size());
    if (!integers_) row_of_word_.assign(ids.words().size(), -1);
    if (!integers_) words_ = ids.shared_words();
    for (std::size_t row = 0; row < ids.size(); ++row)
      if (ids.is_null(row) || !insert(ids, row)) refused(row);
  }

  bool holds_integers() const { return integers_; }

  std::int32_t find(std::int64_t id) const {
    if (!integers_) return find(std::to_string(id));
    const auto slot = index_.find(hash(id), [&](std::int32_t s) { return keys_[static_cast<std::size_t>(s)] == id; });
    return slot < 0 ? -1 : rows_[static_cast<std::size_t>(slot)];
  }
  std::int32_t find(std::string_view id) const {
    if (integers_) {
      const auto number = parse_plain_integer(id);
      return number ? find(*number) : -1;
    }
    const auto word = words_ ? words_->find(id) : -1;
    return word < 0 ? -1 : row_of_word_[static_cast<std::size_t>(word)];
  }

  // Rows were moved: row r is now at moved[r], or gone where that is negative.
  void follow(const std::vector<std::int32_t>& moved) {
    for (auto* rows : {&rows_, &row_of_word_})
      for (auto& row : *rows)
        if (row >= 0) row = moved[static_cast<std::size_t>(row)];
  }

 private:
  static std::uint64_t hash(std::int64_t id) { return mix(static_cast<std::uint64_t>(id) + 0x9e3779b97f4a7c15ULL); }

  bool insert(const column& ids, std::size_t row) {
    const auto here = static_cast<std::int32_t>(row);
    if (!integers_) {
      auto& known = row_of_word_[static_cast<std::size_t>(ids.codes()[row])];
      if (known >= 0) return false;
      known = here;
      return true;
    }
    const auto id = ids.integers()[row];
    if (find(id) >= 0) return false;
    keys_.push_back(id);
    rows_.push_back(here);
    index_.insert(static_cast<std::int32_t>(keys_.size() - 1),
                  [&](std::int32_t s) { return hash(keys_[static_cast<std::size_t>(s)]); });
    return true;
  }

  bool integers_ = false;
  std::vector<std::int64_t> keys_;  // of integers, by slot
  std::vector<std::int32_t> rows_;
  code_index index_;
  std::shared_ptr<const dictionary> words_;  // of texts
  std::vector<std::int32_t> row_of_word_;
};

}  // namespace linli
