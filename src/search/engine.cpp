#include "search/engine.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <unordered_set>

#include "search/beside.h"
#include "search/copies.h"
#include "search/helping.h"
#include "search/marks.h"
#include "text/stems.h"
#include "text/words.h"

namespace pith::search {

namespace {

// How deep each ranking goes before they are joined.
constexpr int depth = 100;
// What rankings count beside that of all words (1), fitted on the editors' insights (docs/search.md); anything from a
// half to twice these does as well.
constexpr double any_weight = 0.5;
constexpr double meaning_weight = 0.3;
// Cosine from which an insight without the words may stand beside those that have them.
constexpr double meant = 0.6;
constexpr int of_one_episode = 2;
constexpr std::size_t most_exact = 3;  // words asked for, up to which they are meant to the letter

struct Asking {
  const Query& query;
  const Request& request;
};

std::size_t enough_of(const Request& request) { return request.plenty == 0 ? request.insights : request.plenty; }

// Those with all words; where these are few, also those with some.
Result<std::vector<Ranking>> by_words(const store::Session& session, const Plan& plan, const Request& request) {
  std::vector<Ranking> rankings;
  const auto find = request.newest ? store::newest_by_words : store::insights_by_words;
  auto all = find(session, plan.all, request.narrow, depth);
  if (!all) return std::unexpected(all.error());
  const bool enough =
      request.every_word || all->size() >= enough_of(request) || plan.any.wanted.size() + plan.any.needed.size() < 2;
  const double weight = plan.all.wanted.empty() && plan.all.needed.empty() ? 1 : any_weight;
  rankings.push_back({std::move(*all), 1});
  if (enough && weight < 1) return rankings;
  auto any = find(session, plan.any, request.narrow, depth);
  if (!any) return std::unexpected(any.error());
  rankings.push_back({std::move(*any), weight});
  return rankings;
}

std::string words_in(const Query& query) {
  std::string words;
  for (const auto& asked : query.wanted) words += asked.text + ' ';
  return words;
}

// Whether an insight may be found by meaning: one that may be shown, of the show and time asked for, with the phrases,
// without what is refused.
Result<std::function<bool(const ProfileKey&)>> sieve(const store::Session& session, const Query& query,
                                                     const store::Narrow& narrow) {
  using Ids = std::unordered_set<std::string>;
  store::Words needed;
  store::Words refused{.join = store::Join::any};
  for (const auto& asked : query.wanted)
    if (asked.phrase) needed.needed.push_back({{asked.text}, asked.beginning});
  for (const auto& asked : query.refused) refused.wanted.push_back({{asked.text}, asked.beginning});
  auto having = store::insights_having(session, needed);
  if (!having) return std::unexpected(having.error());
  auto lacking = store::insights_having(session, refused);
  if (!lacking) return std::unexpected(lacking.error());
  auto unseen = store::unseen(session, narrow.with_private);
  if (!unseen) return std::unexpected(unseen.error());
  Ids said;
  if (!narrow.speakers.empty()) {
    auto ids = store::newest_insights(session, narrow, 20'000);
    if (!ids) return std::unexpected(ids.error());
    said = Ids(std::make_move_iterator(ids->begin()), std::make_move_iterator(ids->end()));
  }
  return [=, with_phrases = !needed.needed.empty(), having = std::move(*having), lacking = std::move(*lacking),
          unseen = std::move(*unseen), said = std::move(said)](const ProfileKey& key) {
    return !unseen.shows.contains(key.show_id) && !unseen.episodes.contains(key.episode_id) &&
           (narrow.show_id.empty() || key.show_id == narrow.show_id) &&
           (!narrow.since || key.published >= *narrow.since) && (!narrow.until || key.published < *narrow.until) &&
           (narrow.speakers.empty() || said.contains(key.insight_id)) &&
           (!with_phrases || having.contains(key.insight_id)) && !lacking.contains(key.insight_id);
  };
}

// Whether the words themselves are in what is shown of it, not only others of their stems.
bool has_exactly(const store::InsightHit& hit, const Query& query) {
  const auto lowered = text::lower(hit.headline + "\n" + hit.text);
  const auto words = text::words_in(lowered);
  return std::ranges::all_of(query.wanted, [&](const Asked& asked) {
    return asked.phrase || asked.beginning || std::ranges::find(words, asked.text) != words.end();
  });
}

// Of a few words one means these very ones: "generics" before "generally".
void put_exact_first(std::vector<FoundInsight>& found, const Query& query) {
  if (query.wanted.size() > most_exact) return;
  std::ranges::stable_partition(found, [&](const auto& one) { return has_exactly(one.hit, query); });
}

// Who types a headline wants that insight.
void put_headline_first(std::vector<FoundInsight>& found, const std::string& typed) {
  const auto lowered = text::lower(typed);
  const auto asked = text::words_in(lowered);
  std::ranges::stable_partition(found, [&](const auto& one) {
    const auto headline = text::lower(one.hit.headline);
    return std::ranges::equal(text::words_in(headline), asked);
  });
}

// Leaves the best of each recording, with what it left out.
void fold_copies(std::vector<FoundInsight>& found) {
  std::vector<Said> said;
  for (const auto& one : found) said.push_back({one.hit.episode_id, one.hit.headline, one.hit.text});
  const auto first = first_of_recording(said);
  for (std::size_t n = 0; n < found.size(); ++n)
    if (first[n] != n) found[first[n]].copies.push_back(found[n].hit.insight_id);
  std::size_t n = 0;
  std::erase_if(found, [&](const auto&) {
    const auto place = n++;
    return first[place] != place;
  });
}

// Fills the first places with what may be shown.
Result<std::vector<FoundInsight>> shown(const store::Session& session, std::span<const Ranking> words,
                                        const Ranking& meaning, const Asking& asking) {
  const auto& [query, request] = asking;
  const auto wanted =
      query.wanted.size() > most_exact ? request.insights : std::max<std::size_t>(request.insights, depth);
  auto rankings = std::vector<Ranking>(words.begin(), words.end());
  rankings.push_back(meaning);
  const auto order = fuse(rankings);
  const auto has = [](const Ranking& ranking, const std::string& id) {
    return std::ranges::find(ranking.ids, id) != ranking.ids.end();
  };
  std::vector<FoundInsight> found;
  for (std::size_t from = 0; from < order.size() && found.size() < wanted; from += 2 * wanted) {
    const auto next = std::span(order).subspan(from, std::min(2 * wanted, order.size() - from));
    auto hits = store::insight_hits(session, next, request.narrow);
    if (!hits) return std::unexpected(hits.error());
    for (auto& hit : *hits) {
      if (found.size() == wanted) break;
      const bool worded = std::ranges::any_of(words, [&](const Ranking& one) { return has(one, hit.insight_id); });
      const bool near = has(meaning, hit.insight_id);
      found.push_back({std::move(hit), worded, near});
    }
  }
  put_exact_first(found, query);
  if (!request.newest) put_headline_first(found, request.typed);
  fold_copies(found);
  if (found.size() > request.insights) found.resize(request.insights);
  return found;
}

// `whole` becomes true where one has all the words.
Result<std::vector<store::PassageHit>> passages(const store::Session& session, const Plan& plan, const Request& request,
                                                bool& whole) {
  if (request.passages == 0) return std::vector<store::PassageHit>{};
  auto hits = store::passages_by_words(session, plan.all, request.narrow, depth);
  whole = whole || (hits && !hits->empty());
  if (hits && hits->empty()) hits = store::passages_by_words(session, plan.talk, request.narrow, depth);
  if (!hits) return hits;
  std::map<std::string, int> of_episode;
  std::erase_if(*hits, [&](const auto& hit) { return ++of_episode[hit.episode_id] > of_one_episode; });
  if (hits->size() > request.passages) hits->resize(request.passages);
  if (!request.read_passages) return hits;
  if (auto read = store::read_words(session, *hits); !read) return std::unexpected(read.error());
  return hits;
}

Result<Found> newest(const store::Session& session, const Request& request) {
  Found found;
  if (!request.narrow.narrows()) return found;
  const auto ids = store::newest_insights(session, request.narrow, static_cast<int>(request.insights));
  if (!ids) return std::unexpected(ids.error());
  auto hits = store::insight_hits(session, *ids, request.narrow);
  if (!hits) return std::unexpected(hits.error());
  for (auto& hit : *hits) found.insights.push_back({std::move(hit), false, false});
  return found;
}

bool has_words(const Found& found) {
  return !found.passages.empty() || std::ranges::any_of(found.insights, &FoundInsight::by_words);
}

}  // namespace

Plan Engine::planned(const Query& query) const {
  if (model_ == nullptr) return plan(query, [](std::string_view) { return 10.0; });
  text::Stems stems;
  return plan(query, [&](std::string_view word) { return model_->idf(stems.of(text::base_form(word))); });
}

Result<Ranking> Engine::by_meaning(const store::Session& session, const Query& query, const Request& request) const {
  if (catch_up_)
    if (auto done = catch_up_(session); !done) return std::unexpected(done.error());
  const auto words = words_in(query);
  const text::Passage passage{{words, 1}};
  const auto vectors = embedder_->embed({&passage, 1});
  if (!vectors) return std::unexpected(vectors.error());
  const auto admits = sieve(session, query, request.narrow);
  if (!admits) return std::unexpected(admits.error());
  const double floor = request.by == By::both ? meant : -1;
  Ranking ranking{{}, meaning_weight};
  for (const auto& near : archive_->towards(quantised(vectors->front()), floor, depth, *admits))
    ranking.ids.push_back(near.key.insight_id);
  return ranking;
}

Result<Found> Engine::look(const store::Session& session, const Query& query, const Request& request) const {
  auto plan = planned(query);
  if (auto done = complete(session, plan); !done) return std::unexpected(done.error());
  Result<std::vector<Ranking>> words;
  Result<Ranking> meaning;
  if (request.by != By::meaning) words = by_words(session, plan, request);
  if (!words) return std::unexpected(words.error());
  if (request.by != By::words && archive_ != nullptr) meaning = by_meaning(session, query, request);
  if (!meaning) return std::unexpected(meaning.error());
  auto insights = shown(session, *words, *meaning, {query, request});
  if (!insights) return std::unexpected(insights.error());
  bool whole = !words->empty() && !words->front().ids.empty();
  auto said = passages(session, plan, request, whole);
  if (!said) return std::unexpected(said.error());
  for (auto& one : *insights) one.hit.marks = marks(one.hit.text, query);
  for (auto& hit : *said) hit.marks = marks(hit.text, query);
  return Found{std::move(*insights), std::move(*said), {}, false, whole};
}

Result<Found> Engine::find(const store::Session& session, const Request& request) const {
  const auto query = request.typing ? unfinished(request.typed) : parse(request.typed);
  if (query.empty()) return newest(session, request);
  auto found = look(session, query, request);
  if (!found || request.newest || request.by == By::meaning) return found;
  auto likely = corrected(session, query, {request.typed, request.narrow.with_private});
  if (likely && likely->empty() && !found->has_every_word && !request.typing)
    likely = meant_beside_others(session, query, request.typed, request.narrow);
  if (!likely) return std::unexpected(likely.error());
  if (likely->empty()) return found;
  auto better = look(session, parse(*likely), request);
  if (!better || !has_words(*better)) return found;
  const bool nowhere = !has_words(*found);
  if (nowhere) found = std::move(better);
  found->did_you_mean = std::move(*likely);
  found->corrected = nowhere;
  return found;
}

}  // namespace pith::search
