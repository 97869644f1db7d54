#include "app/demo_world.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/settings_values.h"
#include "lib/json/json.h"

namespace pith::app {

namespace {

std::string text_at(const json::Value& value, std::string_view key) { return std::string(value.at(key).text()); }

DemoEpisode read_episode(const json::Value& value) {
  DemoEpisode episode;
  episode.slug = text_at(value, "slug");
  episode.title = text_at(value, "title");
  episode.description = text_at(value, "description");
  episode.transcript = text_at(value, "transcript");
  episode.transcript_type = text_at(value, "type");
  episode.day = static_cast<int>(value.at("day").integer().value_or(0));
  episode.at = hour_of(value.at("time").text()).value_or(std::chrono::minutes{0});
  episode.seconds = static_cast<int>(value.at("seconds").integer().value_or(0));
  for (const auto& person : value.at("persons").items())
    episode.persons.push_back({text_at(person, "name"), text_at(person, "role"), "", "", ""});
  return episode;
}

DemoShow read_show(const json::Value& value) {
  DemoShow show{text_at(value, "slug"),        text_at(value, "title"),    text_at(value, "author"),
                text_at(value, "description"), text_at(value, "language"), {}};
  for (const auto& episode : value.at("episodes").items()) show.episodes.push_back(read_episode(episode));
  return show;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string item_of(const DemoShow& show, const DemoEpisode& episode, CivilDay first, std::string_view base_url) {
  const auto link = fmt::format("{}/{}/{}", base_url, show.slug, episode.slug);
  const Time published = std::chrono::sys_days{first} + std::chrono::days{episode.day - 1} + episode.at;
  std::string persons;
  for (const auto& person : episode.persons)
    persons +=
        fmt::format("<podcast:person role=\"{}\">{}</podcast:person>", escaped(person.role), escaped(person.name));
  return fmt::format(
      "<item><title>{}</title><link>{}.html</link><guid isPermaLink=\"false\">{}/{}</guid><pubDate>{}</pubDate>"
      "<description>{}</description><enclosure url=\"{}.mp3\" length=\"{}\" type=\"audio/mpeg\"/>"
      "<itunes:duration>{}</itunes:duration><podcast:transcript url=\"{}/{}\" type=\"{}\" language=\"{}\"/>{}</item>\n",
      escaped(episode.title), link, show.slug, episode.slug, format_http_date(published), escaped(episode.description),
      link, episode.seconds * 8000, episode.seconds, base_url, escaped(episode.transcript),
      escaped(episode.transcript_type), escaped(show.language), persons);
}

}  // namespace

Result<DemoWorld> read_demo_world(std::string_view json) {
  const auto parsed = json::parse(json);
  if (!parsed) return std::unexpected(parsed.error().within("data/demo/world.json"));
  DemoWorld world;
  for (const auto& show : parsed->at("shows").items()) world.shows.push_back(read_show(show));
  for (const auto& show : world.shows)
    for (const auto& episode : show.episodes) world.days = std::max(world.days, episode.day);
  if (world.days == 0) return fail(ErrorKind::invalid_input, "data/demo/world.json holds no episodes");
  return world;
}

std::string demo_feed(const DemoShow& show, int day, CivilDay first, std::string_view base_url) {
  std::string items;
  for (const auto& episode : show.episodes)
    if (episode.day <= day) items += item_of(show, episode, first, base_url);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
      "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel><title>{}</title><link>{}/{}/</link>"
      "<description>{}</description><language>{}</language><itunes:author>{}</itunes:author>\n{}</channel></rss>\n",
      escaped(show.title), base_url, show.slug, escaped(show.description), escaped(show.language), escaped(show.author),
      items);
}

}  // namespace pith::app
