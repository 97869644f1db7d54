#include "stages/delivery/readwise.h"

#include <fmt/format.h>

#include "base/time.h"

namespace pith::delivery {

namespace {

std::string field(std::string_view text) {
  // A cell that begins so would be a formula to a spreadsheet.
  std::string out = !text.empty() && std::string_view("=+-@").contains(text.front()) ? "\"'" : "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace

std::string_view readwise_head() { return "Highlight,Title,Author,URL,Note,Location,Date\r\n"; }

std::string readwise_row(const SourcedInsight& source, const Addresses& addresses) {
  const auto& insight = source.insight;
  const auto highlight = insight.evidence.empty() ? insight.text : insight.evidence.front().text;
  const auto author = insight.speaker == "unknown speaker"
                          ? source.show.title
                          : fmt::format("{} on {}", insight.speaker, source.show.title);
  const auto url = addresses.site().empty() ? source.episode.link : addresses.insight(insight.id);
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(insight.key_start).count();
  return fmt::format("{},{},{},{},{},{},{}\r\n", field(highlight), field(source.episode.title), field(author),
                     field(url), field(insight.headline), second, field(format_rfc3339(insight.published)));
}

}  // namespace pith::delivery
