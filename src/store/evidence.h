// How much of their proof two insights of one episode share, by time. Pure.
#pragma once

#include <chrono>

#include "domain/insight.h"

namespace pith::store {

std::chrono::milliseconds length_of_evidence(const Insight& insight);
std::chrono::milliseconds shared_evidence(const Insight& one, const Insight& other);

}  // namespace pith::store
