// People as pages name them: found by their names, told apart by stages/people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/show.h"
#include "stages/people/identity.h"
#include "store/page.h"
#include "web/page.h"

namespace pith::web {

// Those who bear the name with this key on shows that are not hidden.
std::vector<people::Person> people_called(const Context& context, std::string_view key);

// Whom an address of a person's page means.
struct NamedPeople {
  std::string key;
  std::vector<people::Person> people;  // of this name
  std::string address;                 // the page's own
};
// "ada-lovelace", or "ada-lovelace-at-deep-grid" for the one of that show.
NamedPeople people_at(const Context& context, std::string_view name);

// What they said, newest first.
Result<std::vector<Insight>> insights_said(const Context& context, const NamedPeople& named, const store::Page& page);

// The page of whoever goes by this name on the show; empty where the name is no full one.
std::string person_address(const Context& context, std::string_view name, const Show& show);

}  // namespace pith::web
