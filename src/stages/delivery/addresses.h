// The addresses of Pith's own pages, in one place: pages, mails and feeds link by it. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/civil_day.h"

namespace pith::delivery {

class Addresses {
 public:
  // "https://pith.example", no slash at the end; empty: addresses relative to the site's root.
  explicit Addresses(std::string site_url) : site_url_(std::move(site_url)) {}

  const std::string& site() const { return site_url_; }
  std::string today() const { return site_url_ + "/"; }
  std::string day(CivilDay day) const { return site_url_ + "/days/" + format_day(day); }
  std::string insight(std::string_view id) const { return site_url_ + "/insights/" + std::string(id); }
  std::string episode(std::string_view id) const { return site_url_ + "/episodes/" + std::string(id); }
  // The episode's transcript at a second.
  std::string moment(std::string_view episode_id, std::chrono::milliseconds at) const;
  std::string topic(std::string_view slug) const { return site_url_ + "/topics/" + std::string(slug); }
  // By person_key; where several people have one name, with the show they are heard on.
  std::string person(std::string_view key, std::string_view show_slug = {}) const;
  // Where a reader says "more" or "less like this".
  std::string taste(std::string_view insight_id) const { return insight(insight_id) + "/taste"; }
  std::string settings() const { return site_url_ + "/settings"; }
  std::string show(std::string_view slug) const { return site_url_ + "/shows/" + std::string(slug); }

 private:
  std::string site_url_;
};

// The publisher's audio from a second on (W3C media fragments); empty where there is no audio.
std::string audio_at(std::string_view audio_url, std::chrono::milliseconds at);

}  // namespace pith::delivery
