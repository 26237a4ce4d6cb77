// SPDX-License-Identifier: Apache-2.0
// Quantiles and tails of the distributions that tests and intervals need.
//
// Boost.Math alone takes over a second to compile, so the formulas of intervals take z as a number
// and only what turns a level into z includes this.
#pragma once

#include <cmath>
#include <numbers>
#include <string>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <linli/core/error.hpp>

namespace linli {

namespace detail {
// Without long doubles, whose width differs between machines.
using plain_doubles = boost::math::policies::policy<boost::math::policies::promote_float<false>,
                                                    boost::math::policies::promote_double<false>>;
}  // namespace detail

// The z below which a standard normal lies with probability p, 0 < p < 1.
inline double normal_quantile(double p) {
  if (!(p > 0 && p < 1)) throw measure_error("a normal quantile is of a probability between 0 and 1");
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, detail::plain_doubles());
}

// The z of a two-sided interval: 1.96 for the level 0.95.
inline double z_of_level(double level) {
  if (!(level > 0 && level < 1))
    throw measure_error("level is between 0 and 1, such as 0.95, not " + std::to_string(level));
  return std::numbers::sqrt2 * boost::math::erf_inv(level, detail::plain_doubles());
}

// The t below which Student's t of so many degrees of freedom lies with probability p, 0 < p < 1.
inline double student_quantile(double p, double degrees_of_freedom) {
  if (!(p > 0 && p < 1)) throw measure_error("a quantile of Student's t is of a probability between 0 and 1");
  if (!(degrees_of_freedom > 0)) throw measure_error("Student's t has degrees of freedom above 0");
  using student = boost::math::students_t_distribution<double, detail::plain_doubles>;
  return boost::math::quantile(student(degrees_of_freedom), p);
}

// The probability that a chi-square of so many degrees of freedom is at least `statistic`.
inline double chi_square_tail(double statistic, int degrees_of_freedom) {
  if (degrees_of_freedom < 1) throw measure_error("a chi-square has at least one degree of freedom");
  if (!(statistic > 0)) return 1;
  return boost::math::gamma_q(degrees_of_freedom / 2.0, statistic / 2, detail::plain_doubles());
}

}  // namespace linli
