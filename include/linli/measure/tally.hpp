// SPDX-License-Identifier: Apache-2.0
// Where counts gather: a cell for each place and category of the answer, integers and multisets in it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <linli/measure/dimension.hpp>
#include <linli/measure/place_cells.hpp>

namespace linli {

// The cells of an answer: places × categories. Each dimension has one code more than labels, for null.
class cube {
 public:
  cube() = default;
  cube(std::shared_ptr<const place_cells> places, std::vector<dimension> dimensions)
      : places_(std::move(places)), dimensions_(std::move(dimensions)) {
    for (const auto& d : dimensions_) categories_ *= d.labels.size() + 1;
    if (size() > 100'000'000)
      throw measure_error("the dimensions asked give " + std::to_string(size()) + " cells; ask for fewer at once");
  }

  std::size_t size() const { return places_->size() * categories_; }
  std::size_t categories() const { return categories_; }
  const place_cells& places() const { return *places_; }
  const std::shared_ptr<const place_cells>& shared_places() const { return places_; }
  const std::vector<dimension>& dimensions() const { return dimensions_; }

  // The category of a subject: its codes as digits, the first dimension the most significant.
  std::size_t category(const subject& s) const {
    std::size_t at = 0;
    for (const auto& d : dimensions_) {
      const auto row = s[d.of];
      const auto code = row < 0 ? -1 : d.code(row);
      at = at * (d.labels.size() + 1) + (code < 0 ? d.labels.size() : static_cast<std::size_t>(code));
    }
    return at;
  }
  // Whether a subject may fall into a category, where some of its dimensions are unknown.
  bool may_be(const subject& s, std::size_t category) const {
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const auto row = s[dimensions_[d].of];
      if (row < 0) continue;
      const auto code = dimensions_[d].code(row);
      const auto labels = dimensions_[d].labels.size();
      if (code_in(category, d) != (code < 0 ? labels : static_cast<std::size_t>(code))) return false;
    }
    return true;
  }
  // The code of one dimension in a category; its number of labels means null.
  std::size_t code_in(std::size_t category, std::size_t dimension) const {
    for (std::size_t d = dimensions_.size(); d-- > dimension + 1;) category /= dimensions_[d].labels.size() + 1;
    return category % (dimensions_[dimension].labels.size() + 1);
  }
  std::size_t cell(std::size_t place_cell, std::size_t category) const { return place_cell * categories_ + category; }

 private:
  std::shared_ptr<const place_cells> places_;
  std::vector<dimension> dimensions_;
  std::size_t categories_ = 1;
};

// How often a value was seen in a cell.
struct seen {
  std::int64_t cell;
  std::int64_t value;
  std::int64_t times;
  friend bool operator==(const seen&, const seen&) = default;
};

// Sums of integers and multisets of values. Adding tallies in any order gives the same tally, and
// what was added can be taken back.
class tally {
 public:
  tally() = default;
  tally(std::size_t cells, std::size_t slots) : slots_(slots), sums_(cells * slots, 0) {}

  std::size_t slots() const { return slots_; }
  void add(std::size_t cell, std::size_t slot, std::int64_t amount) { sums_[cell * slots_ + slot] += amount; }
  void put(std::size_t cell, std::int64_t value, std::int64_t times) {
    values_.push_back({static_cast<std::int64_t>(cell), value, times});
    if (values_.size() >= compact_at_) compact();
  }
  void merge(const tally& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    compact();
  }

  std::span<const std::int64_t> sums(std::size_t cell) const { return std::span(sums_).subspan(cell * slots_, slots_); }
  // The values of a cell, ascending. Only after compact().
  std::span<const seen> values(std::size_t cell) const {
    const auto before = [](const seen& s, std::int64_t c) { return s.cell < c; };
    const auto first = std::lower_bound(values_.begin(), values_.end(), static_cast<std::int64_t>(cell), before);
    const auto last = std::lower_bound(first, values_.end(), static_cast<std::int64_t>(cell) + 1, before);
    return std::span<const seen>(first, last);
  }

