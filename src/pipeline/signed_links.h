// The links in a reader's mails that act, or show what is the reader's, without signing in, each for one thing
// (domain/grants.h). Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "base/tokens.h"
#include "domain/brief.h"
#include "stages/delivery/addresses.h"

namespace pith::pipeline {

struct TasteOf {
  std::string_view reader_id;
  std::string_view insight_id;
};

std::string unsubscribe_link(const Signer& signer, const delivery::Addresses& site, std::string_view reader_id,
                             Time made);
std::string taste_link(const Signer& signer, const delivery::Addresses& site, const TasteOf& of, Time made);
// The day's page with the five of this reader, to be read by whoever has the letter.
std::string day_link(const Signer& signer, const delivery::Addresses& site, std::string_view reader_id,
                     const Brief& of);

// Where Message-Ids come from: the site's host.
std::string mail_domain(std::string_view site_url);

}  // namespace pith::pipeline
