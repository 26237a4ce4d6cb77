// SPDX-License-Identifier: Apache-2.0
// All of linli but reading and writing files.
#pragma once

#include <linli/core/diagnostic.hpp>
#include <linli/core/error.hpp>
#include <linli/core/parallel.hpp>
#include <linli/core/random.hpp>
#include <linli/graph/algorithms.hpp>
#include <linli/graph/coverage_matrix.hpp>
#include <linli/graph/graph.hpp>
#include <linli/graph/relation_view.hpp>
#include <linli/measure/attainment.hpp>
#include <linli/measure/behind.hpp>
#include <linli/measure/bootstrap.hpp>
#include <linli/measure/bounds.hpp>
#include <linli/measure/durations.hpp>
#include <linli/measure/enlist.hpp>
#include <linli/measure/false_discovery.hpp>
#include <linli/measure/grouped_inequality.hpp>
#include <linli/measure/kaplan_meier.hpp>
#include <linli/measure/log_rank.hpp>
#include <linli/measure/measure.hpp>
#include <linli/measure/measures.hpp>
#include <linli/measure/permutation.hpp>
#include <linli/measure/reconcile.hpp>
#include <linli/measure/sign_flips.hpp>
#include <linli/model/builder.hpp>
#include <linli/model/edits.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/version.hpp>
