// GET /admin: shows and readers, for the owner.
#include <map>

#include <fmt/format.h>

#include "store/feeds.h"
#include "store/readers.h"
#include "store/shows.h"
#include "web/account.h"
#include "web/pages/forms.h"
#include "web/paging.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int readers_a_page = 50;

void add_shows(const Context& context, templates::Values& body) {
  std::map<std::string, std::string, std::less<>> problems;
  for (const auto& feed : context.take(store::feeds(context.store())))
    if (!feed.problem.empty()) problems[feed.show_id] = feed.problem;
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (show.removed) continue;
    auto& row = body.add("SHOW");
    row.set("ID", show.id).set("TITLE", show.title).set("URL", links().show(show.slug));
    row.set_if("PROBLEM", problems.contains(show.id) ? problems[show.id] : "");
    row.show_if(show.is_private, "PRIVATE").show_if(show.hidden, "HIDDEN");
  }
}

std::string_view state_text(ReaderState state) {
  if (state == ReaderState::active) return "reads";
  return state == ReaderState::paused ? "paused" : "not confirmed yet";
}

void add_readers(const Context& context, templates::Values& body) {
  const auto at = paging_of(context.request, readers_a_page);
  auto readers = context.take(store::accounts(context.store(), at.one_more()));
  auto& section = body.add("READERS");
  const auto all = context.take(store::count_accounts(context.store()));
  section.set("COUNT", counted(all, "reader", "readers"));
  add_pager(section, "/admin", at, readers);
  for (const auto& reader : readers) {
    auto& row = section.add("READER");
    row.set("ID", reader.id).set("EMAIL", reader.email).set("STATE", state_text(reader.state));
    row.set("SINCE", date_without_weekday(day_in(context.options.zone, reader.confirmed.value_or(reader.added))));
    row.set("SOURCE", reader.consent_source).show_if(reader.owner, "OWNER");
    row.show_if(reader.state == ReaderState::active, "CAN_PAUSE");
  }
}

}  // namespace

Answer admin_page(const Context& context) {
  if (!context.visit.owner()) return owners_only(context);
  Page page(context, "admin.html", "Admin");
  auto& body = page.body();
  add_form_token(context, body);
  add_shows(context, body);
  if (context.options.accounts) add_readers(context, body);
  return page.answer();
}

}  // namespace pith::web
