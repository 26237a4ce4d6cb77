// SPDX-License-Identifier: Apache-2.0
// Tables to Python: numpy columns and Arrow streams.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/io/arrow.hpp>
#include <linli/model/tables.hpp>

#include "bindings.hpp"

namespace linli_python {

namespace {

using linli::column;

const column& column_named(const shared_frame& self, const std::string& name) {
  if (const auto* found = self.content->find(name)) return *found;
  std::vector<std::string> names;
  for (const auto& c : self.content->columns) names.push_back(c.name);
  throw py::key_error("no column '" + name + "'; the columns are " + linli::joined(names));
}

std::string type_name(const column& c) {
  switch (c.type()) {
    case linli::value_type::integer: return "integer";
    case linli::value_type::number: return "number";
    case linli::value_type::boolean: return "boolean";
    case linli::value_type::instant: return "instant";
    default: return "text";
  }
}

bool has_nulls(const column& c) {
  for (std::size_t i = 0; i < c.size(); ++i)
    if (c.is_null(i)) return true;
  return false;
}

// An array of Python objects, None for null; `get` gives a new reference.
template <class Get>
py::array objects_of(const column& c, Get get) {
  auto out = py::array(py::dtype("O"), std::vector<py::ssize_t>{static_cast<py::ssize_t>(c.size())});
  auto* cells = static_cast<PyObject**>(out.mutable_data());
  for (std::size_t i = 0; i < c.size(); ++i) {
    Py_XDECREF(cells[i]);
    cells[i] = c.is_null(i) ? py::none().release().ptr() : get(i).release().ptr();
  }
  return out;
}

template <class T, class Values>
py::array copy_of(const Values& values) {
  auto out = py::array_t<T>(static_cast<py::ssize_t>(values.size()));
  auto* cells = out.mutable_data();
  for (std::size_t k = 0, at = 0; k < values.page_count(); ++k)
    for (const auto& value : values.page(k)) cells[at++] = static_cast<T>(value);
  return out;
}

py::object dates_of(const column& c) {
  bool bare = true;
  for (std::size_t i = 0; i < c.size(); ++i) bare = bare && (c.is_null(i) || c.instants()[i].is_bare());
  auto out = py::array_t<std::int64_t>(static_cast<py::ssize_t>(c.size()));
  auto* cells = out.mutable_data();
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto at = c.instants()[i];
    cells[i] = at.is_null() ? linli::null_integer
               : bare       ? at.day()
                            : at.microseconds();  // numpy's NaT is the same least integer
  }
  return out.attr("view")(bare ? "datetime64[D]" : "datetime64[us]");
}

py::object array_of(const column& c) {
  switch (c.type()) {
    case linli::value_type::integer:
      if (has_nulls(c)) return objects_of(c, [&](std::size_t i) { return py::int_(c.integers()[i]); });
      return copy_of<std::int64_t>(c.integers());
    case linli::value_type::number: return copy_of<double>(c.numbers());
    case linli::value_type::boolean:
      if (has_nulls(c)) return objects_of(c, [&](std::size_t i) { return py::bool_(c.booleans()[i] != 0); });
      return copy_of<bool>(c.booleans());
    case linli::value_type::instant: return dates_of(c);
    default: {
      std::vector<py::str> words;
      if (c.type() == linli::value_type::text)
        for (std::size_t w = 0; w < c.words().size(); ++w)
          words.emplace_back(std::string(c.words()[static_cast<std::int32_t>(w)]));
      return objects_of(c, [&](std::size_t i) { return py::object(words[static_cast<std::size_t>(c.codes()[i])]); });
    }
  }
}

py::array null_mask(const column& c) {
  auto out = py::array_t<bool>(static_cast<py::ssize_t>(c.size()));
  auto* cells = out.mutable_data();
  for (std::size_t i = 0; i < c.size(); ++i) cells[i] = c.is_null(i);
  return out;
}

// Which cells are dates without a time of day; null is no date.
py::array bare_mask(const column& c) {
  auto out = py::array_t<bool>(static_cast<py::ssize_t>(c.size()));
  auto* cells = out.mutable_data();
  const bool dates = c.type() == linli::value_type::instant;
  for (std::size_t i = 0; i < c.size(); ++i) cells[i] = dates && !c.is_null(i) && c.instants()[i].is_bare();
  return out;
}

using positions = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

shared_frame taken(const shared_frame& self, const positions& rows) {
  std::vector<std::int32_t> wanted;
  wanted.reserve(static_cast<std::size_t>(rows.size()));
  for (py::ssize_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.data()[i];
    if (row < 0 || static_cast<std::uint64_t>(row) >= self.content->rows)
      throw py::index_error("there is no row " + std::to_string(row) + " of " + std::to_string(self.content->rows));
    wanted.push_back(static_cast<std::int32_t>(row));
  }
  return share(linli::gathered(*self.content, wanted));
}

void release_stream(PyObject* capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
  if (stream->release) stream->release(stream);
  delete stream;
}

py::object stream_of(const shared_frame& self, const py::object&) {
  auto stream = std::make_unique<ArrowArrayStream>();
  linli::io::export_stream(self.content, stream.get());
  return py::reinterpret_steal<py::object>(PyCapsule_New(stream.release(), "arrow_array_stream", release_stream));
}

}  // namespace

void bind_frame(py::module_& m) {
  py::class_<shared_frame>(m, "Frame")
      .def_property_readonly("name", [](const shared_frame& self) { return self.content->name; })
      .def_property_readonly("rows", [](const shared_frame& self) { return self.content->rows; })
      .def_property_readonly("columns",
                             [](const shared_frame& self) {
                               std::vector<std::string> names;
                               for (const auto& c : self.content->columns) names.push_back(c.name);
                               return names;
                             })
      .def(
          "type", [](const shared_frame& self, const std::string& name) { return type_name(column_named(self, name)); },
          py::arg("name"))
      .def(
          "column",
          [](const shared_frame& self, const std::string& name) { return array_of(column_named(self, name)); },
          py::arg("name"))
      .def(
          "is_null",
          [](const shared_frame& self, const std::string& name) { return null_mask(column_named(self, name)); },
          py::arg("name"))
      .def(
          "is_bare",
          [](const shared_frame& self, const std::string& name) { return bare_mask(column_named(self, name)); },
          py::arg("name"))
      .def("take", &taken, py::arg("rows"))
      .def("__arrow_c_stream__", &stream_of, py::arg("requested_schema") = py::none());
  m.def(
      "frame", [](const std::string& name, const py::object& columns) { return share(frame_of(columns, name, 0)); },
      py::arg("name"), py::arg("columns"));
}

}  // namespace linli_python
