#include "web/pages/programs.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "domain/access_key.h"
#include "domain/grants.h"
#include "store/access_keys.h"
#include "web/account.h"
#include "web/keys.h"
#include "web/pages/forms.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr std::ptrdiff_t most_keys = 20;  // of a reader

std::string used_text(const AccessKey& key) {
  return key.last_used ? fmt::format("last used on {}", date_without_weekday(*key.last_used)) : "never used";
}

void add_keys(const Context& context, templates::Values& part, const std::vector<AccessKey>& all) {
  templates::Values* section = nullptr;
  for (const auto& key : all) {
    if (key.purpose != grants::api_key) continue;
    if (section == nullptr) section = &part.add("KEYS");
    auto& row = section->add("ROW");
    row.set("ID", key.id).set("NAME", key.name).set("HINT", key_hint(key)).set("USED", used_text(key));
    row.set("MADE", date_without_weekday(day_in(context.options.zone, key.made)));
  }
}

void add_own_feed(const Context& context, templates::Values& part, const std::vector<AccessKey>& all) {
  const auto feed = std::ranges::find(all, grants::own_feed, &AccessKey::purpose);
  if (feed == all.end()) {
    part.show("NO_FEED");
    return;
  }
  const auto address =
      fmt::format("{}{}{}", context.options.url, own_feed_path, own_feed_token(context.visit.signer(), *feed));
  auto& section = part.add("FEED");
  section.set("RSS", address + ".xml").set("ATOM", address + ".atom").set("JSON", address + ".json");
  section.set("USED", used_text(*feed));
}

// Who may go on: a reader with an account. At home keys are made on the command line.
std::optional<Answer> stopped(const Context& context) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  if (context.visit.at_home())
    return fail(ErrorKind::invalid_input, "At home keys are made on the command line: pith key add NAME.");
  return std::nullopt;
}

Answer show_once(const Context& context, const MadeKey& made) {
  Page page(context, "key.html", "Your new key");
  page.body().set("KEY", made.text).set("NAME", made.key.name).set("SITE", context.options.url);
  auto answer = page.answer();
  if (answer) answer->headers.emplace_back("Cache-Control", "private, no-store");
  return answer;
}

}  // namespace

void add_programs(const Context& context, templates::Values& body) {
  auto& part = body.include("PROGRAMS", "programs.html");
  if (context.visit.at_home()) {
    part.show("HOME");
    return;
  }
  const auto all = context.take(store::access_keys_of(context.store(), context.visit.reader()->id));
  auto& account = part.add("ACCOUNT");
  add_form_token(context, account);
  add_own_feed(context, account, all);
  add_keys(context, account, all);
}

Answer add_key_form(const Context& context, const Form& form) {
  if (const auto stop = stopped(context)) return *stop;
  const auto name = line_of(form, "name", longest_key_name);
  if (name.empty()) return fail(ErrorKind::invalid_input, "Name the key after the program that it is for.");
  const auto made = make_api_key(context.visit.reader()->id, name, context.now);
  const auto done = context.home.write([&](store::Tx& tx) -> Result<void> {
    const auto known = store::access_keys_of(tx, made.key.reader_id);
    if (!known) return std::unexpected(known.error());
    if (std::ranges::count(*known, grants::api_key, &AccessKey::purpose) >= most_keys)
      return fail(ErrorKind::invalid_input, "That is more keys than can be kept: 20. Remove one first.");
    store::put(tx, made.key);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return show_once(context, made);
}

Answer remove_key_form(const Context& context, const Form& form) {
  if (const auto stop = stopped(context)) return *stop;
  return see_done("/settings", Done::key_removed, context.home.write([&](store::Tx& tx) {
    store::remove_access_key(tx, context.visit.reader()->id, form.get("key"));
  }));
}

// Makes the feed, or gives it another address: the one before opens nothing any more.
Answer new_feed_form(const Context& context, const Form&) {
  if (const auto stop = stopped(context)) return *stop;
  const auto feed = make_own_feed(context.visit.signer(), context.visit.reader()->id, context.now);
  return see_done("/settings", Done::feed_made, context.home.write([&](store::Tx& tx) {
    store::remove_access_keys(tx, feed.reader_id, grants::own_feed);
    store::put(tx, feed);
  }));
}

Answer end_feed_form(const Context& context, const Form&) {
  if (const auto stop = stopped(context)) return *stop;
  return see_done("/settings", Done::feed_ended, context.home.write([&](store::Tx& tx) {
    store::remove_access_keys(tx, context.visit.reader()->id, grants::own_feed);
  }));
}

}  // namespace pith::web
