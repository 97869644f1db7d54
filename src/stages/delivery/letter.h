// A short mail with one link in it, to somebody who asked for it on a page: to confirm, or to sign in. Nothing in it
// was typed by whoever asked, so that nobody can have words of theirs sent to others. Pure.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace pith::delivery {

enum class LetterText { confirm, sign_in, known };  // known: asked to subscribe, and is a reader already

struct LetterOptions {
  LetterText text = LetterText::confirm;
  std::string title = "Pith";  // of the site
  std::string site_url;
  std::string link;
  std::string good_for;  // "two days": how long the link is good
  std::string from;
  std::string to;
  std::string message_id;
  Time date{};
};

// The mail's bytes; equal values give equal bytes. Errors as render_mail.
Result<std::string> render_letter(const LetterOptions& options);

}  // namespace pith::delivery
