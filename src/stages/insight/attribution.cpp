#include "stages/insight/attribution.h"

#include <algorithm>
#include <optional>
#include <span>

#include "stages/insight/heard_words.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t longest_remark = 12;  // words between a name and what its bearer does

constexpr WordSet sayings({"says",        "said",      "argues",    "argued",    "explains",   "explained",
                           "tells",       "told",      "thinks",    "thought",   "believes",   "believed",
                           "claims",      "claimed",   "notes",     "noted",     "warns",      "warned",
                           "adds",        "added",     "recalls",   "recalled",  "admits",     "admitted",
                           "insists",     "insisted",  "predicts",  "predicted", "recommends", "advises",
                           "advised",     "suggests",  "suggested", "stresses",  "observes",   "observed",
                           "describes",   "concludes", "concluded", "finds",     "remembers",  "remembered",
                           "recommended", "holds",     "estimates", "estimated", "guesses",    "calculates",
                           "complains"});
constexpr WordSet between({"also", "now", "still", "once", "has", "have", "had", "would", "does", "did", "not", "never",
                           "often", "even", "later", "then", "himself", "herself", "rightly"});

bool ends_with_comma(std::string_view text, const Chunk& chunk) { return text[chunk.end - 1] == ','; }
bool ends_sentence(std::string_view text, const Chunk& chunk) {
  return std::string_view(".?!;:").contains(text[chunk.end - 1]);
}

std::string_view plain(std::string_view word) {
  for (const std::string_view end : {"'s", "\u2019s"})
    if (word.ends_with(end)) return word.substr(0, word.size() - end.size());
  return word;
}

// A text's words against the speakers' names.
class Reading {
 public:
  Reading(const Transcript& transcript, std::string_view text) : text_(text), words_(chunks_of(text)) {
    for (const auto& speaker : transcript.speakers) {
      names_.emplace_back();
      for (const auto& chunk : chunks_of(speaker)) names_.back().push_back(chunk.folded);
    }
  }

  std::size_t size() const { return words_.size(); }

  struct Named {
    std::size_t speaker = 0;
    std::size_t end = 0;  // one past the name
  };
  std::optional<Named> name_at(std::size_t at) const {
    std::optional<Named> found;
    for (std::size_t speaker = 0; speaker < names_.size(); ++speaker) {
      const auto end = end_of_name(at, names_[speaker]);
      if (end == at) continue;
      const bool longer = found && end > found->end;
      if (found && !longer && end == found->end) return std::nullopt;  // of two speakers
      if (!found || longer) found = Named{speaker, end};
    }
    return found;
  }

  bool speaks(std::size_t begin, std::size_t end) const {
    return does_say(end) || does_say(after_remark(end)) || is_said_by(begin);
  }

 private:
  // One past the words of the name that stand at `at`, in order; `at` where none does.
  std::size_t end_of_name(std::size_t at, std::span<const std::string> name) const {
    const char first = text_[words_[at].begin];
    if (first >= 'a' && first <= 'z') return at;
    auto from = std::ranges::find(name, plain(words_[at].folded));
    auto end = at;
    while (from != name.end()) {  // "Mireille Reece" of Mireille B. Reece
      ++end;
      if (end == words_.size()) break;
      from = std::find(from + 1, name.end(), plain(words_[end].folded));
    }
    return end;
  }

  bool does_say(std::size_t at) const {
    if (at == 0 || at >= words_.size() || ends_sentence(text_, words_[at - 1])) return false;
    while (at < words_.size() && between.has(words_[at].folded)) ++at;
    return at < words_.size() && sayings.has(words_[at].folded);
  }

  // ", a CEO for two decades, says".
  std::size_t after_remark(std::size_t at) const {
    if (!ends_with_comma(text_, words_[at - 1])) return words_.size();
    for (auto end = at; end < std::min(words_.size(), at + longest_remark); ++end) {
      if (ends_sentence(text_, words_[end])) break;
      if (ends_with_comma(text_, words_[end])) return end + 1;
    }
    return words_.size();
  }

  // "according to Anna", "..., says Anna".
  bool is_said_by(std::size_t at) const {
    if (at >= 2 && words_[at - 1].folded == "to" && words_[at - 2].folded == "according") return true;
    return at >= 2 && sayings.has(words_[at - 1].folded) && ends_with_comma(text_, words_[at - 2]);
  }

  std::string_view text_;
  std::vector<Chunk> words_;
  std::vector<std::vector<std::string>> names_;
};

}  // namespace

std::vector<std::string> said_to_speak(const Transcript& transcript, std::string_view text) {
  const Reading reading(transcript, text);
  std::vector<std::string> speakers;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    const auto named = reading.name_at(at);
    if (!named) continue;
    const auto& speaker = transcript.speakers[named->speaker];
    if (reading.speaks(at, named->end) && std::ranges::find(speakers, speaker) == speakers.end())
      speakers.push_back(speaker);
    at = named->end - 1;
  }
  return speakers;
}

}  // namespace pith::insight
