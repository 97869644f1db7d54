#include "stages/insight/feature_rows.h"

#include <array>
#include <iterator>

#include <fmt/format.h>

#include "stages/insight/dense.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::array<std::string_view, 3> kinds{"talk", "ad", "chatter"};

double seconds(std::chrono::milliseconds time) { return std::chrono::duration<double>(time).count(); }

void append_numbers(std::string& out, std::span<const float> values) {
  for (const auto value : values) fmt::format_to(std::back_inserter(out), "\t{:.5g}", value);
}

void append_cue(std::string& out, const Transcript& transcript, std::size_t index) {
  const auto& cue = transcript.cues[index];
  fmt::format_to(std::back_inserter(out), "{}\t{:.3f}\t{:.3f}\t{}\t{}\t{}", index, seconds(cue.start), seconds(cue.end),
                 kinds[static_cast<std::size_t>(cue.kind)], cue.speaker, fmt::join(text::words(cue.text), " "));
}

}  // namespace

std::string feature_rows(const Transcript& transcript, const Background& background) {
  const auto talk = read_talk(transcript, background);
  const auto dense = dense_features(talk);
  const auto meaning = meaning_features(talk, background);
  std::string out = fmt::format("cue\tstart\tend\tkind\tspeaker\twords\t{}", fmt::join(dense_names(), "\t"));
  for (std::size_t k = 0; k < background.dimensions(); ++k) out += fmt::format("\tv{}", k);
  out += '\n';
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    append_cue(out, transcript, cue);
    append_numbers(out, dense.row(cue));
    append_numbers(out, meaning.row(cue));
    out += '\n';
  }
  return out;
}

}  // namespace pith::insight
