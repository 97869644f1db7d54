// /confirm, /sign-in, /sign-out. A link of a letter leads to a page with a button; only the button does something, so
// that a mailbox which opens every link changes nothing.
#include "domain/grants.h"
#include "store/readers.h"
#include "store/tokens.h"
#include "text/utf8.h"
#include "web/account.h"
#include "web/client_address.h"
#include "web/pages/forms.h"

namespace pith::web {

namespace {

struct ButtonPage {
  std::string_view action;
  std::string_view heading;
  std::string_view sentence;
  std::string_view button;
};

Answer button_page(const Context& context, const ButtonPage& of, std::string_view token) {
  Page page(context, "button.html", of.heading);
  auto& body = page.body();
  body.set("ACTION", of.action).set("HEADING", of.heading).set("SENTENCE", of.sentence).set("BUTTON", of.button);
  body.set("TOKEN", token);
  add_form_token(context, body);
  return page.answer();
}

Answer link_is_spent(const Context& context) {
  return message_page(context, {410, "This link is spent",
                                "It was used already, or another that was sent with it, or its time has run out. Ask "
                                "for another on the page to subscribe or to sign in."});
}

// What the button of a letter's page does: uses the token, lets `admit` change the reader, and signs in.
Answer enter(const Context& context, std::string_view purpose, std::string_view token,
             const std::function<void(Reader&)>& admit) {
  if (!live_token(context, purpose, token)) return link_is_spent(context);
  const auto hash = Signer::hash_of(token);
  const auto entered = context.home.write([&](store::Tx& tx) -> Result<bool> {
    const auto row = store::token_by_hash(tx, hash, purpose, context.now);
    if (!row) return std::unexpected(row.error());
    if (!*row || !store::remove_token(tx, hash)) return false;
    auto reader = store::reader_by_id(tx, (*row)->reader_id);
    if (!reader) return std::unexpected(reader.error());
    if (!*reader) return false;
    admit(**reader);
    store::put(tx, **reader);
    store::remove_tokens(tx, (*reader)->id, purpose);  // the other links of the kind that are under way
    if (!context.visit.session().empty()) store::remove_token(tx, context.visit.session());
    open_session(tx, context, **reader);
    return true;
  });
  if (!entered) return std::unexpected(entered.error());
  return *entered ? see("/settings") : link_is_spent(context);
}

Answer sign_in_with(const Context& context, const Filled& filled) {
  Page page(context, "sign_in.html", "Sign in");
  add_form_token(context, page.body());
  add_faults(page.body(), filled.faults);
  add_outcome(context, page.body(), filled.faults);
  page.body().set("EMAIL", text::repair_utf8(filled.form.get("email")));
  return page.answer(filled.faults.empty() ? 200 : 400);
}

}  // namespace

Answer confirm_page(const Context& context) {
  if (!context.options.accounts) return no_accounts(context);
  const auto token = context.request.parameter("t");
  if (!live_token(context, grants::confirm, token)) return link_is_spent(context);
  return button_page(context,
                     {"/confirm", "Do you want the day’s five?",
                      "One mail a day, at your hour. Every one of them has a link to end it.", "Yes, send it"},
                     token);
}

Answer confirm_form(const Context& context, const Form& form) {
  if (!context.options.accounts) return no_accounts(context);
  return enter(context, grants::confirm, form.get("t"), [&](Reader& reader) {
    if (reader.state != ReaderState::unconfirmed) return;
    reader.state = ReaderState::active;
    reader.confirmed = context.now;
    reader.consent_from = class_of_address(context.visit.address());
    begin_briefs(reader, context.now);
  });
}

Answer sign_in_page(const Context& context) {
  if (!context.options.accounts) return no_accounts(context);
  const auto token = context.request.parameter("t");
  if (!token.empty()) {
    if (!live_token(context, grants::sign_in, token)) return link_is_spent(context);
    return button_page(context, {"/sign-in", "Welcome back", "The button signs this browser in.", "Sign in"}, token);
  }
  if (context.visit.reader()) return see("/settings");
  return sign_in_with(context, {{}, {}});
}

Answer sign_in_form(const Context& context, const Form& form) {
  if (!context.options.accounts) return no_accounts(context);
  if (form.has("t")) return enter(context, grants::sign_in, form.get("t"), [](Reader&) {});
  Faults faults;
  Letter letter;
  letter.kind = LetterKind::sign_in;
  letter.email = address_in(form, faults);
  if (!faults.empty()) return sign_in_with(context, {form, faults});
  letter.source = context.visit.knows(letter.email) ? known_browser : "sign-in page";
  const auto asked = ask_for_letter(context, std::move(letter));
  if (!asked) return std::unexpected(asked.error());
  return *asked ? letter_is_on_its_way(context) : too_many_letters(context);
}

Answer sign_out_form(const Context& context, const Form& form) {
  if (context.visit.session().empty()) return see("/");
  const auto done = context.home.write([&](store::Tx& tx) {
    if (form.has("everywhere"))
      store::remove_tokens(tx, context.visit.reader()->id, grants::session);
    else
      store::remove_token(tx, context.visit.session());
  });
  if (!done) return std::unexpected(done.error());
  context.visit.end_session();
  return see("/");
}

}  // namespace pith::web
