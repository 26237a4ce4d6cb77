// SPDX-License-Identifier: Apache-2.0
// Deliberation: how far issues get, how long it takes, and where they get stuck.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/plan.hpp>
#include <linli/measure/survival.hpp>

namespace linli::detail {

constexpr std::int32_t state_named(std::string_view name) {
  for (std::size_t s = 0; s < issue_states.size(); ++s)
    if (issue_states[s] == name) return static_cast<std::int32_t>(s);
  return -1;
}
constexpr auto state_closed = state_named("closed");
constexpr auto state_reopened = state_named("reopened");
constexpr bool in_order(std::int32_t state) { return state < static_cast<std::int32_t>(ordered_states); }
constexpr bool is_closing(std::int32_t state) { return state >= state_closed && in_order(state); }
constexpr bool is_final(std::int32_t state) {
  return is_closing(state) || state == state_named("merged") || state == state_named("rejected");
}

struct event {
  std::int32_t state;
  instant at;
  std::int32_t actor;
};

// The issues asked about, and what happened to each by `on`, in time, ties in file order.
class issue_log {
 public:
  explicit issue_log(const context& asked)
      : net_(asked.net),
        during_(asked.during),
        on_(asked.on),
        raised_(&asked.net->rows(node_kind::issue)["raised_at"].instants()),
        places_(&asked.net->rows(node_kind::issue)["place"].codes()),
        forums_(&asked.net->rows(node_kind::issue)["forum"].codes()),
        rows_(&asked.net->rows_by(table_id::issue_events, "issue", node_kind::issue)),
        at_(&asked.net->rows(table_id::issue_events)["at"].instants()),
        actors_(&asked.net->rows(table_id::issue_events)["actor"].codes()),
        state_words_(&asked.net->rows(table_id::issue_events)["state"].codes()) {
    const auto& words = asked.net->rows(table_id::issue_events)["state"].words();
    for (std::size_t w = 0; w < words.size(); ++w) states_.push_back(state_named(words[static_cast<std::int32_t>(w)]));
  }

  bool in_cohort(std::int32_t issue) const {
    return during_.contains(raised_at(issue)) && on_.has_reached(raised_at(issue));
  }
  bool raised_by(std::int32_t issue, moment at) const { return at.has_reached(raised_at(issue)); }
  instant raised_at(std::int32_t issue) const { return (*raised_)[static_cast<std::size_t>(issue)]; }
  std::int32_t place(std::int32_t issue) const { return (*places_)[static_cast<std::size_t>(issue)]; }
  subject about(std::int32_t issue) const {
    const auto i = static_cast<std::size_t>(issue);
    return subject{}.with(role::issue, issue).with(role::place, (*places_)[i]).with(role::group, (*forums_)[i]);
  }
  template <class F>
  void for_each_event(std::int32_t issue, moment by, F f) const {
    for (const auto row : (*rows_)[static_cast<std::size_t>(issue)]) {
      const auto e = static_cast<std::size_t>(row);
      if (by.has_reached((*at_)[e]))
        f(event{states_[static_cast<std::size_t>((*state_words_)[e])], (*at_)[e], (*actors_)[e]});
    }
  }
  // The last final or reopened state by then, or -1.
  std::int32_t outcome(std::int32_t issue, moment by) const {
    const auto rows = (*rows_)[static_cast<std::size_t>(issue)];
    for (std::size_t k = rows.size(); k-- > 0;) {
      const auto e = static_cast<std::size_t>(rows[k]);
      const auto state = states_[static_cast<std::size_t>((*state_words_)[e])];
      if ((is_final(state) || state == state_reopened) && by.has_reached((*at_)[e])) return state;
    }
    return -1;
  }
  // The state that it is in: the last that it entered.
  std::int32_t current(std::int32_t issue, moment by) const { return with_raising(issue, by).back().state; }
  // The first time that it entered the state; it is raised at `raised_at` even where no event says so.
  std::optional<instant> first_time(std::int32_t issue, std::int32_t state, moment by) const {
    std::optional<instant> first;
    if (state == 0) first = raised_at(issue);
    for_each_event(issue, by, [&](const event& e) {
      if (e.state == state && !first) first = e.at;
    });
    return first;
  }
  // Its events by then, begun with its raising where no event says so.
  std::vector<event> with_raising(std::int32_t issue, moment by) const {
    std::vector<event> events;
    for_each_event(issue, by, [&](const event& e) { events.push_back(e); });
    if (std::any_of(events.begin(), events.end(), [](const event& e) { return e.state == 0; })) return events;
    const auto raised = event{0, raised_at(issue), -1};
    const auto later = std::find_if(events.begin(), events.end(),
                                    [&](const event& e) { return duration_between(raised.at, e.at) >= 0; });
    events.insert(later, raised);
    return events;
  }
  // One bit a state that was entered by then.
  std::uint32_t states_entered(std::int32_t issue, moment by) const {
    std::uint32_t bits = 1;
    for_each_event(issue, by, [&](const event& e) { bits |= 1U << e.state; });
    return bits;
  }

