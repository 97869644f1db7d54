// What the model of topics sees in labelled insights, as tab-separated text for training (tools/train_topics.py). Pure.
#pragma once

#include <span>
#include <string>

#include "domain/transcript.h"
#include "stages/insight/entities.h"
#include "stages/insight/gold.h"
#include "stages/insight/topic_model.h"

namespace pith::insight {

// Where the labels' insights stand in the transcript; `times` are those of the labels' cue numbers.
std::vector<Standing> standings_of(const Gold& gold, const CueTimes& times, const Transcript& transcript);

// A row a candidate: of topics the rank of the insight, the topic, its features, the numbers of the aliases said.
std::string topic_rows(const Gold& gold, std::span<const Standing> standings, const EpisodeTopics& topics);
// Of names the rank, the name, its features.
std::string name_rows(const Gold& gold, std::span<const Standing> standings, const EpisodeNames& names);

}  // namespace pith::insight
