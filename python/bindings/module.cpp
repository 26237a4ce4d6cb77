// SPDX-License-Identifier: Apache-2.0
// The compiled module linli._core.
#include "bindings.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled core of linli.";
  linli_python::bind_errors(m);
  linli_python::bind_frame(m);
  linli_python::bind_builder(m);
  linli_python::bind_network(m);
  linli_python::bind_measure(m);
  linli_python::bind_catalogue(m);
  linli_python::bind_graph(m);
  linli_python::bind_totals(m);
  linli_python::bind_inference(m);
  linli_python::bind_own_measures(m);
  linli_python::bind_targets(m);
  linli_python::bind_random(m);
  linli_python::bind_threads(m);
  linli_python::bind_statistics(m);
}