 private:
  const network* net_;
  window during_;
  moment on_;
  const paged<instant>* raised_;
  const paged<std::int32_t>* places_;
  const paged<std::int32_t>* forums_;
  const adjacency* rows_;
  const paged<instant>* at_;
  const paged<std::int32_t>* actors_;
  const paged<std::int32_t>* state_words_;
  std::vector<std::int32_t> states_;
};

// Calls work(issue, subject, into) for each issue of the cohort that is asked for.
template <class Work>
term cohort_term(std::shared_ptr<const issue_log> log, Work work) {
  return {node_kind::issue, [log, work](std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto issue = static_cast<std::int32_t>(i);
              if (!log->in_cohort(issue)) continue;
              if (const auto about = log->about(issue); into.asks_for(about)) work(issue, about, into);
            }
          }};
}

inline plan raised(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  plan made;
  made.terms = {cohort_term(
      log, [log](std::int32_t issue, const subject& about, counter& into) { into.add(log->place(issue), about, 0); })};
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

// A share of the cohort: those for which `holds(issue)`.
template <class Holds>
plan cohort_share(std::shared_ptr<const issue_log> log, Holds holds) {
  plan made;
  made.slots = 2;
  made.parts = {"of them", "raised"};
  made.terms = {cohort_term(log, [log, holds](std::int32_t issue, const subject& about, counter& into) {
    into.add(log->place(issue), about, 0, holds(issue));
    into.add(log->place(issue), about, 1);
  })};
  made.finish = first_over_second("no issues raised");
  return made;
}

inline plan closure_rate(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  return cohort_share(log, [log, on = asked.on](std::int32_t issue) { return is_closing(log->outcome(issue, on)); });
}

// The share that entered one of some states, one bit a state.
inline plan entered_share(const context& asked, std::uint32_t states) {
  const auto log = std::make_shared<const issue_log>(asked);
  return cohort_share(
      log, [=, on = asked.on](std::int32_t issue) { return (log->states_entered(issue, on) & states) != 0; });
}
constexpr std::uint32_t bit_of(std::string_view state) { return 1U << state_named(state); }

inline plan escalation_rate(const context& asked) { return entered_share(asked, bit_of("escalated")); }
inline plan return_rate(const context& asked) { return entered_share(asked, bit_of("returned")); }
inline plan response_rate(const context& asked) {
  return entered_share(asked, bit_of("accepted") | bit_of("dispatched"));
}

// A share of the part of the cohort for which `part(issue)` says anything: those for which it says true.
template <class Part>
plan part_share(std::shared_ptr<const issue_log> log, Part part, std::vector<std::string> names,
                const std::string& none) {
  plan made;
  made.slots = 2;
  made.parts = std::move(names);
  made.terms = {cohort_term(log, [log, part](std::int32_t issue, const subject& about, counter& into) {
    const std::optional<bool> found = part(issue);
    if (!found) return;
    into.add(log->place(issue), about, 0, *found);
    into.add(log->place(issue), about, 1);
  })};
  made.finish = first_over_second(none);
  return made;
}

// Reopened after a closing, of those with a closing.
inline plan reopen_rate(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto reopened = [log, on = asked.on](std::int32_t issue) {
    std::optional<bool> found;
    log->for_each_event(issue, on, [&](const event& e) {
      if (e.state == state_closed && !found) found = false;
      if (e.state == state_reopened && found) found = true;
    });
    return found;
  };
  return part_share(log, reopened, {"reopened", "closed"}, "no issues closed");
}

// Closed by the due date, of the issues due; those merged or rejected by then are not.
inline plan on_time_rate(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto* due = &asked.net->rows(node_kind::issue)["due_at"].instants();
  const auto on_time = [log, due, on = asked.on](std::int32_t issue) -> std::optional<bool> {
    const auto by = moment{(*due)[static_cast<std::size_t>(issue)]};
    if (by.on.is_null() || (!on.on.is_null() && by.end() > on.end())) return std::nullopt;
    const auto outcome = log->outcome(issue, by);
    if (outcome >= 0 && is_final(outcome) && !is_closing(outcome)) return std::nullopt;
    return is_closing(outcome);
  };
  return part_share(log, on_time, {"on time", "due"}, "no issues due");
}

inline plan satisfaction_rate(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto* said = &asked.net->rows(node_kind::issue)["satisfied"];
  const auto yes = said->words().find("true");
  const auto satisfied = [said, yes](std::int32_t issue) -> std::optional<bool> {
    const auto word = said->codes()[static_cast<std::size_t>(issue)];
    return word < 0 ? std::nullopt : std::optional(word == yes);
  };
  return part_share(log, satisfied, {"satisfied", "asked"}, "nobody was asked");
}

inline bool has_reached(std::uint32_t entered, std::int32_t state, bool implied) {
  if ((entered >> state) & 1U) return true;
  return implied && in_order(state) && ((entered & ((1U << ordered_states) - 1)) >> state) != 0;
}

inline plan reached(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto state = state_named(asked.word("state", "closed"));
  const bool implied = asked.flag("implied");
  plan made;
  made.terms = {cohort_term(log, [=, on = asked.on](std::int32_t issue, const subject& about, counter& into) {
    into.add(log->place(issue), about, 0, has_reached(log->states_entered(issue, on), state, implied));
  })};
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

inline plan funnel(const context& asked) {
  const bool implied = asked.flag("implied");
  const auto log = std::make_shared<const issue_log>(asked);
  plan made;
  made.slots = 2;
  made.parts = {"reached", "raised"};
  made.terms = {
      cohort_term(log, [log, implied, on = asked.on](std::int32_t issue, const subject& about, counter& into) {
        const auto entered = log->states_entered(issue, on);
        for (std::int32_t state = 0; in_order(state); ++state) {
          const auto there = about.with(role::state, state);
          into.add(log->place(issue), there, 0, has_reached(entered, state, implied));
          into.add(log->place(issue), there, 1);
        }
      })};
  made.finish = first_over_second("no issues raised");
  return made;
}

// Calls work(issue, subject, into) for each issue, whenever raised, that is raised by then and not final then.
template <class Work>
term open_term(std::shared_ptr<const issue_log> log, moment at, Work work) {
  return {node_kind::issue, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto issue = static_cast<std::int32_t>(i);
              if (!log->raised_by(issue, at) || is_final(log->outcome(issue, at))) continue;
              const auto about = log->about(issue).with(role::state, log->current(issue, at));
              if (into.asks_for(about)) work(issue, about, into);
            }
          }};
}

