// SPDX-License-Identifier: Apache-2.0
// Frames by the Arrow C data interface: out, in again, and in from arrays made by hand.
#include <linli/io/arrow.hpp>

#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

using cells = std::vector<std::string>;

frame of_columns(std::vector<named_column> columns) {
  const auto rows = columns.front().values.size();
  return {"persons", rows, std::move(columns)};
}

frame there_and_back(frame table) {
  ArrowArrayStream stream;
  io::export_stream(std::make_shared<const frame>(std::move(table)), &stream);
  return io::import_stream(&stream, "persons");
}

// A stream of one column and any number of chunks, whose buffers belong to the test.
class made_stream {
 public:
  explicit made_stream(const char* format, const char* top = "+s") : format_(format), top_(top) {}

  made_stream& chunk(std::int64_t length, std::vector<const void*> buffers, std::int64_t offset = 0) {
    chunks_.push_back({length, offset, std::move(buffers)});
    return *this;
  }
  frame read(int zone_minutes = 480) {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) { return self(s).give_schema(out); };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) { return self(s).give_next(out); };
    stream.get_last_error = [](ArrowArrayStream*) { return "said by the source"; };
    stream.release = [](ArrowArrayStream* s) {
      ++self(s).releases;
      s->release = nullptr;
    };
    stream.private_data = this;
    return io::import_stream(&stream, "persons", zone_minutes);
  }

  int releases = 0;
  bool broken = false;

 private:
  struct part {
    std::int64_t length;
    std::int64_t offset;
    std::vector<const void*> buffers;
  };
  static made_stream& self(ArrowArrayStream* s) { return *static_cast<made_stream*>(s->private_data); }

  int give_schema(ArrowSchema* out) {
    child_schema_ = {};
    child_schema_.format = format_;
    child_schema_.name = "x";
    *out = {};
    out->format = top_;
    out->n_children = 1;
    out->children = &child_schema_pointer_;
    out->release = [](ArrowSchema* s) { s->release = nullptr; };
    return 0;
  }
  int give_next(ArrowArray* out) {
    if (broken) return 5;
    *out = {};
    if (next_ == chunks_.size()) return 0;
    auto& p = chunks_[next_++];
    child_ = {};
    child_.length = p.length + p.offset;
    child_.null_count = -1;
    child_.n_buffers = static_cast<std::int64_t>(p.buffers.size());
    child_.buffers = p.buffers.data();
    out->length = p.length;
    out->offset = p.offset;  // of the table: every column begins there
    out->n_children = 1;
    out->children = &child_pointer_;
    out->release = [](ArrowArray* a) { a->release = nullptr; };
    return 0;
  }

  const char* format_;
  const char* top_;
  std::vector<part> chunks_;
  std::size_t next_ = 0;
  ArrowSchema child_schema_{};
  ArrowSchema* child_schema_pointer_ = &child_schema_;
  ArrowArray child_{};
  ArrowArray* child_pointer_ = &child_;
};

template <class T>
frame read_values(const char* format, const std::vector<T>& values, int zone_minutes = 480) {
  return made_stream(format)
      .chunk(static_cast<std::int64_t>(values.size()), {nullptr, values.data()})
      .read(zone_minutes);
}

