// Sends one message to a webhook, once; whether it is tried again follows from the answer. The row and its bytes have
// been there since what it tells of happened. A crash between the answer and its record sends the same bytes under the
// same id again.
#include <algorithm>

#include <fmt/format.h>

#include "base/url.h"
#include "base/webhook.h"
#include "domain/reader.h"
#include "net/retry_after.h"
#include "pipeline/hooks.h"
#include "pipeline/recording.h"
#include "pipeline/steps/step.h"
#include "stages/delivery/hook_answer.h"
#include "store/hooks.h"
#include "text/utf8.h"

namespace pith::pipeline {

namespace {

using delivery::HookFate;
using delivery::HookTry;

// What an answer says in its first line; the rest is not waited for.
class FirstLine final : public net::BodySink {
 public:
  Result<void> begin(int status, const net::Headers& headers) override {
    status_ = status;
    headers_ = headers;
    return {};
  }
  Result<void> take(std::string_view bytes) override {
    constexpr std::size_t kept = 400;
    constexpr std::size_t most = 64 << 10;
    line_ += bytes.substr(0, kept - std::min(kept, line_.size()));
    taken_ += bytes.size();
    if (taken_ > most) return fail(ErrorKind::too_large, "the answer is longer than anyone reads");
    return {};
  }

  int status() const { return status_; }
  const net::Headers& headers() const { return headers_; }
  std::string line() const {
    constexpr std::size_t shown = 160;
    const auto first = text::repair_utf8(std::string_view(line_).substr(0, line_.find('\n')));
    return std::string(text::truncate_utf8(text::fold_space(first), shown));
  }

