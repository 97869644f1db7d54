#include "store/importer.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/answers.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/distillations.h"
#include "store/episodes.h"
#include "store/evidence.h"
#include "store/feeds.h"
#include "store/hooks.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/search_index.h"
#include "store/shows.h"
#include "store/tastes.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

using Done = Result<void>;

// How far an episode has come.
int progress_of(const Episode& episode) {
  switch (episode.state) {
    case EpisodeState::listed:
      return 0;
    case EpisodeState::waiting:
    case EpisodeState::fetching:
      return 1;
    case EpisodeState::transcribed:
      return 2;
    case EpisodeState::undistilled:
      return 3;
    case EpisodeState::distilled:
      break;
  }
  return 4;
}

std::unexpected<Error> unknown(std::string_view what, std::string_view id) {
  return fail(ErrorKind::invalid_input,
              fmt::format("It refers to the {} {}, which no line before it holds.", what, id));
}

}  // namespace

Done Importer::take(const Show& show) {
  const auto known = has<Show>(show.id);
  if (!known) return std::unexpected(known.error());
  if (*known) return {};
  put(tx_, show);
  ++imported_.shows;
  return {};
}

Done Importer::take(const Feed& feed) {
  const auto show = has<Show>(feed.show_id);
  if (!show) return std::unexpected(show.error());
  if (!*show) return unknown("show", feed.show_id);
  const auto known = has<Feed>(feed.id);
  if (!known) return std::unexpected(known.error());
  const auto same = feed_by_url(tx_, feed.url);
  if (!same) return std::unexpected(same.error());
  if (!*known && !*same) put(tx_, feed);
  return {};
}

Done Importer::take(const Reader& reader) {
  const auto known = has<Reader>(reader.id);
  if (!known) return std::unexpected(known.error());
  if (*known) return {};
  const auto same = reader_by_email(tx_, reader.email);
  if (!same) return std::unexpected(same.error());
  if (*same)
    readers_[reader.id] = (*same)->id;
  else
    put(tx_, reader);
  return {};
}

Done Importer::take(Episode episode) {
  const auto show = has<Show>(episode.show_id);
  if (!show) return std::unexpected(show.error());
  if (!*show) return unknown("show", episode.show_id);
  const auto here = episode_by_id(tx_, episode.id);
  if (!here) return std::unexpected(here.error());
  if (*here && progress_of(**here) >= progress_of(episode)) return {};
  if (*here) episode.hidden = episode.hidden || (*here)->hidden;
  put(tx_, episode);
  taken_.insert(episode.id);
  if (!*here) ++imported_.episodes;
  return {};
}

