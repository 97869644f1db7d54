// The civil clock, asked through one small interface so that --now and tests can move it. Timeouts, leases and back-off
// use std::chrono::steady_clock, never this (invariant 9).
#pragma once

#include <chrono>

#include "base/time.h"

namespace pith {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;  // thread-safe
};

class SystemClock final : public Clock {
 public:
  Time now() const override { return std::chrono::floor<Micros>(std::chrono::system_clock::now()); }
};

// Stands at one instant: `--now` of every command that does one round.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Time time) : time_(time) {}
  Time now() const override { return time_; }

 private:
  Time time_;
};

// Starts at a given instant and runs on at the steady clock's pace: `serve --now`.
class RunningClock final : public Clock {
 public:
  explicit RunningClock(Time start) : start_(start), since_(std::chrono::steady_clock::now()) {}
  Time now() const override { return start_ + std::chrono::floor<Micros>(std::chrono::steady_clock::now() - since_); }

 private:
  Time start_;
  std::chrono::steady_clock::time_point since_;
};

}  // namespace pith
