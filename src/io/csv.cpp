// SPDX-License-Identifier: Apache-2.0
// Reads CSV (RFC 4180), and says of every row that it cannot read where it is and why.
//
// A parser of our own, since the packaged ones stop or guess where we must report: a row of the
// wrong length, a quote left open and a text after a closing quote each give a problem with its
// row and set that row alone aside. One pass over the bytes; cells are views until they are stored.
#include <linli/io/csv.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/core/text.hpp>
#include <linli/io/detail/text_cells.hpp>

#include "encoding.hpp"

namespace linli::io {
namespace {

constexpr std::size_t most_rows = std::numeric_limits<std::int32_t>::max() - 1;
// After a wrong quote reading goes on with the next line, which may read the same bytes again.
// More wrong quotes than this are no accident, and the file is given up.
constexpr int most_wrong_quotes = 1000;

// A row of more cells is none: a file of commas would fill the memory.
constexpr std::size_t most_cells = 10'000;

struct cell {
  std::string_view text;
  bool quoted = false;
  bool doubled = false;  // holds "" for a quote
};

// Cuts a text into records of cells.
class record_scanner {
 public:
  struct fault {
    const char* rule = nullptr;
    std::string message;
    std::size_t cell = 0;
  };

  record_scanner(std::string_view text, std::size_t max_cell_bytes)
      : at_(text.data()), end_(text.data() + text.size()), max_cell_bytes_(max_cell_bytes) {}

  // Reads one record; false at the end. After a fault it stands at the next line.
  bool next() {
    if (at_ == end_) return false;
    cells_.clear();
    fault_ = {};
    ++row_;
    first_ = at_;
    for (bool more = true; more && !fault_.rule;) {
      const char* const begins = at_;
      cells_.push_back(at_ != end_ && *at_ == '"' ? quoted() : plain());
      if (!fault_.rule && cells_.size() > most_cells)
        fault_ = {"too_large", "a row of more than " + std::to_string(most_cells) + " cells", 0};
      if (fault_.rule) at_ = line_end(begins);
      more = at_ != end_ && *at_ == ',';
      if (more && !fault_.rule) ++at_;
    }
    last_ = at_;
    skip_line_end();
    return true;
  }
  void stop() { at_ = end_; }

  const std::vector<cell>& cells() const { return cells_; }
  const fault& problem() const { return fault_; }
  std::int64_t row() const { return row_; }
  std::string_view line() const { return {first_, static_cast<std::size_t>(last_ - first_)}; }
  bool is_blank() const {
    return std::all_of(cells_.begin(), cells_.end(), [](const cell& c) { return c.text.empty() && !c.quoted; });
  }

 private:
  static bool ends_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }
  const char* line_end(const char* p) const {
    return std::find_if(p, end_, [](char c) { return c == '\n' || c == '\r'; });
  }
  void skip_line_end() {
    if (at_ != end_ && *at_ == '\r') ++at_;
    if (at_ != end_ && *at_ == '\n') ++at_;
  }
  void fail(const char* rule, std::string message) { fault_ = {rule, std::move(message), cells_.size()}; }
  void fail_too_large(const char* hint) {
    fail("too_large", "a cell of more than " + std::to_string(max_cell_bytes_) + " bytes" + hint);
  }

  cell plain() {
    const char* const first = at_;
    while (at_ != end_ && !ends_cell(*at_)) ++at_;
    const auto size = static_cast<std::size_t>(at_ - first);
    if (size > max_cell_bytes_) fail_too_large("");
    return {{first, size}};
  }

  cell quoted() {
    const char* const first = at_ + 1;
    const bool short_of_end = static_cast<std::size_t>(end_ - first) > max_cell_bytes_;
    const char* const limit = short_of_end ? first + max_cell_bytes_ + 1 : end_;
    bool doubled = false;
    for (const char* p = first;;) {
      const auto* quote =
          static_cast<const char*>(p < limit ? std::memchr(p, '"', static_cast<std::size_t>(limit - p)) : nullptr);
      if (!quote) {
        if (short_of_end)
          fail_too_large("; is a quote left open?");
        else
          fail("unclosed_quote", "a quote opens in this row and is never closed");
        return {};
      }
      at_ = quote + 1;
      if (at_ != end_ && *at_ == '"') {
        doubled = true;
        p = at_ + 1;
        continue;
      }
      if (at_ != end_ && !ends_cell(*at_))
        fail("unclosed_quote", "a text follows a closing quote; a quote inside a quoted cell is written twice");
      return {{first, static_cast<std::size_t>(quote - first)}, true, doubled};
    }
  }

  const char* at_;
  const char* end_;
  std::size_t max_cell_bytes_;
  const char* first_ = nullptr;
  const char* last_ = nullptr;
  std::int64_t row_ = 0;
  std::vector<cell> cells_;
  fault fault_;
};

std::string unquoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') ++i;  // its twin
  }
  return out;
}

std::string text_of(const cell& c) { return c.doubled ? unquoted(c.text) : std::string(c.text); }

// The front of a row, for a report; cut between characters.
std::string shown(std::string_view line) {
  constexpr std::size_t most = 200;
  if (line.size() <= most) return std::string(line);
  std::size_t size = most;
  while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xC0) == 0x80) --size;
  return std::string(line.substr(0, size)) + "...";
}

