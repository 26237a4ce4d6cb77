// SPDX-License-Identifier: Apache-2.0
// Tables from and to other libraries by the Arrow C data interface.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/io/detail/arrow_abi.hpp>
#include <linli/io/detail/arrow_export.hpp>
#include <linli/io/detail/arrow_import.hpp>
#include <linli/model/frame.hpp>

namespace linli::io {

namespace detail {

inline void check_stream(int failed, ArrowArrayStream& stream, const std::string& table) {
  if (failed == 0) return;
  const char* const said = stream.get_last_error(&stream);
  throw file_error("the table " + table + " could not be taken: " + (said ? said : "error " + std::to_string(failed)));
}

// An index that pandas writes beside the columns, and that nobody named.
inline bool is_unnamed_index(std::string_view name) { return name.starts_with("__index_level_"); }

inline std::vector<std::pair<std::int64_t, column_import>> columns_of(const ArrowSchema& schema,
                                                                      const std::string& table, int zone_minutes) {
  if (std::string_view(schema.format) != "+s")
    throw schema_error("the table " + table + " is an Arrow array of format '" + schema.format +
                       "', not a table with columns");
  std::vector<std::pair<std::int64_t, column_import>> columns;
  for (std::int64_t k = 0; k < schema.n_children; ++k) {
    const auto& child = *schema.children[k];
    const std::string_view name = child.name ? child.name : "";
    if (is_unnamed_index(name)) continue;
    for (const auto& [at, known] : columns)
      if (known.name() == name)
        throw schema_error("the table " + table + " has two columns called '" + std::string(name) + "'");
    columns.emplace_back(k, column_import(child, table, zone_minutes));
  }
  return columns;
}

inline stream_keeper& keeper_of(ArrowArrayStream* stream) { return *static_cast<stream_keeper*>(stream->private_data); }

inline void check_size(std::size_t rows, const std::string& table) {
  constexpr std::size_t most = std::numeric_limits<std::int32_t>::max() - 1;
  if (rows <= most) return;
  diagnostics found;
  found.add({table, -1, "", "too_large", "", "a table has at most " + std::to_string(most) + " rows", severity::error});
  throw data_error(std::move(found));
}

// A table that grows by the arrays of one schema.
class table_import {
 public:
  // The schema must outlive this.
  table_import(const ArrowSchema& schema, std::string table_name, int zone_minutes)
      : columns_(columns_of(schema, table_name, zone_minutes)), table_{std::move(table_name), 0, {}} {}

  const std::string& name() const { return table_.name; }

  void append(const ArrowArray& rows) {
    table_.rows += static_cast<std::size_t>(rows.length);
    check_size(table_.rows, table_.name);
    for (auto& [k, c] : columns_) c.append(*rows.children[k], rows.offset, rows.length);
  }
  frame finish() {
    for (auto& [k, c] : columns_) table_.columns.push_back({c.name(), c.finish()});
    return std::move(table_);
  }

 private:
  std::vector<std::pair<std::int64_t, column_import>> columns_;
  frame table_;
};

// Takes over a structure of the interface, which is then released by us.
template <class Structure>
void take_over(released<Structure>& mine, Structure* theirs) {
  mine.value = *theirs;
  theirs->release = nullptr;
}

}  // namespace detail

// The table that a stream brings; the stream is used up and released, also where this throws.
// Empty texts and NaN are null. Times with a zone become local times of the zone `zone_minutes`
// east of Greenwich; a column of times without a zone that are all midnight becomes one of dates.
inline frame import_stream(ArrowArrayStream* source, std::string table_name, int zone_minutes = 480) {
  detail::released<ArrowArrayStream> stream;
  detail::take_over(stream, source);
  detail::released<ArrowSchema> schema;
  detail::check_stream(stream.value.get_schema(&stream.value, &schema.value), stream.value, table_name);
  auto table = detail::table_import(schema.value, std::move(table_name), zone_minutes);
  while (true) {
    throw_if_stopped();
    detail::released<ArrowArray> chunk;
    detail::check_stream(stream.value.get_next(&stream.value, &chunk.value), stream.value, table.name());
    if (!chunk.value.release) break;
    table.append(chunk.value);
  }
  return table.finish();
}

// The same for a single array of rows, such as a record batch.
inline frame import_array(ArrowSchema* schema, ArrowArray* rows, std::string table_name, int zone_minutes = 480) {
  detail::released<ArrowSchema> form;
  detail::released<ArrowArray> array;
  detail::take_over(form, schema);
  detail::take_over(array, rows);
  auto table = detail::table_import(form.value, std::move(table_name), zone_minutes);
  table.append(array.value);
  return table.finish();
}

// The table as a stream, a chunk a page. Integers and numbers are shown, not copied: every chunk
// keeps the table alive. Dates leave as date32, moments as timestamps in microseconds without a
// zone; a column of both leaves as texts, since a bare date is not its midnight.
inline void export_stream(std::shared_ptr<const frame> table, ArrowArrayStream* out) {
  auto keeper = std::make_unique<detail::stream_keeper>(detail::with_mixed_dates_as_texts(std::move(table)));
  *out = ArrowArrayStream{};
  out->get_schema = [](ArrowArrayStream* s, ArrowSchema* schema) {
    return detail::keeper_of(s).guarded([&] { detail::keeper_of(s).make_schema(schema); });
  };
  out->get_next = [](ArrowArrayStream* s, ArrowArray* array) {
    return detail::keeper_of(s).guarded([&] { detail::keeper_of(s).make_next(array); });
  };
  out->get_last_error = [](ArrowArrayStream* s) { return detail::keeper_of(s).last_error(); };
  out->release = [](ArrowArrayStream* s) {
    delete &detail::keeper_of(s);
    s->release = nullptr;
  };
  out->private_data = keeper.release();
}

}  // namespace linli::io
