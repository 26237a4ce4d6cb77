// SPDX-License-Identifier: Apache-2.0
// CSV in and out: what is read, what is refused, and where it is said to be.
#include <linli/io/csv.hpp>

#include <gtest/gtest.h>

#include "io/temporary_folder.hpp"
#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

using cells = std::vector<std::string>;
using io::csv_options;

struct reading {
  frame table;
  diagnostics found;
  const diagnostic& problem(std::size_t i = 0) const { return found.rows().at(i); }
};

reading read(std::string content, const csv_options& options = {}) {
  reading r;
  r.table = io::parse_csv(std::move(content), "persons", options, r.found);
  return r;
}

TEST(csv, reads_texts_with_a_number_for_each_row) {
  const auto r = read("id,home\np1,c1\np2,\n");
  EXPECT_EQ(r.table.name, "persons");
  EXPECT_EQ(column_names(r.table), (cells{"id", "home"}));
  EXPECT_EQ(cells_of(r.table, "id"), (cells{"p1", "p2"}));
  EXPECT_TRUE(r.table.find("home")->is_null(1));
  EXPECT_EQ(r.table.row_number(0), 2);
  EXPECT_TRUE(r.found.empty());
}

TEST(csv, reads_quotes_doubled_quotes_and_breaks_inside_them) {
  const auto r = read("id,note\n1,\"said \"\"yes\"\", twice\"\n2,\"two\r\nlines\"\n\"3\",\"\"\n");
  EXPECT_EQ(cells_of(r.table, "note"), (cells{"said \"yes\", twice", "two\r\nlines", ""}));
  EXPECT_EQ(r.table.row_number(2), 4);
  EXPECT_TRUE(r.table.find("note")->is_null(2));
}

TEST(csv, takes_every_kind_of_line_end) {
  for (const std::string content : {"id,x\n1,2\n3,4\n", "id,x\r\n1,2\r\n3,4\r\n", "id,x\r1,2\r3,4", "id,x\n1,2\n3,4"}) {
    const auto r = read(content);
    EXPECT_EQ(cells_of(r.table, "id"), (cells{"1", "3"}));
    EXPECT_EQ(cells_of(r.table, "x"), (cells{"2", "4"}));
  }
}

TEST(csv, skips_blank_rows_but_counts_them) {
  const auto r = read("id,x\n\n1,2\n,\n   3,4\n\n");
  EXPECT_EQ(r.table.rows, 2U);
  EXPECT_EQ(r.table.row_number(0), 3);
  EXPECT_EQ(r.table.row_number(1), 5);
  EXPECT_EQ(cells_of(r.table, "id"), (cells{"1", "   3"}));
}

TEST(csv, keeps_a_row_whose_only_cell_is_quoted_and_empty) { EXPECT_EQ(read("id\n\"\"\n\nx\n").table.rows, 2U); }

TEST(csv, sets_a_ragged_row_aside_and_reads_on) {
  const auto r = read("id,x\n1,2\n3\n4,5,6\n7,8\n");
  EXPECT_EQ(cells_of(r.table, "id"), (cells{"1", "7"}));
  EXPECT_EQ(r.table.row_number(1), 5);
  ASSERT_EQ(r.found.errors(), 2);
  EXPECT_EQ(r.problem().rule, "ragged_row");
  EXPECT_EQ(r.problem().table, "persons");
  EXPECT_EQ(r.problem().row, 3);
  EXPECT_EQ(r.problem(1).row, 4);
  EXPECT_EQ(r.problem(1).value, "4,5,6");
}

TEST(csv, says_where_a_quote_was_left_open_and_reads_on) {
  const auto r = read("id,x\n1,2\n3,\"open\n4,5\n");
  ASSERT_EQ(r.found.errors(), 1);
  EXPECT_EQ(r.problem().rule, "unclosed_quote");
  EXPECT_EQ(r.problem().row, 3);
  EXPECT_EQ(r.problem().column, "x");
  EXPECT_EQ(r.problem().value, "3,\"open");
  EXPECT_EQ(cells_of(r.table, "id"), (cells{"1", "4"}));
}

