// What a setting's value must be beyond its type, and the readings of composite ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/settings.h"

namespace pith::app {

struct ValueFault {
  std::string_view key;
  std::string problem;  // follows the key in a sentence: "must be HH:MM, but is ..."
};

// The first value that cannot be, in the order of the table; nothing where all are well.
std::optional<ValueFault> first_fault(const Settings& settings);

std::optional<std::chrono::minutes> hour_of(std::string_view text);  // "06:30" -> 390 min

struct ListenAddress {
  std::string host;
  std::uint16_t port = 0;
};
std::optional<ListenAddress> listen_address_of(std::string_view text);  // "127.0.0.1:8700", "[::1]:0", "localhost:80"

// "http://127.0.0.1:8700/", "http://[::1]:8700/".
std::string url_of(std::string_view host, int port);

// The reader's zone: the setting, else the machine's own.
std::string zone_of(const Settings& settings);
// The pages' own address without a trailing slash; where they listen on every address, under this machine's name.
std::string site_url_of(const Settings& settings);
// The pages are for whoever sits at this machine, and for nobody else.
bool is_at_home(const Settings& settings);

}  // namespace pith::app
