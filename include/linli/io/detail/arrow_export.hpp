// SPDX-License-Identifier: Apache-2.0
// The columns of a frame on their way out: one Arrow array a column and a page.
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/io/detail/arrow_abi.hpp>
#include <linli/model/draft.hpp>
#include <linli/model/frame.hpp>

namespace linli::io::detail {

constexpr std::size_t export_rows = paged<std::int64_t>::page_rows;

inline bool is_all_bare(const column& values) {
  const auto& instants = values.instants();
  for (std::size_t i = 0; i < instants.size(); ++i)
    if (!instants[i].is_null() && !instants[i].is_bare()) return false;
  return true;
}

inline bool is_mixed(const column& values) {
  bool bare = false;
  bool timed = false;
  for (std::size_t i = 0; values.type() == value_type::instant && i < values.size(); ++i)
    if (const auto at = values.instants()[i]; !at.is_null()) (at.is_bare() ? bare : timed) = true;
  return bare && timed;
}

inline std::shared_ptr<const frame> with_mixed_dates_as_texts(std::shared_ptr<const frame> table) {
  const auto mixed = [](const named_column& c) { return is_mixed(c.values); };
  if (std::none_of(table->columns.begin(), table->columns.end(), mixed)) return table;
  auto copy = std::make_shared<frame>(*table);
  for (auto& c : copy->columns)
    if (mixed(c)) c.values = linli::detail::to_texts(c.values);
  return copy;
}

// Texts leave plain, not as a dictionary: pandas and Polars would make categories of ids and names.
inline std::string format_of(const named_column& c) {
  switch (c.values.type()) {
    case value_type::integer: return "l";
    case value_type::number: return "g";
    case value_type::boolean: return "b";
    case value_type::instant: return is_all_bare(c.values) ? "tdD" : "tsu:";
    case value_type::text: return "U";
    case value_type::reference: break;
  }
  throw schema_error("the column '" + c.name + "' holds rows of a network, which mean nothing outside it");
}

// The children of an exported structure, released with it unless somebody took them before.
template <class Structure>
struct children_of {
  std::vector<Structure> all;
  std::vector<Structure*> pointers;

  children_of() = default;
  ~children_of() {
    for (auto& child : all)
      if (child.release) child.release(&child);
  }
  children_of(const children_of&) = delete;
  children_of& operator=(const children_of&) = delete;

  void hand_out(Structure& parent) {
    for (auto& child : all) pointers.push_back(&child);
    parent.n_children = static_cast<std::int64_t>(all.size());
    parent.children = pointers.data();
  }
};

// What an exported schema keeps alive.
struct schema_keeper {
  std::string format;
  std::string name;
  children_of<ArrowSchema> children{};
};

template <class Keeper, class Structure>
void release(Structure* exported) {
  delete static_cast<Keeper*>(exported->private_data);
  exported->release = nullptr;
}

inline ArrowSchema schema_from(std::unique_ptr<schema_keeper> keeper) {
  ArrowSchema schema{};
  schema.format = keeper->format.c_str();
  schema.name = keeper->name.c_str();
  schema.flags = ARROW_FLAG_NULLABLE;
  keeper->children.hand_out(schema);
  schema.release = release<schema_keeper, ArrowSchema>;
  schema.private_data = keeper.release();
  return schema;
}

inline ArrowSchema schema_from(std::string format, std::string name) {
  auto keeper = std::make_unique<schema_keeper>();
  keeper->format = std::move(format);
  keeper->name = std::move(name);
  return schema_from(std::move(keeper));
}

// What an exported array keeps alive: the frame whose pages it shows, and what was made for it.
struct array_keeper {
  std::shared_ptr<const frame> owner;
  std::vector<std::uint8_t> validity;
  std::vector<std::uint8_t> bits;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> wide;  // microseconds, or the offsets of texts
  std::string bytes;
  std::array<const void*, 3> buffers{};
  children_of<ArrowArray> children{};
};

inline ArrowArray array_from(std::unique_ptr<array_keeper> keeper, std::size_t length, std::int64_t nulls,
                             std::int64_t buffers) {
  if (nulls > 0) keeper->buffers[0] = keeper->validity.data();
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(length);
  array.null_count = nulls;
  array.n_buffers = buffers;
  array.buffers = keeper->buffers.data();
  keeper->children.hand_out(array);
  array.release = release<array_keeper, ArrowArray>;
  array.private_data = keeper.release();
  return array;
}

inline void set_bit(std::vector<std::uint8_t>& bits, std::size_t i) {
  bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
}

// The rows [first, first + count) of one column, which lie in one page.
class page_export {
 public:
  page_export(std::shared_ptr<const frame> owner, std::size_t k, std::size_t first, std::size_t count)
      : values_(owner->columns[k].values), first_(first), count_(count), keeper_(std::make_unique<array_keeper>()) {
    keeper_->owner = std::move(owner);
  }

