// /insights/ID/taste: more like this, less like this. Reached signed in, at home, or by the signed link of a mail,
// which is good for one reader and one insight.
#include "domain/grants.h"
#include "store/insights.h"
#include "store/readers.h"
#include "store/tastes.h"
#include "web/account.h"
#include "web/pages/forms.h"

namespace pith::web {

namespace {

// Whose taste it is: that of the link, else of the visitor.
std::optional<Reader> taster(const Context& context, std::string_view token) {
  if (token.empty()) return context.visit.reader();
  const auto subject = context.visit.signer().check(grants::taste, token, context.now);
  if (!subject) return std::nullopt;
  const auto id = subject->substr(0, subject->find(' '));
  if (*subject != grants::taste_subject(id, context.argument)) return std::nullopt;
  auto reader = context.take(store::reader_by_id(context.store(), id));
  return reader && reader->state != ReaderState::unconfirmed ? reader : std::nullopt;
}

Answer not_yours(const Context& context, std::string_view token) {
  if (token.empty()) return ask_to_sign_in(context);
  return message_page(context, {403, "This link does not work", "It is cut off, or older than two months."});
}

std::optional<SourcedInsight> insight_of(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  return insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
}

Answer show_taste(const Context& context, const SourcedInsight& source, std::string_view token,
                  std::optional<Taste> taste) {
  Page page(context, "taste.html", "More or less like this");
  auto& body = page.body();
  add_form_token(context, body);
  body.set_if("TOKEN", token);
  body.set("ACTION", links().taste(source.insight.id)).set("URL", links().insight(source.insight.id));
  body.set("HEADLINE", source.insight.headline).set("SHOW", source.show.title);
  if (taste) body.add("SAID").set("TASTE", *taste == Taste::more ? "more" : "less");
  return page.answer();
}

}  // namespace

Answer taste_page(const Context& context) {
  const auto token = context.request.parameter("t");
  const auto reader = taster(context, token);
  if (!reader) return not_yours(context, token);
  const auto source = insight_of(context);
  if (!source) return fail(ErrorKind::not_found, "There is no such insight, or it was removed with its show.");
  std::optional<Taste> taste;
  for (const auto& verdict : context.take(store::verdicts_of(context.store(), reader->id)))
    if (verdict.insight_id == source->insight.id) taste = verdict.taste;
  return show_taste(context, *source, token, taste);
}

Answer taste_form(const Context& context, const Form& form) {
  const auto token = form.get("t");
  const auto reader = taster(context, token);
  if (!reader) return not_yours(context, token);
  const auto source = insight_of(context);
  if (!source) return fail(ErrorKind::not_found, "There is no such insight, or it was removed with its show.");
  const auto said = form.get("taste");
  if (said != "more" && said != "less" && said != "none")
    return fail(ErrorKind::invalid_input, "More or less like this: one of the two must be said.");
  const auto taste = said == "none" ? std::nullopt : std::optional(said == "more" ? Taste::more : Taste::less);
  const auto done = context.home.write([&](store::Tx& tx) -> Result<void> {
    if (!taste) {
      store::remove_verdict(tx, reader->id, source->insight.id);
    } else if (!store::put(tx, Verdict{reader->id, source->insight.id, *taste, context.now})) {
      return std::unexpected(gone_meanwhile());
    }
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return show_taste(context, *source, token, taste);
}

}  // namespace pith::web
