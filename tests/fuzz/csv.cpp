// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV file: read without a fault in memory; what was read without a problem is written and read as the
// same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <linli/io/csv.hpp>

#include "temporary_file.hpp"

namespace {

bool is_same(const linli::frame& a, const linli::frame& b) {
  if (a.rows != b.rows || a.columns.size() != b.columns.size()) return false;
  for (std::size_t k = 0; k < a.columns.size(); ++k) {
    if (a.columns[k].name != b.columns[k].name) return false;
    for (std::size_t i = 0; i < a.rows; ++i)
      if (a.columns[k].values.text(i) != b.columns[k].values.text(i)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  linli::io::csv_options options;
  // The first byte chooses an encoding, and whether cells are short.
  constexpr const char* encodings[] = {"", "UTF-8", "GB18030", "UTF-16", "BIG5"};
  options.encoding = encodings[data[0] % 5];
  if (data[0] & 0x80) options.max_cell_bytes = 8;
  linli::diagnostics found;
  const auto table =
      linli::io::parse_csv(std::string(reinterpret_cast<const char*>(data + 1), size - 1), "t", options, found);
  for (const auto& c : table.columns)
    if (c.values.size() != table.rows) std::abort();
  if (found.errors() > 0 || table.columns.empty()) return 0;
  const linli::testing::temporary_file file("csv");
  linli::io::write_csv(table, file.path());
  linli::diagnostics again;
  const auto same = linli::io::read_csv(file.path(), {}, again);
  // A row of nothing but empty cells is blank, and is not read again.
  bool blank = false;
  for (std::size_t i = 0; i < table.rows; ++i) blank = blank || table.row_text(i).empty();
  if (!blank && (again.errors() > 0 || !is_same(table, same))) std::abort();
  return 0;
}
