// Sends one delivery whose row and bytes have been there since its brief was made (invariant 2).
#include <fmt/format.h>

#include "pipeline/recording.h"
#include "pipeline/signed_links.h"
#include "pipeline/steps/step.h"
#include "stages/delivery/mail.h"
#include "store/deliveries.h"
#include "store/readers.h"

namespace pith::pipeline {

namespace {

using store::Durability;

Result<std::string> address_of(std::string_view mailbox) { return delivery::bare_address(mailbox); }

// What is to be sent now, if anything: consent is checked here, at sending.
Result<std::optional<Delivery>> still_wanted(Context& context, const store::Work& work, Reader& reader) {
  const auto session = context.store.read();
  auto delivery = store::delivery_by_id(session, work.key.subject);
  if (!delivery) return std::unexpected(delivery.error());
  if (!*delivery || (*delivery)->state == DeliveryState::sent) return std::optional<Delivery>{};
  auto found = store::reader_by_id(session, (*delivery)->reader_id);
  if (!found) return std::unexpected(found.error());
  if (!*found || !takes_briefs(**found) || (*found)->email.empty()) return std::optional<Delivery>{};
  reader = std::move(**found);
  return delivery;
}

StepResult keep_outcome(Context& context, Delivery delivery, delivery::SendOutcome outcome, const store::Work& work) {
  const bool sent = outcome == delivery::SendOutcome::sent;
  delivery.state = sent ? DeliveryState::sent : DeliveryState::in_doubt;
  delivery.attempts += 1;
  delivery.problem = sent ? "" : "the mail server took all of it and never answered; it may have arrived";
  if (sent) delivery.sent = context.clock.now();
  const auto put = [&](store::Tx& tx) {
    store::update(tx, delivery);
    store::complete(tx, work);
  };
  return stored(record(context.stop, [&] { return context.store.write(put, Durability::power); }));
}

}  // namespace

StepResult deliver(Context& context, const store::Work& work) {
  Reader reader;
  const auto delivery = still_wanted(context, work, reader);
  if (!delivery) return std::unexpected(delivery.error());
  if (!*delivery) return stored(context.store.write([&](store::Tx& tx) { store::complete(tx, work); }));
  const auto from = address_of(context.options.mail_from);
  if (!from) return std::unexpected(from.error());
  const auto to = address_of(reader.email);
  if (!to) return std::unexpected(to.error());
  const auto outcome =
      send_mail(context, work, reader.email, {(*delivery)->message_id, *from, *to, (*delivery)->message});
  if (!outcome) return std::unexpected(outcome.error());
  return keep_outcome(context, **delivery, *outcome, work);
}

// Of a reader who is gone: what the outbox has of a mail goes, and this row with it.
StepResult forget_mail(Context& context, const store::Work& work) {
  const auto& subject = work.key.subject;
  const auto id =
      subject.contains('@') ? subject : fmt::format("{}@{}", subject, mail_domain(context.options.site_url));
  if (const auto done = context.channel.forget(id); !done) return std::unexpected(done.error());
  return stored(context.store.write([&](store::Tx& tx) {
    store::complete(tx, work);
    store::forget(tx, work.key);
  }));
}

Result<void> give_up_deliver(Context& context, const store::Work& work, const Error& error) {
  context.observe({"deliver", work.key.subject, error.message, true});
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    auto delivery = store::delivery_by_id(tx, work.key.subject);
    if (!delivery) return std::unexpected(delivery.error());
    if (*delivery) {
      (*delivery)->state = DeliveryState::failed;
      (*delivery)->problem = error.message;
      store::update(tx, **delivery);
    }
    store::bury(tx, work, error.message);
    return {};
  });
}

}  // namespace pith::pipeline
