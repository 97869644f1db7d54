#include "pipeline/signed_links.h"

#include <fmt/format.h>

#include "base/url.h"
#include "domain/grants.h"

namespace pith::pipeline {

std::string mail_domain(std::string_view site_url) {
  const auto url = parse_url(site_url);
  return url && !url->host.empty() ? url->host : "pith.localhost";
}

std::string unsubscribe_link(const Signer& signer, const delivery::Addresses& site, std::string_view reader_id,
                             Time made) {
  return fmt::format("{}/unsubscribe?t={}", site.site(),
                     signer.sign(grants::unsubscribe, reader_id, made + grants::unsubscribe_time));
}

std::string taste_link(const Signer& signer, const delivery::Addresses& site, const TasteOf& of, Time made) {
  return fmt::format(
      "{}?t={}", site.taste(of.insight_id),
      signer.sign(grants::taste, grants::taste_subject(of.reader_id, of.insight_id), made + grants::taste_time));
}

std::string day_link(const Signer& signer, const delivery::Addresses& site, std::string_view reader_id,
                     const Brief& of) {
  const auto subject = grants::day_subject(reader_id, format_day(of.day));
  return fmt::format("{}?t={}", site.day(of.day),
                     signer.sign(grants::letter_day, subject, of.made + grants::letter_day_time));
}

}  // namespace pith::pipeline
