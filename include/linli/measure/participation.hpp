// SPDX-License-Identifier: Apache-2.0
// Participation: who comes to meetings, how often, and who sits with whom.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/wide.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>

namespace linli::detail {

// Which counted meetings of a window each person attended.
class attendance_record {
 public:
  explicit attendance_record(const context& asked) : attendance_record(asked, asked.during) {}
  attendance_record(const context& asked, window during)
      : meetings_(asked, during),
        home_(*asked.net, asked.stock),
        rows_of_person_(&asked.net->rows_by(table_id::attendances, "person", node_kind::person)),
        meeting_of_row_(&asked.net->rows(table_id::attendances)["meeting"].codes()) {}

  std::int32_t home(std::int32_t person) const { return home_(person); }
  subject about(std::int32_t person) const {
    return subject{}.with(role::person, person).with(role::place, home(person));
  }
  // How many of the meetings that are asked for the person attended.
  std::int64_t times(std::int32_t person, const counter& into) const {
    std::int64_t found = 0;
    std::int32_t before = -1;
    for (const auto row : (*rows_of_person_)[static_cast<std::size_t>(person)]) {  // they lie by meeting
      const auto meeting = (*meeting_of_row_)[static_cast<std::size_t>(row)];
      if (meeting == before || !meetings_.counts(meeting)) continue;
      before = meeting;
      found += into.asks_for(meetings_.about(meeting).with(role::person, person).with(role::place, home(person)));
    }
    return found;
  }

 private:
  counted_meetings meetings_;
  homes_in_force home_;
  const adjacency* rows_of_person_;
  const paged<std::int32_t>* meeting_of_row_;
};

// Calls work(person, subject, times, into) for each participant at home: who attended at least once.
template <class Work>
term participants_term(const context& asked, Work work) {
  const auto record = std::make_shared<const attendance_record>(asked);
  return {node_kind::person, [record, work](std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto person = static_cast<std::int32_t>(i);
              if (record->home(person) < 0) continue;
              if (const auto times = record->times(person, into); times > 0)
                work(person, record->about(person), times, into);
            }
          }};
}

// Participants, their attendances, and how often each count occurs.
inline term attendances_at_home(const context& asked, bool keep_counts) {
  return participants_term(asked, [keep_counts](std::int32_t, const subject& who, std::int64_t times, counter& into) {
    into.add(who[role::place], who, 0);
    into.add(who[role::place], who, 1, times);
    if (keep_counts) into.put(who[role::place], who, times);
  });
}

// What to say where a meeting of the window kept no names: of those held for the place, that distinct
// participants have bounds and no value; of those elsewhere, the note tells.
inline std::function<answer(const cell_view&)> unless_nameless(const context& asked, window during,
                                                               std::function<answer(const cell_view&)> finish) {
  return [finish, nameless = count_nameless(asked, during)](const cell_view& cell) {
    if (const auto here = nameless.by_place_cell[cell.place_cell]; here > 0)
      return answer{std::nullopt, std::nullopt, std::nullopt,
                    std::to_string(here) + " meeting(s) kept no names: participants have bounds, not a value",
                    basis::mixed};
    auto found = finish(cell);
    if (nameless.all > 0) found.remark(std::to_string(nameless.all) + " meeting(s) elsewhere kept no names");
    return found;
  };
}

inline plan of_participants(const context& asked, bool keep_counts, std::function<answer(const cell_view&)> finish) {
  plan made;
  made.slots = 2;
  made.parts = {"participants", "attendances"};
  made.terms = {attendances_at_home(asked, keep_counts)};
  made.finish = unless_nameless(asked, asked.during, std::move(finish));
  return made;
}

inline plan rate(const context& asked) {
  auto made =
      of_participants(asked, false, [](const cell_view& cell) { return per_resident(cell.sums[0], cell.residents); });
  made.needs_residents = true;
  return made;
}

inline plan intensity(const context& asked) {
  return of_participants(
      asked, false, [](const cell_view& cell) { return ratio_answer(cell.sums[1], cell.sums[0], "no participants"); });
}

// Gini of counts with multiplicities, zeros included: Σ (2i − n − 1) xᵢ / (n Σ x), x ascending, i from 1.
inline std::optional<double> gini_of(std::span<const seen> values, std::int64_t zeros) {
  std::int64_t n = zeros;
  std::int64_t sum = 0;
  for (const auto& v : values) {
    n += v.times;
    sum += v.value * v.times;
  }
  if (n <= 0 || sum <= 0) return std::nullopt;
  int128 weighted = 0;
  std::int64_t before = zeros;
  for (const auto& v : values) {
    const auto ranks = int128{2} * before + v.times + 1 - (n + 1);  // the mean of 2i − n − 1 over the run
    weighted += ranks * v.value * v.times;
    before += v.times;
  }
  return static_cast<double>(weighted) / (static_cast<double>(n) * static_cast<double>(sum));
}

