#include "domain/privacy.h"

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

}  // namespace

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