TEST(csv, says_where_a_quote_swallowed_the_lines_up_to_the_next) {
  const auto r = read("id,x\n3,\"open\n4,5\n6,\"closed\"\n7,8\n");
  ASSERT_EQ(r.found.errors(), 1);
  EXPECT_EQ(r.problem().rule, "unclosed_quote");
  EXPECT_EQ(r.problem().row, 2);
  EXPECT_EQ(cells_of(r.table, "x"), (cells{"5", "closed", "8"}));
}

TEST(csv, gives_up_a_file_of_nothing_but_wrong_quotes) {
  std::string content = "id\n";
  for (int i = 0; i < 20'000; ++i) content += "\"a\"b\n";
  const auto r = read(content);
  EXPECT_EQ(r.table.rows, 0U);
  EXPECT_EQ(r.found.counts().at("unclosed_quote"), 1002);
}

TEST(csv, takes_a_quote_inside_an_unquoted_cell_as_it_stands) {
  EXPECT_EQ(cells_of(read("id,x\n1,5\" pipe\n").table, "x"), (cells{"5\" pipe"}));
}

TEST(csv, reads_utf8_with_or_without_a_mark) {
  EXPECT_EQ(column_names(read("\xEF\xBB\xBFid,名称\n1,楚天社区\n").table), (cells{"id", "名称"}));
  EXPECT_EQ(cells_of(read("id,名称\n1,楚天社区\n").table, "名称"), (cells{"楚天社区"}));
}

TEST(csv, reads_gb18030_and_says_so) {
  const auto r = read("id,x\n1,\xB3\xFE\xCC\xEC\n");  // 楚天
  EXPECT_EQ(cells_of(r.table, "x"), (cells{"楚天"}));
  EXPECT_EQ(r.found.errors(), 0);
  EXPECT_EQ(r.problem().rule, "encoding");
  EXPECT_EQ(r.problem().severity, severity::warning);
  EXPECT_EQ(r.problem().row, 2);
}

TEST(csv, obeys_the_encoding_that_is_named) {
  csv_options options;
  options.encoding = "ISO-8859-1";
  const auto latin = read("id,x\n1,caf\xE9\n", options);
  EXPECT_EQ(cells_of(latin.table, "x"), (cells{"café"}));
  EXPECT_TRUE(latin.found.empty());

  options.encoding = "UTF-8";
  const auto wrong = read("id,x\n1,a\n2,\xB3\xFE\n", options);
  ASSERT_EQ(wrong.found.errors(), 1);
  EXPECT_EQ(wrong.problem().rule, "encoding");
  EXPECT_EQ(wrong.problem().row, 3);
  EXPECT_NE(wrong.problem().message.find("byte 11"), std::string::npos);
  EXPECT_TRUE(wrong.table.columns.empty());

  options.encoding = "UTF-16";
  const std::u16string utf16 = u"\uFEFFid\n楚\n";
  EXPECT_EQ(cells_of(read({reinterpret_cast<const char*>(utf16.data()), utf16.size() * 2}, options).table, "id"),
            (cells{"楚"}));

  options.encoding = "no-such-encoding";
  EXPECT_THROW(read("id\n1\n", options), file_error);
}

TEST(csv, refuses_bytes_that_are_neither) {
  const auto r = read("id,x\n1,a\n2,\xFF\xFF\n");
  ASSERT_EQ(r.found.errors(), 1);
  EXPECT_EQ(r.problem().rule, "encoding");
  EXPECT_EQ(r.problem().row, 3);
  EXPECT_NE(r.problem().message.find("GB18030"), std::string::npos);
}

// Overlong forms, surrogates, code points beyond the last, sequences cut short.
TEST(csv, validates_utf8_strictly) {
  csv_options options;
  options.encoding = "UTF-8";
  for (const std::string wrong :
       {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6\xA5", "\x80", "\xF5\x80\x80\x80"})
    EXPECT_EQ(read("id\n" + wrong + "\n", options).found.errors(), 1) << wrong;
  for (const std::string right : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF", "\xF0\x90\x80\x80"})
    EXPECT_EQ(read("id\n" + right + "\n", options).found.errors(), 0) << right;
}

TEST(csv, refuses_what_is_too_large) {
  csv_options options;
  options.max_cell_bytes = 10;
  const auto cell = read("id,x\n1,12345678901\n2,\"12345678901\"\n3,1234567890\n4,\"1234567890\"\n", options);
  EXPECT_EQ(cell.found.counts().at("too_large"), 2);
  EXPECT_EQ(cell.problem().column, "x");
  EXPECT_EQ(cells_of(cell.table, "id"), (cells{"3", "4"}));

  const temporary_folder folder;
  options.max_bytes = 4;
  diagnostics found;
  const auto file = io::read_csv(folder.file("teams.csv", "id\n1\n"), options, found);
  EXPECT_EQ(file.name, "teams");
  EXPECT_EQ(found.rows().at(0).rule, "too_large");
}

TEST(csv, wants_a_header_with_one_name_a_column) {
  EXPECT_EQ(read("").problem().rule, "missing_header");
  EXPECT_EQ(read("\n\n").problem().rule, "missing_header");
  const auto twice = read("id,x,x\n1,2,3\n");
  EXPECT_EQ(twice.problem().rule, "duplicate_column");
  EXPECT_EQ(twice.problem().column, "x");
  EXPECT_EQ(twice.problem().row, 1);
  EXPECT_EQ(cells_of(twice.table, "x"), (cells{"2"}));
  EXPECT_EQ(read("id,\n1,2\n").problem().rule, "missing_header");
}

TEST(csv, passes_over_the_empty_margin_of_a_spreadsheet) {
  const auto r = read("id,x,,\n1,2,,\n,,,\n");
  EXPECT_EQ(column_names(r.table), (cells{"id", "x"}));
  EXPECT_EQ(r.table.rows, 1U);
  EXPECT_TRUE(r.found.empty());
}

TEST(csv, reads_a_header_without_rows) {
  const auto r = read("id,x\n");
  EXPECT_EQ(r.table.rows, 0U);
  EXPECT_EQ(column_names(r.table), (cells{"id", "x"}));
}

TEST(csv, that_cannot_be_opened_is_a_file_error) {
  diagnostics found;
  EXPECT_THROW(io::read_csv("/no/such/file.csv", {}, found), file_error);
  EXPECT_THROW(io::write_csv(text_frame("x", {{"id", {"1"}}}), "/no/such/folder/file.csv"), file_error);
}

TEST(csv, is_written_with_quotes_only_where_needed) {
  const temporary_folder folder;
  auto table = text_frame("places", {{"id", {"a b", "c,d", "e\"f", "g\nh", ""}}, {"名,称", {"楚", "", "x", "y", ""}}});
  table.columns.push_back({"n", column::of(std::vector<double>{1, 2.5, 1e300, -0.5, std::nan("")})});
  table.columns.push_back({"b", column::of(std::vector<std::int8_t>{1, 0, null_boolean, 1, null_boolean})});
  table.columns.push_back(
      {"d", column::of(std::vector<instant>{instant::of_day(0), instant::of_moment(1), {}, {}, {}})});
  io::write_csv(table, folder.path() / "places.csv");
  EXPECT_EQ(folder.content("places.csv"),
            "id,\"名,称\",n,b,d\n"
            "a b,楚,1.0,true,1970-01-01\n"
            "\"c,d\",,2.5,false,1970-01-01T00:00:00.000001\n"
            "\"e\"\"f\",x,1e+300,,\n"
            "\"g\nh\",y,-0.5,true,\n"
            "\"\",,,,\n");
  diagnostics found;
  const auto again = io::read_csv(folder.path() / "places.csv", {}, found);
  EXPECT_TRUE(found.empty());
  for (const auto* name : {"id", "名,称", "b", "d"}) EXPECT_EQ(cells_of(again, name), cells_of(table, name));
}

}  // namespace
}  // namespace linli::testing
