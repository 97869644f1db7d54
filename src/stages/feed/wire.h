// A feed or an item as its document, which must outlive it, writes it, before anything is chosen or converted.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/feed.h"
#include "stages/feed/vocabulary.h"

namespace pith::feed {

enum class Markup : std::uint8_t { html, plain };  // what a text field holds

struct WireText {
  std::string_view text;  // in the document, or in `own`
  std::string own;
  Markup markup = Markup::html;

  WireText() = default;
  WireText(const WireText&) = delete;  // a copy would look into the original
  WireText& operator=(const WireText&) = delete;
  void keep(std::string value) { own = std::move(value), text = own; }
};

struct WireLink {
  std::string url;  // absolute
  std::string rel;
  std::string type;
};

struct WireEntry {
  std::array<WireText, static_cast<std::size_t>(Field::count)> texts;
  bool guid_is_link = true;
  std::vector<WireLink> links;
  std::vector<Enclosure> enclosures;
  std::vector<TranscriptLink> transcripts;
  std::string chapters_url;
  std::vector<Chapter> chapters;
  std::vector<Person> persons;
  std::vector<Soundbite> soundbites;
  std::vector<std::string> categories;
  std::string update_rule;
  bool announced_end = false;
  std::string media_duration;                        // seconds, of media:content
  std::vector<std::pair<std::string, bool>> blocks;  // podcast:block: id (may be empty), yes

  const WireText& at(Field field) const { return texts.at(static_cast<std::size_t>(field)); }
  WireText& at(Field field) { return texts.at(static_cast<std::size_t>(field)); }
  // Empties everything and keeps the memory for the next item.
  void clear();
};

}  // namespace pith::feed
