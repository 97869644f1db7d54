// An insight, or a passage of a transcript, as one entry of a list: the template card.html.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/sourced.h"
#include "lib/templates/templates.h"
#include "store/search.h"
#include "web/page.h"

namespace pith::web {

struct CardOptions {
  bool with_show = true;
  bool with_episode = true;
  bool with_text = true;
  std::span<const store::Mark> marks = {};      // words of a query in the text
  std::span<const SourcedInsight> copies = {};  // on the same recording, published elsewhere
};

// Adds ROW with its CARD to `section`.
void add_card(templates::Values& section, const SourcedInsight& source, const Context& context,
              const CardOptions& options = {});
// A section of cards, hidden where there are none.
void add_cards(templates::Values& body, std::string_view section, std::span<const SourcedInsight> sources,
               const Context& context, const CardOptions& options = {});
// A found stretch of talk, of an episode that is there; `copies`: the same recording, published elsewhere.
void add_passage(templates::Values& section, const store::PassageHit& hit, const Context& context,
                 std::span<const store::PassageHit> copies = {});

// Sources of insights, without those that are hidden.
std::vector<SourcedInsight> sourced(const Context& context, std::vector<Insight> insights);

// SHOW, SHOW_URL, DATE, DATE_LONG of an episode.
void fill_origin(templates::Values& values, const Show& show, const Episode& episode, std::string_view zone);

}  // namespace pith::web
