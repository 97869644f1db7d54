#include "stages/feed/caps.h"

#include <initializer_list>
#include <string>

#include <fmt/format.h>

#include "base/ids.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t longest_line = 1000;
constexpr std::size_t longest_address = 8 << 10;
constexpr std::size_t longest_identity = 2 << 10;

void cap_lines(std::initializer_list<std::string*> lines) {
  for (auto* line : lines)
    if (line->size() > longest_line) *line = fmt::format("{}…", text::truncate_utf8(*line, longest_line - 3));
}

void cap_addresses(std::initializer_list<std::string*> addresses) {
  for (auto* address : addresses)
    if (address->size() > longest_address) *address = std::string();
}

void cap_identity(std::string& identity) {
  if (identity.size() > longest_identity)
    identity = fmt::format("{}…{}", text::truncate_utf8(identity, 100), content_hash(identity));
}

void cap_persons(std::vector<Person>& persons) {
  for (auto& person : persons) {
    cap_lines({&person.name, &person.role, &person.group});
    cap_addresses({&person.link, &person.image});
  }
}

void cap_transcripts(std::vector<TranscriptLink>& transcripts) {
  std::erase_if(transcripts, [](const TranscriptLink& link) { return link.url.size() > longest_address; });
  for (auto& link : transcripts) cap_lines({&link.type, &link.language, &link.rel});
}

void cap_item(PublishedItem& item) {
  cap_identity(item.guid);
  cap_lines({&item.title, &item.published_raw, &item.audio.type, &item.author, &item.season, &item.episode});
  cap_addresses({&item.link, &item.audio.url, &item.chapters_url, &item.image});
  cap_transcripts(item.transcripts);
  for (auto& chapter : item.chapters) cap(chapter);
  cap_persons(item.persons);
  for (auto& bite : item.soundbites) cap_lines({&bite.title});
}

}  // namespace

void cap(Chapter& chapter) {
  cap_lines({&chapter.title});
  cap_addresses({&chapter.link, &chapter.image});
}

void cap(PublishedFeed& feed) {
  cap_identity(feed.guid);
  cap_lines({&feed.title, &feed.author, &feed.owner, &feed.language, &feed.update_rule});
  cap_addresses({&feed.link, &feed.image, &feed.self_url, &feed.new_feed_url, &feed.next_page});
  for (auto& category : feed.categories) cap_lines({&category});
  for (auto& note : feed.notes) cap_lines({&note});
  cap_persons(feed.persons);
  for (auto& item : feed.items) cap_item(item);
}

}  // namespace pith::feed
