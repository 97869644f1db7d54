#include <string>

#include "stages/delivery/mail.h"
#include "stages/delivery/templates.h"
#include "stages/delivery/tidy.h"

namespace pith::delivery {

namespace {

// What a mailbox shows beside the subject, which already has the first headline.
std::string preheader(const BriefView& brief) {
  std::string line;
  for (const auto& pick : brief.picks) {
    if (pick.place == 1) continue;
    if (!line.empty()) line += " · ";
    line += pick.headline;
  }
  return line.empty() ? brief.picks.empty() ? "" : brief.picks.front().text : line;
}

void add_pick(templates::Values& page, const PickView& pick) {
  auto& values = page.add("PICK");
  values.set("PLACE", std::to_string(pick.place));
  values.set("HEADLINE", pick.headline).set("TEXT", pick.text);
  values.set("INSIGHT_URL", pick.insight_url).set("SHOW_URL", pick.show_url).set("EPISODE_URL", pick.episode_url);
  values.set("PLACE_LINE", place_of(pick)).set_if("SUBJECT", subject_of(pick));
  values.set_if("SPEAKER", pick.speaker == "unknown speaker" ? "" : pick.speaker);
  if (!pick.position.empty()) {
    auto& place = values.add(pick.audio_url.empty() ? "POSITION_IF" : "LISTEN_IF");
    place.set("POSITION", pick.position).set("AUDIO_URL", pick.audio_url);
  }
  values.set_if("REASON", pick.reason).set_if("TASTE_URL", pick.taste_url);
  if (quote_adds(pick)) values.set_if("QUOTE", pick.quote);
}

}  // namespace

Result<std::string> mail_html(const BriefView& untidy, const MailOptions& options) {
  const auto brief = tidy(untidy);
  templates::Values page;
  page.set("TITLE", title_of(brief)).set("DAY", format_day_long(brief.day)).set("PREHEADER", preheader(brief));
  page.set("DAY_URL", brief.day_url);
  page.set_if("NOTE", brief.note);
  page.set_if("SETTINGS_URL", options.settings_url);
  if (options.unsubscribe.starts_with("http")) page.set_if("UNSUBSCRIBE", options.unsubscribe);
  for (const auto& pick : brief.picks) add_pick(page, pick);
  return fill("mail.html", page);
}

}  // namespace pith::delivery
