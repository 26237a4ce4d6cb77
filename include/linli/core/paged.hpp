// SPDX-License-Identifier: Apache-2.0
// A column of values in shared pages: copies are cheap, and an edit copies only the page it touches.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace linli {

// A persistent vector with wide leaves. Copies share every page; `set` and `push_back` first make
// the one page they touch their own. A whole vector is adopted without copying: its pages point
// into it.
template <class T>
class paged {
 public:
  static constexpr std::size_t page_bits = 12;
  static constexpr std::size_t page_rows = std::size_t{1} << page_bits;

  paged() : pages_(std::make_shared<std::vector<leaf>>()) {}
  explicit paged(std::vector<T> values) : paged() {
    size_ = values.size();
    const auto whole = std::make_shared<const std::vector<T>>(std::move(values));
    for (std::size_t first = 0; first < size_; first += page_rows) pages_->push_back({whole->data() + first, whole});
  }

  // One page serves every place of a column that holds the same value throughout.
  static paged repeated(std::size_t size, T value) {
    paged made;
    made.size_ = size;
    const auto page = std::make_shared<const std::vector<T>>(std::min(size, page_rows), value);
    for (std::size_t first = 0; first < size; first += page_rows) made.pages_->push_back({page->data(), page});
    return made;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return (*pages_)[i >> page_bits].values[i & (page_rows - 1)]; }

  std::size_t page_count() const { return pages_->size(); }
  std::span<const T> page(std::size_t k) const {
    return {(*pages_)[k].values, std::min(page_rows, size_ - k * page_rows)};
  }
  bool shares_page(const paged& other, std::size_t k) const { return (*pages_)[k].values == (*other.pages_)[k].values; }

  // Whether one page that holds only this value serves every place, as in a column that was not given.
  bool repeats(const T& value) const {
    for (std::size_t k = 1; k < pages_->size(); ++k)
      if ((*pages_)[k].values != pages_->front().values) return false;
    const auto first = size_ == 0 ? std::span<const T>() : page(0);
    return std::all_of(first.begin(), first.end(), [&](const T& held) { return held == value; });
  }

  void set(std::size_t i, T value) { own(i >> page_bits)[i & (page_rows - 1)] = std::move(value); }
  void push_back(T value) {
    if ((size_ & (page_rows - 1)) == 0) own_directory().push_back({});
    own(size_ >> page_bits)[size_ & (page_rows - 1)] = std::move(value);
    ++size_;
  }

 private:
  struct leaf {
    const T* values = nullptr;
    std::shared_ptr<const std::vector<T>> owner;
    bool full_page = false;  // `owner` is a page of its own, with room for page_rows values
  };

  std::vector<leaf>& own_directory() {
    if (pages_.use_count() > 1) pages_ = std::make_shared<std::vector<leaf>>(*pages_);
    return *pages_;
  }
  T* own(std::size_t k) {
    leaf& mine = own_directory()[k];
    if (!mine.full_page || mine.owner.use_count() > 1) {
      auto copy = std::make_shared<std::vector<T>>(page_rows);
      if (mine.values) std::copy_n(mine.values, std::min(page_rows, size_ - k * page_rows), copy->begin());
      mine = {copy->data(), copy, true};
    }
    return const_cast<T*>(mine.values);  // the page is ours alone
  }

  std::shared_ptr<std::vector<leaf>> pages_;
  std::size_t size_ = 0;
};

}  // namespace linli
