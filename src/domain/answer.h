// A paid-for answer of a language model, kept before it is judged, so that nothing is paid for twice, over crashes too
// (invariant 1); and what it cost.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/time.h"

namespace pith {

// What became of the insights of an answer, known once it is judged.
struct AnswerOutcome {
  int offered = 0;
  int stood = 0;
  std::string faults;  // of those that did not: "number 2, quote 1"
  bool operator==(const AnswerOutcome&) const = default;
};

struct Answer {
  std::string key;  // hash of model, prompt version and all that was asked
  std::string episode_id;
  std::string purpose;  // "insights", "repair", "doctor"
  std::string model;
  std::string version;             // of the prompt
  Time asked{};                    // civil, when the question left
  std::string content;             // as it came
  std::string finish;              // the server's finish_reason: "stop", "length"
  std::int64_t prompt_tokens = 0;  // as billed; where the server does not say, what it may be at most
  std::int64_t completion_tokens = 0;
  std::int64_t cost = 0;  // millionths of the currency the prices are in
  std::chrono::milliseconds latency{0};
  AnswerOutcome outcome;
  bool operator==(const Answer&) const = default;
};

// What a question under way may cost at most. One whose process died before its answer was kept stays set aside for its
// day: it may have been billed.
struct SetAside {
  std::string key;  // the answer's
  Time asked{};
  std::int64_t tokens = 0;  // sent and answered
  std::int64_t cost = 0;    // millionths
  bool operator==(const SetAside&) const = default;
};

// What may be spent since an instant; 0: no cap.
struct SpendingCap {
  Time since{};
  std::int64_t tokens = 0;
  std::int64_t cost = 0;
};

// Sums over answers.
struct AnswerTotals {
  std::int64_t answers = 0;
  std::int64_t repairs = 0;  // of them
  std::int64_t checks = 0;   // of them: doctor's small question
  std::int64_t prompt_tokens = 0;
  std::int64_t completion_tokens = 0;
  std::int64_t cost = 0;
  std::chrono::milliseconds latency{0};
  std::int64_t offered = 0;
  std::int64_t stood = 0;
  bool operator==(const AnswerTotals&) const = default;
};

}  // namespace pith
