// SPDX-License-Identifier: Apache-2.0
// The exceptions, one to one with those of C++.
#include <linli/core/diagnostic.hpp>
#include <linli/core/error.hpp>

#include "bindings.hpp"
#include "diagnostics.hpp"

namespace linli_python {

namespace {

// Held by the module for its life; `problems` of a DataError is a table.
py::object& data_error_type() {
  static py::object* type = new py::object();
  return *type;
}

void translate_data_error(std::exception_ptr raised) {
  try {
    if (raised) std::rethrow_exception(raised);
  } catch (const linli::data_error& e) {
    const auto instance = data_error_type()(e.what());
    instance.attr("problems") = share(frame_of_diagnostics(e.problems));
    PyErr_SetObject(data_error_type().ptr(), instance.ptr());
  }
}

}  // namespace

void bind_errors(py::module_& m) {
  const auto base = py::register_exception<linli::error>(m, "LinliError");
  py::register_exception<linli::schema_error>(m, "SchemaError", base);
  py::register_exception<linli::measure_error>(m, "MeasureError", base);
  py::register_exception<linli::edit_error>(m, "EditError", base);
  py::register_exception<linli::infeasible_error>(m, "InfeasibleError", base);
  py::register_exception<linli::file_error>(m, "FileError", base);
  const auto name = std::string(py::str(m.attr("__name__"))) + ".DataError";
  data_error_type() = py::reinterpret_steal<py::object>(PyErr_NewException(name.c_str(), base.ptr(), nullptr));
  m.attr("DataError") = data_error_type();
  py::register_exception_translator(&translate_data_error);
}

}  // namespace linli_python
