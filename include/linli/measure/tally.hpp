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
#include <linli/model/place_cells.hpp>

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
  // Whether one of the dimensions that split persons is null in a category.
  bool has_null_person(std::size_t category) const {
    for (std::size_t d = 0; d < dimensions_.size(); ++d)
      if (dimensions_[d].of == role::person && code_in(category, d) == dimensions_[d].labels.size()) return true;
    return false;
  }

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
  // Empties some cells; of values, all.
  void clear(std::size_t first, std::size_t last) {
    std::fill(sums_.begin() + static_cast<std::ptrdiff_t>(first * slots_),
              sums_.begin() + static_cast<std::ptrdiff_t>(last * slots_), 0);
    values_.clear();
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

// Hears of every count with the places by which it came about: what a number is made of, and which
// part of the world it hangs on.
class listener {
 public:
  virtual ~listener() = default;
  virtual void hear_sum(std::size_t cell, std::size_t slot, std::int64_t amount,
                        std::span<const std::int32_t> places) = 0;
  virtual void hear_value(std::size_t cell, std::int64_t value, std::int32_t place) = 0;
};

// What a measure writes to while it counts its keys: filters what is not asked, finds the cells.
class counter {
 public:
  counter(const cube& cells, std::span<const row_test> tests, tally& into, std::int64_t sign)
      : cube_(&cells), tests_(tests), into_(&into), sign_(sign), slots_(into.slots()) {}
  counter(const cube& cells, std::span<const row_test> tests, std::size_t slots, listener& to)
      : cube_(&cells), tests_(tests), to_(&to), slots_(slots) {}

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
  // Whether keys of one place may differ in what becomes of them.
  bool tells_keys_apart() const { return !tests_.empty() || !cube_->dimensions().empty(); }
  // Whether it is heard by which place each count came about.
  bool hears_places() const { return to_ != nullptr; }

  // Adds to one cell what came about by a place.
  void add_to(std::int32_t place, std::size_t cell, std::size_t slot, std::int64_t amount) {
    if (to_)
      to_->hear_sum(cell, first_slot_ + slot, amount, {&place, 1});
    else
      into_->add(cell, first_slot_ + slot, sign_ * amount);
  }
  // Adds to every cell of the place. The subject must have been asked for.
  void add(std::int32_t place, const subject& s, std::size_t slot, std::int64_t amount = 1) {
    if (place < 0 || amount == 0) return;
    const auto category = cube_->category(s);
    for (const auto cell : cube_->places().of(place))
      add_to(place, cube_->cell(static_cast<std::size_t>(cell), category), slot, amount);
  }
  void put(std::int32_t place, const subject& s, std::int64_t value) {
    if (place < 0) return;
    const auto category = cube_->category(s);
    for (const auto place_cell : cube_->places().of(place)) {
      const auto cell = cube_->cell(static_cast<std::size_t>(place_cell), category);
      if (to_)
        to_->hear_value(cell, value, place);
      else
        into_->put(cell, value, sign_);
    }
  }

  // One key that reaches cells by several ways counts once in each: collect the ways, then flush.
  void collect(std::int32_t place, const subject& s, std::size_t slot) {
    if (place >= 0) collect_in(cube_->category(s), place, slot);
  }
  // In every category that the subject may be of, as far as it is known.
  void collect_possible(std::int32_t place, const subject& s, std::size_t slot) {
    if (place < 0) return;
    for (std::size_t category = 0; category < cube_->categories(); ++category)
      if (cube_->may_be(s, category)) collect_in(category, place, slot);
  }
  bool has_collected() const { return !reached_.empty() || !ways_.empty(); }
  void drop() {
    reached_.clear();
    ways_.clear();
  }
  void flush(std::int64_t amount = 1) {
    if (to_) return tell(amount);
    std::sort(reached_.begin(), reached_.end());
    reached_.erase(std::unique(reached_.begin(), reached_.end()), reached_.end());
    for (const auto at : reached_) into_->add(at / slots_, at % slots_, sign_ * amount);
    reached_.clear();
  }

 private:
  void collect_in(std::size_t category, std::int32_t place, std::size_t slot) {
    for (const auto cell : cube_->places().of(place)) {
      const auto at = cube_->cell(static_cast<std::size_t>(cell), category) * slots_ + first_slot_ + slot;
      if (to_)
        ways_.emplace_back(at, place);
      else
        reached_.push_back(at);
    }
  }
  void tell(std::int64_t amount) {
    std::sort(ways_.begin(), ways_.end());
    ways_.erase(std::unique(ways_.begin(), ways_.end()), ways_.end());
    std::vector<std::int32_t> places;
    for (auto way = ways_.begin(); way != ways_.end();) {
      const auto at = way->first;
      places.clear();
      for (; way != ways_.end() && way->first == at; ++way) places.push_back(way->second);
      to_->hear_sum(at / slots_, at % slots_, amount, places);
    }
    ways_.clear();
  }

  const cube* cube_;
  std::span<const row_test> tests_;
  tally* into_ = nullptr;
  listener* to_ = nullptr;
  std::int64_t sign_ = 1;
  std::size_t slots_;
  std::size_t first_slot_ = 0;
  std::vector<std::size_t> reached_;
  std::vector<std::pair<std::size_t, std::int32_t>> ways_;
};

}  // namespace linli
