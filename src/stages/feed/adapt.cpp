#include "stages/feed/adapt.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

#include "base/byte_scan.h"
#include "stages/feed/dates.h"
#include "text/html_to_text.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::feed {

namespace {

using Order = std::initializer_list<Field>;

// The first of these that says something.
constexpr Order titles = {Field::title, Field::itunes_title, Field::dublin_title, Field::media_title};
constexpr Order descriptions = {Field::content,
                                Field::description,
                                Field::summary,
                                Field::itunes_summary,
                                Field::google_description,
                                Field::media_description,
                                Field::dublin_description,
                                Field::subtitle};
constexpr Order feed_descriptions = {Field::description, Field::itunes_summary,     Field::subtitle,
                                     Field::summary,     Field::google_description, Field::dublin_description};
constexpr Order dates = {Field::published, Field::dublin_date, Field::issued,
                         Field::created,   Field::updated,     Field::modified};
constexpr Order item_authors = {Field::author, Field::itunes_author, Field::creator, Field::google_author,
                                Field::author_email};
constexpr Order feed_authors = {Field::itunes_author, Field::author,       Field::google_author, Field::creator,
                                Field::editor,        Field::author_email, Field::owner};

constexpr std::size_t most_kept = 32'768;  // bytes of a text's memory, for the next item

template <class Entry>
auto* found_in(Entry& entry, Order order) {
  const auto found = std::ranges::find_if(order, [&](Field field) { return !entry.at(field).text.empty(); });
  return found == order.end() ? nullptr : &entry.at(*found);
}

const WireText& first_of(const WireEntry& entry, Order order) {
  static const WireText nothing;
  const auto* found = found_in(entry, order);
  return found == nullptr ? nothing : *found;
}

std::string line_of(const WireEntry& entry, Order order) {
  const auto& found = first_of(entry, order);
  return plain_line(found.text, found.markup);
}

// A long text as written goes before the plain one is cut to its size: both at once may be most of a feed's memory.
std::string text_of(WireEntry& entry, Order order, std::size_t max_text) {
  auto* found = found_in(entry, order);
  if (found == nullptr) return {};
  auto plain = plain_text(found->text, found->markup, max_text);
  if (found->own.capacity() > most_kept) {
    found->text = {};
    std::string().swap(found->own);
  }
  return fitted(std::move(plain));
}

// "me@example.com (Ann Lee)", "Ann Lee <me@example.com>" and "Ann Lee (me@example.com)" -> "Ann Lee".
std::string name_of_author(std::string author) {
  const auto at = author.find('@');
  if (at == author.npos) return author;
  const auto open = author.find('('), close = author.rfind(')');
  if (open != author.npos && close != author.npos && at < open && open + 1 < close)
    return std::string(text::trim(author.substr(open + 1, close - open - 1)));
  const auto mark = author.find_first_of("<(");
  return mark != author.npos && mark > 0 && mark < at ? std::string(text::trim(author.substr(0, mark))) : author;
}

bool looks_like_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

std::string link_of(const WireEntry& entry) {
  for (const auto& link : entry.links)
    if (link.rel == "alternate" && (link.type.empty() || link.type.contains("html"))) return link.url;
  const auto written = entry.at(Field::link).text;
  if (!written.empty()) return std::string(written);
  for (const auto& link : entry.links)
    if (link.rel == "alternate") return link.url;
  const auto guid = entry.at(Field::guid).text;
  return std::string(entry.guid_is_link && looks_like_address(guid) ? guid : std::string_view{});
}

std::string link_with(const WireEntry& entry, std::string_view rel) {
  const auto found = std::ranges::find(entry.links, rel, &WireLink::rel);
  return found == entry.links.end() ? std::string{} : found->url;
}

bool is_explicit(std::string_view text) {
  constexpr std::array<std::string_view, 4> yes = {"yes", "true", "explicit", "1"};
  auto small = std::string(text);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return std::ranges::find(yes, small) != yes.end();
}

// Of the dates given, the first that can be read; of none, the first as written.
void put_date(const WireEntry& entry, PublishedItem& item) {
  item.published_raw = first_of(entry, dates).text;
  for (const auto field : dates) {
    const auto text = entry.at(field).text;
    item.published = parse_date(text);
    if (!item.published) continue;
    item.published_raw = text;
    return;
  }
}

// podcast:block: what concerns us by name counts before what concerns everybody.
bool is_blocked(const WireEntry& entry, std::string_view id) {
  for (const auto& [name, yes] : entry.blocks)
    if (name == id) return yes;
  return std::ranges::any_of(entry.blocks, [](const auto& block) { return block.first.empty() && block.second; });
}

struct Ending {
  std::string_view ending;
  int rank;
};
constexpr auto endings = std::to_array<Ending>({{".mp3", 0},
                                                {".m4a", 0},
                                                {".ogg", 0},
                                                {".opus", 0},
                                                {".aac", 0},
                                                {".wav", 0},
                                                {".flac", 0},
                                                {".oga", 0},
                                                {".mp4", 1},
                                                {".m4v", 1},
                                                {".mov", 1},
                                                {".jpg", 3},
                                                {".jpeg", 3},
                                                {".png", 3},
                                                {".gif", 3},
                                                {".webp", 3}});

// 0 audio, 1 video, 2 unknown, 3 a picture or page.
int rank_of(const Enclosure& enclosure) {
  if (enclosure.type.starts_with("audio/")) return 0;
  if (enclosure.type.starts_with("image/") || enclosure.type.starts_with("text/") || enclosure.type.ends_with("flash"))
    return 3;
  auto path = enclosure.url.substr(0, enclosure.url.find_first_of("?#"));
  std::ranges::transform(path, path.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  const auto found = std::ranges::find_if(endings, [&](const Ending& ending) { return path.ends_with(ending.ending); });
  if (found != endings.end() && found->rank != 1) return found->rank;
  return enclosure.type.starts_with("video/") || found != endings.end() ? 1 : 2;
}

// `first`, below: the place of the first character beyond ASCII, of which there is one.

// Of U+0080 to U+009F, which no one means ("&#146;" is windows-1252's apostrophe), the place of the next from `at` on.
std::size_t next_control(std::string_view text, std::size_t at) {
  for (at = text.find('\xC2', at); at != text.npos && at + 1 < text.size(); at = text.find('\xC2', at + 1))
    if (static_cast<unsigned char>(text[at + 1]) < 0xA0) return at;
  return text.npos;
}

std::string_view without_controls(std::string_view text, std::size_t first, std::string& storage) {
  std::size_t done = 0;
  for (auto at = next_control(text, first); at != text.npos; at = next_control(text, done)) {
    storage.append(text.substr(done, at - done)).append(text::decode(text.substr(at + 1, 1), "windows-1252"));
    done = at + 2;
  }
  if (done == 0) return text;
  return storage.append(text.substr(done));
}

// UTF-8 that was taken for ISO 8859-1 and encoded once more ("KÃ¶ln"), taken back; nothing where it is not that.
std::optional<std::string> undoubled(std::string_view text, std::size_t first) {
  // The first of such characters has another behind it, whose low byte goes on with a character of UTF-8.
  const auto next = first + 2 < text.size() ? text.substr(first + 2, 2) : std::string_view{};
  if (text[first] != '\xC3' || next.size() < 2 || next[0] != '\xC2' || static_cast<unsigned char>(next[1]) > 0xBF)
    return std::nullopt;
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = text::code_point_at(text, at);
    if (point.value > 0xFF) return std::nullopt;
    bytes += static_cast<char>(point.value);
    at += point.length;
  }
  return text::is_valid_utf8(bytes) ? std::optional{std::move(bytes)} : std::nullopt;
}

// The text as its writer meant it.
std::string_view mended(std::string_view text, std::string& storage) {
  const auto first = text::ascii_run(text);
  if (first == text.size()) return text;
  auto once = undoubled(text, first);
  if (!once) return without_controls(text, first, storage);
  storage = *std::move(once);
  return storage;
}

std::string image_of(const WireEntry& entry) { return std::string(first_of(entry, {Field::image, Field::icon}).text); }

}  // namespace

