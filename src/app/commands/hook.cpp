// pith hook: webhooks from the command line.
#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/usage.h"
#include "base/ids.h"
#include "base/tokens.h"
#include "base/webhook.h"
#include "lib/json/json.h"
#include "pipeline/hooks.h"
#include "stages/delivery/hook_wish.h"
#include "store/hooks.h"
#include "store/names.h"
#include "store/readers.h"

namespace pith::app {

namespace {

struct Call {
  Program& program;
  store::Store& store;
  const Arguments& arguments;

  std::string target() const { return arguments.get("TARGET"); }
  int say(const json::Value& value, std::string_view sentence) const {
    print(program.json() ? json::write(value) + "\n" : std::string(sentence) + "\n");
    return 0;
  }
};

std::vector<std::string_view> names_of(const std::vector<HookEvent>& events) {
  std::vector<std::string_view> names;
  for (const auto event : events) names.push_back(name_of(event));
  return names;
}

json::Value hook_json(const Hook& hook) {
  auto events = json::array();
  for (const auto name : names_of(hook.events)) events.push(name);
  auto words = json::array();
  for (const auto& word : hook.words) words.push(word);
  auto out = json::object({{"id", hook.id}, {"url", hook.url}, {"events", std::move(events)}});
  out.set("words", std::move(words)).set("state", store::word_of(hook.state));
  if (!hook.problem.empty()) out.set("problem", hook.problem);
  return out;
}

json::Value message_json(const HookMessage& message) {
  auto out = json::object({{"id", message.id},
                           {"event", name_of(message.event)},
                           {"subject", message.subject},
                           {"made", format_rfc3339(message.made)},
                           {"state", store::word_of(message.state)},
                           {"tries", message.attempts}});
  if (message.tried) out.set("tried", format_rfc3339(*message.tried)).set("answer", message.answer);
  return out;
}

Result<std::string> reader_named(const Call& call) {
  const auto email = call.arguments.get("--reader");
  if (email.empty()) return std::string(home_reader);
  const auto reader = store::reader_by_email(call.store.read(), address_key(email));
  if (!reader) return std::unexpected(reader.error());
  if (!*reader || !(*reader)->owner)
    return fail(ErrorKind::invalid_input, fmt::format("{} is no owner here; pith owner makes one", email));
  return (*reader)->id;
}

Result<Hook> hook_named(const store::Session& session, const Call& call) {
  if (call.target().empty()) return wrong_usage("name the webhook by its id; pith hook list has them");
  auto hook = store::hook_by_id(session, call.target());
  if (!hook) return std::unexpected(hook.error());
  if (!*hook)
    return fail(ErrorKind::not_found,
                fmt::format("there is no webhook \"{}\"; pith hook list has them", call.target()));
  return **std::move(hook);
}

Result<Hook> changed(const Call& call, Result<void> (*change)(Hook&)) {
  return call.store.write([&](store::Tx& tx) -> Result<Hook> {
    auto hook = hook_named(tx, call);
    if (!hook) return hook;
    if (auto done = change(*hook); !done) return std::unexpected(done.error());
    store::put(tx, *hook);
    return hook;
  });
}

Result<void> save_new(const Call& call, const Hook& hook) {
  return call.store.write([&](store::Tx& tx) -> Result<void> {
    const auto keeper = store::reader_by_id(tx, hook.reader_id);
    if (!keeper) return std::unexpected(keeper.error());
    if (!*keeper) return fail(ErrorKind::not_found, "its reader is not here any more");
    const auto known = store::hooks_of_reader(tx, hook.reader_id);
    if (!known) return std::unexpected(known.error());
    if (known->size() >= delivery::most_hooks)
      return fail(ErrorKind::refused, fmt::format("there are {} webhooks already; remove one", known->size()));
    store::put(tx, hook);
    return {};
  });
}

int show_secret(const Call& call, const Hook& hook, std::string_view what) {
  return call.say(json::object({{"id", hook.id}, {"url", hook.url}, {"secret", hook.secret}}),
                  fmt::format("{} {}. Its secret, shown this once:\n{}", hook.id, what, hook.secret));
}

Result<int> add(const Call& call) {
  auto hook = delivery::hook_of({call.target(), call.arguments.get("--event"), call.arguments.get("--words")});
  if (!hook) return wrong_usage(hook.error().message);
  auto reader = reader_named(call);
  if (!reader) return std::unexpected(reader.error());
  hook->id = make_id("ho", {random_name()});
  hook->reader_id = *std::move(reader);
  hook->secret = new_webhook_secret();
  hook->added = call.program.clock().now();
  if (auto done = save_new(call, *hook); !done) return std::unexpected(done.error());
  return show_secret(call, *hook, "listens");
}

std::string line_of(const Hook& hook) {
  auto line = fmt::format("{}  {}  {}", hook.id, hook.url, fmt::join(names_of(hook.events), ", "));
  if (!hook.words.empty()) line += fmt::format(" ({})", fmt::join(hook.words, ", "));
  if (hook.state != HookState::active) line += fmt::format("\n    {}: {}", store::word_of(hook.state), hook.problem);
  return line;
}

Result<int> list(const Call& call) {
  const auto hooks = store::hooks(call.store.read());
  if (!hooks) return std::unexpected(hooks.error());
  auto listed = json::array();
  std::vector<std::string> lines;
  for (const auto& hook : *hooks) {
    listed.push(hook_json(hook));
    lines.push_back(line_of(hook));
  }
  const auto text =
      lines.empty() ? "there is no webhook; pith hook add URL makes one" : fmt::format("{}", fmt::join(lines, "\n"));
  return call.say(json::object({{"hooks", std::move(listed)}}), text);
}

// The message's fate, also where another process has taken it.
Result<HookMessage> outcome_of(const Call& call, const std::string& id) {
  using namespace std::chrono_literals;
  for (const auto end = std::chrono::steady_clock::now() + 20s;; std::this_thread::sleep_for(100ms)) {
    auto message = store::hook_message_by_id(call.store.read(), id);
    if (!message) return std::unexpected(message.error());
    if (*message && (*message)->state != DeliveryState::due) return **std::move(message);
    if (std::chrono::steady_clock::now() > end)
      return fail(ErrorKind::timeout, "the test is not done yet; pith hook log shows it later");
  }
}

Result<int> test(const Call& call) {
  const auto hook = hook_named(call.store.read(), call);
  if (!hook) return std::unexpected(hook.error());
  auto services = Services::make(call.program, [](const pipeline::Event&) {});
  if (!services) return std::unexpected(services.error());
  const auto message = delivery::test_message(*hook, call.program.clock().now());
  const auto queued = call.store.write([&](store::Tx& tx) { store::add_message(tx, message); });
  if (!queued) return std::unexpected(queued.error());
  const auto report = pipeline::Dispatch((*services)->context(), (*services)->threads()).run_until_idle({"hook"});
  if (!report) return std::unexpected(report.error());
  const auto outcome = outcome_of(call, message.id);
  if (!outcome) return std::unexpected(outcome.error());
  const bool sent = outcome->state == DeliveryState::sent;
  call.say(message_json(*outcome), fmt::format("{}: {}", sent ? "delivered" : "not delivered", outcome->answer));
  return sent ? 0 : 1;
}

Result<int> show_log(const Call& call) {
  const auto hook = hook_named(call.store.read(), call);
  if (!hook) return std::unexpected(hook.error());
  const auto messages = store::messages_of_hook(call.store.read(), hook->id, store::messages_kept);
  if (!messages) return std::unexpected(messages.error());
  auto listed = json::array();
  std::vector<std::string> lines;
  for (const auto& message : *messages) {
    listed.push(message_json(message));
    lines.push_back(fmt::format("{}  {}  {}  {}{}{}", format_rfc3339(message.made), name_of(message.event),
                                message.subject, store::word_of(message.state), message.answer.empty() ? "" : ": ",
                                message.answer));
  }
  const auto text = lines.empty() ? "nothing was sent yet" : fmt::format("{}", fmt::join(lines, "\n"));
  return call.say(json::object({{"id", hook->id}, {"messages", std::move(listed)}}), text);
}

Result<int> resume(const Call& call) {
  const auto hook = changed(call, resume_hook);
  if (!hook) return std::unexpected(hook.error());
  return call.say(hook_json(*hook), fmt::format("{} listens again", hook->id));
}

Result<int> renew(const Call& call) {
  const auto hook = changed(call, [](Hook& one) -> Result<void> {
    one.secret = new_webhook_secret();
    return {};
  });
  if (!hook) return std::unexpected(hook.error());
  return show_secret(call, *hook, "signs with a new secret");
}

Result<int> remove(const Call& call) {
  const auto hook = hook_named(call.store.read(), call);
  if (!hook) return std::unexpected(hook.error());
  const auto done = call.store.write([&](store::Tx& tx) { store::remove_hook(tx, hook->id); });
  if (!done) return std::unexpected(done.error());
  return call.say(json::object({{"id", hook->id}}), fmt::format("{} is removed", hook->id));
}

struct Action {
  std::string_view name;
  Result<int> (*run)(const Call&);
};
constexpr std::array<Action, 7> actions{{{"add", add},
                                         {"list", list},
                                         {"test", test},
                                         {"log", show_log},
                                         {"resume", resume},
                                         {"secret", renew},
                                         {"remove", remove}}};

}  // namespace

Result<int> run_hook(Program& program, const Arguments& arguments) {
  const auto name = arguments.get("ACTION");
  const auto* action = std::ranges::find(actions, name, &Action::name);
  if (action == actions.end())
    return wrong_usage(
        fmt::format("\"{}\" is not what can be done; there are add, list, test, log, resume, secret and remove", name));
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  if (name != "add")
    if (auto home = program.require_home(); !home) return std::unexpected(home.error());
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  return action->run({program, **store, arguments});
}

}  // namespace pith::app
