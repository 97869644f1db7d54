#include "store/importer.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"
#include "store/answers.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/distillations.h"
#include "store/edition.h"
#include "store/episodes.h"
#include "store/evidence.h"
#include "store/feeds.h"
#include "store/hooks.h"
#include "store/import_insights.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/search_index.h"
#include "store/shows.h"
#include "store/tastes.h"
#include "store/transcripts.h"

namespace pith::store {

namespace {

using Done = Result<void>;

// Of an episode whose insights came from notes: less than a transcript is.
constexpr int progress_of_notes = 1;

// How far an episode has come.
int progress_of(const Episode& episode) {
  if (episode.state == EpisodeState::distilled && episode.reason == no_transcript) return progress_of_notes;
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

template <class T>
void fill(T& empty, const T& from) {
  if (empty == T{}) empty = from;
}

// With what `other` says beyond it: an archive is silent on the addresses of private shows.
Episode filled(Episode episode, const Episode& other) {
  fill(episode.feed_id, other.feed_id);
  fill(episode.guid, other.guid);
  fill(episode.title, other.title);
  fill(episode.link, other.link);
  fill(episode.description, other.description);
  fill(episode.published_raw, other.published_raw);
  if (episode.audio.url.empty()) episode.audio = other.audio;
  fill(episode.duration, other.duration);
  fill(episode.transcripts, other.transcripts);
  fill(episode.chapters_url, other.chapters_url);
  fill(episode.chapters, other.chapters);
  fill(episode.soundbites, other.soundbites);
  fill(episode.persons, other.persons);
  fill(episode.season, other.season);
  fill(episode.number, other.number);
  fill(episode.image, other.image);
  return episode;
}

// The one here, as far as the archive's got. One that no feed here has named is the archive's.
Episode furthered(const Episode& here, const Episode& archived) {
  auto episode = here.feed_id.empty() ? filled(archived, here) : filled(here, archived);
  episode.state = archived.state;
  episode.reason = archived.reason;
  episode.hidden = archived.hidden || here.hidden;
  return episode;
}

std::unexpected<Error> unknown(std::string_view what, std::string_view id) {
  return fail(ErrorKind::invalid_input,
              fmt::format("It refers to the {} {}, which no line before it holds.", what, id));
}

}  // namespace

// The addresses of the shows here stay theirs.
Done Importer::take(Show show) {
  const auto here = show_by_id(tx_, show.id);
  if (!here) return std::unexpected(here.error());
  if (*here) return replace_noted(**here, std::move(show));
  if (slug_of(show.slug) != show.slug) show.slug = slug_of(show.title);  // no address could name it
  const auto holder = has<Show>("WHERE slug = ?", {show.slug});
  if (!holder) return std::unexpected(holder.error());
  if (*holder) show.slug += "-" + show.id.substr(show.id.size() - std::min<std::size_t>(4, show.id.size()));
  put(tx_, show);
  added_.insert(show.id);
  ++imported_.shows;
  return {};
}

// A show here that has no feed was made of notes: nobody follows it, and little is known of it.
Done Importer::replace_noted(const Show& here, Show archived) {
  const auto fed = has<Feed>("WHERE show_id = ?", {here.id});
  if (!fed) return std::unexpected(fed.error());
  if (*fed || !here.removed) return {};
  archived.hidden = archived.hidden || here.hidden;
  put(tx_, archived);
  return {};
}

// Of a private show an archive has the start of its address alone, which other feeds have too.
Result<std::optional<Feed>> Importer::same_feed(const Feed& feed, const Show& show) {
  auto known = feed_by_id(tx_, feed.id);
  return !known || *known || show.is_private ? known : feed_by_url(tx_, feed.url);
}

Done Importer::take(Feed feed) {
  feed.show_id = id_here(shows_, feed.show_id);
  const auto show = show_by_id(tx_, feed.show_id);
  if (!show) return std::unexpected(show.error());
  if (!*show) return unknown("show", feed.show_id);
  const auto same = same_feed(feed, **show);
  if (!same) return std::unexpected(same.error());
  if (!*same) {
    put(tx_, feed);
    return {};
  }
  feeds_[feed.id] = (*same)->id;
  return join_shows(**show, (*same)->show_id);
}

// A show that came in is the one here that follows the same feed, whose id is made of other words of that feed.
Done Importer::join_shows(const Show& archived, const std::string& id) {
  if (id == archived.id || !added_.contains(archived.id)) return {};
  const auto followed = show_by_id(tx_, id);
  if (!followed) return std::unexpected(followed.error());
  if (!*followed || added_.contains(id) || (*followed)->is_private != archived.is_private) return {};
  change(tx_, "UPDATE feeds SET show_id = ? WHERE show_id = ?", {id, archived.id});
  change(tx_, "DELETE FROM shows WHERE id = ?", {archived.id});
  shows_[archived.id] = id;
  --imported_.shows;
  return {};
}

// Nobody comes to own a home by an archive of another one.
Done Importer::take(Reader reader) {
  const auto known = has<Reader>(reader.id);
  if (!known) return std::unexpected(known.error());
  if (*known) return {};
  const auto same = reader_by_email(tx_, reader.email);
  if (!same) return std::unexpected(same.error());
  if (*same)
    readers_[reader.id] = (*same)->id;
  else {
    reader.owner = reader.owner && !merges_;
    put(tx_, reader);
    if (!reader.email.empty() && takes_briefs(reader)) ++imported_.readers;
  }
  return {};
}

// Of one that is distilled here, by what.
Result<int> Importer::progress_here(const Episode& episode) {
  if (episode.state != EpisodeState::distilled) return progress_of(episode);
  const auto own = select_number(tx_, "SELECT count(*) FROM transcripts WHERE episode_id = ?", {episode.id});
  if (!own) return std::unexpected(own.error());
  return *own == 0 ? progress_of_notes : progress_of(episode);
}

Result<std::optional<Episode>> Importer::same_episode(const Episode& episode, bool joined) {
  auto known = episode_by_id(tx_, episode.id);
  if (!known || *known || !joined) return known;
  return select_one<Episode>(
      tx_,
      "WHERE show_id = ? AND ((guid <> '' AND guid = ?) OR (guid = '' AND audio_url <> '' AND audio_url = ?)) "
      "ORDER BY id LIMIT 1",
      {episode.show_id, episode.guid, episode.audio.url});
}

Done Importer::take(Episode episode) {
  const bool joined = shows_.contains(episode.show_id);
  episode.show_id = id_here(shows_, episode.show_id);
  episode.feed_id = id_here(feeds_, episode.feed_id);
  const auto show = has<Show>(episode.show_id);
  if (!show) return std::unexpected(show.error());
  if (!*show) return unknown("show", episode.show_id);
  const auto known = same_episode(episode, joined);
  if (!known) return std::unexpected(known.error());
  if (*known) {
    if ((*known)->id != episode.id) episodes_[episode.id] = (*known)->id;
    episode.id = (*known)->id;
    return further(**known, episode);
  }
  put(tx_, episode);
  taken_.insert(episode.id);
  ++imported_.episodes;
  return {};
}

Done Importer::further(const Episode& here, const Episode& archived) {
  const auto progress = progress_here(here);
  if (!progress) return std::unexpected(progress.error());
  if (*progress >= progress_of(archived)) return {};
  if (here.state == EpisodeState::distilled && archived.state == EpisodeState::distilled) distilled_[here.id];
  put(tx_, furthered(here, archived));
  taken_.insert(here.id);
  return {};
}

Done Importer::take(std::string episode_id, const Transcript& transcript) {
  episode_id = episode_here(episode_id);
  const auto episode = has<Episode>(episode_id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return unknown("episode", episode_id);
  if (taken_.contains(episode_id)) put_transcript(tx_, episode_id, transcript);
  return {};
}

Done Importer::add(const Insight& insight) {
  static const auto sql = upsert(columns_of<Insight>(), "insights", "id");
  change(tx_, sql, row_of(insight));
  note_change(tx_, insight.id);
  if (insight.replaced_by.empty()) indexer_.add(insight);
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
  constexpr double most = 5;
  if (!(insight.score >= 0 && insight.score <= most))
    return fail(ErrorKind::invalid_input,
                fmt::format("The insight {} has a score that is not from 0 to {}.", insight.id, most));
  insight.show_id = id_here(shows_, insight.show_id);
  insight.episode_id = episode_here(insight.episode_id);
  insight.replaced_by = episode_here(insight.replaced_by);
  const auto episode = has<Episode>(insight.episode_id);
  if (!episode) return std::unexpected(episode.error());
  if (!*episode) return unknown("episode", insight.episode_id);
  const auto known = has<Insight>(insight.id);
  if (!known) return std::unexpected(known.error());
  const auto anew = distilled_.find(insight.episode_id);
  if (anew != distilled_.end() && insight.replaced_by.empty()) {
    anew->second.push_back(insight);
    return add(insight);
  }
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
  if (interest.kind == InterestKind::show) interest.value = id_here(shows_, interest.value);
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
  if (add_brief(tx_, brief)) briefs_.insert(brief.id);
  return {};
}

// That of a day whose brief this home has made itself stays out with its brief. What waits to be sent is sent by one
// home: this one where the archive moves here, else the one that wrote it.
Done Importer::take(Delivery delivery) {
  delivery.reader_id = reader_here(delivery.reader_id);
  if (!briefs_.contains(delivery.brief_id)) return {};
  if (merges_ && delivery.state == DeliveryState::due) {
    delivery.state = DeliveryState::failed;
    delivery.problem = "not sent here: the home that the archive is from sends it";
  }
  add_delivery(tx_, delivery);
  if (!merges_) deliveries_.insert(delivery.id);
  return {};
}

// Its secret is in no archive; one that somebody wrote into it is not this home's.
Done Importer::take(Hook hook) {
  const auto known = has<Hook>(hook.id);
  if (!known) return std::unexpected(known.error());
  if (*known) return {};
  hook.reader_id = reader_here(hook.reader_id);
  hook.secret.clear();
  if (hook.state == HookState::active) {
    hook.state = HookState::paused;
    hook.problem = "its secret is in no archive: make a new one, give it to the receiver, and resume";
  }
  put(tx_, hook);
  return {};
}

Done Importer::take(Answer answer) {
  answer.episode_id = episode_here(answer.episode_id);
  put(tx_, answer);
  return {};
}

Done Importer::take(Distillation made) {
  made.episode_id = episode_here(made.episode_id);
  put(tx_, made);
  return {};
}

// Work on what this home has of its own is this home's.
Result<bool> Importer::is_wanted(const Work& work) {
  const auto& subject = work.key.subject;
  if (subject.starts_with("ep_")) return taken_.contains(subject);
  if (subject.starts_with("fe_")) return has<Feed>(subject);
  if (subject.starts_with("de_")) return deliveries_.contains(subject);
  if (subject.starts_with("re_")) return has<Reader>(subject);
  return true;
}

// What was leased when it was exported is due again.
Done Importer::take(Work work) {
  static const auto keep = insert(columns_of<Work>(), "work") + "ON CONFLICT DO NOTHING";
  static const auto replace = upsert(columns_of<Work>(), "work", "step, subject, version");
  work.key.subject = episode_here(work.key.subject);
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
  for (const auto& [id, insights] : distilled_) replace_insights(tx_, id, insights);
  next_edition(tx_);
  if (relate_version.empty()) return {};
  for (const auto& id : taken_) {
    const auto insights = insights_of_episode(tx_, id);
    if (!insights) return std::unexpected(insights.error());
    if (!insights->empty()) enqueue(tx_, {"relate", id, std::string(relate_version)}, {}, IfKnown::again);
  }
  return {};
}

}  // namespace pith::store
