#include "stages/transcript/mark_features.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

namespace pith::transcript {

namespace {

constexpr std::uint32_t hash_seed = 2166136261U;  // FNV-1a

std::uint32_t mix(std::uint32_t hash, char letter) { return (hash ^ static_cast<unsigned char>(letter)) * 16777619U; }
std::uint32_t bucket_of(std::uint32_t hash) { return (hash ^ (hash >> 15U)) & (mark_buckets - 1); }

// A letter of a word, lower-cased; 0 where it is none. A typographic apostrophe is read by its last byte.
char word_letter(std::string_view text, std::size_t at) {
  const char c = text[at];
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'') return c;
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c | 0x20);
  return 0;
}

bool is_curly_apostrophe(std::string_view text, std::size_t at) { return text.substr(at, 3) == "\u2019"; }

struct Tokens {
  std::vector<std::uint32_t> words;  // of every token in order
  std::vector<std::uint32_t> pairs;
  bool asks = false;
  bool exclaims = false;
};

class Tokeniser {
 public:
  Tokens read(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char letter = is_curly_apostrophe(text, at) ? '\'' : word_letter(text, at);
      if (letter == '\'' && text[at] != '\'') at += 2;
      if (letter != 0) {
        add(letter);
        continue;
      }
      end_token();
      if (text[at] == '?' || text[at] == '!') {
        add(text[at]);
        end_token();
        (text[at] == '?' ? found_.asks : found_.exclaims) = true;
      }
    }
    end_token();
    return std::move(found_);
  }

 private:
  void add(char letter) {
    if (!inside_) {
      word_ = hash_seed;
      pair_ = mix(before_, ' ');
      inside_ = true;
    }
    word_ = mix(word_, letter);
    pair_ = mix(pair_, letter);
  }

  void end_token() {
    if (!inside_) return;
    inside_ = false;
    if (!found_.words.empty()) found_.pairs.push_back(bucket_of(pair_));
    found_.words.push_back(bucket_of(word_));
    before_ = word_;
  }

  Tokens found_;
  std::uint32_t word_ = hash_seed;
  std::uint32_t pair_ = hash_seed;
  std::uint32_t before_ = hash_seed;
  bool inside_ = false;
};

void make_different(std::vector<std::uint32_t>& buckets) {
  std::ranges::sort(buckets);
  buckets.erase(std::ranges::unique(buckets).begin(), buckets.end());
}

double seconds(std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000; }

// The mean over the neighbours up to `reach` away, itself included.
double mean_around(std::span<const double> sums, std::size_t n, std::size_t reach) {
  const auto first = n > reach ? n - reach : 0;
  const auto last = std::min(n + reach + 1, sums.size() - 1);
  return (sums[last] - sums[first]) / static_cast<double>(last - first);
}

// What the dense features need of the whole transcript.
struct Whole {
  std::vector<double> word_sums{0};    // of the cues before
  std::vector<double> change_sums{0};  // of changes of speaker before
  std::vector<double> spoken;          // words by speaker, the unknown one first
};

Whole whole_of(const Transcript& transcript, const std::vector<Tokens>& tokens) {
  Whole whole;
  whole.spoken.resize(transcript.speakers.size() + 1);
  for (std::size_t n = 0; n < transcript.cues.size(); ++n) {
    const auto words = static_cast<double>(tokens[n].words.size());
    const bool changes = n > 0 && transcript.cues[n].speaker != transcript.cues[n - 1].speaker;
    whole.word_sums.push_back(whole.word_sums.back() + words);
    whole.change_sums.push_back(whole.change_sums.back() + (changes ? 1 : 0));
    whole.spoken[static_cast<std::size_t>(transcript.cues[n].speaker + 1)] += words;
  }
  return whole;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

}  // namespace

std::vector<MarkFeatures> mark_features(const Transcript& transcript) {
  const auto& cues = transcript.cues;
  std::vector<Tokens> tokens;
  tokens.reserve(cues.size());
  for (const auto& cue : cues) tokens.push_back(Tokeniser().read(cue.text));
  const auto whole = whole_of(transcript, tokens);
  std::vector<MarkFeatures> rows(cues.size());
  double turn = 0;
  for (std::size_t n = 0; n < cues.size(); ++n) {
    const auto& cue = cues[n];
    const double since = std::max(0.0, seconds(cue.start - cues.front().start));
    const double left = std::max(0.0, seconds(cues.back().end - cue.start));
    const double length = std::max(1.0, seconds(cues.back().end - cues.front().start));
    turn = n > 0 && cue.speaker == cues[n - 1].speaker ? turn + 1 : 0;
    const auto flag = [](bool value) { return value ? 1.0 : 0.0; };
    const std::array<double, mark_dense> dense{
        std::log1p(since),
        std::log1p(left),
        since / length,
        std::log1p(static_cast<double>(tokens[n].words.size())),
        std::log1p(turn),
        whole.spoken[static_cast<std::size_t>(cue.speaker + 1)] / std::max(1.0, whole.word_sums.back()),
        flag(tokens[n].asks),
        flag(tokens[n].exclaims),
        flag(cue.text.contains("[laugh")),
        flag(cue.text.contains("...")),
        flag(has_digit(cue.text)),
        mean_around(whole.word_sums, n, 3) / 20,
        mean_around(whole.change_sums, n, 5),
        flag(since < 60),
        flag(left < 60),
        flag(left < 180)};
    std::ranges::transform(dense, rows[n].dense.begin(), [](double value) { return static_cast<float>(value); });
    rows[n].units = tokens[n].words;
    rows[n].units.insert(rows[n].units.end(), tokens[n].pairs.begin(), tokens[n].pairs.end());
    rows[n].words = std::move(tokens[n].words);
    make_different(rows[n].words);
    make_different(rows[n].units);
  }
  return rows;
}

}  // namespace pith::transcript