inline plan attendance_gini(const context& asked) {
  const bool all_residents = asked.word("among", "participants") == "residents";
  auto made = of_participants(asked, true, [all_residents](const cell_view& cell) {
    answer found;
    std::int64_t zeros = 0;
    if (all_residents) {
      found.basis = cell.residents.from_population ? basis::mixed : basis::rows;
      if (!cell.residents.count)
        return answer{std::nullopt, std::nullopt, std::nullopt, cell.residents.note, found.basis};
      zeros = std::max<std::int64_t>(0, *cell.residents.count - cell.sums[0]);
    }
    found.value = gini_of(cell.values, zeros);
    if (!found.value) found.note = "no participants";
    return found;
  });
  made.needs_residents = all_residents;
  return made;
}

inline plan top_share(const context& asked) {
  return of_participants(asked, true, [q = asked.number("q", 0.1)](const cell_view& cell) {
    auto left = static_cast<std::int64_t>(std::ceil(q * static_cast<double>(cell.sums[0]) - 1e-9));
    std::int64_t top = 0;
    for (std::size_t k = cell.values.size(); k-- > 0 && left > 0;) {
      const auto taken = std::min(left, cell.values[k].times);
      top += taken * cell.values[k].value;
      left -= taken;
    }
    return ratio_answer(top, cell.sums[1], "no participants");
  });
}

// 1 − rate over the whole record: who of the persons at home never came.
inline plan never_share(const context& asked) {
  auto whole = asked;
  whole.during = {{}, asked.bucket ? asked.bucket->until : instant{}};
  auto made = of_participants(whole, false, [](const cell_view& cell) {
    auto found = per_resident(cell.sums[0], cell.residents);
    if (!found.denominator) return found;
    found.numerator = *found.denominator - static_cast<double>(cell.sums[0]);
    found.value = ratio(*found.numerator, *found.denominator);
    return found;
  });
  made.needs_residents = true;
  made.residents_from = "persons";
  made.reads = {whole.during};
  return made;
}

// Whether a counted meeting that may be asked for lies in a window.
inline bool any_meeting(const context& asked, window during) {
  const auto held = counted_meetings(asked, during);
  for (std::size_t m = 0; m < asked.net->rows(node_kind::meeting).rows; ++m) {
    const auto meeting = static_cast<std::int32_t>(m);
    if (!held.counts(meeting)) continue;
    const auto about = held.about(meeting);
    const bool passes = std::all_of(asked.tests.begin(), asked.tests.end(), [&](const row_test& test) {
      return test.of == role::person || (about[test.of] >= 0 && test.passes(about[test.of]));
    });
    if (passes) return true;
  }
  return false;
}

// Participants of one window, and those of them who attended in another: slots 1 and 0.
inline term participants_in_both(const context& asked, window other, bool wanted) {
  const auto elsewhen = std::make_shared<const attendance_record>(asked, other);
  return participants_term(asked,
                           [elsewhen, wanted](std::int32_t person, const subject& who, std::int64_t, counter& into) {
                             into.add(who[role::place], who, 0, (elsewhen->times(person, into) > 0) == wanted);
                             into.add(who[role::place], who, 1);
                           });
}

inline plan shared_participants(const context& asked, window other, bool wanted, std::string why_null) {
  plan made;
  made.slots = 2;
  made.parts = {"of them", "participants"};
  if (why_null.empty()) made.terms = {participants_in_both(asked, other, wanted)};
  made.reads = {asked.during, other};
  made.finish = unless_nameless(asked, united(asked.during, other), [why_null](const cell_view& cell) {
    if (!why_null.empty()) return answer{std::nullopt, std::nullopt, std::nullopt, why_null};
    return ratio_answer(cell.sums[0], cell.sums[1], "no participants");
  });
  return made;
}

inline plan newcomer_share(const context& asked) {
  const auto before = window{{}, asked.during.from};
  std::string why_null;
  if (asked.during.from.is_null())
    why_null = "the window has no start: everyone would be new";
  else if (!any_meeting(asked, before))
    why_null = "no earlier meeting in the data";
  auto made = shared_participants(asked, before, false, why_null);
  made.parts = {"newcomers", "participants"};
  return made;
}

inline plan retention(const context& asked) {
  if (!asked.bucket)
    throw measure_error("participation.retention needs a bucket of time in by: year, quarter or month");
  auto made = shared_participants(asked, asked.next.value_or(window{}), true,
                                  asked.next ? "" : "the next bucket of time is not complete");
  made.parts = {"came again", "participants"};
  return made;
}

}  // namespace linli::detail
