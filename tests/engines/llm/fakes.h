// What the engine asks of the world, for tests: answers in memory, a fallback that is easily told, waits that are only
// noted.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engines/llm/llm_distiller.h"
#include "support/files.h"

namespace pith::test {

class Answers final : public llm::AnswerCache {
 public:
  Result<std::optional<Answer>> get(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    const auto found = kept.find(key);
    return found == kept.end() ? std::optional<Answer>{} : std::optional<Answer>{found->second};
  }
  Result<void> put(const Answer& answer) override {
    const std::lock_guard lock(mutex_);
    if (full) return fail(ErrorKind::disk_full, "The disk is full.");
    kept.emplace(answer.key, answer);
    return {};
  }
  Result<void> judged(std::string_view key, const AnswerOutcome& outcome) override {
    const std::lock_guard lock(mutex_);
    outcomes[std::string(key)] = outcome;
    return {};
  }
  Result<bool> set_aside(const SetAside& question, const SpendingCap& cap) override {
    const std::lock_guard lock(mutex_);
    auto spent = totals_since(cap.since);
    for (const auto& other : aside) {
      if (other.asked < cap.since) continue;
      spent.cost += other.cost;
      spent.prompt_tokens += other.tokens;
    }
    if (cap.cost > 0 && spent.cost + question.cost > cap.cost) return false;
    if (cap.tokens > 0 && spent.prompt_tokens + spent.completion_tokens + question.tokens > cap.tokens) return false;
    aside.push_back(question);
    return true;
  }
  Result<void> give_back(const SetAside& question) override {
    const std::lock_guard lock(mutex_);
    aside.erase(std::ranges::find(aside, question));
    return {};
  }
  AnswerTotals totals_since(Time since) const {
    AnswerTotals totals;
    for (const auto& [key, answer] : kept) {
      if (answer.asked < since) continue;
      ++totals.answers;
      totals.cost += answer.cost;
      totals.prompt_tokens += answer.prompt_tokens;
      totals.completion_tokens += answer.completion_tokens;
    }
    return totals;
  }

  std::map<std::string, Answer, std::less<>> kept;
  std::map<std::string, AnswerOutcome, std::less<>> outcomes;
  std::vector<SetAside> aside;
  bool full = false;

 private:
  std::mutex mutex_;
};

// Stands where a test puts it.
class TurnedClock final : public Clock {
 public:
  explicit TurnedClock(Time time) : time_(time) {}
  Time now() const override { return time_; }
  void turn_to(Time time) { time_ = time; }

 private:
  std::atomic<Time> time_;
};

class Fallback final : public insight::Distiller {
 public:
  std::string name() const override { return "builtin"; }
  std::string version() const override { return "1"; }
  Result<insight::Distilled> distill(const Transcript&, const insight::EpisodeContext&) const override {
    Insight insight;
    insight.headline = "By the fallback";
    insight.engine = "builtin";
    insight.score = 1;
    return insight::Distilled{{insight}, {}, {}};
  }
};

// A distiller over `url` with answers, clock and noted waits of its own.
struct Engine {
  Engine(net::HttpClient& client, std::string url, llm::LlmOptions chosen = {},
         const insight::Distiller* builtin = nullptr) {
    chosen.chat.base_url = std::move(url);
    chosen.chat.model = "stub";
    const auto prompts = read_file(in_repository("data/prompts/insights.txt"));
    const auto names = read_file(in_repository("data/models/names-en.txt"));
    auto made = llm::LlmDistiller::make({client, answers, clock, builtin != nullptr ? *builtin : fallback,
                                         [this](std::chrono::milliseconds time) {
                                           waits.push_back(time);
                                           return true;
                                         }},
                                        std::move(chosen), {prompts, names});
    if (made) distiller = std::move(*made);
  }

  Answers answers;
  TurnedClock clock{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(12)};
  Fallback fallback;
  std::vector<std::chrono::milliseconds> waits;
  std::unique_ptr<llm::LlmDistiller> distiller;
};

}  // namespace pith::test
