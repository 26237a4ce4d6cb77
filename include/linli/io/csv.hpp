// SPDX-License-Identifier: Apache-2.0
// CSV files, in and out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <linli/core/diagnostic.hpp>
#include <linli/model/frame.hpp>

namespace linli::io {

struct csv_options {
  std::string encoding{};  // as iconv names it; default: UTF-8, or GB18030 for bytes that are not
  std::uint64_t max_bytes = std::uint64_t{4} << 30;
  std::size_t max_cell_bytes = std::size_t{1} << 20;
};

// The table in a file, named as the file. Every cell is a text; an empty one is null. Rows bear the
// numbers that a spreadsheet shows: the header is row 1, blank rows are skipped but counted.
// Problems (ragged_row, unclosed_quote, encoding, too_large, duplicate_column, missing_header) go
// to `found`; a row set aside stands in the problem's value. A file that cannot be opened is a
// file_error.
frame read_csv(const std::filesystem::path& file, const csv_options& options, diagnostics& found);

// The same for the content of a file that is at hand.
frame parse_csv(std::string content, std::string table_name, const csv_options& options, diagnostics& found);

// UTF-8, with quotes only where they are needed.
void write_csv(const frame& table, const std::filesystem::path& file);

}  // namespace linli::io
