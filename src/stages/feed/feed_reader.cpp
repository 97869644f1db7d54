#include "stages/feed/feed_reader.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "base/url.h"
#include "stages/feed/adapt.h"
#include "stages/feed/base64.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_folded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

// Whether an address needs no base, nor anything encoded.
bool is_whole_address(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         find_any<' ', '\t', '\r', '\n', '<', '>', '"'>(url) == url.size();
}

// Elements of (X)HTML whose ends part words.
bool parts_words(std::string_view name) {
  constexpr std::array<std::string_view, 12> blocks = {"p",  "br", "div", "li", "ul", "ol",
                                                       "tr", "td", "h1",  "h2", "h3", "blockquote"};
  return std::ranges::find(blocks, name) != blocks.end();
}

}  // namespace

std::string_view value_of(std::span<const xml::Attribute> attributes, std::string_view name) {
  for (const auto& one : attributes)
    if (one.name.local.size() == name.size() && same_folded(one.name.local, name)) return one.value;
  return {};
}

bool FeedReader::begin(const xml::Name& name, std::span<const xml::Attribute> attributes) {
  if (skipped_ > 0) {
    ++skipped_;
    return true;
  }
  const auto& rule = known_rule(name);
  if (capturing_ && scope_ != Scope::author && scope_ != Scope::owner && rule.kind != Kind::item)
    return begin_inside_text(name);
  if (!is_feed_ && rule.kind != Kind::container && rule.kind != Kind::item) {
    frames_.push_back({&rule, scope_, false, false});  // what wraps the root
    return true;
  }
  if (!is_wanted(rule)) {
    skipped_ = 1;
    return true;
  }
  const auto bases = bases_.size();
  note_base(attributes);
  frames_.push_back({&rule, scope_, bases_.size() > bases, false});
  begin_known(rule, name, attributes);
  frames_.back().kept = capturing_;
  return true;
}

const Rule& FeedReader::known_rule(const xml::Name& name) {
  const auto space = known_space_of(name);
  const auto address = reinterpret_cast<std::uintptr_t>(name.local.data());
  auto& known = rules_[(address ^ (address >> 8U)) % rules_.size()];
  if (known.name != name.local.data() || known.space != space)
    known = {name.local.data(), space, &rule_of(space, name.local)};
  return *known.rule;
}

Space FeedReader::known_space_of(const xml::Name& name) {
  const char* key = name.space.empty() ? name.prefix.data() : name.space.data();
  for (const auto& [address, space] : spaces_)
    if (address == key) return space;
  spaces_.emplace_back(key, space_of(name));
  return spaces_.back().second;
}

bool FeedReader::begin_inside_text(const xml::Name& name) {
  ++inside_text_;
  if (muted_ == 0 && (name.local == "script" || name.local == "style")) muted_ = inside_text_;
  if (parts_words(name.local)) append(markup_ == Markup::plain ? "\n" : "<br>");
  return true;
}

bool FeedReader::end_inside_text(const xml::Name& name) {
  if (muted_ == inside_text_) muted_ = 0;
  --inside_text_;
  if (parts_words(name.local)) append(markup_ == Markup::plain ? "\n" : "<br>");
  return true;
}

// <name> and <url> mean something within author, owner and image only, where nothing else does.
bool FeedReader::is_wanted(const Rule& rule) const {
  if (rule.kind == Kind::skipped) return false;
  const bool part = rule.kind == Kind::part;
  const bool inside = scope_ == Scope::image || scope_ == Scope::author || scope_ == Scope::owner;
  if (rule.kind == Kind::item) return true;
  return part == inside && (!part || (scope_ == Scope::image) == (rule.field == Field::image));
}

void FeedReader::note_base(Attributes attributes) {
  for (const auto& one : attributes)
    if (one.name.local == "base" && one.name.prefix == "xml") bases_.push_back(resolve_url(bases_.back(), one.value));
}

