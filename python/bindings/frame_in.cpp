// SPDX-License-Identifier: Apache-2.0
// Tables from Python: Arrow streams by the PyCapsule protocol, or columns by name.
#include <pybind11/numpy.h>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/io/arrow.hpp>

#include "bindings.hpp"

namespace linli_python {

namespace {

using linli::column;

// A Python value as text, a number or a date; what it is decides the type of its column.
class cell_reader {
 public:
  explicit cell_reader(int zone_minutes)
      : zone_minutes_(zone_minutes), date_(py::module_::import("datetime").attr("date")) {}

  static bool is_null(const py::handle& value) {
    if (value.is_none()) return true;
    if (PyFloat_Check(value.ptr())) return std::isnan(PyFloat_AS_DOUBLE(value.ptr()));
    const auto name = std::string(py::str(py::type::handle_of(value).attr("__name__")));
    return name == "NAType" || name == "NaTType";
  }
  // Of a day or of a moment, which is a date to Python too.
  bool is_date(const py::handle& value) const { return py::isinstance(value, date_); }
  linli::instant date(const py::handle& value) const {
    const auto text = std::string(py::str(value.attr("isoformat")()));
    const auto read = linli::parse_instant(text, zone_minutes_);
    if (!read) throw linli::schema_error("'" + text + "' is not a date that linli can hold");
    return *read;
  }

 private:
  int zone_minutes_;
  py::object date_;
};

column texts_of_list(const py::sequence& values) {
  auto words = std::make_shared<linli::dictionary>();
  auto codes = std::vector<std::int32_t>(values.size(), linli::null_code);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const py::object value = values[i];
    if (cell_reader::is_null(value)) continue;
    const auto text = PyBool_Check(value.ptr()) ? std::string(value.ptr() == Py_True ? "true" : "false")
                                                : std::string(py::str(value));
    if (!text.empty()) codes[i] = words->add(text);
  }
  return column::of(std::move(codes), std::move(words));
}

// A list takes the narrowest type that all its values share; mixed values become texts.
column column_of_list(const py::sequence& values, int zone_minutes) {
  const auto reader = cell_reader(zone_minutes);
  bool integers = true, numbers = true, booleans = true, dates = true, any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const py::object value = values[i];
    if (cell_reader::is_null(value)) continue;
    any = true;
    const bool boolean =
        PyBool_Check(value.ptr()) || std::string(py::str(py::type::handle_of(value).attr("__name__"))) == "bool";
    const bool integer = !boolean && PyIndex_Check(value.ptr());
    booleans = booleans && boolean;
    integers = integers && integer;
    numbers = numbers && !boolean && (integer || PyFloat_Check(value.ptr()));
    dates = dates && reader.is_date(value);
    if (!booleans && !integers && !numbers && !dates) break;
  }
  const auto size = values.size();
  if (!any)
    return column::of(std::vector<std::int32_t>(size, linli::null_code), std::make_shared<const linli::dictionary>());
  const auto fill = [&](auto null, auto get) {
    auto out = std::vector<decltype(null)>(size, null);
    for (std::size_t i = 0; i < size; ++i) {
      const py::object value = values[i];
      if (!cell_reader::is_null(value)) out[i] = get(value);
    }
    return column::of(std::move(out));
  };
  if (booleans)
    return fill(linli::null_boolean,
                [](const py::object& v) { return static_cast<std::int8_t>(PyObject_IsTrue(v.ptr())); });
  if (integers) {
    try {
      return fill(linli::null_integer, [](const py::object& v) { return py::int_(v).cast<std::int64_t>(); });
    } catch (const py::error_already_set&) {
      return texts_of_list(values);  // beyond 64 bits: an id, kept as it is written
    } catch (const py::cast_error&) {
      return texts_of_list(values);
    }
  }
  if (numbers) return fill(std::nan(""), [](const py::object& v) { return py::float_(v).cast<double>(); });
  if (dates) return fill(linli::instant{}, [&](const py::object& v) { return reader.date(v); });
  return texts_of_list(values);
}

template <class From, class To>
std::vector<To> copied(const py::array& values) {
  const auto typed = py::array_t<From, py::array::c_style | py::array::forcecast>(values);
  return {typed.data(), typed.data() + typed.size()};
}

