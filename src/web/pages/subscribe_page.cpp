// GET and POST /subscribe: the way in. The POST only asks for a letter (domain/letter.h): nothing is sent but that
// until its reader confirms.
#include "web/account.h"
#include "web/pages/forms.h"

namespace pith::web {

Answer subscribe_page(const Context& context) {
  if (context.visit.reader()) return see("/settings");
  if (!context.options.accounts) return no_accounts(context);
  Page page(context, "subscribe.html", "Subscribe");
  page.describe("Five insights a day from podcasts, each with its proof, in your mailbox at your hour.");
  auto& body = page.body();
  add_form_token(context, body);
  add_choices(context, body).show("LATER");
  for (const auto& zone : zone_names()) body.add("ZONE").set("VALUE", zone);
  body.set("SCRIPT", context.statics.address("zone.js"));
  return page.answer();
}

Answer subscribe_form(const Context& context, const Form& form) {
  if (!context.options.accounts) return no_accounts(context);
  auto email = address_in(form);
  if (!email) return std::unexpected(email.error());
  auto wishes = wishes_in(form);
  if (!wishes) return std::unexpected(wishes.error());
  Letter letter;
  letter.kind = LetterKind::subscribe;
  letter.email = *std::move(email);
  letter.zone = std::move(wishes->zone);
  letter.hour = wishes->hour;
  letter.language = std::move(wishes->language);
  letter.interests = interests_in(context, form);
  letter.source = "subscribe page";
  const auto asked = ask_for_letter(context, std::move(letter));
  if (!asked) return std::unexpected(asked.error());
  return *asked ? letter_is_on_its_way(context) : too_many_letters(context);
}

}  // namespace pith::web
