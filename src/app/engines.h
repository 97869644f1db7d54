// Makes the engines that settings name out of the data files.
#pragma once

#include <memory>

#include "app/data.h"
#include "app/settings.h"
#include "base/result.h"
#include "stages/delivery/channel.h"
#include "stages/insight/builtin_distiller.h"
#include "stages/insight/distiller.h"
#include "stages/transcript/mark.h"

namespace pith::app {

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data);
// The one that `distill.engine` names.
Result<std::unique_ptr<insight::Distiller>> make_distiller(const Data& data, const Settings& settings);
// The model that marks ads and chatter; none where the data has none: rules alone then.
Result<std::shared_ptr<const transcript::MarkModel>> load_marks(const Data& data);
Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail);

}  // namespace pith::app
