// SPDX-License-Identifier: Apache-2.0
// Writes CSV (RFC 4180) that reads back as the same table.
#include <algorithm>
#include <fstream>
#include <string_view>

#include <linli/io/csv.hpp>

namespace linli::io {
namespace {

void put_text(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// A number keeps its point, or a column of whole numbers would come back as integers.
void put_number(std::string& out, double value) {
  const auto text = text_of_number(value);
  out += text;
  if (text.find_first_of(".en") == std::string::npos) out += ".0";
}

void put_cell(std::string& out, const column& values, std::size_t row) {
  if (values.is_null(row)) return;
  if (values.type() == value_type::text)
    put_text(out, values.words()[values.codes()[row]]);
  else if (values.type() == value_type::number)
    put_number(out, values.numbers()[row]);
  else
    out += values.text(row);
}

void put_row(std::string& out, const frame& table, std::size_t row) {
  // A reader takes a row of nothing for a blank line; a pair of quotes makes it a row.
  const bool blank =
      std::all_of(table.columns.begin(), table.columns.end(), [&](const auto& c) { return c.values.is_null(row); });
  if (blank) out += "\"\"";
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    if (k > 0) out += ',';
    put_cell(out, table.columns[k].values, row);
  }
  out += '\n';
}

}  // namespace

void write_csv(const frame& table, const std::filesystem::path& file) {
  auto stream = std::ofstream(file, std::ios::binary);
  std::string text;
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    if (k > 0) text += ',';
    put_text(text, table.columns[k].name);
  }
  text += '\n';
  for (std::size_t row = 0; row < table.rows; ++row) {
    put_row(text, table, row);
    if (text.size() < (std::size_t{1} << 20)) continue;
    stream << text;
    text.clear();
  }
  stream << text << std::flush;
  if (!stream) throw file_error("the file " + file.string() + " could not be written");
}

}  // namespace linli::io
