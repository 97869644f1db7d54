// GET /admin: shows and readers, for the owner.
#include <map>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "store/feeds.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/work.h"
#include "text/utf8.h"
#include "web/account.h"
#include "web/pages/forms.h"
#include "web/paging.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int readers_a_page = 50;

// Addresses that were given and could not be followed, and those that are tried again. Their ids here are hashes: an
// address may have a password in it.
void add_trouble(const Context& context, templates::Values& body) {
  const auto works = context.take(store::work_in_trouble(context.store(), "follow"));
  if (works.empty()) return;
  auto& section = body.add("TROUBLE");
  for (const auto& work : works) {
    auto& row = section.add("ROW");
    row.set("ID", content_hash(work.key.subject)).set("ADDRESS", redact_url(work.key.subject)).set("WHY", work.error);
    if (work.state == store::WorkState::due) row.set_if("AGAIN", "It is tried again by itself.");
  }
}

void add_shows(const Context& context, templates::Values& body) {
  templates::Values* section = nullptr;
  std::map<std::string, std::string, std::less<>> problems;
  for (const auto& feed : context.take(store::feeds(context.store())))
    if (!feed.problem.empty()) problems[feed.show_id] = feed.problem;
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (show.removed) continue;
    if (section == nullptr) section = &body.add("SHOWS");
    auto& row = section->add("SHOW");
    row.set("ID", show.id).set("TITLE", show.title).set("URL", links().show(show.slug));
    row.set_if("PROBLEM", problems.contains(show.id) ? problems[show.id] : "");
    row.show_if(show.is_private, "PRIVATE").show_if(show.hidden, "HIDDEN");
  }
}

std::string_view state_text(ReaderState state) {
  if (state == ReaderState::active) return "reads";
  return state == ReaderState::paused ? "paused" : "not confirmed yet";
}

void add_readers(const Context& context, templates::Values& body, const Filled& filled) {
  const auto at = paging_of(context.request, readers_a_page);
  auto readers = context.take(store::accounts(context.store(), at.one_more()));
  auto& section = body.add("READERS");
  const auto all = context.take(store::count_accounts(context.store()));
  section.set("COUNT", counted(all, "reader", "readers"));
  section.set("EMAIL", text::repair_utf8(filled.form.get("email")));
  add_faults(section, filled.faults);
  add_pager(section, "/admin", at, readers);
  for (const auto& reader : readers) {
    auto& row = section.add("READER");
    row.set("ID", reader.id).set("EMAIL", reader.email).set("STATE", state_text(reader.state));
    row.set("SINCE", date_without_weekday(day_in(context.options.zone, reader.confirmed.value_or(reader.added))));
    row.set("SOURCE", reader.consent_source).show_if(reader.owner, "OWNER");
    row.set("DELETE_URL", fmt::format("/admin/readers/delete?reader={}", reader.id));
    row.show_if(reader.state == ReaderState::active, "CAN_PAUSE");
  }
}

}  // namespace

Answer admin_page(const Context& context) {
  if (!context.visit.owner()) return owners_only(context);
  return admin_with(context, {{}, {}});
}

Answer admin_with(const Context& context, const Filled& filled) {
  Page page(context, "admin.html", "Admin");
  auto& body = page.body();
  add_form_token(context, body);
  add_faults(body, filled.faults);
  add_outcome(context, body, filled.faults);
  body.set("URL", text::repair_utf8(filled.form.get("url"))).show_if(context.options.accounts, "HAS_READERS");
  add_trouble(context, body);
  add_shows(context, body);
  if (context.options.accounts) add_readers(context, body, filled);
  return page.answer(filled.faults.empty() ? 200 : 400);
}

Answer delete_reader_page(const Context& context) {
  if (!context.visit.owner()) return owners_only(context);
  const auto reader = account_called(context, context.request.parameter("reader"));
  if (!reader) return std::unexpected(reader.error());
  Page page(context, "delete_reader.html", "Delete a reader?");
  auto& body = page.body();
  add_form_token(context, body);
  body.set("ID", reader->id).set("EMAIL", reader->email).show_if(reader->owner, "OWNER");
  const bool last = reader->owner && context.take(store::count_owners(context.store())) == 1;
  body.show(last ? "ONLY_OWNER" : "ASK");
  return page.answer();
}

}  // namespace pith::web