void FeedReader::begin_root(std::string_view local, std::string_view space) {
  if (is_feed_) return;
  is_feed_ = true;
  if (same_folded(local, "feed")) out_.format = FeedFormat::atom;
  if (same_folded(local, "rdf") || space.contains("rss1.1")) out_.format = FeedFormat::rdf;
}

void FeedReader::begin_known(const Rule& rule, const xml::Name& name, Attributes attributes) {
  note_markup(rule, attributes);
  switch (rule.kind) {
    case Kind::container:
      begin_root(name.local, name.space);
      if (feed_.at(Field::language).text.empty())
        for (const auto& one : attributes)
          if (one.name.local == "lang" && one.name.prefix == "xml")
            return feed_.at(Field::language).keep(std::string(one.value));
      return;
    case Kind::item:
      return begin_item(attributes);
    case Kind::image:
      return begin_scope(Scope::image);
    case Kind::author:
      begin_scope(Scope::author);
      return capture();
    case Kind::owner:
      begin_scope(Scope::owner);
      return capture();
    case Kind::field:
      if (rule.field == Field::guid) entry().guid_is_link = !same_folded(value_of(attributes, "isPermaLink"), "false");
      return capture();
    default:
      take_attributes(rule, attributes);
  }
}

void FeedReader::begin_scope(Scope scope) { scope_ = scope; }

void FeedReader::begin_item(Attributes attributes) {
  is_feed_ = true;
  if (in_item_) end_item();  // the one before was not closed
  in_item_ = true;
  capturing_ = false;
  inside_text_ = 0;
  muted_ = 0;
  scope_ = Scope::item;
  item_.clear();
  item_.at(Field::about).keep(std::string(value_of(attributes, "about")));
}

// RSS texts are HTML. Atom says what they are: plain unless a type names HTML; base64 in version 0.3 by its mode,
// in 1.0 where the type is neither text nor XML.
void FeedReader::note_markup(const Rule& rule, Attributes attributes) {
  markup_ = Markup::html;
  base64_ = false;
  if (rule.space != Space::core || out_.format != FeedFormat::atom) return;
  const auto type = value_of(attributes, "type");
  const bool is_media =
      type.contains('/') && !type.starts_with("text/") && !type.ends_with("xml") && !type.contains("html");
  base64_ = value_of(attributes, "mode") == "base64" ||
            (rule.kind == Kind::field && is_media && value_of(attributes, "mode").empty());
  if (!base64_ && (!type.contains("html") || type.contains("xhtml"))) markup_ = Markup::plain;
}

bool FeedReader::is_in_document(std::string_view piece) const {
  const std::less_equal<const char*> ordered;
  return ordered(document_.data(), piece.data()) &&
         ordered(piece.data() + piece.size(), document_.data() + document_.size());
}

void FeedReader::append(std::string_view piece) {
  if (!piece_.empty()) buffer_ = std::exchange(piece_, {});
  buffer_ += piece;
}

bool FeedReader::text(std::string_view piece) {
  if (!capturing_ || skipped_ > 0 || muted_ > 0) return true;
  const auto most = 4 * options_.max_text, taken = captured().size();
  if (taken >= most) return true;
  piece = text::truncate_utf8(piece, most - taken);
  if (taken == 0 && is_in_document(piece))
    piece_ = piece;
  else
    append(piece);
  return true;
}

bool FeedReader::end(const xml::Name& name) {
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  if (inside_text_ > 0) return end_inside_text(name);
  if (frames_.empty()) return true;
  const auto frame = frames_.back();
  frames_.pop_back();
  if (is_feed_) end_known(*frame.rule);
  if (frame.kept || frame.rule->kind == Kind::item) capturing_ = false;
  if (frame.has_base) bases_.pop_back();
  scope_ = frame.outer;
  return true;
}

namespace {

// The part of an author as that of an owner.
Field owners(Field field) { return field == Field::author_email ? Field::owner_email : Field::owner; }

}  // namespace

