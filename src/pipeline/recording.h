// Writing down what was done outside, and waiting for a store that another process holds.
#pragma once

#include <chrono>
#include <stop_token>

#include "base/result.h"

namespace pith::pipeline {

// Whether the store may take later what it does not take now: another process writes, or there is no room.
bool may_be_taken_later(const Error& error);

// Waits so long; false once it is asked to stop.
bool sit_out(std::chrono::milliseconds pause, const std::stop_token& stop);

inline constexpr std::chrono::milliseconds record_pause{1000};

// `write` records what was done outside (a mail sent, an answer paid for), which must not be done again only because
// the store cannot be written just now: it is called every second until it can, or until the program stops.
template <class Write>
auto record(const std::stop_token& stop, Write&& write) {
  auto written = write();
  while (!written && may_be_taken_later(written.error()) && sit_out(record_pause, stop)) written = write();
  return written;
}

}  // namespace pith::pipeline