Done Importer::take(const std::string& episode_id, const Transcript& transcript) {
  const auto episode = has<Episode>(episode_id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return unknown("episode", episode_id);
  if (taken_.contains(episode_id)) put_transcript(tx_, episode_id, transcript);
  return {};
}

Done Importer::add(const Insight& insight) {
  static const auto sql = insert(columns_of<Insight>(), "insights");
  change(tx_, sql, row_of(insight));
  if (insight.replaced_by.empty()) index_insight(tx_, insight);
  ++imported_.insights;
  return {};
}

// This home has insights of its own of the episode. A brief may still name this one: its page says what took its place.
Done Importer::add_replaced(Insight insight) {
  const auto standing = insights_of_episode(tx_, insight.episode_id);
  if (!standing) return std::unexpected(standing.error());
  const auto best =
      std::ranges::max_element(*standing, {}, [&](const Insight& one) { return shared_evidence(insight, one); });
  const bool shared = best != standing->end() && shared_evidence(insight, *best).count() > 0;
  insight.replaced_by = shared ? best->id : insight.episode_id;
  static const auto sql = insert(columns_of<Insight>(), "insights");
  change(tx_, sql, row_of(insight));
  replaced_.push_back(insight.id);
  ++imported_.left_out;
  return {};
}

Done Importer::take(Insight insight) {
  const auto episode = has<Episode>(insight.episode_id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return unknown("episode", insight.episode_id);
  const auto known = has<Insight>(insight.id);
  if (!known) return std::unexpected(known.error());
  if (*known) {
    ++imported_.known;
    return {};
  }
  return taken_.contains(insight.episode_id) ? add(insight) : add_replaced(std::move(insight));
}

Done Importer::take(const Link& link) {
  static const auto sql = insert(columns_of<Link>(), "links") + "ON CONFLICT DO NOTHING";
  const auto known = select_number(tx_, "SELECT count(*) FROM insights WHERE id IN (?, ?)", {link.from, link.to});
  if (!known) return std::unexpected(known.error());
  if (*known != 2) return unknown("insights", link.from + " and " + link.to);
  const bool of_replaced = std::ranges::find(replaced_, link.from) != replaced_.end() ||
                           std::ranges::find(replaced_, link.to) != replaced_.end();
  if (!of_replaced) change(tx_, sql, row_of(link));
  return {};
}

Done Importer::take(Interest interest) {
  interest.reader_id = reader_here(interest.reader_id);
  if (!put(tx_, interest)) return unknown("reader", interest.reader_id);
  return {};
}

// The last word counts.
Done Importer::take(Verdict verdict) {
  verdict.reader_id = reader_here(verdict.reader_id);
  const auto here =
      select_one<Verdict>(tx_, "WHERE reader_id = ? AND insight_id = ?", {verdict.reader_id, verdict.insight_id});
  if (!here) return std::unexpected(here.error());
  if (*here && (*here)->given >= verdict.given) return {};
  if (!put(tx_, verdict)) return unknown("reader or insight", verdict.insight_id);
  return {};
}

Done Importer::take(Brief brief) {
  brief.reader_id = reader_here(brief.reader_id);
  for (const auto& pick : brief.picks) {
    const auto known = has<Insight>(pick.insight_id);
    if (!known) return std::unexpected(known.error());
    if (!*known) return unknown("insight", pick.insight_id);
  }
  add_brief(tx_, brief);
  return {};
}

// That of a day whose brief this home has made itself stays out with its brief.
Done Importer::take(Delivery delivery) {
  delivery.reader_id = reader_here(delivery.reader_id);
  const auto brief = has<Brief>(delivery.brief_id);
  if (!brief) return std::unexpected(brief.error());
  if (*brief) add_delivery(tx_, delivery);
  return {};
}

// Its secret is in no archive.
Done Importer::take(Hook hook) {
  const auto known = has<Hook>(hook.id);
  if (!known) return std::unexpected(known.error());
  if (*known) return {};
  hook.reader_id = reader_here(hook.reader_id);
  if (hook.state == HookState::active) {
    hook.state = HookState::paused;
    hook.problem = "its secret is in no archive: make a new one, give it to the receiver, and resume";
  }
  put(tx_, hook);
  return {};
}

Done Importer::take(const Answer& answer) {
  put(tx_, answer);
  return {};
}

Done Importer::take(const Distillation& made) {
  put(tx_, made);
  return {};
}

// Work on what this home has of its own is this home's.
Result<bool> Importer::is_wanted(const Work& work) {
  const auto& subject = work.key.subject;
  if (subject.starts_with("ep_")) return taken_.contains(subject);
  if (subject.starts_with("fe_")) return has<Feed>(subject);
  if (subject.starts_with("de_")) return has<Delivery>(subject);
  if (subject.starts_with("re_")) return has<Reader>(subject);
  return true;
}

// What was leased when it was exported is due again.
Done Importer::take(Work work) {
  static const auto keep = insert(columns_of<Work>(), "work") + "ON CONFLICT DO NOTHING";
  static const auto replace = upsert(columns_of<Work>(), "work", "step, subject, version");
  const auto wanted = is_wanted(work);
  if (!wanted) return std::unexpected(wanted.error());
  if (!*wanted) return {};
  if (work.state == WorkState::leased) work.state = WorkState::due;
  work.owner.clear();
  work.lease_until = {};
  change(tx_, taken_.contains(work.key.subject) ? replace : keep, row_of(work));
  return {};
}

Done Importer::end(std::string_view relate_version) {
  for (const auto& id : replaced_)
    change(tx_,
           "DELETE FROM insights WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sent WHERE insight_id = insights.id) AND "
           "NOT EXISTS (SELECT 1 FROM verdicts WHERE insight_id = insights.id)",
           {id});
  if (relate_version.empty()) return {};
  for (const auto& id : taken_) {
    const auto insights = insights_of_episode(tx_, id);
    if (!insights) return std::unexpected(insights.error());
    if (!insights->empty()) enqueue(tx_, {"relate", id, std::string(relate_version)}, {}, IfKnown::again);
  }
  return {};
}

}  // namespace pith::store
