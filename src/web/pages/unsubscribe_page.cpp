// /unsubscribe, RFC 8058: the POST acts on the signed link alone, without cookies, and answers 200; the GET changes
// nothing.
#include "domain/grants.h"
#include "store/readers.h"
#include "web/account.h"
#include "web/pages/forms.h"

namespace pith::web {

namespace {

// Whose link it is; none where it is not ours, or too old.
std::optional<std::string> reader_of_link(const Context& context, std::string_view token) {
  return context.visit.signer().check(grants::unsubscribe, token, context.now);
}

Answer not_a_link(const Context& context) {
  return message_page(context, {400, "This link does not work",
                                "It is cut off, or older than a year. Sign in with your address to end the mails."});
}

}  // namespace

Answer unsubscribe_page(const Context& context) {
  if (!context.options.accounts) return no_accounts(context);
  const auto token = context.request.parameter("t");
  if (token.empty()) return see("/settings");
  if (!reader_of_link(context, token)) return not_a_link(context);
  Page page(context, "button.html", "No more mails?");
  auto& body = page.body();
  body.set("ACTION", "/unsubscribe").set("HEADING", "No more mails?").set("BUTTON", "End the mails");
  body.set("SENTENCE", "The brief is then no longer sent to you. What you set is kept until you delete it.");
  body.set("TOKEN", token);
  add_form_token(context, body);
  return page.answer();
}

Answer unsubscribe_form(const Context& context, const Form& form) {
  if (!context.options.accounts) return no_accounts(context);
  const auto in_address = context.request.parameter("t");
  const auto id = reader_of_link(context, in_address.empty() ? form.get("t") : in_address);
  if (!id) return not_a_link(context);
  const auto done = change_reader(context, *id, [](Reader& reader) {
    if (reader.state == ReaderState::active) reader.state = ReaderState::paused;
  });
  if (!done) return std::unexpected(done.error());
  return message_page(context, {200, "No more mails",
                                "The brief is no longer sent to you. Sign in with your address to have it again, or to "
                                "delete everything about you."});
}

}  // namespace pith::web