void FeedReader::end_known(const Rule& rule) {
  switch (rule.kind) {
    case Kind::item:
      return end_item();
    case Kind::field:
    case Kind::part:
      return put(scope_ == Scope::owner && rule.kind == Kind::part ? owners(rule.field) : rule.field);
    case Kind::author:
    case Kind::owner:
    case Kind::link:
      return capturing_ ? put(rule.field) : void();
    case Kind::person:
      return finish_person();
    case Kind::category:
      return finish_category();
    case Kind::block:
      if (!entry().blocks.empty()) entry().blocks.back().second = same_folded(text::trim(captured()), "yes");
      return;
    case Kind::soundbite:
      if (!entry().soundbites.empty()) entry().soundbites.back().title = plain_line(captured(), Markup::html);
      return;
    default:
      return;
  }
}

// `value`: of what was captured.
void FeedReader::take_captured(WireText& place, std::string_view value) {
  const auto begin = static_cast<std::size_t>(value.data() - captured().data());
  place.text = value;
  if (!piece_.empty()) return;
  std::swap(place.own, buffer_);
  place.text = std::string_view(place.own).substr(begin, value.size());
}

// The first value counts, but for an empty one; of dates of change the last.
void FeedReader::put(Field field) {
  auto& place = entry().at(field);
  if (base64_) capture(text::repair_utf8(decode_base64(captured()).value_or(std::string(captured()))));
  const auto value = text::trim(captured());
  const bool last_counts = field == Field::updated || field == Field::modified || field == Field::created;
  if (!value.empty() && (place.text.empty() || last_counts) && field != Field::none) {
    const bool is_address = field == Field::link || field == Field::image || field == Field::icon;
    if (is_address && !(is_whole_address(value) && !value.contains("&amp;")))
      place.keep(resolved(value));
    else
      take_captured(place, value);
    place.markup = markup_;
  }
  forget_captured();
}

namespace {

bool is_oldest_first(const Chunked<PublishedItem>& items) {
  const auto first = std::ranges::find_if(items, [](const PublishedItem& item) { return item.published.has_value(); });
  return first != items.end() && items.back().published && *first->published < *items.back().published;
}

}  // namespace

void FeedReader::end_item() {
  if (!in_item_) return;
  in_item_ = false;
  if (out_.items.size() >= options_.max_items) {
    ++left_out_;
    if (!is_oldest_first(out_.items)) return;
    out_.items.pop_front();
  }
  adapt_item(std::move(item_), options_.max_text, out_.items.emplace_back());
}

void FeedReader::finish_person() {
  auto& persons = entry().persons;
  if (persons.empty()) return;
  persons.back().name = plain_line(captured(), Markup::html);
  if (persons.back().name.empty()) persons.pop_back();
}

void FeedReader::finish_category() {
  auto name = plain_line(captured(), Markup::html);
  auto& all = entry().categories;
  if (!name.empty() && all.size() < 50 && std::ranges::find(all, name) == all.end()) all.push_back(std::move(name));
}

// Some escape an address twice.
std::string FeedReader::resolved(std::string_view url) const {
  std::string plain(text::trim(url));
  for (auto at = plain.find("&amp;"); at != plain.npos; at = plain.find("&amp;", at + 1)) plain.erase(at + 1, 4);
  if (!is_whole_address(plain)) return resolve_url(bases_.back(), plain);
  return plain;
}

PublishedFeed FeedReader::take() && {
  auto feed = adapt_feed(std::move(feed_), options_.max_text, options_.block_id);
  feed.format = out_.format;
  feed.items.swap(out_.items);  // an assignment would clear what was never filled, at which UBSan stops in Boost
  if (left_out_ > 0) feed.notes.push_back(fmt::format("{} items beyond {} left out", left_out_, options_.max_items));
  return feed;
}

}  // namespace pith::feed
