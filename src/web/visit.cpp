#include "web/visit.h"

#include <utility>

#include "domain/grants.h"

namespace pith::web {

namespace {

constexpr std::string_view session_name = "session";
constexpr std::string_view form_name = "form";
constexpr std::string_view known_name = "known";

}  // namespace

Visit::Visit(Parts parts, const http::Request& request) : parts_(std::move(parts)) {
  session_cookie_ = parts_.cookies.value(request, session_name);
  form_cookie_ = parts_.cookies.value(request, form_name);
  known_cookie_ = parts_.cookies.value(request, known_name);
}

void Visit::come_home(Reader reader) {
  reader_ = std::move(reader);
  at_home_ = true;
}

void Visit::sign_in(Reader reader, std::string session) {
  reader_ = std::move(reader);
  session_ = std::move(session);
}

void Visit::enter(Reader reader, AccessKey key) {
  at_home_ = reader.id == home_reader;
  reader_ = std::move(reader);
  key_ = std::move(key);
  key_refused_ = false;
}

void Visit::give_session(std::string_view token) {
  to_set_.push_back(parts_.cookies.set(session_name, token, grants::session_time));
}

void Visit::end_session() { to_set_.push_back(parts_.cookies.clear(session_name)); }

bool Visit::knows(std::string_view email) const {
  return parts_.signer.check(grants::known, known_cookie_, parts_.now) == Signer::hash_of(email);
}

void Visit::remember(std::string_view email) {
  const auto token = parts_.signer.sign(grants::known, Signer::hash_of(email), parts_.now + grants::known_time);
  to_set_.push_back(parts_.cookies.set(known_name, token, grants::known_time));
}

void Visit::forget() { to_set_.push_back(parts_.cookies.clear(known_name)); }

std::string Visit::form_subject() const { return session_.empty() ? Signer::hash_of(form_cookie_) : session_; }

std::string Visit::form_token() {
  made_form_ = true;
  if (session_.empty() && form_cookie_.empty()) {
    form_cookie_ = random_name();
    to_set_.push_back(parts_.cookies.set(form_name, form_cookie_, grants::form_time));
  }
  return parts_.signer.sign(grants::form, form_subject(), parts_.now + grants::form_time);
}

bool Visit::accepts(std::string_view form_token) const {
  if (session_.empty() && form_cookie_.empty()) return false;
  return parts_.signer.check(grants::form, form_token, parts_.now) == form_subject();
}

}  // namespace pith::web
