// SPDX-License-Identifier: Apache-2.0
// Where networks come from: tables at hand, folders and sheets, one or many, put together and built.
#include <linli/model/builder.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/io/read.hpp>

#include "bindings.hpp"
#include "options.hpp"

namespace linli_python {

namespace {

class builder {
 public:
  explicit builder(const py::dict& options) : options_(options_of(options)), made_(options_.network) {}

  void begin_source(const std::string& title) {
    source_ = title;
    made_.begin_source(title);
  }
  void add_tables(const py::dict& tables) {
    for (auto& frame : frames_of(tables)) made_.add(std::move(frame));
  }
  // The tables of a folder: those in CSV are read here, those in Parquet are brought as streams.
  void add_folder(const std::string& path, const py::dict& from_parquet) {
    auto brought = frames_of(from_parquet);
    run_long([&] {
      linli::diagnostics found;
      take(linli::io::read_frames(path, options_, found, std::move(brought)), found);
    });
  }
  // Tables as the contents of CSV files, by name.
  void add_sheets(std::vector<std::pair<std::string, std::string>> contents) {
    run_long([&] {
      linli::diagnostics found;
      take(linli::io::parse_tables(std::move(contents), options_, found), found);
    });
  }
  linli::network build() {
    return run_long([&] { return made_.build(); });
  }

 private:
  std::vector<linli::frame> frames_of(const py::dict& tables) const {
    std::vector<linli::frame> found;
    for (const auto& [name, table] : tables)
      if (!table.is_none())
        found.push_back(
            frame_of(py::reinterpret_borrow<py::object>(table), py::str(name), options_.network.zone_minutes));
    return found;
  }
  void take(std::vector<linli::frame> frames, linli::diagnostics& found) {
    if (!source_.empty()) found.put_before_tables(source_ + "/");
    made_.note(found);
    for (auto& frame : frames) made_.add(std::move(frame));
  }

  linli::io::folder_options options_;
  linli::builder made_;
  std::string source_;
};

}  // namespace

void bind_builder(py::module_& m) {
  py::class_<builder>(m, "Builder")
      .def(py::init<const py::dict&>(), py::arg("options") = py::dict())
      .def("begin_source", &builder::begin_source, py::arg("title"))
      .def("add_tables", &builder::add_tables, py::arg("tables"))
      .def("add_folder", &builder::add_folder, py::arg("path"), py::arg("from_parquet") = py::dict())
      .def("add_sheets", &builder::add_sheets, py::arg("contents"))
      .def("build", &builder::build);
  m.def("with_quoted_keys", &linli::io::with_quoted_keys, py::arg("toml"));
}

}  // namespace linli_python
