#include "pipeline/briefing.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "pipeline/hooks.h"
#include "pipeline/round.h"
#include "pipeline/signed_links.h"
#include "pipeline/steps/step.h"
#include "stages/brief/choose.h"
#include "stages/delivery/mail.h"
#include "stages/delivery/view_of.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/readers.h"
#include "store/sourced.h"

namespace pith::pipeline {

namespace {

using Sent = std::vector<std::string>;

struct ForDay {
  const Reader& reader;
  CivilDay day;
  const Sent& sent;  // to the reader, so far
};

Result<Brief> new_brief(Context& context, const Round& round, const ForDay& whom) {
  const auto& reader = whom.reader;
  const auto leanings = context.rounds.leanings_of(context, reader.id);
  if (!leanings) return std::unexpected(leanings.error());
  return brief::choose(round.material, {.reader_id = reader.id,
                                        .day = whom.day,
                                        .made = context.clock.now(),
                                        .sent = whom.sent,
                                        .leanings = &*leanings,
                                        .at_home = reader.id == home_reader && context.options.home_pages});
}

delivery::BriefView view_in(const Round& round, const Context& context, const Brief& brief, const Reader& reader) {
  std::vector<SourcedInsight> sources;
  for (const auto& pick : brief.picks)
    if (const auto source = round.sources.find(pick.insight_id); source != round.sources.end())
      sources.push_back(source->second);
  return delivery::view_of(brief, sources, reader.zone, delivery::Addresses(context.options.site_url));
}

Result<delivery::BriefView> view_in(const store::Session& session, const Context& context, const Brief& brief,
                                    const Reader& reader) {
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  const auto sources = store::sourced_insights(session, ids);
  if (!sources) return std::unexpected(sources.error());
  return delivery::view_of(brief, *sources, reader.zone, delivery::Addresses(context.options.site_url));
}

// What is in the mail for this reader alone.
struct Links {
  std::string unsubscribe;
  std::string settings;
};

Links add_links(const Context& context, const Brief& brief, const Reader& reader, delivery::BriefView& view) {
  const delivery::Addresses site(context.options.site_url);
  if (reader.id == home_reader) {
    if (!context.options.home_pages) return {};
    for (auto& pick : view.picks) pick.taste_url = site.taste(pick.insight_id);
    return {"", site.settings()};
  }
  if (context.signer == nullptr) return {};
  for (auto& pick : view.picks)
    pick.taste_url = taste_link(*context.signer, site, {reader.id, pick.insight_id}, brief.made);
  view.day_url = day_link(*context.signer, site, reader.id, brief);
  return {unsubscribe_link(*context.signer, site, reader.id, brief.made), site.settings()};
}

Result<Delivery> delivery_of(const Context& context, const Round& round, const Brief& brief, const Reader& reader) {
  auto view = view_in(round, context, brief, reader);
  const auto links = add_links(context, brief, reader, view);
  Delivery delivery;
  delivery.brief_id = brief.id;
  delivery.reader_id = reader.id;
  delivery.channel = context.channel.name();
  delivery.id = make_id("de", {brief.id, delivery.channel});
  delivery.message_id = fmt::format("{}@{}", brief.id, mail_domain(context.options.site_url));
  auto message = delivery::render_mail(view, {.from = context.options.mail_from,
                                              .to = reader.email,
                                              .message_id = delivery.message_id,
                                              .date = brief.made,
                                              .list_id = fmt::format("brief.{}", mail_domain(context.options.site_url)),
                                              .unsubscribe = links.unsubscribe,
                                              .settings_url = links.settings});
  if (!message) return std::unexpected(message.error());
  delivery.message = std::move(*message);
  return delivery;
}

Result<std::optional<Delivery>> wanted_delivery(const Context& context, const Round& round, const Brief& brief,
                                                const Reader& reader) {
  if (reader.email.empty() || !takes_briefs(reader) || brief.picks.empty()) return std::optional<Delivery>{};
  auto delivery = delivery_of(context, round, brief, reader);
  if (!delivery) return std::unexpected(delivery.error());
  return std::optional<Delivery>{std::move(*delivery)};
}

struct Made {
  Brief brief;
  std::optional<Delivery> delivery;
};

void add(store::Tx& tx, const Context& context, const Made& made) {
  if (made.brief.picks.empty() || !store::add_brief(tx, made.brief)) return;
  tell_of_brief(tx, context, made.brief);
  if (!made.delivery) return;
  store::add_delivery(tx, *made.delivery);
  store::enqueue(tx, deliver_work(made.delivery->id), context.clock.now());
}

// The day is not used up by a brief without picks while some may come.
void settle(store::Tx& tx, const BriefWork& work, const Brief& brief) {
  if (brief.picks.empty() && work.again_if_empty)
    store::reschedule(tx, work.work, *work.again_if_empty,
                      "there is nothing to pick from yet; episodes are on their way");
  else
    store::complete(tx, work.work);
}

// One that another process made in the meantime wins. None where the reader was sent something else since `sent` was
// read: then other picks may be right.
Result<std::optional<Brief>> keep(Context& context, const Made& made, const Sent& sent, const BriefWork* work) {
  const auto& brief = made.brief;
  const auto done = context.store.write([&](store::Tx& tx) -> Result<bool> {
    const auto known = store::brief_of_day(tx, brief.reader_id, brief.day);
    if (!known) return std::unexpected(known.error());
    const auto now_sent = store::sent_insights(tx, brief.reader_id);
    if (!now_sent) return std::unexpected(now_sent.error());
    if (!*known && *now_sent != sent) return false;
    if (!*known) add(tx, context, made);
    if (work != nullptr) settle(tx, *work, brief);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  if (!*done) return std::optional<Brief>{};
  auto stored = store::brief_of_day(context.store.read(), brief.reader_id, brief.day);
  if (!stored) return std::unexpected(stored.error());
  return std::optional<Brief>{stored->value_or(brief)};
}

// What is known of the day, or is made now; none where it must be made anew.
Result<std::optional<Brief>> try_brief(Context& context, const Reader& reader, CivilDay day, const BriefWork* work) {
  const auto sent = store::sent_insights(context.store.read(), reader.id);
  if (!sent) return std::unexpected(sent.error());
  auto known = store::brief_of_day(context.store.read(), reader.id, day);
  if (!known) return std::unexpected(known.error());
  if (*known) return keep(context, {**known, std::nullopt}, *sent, work);
  const auto round = context.rounds.current(context);
  if (!round) return std::unexpected(round.error());
  auto brief = new_brief(context, **round, {reader, day, *sent});
  if (!brief) return std::unexpected(brief.error());
  auto delivery = wanted_delivery(context, **round, *brief, reader);
  if (!delivery) return std::unexpected(delivery.error());
  return keep(context, {*std::move(brief), *std::move(delivery)}, *sent, work);
}

// Whether the reader's brief was put among the work.
bool begin_brief(store::Tx& tx, Reader& reader, Time now) {
  const auto due = brief_due(reader, now);
  reader.next_brief = due.next;
  if (due.day) {
    reader.last_day = due.day;
    store::enqueue(tx, brief_work(reader.id, format_day(*due.day)), now);
  }
  store::note_looked(tx, reader);
  return due.day.has_value();
}

}  // namespace

Result<Brief> brief_of(Context& context, const Reader& reader, CivilDay day, const BriefWork* work) {
  constexpr int most_tries = 5;
  for (int tries = 0; tries < most_tries; ++tries) {
    auto brief = try_brief(context, reader, day, work);
    if (!brief) return std::unexpected(brief.error());
    if (*brief) return **std::move(brief);
  }
  return fail(ErrorKind::locked, fmt::format("The briefs of {} are made by several at once. Try again.", reader.id));
}

Result<delivery::BriefView> view_of_brief(Context& context, const Brief& brief, const Reader& reader) {
  return view_in(context.store.read(), context, brief, reader);
}

Result<int> enqueue_due_briefs(store::Store& store, Time now) {
  constexpr int batch = 1000;
  int count = 0;
  while (true) {
    const auto ready = store::readers_to_look_at(store.read(), now, 1);
    if (!ready) return std::unexpected(ready.error());
    if (ready->empty()) return count;
    auto begun = store.write([&](store::Tx& tx) -> Result<int> {
      auto readers = store::readers_to_look_at(tx, now, batch);
      if (!readers) return std::unexpected(readers.error());
      int due = 0;
      for (auto& reader : *readers) due += begin_brief(tx, reader, now);
      return due;
    });
    if (!begun) return begun;
    count += *begun;
  }
}

}  // namespace pith::pipeline
