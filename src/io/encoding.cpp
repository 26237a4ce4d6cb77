// SPDX-License-Identifier: Apache-2.0
// From the bytes of a file to UTF-8: by strict validation first, then by iconv.
#include "encoding.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include <iconv.h>

namespace linli::io {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The length of the well-formed sequence at the front of `bytes`, or 0 (Unicode, table 3-7: no
// overlong forms, no surrogates, nothing beyond U+10FFFF).
std::size_t sequence_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes.size() < length) return 0;
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  return length;
}

// The row in which a text ends, counted as a spreadsheet would: breaks inside quotes make no row.
std::int64_t row_at_end_of(std::string_view text) {
  std::int64_t row = 1;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (!quoted && (text[i] == '\n' || lone_return)) ++row;
  }
  return row;
}

struct conversion {
  std::string text;  // as far as it went
  std::size_t bytes_read = 0;
  bool complete = false;
};

class converter {
 public:
  explicit converter(const std::string& encoding) : handle_(iconv_open("UTF-8", encoding.c_str())) {
    if (handle_ == reinterpret_cast<iconv_t>(-1)) throw file_error("no encoding is called '" + encoding + "'");
  }
  ~converter() { iconv_close(handle_); }
  converter(const converter&) = delete;
  converter& operator=(const converter&) = delete;

  conversion convert(const std::string& bytes) {
    conversion made;
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write
    std::size_t left = bytes.size();
    for (int problem = E2BIG; problem == E2BIG;) {
      const auto before = made.text.size();
      made.text.resize(before + 2 * left + 64);
      char* out = made.text.data() + before;
      std::size_t room = made.text.size() - before;
      const bool stopped = iconv(handle_, &in, &left, &out, &room) == static_cast<std::size_t>(-1);
      problem = stopped ? errno : 0;
      made.text.resize(made.text.size() - room);
    }
    made.bytes_read = bytes.size() - left;
    made.complete = left == 0;
    return made;
  }

 private:
  iconv_t handle_;
};

void note(diagnostics& found, const std::string& table, std::int64_t row, std::string message, severity weight) {
  found.add({table, row, "", "encoding", "", std::move(message), weight});
}

std::string at_byte(std::size_t offset) { return "byte " + std::to_string(offset) + " (counted from 0)"; }

std::string without_mark(std::string text) {
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  return text;
}

}  // namespace

std::size_t first_byte_not_utf8(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::uint64_t eight = 0;
    if (i + 8 <= bytes.size()) {  // most files are mostly ASCII
      std::memcpy(&eight, bytes.data() + i, 8);
      if ((eight & 0x8080808080808080ULL) == 0) {
        i += 8;
        continue;
      }
    }
    const auto length = sequence_length(bytes.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::optional<std::string> to_utf8(std::string bytes, const std::string& encoding, const std::string& table,
                                   diagnostics& found) {
  const bool named_utf8 = encoding == "utf-8" || encoding == "UTF-8" || encoding == "utf8" || encoding == "UTF8";
  std::size_t wrong = 0;
  std::int64_t wrong_row = 0;
  if (encoding.empty() || named_utf8) {
    wrong = first_byte_not_utf8(bytes);
    if (wrong == std::string_view::npos) return without_mark(std::move(bytes));
    wrong_row = row_at_end_of(std::string_view(bytes).substr(0, wrong));
  }
  if (named_utf8) {
    note(found, table, wrong_row, at_byte(wrong) + " is not UTF-8", severity::error);
    return std::nullopt;
  }
  auto made = converter(encoding.empty() ? "GB18030" : encoding).convert(bytes);
  const auto row = row_at_end_of(made.text);
  if (encoding.empty() && made.complete) {
    note(found, table, wrong_row, "read as GB18030, since " + at_byte(wrong) + " is not UTF-8", severity::warning);
  } else if (encoding.empty()) {
    note(found, table, wrong_row,
         at_byte(wrong) + " is not UTF-8, and " + at_byte(made.bytes_read) + " in row " + std::to_string(row) +
             " is not GB18030; name the encoding",
         severity::error);
  } else if (!made.complete) {
    note(found, table, row, at_byte(made.bytes_read) + " is not " + encoding, severity::error);
  }
  if (!made.complete) return std::nullopt;
  return without_mark(std::move(made.text));
}

}  // namespace linli::io