 private:
  int status_ = 0;
  net::Headers headers_;
  std::string line_;
  std::size_t taken_ = 0;
};

struct Parcel {
  Hook hook;
  HookMessage message;
};

bool is_test(const HookMessage& message) { return message.event == HookEvent::test; }

// Where there are no accounts the reader at home may name any address; all others those that feeds may have.
net::HttpRequest request_of(const Context& context, const Parcel& parcel, const std::string& signature, Time now) {
  net::HttpRequest request;
  request.url = parcel.hook.url;
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"},
                     {"webhook-id", parcel.message.id},
                     {"webhook-timestamp", webhook_timestamp(now)},
                     {"webhook-signature", signature}};
  request.body = parcel.message.body;
  request.limits.connect = std::chrono::seconds{5};
  request.limits.total = std::chrono::seconds{15};
  request.limits.max_redirects = 0;
  request.trusted = context.signer == nullptr && parcel.hook.reader_id == home_reader;
  request.stop = context.stop;
  return request;
}

// An error's sentence with the host in place of the address, whose path may be a secret.
std::string without_address(std::string sentence, const std::string& address) {
  const auto url = parse_url(address);
  const auto shown = url ? url->host : std::string("its address");
  for (const auto& written : {url ? url->text() : address, address})
    for (const auto& form : {redact_url(written), written})
      for (auto at = sentence.find(form); at != std::string::npos; at = sentence.find(form, at + shown.size()))
        sentence.replace(at, form.size(), shown);
  return sentence;
}

// Once a status is there, it is the answer, whatever becomes of the rest.
HookTry try_once(Context& context, net::HttpRequest request) {
  const auto line = std::make_shared<FirstLine>();
  const auto address = request.url;
  request.sink = line;
  const auto response = [&] {
    const Waiting waiting(context);
    return net::fetch(context.http, std::move(request));
  }();
  const int status = response ? response->status : line->status();
  if (status == 0)
    return {0, without_address(response.error().message, address), std::nullopt,
            response.error().kind == ErrorKind::refused};
  const auto& headers = response ? response->headers : line->headers();
  return {status, line->line(), net::revisit_hint(headers, context.clock.now()).not_before, false};
}

// A message that will not be sent, and why.
StepResult let_go(Context& context, const store::Work& work, HookMessage message, std::string why) {
  message.state = DeliveryState::failed;
  message.answer = std::move(why);
  context.observe({"hook", message.hook_id, message.answer, true, Unsent::never});
  return stored(context.store.write([&](store::Tx& tx) {
    store::update(tx, message);
    store::complete(tx, work);
  }));
}

void settle_work(store::Tx& tx, const Context& context, const store::Work& work, delivery::HookNext next,
                 const std::string& said) {
  if (next.fate == HookFate::again) return store::retry_at(tx, work, context.clock.now() + next.pause, said);
  if (next.fate == HookFate::given_up) return store::bury(tx, work, said);
  store::complete(tx, work);
}

// What the message is now. The hook is read anew: its owner may have changed it meanwhile.
Result<DeliveryState> keep(Context& context, const store::Work& work, HookMessage message, const HookTry& tried) {
  const Time now = context.clock.now();
  message.attempts += 1;
  auto next = delivery::next_of(tried, message.attempts, message.id);
  const bool last_test = is_test(message) && next.fate == HookFate::again;  // somebody waits: one try tells
  if (next.fate != HookFate::again || last_test)
    message.state = next.fate == HookFate::delivered ? DeliveryState::sent : DeliveryState::failed;
  message.tried = now;
  message.status = tried.status;
  message.answer = delivery::answer_text(tried);
  const auto put = [&](store::Tx& tx) -> Result<DeliveryState> {
    const auto hook = store::hook_by_id(tx, message.hook_id);
    if (!hook) return std::unexpected(hook.error());
    store::update(tx, message);
    if (last_test)
      store::complete(tx, work);
    else
      settle_work(tx, context, work, next, message.answer);
    if (*hook && (*hook)->state != HookState::ended) store::put(tx, delivery::after(**hook, next, tried, now));
    return message.state;
  };
  return record(context.stop, [&] { return context.store.write(put, store::Durability::power); });
}

StepResult send(Context& context, const store::Work& work, const Parcel& parcel) {
  const Time now = context.clock.now();
  const auto signature = webhook_signature(parcel.hook.secret, {parcel.message.id, now, parcel.message.body});
  if (!signature) return let_go(context, work, parcel.message, "it has no secret to sign with; make a new one");
  const auto tried = try_once(context, request_of(context, parcel, *signature, now));
  if (tried.status == 0 && context.stop.stop_requested()) return std::unexpected(Error{ErrorKind::network, "stopped"});
  const auto done = keep(context, work, parcel.message, tried);
  if (!done) return std::unexpected(done.error());
  const bool delivered = tried.status >= 200 && tried.status < 300;
  const auto unsent = *done == DeliveryState::failed ? Unsent::never : Unsent::later;
  context.observe({"hook", parcel.hook.id,  // its address may be a secret
                   fmt::format("{}: {}", name_of(parcel.message.event), delivery::answer_text(tried)), !delivered,
                   delivered ? Unsent::no : unsent});
  return {};
}

Result<std::optional<Parcel>> parcel_of(const store::Session& session, std::string_view message_id) {
  auto message = store::hook_message_by_id(session, message_id);
  if (!message) return std::unexpected(message.error());
  if (!*message || (*message)->state == DeliveryState::sent) return std::optional<Parcel>{};
  auto hook = store::hook_by_id(session, (*message)->hook_id);
  if (!hook) return std::unexpected(hook.error());
  if (!*hook) return std::optional<Parcel>{};
  return Parcel{**std::move(hook), **std::move(message)};
}

}  // namespace

StepResult send_hook(Context& context, const store::Work& work) {
  const auto parcel = parcel_of(context.store.read(), work.key.subject);
  if (!parcel) return std::unexpected(parcel.error());
  if (!*parcel) return stored(context.store.write([&](store::Tx& tx) { store::complete(tx, work); }));
  const auto& [hook, message] = **parcel;
  const auto may = may_have_hooks(context.store.read(), hook.reader_id);
  if (!may) return std::unexpected(may.error());
  if (!*may) return let_go(context, work, message, "whose it is owns nothing here any more");
  if (is_test(message)) return send(context, work, **parcel);
  if (hook.state != HookState::active) return let_go(context, work, message, fmt::format("not sent: {}", hook.problem));
  if (hook.rests_until && *hook.rests_until > context.clock.now()) {
    context.observe({"hook", hook.id, "its receiver asked to wait", true, Unsent::later});
    return stored(context.store.write(
        [&](store::Tx& tx) { store::reschedule(tx, work, *hook.rests_until, "its receiver asked to wait"); }));
  }
  return send(context, work, **parcel);
}

Result<void> give_up_hook(Context& context, const store::Work& work, const Error& error) {
  context.observe({"hook", work.key.subject, error.message, true});
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    auto message = store::hook_message_by_id(tx, work.key.subject);
    if (!message) return std::unexpected(message.error());
    if (*message) {
      (*message)->state = DeliveryState::failed;
      (*message)->answer = error.message;
      store::update(tx, **message);
    }
    store::bury(tx, work, error.message);
    return {};
  });
}

}  // namespace pith::pipeline
