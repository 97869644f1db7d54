// The fields of each value that is kept, named once: columns, JSON members, reading and writing all follow from here.
// A visitor is called with (name, field) for each; `Of` lets one function serve values that are read and written.
#pragma once

#include <concepts>
#include <type_traits>

#include "domain/access_key.h"
#include "domain/answer.h"
#include "domain/brief.h"
#include "domain/delivery.h"
#include "domain/distillation.h"
#include "domain/episode.h"
#include "domain/feed.h"
#include "domain/hook.h"
#include "domain/insight.h"
#include "domain/letter.h"
#include "domain/person.h"
#include "domain/reader.h"
#include "domain/show.h"
#include "domain/storyline.h"
#include "domain/taste.h"
#include "domain/token.h"
#include "domain/transcript.h"
#include "store/work.h"

namespace pith::store {

template <class T, class Value>
concept Of = std::same_as<std::remove_const_t<T>, Value>;

void describe(auto& visit, Of<Person> auto& person) {
  visit("name", person.name);
  visit("role", person.role);
  visit("group", person.group);
  visit("link", person.link);
  visit("image", person.image);
}

void describe(auto& visit, Of<TranscriptLink> auto& link) {
  visit("url", link.url);
  visit("type", link.type);
  visit("language", link.language);
  visit("rel", link.rel);
}

void describe(auto& visit, Of<Chapter> auto& chapter) {
  visit("start", chapter.start);
  visit("title", chapter.title);
  visit("link", chapter.link);
  visit("image", chapter.image);
  visit("silent", chapter.silent);
}

void describe(auto& visit, Of<Soundbite> auto& bite) {
  visit("start", bite.start);
  visit("duration", bite.duration);
  visit("title", bite.title);
}

void describe(auto& visit, Of<Quote> auto& quote) {
  visit("first", quote.cues.first);
  visit("last", quote.cues.last);
  visit("start", quote.start);
  visit("end", quote.end);
  visit("speaker", quote.speaker);
  visit("text", quote.text);
}

void describe(auto& visit, Of<Pick> auto& pick) {
  visit("insight_id", pick.insight_id);
  visit("reason", pick.reason);
  visit("score", pick.score);
}

void describe(auto& visit, Of<Cue> auto& cue) {
  visit("start", cue.start);
  visit("end", cue.end);
  visit("speaker", cue.speaker);
  visit("kind", cue.kind);
  visit("text", cue.text);
}

void describe(auto& visit, Of<Transcript> auto& transcript) {
  visit("speakers", transcript.speakers);
  visit("cues", transcript.cues);
  visit("language", transcript.language);
  visit("format", transcript.format);
  visit("timed", transcript.timed);
  visit("notes", transcript.notes);
  visit("heard_by", transcript.heard_by);
  visit("heard_percent", transcript.heard_percent);
}

void describe(auto& visit, Of<Show> auto& show) {
  visit("id", show.id);
  visit("slug", show.slug);
  visit("title", show.title);
  visit("author", show.author);
  visit("description", show.description);
  visit("link", show.link);
  visit("image", show.image);
  visit("language", show.language);
  visit("categories", show.categories);
  visit("persons", show.persons);
  visit("added", show.added);
  visit("hidden", show.hidden);
  visit("removed", show.removed);
  visit("owner", show.owner);
  visit("is_private", show.is_private);
}

void describe(auto& visit, Of<Feed> auto& feed) {
  visit("id", feed.id);
  visit("show_id", feed.show_id);
  visit("url", feed.url);
  visit("aliases", feed.aliases);
  visit("etag", feed.validators.etag);
  visit("last_modified", feed.validators.last_modified);
  visit("validators_of", feed.validators.of);
  visit("validators_given", feed.validators.given);
  visit("body_hash", feed.body_hash);
  visit("next_poll", feed.next_poll);
  visit("last_polled", feed.last_polled);
  visit("last_good", feed.last_good);
  visit("failures", feed.failures);
  visit("problem", feed.problem);
  visit("ended", feed.ended);
  visit("moved_hint", feed.moved_hint);
  visit("update_rule", feed.update_rule);
  visit("announced_end", feed.announced_end);
}

void describe(auto& visit, Of<Episode> auto& episode) {
  visit("id", episode.id);
  visit("show_id", episode.show_id);
  visit("feed_id", episode.feed_id);
  visit("guid", episode.guid);
  visit("aliases", episode.aliases);
  visit("title", episode.title);
  visit("link", episode.link);
  visit("description", episode.description);
  visit("published", episode.published);
  visit("published_raw", episode.published_raw);
  visit("first_seen", episode.first_seen);
  visit("audio_url", episode.audio.url);
  visit("audio_type", episode.audio.type);
  visit("audio_length", episode.audio.length);
  visit("duration", episode.duration);
  visit("transcripts", episode.transcripts);
  visit("chapters_url", episode.chapters_url);
  visit("chapters", episode.chapters);
  visit("soundbites", episode.soundbites);
  visit("persons", episode.persons);
  visit("season", episode.season);
  visit("number", episode.number);
  visit("image", episode.image);
  visit("state", episode.state);
  visit("reason", episode.reason);
  visit("gone", episode.gone);
  visit("hidden", episode.hidden);
}

void describe(auto& visit, Of<Insight> auto& insight) {
  visit("id", insight.id);
  visit("episode_id", insight.episode_id);
  visit("show_id", insight.show_id);
  visit("headline", insight.headline);
  visit("text", insight.text);
  visit("speaker", insight.speaker);
  visit("topics", insight.topics);
  visit("entities", insight.entities);
  visit("score", insight.score);
  visit("clarity", insight.clarity);
  visit("key_start", insight.key_start);
  visit("evidence", insight.evidence);
  visit("engine", insight.engine);
  visit("version", insight.version);
  visit("published", insight.published);
  visit("first_seen", insight.first_seen);
  visit("replaced_by", insight.replaced_by);
}

void describe(auto& visit, Of<Appearance> auto& appearance) {
  visit("episode_id", appearance.episode_id);
  visit("show_id", appearance.show_id);
  visit("key", appearance.key);
  visit("name", appearance.name);
  visit("source", appearance.source);
  visit("role", appearance.role);
  visit("link", appearance.link);
  visit("image", appearance.image);
}

void describe(auto& visit, Of<Link> auto& link) {
  visit("from_id", link.from);
  visit("to_id", link.to);
  visit("kind", link.kind);
  visit("score", link.score);
}

void describe(auto& visit, Of<Reader> auto& reader) {
  visit("id", reader.id);
  visit("email", reader.email);
  visit("zone", reader.zone);
  visit("hour", reader.hour);
  visit("state", reader.state);
  visit("added", reader.added);
  visit("language", reader.language);
  visit("owner", reader.owner);
  visit("confirmed", reader.confirmed);
  visit("consent_source", reader.consent_source);
  visit("consent_from", reader.consent_from);
  visit("last_day", reader.last_day);
  visit("next_brief", reader.next_brief);
}

void describe(auto& visit, Of<Token> auto& token) {
  visit("hash", token.hash);
  visit("purpose", token.purpose);
  visit("reader_id", token.reader_id);
  visit("made", token.made);
  visit("expires", token.expires);
}

void describe(auto& visit, Of<AccessKey> auto& key) {
  visit("id", key.id);
  visit("purpose", key.purpose);
  visit("reader_id", key.reader_id);
  visit("name", key.name);
  visit("hash", key.hash);
  visit("made", key.made);
  visit("last_used", key.last_used);
}

void describe(auto& visit, Of<Letter> auto& letter) {
  visit("id", letter.id);
  visit("kind", letter.kind);
  visit("email", letter.email);
  visit("zone", letter.zone);
  visit("hour", letter.hour);
  visit("language", letter.language);
  visit("interests", letter.interests);
  visit("source", letter.source);
  visit("asked_from", letter.asked_from);
  visit("asked", letter.asked);
  visit("begun", letter.begun);
  visit("sent", letter.sent);
}

void describe(auto& visit, Of<Interest> auto& interest) {
  visit("reader_id", interest.reader_id);
  visit("kind", interest.kind);
  visit("value", interest.value);
  visit("since", interest.since);
}

void describe(auto& visit, Of<Verdict> auto& verdict) {
  visit("reader_id", verdict.reader_id);
  visit("insight_id", verdict.insight_id);
  visit("taste", verdict.taste);
  visit("given", verdict.given);
}

void describe(auto& visit, Of<Brief> auto& brief) {
  visit("id", brief.id);
  visit("reader_id", brief.reader_id);
  visit("day", brief.day);
  visit("made", brief.made);
  visit("picks", brief.picks);
  visit("note", brief.note);
}

void describe(auto& visit, Of<Delivery> auto& delivery) {
  visit("id", delivery.id);
  visit("brief_id", delivery.brief_id);
  visit("reader_id", delivery.reader_id);
  visit("channel", delivery.channel);
  visit("message_id", delivery.message_id);
  visit("message", delivery.message);
  visit("state", delivery.state);
  visit("attempts", delivery.attempts);
  visit("problem", delivery.problem);
  visit("sent", delivery.sent);
}

void describe(auto& visit, Of<Answer> auto& answer) {
  visit("key", answer.key);
  visit("episode_id", answer.episode_id);
  visit("purpose", answer.purpose);
  visit("model", answer.model);
  visit("version", answer.version);
  visit("asked", answer.asked);
  visit("content", answer.content);
  visit("finish", answer.finish);
  visit("prompt_tokens", answer.prompt_tokens);
  visit("completion_tokens", answer.completion_tokens);
  visit("cost", answer.cost);
  visit("latency", answer.latency);
  visit("offered", answer.outcome.offered);
  visit("stood", answer.outcome.stood);
  visit("faults", answer.outcome.faults);
}

void describe(auto& visit, Of<Drop> auto& drop) {
  visit("reason", drop.reason);
  visit("count", drop.count);
}

void describe(auto& visit, Of<Distillation> auto& made) {
  visit("episode_id", made.episode_id);
  visit("made", made.made);
  visit("wanted", made.wanted);
  visit("engine", made.engine);
  visit("version", made.version);
  visit("insights", made.insights);
  visit("dropped", made.dropped);
  visit("note", made.note);
  visit("provisional", made.provisional);
}

void describe(auto& visit, Of<Hook> auto& hook) {
  visit("id", hook.id);
  visit("reader_id", hook.reader_id);
  visit("url", hook.url);
  visit("secret", hook.secret);
  visit("events", hook.events);
  visit("words", hook.words);
  visit("state", hook.state);
  visit("problem", hook.problem);
  visit("failures", hook.failures);
  visit("rests_until", hook.rests_until);
  visit("added", hook.added);
}

void describe(auto& visit, Of<HookMessage> auto& message) {
  visit("id", message.id);
  visit("hook_id", message.hook_id);
  visit("event", message.event);
  visit("subject", message.subject);
  visit("body", message.body);
  visit("made", message.made);
  visit("state", message.state);
  visit("attempts", message.attempts);
  visit("tried", message.tried);
  visit("status", message.status);
  visit("answer", message.answer);
}

void describe(auto& visit, Of<Work> auto& work) {
  visit("step", work.key.step);
  visit("subject", work.key.subject);
  visit("version", work.key.version);
  visit("state", work.state);
  visit("due", work.due);
  visit("attempts", work.attempts);
  visit("owner", work.owner);
  visit("lease_until", work.lease_until);
  visit("error", work.error);
}

}  // namespace pith::store
