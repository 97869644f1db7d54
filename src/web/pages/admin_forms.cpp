// What the forms of /admin do. Each asks first whether an owner sends it.
#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "domain/grants.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/tokens.h"
#include "store/work.h"
#include "store/work_keys.h"
#include "web/account.h"
#include "web/pages/forms.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr std::size_t most_feeds = 5000;  // in one list

Result<void> follow(const Context& context, const std::vector<std::string>& urls) {
  return context.home.write([&](store::Tx& tx) {
    for (const auto& url : urls) store::enqueue(tx, store::follow_work(url), context.now, store::IfKnown::again);
  });
}

// The address that could not be followed whose hash the form has.
std::optional<store::WorkKey> trouble_in(const Context& context, const Form& form) {
  for (const auto& work : context.take(store::work_in_trouble(context.store(), "follow")))
    if (content_hash(work.key.subject) == form.get("address")) return work.key;
  return std::nullopt;
}

}  // namespace

Result<Reader> account_called(const Context& context, std::string_view id) {
  auto reader = store::reader_by_id(context.store(), id);
  if (!reader) return std::unexpected(reader.error());
  if (!*reader || (*reader)->id == home_reader) return fail(ErrorKind::not_found, "There is no such reader.");
  return **std::move(reader);
}

Answer add_show_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto url = parse_web_address(form.get("url"));
  if (!url)
    return admin_with(
        context,
        {form, {{"url", url.error().message + ". Words are looked up on the command line with: pith add WORDS."}}});
  return see_done("/admin", Done::followed, follow(context, {url->text()}));
}

Answer follow_again_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto key = trouble_in(context, form);
  if (!key) return see("/admin");
  if (!form.has("forget")) return see_done("/admin", Done::read_again, follow(context, {key->subject}));
  return see_done("/admin", Done::removed, context.home.write([&](store::Tx& tx) { store::forget(tx, *key); }));
}

Answer opml_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  if (!context.options.feeds_in_opml) return fail(ErrorKind::unsupported, "Lists of feeds cannot be read here.");
  auto urls = context.options.feeds_in_opml(form.get("opml"));
  if (!urls) return std::unexpected(urls.error());
  if (urls->empty()) return fail(ErrorKind::invalid_input, "There is no feed in this list.");
  if (urls->size() > most_feeds) return fail(ErrorKind::invalid_input, "There are more than 5,000 feeds in this list.");
  if (const auto done = follow(context, *urls); !done) return std::unexpected(done.error());
  const auto count = counted(static_cast<std::int64_t>(urls->size()), "feed is", "feeds are");
  return message_page(context,
                      {200, "Under way", fmt::format("{} asked now; the shows appear as they answer.", count)});
}

Answer remove_show_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  auto show = store::show_by_id(context.store(), form.get("show"));
  if (!show) return std::unexpected(show.error());
  if (!*show) return fail(ErrorKind::not_found, "There is no such show.");
  return see_done("/admin", Done::removed,
                  context.home.write([&](store::Tx& tx) { store::unfollow(tx, (*show)->id, form.has("hide")); }));
}

Answer invite_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  if (!context.options.accounts) return no_accounts(context);
  Faults faults;
  Letter letter;
  letter.email = address_in(form, faults);
  if (!faults.empty()) return admin_with(context, {form, faults});
  letter.zone = context.visit.reader()->zone;
  letter.hour = Reader{}.hour;
  letter.language = Reader{}.language;
  letter.source = by_owner;
  const auto asked = ask_for_letter(context, std::move(letter));
  if (!asked) return std::unexpected(asked.error());
  return *asked ? see_done("/admin", Done::invited) : too_many_letters(context);
}

Answer pause_reader_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto reader = account_called(context, form.get("reader"));
  if (!reader) return std::unexpected(reader.error());
  return see_done("/admin", Done::stopped, change_reader(context, reader->id, [](Reader& changed) {
                    if (changed.state == ReaderState::active) changed.state = ReaderState::paused;
                  }));
}

Answer delete_reader_form(const Context& context, const Form& form) {
  if (!context.visit.owner()) return owners_only(context);
  const auto reader = account_called(context, form.get("reader"));
  if (!reader) return std::unexpected(reader.error());
  if (form.get("sure") != "yes") return see(fmt::format("/admin/readers/delete?reader={}", reader->id));
  return see_done("/admin", Done::removed,
                  context.home.write(
                      [&](store::Tx& tx) -> Result<void> {
                        const auto owners = store::count_owners(tx);
                        if (!owners) return std::unexpected(owners.error());
                        if (reader->owner && *owners == 1)
                          return fail(ErrorKind::invalid_input,
                                      "This is the only owner here. Make another first: pith owner EMAIL.");
                        store::remove_reader(tx, *reader);
                        return {};
                      },
                      store::Durability::power));
}

}  // namespace pith::web
