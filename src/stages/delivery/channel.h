// The way a finished mail leaves: the interface, owned by the stage. Implementations: the outbox folder here, SMTP in
// engines/smtp.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::delivery {

struct OutgoingMessage {
  std::string message_id;  // without angle brackets
  std::string from;        // bare envelope addresses
  std::string to;
  std::string bytes;  // the whole mail, CRLF
};

// in_doubt: all bytes went out, the answer never came. The mail may have arrived: it is counted, and may be sent again
// only as the same bytes under the same Message-Id.
enum class SendOutcome { sent, in_doubt };

class Channel {
 public:
  virtual ~Channel() = default;
  virtual std::string name() const = 0;  // "outbox", "smtp"
  // May block; any thread. An Error means it surely was not delivered: `refused` is for good (a bad address, a wrong
  // password), every other kind may be tried again.
  virtual Result<SendOutcome> send(const OutgoingMessage& message) = 0;
  // Of a message whose reader is gone: what this machine has of it goes, too. What has left it is out of reach.
  virtual Result<void> forget(std::string_view message_id) = 0;
};

// Writes MESSAGE-ID.eml into a folder (made when missing): to a temporary name, synced, then renamed. Sending the same
// message again gives the same file.
class OutboxChannel final : public Channel {
 public:
  explicit OutboxChannel(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::string name() const override { return "outbox"; }
  Result<SendOutcome> send(const OutgoingMessage& message) override;
  Result<void> forget(std::string_view message_id) override;

  // The file a message of this id has.
  std::filesystem::path file_of(std::string_view message_id) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace pith::delivery
