#include "stages/transcript/ad_model.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "base/parse_number.h"
#include "stages/transcript/ad_windows.h"
#include "stages/transcript/raw.h"

namespace pith::transcript {

namespace {

constexpr std::string_view magic = "pithads1";

std::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorKind::corrupt,
              "The model of ad reads (ads-en.txt) is damaged; install Pith again or train it with tools/train_ads.py.",
              std::string(what));
}

// The number on a line "NAME NUMBER" of that name.
std::optional<float> weight_in(std::string_view line, std::string_view name) {
  if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') return std::nullopt;
  return parse_number<float>(line.substr(name.size() + 1));
}

}  // namespace

Result<AdModel> AdModel::parse(std::string_view bytes, text::WordModel words) {
  auto lines = lines_of(bytes);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  auto names = ad_feature_names(words.dimensions());
  names.insert(names.begin(), "bias");
  if (lines.empty() || lines.front() != magic) return damaged("another kind of file");
  if (lines.size() != names.size() + 1) return damaged("other features");
  std::vector<float> weights;
  for (std::size_t n = 0; n < names.size(); ++n) {
    const auto weight = weight_in(lines[n + 1], names[n]);
    if (!weight) return damaged(names[n]);
    weights.push_back(*weight);
  }
  const float bias = weights.front();
  weights.erase(weights.begin());
  return AdModel(std::move(words), bias, std::move(weights));
}

std::vector<float> AdModel::scores(const Transcript& transcript) const {
  std::vector<float> best(transcript.cues.size(), std::numeric_limits<float>::lowest());
  each_ad_window(transcript, words_, [&](const AdWindow& window) {
    const auto score = std::inner_product(weights_.begin(), weights_.end(), window.features.begin(), bias_);
    for (auto cue = window.first; cue < window.end; ++cue) best[cue] = std::max(best[cue], score);
  });
  return best;
}

}  // namespace pith::transcript