void WireEntry::clear() {
  for (auto& text : texts) {
    text.text = {};
    text.markup = Markup::html;
  }
  guid_is_link = true;
  links.clear();
  enclosures.clear();
  transcripts.clear();
  chapters_url.clear();
  chapters.clear();
  persons.clear();
  soundbites.clear();
  categories.clear();
  update_rule.clear();
  announced_end = false;
  media_duration.clear();
  blocks.clear();
}

std::string plain_line(std::string_view text, Markup markup) {
  if (text.empty()) return {};
  std::string storage;
  text = mended(text, storage);
  if (markup == Markup::plain || find_any<'<', '&'>(text) == text.size()) return text::fold_space(text);
  return text::fold_space(text::valid_html_to_text(text));
}

std::string fitted(std::string text) {
  if (text.capacity() - text.size() > text.size() / 8) text.shrink_to_fit();
  return text;
}

std::string plain_text(std::string_view text, Markup markup, std::size_t max_text) {
  std::string storage;
  text = mended(text, storage);
  auto plain = markup == Markup::plain ? std::string(text::trim(text)) : text::valid_html_to_text(text);
  plain.resize(text::truncate_utf8(plain, max_text).size());
  return plain;
}

const Enclosure* best_enclosure(const std::vector<Enclosure>& enclosures) {
  const auto best = std::ranges::min_element(enclosures, {}, rank_of);
  return best == enclosures.end() || rank_of(*best) == 3 ? nullptr : &*best;
}

