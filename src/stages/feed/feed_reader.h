// Listens to a feed's XML and gathers what it says, item by item. Internal to stages/feed; read_feed.h is the way in.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/feed.h"
#include "lib/xml/sax.h"
#include "stages/feed/read_feed.h"
#include "stages/feed/vocabulary.h"
#include "stages/feed/wire.h"

namespace pith::feed {

class FeedReader final : public xml::Handler {
 public:
  // `document`: what is read, which must outlive this. What is told of it is mostly a view into it, and kept as one.
  FeedReader(std::string_view document, const ReadOptions& options)
      : document_(document), options_(options), bases_{options.base_url} {}

  bool begin(const xml::Name& name, std::span<const xml::Attribute> attributes) override;
  bool end(const xml::Name& name) override;
  bool text(std::string_view piece) override;

  // Whether a root of a feed was seen.
  bool is_feed() const { return is_feed_; }
  // An item whose end was not reached is left out: what is missing of it would change its identity.
  PublishedFeed take() &&;

 private:
  using Attributes = std::span<const xml::Attribute>;
  enum class Scope : std::uint8_t { feed, item, image, author, owner };
  struct Frame {
    const Rule* rule;
    Scope outer;    // the scope to go back to
    bool has_base;  // it brought an xml:base
    bool kept;      // its text is captured
  };

  Space known_space_of(const xml::Name& name);
  void begin_known(const Rule& rule, const xml::Name& name, Attributes attributes);
  void begin_root(std::string_view local, std::string_view space);
  void begin_item(Attributes attributes);
  void begin_scope(Scope scope);
  void capture() { forget_captured(), capturing_ = true; }
  void capture(std::string_view whole) { piece_ = {}, buffer_ = whole; }
  void forget_captured() { piece_ = {}, buffer_.clear(); }
  std::string_view captured() const { return piece_.empty() ? std::string_view(buffer_) : piece_; }
  bool is_in_document(std::string_view piece) const;
  void append(std::string_view piece);
  bool begin_inside_text(const xml::Name& name);
  bool end_inside_text(const xml::Name& name);
  bool is_wanted(const Rule& rule) const;
  void note_base(Attributes attributes);
  void note_markup(const Rule& rule, Attributes attributes);

  void take_attributes(const Rule& rule, Attributes attributes);
  void take_picture(const Rule& rule, Attributes attributes);
  void take_category(const Rule& rule, Attributes attributes);
  void take_link(Attributes attributes);
  void take_enclosure(Attributes attributes);
  void take_media(Attributes attributes);
  void take_transcript(Attributes attributes);
  void take_chapter(Attributes attributes);
  void take_person(Attributes attributes);
  void take_soundbite(Attributes attributes);

  void end_known(const Rule& rule);
  void take_captured(WireText& place, std::string_view value);
  void put(Field field);
  void end_item();
  void finish_person();
  void finish_category();

  WireEntry& entry() { return in_item_ ? item_ : feed_; }
  std::string resolved(std::string_view url) const;

  std::string_view document_;
  const ReadOptions& options_;
  // Rules found before, by the address of the name, which libxml2 keeps while it reads.
  struct KnownRule {
    const char* name = nullptr;
    Space space{};
    const Rule* rule = nullptr;
  };
  const Rule& known_rule(const xml::Name& name);
  std::array<KnownRule, 1024> rules_{};
  std::vector<std::pair<const char*, Space>> spaces_;  // by the address of the URI or prefix, which libxml2 keeps
  std::vector<std::string> bases_;
  std::vector<Frame> frames_;
  Scope scope_ = Scope::feed;
  bool is_feed_ = false;
  bool in_item_ = false;
  std::size_t skipped_ = 0;      // depth inside an element that is skipped
  std::size_t inside_text_ = 0;  // depth of markup inside a captured text
  std::size_t muted_ = 0;        // that depth where a script or style began, whose text is not for readers
  bool capturing_ = false;
  Markup markup_ = Markup::html;
  bool base64_ = false;
  std::string_view piece_;  // what was captured, where it lies in the document in one piece
  std::string buffer_;      // else
  WireEntry feed_;
  WireEntry item_;
  PublishedFeed out_;
  std::size_t left_out_ = 0;
};

// The value of an attribute by its local name in any case; empty where there is none.
std::string_view value_of(std::span<const xml::Attribute> attributes, std::string_view name);

}  // namespace pith::feed
