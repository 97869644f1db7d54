// What the forms of /settings do, each to the reader who sends it.
#include <algorithm>

#include "store/readers.h"
#include "store/tastes.h"
#include "web/account.h"
#include "web/pages/forms.h"

namespace pith::web {

namespace {

constexpr std::size_t most_interests = 200;

bool is_same(const Interest& one, const Interest& other) {
  return other.kind == InterestKind::person && same_person(one, other.value);
}

std::optional<InterestKind> kind_of(std::string_view word) {
  for (const auto& [name, kind] : {std::pair<std::string_view, InterestKind>{"topic", InterestKind::topic},
                                   {"show", InterestKind::show},
                                   {"person", InterestKind::person},
                                   {"words", InterestKind::words}})
    if (name == word) return kind;
  return std::nullopt;
}

}  // namespace

Answer settings_form(const Context& context, const Form& form) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  if (context.visit.at_home())
    return fail(ErrorKind::invalid_input, "Hour, zone and address stand in pith.toml, section [reader].");
  Faults faults;
  const auto wishes = wishes_in(form, faults);
  if (!faults.empty()) return settings_with(context, {form, faults});
  return see_done("/settings", Done::saved, change_reader(context, context.visit.reader()->id, [&](Reader& reader) {
                    reader.zone = wishes.zone;
                    reader.hour = wishes.hour;
                    reader.language = wishes.language;
                    reader.next_brief = {};
                  }));
}

Answer pause_form(const Context& context, const Form&) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  return see_done("/settings", Done::paused, change_reader(context, context.visit.reader()->id, [](Reader& reader) {
                    if (reader.state == ReaderState::active) reader.state = ReaderState::paused;
                  }));
}

Answer resume_form(const Context& context, const Form&) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  return see_done("/settings", Done::resumed, change_reader(context, context.visit.reader()->id, [&](Reader& reader) {
                    if (reader.state != ReaderState::paused) return;
                    reader.state = ReaderState::active;
                    begin_briefs(reader, context.now);
                  }));
}

Answer add_interests_form(const Context& context, const Form& form) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  const auto& id = context.visit.reader()->id;
  Faults faults;
  auto interests = interests_in(context, form, faults);
  if (!faults.empty()) return settings_with(context, {form, faults});
  if (interests.empty()) return see("/settings");
  return see_done("/settings", Done::added, context.home.write([&](store::Tx& tx) -> Result<void> {
    const auto known = store::interests_of(tx, id);
    if (!known) return std::unexpected(known.error());
    if (known->size() + interests.size() > most_interests)
      return fail(ErrorKind::invalid_input, "That is more interests than can be kept: 200. Remove some first.");
    for (auto& interest : interests) {
      interest.reader_id = id;
      if (std::ranges::any_of(*known, [&](const auto& one) { return is_same(one, interest); })) continue;
      if (!store::put(tx, interest)) return std::unexpected(gone_meanwhile());
    }
    return {};
  }));
}

Answer remove_interest_form(const Context& context, const Form& form) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  const auto kind = kind_of(form.get("kind"));
  if (!kind) return see("/settings");
  const Interest interest{context.visit.reader()->id, *kind, std::string(form.get("value")), {}};
  return see_done("/settings", Done::removed,
                  context.home.write([&](store::Tx& tx) { store::remove_interest(tx, interest); }));
}

Answer undo_verdict_form(const Context& context, const Form& form) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  return see_done("/settings", Done::undone, context.home.write([&](store::Tx& tx) {
    store::remove_verdict(tx, context.visit.reader()->id, form.get("insight"));
  }));
}

Answer delete_form(const Context& context, const Form& form) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  if (context.visit.at_home())
    return fail(ErrorKind::invalid_input, "At home there is no account: everything is in the home’s folder.");
  if (form.get("sure") != "yes")
    return fail(ErrorKind::invalid_input, "Tick the box beside the button, if you want everything about you deleted.");
  const auto& reader = *context.visit.reader();
  const auto done =
      context.home.write([&](store::Tx& tx) { store::remove_reader(tx, reader); }, store::Durability::power);
  if (!done) return std::unexpected(done.error());
  context.visit.end_session();
  context.visit.forget();
  return message_page(
      context, {200, "Deleted",
                "Nothing about you is kept in Pith’s database any more. Letters that were sent are out of its reach."});
}

}  // namespace pith::web