void adapt_item(WireEntry&& entry, std::size_t max_text, PublishedItem& item) {
  item.guid = first_of(entry, {Field::guid, Field::about}).text;
  item.title = line_of(entry, titles);
  item.link = link_of(entry);
  item.description = text_of(entry, descriptions, max_text);
  put_date(entry, item);
  if (const auto* best = best_enclosure(entry.enclosures))
    item.audio = std::move(entry.enclosures[static_cast<std::size_t>(best - entry.enclosures.data())]);
  item.duration = parse_duration(entry.at(Field::duration).text);
  if (!item.duration) item.duration = parse_duration(entry.media_duration);
  item.transcripts = std::move(entry.transcripts);
  item.chapters_url = std::move(entry.chapters_url);
  item.chapters = std::move(entry.chapters);
  std::ranges::stable_sort(item.chapters, {}, &Chapter::start);
  item.persons = std::move(entry.persons);
  item.soundbites = std::move(entry.soundbites);
  item.author = name_of_author(line_of(entry, item_authors));
  item.season = plain_line(first_of(entry, {Field::season, Field::itunes_season}).text, Markup::plain);
  item.episode = plain_line(first_of(entry, {Field::episode, Field::itunes_episode}).text, Markup::plain);
  item.image = image_of(entry);
  item.is_explicit = is_explicit(entry.at(Field::is_explicit).text);
}

PublishedFeed adapt_feed(WireEntry&& entry, std::size_t max_text, std::string_view block_id) {
  PublishedFeed feed;
  feed.title = line_of(entry, titles);
  feed.link = link_of(entry);
  feed.description = text_of(entry, feed_descriptions, max_text);
  feed.author = name_of_author(line_of(entry, feed_authors));
  feed.owner = text::lower(entry.at(Field::owner_email).text);
  feed.image = image_of(entry);
  feed.language = first_of(entry, {Field::language, Field::dublin_language}).text;
  std::ranges::replace(feed.language, '_', '-');
  feed.guid = entry.at(Field::podcast_guid).text;
  feed.self_url = link_with(entry, "self");
  feed.new_feed_url = entry.at(Field::new_feed_url).text;
  feed.next_page = link_with(entry, "next");
  feed.update_rule = std::move(entry.update_rule);
  feed.announced_end = entry.announced_end;
  feed.categories = std::move(entry.categories);
  feed.persons = std::move(entry.persons);
  feed.blocked = is_blocked(entry, block_id);
  return feed;
}

}  // namespace pith::feed
