#include "stages/transcript/read_transcript.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/time.h"
#include "stages/transcript/captions.h"
#include "stages/transcript/clocks.h"
#include "stages/transcript/finish.h"
#include "stages/transcript/html_reader.h"
#include "stages/transcript/json_reader.h"
#include "stages/transcript/loops.h"
#include "stages/transcript/script_captions.h"
#include "stages/transcript/sentence_cues.h"
#include "stages/transcript/sniff.h"
#include "stages/transcript/speakers.h"
#include "stages/transcript/stubs.h"
#include "stages/transcript/table_reader.h"
#include "stages/transcript/text_reader.h"
#include "stages/transcript/times.h"
#include "stages/transcript/unwrap.h"
#include "text/language.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr std::size_t least_words = 50;  // of a text that has neither times nor names to show that it is one

// "text/vtt; charset=ISO-8859-1" -> "ISO-8859-1"
std::string charset_of(std::string_view type) {
  const auto lowered = text::lower(type);
  const auto at = lowered.find("charset=");
  if (at == std::string::npos) return {};
  const auto value = std::string_view(lowered).substr(at + 8);
  const auto start = value.find_first_not_of(" \"'");
  if (start == std::string_view::npos) return {};
  return std::string(value.substr(start, value.find_first_of(" \"';", start) - start));
}

Result<RawTranscript> read_text_file(std::string_view text) {
  auto table = read_table(text);
  auto raw = table ? *std::move(table) : read_text(text);
  std::size_t words = 0;
  bool marked = false;
  for (const auto& cue : raw.cues) {
    words += text::count_words(cue.text);
    marked = marked || cue.start != no_time || !cue.speaker.empty() || split_prefix(cue.text).has_value();
  }
  if (!marked && words < least_words)
    return fail(ErrorKind::invalid_input, "the file is a few words of text, not a transcript");
  return raw;
}

Result<RawTranscript> read_as(Content content, std::string_view text) {
  switch (content) {
    case Content::empty:
      return fail(ErrorKind::invalid_input, "the transcript file is empty");
    case Content::binary:
      return fail(ErrorKind::invalid_input, "the transcript file is binary, not text");
    case Content::feed:
      return fail(ErrorKind::invalid_input, "the file is a feed, not a transcript");
    case Content::unread_captions:
      return fail(ErrorKind::unsupported,
                  "the file holds SAMI, MicroDVD, MPL2 or Spruce captions, which Pith does not read");
    case Content::rich_text:
      return fail(ErrorKind::unsupported, "the file is a document in Rich Text Format, which Pith does not read");
    case Content::script:
      return read_script_captions(text);
    case Content::vtt:
      return read_vtt(text);
    case Content::json:
      return read_json(text);
    case Content::timed_xml:
      return read_timed_xml(text);
    case Content::captions:
      return read_srt(text);
    case Content::html:
      return read_html(text);
    case Content::text:
      return read_text_file(text);
  }
  return fail(ErrorKind::internal, "a kind of transcript without a reader");
}

// Gives every name its place in the list of speakers.
class Speakers {
 public:
  int of(const std::string& raw_name) {
    if (means_unknown(raw_name)) return -1;
    if (const auto found = places_.find(raw_name); found != places_.end()) return found->second;
    const auto name = text::fold_space(raw_name);
    auto at = static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin());
    if (at == names_.size()) names_.push_back(name);
    return places_.emplace(raw_name, static_cast<int>(at)).first->second;
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, int> places_;
};

// An episode may end in music, and a feed's length be that of a copy with other advertisements.
void note_other_length(std::chrono::milliseconds end, std::chrono::seconds duration, std::vector<std::string>& notes) {
  using std::chrono::minutes;
  const auto missing = duration - end;
  if (end * 2 < duration || (missing >= minutes{5} && missing * 4 >= duration))
    notes.push_back(fmt::format("The transcript ends at {} of {} minutes.", std::chrono::floor<minutes>(end).count(),
                                std::chrono::floor<minutes>(duration).count()));
  if (end > duration + minutes{2})
    notes.push_back(fmt::format("The transcript runs to {}, the episode only to {}: its times may be of another cut.",
                                format_position(end), format_position(duration)));
}

