#include "stages/delivery/quote_json.h"

#include "stages/delivery/addresses.h"

namespace pith::delivery {

double json_seconds(std::chrono::milliseconds at) { return static_cast<double>(at.count()) / 1000; }

json::Value texts(std::span<const std::string> list) {
  auto out = json::array();
  for (const auto& text : list) out.push(text);
  return out;
}

void set_if(json::Value& object, std::string_view key, std::string_view text) {
  if (!text.empty()) object.set(key, text);
}

bool is_known(std::string_view speaker) { return !speaker.empty() && speaker != "unknown speaker"; }

json::Value quote_json(const Quote& quote, const Episode& episode) {
  auto out =
      json::object({{"quote", quote.text}, {"start", json_seconds(quote.start)}, {"end", json_seconds(quote.end)}});
  if (is_known(quote.speaker)) out.set("speaker", quote.speaker);
  set_if(out, "audio", audio_at(episode.audio.url, quote.start));
  return out;
}

}  // namespace pith::delivery
