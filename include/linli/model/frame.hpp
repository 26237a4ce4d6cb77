// SPDX-License-Identifier: Apache-2.0
// A table as it comes in: named columns of one length, not yet checked against the schema.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/column.hpp>

namespace linli {

struct named_column {
  std::string name;
  column values;
  std::string given{};  // as the user calls it, where that is another name

  const std::string& shown() const { return given.empty() ? name : given; }
};

// Where the rows of another source begin, and what people call the table there.
struct frame_part {
  std::size_t first_row;
  std::string title;
};

struct frame {
  std::string name;
  std::size_t rows = 0;
  std::vector<named_column> columns;
  // What people call the first row: 2 in a file with a header, 0 in a data frame.
  std::int64_t first_row = 0;
  // Where rows are not consecutive in the file, the number of each.
  std::vector<std::int64_t> row_numbers{};
  // Whether all cells came as texts, so that their types must be seen in them. A text that came typed
  // as one stays a text: codes keep their zeros.
  bool untyped = false;
  // Whether it could not be read, for a reason that was told: what it holds is not known.
  bool unread = false;
  // As the user calls the table, where that is another name; several where rows come from several sources.
  std::vector<frame_part> parts{};

  const std::string& title(std::size_t row = 0) const {
    const std::string* found = &name;
    for (const auto& part : parts)
      if (part.first_row <= row) found = &part.title;
    return *found;
  }
  std::int64_t row_number(std::size_t i) const {
    return row_numbers.empty() ? first_row + static_cast<std::int64_t>(i) : row_numbers[i];
  }
  const named_column* named(std::string_view column_name) const {
    for (const auto& c : columns)
      if (c.name == column_name) return &c;
    return nullptr;
  }
  const column* find(std::string_view column_name) const {
    const auto* found = named(column_name);
    return found ? &found->values : nullptr;
  }
  // The row as people would read it, for a report of what was set aside.
  std::string row_text(std::size_t i) const {
    std::string text;
    for (const auto& c : columns) {
      if (c.values.is_null(i)) continue;
      if (!text.empty()) text += "; ";
      text += c.shown() + "=" + c.values.text(i);
    }
    return text;
  }
};

}  // namespace linli
