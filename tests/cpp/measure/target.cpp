// SPDX-License-Identifier: Apache-2.0
// Targets: what is wrong with one is said with its name.
#include <linli/measure/target.hpp>

#include <string>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

target_spec eight() {
  return {.name = "eight", .measure = "coverage.organisations", .by = {"community"}, .at_least = 8};
}

std::string fault_of(const target_spec& of) {
  try {
    check(of);
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}
template <class Change>
std::string fault_with(Change change) {
  auto of = eight();
  change(of);
  return fault_of(of);
}
#define SAYS(part, ...)                                                                    \
  EXPECT_NE(fault_with([](target_spec& t) { __VA_ARGS__; }).find(part), std::string::npos) \
      << fault_with([](target_spec& t) { __VA_ARGS__; })

TEST(target, is_fine_with_a_measure_and_a_limit) {
  EXPECT_EQ(fault_of(eight()), "");
  EXPECT_EQ(fault_of({.measure = "coverage.members(kind=volunteers) by community / counts.residents", .at_most = 1}),
            "");
  EXPECT_EQ(fault_of({.measure = "participation.rate", .at_least = 0, .at_most = 0}), "");
}

TEST(target, is_called_by_its_measure_where_it_has_no_name) {
  EXPECT_EQ(target_spec{.measure = "counts.places"}.title(), "counts.places");
  EXPECT_EQ(eight().title(), "eight");
}

TEST(target, says_what_is_wrong_and_what_would_be_right) {
  SAYS("target 'eight': it has no measure", t.measure = "");
  SAYS("did you mean coverage.organisations", t.measure = "coverage.organisation");
  SAYS("target 'eight'", t.measure = "coverage.organisations by");
  SAYS("more than one quotient", t.measure = "counts.places / counts.places / counts.places");
  SAYS("by is community, but 'counts.places by grid' says grid", t.measure = "counts.places by grid");
  SAYS("no limit", t.at_least.reset());
  SAYS("at_least 8 is above at_most 7", t.at_most = 7);
  SAYS("per is a number above 0", t.per = 0);
  SAYS("needs share_at_least", t.stat = statistic::share);
  SAYS("from 0 to 1", t.stat = statistic::share; t.share_at_least = 80);
  SAYS("share_at_least goes with stat = share, not each", t.share_at_least = 0.8);
  SAYS("needs by", t.stat = statistic::share; t.share_at_least = 1; t.by = {});
  SAYS("valid_from='soon' is not a date", t.valid_from = "soon");
  SAYS("valid_until is not after", t.valid_from = "2026-01-01"; t.valid_until = "2026-01-01");
  SAYS("residents is persons or population", t.residents = "adults");
}

}  // namespace
}  // namespace linli::testing
