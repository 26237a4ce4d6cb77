// SPDX-License-Identifier: Apache-2.0
// What the binding files share: one bind_* function a file, and how long calls are run.
#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/model/column_rows.hpp>
#include <linli/model/frame.hpp>

namespace linli_python {

namespace py = pybind11;

void bind_errors(py::module_& m);
void bind_frame(py::module_& m);
void bind_builder(py::module_& m);
void bind_network(py::module_& m);
void bind_measure(py::module_& m);
void bind_catalogue(py::module_& m);
void bind_graph(py::module_& m);
void bind_random(py::module_& m);
void bind_threads(py::module_& m);
void bind_statistics(py::module_& m);
void bind_totals(py::module_& m);
void bind_inference(py::module_& m);
void bind_own_measures(py::module_& m);
void bind_targets(py::module_& m);

// A table that Python holds. Shared, so that its pages outlive it where others look at them.
struct shared_frame {
  std::shared_ptr<const linli::frame> content;
};
inline shared_frame share(linli::frame content) { return {std::make_shared<const linli::frame>(std::move(content))}; }

// A column of texts; an empty one is null.
using linli::detail::texts_of;

// A Python table, an Arrow stream or columns by name, as a frame.
linli::frame frame_of(const py::object& table, const std::string& name, int zone_minutes);

// Called with (done, total) while a long call runs; none by default.
inline py::object& progress_hook() {
  static auto* const hook = new py::object(py::none());  // outlives the interpreter's end
  return *hook;
}

// Whether the hook could be called; if not, its error is set.
inline bool tell_progress(const linli::control& watch) {
  const auto done = static_cast<std::size_t>(watch.done);
  const auto total = static_cast<std::size_t>(watch.total);
  try {
    progress_hook()(done, total);
    return true;
  } catch (py::error_already_set& error) {
    error.restore();
    return false;
  }
}

// Runs work without the GIL, which it takes now and then to tell of progress and to look for Ctrl-C; a stop
// leaves everything as it was.
template <class Work>
auto run_long(Work work) {
  using clock = std::chrono::steady_clock;
  static constexpr auto pause = std::chrono::milliseconds(50);
  linli::control watch;
  watch.look = [&watch, next = clock::now() + pause]() mutable {
    if (clock::now() < next) return;
    const py::gil_scoped_acquire held;
    if ((!progress_hook().is_none() && !tell_progress(watch)) || PyErr_CheckSignals() != 0) watch.stop = true;
    next = clock::now() + pause;
  };
  const py::gil_scoped_release free;
  try {
    const linli::controlled mine(watch);
    return work();
  } catch (const linli::interrupted&) {
    const py::gil_scoped_acquire held;
    if (PyErr_Occurred()) throw py::error_already_set();  // what stopped it
    throw;
  }
}

}  // namespace linli_python