inline plan open(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  plan made;
  made.parts = {"open"};
  made.terms = {open_term(log, asked.stock, [log](std::int32_t issue, const subject& about, counter& into) {
    into.add(log->place(issue), about, 0);
  })};
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

// The lowest value whose cumulated share reaches q.
inline std::optional<std::int64_t> lower_quantile(std::span<const seen> values, double q) {
  std::int64_t all = 0;
  for (const auto& v : values) all += v.times;
  std::int64_t before = 0;
  for (const auto& v : values) {
    before += v.times;
    if (static_cast<double>(before) >= q * static_cast<double>(all) - 1e-9 * static_cast<double>(all)) return v.value;
  }
  return std::nullopt;
}

inline plan age_of_open(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  plan made;
  made.parts = {"open"};
  made.changes_daily = true;
  if (!asked.stock.on.is_null())
    made.terms = {
        open_term(log, asked.stock, [log, at = asked.stock](std::int32_t issue, const subject& about, counter& into) {
          into.add(log->place(issue), about, 0);
          into.put(log->place(issue), about, duration_between(log->raised_at(issue), at.on));
        })};
  made.finish = [q = asked.number("q", 0.5)](const cell_view& cell) {
    const auto age = lower_quantile(cell.values, q);
    if (!age) return no_answer("no open issues");
    return answer{static_cast<double>(*age) / static_cast<double>(microseconds_a_day), std::nullopt, std::nullopt};
  };
  return made;
}

// A duration with its end seen or not, as one integer: microseconds doubled, and one if it ended.
inline std::int64_t spell_code(std::int64_t microseconds, bool ended) { return microseconds * 2 + (ended ? 1 : 0); }

// Where observation ends: the moment, or the day of `on`.
inline instant censoring(moment on) { return on.on; }

// How long each issue of the cohort took to enter a state, or has not yet.
inline plan durations_to(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto state = state_named(asked.word("state", "closed"));
  plan made;
  made.slots = 2;
  made.parts = {"issues", "left out"};
  made.terms = {cohort_term(log, [=, on = asked.on](std::int32_t issue, const subject& about, counter& into) {
    const auto reached = log->first_time(issue, state, on);
    if (!reached && on.on.is_null()) return;
    const auto lasted = duration_between(log->raised_at(issue), reached.value_or(censoring(on)));
    into.add(log->place(issue), about, 0);
    if (lasted < 0)
      into.add(log->place(issue), about, 1);
    else
      into.put(log->place(issue), about, spell_code(lasted, reached.has_value()));
  })};
  return made;
}

inline plan time_to(const context& asked) {
  auto made = durations_to(asked);
  made.finish = [q = asked.number("q", 0.5), z = asked.z](const cell_view& cell) {
    return quantile_answer(cell.values, q, cell.sums[1], "no issues raised", z);
  };
  return made;
}

inline plan survival(const context& asked) {
  auto made = durations_to(asked);
  made.finish = [at = asked.number("at", 0), z = asked.z](const cell_view& cell) {
    return survival_answer(cell.values, at, cell.sums[1], "no issues raised", z);
  };
  return made;
}

// Spells in a state: from entering it to the next event.
inline plan dwell(const context& asked) {
  const auto log = std::make_shared<const issue_log>(asked);
  const auto state = state_named(asked.word("state", ""));
  plan made;
  made.slots = 2;
  made.parts = {"spells", "left out"};
  made.terms = {cohort_term(log, [=, on = asked.on](std::int32_t issue, const subject& about, counter& into) {
    const auto events = log->with_raising(issue, on);
    for (std::size_t k = 0; k < events.size(); ++k) {
      if (state >= 0 && events[k].state != state) continue;
      const bool ended = k + 1 < events.size();
      if (!ended && on.on.is_null()) continue;
      const auto lasted = duration_between(events[k].at, ended ? events[k + 1].at : censoring(on));
      const auto spell = about.with(role::state, events[k].state).with(role::actor, events[k].actor);
      into.add(log->place(issue), spell, 0);
      if (lasted < 0)
        into.add(log->place(issue), spell, 1);
      else
        into.put(log->place(issue), spell, spell_code(lasted, ended));
    }
  })};
  made.finish = [q = asked.number("q", 0.5), z = asked.z](const cell_view& cell) {
    return quantile_answer(cell.values, q, cell.sums[1], "no spells in that state", z);
  };
  return made;
}

}  // namespace linli::detail
