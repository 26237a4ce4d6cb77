// SPDX-License-Identifier: Apache-2.0
// Arrow arrays of any type, length, offset and validity, made from the fuzzer's bytes: read without a fault in memory,
// or refused with an error of linli's. Pointers are valid, for nobody can check them; all else is the fuzzer's.
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <linli/core/diagnostic.hpp>
#include <linli/io/arrow.hpp>

namespace {

class bytes {
 public:
  bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  std::uint8_t next() { return at_ == end_ ? std::uint8_t{0} : *at_++; }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

constexpr std::array formats{"n",    "b",      "c",      "C",      "s",         "S",   "i",   "I",    "l",       "L",
                             "e",    "f",      "g",      "u",      "U",         "tdD", "tdm", "tss:", "tsm:UTC", "tsu:",
                             "tsn:", "d:10,2", "d:38,0", "d:5,-2", "d:9,2,256", "z",   "+l",  "tsx:", "ts",      ""};

// One column of up to 16 rows, the buffers of which are as long as its type wants.
class made_column {
 public:
  explicit made_column(bytes& in, std::int64_t rows, bool may_be_coded = true)
      : format_(formats[in.next() % formats.size()]), rows_(rows) {
    const auto offset = in.next() % 4;
    coded_ = may_be_coded && in.next() % 8 == 0;
    if (coded_) format_ = formats[2 + in.next() % 8];
    const auto slots = static_cast<std::size_t>(rows_ + offset) + 1;
    validity_.assign(slots / 8 + 1, 0);
    for (auto& b : validity_) b = in.next();
    values_.assign(16 * slots, 0);
    for (auto& b : values_) b = in.next();
    if (format_ == "u") put_offsets<std::int32_t>(in, slots);
    if (format_ == "U") put_offsets<std::int64_t>(in, slots);
    buffers_ = {in.next() % 2 ? validity_.data() : nullptr, values_.data(), text_.data()};
    array_ = {rows_, -1, offset, 3, 0, buffers_.data(), nullptr, nullptr, nullptr, nullptr};
    schema_ = {format_.c_str(), "x", nullptr, 2, 0, nullptr, nullptr, nullptr, nullptr};
    if (!coded_) return;
    words_ = std::make_unique<made_column>(in, in.next() % 5, false);
    array_.dictionary = &words_->array_;
    schema_.dictionary = &words_->schema_;
  }
  ArrowArray* array() { return &array_; }
  ArrowSchema* schema() { return &schema_; }

 private:
  template <class Offset>
  void put_offsets(bytes& in, std::size_t slots) {
    std::vector<Offset> offsets{0};
    while (offsets.size() <= slots) offsets.push_back(static_cast<Offset>(offsets.back() + in.next() % 5));
    text_.assign(static_cast<std::size_t>(offsets.back()) + 1, 'x');
    for (auto& c : text_) c = static_cast<char>(in.next());
    values_.resize(std::max(values_.size(), offsets.size() * sizeof(Offset)));
    std::memcpy(values_.data(), offsets.data(), offsets.size() * sizeof(Offset));
  }

  std::string format_;
  std::int64_t rows_;
  bool coded_ = false;
  std::vector<std::uint8_t> validity_;
  std::vector<std::uint8_t> values_;
  std::vector<char> text_ = std::vector<char>(1);
  std::array<const void*, 3> buffers_{};
  ArrowArray array_{};
  ArrowSchema schema_{};
  std::unique_ptr<made_column> words_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto in = bytes(data, size);
  const std::int64_t rows = in.next() % 16;
  auto column = made_column(in, rows);
  auto* columns = column.schema();
  auto* arrays = column.array();
  ArrowSchema schema{"+s", "", nullptr, 0, 1, &columns, nullptr, [](ArrowSchema* s) { s->release = nullptr; }, nullptr};
  ArrowArray array{rows, 0, 0, 1, 1, nullptr, &arrays, nullptr, [](ArrowArray* a) { a->release = nullptr; }, nullptr};
  try {
    const auto table = linli::io::import_array(&schema, &array, "t");
    for (const auto& c : table.columns)
      if (c.values.size() != table.rows) std::abort();
    for (std::size_t i = 0; i < table.rows; ++i) (void)table.row_text(i);
  } catch (const linli::error&) {
  }
  return 0;
}