TEST(arrow, carries_every_type_there_and_back) {
  auto table = text_frame("persons", {{"word", {"楚", "", "y"}}});
  table.columns.push_back({"whole", column::of(std::vector<std::int64_t>{7, null_integer, -1})});
  table.columns.push_back({"number", column::of(std::vector<double>{0.5, std::nan(""), 1e300})});
  table.columns.push_back({"flag", column::of(std::vector<std::int8_t>{1, 0, null_boolean})});
  table.columns.push_back({"day", column::of(std::vector<instant>{instant::of_day(-1), {}, instant::of_day(17'000)})});
  table.columns.push_back({"moment", column::of(std::vector<instant>{instant::of_moment(-1), instant::of_day(1), {}})});
  const auto again = there_and_back(table);
  EXPECT_EQ(column_names(again), column_names(table));
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_EQ(again.columns[k].values.type(), table.columns[k].values.type());
    EXPECT_EQ(cells_of(again, table.columns[k].name), cells_of(table, table.columns[k].name));
  }
  EXPECT_EQ(cells_of(again, "moment"),
            (cells{"1969-12-31T23:59:59.999999", "1970-01-02", ""}));  // as texts: a bare date stays bare
}

TEST(arrow, goes_page_by_page) {
  auto values = std::vector<std::int64_t>(10'001);
  cells texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = i % 10 == 3 ? null_integer : static_cast<std::int64_t>(i);
    texts.push_back(i % 7 == 0 ? "" : "p" + std::to_string(i));
  }
  auto table = text_frame("persons", {{"id", texts}});
  table.columns.push_back({"n", column::of(values)});
  const auto again = there_and_back(table);
  EXPECT_EQ(again.rows, 10'001U);
  EXPECT_EQ(cells_of(again, "id"), texts);
  EXPECT_EQ(cells_of(again, "n"), cells_of(table, "n"));
}

TEST(arrow, shows_numbers_without_copying_and_keeps_them_alive) {
  auto table = std::make_shared<const frame>(of_columns({{"n", column::of(std::vector<double>{1, 2, 3})}}));
  const void* const page = table->columns[0].values.numbers().page(0).data();
  ArrowArrayStream stream;
  io::export_stream(table, &stream);
  io::detail::released<ArrowArray> chunk;
  ASSERT_EQ(stream.get_next(&stream, &chunk.value), 0);
  stream.release(&stream);
  EXPECT_EQ(chunk.value.children[0]->buffers[1], page);
  EXPECT_EQ(chunk.value.children[0]->buffers[0], nullptr);
  EXPECT_EQ(table.use_count(), 2);
  chunk.value.release(&chunk.value);
  EXPECT_EQ(table.use_count(), 1);
}

TEST(arrow, lets_a_consumer_take_a_child_away) {
  ArrowArrayStream stream;
  io::export_stream(std::make_shared<const frame>(text_frame("persons", {{"id", {"a"}}, {"x", {"b"}}})), &stream);
  io::detail::released<ArrowArray> taken;
  {
    io::detail::released<ArrowArray> chunk;
    ASSERT_EQ(stream.get_next(&stream, &chunk.value), 0);
    taken.value = *chunk.value.children[1];
    chunk.value.children[1]->release = nullptr;
  }
  stream.release(&stream);
  EXPECT_EQ(*static_cast<const char*>(taken.value.buffers[2]), 'b');
}

TEST(arrow, exports_a_table_without_rows) {
  const auto again = there_and_back(of_columns({{"id", column::of(std::vector<std::int64_t>{})}}));
  EXPECT_EQ(again.rows, 0U);
  EXPECT_EQ(column_names(again), (cells{"id"}));
}

TEST(arrow, reads_offsets_nulls_and_several_chunks) {
  const std::vector<std::int32_t> first{9, 9, 1, 2, 3};
  const std::uint8_t valid = 0b10111;  // the fourth is null
  const std::vector<std::int32_t> second{4, 5};
  const auto table = made_stream("i").chunk(3, {&valid, first.data()}, 2).chunk(2, {nullptr, second.data()}).read();
  EXPECT_EQ(cells_of(table, "x"), (cells{"1", "", "3", "4", "5"}));
}

TEST(arrow, reads_views_of_texts) {
  const std::string apart = "a text of more than twelve bytes";
  char views[32] = {};
  const std::int32_t sizes[2] = {3, static_cast<std::int32_t>(apart.size())};
  std::memcpy(views, &sizes[0], 4);
  std::memcpy(views + 4, "abc", 3);
  std::memcpy(views + 16, &sizes[1], 4);
  std::memcpy(views + 20, apart.data(), 4);
  const auto table = made_stream("vu").chunk(2, {nullptr, views, apart.data(), nullptr}).read();
  EXPECT_EQ(cells_of(table, "x"), (cells{"abc", apart}));
}

TEST(arrow, takes_an_empty_text_for_null) {
  const std::vector<std::int32_t> offsets{0, 0, 2};
  EXPECT_EQ(cells_of(made_stream("u").chunk(2, {nullptr, offsets.data(), "ab"}).read(), "x"), (cells{"", "ab"}));
}

TEST(arrow, reads_half_numbers_and_decimals) {
  EXPECT_EQ(cells_of(read_values<std::uint16_t>("e", {0x3E00, 0xC000, 0x0001, 0x7E00}), "x"),
            (cells{"1.5", "-2", text_of_number(std::ldexp(1.0, -24)), ""}));
  const auto minus = ~std::uint64_t{0};
  const std::vector<std::uint64_t> words{1234, 0, minus - 1233, minus};
  EXPECT_EQ(cells_of(made_stream("d:10,2,128").chunk(2, {nullptr, words.data()}).read(), "x"),
            (cells{"12.34", "-12.34"}));
}

TEST(arrow, keeps_every_digit_of_decimals_without_a_fraction) {
  const auto minus = ~std::uint64_t{0};
  const std::vector<std::uint64_t> small{9007199254740993, 0, minus - 6, minus};
  const auto integers = made_stream("d:38,0").chunk(2, {nullptr, small.data()}).read();
  EXPECT_EQ(integers.columns.front().values.type(), value_type::integer);
  EXPECT_EQ(cells_of(integers, "x"), (cells{"9007199254740993", "-7"}));
  const std::vector<std::uint64_t> large{0, 1, 5, 0};  // 2^64
  EXPECT_EQ(cells_of(made_stream("d:38,0").chunk(2, {nullptr, large.data()}).read(), "x"),
            (cells{"18446744073709551616", "5"}));
}

TEST(arrow, reads_times_in_any_unit_and_brings_those_with_a_zone_home) {
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tss:", {-1, 60}), "x"),
            (cells{"1969-12-31T23:59:59", "1970-01-01T00:01:00"}));
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tsn:", {-1}), "x"), (cells{"1969-12-31T23:59:59.999999"}));
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tsm:UTC", {0}), "x"), (cells{"1970-01-01T08:00:00"}));
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tsu:Asia/Shanghai", {0}, 0), "x"), (cells{"1970-01-01T00:00:00"}));
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tdm", {86'400'000, -1}), "x"), (cells{"1970-01-02", "1969-12-31"}));
}

TEST(arrow, takes_a_column_of_midnights_for_dates) {
  const std::int64_t day = 86'400;
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tss:", {0, day}), "x"), (cells{"1970-01-01", "1970-01-02"}));
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tss:", {0, day + 1}), "x").front(), "1970-01-01T00:00:00");
  EXPECT_EQ(cells_of(read_values<std::int64_t>("tss:UTC", {0}, 0), "x").front(), "1970-01-01T00:00:00");
}

TEST(arrow, refuses_what_does_not_fit) {
  try {
    read_values<std::uint64_t>("L", {1, std::uint64_t{1} << 63});
    FAIL() << "nothing was raised";
  } catch (const data_error& wrong) {
    EXPECT_EQ(wrong.problems.rows().at(0).rule, "too_large");
    EXPECT_EQ(wrong.problems.rows().at(0).row, 1);
    EXPECT_EQ(wrong.problems.rows().at(0).column, "x");
  }
  EXPECT_THROW(read_values<std::int64_t>("l", {null_integer}), data_error);
  EXPECT_THROW(read_values<std::int64_t>("tss:", {std::int64_t{1} << 62}), data_error);
}

TEST(arrow, names_the_column_and_the_format_that_it_cannot_read) {
  try {
    made_stream("+l").read();
    FAIL() << "nothing was raised";
  } catch (const schema_error& wrong) {
    EXPECT_NE(std::string(wrong.what()).find("'x'"), std::string::npos);
    EXPECT_NE(std::string(wrong.what()).find("'+l'"), std::string::npos);
  }
  for (const auto* format : {"z", "ttu", "tDs", "tiM", "d:10,2,256", "w:4", "tsx:", "+r"})
    EXPECT_THROW(made_stream(format).read(), schema_error);
  EXPECT_THROW(made_stream("l", "l").read(), schema_error);
}

TEST(arrow, releases_the_stream_whatever_happens) {
  const std::vector<std::int64_t> values{1};
  auto fine = made_stream("l");
  fine.chunk(1, {nullptr, values.data()}).read();
  EXPECT_EQ(fine.releases, 1);
  auto broken = made_stream("l");
  broken.broken = true;
  try {
    broken.read();
    FAIL() << "nothing was raised";
  } catch (const file_error& wrong) {
    EXPECT_NE(std::string(wrong.what()).find("said by the source"), std::string::npos);
  }
  EXPECT_EQ(broken.releases, 1);
}

TEST(arrow, does_not_export_rows_of_a_network) {
  ArrowArrayStream stream;
  EXPECT_THROW(
      io::export_stream(std::make_shared<const frame>(of_columns({{"home", column::of_references({1})}})), &stream),
      schema_error);
}

}  // namespace
}  // namespace linli::testing
