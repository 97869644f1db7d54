// Which secrets a step's work may meet: those of the address it follows, or of the feed it polls or whose episode it is
// about. A failure is told, kept and logged without them.
#pragma once

#include "base/result.h"
#include "base/secrets.h"
#include "store/store.h"
#include "store/work.h"

namespace pith::pipeline {

// None where the store has none such, or cannot be read.
Secrets secrets_of(const store::Session& session, const store::WorkKey& key);

// The failure without them. Where it is about an episode of a private show, of each address the host alone stays: media
// have tokens of their own.
void strike_secrets(const store::Session& session, const store::WorkKey& key, Error& error);

}  // namespace pith::pipeline
