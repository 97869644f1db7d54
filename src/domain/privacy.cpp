#include "domain/privacy.h"

#include <algorithm>
#include <string_view>

#include "base/url.h"

namespace pith {

namespace {

void withhold(std::string& url) {
  if (has_secret(url)) url.clear();
}

void withhold(std::vector<Person>& persons) {
  for (auto& person : persons) {
    withhold(person.link);
    withhold(person.image);
  }
}

void keep_web(std::string& url) {
  const auto begins = [&](std::string_view scheme) {
    return std::ranges::equal(scheme, std::string_view(url).substr(0, scheme.size()),
                              [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == b + ('a' - 'A')); });
  };
  if (!begins("https://") && !begins("http://")) url.clear();
}

void keep_web(std::vector<Person>& persons) {
  for (auto& person : persons) {
    keep_web(person.link);
    keep_web(person.image);
  }
}

}  // namespace

void keep_web_links(Episode& episode) {
  for (auto* url : {&episode.link, &episode.image, &episode.audio.url}) keep_web(*url);
  keep_web(episode.persons);
  for (auto& chapter : episode.chapters) {
    keep_web(chapter.link);
    keep_web(chapter.image);
  }
}

void keep_web_links(Show& show) {
  keep_web(show.link);
  keep_web(show.image);
  keep_web(show.persons);
}

void withhold_addresses(Episode& episode) {
  episode.audio.url.clear();
  episode.transcripts.clear();
  episode.chapters_url.clear();
  episode.image.clear();
  withhold(episode.link);
  withhold(episode.persons);
  for (auto& chapter : episode.chapters) {
    withhold(chapter.link);
    withhold(chapter.image);
  }
}

void withhold_addresses(Show& show) {
  show.image.clear();
  withhold(show.link);
  withhold(show.persons);
}

void withhold_addresses(Feed& feed) {
  feed.url = redact_url(feed.url);
  feed.aliases.clear();
  feed.moved_hint.clear();
  feed.validators = {};
  feed.ended = true;
  feed.problem = "its address is private and not part of exports; follow it again with: pith add URL";
}

}  // namespace pith
