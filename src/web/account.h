// What the pages of accounts share: who may go on, what a form's fields mean, letters and sessions.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/letter.h"
#include "domain/reader.h"
#include "domain/taste.h"
#include "domain/token.h"
#include "web/page.h"

namespace pith::web {

// Where the site has no accounts, and whoever asks is not at home.
Answer no_accounts(const Context& context);
// For who is not signed in where that is needed: the way to it.
Answer ask_to_sign_in(const Context& context);
// The same for who is no owner.
Answer owners_only(const Context& context);

// A field as one line of sound text, cut at `bytes`.
std::string as_line(std::string_view typed, std::size_t bytes);
std::string line_of(const Form& form, std::string_view name, std::size_t bytes = 200);
std::optional<std::chrono::minutes> hour_in(std::string_view text);  // "07:30"
std::string hour_text(std::chrono::minutes hour);
// A bare mail address as address_key has it; invalid_input where there is none.
Result<std::string> address_in(const Form& form);

// What cannot be in a form: a sentence by its field. The page shows the form again with both.
using Faults = std::map<std::string, std::string, std::less<>>;
struct Filled {
  const Form& form;
  const Faults& faults;
};
// NAME_FAULT for each.
void add_faults(templates::Values& body, const Faults& faults);
// At the head of a page with forms, where the browser puts the focus: OUTCOME, the faults with links to their fields,
// or that what was sent before is done.
void add_outcome(const Context& context, templates::Values& body, const Faults& faults);
// After a form that changed something: that page again, which says so.
enum class Done {
  saved,
  added,
  removed,
  undone,
  paused,
  resumed,
  key_removed,
  feed_made,
  feed_ended,
  followed,
  read_again,
  invited,
  stopped,
  hook_tested,
  hook_resumed,
  hook_removed
};
Answer see_done(std::string_view path, Done what);
// The same, or the error where it could not be written.
Answer see_done(std::string_view path, Done what, const Result<void>& written);
// The same as address_in, with what is wrong as a fault.
std::string address_in(const Form& form, Faults& faults);

// zone, hour and language of a form.
struct Wishes {
  std::string zone;
  std::chrono::minutes hour{0};
  std::string language;
};
Wishes wishes_in(const Form& form, Faults& faults);
// The fields themselves, as WHEN; `guess`: the browser fills the zone in.
struct When {
  std::string hour;
  std::string zone;
  bool guess = false;
};
void add_when(templates::Values& body, const When& when, const Faults& faults);

// Interests by the fields topic, show, people and words. Where one cannot be kept, a fault says so and none is given.
std::vector<Interest> interests_in(const Context& context, const Form& form, Faults& faults);
// The fields themselves, as CHOICES, as they were filled in; what is given back may show LATER.
templates::Values& add_choices(const Context& context, templates::Values& body, const Filled& filled);
bool same_person(const Interest& interest, std::string_view name);  // in any case
// Whether somebody of that name takes part in something that the visitor may see.
bool is_heard(const Context& context, const Interest& person);
// Of which people among these nobody was heard yet, as a sentence; empty where there are none.
std::string unheard(const Context& context, const std::vector<Interest>& interests);
// "AI infrastructure", "The Deep Grid": an interest in a person's words.
std::string interest_text(const Context& context, const Interest& interest);

// Writes what is asked for, where the visitor has not asked for too much. False: too much.
Result<bool> ask_for_letter(const Context& context, Letter letter);
// /settings with what was typed into its forms and what is wrong with it.
Answer settings_with(const Context& context, const Filled& filled);

// /admin likewise.
Answer admin_with(const Context& context, const Filled& filled);
// The account of this id; the home reader is none.
Result<Reader> account_called(const Context& context, std::string_view id);

// The same sentence whether the address is known or not.
Answer letter_is_on_its_way(const Context& context, std::string_view besides = {});
Answer too_many_letters(const Context& context);

// The token behind a link, where it is good still.
std::optional<Token> live_token(const Context& context, std::string_view purpose, std::string_view text);
// Somebody who was deleted on another page while they asked.
inline Error gone_meanwhile() {
  return {ErrorKind::refused, "What this is for was deleted meanwhile. Nothing was kept.", ""};
}

// Signs the reader in: the cookie is set, the session stored.
void open_session(store::Tx& tx, const Context& context, const Reader& reader);

// Changes the reader as the store has them now; nothing where they are gone.
Result<void> change_reader(const Context& context, std::string_view id, const std::function<void(Reader&)>& change);

}  // namespace pith::web