class csv_reader {
 public:
  csv_reader(std::string_view text, std::string table, const csv_options& options, diagnostics& found)
      : records_(text, options.max_cell_bytes), found_(&found) {
    out_.name = std::move(table);
  }

  frame read() {
    if (!read_header()) return std::move(out_);
    while (records_.next()) {
      if (records_.row() % 4096 == 0) throw_if_stopped();
      if (records_.problem().rule)
        refuse_faulty();
      else if (records_.is_blank())
        continue;
      else if (records_.cells().size() != columns_.size())
        refuse_ragged();
      else if (!keep())
        break;
    }
    return finish();
  }

 private:
  struct growing {
    std::string name;
    bool dropped = false;
    detail::text_cells cells;
  };

  void fault(std::int64_t row, std::string column, std::string rule, std::string value, std::string message) {
    found_->add(
        {out_.name, row, std::move(column), std::move(rule), std::move(value), std::move(message), severity::error});
  }

  bool read_header() {
    bool any = records_.next();
    while (any && !records_.problem().rule && records_.is_blank()) any = records_.next();
    if (!any) {
      fault(-1, "", "missing_header", "", "the file has no row of column names");
      out_.unread = true;
      return false;
    }
    if (records_.problem().rule) {
      refuse_faulty();
      return false;
    }
    for (const auto& c : records_.cells()) add_column(text_of(c));
    return true;
  }
  void add_column(std::string name) {
    const bool known =
        !name.empty() && std::any_of(columns_.begin(), columns_.end(), [&](const auto& c) { return c.name == name; });
    if (known) fault(records_.row(), name, "duplicate_column", "", "two columns are called " + name);
    columns_.push_back({std::move(name), known, {}});
  }

  void refuse_faulty() {
    const auto& problem = records_.problem();
    const bool named = problem.cell < columns_.size();
    fault(records_.row(), named ? columns_[problem.cell].name : "", problem.rule, shown(records_.line()),
          problem.message);
    if (columns_.empty()) out_.unread = true;
    if (++wrong_quotes_ <= most_wrong_quotes) return;
    fault(records_.row(), "", problem.rule, "", "too many wrong quotes; the rest of the file was not read");
    records_.stop();
  }
  void refuse_ragged() {
    const auto here = records_.cells().size();
    fault(records_.row(), "", "ragged_row", shown(records_.line()),
          "the row has " + std::to_string(here) + " cell(s), the header " + std::to_string(columns_.size()));
  }

  bool keep() {
    if (out_.rows == most_rows) {
      fault(records_.row(), "", "too_large", "", "a table has at most " + std::to_string(most_rows) + " rows");
      return false;
    }
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      const auto& c = records_.cells()[k];
      if (c.doubled)
        columns_[k].cells.add(unquoted(c.text));
      else
        columns_[k].cells.add(c.text);
    }
    out_.row_numbers.push_back(records_.row());
    ++out_.rows;
    return true;
  }

  // A column without a name is no matter as long as it is empty: spreadsheets write such margins.
  frame finish() {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      auto& c = columns_[k];
      if (c.name.empty() && !c.cells.all_null())
        fault(1, "", "missing_header", "", "column " + std::to_string(k + 1) + " has values but no name");
      if (!c.name.empty() && !c.dropped) out_.columns.push_back({c.name, c.cells.finish()});
    }
    out_.first_row = 2;
    out_.untyped = true;
    const bool consecutive =
        out_.row_numbers.empty() || out_.row_numbers.back() == static_cast<std::int64_t>(out_.rows) + 1;
    if (consecutive) out_.row_numbers = {};
    return std::move(out_);
  }

  record_scanner records_;
  diagnostics* found_;
  frame out_;
  std::vector<growing> columns_;
  int wrong_quotes_ = 0;
};

frame unread_table(std::string name) {
  auto table = frame{std::move(name), 0, {}};
  table.unread = true;
  return table;
}

std::string name_of_table(const std::filesystem::path& file) { return file.stem().string(); }

std::string content_of(const std::filesystem::path& file, std::uint64_t size) {
  auto in = std::ifstream(file, std::ios::binary);
  auto content = std::string(static_cast<std::size_t>(size), '\0');
  in.read(content.data(), static_cast<std::streamsize>(size));
  if (!in || in.peek() != std::ifstream::traits_type::eof())
    throw file_error("the file " + file.string() + " could not be read");
  return content;
}

}  // namespace

frame parse_csv(std::string content, std::string table_name, const csv_options& options, diagnostics& found) {
  const auto text = to_utf8(std::move(content), options.encoding, table_name, found);
  if (!text) return unread_table(std::move(table_name));
  return csv_reader(*text, std::move(table_name), options, found).read();
}

frame read_csv(const std::filesystem::path& file, const csv_options& options, diagnostics& found) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file, failed);
  if (failed) throw file_error("the file " + file.string() + " could not be opened: " + failed.message());
  if (size > options.max_bytes) {
    found.add({name_of_table(file), -1, "", "too_large", std::to_string(size),
               "the file has " + std::to_string(size) + " bytes, more than " + std::to_string(options.max_bytes),
               severity::error});
    return unread_table(name_of_table(file));
  }
  return parse_csv(content_of(file, size), name_of_table(file), options, found);
}

}  // namespace linli::io
