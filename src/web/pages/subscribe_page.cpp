// GET and POST /subscribe: the way in. The POST only asks for a letter (domain/letter.h): nothing is sent but that
// until its reader confirms.
#include "text/utf8.h"
#include "web/account.h"
#include "web/pages/forms.h"

namespace pith::web {

namespace {

Answer page_with(const Context& context, const Filled& filled) {
  Page page(context, "subscribe.html", "Subscribe");
  page.describe("Five insights a day from podcasts, each with its proof, in your mailbox at your hour.");
  auto& body = page.body();
  add_form_token(context, body);
  add_faults(body, filled.faults);
  add_outcome(context, body, filled.faults);
  body.set("EMAIL", text::repair_utf8(filled.form.get("email")));
  const bool fresh = !filled.form.has("zone");
  add_when(body,
           fresh ? When{"07:00", "UTC", true} : When{line_of(filled.form, "hour"), line_of(filled.form, "zone", 64)},
           filled.faults);
  add_choices(context, body, filled).show("LATER");
  body.set("SCRIPT", context.statics.address("zone.js"));
  return page.answer(filled.faults.empty() ? 200 : 400);
}

}  // namespace

Answer subscribe_page(const Context& context) {
  if (context.visit.reader()) return see("/settings");
  if (!context.options.accounts) return no_accounts(context);
  return page_with(context, {{}, {}});
}

Answer subscribe_form(const Context& context, const Form& form) {
  if (!context.options.accounts) return no_accounts(context);
  Faults faults;
  Letter letter;
  letter.kind = LetterKind::subscribe;
  letter.email = address_in(form, faults);
  auto wishes = wishes_in(form, faults);
  letter.zone = std::move(wishes.zone);
  letter.hour = wishes.hour;
  letter.language = std::move(wishes.language);
  letter.interests = interests_in(context, form, faults);
  if (!faults.empty()) return page_with(context, {form, faults});
  letter.source = "subscribe page";
  const auto besides = unheard(context, letter.interests);
  const auto asked = ask_for_letter(context, std::move(letter));
  if (!asked) return std::unexpected(asked.error());
  return *asked ? letter_is_on_its_way(context, besides) : too_many_letters(context);
}

}  // namespace pith::web
