// One request's visitor: who they are, what they may do, and the secret that their forms carry.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/tokens.h"
#include "domain/access_key.h"
#include "domain/reader.h"
#include "lib/http_server/message.h"
#include "web/cookies.h"

namespace pith::web {

class Visit {
 public:
  struct Parts {
    const Signer& signer;
    Cookies cookies;
    Time now{};
    std::string address;  // IP
  };
  Visit(Parts parts, const http::Request& request);

  // Signed in; or the home reader, where whoever is here is at home.
  const std::optional<Reader>& reader() const { return reader_; }
  bool owner() const { return reader_ && (at_home_ || reader_->owner); }
  bool at_home() const { return at_home_; }
  const std::string& address() const { return parts_.address; }
  Time now() const { return parts_.now; }
  const Signer& signer() const { return parts_.signer; }

  void come_home(Reader reader);
  void sign_in(Reader reader, std::string session);  // `session`: the hash of its token
  // By a key, or by the address of their own feed.
  void enter(Reader reader, AccessKey key);
  const std::optional<AccessKey>& key() const { return key_; }
  void refuse_key() { key_refused_ = true; }
  bool key_refused() const { return key_refused_; }  // one was shown that opens nothing
  const std::string& session() const { return session_; }
  std::string_view session_cookie() const { return session_cookie_; }
  void give_session(std::string_view token);  // as a cookie
  void end_session();
  // Whether somebody of this address (address_key) was signed in with this browser before; and that they are now.
  bool knows(std::string_view email) const;
  void remember(std::string_view email);
  void forget();

  // For the hidden field of a form on this page. A browser without a cookie gets one.
  std::string form_token();
  bool made_form() const { return made_form_; }
  bool accepts(std::string_view form_token) const;

  const std::vector<http::Field>& cookies() const { return to_set_; }

 private:
  std::string form_subject() const;

  Parts parts_;
  std::string session_cookie_;
  std::string form_cookie_;
  std::string known_cookie_;
  std::optional<Reader> reader_;
  std::string session_;
  std::optional<AccessKey> key_;
  bool key_refused_ = false;
  bool at_home_ = false;
  bool made_form_ = false;
  std::vector<http::Field> to_set_;
};

}  // namespace pith::web
