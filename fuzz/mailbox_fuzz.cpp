// folders: stages/delivery
// Mailboxes as people and settings write them: whatever comes, a mail's header gets one field of it and no more.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "stages/delivery/mail.h"
#include "stages/delivery/mime.h"

namespace {

bool is_plain(char c) { return c > ' ' && c < 0x7F; }

// Every line but the first begins with a space.
bool is_one_field(std::string_view field) {
  if (!field.ends_with("\r\n")) return false;
  field.remove_suffix(2);
  for (auto at = field.find_first_of("\r\n"); at != field.npos; at = field.find_first_of("\r\n", at + 2))
    if (!field.substr(at).starts_with("\r\n ")) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::delivery;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto bare = bare_address(text); bare && !std::ranges::all_of(*bare, is_plain)) std::abort();
  const auto mailbox = parse_mailbox(text);
  if (!mailbox) return 0;
  if (!mailbox->address.contains('@') || !std::ranges::all_of(mailbox->address, is_plain)) std::abort();
  if (!is_one_field(mailbox_field("From", *mailbox))) std::abort();
  return 0;
}