void add_notes(const Transcript& transcript, const ReadOptions& options, std::vector<std::string>& notes) {
  if (!transcript.timed) notes.emplace_back("The transcript has no times; they are estimated from its words.");
  if (std::ranges::any_of(transcript.cues, [](const Cue& cue) { return cue.text.find("\uFFFD") != std::string::npos; }))
    notes.emplace_back("Some letters of the transcript could not be read.");
  if (!transcript.timed || !options.duration || transcript.cues.empty()) return;
  if (options.duration->count() > 0) note_other_length(transcript.cues.back().end, *options.duration, notes);
}

Transcript finish(RawTranscript raw, bool timed, const ReadOptions& options) {
  Transcript transcript;
  transcript.format = std::move(raw.format);
  transcript.language = text::primary_language(raw.language.empty() ? options.language : raw.language);
  transcript.timed = timed;
  Speakers speakers;
  transcript.cues.reserve(raw.cues.size());
  for (const auto& cue : raw.cues) {
    auto text = text::fold_space(cue.text);
    if (!text.empty())
      transcript.cues.push_back({cue.start, cue.end, speakers.of(cue.speaker), CueKind::talk, std::move(text)});
  }
  transcript.speakers = speakers.take();
  transcript.notes = std::move(raw.notes);
  add_notes(transcript, options, transcript.notes);
  return transcript;
}

Result<void> leave_out_loops(Transcript& transcript) {
  const auto loops = take_out_loops(transcript.cues, of_a_publisher);
  if (loops.are_most())
    return fail(ErrorKind::invalid_input, fmt::format("the transcript repeats itself: “{}”, {} of {} words",
                                                      loops.phrase, loops.words, loops.all_words));
  if (loops.words > 0)
    transcript.notes.push_back(
        fmt::format("The transcript repeats “{}”; {} words were left out.", loops.phrase, loops.words));
  return {};
}

}  // namespace

Result<Transcript> finish_transcript(RawTranscript raw, const ReadOptions& options) {
  std::erase_if(raw.cues, [](const RawCue& cue) { return cue.text.empty(); });
  if (raw.prefixes) take_prefixes(raw);
  if (raw.cues.empty()) return fail(ErrorKind::invalid_input, "the transcript holds no words");
  if (raw.cues.size() > options.max_cues)
    return fail(ErrorKind::too_large,
                fmt::format("the transcript has {} cues; at most {} are read", raw.cues.size(), options.max_cues));
  const bool timed = settle_times(raw.cues, options.duration);
  if (auto fits = check_density(raw.cues, options.duration); !fits) return std::unexpected(fits.error());
  if (raw.concatenate || !are_sentences(raw.cues)) raw.cues = to_sentences(raw.cues, raw.concatenate);
  auto transcript = finish(std::move(raw), timed, options);
  if (transcript.cues.empty()) return fail(ErrorKind::invalid_input, "the transcript holds no words");
  return transcript;
}

namespace {

Result<Transcript> read_plain(std::string_view bytes, const ReadOptions& options) {
  const bool binary = is_binary_file(bytes);
  const auto text = binary ? std::string() : unwrap_text(text::decode(bytes, charset_of(options.declared_type)));
  auto raw = read_as(binary ? Content::binary : sniff(text), text);
  if (!raw) return std::unexpected(raw.error());
  if (auto words = check_says_words(raw->cues); !words) return std::unexpected(words.error());
  auto fitting = options;
  fitting.duration = agree_on_clock(*raw, options.duration);
  auto transcript = finish_transcript(std::move(*raw), fitting);
  if (!transcript) return transcript;
  if (auto sound = leave_out_loops(*transcript); !sound) return std::unexpected(sound.error());
  if (auto enough = check_says_enough(*transcript, fitting.duration); !enough) return std::unexpected(enough.error());
  return transcript;
}

}  // namespace

Result<Transcript> read_transcript(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > options.max_bytes)
    return fail(ErrorKind::too_large,
                fmt::format("the transcript file has {} bytes; at most {} are read", bytes.size(), options.max_bytes));
  if (is_gzip(bytes)) {
    const auto plain = unpack_gzip(bytes, options.max_bytes);
    return plain ? read_plain(*plain, options) : std::unexpected(plain.error());
  }
  return read_plain(bytes, options);
}

}  // namespace pith::transcript
