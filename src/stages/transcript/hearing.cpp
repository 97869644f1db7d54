#include "stages/transcript/hearing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/time.h"
#include "lib/json/json.h"
#include "stages/transcript/captions.h"
#include "stages/transcript/finish.h"
#include "stages/transcript/json_reader.h"
#include "stages/transcript/loops.h"
#include "stages/transcript/sniff.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr Ms past_slack{1000};  // recognisers round up to whole seconds
constexpr Ms edge{300};         // on both sides of a cue: its times are not exact to the syllable
constexpr Ms slowest_word{1000};
constexpr int least_percent = 50;
constexpr Ms least_speech{1000};

// {"text": "", "segments": []}: nothing was heard, and that is an answer.
bool has_no_segments(std::string_view text) {
  const auto root = json::parse(text);
  return root && root->at("segments").is_array() && root->at("segments").items().empty();
}

Result<RawTranscript> read_answer(std::string_view bytes) {
  const auto text = is_binary_file(bytes) ? std::string() : text::decode(bytes, "utf-8");
  switch (is_binary_file(bytes) ? Content::binary : sniff(text)) {
    case Content::empty:
      return RawTranscript{};
    case Content::vtt:
      return read_vtt(text);
    case Content::captions:
      return read_srt(text);
    case Content::json:
      return has_no_segments(text) ? RawTranscript{} : read_json(text);
    default:
      return fail(ErrorKind::invalid_input, "the recogniser's answer is neither WebVTT, SRT nor JSON with segments");
  }
}

// "[BLANK_AUDIO]", "(applause)", "♪♪": no words.
bool is_a_remark(std::string_view text) {
  const auto bare = text::trim(text);
  if (text::count_words(bare) == 0) return true;
  return (bare.starts_with('[') && bare.ends_with(']')) || (bare.starts_with('(') && bare.ends_with(')'));
}

// All pieces' cues on the audio's own clock.
class Joined {
 public:
  Result<void> add(const HeardPiece& piece) {
    auto raw = read_answer(piece.answer);
    const auto place = fmt::format("{} to {}", format_position(piece.span.start), format_position(piece.span.end));
    if (!raw) return std::unexpected(raw.error().within(place));
    if (!raw->format.empty()) all_.format = raw->format;
    if (all_.language.empty()) all_.language = raw->language;
    if (raw->concatenate) all_.concatenate = true;
    for (auto& cue : raw->cues)
      if (!is_a_remark(cue.text)) add_cue(std::move(cue), piece.span);
    return {};
  }

  std::size_t cues() const { return all_.cues.size() + past_; }
  std::size_t past() const { return past_; }
  RawTranscript& raw() { return all_; }

 private:
  void add_cue(RawCue cue, AudioSpan span) {
    const auto length = span.end - span.start;
    if (cue.start == no_time || cue.start > length + past_slack) {
      ++past_;
      return;
    }
    cue.speaker.clear();
    cue.new_turn = false;
    cue.start = span.start + std::min(cue.start, length);
    cue.end = cue.end == no_time ? cue.start : std::clamp(span.start + cue.end, cue.start, span.end);
    all_.cues.push_back(std::move(cue));
  }

  RawTranscript all_;
  std::size_t past_ = 0;
};

// What the cues' words can have taken: a cue over minutes with three words does not cover them.
std::vector<AudioSpan> covered_by(const std::vector<RawCue>& cues) {
  std::vector<AudioSpan> spans;
  for (const auto& cue : cues) {
    const auto longest = slowest_word * (static_cast<std::int64_t>(text::count_words(cue.text)) + 1);
    spans.push_back({cue.start - edge, std::min(cue.end, cue.start + longest) + edge});
  }
  std::ranges::sort(spans, {}, &AudioSpan::start);
  return spans;
}

int percent_of_speech(const std::vector<AudioSpan>& speech, const std::vector<AudioSpan>& covered) {
  Ms heard{0};
  auto cue = covered.begin();
  for (const auto& span : speech) {
    auto from = span.start;
    while (cue != covered.end() && cue->end <= from) ++cue;
    for (auto at = cue; at != covered.end() && at->start < span.end; ++at) {
      const auto start = std::max(from, at->start);
      const auto end = std::min(span.end, at->end);
      if (end <= start) continue;
      heard += end - start;
      from = end;
    }
  }
  const auto all = std::max<std::int64_t>(1, length_of(speech).count());
  return static_cast<int>(std::floor(100.0 * static_cast<double>(heard.count()) / static_cast<double>(all)));
}

std::unexpected<Error> refuse(std::string sentence) { return fail(ErrorKind::invalid_input, std::move(sentence)); }

Result<void> leave_out_loops(RawTranscript& raw) {
  const auto loops = take_out_loops(raw.cues, of_a_recogniser);
  if (loops.are_most())
    return refuse(
        fmt::format("the recogniser repeats itself: “{}”, {} of {} words", loops.phrase, loops.words, loops.all_words));
  if (loops.words > 0)
    raw.notes.push_back(
        fmt::format("The recogniser repeated “{}”; {} words were left out.", loops.phrase, loops.words));
  return {};
}

Result<void> leave_out_past(Joined& joined, Ms length) {
  if (joined.past() == 0) return {};
  if (joined.past() * 10 > joined.cues())
    return refuse(fmt::format("the recogniser's times run past the audio, which lasts {}: {} of {} cues",
                              format_position(length), joined.past(), joined.cues()));
  joined.raw().notes.push_back(fmt::format("{} cues past the end of the audio were left out.", joined.past()));
  return {};
}

Result<int> judge(const RawTranscript& raw, const HeardAudio& audio) {
  const auto percent = percent_of_speech(audio.speech, covered_by(raw.cues));
  if (raw.cues.empty() || percent < least_percent)
    return refuse(fmt::format("the recogniser heard {} % of {} of speech", raw.cues.empty() ? 0 : percent,
                              format_position(length_of(audio.speech))));
  return percent;
}

}  // namespace

Result<Transcript> join_hearing(std::span<const HeardPiece> pieces, const HeardAudio& audio) {
  if (length_of(audio.speech) < least_speech) return refuse("there is no speech in the audio");
  Joined joined;
  for (const auto& piece : pieces)
    if (auto added = joined.add(piece); !added) return std::unexpected(added.error());
  if (auto good = leave_out_past(joined, audio.length); !good) return std::unexpected(good.error());
  auto raw = std::move(joined.raw());
  if (auto good = leave_out_loops(raw); !good) return std::unexpected(good.error());
  const auto percent = judge(raw, audio);
  if (!percent) return std::unexpected(percent.error());
  if (*percent < heard_well) raw.notes.push_back(fmt::format("Only {} % of the speech was heard.", *percent));
  if (!audio.language.empty()) raw.language = audio.language;
  auto transcript =
      finish_transcript(std::move(raw), {.duration = std::chrono::ceil<std::chrono::seconds>(audio.length)});
  if (!transcript) return transcript;
  transcript->heard_by = audio.recogniser;
  transcript->heard_percent = *percent;
  return transcript;
}

}  // namespace pith::transcript