column column_of_dates(const py::array& values) {
  const auto unit =
      std::string(py::str(py::module_::import("numpy").attr("datetime_data")(values.dtype())[py::int_(0)]));
  const bool bare = unit == "D";
  // Days first: a count of days far out of the calendar must not wrap when it becomes microseconds.
  const py::array days = values.attr("astype")("datetime64[D]").attr("astype")("int64");
  const auto day = copied<std::int64_t, std::int64_t>(days);
  const py::array numbers = values.attr("astype")(bare ? "datetime64[D]" : "datetime64[us]").attr("astype")("int64");
  const auto raw = copied<std::int64_t, std::int64_t>(numbers);
  auto out = std::vector<linli::instant>(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i)
    if (std::abs(day[i] / 2) > 5'000'000 && day[i] != linli::null_integer)
      out[i] = linli::instant::of_day(day[i] > 0 ? 5'000'000 : -5'000'000);
    else if (raw[i] != linli::null_integer)
      out[i] = bare ? linli::instant::of_day(raw[i]) : linli::instant::of_moment(raw[i]);
  return column::of(std::move(out));
}

column column_of_array(const py::array& values, int zone_minutes) {
  if (values.ndim() != 1) throw linli::schema_error("a column has one dimension");
  switch (values.dtype().kind()) {
    case 'i': return column::of(copied<std::int64_t, std::int64_t>(values));
    case 'u':
      if (values.dtype().itemsize() < 8) return column::of(copied<std::int64_t, std::int64_t>(values));
      return column_of_list(values.attr("tolist")().cast<py::list>(), zone_minutes);
    case 'f': return column::of(copied<double, double>(values));
    case 'b': return column::of(copied<std::int8_t, std::int8_t>(values));
    case 'M': return column_of_dates(values);
    default: return column_of_list(values.attr("tolist")().cast<py::list>(), zone_minutes);
  }
}

column column_of(const py::object& values, int zone_minutes) {
  if (py::isinstance<py::array>(values)) return column_of_array(values.cast<py::array>(), zone_minutes);
  if (py::isinstance<py::list>(values) || py::isinstance<py::tuple>(values))
    return column_of_list(values.cast<py::sequence>(), zone_minutes);
  if (py::hasattr(values, "to_numpy"))
    return column_of_array(values.attr("to_numpy")().cast<py::array>(), zone_minutes);
  return column_of_list(py::list(values), zone_minutes);
}

linli::frame frame_of_columns(const py::dict& columns, const std::string& name, int zone_minutes) {
  linli::frame out;
  out.name = name;
  bool first = true;
  for (const auto& [key, values] : columns) {
    const auto column_name = std::string(py::str(key));
    auto made = column_of(py::reinterpret_borrow<py::object>(values), zone_minutes);
    if (!first && made.size() != out.rows)
      throw linli::schema_error(name + ": the column '" + column_name + "' has " + std::to_string(made.size()) +
                                " rows, but others have " + std::to_string(out.rows));
    out.rows = made.size();
    first = false;
    out.columns.push_back({column_name, std::move(made)});
  }
  return out;
}

}  // namespace

namespace {

linli::frame taken(const py::object& table, const std::string& name, int zone_minutes) {
  if (py::isinstance<shared_frame>(table)) {  // a table of ours: its pages are shared, nothing is lost
    auto own = *table.cast<shared_frame>().content;
    own.name = name;
    return own;
  }
  if (py::isinstance<py::dict>(table)) return frame_of_columns(table.cast<py::dict>(), name, zone_minutes);
  if (!py::hasattr(table, "__arrow_c_stream__") && py::hasattr(table, "__arrow_c_array__")) {
    const auto pair = table.attr("__arrow_c_array__")().cast<py::tuple>();
    return linli::io::import_array(static_cast<ArrowSchema*>(pair[0].cast<py::capsule>().get_pointer()),
                                   static_cast<ArrowArray*>(pair[1].cast<py::capsule>().get_pointer()), name,
                                   zone_minutes);
  }
  if (!py::hasattr(table, "__arrow_c_stream__"))
    throw linli::schema_error(name + " is neither columns by name nor a table that speaks Arrow (__arrow_c_stream__)");
  const auto capsule = table.attr("__arrow_c_stream__")().cast<py::capsule>();
  return linli::io::import_stream(static_cast<ArrowArrayStream*>(capsule.get_pointer()), name, zone_minutes);
}

}  // namespace

linli::frame frame_of(const py::object& table, const std::string& name, int zone_minutes) {
  try {
    return taken(table, name, zone_minutes);
  } catch (const py::error_already_set& error) {
    if (!error.matches(PyExc_UnicodeError)) throw;
    throw linli::schema_error(name + " holds a text that is no Unicode: " + std::string(py::str(error.value())));
  }
}

}  // namespace linli_python