  void compact() {
    std::sort(values_.begin(), values_.end(),
              [](const seen& a, const seen& b) { return a.cell != b.cell ? a.cell < b.cell : a.value < b.value; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < values_.size();) {
      seen sum = values_[i];
      for (++i; i < values_.size() && values_[i].cell == sum.cell && values_[i].value == sum.value; ++i)
        sum.times += values_[i].times;
      if (sum.times != 0) values_[kept++] = sum;
    }
    values_.resize(kept);
    compact_at_ = std::max<std::size_t>(1 << 16, 2 * kept);
  }

  friend bool operator==(const tally& a, const tally& b) { return a.sums_ == b.sums_ && a.values_ == b.values_; }

 private:
  std::size_t slots_ = 1;
  std::vector<std::int64_t> sums_;
  std::vector<seen> values_;
  std::size_t compact_at_ = 1 << 16;
};

// What a measure writes to while it counts its keys: filters what is not asked, finds the cells.
class counter {
 public:
  counter(const cube& cells, std::span<const row_test> tests, tally& into, std::int64_t sign)
      : cube_(&cells), tests_(tests), into_(&into), sign_(sign) {}

  // The same writer with its slots moved on: one measure may count what two others do.
  counter from_slot(std::size_t slot) const {
    auto moved = *this;
    moved.first_slot_ = first_slot_ + slot;
    return moved;
  }

  bool asks_for(const subject& s) const {
    for (const auto& test : tests_) {
      const auto row = s[test.of];
      if (row < 0 || !test.passes(row)) return false;
    }
    return true;
  }
  // Whether the tests that the subject can answer all pass. What lists nobody still has a place and a kind.
  bool may_ask_for(const subject& s) const {
    for (const auto& test : tests_)
      if (const auto row = s[test.of]; row >= 0 && !test.passes(row)) return false;
    return true;
  }
  const cube& cells() const { return *cube_; }

  void add_to(std::size_t cell, std::size_t slot, std::int64_t amount) {
    into_->add(cell, first_slot_ + slot, sign_ * amount);
  }
  // Adds to every cell of the place. The subject must have been asked for.
  void add(std::int32_t place, const subject& s, std::size_t slot, std::int64_t amount = 1) {
    if (place < 0 || amount == 0) return;
    const auto category = cube_->category(s);
    for (const auto cell : cube_->places().of(place))
      into_->add(cube_->cell(static_cast<std::size_t>(cell), category), first_slot_ + slot, sign_ * amount);
  }
  void put(std::int32_t place, const subject& s, std::int64_t value) {
    if (place < 0) return;
    const auto category = cube_->category(s);
    for (const auto cell : cube_->places().of(place))
      into_->put(cube_->cell(static_cast<std::size_t>(cell), category), value, sign_);
  }

  // One key that reaches cells by several ways counts once in each: collect the ways, then flush.
  void collect(std::int32_t place, const subject& s, std::size_t slot) {
    if (place < 0) return;
    const auto category = cube_->category(s);
    for (const auto cell : cube_->places().of(place))
      reached_.push_back(cube_->cell(static_cast<std::size_t>(cell), category) * into_->slots() + first_slot_ + slot);
  }
  // In every category that the subject may be of, as far as it is known.
  void collect_possible(std::int32_t place, const subject& s, std::size_t slot) {
    if (place < 0) return;
    for (std::size_t category = 0; category < cube_->categories(); ++category) {
      if (!cube_->may_be(s, category)) continue;
      for (const auto cell : cube_->places().of(place))
        reached_.push_back(cube_->cell(static_cast<std::size_t>(cell), category) * into_->slots() + first_slot_ + slot);
    }
  }
  void flush(std::int64_t amount = 1) {
    std::sort(reached_.begin(), reached_.end());
    reached_.erase(std::unique(reached_.begin(), reached_.end()), reached_.end());
    for (const auto at : reached_) into_->add(at / into_->slots(), at % into_->slots(), sign_ * amount);
    reached_.clear();
  }

 private:
  const cube* cube_;
  std::span<const row_test> tests_;
  tally* into_;
  std::int64_t sign_;
  std::size_t first_slot_ = 0;
  std::vector<std::size_t> reached_;
};

}  // namespace linli
