#include "stages/delivery/letter.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "stages/delivery/mime.h"
#include "stages/delivery/multipart.h"
#include "stages/delivery/templates.h"
#include "stages/delivery/wrap.h"

namespace pith::delivery {

namespace {

constexpr int columns = 72;

struct Words {
  std::string heading;
  std::string sentence;
  std::string button;
  std::string fine;
};

Words words_of(const LetterOptions& options) {
  switch (options.text) {
    case LetterText::sign_in:
      return {
          fmt::format("Sign in to {}", options.title), "Open this link and press the button on its page.", "Sign in",
          fmt::format("The link works once, for {}. If it was not you who asked for it, let it be: nothing happens.",
                      options.good_for)};
    case LetterText::known:
      return {
          fmt::format("You are a reader of {} already", options.title),
          "Somebody, perhaps you, asked for the brief for this address, which has it already. This link leads to its "
          "settings.",
          "Settings",
          fmt::format("The link works once, for {}. If it was not you, let it be: nothing happens.", options.good_for)};
    case LetterText::confirm:
      break;
  }
  return {
      "Do you want the day’s five?",
      fmt::format("Somebody, perhaps you, asked {} to send its brief to this address: five insights a day from "
                  "podcasts, each with its proof. If you want it, open this link and press the button on its page.",
                  options.title),
      "Yes, send it",
      fmt::format("The link works once, for {}. If it was not you, let it be: no other mail comes.", options.good_for)};
}

std::string text_of(const Words& words, const LetterOptions& options) {
  return wrapped(words.heading, columns, "") + "\n" + wrapped(words.sentence, columns, "") + "\n" + options.link +
         "\n\n" + wrapped(words.fine, columns, "") + fmt::format("\n-- \n{}: {}/\n", options.title, options.site_url);
}

Result<std::string> html_of(const Words& words, const LetterOptions& options) {
  templates::Values page;
  page.set("HEADING", words.heading).set("SENTENCE", words.sentence).set("BUTTON", words.button);
  page.set("FINE", words.fine).set("LINK", options.link).set("TITLE", options.title).set("SITE", options.site_url);
  return fill("letter.html", page);
}

}  // namespace

Result<std::string> render_letter(const LetterOptions& options) {
  const auto words = words_of(options);
  auto html = html_of(words, options);
  if (!html) return std::unexpected(html.error());
  return multipart_mail({.from = options.from,
                         .to = options.to,
                         .subject = words.heading,
                         .message_id = options.message_id,
                         .date = options.date,
                         .more_fields = {},
                         .text = text_of(words, options),
                         .html = *std::move(html)});
}

}  // namespace pith::delivery
