#include "domain/privacy.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

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

void strike_texts(const Secrets& secrets, std::initializer_list<std::string*> texts) {
  for (auto* text : texts) secrets.strike(*text);
}

void strike_links(const Secrets& secrets, std::initializer_list<std::string*> links) {
  for (auto* link : links)
    if (secrets.stand_in(*link)) link->clear();
}

void strike_identity(const Secrets& secrets, std::string& guid) {
  secrets.strike(guid);
  guid = redact_identity(guid);
}

void strike_all(const Secrets& secrets, std::vector<std::string>& texts) {
  for (auto& text : texts) secrets.strike(text);
}

void strike_persons(const Secrets& secrets, std::vector<Person>& persons) {
  for (auto& person : persons) {
    strike_texts(secrets, {&person.name, &person.role, &person.group});
    strike_links(secrets, {&person.link, &person.image});
  }
}

void strike_transcripts(const Secrets& secrets, std::vector<TranscriptLink>& transcripts) {
  for (auto& link : transcripts) strike_texts(secrets, {&link.type, &link.language, &link.rel});
}

void strike_item(const Secrets& secrets, PublishedItem& item) {
  strike_identity(secrets, item.guid);
  strike_texts(secrets, {&item.title, &item.description, &item.published_raw, &item.audio.type, &item.author,
                         &item.season, &item.episode});
  strike_links(secrets, {&item.link, &item.image});
  strike_transcripts(secrets, item.transcripts);
  strike_persons(secrets, item.persons);
  strike(item.chapters, secrets);
  for (auto& bite : item.soundbites) secrets.strike(bite.title);
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

namespace {

bool is_address(std::string_view text) { return text.contains("://"); }

// Where the address at `from` ends: what closes a sentence or a quotation is not of it.
std::size_t end_of_address(std::string_view text, std::size_t from) {
  auto end = std::min(text.find_first_of(" \t\r\n\"<>", from), text.size());
  while (end > from && std::string_view(".,:;)").contains(text[end - 1])) --end;
  return end;
}

}  // namespace

void strike_paths(std::string& text) {
  constexpr std::string_view mark = "://", struck = "/***";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
    at += mark.size();
    const auto end = end_of_address(text, at);
    const auto path = std::min(text.find_first_of("/?#", at), end);
    if (end - path > 1) text.replace(path, end - path, struck);
    at = path;
  }
}

void withhold_addresses(Episode& episode) {
  episode.audio.url.clear();
  episode.transcripts.clear();
  episode.chapters_url.clear();
  episode.image.clear();
  episode.link.clear();
  if (is_address(episode.guid)) episode.guid.clear();
  std::erase_if(episode.aliases, is_address);
  strike_paths(episode.reason);
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
  auto shown = shown_address(feed);
  const bool came_struck = feed.url.contains("***");  // from another home's archive
  if (shown == feed.url && !came_struck) strike_paths(shown);
  feed.url = std::move(shown);
  feed.aliases.clear();
  feed.moved_hint.clear();
  feed.validators = {};
  feed.ended = true;
  feed.problem = "its address is private and not part of exports; follow it again with: pith add URL";
}

Secrets secrets_of(const Feed& feed) {
  Secrets secrets;
  secrets.add(feed.url);
  for (const auto& alias : feed.aliases) secrets.add(alias);
  secrets.add(feed.moved_hint);
  return secrets;
}

std::string shown_address(const Feed& feed) {
  auto shown = redact_url(feed.url);
  secrets_of(feed).strike(shown);
  return shown;
}

void strike(std::vector<Chapter>& chapters, const Secrets& secrets) {
  for (auto& chapter : chapters) {
    secrets.strike(chapter.title);
    strike_links(secrets, {&chapter.link, &chapter.image});
  }
}

void strike(PublishedFeed& published, const Secrets& secrets) {
  if (secrets.empty()) return;
  strike_texts(secrets, {&published.title, &published.description, &published.author, &published.owner,
                         &published.language, &published.update_rule});
  strike_links(secrets, {&published.link, &published.image});
  strike_all(secrets, published.categories);
  strike_all(secrets, published.notes);
  strike_persons(secrets, published.persons);
  for (auto& item : published.items) strike_item(secrets, item);
}

void strike(Episode& episode, const Secrets& secrets) {
  if (secrets.empty()) return;
  strike_identity(secrets, episode.guid);
  for (auto& alias : episode.aliases) strike_identity(secrets, alias);
  strike_texts(secrets, {&episode.title, &episode.description, &episode.published_raw, &episode.audio.type,
                         &episode.season, &episode.number, &episode.reason});
  strike_links(secrets, {&episode.link, &episode.image});
  strike_transcripts(secrets, episode.transcripts);
  strike_persons(secrets, episode.persons);
  strike(episode.chapters, secrets);
  for (auto& bite : episode.soundbites) secrets.strike(bite.title);
}

void strike(Show& show, const Secrets& secrets) {
  if (secrets.empty()) return;
  strike_texts(secrets, {&show.title, &show.author, &show.description, &show.language, &show.owner});
  strike_links(secrets, {&show.link, &show.image});
  strike_all(secrets, show.categories);
  strike_persons(secrets, show.persons);
}

}  // namespace pith
