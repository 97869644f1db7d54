#include "stages/transcript/choose.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "text/language.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

// What a format is likely to carry, best first, known by a part of the declared type or of the file's name.
constexpr std::array<std::array<std::string_view, 3>, 5> formats{{{"vtt", "vtt", "vtt"},
                                                                  {"json", "json", "json"},
                                                                  {"srt", "subrip", "srt"},
                                                                  {"html", "html", "htm"},
                                                                  {"plain", "txt", "text"}}};

std::size_t rank_of_format(const TranscriptLink& link) {
  const auto type = text::lower(link.type);
  const auto url = text::lower(std::string_view(link.url).substr(0, link.url.find_first_of("?#")));
  for (std::size_t n = 0; n < formats.size(); ++n) {
    const auto& names = formats[n];
    if (type.find(names[0]) != std::string::npos || type.find(names[1]) != std::string::npos) return n;
    if (type.empty() && url.ends_with(names[2])) return n;
  }
  return formats.size();
}

}  // namespace

std::vector<TranscriptLink> order_links(const std::vector<TranscriptLink>& links, std::string_view language) {
  const auto wanted = text::primary_language(language);
  std::vector<TranscriptLink> ordered;
  for (const auto& link : links) {
    const bool seen = std::ranges::find(ordered, link.url, &TranscriptLink::url) != ordered.end();
    if (!link.url.empty() && !seen) ordered.push_back(link);
  }
  std::ranges::stable_sort(ordered, {}, [&](const TranscriptLink& link) {
    const auto code = text::primary_language(link.language);
    const bool foreign = !wanted.empty() && !code.empty() && code != wanted;
    return std::tuple(foreign, rank_of_format(link), text::lower(link.rel) == "captions");
  });
  return ordered;
}

}  // namespace pith::transcript
