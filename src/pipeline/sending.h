// Handing a mail to the channel, whose server may take its time.
#pragma once

#include "base/result.h"
#include "pipeline/context.h"
#include "stages/delivery/channel.h"

namespace pith::pipeline {

// Waits for the channel; other work goes on meanwhile. Errors are the channel's.
inline Result<delivery::SendOutcome> send(const Context& context, const delivery::OutgoingMessage& message) {
  const Waiting waiting(context);
  return context.channel.send(message);
}

}  // namespace pith::pipeline
