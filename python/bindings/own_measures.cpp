// SPDX-License-Identifier: Apache-2.0
// Measures that are defined in Python: rows of a block of keys go out, integers come back.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/enlist.hpp>
#include <linli/model/tables.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

using integers = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

// A function of Python that any thread may call and let go of.
class python_function {
 public:
  explicit python_function(py::function f)
      : held_(new py::function(std::move(f)), [](py::function* kept) {
          const py::gil_scoped_acquire held;
          delete kept;
        }) {}
  const py::function& operator*() const { return *held_; }

 private:
  std::shared_ptr<py::function> held_;
};

linli::table_id key_table(const std::string& name) {
  const auto table = linli::table_named(name);
  if (!table || !linli::node_kind_of(*table))
    throw linli::measure_error(
        "key='" + name + "' is no table of keys; they are places, persons, meetings, issues and the group tables");
  return *table;
}

std::vector<std::int32_t> rows_of_table(const linli::network& net, linli::table_id table, std::size_t first,
                                        std::size_t last) {
  std::vector<std::int32_t> rows;
  for (auto i = first; i < last; ++i) {
    const auto row = static_cast<std::int32_t>(i);
    if (!linli::is_group_table(table) || net.table_of_group(row) == table) rows.push_back(row);
  }
  return rows;
}

std::string text_of_window(linli::instant at) { return at.is_null() ? "" : linli::text_of(at); }

// Calls the function with the network and the rows of its block; what it gives goes to the rows' places.
auto counting(const python_function& count, linli::table_id table, std::size_t slots, const std::string& name) {
  return [=](const linli::network& net, linli::window during, linli::moment on, std::size_t first, std::size_t last,
             std::span<std::int64_t> into) {
    const auto rows = rows_of_table(net, table, first, last);
    if (rows.empty()) return;
    const py::gil_scoped_acquire held;
    const auto window = py::make_tuple(text_of_window(during.from), text_of_window(during.until));
    const auto given = integers::ensure((*count)(py::cast(net), rows, window, text_of_window(on.on)));
    if (!given) throw py::error_already_set();
    const bool fits =
        (given.ndim() == 2 && static_cast<std::size_t>(given.shape(1)) == slots) || (given.ndim() == 1 && slots == 1);
    if (!fits || static_cast<std::size_t>(given.shape(0)) != rows.size())
      throw linli::measure_error(name + ": count gives one row of " + std::to_string(slots) +
                                 " integers for each of the " + std::to_string(rows.size()) + " keys of its block");
    for (std::size_t k = 0; k < rows.size(); ++k)
      for (std::size_t slot = 0; slot < slots; ++slot)
        into[(static_cast<std::size_t>(rows[k]) - first) * slots + slot] = given.data()[k * slots + slot];
  };
}

std::optional<double> number_or_null(const py::handle& value) {
  if (value.is_none()) return std::nullopt;
  const auto x = value.cast<double>();
  return x == x ? std::optional(x) : std::nullopt;
}

// A value alone, or (value, numerator, denominator), or these with a note.
linli::answer answer_of(const py::object& given, const std::string& name) {
  if (!py::isinstance<py::tuple>(given)) return {number_or_null(given), std::nullopt, std::nullopt};
  const auto parts = given.cast<py::tuple>();
  if (parts.size() != 3 && parts.size() != 4)
    throw linli::measure_error(name +
                               ": finish gives a value, or (value, numerator, denominator), or these and a note");
  return {number_or_null(parts[0]), number_or_null(parts[1]), number_or_null(parts[2]),
          parts.size() == 4 && !parts[3].is_none() ? std::string(py::str(parts[3])) : ""};
}

auto finishing(const python_function& finish, bool per_residents, const std::string& name) {
  return [=](std::span<const std::int64_t> sums, const linli::residents& people) {
    const py::gil_scoped_acquire held;
    const auto numbers = py::tuple(py::cast(std::vector<std::int64_t>(sums.begin(), sums.end())));
    const py::object given = per_residents ? (*finish)(numbers, people.count) : (*finish)(numbers);
    auto found = answer_of(given, name);
    if (!found.value && found.note.empty())
      found.note = people.note.empty() ? "no value by its definition" : people.note;
    if (people.from_population) found.basis = linli::basis::mixed;
    return found;
  };
}

void define(const py::dict& about, const py::function& count, const py::function& finish) {
  const auto text = [&](const char* key) { return std::string(py::str(about[key])); };
  linli::own_measure own;
  own.name = text("name");
  own.name_zh = text("name_zh");
  own.unit = text("unit");
  own.meaning = text("meaning");
  own.meaning_zh = text("meaning_zh");
  own.tables = text("tables");
  own.slots = about["slots"].cast<std::vector<std::string>>();
  own.is_flow = about["is_flow"].cast<bool>();
  own.per_residents = about["residents"].cast<bool>();
  own.is_proportion = about["is_proportion"].cast<bool>();
  const auto table = key_table(text("key"));
  own.key = *linli::node_kind_of(table);
  own.count = counting(python_function(count), table, own.slots.size(), own.name);
  own.finish = finishing(python_function(finish), own.per_residents, own.name);
  linli::enlist(std::move(own));
}

// The rows of a table that refer to some keys, and which of them each refers to.
py::tuple related(const linli::network& net, const std::string& key, const std::vector<std::int32_t>& rows,
                  const std::string& name, const std::string& wanted) {
  const auto table = linli::table_named(name);
  if (!table) throw linli::measure_error("there is no table '" + name + "'");
  const auto target = key_table(key);
  const auto kind = *linli::node_kind_of(target);
  for (const auto& rule : linli::rule_of(*table).columns) {
    if (rule.type != linli::cell::reference || !rule.targets.has(target)) continue;
    if (!wanted.empty() && rule.name != wanted) continue;
    const auto& index = net.rows_by(*table, rule.name, kind);
    std::vector<std::int32_t> found;
    std::vector<std::int64_t> of;
    for (std::size_t k = 0; k < rows.size(); ++k)
      for (const auto row : index[static_cast<std::size_t>(rows[k])]) {
        found.push_back(row);
        of.push_back(static_cast<std::int64_t>(k));
      }
    return py::make_tuple(share(linli::to_frame(net, *table, found)), py::array(py::cast(of)).attr("astype")("int64"));
  }
  throw linli::measure_error("the table " + name + " has no column " + (wanted.empty() ? "" : "'" + wanted + "' ") +
                             "that refers to " + key);
}

}  // namespace

void bind_own_measures(py::module_& m) {
  const auto network = py::reinterpret_borrow<py::class_<linli::network>>(m.attr("Network"));
  m.def("define", &define, py::arg("about"), py::arg("count"), py::arg("finish"));
  const auto rows = [](const linli::network& net, const std::string& table, const std::vector<std::int32_t>& keys) {
    return share(linli::to_frame(net, key_table(table), keys));
  };
  py::setattr(network, "key_rows",
              py::cpp_function(rows, py::name("key_rows"), py::is_method(network), py::arg("table"), py::arg("keys")));
  py::setattr(network, "related",
              py::cpp_function(&related, py::name("related"), py::is_method(network), py::arg("key"), py::arg("keys"),
                               py::arg("table"), py::arg("column") = ""));
}

}  // namespace linli_python