  ArrowArray run(const std::string& format) {
    note_nulls();
    const auto page = first_ / export_rows;
    switch (format[0]) {
      case 'l': keeper_->buffers[1] = values_.integers().page(page).data(); break;
      case 'g': keeper_->buffers[1] = values_.numbers().page(page).data(); break;
      case 'b': pack_booleans(); break;
      case 't': format == "tdD" ? make_days() : make_moments(); break;
      default: make_texts();
    }
    return array_from(std::move(keeper_), count_, nulls_, format == "U" ? 3 : 2);
  }

 private:
  void note_nulls() {
    keeper_->validity.assign((count_ + 7) / 8, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      if (values_.is_null(first_ + i))
        ++nulls_;
      else
        set_bit(keeper_->validity, i);
    }
  }
  void pack_booleans() {
    keeper_->bits.assign((count_ + 7) / 8, 0);
    for (std::size_t i = 0; i < count_; ++i)
      if (values_.booleans()[first_ + i] == 1) set_bit(keeper_->bits, i);
    keeper_->buffers[1] = keeper_->bits.data();
  }
  void make_days() {
    for (std::size_t i = 0; i < count_; ++i) {
      const auto at = values_.instants()[first_ + i];
      keeper_->days.push_back(at.is_null() ? 0 : static_cast<std::int32_t>(at.day()));
    }
    keeper_->buffers[1] = keeper_->days.data();
  }
  void make_moments() {
    for (std::size_t i = 0; i < count_; ++i) {
      const auto at = values_.instants()[first_ + i];
      keeper_->wide.push_back(at.is_null() ? 0 : at.microseconds());
    }
    keeper_->buffers[1] = keeper_->wide.data();
  }
  void make_texts() {
    keeper_->wide.push_back(0);
    for (std::size_t i = 0; i < count_; ++i) {
      const auto code = values_.codes()[first_ + i];
      if (code != null_code) keeper_->bytes += values_.words()[code];
      keeper_->wide.push_back(static_cast<std::int64_t>(keeper_->bytes.size()));
    }
    keeper_->buffers[1] = keeper_->wide.data();
    keeper_->buffers[2] = keeper_->bytes.data();
  }

  const column& values_;
  std::size_t first_;
  std::size_t count_;
  std::int64_t nulls_ = 0;
  std::unique_ptr<array_keeper> keeper_;
};

// What an exported stream keeps: the frame, and how far it is.
class stream_keeper {
 public:
  explicit stream_keeper(std::shared_ptr<const frame> table) : table_(std::move(table)) {
    for (const auto& c : table_->columns) formats_.push_back(format_of(c));
  }

  void make_schema(ArrowSchema* out) const {
    auto keeper = std::make_unique<schema_keeper>();
    keeper->format = "+s";
    keeper->children.all.reserve(formats_.size());
    for (std::size_t k = 0; k < formats_.size(); ++k)
      keeper->children.all.push_back(schema_from(formats_[k], table_->columns[k].name));
    *out = schema_from(std::move(keeper));
    out->flags = 0;
  }
  void make_next(ArrowArray* out) {
    *out = ArrowArray{};  // an array that is released already ends the stream
    if (next_ >= table_->rows) return;
    const auto count = std::min(export_rows, table_->rows - next_);
    auto keeper = std::make_unique<array_keeper>();
    keeper->children.all.reserve(formats_.size());
    for (std::size_t k = 0; k < formats_.size(); ++k)
      keeper->children.all.push_back(page_export(table_, k, next_, count).run(formats_[k]));
    *out = array_from(std::move(keeper), count, 0, 1);
    next_ += count;
  }

  // Calls `work`; no exception may cross a C interface.
  template <class Work>
  int guarded(Work work) noexcept {
    try {
      work();
      return 0;
    } catch (const std::bad_alloc&) {
      return ENOMEM;
    } catch (const std::exception& wrong) {
      said_ = wrong.what();
      return EINVAL;
    }
  }
  const char* last_error() const { return said_.empty() ? nullptr : said_.c_str(); }

 private:
  std::shared_ptr<const frame> table_;
  std::vector<std::string> formats_;
  std::size_t next_ = 0;
  std::string said_;
};

}  // namespace linli::io::detail
