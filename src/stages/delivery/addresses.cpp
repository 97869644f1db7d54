#include "stages/delivery/addresses.h"

#include <fmt/format.h>

namespace pith::delivery {

namespace {

long long seconds_of(std::chrono::milliseconds at) { return std::chrono::floor<std::chrono::seconds>(at).count(); }

}  // namespace

std::string Addresses::moment(std::string_view episode_id, std::chrono::milliseconds at) const {
  return fmt::format("{}#t={}", episode(episode_id), seconds_of(at));
}

std::string Addresses::person(std::string_view key, std::string_view show_slug) const {
  return fmt::format("{}/people/{}{}{}", site_url_, key, show_slug.empty() ? "" : "-at-", show_slug);
}

std::string audio_at(std::string_view audio_url, std::chrono::milliseconds at) {
  if (audio_url.empty()) return "";
  return fmt::format("{}#t={}", audio_url.substr(0, audio_url.find('#')), seconds_of(at));
}

}  // namespace pith::delivery
