#include "stages/insight/headline_rows.h"

#include <iterator>

#include <fmt/format.h>

#include "stages/insight/headline.h"
#include "stages/insight/passages.h"
#include "stages/insight/surroundings.h"
#include "stages/insight/talk.h"
#include "stages/insight/tidy.h"

namespace pith::insight {

namespace {

std::vector<HeadlineSource> sources_of(const Talk& talk, const Surroundings& around, const Passage& passage,
                                       const std::vector<float>& telling) {
  std::vector<HeadlineSource> sources;
  for (auto cue = passage.first; cue < passage.end(); ++cue)
    sources.push_back({tidy_sentence(talk.transcript->cues[cue].text), telling[cue], around.setting(cue)});
  return sources;
}

void add_rows(const std::vector<HeadlineSource>& sources, const Passage& passage, const Background& background,
              std::string& rows) {
  for (const auto& candidate : headline_candidates(sources, background)) {
    fmt::format_to(std::back_inserter(rows), "{}-{}\t{}\t{}", passage.first + 1, passage.end(),
                   passage.first + candidate.source + 1, candidate.headline);
    for (const auto trait : candidate.traits) fmt::format_to(std::back_inserter(rows), "\t{:g}", trait);
    rows += '\n';
  }
}

}  // namespace

std::string headline_rows(const Transcript& transcript, const Background& background, const CueModel& cues) {
  std::string rows = "passage\tcue\theadline";
  for (std::size_t trait = 0; trait < headline_traits; ++trait) rows += fmt::format("\tt{}", trait);
  rows += '\n';
  const auto talk = read_talk(transcript, background);
  const auto scores = cues.scores(talk, background);
  const auto telling = tellings(scores);
  const Surroundings around(talk);
  choose_passages(talk, scores.worth, {}, [&](const Passage& passage) {
    add_rows(sources_of(talk, around, passage, telling), passage, background, rows);
    return true;
  });
  return rows;
}

}  // namespace pith::insight
