#include <fmt/format.h>

#include "stages/delivery/mail.h"
#include "stages/delivery/tidy.h"
#include "stages/delivery/wrap.h"

namespace pith::delivery {

namespace {

constexpr int columns = 72;
constexpr std::string_view indent = "   ";

std::string pick_text(const PickView& pick) {
  const auto headline = wrapped(pick.headline, columns, indent);
  const auto subject = subject_of(pick);
  std::string out = fmt::format("{}. {}\n", pick.place, headline.substr(std::min(indent.size(), headline.size())));
  if (!subject.empty()) out += wrapped("[" + subject + "]", columns, indent);
  out += wrapped(pick.text, columns, indent);
  if (quote_adds(pick)) out += "\n" + wrapped(fmt::format("“{}”", pick.quote), columns, indent);
  out += "\n" + wrapped("— " + proof_line(pick), columns, indent);
  if (!pick.reason.empty()) out += wrapped("Why: " + pick.reason, columns, indent);
  if (!pick.insight_url.empty()) out += fmt::format("{}{}\n", indent, pick.insight_url);
  if (!pick.taste_url.empty()) out += fmt::format("{}More or less like this: {}\n", indent, pick.taste_url);
  return out;
}

std::string footer(const BriefView& brief, const MailOptions& options) {
  std::string out = "-- \n";
  out += "Pith listens to your podcasts and keeps what matters. Each insight\nlinks to the words it stands on.\n";
  if (!brief.day_url.empty()) out += fmt::format("This day: {}\n", brief.day_url);
  if (!options.settings_url.empty()) out += fmt::format("Settings: {}\n", options.settings_url);
  if (!options.unsubscribe.empty()) out += fmt::format("Unsubscribe: {}\n", options.unsubscribe);
  return out;
}

}  // namespace

std::string mail_text(const BriefView& untidy, const MailOptions& options) {
  const auto brief = tidy(untidy);
  std::string out = fmt::format("{}\n{}\n\n", title_of(brief), format_day_long(brief.day));
  for (const auto& pick : brief.picks) out += pick_text(pick) + "\n\n";
  if (!brief.note.empty()) out += wrapped(brief.note, columns, "") + "\n";
  return out + footer(brief, options);
}

}  // namespace pith::delivery
