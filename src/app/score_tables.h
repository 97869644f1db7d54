// What `pith eval` prints: tables for people, JSON for programs.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "evaluation/briefs.h"
#include "evaluation/score_gold.h"
#include "lib/json/json.h"

namespace pith::app {

// The engine first, then what it is compared with.
using NamedCards = std::vector<std::pair<std::string, evaluation::Scorecard>>;

// A line an episode for the engine, then a line for each card.
std::string cards_as_text(const NamedCards& cards);
// {"episodes", "engine", "mean", "each", "days", "baselines": {NAME: {"mean", "each", "days"}}}
json::Value cards_as_json(const NamedCards& cards);

std::string briefs_as_text(const evaluation::BriefCard& card, const std::string& engine);
json::Value briefs_as_json(const evaluation::BriefCard& card, const std::string& engine);

}  // namespace pith::app
