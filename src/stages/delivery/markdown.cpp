#include "stages/delivery/markdown.h"

#include <fmt/format.h>

#include "stages/delivery/markdown_text.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

std::string source_line(const PickView& pick) {
  std::string line;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    line += line.empty() ? part : ", " + part;
  };
  if (pick.speaker != "unknown speaker") add(plain(pick.speaker));
  add(link(pick.show_title, pick.show_url));
  add(link(pick.episode_title, pick.episode_url));
  add(link(pick.position, pick.audio_url));
  return line;
}

std::string pick_markdown(const PickView& pick) {
  std::string out = fmt::format("## {}. {}\n\n", pick.place, link(pick.headline, pick.insight_url));
  if (!pick.text.empty()) out += plain(pick.text) + "\n\n";
  if (quote_adds(pick)) out += fmt::format("> {}\n\n", plain(pick.quote));
  out += fmt::format("— {}\n\n", source_line(pick));
  if (!pick.reason.empty()) out += fmt::format("*Why: {}*\n\n", plain(pick.reason));
  return out;
}

}  // namespace

std::string render_markdown(const BriefView& untidy) {
  const auto brief = tidy(untidy);
  std::string out = fmt::format("---\nid: {}\ndate: {}\n", brief.brief_id, format_day(brief.day));
  if (!brief.day_url.empty()) out += fmt::format("source: \"{}\"\n", brief.day_url);
  out += fmt::format("tags: [pith]\n---\n\n# {}\n\n{}\n\n", title_of(brief), format_day_long(brief.day));
  for (const auto& pick : brief.picks) out += pick_markdown(pick);
  if (!brief.note.empty()) out += plain(brief.note) + "\n\n";
  out.pop_back();
  return out;
}

}  // namespace pith::delivery
